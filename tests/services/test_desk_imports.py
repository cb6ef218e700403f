"""Imports of published figures: looked at, compared, taken in once confirmed, each with its file and edition."""

import threading

import pytest

from assessment.authoring.desk_import.mapping import mapping_named
from assessment.errors import Conflict, InvalidInput, NotAllowed
from assessment.language import voice_for
from assessment.services import desk_imports
from assessment.services.desk_imports import draft_from, import_figures, plain_draft, preview_of
from assessment.storage.evidence import desk_figures_of
from tests.authoring.desk_import.publishers import WORLD_BANK
from tests.builders import NOW, access_to, later

EVERYWHERE = access_to("*", "analyst")
NET = "I-NET-USE"
LATER = WORLD_BANK.replace('"51.0"', '""').replace('"62.5"', '"63.1"').replace("2026-07-01", "2026-10-01")


@pytest.fixture
def session(sqlite_session):
    """On one database; what two do differently is tried with two imports at once."""
    return sqlite_session


def look(session, content=WORLD_BANK, access=EVERYWHERE, **changes):
    given = {"file_name": "API.csv", "mapping": "world-bank", "vintage": "", "voice": voice_for("en")} | changes
    return preview_of(session, access, content.encode(), **given)


def take_in(session, content=WORLD_BANK, now=NOW, **choices):
    return import_figures(session, EVERYWHERE, look(session, content).draft, now=now, **choices)


def held(session, country):
    return {(one.series, one.year): one.value for one in desk_figures_of(session, country)}


def keys(changes):
    return [(one.country, one.year, one.old, one.new) for one in changes]


def test_a_look_stores_nothing_and_says_what_would_be_new(session):
    preview = look(session)
    assert len(preview.comparison.added) == 6
    assert (held(session, "NAM"), desk_imports.imports_kept(session, EVERYWHERE)) == ({}, [])


def test_what_was_confirmed_is_kept_with_file_checksum_edition_licence_and_person(session):
    take_in(session)
    (kept,) = desk_imports.imports_kept(session, EVERYWHERE)
    assert held(session, "NAM") == {(NET, 2019): 51.0, (NET, 2021): 62.5}
    assert (kept.file_name, kept.vintage, kept.added, kept.unmatched) == ("API.csv", "2026-07-01", 6, 2)
    assert kept.licence == mapping_named("world-bank").licence
    assert (len(kept.checksum), kept.imported_by) == (64, "Awa Diop")


def test_figures_point_at_the_import_that_brought_them(session):
    take_in(session)
    (kept,) = desk_imports.imports_kept(session, EVERYWHERE)
    told = session.connection().exec_driver_sql("SELECT DISTINCT import_id FROM desk_figure").scalars().all()
    assert told == [kept.id]


def test_a_later_edition_says_old_and_new_value_and_the_years_that_it_has_no_more(session):
    take_in(session)
    found = look(session, LATER).comparison
    assert keys(found.changed) == [("NAM", 2021, 62.5, 63.1)]
    assert keys(found.dropped) == [("NAM", 2019, 51.0, None)]
    assert (found.added, found.unchanged) == ((), 4)


@pytest.mark.parametrize(("keep_years", "years"), [(False, [2021]), (True, [2019, 2021])])
def test_years_that_an_edition_has_no_more_go_unless_they_are_kept(session, keep_years, years):
    take_in(session)
    take_in(session, LATER, now=later(days=1), keep_years=keep_years)
    assert sorted(year for _, year in held(session, "NAM")) == years


@pytest.mark.parametrize(("with_implausible", "value"), [(False, 44.0), (True, 101.5)])
def test_a_value_outside_its_range_replaces_nothing_unless_it_is_asked_for(session, with_implausible, value):
    take_in(session, WORLD_BANK.replace("101.5", "44.0"))
    take_in(session, with_implausible=with_implausible)
    assert held(session, "CIV")[NET, 2021] == value


def test_a_cell_that_cannot_be_read_leaves_what_was_held(session):
    take_in(session)
    take_in(session, WORLD_BANK.replace('"62.5"', '"about 60"'))
    assert held(session, "NAM") == {(NET, 2019): 51.0, (NET, 2021): 62.5}


def test_the_same_file_again_is_told_and_changes_nothing(session):
    take_in(session)
    again = look(session)
    assert again.earlier is not None
    assert (again.earlier.imported_at, again.comparison.unchanged) == (NOW, 6)


def test_what_changed_since_the_look_is_a_conflict_and_nothing_is_stored(session):
    first, second = look(session), look(session, WORLD_BANK.replace('"62.5"', '"61.0"'))
    import_figures(session, EVERYWHERE, first.draft, now=NOW)
    with pytest.raises(Conflict):
        import_figures(session, EVERYWHERE, second.draft, now=NOW)
    assert held(session, "NAM")[NET, 2021] == 62.5


def test_of_two_imports_at_once_one_is_taken_in_and_the_other_told(database):
    with database.reading() as session:
        drafts = [look(session).draft, look(session, WORLD_BANK.replace('"62.5"', '"61.0"')).draft]
    outcomes, together = [], threading.Barrier(2)

    def confirm(draft):
        with database.writing() as session:
            together.wait()
            try:
                import_figures(session, EVERYWHERE, draft, now=NOW)
                outcomes.append("taken in")
            except Conflict:
                outcomes.append("told")

    threads = [threading.Thread(target=confirm, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["taken in", "told"]


def test_a_draft_goes_through_a_page_and_comes_back_as_it_was(session):
    draft = look(session, WORLD_BANK.replace('"62.5"', '"about 60"')).draft
    assert draft_from(plain_draft(draft)) == draft


def test_whoever_works_for_one_country_alone_takes_in_nothing(session):
    with pytest.raises(NotAllowed):
        look(session, access=access_to("SEN", "admin"))


@pytest.mark.parametrize(
    ("content", "mapping", "said"),
    [
        ("iso3,indicator,year,value\nSEN,I-ATM,2020,1", "own-long", "which edition"),
        (WORLD_BANK, "nothing-like-it", "is no mapping"),
    ],
)
def test_a_file_without_edition_or_with_an_unknown_mapping_is_refused(session, content, mapping, said):
    with pytest.raises(InvalidInput, match=said):
        look(session, content, mapping=mapping)
