"""How long something has not been well: only time in which we looked counts."""

from collections.abc import Iterator
from itertools import accumulate

import pytest

from shared.messaging.listener.watching.counting import LONGEST_LOOK, Count, Standstill

LIMIT = 30.0


def clock(*gaps: float) -> "Clock":
    return Clock(accumulate(gaps))


class Clock:
    """Shows these moments one after the other."""

    def __init__(self, moments: Iterator[float]) -> None:
        self._moments = moments

    def __call__(self) -> float:
        return next(self._moments)


def test_seconds_between_looks_add_up_until_all_is_well() -> None:
    count = Count(clock(0, 1, 1, 1, 1))
    assert [count.look(well) for well in (True, False, False, True, False)] == [0, 1, 2, 0, 1]


@pytest.mark.parametrize("frozen", [LONGEST_LOOK, LIMIT + 1, 3_600.0])
def test_time_in_which_the_process_was_frozen_is_not_silence(frozen: float) -> None:
    count = Count(clock(0, 1, frozen, 1))
    assert max(count.look(well=False) for _ in range(4)) <= 1


def test_the_first_look_says_nothing_of_the_time_before_it() -> None:
    assert Count(clock(1_000)).look(well=False) == 0


def test_what_moves_does_not_stand_still_whatever_else_does() -> None:
    standstill = Standstill(Clock(float(n) for n in range(100)))
    looks = [standstill.look({"moves": n}) for n in range(5)]
    assert looks == [0] * 5


def test_what_stands_is_not_hidden_by_what_moves() -> None:
    standstill = Standstill(Clock(float(n) for n in range(100)))
    looks = [standstill.look({"moves": n, "stands": 7}) for n in range(5)]
    assert looks == sorted(looks)
    assert looks[-1] >= 4
