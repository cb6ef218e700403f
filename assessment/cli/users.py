"""`etready user add` and `user password`: open an account, give it another password."""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from datetime import UTC, datetime

from assessment.cli.database import opened
from assessment.errors import InvalidInput
from assessment.services.accounts import add_user, credentials_of, set_password
from assessment.services.passwords import hash_password

GENERATED_BYTES = 12


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `user add` and `user password`."""
    user = commands.add_parser("user", help="accounts", description=__doc__)
    deeds = user.add_subparsers(title="deeds", metavar="DEED", required=True)
    add = deeds.add_parser("add", help="open an account", description=__doc__)
    add.add_argument("email")
    add.add_argument("--name", help="as others see it; default: the e-mail address")
    add.add_argument(
        "--role",
        action="append",
        required=True,
        metavar="COUNTRY:ROLE",
        help="SEN:analyst, WSM:focal_point, *:viewer, *:admin; may be given several times",
    )
    add.set_defaults(run=run_add)
    change = deeds.add_parser("password", help="give an account another password", description=__doc__)
    change.add_argument("email")
    change.set_defaults(run=run_password)
    for command in (add, change):
        command.add_argument("--password-from-terminal", action="store_true", help="ask for it; default: generate one")


def run_add(options: argparse.Namespace) -> None:
    """Open the account and print the password that was generated."""
    memberships, (password, told) = [_membership(text) for text in options.role], _password(options)
    with opened() as database, database.writing() as session:
        add_user(
            session,
            email=options.email,
            name=options.name or options.email,
            password_hash=hash_password(password),
            memberships=memberships,
            now=datetime.now(UTC),
        )
    sys.stdout.write(f"{options.email} may sign in{told}\n")


def run_password(options: argparse.Namespace) -> None:
    """Give the account another password; its open sessions end."""
    password, told = _password(options)
    with opened() as database, database.writing() as session:
        found = credentials_of(session, options.email)
        if found is None:
            raise InvalidInput(f"{options.email}: there is no such account")
        set_password(session, found.user_id, hash_password(password))
    sys.stdout.write(f"{options.email} may sign in{told}\n")


def _password(options: argparse.Namespace) -> tuple[str, str]:
    """The password, and how to tell one that was generated."""
    if options.password_from_terminal:
        return getpass.getpass("Password: "), ""
    generated = secrets.token_urlsafe(GENERATED_BYTES)
    return generated, f" with the password {generated}"


def _membership(text: str) -> tuple[str, str]:
    country, separator, role = text.partition(":")
    if not separator:
        raise InvalidInput(f"{text}: write the country, a colon and the role, such as SEN:analyst")
    return country, role
