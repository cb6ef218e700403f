"""The rules of the house that no tool checks."""

import ast
import re
import subprocess
import sys
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


def said_inside_f_strings(path: Path) -> list[int]:
    """The lines on which a message is said within an f-string, where gettext's extraction does not look."""
    strings = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr)]
    calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
    marks = {"N_", "_", "say", "count", "ngettext"}
    named = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in marks]
    return [call.lineno for call in named if call.args and isinstance(call.args[0], ast.Constant)]


def test_no_message_hides_inside_an_f_string():
    program = [path for path in WRITTEN_BY_HAND if path.is_relative_to(ROOT / "assessment")]
    assert {said(path): lines for path in program if (lines := said_inside_f_strings(path))} == {}


def test_no_template_joins_with_a_comma_of_its_own():
    """Arabic and Chinese have other commas: lists go through the voice, and a dot stands between things apart."""
    comma = re.compile(r"""%}, |join\(["'], ["']\)""")
    templates = (ROOT / "assessment" / "web" / "templates").rglob("*.html")
    assert [said(path) for path in templates if comma.search(path.read_text("utf-8"))] == []


def test_the_web_server_loads_nothing_that_only_files_and_draws_need():
    """Each would stay in the memory of a small server."""
    heavy = ("numpy", "openpyxl", "xlsxwriter", "docx", "lxml", "psycopg", "pypdfium2", "weasyprint", "dbos", "alembic")
    told = f"import sys, assessment.server; print([one for one in {heavy} if one in sys.modules])"
    found = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout == "[]\n"
