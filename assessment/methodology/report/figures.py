"""Published desk figures of an area: value, year, age, source, and what to mind when reading them (rule 9)."""

from __future__ import annotations

from assessment.methodology.desk import DeskResult
from assessment.methodology.instrument import Area, Series
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Cell, Column, Paragraph, Row, Section, Table
from assessment.methodology.report.national import national_sources
from assessment.methodology.report.words import SHORT_REASONS


def series_in(edition: Edition, area: Area) -> tuple[tuple[Series, ...], tuple[Series, ...]]:
    """The series that may score in an area, and those shown as context, each that the instrument knows."""
    scored = dict.fromkeys(m.code for i in area.indicators for m in i.series)
    known = edition.instrument.series_of
    return tuple(known[c] for c in scored), tuple(known[c] for c in area.context if c in known and c not in scored)


def figures_section(edition: Edition, area: Area) -> Section | None:
    """The desk figures of an area, those that are scored before those that are context."""
    scored, context = series_in(edition, area)
    if not scored and not context:
        return None
    opening = Paragraph(_opening(edition, area, scored, context), area.code)
    published = (_with_value(edition, scored), _with_value(edition, context))
    table = (_table(edition, area, *published),) if any(published) else ()
    return Section(edition.say("Published figures"), (opening, *table, *national_sources(edition, scored)))


def _with_value(edition: Edition, series: tuple[Series, ...]) -> tuple[Series, ...]:
    return tuple(one for one in series if edition.scorecard.desk[one.code].value is not None)


def _opening(edition: Edition, area: Area, scored: tuple[Series, ...], context: tuple[Series, ...]) -> str:
    results = [edition.scorecard.desk[series.code] for series in (*scored, *context)]
    present = [r for r in results if r.value is not None and r.year is not None]
    if not present:
        return edition.say(
            "None of the published series foreseen for “{area}” has a value for the country.", area=area.short_label
        )
    sentences = [_coverage_of_series(edition, area, len(results), [r.year for r in present if r.year is not None])]
    if old := sum(r.old for r in present):
        sentences.append(
            edition.count(
                "{number} value is more than five years old and is marked.",
                "{number} values are more than five years old and are marked.",
                old,
            )
        )
    if scored and all(edition.scorecard.desk[series.code].score is None for series in scored):
        sentences.append(
            edition.say(
                "No figure published on “{area}” for the country is young enough to be scored.", area=area.short_label
            )
        )
    return " ".join(sentences)


def _coverage_of_series(edition: Edition, area: Area, foreseen: int, years: list[int]) -> str:
    values = {"area": area.short_label, "all": edition.voice.number(foreseen), "last": str(max(years))}
    if min(years) == max(years):
        return edition.count(
            "Of {all} published series foreseen for “{area}”, {number} has a value for the country, from {last}.",
            "Of {all} published series foreseen for “{area}”, {number} have a value for the country, all from {last}.",
            len(years),
            **values,
        )
    return edition.say(
        "Of {all} published series foreseen for “{area}”, {present} have a value for the country; "
        "the latest values date from {first} to {last}.",
        present=edition.voice.number(len(years)),
        first=str(min(years)),
        **values,
    )


def _table(edition: Edition, area: Area, scored: tuple[Series, ...], context: tuple[Series, ...]) -> Table:
    rows: list[Row] = []
    for heading, part in (
        (edition.say("Figures that enter the assessment"), scored),
        (edition.say("Figures shown for context"), context),
    ):
        if part:
            rows.append(Row((Cell(heading),), heading=True))
            rows.extend(figure_row(edition, series) for series in part)
    return Table(
        edition.say("Published figures: {area}", area=area.label),
        figure_columns(edition),
        tuple(rows),
    )


def figure_columns(edition: Edition, *, level: bool = False) -> tuple[Column, ...]:
    """The columns of every table of desk figures; the annex adds the level of each."""
    return (
        Column(edition.say("Series"), width=4.0),
        Column(edition.say("Value"), "number", 1.3),
        Column(edition.say("Year"), "number", 0.9),
        Column(edition.say("Age in years"), "number", 0.9),
        Column(edition.say("Source"), width=2.6),
        Column(edition.say("Remarks"), width=2.2),
        *((Column(edition.say("Level"), "chip", 1.6),) if level else ()),
    )


def figure_row(edition: Edition, series: Series, anchor: str = "") -> Row:
    """One series: its latest value with everything needed to read it."""
    result = edition.scorecard.desk[series.code]
    unit = edition.desk_unit(series)
    level = (Cell(node_level(edition, series.code), edition.tone(result.score)),) if anchor else ()
    return Row(
        (
            Cell(f"{series.name}\n{unit}" if unit else series.name, evidence=series.code),
            Cell(edition.desk_value(series, result), strong=True),
            Cell("–" if result.year is None else str(result.year)),
            Cell("–" if result.age is None else edition.voice.number(result.age)),
            Cell(result.source or series.source),
            Cell(remarks(edition, result)),
            *level,
        ),
        anchor=anchor,
    )


def remarks(edition: Edition, result: DeskResult) -> str:
    """What to mind: nothing published, too old or with no place on its scale, past five years, beyond the ends."""
    if result.value is None:
        return edition.say("Nothing published")
    marks = []
    if result.too_old:
        marks.append(edition.say("Too old to be scored, shown as context"))
    elif result.old:
        marks.append(edition.say("More than five years old"))
    if result.reason in SHORT_REASONS and not result.too_old:
        marks.append(edition.say(SHORT_REASONS[result.reason]))
    if result.clipped:
        marks.append(edition.say("Beyond the end of its scale, counted as the end"))
    return edition.voice.row(marks)


def node_level(edition: Edition, code: str) -> str:
    """The level of a question or series that enters an indicator, nothing for those that do not."""
    score = edition.scorecard.score_of(code)
    return "" if score is None or not edition.may_tell(code) else edition.level_of(score)
