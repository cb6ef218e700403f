"""The few things that can go wrong, each with a sentence that a person can act on."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path


class AssessmentError(Exception):
    """The base: its text is a whole sentence naming the place and the cure."""

    def lines(self) -> list[str]:
        """What to print: one line a fault, in which a stranger's control characters are shown and not obeyed."""
        return [one_line(str(self))]


class NotFound(AssessmentError):
    """The thing asked for does not exist, or the person may not know that it does."""


class NotAllowed(AssessmentError):
    """The person is known but may not do this."""


class Conflict(AssessmentError):
    """Somebody else changed the same thing first; nothing was stored."""


class InvalidInput(AssessmentError):
    """A file, argument or answer cannot be used as it is."""


class DocumentError(AssessmentError):
    """A document could not be made: it is too large, takes too long, or reaches for something outside itself.

    `sentence` says so in a text of the catalogue, without the figures and words that only operators need.
    """

    def __init__(self, message: str, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(message)


@dataclass(frozen=True)
class Problem:
    """One fault in a questionnaire file: `areas/05-payments.yaml:41 PAY_02.options: needs at least 2`."""

    file: str
    line: int
    path: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.path}: {self.cure}"


class QuestionnaireError(AssessmentError):
    """A questionnaire in `folder` cannot be loaded; `problems` lists every fault that was found."""

    def __init__(self, problems: list[Problem], folder: Path) -> None:
        self.problems = problems
        self.folder = folder
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One line a problem, with its file as it can be opened from here."""
        return [one_line(str(replace(one, file=str(self.folder / one.file)))) for one in self.problems]


class ExpressionError(AssessmentError):
    """A condition cannot be understood; `column` (1-based) says where."""

    def __init__(self, message: str, column: int) -> None:
        self.column = column
        super().__init__(message)


def one_line(text: str) -> str:
    """A text with line breaks and other control characters written as escapes: `\\n`, `\\x1b`."""
    return "".join(c if unicodedata.category(c)[0] not in "CZ" or c == " " else repr(c)[1:-1] for c in text)
