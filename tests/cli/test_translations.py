"""`etready translations`: from the sources to a translator's file and back, and what is wrong on the way."""

from __future__ import annotations

import shutil

import openpyxl
import pytest

from assessment.cli import main
from assessment.language import offered_languages, texts
from assessment.language.po import read_catalogue, write_catalogue
from assessment.language.texts import po_file
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """One small questionnaire, and the catalogues that were made of it, of which Wolof is for respondents."""
    folder = tmp_path_factory.mktemp("begun")
    questionnaires = folder / "questionnaires"
    shutil.copytree(ROOT / "tests" / "questionnaires" / "worked-example", questionnaires / "worked-example")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ETREADY_QUESTIONNAIRES", str(questionnaires))
        patch.setattr(texts, "TRANSLATIONS", folder / "translations")
        assert main(["translations", "add", "wo", "--name", "Wolof", "--falls-back-to", "fr"]) == 0
        assert main(["translations", "update", "--languages", "wo", "fr"]) == 0
    return folder


@pytest.fixture
def workplace(begun, tmp_path, monkeypatch):
    """A copy to change."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("ETREADY_QUESTIONNAIRES", str(tmp_path / "questionnaires"))
    monkeypatch.setattr(texts, "TRANSLATIONS", tmp_path / "translations")
    return tmp_path


def test_a_further_language_is_begun_for_respondents(workplace):
    wolof = offered_languages()["wo"]
    assert (wolof.name, wolof.falls_back_to, wolof.direction) == ("Wolof", "fr", "ltr")


def test_a_language_is_begun_once(workplace, capsys):
    assert main(["translations", "add", "wo", "--name", "Wolof", "--falls-back-to", "fr"]) == 2
    assert main(["translations", "add", "fr", "--name", "Français", "--falls-back-to", "en"]) == 2
    assert capsys.readouterr().err.count("there is such a language already") == 2


def test_a_fault_of_a_complete_language_is_told_with_file_line_and_path(workplace, capsys):
    assert main(["translations", "check", "--languages", "fr"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("fr: 0 complete, 0 stale, ")
    file = "questionnaires/worked-example/1/questionnaire.yaml"
    told = [line for line in lines if line.startswith(f"fr: {file}:")]
    assert told[0].endswith(": is not translated")


def test_a_language_for_respondents_may_be_unfinished(workplace, capsys):
    assert main(["translations", "check", "--languages", "wo"]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("missing, 0 faults")


@pytest.mark.parametrize("kind", ["xlsx", "po"])
def test_a_file_goes_out_and_comes_back(workplace, capsys, kind):
    file = workplace / f"wo.{kind}"
    assert main(["translations", "export", "wo", "--to", str(file), "--only", "missing,stale"]) == 0
    fill(file, "Sign in", "Dugg")
    assert main(["translations", "import", "wo", str(file)]) == 0
    assert "wo: 1 translations new or changed" in capsys.readouterr().out
    assert texts.texts_of("wo").gettext("Sign in") == "Dugg"


def test_nothing_is_taken_when_one_cell_is_refused_unless_asked(workplace, capsys):
    file = workplace / "wo.xlsx"
    main(["translations", "export", "wo", "--to", str(file)])
    fill(file, "Sign in", "Dugg")
    fill(file, "Enter a number, such as {example}", "Bindal lim")
    before = po_file("wo").read_bytes()
    assert main(["translations", "import", "wo", str(file)]) == 2
    assert po_file("wo").read_bytes() == before
    assert "placeholder {example} is missing" in capsys.readouterr().err
    assert main(["translations", "import", "wo", str(file), "--accept-good"]) == 2
    assert texts.texts_of("wo").gettext("Sign in") == "Dugg"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "de", "--to", "x.po"], "'de' is no language with a catalogue"),
        (["export", "fr", "--to", "x.txt"], "ends in neither .xlsx nor .po"),
        (["export", "fr", "--to", "x.po", "--only", "wrong"], "'wrong' is none of complete, stale, missing"),
        (["add", "Wolof", "--name", "Wolof", "--falls-back-to", "fr"], "'Wolof' is no code of a language"),
        (["import", "fr", "absent.xlsx"], "absent.xlsx: cannot be read as a spreadsheet"),
        (["import", "fr", "absent.po"], "absent.po: cannot be read as a catalogue"),
    ],
)
def test_bad_input_is_told_in_one_line(workplace, capsys, arguments, told):
    capsys.readouterr()
    try:
        code = main(["translations", *arguments])
    except SystemExit as end:
        code = end.code
    lines = capsys.readouterr().err.splitlines()
    assert (code, len(lines)) == (2, 1)
    assert told in lines[0]


def fill(file, english, translation):
    """Translate one text in a file, as a translator does."""
    if file.suffix == ".po":
        catalogue = read_catalogue(file, "wo")
        catalogue[english].string = translation
        write_catalogue(file, catalogue)
        return
    book = openpyxl.load_workbook(file)
    row = next(row for row in book.active.iter_rows() if row[2].value == english)
    row[4].value = translation
    book.save(file)
