"""An institution that answers as a team: who may do what behind which link, and what stays on record."""

from dataclasses import replace

import pytest
from pydantic import SecretStr

from assessment.config import Settings
from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.services import discussion, fieldwork, team
from assessment.services.discussion import Author
from assessment.services.links import LinkMaker
from assessment.services.saving import Writer, save
from assessment.services.team import ColleagueDraft, sitting_for
from tests.builders import NO, NOW, YES, an_assessment, an_invitation, later

LINKS = LinkMaker.of(
    Settings(secret_key=SecretStr("for tests only, long enough to be accepted")), "https://example.org"
)
DRAFT = ColleagueDraft("Fatou Sow", "fatou@example.org", ("PAY",), False, "fr")
HEAD = ColleagueDraft("Moussa Fall", "", (), True, "en")


@pytest.fixture
def assessment(session):
    """Senegal."""
    return an_assessment(session)


@pytest.fixture
def secret(session, assessment):
    """The coordinator's link."""
    return an_invitation(session, assessment, group="PUB", role="trade", institution="Ministry of Trade")


@pytest.fixture
def ministry(session, secret):
    """A ministry whose coordinator holds the personal link."""
    return sitting_for(session, secret, NOW)


def asked(session, ministry, draft=DRAFT):
    """What a colleague sees behind the link that the coordinator gave them."""
    _, link = team.ask_colleague(session, ministry, draft, links=LINKS, now=NOW)
    return sitting_for(session, link.secret, NOW)


def again(session, secret):
    """The coordinator's sitting as it stands now."""
    return sitting_for(session, secret, NOW)


def test_a_colleagues_link_leads_to_the_institutions_answers_in_the_colleagues_language(session, ministry):
    sitting = asked(session, ministry)
    assert (sitting.response_id, sitting.language) == (ministry.response_id, "fr")
    assert (sitting.colleague.name, sitting.colleague.pages) == ("Fatou Sow", ("PAY",))


def test_a_colleagues_language_is_their_own(session, ministry):
    sitting = asked(session, ministry)
    fieldwork.set_language(session, sitting, "en")
    (colleague,) = team.team_of(session, ministry)
    assert colleague.language == "en"


def test_a_revoked_link_leads_nowhere_and_a_new_one_leads_back(session, ministry):
    """I1: a link is looked up each time, so that it ends at once."""
    colleague, link = team.ask_colleague(session, ministry, DRAFT, links=LINKS, now=NOW)
    team.revoke_link(session, ministry, colleague.id, now=NOW)
    with pytest.raises(NotFound):
        sitting_for(session, link.secret, NOW)
    _, fresh = team.renew_link(session, ministry, colleague.id, links=LINKS)
    assert sitting_for(session, fresh.secret, NOW).colleague.name == "Fatou Sow"
    with pytest.raises(NotFound):
        sitting_for(session, link.secret, NOW)


def test_a_link_can_be_made_again_to_be_mailed(session, ministry):
    colleague, link = team.ask_colleague(session, ministry, DRAFT, links=LINKS, now=NOW)
    assert team.link_of(session, ministry, colleague.id, links=LINKS) == (colleague, link)


THE_COORDINATORS = (
    lambda session, sitting: team.ask_colleague(session, sitting, DRAFT, links=LINKS, now=NOW),
    lambda session, sitting: team.assign(session, sitting, sitting.colleague.id, ["LEG"]),
    lambda session, sitting: team.renew_link(session, sitting, sitting.colleague.id, links=LINKS),
    lambda session, sitting: team.revoke_link(session, sitting, sitting.colleague.id, now=NOW),
    lambda session, sitting: fieldwork.set_profile(session, sitting, role="trade", attributes={}, now=NOW),
    lambda session, sitting: fieldwork.choose_modules(session, sitting, [], now=NOW),
    lambda session, sitting: fieldwork.submit(session, sitting, attribution="named", quotable=True, now=NOW),
    lambda session, sitting: discussion.settle(session, sitting, "PAY_01", "0" * 32, resolved=True, now=NOW),
)


def test_what_is_the_coordinators_is_refused_to_a_colleague(session, ministry):
    """I3: the rule holds in the service, whichever page the request comes from."""
    colleague = asked(session, ministry)
    for deed in THE_COORDINATORS:
        with pytest.raises(NotAllowed):
            deed(session, colleague)


def test_colleagues_of_another_institution_cannot_be_touched(session, assessment, ministry):
    """I1, I2: a colleague is found only under the respondent that asked them."""
    colleague, _ = team.ask_colleague(session, ministry, DRAFT, links=LINKS, now=NOW)
    other = sitting_for(session, an_invitation(session, assessment, group="PUB", role="trade"), NOW)
    for deed in (
        lambda: team.assign(session, other, colleague.id, ["LEG"]),
        lambda: team.link_of(session, other, colleague.id, links=LINKS),
        lambda: team.revoke_link(session, other, colleague.id, now=NOW),
    ):
        with pytest.raises(NotFound):
            deed()


