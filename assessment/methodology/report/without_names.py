"""What a report says of answers that were collected without names."""

from __future__ import annotations

from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Block, Paragraph


def without_names(edition: Edition) -> list[Block]:
    """The limit of responses by which nobody can be told from another; nothing where there are none."""
    number = edition.facts.anonymous
    if not number:
        return []
    return [
        Paragraph(
            edition.count(
                "{number} response came through an open link that keeps nothing of who answers. Whether anybody "
                "answered more than once cannot be checked there: such a response counts as one firm or person.",
                "{number} responses came through an open link that keeps nothing of who answers. Whether anybody "
                "answered more than once cannot be checked there: each of them counts as one firm or person.",
                number,
            )
        )
    ]
