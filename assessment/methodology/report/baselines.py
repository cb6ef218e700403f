"""The baseline of an action: what an indicator, a question or a published figure says today."""

from __future__ import annotations

from assessment.methodology.disclosure import shown_groups
from assessment.methodology.instrument import NUMBER_TYPES
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import finding_of
from assessment.methodology.report.results import said


def baseline_of(edition: Edition, code: str) -> str:
    """Where a measure starts from, as it may be shown: a figure with its year, a fact's value, a level."""
    if code in edition.instrument.series_of:
        return _figure(edition, code)
    if code in edition.instrument.question_of:
        finding = finding_of(edition, code)
        if finding.basis != "unknown":
            return finding.value
        if medians := _medians(edition, code):
            return medians
    node = edition.scorecard.nodes.get(code)
    if node is None or node.score is None:
        return edition.say("not known yet")
    if not edition.may_tell(code):
        return edition.say("not shown, to protect respondents")
    return edition.level(code)


def _medians(edition: Edition, question: str) -> str:
    """What groups report of themselves in numbers, group by group, where it may be shown."""
    item = edition.instrument.question_of[question]
    if item.type not in NUMBER_TYPES:
        return ""
    parts = shown_groups(edition.instrument, edition.scorecard.questions[question])
    return edition.voice.row(
        edition.say("{group}: {answer}", group=edition.group_label(part.group), answer=said(edition, item, part.tally))
        for part in parts
    )


def _figure(edition: Edition, code: str) -> str:
    series, result = edition.instrument.series_of[code], edition.scorecard.desk[code]
    if result.value is None:
        return edition.say("not known yet")
    return edition.say("{value} ({year})", value=edition.desk_value(series, result), year=result.year)


def told_baseline(edition: Edition, baseline: str) -> str:
    """A stored baseline: what the measure it names says today, or the text that a person entered."""
    return baseline_of(edition, baseline) if is_measure(edition, baseline) else baseline


def is_measure(edition: Edition, code: str) -> bool:
    """Whether a text is the code of something that is measured."""
    known = edition.scorecard
    return code in known.nodes or code in known.questions or code in known.desk


def has_unit(edition: Edition, code: str | None) -> bool:
    """Whether an action's unit fits its baseline as shown: not where a level or an answer's label stands."""
    if code is None or code in edition.instrument.series_of:
        return True
    item = edition.instrument.question_of.get(code)
    return item is not None and item.type in NUMBER_TYPES and edition.scorecard.questions[code].value is not None
