"""What may leave of responses as data: records without identities, for analysts of the country or for everybody.

For everybody, persons and firms are coarsened until at least five are alike (sequential local recoding), numbers that
fewer than five of them gave are replaced by means of five or more (microaggregation), and answers are withheld that
would follow by subtraction from what reports publish. The method is that of statistical disclosure control: Hundepool
et al., Statistical Disclosure Control, 2012, chapters 3 and 5.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assessment.methodology.applicability import on_path
from assessment.methodology.instrument import Instrument
from assessment.methodology.responses import Response, State, Value

Audience = Literal["analysis", "open"]
AUDIENCES: tuple[Audience, ...] = ("analysis", "open")
EntryState = State | Literal["unanswered", "not_asked", "withheld"]
WITHHELD = "withheld"


@dataclass(frozen=True)
class Sent:
    """A response that was sent, with what its author said of how to appear.

    `attributes` are as chosen, "prefer not to say" included; `source` is the record's own key, which never leaves.
    `design_weight` is the weight with which a survey drew them; the response carries the final one.
    """

    source: str
    response: Response
    attributes: Mapping[str, str]
    attribution: str
    origin: str
    language: str
    sent_on: date | None
    design_weight: float | None = None


@dataclass(frozen=True)
class Entry:
    """What a record holds on one question. Only `answered` has a value."""

    state: EntryState
    value: Value | None = None


@dataclass(frozen=True)
class Record:
    """One respondent under a pseudonym, with an entry for every question of the questionnaire, in its order.

    `institution` is a name where the respondent appears by it, else a pseudonym that two records of one institution
    share, or empty. Role and attributes may be `withheld`. `weight` is final: it meets the margins of the population.
    """

    respondent: str
    group: str
    role: str
    institution: str
    attributes: Mapping[str, str]
    modules: tuple[str, ...]
    origin: str
    language: str
    sent_on: date | None
    entries: Mapping[str, Entry]
    weight: float | None = None
    design_weight: float | None = None
    stratum: str = ""
    cluster: str = ""


@dataclass(frozen=True)
class Release:
    """The records that leave, and how many responses stay out of them by stakeholder group."""

    audience: Audience
    records: tuple[Record, ...]
    left_out: Mapping[str, int]


def released_to_analysts(instrument: Instrument, sent: Iterable[Sent]) -> Release:
    """Every response that was sent, whole, without identities: what analysts of the country work with."""
    ordered = in_random_order("analysis", sent)
    return Release("analysis", named_apart(instrument, [(one, entries_of(instrument, one)) for one in ordered]), {})


def in_random_order(audience: Audience, sent: Iterable[Sent]) -> list[Sent]:
    """Responses in an order that tells nothing of time, and another one for each audience."""
    return sorted(sent, key=lambda one: hashlib.sha256(f"{audience} {one.source}".encode()).digest())


def entries_of(instrument: Instrument, sent: Sent) -> dict[str, Entry]:
    """An entry for every question; answers off the path count as none (rule 2)."""
    path = on_path(instrument, sent.response)
    entries = {}
    for question in instrument.question_of:
        answer = path.get(question)
        if answer is not None:
            entries[question] = Entry(answer.state, answer.value)
        else:
            entries[question] = Entry("unanswered" if question in path else "not_asked")
    return entries


def named_apart(instrument: Instrument, chosen: Sequence[tuple[Sent, Mapping[str, Entry]]]) -> tuple[Record, ...]:
    """Records with pseudonyms for respondents and for institutions that are not named."""
    pseudonyms: dict[str, str] = defaultdict(lambda: f"I{len(pseudonyms) + 1:03}")
    return tuple(
        Record(
            respondent=f"R{number:04}",
            group=one.response.respondent.group,
            role=one.response.respondent.role,
            institution=_institution(instrument, one, pseudonyms),
            attributes=one.attributes,
            modules=one.response.respondent.modules or (),
            origin=one.origin,
            language=one.language,
            sent_on=one.sent_on,
            entries=entries,
            weight=one.response.respondent.weight,
            design_weight=one.design_weight,
            stratum=one.response.respondent.stratum,
            cluster=one.response.respondent.cluster,
        )
        for number, (one, entries) in enumerate(chosen, start=1)
    )


def _institution(instrument: Instrument, sent: Sent, pseudonyms: Mapping[str, str]) -> str:
    """The name of an institution that chose to appear by it; persons and firms are not asked, and never do."""
    person = sent.response.respondent
    if not person.institution:
        return ""
    names = instrument.group_of[person.group].counts == "institutions" and sent.attribution == "named"
    return person.institution if names else pseudonyms[person.institution]
