"""Days before today of weekdays, dates, months and holidays: always the latest one before today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.language.timing.words import MONTHS

Days = tuple[int, int]


def weekday_before(day: int, today: date) -> int:
    """Days back to the latest weekday `day` (0 Monday to 6 Sunday) strictly before today: 1 to 7."""
    return (today.weekday() - day - 1) % 7 + 1


def weekday_ahead(day: int, today: date) -> int:
    """Days on to the next weekday `day` strictly after today: 1 to 7."""
    return (day - today.weekday() - 1) % 7 + 1


def weekday_of_last_week(day: int, today: date) -> int:
    """Days back to a weekday of the calendar week (Monday to Sunday) before this one."""
    return today.weekday() + 7 - day


def last_week(today: date) -> Days:
    """Monday to Sunday of the week before."""
    return today.weekday() + 1, today.weekday() + 7


def weekend(today: date) -> Days:
    """The latest weekend that has begun before today."""
    saturday = weekday_before(5, today)
    return (max(saturday - 1, 0), saturday)


def day_of_month(day: int, today: date) -> int | None:
    """Days back to the latest `day` of a month strictly before today; None when there is none."""
    if not 1 <= day <= 31:
        return None
    year, month = today.year, today.month
    for _ in range(4):
        found = _date(year, month, day)
        if found is not None and found < today:
            return (today - found).days
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def day_and_month(day: int, month: int, today: date, year: int | None = None) -> int | None:
    """Days back to a date; without a year, the latest strictly before today. Negative when to come."""
    if year is not None:
        found = _date(year, month, day)
        return (today - found).days if found is not None else None
    for back in range(5):
        found = _date(today.year - back, month, day)
        if found is not None and found < today:
            return (today - found).days
    return None


def whole_month(month: int, today: date) -> Days:
    """The latest calendar month `month` with a day before today, from its last such day to its first."""
    year = today.year if date(today.year, month, 1) < today else today.year - 1
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return max((today - last).days, 1), (today - first).days


def last_month(today: date) -> Days:
    """The calendar month before this one."""
    return whole_month(today.month - 1 or 12, today) if today.month > 1 else _december(today)


def _december(today: date) -> Days:
    return (today - date(today.year - 1, 12, 31)).days, (today - date(today.year - 1, 12, 1)).days


def month_number(word: str) -> int:
    """1 for january … 12 for december; ValueError for any other word."""
    return MONTHS.index(word) + 1


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _easter(year: int) -> date:
    """Easter Sunday (Gregorian), by the anonymous algorithm of Meeus."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _nth(year: int, month: int, day: int, number: int) -> date:
    """The `number`-th weekday `day` of a month; -1 for the last."""
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(day - first.weekday()) % 7 + 7 * (number - 1))
    last = (date(year, month, 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - day) % 7)


def _fixed(month: int, day: int) -> Callable[[int], list[date]]:
    return lambda year: [date(year, month, day)]


def _from_easter(days: int) -> Callable[[int], list[date]]:
    return lambda year: [_easter(year) + timedelta(days=days)]


def _bank_holidays(year: int) -> list[date]:
    """England and Wales."""
    return [
        _easter(year) - timedelta(days=2),
        _easter(year) + timedelta(days=1),
        _nth(year, 5, 0, 1),
        _nth(year, 5, 0, -1),
        _nth(year, 8, 0, -1),
        date(year, 12, 25),
        date(year, 12, 26),
        date(year, 1, 1),
    ]


_FIRST_MOON = 2023
_EID_AL_FITR = "4-21 4-10 3-31 3-20 3-10 2-27 2-15 2-5"
_EID_AL_ADHA = "6-28 6-16 6-6 5-27 5-17 5-5 4-24 4-14"


def _by_the_moon(days: str) -> Callable[[int], list[date]]:
    """Feasts of lunar calendars: one month and day for each year from 2023; other years have none."""
    dates = [
        date(_FIRST_MOON + place, *map(int, day.split("-")))
        for place, day in enumerate(days.split())
    ]
    return lambda year: [found for found in dates if found.year == year]


