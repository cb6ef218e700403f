"""Two countries side by side: in what share of the draws one lies above the other, area by area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from assessment.errors import NotFound
from assessment.methodology.portfolio import newest
from assessment.methodology.robustness.model import Separation
from assessment.methodology.voice import N_
from assessment.services.assessments import AssessmentView
from assessment.services.robustness import drawn_areas


@dataclass(frozen=True)
class Apart:
    """Two assessments made by one questionnaire, and by area in what share of the draws they differ."""

    first: AssessmentView
    second: AssessmentView
    areas: dict[str, Separation]


def separable(assessments: Sequence[AssessmentView]) -> tuple[AssessmentView, ...]:
    """Those whose draws may be told apart: results published (rule 11), measured with the newest version among them.

    All of one version share the weights and the choices of method draw by draw.
    """
    shown = [one for one in assessments if one.results_shown == "published"]
    if not shown:
        return ()
    version = newest(one.instrument for one in shown).identity
    return tuple(one for one in shown if one.questionnaire == version)


def apart(session: Session, assessments: Sequence[AssessmentView], first: str, second: str) -> Apart:
    """Two of the assessments that may be told apart, by their names.

    Raises:
        NotFound: there are no two such assessments.
    """
    from assessment.methodology.robustness.separation import separations  # NumPy takes a third of a second to load

    named = {one.name: one for one in separable(assessments)}
    if first == second or not {first, second} <= named.keys():
        raise NotFound(N_("There are no such assessments."))
    one, other = named[first], named[second]
    scores, others = drawn_areas(session, one), drawn_areas(session, other)
    found = {
        area.code: separations({first: scores[area.code], second: others[area.code]})[0]
        for area in one.instrument.areas
        if area.code in scores and area.code in others
    }
    return Apart(one, other, {code: told for code, told in found.items() if told.draws})
