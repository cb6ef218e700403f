"""A browser without a script, as little of it as walks through a questionnaire over one kept connection."""

from __future__ import annotations

import asyncio
import re
import zlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
HIDDEN = re.compile(rb'<input type="hidden" name="(\w+)" value="([^"]*)">')
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
GZIP = re.compile(rb"\r\ncontent-encoding: *gzip", re.IGNORECASE)
COMMON = "Host: localhost\r\nAccept-Encoding: gzip, deflate\r\nAccept: {accept}\r\nAccept-Language: en\r\n"
HTML = COMMON.format(accept="text/html,application/xhtml+xml,*/*;q=0.8")
JSON = COMMON.format(accept="application/json")
PATIENCE = 60.0


@dataclass(frozen=True)
class Reply:
    """What came back: the status, where it leads (empty: nowhere), and the content as it was sent."""

    status: int
    location: str
    content: bytes
    is_compressed: bool

    def hidden_inputs(self) -> list[tuple[str, str]]:
        """The hidden inputs of the page, in order."""
        html = zlib.decompress(self.content, 31) if self.is_compressed else self.content
        return [(name.decode(), value.decode()) for name, value in HIDDEN.findall(html)]


class Browser(asyncio.Protocol):
    """One connection, one request at a time; made by `opened`."""

    def __init__(self) -> None:
        self._received = b""
        self._reply: asyncio.Future[Reply] | None = None
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def opened(cls, port: int) -> Browser:
        """A browser with a connection to this machine."""
        _, browser = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return browser

    async def get(self, path: str) -> Reply:
        """Ask for a page, following no redirection."""
        return await self._asked(f"GET {path} HTTP/1.1\r\n{HTML}\r\n".encode())

    async def post(self, path: str, fields: list[tuple[str, str]], filled: bytes = b"") -> Reply:
        """Send a form: some fields, and others that were written as a form before."""
        body = b"&".join(part for part in (urlencode(fields).encode(), filled) if part)
        return await self.send(path, body, kind=FORM, headers=HTML)

    async def send(self, path: str, body: bytes, *, kind: str = "application/json", headers: str = JSON) -> Reply:
        """Send any body."""
        head = f"POST {path} HTTP/1.1\r\n{headers}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        return await self._asked(head.encode() + body)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: Any) -> None:
        """Keep the line."""
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits for a reply is told that none will come."""
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(exc or ConnectionError("the server hung up"))

    def data_received(self, data: bytes) -> None:
        """Put a reply together; every one of ours says how long it is."""
        self._received += data
        head, end, content = self._received.partition(b"\r\n\r\n")
        if not end:
            return
        length = LENGTH.search(head)
        if len(content) < (int(length[1]) if length else 0) or self._reply is None:
            return
        location = LOCATION.search(head)
        reply = Reply(int(head[9:12]), location[1].decode() if location else "", content, GZIP.search(head) is not None)
        self._received = b""
        self._reply.set_result(reply)

    async def _asked(self, request: bytes) -> Reply:
        if self._transport is None:
            raise ConnectionError("there is no connection")
        self._reply = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        async with asyncio.timeout(PATIENCE):
            return await self._reply
