"""The course of an assessment: its stages in order, and the state of each from dates and marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from assessment.methodology.voice import N_

StageCode = Literal[
    "request", "scoping", "plan", "desk", "fieldwork", "analysis",
    "draft", "comments", "validation", "issue", "adoption", "follow_up",
]  # fmt: skip
STAGES: tuple[StageCode, ...] = get_args(StageCode)
"""From the country's request to the second round, in the order in which they begin."""

StageState = Literal["not_begun", "under_way", "done", "late"]

STAGE_LABELS: dict[StageCode, str] = {
    "request": N_("Request and queue"),
    "scoping": N_("Scoping with the country"),
    "plan": N_("Work plan and stakeholder register"),
    "desk": N_("Desk research"),
    "fieldwork": N_("Survey, interviews, focus groups"),
    "analysis": N_("Analysis"),
    "draft": N_("Draft report"),
    "comments": N_("Comments of the country"),
    "validation": N_("Validation workshop"),
    "issue": N_("Issue of the report"),
    "adoption": N_("Adoption of the action matrix"),
    "follow_up": N_("Follow-up"),
}

STAGE_STATES: dict[StageState, str] = {
    "not_begun": N_("Not begun"),
    "under_way": N_("Under way"),
    "done": N_("Done"),
    "late": N_("Late"),
}


@dataclass(frozen=True)
class StagePlan:
    """When a stage is to begin and to end, when it was done, who answers for it; each may be unknown."""

    starts_on: date | None = None
    due_on: date | None = None
    done_on: date | None = None
    person: str = ""
    note: str = ""

    def state(self, today: date) -> StageState:
        """Done once it is marked; else late when its last day has passed, under way from its first day on."""
        if self.done_on is not None:
            return "done"
        if self.due_on is not None and self.due_on < today:
            return "late"
        if self.starts_on is not None and self.starts_on <= today:
            return "under_way"
        return "not_begun"
