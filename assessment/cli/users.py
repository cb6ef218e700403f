"""`etready user add`: open an account."""

from __future__ import annotations

import argparse
import getpass
import secrets
import sys
from datetime import UTC, datetime

from assessment.cli.database import opened
from assessment.errors import InvalidInput
from assessment.services.accounts import add_user
from assessment.services.passwords import hash_password

GENERATED_BYTES = 12


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `user add`."""
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
    add.add_argument("--password-from-terminal", action="store_true", help="ask for it; default: generate one")
    add.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Open the account and print the password that was generated."""
    memberships = [_membership(text) for text in options.role]
    generated = "" if options.password_from_terminal else secrets.token_urlsafe(GENERATED_BYTES)
    password = generated or getpass.getpass("Password: ")
    with opened() as database, database.writing() as session:
        add_user(
            session,
            email=options.email,
            name=options.name or options.email,
            password_hash=hash_password(password),
            memberships=memberships,
            now=datetime.now(UTC),
        )
    sys.stdout.write(f"{options.email} may sign in" + (f" with the password {generated}\n" if generated else "\n"))


def _membership(text: str) -> tuple[str, str]:
    country, separator, role = text.partition(":")
    if not separator:
        raise InvalidInput(f"{text}: write the country, a colon and the role, such as SEN:analyst")
    return country, role
