"""Responses for everybody: nothing of fewer than five persons or firms, nothing of institutions that stay hidden."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from assessment.methodology.disclosure import FEWEST_PERSONS, may_show, pooled
from assessment.methodology.expressions import names_in, parse
from assessment.methodology.instrument import NUMBER_TYPES, Group, Instrument, Item
from assessment.methodology.open_weights import told_weights
from assessment.methodology.release import (
    WITHHELD,
    Entry,
    Record,
    Release,
    Sent,
    entries_of,
    in_random_order,
    named_apart,
)
from assessment.methodology.responses import Money, Value

TEXTS = frozenset({"short_text", "long_text"})


@dataclass(frozen=True)
class _Member:
    """A response of a group: what it was sent as, and what would leave of it."""

    sent: Sent
    record: Record

    @property
    def voice(self) -> str:
        return self.sent.response.respondent.voice


def released_to_everybody(
    instrument: Instrument, sent: Iterable[Sent], hidden: Mapping[str, Collection[str]] = MappingProxyType({})
) -> Release:
    """The records that may be published beside the report.

    Left out are institutions that chose to stay hidden, and groups of fewer than five persons or firms. Of the others
    are withheld: texts; sensitive questions; what too few of a group told; what would follow by subtracting these
    records from the counts that a report publishes; and whatever hangs on something withheld. The language and the day
    stay out altogether, and so do strata and clusters of a survey and the way in which the answers of persons and
    firms came. `hidden` are groups by question that are withheld, because others would follow from them and the score.
    """
    ordered = in_random_order("open", sent)
    whole = named_apart(instrument, [(one, entries_of(instrument, one)) for one in ordered])
    members = [_Member(*pair) for pair in zip(ordered, whole, strict=True)]
    records: list[Record] = []
    left_out = {}
    for group in instrument.groups:
        own = [member for member in members if member.record.group == group.code]
        kept = _of_group(instrument, group, own, {code for code, groups in hidden.items() if group.code in groups})
        records += kept
        if len(kept) < len(own):
            left_out[group.code] = len(own) - len(kept)
    records.sort(key=lambda record: record.respondent)
    numbered = (replace(record, respondent=f"R{number:04}") for number, record in enumerate(records, start=1))
    return Release("open", tuple(numbered), left_out)


def _of_group(
    instrument: Instrument, group: Group, members: Sequence[_Member], beside: Collection[str]
) -> list[Record]:
    persons = group.counts == "persons"
    kept = [member for member in members if persons or member.sent.attribution != "hidden"]
    if not may_show(group, len({member.voice for member in kept})):
        return []
    kept = [replace(one, record=replace(one.record, language="", sent_on=None)) for one in kept]
    if persons:
        kept = _coarsened(instrument, group, kept)
    kept = _weighted(kept)
    hidden = {
        code
        for code, item in instrument.question_of.items()
        if code in beside or _is_hidden(group, code, item, members)
    }
    records = [_without(instrument, member.record, hidden) for member in kept]
    return _microaggregated(instrument, records) if persons else records


def _is_hidden(group: Group, question: str, item: Item, members: Sequence[_Member]) -> bool:
    """Whether a question is withheld for a whole group.

    Reports count all institutions, these records only those that do not hide: as long as the difference is made of one
    to four institutions, it would tell what they answered.
    """
    if item.type in TEXTS or item.sensitive:
        return True
    entries = [(member, member.record.entries[question]) for member in members]
    asked = {member.voice for member, entry in entries if entry.state != "not_asked"}
    if group.counts == "persons":
        answered = {member.voice for member, entry in entries if entry.state == "answered"}
        return any(0 < len(voices) < FEWEST_PERSONS for voices in (asked, answered))
    hiding = {member.voice for member, _ in entries if member.sent.attribution == "hidden"} & asked
    return 0 < len(hiding) < FEWEST_PERSONS


def _coarsened(instrument: Instrument, group: Group, members: Sequence[_Member]) -> list[_Member]:
    """Role and attributes one after the other, each within what the earlier ones left alike, at least five alike."""
    attributes = [one.code for one in instrument.attributes if group.code in one.groups]
    told = [replace(one, record=replace(one.record, institution="", origin="")) for one in members]
    for trait in ["", *attributes]:
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, member in enumerate(told):
            before = ["", *attributes[: attributes.index(trait)]] if trait else []
            alike[tuple(_trait(member.record, one) for one in before)].append(place)
        for places in alike.values():
            voices: dict[str, set[str]] = defaultdict(set)
            for place in places:
                voices[_trait(told[place].record, trait)].add(told[place].voice)
            merged = pooled({value: len(them) for value, them in voices.items()})
            for place in places:
                if _trait(told[place].record, trait) in merged:
                    told[place] = replace(told[place], record=_with_trait(told[place].record, trait))
    return told


def _weighted(members: Sequence[_Member]) -> list[_Member]:
    """Records with the weights that may be told, and nothing else of how they were drawn."""
    told = [replace(one.record, weight=None, design_weight=None, stratum="", cluster="") for one in members]
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, record in enumerate(told):
        alike[record.role, *(f"{code} {value}" for code, value in sorted(record.attributes.items()))].append(place)
    weights = [one.record.weight for one in members]
    for places in alike.values():
        known = [(place, weight) for place in places if (weight := weights[place]) is not None]
        voices = [members[place].voice for place, _ in known]
        for (place, _), weight in zip(known, told_weights([weight for _, weight in known], voices), strict=True):
            told[place] = replace(told[place], weight=weight)
    return [replace(one, record=record) for one, record in zip(members, told, strict=True)]


def _trait(record: Record, trait: str) -> str:
    """The role for the empty trait, else the attribute; empty where the respondent told nothing."""
    return record.attributes.get(trait, "") if trait else record.role


def _with_trait(record: Record, trait: str) -> Record:
    if not trait:
        return replace(record, role=WITHHELD)
    return replace(record, attributes={**record.attributes, trait: WITHHELD})


def _without(instrument: Instrument, record: Record, hidden: Collection[str]) -> Record:
    """The record without the hidden questions and without those whose being asked would tell what is withheld."""
    gone = {*hidden, *(code for code, value in record.attributes.items() if value == WITHHELD)}
    if record.role == WITHHELD:
        gone.add("role")
    for item in instrument.item_of.values():
        hangs = names_in(parse(item.when)) & gone if item.when else set()
        if hangs or ("role" in gone and record.group in item.roles):
            gone.update(item.questions())
    entries = {code: Entry("withheld") if code in gone else entry for code, entry in record.entries.items()}
    return replace(record, entries=entries)


def _microaggregated(instrument: Instrument, records: Sequence[Record]) -> list[Record]:
    """Numbers that fewer than five gave become means of five or more neighbours, and dates are withheld."""
    changed = [dict(record.entries) for record in records]
    for code, item in instrument.question_of.items():
        places = [place for place, entries in enumerate(changed) if entries[code].state == "answered"]
        if item.type == "date":
            for place in places:
                changed[place][code] = Entry("withheld")
        elif item.type in NUMBER_TYPES:
            for kind in {_currency(changed[place][code].value) for place in places}:
                alike = [place for place in places if _currency(changed[place][code].value) == kind]
                values = [_amount(changed[place][code].value) for place in alike]
                for place, mean in zip(alike, _means(values), strict=True):
                    changed[place][code] = Entry("withheld") if mean is None else _given(kind, mean)
    return [replace(record, entries=entries) for record, entries in zip(records, changed, strict=True)]


def _means(values: Sequence[float]) -> list[float | None]:
    """Each value as it is told: itself if five gave it, else the mean of five or more neighbours, else nothing."""
    often = {value for value, number in Counter(values).items() if number >= FEWEST_PERSONS}
    told: list[float | None] = [value if value in often else None for value in values]
    rest = sorted((place for place, value in enumerate(values) if value not in often), key=values.__getitem__)
    parts = len(rest) // FEWEST_PERSONS
    for part in range(parts):
        last = len(rest) if part == parts - 1 else (part + 1) * FEWEST_PERSONS
        chunk = rest[part * FEWEST_PERSONS : last]
        mean = math.fsum(values[place] for place in chunk) / len(chunk)
        for place in chunk:
            told[place] = mean
    return told


def _currency(value: Value | None) -> tuple[str, int] | None:
    return (value.currency, value.year) if isinstance(value, Money) else None


def _amount(value: Value | None) -> float:
    return value.amount if isinstance(value, Money) else float(str(value))


def _given(kind: tuple[str, int] | None, mean: float) -> Entry:
    return Entry("answered", mean if kind is None else Money(mean, *kind))
