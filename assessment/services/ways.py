"""How answers came: on the web, typed in by staff, from a batch, read back from a pack; as the history tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Literal

from sqlmodel import Session

from assessment.methodology.voice import N_
from assessment.services.saving import BATCH, PACK
from assessment.storage.revisions import ways_in

Way = Literal["web", "typed", "batch", "pack"]
WAYS: Mapping[Way, str] = {
    "web": N_("on the web"),
    "typed": N_("typed in by staff"),
    "batch": N_("from a batch"),
    "pack": N_("read back from a pack"),
}
FILES: Mapping[str, Way] = {BATCH: "batch", PACK: "pack"}


def ways_of(session: Session, responses: Collection[str]) -> Mapping[str, tuple[Way, ...]]:
    """The ways in which answers came into each response, in the order of `WAYS`; none where nothing was answered.

    Of anonymous answers that were sent there is no history, and so no way.
    """
    found: defaultdict[str, set[Way]] = defaultdict(set)
    for row in ways_in(session, responses, FILES):
        found[row.response_id].add(FILES.get(row.client) or ("typed" if row.by_staff else "web"))
    return {response: tuple(way for way in WAYS if way in ways) for response, ways in found.items()}
