"""Answers that staff enter for others: in whose name, from which source, and by whom."""

import pytest

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.methodology.responses import Answer
from assessment.services import entry
from assessment.services.analysis import collection_of
from assessment.storage.revisions import revisions_since
from assessment.storage.sources import coded_in
from tests.builders import NOW, YES, a_questionnaire_with_modules, a_sitting, access_to, an_assessment

ANALYST = access_to("SEN", "analyst")
LAW = {"LEG_16.privacy": Answer("answered", "in_force")}


@pytest.fixture
def assessment(session):
    """Senegal, where firms go on by choice."""
    return an_assessment(session, a_questionnaire_with_modules())


def begun(session, assessment, way="interview", group="BIZ", **changes):
    role = "trade" if group == "PUB" else ""
    whole = {"way": way, "group": group, "role": role, "institution": "", "language": "fr", "now": NOW}
    response_id = entry.begin(session, ANALYST, assessment, **(whole | changes))
    return entry.entry_of(session, ANALYST, assessment, response_id, NOW)[0]


def kept(session, sitting, answers, **changes):
    whole = {"attributes": {}, "sources": {}, "now": NOW}
    return entry.keep(session, ANALYST, sitting, answers, **(whole | changes)).sitting


def test_an_interview_is_kept_and_sent_marked_as_such_with_every_module(session, assessment):
    sitting = kept(
        session, begun(session, assessment), {"PAY_03": Answer("answered", 0.0)}, attributes={"size": "small"}
    )
    entry.send(session, sitting, attribution="", quotable=True, now=NOW)
    (row,) = collection_of(session, assessment).rows
    assert (row.origin, row.state, row.attribution, row.attributes) == (
        "interview",
        "submitted",
        "hidden",
        {"size": "small"},
    )
    assert "PAY_03" in sitting.asked


def test_the_history_names_who_entered_an_answer(session, assessment):
    person = access_to("SEN", "analyst")
    named = type(person)("a" * 32, person.name, person.memberships)
    sitting = begun(session, assessment)
    entry.keep(session, named, sitting, {"PAY_01": YES}, attributes={}, sources={}, now=NOW)
    (revision,) = revisions_since(session, sitting.response_id, 0)[-1:]
    assert revision.author == "a" * 32


def test_answers_entered_for_somebody_with_a_link_are_marked(session, assessment):
    sitting = a_sitting(session, assessment)
    assert kept(session, sitting, {"PAY_01": YES}, way="paper").answers == {"PAY_01": YES}
    (row,) = collection_of(session, assessment).rows
    assert row.origin == "paper"


def test_what_an_expert_codes_has_its_source(session, assessment):
    sitting = begun(session, assessment, "expert", "PUB", institution="Ministry of Trade")
    with pytest.raises(InvalidInput, match="source"):
        kept(session, sitting, LAW)
    sent = kept(session, sitting, LAW, sources={"LEG_16.privacy": "Loi 2008-12"})
    entry.send(session, sent, attribution="named", quotable=True, now=NOW)
    (coded,) = coded_in(session, assessment.id, "LEG_16.privacy")
    assert (coded.value, coded.source, coded.coded_by) == ("in_force", "Loi 2008-12", "Awa Diop")
    (row,) = collection_of(session, assessment).rows
    assert (row.attribution, row.quotable) == ("hidden", False)


def test_an_expert_codes_facts_and_no_opinion(session, assessment):
    sitting = begun(session, assessment, "expert")
    with pytest.raises(InvalidInput, match="facts"):
        kept(session, sitting, {"PAY_01": YES}, sources={"PAY_01": "heard"})
    assert entry.put_to(assessment.instrument, sitting) == ()


def test_a_source_goes_with_its_answer(session, assessment):
    sitting = begun(session, assessment, "expert", "PUB")
    sitting = kept(session, sitting, LAW, sources={"LEG_16.privacy": "Loi 2008-12"})
    kept(session, sitting, {"LEG_16.privacy": None})
    assert entry.entry_of(session, ANALYST, assessment, sitting.response_id, NOW)[1] == {}


@pytest.mark.parametrize(
    "change", [{"way": "personal"}, {"group": "ELF"}, {"group": "PUB", "role": ""}, {"language": "xx"}]
)
def test_who_cannot_be_a_respondent_is_refused(session, assessment, change):
    with pytest.raises(InvalidInput):
        begun(session, assessment, **change)


def test_nobody_else_enters_answers(session, assessment):
    """I4, I2."""
    sitting = begun(session, assessment)
    with pytest.raises(NotAllowed):
        entry.entry_of(session, access_to("SEN", "viewer", "focal_point"), assessment, sitting.response_id, NOW)
    with pytest.raises(NotFound):
        entry.entry_of(session, ANALYST, an_assessment(session, assessment.instrument), sitting.response_id, NOW)


def test_answers_of_an_open_link_are_their_authors_alone(session, assessment):
    sitting = a_sitting(session, assessment, origin="open")
    with pytest.raises(NotFound):
        entry.entry_of(session, ANALYST, assessment, sitting.response_id, NOW)
