"""Peers, former round and population: each choice is appended with who and when, and none is made unseen."""

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assessment.authoring.population_lines import Count
from assessment.errors import Conflict
from assessment.services import peers, population, rounds
from assessment.services.choosing import newest
from assessment.storage import migrations, sampling
from assessment.storage.database import Database
from tests.builders import NOW, access_to, an_assessment, later
from tests.services.survey_people import a_survey

ANALYST = access_to("SEN", "analyst")


def counts(category, units):
    return [Count(attribute="stratum", category=category, units=units, source="Census", as_of="2025")]


def choose_peers(session, assessment, group, seen):
    peers.choose_peers(session, ANALYST, assessment, group=group, countries=(), seen=seen, now=NOW)


def choose_former(session, assessment, name, seen):
    rounds.choose_former(session, ANALYST, assessment, name, seen=seen, now=later(days=seen))


def keep_counts(session, assessment, units, seen):
    population.keep_population(session, ANALYST, assessment, counts("firms", units), NOW, seen=seen)


def two_rounds(session):
    return an_assessment(session, reference_year=2024), an_assessment(session, reference_year=2026)


def test_peers_chosen_meanwhile_are_not_overwritten_unseen(session):
    assessment = an_assessment(session)
    choose_peers(session, assessment, "SIDS", seen=0)
    with pytest.raises(Conflict):
        choose_peers(session, assessment, "LDC", seen=0)
    assert peers.peers_of(session, assessment).group == "SIDS"
    choose_peers(session, assessment, "LDC", seen=1)
    made = peers.choices_of(session, assessment)
    assert [(one.number, one.choice.group, one.person) for one in made] == [
        (2, "LDC", "Awa Diop"),
        (1, "SIDS", "Awa Diop"),
    ]


def test_of_the_former_round_every_choice_is_kept_and_none_is_a_choice_too(session):
    former, assessment = two_rounds(session)
    choose_former(session, assessment, former.name, seen=0)
    with pytest.raises(Conflict):
        choose_former(session, assessment, "", seen=0)
    choose_former(session, assessment, "", seen=1)
    assert rounds.former_of(session, assessment) is None
    made = rounds.choices_of(session, assessment)
    assert [(one.choice, one.at) for one in made] == [("", later(days=1)), (former.name, NOW)]


def test_counts_taken_in_since_the_look_are_not_overwritten_unseen(session):
    assessment = an_assessment(session, a_survey())
    keep_counts(session, assessment, 100.0, seen=0)
    with pytest.raises(Conflict):
        keep_counts(session, assessment, 90.0, seen=0)
    assert [row.units for row in sampling.population_of(session, assessment.id)] == [100.0]
    assert newest(population.editions_of(session, assessment)) == 1


def test_an_edition_of_counts_replaces_its_own_attributes_alone(session):
    assessment = an_assessment(session, a_survey())
    size = [Count(attribute="size", category="small", units=9.0, source="Census", as_of="2025")]
    population.keep_population(session, ANALYST, assessment, [*counts("old", 1.0), *size], NOW)
    population.keep_population(session, ANALYST, assessment, counts("new", 2.0), NOW, seen=1)
    known = {(row.attribute, row.category): row.units for row in sampling.population_of(session, assessment.id)}
    assert known == {("size", "small"): 9.0, ("stratum", "new"): 2.0}
    assert [one.choice for one in population.editions_of(session, assessment)] == [("stratum",), ("size", "stratum")]


def test_of_two_who_choose_at_once_one_is_told(database):
    with database.writing() as session:
        assessment = an_assessment(session)
    told, together = [], threading.Barrier(2)

    def choose(group):
        together.wait()
        with database.writing() as session:
            try:
                choose_peers(session, assessment, group, seen=0)
            except Conflict:
                told.append(group)

    threads = [threading.Thread(target=choose, args=(group,)) for group in ("LDC", "SIDS")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert len(told) == len(peers.choices_of(session, assessment)) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE peer_choice SET number = 9",
        "DELETE FROM former_round",
        "DELETE FROM population_edition",
        "UPDATE population_count SET units = 9",
    ],
)
def test_what_was_chosen_stands(session, change):
    former, assessment = two_rounds(session)
    surveyed = an_assessment(session, a_survey())
    choose_peers(session, assessment, "SIDS", seen=0)
    choose_former(session, assessment, former.name, seen=0)
    keep_counts(session, surveyed, 100.0, seen=0)
    with pytest.raises(DBAPIError):
        session.connection().execute(text(change))


def test_what_held_before_choices_were_numbered_is_the_first_one_and_the_newest_holds_on_the_way_back(blank_url):
    migrations.migrate(blank_url)
    database = Database(blank_url)
    with database.writing() as session:
        former, assessment = two_rounds(session)
        surveyed = an_assessment(session, a_survey())
        for seen, (group, name, units) in enumerate([("SIDS", "", 1.0), ("LDC", former.name, 2.0)]):
            choose_peers(session, assessment, group, seen)
            choose_former(session, assessment, name, seen)
            keep_counts(session, surveyed, units, seen)
    migrations.downgrade(blank_url, "0020")
    migrations.migrate(blank_url)
    with database.reading() as session:
        (peer,), (chosen,) = peers.choices_of(session, assessment), rounds.choices_of(session, assessment)
        assert (peer.number, peer.choice.group, chosen.number, chosen.choice) == (1, "LDC", 1, former.name)
        assert [row.units for row in sampling.population_of(session, surveyed.id)] == [2.0]
    database.close()
