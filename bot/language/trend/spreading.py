"""A twitch that goes elsewhere. Swelling and rashes do so only in so many words."""

from __future__ import annotations

from bot.language.trend.message import Course, Message
from bot.language.trend.subject import FELT, body

_SHOULDERS = frozenset({"shoulder", "shoulders"})
_LEGS = frozenset({"calf", "calves", "leg", "legs", "shin", "shins"})
_AT_WORK = dict.fromkeys(("traps", "trap", "trapezius"), _SHOULDERS) | dict.fromkeys(
    ("calves", "calf"), _LEGS
)
"""Places beside a treated muscle that are no faraway ones."""
_WHEN = frozenset("when whenever if as while".split())
_LOOKS = frozenset(
    "look looking looks check checking checks turn turning glance peek peer over".split()
)
_SKIN = frozenset({"hives", "rash", "swelling"})
_SPREADABLE = frozenset("twitching swelling hives rash weakness facial_numbness".split())
_TRAVELS = ("spread", "creep", "crept", "travel")
_GOES = ("go", "went", "mov", "com", "came", "slid", "slip", "drop", "shift", "settl", "pass")
"""Words of motion that a mouth or a brow may move by as well."""
_LATELY = frozenset("now today yesterday since suddenly lately".split())
_AS_WELL = frozenset(
    """
    whole entire everywhere all also too as joined joining including plus other both aswell
    """.split()
)
_AFTER_SINCE = frozenset(". , ! ? ; and but so".split())


def stays_where_it_was(course: Course, message: Message) -> bool:
    """Whether words that may tell of spreading tell of none."""
    if (
        _is_figure(course, message)
        or _is_of_treated_muscle(course, message)
        or _is_a_place_that_moves(course, message)
        or _hangs_on(course, message)
        or _at_a_movement(course, message)
    ):
        return True
    inside = message.inside(course)
    if message.present and "twitching" not in message.present:
        return not _skin_spreads(message, inside)
    if inside[0] in _LATELY and _AS_WELL.isdisjoint(inside):
        # "Now my lip trembles" begins; it spreads where something trembled before.
        return bool(message.mentions) and not any(
            m.name == "twitching" and m.last < course.first for m in message.mentions
        )
    return False


def _is_figure(course: Course, message: Message) -> bool:
    """ "Now and then", "going since Sunday", "on its last legs", "the left-hand side"."""
    inside, after = message.inside(course), message.after(course)
    following = [
        message.scope.word(i + 1)
        for i in range(course.first, course.last + 1)
        if message.words[i] == "now"
    ]
    if following and set(following) == {"and"}:
        return True
    if inside[-1] == "since" and after and after not in _AFTER_SINCE:
        return True
    if inside[-1] == "legs" and "last" in inside:
        return True
    return inside[-1] in {"hand", "arm"} and after == "side"


def _is_a_place_that_moves(course: Course, message: Message) -> bool:
    """ "My chin goes down on the left": the place itself goes there, no twitch does."""
    if not message.inside(course)[0].startswith(_GOES) or message.scope.word(
        course.first - 1
    ) not in (body() - FELT):
        return False
    begin, _ = message.clause(course)
    return FELT.isdisjoint(message.words[begin : course.first]) and not any(
        m.name in _SPREADABLE and m.last < course.first for m in message.mentions
    )


def _at_a_movement(course: Course, message: Message) -> bool:
    """ "My neck flutters when I look over my shoulder": the shoulder is what one turns to."""
    inside = message.inside(course)
    looks = not _LOOKS.isdisjoint(inside) or message.after(course) in _LOOKS
    return not _WHEN.isdisjoint(inside) and inside[-1] in _SHOULDERS and looks


def _hangs_on(course: Course, message: Message) -> bool:
    """ "The flicker over my brow is still at it" goes on where it was."""
    inside = message.inside(course)
    return "still" in inside and inside[-2:] == ("at", "it")


def _is_of_treated_muscle(course: Course, message: Message) -> bool:
    """ "My traps were done and the shoulder jumps"."""
    inside = message.inside(course)
    outside = message.words[: course.first] + message.words[course.last + 1 :]
    return any(not _AT_WORK[word].isdisjoint(inside) for word in outside if word in _AT_WORK)


def _skin_spreads(message: Message, inside: tuple[str, ...]) -> bool:
    """Whether a swelling or a rash spreads in so many words."""
    began = not {"started", "began", "begun"}.isdisjoint(inside)
    if began and "now" in inside and message.present & _SKIN:
        return True  # "it started on my stomach and now it is my arms"
    return bool(message.present & _SPREADABLE) and any(
        word.startswith(_TRAVELS) or (word == "going" and "up" in inside) for word in inside
    )
