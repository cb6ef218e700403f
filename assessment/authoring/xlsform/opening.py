"""What a form asks before the items: group, role, what respondents say of themselves, and modules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessment.authoring.xlsform.conditions import ALWAYS, XPath, any_of
from assessment.authoring.xlsform.form import Row, Wording
from assessment.authoring.xlsform.names import (
    GROUP,
    INSTITUTION,
    MODULES,
    ROLE,
    attribute_name,
    modules_name,
    note_name,
    role_name,
)
from assessment.authoring.xlsform.routing import Routing
from assessment.methodology.applicability import modules_for
from assessment.methodology.instrument import Attribute, Group, Instrument, Module
from assessment.methodology.responses import Respondent
from assessment.methodology.voice import N_


def opening_rows(instrument: Instrument, wording: Wording, routing: Routing) -> Iterator[Row]:
    """The rows that come first. What is known of the audience is not asked but written into every submission."""
    for said in wording.optional("label", "description").values():
        yield Row({"type": "note", "name": note_name("questionnaire", "description")}, {"label": said})
    yield from _who(instrument, wording, routing)
    for attribute in instrument.attributes:
        yield from _about(instrument, attribute, wording, routing)
    yield from _modules(instrument, wording, routing)


def offered_modules(instrument: Instrument, routing: Routing, group: str) -> list[Module]:
    """The modules from which somebody of a group can choose."""
    return list(
        dict.fromkeys(
            module
            for role in routing.audience.roles(instrument, group)
            for module in modules_for(instrument, Respondent("", group, role))
        )
    )


def counts_institutions(instrument: Instrument, group: str) -> bool:
    """Whether one voice of the group is an institution, which is then asked for its name."""
    return instrument.group_of[group].counts == "institutions"


def _who(instrument: Instrument, wording: Wording, routing: Routing) -> Iterator[Row]:
    if not instrument.groups:
        return
    if routing.audience.group:
        yield _calculated(GROUP, f"'{routing.audience.group}'")
    else:
        label = wording.say(N_("Which group do you belong to?"))
        yield Row({"type": "select_one groups", "name": GROUP, "required": "yes"}, {"label": label})
    institutions = [code for code in routing.audience.groups(instrument) if counts_institutions(instrument, code)]
    if institutions:
        condition = relevant(any_of(*(routing.of_group(code) for code in institutions)))
        label = wording.say(N_("Name of your institution"))
        yield Row({"type": "text", "name": INSTITUTION, **condition}, {"label": label})
    if routing.audience.role:
        yield _calculated(ROLE, f"'{routing.audience.role}'")
        return
    asked = [instrument.group_of[code] for code in routing.audience.groups(instrument)]
    asked = [group for group in asked if group.roles]
    for group in asked:
        yield _role(group, wording, routing)
    yield _calculated(ROLE, _one_of(routing, {group.code: role_name(group) for group in asked}))


def _role(group: Group, wording: Wording, routing: Routing) -> Row:
    name = role_name(group)
    cells = {"type": f"select_one {name}", "name": name, "required": "yes"}
    label = wording.say(N_("Which describes you best?"))
    return Row({**cells, **relevant(routing.of_group(group.code))}, {"label": label})


def _about(instrument: Instrument, attribute: Attribute, wording: Wording, routing: Routing) -> Iterator[Row]:
    groups = [group for group in attribute.groups if group in routing.audience.groups(instrument)]
    if groups:
        name, path = attribute_name(attribute), f"attributes.{attribute.code}"
        asked = any_of(*(routing.of_group(group) for group in groups))
        yield Row(
            {"type": f"select_one {name}", "name": name, **relevant(asked)},
            {"label": wording.of(f"{path}.text"), **wording.optional("hint", f"{path}.hint")},
        )


def _modules(instrument: Instrument, wording: Wording, routing: Routing) -> Iterator[Row]:
    names = {}
    for code in routing.audience.groups(instrument):
        if offered_modules(instrument, routing, code):
            group = instrument.group_of[code]
            name = names[code] = modules_name(group)
            cells = {"type": f"select_multiple {name}", "name": name, **relevant(routing.of_group(code))}
            yield Row(
                cells,
                {
                    "label": wording.say(N_("Which further subjects can you answer questions on?")),
                    "hint": wording.say(N_("Choose as many as you like, or none.")),
                },
            )
    if instrument.modules:
        yield _calculated(MODULES, _one_of(routing, names))


def relevant(condition: XPath) -> dict[str, str]:
    """The cell of a condition; a row that is always shown has none."""
    return {} if condition == ALWAYS else {"relevant": condition.text}


def _one_of(routing: Routing, names: Mapping[str, str]) -> str:
    """What the question of the respondent's group holds; one that was answered before the group was changed does not
    count, though some programs remember it."""
    if routing.audience.group:
        return "".join(f"${{{name}}}" for name in names.values()) or "''"
    parts = [f"if({routing.of_group(group).text}, ${{{name}}}, '')" for group, name in names.items()]
    return f"concat({', '.join(parts)})" if len(parts) > 1 else "".join(parts) or "''"


def _calculated(name: str, formula: str) -> Row:
    return Row({"type": "calculate", "name": name, "calculation": formula})
