"""Beside other countries: published figures of the country, and where they lie among those of its peers."""

from __future__ import annotations

from assessment.methodology.desk import DeskResult
from assessment.methodology.instrument import Area, Direction, Series
from assessment.methodology.peers import Beside, PeerComparison
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.figures import series_in
from assessment.methodology.report.model import Bar, Block, Cell, Chart, Column, Paragraph, Row, Section, Table
from assessment.methodology.voice import N_

BETTER: dict[Direction, str] = {"up": N_("More is better."), "down": N_("Less is better."), "context": ""}


def peers_section(edition: Edition) -> Section | None:
    """The comparison, area by area; nothing where no series can be compared."""
    comparison = edition.material.beside
    if comparison is None or not comparison.lines:
        return None
    beside = {line.series: line for line in comparison.lines}
    told: set[str] = set()
    sections = []
    for area in edition.instrument.areas:
        lines = _lines_in(edition, area, beside, told)
        told |= {line.series for line in lines}
        if lines:
            sections.append(Section(area.label, _blocks(edition, area, lines), code=area.code))
    if not sections:
        return None
    return Section(heading(edition), opening(edition, comparison), tuple(sections), layout="page")


def heading(edition: Edition) -> str:
    """What the comparison is called on screen and in the report."""
    return edition.say("Beside other countries")


def opening(edition: Edition, comparison: PeerComparison) -> tuple[Block, ...]:
    """Who is compared, as of when, and how the figures are to be read."""
    countries = len(comparison.countries)
    if comparison.group:
        who = edition.count(
            "Published figures are compared with those of {number} other country of the group “{group}”, as it "
            "stood on {day}.",
            "Published figures are compared with those of {number} other countries of the group “{group}”, as it "
            "stood on {day}.",
            countries,
            group=comparison.group,
            day=edition.voice.date(comparison.day),
        )
    else:
        names = edition.voice.join(edition.voice.country(code) for code in comparison.countries)
        who = edition.say("Published figures are compared with those of {countries}.", countries=names)
    how = edition.say(
        "Of each country counts the latest figure up to {year} that is not too old for its series. Only published "
        "figures are compared, never results of assessments. Countries are not ranked: how many have less and how many "
        "have more is said, and the years differ from country to country.",
        year=str(edition.facts.reference_year),
    )
    return (Paragraph(f"{who} {how}"),)


def _lines_in(edition: Edition, area: Area, beside: dict[str, Beside], told: set[str]) -> list[Beside]:
    """The series of an area that can be compared; one that several areas use stands in the first."""
    scored, context = series_in(edition, area)
    return [beside[one.code] for one in (*scored, *context) if one.code in beside and one.code not in told]


def _blocks(edition: Edition, area: Area, lines: list[Beside]) -> tuple[Block, ...]:
    placed = [line for line in lines if line.lower is not None]
    chart = (_chart(edition, area, placed),) if placed else ()
    return (*chart, _table(edition, area, lines))


def _chart(edition: Edition, area: Area, lines: list[Beside]) -> Chart:
    caption = edition.say("Beside other countries: {area}", area=area.label)
    return Chart(
        "boxes",
        caption,
        caption,
        tuple(_bar(edition, line) for line in lines),
        legend=(
            edition.voice.country(edition.facts.country),
            edition.say("Median of the others"),
            edition.say("Middle half of the others"),
            edition.say("Lowest to highest of the others"),
        ),
        stamp=edition.notice,
        note=edition.say("Each row has a scale of its own, from the lowest to the highest value."),
        source=edition.say("Publishers and years stand in the table below."),
        evidence=tuple(line.series for line in lines),
    )


def _bar(edition: Edition, line: Beside) -> Bar:
    series, spread = edition.instrument.series_of[line.series], line.spread
    own = line.own.value
    ends = [value for value in (spread.lowest, spread.highest, own) if value is not None]
    return Bar(
        series.name,
        (own, spread.median, spread.lower_quartile, spread.upper_quartile, spread.lowest, spread.highest),
        (
            edition.figure(series, own),
            edition.figure(series, spread.median),
            _half(edition, series, line),
            _range(edition, series, spread.lowest, spread.highest),
        ),
        low=min(ends),
        high=max(ends),
    )


def _table(edition: Edition, area: Area, lines: list[Beside]) -> Table:
    columns = (
        Column(edition.say("Series"), width=3.6),
        Column(edition.voice.country(edition.facts.country), "number", 1.7),
        Column(edition.say("Median and middle half"), "number", 1.7),
        Column(edition.say("The others"), width=2.2),
        Column(edition.say("Source and years"), width=2.8),
    )
    caption = edition.say("Figures beside those of other countries: {area}", area=area.label)
    note = edition.say(
        "Median and quartiles by linear interpolation; of fewer than five countries no quartiles are given."
    )
    return Table(caption, columns, tuple(_row(edition, line) for line in lines), note=note)


def _row(edition: Edition, line: Beside) -> Row:
    series = edition.instrument.series_of[line.series]
    better = BETTER[series.direction]
    measured = " · ".join(filter(None, (edition.desk_unit(series), edition.say(better) if better else "")))
    first, last = line.years
    years = str(first) if first == last else edition.say("{low} to {high}", low=str(first), high=str(last))
    middle = (edition.figure(series, line.spread.median), _half(edition, series, line))
    return Row(
        (
            Cell("\n".join(filter(None, (series.name, measured))), evidence=series.code),
            Cell(_own(edition, series, line)),
            Cell("\n".join(filter(None, middle))),
            Cell(_position(edition, line)),
            Cell("\n".join(filter(None, (line.own.source or series.source, years)))),
        )
    )


def _own(edition: Edition, series: Series, line: Beside) -> str:
    if line.own.value is None:
        return edition.say("Nothing published")
    value = dated(edition, series, line.own)
    return edition.say("{value}, too old to be compared", value=value) if line.own.too_old else value


def dated(edition: Edition, series: Series, result: DeskResult) -> str:
    """A figure with its year, marked past five years."""
    value = edition.say("{value} ({year})", value=edition.figure(series, result.value), year=result.year)
    if result.too_old or not result.old:
        return value
    return "\n".join((value, edition.say("More than five years old")))


def _position(edition: Edition, line: Beside) -> str:
    """How many of how many lie on each side; without a value of its own, how many have one."""
    number = edition.voice.number
    if line.lower is None or line.equal is None or line.higher is None:
        return edition.count("{number} country has a value", "{number} countries have a value", len(line.others))
    return edition.say(
        "{lower} have less, {equal} as much, {higher} more",
        lower=number(line.lower),
        equal=number(line.equal),
        higher=number(line.higher),
    )


def _half(edition: Edition, series: Series, line: Beside) -> str:
    lower, upper = line.spread.lower_quartile, line.spread.upper_quartile
    return "" if lower is None or upper is None else _range(edition, series, lower, upper)


def _range(edition: Edition, series: Series, low: float, high: float) -> str:
    return edition.say("{low} to {high}", low=edition.figure(series, low), high=edition.figure(series, high))
