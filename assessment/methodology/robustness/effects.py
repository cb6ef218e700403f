"""One choice at a time: what each weight, each group and each alternative does to the scores (handbook step 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from assessment.methodology.consolidation import AVERAGED
from assessment.methodology.disclosure import hides_a_group
from assessment.methodology.instrument import ROOT, Area
from assessment.methodology.robustness.means import Array
from assessment.methodology.robustness.model import SPREAD, Choice, Effect
from assessment.methodology.robustness.schemes import Scheme, levels_in
from assessment.methodology.robustness.tree import weighed_codes
from assessment.methodology.scoring import band_of
from assessment.methodology.what_if import guarded_questions, touches


def effects_of(schemes: Sequence[Scheme]) -> tuple[Effect, ...]:
    """The effects on areas, and on the index where there is one, the largest first.

    Weights of indicators are lowered and raised by a quarter, as are those of areas for the index; each group that
    counts is left out; each alternative is taken. A group is left out only where all groups that count may be shown,
    and an alternative told only where it does not move questions in which one counts that may not: its part would
    otherwise follow from the difference (rule 19).
    """
    found = [*_of_weights(schemes[0]), *_of_groups(schemes[0]), *_of_alternatives(schemes)]
    return tuple(sorted(found, key=lambda effect: (-effect.size, effect.node, effect.choice, effect.code)))


def _of_weights(scheme: Scheme) -> Iterator[Effect]:
    codes = weighed_codes(scheme.instrument)
    parents = {code: node.parent for code, node in scheme.scorecard.nodes.items()}
    varied = [code for code in codes if scheme.scorecard.nodes[code].kind in ("area", "indicator")]
    of_nodes = np.ones((2 * len(varied), len(codes)))
    for row, code in enumerate(varied):
        of_nodes[2 * row : 2 * row + 2, codes.index(code)] = 1 - SPREAD, 1 + SPREAD
    levels = levels_in(scheme, None, of_nodes, np.ones((len(of_nodes), len(scheme.instrument.groups))))
    for row, code in enumerate(varied):
        for node in filter(None, (parents[code], parents.get(parents[code] or ""))):
            yield from _effect(scheme, node, "weight", code, levels[node][:, 0][2 * row : 2 * row + 2])


def _of_groups(scheme: Scheme) -> Iterator[Effect]:
    groups = tuple(scheme.instrument.group_of)
    of_groups = 1.0 - np.eye(len(groups))
    of_nodes = np.ones((len(groups), len(weighed_codes(scheme.instrument))))
    levels = levels_in(scheme, None, of_nodes, of_groups) if groups else {}
    for area in scheme.instrument.areas:
        if not _may_leave_out(scheme, area):
            continue
        for place, group in enumerate(groups):
            if group in scheme.scorecard.nodes[area.code].groups:
                scores = np.broadcast_to(levels[area.code][:, 0], (len(groups),))
                yield from _effect(scheme, area.code, "group", group, scores[[place]])


def _may_leave_out(scheme: Scheme, area: Area) -> bool:
    """Whether every group that counts in an area's questions may be shown."""
    questions = (scheme.scorecard.questions[m.code] for indicator in area.indicators for m in indicator.items)
    return not hides_a_group(scheme.instrument, (result for result in questions if result.kind in AVERAGED))


def _of_alternatives(schemes: Sequence[Scheme]) -> Iterator[Effect]:
    usual, *others = schemes
    instrument = usual.instrument
    guarded = guarded_questions(instrument, usual.scorecard)
    within = {
        area.code: guarded.intersection(measure.code for one in area.indicators for measure in one.items)
        for area in instrument.areas
    }
    for alternative, scheme in zip(instrument.alternatives, others, strict=True):
        for node in (ROOT, *instrument.area_of):
            if touches(instrument, alternative, within.get(node, guarded)):
                continue
            told = scheme.scorecard.score_of(node)
            yield from _effect(
                usual, node, "alternative", alternative.code, np.array([np.nan if told is None else told])
            )


def _effect(scheme: Scheme, node: str, choice: Choice, code: str, scores: Array) -> Iterator[Effect]:
    """The effect on a node that has a point score."""
    usual = scheme.scorecard.nodes[node]
    if usual.score is None:
        return
    told = tuple(None if np.isnan(score) else float(score) for score in scores)
    bands = tuple(band.code if (band := band_of(scheme.instrument.bands, score)) else None for score in told)
    yield Effect(node, choice, code, usual.score, told, bands, usual.band)
