"""What the script of a page sends for one question."""

from typing import Any


def sent(question: str, *values: object, **changes: Any) -> dict[str, Any]:
    """One answer from a browser that saw the empty questionnaire."""
    whole: dict[str, Any] = {
        "question": question,
        "fields": [[question, value] for value in values],
        "client": "one-browser",
        "sequence": 1,
        "revision": 0,
    }
    return whole | changes
