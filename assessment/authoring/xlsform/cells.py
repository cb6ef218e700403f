"""What XLSForm has no column for, as `etready::` columns of the survey: one a key of an item, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from assessment.methodology.instrument import Item, Part

PREFIX = "etready::"
ON_THE_FORM = frozenset({"code", "text", "hint", "options", "rows", "unit"})
"""Keys of an item that the form itself shows: name, label, hint, choices, questions of a group, end of the label."""
CARRIED = tuple(key for key in Item.model_fields if key not in ON_THE_FORM)
EMPTY: Final = "[]"


def _kinds(schema: dict[str, Any]) -> frozenset[str]:
    return frozenset(str(one.get("type")) for one in (schema, *schema.get("anyOf", ())))


KINDS = {key: _kinds(schema) for key, schema in Item.model_json_schema()["properties"].items()}
"""What JSON Schema calls each key's values: a text and a list of words stand in a cell as they are, others as JSON."""


def cells_of(item: Item) -> dict[str, str]:
    """The cells of an item whose texts are paths; what is at its default is left empty."""
    values = {key: getattr(item, key) for key in CARRIED}
    return {PREFIX + key: _written(value) for key, value in values.items() if value != Item.model_fields[key].default}


def values_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """The keys of an item, from the cells of its row, as they would stand in a file.

    Raises:
        ValueError: a cell that holds several values is no JSON; its text begins with the column.
    """
    written = {key: cells[PREFIX + key] for key in CARRIED if cells.get(PREFIX + key)}
    return {key: _read(key, text) for key, text in written.items()}


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, tuple):
        return " ".join(value) or EMPTY
    return json.dumps(value.model_dump(mode="json", exclude_defaults=True) if isinstance(value, Part) else value)


def _read(key: str, text: str) -> Any:
    if "array" in KINDS[key]:
        return [] if text == EMPTY else text.split()
    if "string" in KINDS[key]:
        return text
    try:
        return json.loads(text)
    except ValueError as fault:
        raise ValueError(f"{PREFIX}{key}: is not as etready wrote it ({fault})") from None
