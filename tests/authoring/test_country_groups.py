"""Country groups: who is a member on a day, and rows that cannot be used."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.authoring.country_groups import members_on, read_memberships
from assessment.errors import InvalidInput

HEADER = "country,group,valid_from,valid_to,source\n"


@pytest.fixture
def memberships(tmp_path):
    def read(*rows: str):
        path = tmp_path / "groups.csv"
        path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
        return read_memberships(path)

    return read


@pytest.mark.parametrize(("day", "members"), [("2026-11-23", {"BGD", "NPL"}), ("2026-11-24", {"NPL"})])
def test_a_country_is_a_member_up_to_its_last_day(memberships, day, members):
    groups = memberships("BGD,LDC,1975-01-01,2026-11-23,UN", "NPL,LDC,1971-01-01,,UN")
    assert members_on(groups, date.fromisoformat(day)) == {"LDC": members}


def test_a_country_that_came_back_has_a_row_for_each_time(memberships):
    groups = memberships("AAA,REC,2000-01-01,2009-12-31,", "AAA,REC,2015-01-01,,")
    assert [bool(members_on(groups, date(year, 6, 1))["REC"]) for year in (1999, 2005, 2012, 2020)] == [
        False, True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("BGD,LDC,1975,,", ":2 valid_from: 1975 is no day"),
        ("BGD,LDC,2026-01-01,2025-01-01,", ":2 valid_to: 2025-01-01 lies before 2026-01-01"),
        ("Bangladesh,LDC,,,", ":2 country: Bangladesh is no three-letter code"),
        ("BGD,,,,", ":2 group: is empty"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_cure(memberships, row, fault):
    with pytest.raises(InvalidInput, match=fault):
        memberships(row)
