"""The post: handing a mail over to the SMTP server of the environment, and what it says to that."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from assessment.config import Settings
from assessment.errors import one_line

SECONDS = 30
LONGEST_SENTENCE = 300
CLOSING = 421  # the server takes leave: nothing is said of the mail


class NotTaken(Exception):
    """The server did not take the mail; its text is the server's sentence, without the recipient's address."""


class Refused(NotTaken):
    """It never will."""


class Delayed(NotTaken):
    """It may take it later."""


class Unreachable(NotTaken):
    """The server takes no mail at all now, or none of ours."""


HandOver = Callable[[EmailMessage], None]


@dataclass(frozen=True)
class Post:
    """Where mails go; `rate` is how many a minute at most, `greeting` the name by which we introduce ourselves."""

    host: str
    port: int
    security: str
    user: str
    password: str
    rate: int
    greeting: str

    @classmethod
    def of(cls, settings: Settings) -> Post | None:
        """The post of the environment; none without a server."""
        if not settings.smtp_host:
            return None
        return cls(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_security,
            settings.smtp_user,
            settings.smtp_password.get_secret_value(),
            settings.smtp_rate,
            settings.smtp_from.rpartition("@")[2],
        )

    @contextmanager
    def connected(self) -> Iterator[HandOver]:
        """A connection over which mails are handed over one by one, opened with the first.

        Handing over raises:
            Refused: the server will not take this mail.
            Delayed: it may take it later.
            Unreachable: there is no server, or it takes none of our mails.
        """
        opened: list[smtplib.SMTP] = []

        def hand_over(message: EmailMessage) -> None:
            recipient = message["To"].addresses[0].addr_spec
            try:
                if not opened:
                    opened.append(self._open())
                opened[0].send_message(message)
            except (smtplib.SMTPException, OSError) as fault:
                _close(opened)
                raise _meaning_of(fault, recipient) from None

        try:
            yield hand_over
        finally:
            _close(opened)

    def _open(self) -> smtplib.SMTP:
        secure = ssl.create_default_context()
        if self.security == "ssl":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, self.greeting, timeout=SECONDS, context=secure
            )
        else:
            server = smtplib.SMTP(self.host, self.port, self.greeting, timeout=SECONDS)
        try:
            if self.security == "starttls":
                server.starttls(context=secure)
            if self.user:
                server.login(self.user, self.password)
        except Exception:
            server.close()
            raise
        return server


def _close(opened: list[smtplib.SMTP]) -> None:
    while opened:
        with suppress(smtplib.SMTPException, OSError):
            opened.pop().quit()


def _meaning_of(fault: Exception, recipient: str) -> NotTaken:
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(fault.recipients.values()))
        return _of_code(code, _sentence(code, said, recipient))
    if isinstance(fault, smtplib.SMTPDataError):
        return _of_code(fault.smtp_code, _sentence(fault.smtp_code, fault.smtp_error, recipient))
    if isinstance(fault, smtplib.SMTPResponseException):
        return Unreachable(_sentence(fault.smtp_code, fault.smtp_error, recipient))
    return Unreachable(_sentence(None, str(fault) or type(fault).__name__, recipient))


def _of_code(code: int, sentence: str) -> NotTaken:
    if code == CLOSING:
        return Unreachable(sentence)
    return Refused(sentence) if code >= 500 else Delayed(sentence)


def _sentence(code: int | None, said: bytes | str, recipient: str) -> str:
    """What the server said, on one line and without the person's address."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    text = one_line(" ".join(text.split())).replace(recipient, "…")
    return (f"{code} {text}" if code else text)[:LONGEST_SENTENCE]
