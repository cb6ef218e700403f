"""Counting a thousand responses and scoring one country from the counts."""

from __future__ import annotations

from assessment.authoring.desk_data import by_country, read_desk
from assessment.authoring.loader import load
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent, Response
from assessment.methodology.scoring import Evidence, score
from assessment.methodology.tally import tally_of
from assessment.services.demonstration.answers import Inventor
from assessment.services.demonstration.portfolio import DESK_FILE, portfolio
from benchmarks.loading import QUESTIONNAIRES
from benchmarks.measuring import measured

RESPONDENTS = 1000


def run() -> None:
    """Invented responses to the demonstration's questionnaire."""
    instrument = load(QUESTIONNAIRES / portfolio().countries[0].questionnaire)
    responses = invented_responses(instrument, RESPONDENTS)
    tally = measured(f"{RESPONDENTS} responses counted", 5, lambda: tally_of(instrument, responses))
    desk = by_country(read_desk(DESK_FILE))["SEN"]
    evidence = Evidence(tally, desk=desk, register=portfolio().countries[0].register_sizes)
    measured("one country scored from counts", 20, lambda: score(instrument, evidence, instrument.reference_year))


def invented_responses(instrument: Instrument, number: int) -> list[Response]:
    """So many respondents with the groups and roles of the demonstration's first country, in turn."""
    plans = portfolio()
    inventor = Inventor(instrument, plans, plans.countries[0], {})
    people = [
        (group, role)
        for group, roles in plans.countries[0].respondents.items()
        for role, count in roles.items()
        for _ in range(count)
    ]
    respondents = [
        Respondent(f"r{place}", *people[place % len(people)], attributes=inventor.attributes(f"r{place}", "BIZ"))
        for place in range(number)
    ]
    return [Response(one, inventor.answers(one, "en")) for one in respondents]
