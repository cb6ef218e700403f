"""Our codes as names in XLSForm, and back: `LEG_16.privacy` is `LEG_16__privacy`.

An item's code has one underscore and no more, so that the first two in a row end it. What stands behind them is the
row of a grid, or the part of an answer that XLSForm cannot hold in one question.
"""

from __future__ import annotations

from typing import Final, get_args

from assessment.methodology.instrument import Attribute, Group, Instrument, Item, NonAnswer

JOINT: Final = "__"
GROUP: Final = "group"
ROLE: Final = "role"
MODULES: Final = "modules"
INSTITUTION: Final = "institution"
VERSION: Final = "etready__version"
STATES: Final[tuple[NonAnswer, ...]] = get_args(NonAnswer)
STATE: Final = "state"
CURRENCY: Final = "currency"
YEAR: Final = "year"


def question_name(code: str) -> str:
    """The name of a question: an item, or a row of a grid."""
    return code.replace(".", JOINT, 1)


def part_name(code: str, part: str) -> str:
    """The name of a further question for one answer: its state, the currency and the year of an amount."""
    return f"{code}{JOINT}{part}"


def attribute_name(attribute: Attribute) -> str:
    """The name of a question about the respondent, whose code may begin with a digit."""
    return f"about{JOINT}{attribute.code}"


def role_name(group: Group) -> str:
    """The name of the question for the role within a group."""
    return f"{ROLE}{JOINT}{group.code}"


def modules_name(group: Group) -> str:
    """The name of the question for the modules that a respondent of the group chooses."""
    return f"{MODULES}{JOINT}{group.code}"


def note_name(code: str, what: str) -> str:
    """The name of a text that is only shown; no code of ours holds a hyphen and small letters."""
    return f"{code}-{what}"


def list_name(instrument: Instrument, item: Item) -> str:
    """The list of an item's choices: its own, or its scale's, with the non-answers it allows (`agreement__dp`)."""
    own = item.code if item.options else item.scale or item.type
    return own if item.options or not item.allows else f"{own}{JOINT}{initials(item.allows)}"


def initials(states: tuple[NonAnswer, ...]) -> str:
    """`dp` for don't know and prefer not to say, in the order of the states."""
    return "".join({"dont_know": "d", "prefer_not_to_say": "p", "not_applicable": "n"}[state] for state in states)


def version_tag(instrument: Instrument, method_digest: str) -> str:
    """What every submission says of the questionnaire it answers: identity and the head of the method digest."""
    return f"{instrument.identity} {method_digest[:12]}"
