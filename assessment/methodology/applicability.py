"""Which questions are asked of whom: group, role, modules, and conditions on what was answered before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessment.methodology.expressions import Value as Operand
from assessment.methodology.expressions import names_in, parse
from assessment.methodology.expressions.evaluation import Evaluation
from assessment.methodology.instrument import Instrument, Item, Module
from assessment.methodology.remembered import Remembered
from assessment.methodology.responses import Answer, Money, Respondent, Response

Reason = Literal["asked", "other_group", "other_role", "other_module", "false", "missing"]
"""Why an item is asked of a respondent or not; `false` and `missing` are outcomes of its condition."""


@dataclass(frozen=True)
class Explained:
    """An item on its way past one respondent; `missing` names what its condition lacked."""

    item: Item
    reason: Reason
    missing: tuple[str, ...] = ()


def is_put_to(item: Item, group: str, role: str) -> bool:
    """Whether an item is meant for a group and role, whatever the answers."""
    if group not in item.groups:
        return False
    return group not in item.roles or role in item.roles[group]


def modules_for(instrument: Instrument, respondent: Respondent) -> tuple[Module, ...]:
    """The modules a respondent chooses from: those of the group that hold an item put to group and role."""
    held = {item.module for item in instrument.item_of.values() if is_put_to(item, respondent.group, respondent.role)}
    return tuple(module for module in instrument.modules if respondent.group in module.groups and module.code in held)


def is_chosen(instrument: Instrument, item: Item, respondent: Respondent) -> bool:
    """Whether the choice of modules lets an item be asked: it is core, not this group's to choose, or chosen."""
    if respondent.modules is None or item.module is None or item.module in respondent.modules:
        return True
    return respondent.group not in instrument.module_of[item.module].groups


def items_for(instrument: Instrument, respondent: Respondent) -> tuple[Item, ...]:
    """The items that a respondent may come to in the questionnaire's order, whatever the answers."""
    return tuple(
        item
        for item in instrument.item_of.values()
        if is_put_to(item, respondent.group, respondent.role) and is_chosen(instrument, item, respondent)
    )


def asked(instrument: Instrument, respondent: Respondent, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The codes of the questions on this respondent's path, in the questionnaire's order (grids row by row).

    A condition sees only answers on the path (rule 2): an answer to a question that is itself not asked is missing,
    as are those of a module that was not chosen.
    A condition that ends missing does not show its item (rule 3).
    """
    path: list[str] = []
    names = _known(instrument, respondent)
    for step in _steps(instrument, respondent):
        if step.condition is not None and step.condition(names) is not True:
            continue
        path += step.questions
        for code in step.read_later:
            names[code] = operand(answers.get(code))
    return tuple(path)


def explained(instrument: Instrument, respondent: Respondent, answers: Mapping[str, Answer]) -> tuple[Explained, ...]:
    """Every item in order with why it is asked of this respondent or not; the path is that of `asked`."""
    path = frozenset(asked(instrument, respondent, answers))
    names = {**_known(instrument, respondent), **{code: operand(answers.get(code)) for code in path}}
    return tuple(_explained(instrument, item, respondent, path, names) for item in instrument.item_of.values())


@dataclass(frozen=True)
class _Step:
    """An item that is put to a respondent: its questions, those of them that conditions read, its own condition."""

    questions: tuple[str, ...]
    read_later: tuple[str, ...]
    condition: Evaluation | None


_remembered: Remembered[tuple[_Step, ...]] = Remembered()


def _steps(instrument: Instrument, respondent: Respondent) -> tuple[_Step, ...]:
    """What may be asked of a respondent, in order, whatever the answers."""

    def worked_out() -> tuple[_Step, ...]:
        read = {name for item in instrument.item_of.values() if item.when for name in names_in(parse(item.when))}
        return tuple(
            _Step(
                tuple(item.questions()),
                tuple(code for code in item.questions() if code in read),
                instrument.condition_of.get(item.code),
            )
            for item in items_for(instrument, respondent)
        )

    return _remembered.of(instrument, respondent.group, respondent.role, respondent.modules, otherwise=worked_out)


def _known(instrument: Instrument, respondent: Respondent) -> dict[str, Operand | None]:
    """What conditions see before the first answer."""
    return {
        **told_of_oneself(instrument, respondent),
        "group": respondent.group,
        "role": respondent.role or None,
    }


def _explained(
    instrument: Instrument,
    item: Item,
    respondent: Respondent,
    path: frozenset[str],
    names: Mapping[str, Operand | None],
) -> Explained:
    if item.questions()[0] in path:
        return Explained(item, "asked")
    if respondent.group not in item.groups:
        return Explained(item, "other_group")
    if not is_put_to(item, respondent.group, respondent.role):
        return Explained(item, "other_role")
    if not is_chosen(instrument, item, respondent):
        return Explained(item, "other_module")
    if instrument.condition_of[item.code](names) is False:
        return Explained(item, "false")
    return Explained(item, "missing", _missing(item, names))


def _missing(item: Item, names: Mapping[str, Operand | None]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names_in(parse(item.when or "")) if names.get(name) is None))


def told_of_oneself(instrument: Instrument, respondent: Respondent) -> dict[str, str]:
    """The attributes that count: those the questionnaire asks of the respondent's group."""
    return {
        attribute.code: respondent.attributes[attribute.code]
        for attribute in instrument.attributes
        if respondent.group in attribute.groups and attribute.code in respondent.attributes
    }


def operand(answer: Answer | None) -> Operand | None:
    """What a condition sees of an answer: its value, or missing; an amount of money counts by its number."""
    if answer is None or answer.state != "answered":
        return None
    return answer.value.amount if isinstance(answer.value, Money) else answer.value


def on_path(instrument: Instrument, response: Response) -> dict[str, Answer | None]:
    """The asked questions of a response with their answers, None where unanswered; off-path answers are left out."""
    path = asked(instrument, response.respondent, response.answers)
    return {code: response.answers.get(code) for code in path}
