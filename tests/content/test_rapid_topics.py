"""The topics of the field: each is asked of somebody who can know, or left out with a reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assessment.methodology.instrument import Instrument

LEFT_OUT = Path(__file__).with_name("topics_left_out.csv")
SHORTEST_REASON = 40
MOST_LEFT_OUT = 5


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def topics(shared) -> dict[str, frozenset[str]]:
    """The groups that can answer, by topic."""
    return {row["topic_id"]: frozenset(row["respondents"].split()) for row in rows(shared / "domain" / "topics.csv")}


def asked_of(rapid: Instrument) -> dict[str, set[str]]:
    """The groups to which items on a topic are put."""
    groups: dict[str, set[str]] = {}
    for item in rapid.item_of.values():
        for topic in item.topics:
            groups.setdefault(topic, set()).update(item.groups)
    return groups


def test_every_topic_is_asked_or_left_out_with_a_reason(rapid, topics):
    assert set(topics) == set(asked_of(rapid)) | {row["topic"] for row in rows(LEFT_OUT)}


def test_a_topic_left_out_is_not_asked(rapid):
    assert {row["topic"] for row in rows(LEFT_OUT)} & set(asked_of(rapid)) == set()


def test_few_topics_are_left_out_and_each_reason_is_a_sentence():
    left_out = rows(LEFT_OUT)
    assert len(left_out) <= MOST_LEFT_OUT
    assert [row for row in left_out if len(row["reason"]) < SHORTEST_REASON or not row["reason"].endswith(".")] == []


def test_every_topic_is_put_to_a_group_that_the_field_names_for_it(rapid, topics):
    assert [topic for topic, groups in asked_of(rapid).items() if not groups & topics[topic]] == []


def test_every_item_names_a_topic_but_the_open_questions(rapid):
    silent = [item for item in rapid.item_of.values() if not item.topics]
    assert {item.type for item in silent} <= {"long_text"}
