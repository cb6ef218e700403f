"""The library on screen: documents added, filtered, changed, handed out, attached, removed."""

import io
import re

from sqlmodel import select

from assessment.services import audit, kept_files
from assessment.storage.audit import entries_of
from assessment.storage.tables import Assessment
from tests.world import SEN

LIBRARY = f"/assessments/{SEN}/library"
HOSTILE = "<script>alert(1)</script>"
ESCAPED = "&lt;script&gt;alert(1)"
PDF = b"%PDF-1.7\n..."
LAW = {
    "title": f"Loi n° 2008-08 sur les transactions électroniques {HOSTILE}",
    "citation": f"Journal officiel, 2008 {HOSTILE}",
    "language": "fr",
    "dated": "2008-01",
    "licence": "Official text",
    "release": "quotable",
    "link": "",
    "place-0": "LEG-LAWS",
    "place-1": "LEG_16.privacy",
    "code-0": "LEG",
    "page-0": "art. 12",
    "passage-0": f"Toute personne peut signer par voie électronique. {HOSTILE}",
    "quoted-0": "1",
}
LINK = {**LAW, "title": "A page", "link": "https://example.org/page"}


def with_file(content=PDF, name="law.pdf", **fields):
    return {**LAW, **fields, "file": (io.BytesIO(content), name)}


def version_on(page):
    return page.partition('name="version_id" value="')[2].partition('"')[0]


def test_a_document_is_added_listed_changed_handed_out_and_removed(world):
    client = world.client("analyst")
    kept = client.post(f"{LIBRARY}/new", data=with_file())
    assert kept.status_code == 302
    page = client.get(kept.location).text
    for told in ('value="LEG-LAWS"', 'value="LEG_16.privacy"', 'value="art. 12"', "law.pdf"):
        assert told in page
    version = version_on(page)
    assert client.post(kept.location, data={**LAW, "version_id": version, "title": "Law"}).status_code == 302
    assert client.post(kept.location, data={**LAW, "version_id": version}).status_code == 409
    file = client.get(f"{kept.location}/file")
    assert (file.data, file.headers["Content-Disposition"].split(";")[0]) == (PDF, "attachment")
    assert client.post(f"{kept.location}/remove").status_code == 302
    assert client.get(kept.location).status_code == 404


def test_the_list_is_narrowed_by_area_kind_use_language_and_words(world):
    client = world.client("analyst")
    client.post(f"{LIBRARY}/new", data=LINK)
    for asked, shown in (
        ("area=LEG", True), ("area=PAY", False), ("source=link", True), ("source=file", False),
        ("release=quotable", True), ("release=internal", False), ("written=fr", True), ("written=ar", False),
        ("title=journal+OFFICIEL", True), ("title=nothing", False),
    ):  # fmt: skip
        assert ("A page" in client.get(f"{LIBRARY}?{asked}").text) == shown, asked


def test_markup_in_a_document_is_shown_and_never_run(world):
    """X1: title, citation, excerpts, in the list, on the page of the document, of the evidence and in the report."""
    client, report = world.client("analyst"), f"/assessments/{SEN}/report/fr"
    kept = client.post(f"{LIBRARY}/new", data=LINK | {"title": LAW["title"]})
    parts = dict.fromkeys(re.findall(rf'href="({report}\?part=section-\d+)', client.get(report).text))
    chapters = "".join(client.get(part).text for part in parts)
    assert ESCAPED in chapters
    assert HOSTILE not in chapters
    for address in (LIBRARY, kept.location, f"/assessments/{SEN}/evidence/LEG-LAWS"):
        page = client.get(address).text
        assert ESCAPED in page
        assert HOSTILE not in page


def test_beside_a_file_that_is_too_large_all_that_was_typed_stays(world):
    """The file of this test is over the limit that is told, and under the one at which nothing would be read."""
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in LAW.items()]
    file = b'--x\r\nContent-Disposition: form-data; name="file"; filename="law.pdf"\r\n\r\n' + PDF
    body = "".join(parts).encode() + file + bytes(kept_files.LARGEST_FILE) + b"\r\n--x--\r\n"
    reply = world.client("analyst").post(f"{LIBRARY}/new", data=body, content_type="multipart/form-data; boundary=x")
    assert (reply.status_code, kept_files.TOO_LARGE in reply.text, "art. 12" in reply.text) == (422, True, True)


def test_what_cannot_be_kept_stays_on_the_screen_with_its_message(world, monkeypatch):
    monkeypatch.setattr(kept_files, "LARGEST_FILE", 100)
    client = world.client("analyst")
    for fields, told in (
        ({"title": ""}, "title"),
        ({"link": "ftp://example.org"}, "whole address"),
        ({"link": ""}, "whole address"),
        ({"dated": "soon"}, "year-month"),
        ({"licence": ""}, "licence"),
        ({"release": "cited"}, "quoted"),
        ({"place-0": "NOWHERE"}, "Choose codes"),
    ):
        reply = client.post(f"{LIBRARY}/new", data={**LINK, **fields})
        assert reply.status_code == 422
        assert told in reply.text
        assert "art. 12" in reply.text
    for content, name in (
        (b"<svg/>", "law.pdf"),
        (b"", "law.pdf"),
        (PDF, "law.exe"),
        (PDF + bytes(200), "a.pdf"),
    ):
        assert client.post(f"{LIBRARY}/new", data=with_file(content, name)).status_code == 422
    assert "There are no such documents" in client.get(LIBRARY).text


def test_a_document_is_attached_from_the_page_of_what_it_tells_of(world):
    client = world.client("analyst")
    kept = client.post(f"{LIBRARY}/new", data=LINK)
    evidence = f"/assessments/{SEN}/evidence/PAY_01"
    assert f'<option value="{kept.location.rpartition("/")[2]}">' in client.get(evidence).text
    done = client.post(f"{LIBRARY}/attach/PAY_01", data={"document": kept.location.rpartition("/")[2]})
    assert done.location == evidence
    assert "A page" in client.get(evidence).text
    assert (
        client.post(f"{LIBRARY}/attach/NOWHERE", data={"document": kept.location.rpartition("/")[2]}).status_code == 404
    )


def test_a_recommendation_lists_the_evidence_that_it_rests_on(world):
    client = world.client("analyst")
    client.post(f"{LIBRARY}/new", data=LINK | {"place-0": "PAY_01"})
    assert "A page" in client.get(f"/assessments/{SEN}/recommendations/PAY-R02").text


def test_a_removed_document_and_its_file_leave_an_entry_in_the_trail(world):
    client = world.client("analyst")
    kept = client.post(f"{LIBRARY}/new", data=with_file())
    (file,) = world.settings.evidence.glob("??/*")
    client.post(f"{kept.location}/remove")
    assert not file.exists()
    with world.database().reading() as session:
        assessment = session.exec(select(Assessment).where(Assessment.name == SEN)).one()
        entry = next(one for one in entries_of(session, assessment.id) if one.subject.startswith("document:"))
    assert (entry.deed, entry.digest) == ("erasure", audit.digest_of(PDF))
