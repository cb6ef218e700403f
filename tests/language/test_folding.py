"""What is the same to whoever searches, in every writing, and where a text says it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.language import folded, holds, passage, sought

ALIKE = [
    ("Côte d’Ivoire", "COTE D'IVOIRE"),
    ("São Tomé e Príncipe", "sao tome e principe"),
    ("Œuvre", "oeuvre"),
    ("Straße", "STRASSE"),
    ("İstanbul", "istanbul"),
    ("Ёлка", "елка"),
    ("الإلكترونية", "الالكترونيه"),
    ("التجــــارة", "التجاره"),
    ("قَانُون", "قانون"),
    ("مستشفى", "مستشفي"),
    ("كتاب ٱلعدل", "کتاب العدل"),
    ("٢٠٢٦", "2026"),
    ("ﬁrme", "firme"),
    ("２０２６年電子商務", "2026年電子商務"),
    ("e\u0301cole", "école"),
    ("zero\u200bwidth", "zerowidth"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_two_ways_to_write_the_same_are_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("电子签名", "该国已通过电子签名法。"),
        ("ECOLE fees", "The fees of the\nécole"),
        ("تجارة", "قانون التجارة الإلكترونية"),
    ],
)
def test_every_word_is_found_wherever_it_stands(query, text):
    assert holds(folded(text), sought(query))


def test_a_word_that_does_not_occur_is_not_found():
    assert not holds(folded("The fees of the school"), sought("school taxes"))


def test_a_passage_shows_what_was_found_as_it_is_written():
    pieces = passage("Nous payons à l’École. " + "mot " * 60 + "une école", sought("ecole"))
    assert [piece.text for piece in pieces if piece.found] == ["École"]
    assert pieces[-1].text.endswith("…")


def test_marks_behind_the_last_letter_belong_to_what_was_found():
    (found,) = (piece.text for piece in passage("le café\u0301\u200b noir", sought("cafe")) if piece.found)
    assert found == "café\u0301\u200b"


def test_a_passage_from_the_middle_says_that_something_stands_before_it():
    pieces = passage("word " * 50 + "permit", sought("permit"))
    assert pieces[0].text == "… "
    assert pieces[1].text.startswith("word")


def test_without_a_find_a_passage_is_the_beginning():
    assert passage("A short text", sought("nothing")) == passage("A short text", ())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=6))
def test_what_holds_the_words_shows_them(text, query):
    words = sought(query)
    pieces = passage(text, words)
    shown = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert shown in text
    if words and holds(folded(text), words):
        assert any(piece.found for piece in pieces)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
