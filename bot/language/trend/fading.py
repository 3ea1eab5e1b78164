"""Words of less that tell of no fading."""

from __future__ import annotations

from bot.language.trend.message import Course, Message

_WENT_OFF = frozenset("by . , after on over quickly".split())


def went_off(course: Course, message: Message) -> bool:
    """ "Went off like a gunshot" began."""
    inside, after = message.inside(course), message.after(course)
    if inside[-1] == "finished" and after in {"me", "him", "her", "us", "my", "the", "it", "work"}:
        return True  # "the stairs nearly finished me off"
    if inside == ("down", "from") and message.scope.has(
        {"lines", "line", "run", "runs", "go"}, course.first - 4, course.first
    ):
        return True  # "a line that runs down from my nose"
    return (
        course.source.endswith("down|away|off")
        and (inside[0], inside[-1]) == ("went", "off")
        and after != ""
        and after not in _WENT_OFF
    )


def goes_down_to(course: Course, message: Message) -> bool:
    """ "Going down the left arm"."""
    place = message.after(course) in {"the", "my", "to", "into", "in"}
    return place and message.words[course.last] in {"down", "off", "away"}
