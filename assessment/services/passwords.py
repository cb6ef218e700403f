"""Passwords for accounts opened from the command line: argon2id hashes that signing in verifies."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher

from assessment.errors import InvalidInput

SHORTEST = 12


def hash_password(password: str) -> str:
    """The argon2id hash to keep.

    Raises:
        InvalidInput: the password is shorter than 12 characters.
    """
    if len(password) < SHORTEST:
        raise InvalidInput(f"password: use at least {SHORTEST} characters")
    return PasswordHasher().hash(unicodedata.normalize("NFKD", password))
