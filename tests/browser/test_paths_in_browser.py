"""The way that a browser finds through a questionnaire without a line is the server's."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from assessment.authoring.loader import load
from assessment.methodology.applicability import asked, modules_for
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import STATES, Answer, Respondent
from assessment.web.assets import assets
from assessment.web.fieldwork_plan import items_of
from assessment.web.questionnaire_form import json_operand
from tests.conftest import ROOT

EACH = 6
NUMBERS = (0.0, 1.0, 3.0, 40.0, 99.5)


@pytest.fixture(scope="module")
def finder(browser: Browser) -> Iterator[Page]:
    """A blank page that knows the survey's scripts, as they are sent."""
    page = browser.new_page()
    script = assets()["expressions.js"].plain + b"\n" + assets()["offline.js"].plain
    told = "window.paths = (plan, cases) => cases.map(([chosen, values]) =>"
    told += " pathOf(plan, evaluate, chosen, (question) => values[question]).map(([code]) => code));"
    page.add_script_tag(content=f"{script.decode()}\n{told}", type="module")
    page.wait_for_function("() => Boolean(window.paths)")
    yield page
    page.close()


def answers_for(instrument: Instrument, chance: random.Random) -> dict[str, Answer]:
    """Answers to most questions, on the path or not, non-answers among them."""
    answers = {}
    for code, item in instrument.question_of.items():
        options = [option.code for option in instrument.options_of(item)]
        if chance.random() < 0.3:
            continue
        if chance.random() < 0.2:
            answers[code] = Answer(chance.choice(STATES[1:]))
        elif item.type == "multiple":
            answers[code] = Answer("answered", tuple(chance.sample(options, chance.randint(1, len(options)))))
        elif options:
            answers[code] = Answer("answered", chance.choice(options))
        elif item.type in ("number", "percentage"):
            answers[code] = Answer("answered", chance.choice(NUMBERS))
    return answers


def test_browser_and_server_find_the_same_way_whatever_was_answered(finder):
    """L2, L3: every group and role of the shipped questionnaire, with answers off the path and missing ones."""
    instrument = load(ROOT / "questionnaires" / "etrade-rapid" / "2026.1")
    chance = random.Random(7)
    differing = []
    for group in instrument.groups:
        for role in [role.code for role in group.roles] or [""]:
            person = Respondent("r", group.code, role, modules=())
            topics = [module.code for module in modules_for(instrument, person)]
            cases: list[tuple[list[str], dict[str, Any]]] = []
            here = []
            for _ in range(EACH):
                chosen = [code for code in topics if chance.random() < 0.5]
                answers = answers_for(instrument, chance)
                path = asked(instrument, replace(person, modules=tuple(chosen)), answers)
                here.append(list(dict.fromkeys(code.partition(".")[0] for code in path)))
                cases.append((chosen, {code: json_operand(answer) for code, answer in answers.items()}))
            known = {"group": group.code, "role": role or None}
            plan = {"known": known, "items": items_of(instrument, person, dict.fromkeys(instrument.item_of, 0))}
            there = finder.evaluate("([plan, cases]) => paths(plan, cases)", [plan, cases])
            differing += [one for one, other in zip(here, there, strict=True) if one != other]
    assert differing == []
