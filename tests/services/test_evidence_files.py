"""Evidence behind answers: what is taken, where it is kept, who sees it, and when it is forgotten."""

import io
import os
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.errors import InvalidInput, NotAllowed, NotFound
from assessment.services import evidence_files as services
from assessment.services import fieldwork, kept_files
from assessment.services.file_kinds import kind_of, safe_name
from assessment.services.team import sitting_for
from tests.builders import NOW, access_to, an_assessment, an_invitation

ANALYST = access_to("SEN", "analyst")
LAW, ROW = "LEG_16", "LEG_16.privacy"
PDF, PNG, JPG, TEXT = b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0...", "Loi n° 2008-12".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def office(*members):
    """An Office document with these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("[Content_Types].xml", *members):
            archive.writestr(name, "<x/>")
    return content.getvalue()


@pytest.fixture
def folder(tmp_path):
    """Where files are kept."""
    return tmp_path / "evidence"


@pytest.fixture
def assessment(session):
    """Senegal."""
    return an_assessment(session)


def a_ministry(session, assessment):
    return sitting_for(session, an_invitation(session, assessment, group="PUB", role="trade"), NOW)


@pytest.fixture
def ministry(session, assessment):
    """A ministry that tells of laws."""
    return a_ministry(session, assessment)


def attach(session, sitting, folder, question=ROW, name="law.pdf", content=PDF):
    services.attach_file(session, sitting, question, name=name, content=content, folder=folder, now=NOW)


def law(sitting):
    return sitting.instrument.item_of[LAW]


def kept(folder):
    return sorted(file.name for file in folder.glob("??/*"))


def test_a_file_lies_under_the_digest_of_its_content(session, ministry, folder):
    attach(session, ministry, folder)
    (found,) = services.evidence_on(session, ministry, law(ministry))
    assert (found.question, found.name, found.kind, found.size) == (ROW, "law.pdf", "pdf", len(PDF))
    assert (folder / found.digest[:2] / found.digest).read_bytes() == PDF
    assert services.file_of(session, ministry, law(ministry), found.id, folder) == (found, PDF)


def test_the_same_file_backs_two_answers(session, ministry, folder):
    """D3: two questions, same file, both kept; taking one back leaves the other."""
    attach(session, ministry, folder)
    attach(session, ministry, folder, question="LEG_16.consumer")
    first, second = services.evidence_on(session, ministry, law(ministry))
    assert len(kept(folder)) == 1
    services.remove(session, ministry, law(ministry), first.id, folder=folder, now=NOW)
    assert services.file_of(session, ministry, law(ministry), second.id, folder)[1] == PDF
    services.remove(session, ministry, law(ministry), second.id, folder=folder, now=NOW)
    assert kept(folder) == []


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.PDF", PDF, "pdf"),
        ("a.png", PNG, "png"),
        ("a.jpeg", JPG, "jpg"),
        ("a.docx", office("word/document.xml"), "docx"),
        ("a.xlsx", office("xl/workbook.xml"), "xlsx"),
        ("a.txt", TEXT, "txt"),
        ("a.txt", TEXT.decode().encode("utf-16"), "txt"),
    ],
)
def test_a_file_is_what_its_name_and_its_bytes_say(name, content, kind):
    assert kind_of(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG),
        ("a.html", b"<!doctype html><script>alert(1)</script>"),
        ("a.txt", SVG),
        ("a.txt", b"\n <?xml version='1.0'?><svg/>"),
        ("a.png", SVG),
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.txt", PDF),
        ("a.txt", b"MZ\x90\x00\x03"),
        ("a.docx", office("xl/workbook.xml")),
        ("a.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("a.xlsx", PDF),
        ("a.docx", b"PK\x03\x04 and no archive"),
        ("a.pdf.exe", PDF),
        ("pdf", PDF),
        ("", PDF),
    ],
)
def test_a_file_of_another_kind_is_refused(name, content):
    """X5: neither markup nor anything that disguises itself comes in."""
    with pytest.raises(InvalidInput):
        kind_of(name, content)


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("../../etc/passwd.pdf", "pdf", "passwd.pdf"),
        (r"C:\Users\x\law.pdf", "pdf", "law.pdf"),
        ("law\x00\r\nSet-Cookie: x.pdf", "pdf", "lawSet-Cookie_ x.pdf"),
        ("invoice\u202efdp.txt", "txt", "invoicefdp.txt"),
        ("a\u2066b\u200b.pdf", "pdf", "ab.pdf"),
        ("...pdf", "pdf", "file.pdf"),
        ("<b>|?*.pdf", "pdf", "_b____.pdf"),
        ("photo.JPEG", "jpg", "photo.jpg"),
        ("قانون.pdf", "pdf", "قانون.pdf"),
    ],
)
def test_names_lead_nowhere_and_hide_nothing(name, kind, told):
    """R4: folders, control characters and signs that turn the direction of writing are taken out of names."""
    assert safe_name(name, kind) == told


def test_what_is_too_large_or_too_much_is_refused(session, ministry, folder, monkeypatch):
    with pytest.raises(InvalidInput, match="10 MB"):
        attach(session, ministry, folder, content=PDF + bytes(kept_files.LARGEST_FILE))
    monkeypatch.setattr(services, "MOST_A_RESPONSE", 1)
    attach(session, ministry, folder)
    with pytest.raises(InvalidInput, match="At most"):
        attach(session, ministry, folder)


def test_nothing_is_attached_where_the_questionnaire_does_not_allow_it(session, ministry, folder):
    with pytest.raises(NotAllowed):
        attach(session, ministry, folder, question="PAY_01")
    with pytest.raises(NotAllowed):
        attach(session, ministry, folder, question="LEG_16.unknown")


def test_a_link_is_kept_and_never_fetched(session, ministry, monkeypatch):
    """R2: whatever it points to, no connection is opened for it."""
    links = ["https://example.org/law?id=1", "http://169.254.169.254/latest/meta-data/"]
    with monkeypatch.context() as offline:
        offline.setattr("socket.create_connection", None)
        offline.setattr("socket.getaddrinfo", None)
        for link in links:
            services.attach_link(session, ministry, ROW, link, now=NOW)
    assert {found.link for found in services.evidence_on(session, ministry, law(ministry))} == set(links)


def test_what_is_no_web_address_is_refused(session, ministry):
    """X1: a link is only ever one that opens a page."""
    wrong = ("javascript:alert(1)", "data:text/html,x", "https://", "https://a b", "ftp://x", "https://u:p@x.org")
    for link in (*wrong, "https://x.org/\u202efdp.exe", "https://x\ny", "https://x/" + "y" * kept_files.LONGEST_LINK):
        with pytest.raises(InvalidInput):
            services.attach_link(session, ministry, ROW, link, now=NOW)


def test_evidence_of_others_is_not_found(session, assessment, ministry, folder):
    """I1, I2: a file is found only behind its own answer."""
    attach(session, ministry, folder)
    (found,) = services.evidence_on(session, ministry, law(ministry))
    other = a_ministry(session, assessment)
    for deed in (
        lambda: services.file_of(session, other, law(other), found.id, folder),
        lambda: services.remove(session, other, law(other), found.id, folder=folder, now=NOW),
        lambda: services.file_of(session, ministry, ministry.instrument.item_of["PAY_01"], found.id, folder),
    ):
        with pytest.raises(NotFound):
            deed()


def test_analysts_see_what_stands_behind_submitted_answers(session, assessment, ministry, folder):
    attach(session, ministry, folder)
    assert services.evidence_in(session, ANALYST, assessment, ROW) == []
    fieldwork.submit(session, ministry, attribution="hidden", quotable=False, now=NOW)
    (found,) = services.evidence_in(session, ANALYST, assessment, ROW)
    assert (found.name, found.group) == ("law.pdf", "PUB")
    assert services.evidence_in(session, ANALYST, assessment, "LEG_16.consumer") == []
    assert services.file_in(session, ANALYST, assessment, found.id, folder) == (found, PDF)


def test_analysts_of_other_countries_see_nothing(session, assessment, ministry, folder):
    """I2, I4: neither through their own assessment nor through this one."""
    attach(session, ministry, folder)
    fieldwork.submit(session, ministry, attribution="hidden", quotable=False, now=NOW)
    (found,) = services.evidence_in(session, ANALYST, assessment, ROW)
    abroad = an_assessment(session, country="KHM")
    with pytest.raises(NotFound):
        services.file_in(session, access_to("KHM", "analyst"), abroad, found.id, folder)
    with pytest.raises(NotAllowed):
        services.file_in(session, access_to("KHM", "analyst"), assessment, found.id, folder)


def test_nothing_is_attached_after_sending(session, ministry, folder):
    sent = fieldwork.submit(session, ministry, attribution="hidden", quotable=False, now=NOW)
    with pytest.raises(NotAllowed):
        attach(session, sent, folder)


def test_anonymous_answers_take_no_evidence(ministry):
    """I5: a file tells who made it."""
    assert not services.takes_evidence(replace(ministry, origin="anonymous"), law(ministry))


def test_what_nobody_names_is_forgotten_by_night(database, session, ministry, folder):
    attach(session, ministry, folder)
    (found,) = services.evidence_on(session, ministry, law(ministry))
    stray = folder / "ab" / ("ab" * 32)
    stray.parent.mkdir()
    stray.write_bytes(PDF)
    assert kept_files.forget_all_unused(database, folder, NOW) == 0
    long_ago = (NOW - timedelta(days=2)).timestamp()
    for file in folder.glob("??/*"):
        os.utime(file, (long_ago, long_ago))
    assert kept_files.forget_all_unused(database, folder, NOW) == 1
    assert kept(folder) == [found.digest]


def test_what_is_refused_leaves_no_file_behind(session, ministry, folder, monkeypatch):
    """A link to a closed assessment, or a full one, fills no disk."""
    late = ministry.assessment.closes_on.toordinal() - NOW.toordinal() + 400
    with pytest.raises(NotAllowed):
        services.attach_file(
            session, ministry, ROW, name="law.pdf", content=PDF, folder=folder, now=NOW + timedelta(days=late)
        )
    monkeypatch.setattr(services, "MOST_A_RESPONSE", 0)
    with pytest.raises(InvalidInput):
        attach(session, ministry, folder)
    with pytest.raises(NotAllowed):
        attach(session, ministry, folder, question="NONE")
    assert kept(folder) == []
