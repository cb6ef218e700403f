"""A mail server on loopback that keeps what it accepted and answers some addresses as told."""

from __future__ import annotations

from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from assessment.services.post import Post


@dataclass
class PostOffice:
    """What arrived, and what is said to whom: `{"full@example.org": "452 4.2.2 Mailbox full"}`."""

    answers: dict[str, str] = field(default_factory=dict)
    arrived: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list
    ) -> str:
        """Take or refuse a recipient."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep a mail."""
        assert isinstance(envelope.content, bytes)
        self.arrived.append(message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default))
        return "250 OK"

    def recipients(self) -> list[str]:
        """To whom mails arrived, in order."""
        return [mail["To"].addresses[0].addr_spec for mail in self.arrived]

    def post(self, rate: int = 6000) -> Post:
        """The way to it."""
        return Post("127.0.0.1", self.port, "none", "", "", rate, "example.org")


class OnAnyPort(Controller):
    """A server that is told a free port by the system."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def a_post_office() -> Iterator[PostOffice]:
    """A server for the length of a test."""
    office = PostOffice()
    controller = OnAnyPort(office, hostname="127.0.0.1", port=0, ready_timeout=10)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()
