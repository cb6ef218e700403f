"""The application on a loopback port, for a browser to visit."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.methodology.responses import Answer
from tests.world import World


@dataclass(frozen=True)
class Live:
    """A world that is being served."""

    world: World
    root: str

    def address(self, path: str) -> str:
        """The whole address of a page."""
        return self.root + path

    def answers(self) -> dict[str, Answer]:
        """What the respondent with the fresh link has stored."""
        return self.world.answers(self.world.secrets["fresh"])
