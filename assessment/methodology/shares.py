"""Many economies side by side on one fact: how many of a country group stand where, and which share of it.

This is how the state of the law is told for the least developed countries or for a region: in force, draft, none, and
apart from all of these what is contested and what nobody has told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from assessment.methodology.consolidation import NOT_APPLICABLE, QuestionResult
from assessment.methodology.instrument import CHOICE_TYPES, Instrument
from assessment.methodology.scoring import Scorecard

EVERYWHERE = "ALL"
CONTESTED, NO_DATA = "contested", "no_data"
BESIDE_OPTIONS = (CONTESTED, NOT_APPLICABLE, NO_DATA)


@dataclass(frozen=True)
class Standing:
    """Where the members of a country group stand on one fact.

    `economies` holds the members' codes by status: every option of the fact in its order, then contested, not
    applicable and no data. Each member stands in exactly one of them.
    """

    question: str
    group: str
    economies: Mapping[str, tuple[str, ...]]

    @property
    def members(self) -> int:
        """How many economies the group has: the denominator of every share."""
        return sum(len(codes) for codes in self.economies.values())

    def share_of(self, status: str) -> float | None:
        """Share 0..100 of the members that stand there, or None where the group has no member."""
        return 100 * len(self.economies[status]) / self.members if self.members else None


def facts_of_one_choice(instrument: Instrument) -> tuple[str, ...]:
    """The questions that can be told in shares of economies: facts with one right answer among options."""
    types = (CHOICE_TYPES - {"multiple"}) | {"grid"}
    return tuple(code for code, item in instrument.question_of.items() if item.kind == "fact" and item.type in types)


def standings(
    instrument: Instrument,
    scorecards: Mapping[str, Scorecard],
    groups: Mapping[str, Collection[str]],
    questions: Collection[str],
) -> Iterator[Standing]:
    """All economies together and then each group, question by question.

    `scorecards` are by economy, `groups` map a group to its members. A member without a scorecard has no data: what
    is not known of an economy is never taken for the absence of a law.
    """
    wanted = {EVERYWHERE: scorecards.keys(), **groups}
    for question in questions:
        options = [option.code for option in instrument.options_of(instrument.question_of[question])]
        for group, members in wanted.items():
            economies: dict[str, list[str]] = {status: [] for status in (*options, *BESIDE_OPTIONS)}
            for member in sorted(members):
                known = scorecards.get(member)
                economies[_status(known.questions[question]) if known else NO_DATA].append(member)
            yield Standing(question, group, {status: tuple(codes) for status, codes in economies.items()})


def _status(result: QuestionResult) -> str:
    if isinstance(result.value, str) and result.value != NOT_APPLICABLE:
        return result.value
    return result.reason if result.reason in (CONTESTED, NOT_APPLICABLE) else NO_DATA
