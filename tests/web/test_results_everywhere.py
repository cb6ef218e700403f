"""Rule 11 on every page that there is: a figure that a score follows from stands nowhere it may not, nor does a level.

Two ministries of three are paid online, and one of six firms: the indicator scores (66.7 + 16.7) / 2, a figure that
nothing else in this world has.
"""

import io
import re
import zipfile

import pytest
from sqlalchemy import text

from assessment.documents.docx import render_docx
from assessment.documents.html import render_print_html
from assessment.language import voice_for
from assessment.services.accounts import OPERATOR
from assessment.services.assessments import assessment_of
from assessment.services.reporting import report_of
from assessment.web.access import ACCESS
from assessment.web.audiences import InCountry, SignedIn, Somewhere
from tests.builders import NOW
from tests.web.test_access import address
from tests.world import SEN

CANARIES = ("41.7", "41,7", "41.66", "41.67")
"""The score in all ways that pages and files write it."""
LEVELS = (">Early<", "Early (", ">Emerging<", "Emerging (", "stands at")


@pytest.fixture(scope="module")
def told(as_built, tmp_path_factory):
    """The world with the canary in Senegal, both countries consenting to stand side by side."""
    world = as_built.copy(tmp_path_factory.mktemp("told") / "instance")
    with world.database().writing() as session:
        for group, number in (("PUB", 2), ("BIZ", 1)):
            session.connection().execute(
                text(
                    "UPDATE stored_answer SET value = '\"yes\"' WHERE question = 'PAY_01' AND response_id IN ("
                    "SELECT p.id FROM response p JOIN respondent r ON r.id = p.respondent_id JOIN assessment a "
                    "ON a.id = r.assessment_id WHERE a.name = :name AND p.state = 'submitted' "
                    'AND r."group" = :group ORDER BY p.id LIMIT :number)'
                ),
                {"name": SEN, "group": group, "number": number},
            )
        session.connection().execute(text("UPDATE response SET counts_as = NULL"))  # as it was noted of other answers
        session.connection().execute(
            text(
                "INSERT INTO consent (assessment_id, number, decision, decided_on, given_by, document, link, "
                "recorded_by, recorded_at) SELECT id, 1, 'given', '2026-05-03', 'M', 'L', '', 'A', created_at "
                "FROM assessment"
            )
        )
        session.commit()
    yield world
    world.close()


def set_to(world, setting):
    with world.database().writing() as session:
        session.connection().execute(text("UPDATE assessment SET results_shown = :setting"), {"setting": setting})
        session.commit()


def pages(world, kinds):
    """Every address that somebody signed in reads, once for each sort of node or file where it names one."""
    for rule in sorted(world.app().url_map.iter_rules(), key=str):
        if "GET" not in (rule.methods or ()) or not isinstance(ACCESS[rule.endpoint], kinds):
            continue
        known = {"action_id": world.action, "response_id": world.response}
        for code in ("PAY", "PAY-ONLINE", "PAY_01") if "code" in rule.arguments else ("",):
            for question in ("PAY_01", "LEG_16.privacy") if "question" in rule.arguments else ("",):
                for kind in KINDS if "kind" in rule.arguments else ("",):
                    chosen = {"code": code, "question": question, "kind": kind}
                    yield address(rule, **known, **{name: value for name, value in chosen.items() if value})


KINDS = ("csv", "long", "tables", "jsonl", "xlsx", "spss", "codebook", "about", "areas", "gaps", "advice")


def without_places(html):
    """A page without the places of the parts of its pictures."""
    return re.sub(r"<(rect|line|polygon|circle|text|svg)\b[^>]*>|<style.*?</style>", r"<\1>", html, flags=re.S)


def content(reply):
    """What a reply says: of a workbook the texts and numbers of its cells, of a picture not the places of its parts."""
    if reply.data[:2] != b"PK":
        return without_places(reply.text)
    with zipfile.ZipFile(io.BytesIO(reply.data)) as packed:
        whole = "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return " ".join(re.findall(r"<(?:v|t)(?: [^>]*)?>([^<]*)<", whole))


def where(world, person, words, kinds=(InCountry, SignedIn, Somewhere)):
    """The addresses at which any of the words stands, for a person."""
    client = world.client(person)
    found = set()
    for page in pages(world, kinds):
        reply = client.get(page)
        assert reply.status_code < 500, page
        if reply.status_code == 200 and any(word in content(reply) for word in words):
            found.add(page)
    return found


@pytest.mark.parametrize(("setting", "words"), [("internal", (*CANARIES, *LEVELS)), ("bands", CANARIES)])
def test_nothing_stands_on_any_page_of_a_country_that_its_setting_keeps_back(told, setting, words):
    set_to(told, setting)
    assert where(told, "viewer", words) == set()


def test_nothing_stands_on_any_page_for_a_person_of_another_country(told):
    """Not even where it is published. What belongs to one assessment is not found at all: see the tests of access."""
    set_to(told, "published")
    assert where(told, "foreigner", CANARIES, (SignedIn, Somewhere)) == set()


@pytest.mark.parametrize(("setting", "person"), [("internal", "analyst"), ("published", "viewer")])
def test_the_score_stands_where_it_may(told, setting, person):
    set_to(told, setting)
    client = told.client(person)
    for page in ("evidence/PAY-ONLINE", "evidence/PAY_01", "gaps"):
        assert any(canary in client.get(f"/assessments/{SEN}/{page}").text for canary in CANARIES), page


@pytest.mark.parametrize(
    ("setting", "write"),
    [("bands", render_print_html), ("published", render_print_html), ("bands", render_docx)],
    ids=["what is printed, levels", "what is printed, scores", "DOCX, levels"],
)
def test_documents_keep_to_the_setting_too(told, setting, write):
    """The PDF is printed from this HTML."""
    set_to(told, setting)
    with told.database().reading() as session:
        report = report_of(session, assessment_of(session, OPERATOR, SEN), voice_for("en"), NOW)
    made = write(report)
    if isinstance(made, bytes):
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            made = re.sub(r"<[^>]*>", " ", packed.read("word/document.xml").decode())
    assert any(canary in without_places(made) for canary in CANARIES) == (setting == "published")
