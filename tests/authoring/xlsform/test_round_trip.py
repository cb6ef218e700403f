"""Our own form: accepted by pyxform without a word, and the same questionnaire when it comes back."""

from __future__ import annotations

import pytest
from pyxform.xls2xform import convert

from assessment.authoring.digests import method_digest, text_digest
from assessment.authoring.loader import load
from assessment.authoring.xlsform.export import exported
from assessment.authoring.xlsform.faults import FormError
from assessment.authoring.xlsform.folder import write_folder
from assessment.authoring.xlsform.form import wording_of
from assessment.authoring.xlsform.own_form import returned
from assessment.authoring.xlsform.routing import Audience
from assessment.authoring.xlsform.sheets import read_workbook
from assessment.authoring.xlsform.workbook import workbook_of
from assessment.errors import InvalidInput
from assessment.language import LANGUAGES
from assessment.methodology.instrument import Instrument
from tests.authoring.questionnaires import EXAMPLE
from tests.authoring.xlsform.conftest import SHIPPED
from tests.authoring.xlsform.workbooks import changed
from tests.builders import YES_NO, a_questionnaire, a_questionnaire_with_modules

WRITTEN = ["{}/{}".format(*directory.parts[-2:]) for directory in SHIPPED]


@pytest.mark.parametrize("identity", WRITTEN)
def test_pyxform_accepts_every_form_without_a_warning(files, identity):
    assert convert(files[identity].read_bytes(), file_type=".xlsx").warnings == []


@pytest.mark.parametrize("identity", WRITTEN)
def test_a_questionnaire_comes_back_whole_in_every_language(files, shipped, identity):
    (instrument,) = [one for one in shipped if one.identity == identity]
    form = returned(read_workbook(files[identity]))
    assert form.instrument == instrument
    assert method_digest(form.instrument) == method_digest(instrument)
    assert text_digest(form.instrument) == text_digest(instrument)
    for path, words in wording_of(instrument, list(LANGUAGES)).texts.items():
        assert {language: texts[path] for language, texts in form.translations.items()} == {
            language: text for language, text in words.items() if language != instrument.language
        }


@pytest.mark.parametrize("identity", ["cyberlaw/2026", "household-ecommerce/2026"])
def test_its_folder_is_the_same_questionnaire(files, shipped, identity, tmp_path):
    (instrument,) = [one for one in shipped if one.identity == identity]
    directory = tmp_path / instrument.code / instrument.version
    form = returned(read_workbook(files[identity]))
    write_folder(directory, form.instrument, form.translations)
    assert load(directory) == instrument


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small questionnaire with modules as a form in two languages."""
    path = tmp_path_factory.mktemp("small") / "small.xlsx"
    path.write_bytes(workbook_of(exported(a_questionnaire_with_modules(), ["fr"])))
    return path


def test_a_text_a_score_and_an_option_changed_in_the_spreadsheet_are_taken_in(tmp_path):
    path = tmp_path / "example.xlsx"
    path.write_bytes(workbook_of(exported(load(EXAMPLE), ["fr"])))
    changed(path, path, "survey", "PAY_02", **{"label__English (en)": "How far is the switch?"})
    changed(path, path, "choices", "live", etready_score="90", **{"label__English (en)": "Live everywhere"})
    before, after = load(EXAMPLE).item_of["PAY_02"], returned(read_workbook(path)).instrument.item_of["PAY_02"]
    assert after.text == "How far is the switch?"
    assert [(option.code, option.score) for option in after.options if option not in before.options] == [("live", 90)]


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "told"),
    [
        ("survey", "PAY_02", {"relevant": "${PAY_01} = 'no'"}, "relevant: reads \"${PAY_01} = 'no'\""),
        ("survey", "PAY_02", {"etready__when": "PAY_01 = 'no'"}, "${PAY_01} = 'no'\" follows from the etready columns"),
        ("survey", "PAY_02", {"etready__kind": "guess"}, "PAY_02.kind: cannot be 'guess'"),
        ("survey", "PAY_03", {"etready__minimum": "none"}, "etready::minimum: is not as etready wrote it"),
        ("survey", "PAY", {"etready__area": "PAX"}, "etready::area: there is no area PAX"),
        ("survey", "PAY_02", {"label__Français (fr)": ""}, "PAY_02.text: the text is missing in fr"),
        ("survey", "LEG_16__privacy", {"required": "yes"}, "required: reads 'yes', but nothing follows"),
        ("survey", "modules__BIZ", {"type": None}, "modules__BIZ: this row is missing"),
    ],
)
def test_a_change_that_two_places_tell_differently_is_refused_with_its_row(small, tmp_path, sheet, row, cells, told):
    path = changed(small, tmp_path / "changed.xlsx", sheet, row, **cells)
    with pytest.raises(FormError, match=r"changed.xlsx (survey|etready)") as refused:
        returned(read_workbook(path))
    assert told in str(refused.value)


def test_a_form_for_one_role_asks_no_question_that_only_others_get():
    instrument = a_questionnaire_with_modules()
    for_firms = exported(instrument, [], Audience("BIZ"))
    names = [row.cells["name"] for row in for_firms.survey]
    assert "PAY_01" in names
    assert "LEG_16" not in names
    assert not for_firms.carried
    assert ("group", "'BIZ'") in [(row.cells["name"], row.cells.get("calculation")) for row in for_firms.survey]


@pytest.mark.parametrize(
    ("questionnaire", "audience", "told"),
    [
        (a_questionnaire(), Audience("CIV"), "group CIV is unknown; there are PUB, BIZ"),
        (a_questionnaire(), Audience("PUB", "king"), "role king is unknown: group PUB has trade"),
        (a_questionnaire(), Audience("", "trade"), "role trade is unknown: name its group too"),
    ],
)
def test_an_unknown_audience_is_told_with_those_there_are(questionnaire, audience, told):
    with pytest.raises(InvalidInput, match=told):
        exported(questionnaire, [], audience)


def test_an_option_with_the_name_of_a_non_answer_is_refused():
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[0]["items"][0]["options"] = [*YES_NO, {"code": "dont_know", "label": "Unsure", "score": 0}]
    questionnaire = Instrument.model_validate(a_questionnaire().model_dump(mode="json") | {"areas": areas})
    with pytest.raises(InvalidInput, match=r"PAY_01.options.dont_know: is the name of a non-answer"):
        exported(questionnaire, [])


def test_texts_that_look_like_formulas_stay_texts():
    areas = a_questionnaire().model_dump(mode="json")["areas"]
    areas[0]["items"][0]["text"] = "=HYPERLINK(1)"
    questionnaire = Instrument.model_validate(a_questionnaire().model_dump(mode="json") | {"areas": areas})
    content = workbook_of(exported(questionnaire, []))
    assert convert(content, file_type=".xlsx").warnings == []
    assert b"<f>" not in content
