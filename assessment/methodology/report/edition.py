"""One edition of the report: the material, the voice, and how levels, figures and names are said throughout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assessment.methodology.consolidation import AVERAGED
from assessment.methodology.desk import DeskResult
from assessment.methodology.disclosure import hides_a_group
from assessment.methodology.gaps import Gap, target_of
from assessment.methodology.instrument import Area, Band, Indicator, Instrument, Item, Series
from assessment.methodology.recommendations import Recommendation
from assessment.methodology.report.material import AssessmentFacts, ReportMaterial
from assessment.methodology.report.model import Tone
from assessment.methodology.report.words import REASONS, SHORT_REASONS
from assessment.methodology.scoring import NodeScore, Reason, Scorecard, band_of
from assessment.methodology.voice import N_, PER_CENT, Voice

NO_VALUE: Reason = "no_value"
LEAST_DIFFERENCE = 0.05
"""What is less rounds to 0.0 points."""
STOPS = ".。"
BAND_TONES: tuple[Tone, ...] = ("poor", "weak", "fair", "good")
SEVERITY_TONES: tuple[Tone, ...] = ("muted", "fair", "weak", "poor")
PRIORITY_TONES: dict[str, Tone] = {"high": "poor", "medium": "weak", "low": "muted"}


@dataclass(frozen=True)
class Edition:
    """What every part of the report asks: the same node is said in the same way wherever it stands."""

    material: ReportMaterial
    voice: Voice

    @property
    def instrument(self) -> Instrument:
        """The questionnaire in the report's language."""
        return self.material.instrument

    @property
    def scorecard(self) -> Scorecard:
        """All scores."""
        return self.material.scorecard

    @property
    def facts(self) -> AssessmentFacts:
        """Which assessment this is."""
        return self.material.facts

    @property
    def shows_scores(self) -> bool:
        """Whether figures from which a score follows may stand in the report (rule 11)."""
        return self.facts.results_shown != "bands"

    @cached_property
    def notice(self) -> str:
        """The warning of a demonstration, or nothing."""
        return self.voice.say("Demonstration: synthetic responses") if self.facts.demonstration else ""

    @cached_property
    def source_of_answers(self) -> str:
        """Where a picture made of answers comes from."""
        return self.heard(
            N_("Answers of respondents, assessment {name}."),
            N_("Answers made by a program for this demonstration, assessment {name}."),
            name=self.facts.name,
        )

    @cached_property
    def source_of_levels(self) -> str:
        """Where a picture of levels or scores comes from."""
        return self.heard(
            N_("Computed for assessment {name} from the answers, facts and published figures in the annexes."),
            N_("Computed for assessment {name} from invented answers and from the published figures in the annexes."),
            name=self.facts.name,
        )

    def say(self, message: str, /, **values: object) -> str:
        """The message in the report's language."""
        return self.voice.say(message, **values)

    def count(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """The message in the plural form for `number`."""
        return self.voice.count(singular, plural, number, **values)

    def heard(self, answers: str, demonstration: str, /, **values: object) -> str:
        """The first message, or in a demonstration the second: what synthetic respondents say is no finding."""
        return self.voice.say(demonstration if self.facts.demonstration else answers, **values)

    def quoted(self, label: str) -> str:
        """A name set apart in a sentence."""
        return self.voice.say("“{label}”", label=label)

    def listed(self, labels: Iterable[str]) -> str:
        """Several names in a sentence."""
        return self.voice.join(self.quoted(label) for label in labels)

    def node(self, code: str) -> NodeScore:
        """A node of the scorecard."""
        return self.scorecard.nodes[code]

    def band(self, score: float | None) -> Band | None:
        """The named range of a score."""
        return band_of(self.instrument.bands, score)

    def level(self, code: str) -> str:
        """A node's level as it may be shown: the band, with the score where scores are shown."""
        return self.level_of(self.scorecard.score_of(code))

    def level_of(self, score: float | None) -> str:
        """A score as it may be shown in a sentence: `Emerging`, or `Emerging (41.3)`."""
        if score is None:
            return self.say("insufficient data")
        band = self.band(score)
        if band is None:
            return self.score(score) if self.shows_scores else self.say("judged")
        if not self.shows_scores:
            return band.label
        return self.say("{band} ({score})", band=band.label, score=self.score(score))

    def may_tell(self, code: str) -> bool:
        """Whether a question's level may stand by itself: not where a hidden group's answers follow from it."""
        result = self.scorecard.questions.get(code)
        return result is None or not hides_a_group(self.instrument, (result,))

    def band_label(self, score: float | None) -> str:
        """The band's name, or that there are not enough data."""
        band = self.band(score)
        return band.label if band else self.say("Insufficient data")

    def why(self, node: NodeScore) -> str:
        """Why a node has no level, as a sentence."""
        return self.say(REASONS[node.reason or NO_VALUE])

    def why_shortly(self, node: NodeScore) -> str:
        """Why a node has no level, in two or three words."""
        return self.say(SHORT_REASONS[node.reason or NO_VALUE])

    def named(self, node: NodeScore, label: str) -> str:
        """A node's label, marked where the node is provisional."""
        return self.say("{label} (provisional)", label=label) if node.provisional else label

    def score(self, score: float | None) -> str:
        """A score with one decimal, a dash where there is none. Only for editions that show scores."""
        return "–" if score is None else self.voice.number(score, 1)

    def points(self, difference: float) -> str:
        """A difference of scores with its sign; none where it rounds to nothing. Only for editions that show scores."""
        told = difference if abs(difference) >= LEAST_DIFFERENCE else 0.0
        return ("+" if told > 0 else "") + self.score(told)

    def tone(self, score: float | None) -> Tone:
        """The colour that goes with a score's band."""
        band = self.band(score)
        return (
            "unknown"
            if band is None
            else BAND_TONES[_place(self.instrument.bands.index(band), len(self.instrument.bands))]
        )

    def severity_label(self, code: str) -> str:
        """The name of a gap's severity."""
        return next((severity.label for severity in self.instrument.severities if severity.code == code), "")

    def severity_tone(self, code: str) -> Tone:
        """The colour that goes with a gap's severity."""
        codes = [severity.code for severity in self.instrument.severities]
        return SEVERITY_TONES[_place(codes.index(code), len(codes))] if code in codes else "muted"

    def share(self, share: float) -> str:
        """A share of 0..1 as whole per cent."""
        return self.voice.percent(100 * share)

    def weight(self, weight: float) -> str:
        """A weight, without decimals where it has none."""
        return self.voice.number(weight, 0 if weight == int(weight) else 2)

    def target(self, indicator: Indicator) -> str:
        """The level aimed at, as it may be shown."""
        return self.level_of(target_of(self.instrument, indicator, self.material.targets))

    def range_of(self, code: str) -> tuple[float | None, float | None]:
        """The ends of a node's robustness range where there is one: for a chart that shows scores."""
        drawn = self.material.robustness
        found = drawn.ranges.get(code) if drawn else None
        return (found.joint.low, found.joint.high) if found else (None, None)

    def gap_of(self, code: str) -> Gap | None:
        """The gap of an indicator, if it has one."""
        return next((gap for gap in self.material.gaps if gap.code == code), None)

    def gaps_in(self, area: Area) -> tuple[Gap, ...]:
        """The gaps of an area, the gravest first."""
        return tuple(gap for gap in self.material.gaps if gap.area == area.code)

    def grave_gaps(self, gaps: Sequence[Gap]) -> tuple[Gap, ...]:
        """Those in the upper half of the questionnaire's severities."""
        codes = [severity.code for severity in self.instrument.severities]
        grave = set(codes[len(codes) // 2 :])
        return tuple(gap for gap in gaps if gap.severity in grave)

    def recommended_in(self, area: Area) -> tuple[Recommendation, ...]:
        """The recommendations of an area in their rank."""
        return tuple(r for r in self.material.recommendations if r.advice.area == area.code)

    def asks_groups(self, area: Area) -> bool:
        """Whether an area asks groups for opinions or experience at all."""
        return any(item.kind in AVERAGED for item in area.items)

    def judged(self, area: Area) -> tuple[Indicator, ...]:
        """The indicators of an area that have a score."""
        return tuple(i for i in area.indicators if self.node(i.code).score is not None)

    def applying(self, area: Area) -> tuple[Indicator, ...]:
        """The indicators of an area that apply to the country."""
        return tuple(i for i in area.indicators if self.node(i.code).applies)

    def label(self, code: str) -> str:
        """What a node, a question or a series is called."""
        if code in self.instrument.area_of:
            return self.instrument.area_of[code].label
        if code in self.instrument.indicator_of:
            return self.instrument.indicator_of[code].label
        if code in self.instrument.series_of:
            return self.instrument.series_of[code].name
        if code in self.instrument.question_of:
            return self.question(code)
        return code

    def question(self, code: str) -> str:
        """The wording of a question without its full stop; for a row of a grid the grid's question and the row."""
        item = self.instrument.question_of[code]
        row = self.row_text(code)
        if not row:
            return item.text.rstrip(STOPS)
        return self.say("{question} – {row}", question=item.text, row=row.rstrip(STOPS))

    def row_text(self, code: str) -> str:
        """The wording of a grid's row, nothing for other questions."""
        item = self.instrument.question_of[code]
        row = code.partition(".")[2]
        return next((line.text for line in item.rows if line.code == row), "")

    def statement(self, code: str) -> str:
        """The shortest wording that identifies a question: a grid's row alone."""
        return (self.row_text(code) or self.instrument.question_of[code].text).rstrip(STOPS)

    def option(self, item: Item, code: str) -> str:
        """The label of an option."""
        return next((o.label for o in self.instrument.options_of(item) if o.code == code), code)

    def group_label(self, code: str) -> str:
        """A stakeholder group's name; for a published tracker its series' name."""
        group = self.instrument.group_of.get(code)
        return group.label if group else self.label(code)

    def groups(self, codes: Iterable[str]) -> str:
        """Several stakeholder groups in a sentence, in the questionnaire's order."""
        wanted = set(codes)
        return self.voice.join(g.label for g in self.instrument.groups if g.code in wanted)

    def desk_value(self, series: Series, result: DeskResult) -> str:
        """What a series says of the country, as a figure."""
        return self.figure(series, result.value)

    def figure(self, series: Series, value: float | None) -> str:
        """A published figure: a share with its per cent sign, anything else as a number."""
        if value is None:
            return "–"
        if series.unit.startswith("%"):
            return self.voice.percent(value, series.decimals)
        return self.voice.number(value, series.decimals)

    def desk_unit(self, series: Series) -> str:
        """The unit beside a published figure, without the sign that the figure carries already."""
        return series.unit.lstrip(PER_CENT) if series.unit.startswith("%") else series.unit

    def partner(self, code: str) -> str:
        """A partner as the matrix names it: by its abbreviation, explained in front and in the annex."""
        return self.material.abbreviations.get(code, code)

    def some(self, labels: Sequence[str], most: int = 3) -> str:
        """The first names in a sentence, and how many indicators more."""
        shown = [self.quoted(label) for label in labels[:most]]
        if len(labels) > most:
            rest = len(labels) - most
            shown.append(self.count("{number} other indicator", "{number} other indicators", rest))
        return self.voice.join(shown)


def _place(index: int, length: int) -> int:
    """The place among four colours of one of `length` steps."""
    return 3 if length < 2 else round(index * 3 / (length - 1))
