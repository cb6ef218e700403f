"""Items as rows of the survey. One answer may need several questions: an amount, and every state but the value's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from assessment.authoring.xlsform.conditions import XPath, all_of
from assessment.authoring.xlsform.form import Row, Said, Wording
from assessment.authoring.xlsform.names import (
    CURRENCY,
    STATE,
    YEAR,
    initials,
    list_name,
    note_name,
    part_name,
    question_name,
)
from assessment.authoring.xlsform.opening import relevant
from assessment.authoring.xlsform.routing import reserved_in
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.responses import LONGEST_LONG_TEXT, LONGEST_SHORT_TEXT, limits_of
from assessment.methodology.voice import N_

TYPE_OF = {
    "number": "decimal",
    "percentage": "decimal",
    "money": "decimal",
    "date": "date",
    "short_text": "text",
    "long_text": "text",
}
APPEARANCE_OF = {"long_text": "multiline"}
NOT_BOTH = N_("Choose either this or other answers, not both.")
AT_LEAST = N_("Enter a number of {minimum} or more.")
AT_MOST = N_("Enter a number of {maximum} or less.")
BETWEEN = N_("Enter a number from {minimum} to {maximum}.")
TOO_LONG = N_("Use at most {longest} characters.")
NO_YEAR = N_("Give the year with four digits.")
CARRIED = "etready::carried"

Rows = Iterator[Row]


def rows_of(
    instrument: Instrument, item: Item, condition: XPath, *, wording: Wording, carried: Mapping[str, str]
) -> Rows:
    """The rows of an item; `carried` are its cells without a counterpart, which the first row bears."""
    if item.type == "grid":
        yield from _grid(instrument, item, condition, wording, carried)
        return
    if item.type in TYPE_OF:
        kind = TYPE_OF[item.type]
    else:
        kind = f"{'select_multiple' if item.type == 'multiple' else 'select_one'} {list_name(instrument, item)}"
    constraint, message = _constraint(item, wording)
    cells = {"type": kind, "name": item.code, **relevant(condition), **constraint, **carried}
    if item.type in APPEARANCE_OF:
        cells["appearance"] = APPEARANCE_OF[item.type]
    yield Row(cells, {"label": _label(item, wording), **wording.optional("hint", f"{item.code}.hint"), **message})
    if item.type == "money":
        yield from _rest_of_amount(item, wording)
    if item.allows and not reserved_in(item):
        yield _state(item, condition, wording)


def _label(item: Item, wording: Wording) -> Said:
    """The question with its unit in brackets behind it."""
    percent = dict.fromkeys(wording.languages, "%") if item.type == "percentage" else {}
    units = wording.texts.get(f"{item.code}.unit", percent)
    return wording.of(f"{item.code}.text", {language: f" ({unit})" for language, unit in units.items()})


def _grid(instrument: Instrument, item: Item, condition: XPath, wording: Wording, carried: Mapping[str, str]) -> Rows:
    opening = {"type": "begin_group", "name": item.code, "appearance": "field-list", **relevant(condition), **carried}
    yield Row(opening, {"label": wording.of(f"{item.code}.text")})
    if item.hint:
        said = wording.of(f"{item.code}.hint")
        yield Row({"type": "note", "name": note_name(item.code, "hint")}, {"label": said})
    for row in item.rows:
        name = question_name(f"{item.code}.{row.code}")
        said = wording.of(f"{item.code}.rows.{row.code}")
        yield Row({"type": f"select_one {list_name(instrument, item)}", "name": name}, {"label": said})
    yield Row({"type": "end_group", "name": item.code})


def _rest_of_amount(item: Item, wording: Wording) -> Rows:
    given = {"relevant": f"${{{item.code}}} != ''", "required": "yes"}
    name = part_name(item.code, CURRENCY)
    yield Row({"type": "select_one currencies", "name": name, **given}, {"label": wording.say(N_("Currency"))})
    yield Row(
        {"type": "integer", "name": part_name(item.code, YEAR), "constraint": ". >= 1990 and . <= 2100", **given},
        {"label": wording.say(N_("Year")), "constraint_message": wording.say(NO_YEAR)},
    )


def _state(item: Item, condition: XPath, wording: Wording) -> Row:
    """Why there is no value: a number or a text that meant "don't know" would be counted as one."""
    empty = XPath(f"${{{item.code}}} = ''")
    cells = {"type": f"select_one states__{initials(item.allows)}", "name": part_name(item.code, STATE)}
    label = wording.say(N_("If you gave no answer, why?"))
    return Row({**cells, **relevant(all_of(condition, empty))}, {"label": label})


def _constraint(item: Item, wording: Wording) -> tuple[dict[str, str], dict[str, Said]]:
    rule, message, values = CONSTRAINTS.get(item.type, _no_constraint)(item)
    if not rule:
        return {}, {}
    return {"constraint": rule}, {"constraint_message": wording.say(message, **values)}


Constraint = tuple[str, str, dict[str, object]]


def _no_constraint(_item: Item) -> Constraint:
    return "", "", {}


def _states_alone(item: Item) -> Constraint:
    """A non-answer, or an option such as "none of these", is not chosen beside answers."""
    alone = [*item.allows, *(option.code for option in item.options if option.exclusive)]
    chosen = " or ".join(f"selected(., '{code}')" for code in alone)
    return (f"not(({chosen}) and count-selected(.) > 1)", NOT_BOTH, {}) if alone else ("", "", {})


def _limits(item: Item) -> Constraint:
    low, high = limits_of(item)
    rules = [f". >= {low:.15g}"] if low is not None else []
    rules += [f". <= {high:.15g}"] if high is not None else []
    messages = {(True, True): BETWEEN, (True, False): AT_LEAST, (False, True): AT_MOST}
    message = messages.get((low is not None, high is not None), "")
    return " and ".join(rules), message, {"minimum": low, "maximum": high}


def _length(item: Item) -> Constraint:
    longest = LONGEST_SHORT_TEXT if item.type == "short_text" else LONGEST_LONG_TEXT
    return f"string-length(.) <= {longest}", TOO_LONG, {"longest": longest}


CONSTRAINTS: Mapping[str, Callable[[Item], Constraint]] = {
    "multiple": _states_alone,
    "number": _limits,
    "percentage": _limits,
    "money": _limits,
    "short_text": _length,
    "long_text": _length,
}
