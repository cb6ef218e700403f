"""Why a recommendation was made, and why it has its priority: said from what its rule found (rule 16)."""

from __future__ import annotations

from collections.abc import Callable

from assessment.methodology.disclosure import shown_groups
from assessment.methodology.recommendations import Recommendation
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.facts import value_said
from assessment.methodology.report.results import not_known
from assessment.methodology.report.words import PRIORITIES
from assessment.methodology.rules import Observed, decisive_of
from assessment.methodology.voice import N_


def because(edition: Edition, recommendation: Recommendation) -> str:
    """The findings that made the rule true, as sentences; where none stands behind it, the analysts' own reason."""
    if recommendation.basis == "own":
        return recommendation.argument
    if recommendation.basis == "kept":
        return edition.say("The results no longer call for it; it was kept by decision of the analysts.")
    sentences = [said for observed in decisive(edition, recommendation) if (said := _observed(edition, observed))]
    if sentences:
        return " ".join(dict.fromkeys(sentences))
    return edition.say("The rule is met by results that are not shown, in order to protect respondents.")


def decisive(edition: Edition, recommendation: Recommendation) -> tuple[Observed, ...]:
    """Of all that the rule looked at, what belongs to the alternatives that came out true."""
    return decisive_of(edition.instrument, recommendation.advice, edition.scorecard, recommendation.observed)


def _observed(edition: Edition, observed: Observed) -> str:
    return SAID[observed.function](edition, observed)


def _score(edition: Edition, observed: Observed) -> str:
    if not isinstance(observed.found, float) or not edition.may_tell(observed.codes[0]):
        return ""
    return edition.say(
        "“{label}” stands at {level}.",
        label=edition.label(observed.codes[0]),
        level=edition.level(observed.codes[0]),
    )


def _value(edition: Edition, observed: Observed) -> str:
    if observed.found is None or isinstance(observed.found, bool):
        return ""
    item = edition.instrument.question_of[observed.codes[0]]
    provisional = edition.scorecard.questions[observed.codes[0]].provisional
    return edition.say(
        CLAIMED if provisional else CONFIRMED,
        question=edition.question(observed.codes[0]),
        value=value_said(edition, item, observed.found),
    )


CLAIMED = N_("To the question “{question}” the answer at hand, not yet confirmed, is “{value}”.")
CONFIRMED = N_("To the question “{question}” the confirmed answer is “{value}”.")


def _dont_know(edition: Edition, observed: Observed) -> str:
    rate = not_known(edition, observed.codes[0])
    if rate is None:
        return ""
    return edition.heard(
        N_("Of those asked “{question}”, {share} did not know."),
        N_("Of the respondents in this demonstration who were asked “{question}”, {share} did not know."),
        question=edition.question(observed.codes[0]),
        share=edition.voice.percent(rate.share),
    )


def _may_be_named(edition: Edition, question: str, group: str) -> bool:
    result = edition.scorecard.questions[question]
    return any(part.group == group for part in shown_groups(edition.instrument, result))


def _group_score(edition: Edition, observed: Observed) -> str:
    question, group = observed.codes
    if not isinstance(observed.found, float) or not _may_be_named(edition, question, group):
        return ""
    return edition.say(
        "As the group “{group}” answers it, “{question}” stands at {level}.",
        group=edition.group_label(group),
        question=edition.question(question),
        level=edition.level_of(observed.found) if edition.shows_scores else edition.band_label(observed.found),
    )


def _difference(edition: Edition, observed: Observed) -> str:
    question, *groups = observed.codes
    if not isinstance(observed.found, float) or not all(_may_be_named(edition, question, g) for g in groups):
        return ""
    named = {"first": edition.group_label(groups[0]), "second": edition.group_label(groups[1])}
    if not edition.shows_scores:
        return edition.say(
            "The groups “{first}” and “{second}” answer “{question}” differently.",
            question=edition.question(question),
            **named,
        )
    return edition.say(
        "The groups “{first}” and “{second}” lie {points} points apart on “{question}”.",
        question=edition.question(question),
        points=edition.voice.number(abs(observed.found), 1),
        **named,
    )


def _law_gap(edition: Edition, observed: Observed) -> str:
    law = observed.codes[0]
    practice = edition.instrument.question_of[law].practice
    if practice is None or not edition.may_tell(practice):
        return ""
    return edition.say(
        "The law stands at {level} (“{law}”), its practice at {other} (“{practice}”).",
        law=edition.question(law),
        level=edition.level_of(edition.scorecard.questions[law].score),
        practice=edition.statement(practice),
        other=edition.level_of(edition.scorecard.questions[practice].score),
    )


def _coverage(edition: Edition, observed: Observed) -> str:
    if not isinstance(observed.found, float):
        return ""
    return edition.say(
        "Of what “{label}” is meant to measure, {share} is known.",
        label=edition.label(observed.codes[0]),
        share=edition.share(observed.found),
    )


def _known(edition: Edition, observed: Observed) -> str:
    label = edition.label(observed.codes[0])
    if observed.found is False:
        return edition.say("“{label}” could not be judged.", label=label)
    return edition.say("“{label}” could be judged.", label=label)


SAID: dict[str, Callable[[Edition, Observed], str]] = {
    "score": _score,
    "value": _value,
    "dont_know": _dont_know,
    "group_score": _group_score,
    "difference": _difference,
    "law_gap": _law_gap,
    "coverage": _coverage,
    "known": _known,
}

PRIORITY = {
    (True, True): N_(
        "Priority “{priority}”: the worst gap it answers, that of “{indicator}”, is “{severity}” and has a fifth or "
        "more of the area’s weight; great effort lowers the priority one step."
    ),
    (True, False): N_(
        "Priority “{priority}”: the worst gap it answers, that of “{indicator}”, is “{severity}” and has a fifth or "
        "more of the area’s weight."
    ),
    (False, True): N_(
        "Priority “{priority}”: the worst gap it answers, that of “{indicator}”, is “{severity}”; great effort "
        "lowers the priority one step."
    ),
    (False, False): N_("Priority “{priority}”: the worst gap it answers, that of “{indicator}”, is “{severity}”."),
}


def why_this_priority(edition: Edition, recommendation: Recommendation) -> str:
    """The computed priority in one sentence."""
    reason = recommendation.reason
    priority = edition.say(PRIORITIES[recommendation.priority])
    if reason.decided:
        return edition.say("Priority “{priority}”: set by the analysts.", priority=priority)
    if recommendation.advice.kind == "data":
        message = N_("Priority “{priority}”: its author’s, since what is missing has no severity.")
        return edition.say(message, priority=priority)
    if reason.default:
        message = N_("Priority “{priority}”: its author’s, since no gap behind it could be measured.")
        return edition.say(message, priority=priority)
    return edition.say(
        PRIORITY[reason.important, reason.effort == "high"],
        priority=priority,
        indicator=edition.label(reason.indicator),
        severity=edition.severity_label(reason.severity),
    )