def test_a_firm_answers_alone(session, assessment):
    firm = sitting_for(session, an_invitation(session, assessment), NOW)
    with pytest.raises(NotAllowed):
        team.ask_colleague(session, firm, DRAFT, links=LINKS, now=NOW)


def test_a_colleague_who_cannot_be_asked_is_refused(session, ministry):
    wrong = {"name": " ", "pages": (), "email": "fatou", "language": "zz"}
    told = {"name": "name", "pages": "at least one page", "email": "e-mail", "language": "language"}
    for field, value in wrong.items():
        with pytest.raises(InvalidInput, match=told[field]):
            team.ask_colleague(session, ministry, replace(DRAFT, **{field: value}), links=LINKS, now=NOW)


def test_once_somebody_clears_only_they_send(session, secret, ministry):
    head = asked(session, ministry, HEAD)
    coordinator = again(session, secret)
    with pytest.raises(NotAllowed):
        fieldwork.submit(session, coordinator, attribution="type", quotable=False, now=NOW)
    sent = fieldwork.submit(session, head, attribution="named", quotable=False, now=later(hours=1))
    assert (sent.state, sent.attribution) == ("submitted", "named")
    (colleague,) = team.team_of(session, ministry)
    assert colleague.sent_at == later(hours=1)


def test_the_coordinator_sends_again_once_the_head_is_gone(session, secret, ministry):
    head = asked(session, ministry, HEAD)
    team.revoke_link(session, ministry, head.colleague.id, now=NOW)
    sent = fieldwork.submit(session, again(session, secret), attribution="hidden", quotable=False, now=NOW)
    assert sent.state == "submitted"


def test_two_colleagues_on_one_question_are_asked_which_answer_stands(session, ministry):
    """D11: two of a team, one of whom has not seen the other's answer."""
    fatou, awa = asked(session, ministry), asked(session, ministry, replace(DRAFT, name="Awa Ba"))
    save(session, fatou, {"PAY_01": YES}, Writer("fatou-phone", 1, author=fatou.author), now=NOW)
    stale = save(session, awa, {"PAY_01": NO}, Writer("awa-desk", 1, author=awa.author), now=NOW)
    assert (stale.sitting.answers["PAY_01"], stale.disputed) == (YES, ("PAY_01",))
    assert stale.sitting.colleague == awa.colleague


def test_the_history_tells_who_changed_what_from_what_to_what(session, ministry):
    fatou = asked(session, ministry)
    kept = save(session, fatou, {"PAY_01": YES}, Writer("fatou-phone", 1, author=fatou.author), now=NOW).sitting
    save(session, replace(kept, colleague=None), {"PAY_01": NO}, Writer("desk", 1, kept.revision), now=later(hours=1))
    latest, first = discussion.history_of(session, ministry)
    assert (first.author, first.before, first.after) == (Author("colleague", "Fatou Sow"), None, YES)
    assert (latest.author, latest.before, latest.after, latest.at) == (
        Author("coordinator"), YES, NO, later(hours=1),
    )  # fmt: skip


def test_comments_tell_author_and_time_and_are_resolved_by_the_coordinator(session, secret, ministry):
    fatou = asked(session, ministry)
    discussion.comment(session, fatou, "PAY_01", "Ask the central bank.", now=NOW)
    (said,) = discussion.comments_on(session, ministry, "PAY_01")
    assert (said.author.name, said.text, said.written_at) == ("Fatou Sow", "Ask the central bank.", NOW)
    coordinator = again(session, secret)
    assert discussion.open_comments(session, coordinator) == {"PAY_01": 1}
    discussion.settle(session, coordinator, "PAY_01", said.id, resolved=True, now=later(hours=1))
    assert discussion.open_comments(session, coordinator) == {}


def test_a_comment_of_another_institution_cannot_be_resolved(session, assessment, ministry):
    """I2: a comment is found only under its own respondent."""
    discussion.comment(session, ministry, "PAY_01", "Ask the central bank.", now=NOW)
    (said,) = discussion.comments_on(session, ministry, "PAY_01")
    other = sitting_for(session, an_invitation(session, assessment, group="PUB", role="trade"), NOW)
    with pytest.raises(NotFound):
        discussion.settle(session, other, "PAY_01", said.id, resolved=True, now=NOW)


def test_names_and_comments_are_not_readable_in_the_database(session, ministry):
    asked(session, ministry)
    discussion.comment(session, ministry, "PAY_01", "Ask the central bank.", now=NOW)
    rows = [*session.connection().exec_driver_sql("SELECT name, email FROM colleague")]
    rows += session.connection().exec_driver_sql("SELECT text FROM comment")
    assert not any(word in stored for row in rows for stored in row for word in ("Fatou", "fatou", "central"))
