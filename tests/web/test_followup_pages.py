"""The form of an action in another language than the questionnaire's."""

from __future__ import annotations

from assessment.methodology.report.material import MatrixAction
from assessment.web.followup_pages import edited

FRENCH = MatrixAction(
    code="PAY-A01",
    area="PAY",
    action="Publier les frais",
    expected_result="Davantage d’entreprises sont payées en ligne",
    priority="high",
    time_frame="short",
    lead="Banque centrale",
    contributors=("Banques",),
    measure="Part des entreprises",
    unit="%",
    target="60",
)
SENT = {
    "action": "Publier les frais",
    "expected_result": "Davantage d’entreprises sont payées en ligne",
    "priority": "medium",
    "lead": "Banque centrale",
    "contributors": ["Banques"],
    "measure": "Part des entreprises",
    "unit": "%",
    "target": "60",
    "cost": "",
}


def test_a_translation_that_comes_back_as_shown_is_no_edit():
    assert edited(SENT, FRENCH) == {"priority": "medium", "cost": ""}


def test_a_text_changed_in_another_language_is_an_edit():
    changed = SENT | {"lead": "Ministère du commerce", "contributors": ["Banques", "Poste"]}
    assert edited(changed, FRENCH) == {
        "priority": "medium",
        "cost": "",
        "lead": "Ministère du commerce",
        "contributors": ["Banques", "Poste"],
    }
