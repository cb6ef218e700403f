"""Robustness ranges: resampled respondents, perturbed weights and the author's alternatives, together and apart.

Sources: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7; Efron (1979) for resampling.
Whether a group is real, which facts are confirmed and what is published are no matter of chance: they stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from assessment.methodology.instrument import Band, Instrument
from assessment.methodology.responses import Response
from assessment.methodology.robustness.answers import answer_table
from assessment.methodology.robustness.draws import Draws, draws_of
from assessment.methodology.robustness.effects import effects_of
from assessment.methodology.robustness.means import Array
from assessment.methodology.robustness.model import DRAWS, HIGHEST, LOWEST, SEED, Range, Robustness, Span
from assessment.methodology.robustness.schemes import Means, Scheme, drawn_means, levels_in, schemes_of
from assessment.methodology.robustness.tree import PLACES
from assessment.methodology.scoring import Evidence, NodeScore

Scores = Mapping[str, Array]


def robustness_of(
    instrument: Instrument,
    responses: Iterable[Response],
    evidence: Evidence,
    reference_year: int,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    unit: str = "",
) -> Robustness:
    """Ranges of the index, areas and indicators that have a score, now and in some draw of each kind; single effects.

    `responses` are those that `evidence.tally` counts; `unit` names the country, so that two countries do not draw
    alike. The same arguments give the same outcome, whatever the order of respondents.
    """
    table = answer_table(instrument, responses)
    schemes = schemes_of(instrument, table, evidence, reference_year)
    respondents, method, joint = _drawn(schemes, draws_of(instrument, table, draws, seed, unit))
    drawn = {code: (joint[code], respondents[code], method[code]) for code in joint}
    ranges = {
        code: _range(instrument.bands, schemes[0].scorecard.nodes[code], *scores)
        for code, scores in drawn.items()
        if schemes[0].scorecard.score_of(code) is not None and all(map(_has_score, scores))
    }
    return Robustness(ranges, effects_of(schemes), draws, seed, len(instrument.alternatives))


def joint_scores(
    instrument: Instrument,
    responses: Iterable[Response],
    evidence: Evidence,
    reference_year: int,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    unit: str = "",
) -> dict[str, Array]:
    """The scores of each node in the joint draws, NaN for none: what `separation` compares between units."""
    table = answer_table(instrument, responses)
    schemes = schemes_of(instrument, table, evidence, reference_year)
    return dict(_drawn(schemes, draws_of(instrument, table, draws, seed, unit))[2])


def _drawn(schemes: Sequence[Scheme], blocks: Iterable[Draws]) -> tuple[Scores, Scores, Scores]:
    """The scores by node in all draws: respondents alone, method alone, both."""
    parts = [_in_block(schemes, drawn) for drawn in blocks]
    respondents, method, joint = (_joined(part) for part in zip(*parts, strict=True))
    return respondents, method, joint


def _in_block(schemes: Sequence[Scheme], drawn: Draws) -> tuple[Scores, Scores, Scores]:
    means = drawn_means(schemes, drawn.times)
    still = levels_in(schemes[0], means[0], np.ones_like(drawn.of_nodes), np.ones_like(drawn.of_groups))
    respondents = {code: _column(scores, len(drawn.scheme)) for code, scores in still.items()}
    return respondents, _judged(schemes, drawn, None), _judged(schemes, drawn, means)


def _judged(schemes: Sequence[Scheme], drawn: Draws, means: Sequence[Means] | None) -> Scores:
    """Each draw by its own scheme and weights, with the groups' means under each scheme; None: as they are."""
    found: dict[str, Array] = {}
    for place, scheme in enumerate(schemes):
        here = drawn.scheme == place
        if not here.any():
            continue
        chosen = None if means is None else {code: mean[here] for code, mean in means[place].items()}
        for code, scores in levels_in(scheme, chosen, drawn.of_nodes[here], drawn.of_groups[here]).items():
            found.setdefault(code, np.full(len(here), np.nan))[here] = _column(scores, int(here.sum()))
    return found


def _column(scores: Array, draws: int) -> Array:
    return np.broadcast_to(scores[:, 0], (draws,))


def _joined(blocks: Sequence[Scores]) -> Scores:
    return {code: np.concatenate([block[code] for block in blocks]) for code in blocks[0]}


def _range(bands: Sequence[Band], node: NodeScore, joint: Array, respondents: Array, method: Array) -> Range:
    scored = joint[~np.isnan(joint)]
    return Range(
        code=node.code,
        score=node.score or 0.0,
        band=node.band,
        joint=_span(joint),
        respondents=_span(respondents),
        method=_span(method),
        without_score=1.0 - len(scored) / len(joint),
        bands=_shares(bands, scored),
    )


def _has_score(scores: Array) -> bool:
    return not np.isnan(scores).all()


def _span(scores: Array) -> Span:
    low, high = np.nanpercentile(scores, [LOWEST, HIGHEST])
    return Span(float(low), float(high))


def _shares(bands: Sequence[Band], scores: Array) -> dict[str, float]:
    """The share of the scores in each band that any of them falls in."""
    ordered = sorted(bands, key=lambda band: band.start)
    places = np.searchsorted([band.start for band in ordered], np.round(scores, PLACES), side="right") - 1
    return {band.code: float(share) for place, band in enumerate(ordered) if (share := np.mean(places == place)) > 0}
