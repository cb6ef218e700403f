"""S6: one code path. Files scored on the command line, services, screens and documents say one number."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from assessment.authoring.desk_data import CountryFigure
from assessment.authoring.loader import load
from assessment.cli import main
from assessment.documents.html import render_html, render_print_html
from assessment.documents.scores import node_values
from assessment.language import voice_for
from assessment.methodology.desk import DeskFigure
from assessment.methodology.report.model import Report
from assessment.methodology.responses import Answer
from assessment.services import fieldwork
from assessment.services.analysis import findings_of
from assessment.services.assessments import AssessmentView
from assessment.services.confirmations import confirm_fact
from assessment.services.desk import add_desk_figures
from assessment.services.reporting import report_of
from tests.builders import NOW, access_to, an_assessment
from tests.conftest import ROOT
from tests.world import World

WORKED = ROOT / "tests" / "questionnaires" / "worked-example" / "1"
TOLD = {"PUB": ("5", "4", "2"), "BIZ": ("1", "2", "2", "3", "4")}
SHOWN = {"PAY": "46.8", "PAY-TRUST": "50.8", "PAY-SWITCH": "40.0", "PAY-ACCOUNTS": "56.2"}
TOLERANCE = 1e-8
FACTS = "unit,item,value,source,as_of\nSEN,PAY_02,planned,Central bank,2026-01-31\n"
DESK = "iso3,indicator,year,value\nSEN,I-ACC,2024,56.2\n"


@pytest.fixture
def stored(world: World) -> tuple[World, AssessmentView]:
    """The same answers, fact and figure in the database, of an assessment that publishes its scores."""
    with world.database().writing() as session:
        assessment = an_assessment(session, load(WORKED), results_shown="published")
        for group, values in TOLD.items():
            for number, value in enumerate(values):
                secret = fieldwork.invite(
                    session, assessment.id, group=group, institution=f"{group} {number}", language="en", now=NOW
                )
                sitting = fieldwork.questionnaire_for(session, secret, NOW)
                sitting = fieldwork.record_answers(session, sitting, {"PAY_01": Answer("answered", value)}, now=NOW)
                fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=NOW)
        confirm_fact(
            session, access_to("SEN", "analyst"), assessment, "PAY_02", value="planned", source="Central bank", now=NOW
        )
        add_desk_figures(session, [CountryFigure("SEN", DeskFigure("I-ACC", 2024, 56.2))])
    return world, assessment


def from_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[Mapping[str, object]]:
    """The nodes that `etready score` prints of the same answers in files."""
    answers = [
        {"respondent": f"{group}{number}", "unit": "SEN", "group": group, "answers": {"PAY_01": value}}
        for group, values in TOLD.items()
        for number, value in enumerate(values)
    ]
    (folder / "answers.jsonl").write_text("\n".join(json.dumps(one) for one in answers), "utf-8")
    (folder / "facts.csv").write_text(FACTS, "utf-8")
    (folder / "desk.csv").write_text(DESK, "utf-8")
    files = [f"--{key}={folder / name}" for key, name in FILES.items()]
    assert main(["score", str(WORKED), *files, "--format=csv"]) == 0
    as_table = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main(["score", str(WORKED), *files]) == 0
    (unit,) = json.loads(capsys.readouterr().out)
    assert [row["score"] for row in as_table] == ["" if n["score"] is None else repr(n["score"]) for n in unit["nodes"]]
    return list(unit["nodes"])


FILES = {"responses": "answers.jsonl", "facts": "facts.csv", "desk": "desk.csv"}


def report_on(world: World, assessment: AssessmentView) -> Report:
    with world.database().reading() as session:
        return report_of(session, assessment, voice_for("en"), NOW)


def words(text: str) -> str:
    """A text as one line without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_files_and_database_give_every_node_to_the_last_digit(stored, tmp_path, capsys):
    """S6: PUB is 66.67 and BIZ 35, so trust is 50.83; with 40 of weight 2 and 56.2 the area is 46.76."""
    world, assessment = stored
    with world.database().reading() as session:
        scorecard = findings_of(session, assessment).scorecard
    assert from_files(tmp_path, capsys) == [node_values(node) for node in scorecard.nodes.values()]
    assert scorecard.score_of("PAY") == pytest.approx((200 / 3 / 2 + 35 / 2 + 2 * 40 + 56.2) / 4, abs=TOLERANCE)


def test_screen_report_and_what_the_pdf_is_laid_out_from_show_the_same_number(stored):
    """S6: every screen and document says the engine's number, rounded once, where it is shown."""
    world, assessment = stored
    report = report_on(world, assessment)
    documents = [words(render_html(report)), words(render_print_html(report))]
    for code, score in SHOWN.items():
        screen = words(world.client("analyst").get(f"/assessments/{assessment.name}/evidence/{code}").text)
        assert f"({score})" in screen
        for document in documents:
            assert re.search(rf"{code} .{{0,90}}\({score}\)|{code} .{{0,90}} {score} ", document), code


@pytest.mark.parametrize("shown", ["internal", "bands", "published"])
def test_how_results_are_shown_changes_no_score(world, shown):
    """S5"""
    with world.database().writing() as session:
        assessment = an_assessment(session, load(WORKED), results_shown=shown)
        add_desk_figures(session, [CountryFigure("SEN", DeskFigure("I-ACC", 2024, 56.2))])
        assert findings_of(session, assessment).scorecard.score_of("PAY-ACCOUNTS") == 56.2
