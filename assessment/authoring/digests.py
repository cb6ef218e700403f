"""Two fingerprints of an instrument: of its method, which a published version never changes, and of its wording.

A correction of wording that keeps the meaning changes only the text digest and is a dated text revision; whatever
changes the method digest is a new version. Authors' notes, such as the dates of revisions, are in neither. Keys at
their default are left out, so that a later release of this program with further optional keys gives old
questionnaires the digests they had.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from assessment.methodology.instrument import Instrument, Item, Part, Scale
from assessment.methodology.localisation import TEXTS, texts_of

NOTES: dict[type[Part], tuple[str, ...]] = {
    Instrument: ("revisions",),
    Item: ("distinct", "evidence"),
    Scale: ("distinct",),
}


def method_digest(instrument: Instrument) -> str:
    """SHA-256 (64 hexadecimal digits) over codes, order, routing, scores, weights, rules: all but texts and notes."""
    return _digest(method_of(instrument))


def text_digest(instrument: Instrument) -> str:
    """SHA-256 (64 hexadecimal digits) over every text with its path."""
    return _digest(dict(texts_of(instrument)))


def method_of(value: Any) -> Any:
    """An instrument or a part of one as plain values: without texts, authors' notes, and keys at their default."""
    if isinstance(value, Part):
        left_out = (*TEXTS.get(type(value), ()), *NOTES.get(type(value), ()))
        return {
            key: method_of(getattr(value, key))
            for key, field in type(value).model_fields.items()
            if key not in left_out and getattr(value, key) != field.get_default(call_default_factory=True)
        }
    if isinstance(value, dict):
        return {key: method_of(one) for key, one in value.items()}
    return [method_of(one) for one in value] if isinstance(value, tuple) else value


def _digest(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
