"""What stands beside a question besides its answer: what the team says on it, and the evidence attached to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Item
from assessment.services.discussion import open_comments
from assessment.services.evidence_files import number_by_item, takes_evidence
from assessment.services.sittings import Sitting
from assessment.web.context import session


@dataclass(frozen=True)
class Aside:
    """A link beside a question; `address` is relative to the page, which keeps pages small."""

    address: str
    text: str


def beside_questions(sitting: Sitting, items: Sequence[Item], voice: CatalogueVoice) -> dict[str, tuple[Aside, ...]]:
    """The links beside the questions of one page, by item; one look-up each for comments and evidence at most."""
    said = open_comments(session(), sitting)
    attached = number_by_item(session(), sitting) if any(takes_evidence(sitting, item) for item in items) else {}
    return {item.code: tuple(_asides(sitting, item, said, attached, voice)) for item in items}


def _asides(
    sitting: Sitting, item: Item, said: dict[str, int], attached: dict[str, int], voice: CatalogueVoice
) -> Iterator[Aside]:
    if sitting.has_team:
        number = said.get(item.code, 0)
        text = voice.say("Comments: {number}", number=voice.number(number)) if number else voice.say("Comment")
        yield Aside(f"comments/{item.code}", text)
    if takes_evidence(sitting, item):
        number = attached.get(item.code, 0)
        text = voice.say("Evidence: {number}", number=voice.number(number)) if number else voice.say("Attach evidence")
        yield Aside(f"evidence/{item.code}", text)
