"""The library: what is taken, whom it is told, what it does to the report, and when its files are forgotten."""

from dataclasses import replace
from typing import Any

import pytest

from assessment.errors import Conflict, InvalidInput, NotAllowed, NotFound
from assessment.language import voice_for
from assessment.services import fieldwork, library, notes
from assessment.services.beside import evidence_beside
from assessment.services.evidence_files import attach_file
from assessment.services.library_drafts import DocumentDraft, Excerpt, Upload
from assessment.services.notes import Coding, NoteDraft
from assessment.services.persons import withdraw
from assessment.services.reporting import report_of
from assessment.services.team import sitting_for
from tests.builders import NOW, YES, access_to, an_assessment, an_invitation, later

ANALYST, VIEWER = access_to("SEN", "analyst"), access_to("SEN", "viewer")
PDF = b"%PDF-1.7\n..."
LAW = DocumentDraft(
    "Law 2008-08", "Journal officiel 6404, 2008", "Official text", "en", "2008-01-25", "quotable", "",
    ("LEG-LAWS", "LEG_16.privacy"), (Excerpt("PAY_01", "Payment by any means is valid.", "art. 12", True),),
)  # fmt: skip
LINK = replace(LAW, link="https://example.org/law")


@pytest.fixture
def session(sqlite_session):
    """On one database: `test_search` puts documents, excerpts and notes into both."""
    return sqlite_session


@pytest.fixture
def assessment(session):
    """Senegal."""
    return an_assessment(session)


@pytest.fixture
def folder(tmp_path):
    """Where files are kept."""
    return tmp_path / "evidence"


def add(session, assessment, folder, draft=LINK, upload=None, person=ANALYST):
    return library.add_document(session, person, assessment, draft, upload, folder=folder, now=NOW)


def change(session, assessment, folder, document_id, draft, upload=None, version_id=1):
    library.change_document(
        session, ANALYST, assessment, document_id, draft, upload,
        version_id=version_id, folder=folder, now=later(hours=1),
    )  # fmt: skip


def files_in(folder):
    return sorted(file.name[:4] for file in folder.glob("??/*"))


def test_a_document_comes_back_as_it_was_entered(session, assessment, folder):
    for draft, upload in ((LINK, None), (LAW, Upload("C:\\laws\\law.pdf", PDF))):
        document_id = add(session, assessment, folder, draft, upload)
        found = library.document_of(session, ANALYST, assessment, document_id)
        assert (found.draft, set(found.areas), found.added_by) == (draft, {"LEG", "PAY"}, "Awa Diop")
    found, content = library.file_of(session, ANALYST, assessment, document_id, folder)
    assert (found.name, found.kind, found.size, content) == ("law.pdf", "pdf", len(PDF), PDF)


def test_a_change_keeps_the_file_unless_another_one_is_given(session, assessment, folder):
    document_id = add(session, assessment, folder, LAW, Upload("law.pdf", PDF))
    first = files_in(folder)
    change(session, assessment, folder, document_id, replace(LAW, title="The law", places=()))
    assert (files_in(folder), library.document_of(session, ANALYST, assessment, document_id).name) == (first, "law.pdf")
    change(session, assessment, folder, document_id, LAW, Upload("new.pdf", PDF + b"new"), version_id=2)
    assert files_in(folder) != first
    assert len(files_in(folder)) == 1
    change(session, assessment, folder, document_id, LINK, version_id=3)
    assert files_in(folder) == []
    change(session, assessment, folder, document_id, LINK, Upload("law.pdf", PDF), version_id=4)
    assert files_in(folder) == first


def test_a_change_on_another_state_is_refused(session, assessment, folder):
    document_id = add(session, assessment, folder)
    change(session, assessment, folder, document_id, replace(LINK, title="The law"))
    with pytest.raises(Conflict):
        change(session, assessment, folder, document_id, LINK)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"title": " "}, "title"),
    ({"title": "x" * 201}, "200"),
    ({"citation": "x" * 4_001}, "4,000"),
    ({"language": "xx"}, "offered"),
    ({"release": "everywhere"}, "offered"),
    ({"dated": "2026-13"}, "year-month"),
    ({"licence": " "}, "licence"),
    ({"release": "cited"}, "quoted"),
    ({"link": ""}, "whole address"),
    ({"link": "javascript:alert(1)"}, "whole address"),
    ({"places": ("NOWHERE",)}, "Choose codes"),
    ({"excerpts": (Excerpt("NOWHERE", "Words"),)}, "Choose codes"),
    ({"excerpts": (Excerpt("PAY", " "),)}, "words"),
    ({"excerpts": (Excerpt("PAY", "Words", "x" * 61),)}, "60"),
    ({"excerpts": (Excerpt("PAY", "Words"),) * 101}, "100"),
]


def test_what_cannot_be_kept_is_refused_with_its_cure_and_nothing_is_stored(session, assessment, folder):
    for changes, told in REFUSED:
        with pytest.raises(InvalidInput, match=told):
            add(session, assessment, folder, replace(LINK, **changes))
    for draft, upload in ((LINK, Upload("law.pdf", PDF)), (LAW, Upload("law.pdf", b"")), (LAW, Upload("a.svg", PDF))):
        with pytest.raises(InvalidInput):
            add(session, assessment, folder, draft, upload)
    assert library.documents_of(session, ANALYST, assessment) == []
    assert files_in(folder) == []


