"""Answering without a script: page by page, with every kind of error, to the receipt."""

import re

import pytest

from assessment.methodology.responses import Answer, Money
from tests.builders import DONT_KNOW, NO, NOW, YES, later


def page(client, secret, code="PAY"):
    return client.get(f"/s/{secret}/{code}").text


def fieldset(html, code):
    found = re.search(rf'<fieldset class="[^"]*" id="{code}".*?</fieldset>', html, re.S)
    assert found is not None
    return found.group()


def test_the_first_page_says_who_asks_how_long_and_what_becomes_of_the_answers(pristine):
    html = pristine.client().get(f"/s/{pristine.secrets['fresh']}/").text
    for said in (
        "Senegal",
        "about 2 minutes",
        "30 June 2026",
        "What happens with your answers",
        "synthetic responses",
    ):
        assert said in html


def test_the_pages_of_a_questionnaire_set_no_cookie(pristine):
    reply = pristine.client().get(f"/s/{pristine.secrets['fresh']}/PAY")
    assert "Set-Cookie" not in reply.headers


def test_an_open_link_makes_a_respondent_with_a_link_of_their_own(world):
    client = world.client()
    reply = client.post(f"/join/{world.secrets['open']}", data={"group": "BIZ", "language": "fr"})
    assert re.fullmatch(r"/s/[\w-]{20,}/", reply.location)
    assert '<html lang="fr"' in client.get(reply.location).text


def test_an_open_link_asks_for_the_group(world):
    reply = world.client().post(f"/join/{world.secrets['open']}", data={"language": "en"})
    assert (reply.status_code, reply.text.count("Choose the group that fits you best")) == (422, 2)


def test_a_page_is_stored_whole(world, respondent):
    client, secret = respondent
    sent = {
        "PAY_01": "yes", "PAY_02": "~dont_know", "PAY_03": "1 250,5", "PAY_04": ["yes", "no"], "PAY_05": "12.5",
        "PAY_05~currency": "xof", "PAY_05~year": "2025", "PAY_06": "2024-02-29", "PAY_07": "Les frais",
    }  # fmt: skip
    assert client.post(f"/s/{secret}/PAY", data=sent).location == f"/s/{secret}/review"
    stored = world.answers(secret)
    assert (stored["PAY_01"], stored["PAY_02"], stored["PAY_03"]) == (YES, DONT_KNOW, Answer("answered", 1250.5))
    assert stored["PAY_04"] == Answer("answered", ("yes", "no"))
    assert stored["PAY_05"] == Answer("answered", Money(12.5, "XOF", 2025))
    assert stored["PAY_07"] == Answer("answered", "Les frais")


def test_a_page_sent_again_as_it_was_shown_changes_nothing(world, respondent):
    client, secret = respondent
    client.post(f"/s/{secret}/PAY", data={"PAY_01": "yes", "PAY_03": "1.2340", "PAY_04": ["no"], "PAY_07": "a & b"})
    before, html = world.answers(secret), page(client, secret)
    assert 'value="1.2340"' in fieldset(html, "PAY_03")
    client.post(f"/s/{secret}/PAY", data={"PAY_01": "yes", "PAY_03": "1.2340", "PAY_04": ["no"], "PAY_07": "a & b"})
    assert world.answers(secret) == before


def test_a_page_with_an_error_stores_nothing_and_loses_nothing(world, respondent):
    """D10: an invalid answer changes no other; everything entered stands in the page again."""
    client, secret = respondent
    client.post(f"/s/{secret}/PAY", data={"PAY_01": "no", "PAY_03": "5"})
    reply = client.post(f"/s/{secret}/PAY", data={"PAY_01": "yes", "PAY_03": "five", "PAY_07": "kept?"})
    assert reply.status_code == 422
    assert world.answers(secret) == {"PAY_01": NO, "PAY_03": Answer("answered", 5.0)}
    assert 'value="five"' in reply.text
    assert ">kept?</textarea>" in reply.text
    assert 'value="yes" checked' in fieldset(reply.text, "PAY_01")


