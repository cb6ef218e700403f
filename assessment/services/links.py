"""Links and typable codes: what a respondent holds is never kept, only hashes of it.

A link given by hand is a random secret. One that is sent must be the same in the invitation and in each reminder, so
it follows from the server's key, the respondent and a revision: it can be made again but not guessed, and raising
the revision revokes it. The hash stays the only way from a link to a respondent.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from assessment.config import Settings

SECRET_BYTES = 16
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs, a prime number, without 0, 1, I, L and O: what looks alike is not there."""
CODE_SIGNS = 8


def new_link() -> tuple[str, str]:
    """A secret for an address, and the hash to keep."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """64 hexadecimal characters; plain SHA-256 is enough for a secret that cannot be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def code_behind(secret: str, signs: int) -> str:
    """A code of so many signs that follows from a secret, from which the secret does not follow."""
    return _signs(int.from_bytes(hashlib.sha256(b"code of\0" + secret.encode()).digest()), signs)


@dataclass(frozen=True)
class Link:
    """What a respondent is given: the personal address, a code that is typed at `code_address`, and their secret."""

    secret: str
    address: str
    code: str
    code_address: str
    stop_address: str


@dataclass(frozen=True)
class LinkMaker:
    """Makes links under an address of this server from its key, the same from the same."""

    key: bytes
    base: str

    @classmethod
    def of(cls, settings: Settings, base: str = "") -> LinkMaker:
        """The maker of this server; its links begin with `base`, else with the operator's public address."""
        return cls.under(settings.secret, base or settings.address)

    @classmethod
    def under(cls, secret: str, base: str) -> LinkMaker:
        """The maker of a server with that secret, at that address."""
        key = hmac.digest(secret.encode(), b"etready personal links", "sha256")
        return cls(key, base.rstrip("/"))

    def link(self, respondent_id: str, revision: int) -> Link:
        """The respondent's link of that revision."""
        secret = self._secret("link", respondent_id, str(revision))
        return Link(
            secret=secret,
            address=f"{self.base}/s/{secret}/",
            code=self._code(respondent_id, revision),
            code_address=f"{self.base}/code",
            stop_address=f"{self.base}/mails/{secret}",
        )

    def secret_of_joining(self, *told: str) -> str:
        """The secret for who joins by a form, the same whenever the same form is sent with the same choices."""
        return self._secret("joining", *told)

    def code_hash(self, code: str) -> str:
        """What is kept of a code: it is too short for a hash without a key."""
        return hmac.digest(self.key, b"code typed\0" + compact(code).encode(), "sha256").hex()

    def _code(self, respondent_id: str, revision: int) -> str:
        """Seven signs and a check sign, as `7KQM-3XZB`: 2.7 · 10^10 codes."""
        whole = _signs(int.from_bytes(self._derived("code", respondent_id, str(revision))[:16]), CODE_SIGNS - 1)
        whole += SIGNS[_check(whole)]
        return f"{whole[:4]}-{whole[4:]}"

    def _secret(self, *told: str) -> str:
        return base64.urlsafe_b64encode(self._derived(*told)[:SECRET_BYTES]).decode().rstrip("=")

    def _derived(self, *told: str) -> bytes:
        return hmac.digest(self.key, "\0".join(told).encode("utf-8", "replace"), "sha256")


def compact(code: str) -> str:
    """A code as typed by anybody, without blanks and hyphens, in capitals."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def is_well_formed(code: str) -> bool:
    """Whether a code has its length, its signs and the right check sign: a slip of the fingers has not."""
    signs = compact(code)
    if len(signs) != CODE_SIGNS or set(signs) - set(SIGNS):
        return False
    return SIGNS[_check(signs[:-1])] == signs[-1]


def _signs(number: int, length: int) -> str:
    """The last digits of a number, the lowest first, in the system whose digits are the signs."""
    signs = []
    for _ in range(length):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    return "".join(signs)


def _check(signs: str) -> int:
    """Weighted sum modulo 31: it notices every wrong sign and every two that changed places (ISO/IEC 7064's idea)."""
    return sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, start=2)) % len(SIGNS)
