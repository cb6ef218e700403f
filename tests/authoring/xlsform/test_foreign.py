"""Forms from elsewhere: taken in as far as they have a counterpart, refused with sheet, row and reason where not."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from assessment.authoring.xlsform.faults import FormError
from assessment.authoring.xlsform.importing import imported
from assessment.authoring.yaml_source import read_document
from assessment.errors import InvalidInput
from assessment.language.catalogue import SourceText
from assessment.language.catalogue.entries import read_entries
from tests.authoring.xlsform.workbooks import CHOICES, SURVEY, a_form, workbook


@pytest.fixture
def taken(tmp_path):
    """The small form taken in: the folder, and what was said."""
    directory = tmp_path / "shops" / "2026"
    return directory, imported(a_form(tmp_path / "form.xlsx"), directory)


def area(directory, name):
    return read_document(directory / "areas" / name, name).value


def test_groups_become_areas_and_questions_items(taken):
    shop = area(taken[0], "01-your-shop.yaml")
    assert (shop["code"], shop["label"], shop["introduction"]) == ("SHOP", "Your shop", "Thank you.")
    assert [item["code"] for item in shop["items"]] == ["SHOP_01", "SHOP_07", "SHOP_02", "SHOP_03", "SHOP_04"]
    assert [item["type"] for item in shop["items"]] == ["short_text", "number", "single", "multiple", "single"]


def test_limits_conditions_and_shared_lists_have_their_counterparts(taken):
    items = {item["code"]: item for item in area(taken[0], "01-your-shop.yaml")["items"]}
    assert (items["SHOP_07"]["minimum"], items["SHOP_07"]["maximum"]) == (1, 200)
    assert items["SHOP_02"]["when"] == "SHOP_07 > 1"
    assert items["SHOP_03"]["when"] == "SHOP_02 = 'yes'"
    assert items["SHOP_02"]["scale"] == "yesno"
    assert [option["code"] for option in items["SHOP_03"]["options"]] == ["card", "mobile"]
    assert area(taken[0], "02-general.yaml")["items"][0]["when"] == "answered(SHOP_02) and SHOP_02 != 'no'"


def test_required_and_reserved_choices_decide_which_non_answers_are_allowed(taken):
    items = {item["code"]: item for item in area(taken[0], "01-your-shop.yaml")["items"]}
    assert items["SHOP_01"]["allows"] == []
    assert items["SHOP_07"]["allows"] == ["prefer_not_to_say"]
    assert "allows" not in items["SHOP_02"]  # don't know, as everywhere


def test_translations_become_a_catalogue(taken):
    with (taken[0] / "translations" / "fr.po").open("rb") as file:
        catalogue = read_po(file)
    assert catalogue.get("Card", context="shops/2026 SHOP_03.options.card").string == "Carte"
    assert catalogue.get("Yes", context="shops/2026 scales.yesno.yes").string == "Oui"


def test_translators_tools_take_the_catalogue(taken, tmp_path):
    with (taken[0] / "translations" / "fr.po").open("rb") as file:
        written = [message for message in read_po(file) if message.id]
    texts = [SourceText(str(message.id), "area.yaml", context=message.context or "") for message in written]
    reading = read_entries("fr", texts, taken[0] / "translations" / "fr.po")
    assert (len(reading.accepted), reading.rejected) == (len(written), ())


def test_the_author_is_told_what_was_renamed_and_what_means_something_else_here(taken):
    said = "\n".join(taken[1])
    assert "form.xlsx survey:4: owner is now SHOP_01" in said
    assert "form.xlsx choices:2: Yes is now yes" in said
    assert "survey:8 relevant: while SHOP_03 is unanswered XPath shows this, etready does not" in said
    assert "survey:10 relevant" not in said  # asks whether it is answered


REFUSED = [
    (["begin_repeat", "more", "Again"], "repeats have no counterpart"),
    (["geopoint", "where", "Where?"], "places on a map have no counterpart"),
    (["image", "photo", "Photo"], "media have no counterpart"),
    (["calculate", "sum", ""], "calculations have no counterpart"),
    (["select_one yesno or_other", "or", "Or?"], "or_other has no counterpart"),
    (["select_one_from_file towns.csv", "town", "Town"], "external files have no counterpart"),
    (["select_one absent", "gone", "Gone"], "there is no list absent on the sheet choices"),
    (["range", "how", "How much?"], "use integer with a constraint"),
    (["text", "owner", "Twice"], "owner stands twice"),
    (["text", "shown", "You are ${owner}, right?"], "a text that shows an earlier answer has no counterpart"),
    (["text", "r", "R", "R", "", "position(..) > 1"], "relevant: column 10"),
    (["text", "r", "R", "R", "", "today() > ${SHOP_07}"], "today() has no counterpart in a condition"),
    (["text", "r", "R", "R", "", "${absent} = 'x'"], "${absent} is no question before this one"),
    (["text", "r", "R", "R", "", "${paid} = 'card'"], "is asked with selected()"),
    (["text", "r", "R", "R", "", "${SHOP_07} = 'old'"], "cannot be compared"),
    (["text", "c", "C", "C", "", "", "regex(., '[a-z]+')"], "only limits of a number have a counterpart"),
    (["decimal", "c", "C", "C", "", "", ". > 0"], "a limit is itself permitted here"),
    (["integer", "c", "C", "C", "", "", ". != 3"], "only a smallest and a largest value have"),
    (["end group", "", ""], "ends a group that was not begun"),
    (["begin group", "open", "Open"], "this group is never ended"),
    (["", "nothing", "What?"], "is empty: give the row a type"),
]


@pytest.mark.parametrize(("row", "reason"), REFUSED, ids=[f"{row[0]} {row[1]}" for row, _ in REFUSED])
def test_what_has_no_counterpart_is_refused_with_its_row_and_nothing_is_written(tmp_path, row, reason):
    with pytest.raises(FormError) as refused:
        imported(a_form(tmp_path / "form.xlsx", row), tmp_path / "shops" / "2026")
    assert any("form.xlsx survey:10 " in line and reason in line for line in refused.value.lines()), refused.value
    assert not (tmp_path / "shops" / "2026").exists()


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("choice_filter", "region=${since}", "cascades have no counterpart"),
        ("default", "3", "answers given beforehand have no counterpart"),
        ("media::image", "a.png", "media have no counterpart"),
        ("repeat_count", "3", "repeats have no counterpart"),
        ("bind::readonly", "true()", "attributes of XForms have no counterpart"),
    ],
)
def test_columns_without_a_counterpart_are_refused_where_they_are_filled(tmp_path, column, cell, reason):
    survey = [[*row, column if number == 0 else cell if number == 3 else ""] for number, row in enumerate(SURVEY)]
    with pytest.raises(FormError) as refused:
        imported(workbook(tmp_path / "form.xlsx", survey=survey, choices=CHOICES), tmp_path / "shops" / "2026")
    assert refused.value.lines() == [f"form.xlsx survey:4 {column}: {reason}"] or reason in str(refused.value)


def test_every_fault_is_told_at_once(tmp_path):
    rows = [row for row, _ in REFUSED[:4]]
    with pytest.raises(FormError) as refused:
        imported(a_form(tmp_path / "form.xlsx", *rows), tmp_path / "shops" / "2026")
    assert [problem.line for problem in refused.value.problems] == [10, 11, 12, 13]


def test_hostile_texts_stay_texts_and_messages_stay_one_line(tmp_path):
    hostile = "<script>alert('1')</script>\x1b[31m"
    with pytest.raises(FormError) as refused:
        imported(a_form(tmp_path / "form.xlsx", ["text\nx", "n", hostile]), tmp_path / "shops" / "2026")
    assert all("\x1b" not in line and "\n" not in line for line in refused.value.lines())
    row = ["text", "n", "<b>{x}</b> =1+1 %s"]
    directory = tmp_path / "shops" / "2026"
    imported(a_form(tmp_path / "form.xlsx", [*row, row[2]]), directory)
    assert area(directory, "02-general.yaml")["items"][0]["text"] == row[2]


def test_a_folder_in_use_and_a_name_that_is_none_are_refused(taken, tmp_path):
    form = tmp_path / "form.xlsx"
    with pytest.raises(InvalidInput, match="is there already"):
        imported(form, taken[0])
    with pytest.raises(InvalidInput, match="name a folder by code and version"):
        imported(form, tmp_path / "Shops")


def test_what_pyxform_does_not_accept_is_not_taken_in(tmp_path):
    with pytest.raises(InvalidInput, match="pyxform does not accept this form"):
        imported(a_form(tmp_path / "form.xlsx", ["text", "two words", "A", "B"]), tmp_path / "shops" / "2026")
