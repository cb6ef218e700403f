"""What a language for respondents only has to say by itself."""

import pytest

from assessment.language.catalogue import SourceText
from assessment.language.catalogue.audience import SCREENS, texts_for
from tests.conftest import ROOT

AREA = "questionnaires/etrade/1/areas/05-payments.yaml"
MAIN = "questionnaires/etrade/1/questionnaire.yaml"


@pytest.mark.parametrize(
    ("location", "path", "met"),
    [
        (AREA, "PAY_01.text", True),
        (AREA, "PAY_01.options.yes", True),
        (AREA, "PAY.label", True),
        (AREA, "PAY-SWITCH.label", False),
        (AREA, "PAY-SWITCH.data_action", False),
        (AREA, "PAY_09.goalposts.reason", False),
        (MAIN, "title", True),
        (MAIN, "groups.BIZ.label", True),
        (MAIN, "bands.early.label", False),
        (MAIN, "alternatives.geometric.label", False),
        ("questionnaires/etrade/1/recommendations/05-payments.yaml", "PAY-R01.action", False),
        ("questionnaires/etrade/1/series.yaml", "I-ACC.name", False),
        ("questionnaires/partners.yaml", "UPU.name", False),
        ("desk_mappings/world-bank.yaml", "world-bank.title", False),
        ("assessment/web/templates/fieldwork/review.html", "", True),
        ("assessment/web/templates/staff/actions.html", "", False),
        ("assessment/methodology/report/summary.py", "", False),
    ],
)
def test_it_says_what_respondents_meet(location, path, met):
    text = SourceText("Text", location, 1, context=f"etrade/1 {path}" if path else "")
    assert (texts_for("wo", [text]) == [text]) is met
    assert texts_for("fr", [text]) == [text]


def test_every_place_of_respondents_screens_exists():
    assert [place for place in SCREENS if not list(ROOT.glob(f"{place}*"))] == []
