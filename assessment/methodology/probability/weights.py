"""From design weights to final ones: non-response first, then calibration to margins; every step said in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assessment.methodology.instrument import Instrument
from assessment.methodology.probability.calibration import Calibration, calibrated
from assessment.methodology.probability.design import Design, design_of, in_order
from assessment.methodology.probability.margins import Margin, UnusableMargin
from assessment.methodology.probability.response import Drawn, response_factors
from assessment.methodology.responses import Respondent
from assessment.methodology.voice import N_, Sentence

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Frame:
    """What is known beside the answers: the whole sample with what became of it, margins, strata's sizes in units."""

    sample: tuple[Drawn, ...] = ()
    margins: tuple[Margin, ...] = ()
    sizes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Weighted:
    """Respondents in the order of the design, with final weights in it; `remarks` say what was done and assumed."""

    respondents: tuple[Respondent, ...]
    design: Design
    remarks: tuple[Sentence, ...]

    @property
    def calibration(self) -> Calibration | None:
        """How weights were brought to margins, if they were."""
        return self.design.calibration


def weighted(instrument: Instrument, respondents: Sequence[Respondent], frame: Frame) -> Weighted:
    """Final weights of respondents of one survey; who has no weight counts as one unit, who has weight 0 is left out.

    Those of weight 0 were not drawn: among the sampling units they would seem to have been.
    Margins of attributes that the questionnaire does not declare are left aside; where weights cannot be brought to
    the others, they stay as they are and a remark says why.
    """
    drawn = [one for one in respondents if one.weight != 0]
    ordered = [drawn[place] for place in in_order(drawn)]
    remarks = [*_unweighted(ordered)]
    weights = np.array([1.0 if one.weight is None else one.weight for one in ordered], dtype=float)
    if any(unit.outcome != "completed" for unit in frame.sample):
        factors = response_factors(frame.sample)
        weights = weights * [factors.get(one.stratum, 1.0) for one in ordered]
        remarks.append(Sentence(N_("Weights make up for those who did not answer, stratum by stratum.")))
    calibration, said = _calibration(instrument, ordered, weights, frame.margins)
    if calibration is not None:
        weights = calibration.weights
    remarks += said
    design = design_of(ordered, weights, frame.sizes, calibration)
    return Weighted(tuple(ordered), design, (*remarks, *_design_remarks(design)))


def _calibration(
    instrument: Instrument, respondents: Sequence[Respondent], weights: Floats, margins: Sequence[Margin]
) -> tuple[Calibration | None, list[Sentence]]:
    """Weights brought to the margins, if they can be, and what is to be said of it."""
    declared = instrument.survey.margins if instrument.survey else ()
    used = [margin for margin in margins if margin.attribute in declared]
    if not used or not weights.any():
        return None, []
    traits = {margin.attribute: [one.attributes.get(margin.attribute, "") for one in respondents] for margin in used}
    order = {one.code: [option.code for option in one.options] for one in instrument.attributes}
    try:
        found = calibrated(weights, traits, used, order)
    except UnusableMargin as fault:
        return None, [fault.sentence]
    return found if found.is_converged else None, _calibration_remarks(instrument, found)


def _unweighted(respondents: Sequence[Respondent]) -> list[Sentence]:
    without = sum(one.weight is None for one in respondents)
    if not without:
        return []
    if without == len(respondents):
        return [Sentence(N_("The sample carries no weights: every respondent stands for as many units."))]
    return [Sentence(N_("Respondents without a weight count as one unit of the population."))]


def _calibration_remarks(instrument: Instrument, calibration: Calibration) -> list[Sentence]:
    texts = {attribute.code: attribute.text for attribute in instrument.attributes}
    listed = "; ".join(texts[code] for code in calibration.attributes)
    if not calibration.is_converged:
        return [
            Sentence(
                N_("No weights meet all margins at once ({attributes}): the weights of the sample were kept."),
                {"attributes": listed},
            )
        ]
    message = (
        N_("Weights were brought to the population by {attributes} (post-stratification).")
        if len(calibration.attributes) == 1
        else N_("Weights were brought to the population by {attributes} (raking).")
    )
    labels = {(a.code, o.code): o.label for a in instrument.attributes for o in a.options}
    return [
        Sentence(message, {"attributes": listed}),
        *(
            Sentence(
                N_("Too few answered: these were weighted as one: {categories}."),
                {"categories": "; ".join(labels[merger.attribute, code] for code in merger.categories)},
            )
            for merger in calibration.mergers
        ),
    ]


def _design_remarks(design: Design) -> list[Sentence]:
    remarks = []
    if design.lonely:
        remarks.append(
            Sentence(
                N_(
                    "Strata with one sampling unit tell nothing of their variance; the unit was set against the mean "
                    "of all (centred, which errs on the side of caution): {strata}."
                ),
                {"strata": "; ".join(name or "–" for name in design.lonely)},
            )
        )
    if design.corrected:
        remarks.append(Sentence(N_("Intervals account for the share of each stratum that was asked.")))
    return remarks
