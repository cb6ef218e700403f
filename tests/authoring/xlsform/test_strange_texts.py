"""Whatever strangers write: texts survive on their way into YAML, and conditions are understood or refused."""

from __future__ import annotations

import contextlib
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.authoring.loader import load
from assessment.authoring.xlsform.folder import write_folder
from assessment.authoring.xlsform.xpath import Question, understood
from assessment.errors import ExpressionError
from assessment.methodology.instrument import Instrument
from tests.authoring.questionnaires import EXAMPLE

QUESTIONS = {"a": Question("PAY_01", {"x": "x"}), "m": Question("PAY_02", {"x": "x"}, multiple=True)}
REFERENCES = ["${a}", "${m}", "'x'", "1", ".", "'"]
SIGNS = ["(", ")", "not(", "selected(", " and ", " or ", "=", "!=", "<", "-", ",", "/"]
readable = st.characters(exclude_categories=("Cc", "Cs", "Cn"))
texts = st.text(readable, min_size=1, max_size=40).map(str.strip).filter(bool)


def with_texts(text: str, label: str) -> Instrument:
    """The worked example asking in other words."""
    whole = load(EXAMPLE).model_dump(mode="json")
    (item,) = [item for item in whole["areas"][0]["items"] if item["code"] == "PAY_02"]
    item["text"] = text
    item["options"][0]["label"] = label
    return Instrument.model_validate(whole)


@settings(max_examples=40, deadline=None)
@given(texts, texts)
@example("- a: b # c", "?")
@example("yes", "null")
@example("'\"\\", "{x}, [y]")
def test_a_text_is_read_back_as_it_was_written(tmp_path_factory, text, label):
    questionnaire = with_texts(unicodedata.normalize("NFC", text), label)
    directory = tmp_path_factory.mktemp("written") / "worked-example" / "1"
    write_folder(directory, questionnaire, {})
    assert load(directory) == questionnaire


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(REFERENCES + SIGNS), max_size=14).map("".join))
@example("(" * 900)
@example("-" * 900 + "1")
@example("not(" * 400 + "${a}='x'" + ")" * 400)
def test_a_condition_is_understood_or_refused_and_never_breaks_the_reader(condition):
    with contextlib.suppress(ExpressionError):
        understood(condition, QUESTIONS)
