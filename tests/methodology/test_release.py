"""What may leave of responses: nothing by which a person, a firm or a hidden institution could be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from assessment.methodology.breakdowns import tables_of
from assessment.methodology.disclosure import FEWEST_PERSONS, pooled
from assessment.methodology.instrument import Instrument
from assessment.methodology.open_release import released_to_everybody
from assessment.methodology.release import AUDIENCES, Entry, Sent, in_random_order, released_to_analysts
from assessment.methodology.responses import Answer, Money, Respondent, Response
from tests.builders import DONT_KNOW, NO, YES, a_questionnaire
from tests.methodology.small import instrument, item, response

HERE = a_questionnaire()
LAW = Answer("answered", "in_force")


def a_firm(number: int, size: str = "small", **answers: Answer) -> Sent:
    attributes = {"size": size} if size else {}
    person = Respondent(f"b{number}", "BIZ", attributes=attributes)
    told = {"PAY_01": YES, **answers}
    return Sent(f"s-b{number}", Response(person, told), attributes, "hidden", "open", "fr", date(2026, 6, 15))


def a_ministry(number: int, attribution: str = "type", **answers: Answer) -> Sent:
    person = Respondent(f"m{number}", "PUB", "trade", f"Ministry {number}")
    told = {"PAY_01": NO, "LEG_16.privacy": LAW, **answers}
    return Sent(f"s-m{number}", Response(person, told), {}, attribution, "personal", "fr", date(2026, 6, 15))


def firms(*sizes: str) -> list[Sent]:
    return [a_firm(number, size) for number, size in enumerate(sizes)]


def open_sizes(sent: list[Sent]) -> Counter[str]:
    return Counter(record.attributes["size"] for record in released_to_everybody(HERE, sent).records)


def test_states_are_kept_apart_and_zero_is_a_value():
    """S2: answered with zero, don't know, left unanswered and not asked are four things."""
    (record,) = released_to_analysts(
        HERE, [a_firm(1, PAY_01=NO, PAY_03=Answer("answered", 0.0), PAY_04=DONT_KNOW)]
    ).records
    assert record.entries["PAY_03"] == Entry("answered", 0.0)
    states = {code: entry.state for code, entry in record.entries.items()}
    assert (states["PAY_04"], states["PAY_05"], states["PAY_02"]) == ("dont_know", "unanswered", "not_asked")


def test_an_answer_off_the_path_does_not_leave():
    """Rule 2."""
    (record,) = released_to_analysts(HERE, [a_firm(1, PAY_01=NO, PAY_02=YES)]).records
    assert record.entries["PAY_02"] == Entry("not_asked")


def test_an_institution_stands_by_name_only_if_it_chose_to():
    records = released_to_analysts(
        HERE, [a_ministry(1, "named"), a_ministry(2, "type"), a_ministry(3, "hidden")]
    ).records
    names = sorted(record.institution for record in records)
    assert names[2] == "Ministry 1"
    assert all(name.startswith("I0") for name in names[:2])


def test_a_firm_is_never_named():
    sent = a_firm(1)
    named = Sent(
        sent.source, Response(Respondent("x", "BIZ", institution="Chez Awa"), {}), {}, "named", "open", "fr", None
    )
    assert released_to_analysts(HERE, [named]).records[0].institution != "Chez Awa"


def test_two_respondents_of_one_institution_share_its_pseudonym():
    twice = [a_ministry(1), Sent("other", a_ministry(1).response, {}, "type", "personal", "en", None)]
    assert len({record.institution for record in released_to_analysts(HERE, twice).records}) == 1


def test_the_order_of_records_tells_nothing_of_time_and_differs_between_the_two_audiences():
    sent = [a_firm(number) for number in range(40)]
    orders = {tuple(one.source for one in in_random_order(audience, sent)) for audience in AUDIENCES}
    assert len(orders | {tuple(one.source for one in sent)}) == 3


def test_fewer_than_five_firms_stay_out():
    release = released_to_everybody(HERE, firms("small", "small", "small", "large"))
    assert (release.records, release.left_out) == ((), {"BIZ": 4})


def test_a_small_category_is_withheld_with_the_next_larger_one():
    """Rule 19: one withheld category alone would follow by subtraction."""
    assert open_sizes(firms(*["small"] * 9, *["large"] * 2)) == {"withheld": 11}
    assert open_sizes(firms(*["small"] * 9, *["large"] * 5)) == {"small": 9, "large": 5}


@pytest.mark.parametrize(
    ("counts", "merged"),
    [
        ({"a": 9, "b": 5}, set()),
        ({"a": 9, "b": 2, "c": 6}, {"b", "c"}),
        ({"a": 9, "b": 2, "c": 4}, {"b", "c"}),
        ({"a": 9, "b": 1, "c": 1, "d": 7}, {"b", "c", "d"}),
        ({"a": 2}, {"a"}),
        ({"a": 9, "b": 0}, set()),
    ],
)
def test_what_is_merged_holds_five_and_never_one_category_alone(counts, merged):
    assert pooled(counts) == merged


