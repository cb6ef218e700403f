"""Questionnaires for their authors: listed, tried as anybody in any language, printed."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import ROOT

EXAMPLE = ROOT / "tests" / "questionnaires" / "worked-example"
SMALL = "/questionnaires/small/1?origin=published"


@pytest.fixture
def author(world, tmp_path):
    """An analyst of a server whose folder of questionnaires holds the worked example."""
    folder = tmp_path / "questionnaires"
    shutil.copytree(EXAMPLE, folder / "worked-example")
    world.settings = world.settings.model_copy(update={"questionnaires": folder})
    return world.client("analyst"), folder


def test_versions_on_file_and_published_stand_side_by_side(author):
    html = author[0].get("/questionnaires").text
    assert "worked-example/1" in html
    assert "small/1" in html
    assert html.count("Not published") == 1


def test_the_faults_of_a_file_are_shown_to_its_author(author):
    client, folder = author
    file = folder / "worked-example" / "1" / "questionnaire.yaml"
    file.write_text(file.read_text("utf-8").replace("code: worked-example", "code: another"), "utf-8")
    assert "the folder is called worked-example" in client.get("/questionnaires/worked-example/1").text


def test_an_author_sees_whom_an_item_is_put_to(author):
    html = author[0].get(f"{SMALL}&group=BIZ&everything=1").text
    assert "Not asked: it is put to Public sector" in html


def test_an_author_sees_what_a_condition_lacks(author):
    html = author[0].get(f"{SMALL}&group=BIZ&everything=1").text
    assert "cannot be decided without PAY_01. PAY_01: “Yes”" in html


def test_an_answer_that_is_tried_changes_the_path(author):
    client, _ = author
    assert "Asked, since PAY_01: “Yes”" in client.get(f"{SMALL}&group=BIZ&PAY_01=yes").text
    assert "Asked, since" not in client.get(f"{SMALL}&group=BIZ&PAY_01=no").text


def test_what_is_tried_is_not_stored(world, author):
    before = world.answers(world.secrets["fresh"])
    author[0].get(f"{SMALL}&group=BIZ&PAY_01=yes")
    assert world.answers(world.secrets["fresh"]) == before


def test_a_text_without_a_current_translation_is_marked(author):
    """Never a stale translation: the small questionnaire is in no catalogue."""
    html = author[0].get(f"{SMALL}&group=BIZ&language=ar").text
    assert "Are you paid online? [English]" in html
    assert 'dir="rtl"' in html


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_a_group_and_role_are_printed(author, format):
    reply = author[0].get(f"/questionnaires/small/1/paper.{format}?origin=published&group=PUB&role=trade&language=fr")
    assert reply.status_code == 200
    assert f"small-1-PUB-trade-fr.{format}" in reply.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "path",
    [
        "/questionnaires/small/2",
        "/questionnaires/../1",
        "/questionnaires/small/1/paper.exe?origin=published&group=PUB",
        "/questionnaires/small/1/paper.pdf?origin=published&group=ABSENT",
    ],
)
def test_what_does_not_exist_is_not_found(author, path):
    assert author[0].get(path).status_code == 404


@pytest.mark.parametrize("person", ["focal_point", "viewer"])
def test_questionnaires_are_for_authors_alone(world, person):
    assert world.client(person).get("/questionnaires").status_code == 403
