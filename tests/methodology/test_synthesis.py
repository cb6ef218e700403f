"""Gaps and recommendations counted across assessments, each with how many it is of."""

from assessment.methodology.gaps import gaps_of
from assessment.methodology.portfolio import Measured, newest, side_by_side
from assessment.methodology.synthesis import Finding, synthesis_of
from tests.builders import ADVICE
from tests.methodology.small import indicator, instrument, item, scored, several

PARTS = ([item("PAY_01", groups=["BIZ"]), item("PAY_02", groups=["BIZ"])],)
INDICATORS = [indicator("PAY-ONE", "PAY_01"), indicator("PAY-TWO", "PAY_02")]
ADVISING = {**ADVICE, "when": "score('PAY') < 50", "rests_on": ["PAY_01"]}
FIRST = instrument(*PARTS, INDICATORS, recommendations=[ADVISING], minimum_groups=1, minimum_coverage=0.5)
ALONE = [indicator("PAY-ONE", "PAY_01", aggregation="geometric"), INDICATORS[1]]
SECOND = instrument(*PARTS, ALONE, recommendations=[ADVISING], version="2", minimum_groups=1, minimum_coverage=0.5)


def found(name, step, of=FIRST, *, proposed=(), actions=(), question="PAY_01"):
    scorecard = scored(of, several(of, "BIZ", question, [step] * 5))
    return Finding(name, of, scorecard, gaps_of(of, scorecard), frozenset(proposed), tuple(actions))


def gap(synthesis, code):
    return next((count for count in synthesis.gaps if count.indicator == code), None)


def test_a_gap_is_counted_by_severity_among_those_that_judged_it():
    synthesis = synthesis_of([found("A", "1"), found("B", "3"), found("C", "5"), found("D", "1", question="PAY_02")])
    count = gap(synthesis, "PAY-ONE")
    assert (synthesis.total, count.judged, count.found) == (4, 3, 2)
    assert count.by_severity == {"critical": 1, "major": 1}


def test_an_area_counts_its_gaps_and_the_assessments_that_have_any():
    (area,) = synthesis_of([found("A", "1"), found("B", "1", question="PAY_02"), found("C", "5")]).areas
    assert (area.found, area.judged, area.assessments) == (2, 3, 2)


def test_the_most_frequent_gap_stands_first():
    synthesis = synthesis_of([found("A", "3", question="PAY_02"), found("B", "3", question="PAY_02"), found("C", "1")])
    assert [count.indicator for count in synthesis.gaps] == ["PAY-TWO", "PAY-ONE"]


def test_an_indicator_is_counted_only_where_its_method_is_that_of_the_newest_version():
    count = gap(synthesis_of([found("A", "1"), found("B", "1", SECOND)]), "PAY-ONE")
    assert (count.judged, count.found) == (1, 1)


def test_recommendations_are_counted_as_proposed_adopted_and_completed():
    (count,) = synthesis_of(
        [
            found("A", "1", proposed=["PAY-R01"], actions=[("PAY-R01", "completed")]),
            found("B", "1", proposed=["PAY-R01"], actions=[("PAY-R01", "under_way"), ("", "completed")]),
            found("C", "1", proposed=["PAY-R01"], actions=[("PAY-R01", "dropped")]),
            found("D", "5"),
        ]
    ).advice
    assert (count.known, count.proposed, count.adopted, count.completed) == (4, 3, 2, 1)


def test_nothing_has_nothing_in_common():
    assert synthesis_of([]) is None
    assert side_by_side([]) is None


def test_the_tenth_version_of_a_year_is_newer_than_the_ninth():
    ninth, tenth = (instrument(*PARTS, INDICATORS, version=f"2026.{number}") for number in (9, 10))
    assert newest([tenth, ninth]) is tenth


def test_areas_of_another_method_have_an_empty_place_and_are_named():
    both = [Measured(name, name, 2026, of, found(name, "1", of).scorecard, True) for name, of in
            (("A", FIRST), ("B", SECOND))]  # fmt: skip
    beside = side_by_side(both)
    assert [line.places[0].node is None for line in beside.lines] == [True, False]
    assert [(version.identity, version.apart[0].code) for version in beside.versions] == [("small/1", "PAY")]


def test_a_country_that_shows_levels_alone_lends_no_figure():
    measured = Measured("A", "SEN", 2026, FIRST, found("A", "1").scorecard, shows_scores=False)
    beside = side_by_side([measured])
    assert beside.lines[0].places[0].score is None
    assert not beside.shows_scores
