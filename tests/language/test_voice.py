"""A voice: numbers, dates, names and plurals in the way of each language."""

from datetime import date

import pytest

from assessment.language import LANGUAGES, negotiate, round_half_up, voice_for
from assessment.methodology.voice import Sentence, Voice

OFFERED = ("en", "fr", "es", "pt", "ar", "ru", "zh_Hans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_table_has_a_voice(language):
    voice: Voice = voice_for(language)
    assert (voice.language, voice.direction) == (language, LANGUAGES[language].direction)


@pytest.mark.parametrize(
    ("requested", "served"),
    [
        (["zh-CN"], "zh_Hans"),
        (["zh-SG"], "zh_Hans"),
        (["zh-TW", "fr"], "fr"),
        (["zh-Hant-HK"], "en"),
        (["pt-BR"], "pt"),
        (["fr-SN"], "fr"),
        (["ar-EG"], "ar"),
        (["sw", "es-419"], "es"),
        (["*", "?", ""], "en"),
        ([], "en"),
    ],
)
def test_a_person_is_served_by_the_same_language_in_the_same_script(requested, served):
    assert negotiate(requested, OFFERED) == served


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"), [(0.5, 0, "1"), (2.5, 0, "3"), (2.675, 2, "2.68"), (-0.2, 0, "0")]
)
def test_halves_are_rounded_up(value, decimals, rounded):
    assert str(round_half_up(value, decimals)) == rounded


def test_numbers_and_percentages_follow_the_language():
    english, french = voice_for("en"), voice_for("fr")
    assert (english.number(1234.5, 1), english.percent(12.25, 1)) == ("1,234.5", "12.3%")
    assert french.number(1234.5, 1) == "1\u202f234,5"
    assert french.percent(45) == "45\xa0%"


def test_a_minus_stands_before_its_digits_in_a_line_from_right_to_left():
    assert voice_for("ar").number(-2) == "\u200e-2"
    assert voice_for("ar").percent(-2).startswith("\u200e-2")
    assert voice_for("fr").number(-2) == "-2"


def test_dates_are_written_in_full():
    assert voice_for("en").date(date(2026, 11, 2)) == "2 November 2026"
    assert voice_for("ru").date(date(2026, 11, 2)) == "2 ноября 2026\u202fг."


def test_a_list_is_joined_as_it_is_spoken():
    assert voice_for("en").join(["a", "b", "c"]) == "a, b and c"
    assert voice_for("es").join([]) == ""


def test_years_stay_plain_and_fractions_follow_the_language():
    assert voice_for("fr").say("{year}: {share}", year=2026, share=0.5) == "2026: 0,5"


def test_a_sentence_inside_a_sentence_is_said_too():
    inner = Sentence("from {amount}", {"amount": 1.5})
    assert voice_for("fr").say("{what}!", what=inner) == "from 1,5!"


def test_a_country_has_its_name_in_the_language():
    assert voice_for("fr").country("SEN") == "Sénégal"
    assert voice_for("zh_Hans").country("LAO") == "老挝人民民主共和国"
    assert voice_for("en").country("XYZ") == "XYZ"


NUMBERS = (0, 1, 2, 3, 11, 100)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "0 actions|1 action|2 actions|3 actions|11 actions|100 actions"),
        ("fr", "0 action|1 action|2 actions|3 actions|11 actions|100 actions"),
        ("es", "0 acciones|1 acción|2 acciones|3 acciones|11 acciones|100 acciones"),
        ("pt", "0 ações|1 ação|2 ações|3 ações|11 ações|100 ações"),
        ("ar", "0 إجراء|إجراء واحد|إجراءان|3 إجراءات|11 إجراء|100 إجراء"),
        ("ru", "0 мер|1 мера|2 меры|3 меры|11 мер|100 мер"),
        ("zh_Hans", "0项行动|1项行动|2项行动|3项行动|11项行动|100项行动"),
    ],
)
def test_things_are_counted_as_the_language_counts(language, said):
    voice = voice_for(language)
    counted = [voice.count("{number} action", "{number} actions", number) for number in NUMBERS]
    assert counted == said.split("|")


MONEY = {"en": "XOF 1,234.5", "fr": "1 234,5 XOF", "es": "1.234,5 XOF", "pt": "XOF 1.234,5", "ru": "1 234,5 XOF"}


@pytest.mark.parametrize("language", MONEY)
def test_a_currency_stands_on_the_side_where_the_language_puts_it(language):
    said = voice_for(language).money(1234.5, "XOF", 1)
    assert said.replace("\u00a0", " ").replace("\u202f", " ") == MONEY[language]
