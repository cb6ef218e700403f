"""The preview of a questionnaire for its authors, made ready for its template: who is asked what, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from assessment.language import CatalogueVoice
from assessment.methodology.applicability import Explained, explained, items_for, modules_for
from assessment.methodology.expressions import parse
from assessment.methodology.instrument import Area, Attribute, Group, Instrument, Item, Module, Role
from assessment.methodology.responses import Answer, Respondent
from assessment.methodology.voice import N_
from assessment.methodology.wording import condition_said
from assessment.web.questionnaire_form import PageForm, Question

ASKED = N_("Asked")
NOT_ASKED = {
    "other_group": N_("Not asked: it is put to {groups}"),
    "other_role": N_("Not asked: it is put to {roles}"),
    "other_module": N_("Not asked: the topic “{module}” is not chosen"),
    "false": N_("Not asked: the condition does not hold. {condition}"),
    "missing": N_("Not asked: the condition cannot be decided without {missing}. {condition}"),
}


@dataclass(frozen=True)
class Trial:
    """An invented respondent: nothing of what is tried in a preview is stored."""

    instrument: Instrument
    respondent: Respondent
    answers: Mapping[str, Answer]
    path: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One item: why it is asked or not, and its inputs while it is asked."""

    item: Item
    reason: str
    question: Question | None


@dataclass(frozen=True)
class PreviewPage:
    """The person that was chosen, what can be chosen, and the items area by area."""

    instrument: Instrument
    group: Group
    role: str
    roles: tuple[Role, ...]
    attributes: tuple[Attribute, ...]
    told: Mapping[str, str]
    modules: tuple[Module, ...]
    chosen: frozenset[str]
    everything: bool
    asked: int
    areas: tuple[tuple[Area, tuple[Line, ...]], ...]
    errors: tuple[tuple[str, str], ...]


def preview_page(instrument: Instrument, voice: CatalogueVoice, tried: MultiDict[str, str]) -> PreviewPage:
    """The questionnaire as the person would meet it whom the address describes; `everything` lists all items.

    `instrument` must have a group.
    """
    group = instrument.group_of.get(tried.get("group", ""), instrument.groups[0])
    person = _person(instrument, group, tried)
    form = PageForm(Trial(instrument, person, {}), items_for(instrument, person), voice)
    form.read_sent(tried)
    answers = {code: answer for code, answer in form.changes().items() if answer is not None}
    passed = explained(instrument, person, answers)
    everything = "everything" in tried
    questions = form.questions()
    teller = _Teller(instrument, voice, person)
    lines = {
        one.item.code: Line(one.item, teller.reason(one), questions[one.item.code] if one.reason == "asked" else None)
        for one in passed
        if everything or one.reason == "asked"
    }
    areas = [(area, tuple(lines[item.code] for item in area.items if item.code in lines)) for area in instrument.areas]
    return PreviewPage(
        instrument=instrument,
        group=group,
        role=person.role,
        roles=group.roles,
        attributes=tuple(one for one in instrument.attributes if group.code in one.groups),
        told=person.attributes,
        modules=modules_for(instrument, person),
        chosen=frozenset(person.modules or ()),
        everything=everything,
        asked=sum(len(one.item.questions()) for one in passed if one.reason == "asked"),
        areas=tuple((area, found) for area, found in areas if found),
        errors=tuple(form.errors()),
    )


def _person(instrument: Instrument, group: Group, tried: MultiDict[str, str]) -> Respondent:
    roles = [role.code for role in group.roles] or [""]
    told = {
        one.code: tried[one.code]
        for one in instrument.attributes
        if group.code in one.groups and tried.get(one.code) in {option.code for option in one.options}
    }
    modules = tuple(code for code in tried.getlist("module") if code in instrument.module_of)
    role = tried.get("role", "")
    return Respondent("preview", group.code, role if role in roles else roles[0], attributes=told, modules=modules)


class _Teller:
    """Says why an item is asked of a person or not."""

    def __init__(self, instrument: Instrument, voice: CatalogueVoice, person: Respondent) -> None:
        self.instrument = instrument
        self.voice = voice
        self.person = person

    def reason(self, one: Explained) -> str:
        """One line."""
        condition = condition_said(self.voice, self.instrument, parse(one.item.when)) if one.item.when else ""
        if one.reason == "asked":
            return (
                self.voice.say("Asked, since {condition}", condition=condition) if condition else self.voice.say(ASKED)
            )
        return self.voice.say(
            NOT_ASKED[one.reason],
            groups=self.voice.join(self.instrument.group_of[code].label for code in one.item.groups),
            roles=self.voice.join(self._roles(one.item)),
            module=self.instrument.module_of[one.item.module].label if one.item.module else "",
            missing=self.voice.join(one.missing),
            condition=condition,
        )

    def _roles(self, item: Item) -> list[str]:
        wanted = item.roles.get(self.person.group, ())
        return [role.label for role in self.instrument.group_of[self.person.group].roles if role.code in wanted]
