"""Invitations on paper and as mails: one page each, a sign that phones can read, nothing taken for markup."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader

from assessment.documents.invitations import Invitation, short_text, words_of
from assessment.documents.letters import letter_of, qr_code, render_letters_html, render_letters_pdf
from assessment.documents.mail import Envelope, mail_of, message_id_of
from assessment.language import voice_for
from tests.builders import NOW

PAYLOAD = "<img src=x onerror=alert(1)>"
TO_AWA = Envelope("assessment@example.org", "awa@example.org", "<1@example.org>")


def an_invitation(**changes):
    whole = {
        "kind": "invitation", "name": "Awa Diop", "institution": "Awa’s shop",
        "title": "E-commerce", "country": "Senegal",
        "minutes": 12, "closes_on": date(2026, 6, 30), "address": "https://survey.example.org/s/gWk3v0m4Yc1mT9QhXbN2aA/",
        "code": "7KQM-3XZB", "code_address": "https://survey.example.org/code",
        "stop_address": "https://survey.example.org/mails/gWk3v0m4Yc1mT9QhXbN2aA",
        "responsible": "Ministry of Commerce", "reply_to": "desk@example.org", "demonstration": False,
    }  # fmt: skip
    return Invitation(**{**whole, **changes})


def letters(*languages, **changes):
    return [letter_of(an_invitation(**changes), voice_for(language), date(2026, 6, 1)) for language in languages]


@pytest.fixture(scope="module")
def printed():
    long = {"title": "Rapid assessment of readiness for electronic commerce " * 2, "demonstration": True}
    return PdfReader(io.BytesIO(render_letters_pdf([*letters("en"), *letters("fr", "ar", "zh_Hans", **long)])))


def test_each_respondent_has_one_page(printed):
    assert len(printed.pages) == 4


def test_a_letter_has_the_link_in_words_and_the_code(printed):
    text = "".join(printed.pages[0].extract_text().split())
    for said in ("https://survey.example.org/s/gWk3v0m4Yc1mT9QhXbN2aA/", "7KQM-3XZB", "Awa’sshop", "30June2026"):
        assert said in text


def test_the_sign_holds_the_address_and_keeps_its_quiet_zone():
    drawn = qr_code("https://survey.example.org/s/gWk3v0m4Yc1mT9QhXbN2aA/", label="Open")
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', drawn)[1])
    assert (size - 8 - 17) % 4 == 0, "a whole number of modules and four on each side"
    assert "M4 4.5h7" in drawn, "the finder begins behind the quiet zone"


def test_nothing_from_the_register_is_taken_for_markup():
    """X1, X4, X6: in letters and in the HTML part of mails."""
    invitation = an_invitation(name=PAYLOAD, institution=PAYLOAD, responsible=PAYLOAD, title=PAYLOAD)
    voice = voice_for("en")
    mail = mail_of(invitation, voice, TO_AWA, NOW)
    for page in (render_letters_html([letter_of(invitation, voice, date(2026, 6, 1))]), html_of(mail)):
        assert "<img" not in page
        assert "&lt;img" in page


def html_of(mail):
    return mail.get_body(("html",)).get_content()


@pytest.mark.parametrize("place", ["name", "responsible", "reply_to", "title"])
@pytest.mark.parametrize("ending", ["\r\nBcc: everybody@example.org", "\nX: y", "\rX: y"])
def test_no_line_can_be_added_to_the_header(place, ending):
    """X4: whatever stands in the register, a mail has the headers we gave it."""
    with pytest.raises(ValueError, match=r"(?i)header|line|CR|parts|address|invalid"):
        mail_of(an_invitation(**{place: "Awa" + ending}), voice_for("en"), TO_AWA, NOW).as_bytes()


def test_a_mail_goes_through_servers_that_take_ascii_only():
    mail = mail_of(an_invitation(name="عائشة"), voice_for("ar"), TO_AWA, NOW)
    assert mail.as_bytes().isascii()
    assert "عائشة" in html_of(mail)
    assert 'dir="rtl"' in html_of(mail)


def test_a_mail_loads_nothing():
    mail = html_of(mail_of(an_invitation(), voice_for("en"), TO_AWA, NOW))
    assert not re.search(r"<(img|script|link|iframe)|url\(|@import", mail)


def test_the_message_id_follows_from_round_and_respondent():
    first, again = (message_id_of("round", "respondent", "a@example.org") for _ in range(2))
    assert first == again != message_id_of("next", "respondent", "a@example.org")


def test_a_short_text_fits_two_messages_and_ends_with_the_link():
    text = short_text(an_invitation(), voice_for("en"))
    assert text.endswith("/s/gWk3v0m4Yc1mT9QhXbN2aA/")
    assert len(text) <= 306


def test_halves_of_a_code_do_not_change_places_in_arabic():
    assert "\u20667KQM-3XZB\u2069" in words_of(an_invitation(), voice_for("ar")).by_code
