"""Signing in: Flask-Security over our accounts, slowed down after failures, never locked for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Flask, request
from flask_security import LoginForm, Security, UserMixin
from flask_security.datastore import Datastore, UserDatastore

from assessment.services import sign_in as attempts
from assessment.services.accounts import Credentials, change_password_hash, credentials_of
from assessment.web.context import now, session, voice

SETTINGS = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/assessments",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_UNAUTHORIZED_VIEW": None,
    "SECURITY_REGISTERABLE": False,
    "SECURITY_RECOVERABLE": False,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
}


class Account(UserMixin):
    """An account as Flask-Security sees it."""

    fs_uniquifier = ""
    roles: Sequence[Any] = ()  # Flask-Security's own roles, which we do not use

    def __init__(self, credentials: Credentials) -> None:
        self.id = credentials.user_id
        self.email = credentials.email
        self.password = credentials.password_hash
        self.active = credentials.active
        self.fs_uniquifier = credentials.fs_uniquifier


class Accounts(Datastore, UserDatastore):  # type: ignore[misc]
    """Flask-Security's look-ups, answered by the account services."""

    def __init__(self) -> None:
        Datastore.__init__(self, None)
        UserDatastore.__init__(self, Account, None)

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Account | None:
        """The account with this e-mail address, id or session name."""
        (key, value), *_ = wanted.items()
        credentials = credentials_of(session(), str(value)) if key in ("email", "id", "fs_uniquifier") else None
        return Account(credentials) if credentials else None

    def put(self, model: Account) -> Account:
        """Keep a password hash that was renewed with stronger parameters."""
        change_password_hash(session(), model.id, str(model.password))
        return model

    def commit(self) -> None:
        """Services commit by themselves."""


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password; one sentence for every kind of failure."""

    refused = ""

    def validate(self, **kwargs: Any) -> bool:
        """Whether the person may sign in now; each failure makes the next attempt wait longer."""
        keys = attempts.keys_of(str(self.email.data or ""), request.remote_addr or "")
        if attempts.is_blocked(session(), keys, now()):
            self.refused = voice().say("Too many attempts. Wait a few minutes, then try again.")
            return False
        valid = bool(super().validate(**kwargs))
        if valid:
            attempts.forget(session(), keys)
        else:
            attempts.record_failure(session(), keys, now())
            self.refused = voice().say("The e-mail address or the password is not right.")
        return valid


def install(app: Flask) -> None:
    """Make signing in part of the application."""
    app.config.update(SETTINGS)
    Security(app, Accounts(), login_form=SignInForm)
