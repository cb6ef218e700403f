"""The format of questionnaire files as JSON Schema, for editors that complete and check while one writes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from assessment.authoring.source import LISTS
from assessment.methodology.instrument import Instrument

FILES = {  # what a file other than questionnaire.yaml may be, as a definition of its own
    "AreaFile": {"$ref": "#/$defs/Area", "description": "A file of areas/: one area."},
    "RecommendationsFile": ("recommendations",),
    "SeriesFile": ("series", "claims"),
}


def questionnaire_schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of `questionnaire.yaml`; `$defs` has `AreaFile` and the other files too.

    Areas, recommendations, series and claims are optional in it, as they may stand in files of their own.
    """
    schema = Instrument.model_json_schema()
    schema["required"] = [key for key in schema["required"] if key not in LISTS]
    properties = schema["properties"]
    properties["areas"].pop("minItems", None)
    for name, keys in FILES.items():
        if isinstance(keys, tuple):
            schema["$defs"][name] = {
                "type": "object",
                "additionalProperties": False,
                "properties": {key: properties[key] for key in keys},
            }
        else:
            schema["$defs"][name] = keys
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}
