"""Words that are a time in one place and something else in another: "sat", "sun", "weak", "an", "mar"."""

from __future__ import annotations

from bot.language.timing import cues
from bot.language.timing.pieces import Item
from bot.language.timing.words import NUMBERS, UNITS, normal

SHORT = frozenset("n h dy don mo dais das mar bean ben bn eve apt".split())
"""Times only where `is_short_time` says so."""

_NEEDLES = frozenset(
    "jab jabs jag jags injection injections botox tox needles treatment treatments".split()
)
_BEFORE_OTHER_DAYS = frozenset(
    "on every open most before for until til till by next cancel move change my missed about".split()
)
_DATED = frozenset(
    "botox tox appointment appt treatment session it that done last injections jabs which".split()
)
_SUNNY = frozenset(
    """
    bright hot full strong low direct winter summer evening morning midday african indian of into at some
    no much more warm blazing setting rising the in under
    """.split()
)
_BURNT = frozenset(
    "peeling red pink burnt burned burn damage tan tanned brown freckles sore".split()
)
_PROGRESSIVE = frozenset(
    "are is be been being s shes hes im am was were sits and just thats its".split()
)
_BEFORE_DAY = frozenset("on last since this next done dun from until til by was".split())
_AFTER_DAY = UNITS | frozenset(
    ". , ! ? and n gone just ) ; morning afternoon evening lunchtime midday night am pm".split()
)
_AFTER_WEAK = frozenset("ago later since back after today tomorrow yesterday tonight".split())
_BEFORE_WEAK = frozenset("last nxt next nex nxt per each every a 1 one this half".split())


def names_weekday(items: list[Item], place: int) -> bool:
    """Whether "sat" or "sun" at `place` names a day, not a posture or the weather."""
    word, before = items[place].word, _before(items, place)
    after = normal(items[place + 1].word) if place + 1 < len(items) else "."
    if word == "sun" and before in _SUNNY:
        return False
    if word == "sun" and before == "from" and place > 1 and items[place - 2].word in _BURNT:
        return False
    if before == "was" and place > 1 and items[place - 2].word in _DATED:
        return True
    if before in {"the", "in", "suns"} or before in _PROGRESSIVE and word == "sat":
        return False
    if before in _BEFORE_DAY or after in _AFTER_DAY:
        return True
    return word == "sun" and (
        cues.role(before) in {"T", "A"} or before in {"past", "just", "early", "late"}
    )


def week_or_weak(items: list[Item], place: int) -> str:
    """ "A weak ago" speaks of time, "gone all croaky an week" of strength."""
    before, after = _before(items, place), _after(items, place)
    if items[place].word in {"week", "wk"}:
        weak = before == "an" and after not in _AFTER_WEAK | {"post", "and", "n", "or"}
        return "weak" if weak else "week"
    if items[place].word == "weaks":
        return "week"
    counted = before in _BEFORE_WEAK or before[:1].isdigit() or before in NUMBERS
    tells = after in _AFTER_WEAK or before in {"last", "nxt", "next", "per", "each", "every"}
    return "week" if counted and tells else "weak"


def joins_lengths(items: list[Item], place: int) -> bool:
    """Whether "an" is "and": "1 week an 3 days"."""
    if not place or place + 2 >= len(items):
        return False
    after = items[place + 1].word
    return normal(items[place - 1].word) in UNITS and (after.isdigit() or after in NUMBERS)


def is_one_days(items: list[Item], place: int) -> bool:
    """Whether "tuesdays" is tuesday's: "since tuesdays jabs", not "open on tuesdays"."""
    if place + 1 == len(items):
        return False
    before = _before(items, place)
    owns = items[place + 1].word in _NEEDLES and before not in _BEFORE_OTHER_DAYS
    return owns or before in {"since", "last", "after", "from", "this"}


def is_short_time(items: list[Item], place: int) -> bool:
    """Whether a `SHORT` word is a time: "in mar", "3 dy", not "don t"."""
    word, before = items[place].word, _before(items, place)
    if word in {"eve", "n"}:
        return False
    if word == "mar":
        return before[:1].isdigit() or before in {"in", "-", "of"}
    if word == "don":
        return _after(items, place) != "t"
    if word in {"apt", "bn"}:
        return True
    counted = before[:1].isdigit() or before in NUMBERS or before in {"been", "bin"}
    return counted or word in {"ben", "bean"} and before == "its"


def _before(items: list[Item], place: int) -> str:
    return items[place - 1].word if place else ""


def _after(items: list[Item], place: int) -> str:
    return items[place + 1].word if place + 1 < len(items) else ""