def test_no_combination_of_role_and_attributes_stands_for_fewer_than_five():
    whole = HERE.model_dump(mode="json")
    ages = {
        "code": "age",
        "text": "How old?",
        "groups": ["BIZ"],
        "options": [{"code": c, "label": c} for c in ("old", "new")],
    }
    instrument = Instrument.model_validate({**whole, "attributes": [*whole["attributes"], ages]})
    sent = []
    for number in range(30):
        told = {"size": "small" if number % 4 else "large", "age": "old" if number % 3 else "new"}
        response = Response(Respondent(f"b{number}", "BIZ", attributes=told), {"PAY_01": YES})
        sent.append(Sent(f"s{number}", response, told, "hidden", "open", "fr", None))
    alike = Counter(tuple(record.attributes.values()) for record in released_to_everybody(instrument, sent).records)
    assert min(alike.values()) >= FEWEST_PERSONS


def test_hidden_institutions_stay_out_and_do_not_follow_by_subtraction():
    """Rule 19: a report counts four ministries, so three of them beside it would tell what the fourth answered."""
    sent = [a_ministry(1), a_ministry(2), a_ministry(3), a_ministry(4, "hidden")]
    release = released_to_everybody(HERE, sent)
    assert release.left_out == {"PUB": 1}
    assert {entry.state for record in release.records for entry in record.entries.values()} <= {"withheld", "not_asked"}
    five_hide = [*sent, *(a_ministry(number, "hidden") for number in range(5, 9))]
    assert released_to_everybody(HERE, five_hide).records[0].entries["LEG_16.privacy"] == Entry("answered", "in_force")


def test_what_fewer_than_five_told_is_withheld_with_what_hangs_on_it():
    sent = [a_firm(number, PAY_01=YES if number < 3 else NO, PAY_02=YES) for number in range(10)]
    states = {record.entries["PAY_02"].state for record in released_to_everybody(HERE, sent).records}
    assert states == {"withheld"}


def test_texts_and_days_and_languages_of_persons_stay_out():
    text = Answer("answered", "Call me on 77 123 45 67")
    sent = [a_firm(number, PAY_07=text, PAY_06=Answer("answered", date(2020, 1, 2))) for number in range(6)]
    for record in released_to_everybody(HERE, sent).records:
        assert {record.entries["PAY_06"].state, record.entries["PAY_07"].state} == {"withheld"}
        assert (record.language, record.sent_on, record.origin) == ("", None, "")


def test_rare_numbers_become_means_of_five_and_common_ones_stay():
    values = [3.0] * 5 + [1.0, 2.0, 4.0, 5.0, 1_000_000.0, 7.0]
    sent = [a_firm(number, PAY_03=Answer("answered", value)) for number, value in enumerate(values)]
    told = Counter(record.entries["PAY_03"].value for record in released_to_everybody(HERE, sent).records)
    assert told[3.0] == 5
    assert sorted(told.values()) == [5, 6]
    assert sum(value * number for value, number in told.items()) == pytest.approx(sum(values))


def test_amounts_are_told_in_their_currency_and_withheld_where_few_share_it():
    sent = [a_firm(number, PAY_05=Answer("answered", Money(number + 1.0, "XOF", 2025))) for number in range(5)]
    sent.append(a_firm(9, PAY_05=Answer("answered", Money(50.0, "EUR", 2025))))
    told = [record.entries["PAY_05"] for record in released_to_everybody(HERE, sent).records]
    assert told.count(Entry("answered", Money(3.0, "XOF", 2025))) == 5
    assert told.count(Entry("withheld")) == 1


def test_tables_of_fewer_than_five_firms_are_not_made():
    ministries = [a_ministry(number) for number in range(3)]
    assert {cell.group for cell in tables_of(HERE, [*firms(*["small"] * 4), *ministries])} == {"PUB"}


def test_groups_of_too_few_institutions_have_no_table():
    """Rule 8: a group that is not real has no figure; one ministry's table would be its answer."""
    assert not list(tables_of(HERE, [*firms(*["small"] * 4), a_ministry(1), a_ministry(2)]))


def test_a_table_that_tells_of_few_beside_an_earlier_one_is_left_out():
    """Rule 19: of seven firms in the capital six are large, so the two tables together would tell of one small firm."""
    choices = {"size": ("large", "small"), "seat": ("capital", "elsewhere")}
    asked = [
        {"code": code, "text": code, "groups": ["BIZ"], "options": [{"code": one, "label": one} for one in options]}
        for code, options in choices.items()
    ]
    asking = instrument([item("PAY_01")], attributes=asked)

    def traits(seats: list[str]) -> set[str]:
        sent = [
            replace(a_firm(number, size), response=response(asking, f"b{number}", "BIZ", {"PAY_01": "3"}))
            for number, size in enumerate(["large"] * 6 + ["small"] * 6)
        ]
        told = [
            replace(one, attributes={**one.attributes, "seat": seat}) for one, seat in zip(sent, seats, strict=True)
        ]
        return {cell.trait for cell in tables_of(asking, told)}

    assert traits(["capital", "elsewhere"] * 6) == {"", "size", "seat"}
    assert traits(["capital"] * 7 + ["elsewhere"] * 5) == {"", "size"}


def test_no_category_of_a_table_follows_from_the_difference_to_the_whole():
    """Rule 19: the whole group is shown, so a hidden category must never stand alone."""
    sent = firms(*["small"] * 12, *["large"] * 3)
    assert not [cell for cell in tables_of(HERE, sent) if cell.trait]
    sent = firms(*["small"] * 12, *["large"] * 6)
    cells = [cell for cell in tables_of(HERE, sent) if cell.question == "PAY_01" and cell.answer == "yes"]
    assert [(cell.trait, cell.category, cell.number) for cell in cells] == [
        ("", "", 18),
        ("size", "large", 6),
        ("size", "small", 12),
    ]
