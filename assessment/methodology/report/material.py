"""What a report is made from: the scored assessment and everything known of how it was made, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from assessment.methodology.country_comments import CountryComment, Workshop
from assessment.methodology.followup import Rates, Status
from assessment.methodology.gaps import Gap, Unjudged
from assessment.methodology.instrument import Instrument
from assessment.methodology.peers import PeerComparison
from assessment.methodology.recommendations import Priority, Recommendation
from assessment.methodology.reliability import Reliability
from assessment.methodology.robustness.model import Robustness
from assessment.methodology.rounds import Rounds
from assessment.methodology.scoring import Scorecard

if TYPE_CHECKING:
    from assessment.methodology.probability.results import SurveyResults

ResultsShown = Literal["internal", "bands", "published"]
TimeFrame = Literal["short", "medium", "long"]


@dataclass(frozen=True)
class AssessmentFacts:
    """Which assessment this is: `name` as in SEN-2026-1, `dated` the day of the report, never the clock's.

    `languages` are the names, in the report's language, of the languages in which respondents could answer.
    `questionnaire` is the instrument's identity; the digests prove method and data. `anonymous` counts the responses
    that came through an open link without identity.
    """

    name: str
    country: str
    dated: date
    reference_year: int
    results_shown: ResultsShown
    demonstration: bool
    questionnaire: str
    method_digest: str
    data_digest: str
    languages: tuple[str, ...] = ()
    opened: date | None = None
    closed: date | None = None
    anonymous: int = 0


@dataclass(frozen=True)
class RoleHeard:
    """How many of one role were asked to answer, and how many sent their answers; without those who stay hidden."""

    role: str
    invited: int
    submitted: int


@dataclass(frozen=True)
class GroupHeard:
    """How many of one stakeholder group are known (`register`, if counted), were asked, and answered.

    `counted` is the number of distinct institutions, firms or persons among those who sent their answers.
    """

    group: str
    register: int | None
    invited: int
    submitted: int
    counted: int
    roles: tuple[RoleHeard, ...] = ()


@dataclass(frozen=True)
class Quotation:
    """What a respondent wrote and released, with the labels of group and role, under an area's code."""

    text: str
    area: str
    group: str
    role: str = ""


@dataclass(frozen=True)
class CitedDocument:
    """A document of the library that may be named: its citation or title, licence, ISO date, address, and codes."""

    text: str
    licence: str
    dated: str
    address: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CountryFact:
    """A dated fact on the country that the desk study found, in the report's language, with its address."""

    area: str
    text: str
    year: str
    address: str


@dataclass(frozen=True)
class MatrixAction:
    """An adopted action as it stands today; `partners` are codes of the partners' list or names."""

    code: str
    area: str
    action: str
    expected_result: str
    priority: Priority
    time_frame: TimeFrame
    lead: str
    contributors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    measure: str = ""
    unit: str = ""
    baseline: str = ""
    target: str = ""
    cost: str = ""
    starts_on: date | None = None
    due_on: date | None = None
    status: Status = "not_started"
    per_cent: float | None = None
    recommendation: str = ""


@dataclass(frozen=True)
class Since:
    """What changed since the former round; `shows_scores` only where both rounds show theirs.

    `labels` are the wordings of questions and series of both versions by code, in the report's language.
    """

    rounds: Rounds
    shows_scores: bool
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportMaterial:
    """Everything a report says, before it is said. The instrument is already in the report's language.

    `rates_by_area` and `rates` are the implementation rates of the adopted actions; `partners` gives the name of a
    development partner by its code, `abbreviations` how it is called in short where that differs from the code.
    `excerpts` are words of documents that may be quoted, each with the document as its group and the page as its role;
    `documents` those of the library that may be named and tell of something.
    `acknowledged` are names of respondents who agreed to be thanked by them.
    `targets` are levels agreed with the country, by indicator, where they differ from the questionnaire's.
    `country_groups` are the codes of the groups to which the country belongs on the day of the report (`SIDS`);
    `since` is what changed since the former round;
    `beside` is how its published figures compare with those of its peers.
    `comments` are those of the country on the draft, without those taken back.
    `survey` are the estimates of a probability survey, one a stakeholder group;
    `robustness` is None where nothing was drawn, as on screens that do not ask for it.
    """

    facts: AssessmentFacts
    instrument: Instrument
    scorecard: Scorecard
    gaps: tuple[Gap, ...] = ()
    unjudged: tuple[Unjudged, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    actions: tuple[MatrixAction, ...] = ()
    rates_by_area: Mapping[str, Rates] = field(default_factory=dict)
    rates: Rates | None = None
    heard: tuple[GroupHeard, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    excerpts: tuple[Quotation, ...] = ()
    documents: tuple[CitedDocument, ...] = ()
    acknowledged: tuple[str, ...] = ()
    country_facts: tuple[CountryFact, ...] = ()
    partners: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    country_groups: frozenset[str] = frozenset()
    robustness: Robustness | None = None
    reliabilities: tuple[Reliability, ...] = ()
    beside: PeerComparison | None = None
    since: Since | None = None
    survey: tuple[SurveyResults, ...] = ()
    comments: tuple[CountryComment, ...] = ()
    workshop: Workshop | None = None
