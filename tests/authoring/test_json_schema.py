"""The JSON Schema of questionnaire files says what the loader says."""

from assessment.authoring.json_schema import questionnaire_schema
from assessment.methodology.instrument import Area, Instrument


def test_every_key_of_an_instrument_is_described():
    schema = questionnaire_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]) == set(Instrument.model_fields)
    assert schema["additionalProperties"] is False


def test_what_may_stand_in_other_files_is_not_required():
    assert sorted(questionnaire_schema()["required"]) == ["code", "reference_year", "title", "version"]


def test_the_other_files_have_definitions():
    definitions = questionnaire_schema()["$defs"]
    assert definitions["AreaFile"]["$ref"] == "#/$defs/Area"
    assert set(definitions["Area"]["properties"]) == set(Area.model_fields)
    assert set(definitions["RecommendationsFile"]["properties"]) == {"recommendations"}
    assert set(definitions["SeriesFile"]["properties"]) == {"series", "claims"}
