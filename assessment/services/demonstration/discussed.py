"""Invented comments of a country on its draft report, and the workshop that validated it."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from assessment.services import country_comments, workshops
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.country_comments import CommentDraft
from assessment.services.demonstration.portfolio import Plan, discussion_file
from assessment.services.workshops import WorkshopDraft


class Comment(Plan):
    """A comment of the file, decided or open."""

    received_on: date
    body: str
    code: str
    page: str
    outcome: str
    reason: str
    decided_by: str
    text: str


class Held(Plan):
    """The workshop of the file: institutions, each with how many came."""

    held_on: date
    place: str
    participants: tuple[tuple[str, int], ...]
    conclusions: str


def keep_discussion(session: Session, analyst: Access, assessment: AssessmentView, now: datetime) -> None:
    """Keep what the file holds for the country of an assessment."""
    held = discussion_file()[assessment.country]
    for comment in map(Comment.model_validate, held["comments"]):
        draft = CommentDraft(**comment.model_dump())
        country_comments.record_comment(session, analyst, assessment, draft, now=now)
    workshop = WorkshopDraft(**Held.model_validate(held["workshop"]).model_dump())
    workshops.record_workshop(session, analyst, assessment, workshop, seen=0, now=now)
