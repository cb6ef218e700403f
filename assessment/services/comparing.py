"""Two assessments of one country side by side, on what both measured by the same method."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from assessment.errors import InvalidInput
from assessment.methodology.comparability import Comparison, compare
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.analysis import check_results_shown, findings_of
from assessment.services.assessments import AssessmentView, assessment_of, visible_assessments


@dataclass(frozen=True)
class Pair:
    """An assessment and the one before it, of the same country and the same questionnaire in any version."""

    old: AssessmentView
    new: AssessmentView


def pair_of(session: Session, access: Access, name: str, other: str) -> Pair:
    """Two assessments that can be compared, the earlier one first.

    Raises:
        NotFound: one of them does not exist, or lies outside the person's countries.
        NotAllowed: the results of one of them are not shown to the person.
        InvalidInput: they are not two of one country and one questionnaire.
    """
    both = [assessment_of(session, access, one) for one in (name, other)]
    for one in both:
        check_results_shown(one, access)
    old, new = sorted(both, key=lambda one: (one.reference_year, one.opens_on, one.name))
    if old.id == new.id or not _belong_together(old, new):
        raise InvalidInput(N_("Choose two assessments of the same country with the same questionnaire."))
    return Pair(old, new)


def comparable_with(session: Session, access: Access, assessment: AssessmentView) -> tuple[AssessmentView, ...]:
    """The other assessments that one can be compared with, as far as their results are shown to the person."""
    others = [
        assessment_of(session, access, one.name)
        for one in visible_assessments(session, access)
        if one.country == assessment.country and one.id != assessment.id
    ]
    return tuple(one for one in others if _belong_together(assessment, one) and one.shows_results_to(access))


def comparison_of(session: Session, pair: Pair) -> Comparison:
    """Both scorecards as they follow from what is stored now, on the nodes whose method did not change."""
    old, new = (findings_of(session, one).scorecard for one in (pair.old, pair.new))
    return compare(pair.old.instrument, old, pair.new.instrument, new)


def _belong_together(one: AssessmentView, other: AssessmentView) -> bool:
    """Whether two assessments are of one country and questionnaire, and both real or both invented."""
    return (one.country, one.instrument.code, one.demonstration) == (
        other.country,
        other.instrument.code,
        other.demonstration,
    )
