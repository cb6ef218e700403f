"""The fixed words of the report: reasons, priorities, time frames, states, kinds of question."""

from __future__ import annotations

from assessment.methodology.voice import N_

REASONS = {
    "not_declared": N_("This questionnaire declares no overall score."),
    "not_applicable": N_("It does not apply to the country."),
    "contested": N_("The sources contradict each other, and nobody has yet confirmed which is right."),
    "no_value": N_("No usable answer and no usable published figure is at hand."),
    "no_category": N_("The published figure has a code to which no score was given."),
    "no_sample": N_("Too few other countries publish the figure to compare it with, or all of them have the same."),
    "low_coverage": N_("Too little of what it is meant to measure is known."),
    "desk_only": N_("Only published figures are at hand, and a judgement needs answers as well."),
    "few_groups": N_("Too few stakeholder groups answered in sufficient number."),
}
SHORT_REASONS = {
    "not_declared": N_("not declared"),
    "not_applicable": N_("does not apply"),
    "contested": N_("contested"),
    "no_value": N_("no value"),
    "no_category": N_("code without a score"),
    "no_sample": N_("nothing to compare with"),
    "low_coverage": N_("too little known"),
    "desk_only": N_("published figures only"),
    "few_groups": N_("too few groups"),
}
PRIORITIES = {"high": N_("High"), "medium": N_("Medium"), "low": N_("Low")}
TIME_FRAMES = {
    "short": N_("Short: up to 12 months"),
    "medium": N_("Medium: up to 36 months"),
    "long": N_("Long: more than 36 months"),
}
STATUSES = {
    "not_started": N_("Not started"),
    "planned": N_("Planned"),
    "under_way": N_("Under way"),
    "completed": N_("Completed"),
    "on_hold": N_("On hold"),
    "dropped": N_("Dropped"),
}
STATUS_MEANINGS = {
    "not_started": N_("Nothing has been done yet."),
    "planned": N_("A decision, a budget line or a timetable exists."),
    "under_way": N_("Work has begun; the body in charge reports how far it is, in per cent."),
    "completed": N_("The result exists in law and in practice, with evidence."),
    "on_hold": N_("Work has stopped for a time; the action still counts."),
    "dropped": N_("The action was given up for a stated reason and no longer counts."),
}
KINDS = {
    "fact": N_("Fact"),
    "perception": N_("Opinion"),
    "experience": N_("Experience"),
    "figure": N_("Administrative figure"),
    "context": N_("Context, not scored"),
}
STATES = {
    "answered": N_("Answered"),
    "dont_know": N_("Don’t know"),
    "prefer_not_to_say": N_("Prefer not to say"),
    "not_applicable": N_("Not applicable"),
    "unanswered": N_("Left unanswered"),
}
RESULTS_SHOWN = {
    "internal": N_("Scores are shown and are for internal use."),
    "bands": N_("Results are shown as named levels, without scores."),
    "published": N_("Results are shown as scores with their levels."),
}
BASES = {
    "confirmed": N_("Confirmed"),
    "provisional": N_("Provisional"),
    "contested": N_("Contested"),
    "unknown": N_("Not known"),
}
