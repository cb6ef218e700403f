"""What the response monitor shows, made ready for its page: the chart over time, the silent questions, a duration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Instrument
from assessment.methodology.report.model import Bar, Chart
from assessment.services.assessments import AssessmentView
from assessment.services.monitor import Monitor, Silence
from assessment.web.answer_texts import question_text

MOST_SILENCES = 12
MINUTES_AN_HOUR = 60
HOURS_A_DAY = 24
MOST_MARKS = 5
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class SilenceLine:
    """A question with its text, the row of a grid named."""

    silence: Silence
    text: str


def silence_lines(monitor: Monitor, instrument: Instrument, voice: CatalogueVoice) -> tuple[SilenceLine, ...]:
    """The questions most often left without a value, the worst first."""
    return tuple(
        SilenceLine(silence, question_text(instrument, silence.question, voice))
        for silence in monitor.silences[:MOST_SILENCES]
    )


def responses_chart(assessment: AssessmentView, monitor: Monitor, voice: CatalogueVoice) -> Chart | None:
    """Responses sent, cumulated by day, against those asked; none before the first."""
    if not monitor.sent_by:
        return None
    (first, _), (_, sent) = monitor.sent_by[0], monitor.sent_by[-1]
    most = max(sent, monitor.total.invited)
    caption = voice.say("Responses sent, by day")
    bars = tuple(
        Bar(voice.day(day), (float(number),), (voice.number(number),), low=float((day - first).days))
        for day, number in monitor.sent_by
    )
    return Chart(
        "days",
        caption,
        caption,
        bars,
        maximum=float(most),
        ticks=tuple((float(mark), voice.number(mark)) for mark in _marks(most)),
        target=float(monitor.total.invited),
        target_label=voice.say("Invited: {number}", number=voice.number(monitor.total.invited)),
        stamp=voice.say("Demonstration: synthetic responses") if assessment.demonstration else "",
    )


def said_duration(duration: timedelta | None, voice: CatalogueVoice) -> str:
    """A duration in minutes, hours or days, whichever fits; empty for none."""
    if duration is None:
        return ""
    minutes = round(duration.total_seconds() / 60)
    if minutes < 2 * MINUTES_AN_HOUR:
        return voice.count("{number} minute", "{number} minutes", minutes)
    hours = round(minutes / MINUTES_AN_HOUR)
    if hours < 2 * HOURS_A_DAY:
        return voice.count("{number} hour", "{number} hours", hours)
    return voice.count("{number} day", "{number} days", round(hours / HOURS_A_DAY))


def _marks(most: int) -> list[int]:
    """At most five round numbers from nought to the most."""
    size = 1
    while True:
        for step in (factor * size for factor in STEPS):
            if most // step < MOST_MARKS:
                return list(range(0, most + 1, step))
        size *= 10
