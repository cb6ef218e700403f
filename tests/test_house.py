"""The rules of the house that no tool checks."""

import ast
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

LINES = 300
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}
SOURCES = sorted(path for folder in ("assessment", "tests") for path in (ROOT / folder).rglob("*.py"))
WRITTEN_BY_HAND = [path for path in SOURCES if "versions" not in path.parts]


def said(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def left_out_in(path: Path) -> list[int]:
    """The lines on which a test file leaves a test out."""
    ways = {"skip", "skipif", "importorskip", "skipTest", "SkipTest", "xfail"}
    return [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in ways)
        or (isinstance(node, ast.ImportFrom) and ways & {alias.name for alias in node.names})
    ]


@pytest.mark.parametrize("path", WRITTEN_BY_HAND, ids=said)
def test_a_file_stops_at_three_hundred_lines(path):
    length = len(path.read_text("utf-8").splitlines())
    assert length <= LINES


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert [said(path) for path in SOURCES if DRAWERS & {path.stem, path.parent.name}] == []


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
    assert [said(path) for path in SOURCES if later.search(path.read_text("utf-8"))] == []


def test_a_test_is_left_out_only_when_the_shared_folder_is_absent():
    found = {said(path): left_out_in(path) for path in SOURCES if path.is_relative_to(ROOT / "tests")}
    allowed = found.pop("tests/conftest.py")
    assert len(allowed) == 1
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_every_module_says_in_its_first_line_what_it_is():
    trees = {path: ast.parse(path.read_text("utf-8")) for path in WRITTEN_BY_HAND}
    assert [said(path) for path, tree in trees.items() if tree.body and not ast.get_docstring(tree)] == []


def test_the_lock_file_names_only_the_public_registry(root):
    sources = re.findall(r"^source = \{ (\w+) = \"([^\"]+)\" \}", (root / "uv.lock").read_text("utf-8"), re.M)
    assert set(sources) == {("registry", "https://pypi.org/simple"), ("editable", ".")}
