"""A confirmed fact in the report: with its source, its date and what it covers."""

from __future__ import annotations

from assessment.methodology.consolidation import Confirmation
from assessment.methodology.scoring import Evidence
from tests.methodology import small
from tests.methodology.report.builders import report, texts

ASKING = small.instrument([small.item("PAY_01", "fact", "law_status", groups=["PUB"])])


def told(**more: str) -> str:
    decision = Confirmation("PAY_01", "in_force", "Act 7", **more)
    return "\n".join(texts(report(ASKING, evidence=Evidence(tally={}, confirmations={"PAY_01": decision}))))


def test_a_value_that_covers_part_of_the_country_says_so():
    assert "In force\nScope: Mainland\nSource: Act 7" in told(scope="Mainland")


def test_a_value_for_the_whole_country_needs_no_scope():
    assert "In force\nSource: Act 7" in told()
