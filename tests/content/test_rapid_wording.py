"""Items as respondents read them: short, one idea, neutral, with a hint where a word is an expert's."""

from __future__ import annotations

import re
from collections import Counter

from assessment.methodology.instrument import Instrument

LONGEST_TEXT = 120
LONGEST_HINT = 200
MOST_ROWS = 4
MOST_OPTIONS = 8
EXPERT_WORDS = re.compile(
    r"\b(backbone|crypto-assets|crowdfunding|exchange point|single window|instant payments|electronic money|"
    r"digital addressing|data centre|law on electronic transactions|agents?|essential services|protected works)\b",
    re.IGNORECASE,
)
KNOWN_TO_THOSE_ASKED = {"ICT_26"}
LEADING = re.compile(r"\b(obviously|of course|should|don't you|at last|unfortunately)\b", re.IGNORECASE)


def statements(rapid: Instrument) -> dict[str, str]:
    """What people agree with or rate, by question code: the text, or each row of a grid."""
    rated = [item for item in rapid.item_of.values() if item.kind == "perception"]
    rows = {f"{item.code}.{row.code}": row.text for item in rated for row in item.rows}
    return {item.code: item.text for item in rated if item.type == "agreement"} | rows


def test_questions_and_hints_are_short(rapid):
    items = rapid.item_of.values()
    assert [item.code for item in items if len(item.text) > LONGEST_TEXT] == []
    assert [item.code for item in items if len(item.hint or "") > LONGEST_HINT] == []


def test_a_statement_makes_one_point(rapid):
    assert {code: text for code, text in statements(rapid).items() if re.search(r"\b(and|as well as)\b", text)} == {}


def test_a_statement_is_not_said_in_the_negative(rapid):
    assert {code: text for code, text in statements(rapid).items() if re.search(r"\b(not|never|no)\b", text)} == {}


def test_a_question_asks_once(rapid):
    questions = [item for item in rapid.item_of.values() if item.type != "agreement"]
    assert [item.code for item in questions if item.text.count("?") != 1 or not item.text.endswith("?")] == []


def test_no_wording_leads_to_an_answer(rapid):
    assert [item.code for item in rapid.item_of.values() if LEADING.search(item.text)] == []


def test_an_expert_word_is_explained(rapid):
    bare = {item.code for item in rapid.item_of.values() if EXPERT_WORDS.search(item.text) and not item.hint}
    assert bare <= KNOWN_TO_THOSE_ASKED


def test_no_two_questions_read_alike(rapid):
    texts = Counter(item.text for item in rapid.item_of.values())
    assert [text for text, number in texts.items() if number > 1] == []


def test_lists_fit_on_a_telephone(rapid):
    items = rapid.item_of.values()
    assert [item.code for item in items if len(item.rows) > MOST_ROWS] == []
    assert [item.code for item in items if len(rapid.options_of(item)) > MOST_OPTIONS] == []


def test_an_area_offers_one_open_question_at_most_to_anybody(rapid):
    for area in rapid.areas:
        assert [item.type for item in area.items].count("long_text") <= 1
