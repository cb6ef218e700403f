"""What XLSForm calls things, by pyxform's tables, and what of it has a counterpart in a questionnaire."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale, UnknownLocaleError

from assessment.authoring.xlsform.workbook import language_of
from assessment.language import LANGUAGES

LABEL: Final = "label"
HINT: Final = "hint"
KEPT = frozenset({"type", "name", LABEL, HINT, "required", "relevant", "constraint", "list_name"})
SAID_ONLY = {
    "appearance": "how a question looks is decided here",
    "constraint_message": "the program's own messages are shown",
    "required_message": "a question may always be left unanswered",
}
"""Columns that change nothing of what is asked: they are not kept, and that is said."""
REFUSED_COLUMNS = {
    "calculation": "calculations have no counterpart",
    "choice_filter": "cascades have no counterpart: ask one question for each branch",
    "default": "answers given beforehand have no counterpart",
    "parameters": "has no counterpart",
    "trigger": "has no counterpart",
    "readonly": "has no counterpart: use a note",
    "read_only": "has no counterpart: use a note",
    "repeat_count": "repeats have no counterpart",
    "guidance_hint": "has no counterpart: put it into the hint",
    "disabled": "has no counterpart: take the row out",
    "save_to": "entities have no counterpart",
    "autoplay": "media have no counterpart",
    **dict.fromkeys(("media", "image", "big-image", "audio", "video"), "media have no counterpart"),
    **dict.fromkeys(("bind", "body", "control", "instance"), "attributes of XForms have no counterpart"),
}
RECORDED = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit"})
"""Types that ask nothing."""
REFUSED_TYPES = {
    "begin_repeat": "repeats have no counterpart: an item is answered once",
    "end_repeat": "ends a repeat",
    "calculate": "calculations have no counterpart",
    "rank": "rankings have no counterpart: ask for the most important one",
    "range": "has no counterpart: use integer with a constraint",
    "time": "times of day have no counterpart",
    "datetime": "has no counterpart: use date",
    "acknowledge": "has no counterpart: use select_one",
    "select_one_external": "external lists have no counterpart: put the choices on the sheet choices",
}
KIND_OF_TYPE = {
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "gps", "location"), "places on a map have no counterpart"),
    **dict.fromkeys(("image", "photo", "audio", "video", "file", "barcode"), "media have no counterpart"),
    **dict.fromkeys(("xml-external", "csv-external"), "external files have no counterpart"),
}
TYPES = {"integer": "number", "int": "number", "decimal": "number", "date": "date", "text": "short_text",
         "string": "short_text"}  # fmt: skip
SELECT = re.compile(r"(select one from|select_one|select one|select1|select_multiple|select all that apply from|"
                    r"select all that apply|select multiple)\s+(\S+)(.*)", re.IGNORECASE)  # fmt: skip
CONTROL = re.compile(r"(begin|end)[\s_]+(group|repeat|loop|lgroup)\b(.*)", re.IGNORECASE)


class Column(NamedTuple):
    """A column of survey or choices: its usual name, and its language where it has one."""

    key: str
    language: str = ""


def column_of(header: str, sheet: str) -> Column:
    """`Label :: French (fr)` is `label` in `fr`; other names of a column are known to pyxform."""
    words = [word.strip() for word in header.split("::")]
    key = _usual("_".join(words[0].split()).lower(), sheet)
    if key in (LABEL, HINT, "constraint_message", "required_message") and len(words) == 2:
        return Column(key, known_language(words[1]))
    return Column("::".join((key, *words[1:])))


@lru_cache
def _usual(name: str, sheet: str) -> str:
    from pyxform import aliases

    table = aliases.list_header if sheet == "choices" else aliases.survey_header
    meant = table.get(name, name)
    if isinstance(meant, tuple):
        return {"relevant": "relevant", "constraint": "constraint", "required": "required", "calculate": "calculation",
                "appearance": "appearance", "jr:constraintMsg": "constraint_message",
                "jr:requiredMsg": "required_message"}.get(meant[1], name)  # fmt: skip
    return {"list name": "list_name"}.get(meant, str(meant))


def known_language(name: str) -> str:
    """The code of a language that a column names: `French (fr)`, `fr`, `French`, `Français`; as written if unknown."""
    code = language_of(f"{LABEL}::{name}")
    if code in LANGUAGES:
        return code
    for known in LANGUAGES.values():
        english = Locale.parse(known.locale).get_language_name("en") or ""
        if name.lower() in (known.name.lower(), english.lower(), english.lower().partition(" (")[0]):
            return known.code
    return code


def is_language(code: str) -> bool:
    """Whether CLDR knows a language by this code, so that a catalogue can be written."""
    try:
        return bool(re.fullmatch(r"[a-z]{2}(_[A-Za-z]{2,4})?", code)) and bool(Locale.parse(code))
    except (ValueError, UnknownLocaleError):
        return False


def reason_against(kind: str) -> str:
    """Why a type of question cannot be taken in."""
    name = kind.split()[0].lower() if kind else ""
    if "from_file" in name or "from file" in kind.lower():
        return "external files have no counterpart: put the choices on the sheet choices"
    return REFUSED_TYPES.get(name) or KIND_OF_TYPE.get(name) or f"the type {kind!r} has no counterpart"
