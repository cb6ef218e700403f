"""Agreement in words: the measure follows the kind of answer."""

from __future__ import annotations

import pytest

from assessment.language import voice_for
from assessment.methodology.report.agreeing import agreement_explained, agreement_said
from assessment.methodology.report.edition import Edition
from tests.methodology import small
from tests.methodology.report.builders import material

ODD = [{"code": code, "label": code} for code in ("a", "b", "c")]
ASKING = small.instrument(
    [
        small.item("PAY_01"),
        small.item("PAY_02", type_="single", options=ODD),
        small.item("PAY_03", "context", "number", unit="days"),
        small.item("PAY_04", "context", "multiple", options=ODD),
    ]
)


@pytest.mark.parametrize(
    ("question", "answers", "said", "explained"),
    [
        ("PAY_01", ["1", "1", "5", "5", "1", "5"], "-1.00", "van der Eijk"),
        ("PAY_02", ["a", "a", "a", "b", "c"], "60%", "most common"),
        ("PAY_03", [1, 2, 3, 4, 5, 6, 7, 8], "2 days to 6 days", "middle half"),
        ("PAY_04", [["a"], ["a", "b"]], "", ""),
    ],
)
def test_the_measure_fits_the_answers(question, answers, said, explained):
    edition = Edition(material(ASKING, small.several(ASKING, "PUB", question, answers)), voice_for("en"))
    item = ASKING.item_of[question]
    tally = edition.scorecard.questions[question].groups[0].tally
    assert agreement_said(edition, item, tally) == said
    assert explained in agreement_explained(edition, item)
