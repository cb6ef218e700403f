"""Links: a secret of 128 random bits that only its holder knows, and the hash of it that is kept."""

from __future__ import annotations

import hashlib
import secrets

SECRET_BYTES = 16


def new_link() -> tuple[str, str]:
    """A secret for an address, and the hash to keep."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """64 hexadecimal characters; plain SHA-256 is enough for a secret that cannot be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
