"""Rounds: which earlier assessment of the country one is compared with, and what changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from assessment.errors import InvalidInput, NotAllowed
from assessment.methodology.comparability import standings_of
from assessment.methodology.instrument import Instrument
from assessment.methodology.remembered import Remembered
from assessment.methodology.report.material import Since
from assessment.methodology.rounds import Round, Rounds, rounds_of
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.analysis import collection_of, data_digest, evidence_for
from assessment.services.assessments import AssessmentView, assessment_by_id
from assessment.services.choosing import Chosen, next_choice
from assessment.services.comparing import comparable_with
from assessment.storage import consents as storage

InLanguage = Callable[[Instrument], Instrument]
_compared: Remembered[Rounds] = Remembered(32)


def earlier_rounds(session: Session, access: Access, assessment: AssessmentView) -> tuple[AssessmentView, ...]:
    """The assessments that one can be compared with as its former round, the latest first."""
    others = [one for one in comparable_with(session, access, assessment) if _when(one) < _when(assessment)]
    return tuple(sorted(others, key=_when, reverse=True))


def former_of(session: Session, assessment: AssessmentView) -> AssessmentView | None:
    """The former round that was chosen, if any."""
    chosen = storage.former_choices_of(session, assessment.id)
    return assessment_by_id(session, chosen[0].former_id) if chosen and chosen[0].former_id else None


def choices_of(session: Session, assessment: AssessmentView) -> tuple[Chosen[str], ...]:
    """Every choice of a former round by its name, empty for none, the latest first, which counts."""
    rows = storage.former_choices_of(session, assessment.id)
    return tuple(Chosen(row.number, row.former or "", row.chosen_by, row.chosen_at) for row in rows)


def choose_former(
    session: Session, access: Access, assessment: AssessmentView, name: str, *, seen: int = 0, now: datetime
) -> None:
    """Keep which round an assessment is compared with, on screen and in its report; an empty name is none.

    `seen` is the number of the choice that was on the screen, 0 for none.

    Raises:
        NotAllowed: the person is no analyst of the country.
        InvalidInput: it is no earlier assessment of the country with the same questionnaire.
        Conflict: somebody else chose first.
    """
    if not access.may(assessment.country, "analyst"):
        raise NotAllowed(N_("Only an analyst may do this."))
    chosen = next((one for one in earlier_rounds(session, access, assessment) if one.name == name), None)
    if name and chosen is None:
        raise InvalidInput(N_("Choose an earlier assessment of the same country with the same questionnaire."))
    choice = {"former_id": chosen.id if chosen else None, "chosen_by": access.name, "chosen_at": now}
    with next_choice(session, choices_of(session, assessment), seen) as number:
        storage.append_former(session, {"assessment_id": assessment.id, "number": number, **choice})


def since_last_round(session: Session, assessment: AssessmentView, told: InLanguage) -> Since | None:
    """What changed since the former round, as it may be shown to whoever may see the results of this one.

    None where no round was chosen, or where its results are internal and those of this one are not. Scores may stand
    in it only where both rounds show theirs. `told` gives an instrument in the reader's language.
    """
    former = former_of(session, assessment)
    if former is None or (former.results_shown == "internal" != assessment.results_shown):
        return None
    before, now = (_round(session, one) for one in (former, assessment))
    found = _compared.of(assessment.instrument, _digest(before), _digest(now), otherwise=lambda: rounds_of(before, now))
    named = standings_of(told(former.instrument), told(assessment.instrument))
    return Since(
        found,
        shows_scores="bands" not in (former.results_shown, assessment.results_shown),
        labels={standing.code: standing.label for standing in named},
    )


def _when(one: AssessmentView) -> tuple[int, object, str]:
    return one.reference_year, one.opens_on, one.name


def _round(session: Session, assessment: AssessmentView) -> Round:
    collection = collection_of(session, assessment)
    evidence = evidence_for(session, assessment, collection)
    sent = tuple(collection.sent.values())
    return Round(assessment.name, assessment.instrument, sent, evidence, assessment.reference_year)


def _digest(one: Round) -> str:
    """SHA-256 over everything that a round's scores and their ranges follow from."""
    said = sorted(
        repr((response.respondent, sorted(response.answers.items(), key=lambda answer: answer[0])))
        for response in one.responses
    )
    whole = "\n".join((one.name, one.instrument.identity, data_digest(one.evidence), *said))
    return hashlib.sha256(whole.encode()).hexdigest()
