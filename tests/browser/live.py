"""The application on a loopback port, for a browser to visit."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from assessment.methodology.responses import Answer
from tests.world import World


@dataclass
class Line:
    """The way to the application; once it is cut, whatever is sent ends without an answer."""

    app: Callable[..., Iterable[bytes]]
    is_cut: bool = False

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer, or drop the connection."""
        if self.is_cut:
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionResetError
        return self.app(environ, start_response)


@dataclass(frozen=True)
class Live:
    """A world that is being served."""

    world: World
    root: str
    line: Line

    def address(self, path: str) -> str:
        """The whole address of a page."""
        return self.root + path

    def answers(self) -> dict[str, Answer]:
        """What the respondent with the fresh link has stored."""
        return self.world.answers(self.world.secrets["fresh"])
