"""The whole questionnaire of one respondent as a script reads it, to lead from page to page without a line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import url_for

from assessment.language import CatalogueVoice
from assessment.methodology.applicability import is_put_to, modules_for, told_of_oneself
from assessment.methodology.expressions import names_in, parse, to_json
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Respondent
from assessment.methodology.voice import N_
from assessment.services.sittings import Sitting
from assessment.web import fieldwork_pages as pages
from assessment.web.assets import asset_digest, asset_url
from assessment.web.questionnaire_form import json_operand

TEMPLATES = Path(__file__).with_name("templates")
SHELL = ("style.css", "fieldwork.js", "offline.js")
WAITING = N_("Answers that wait to be sent: {number}")
LOOK = N_("An answer needs another look: {page}")
NOTHING = N_("This browser cannot keep answers without a connection. Stay connected while you answer.")
PLACE = N_("Page {number} of {total}")
NOT_SHOWN = -1
"""In the place of a page's number: other colleagues answer the question, conditions may still speak of it."""


def plan_of(sitting: Sitting, voice: CatalogueVoice) -> dict[str, Any]:
    """The whole questionnaire as a script reads it.

    `items` are those of `items_of`; `values` are what conditions see of the answers at that `revision`, of pages that
    others answer only what conditions read.
    """
    whole = pages.whole_of(sitting)
    shown = pages.pages_of(whole, voice)
    page_of = {item.code: number for number, page in enumerate(shown) for item in page.items}
    own = {code for page in shown for item in page.items for code in item.questions()}
    readable = own | _read_by_conditions(sitting)
    respondent = sitting.respondent
    return {
        "revision": sitting.revision,
        "worker": url_for("offline.worker"),
        "assets": [asset_url(name) for name in SHELL],
        "texts": {
            "waiting": _open_text(WAITING, voice),
            "look": _open_text(LOOK, voice),
            "nothing": voice.say(NOTHING),
            "place": _open_text(PLACE, voice),
        },
        "known": {
            **told_of_oneself(sitting.instrument, respondent),
            "group": respondent.group,
            "role": respondent.role or None,
        },
        "modules": sitting.modules or (),
        "values": {code: json_operand(answer) for code, answer in sitting.answers.items() if code in readable},
        "pages": [{"code": page.code, "label": page.label} for page in shown],
        "items": items_of(sitting.instrument, respondent, page_of),
    }


def items_of(instrument: Instrument, respondent: Respondent, page_of: Mapping[str, int]) -> list[list[Any]]:
    """Every item that is put to a respondent, in the order in which conditions are decided.

    Each is its code, the number of its page, its condition as a tree, the questions of a grid's rows, and the topic
    that must be chosen; null and empty where there is none.
    """
    topics = {module.code for module in modules_for(instrument, respondent)}
    return [
        [
            item.code,
            page_of.get(item.code, NOT_SHOWN),
            to_json(parse(item.when)) if item.when else None,
            list(item.questions()) if item.type == "grid" else None,
            item.module if item.module in topics else "",
        ]
        for item in instrument.item_of.values()
        if is_put_to(item, respondent.group, respondent.role)
    ]


def edition_of(sitting: Sitting) -> str:
    """A short digest of everything but answers that decides how the pages look: another one makes copies stale."""
    respondent = sitting.respondent
    colleague = sitting.colleague and (sitting.colleague.id, sitting.colleague.pages, sitting.has_team)
    attributes = tuple(sorted(respondent.attributes.items()))
    who = (sitting.respondent_id, respondent.group, respondent.role, attributes, colleague)
    return _digest((_release(), sitting.text_digest, sitting.language, who))


@lru_cache(maxsize=1024)
def _digest(what: tuple[object, ...]) -> str:
    return hashlib.sha256(repr(what).encode()).hexdigest()[:12]


@cache
def _release() -> str:
    """A short digest of this program's pages: its version, templates, style sheet and scripts."""
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(TEMPLATES.rglob("*.html"))]
    return "".join([version("etready"), *digests, *map(asset_digest, SHELL)])


def _read_by_conditions(sitting: Sitting) -> set[str]:
    conditions = (parse(item.when) for item in sitting.instrument.item_of.values() if item.when)
    return {code for condition in conditions for code in names_in(condition)}


def _open_text(message: str, voice: CatalogueVoice) -> str:
    """The message with its placeholders still open, for a script to fill."""
    return voice.say(message, number="{number}", total="{total}", page="{page}")
