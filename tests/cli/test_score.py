"""`etready score`: the worked example, the published indices, and bad input."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from assessment.authoring.loader import load
from assessment.cli import main
from tests.authoring.questionnaires import edited, written

HERE = Path(__file__).parents[1] / "questionnaires"
WORKED = HERE / "worked-example" / "1"
TAI = HERE / "tai" / "2001"
B2C = Path(__file__).parents[2] / "questionnaires" / "b2c-index" / "2020"
DONT_KNOW, NOT_APPLICABLE = {"state": "dont_know"}, {"state": "not_applicable"}

ANSWERS: dict[str, tuple[object, object]] = {
    "p1": (5, "live"),
    "p2": (4, "live"),
    "p3": (DONT_KNOW, "none"),
    **{f"b{number}": (value, None) for number, value in enumerate((1, 2, 2, 3, 4, None), start=1)},
    **{f"c{number}": (value, None) for number, value in enumerate((3, 3, 4, 5), start=1)},
}
GROUP = {"p": "PUB", "b": "BIZ", "c": "CIV"}
PLANNED = [("AAA", "PAY_02", "planned", "Central bank", "2026-01-31")]
REGISTER = [("AAA", "PUB", "3"), ("AAA", "BIZ", "200")]
DESK = [("AAA", "I-ACC", "2024", "56.2")]


def table(path: Path, header: str, rows: Iterable[Iterable[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return path


def lines(path: Path, answers: Mapping[str, tuple[object, object]]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for code, pair in answers.items():
            given = {item: value for item, value in zip(("PAY_01", "PAY_02"), pair, strict=True) if value is not None}
            line = {"respondent": code, "institution": code, "unit": "AAA", "group": GROUP[code[0]], "answers": given}
            file.write(json.dumps(line) + "\n")
    return path


@pytest.fixture
def nodes(tmp_path, capsys):
    """Score the worked example with changes, and give its nodes by code."""

    def run(answers=ANSWERS, facts=PLANNED, register=REGISTER, desk=DESK):
        arguments = [
            "score",
            str(WORKED),
            f"--responses={lines(tmp_path / 'responses.jsonl', answers)}",
            f"--facts={table(tmp_path / 'facts.csv', 'unit,item,value,source,as_of', facts)}",
            f"--register={table(tmp_path / 'register.csv', 'unit,group,size', register)}",
            f"--desk={table(tmp_path / 'desk.csv', 'iso3,indicator,year,value', desk)}",
        ]
        assert main(arguments) == 0
        (unit,) = json.loads(capsys.readouterr().out)
        assert unit["unit"] == "AAA"
        return {node["code"]: node for node in unit["nodes"]}

    return run


def test_worked_example_1_a_contested_fact_leaves_too_little_known(nodes):
    found = nodes(facts=[])
    assert found["PAY_01"]["score"] == 61.25
    assert (found["PAY_02"]["score"], found["PAY_02"]["reason"]) == (None, "contested")
    assert found["PAY-SWITCH"]["reason"] == "contested"
    assert (found["PAY"]["score"], found["PAY"]["coverage"], found["PAY"]["reason"]) == (None, 0.5, "low_coverage")


def test_worked_example_2_a_confirmed_fact_counts(nodes):
    area = nodes()["PAY"]
    assert (area["score"], area["coverage"], area["reason"]) == (49.3625, 1.0, None)


def test_worked_example_3_one_group_is_no_assessment(nodes):
    found = nodes(register=[("AAA", "PUB", "10"), ("AAA", "BIZ", "200")])
    assert found["PAY_01"]["score"] == 35
    assert (found["PAY"]["score"], found["PAY"]["coverage"], found["PAY"]["reason"]) == (None, 1.0, "few_groups")


def test_worked_example_4_what_is_missing_is_left_out(nodes):
    area = nodes(desk=[])["PAY"]
    assert (area["score"], area["coverage"]) == (47.08333333, 0.75)


def test_worked_example_5_a_group_that_is_not_concerned_leaves(nodes):
    pub = {code: (NOT_APPLICABLE, pair[1]) for code, pair in ANSWERS.items() if code[0] == "p"}
    found = nodes(answers={**ANSWERS, **pub})
    assert found["PAY_01"]["score"] == 35
    assert (found["PAY"]["coverage"], found["PAY"]["reason"]) == (1.0, "few_groups")


def test_worked_example_5_a_question_that_concerns_nobody_leaves_the_denominator(nodes):
    found = nodes(answers={code: (NOT_APPLICABLE, pair[1]) for code, pair in ANSWERS.items()})
    assert found["PAY-TRUST"]["reason"] == "not_applicable"
    assert (found["PAY"]["score"], found["PAY"]["coverage"], found["PAY"]["reason"]) == (None, 1.0, "few_groups")


def test_worked_example_6_agreeing_claims_are_provisional(nodes):
    live = {code: (pair[0], "live" if code[0] == "p" else None) for code, pair in ANSWERS.items()}
    area = nodes(answers={**ANSWERS, **live}, facts=[])["PAY"]
    assert (area["score"], area["reason"]) == (79.3625, "provisional")


def test_there_is_no_overall_score_of_the_worked_example(nodes):
    assert nodes()["INDEX"]["reason"] == "not_declared"


def indices(capsys, arguments: list[str]) -> dict[str, float | None]:
    assert main(["score", *arguments]) == 0
    return {
        unit["unit"]: next(node["score"] for node in unit["nodes"] if node["code"] == "INDEX")
        for unit in json.loads(capsys.readouterr().out)
    }


def test_the_technology_achievement_index_is_reproduced(shared, tmp_path, capsys):
    """To 0.0015, as inputs are printed rounded; those of Singapore give 0.597 where 0.585 is published."""
    with (shared / "data" / "tai.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    series = {column: series.code for column, series in zip(list(rows[0])[1:9], load(TAI).series, strict=True)}
    long = [(row["iso3"], code, "2001", row[column]) for row in rows for column, code in series.items() if row[column]]
    desk = table(tmp_path / "desk.csv", "iso3,indicator,year,value", long)
    computed = indices(capsys, [str(TAI), f"--desk={desk}"])
    differences = {row["iso3"]: abs(computed[row["iso3"]] / 100 - float(row["published_tai"])) for row in rows}
    assert math.isclose(computed["SGP"] / 100, 0.597, abs_tol=0.0005)
    assert sorted(iso3 for iso3, difference in differences.items() if difference > 0.0015) == ["SGP"]


def test_the_b2c_index_is_reproduced_for_all_152_economies(shared, capsys):
    """To half a point: its parts are published as whole numbers."""
    computed = indices(capsys, [str(B2C), f"--desk={B2C / 'desk.csv'}"])
    with (shared / "data" / "b2c_index_2020.csv").open(encoding="utf-8") as file:
        published = {row["iso3"]: float(row["index_value"]) for row in csv.DictReader(file)}
    assert len(published) == 152
    assert max(abs(computed[iso3] - value) for iso3, value in published.items()) <= 0.5


def test_the_project_carries_the_figures_of_the_b2c_index(capsys):
    """The four parts of Switzerland, 97, 98, 92 and 97: their mean is 96."""
    computed = indices(capsys, [str(B2C), f"--desk={B2C / 'desk.csv'}"])
    assert (len(computed), computed["CHE"]) == (152, 96)


def test_units_are_given_in_the_order_asked_for(capsys):
    arguments = [str(B2C), f"--desk={B2C / 'desk.csv'}", "--units=SEN,CHE", "--format=csv"]
    assert main(["score", *arguments]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert list(dict.fromkeys(row["unit"] for row in rows)) == ["SEN", "CHE"]


def test_figures_after_the_year_asked_for_do_not_count(capsys):
    arguments = [str(B2C), f"--desk={B2C / 'desk.csv'}", "--units=CHE", "--as-of=2019"]
    assert indices(capsys, arguments) == {"CHE": None}


BAD = [
    ("--responses", "r.jsonl", "{", "r.jsonl:1"),
    ("--responses", "r.jsonl", "[" * 100_000, "r.jsonl:1"),
    ("--responses", "r.jsonl", '{"respondent": "r", "unit": "AAA", "group": "XYZ"}', "XYZ"),
    (
        "--responses",
        "r.jsonl",
        '{"respondent": "r", "unit": "AAA", "group": "PUB", "answers": {"PAY_01": 7}}',
        "PAY_01",
    ),
    ("--responses", "r.jsonl", '{"respondent": "r", "unit": "AAA", "group": "PUB", "answers": {"PAY_9": 7}}', "PAY_9"),
    ("--desk", "d.csv", "iso3,indicator,year\n", "d.csv:1 header: the column value is missing"),
    ("--desk", "d.csv", "iso3,indicator,year,value\nAAA,I-ACC,2024,nan\n", "d.csv:2 value"),
    ("--desk", "d.csv", "iso3,indicator,year,value\nAAA,I-ACC,24,5\n", "d.csv:2 year"),
    ("--desk", "d.csv", "iso3,indicator,year,value\nAAA,I-ACC,2024,5\nAAA,I-ACC,2024,6\n", "d.csv:3 value"),
    ("--facts", "f.csv", "unit,item,value,source,as_of\nAAA,PAY_02,alive,Bank,2026\n", "f.csv:2 value"),
    ("--facts", "f.csv", "unit,item,value,source,as_of\nAAA,PAY_02,live,Bank,spring\n", "f.csv:2 as_of"),
    ("--facts", "f.csv", "unit,item,value,source,as_of\nAAA,PAY_02,live,,2026\n", "f.csv:2 source"),
    ("--facts", "f.csv", "unit,item,value,source,as_of\nAAA,PAY_02,live,Bank,2026-02-31\n", "f.csv:2 as_of"),
    ("--facts", "f.csv", "unit,item,value,source,as_of\nAAA,PAY_01,5,Bank,2026\n", "f.csv:2 item: PAY_01 is of kind"),
    ("--desk", "d.csv", "iso3,indicator,year,value,value\nAAA,I-ACC,2024,5,6\n", "d.csv:1 header"),
    ("--desk", "d.csv", "iso3,indicator,year,value\nAAA,I-ACC,2024,1_000\n", "d.csv:2 value"),
    ("--desk", "d.csv", 'iso3,indicator,year,value\n"AA\nA",I-ACC,2024,5\n', "d.csv:2 iso3: AA\\nA is no"),
    (
        "--desk",
        "d.csv",
        'iso3,indicator,year,value,note\nAAA,I-ACC,2024,5,"a\nb"\nAAA,I-ACC,2023,x,\n',
        "d.csv:4 value",
    ),
    ("--register", "g.csv", "unit,group,size\nAAA,PUB,3\nAAA,PUB,5\n", "g.csv:3 size"),
    ("--register", "g.csv", f"unit,group,size\nAAA,PUB,{'9' * 5000}\n", "g.csv:2 size"),
    ("--register", "g.csv", "unit,group,size\nAAA,PUB,-3\n", "g.csv:2 size"),
    ("--register", "g.csv", "unit,group,size\nAAA,PUB,3\x00\n", "g.csv:2"),
]


ONE = '{"respondent": "r", "unit": "AAA", "group": "PUB", %s}'
BAD += [
    ("--responses", "r.jsonl", ONE % content, place)
    for content, place in [
        ('"answers": {"PAY_01": 1, "PAY_01": 5}', "r.jsonl:1: the key PAY_01 stands twice"),
        ('"answers": {"PAY_01": null}', "r.jsonl:1 answers.PAY_01: is null"),
        ('"answers": {"PAY_01": NaN}', "r.jsonl:1: NaN"),
        (f'"answers": {{"PAY_01": {"1" * 5000}}}', "r.jsonl:1: a number has more than"),
        ('"answers": []', "r.jsonl:1 answers: must be a mapping"),
        ('"attributes": {"size": "micro"}', "r.jsonl:1 attributes.size: the attribute size is unknown"),
        ('"modules": ["fees"]', "r.jsonl:1 modules: for group PUB the module fees is unknown"),
        ('"modules": null', "r.jsonl:1 modules: must be a list"),
        ('"role": 5', "r.jsonl:1 role: must be a text"),
        ('"roll": "customs"', "r.jsonl:1 roll: is no key here: did you mean role?"),
        ('"group": "PUB"', "r.jsonl:1: the key group stands twice"),
    ]
]


@pytest.mark.parametrize(("option", "name", "content", "place"), BAD)
def test_bad_input_gets_one_line_that_names_the_place(tmp_path, capsys, option, name, content, place):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert main(["score", str(WORKED), f"{option}={tmp_path / name}"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert place in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(
    "option",
    ["--as-of=0", "--as-of=spring", "--as-of=20260", "--as-of=٢٠٢٦", "--units=", "--units=sen", "--units=SEN,NA"],
)
def test_a_year_or_a_unit_that_is_none_is_refused(capsys, option):
    """S1"""
    with pytest.raises(SystemExit) as ended:
        main(["score", str(WORKED), option])
    told = capsys.readouterr()
    assert (ended.value.code, told.out, len(told.err.splitlines())) == (2, "", 1)


def test_every_fault_of_a_questionnaire_has_a_line_with_the_file_to_open(tmp_path, capsys):
    directory = written(tmp_path, edited(("weight: 2", "weight: -2"), ("kind: fact", "kind: fct")))
    for command in (["check", str(directory)], ["score", str(directory), "--units=AAA"]):
        assert main(command) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert [line.split(" ")[1].rpartition(":")[0] for line in told.err.splitlines()] == [
            f"{directory}/questionnaire.yaml"
        ] * 2
        assert [line.split(" ")[2] for line in told.err.splitlines()] == ["PAY-SWITCH.weight:", "PAY_02.kind:"]


def test_shipped_questionnaires_are_faultless(capsys):
    assert main(["check", *map(str, (WORKED, TAI, B2C))]) == 0
    assert [line.rpartition(": ")[2] for line in capsys.readouterr().out.splitlines()] == ["ok"] * 3


def test_a_unit_of_which_nothing_is_known_has_every_node_with_a_reason(capsys):
    assert main(["score", str(WORKED), "--units=NAM"]) == 0
    (unit,) = json.loads(capsys.readouterr().out)
    assert [(node["code"], node["kind"], node["reason"]) for node in unit["nodes"]] == [
        ("INDEX", "index", "not_declared"),
        ("PAY", "area", "no_value"),
        ("PAY-TRUST", "indicator", "no_value"),
        ("PAY-SWITCH", "indicator", "no_value"),
        ("PAY-ACCOUNTS", "indicator", "no_value"),
        ("PAY_01", "item", "no_value"),
        ("PAY_02", "item", "no_value"),
        ("I-ACC", "series", "no_value"),
    ]


def test_files_of_spreadsheets_are_read_as_they_are(tmp_path, capsys):
    """A byte order mark, Windows line ends, quoted line breaks, separators of Unicode inside a cell."""
    desk = tmp_path / "windows.csv"
    desk.write_bytes('\ufeffiso3,indicator,year,value,note\r\nNAM,I-ACC,2024,56.2,"a\r\nb\u2028c"\r\n'.encode())
    assert main(["score", str(WORKED), f"--desk={desk}", "--format=csv"]) == 0
    assert "NAM,I-ACC,series,56.2,1.0,advancing,\n" in capsys.readouterr().out


@pytest.mark.parametrize("path", ["absent", "tests"])
def test_a_folder_that_is_no_questionnaire_is_refused(capsys, path):
    assert main(["score", path, "--units=AAA"]) == 2
    assert path in capsys.readouterr().err


def test_a_file_that_is_no_text_is_refused(tmp_path, capsys):
    (tmp_path / "desk.csv").write_bytes(b"iso3,indicator,year,value\n\xff\xfe")
    assert main(["score", str(WORKED), f"--desk={tmp_path / 'desk.csv'}"]) == 2
    assert "UTF-8" in capsys.readouterr().err


def test_an_empty_value_means_not_published(nodes):
    """S2: neither zero nor an error."""
    assert nodes(desk=[("AAA", "I-ACC", "2024", "")])["PAY"]["coverage"] == 0.75
