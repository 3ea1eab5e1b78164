"""A message as one line of normal words, each knowing the characters it came from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from bot.language.timing import foreign
from bot.language.timing.homographs import (
    SHORT,
    is_one_days,
    is_short_time,
    joins_lengths,
    names_weekday,
    week_or_weak,
)
from bot.language.timing.pieces import Item, pieces
from bot.language.timing.words import (
    ALIASES,
    MONTHS,
    NUMBERS,
    SOUNDS_LIKE,
    SOUNDS_ONLY_LIKE,
    UNITS,
    UNSAFE_NUMBERS,
    WEEKDAYS,
    normal,
    number,
    unit_after_number,
)

_ORDINALS = {
    word: f"{number}th"
    for number, word in enumerate(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    )
} | {"thirtieth": "30th"}
_COUNTED = frozenset(
    "day week month year hour morning night evening afternoon weekend time session treatment round go birthday visit appointment one lot set"
    " botox injection anniversary floor try attempt cup row dose nerve century thing of attempt person"
    " place grade degree cervical molar step".split()
)
"""After "the fourth" these are counted, and no date is told."""
_NEXT_THOUGHT = frozenset("and but so then now i it my with".split())
_TIME_WORDS = frozenset(
    {*UNITS, *WEEKDAYS, *"yesterday today morning evening afternoon a few last before".split()}
)
_AFTER_COUNT = frozenset("since after post later back on now from in".split())
_TENS = frozenset({20, 30, 40, 50})


@dataclass(frozen=True)
class Line:
    """Normal words between single spaces; `places[i]` is where item `i` begins in `line`."""

    text: str
    items: tuple[Item, ...]
    line: str
    places: tuple[int, ...]

    def item_at(self, place: int) -> int:
        """The number of the item that holds a place of `line`."""
        return max(0, bisect_right(self.places, place) - 1)

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the message behind `line[start:end]` (not empty)."""
        return self.items[self.item_at(start)].start, self.items[self.item_at(end - 1)].end


def _normalise(items: list[Item], language: str | None) -> list[Item]:
    out: list[Item] = []
    for place, item in enumerate(items):
        word = item.word
        if word in {"sat", "sun"} and language is None:
            if names_weekday(items, place):
                word = {"sat": "saturday", "sun": "sunday"}[word]
        elif word == "am" and not (out and out[-1].word in {"this", "yesterday"}):
            pass
        elif (
            word == "min"
            and out
            and out[-1].word.isalpha()
            and out[-1].word not in {"few", "couple", "a"}
        ):
            pass
        elif word in {"weak", "weaks", "week", "wk"} and language is None:
            word = week_or_weak(items, place)
        elif word == "an" and joins_lengths(items, place):
            word = "and"
        elif word in SHORT and not is_short_time(items, place):
            word = "and" if word == "n" else word
        elif word.endswith("days") and word[:-1] in WEEKDAYS and is_one_days(items, place):
            word = word[:-1]
        elif language is not None:
            before = items[place - 1].word if place else ""
            if language == "hi" and word == "kal":
                word = foreign.day_of_kal([other.word for other in items])
            word = foreign.translate(word, before, language)
            if word == item.word:
                word = normal(word) if word in ALIASES else word
        else:
            word = normal(word)
            if word == item.word and out and (out[-1].word.isdigit() or out[-1].word in NUMBERS):
                word = unit_after_number(word)
        for part in word.split("_"):
            out.append(Item(part, item.start, item.end))
    if language == "hi":
        out = _since_first(out)
    return _numbers(_ordinals(_last_first(out) if language is not None else out))


def _last_first(items: list[Item]) -> list[Item]:
    """ "semana passada" in the English order: last week."""
    out = list(items)
    for place in range(len(out) - 1):
        first, second = out[place], out[place + 1]
        if first.word in {"week", "month"} and second.word == "gone":
            out[place] = Item("last", first.start, second.end)
            out[place + 1] = Item(first.word, first.start, second.end)
    return out


def _since_first(items: list[Item]) -> list[Item]:
    """ "3 din se" in the English order: since 3 days."""
    out: list[Item] = []
    for item in items:
        start = len(out)
        while item.word == "since" and start and _is_of_time(out[start - 1].word):
            start -= 1
        out.insert(start, item)
    return out


