"""What the country said of the draft report and what became of it, and the workshop that validated the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assessment.methodology.voice import N_

Outcome = Literal["open", "taken_up", "partly", "not_taken_up", "withdrawn"]
OUTCOMES: Mapping[Outcome, str] = {
    "open": N_("Not decided yet"),
    "taken_up": N_("Taken up"),
    "partly": N_("Taken up in part"),
    "not_taken_up": N_("Not taken up"),
    "withdrawn": N_("Taken back by those who made it"),
}
TO_BE_EXPLAINED: frozenset[Outcome] = frozenset({"partly", "not_taken_up"})
"""What may not be decided without saying why."""


@dataclass(frozen=True)
class CountryComment:
    """A comment as it stands: `body` is who made it, `code` what it concerns, empty for the report as a whole.

    `code` is one to which evidence may be attached, or a recommendation's; `area` is where that belongs. `page` is as
    the body gave it. `reason` and `decided_by` say why it was decided so, and by which office.
    """

    number: int
    received_on: date
    body: str
    text: str
    code: str = ""
    area: str = ""
    page: str = ""
    outcome: Outcome = "open"
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True)
class Workshop:
    """The validation workshop: `participants` are institutions, each with how many came; nobody is named."""

    held_on: date
    place: str
    participants: tuple[tuple[str, int], ...] = ()
    conclusions: str = ""

    @property
    def attendance(self) -> int:
        """How many came in all."""
        return sum(number for _, number in self.participants)
