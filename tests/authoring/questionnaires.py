"""Questionnaires to break: the worked example with one passage changed, in a folder of its own."""

from pathlib import Path

from assessment.authoring.loader import load
from assessment.errors import Problem, QuestionnaireError
from tests.conftest import ROOT

EXAMPLE = ROOT / "tests" / "questionnaires" / "worked-example" / "1"
EXAMPLE_TEXT = (EXAMPLE / "questionnaire.yaml").read_text("utf-8")

SWITCH = "items: [{code: PAY_02}]"
NUMBER = """\
    items:
      - code: PAY_00
        kind: experience
        type: number
        text: How many days do you wait for your money?
        groups: [BIZ]
        minimum: 0
        maximum: 60
        goalposts: {low: 0, high: 30}
        direction: down
"""


def changed(old: str, new: str, text: str = EXAMPLE_TEXT) -> str:
    """The text with a passage, which must stand in it once, replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the worked example"
    return text.replace(old, new)


def edited(*edits: tuple[str, str]) -> str:
    """The worked example with several passages replaced, one after the other."""
    text = EXAMPLE_TEXT
    for old, new in edits:
        text = changed(old, new, text)
    return text


def written(folder: Path, text: str, **files: str) -> Path:
    """A questionnaire directory with this `questionnaire.yaml`, and further files by name without ending."""
    directory = folder / "worked-example" / "1"
    for name, content in {"questionnaire": text, **files}.items():
        path = directory / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return directory


def complaints(directory: Path) -> list[str]:
    """What is wrong with a directory, as the author reads it without file and line."""
    return [f"{problem.path}: {problem.cure}" for problem in problems_in(directory)]


def problems_in(directory: Path) -> list[Problem]:
    """Everything that keeps a questionnaire from being loaded."""
    try:
        load(directory)
    except QuestionnaireError as fault:
        return fault.problems
    return []
