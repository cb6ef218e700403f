"""Where evidence belongs, and what a finding rests on."""

from assessment.methodology.places import area_of_places, beneath
from tests.builders import a_questionnaire


def test_evidence_is_attached_to_areas_indicators_items_and_rows():
    places = area_of_places(a_questionnaire())
    codes = ("PAY", "PAY-ONLINE", "PAY_01", "LEG-LAWS", "LEG_16", "LEG_16.privacy")
    assert [places[code] for code in codes] == ["PAY", "PAY", "PAY", "LEG", "LEG", "LEG"]
    assert "NOWHERE" not in places


def test_a_finding_rests_on_what_lies_beneath_it():
    instrument = a_questionnaire()
    assert beneath(instrument, "PAY-ONLINE") == {"PAY-ONLINE", "PAY_01"}
    assert {"LEG", "LEG-LAWS", "LEG_16", "LEG_16.privacy", "LEG_16.consumer"} == beneath(instrument, "LEG")
    assert beneath(instrument, "LEG-LAWS") == {"LEG-LAWS", "LEG_16", "LEG_16.privacy"}
    assert beneath(instrument, "LEG_16.privacy") == {"LEG_16", "LEG_16.privacy"}
    assert beneath(instrument, "NOWHERE") == frozenset()


def test_a_series_belongs_to_the_first_area_that_uses_it():
    series = [{"code": "PAID-ONLINE", "name": "Paid online", "source": "Findex", "direction": "context", "unit": "%"}]
    whole = a_questionnaire().model_dump(mode="json")
    for area in whole["areas"]:
        area["context"] = ["PAID-ONLINE"]
    instrument = type(a_questionnaire()).model_validate({**whole, "series": series})
    assert area_of_places(instrument)["PAID-ONLINE"] == "PAY"
    assert beneath(instrument, "PAID-ONLINE") == {"PAID-ONLINE"}
    assert "PAID-ONLINE" in beneath(instrument, "LEG")
