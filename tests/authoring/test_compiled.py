"""An instrument is kept as checked JSON for the next start, and what is kept is never trusted further than it holds."""

from __future__ import annotations

import shutil

import pytest

from assessment.authoring import loader
from assessment.authoring.compiled import FILE
from assessment.authoring.loader import load
from assessment.errors import QuestionnaireError
from tests.authoring.questionnaires import EXAMPLE_TEXT, changed, written
from tests.conftest import ROOT

PARTNERS = "partners: [{code: UPU, name: Universal Postal Union, short_name: UPU}]"


@pytest.fixture
def directory(tmp_path):
    return written(tmp_path, EXAMPLE_TEXT)


@pytest.fixture
def start(monkeypatch):
    """Load as a new process does; `from_source` counts how often files were read and checked."""

    class Start:
        from_source = 0

        def __call__(self, directory):
            loader._loaded.cache_clear()
            loader._examined.cache_clear()
            return load(directory)

    starting = Start()
    read = loader.load_with_source

    def counted(directory):
        starting.from_source += 1
        return read(directory)

    monkeypatch.setattr(loader, "load_with_source", counted)
    return starting


def test_a_second_start_reads_what_the_first_one_kept(start, directory):
    assert start(directory) == start(directory)
    assert start.from_source == 1


@pytest.mark.parametrize("path", sorted((ROOT / "questionnaires").glob("*/*/questionnaire.yaml")), ids=str)
def test_a_kept_questionnaire_is_the_one_that_was_checked(start, tmp_path, path):
    copy = shutil.copytree(path.parent, tmp_path / path.parts[-3] / path.parts[-2], ignore=shutil.ignore_patterns(FILE))
    checked, kept = start(copy), start(copy)
    assert start.from_source == 1
    assert kept == checked
    assert kept.model_dump_json() == checked.model_dump_json()


def test_a_changed_file_is_read_again(start, directory):
    start(directory)
    written(directory.parents[1], changed("It is live", "It is running"))
    assert start(directory).item_of["PAY_02"].options[0].label == "It is running"
    assert start.from_source == 2


def test_a_changed_list_of_partners_is_heeded(start, directory):
    named = changed("    rests_on: [PAY-SWITCH]\n", "    partners: [UPU]\n    rests_on: [PAY-SWITCH]\n")
    written(directory.parents[1], named)
    partners = directory.parents[1] / "partners.yaml"
    partners.write_text(PARTNERS, "utf-8")
    start(directory)
    partners.write_text(PARTNERS.replace("UPU", "ITU"), "utf-8")
    with pytest.raises(QuestionnaireError, match="UPU is unknown"):
        start(directory)


def test_a_folder_of_another_name_is_judged_anew(start, directory):
    start(directory)
    renamed = directory.rename(directory.with_name("2"))
    with pytest.raises(QuestionnaireError, match="the folder is called 2"):
        start(renamed)


def test_another_program_judges_anew(start, directory, monkeypatch):
    start(directory)
    monkeypatch.setattr("assessment.authoring.compiled._program", lambda: b"another")
    start(directory)
    assert start.from_source == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-100],
        lambda content: content.replace(b"It is live", b"It is dead"),
        lambda content: content.replace(b'"sources": "', b'"sources": "0'),
        lambda content: b"\xff\xfe\n\x00",
    ],
)
def test_what_is_damaged_is_ignored_and_written_again(start, directory, damage):
    whole = start(directory)
    kept = directory / FILE
    content = kept.read_bytes()
    kept.write_bytes(damage(content))
    assert start(directory) == whole
    assert kept.read_bytes() == content


def test_nothing_is_kept_of_a_faulty_questionnaire(start, tmp_path):
    directory = written(tmp_path, changed("kind: fact", "kind: fct"))
    with pytest.raises(QuestionnaireError):
        start(directory)
    assert not (directory / FILE).exists()


def test_a_place_that_cannot_be_written_costs_time_only(start, directory):
    """A folder stands where the file would, so that root cannot write it either."""
    (directory / FILE).mkdir()
    assert start(directory) == start(directory)
    assert start.from_source == 2
    assert sorted(path.name for path in directory.iterdir()) == [FILE, "questionnaire.yaml"]
