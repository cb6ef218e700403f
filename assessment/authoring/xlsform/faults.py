"""Everything that is wrong with a form or with answers, at once: sheet, row, column and reason."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.errors import InvalidInput, Problem, one_line


class FormError(InvalidInput):
    """A file cannot be taken in; `problems` lists every fault that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(dict.fromkeys(problems), key=lambda problem: (problem.file, problem.line, problem.path))
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """One line a fault: `form.xlsx survey:12 relevant: …`."""
        return [one_line(str(problem)) for problem in self.problems]
