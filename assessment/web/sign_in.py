"""Signing in: Flask-Security over our accounts, slowed down after failures, never locked for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, Request, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_security import LoginForm, RoleMixin, Security, UserMixin
from flask_security.datastore import Datastore, UserDatastore

from assessment.services import sign_in as attempts
from assessment.services.accounts import Credentials, change_password_hash, credentials_of
from assessment.web.context import now, perform, session, voice

SETTINGS = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/assessments",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_CACHE_CONTROL": None,
    "SECURITY_FLASH_MESSAGES": False,  # what people read is ours, in their language
}


class Account(UserMixin):
    """An account as Flask-Security sees it; its own roles stay unused, since ours belong to countries."""

    fs_uniquifier = ""

    def __init__(self, credentials: Credentials) -> None:
        self.account_id = credentials.user_id
        self.email = credentials.email
        self.password = credentials.password_hash
        self.active = credentials.active
        self.fs_uniquifier = credentials.fs_uniquifier
        self.roles = []


class Accounts(Datastore, UserDatastore):
    """Flask-Security's look-ups, answered by the account services."""

    def __init__(self) -> None:
        UserDatastore.__init__(self, Account, RoleMixin)

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Account | None:
        """The account with this e-mail address or session name."""
        (key, value), *_ = wanted.items()
        credentials = credentials_of(session(), str(value)) if key in ("email", "fs_uniquifier") else None
        return Account(credentials) if credentials else None

    def put(self, model: Any) -> Any:
        """Keep a password hash that was renewed with stronger parameters."""
        perform(change_password_hash, model.account_id, str(model.password))
        return model

    def commit(self) -> None:
        """Services commit by themselves."""


class SignInForm(LoginForm):
    """E-mail address and password; one sentence for every kind of failure."""

    refused = ""

    def validate(self, **kwargs: Any) -> bool:
        """Whether the person may sign in now; each failure makes the next attempt wait longer."""
        keys = attempts.keys_of(str(self.email.data or ""), request.remote_addr or "")
        if not perform(attempts.begin_attempt, keys, now()):
            self.refused = voice().say("Too many attempts. Wait a few minutes, then try again.")
            return False
        valid = bool(super().validate(**kwargs))
        if valid:
            perform(attempts.forgive, keys)
        else:
            self.refused = voice().say("The e-mail address or the password is not right.")
        return valid


class Sessions(SecureCookieSessionInterface):
    """Sessions in a signed cookie; nothing is prepared to read one where the browser sent none."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a request."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def install(app: Flask) -> None:
    """Make signing in part of the application: by its form and the session cookie, by no token in any request."""
    app.config.update(SETTINGS)
    app.session_interface = Sessions()
    security = Security(app, Accounts(), login_form=SignInForm)
    security.want_json(lambda _request: False)
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    hooks = app.before_request_funcs[None]
    hooks[:] = [hook for hook in hooks if hook.__module__ != "flask_principal"]  # whose identities nobody asks for
