"""The texts of an instrument, each with the path translators know it by, and the instrument in another language.

Codes, order, routing and scores are never touched: only what a person reads is exchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, TypeVar, cast

from assessment.methodology.instrument import (
    Advice,
    Alternative,
    Area,
    Attribute,
    Band,
    Goalposts,
    Group,
    Indicator,
    Instrument,
    Item,
    Module,
    NationalSource,
    Option,
    Part,
    Profile,
    Role,
    Row,
    Scale,
    Series,
    Severity,
    Survey,
)

Place: TypeAlias = tuple[str | int, ...]
Visit: TypeAlias = Callable[[str, Place, str], str]
AnyPart = TypeVar("AnyPart", bound=Part)

TEXTS: dict[type[Part], tuple[str, ...]] = {
    Instrument: ("title", "description"),
    Group: ("label",),
    Role: ("label",),
    Module: ("label", "description"),
    Attribute: ("text", "hint"),
    Survey: ("population",),
    Scale: (),
    Option: ("label",),
    Band: ("label", "meaning"),
    Severity: ("label",),
    Series: ("name", "unit", "source"),
    Goalposts: ("reason",),
    Profile: ("label",),
    NationalSource: ("source",),
    Alternative: ("label", "reason"),
    Area: ("label", "short_label", "introduction"),
    Indicator: ("label", "competent_body", "data_action"),
    Item: ("text", "hint", "unit"),
    Row: ("text",),
    Advice: ("action", "expected_result", "measure", "unit", "target", "lead", "contributors"),
}
NAMED_BY_CODE = frozenset({Area, Indicator, Item, Series, Advice})
WITHOUT_KEY = frozenset({Option, Role, Row})  # one text each, so the path ends at the code


def texts_of(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Every text with its path, `PAY_01.options.live`, in the order of the files; paths are unique."""
    return ((path, text) for path, _, text in text_places(instrument))


def text_places(instrument: Instrument) -> list[tuple[str, Place, str]]:
    """Every text with its path and its place in the tree: `("areas", 4, "items", 0, "text")`."""
    found: list[tuple[str, Place, str]] = []

    def note(path: str, place: Place, text: str) -> str:
        found.append((path, place, text))
        return text

    _visited(instrument, "", (), note)
    return found


def localised(instrument: Instrument, translate: Callable[[str, str], str]) -> Instrument:
    """The same instrument with each text replaced by `translate(context, text)`.

    The context is the identity and the path, `etrade-rapid/2026.1 PAY_01.text`, as in the gettext catalogues.
    """
    return _visited(instrument, "", (), lambda path, _, text: translate(f"{instrument.identity} {path}", text))


def _visited(part: AnyPart, path: str, place: Place, visit: Visit) -> AnyPart:
    """A copy of a part whose texts, and those of all parts inside it, are what `visit` returns for them."""
    texts = TEXTS[type(part)]
    values: dict[str, Any] = {}
    for key in type(part).model_fields:
        value = getattr(part, key)
        here = (*place, key)
        if key in texts and value is not None:
            values[key] = _text(value, _path_of_text(part, path, key), here, visit)
        elif isinstance(value, Part) and type(value) in TEXTS:
            values[key] = _visited(value, f"{path}.{key}", here, visit)
        elif isinstance(value, tuple) and value and type(value[0]) in TEXTS:
            values[key] = tuple(
                _visited(one, _path_of(part, path, key, one), (*here, index), visit) for index, one in enumerate(value)
            )
        else:
            values[key] = value
    return cast(AnyPart, type(part).model_construct(part.model_fields_set, **values))


def _text(value: str | tuple[str, ...], path: str, place: Place, visit: Visit) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return visit(path, place, value)
    return tuple(visit(f"{path}.{index}", (*place, index), text) for index, text in enumerate(value))


def _path_of_text(part: Part, path: str, key: str) -> str:
    return path if type(part) in WITHOUT_KEY else f"{path}.{key}".lstrip(".")


def _path_of(parent: Part, path: str, key: str, part: Any) -> str:
    if type(part) in NAMED_BY_CODE:
        return str(part.code)
    steps = (path, part.code) if isinstance(parent, Scale) else (path, key, part.code)
    return ".".join(step for step in steps if step)
