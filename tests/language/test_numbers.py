"""Numbers as people type them."""

import pytest

from assessment.language import NotANumber, parse_number, voice_for


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("0", 0.0),
        (" -3,5 ", -3.5),
        ("12.5", 12.5),
        ("1 234,5", 1234.5),
        ("1\u202f234\u202f567", 1234567.0),
        ("1,234.5", 1234.5),
        ("1.234.567,8", 1234567.8),
        ("1'000", 1000.0),
        ("1’000.25", 1000.25),
        ("0,125", 0.125),
        (".5", 0.5),
        ("١٢٣٫٥", 123.5),
        ("١٬٢٣٤٬٥٦٧", 1234567.0),
        ("۱۲۳۴", 1234.0),
        ("\u200f١٢", 12.0),
        ("１２", 12.0),
    ],
)
def test_any_digits_and_separators_are_understood(text, value):
    assert parse_number(text, "fr") == value


@pytest.mark.parametrize(
    "text", ["", "abc", "12 5", "1,2,3", "1e5", "--1", "1.2.3,4", "²", "½", "9" * 400, "nan", "inf"]
)
def test_what_is_no_number_is_refused_with_an_example(text):
    with pytest.raises(NotANumber, match=r"such as 1,250\.5"):
        parse_number(text, "en")


@pytest.mark.parametrize("text", ["1,234", "1.234", "12,500"])
def test_what_could_be_two_numbers_is_asked_back(text):
    with pytest.raises(NotANumber, match="two ways"):
        parse_number(text, "en")


@pytest.mark.parametrize("language", ["en", "fr", "ar", "ru", "zh_Hans"])
def test_what_a_voice_writes_can_be_read_back(language):
    assert parse_number(voice_for(language).number(1234567.5, 1), language) == 1234567.5
