"""Breakdowns by role and attribute, from no two of which fewer than five persons follow (rule 19)."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.methodology.breakdowns import MERGED, ROLE
from assessment.methodology.release import Sent
from assessment.methodology.responses import Answer, Respondent, Response
from assessment.methodology.slices import Breakdown, Breakdowns, breakdowns_of
from tests.methodology.small import instrument, item, scored

ROLES = ("a", "b", "c")
SIZES = ("small", "large")
PLACES = ("town", "village", "")


def options(codes):
    return [{"code": code, "label": code.title()} for code in codes if code]


ASKING = instrument(
    [item("PAY_01")],
    groups=[
        {"code": "PUB", "label": "Public sector", "roles": options(("customs", "tax", "trade", "post"))},
        {"code": "BIZ", "label": "Business", "counts": "persons", "minimum": 5, "roles": options(ROLES)},
    ],
    attributes=[
        {"code": "size", "text": "Size?", "groups": ["BIZ"], "options": options(SIZES)},
        {"code": "place", "text": "Where?", "groups": ["BIZ"], "options": options(PLACES)},
    ],
)


def sent(number: int, group: str = "BIZ", role: str = "a", attribution: str = "type", **attributes: str) -> Sent:
    """One of them, whose answer is a number's last digit's."""
    answers = {"PAY_01": Answer("answered", str(1 + number % 5))}
    respondent = Respondent(f"{group}{number}", group, role, attributes=attributes)
    return Sent(str(number), Response(respondent, answers), attributes, attribution, "open", "en", None)


def broken_down(everybody: list[Sent]) -> Breakdowns:
    result = scored(ASKING, [one.response for one in everybody]).questions["PAY_01"]
    return breakdowns_of(ASKING, result, ((one, one.response.answers["PAY_01"]) for one in everybody))


def table(found: Breakdowns, trait: str) -> dict[str, int]:
    return {one.category: one.tally.answered for down in found.shown if down.trait == trait for one in down.slices}


def firms(**numbers: int) -> list[Sent]:
    """So many firms of each role."""
    roles = [role for role, number in numbers.items() for _ in range(number)]
    return [sent(number, role=role) for number, role in enumerate(roles)]


def test_a_small_role_is_merged_with_the_next_larger_one():
    assert table(broken_down(firms(a=6, b=7, c=2)), ROLE) == {"b": 7, MERGED: 8}


def test_where_all_would_be_merged_there_is_no_table():
    found = broken_down(firms(a=5, c=2))
    assert (table(found, ROLE), ("BIZ", ROLE) in found.withheld) == ({}, True)


def test_a_table_that_differs_from_another_by_two_firms_is_withheld():
    """Eight in town are the small ones and two more: the table by place would tell of these two."""
    sizes = ["small"] * 6 + ["large"] * 8
    places = ["town"] * 8 + ["village"] * 6
    pairs = enumerate(zip(sizes, places, strict=True))
    found = broken_down([sent(number, size=size, place=place) for number, (size, place) in pairs])
    assert table(found, "size") == {"large": 8, "small": 6}
    assert ("BIZ", "place") in found.withheld


def test_institutions_that_chose_not_to_be_shown_stand_among_five_at_least():
    shown = [sent(number, "PUB", role) for number, role in enumerate(("customs", "tax", "trade"))]
    assert table(broken_down(shown), ROLE) == {"customs": 1, "tax": 1, "trade": 1}
    hidden = [sent(9, "PUB", "post", "hidden")]
    assert table(broken_down(shown + hidden), ROLE) == {}
    many = [sent(number, "PUB", role) for number, role in enumerate(["customs"] * 5 + ["tax"] * 4, start=20)]
    assert table(broken_down(many + hidden), ROLE) == {"customs": 5, MERGED: 5}


def test_a_trait_that_all_share_is_neither_a_table_nor_withheld():
    assert broken_down(firms(a=6)) == Breakdowns((), ())


def test_a_group_that_is_not_shown_is_not_broken_down():
    assert broken_down(firms(a=4)) == Breakdowns((), ())


firm = st.tuples(st.sampled_from(ROLES), st.sampled_from(SIZES), st.sampled_from(PLACES))


@settings(max_examples=80, deadline=None)
@given(st.lists(firm, min_size=5, max_size=24))
def test_no_two_tables_set_against_each_other_tell_of_fewer_than_five_firms(told):
    """Every union of cells against every union: with the group's total, and of all tables two by two."""
    everybody = [sent(number, role=role, size=size, place=place) for number, (role, size, place) in enumerate(told)]
    found = broken_down(everybody)
    whole = frozenset(range(len(told)))
    tables = [[whole], *(cells_of(down, told) for down in found.shown)]
    for first, second in combinations(tables, 2):
        for one, other in product(unions(first), unions(second)):
            assert not (other < one and len(one - other) < 5)
            assert not (one < other and len(other - one) < 5)


def cells_of(down: Breakdown, told: list[tuple[str, str, str]]) -> list[frozenset[int]]:
    """Who stands in each cell of a table, found again from who is what."""
    place = (ROLE, "size", "place").index(down.trait)
    alone = {one.category for one in down.slices} - {MERGED}
    cells = [frozenset(n for n, traits in enumerate(told) if traits[place] == code) for code in alone]
    rest = frozenset(range(len(told))) - frozenset().union(*cells)
    assert sorted(map(len, [*cells, rest] if rest else cells)) == sorted(one.tally.answered for one in down.slices)
    return [*cells, rest] if rest else cells


def unions(cells: list[frozenset[int]]) -> list[frozenset[int]]:
    """Every union of one or more cells."""
    return [frozenset().union(*chosen) for size in range(1, len(cells) + 1) for chosen in combinations(cells, size)]
