"""Which country a table means: by code or by name, however it is written; what fits nothing is never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from assessment.language.countries import AGGREGATE, spellings

APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
NOT_LETTERS = re.compile(r"[\W_]+")
SHORTENED = {"st": "saint", "ste": "sainte", "&": "and", "is": "islands"}
CODE = re.compile(r"[A-Z]{2,3}|[0-9]{1,3}(\.0+)?")
CLOSE_ENOUGH = 0.8
LONGEST_NAME = 80


@dataclass(frozen=True)
class Match:
    """What a text means: a country's three-letter code, a group of countries, or neither."""

    country: str = ""
    is_aggregate: bool = False


NOTHING = Match()


def country_of(texts: Iterable[str]) -> Match:
    """The country that the cells of one row name, a code or a name in each; empty cells say nothing.

    Cells that name two countries name none. `NA` is Namibia: a code is never taken for a missing value.
    """
    matches = {_match(text.strip()) for text in texts if text.strip()}
    return matches.pop() if len(matches) == 1 else _only_country(matches)


def nearest(text: str) -> str:
    """The code of the country whose name comes nearest to one that fits none; empty where none comes near."""
    near = get_close_matches(folded(text[:LONGEST_NAME]), _by_name(), 1, CLOSE_ENOUGH)
    meant = _by_name()[near[0]] if near else ""
    return "" if meant == AGGREGATE else meant


def folded(name: str) -> str:
    """A name without accents, case, punctuation, articles: `Congo, Dem. Rep.` as `congo dem rep`."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").translate(APOSTROPHES))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().replace("ı", "i")
    words = [SHORTENED.get(word, word) for word in NOT_LETTERS.sub(" ", letters).split()]
    return " ".join(word for word in words if word != "the")


def _only_country(matches: set[Match]) -> Match:
    """One country beside cells that fit nothing; none where the cells contradict each other."""
    told = matches - {NOTHING}
    return told.pop() if len(told) == 1 else NOTHING


@lru_cache(10_000)
def _match(written: str) -> Match:
    code = ""
    if CODE.fullmatch(written):
        number = written.split(".")[0]
        code = _codes().get(number.zfill(3) if number.isdigit() else written, "")
    meant = code or _by_name().get(folded(written), "")
    return Match(is_aggregate=True) if meant == AGGREGATE else Match(meant)


@cache
def _codes() -> Mapping[str, str]:
    """Codes and numbers; today's come before old ones and those of groups."""
    codes: dict[str, str] = {}
    for text, country in spellings():
        if CODE.fullmatch(text):
            codes.setdefault(text, country)
    return codes


@cache
def _by_name() -> Mapping[str, str]:
    """Folded names that mean the same country in every language."""
    meanings: dict[str, set[str]] = {}
    for text, country in spellings():
        if not CODE.fullmatch(text):
            meanings.setdefault(folded(text), set()).add(country)
    return {name: next(iter(countries)) for name, countries in meanings.items() if len(countries) == 1 and name}
