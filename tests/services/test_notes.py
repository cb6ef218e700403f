"""Notes of interviews and focus groups: coded, kept from others, quoted with consent."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.language import voice_for
from assessment.services import notes
from assessment.services.notes import Coding, NoteDraft
from assessment.services.reporting import report_of
from tests.builders import NOW, access_to, an_assessment, later

ANALYST = access_to("SEN", "analyst")
SAID = "The fees are too high,\nso we take cash."
DRAFT = NoteDraft(
    "focus_group", "Sellers on marketplaces", "en", f"We met ten sellers. {SAID} Nobody uses cards.", date(2026, 6, 10),
    "BIZ", "", True, (Coding("PAY_01", "so we take cash", True), Coding("LEG", "Nobody uses cards.")),
)  # fmt: skip


@pytest.fixture
def assessment(session):
    """Senegal."""
    return an_assessment(session)


def test_a_note_comes_back_as_it_was_written(session, assessment):
    note_id = notes.write_note(session, ANALYST, assessment, DRAFT, now=NOW)
    (found,) = notes.notes_of(session, ANALYST, assessment)
    assert (found.id, found.draft, found.areas, found.written_by) == (note_id, DRAFT, ("PAY", "LEG"), "Awa Diop")


def test_a_changed_note_keeps_the_codings_of_the_change_alone(session, assessment):
    note_id = notes.write_note(session, ANALYST, assessment, DRAFT, now=NOW)
    before = notes.note_of(session, ANALYST, assessment, note_id)
    changed = replace(DRAFT, title="Sellers", codings=DRAFT.codings[1:])
    notes.change_note(session, ANALYST, assessment, note_id, changed, version_id=before.version_id, now=later(hours=1))
    assert notes.note_of(session, ANALYST, assessment, note_id).draft == changed
    with pytest.raises(Conflict):
        notes.change_note(session, ANALYST, assessment, note_id, DRAFT, version_id=before.version_id, now=NOW)


def test_a_removed_note_is_gone_with_its_codings(session, assessment):
    note_id = notes.write_note(session, ANALYST, assessment, DRAFT, now=NOW)
    notes.remove_note(session, ANALYST, assessment, note_id, now=NOW)
    assert notes.notes_of(session, ANALYST, assessment) == []
    assert session.connection().exec_driver_sql("SELECT count(*) FROM note_coding").scalar_one() == 0


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"title": " "}, "title"),
    ({"text": ""}, "title and a text"),
    ({"kind": "gossip"}, "values that are offered"),
    ({"language": "xx"}, "values that are offered"),
    ({"group": "ELF"}, "stakeholder groups"),
    ({"codings": (Coding("PAY_99", "cash"),)}, "code of an area"),
    ({"codings": (Coding("PAY", "words nobody said"),)}, "word for word"),
    ({"codings": (Coding("PAY", ""),)}, "word for word"),
    ({"quotable": False}, "consent"),
    ({"text": "x" * 50_001, "codings": ()}, "50,000"),
]


def test_what_cannot_be_kept_is_refused_with_its_cure(session, assessment):
    for change, told in REFUSED:
        with pytest.raises(InvalidInput, match=told):
            notes.write_note(session, ANALYST, assessment, replace(DRAFT, **change), now=NOW)
    assert notes.notes_of(session, ANALYST, assessment) == []


@pytest.mark.parametrize("person", [access_to("SEN", "viewer", "focal_point"), access_to("KHM", "analyst")])
def test_nobody_else_sees_or_writes_notes(session, assessment, person):
    """I4."""
    note_id = notes.write_note(session, ANALYST, assessment, DRAFT, now=NOW)
    for deed in (
        lambda: notes.notes_of(session, person, assessment),
        lambda: notes.note_of(session, person, assessment, note_id),
        lambda: notes.write_note(session, person, assessment, DRAFT, now=NOW),
        lambda: notes.change_note(session, person, assessment, note_id, DRAFT, version_id=1, now=NOW),
        lambda: notes.remove_note(session, person, assessment, note_id, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_a_note_of_another_assessment_is_not_found(session, assessment):
    """I2."""
    note_id = notes.write_note(session, ANALYST, assessment, DRAFT, now=NOW)
    other = an_assessment(session)
    with pytest.raises(NotFound):
        notes.note_of(session, ANALYST, other, note_id)
    with pytest.raises(NotFound):
        notes.remove_note(session, ANALYST, other, note_id, now=NOW)


def quoted(session, assessment, language="en"):
    return str(report_of(session, assessment, voice_for(language), NOW))


def test_only_passages_chosen_with_consent_are_quoted_and_in_their_own_language(session, assessment):
    notes.write_note(session, ANALYST, assessment, DRAFT, now=NOW)
    told = quoted(session, assessment)
    assert "so we take cash" in told
    assert "Nobody uses cards" not in told
    assert "Sellers on marketplaces" not in told
    assert "so we take cash" not in quoted(session, assessment, "fr")


def test_a_passage_is_attributed_by_type(session, assessment):
    several = replace(DRAFT, group="")
    notes.write_note(session, ANALYST, assessment, several, now=NOW)
    (quotation,) = notes.quotations_of(session, assessment, assessment.instrument, voice_for("en"))
    assert (quotation.area, quotation.group, quotation.role) == ("PAY", "Focus group", "")
