"""Search over all evidence, in every writing, within what was released and what the person may see."""

from dataclasses import replace

import pytest

from assessment.errors import InvalidInput, NotAllowed
from assessment.language import voice_for
from assessment.methodology.responses import Answer
from assessment.services import fieldwork, library, notes
from assessment.services.confirmations import confirm_fact
from assessment.services.library_drafts import DocumentDraft, Excerpt
from assessment.services.notes import Coding, NoteDraft
from assessment.services.search import search
from assessment.storage import evidence
from tests.builders import NOW, YES, access_to, an_assessment, an_invitation

ANALYST, VIEWER = access_to("SEN", "analyst"), access_to("SEN", "viewer")
EN = voice_for("en")


@pytest.fixture
def assessment(session):
    """Senegal."""
    return an_assessment(session)


def found(session, assessment, query, person=ANALYST, voice=EN):
    """The kinds found and how many of each."""
    return {one.kind: one.number for one in search(session, person, assessment, voice, query)}


def a_note(session, assessment, text, **changes):
    draft = replace(NoteDraft("interview", "A bank", "en", text), **changes)
    return notes.write_note(session, ANALYST, assessment, draft, now=NOW)


def a_document(session, assessment, tmp_path, **changes):
    whole = {"title": "A study", "link": "https://example.org/", "places": ("PAY",), **changes}
    return library.add_document(session, ANALYST, assessment, DocumentDraft(**whole), None, folder=tmp_path, now=NOW)


def a_released_text(session, assessment, text, *, quotable=True, attribution="hidden", **answers):
    secret = an_invitation(session, assessment, group="PUB", role="trade", institution="Ministry of Trade")
    sitting = fieldwork.questionnaire_for(session, secret, NOW)
    sitting = fieldwork.record_answers(session, sitting, {"PAY_07": Answer("answered", text), **answers}, now=NOW)
    fieldwork.submit(session, sitting, attribution=attribution, quotable=quotable, now=NOW)


SAME = [
    ("la sécurité des PAIEMENTS", "securite paiements"),
    ("قانون التجارة الإلكترونية", "الالكترونيه"),
    ("电子商务法已经生效", "商务法"),
    ("100 % of _all_ sellers", "100 %"),
    ("100 % of _all_ sellers", "_all_"),
]


def test_a_note_is_found_in_any_writing(session, assessment):
    for text, _ in SAME[:-1]:
        a_note(session, assessment, text)
    a_note(session, assessment, "1000 other words")
    for _, query in SAME:
        assert found(session, assessment, query) == {"notes": 1}, query


def test_a_changed_note_is_found_by_its_new_words_alone(session, assessment):
    note_id = a_note(session, assessment, "Fees are high")
    draft = replace(notes.note_of(session, ANALYST, assessment, note_id).draft, text="Couriers are slow")
    notes.change_note(session, ANALYST, assessment, note_id, draft, version_id=1, now=NOW)
    assert found(session, assessment, "fees") == {}
    assert found(session, assessment, "COURIERS") == {"notes": 1}


def test_documents_and_their_excerpts_are_found(session, assessment, tmp_path):
    excerpts = (Excerpt("PAY_01", "Toute réclamation est traitée", "p. 4"),)
    a_document(session, assessment, tmp_path, title="Étude", citation="Banque centrale, 2025", excerpts=excerpts)
    assert found(session, assessment, "etude CENTRALE") == {"documents": 1}
    (one,) = search(session, ANALYST, assessment, EN, "reclamation")
    assert (one.kind, one.hits[0].source.told, one.hits[0].source.code) == ("excerpts", "p. 4", "PAY_01")
    assert [piece.text for piece in one.hits[0].pieces if piece.found] == ["réclamation"]


def test_facts_are_found_in_whatever_language_they_are_written(session, assessment):
    facts = [{"area": "PAY", "texts": {"en": "Mobile money grows", "fr": "L’argent mobile croît"}, "year": "2024",
              "link": "https://example.org/"}]  # fmt: skip
    evidence.keep_country_facts(session, assessment.id, facts)
    confirm_fact(session, ANALYST, assessment, "LEG_16.privacy", value="in_force", source="Loi 2008-12", now=NOW)
    assert found(session, assessment, "mobile croit") == {"country_facts": 1}
    assert found(session, assessment, "loi 2008") == {"facts": 1}


def test_questions_are_found_in_the_readers_language_and_by_code(session, assessment):
    assert found(session, assessment, "paid ONLINE?") == {"codes": 1}
    assert found(session, assessment, "pay-online") == {"codes": 1}


def test_an_answer_is_found_only_with_consent_and_on_the_path(session, assessment):
    a_released_text(session, assessment, "Customs lose parcels", attribution="type")
    a_released_text(session, assessment, "Customs lose letters", quotable=False)
    (one,) = search(session, ANALYST, assessment, EN, "customs lose")
    assert (one.kind, one.number, one.hits[0].source.told) == ("answers", 1, "Public sector, Trade")


def test_an_answer_off_the_path_is_not_found(session, assessment):
    instrument = assessment.instrument.model_dump(mode="json")
    (item,) = [one for one in instrument["areas"][0]["items"] if one["code"] == "PAY_07"]
    item["when"] = "PAY_01 = 'no'"
    other = an_assessment(session, type(assessment.instrument).model_validate({**instrument, "version": "2"}))
    a_released_text(session, other, "Customs lose parcels", PAY_01=YES)
    assert found(session, other, "customs lose") == {}


def test_a_hidden_institution_goes_by_its_group(session, assessment):
    a_released_text(session, assessment, "Customs lose parcels")
    (one,) = search(session, ANALYST, assessment, EN, "customs lose")
    assert one.hits[0].source.told == "Public sector"
    assert found(session, assessment, "Ministry of Trade") == {}


def test_others_find_what_the_report_may_name_and_quote(session, assessment, tmp_path):
    codings = (Coding("PAY", "Fees are high", True), Coding("PAY", "nobody complains"))
    a_note(session, assessment, "Fees are high, nobody complains.", quotable=True, codings=codings)
    a_document(session, assessment, tmp_path, title="Fees, a memo", release="internal")
    a_document(session, assessment, tmp_path, title="Fees, a study")
    assert found(session, assessment, "fees", VIEWER) == {"documents": 1, "passages": 1}
    assert found(session, assessment, "complains", VIEWER) == {}
    assert found(session, assessment, "fees") == {"documents": 2, "notes": 1}


def test_only_whom_the_results_are_shown_to_may_search(session, assessment):
    with pytest.raises(NotAllowed):
        search(session, VIEWER, replace(assessment, results_shown="internal"), EN, "fees")


def test_other_assessments_are_not_searched(session, assessment, tmp_path):
    a_note(session, assessment, "Fees are high")
    a_document(session, assessment, tmp_path, title="Fees")
    assert found(session, an_assessment(session), "fees") == {}


def test_nothing_to_look_for_finds_nothing(session, assessment):
    a_note(session, assessment, "Fees are high")
    for query in ("", " ", "\u0301\u200b"):
        assert search(session, ANALYST, assessment, EN, query) == ()
    with pytest.raises(InvalidInput):
        search(session, ANALYST, assessment, EN, "x" * 201)


def test_twenty_of_many_are_shown(session, assessment):
    for number in range(22):
        a_note(session, assessment, f"Fees are high {number}")
    (one,) = search(session, ANALYST, assessment, EN, "fees")
    assert (one.number, len(one.hits)) == (22, 20)
