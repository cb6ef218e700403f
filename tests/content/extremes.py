"""Answers of a place in which all that a questionnaire asks for is in place, and of one in which nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assessment.methodology.applicability import is_put_to
from assessment.methodology.consolidation import Confirmation
from assessment.methodology.gaps import gaps_of
from assessment.methodology.instrument import Instrument, Item
from assessment.methodology.recommendations import recommendations_of, with_included
from assessment.methodology.responses import Response, Value
from assessment.methodology.scoring import Scorecard
from tests.methodology.small import response


def everybody_at_best(of: Instrument) -> list[Response]:
    """Enough respondents of every role, who give every question its best answer."""
    return _everybody(of, best=True)


def everybody_at_worst(of: Instrument) -> list[Response]:
    """Enough respondents of every role, who give every question its worst answer."""
    return _everybody(of, best=False)


def confirmed(facts: Mapping[str, Value]) -> dict[str, Confirmation]:
    """Facts as an analyst confirms them."""
    return {code: Confirmation(code, value, source="Official journal") for code, value in facts.items()}


def fired(of: Instrument, scorecard: Scorecard) -> set[str]:
    """The codes of the recommendations whose rule is true, those that others include among them."""
    return {one.advice.code for one in with_included(recommendations_of(of, scorecard, gaps_of(of, scorecard)))}


def _everybody(of: Instrument, *, best: bool) -> list[Response]:
    return [
        response(of, f"{group.code}-{role.code}-{number}", group.code, answers, role=role.code)
        for group in of.groups
        for role in group.roles
        if (answers := dict(_answers(of, group.code, role.code, best=best)))
        for number in range(group.minimum)
    ]


def _answers(of: Instrument, group: str, role: str, *, best: bool) -> Iterable[tuple[str, object]]:
    for code, item in of.question_of.items():
        answer = _extreme(of, item, best=best) if is_put_to(item, group, role) else None
        if answer is not None:
            yield code, answer


def _extreme(of: Instrument, item: Item, *, best: bool) -> object:
    if item.goalposts:
        return item.goalposts.high if best == (item.direction == "up") else item.goalposts.low
    scores = {option.code: option.score for option in of.options_of(item) if option.score is not None}
    if not scores:
        return None
    if item.type == "multiple":
        return [code for code, score in scores.items() if (score > 0) == best]
    return (max if best else min)(scores, key=lambda code: scores[code])
