"""How many may join from one network address."""

from assessment.services.joining_pace import MOST_ADDRESSES, MOST_IN_AN_HOUR, JoiningPace
from tests.builders import NOW, later


def test_thirty_in_an_hour_join_from_one_address_and_others_are_not_concerned():
    pace = JoiningPace()
    assert [pace.lets_in("10.0.0.1", NOW) for _ in range(MOST_IN_AN_HOUR + 1)] == [True] * MOST_IN_AN_HOUR + [False]
    assert pace.lets_in("10.0.0.2", NOW)
    assert pace.lets_in("10.0.0.1", later(hours=1))


def test_the_memory_of_addresses_is_bounded():
    pace = JoiningPace()
    for number in range(MOST_ADDRESSES + MOST_IN_AN_HOUR):
        pace.lets_in(str(number), NOW)
    assert len(pace._latest) == MOST_ADDRESSES


def test_each_worker_counts_for_itself_so_that_two_let_in_twice_as_many():
    workers = JoiningPace(), JoiningPace()
    let_in = [worker.lets_in("10.0.0.1", NOW) for worker in workers for _ in range(MOST_IN_AN_HOUR + 1)]
    assert sum(let_in) == 2 * MOST_IN_AN_HOUR
