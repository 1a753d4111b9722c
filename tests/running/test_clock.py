"""`postlint.clock`: what was asked of the clock says for how long a result holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.clock import Clock, Window, microseconds

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-9, minutes=-30))])
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2020, 1, 1, 0, 0, 0, 40), timezones=ZONES)
QUESTIONS: list[Callable[[datetime, datetime], bool]] = [
    lambda now, date: now < date,
    lambda now, date: now <= date,
    lambda now, date: now > date,
    lambda now, date: now >= date,
    lambda now, date: date < now,
    lambda now, date: date >= now,
    lambda now, date: date > now + timedelta(microseconds=7),
    lambda now, date: now.astimezone(timezone(timedelta(hours=5))) <= date,
]


@given(
    now=TIMES,
    asked=st.lists(st.tuples(st.sampled_from(QUESTIONS), TIMES), max_size=4),
    later=TIMES,
)
def test_inside_the_window_all_answers_are_the_same(
    now: datetime, asked: list[tuple[Callable[[datetime, datetime], bool], datetime]], later: datetime
) -> None:
    clock = Clock.at(now)
    answers = [question(clock, date) for question, date in asked]
    assert answers == [question(now, date) for question, date in asked]
    window = clock.window()
    assert window is not None
    assert window.holds(microseconds(now))
    same = [question(later, date) for question, date in asked] == answers
    # A window is one range: beyond a bound the answers may come to be the same again, never inside.
    assert same or not window.holds(microseconds(later))


NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "ask",
    [
        lambda clock: clock.year,
        lambda clock: clock.timestamp(),
        lambda clock: clock.replace(hour=1),
        lambda clock: clock.astimezone(UTC).day,
        lambda clock: clock == NOON,
        lambda clock: clock - NOON,
        lambda clock: NOON - clock,
        lambda clock: clock < Clock.at(NOON),
        str,
        repr,
        lambda clock: f"{clock:%Y}",
        hash,
    ],
)
def test_any_other_question_ties_the_result_to_the_moment(ask: Callable[[Clock], object]) -> None:
    clock = Clock.at(NOON)
    ask(clock)
    assert clock.window() is None
    clock.start()
    assert clock.window() == Window()


def test_nothing_asked_holds_for_ever() -> None:
    window = Clock.at(NOON).window()
    assert window is not None
    assert window.holds(-(10**20))
    assert window.holds(10**20)
