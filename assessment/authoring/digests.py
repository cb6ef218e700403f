"""Two fingerprints of an instrument: of its method, which a published version never changes, and of its wording.

A correction of wording that keeps the meaning changes only the text digest and is a dated text revision; whatever
changes the method digest is a new version. Keys at their default are left out, so that a later release of this
program with further optional keys gives old questionnaires the digests they had.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from assessment.methodology.instrument import Instrument, Part
from assessment.methodology.localisation import TEXTS, texts_of


def method_digest(instrument: Instrument) -> str:
    """SHA-256 (64 hexadecimal digits) over codes, order, routing, scores, weights and rules: all but the texts."""
    return _digest(_method_of(instrument))


def text_digest(instrument: Instrument) -> str:
    """SHA-256 (64 hexadecimal digits) over every text with its path."""
    return _digest(dict(texts_of(instrument)))


def _digest(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _method_of(value: Any) -> Any:
    if isinstance(value, Part):
        texts = TEXTS.get(type(value), ())
        return {
            key: _method_of(getattr(value, key))
            for key, field in type(value).model_fields.items()
            if key not in texts and getattr(value, key) != field.default
        }
    if isinstance(value, dict):
        return {key: _method_of(one) for key, one in value.items()}
    return [_method_of(one) for one in value] if isinstance(value, tuple) else value
