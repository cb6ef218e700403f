"""Laws beside what those who live with them say of their practice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.methodology.instrument import Area
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import Finding, finding_of, questions_in
from assessment.methodology.report.opinions import parts_of
from assessment.methodology.report.results import favourable, is_scored


@dataclass(frozen=True)
class LawInPractice:
    """A law as it is recorded, and by group the share 0..100 of favourable answers on its practice.

    What the groups in `own` say of it is said of their own performance: shown, and no part of the gap (rule 8).
    """

    law: Finding
    practice: str
    favourable: Mapping[str, float]
    own: frozenset[str] = frozenset()

    @property
    def gap(self) -> float | None:
        """Points by which practice falls behind the law, each group counting once.

        None where the law has no score or only groups in `own` speak.
        """
        shares = [share for group, share in self.favourable.items() if group not in self.own]
        if self.law.result.score is None or not shares:
            return None
        return self.law.result.score - math.fsum(shares) / len(shares)


def laws_in_practice(edition: Edition, area: Area) -> Iterator[LawInPractice]:
    """The laws of an area that are known, where the practice is a choice with a favourable side and may be shown."""
    questions = edition.instrument.question_of
    for code in questions_in(edition, area):
        practice = questions[code].practice
        if practice is None or not is_scored(edition.instrument, questions[practice]):
            continue
        recorded, parts = finding_of(edition, code), parts_of(edition, practice)
        if recorded.basis != "unknown" and parts:
            shares = {
                part.group: favourable(edition.instrument, questions[practice], part.tally) or 0.0 for part in parts
            }
            yield LawInPractice(
                recorded, practice, shares, frozenset(part.group for part in parts if part.own_performance)
            )


def favourable_by_group(edition: Edition, shares: Mapping[str, float]) -> list[str]:
    """Each group's share of favourable answers in words."""
    return [
        edition.say("{group}: {share}", group=edition.group_label(group), share=edition.voice.percent(share))
        for group, share in shares.items()
    ]