def test_an_error_stands_beside_its_question_and_in_the_summary(respondent):
    client, secret = respondent
    html = client.post(f"/s/{secret}/PAY", data={"PAY_03": "-4"}).text
    assert '<li><a href="#PAY_03">Enter a number of 0 or more</a></li>' in html
    assert 'id="PAY_03-error"' in fieldset(html, "PAY_03")
    assert 'aria-invalid="true"' in fieldset(html, "PAY_03")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"PAY_01": "perhaps"}, "Choose one of the answers"),
        ({"PAY_01": "~not_applicable"}, "Choose one of the answers"),
        ({"PAY_04": ["yes", "maybe"]}, "Choose one or more of the answers"),
        ({"PAY_04": ["yes"], "PAY_04~state": "dont_know"}, "not both"),
        ({"PAY_03": "1,234"}, "can be read in two ways"),
        ({"PAY_05": "5"}, "Give an amount, a currency and a year"),
        ({"PAY_06": "29/02/2024"}, "Enter a date as year-month-day"),
        ({"PAY_07": "x" * 4001}, "Use at most 4000 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_plain_words(respondent, sent, said):
    client, secret = respondent
    reply = client.post(f"/s/{secret}/PAY", data=sent)
    assert reply.status_code == 422
    assert said in reply.text


@pytest.mark.parametrize("typed", ["١٢٣٫٥", "123,5", "123.5", "۱۲۳٫۵", " १२३,५ "])
def test_numbers_are_understood_as_people_write_them(world, respondent, typed):
    client, secret = respondent
    client.post(f"/s/{secret}/PAY", data={"PAY_03": typed})
    assert world.answers(secret)["PAY_03"] == Answer("answered", 123.5)


def test_a_cost_is_understood_in_arabic_digits(world, respondent):
    client, secret = respondent
    client.post(f"/s/{secret}/PAY", data={"PAY_05": "١٬٢٥٠٫٥", "PAY_05~currency": "xof", "PAY_05~year": "٢٠٢٥"})
    assert world.answers(secret)["PAY_05"] == Answer("answered", Money(1250.5, "XOF", 2025))


def test_a_question_is_hidden_until_its_condition_holds(respondent):
    client, secret = respondent
    assert " hidden" in fieldset(page(client, secret), "PAY_02").split(">")[0]
    client.post(f"/s/{secret}/PAY", data={"PAY_01": "yes"})
    assert " hidden" not in fieldset(page(client, secret), "PAY_02").split(">")[0]


def test_a_hidden_question_with_an_error_holds_nobody_up(respondent):
    client, secret = respondent
    assert client.post(f"/s/{secret}/PAY", data={"PAY_01": "no", "PAY_02": "nonsense"}).status_code == 302


def test_ticked_boxes_can_all_be_taken_back(world, respondent):
    client, secret = respondent
    client.post(f"/s/{secret}/PAY", data={"PAY_04": ["yes"]})
    client.post(f"/s/{secret}/PAY", data={"PAY_03": ""})
    assert "PAY_04" not in world.answers(secret)


def test_another_language_keeps_every_answer_as_a_code(world, respondent):
    """D12: answers and conditions are the same in every language."""
    client, secret = respondent
    reply = client.post(f"/s/{secret}/PAY", data={"PAY_01": "yes", "language": "ar"})
    html = client.get(reply.location).text
    assert '<html lang="ar" dir="rtl">' in html
    assert 'value="yes" checked' in fieldset(html, "PAY_01")
    assert world.answers(secret) == {"PAY_01": YES}


def test_the_review_lists_every_answer_and_what_is_missing(respondent):
    client, secret = respondent
    client.post(
        f"/s/{secret}/PAY", data={"PAY_01": "no", "PAY_05": "12.5", "PAY_05~currency": "XOF", "PAY_05~year": "2025"}
    )
    html = client.get(f"/s/{secret}/review").text
    assert "4 questions are still open" in html
    assert "XOF\u00a012.5 (2025)" in html
    assert f'href="/s/{secret}/PAY#PAY_03"' in html


def test_sending_needs_the_confirmation(world, respondent):
    """D8: nothing is sent before it was confirmed."""
    client, secret = respondent
    assert client.post(f"/s/{secret}/submit", data={}).status_code == 422
    assert client.get(f"/s/{secret}/PAY").status_code == 200


def test_sending_twice_is_harmless_and_ends_in_the_receipt(respondent):
    """D8."""
    client, secret = respondent
    for _ in range(2):
        reply = client.post(f"/s/{secret}/submit", data={"confirmed": "1"})
        assert reply.location == f"/s/{secret}/receipt"
    assert "Your answers have been sent." in client.get(f"/s/{secret}/receipt").text


def test_after_sending_only_the_receipt_is_left(world):
    client, secret = world.client(), world.secrets["sent"]
    assert client.get(f"/s/{secret}/PAY").location == f"/s/{secret}/receipt"
    assert client.post(f"/s/{secret}/PAY", data={"PAY_03": "4"}).location == f"/s/{secret}/receipt"


def test_a_closed_questionnaire_says_so(world):
    world.clock = lambda: later(days=60)
    client, secret = world.client(), world.secrets["fresh"]
    assert "is closed" in client.get(f"/s/{secret}/", follow_redirects=True).text
    assert "is closed" in client.get(f"/join/{world.secrets['open']}").text


def test_a_questionnaire_that_has_not_begun_says_when_it_opens(world):
    world.clock = lambda: later(days=-30)
    client, secret = world.client(), world.secrets["fresh"]
    for address in (f"/s/{secret}/", f"/join/{world.secrets['open']}"):
        assert "opens on 1 June 2026" in client.get(address, follow_redirects=True).text


def test_who_comes_by_the_open_link_is_told_their_own(world):
    client = world.client()
    link = client.post(f"/join/{world.secrets['open']}", data={"group": "BIZ", "language": "en"}).location
    assert f'href="http://localhost{link}"' in client.get(link).text
    assert "your own link" not in client.get(f"/s/{world.secrets['fresh']}/").text


def test_nobody_renames_the_institution_that_was_invited(world):
    analyst = world.client("analyst")
    sent = {"group": "PUB", "institution": "Central bank", "language": "en"}
    found = re.search(
        r"/s/([\w-]+)/", analyst.post("/assessments/SEN-2026-1/respondents", data=sent, follow_redirects=True).text
    )
    assert found is not None
    world.client().post(f"/s/{found[1]}/profile", data={"role": "trade", "institution": "Another voice"})
    assert "Another voice" not in analyst.get("/assessments/SEN-2026-1/respondents").text


def test_an_error_leads_a_respondent_back_to_the_questionnaire_and_sets_no_cookie(respondent):
    client, secret = respondent
    reply = client.get(f"/s/{secret}/NOPE")
    assert (reply.status_code, f'href="/s/{secret}/"' in reply.text) == (404, True)
    assert "Set-Cookie" not in reply.headers


def test_a_role_is_asked_where_it_decides_what_is_asked(world):
    client = world.client()
    link = client.post(f"/join/{world.secrets['open']}", data={"group": "PUB", "language": "en"}).location
    reply = client.post(f"{link}profile", data={"institution": "Ministry"})
    assert (reply.status_code, reply.text.count("Choose what describes you best")) == (422, 2)
    assert 'value="Ministry"' in reply.text
    assert client.post(f"{link}profile", data={"role": "trade"}).location == f"{link}PAY"


def test_times_are_shown_in_the_time_zone_of_the_place(pristine):
    assert "15 June 2026, 09:30" in pristine.client().get(f"/s/{pristine.secrets['sent']}/receipt").text
    assert NOW.hour == 9
