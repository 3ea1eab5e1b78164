"""Words of more that tell of no worsening."""

from __future__ import annotations

from bot.language.trend.message import Course, Message

_GROWS = ("get", "got", "becom", "grow")
_AT_TIMES = frozenset("when if whenever while with".split())
_RELIEF = frozenset(
    """
    nap sleep rest paracetamol panadol ibuprofen nurofen tablet tablets tea coffee water ice bath shower walk
    painkiller painkillers aspirin tylenol
    """.split()
)
"""What eases something for good more often than for a while."""
_IN_THE = frozenset("evening evenings morning".split())
_TREATMENT = frozenset(
    "the my your treatment botox injection injections jab jabs that this it".split()
)
_COLOURS = frozenset(
    "blue purple black yellow green red brown mustard navy plum violet grey gray yellowish greenish".split()
)
_THINGS = frozenset(
    "dose doses units one ones product brand needle needles stuff painkillers".split()
)


def is_of_a_thing(course: Course, message: Message) -> bool:
    """ "A stronger dose"; a bruise "gone from purple to a kind of khaki"."""
    return message.after(course) in _THINGS or not _COLOURS.isdisjoint(message.inside(course))


def is_at_times(course: Course, message: Message) -> bool:
    """ "Worse when I'm tired" tells when it comes, "stronger on the left" where; not how it goes."""
    inside = message.inside(course)
    if not {"every", "each", "now", "than", "day"}.isdisjoint(inside):
        return False
    if (
        course.label == "fading"
        and message.after(course) in {"after", "with"}
        and not _RELIEF.isdisjoint(message.words[course.last + 1 : course.last + 6])
    ):
        return False  # "easing after a nap", "less with a paracetamol"
    if any(word.startswith(_GROWS) for word in inside):
        return False
    one, two, three = (message.scope.word(course.last + n) for n in (1, 2, 3))
    return (
        one in _AT_TIMES
        or (one == "after" and two not in _TREATMENT)
        or (one == "on" and {two, three} & {"left", "right", "one", "side"} != set())
        or ((one, two) == ("in", "the") and three in _IN_THE)
        or (one, two) == ("at", "night")
    )


def goes_the_wrong_way(course: Course, message: Message) -> bool:
    """ "Soup goes down the wrong pipe"."""
    inside = message.inside(course)
    return "down" in inside and inside[-1] in {"way", "pipe"}
