"""What changed between two versions of a questionnaire: parts added, removed and changed, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from assessment.authoring.digests import NOTES
from assessment.methodology.instrument import Area, Claim, Instrument, Part, Step
from assessment.methodology.localisation import TEXTS

Deed = Literal["added", "removed", "changed"]
Aspect = Literal["routing", "rules", "scores", "goalposts", "weights", "wording", "content"]

FAMILIES = (
    "groups",
    "modules",
    "attributes",
    "scales",
    "series",
    "claims",
    "profiles",
    "alternatives",
    "recommendations",
)
LEFT_OUT: dict[type[Part], tuple[str, ...]] = {
    Instrument: ("code", "version"),
}
COMPARED_ALONE: dict[type[Part], tuple[str, ...]] = {
    Instrument: ("areas", *FAMILIES),
    Area: ("indicators", "items"),
}
ASPECTS: dict[str, Aspect] = {
    "groups": "routing",
    "roles": "routing",
    "when": "routing",
    "module": "routing",
    "score": "scores",
    "direction": "scores",
    "scale": "scores",
    "own_performance_of": "scores",
    "goalposts": "goalposts",
    "steps": "goalposts",
    "categories": "goalposts",
    "sample": "goalposts",
    "weight": "weights",
    "weighting": "weights",
    "group_weighting": "weights",
}


@dataclass(frozen=True)
class Difference:
    """One key of a part that differs: its path within the part, its aspect, and both values."""

    key: str
    aspect: Aspect
    old: Any
    new: Any


@dataclass(frozen=True)
class PartChange:
    """A part of one `family` (items, indicators, recommendations …) that only one version has, or that differs."""

    family: str
    code: str
    deed: Deed
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class _Value:
    """What stands under a key: a text, the order of parts that are compared one by one, or any other value."""

    value: Any
    is_text: bool = False
    is_order: bool = False

    def beside(self, other: _Value) -> Any:
        """The value for a comparison with another: of an order only what both have."""
        return [code for code in self.value if code in other.value] if self.is_order else self.value


def changes_between(old: Instrument, new: Instrument) -> tuple[PartChange, ...]:
    """Every part added, removed or changed, by family, in the order of the new version; removed ones follow."""
    before, after = dict(_parts_of(old)), dict(_parts_of(new))
    keys = [*after, *(key for key in before if key not in after)]
    families = list(dict.fromkeys(family for family, _ in keys))
    changes = [_change(*key, before.get(key), after.get(key)) for key in keys]
    return tuple(
        sorted((change for change in changes if change is not None), key=lambda change: families.index(change.family))
    )


def _change(family: str, code: str, old: Part | None, new: Part | None) -> PartChange | None:
    if old is None or new is None:
        return PartChange(family, code, "added" if old is None else "removed")
    before, after = dict(_values(old)), dict(_values(new))
    differences = tuple(
        Difference(key, _aspect(family, key, after[key]), before[key].value, after[key].value)
        for key in after
        if key in before and before[key].beside(after[key]) != after[key].beside(before[key])
    )
    return PartChange(family, code, "changed", differences) if differences else None


def _parts_of(instrument: Instrument) -> Iterator[tuple[tuple[str, str], Part]]:
    yield ("questionnaire", instrument.code), instrument
    for family in ("groups", "modules", "attributes", "scales"):
        yield from (((family, part.code), part) for part in getattr(instrument, family))
    yield from ((("areas", area.code), area) for area in instrument.areas)
    yield from ((("indicators", code), indicator) for code, indicator in instrument.indicator_of.items())
    yield from ((("items", code), item) for code, item in instrument.item_of.items())
    yield from ((("series", series.code), series) for series in instrument.series)
    yield from ((("claims", _name(claim)), claim) for claim in instrument.claims)
    yield from ((("profiles", profile.code), profile) for profile in instrument.profiles)
    yield from ((("alternatives", alternative.code), alternative) for alternative in instrument.alternatives)
    yield from ((("recommendations", advice.code), advice) for advice in instrument.recommendations)


def _name(part: Any) -> str:
    return f"{part.series} {part.item}" if isinstance(part, Claim) else str(part.code)


def _values(part: Part, path: str = "") -> Iterator[tuple[str, _Value]]:
    """Every key of a part with its value; parts with codes inside it are named by them, and their order is one key."""
    left_out = (*LEFT_OUT.get(type(part), ()), *NOTES.get(type(part), ()))
    for key in type(part).model_fields:
        value = getattr(part, key)
        here = f"{path}.{key}".lstrip(".")
        if key in left_out:
            continue
        if key in COMPARED_ALONE.get(type(part), ()):
            yield here, _Value([_name(one) for one in value], is_order=True)
            continue
        if key in TEXTS.get(type(part), ()):
            yield here, _Value(value, is_text=True)
        elif isinstance(value, tuple) and value and isinstance(value[0], Part) and not isinstance(value[0], Step):
            yield here, _Value([one.code for one in value])
            for one in value:
                yield from _values(one, f"{here}.{one.code}")
        else:
            yield here, _Value(_plain(value))
            if isinstance(value, Part):
                texts = TEXTS.get(type(value), ())
                yield from ((f"{here}.{text}", _Value(getattr(value, text), is_text=True)) for text in texts)


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        return value.model_dump(mode="json", exclude=set(TEXTS.get(type(value), ())))
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _aspect(family: str, key: str, value: _Value) -> Aspect:
    if value.is_text:
        return "wording"
    if family == "recommendations":
        return "rules" if key == "when" else "content"
    first, last = key.split(".")[0], key.split(".")[-1]
    return ASPECTS.get(last) or ASPECTS.get(first) or "content"
