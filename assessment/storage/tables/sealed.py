"""Personal texts: stored under a key per person, read as plain text while the key is there, gone once it is destroyed.

A column of the type `PersonalText` holds what only the person's row in `person_key` can open. Every query that selects
the column brings the key along, so that readers meet plain texts; writers must seal first (`storage.persons.seal`).
AES-256-GCM, a new nonce each time (NIST SP 800-38D).
"""

from __future__ import annotations

import base64
import secrets
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, Dialect, Table, Text, select, type_coerce
from sqlalchemy.types import TypeDecorator

KEY_BYTES = 32
KEY_LENGTH = 44
NONCE_BYTES = 12


class SealedText(str):
    """A text as it is stored: base64 of nonce and ciphertext; empty for an empty text."""

    __slots__ = ()


def new_key() -> str:
    """A key of 256 random bits, as 44 characters."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def sealed(key: str, text: str) -> SealedText:
    """The text under the key."""
    if not text:
        return SealedText("")
    nonce = secrets.token_bytes(NONCE_BYTES)
    closed = AESGCM(base64.urlsafe_b64decode(key)).encrypt(nonce, text.encode(), None)
    return SealedText(base64.urlsafe_b64encode(nonce + closed).decode())


def opened(key: str, stored: str) -> str:
    """The text again.

    Raises:
        InvalidTag: it was sealed under another key, or changed.
    """
    if not stored:
        return ""
    whole = base64.urlsafe_b64decode(stored)
    return AESGCM(base64.urlsafe_b64decode(key)).decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], None).decode()


class PersonalText(TypeDecorator[str]):
    """A column that only holds sealed texts; `owner` is the column beside it that names the person.

    Without a value, or without its key, it reads as `absent`.
    """

    impl = Text
    cache_ok = True

    def __init__(self, owner: str, absent: str | None = None) -> None:
        super().__init__()
        self.owner = owner
        self.absent = absent

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Refuse what was not sealed.

        Raises:
            TypeError: it is plain text.
        """
        if value and not isinstance(value, SealedText):
            raise TypeError("a personal text is sealed before it is stored: storage.persons.seal")
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Open what came with its key."""
        return self.absent if value is None else opened(value[:KEY_LENGTH], value[KEY_LENGTH:])

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """Select the key in front of the text."""
        table = getattr(column, "table")  # noqa: B009 (the type of a column says nothing of its table)
        keys = _keys(table)
        key = select(keys.c.key).where(keys.c.respondent_id == table.c[self.owner]).correlate(table).scalar_subquery()
        return type_coerce(key.concat(column), self)


def _keys(table: Table) -> Table:
    return table.metadata.tables["person_key"]
