"""Two rounds of a country: what changed, on what both measured alike and on the groups that count in both.

Both rounds are scored anew on their common part (`common_part`) by the same `score`, with the newer version's weights.
The range of a change joins redrawn respondents of both rounds with the same perturbed weights and alternatives in both
(rule 12): it says how far the change depends on who answered and on how the method weighs. NumPy is loaded where
something is drawn, so that a process that never draws stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assessment.methodology.common_part import CommonPart, GroupApart, Side, common_part_of
from assessment.methodology.comparability import Standing
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Response
from assessment.methodology.robustness.model import DRAWS, HIGHEST, LOWEST, SEED, Span
from assessment.methodology.scoring import Evidence, NodeScore, Scorecard, score
from assessment.methodology.tally import tally_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Round:
    """One assessment as it was made: its version, the responses that count, all else it rests on, its year."""

    name: str
    instrument: Instrument
    responses: Sequence[Response]
    evidence: Evidence
    reference_year: int

    @property
    def scorecard(self) -> Scorecard:
        """The scores of the round by itself."""
        return score(self.instrument, self.evidence, self.reference_year)


@dataclass(frozen=True)
class RoundChange:
    """An area or indicator of the newer version in two rounds.

    `published` are its nodes as each round scored it by itself, the earlier None where that version had none; `common`
    the nodes on the common part, None where too little of it is common. `share` 0..1 is how much of its weight the
    common part carries. `span` holds the change, in points, of nine draws in ten.
    """

    code: str
    is_area: bool
    share: float
    published: tuple[NodeScore | None, NodeScore]
    common: tuple[NodeScore, NodeScore] | None
    span: Span | None = None

    @property
    def difference(self) -> float | None:
        """Now minus before in points on the common part, or None without both scores."""
        before, now = (node.score for node in self.common) if self.common else (None, None)
        return None if before is None or now is None else now - before

    @property
    def is_clear(self) -> bool:
        """Whether the change has one sign throughout its range."""
        return self.span is not None and not self.span.low <= 0 <= self.span.high


@dataclass(frozen=True)
class Rounds:
    """What changed between two rounds, each area followed by its indicators, and what was left out of the comparison.

    `instrument` is the newer version, `draws` and `seed` what the ranges were drawn with.
    """

    before: str
    now: str
    instrument: Instrument
    changes: tuple[RoundChange, ...]
    apart: tuple[Standing, ...]
    groups: tuple[GroupApart, ...]
    draws: int
    seed: int

    def change_of(self, code: str) -> RoundChange | None:
        """The change of an area or indicator by its code."""
        return next((change for change in self.changes if change.code == code), None)


def rounds_of(before: Round, now: Round, *, draws: int = DRAWS, seed: int = SEED) -> Rounds:
    """The earlier and the later round of a country with one questionnaire in any versions. Pure, with a fixed seed."""
    published = (before.scorecard, now.scorecard)
    part = common_part_of(Side(before.instrument, published[0]), Side(now.instrument, published[1]))
    both = (_on_common(part, before), _on_common(part, now))
    scored = (both[0].scorecard, both[1].scorecard)
    spans = _spans(both, draws=draws, seed=seed)
    changes = tuple(_changes(now.instrument, part, published, scored, spans))
    return Rounds(before.name, now.name, now.instrument, changes, part.apart, part.groups_apart, draws=draws, seed=seed)


def _on_common(part: CommonPart, one: Round) -> Round:
    """A round reduced to the common part: its respondents of known groups, counted where their group is compared."""
    known = [response for response in one.responses if response.respondent.group in part.instrument.group_of]
    tally = {
        question: {group: cell for group, cell in groups.items() if group in part.groups.get(question, groups)}
        for question, groups in tally_of(part.instrument, known).items()
    }
    return replace(one, instrument=part.instrument, responses=known, evidence=replace(one.evidence, tally=tally))


def _spans(both: tuple[Round, Round], *, draws: int, seed: int) -> dict[str, Span]:
    """The 5th to the 95th percentile of the change of each node, over the draws in which both rounds score it."""
    import numpy as np

    before, now = (_drawn(one, draws=draws, seed=seed) for one in both)
    changes = {code: now[code] - before[code] for code in now}
    spans = {}
    for code, change in changes.items():
        if not np.isnan(change).all():
            low, high = np.nanpercentile(change, [LOWEST, HIGHEST])
            spans[code] = Span(float(low), float(high))
    return spans


def _drawn(one: Round, *, draws: int, seed: int) -> dict[str, NDArray[np.float64]]:
    from assessment.methodology.robustness.ranges import joint_scores

    return joint_scores(
        one.instrument, one.responses, one.evidence, one.reference_year, draws=draws, seed=seed, unit=one.name
    )


def _changes(
    instrument: Instrument,
    part: CommonPart,
    published: tuple[Scorecard, Scorecard],
    scored: tuple[Scorecard, Scorecard],
    spans: Mapping[str, Span],
) -> Iterator[RoundChange]:
    for area in instrument.areas:
        for code in (area.code, *(indicator.code for indicator in area.indicators)):
            nodes = None if code in part.too_small else (scored[0].nodes[code], scored[1].nodes[code])
            has_both = nodes is not None and all(node.score is not None for node in nodes)
            yield RoundChange(
                code,
                code == area.code,
                part.shares[code],
                (published[0].nodes.get(code), published[1].nodes[code]),
                nodes,
                spans.get(code) if has_both else None,
            )