HOLIDAYS: dict[str, Callable[[int], list[date]]] = {
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new years eve": _fixed(12, 31),
    "new year eve": _fixed(12, 31),
    "nye": _fixed(12, 31),
    "new years day": _fixed(1, 1),
    "new year day": _fixed(1, 1),
    "new years": _fixed(1, 1),
    "new year": _fixed(1, 1),
    "hogmanay": _fixed(12, 31),
    "valentines day": _fixed(2, 14),
    "valentines": _fixed(2, 14),
    "halloween": _fixed(10, 31),
    "bonfire night": _fixed(11, 5),
    "guy fawkes": _fixed(11, 5),
    "st patricks day": _fixed(3, 17),
    "paddys day": _fixed(3, 17),
    "st patricks": _fixed(3, 17),
    "good friday": _from_easter(-2),
    "easter monday": _from_easter(1),
    "easter sunday": _from_easter(0),
    "easter": _from_easter(0),
    "easter saturday": _from_easter(-1),
    "holy saturday": _from_easter(-1),
    "maundy thursday": _from_easter(-3),
    "palm sunday": _from_easter(-7),
    "whit monday": _from_easter(50),
    "remembrance sunday": lambda year: [_nth(year, 11, 6, 2)],
    "remembrance day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "burns night": _fixed(1, 25),
    "australia day": _fixed(1, 26),
    "anzac day": _fixed(4, 25),
    "canada day": _fixed(7, 1),
    "st georges day": _fixed(4, 23),
    "st andrews day": _fixed(11, 30),
    "st davids day": _fixed(3, 1),
    "womens day": _fixed(3, 8),
    "all saints day": _fixed(11, 1),
    "cyber monday": lambda year: [_nth(year, 11, 3, 4) + timedelta(days=4)],
    "presidents day": lambda year: [_nth(year, 2, 0, 3)],
    "mlk day": lambda year: [_nth(year, 1, 0, 3)],
    "diwali": _by_the_moon("11-12 11-1 10-20 11-8 10-29 10-17 11-5 10-26"),
    "deepavali": _by_the_moon("11-12 11-1 10-20 11-8 10-29 10-17 11-5 10-26"),
    "holi": _by_the_moon("3-8 3-25 3-14 3-4 3-22 3-11 3-1 3-20"),
    "lunar new year": _by_the_moon("1-22 2-10 1-29 2-17 2-6 1-26 2-13 2-3"),
    "chinese new year": _by_the_moon("1-22 2-10 1-29 2-17 2-6 1-26 2-13 2-3"),
    "eid al fitr": _by_the_moon(_EID_AL_FITR),
    "eid al adha": _by_the_moon(_EID_AL_ADHA),
    "eid": lambda year: _by_the_moon(_EID_AL_FITR)(year) + _by_the_moon(_EID_AL_ADHA)(year),
    "pancake day": _from_easter(-47),
    "shrove tuesday": _from_easter(-47),
    "ash wednesday": _from_easter(-46),
    "mothers day": _from_easter(-21),
    "mothering sunday": _from_easter(-21),
    "fathers day": lambda year: [_nth(year, 6, 6, 3)],
    "thanksgiving": lambda year: [_nth(year, 11, 3, 4)],
    "black friday": lambda year: [_nth(year, 11, 3, 4) + timedelta(days=1)],
    "labor day": lambda year: [_nth(year, 9, 0, 1)],
    "labour day": lambda year: [_nth(year, 9, 0, 1)],
    "memorial day": lambda year: [_nth(year, 5, 0, -1)],
    "fourth of july": _fixed(7, 4),
    "independence day": _fixed(7, 4),
    "april fools day": _fixed(4, 1),
    "april fools": _fixed(4, 1),
    "bank holiday monday": lambda year: [d for d in _bank_holidays(year) if not d.weekday()],
    "bank holiday": _bank_holidays,
    "may day": lambda year: [_nth(year, 5, 0, 1)],
    "mayday": lambda year: [_nth(year, 5, 0, 1)],
    "may bank holiday": lambda year: [_nth(year, 5, 0, 1)],
    "spring bank holiday": lambda year: [_nth(year, 5, 0, -1)],
    "whitsun": lambda year: [_nth(year, 5, 0, -1)],
    "august bank holiday": lambda year: [_nth(year, 8, 0, -1)],
    "summer bank holiday": lambda year: [_nth(year, 8, 0, -1)],
}


def holiday_before(name: str, today: date) -> int | None:
    """Days back to the latest holiday `name` (a key of HOLIDAYS) strictly before today, None if unknown."""
    dates = [d for year in (today.year, today.year - 1) for d in HOLIDAYS[name](year) if d < today]
    return (today - max(dates)).days if dates else None


def weekend_of(back: int, today: date) -> Days:
    """The weekend of a holiday `back` days ago: the Saturday and Sunday nearest to it, and the day itself."""
    day = today - timedelta(days=back)
    saturday = day + timedelta(days=(5, -3, -4, 2, 1, 0, -1)[day.weekday()])
    if day.weekday() == 0:
        saturday = day - timedelta(days=2)
    first, last = min(day, saturday), max(day, saturday + timedelta(days=1))
    return max((today - last).days, 0), (today - first).days
