"""The register and invitations on screen: a look before anything is stored, links, letters, codes, the outbox."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest

from assessment.services import mailing, register, sending
from assessment.services.accounts import Access
from assessment.services.assessments import assessment_of
from assessment.services.sending import Office
from tests.builders import NOW
from tests.world import KHM, SEN

HERE = f"/assessments/{SEN}"
ANALYST = Access("", "analyst", frozenset({("SEN", "analyst")}))
PAYLOAD = "<script>alert(1)</script>"
PEOPLE = (
    "group,institution,name,email,phone\nBIZ,Awa’s shop,Awa,awa@example.org,+221 33 821\nBIZ,Binta’s shop,Binta,,\n"
)


@pytest.fixture
def analyst(world):
    return world.client("analyst")


def look(client, text=PEOPLE, name=SEN):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(f"/assessments/{name}/register/look", data={"file": (io.BytesIO(content), "people.csv")})


def confirm(client, preview, name=SEN):
    sealed = re.search(r'name="people" value="([^"]+)"', preview.text)[1]
    return client.post(f"/assessments/{name}/register/take-in", data={"people": sealed})


def take_in(client, text=PEOPLE):
    return confirm(client, look(client, text))


def lines_of(world):
    with world.database().reading() as session:
        return register.register_of(session, assessment_of(session, ANALYST, SEN))


def send_waiting(world):
    sending.send_waiting(world.database(), Office.of(world.settings), clock=lambda: NOW, sleep=lambda _: None)


def link_on(page):
    return re.search(r'href="http://[^/]+(/s/[^"]+/)"', page.text)[1]


def contact_page(client, world, name="Awa"):
    line = next(line for line in lines_of(world) if line.person.name == name)
    return f"{HERE}/register/{line.respondent_id}"


def test_a_file_that_is_no_register_is_named_at_its_place_with_the_cure(analyst):
    page = look(analyst, "%PDF-1.4")
    told = page.text.partition('id="file-error"')[2].partition("</p>")[0]
    assert (page.status_code, "people.csv" in told, "Save it as XLSX" in told) == (422, True, True)


def test_looking_at_a_file_stores_nothing(world, analyst):
    page = look(analyst)
    assert "Nothing is stored yet." in page.text
    assert "Awa’s shop" in page.text
    assert lines_of(world) == []


def test_what_was_confirmed_is_added_once(world, analyst):
    preview = look(analyst)
    assert confirm(analyst, preview).status_code == 302
    confirm(analyst, preview)
    assert [line.person.name for line in lines_of(world)] == ["Awa", "Binta"]


def test_who_is_there_already_is_shown_and_passed_over(world, analyst):
    take_in(analyst)
    page = look(analyst, PEOPLE + "BIZ,Coumba’s shop,Coumba,AWA@example.org,\nBIZ,Dior’s shop,Dior,,\n")
    there, new = page.text.split("<h2>New</h2>")
    assert all(name in there for name in ("Awa’s shop", "Binta’s shop", "Coumba’s shop"))
    assert "Dior’s shop" in new
    assert "Coumba’s shop" not in new
    confirm(analyst, page)
    assert [line.person.name for line in lines_of(world)] == ["Awa", "Binta", "Dior"]


def test_a_fault_is_told_by_row_and_column_and_the_rest_can_be_taken(world, analyst):
    page = look(analyst, PEOPLE + "BAKERS,Dior’s shop,Dior,,\n")
    assert re.search(r">4</td>.*Stakeholder group.*“BAKERS” is not among the choices", page.text)
    confirm(analyst, page)
    assert len(lines_of(world)) == 2


@pytest.mark.parametrize("column", ["institution", "name", "group", PAYLOAD])
def test_a_hostile_file_writes_nothing_into_the_page(analyst, column):
    """X2: neither cells nor headers nor messages about them are markup."""
    row = {"group": "BIZ", "institution": "Shop", "name": "Awa"} | {column: PAYLOAD}
    text = ",".join(row) + "\n" + ",".join(row.values())
    page = look(analyst, text)
    assert PAYLOAD not in page.text
    assert "&lt;script&gt;" in page.text
    take_in(analyst, text)
    assert PAYLOAD not in analyst.get(f"{HERE}/register").text


def test_people_that_were_not_looked_at_here_cannot_be_taken_in(world, analyst):
    """I2: what was looked at for one country is not taken in for another, and nothing unsigned is."""
    sealed = re.search(r'name="people" value="([^"]+)"', look(analyst).text)[1]
    foreigner = world.client("foreigner")
    assert foreigner.post(f"/assessments/{KHM}/register/take-in", data={"people": sealed}).status_code == 404
    assert analyst.post(f"{HERE}/register/take-in", data={"people": sealed[:-1]}).status_code == 400
    assert lines_of(world) == []


def test_what_goes_out_can_come_in_again(world, analyst):
    take_in(analyst)
    for kind in ("xlsx", "csv"):
        exported = analyst.get(f"{HERE}/register/people.{kind}").data
        page = look(analyst, exported)
        assert "<dt>There already</dt><dd>2</dd>" in page.text, kind
        assert "<dt>Faults</dt><dd>0</dd>" in page.text, kind


def test_nothing_that_goes_out_is_calculated(analyst):
    """C1: a telephone number begins as a formula does."""
    take_in(analyst, "group,institution,phone\nBIZ,=1+1,+221 33 821\n")
    exported = analyst.get(f"{HERE}/register/people.csv").data.decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(exported)))[1]
    assert "'=1+1" in row
    assert "'+221 33 821" in row


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_template_can_be_filled_in_and_taken_in(analyst, language):
    analyst.post("/language", data={"language": language})
    book = openpyxl.load_workbook(io.BytesIO(analyst.get(f"{HERE}/register/template.xlsx").data))
    labels = [cell.value for cell in book.worksheets[0][1]]
    group = book.worksheets[1]["B2"].value
    book.worksheets[0].append([group, *["" for _ in labels[1:2]], "Awa’s shop"])
    content = io.BytesIO()
    book.save(content)
    assert confirm(analyst, look(analyst, content.getvalue())).status_code == 302


def test_a_persons_page_has_link_code_and_a_text_to_paste(world, analyst):
    take_in(analyst)
    page = analyst.get(contact_page(analyst, world))
    assert world.client().get(link_on(page)).status_code == 200
    assert f"by 30 June 2026: http://localhost{link_on(page)}" in page.text


def test_a_typed_code_leads_to_the_questionnaire(world, analyst):
    take_in(analyst)
    page = analyst.get(contact_page(analyst, world))
    code = re.search(r"<strong><bdi[^>]*>([^<]+)<", page.text)[1]
    visitor = world.client()
    assert visitor.post("/code", data={"code": code.lower()}).location == link_on(page)
    wrong = visitor.post("/code", data={"code": "2222-2222"})
    assert (wrong.status_code, "This code" in wrong.text) == (422, True)


def test_opening_the_link_is_noted_once_and_shown(world, analyst):
    take_in(analyst)
    link = link_on(analyst.get(contact_page(analyst, world)))
    world.client().head(link)
    assert lines_of(world)[0].course == ""
    world.client().get(link)
    assert lines_of(world)[0].course == "opened"


def test_a_contact_is_corrected_with_the_checks_of_a_file(world, analyst):
    take_in(analyst)
    address = contact_page(analyst, world)
    wrong = analyst.post(address, data={"name": "Awa", "email": "awa at home", "language": "fr"})
    assert wrong.status_code == 422
    assert 'value="awa at home"' in wrong.text
    assert lines_of(world)[0].person.email == "awa@example.org"
    analyst.post(address, data={"name": "Awa D.", "email": "new@example.org", "language": "fr", "unsubscribed": "on"})
    line = lines_of(world)[0]
    assert (line.person.name, line.person.email, line.person.language) == ("Awa D.", "new@example.org", "fr")
    assert line.unsubscribed_at == NOW


def test_a_renewed_link_ends_the_old_one(world, analyst):
    take_in(analyst)
    address = contact_page(analyst, world)
    old = link_on(analyst.get(address))
    analyst.post(f"{address}/link")
    assert world.client().get(old).status_code == 404
    assert world.client().get(link_on(analyst.get(address))).status_code == 200


def test_letters_and_mail_merge_are_made_for_those_ticked(world, analyst):
    take_in(analyst)
    awa = lines_of(world)[0].respondent_id
    letters = analyst.post(f"{HERE}/register/letters", data={"respondent": awa})
    assert letters.data.startswith(b"%PDF")
    assert "awa" not in letters.headers["Content-Disposition"].lower()
    merged = analyst.post(f"{HERE}/register/merge", data={"respondent": awa}).data
    rows = list(openpyxl.load_workbook(io.BytesIO(merged)).active.values)
    assert [row[:3] for row in rows[1:]] == [("Awa’s shop", "Awa", "awa@example.org")]


def test_mails_are_kept_in_the_outbox_and_can_be_read(world, analyst):
    take_in(analyst)
    analyst.post(f"{HERE}/invitations/sender", data={"responsible": "Ministry", "reply_to": "desk@example.org"})
    assert analyst.post(f"{HERE}/invitations", data={"kind": "invitation"}).status_code == 302
    send_waiting(world)
    page = analyst.get(f"{HERE}/invitations")
    assert "In the outbox: 1" in page.text
    round_page = analyst.get(re.search(rf'href="({HERE}/invitations/\w{{32}})"', page.text)[1])
    mail = analyst.get(re.search(rf'href="({HERE}/mails/\w{{32}})"', round_page.text)[1])
    assert "Dear Awa," in mail.text
    assert "Ministry &lt;" in mail.text


def test_the_outbox_is_sent_from_the_screen_once_there_is_a_server(world, analyst):
    take_in(analyst)
    analyst.post(f"{HERE}/invitations", data={"kind": "invitation"})
    send_waiting(world)
    assert "Send what is in the outbox" not in analyst.get(f"{HERE}/invitations").text
    server = {"smtp_host": "mail.example.org", "smtp_from": "a@example.org", "public_url": "https://a.example.org"}
    world.settings = world.settings.model_copy(update=server)
    analyst = world.client("analyst")
    assert "Send what is in the outbox" in analyst.get(f"{HERE}/invitations").text
    analyst.post(f"{HERE}/invitations/outbox")
    assert "Waiting: 1" in analyst.get(f"{HERE}/invitations").text


def test_no_more_mails_are_wanted_only_after_a_press_of_the_button(world, analyst):
    take_in(analyst)
    stop = link_on(analyst.get(contact_page(analyst, world))).replace("/s/", "/mails/").rstrip("/")
    visitor = world.app(csrf=True).test_client()
    visitor.get(stop)
    assert lines_of(world)[0].unsubscribed_at is None
    assert visitor.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert lines_of(world)[0].unsubscribed_at == NOW


def test_a_reminder_is_planned_and_given_up(world, analyst):
    analyst.post(f"{HERE}/invitations/reminders", data={"days_before": "3"})
    page = analyst.get(f"{HERE}/invitations")
    assert "27 June 2026 (3 days before closing)" in page.text
    analyst.post(re.search(rf'action="({HERE}/invitations/reminders/\w{{32}})"', page.text)[1])
    assert "3 days before" not in analyst.get(f"{HERE}/invitations").text


def test_a_foreign_person_round_mail_and_reminder_do_not_exist(world, analyst):
    """I1, I2: each object is found under its own assessment alone."""
    take_in(analyst)
    analyst.post(f"{HERE}/invitations", data={"kind": "invitation"})
    analyst.post(f"{HERE}/invitations/reminders", data={"days_before": "3"})
    with world.database().reading() as session:
        assessment = assessment_of(session, ANALYST, SEN)
        round_id = mailing.mailings_of(session, assessment)[0].id
        mail_id = mailing.mails_of(session, assessment, round_id)[0].id
        reminder_id = mailing.reminders_of(session, assessment)[0].id
    foreigner, there = world.client("foreigner"), f"/assessments/{KHM}"
    person = lines_of(world)[0].respondent_id
    for page in (f"register/{person}", f"invitations/{round_id}", f"mails/{mail_id}"):
        assert foreigner.get(f"{there}/{page}").status_code == 404, page
    for page in (f"register/{person}", f"register/{person}/link", f"invitations/reminders/{reminder_id}"):
        assert foreigner.post(f"{there}/{page}").status_code == 404, page
