"""Estimates from what is stored: the register's weights, silence made up for, the population's margins."""

import csv
import io
import json
import shutil
from collections import Counter

import pytest

from assessment.language import voice_for
from assessment.methodology.disclosure import FEWEST_PERSONS
from assessment.services import fieldwork
from assessment.services.analysis import collection_of, data_digest, evidence_for, findings_of
from assessment.services.assessments import assessment_of
from assessment.services.open_data import data_file
from assessment.services.survey import survey_results_of
from assessment.storage import sampling
from assessment.storage.database import Database
from tests.builders import NOW, YES, access_to, an_assessment, issue_report, later
from tests.services.people import a_person
from tests.services.survey_people import a_sample, answer

ANALYST = access_to("SEN", "analyst")
COUNTS = (("small", 900.0), ("large", 100.0))


@pytest.fixture(scope="module")
def sample_file(migrated_sqlite, tmp_path_factory):
    """A file with the sample in it, to be copied."""
    file = shutil.copyfile(migrated_sqlite, tmp_path_factory.mktemp("sample") / "sample.sqlite")
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        a_sample(session)
    database.close()
    return file


@pytest.fixture
def sampled(sample_file, tmp_path):
    """The sample, to be changed freely."""
    database = Database(f"sqlite:///{shutil.copyfile(sample_file, tmp_path / 'sample.sqlite')}")
    with database.writing() as session:
        yield session, assessment_of(session, ANALYST, "SEN-2026-1")
    database.close()


def bring_to_the_population(session, assessment, counts=COUNTS):
    rows = [
        {"attribute": "size", "category": category, "units": units, "source": "Census", "as_of": "2025"}
        for category, units in counts
    ]
    number = 1 + len(sampling.population_editions_of(session, assessment.id))
    edition = {"assessment_id": assessment.id, "number": number, "kept_by": "Awa", "kept_at": NOW}
    sampling.append_population(session, edition, rows)


def exported(session, assessment, audience):
    if audience == "open":
        issue_report(session, assessment)
    made = data_file(session, ANALYST, assessment, audience, "csv", voice_for("en"), later(days=99))
    return list(csv.DictReader(io.StringIO(made.content.decode("utf-8-sig"))))


def results_in(session, assessment):
    (found,) = survey_results_of(session, assessment, assessment.instrument)
    return found


def share_paid(session, assessment):
    return next(one for one in results_in(session, assessment).questions["PAY_01"].of() if one.answer == "yes").estimate


def test_weights_of_the_register_and_silence_decide_shares(sampled):
    found = share_paid(*sampled)
    assert found.value == pytest.approx(100 * 24 / 144)
    assert found.answered == 20


def test_the_response_rate_is_that_of_the_sample(sampled):
    rates = results_in(*sampled).rates
    assert (rates.drawn, rates.numbers["completed"], rates.numbers["not_contacted"]) == (24, 20, 4)
    assert rates.rr1 == pytest.approx(100 * 20 / 24)


def test_what_staff_know_of_a_silent_unit_counts(sampled):
    session, assessment = sampled
    silent = next(row for row in sampling.units_of(session, assessment.id) if row.state != "submitted")
    sampling.keep_outcome(session, silent.respondent_id, "ineligible")
    assert results_in(session, assessment).rates.rr1 == pytest.approx(100 * 20 / 23)


def test_weights_are_brought_to_the_population(session):
    assessment = a_sample(session)
    bring_to_the_population(session, assessment)
    assert share_paid(session, assessment).value == pytest.approx(10.0)
    weights = [one.respondent.weight for one in collection_of(session, assessment).sent.values()]
    assert sum(weights) == pytest.approx(1000)


def test_scores_rest_on_the_same_weights_as_estimates(sampled):
    session, assessment = sampled
    score = findings_of(session, assessment).scorecard.questions["PAY_01"].score
    assert score == pytest.approx(share_paid(session, assessment).value)


def test_who_came_by_no_draw_stands_for_nobody(sampled):
    session, assessment = sampled
    before = share_paid(session, assessment)
    secret = fieldwork.invite(session, assessment.id, group="BIZ", language="en", now=NOW)
    answer(session, secret, YES)
    assert share_paid(session, assessment).value == pytest.approx(before.value)


def test_the_same_data_are_estimated_once(sampled):
    assert results_in(*sampled) is results_in(*sampled)


def test_other_margins_are_other_data_and_other_estimates(sampled):
    session, assessment = sampled
    digests, estimates = [], []
    for small in (900.0, 900.0, 800.0):
        bring_to_the_population(session, assessment, (("small", small), ("large", 100.0)))
        digests.append(data_digest(evidence_for(session, assessment)))
        estimates.append(results_in(session, assessment))
    assert digests[0] == digests[1] != digests[2]
    assert estimates[0] is estimates[1] is not estimates[2]


def test_analysts_take_along_how_everybody_was_drawn(sampled):
    rows = exported(*sampled, "analysis")
    drawn = Counter((row["design_weight"], row["weight"], row["stratum"], row["cluster"]) for row in rows)
    assert drawn == {("10", "12", "small", ""): 10, ("2", "2.4", "large", ""): 10}


def test_lines_of_responses_take_along_the_weights_that_estimates_are_made_of(sampled):
    session, assessment = sampled
    made = data_file(session, ANALYST, assessment, "analysis", "jsonl", voice_for("en"), NOW)
    lines = [json.loads(line) for line in made.content.splitlines()]
    assert {(line["weight"], line["stratum"]) for line in lines} == {(12.0, "small"), (2.4, "large")}
    assert "cluster" not in lines[0]


def test_everybody_reads_the_weight_that_five_share_and_nothing_else_of_the_draw(sampled):
    rows = exported(*sampled, "open")
    assert min(Counter((row["about__size"], row["weight"]) for row in rows).values()) >= FEWEST_PERSONS
    assert {row["weight"] for row in rows} == {"12", "2.4"}
    assert not {"design_weight", "stratum", "cluster"} & rows[0].keys()


def test_another_questionnaire_estimates_nothing(sqlite_session):
    assessment = an_assessment(sqlite_session)
    assert survey_results_of(sqlite_session, assessment, assessment.instrument) == ()


def test_a_row_of_the_register_that_tells_no_draw_is_no_unit():
    assert not a_person().is_drawn
    assert a_person(weight=0.0).is_drawn
