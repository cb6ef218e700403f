"""Questionnaires to break: the worked example with one passage changed, in a folder of its own."""

from pathlib import Path

from assessment.authoring.loader import problems_in
from tests.conftest import ROOT

EXAMPLE = ROOT / "tests" / "questionnaires" / "worked-example" / "1"
EXAMPLE_TEXT = (EXAMPLE / "questionnaire.yaml").read_text("utf-8")


def changed(old: str, new: str, text: str = EXAMPLE_TEXT) -> str:
    """The text with a passage, which must stand in it once, replaced."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the worked example"
    return text.replace(old, new)


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
