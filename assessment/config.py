"""Settings: one frozen object read once from the environment (`ETREADY_…`); a wrong one fails at start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Annotated, Literal, Self

from email_validator import EmailNotValidError, validate_email
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from assessment.errors import InvalidInput

PREFIX = "ETREADY_"
SHORTEST_SECRET = 32


class Settings(BaseSettings):
    """What an operator can set; each field is an environment variable with the prefix `ETREADY_`.

    `database_url` is `sqlite:///path` or `postgresql+psycopg://…`; empty means a SQLite file in `instance`.
    `secret_key` signs sessions and tokens; empty means one generated once into `instance/secret_key`.
    `public_url` is the address at which people reach the server: links that are given to them begin with it.
    `trusted_proxies` is the number of reverse proxies whose forwarded headers are believed.
    `worker_name` is this worker's stable name: after a restart it takes up again the jobs it was running.
    `smtp_host` is the server that takes our mails, `smtp_from` their sender's address, `smtp_rate` how many are
    handed over a minute at most; without a host mails are kept to be read on screen.
    Respondents are told who is answerable for their data (`controller`, name and address on one line), in which
    country (ISO 3166-1 alpha-3) they lie, on which legal basis, for how many days after the closing date contacts and
    names are kept (`retention_days`), and for how many they may withdraw at least (`withdrawal_days`): until the
    report is issued, which is not recorded before these days are over.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True)

    instance: Path = Path("instance")
    reports: Path = Path("reports")
    questionnaires: Path = Path("questionnaires")
    database_url: str = ""
    secret_key: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    public_url: str = ""
    secure_cookies: bool = False
    trusted_proxies: Annotated[int, Field(ge=0, le=5)] = 0
    web_workers: Annotated[int, Field(ge=1, le=64)] = 2
    worker_name: str = "worker-1"
    smtp_host: str = ""
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = 587
    smtp_security: Literal["starttls", "ssl", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_from: str = ""
    smtp_rate: Annotated[int, Field(ge=1, le=6000)] = 60
    controller: Annotated[str, Field(max_length=300)] = ""
    hosting_country: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    legal_basis: Literal["", "consent", "public_task", "legal_obligation", "legitimate_interest"] = ""
    retention_days: Annotated[int, Field(ge=1, le=3660)] = 730
    withdrawal_days: Annotated[int, Field(ge=0, le=3660)] = 30

    @field_validator("instance", "reports", "questionnaires")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.expanduser().absolute()

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if not url:
            return url
        try:
            driver = make_url(url).drivername
        except ArgumentError:
            driver = ""
        if driver not in ("sqlite", "postgresql+psycopg"):
            raise ValueError("begin it with sqlite:/// or postgresql+psycopg://")
        return url

    @field_validator("public_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        if url and not url.startswith(("https://", "http://")):
            raise ValueError("begin it with https:// or http://")
        return url

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, key: SecretStr) -> SecretStr:
        if 0 < len(key.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"use at least {SHORTEST_SECRET} characters, or none to have a key generated")
        return key

    @field_validator("smtp_from")
    @classmethod
    def _an_address(cls, address: str) -> str:
        try:
            return validate_email(address, check_deliverability=False).ascii_email or "" if address else ""
        except EmailNotValidError:
            raise ValueError("give an e-mail address as in assessment@example.org") from None

    @model_validator(mode="after")
    def _withdrawal_before_erasure(self) -> Self:
        if self.withdrawal_days > self.retention_days:
            raise ValueError("ETREADY_WITHDRAWAL_DAYS: may not be longer than ETREADY_RETENTION_DAYS")
        return self

    @model_validator(mode="after")
    def _mails_can_be_sent(self) -> Self:
        if self.smtp_host and not (self.smtp_from and self.public_url):
            raise ValueError("ETREADY_SMTP_HOST needs ETREADY_SMTP_FROM and, for the links, ETREADY_PUBLIC_URL")
        return self

    @property
    def address(self) -> str:
        """The address under which links are given: the public one, else where this server listens."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def database(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite:///{self.instance / 'etready.sqlite'}"

    @property
    def documents(self) -> Path:
        """Where rendered reports are kept."""
        return self.instance / "documents"

    @property
    def evidence(self) -> Path:
        """Where files behind answers are kept, by their content."""
        return self.instance / "evidence"

    @property
    def secret(self) -> str:
        """The key in use: the one that was set, else the one kept in `instance/secret_key` (mode 600)."""
        return self.secret_key.get_secret_value() or kept_secret(self.instance / "secret_key")


def read_settings() -> Settings:
    """The settings of this process; the folder `instance` exists afterwards.

    Raises:
        InvalidInput: a variable cannot be used, or the folder cannot be made; it says which and why.
    """
    try:
        settings = Settings()
    except ValidationError as fault:
        sentences = [_sentence(error["loc"], error["msg"]) for error in fault.errors()]
        raise InvalidInput("; ".join(sentences)) from None
    try:
        settings.instance.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        place = f"{PREFIX}INSTANCE: the folder {settings.instance}"
        raise InvalidInput(f"{place} cannot be made: {fault.strerror or fault}") from None
    return settings


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    sentence = message.removeprefix("Value error, ")
    name = PREFIX + "_".join(str(part) for part in place).upper()
    return f"{name}: {sentence}" if place else sentence


def kept_secret(file: Path, random_bytes: int = 48) -> str:
    """The secret in the file, made first if there is none; two processes starting at once agree on one."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
            stream.write(secrets.token_urlsafe(random_bytes))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    secret = file.read_text("utf-8").strip()
    if len(secret) < SHORTEST_SECRET:
        raise InvalidInput(f"{file}: too short to be a secret key: remove it to have a new one generated")
    return secret
