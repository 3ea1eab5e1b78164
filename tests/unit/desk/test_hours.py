"""When the desk is open, also on the days that trip clocks up."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.desk.hours import Hours, in_words, spoken

NEW_YORK = ZoneInfo("America/New_York")
DAY = (time(9), time(17))
WEEK = Hours(NEW_YORK, dict.fromkeys(range(5), (DAY,)))


def here(*parts: int, fold: int = 0) -> datetime:
    """A moment on the clinic's own clock."""
    return datetime(*parts, tzinfo=NEW_YORK, fold=fold)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (here(2026, 11, 23, 8, 59, 59), False),
        (here(2026, 11, 23, 9), True),
        (here(2026, 11, 23, 16, 59, 59), True),
        (here(2026, 11, 23, 17), False),
        (here(2026, 11, 22, 12), False),
        (datetime(2026, 11, 23, 13, 59, tzinfo=timezone.utc), False),
        (datetime(2026, 11, 23, 14, 0, tzinfo=timezone.utc), True),
        # In summer time the same nine o'clock is an hour earlier.
        (datetime(2026, 7, 6, 13, 0, tzinfo=timezone.utc), True),
        (datetime(2026, 7, 6, 12, 59, tzinfo=timezone.utc), False),
    ],
)
def test_hours_are_the_clinics_own_whatever_the_season(moment: datetime, is_open: bool) -> None:
    assert WEEK.open_at(moment) is is_open


def test_holidays_are_closed_and_exceptions_beat_them() -> None:
    hours = Hours(
        NEW_YORK,
        WEEK.week,
        holidays={date(2026, 12, 25): "Christmas Day", date(2026, 12, 24): "Eve"},
        exceptions={date(2026, 12, 24): ((time(9), time(12)),), date(2026, 12, 28): ()},
    )
    assert hours.holiday(here(2026, 12, 25, 12)) == "Christmas Day"
    assert not hours.open_at(here(2026, 12, 25, 10))
    assert hours.open_at(here(2026, 12, 24, 10)) and not hours.open_at(here(2026, 12, 24, 13))
    assert not hours.open_at(here(2026, 12, 28, 10))
    assert hours.opens_after(here(2026, 12, 24, 12)) == here(2026, 12, 29, 9)


def test_an_hour_that_the_clocks_skip_is_never_open_and_one_that_comes_twice_is_twice() -> None:
    night = Hours(NEW_YORK, {6: ((time(1), time(3)),)})
    # 8 March 2026: from 2:00 to 3:00. 1 November 2026: from 2:00 back to 1:00.
    start = datetime(2026, 3, 8, 5, tzinfo=timezone.utc)
    spring = [start + timedelta(minutes=10 * n) for n in range(24)]
    assert sum(night.open_at(one) for one in spring) == 6
    autumn = [
        datetime(2026, 11, 1, 4, tzinfo=timezone.utc) + timedelta(minutes=10 * n) for n in range(30)
    ]
    assert sum(night.open_at(one) for one in autumn) == 18


def test_opening_in_a_skipped_hour_is_the_first_one_after_it() -> None:
    night = Hours(NEW_YORK, {6: ((time(2, 30), time(5)),)})
    opens = night.opens_after(here(2026, 3, 7, 12))
    assert opens is not None
    assert opens.astimezone(timezone.utc) == datetime(2026, 3, 8, 7, 30, tzinfo=timezone.utc)


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 6), 63), ((2026, 10, 30), 65)])
def test_a_weekend_with_a_clock_change_is_an_hour_shorter_or_longer(
    day: tuple[int, int, int], hours: int
) -> None:
    closes = WEEK.closes_after(here(*day, 16))
    opens = WEEK.opens_after(here(*day, 17))
    assert closes is not None and opens is not None
    elapsed = opens.astimezone(timezone.utc) - closes.astimezone(timezone.utc)
    assert elapsed == timedelta(hours=hours)


def test_open_until_midnight_closes_on_the_next_day() -> None:
    late = Hours(NEW_YORK, {0: ((time(18), time.max),)})
    assert late.open_at(here(2026, 11, 23, 23, 59))
    assert late.closes_after(here(2026, 11, 23, 20)) == here(2026, 11, 24, 0)
    assert late.closes_after(here(2026, 11, 24, 0)) is None


def test_a_clinic_that_never_opens_says_so() -> None:
    never = Hours(NEW_YORK, {})
    assert never.opens_after(here(2026, 11, 23, 12)) is None
    assert in_words(never) == "by appointment only"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (here(2026, 11, 23, 7), "today at 9:00"),
        (here(2026, 11, 23, 18), "tomorrow at 9:00"),
        (here(2026, 11, 27, 18), "on Monday at 9:00"),
    ],
)
def test_the_next_opening_in_words(moment: datetime, words: str) -> None:
    opens = WEEK.opens_after(moment)
    assert opens is not None and spoken(opens, moment) == words


def test_the_week_in_words_joins_equal_days() -> None:
    assert in_words(WEEK) == "Monday to Friday, 9:00 to 17:00"
    mixed = Hours(NEW_YORK, {0: (DAY,), 1: (DAY,), 3: ((time(9), time(12)), (time(14), time(18)))})
    assert in_words(mixed) == (
        "Monday to Tuesday, 9:00 to 17:00; Thursday, 9:00 to 12:00 and 14:00 to 18:00"
    )
