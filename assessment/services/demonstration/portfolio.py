"""The demonstration's files, read and checked: countries, respondents, quotations, dated facts, desk figures."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from assessment.language import LANGUAGES
from assessment.methodology.course import StageCode
from assessment.methodology.followup import Status

DATA = Path(__file__).parent / "data"
DESK_FILE = DATA / "desk.csv"
PEERS_FILE = DATA / "desk_peers.csv"
FACTS_FILE = DATA / "confirmed_facts.csv"


class Plan(BaseModel):
    """A part of the portfolio file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Manner(Plan):
    """How a group answers: what it adds to the level it sees, its chance to know, its chance to answer."""

    bias: float
    known: float
    answers: float


class Step(Plan):
    """One report on an action, so many months after its adoption."""

    month: int
    status: Status
    per_cent: float | None = None


class Planned(Plan):
    """A stage of the work plan: its days after the opening, and whether it was done on the last of them."""

    first: int
    last: int
    done: bool


class CountryPlan(Plan):
    """One country: its levels by area, its register and respondents by group, and how many actions it adopts.

    `regional_acts`: it belongs to a community whose acts bind it.
    """

    country: str
    languages: tuple[str, ...]
    time_zone: str
    currency: str
    levels: dict[str, float]
    register_sizes: dict[str, int] = Field(alias="register")
    respondents: dict[str, dict[str, int]]
    drafts: int
    adopted: int
    regional_acts: bool = False


class Portfolio(Plan):
    """The whole portfolio."""

    seed: int
    countries: tuple[CountryPlan, ...]
    groups: dict[str, Manner]
    progress: tuple[tuple[Step, ...], ...]
    course: dict[StageCode, Planned]


class DatedFact(Plan):
    """A fact on a country from a public page, by language; the year is empty where the page has none."""

    iso3: str
    area: str
    year: str
    link: str
    texts: dict[str, str]


@lru_cache
def portfolio() -> Portfolio:
    """The portfolio file."""
    return Portfolio.model_validate(_yaml("portfolio.yaml"))


@lru_cache
def quotations() -> dict[str, dict[str, list[str]]]:
    """Invented sentences by area and language."""
    return {area: dict(by_language) for area, by_language in _yaml("quotations.yaml").items()}


@lru_cache
def evidence_file() -> dict[str, dict[str, list[Any]]]:
    """Invented documents and notes by country."""
    return _yaml("evidence.yaml")


def dated_facts(country: str) -> list[DatedFact]:
    """The facts on one country, oldest first."""
    with (DATA / "country_facts.csv").open(encoding="utf-8", newline="") as file:
        facts = [_dated_fact(row) for row in csv.DictReader(file)]
    return sorted((fact for fact in facts if fact.iso3 == country), key=lambda fact: (fact.year or "9999", fact.area))


def _dated_fact(row: dict[str, str]) -> DatedFact:
    """A line of the file: one column a language, beside what is the same in all of them."""
    texts = {language: row.pop(language) for language in LANGUAGES if row.get(language)}
    return DatedFact.model_validate({**row, "texts": texts})


def _yaml(name: str) -> dict[str, dict[str, list[Any]]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return YAML(typ="safe").load(file)  # type: ignore[no-any-return]
