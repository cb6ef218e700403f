"""The bare yardstick: plain Flask, a ready page of the same size, one durable insert a page, and nothing else."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable

import psycopg
from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import make_url

from assessment.config import read_settings
from assessment.server import serve

ADDRESS = "ETREADY_DATABASE_URL"
INPUT = (
    '<fieldset><legend>{0}</legend><input name="{0}"><label>{0}<input type="checkbox" name="{0}"></label></fieldset>'
)
PAGE = "<!doctype html><form method=post>" + "".join(INPUT.format(f"Question {n}") for n in range(96)) + "</form>"
TABLE = "CREATE TABLE IF NOT EXISTS page (sent TEXT NOT NULL)"


def application() -> Flask:
    """The application over the database that `etready serve` would use."""
    app = Flask(__name__)
    insert = _insert(os.environ[ADDRESS])

    @app.get("/<page>")
    def show(page: str) -> ResponseReturnValue:
        return PAGE

    @app.post("/<page>")
    def keep(page: str) -> ResponseReturnValue:
        insert(json.dumps(request.form.to_dict(flat=False)))
        return redirect(f"/{page}")

    return app


def prepare(url: str) -> None:
    """Make the table."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        with sqlite3.connect(str(address.database)) as line:
            line.execute("PRAGMA journal_mode=WAL")
            line.execute(TABLE)
        line.close()
    else:
        with psycopg.connect(_for_psycopg(url)) as server:
            server.execute(TABLE)


def _insert(url: str) -> Callable[[str], object]:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        line = sqlite3.connect(str(address.database), isolation_level=None, check_same_thread=False, timeout=10)
        line.execute("PRAGMA synchronous=FULL")
        return lambda sent: line.execute("INSERT INTO page VALUES (?)", (sent,))
    server = psycopg.connect(_for_psycopg(url), autocommit=True)
    return lambda sent: server.execute("INSERT INTO page VALUES (%s)", (sent,))


def _for_psycopg(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql", 1)


if __name__ == "__main__":
    serve(read_settings(), "benchmarks.yardstick:application")