def _is_of_time(word: str) -> bool:
    return word.isdigit() or word in _TIME_WORDS or word in NUMBERS


def _ordinals(items: list[Item]) -> list[Item]:
    """ "the first of June", "June twenty first": ordinal words beside a month as 1st, 21st."""
    out: list[Item] = []
    for place, item in enumerate(items):
        nth = _ORDINALS.get(item.word)
        after = [other.word for other in items[place + 1 : place + 4]]
        beside = (
            after[:1]
            and after[0] in MONTHS
            or after[:1] == ["of"]
            and after[1:]
            and after[1] in MONTHS
            or after[:1] in (["of"], ["o"])
            and after[2:] == ["month"]
            or any(other.word in MONTHS for other in items[max(0, place - 3) : place])
        )
        tens = None
        if out and out[-1].word in {"twenty", "thirty"}:
            tens = out[-1]
        elif len(out) > 1 and out[-1].word == "-" and out[-2].word in {"twenty", "thirty"}:
            tens = out[-2]
        led = [other.word for other in (out[: out.index(tens)] if tens else out)[-2:]]
        ends = not after or not after[0].isalnum() or after[0] in _NEXT_THOUGHT
        sure = (tens is not None or nth is not None and int(nth[:-2]) > 3) and (
            not after or after[0] not in _COUNTED
        )
        named = led[-1:] == ["the"] and (sure or ends and led == ["on", "the"])
        if nth is None or not (beside or named):
            out.append(item)
        elif tens is not None:
            del out[out.index(tens) :]
            out.append(Item(f"{NUMBERS[tens.word] + int(nth[:-2])}th", tens.start, item.end))
        else:
            out.append(Item(nth, item.start, item.end))
    return out


def _numbers(items: list[Item]) -> list[Item]:
    out: list[Item] = []
    spoken_tens = -1
    for place, item in enumerate(items):
        word, after = item.word, items[place + 1].word if place + 1 < len(items) else ""
        value: int | None = None
        if word == "one" and after in {"may", "march"}:
            value = None
        elif word in NUMBERS and (word not in UNSAFE_NUMBERS or after in UNITS):
            value = NUMBERS[word]
        elif (
            after in UNITS
            and place + 2 < len(items)
            and word in SOUNDS_LIKE
            and (
                items[place + 2].word == "ago"
                or (word in SOUNDS_ONLY_LIKE and items[place + 2].word in _AFTER_COUNT)
            )
        ):
            value = SOUNDS_LIKE[word]
        elif after in UNITS and word.isalpha():
            value = number(word)
        if value is None:
            out.append(item)
            continue
        last = out[-1] if out else None
        if last is not None and last.word == "-" and 0 <= spoken_tens == len(out) - 2:
            last = out[-2]
        if last is not None and 0 < value < 10 and spoken_tens >= 0 and last is out[spoken_tens]:
            del out[spoken_tens:]
            out.append(Item(str(int(last.word) + value), last.start, item.end))
            spoken_tens = -1
            continue
        out.append(Item(str(value), item.start, item.end))
        spoken_tens = len(out) - 1 if value in _TENS else -1
    return out


def make_line(text: str) -> Line:
    """The line of `text`; never raises."""
    raw = pieces(text)
    language = foreign.language_of([item.word for item in raw])
    if language == "fr":
        raw = _without_il_y_a(raw)
    items = _normalise(raw, language)
    places, position = [], 1
    for item in items:
        places.append(position)
        position += len(item.word) + 1
    line = " " + " ".join(item.word for item in items) + " "
    return Line(text, tuple(items), line, tuple(places) or (0,))


def _without_il_y_a(items: list[Item]) -> list[Item]:
    """French "il y a" as one word, since its own words mean nothing in time."""
    out: list[Item] = []
    place = 0
    while place < len(items):
        if [item.word for item in items[place : place + 3]] == ["il", "y", "a"]:
            out.append(Item("hace", items[place].start, items[place + 2].end))
            place += 3
        else:
            out.append(items[place])
            place += 1
    return out
