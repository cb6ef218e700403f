"""The course of an assessment made ready for its page: stages with their chips and links, and the chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from assessment.language import CatalogueVoice
from assessment.methodology.course import STAGE_LABELS, STAGE_STATES, StageCode, StageState
from assessment.methodology.report.model import Bar, Chart, Tone
from assessment.methodology.voice import N_
from assessment.services.assessments import AssessmentView
from assessment.services.course import StageView

TONES: dict[StageState, Tone] = {"not_begun": "muted", "under_way": "fair", "done": "good", "late": "poor"}
PAGES: dict[StageCode, tuple[tuple[str, str], ...]] = {
    "scoping": (("course.scope", N_("Scope")),),
    "plan": (("register.register", N_("Register")), ("invitations.invitations", N_("Invitations"))),
    "desk": (("facts.facts", N_("Facts")),),
    "fieldwork": (("monitor.monitor", N_("Responses")), ("notes.notes", N_("Notes"))),
    "analysis": (("dashboard.dashboard", N_("Overview")),),
    "draft": (("reports.renderings", N_("Report")),),
    "comments": (("country_comments.comments", N_("Comments of the country")),),
    "validation": (("workshop.workshop", N_("Validation workshop")),),
    "issue": (("report_issue.issue", N_("Issue of the report")), ("reports.renderings", N_("Report"))),
    "adoption": (("followup.recommendations", N_("Recommendations")),),
    "follow_up": (("followup.actions", N_("Actions")),),
}
"""The pages on which a stage is worked at."""
MOST_MARKS = 6
FEWEST_DATED = 2


@dataclass(frozen=True)
class StageLine:
    """A stage as the page shows it; `links` are endpoints with labels, `when` is said in words."""

    stage: StageView
    label: str
    state: str
    tone: Tone
    when: str
    links: tuple[tuple[str, str], ...]


def stage_lines(
    stages: tuple[StageView, ...], voice: CatalogueVoice, may_open: Callable[[str], bool]
) -> tuple[StageLine, ...]:
    """Every stage, with links to those pages that the person may open."""
    return tuple(
        StageLine(
            stage,
            voice.say(STAGE_LABELS[stage.code]),
            voice.say(STAGE_STATES[stage.state]),
            TONES[stage.state],
            _when(stage, voice),
            tuple((page, voice.say(label)) for page, label in PAGES.get(stage.code, ()) if may_open(page)),
        )
        for stage in stages
    )


def course_chart(
    assessment: AssessmentView, lines: tuple[StageLine, ...], today: date, voice: CatalogueVoice
) -> Chart | None:
    """The stages as stretches of time, with today; none while fewer than two have dates."""
    days = [_days(line.stage) for line in lines]
    dated = [span for span in days if span]
    if len(dated) < FEWEST_DATED:
        return None
    first = min(today, *(start for start, _ in dated)).replace(day=1)
    last = max(today, *(end for _, end in dated))
    bars = tuple(
        Bar(
            line.label,
            (),
            (line.state, line.when) if line.when else (line.state,),
            line.tone,
            (span[0] - first).days if span else None,
            (span[1] - first).days + 1 if span else None,
        )
        for line, span in zip(lines, days, strict=True)
    )
    caption = voice.say("The course of the assessment")
    return Chart(
        "spans",
        caption,
        caption,
        bars,
        maximum=float((last - first).days + 1),
        ticks=tuple(((day - first).days, voice.month(day)) for day in _months(first, last)),
        target=float((today - first).days),
        target_label=voice.say("Today"),
        stamp=voice.say("Demonstration: synthetic responses") if assessment.demonstration else "",
    )


def _days(stage: StageView) -> tuple[date, date] | None:
    plan = stage.plan
    known = [day for day in (plan.starts_on, plan.due_on, plan.done_on) if day]
    return (min(known), max(plan.due_on or known[0], plan.done_on or known[0])) if known else None


def _when(stage: StageView, voice: CatalogueVoice) -> str:
    plan = stage.plan
    if plan.done_on:
        done = N_("done on {date}") if stage.is_marked else N_("issued on {date}")
        return voice.say(done, date=plan.done_on)
    if plan.starts_on and plan.due_on:
        return voice.say("{first} to {last}", first=plan.starts_on, last=plan.due_on)
    if plan.due_on:
        return voice.say("until {date}", date=plan.due_on)
    return voice.say("from {date}", date=plan.starts_on) if plan.starts_on else ""


def _months(first: date, last: date) -> list[date]:
    """The first days of months, or of every so many months, that fit below a chart."""
    months, day = [], first
    while day <= last:
        months.append(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return months[:: -(-len(months) // MOST_MARKS)]
