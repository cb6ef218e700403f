"""The demonstration's files, read and checked: assessments, respondents, quotations, dated facts, desk figures."""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from assessment.language import LANGUAGES
from assessment.methodology.course import StageCode
from assessment.methodology.followup import Status
from assessment.storage.tables.fieldwork import ResultsShown

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


class Stratum(Plan):
    """A stratum of a survey's frame: its firms, how many are drawn, and what is added to the level of their answers."""

    firms: int
    drawn: int
    bias: float


class Survey(Plan):
    """The sample of a probability survey: strata by a category of `by`, the shares of other attributes, by category.

    `answers` is the chance that a firm which was drawn answers; why others did not follows `silent`, in turn.
    """

    by: str
    strata: dict[str, Stratum]
    shares: dict[str, dict[str, float]]
    answers: float
    silent: tuple[str, ...]


class CountryPlan(Plan):
    """One assessment: its levels by area, its register and respondents by group, and how many actions it adopts.

    Without a `year` and a closing day it is of the questionnaire's year and goes on. `course` names its work plan;
    `adopts_after` are days after the opening. `regional_acts`: the country belongs to a community whose acts bind it;
    `is_published`: the files hold what is published on it; `is_former`: the country's latest is compared with it.
    """

    country: str
    questionnaire: str = "etrade-rapid/2026.1"
    year: int | None = None
    opens: date = date(2025, 9, 1)
    closes: date | None = None
    course: str = "under_way"
    results_shown: ResultsShown = "bands"
    languages: tuple[str, ...]
    time_zone: str
    currency: str
    levels: dict[str, float]
    register_sizes: dict[str, int] = Field(default={}, alias="register")
    respondents: dict[str, dict[str, int]] = {}
    survey: Survey | None = None
    drafts: int = 0
    adopted: int = 0
    adopts_after: int = 141
    regional_acts: bool = False
    is_published: bool = True
    is_former: bool = False

    @property
    def title(self) -> str:
        """How its loading is spoken of."""
        return f"{self.country}, {self.questionnaire}{f' of {self.year}' if self.year else ''}"

    def knows_of(self, as_of: str) -> bool:
        """Whether something of a day, a year or no date (ISO) was there in the year that is assessed."""
        return self.year is None or not as_of or int(as_of[:4]) <= self.year


class Portfolio(Plan):
    """The whole portfolio: the countries that are shown first, and what stands beside and before them."""

    seed: int
    countries: tuple[CountryPlan, ...]
    companions: tuple[CountryPlan, ...]
    groups: dict[str, Manner]
    progress: tuple[tuple[Step, ...], ...]
    courses: dict[str, dict[StageCode, Planned]]


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


def discussion_file() -> dict[str, dict[str, Any]]:
    """Invented comments of the country and the workshop, by country, of the round that is concluded."""
    return _yaml("discussion.yaml")


def dated_facts(country: str) -> list[DatedFact]:
    """The facts on one country, oldest first."""
    with (DATA / "country_facts.csv").open(encoding="utf-8", newline="") as file:
        facts = [_dated_fact(row) for row in csv.DictReader(file)]
    return sorted((fact for fact in facts if fact.iso3 == country), key=lambda fact: (fact.year or "9999", fact.area))


def _dated_fact(row: dict[str, str]) -> DatedFact:
    """A line of the file: one column a language, beside what is the same in all of them."""
    texts = {language: row.pop(language) for language in LANGUAGES if row.get(language)}
    return DatedFact.model_validate({**row, "texts": texts})


def _yaml(name: str) -> dict[str, Any]:
    with (DATA / name).open(encoding="utf-8") as file:
        return YAML(typ="safe").load(file)  # type: ignore[no-any-return]
