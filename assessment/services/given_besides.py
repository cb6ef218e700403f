"""What a respondent gave besides answers: colleagues who were asked, comments of the team, files and links."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from assessment.services.discussion import Comment, all_comments
from assessment.services.evidence_files import Evidence, evidence_of
from assessment.services.sittings import Colleague, Sitting
from assessment.services.team import team_of


@dataclass(frozen=True)
class GivenBesides:
    """Colleagues, comments as pairs with the code of their item, and evidence, each in the order in which it came."""

    colleagues: tuple[Colleague, ...]
    comments: tuple[tuple[str, Comment], ...]
    evidence: tuple[Evidence, ...]


def given_besides(session: Session, sitting: Sitting) -> GivenBesides:
    """Everything of the kind that is kept with a respondent."""
    return GivenBesides(team_of(session, sitting), all_comments(session, sitting), evidence_of(session, sitting))
