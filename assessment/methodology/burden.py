"""How many questions each role is asked at most: at the start, and with every module chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assessment.methodology.applicability import asked
from assessment.methodology.instrument import Group, Instrument
from assessment.methodology.paths import Most, most_asked
from assessment.methodology.responses import Respondent

QUESTIONS_A_MINUTE = 2.5


@dataclass(frozen=True)
class Burden:
    """The most questions one role can come to: `core` without any module, `whole` with all of its group's."""

    group: Group
    role: str
    core: Most
    whole: Most

    @property
    def faults(self) -> tuple[str, ...]:
        """What is beyond the group's limits, each with its figures; a role that is asked nothing is a fault too."""
        core, most = self.group.core_items, self.group.most_items
        beyond = []
        if not self.whole.questions:
            beyond.append("is asked nothing: put an item to it, or take it out")
        if core is not None and self.core.questions > core:
            beyond.append(f"is asked {self.core.questions} core questions, more than {core}: put some into a module")
        if self.whole.questions > most:
            beyond.append(f"is asked up to {self.whole.questions} questions, more than {most}: put fewer to it")
        return tuple(beyond)


def burdens_of(instrument: Instrument) -> Iterator[Burden]:
    """The burden of every role, in the questionnaire's order; a group without roles is one, named by nothing."""
    for group in instrument.groups:
        for role in [role.code for role in group.roles] or [""]:
            core = most_asked(instrument, Respondent("", group.code, role, modules=()))
            yield Burden(group, role, core, most_asked(instrument, Respondent("", group.code, role)))


def questions_ahead(instrument: Instrument, respondent: Respondent) -> int:
    """How many questions wait for a respondent without an answer; the most of any role while the role is not known."""
    if respondent.role:
        return len(asked(instrument, respondent, {}))
    roles = [role.code for role in instrument.group_of[respondent.group].roles] or [""]
    return max(len(asked(instrument, replace(respondent, role=role), {})) for role in roles)


def minutes_for(questions: int) -> int:
    """About how many minutes so many questions take."""
    return max(1, round(questions / QUESTIONS_A_MINUTE))