def test_a_file_goes_with_the_last_that_names_it(session, assessment, folder):
    """The same law backs a document, another one, and a ministry's answer."""
    first, second = (add(session, assessment, folder, LAW, Upload("law.pdf", PDF)) for _ in range(2))
    ministry = sitting_for(session, an_invitation(session, assessment, group="PUB", role="trade"), NOW)
    attach_file(session, ministry, "LEG_16.privacy", name="law.pdf", content=PDF, folder=folder, now=NOW)
    for document_id in (first, second):
        library.remove_document(session, ANALYST, assessment, document_id, folder=folder, now=NOW)
        assert len(files_in(folder)) == 1


@pytest.mark.parametrize("person", [VIEWER, access_to("KHM", "analyst")])
def test_nobody_else_works_with_the_library(session, assessment, folder, person):
    """I4."""
    document_id = add(session, assessment, folder)
    for deed in (
        lambda: library.documents_of(session, person, assessment),
        lambda: library.file_of(session, person, assessment, document_id, folder),
        lambda: add(session, assessment, folder, person=person),
        lambda: library.attach_document(session, person, assessment, document_id, "PAY"),
        lambda: library.remove_document(session, person, assessment, document_id, folder=folder, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert library.attachable_to(session, person, assessment, "PAY") is None


def test_a_document_of_another_assessment_is_not_found(session, assessment, folder):
    """I2."""
    document_id, other = add(session, assessment, folder), an_assessment(session)
    with pytest.raises(NotFound):
        library.document_of(session, ANALYST, other, document_id)
    with pytest.raises(NotFound):
        library.attach_document(session, ANALYST, other, document_id, "PAY")
    with pytest.raises(NotFound):
        library.remove_document(session, ANALYST, other, document_id, folder=folder, now=NOW)


def test_a_finding_lists_the_evidence_on_it_and_beneath_it(session, assessment, folder):
    document_id = add(session, assessment, folder, replace(LINK, places=("LEG_16",)))
    library.attach_document(session, ANALYST, assessment, document_id, "LEG-LAWS")
    library.attach_document(session, ANALYST, assessment, document_id, "LEG-LAWS")
    told = NoteDraft("interview", "A judge", "en", "The law sleeps.", codings=(Coding("LEG-LAWS", "The law sleeps."),))
    notes.write_note(session, ANALYST, assessment, told, now=NOW)
    area = evidence_beside(session, ANALYST, assessment, ("LEG",))
    assert [one.draft.places for one in area.documents] == [("LEG-LAWS", "LEG_16")]
    assert [(one.title, one.passage, one.code) for one in area.passages] == [("A judge", "The law sleeps.", "LEG-LAWS")]
    row = evidence_beside(session, ANALYST, assessment, ("LEG_16.consumer",))
    assert (len(row.documents), row.passages) == (1, ())
    assert evidence_beside(session, ANALYST, assessment, ("PAY_02",)).documents == ()


def test_who_is_no_analyst_is_told_what_the_report_may_say(session, assessment, folder):
    add(session, assessment, folder, replace(LINK, title="A memo", release="internal", excerpts=()))
    add(session, assessment, folder, replace(LINK, excerpts=(*LINK.excerpts, Excerpt("PAY_01", "Not for quoting"))))
    said = "Judges are few. Judges are tired."
    codings = (Coding("LEG", "Judges are few.", True), Coding("LEG", "Judges are tired."))
    judge = NoteDraft("interview", "Judge X", "en", said, group="PUB", role="trade", quotable=True, codings=codings)
    notes.write_note(session, ANALYST, assessment, judge, now=NOW)
    told = evidence_beside(session, VIEWER, assessment, ("LEG", "PAY"))
    assert [one.draft.title for one in told.documents] == ["Law 2008-08"]
    assert [one.excerpt.passage for one in told.excerpts] == ["Payment by any means is valid."]
    assert [(one.passage, one.title, one.note_id) for one in told.passages] == [("Judges are few.", "", "")]


def reported(session, assessment, language="en"):
    return str(report_of(session, assessment, voice_for(language), NOW))


def test_the_report_names_documents_that_findings_rest_on(session, assessment, folder):
    add(session, assessment, folder)
    add(session, assessment, folder, replace(LINK, citation="A memo", release="internal", excerpts=()))
    add(session, assessment, folder, replace(LINK, citation="On nothing", places=(), excerpts=()))
    told = reported(session, assessment)
    for shown in ("Journal officiel 6404, 2008", "https://example.org/law", "Official text", "25 January 2008"):
        assert shown in told, shown
    assert "A memo" not in told
    assert "On nothing" not in told


def test_excerpts_are_quoted_by_licence_in_their_own_language(session, assessment, folder):
    add(session, assessment, folder, replace(LINK, excerpts=(*LINK.excerpts, Excerpt("PAY_01", "Not for quoting"))))
    told = reported(session, assessment)
    assert "Payment by any means is valid." in told
    assert "Law 2008-08, art. 12" in told
    assert "Not for quoting" not in told
    assert "Payment by any means is valid." not in reported(session, assessment, "fr")


def test_a_note_of_a_respondent_goes_when_they_withdraw(session, assessment):
    sitting = fieldwork.questionnaire_for(session, an_invitation(session, assessment), NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_01": YES}, now=NOW)
    said = NoteDraft("interview", "A shop", "en", "Cash is king.", respondent=sitting.respondent_id)
    notes.write_note(session, ANALYST, assessment, said, now=NOW)
    notes.write_note(session, ANALYST, assessment, replace(said, title="Another", respondent=""), now=NOW)
    withdraw(session, sitting, now=NOW)
    assert [note.draft.title for note in notes.notes_of(session, ANALYST, assessment)] == ["Another"]
    with pytest.raises(InvalidInput):
        notes.write_note(session, ANALYST, assessment, said, now=NOW)
