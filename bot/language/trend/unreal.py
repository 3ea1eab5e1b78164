"""A course that is only thought of: "will it spread?", "if it gets worse"."""

from __future__ import annotations

from bot.language.scope.words import STRONG
from bot.language.trend.message import Course, Message

_WORLDS = ("supposed", "general", "past", "future")
_REACH = 10
"""Words between a cue of scope and a course that it may hold for."""
_NO_IF = frozenset(
    {
        ("if", "anything"),
        ("if", "i", "m", "honest"),
        ("if", "i", "am", "honest"),
        ("if", "you", "ask", "me"),
        ("if", "truth", "be", "told"),
        ("if", "that", "helps"),
    }
)
_NEW_SENTENCE = frozenset(
    (joint, subject)
    for joint in ("and", "so")
    for subject in "it its they that now every each".split()
)
"""After "if the sun is in my eyes" these begin what is told as a fact: "and it is less each day"."""
_OPEN = frozenset("would could might may should shall if unless".split())
"""Before a course these make it one that may come."""
_OPEN_REACH = 5
_WHETHER_REACH = 14
"""Words between such a word, or a "whether", and the course."""
_IS = frozenset("is has have am are was been keeps now already still since".split())
"""Between such a word and a course these tell what is."""
_AGENTS = frozenset("it this that they the my a twitch twitching twitches".split())


def is_supposed(course: Course, message: Message) -> bool:
    """Whether a cue of scope ("what if", "last year") opens a world that the course stands in."""
    scope, first = message.scope, course.first
    start, end = scope.sentence(first)
    if scope.has({"still", "now"}, start, end + 1):
        return False
    return any(
        first - _REACH <= cue.first < first
        and not scope.has({",", "but"}, cue.first, first)
        and all(message.words[cue.first : cue.first + n] not in _NO_IF for n in (2, 3, 4))
        and _NEW_SENTENCE.isdisjoint(scope.pairs(cue.first, first + 1))
        for cue in scope.in_sentence(first, *_WORLDS)
    )


def may_come(course: Course, message: Message) -> bool:
    """ "Will it spread?", "it could get worse", "it's going to spread"."""
    first, last = course.first, course.last
    if message.words[max(0, last - 2) : last] == ("going", "to"):
        return True
    if message.scope.word(last - 1) == "gonna":
        return True
    if message.words[first] in {"does", "can", "will"} and message.words[first + 1] in _AGENTS:
        return True  # "does it get stronger before it goes"
    for i in range(max(0, first - _WHETHER_REACH), first):
        opened = _opens(message, i, first)
        if opened is not None:
            return opened
    return False


def _opens(message: Message, i: int, first: int) -> bool | None:
    """Whether the word at token `i` makes of the course at `first` one that may come; None where it
    decides nothing."""
    word, following = message.words[i : i + 2]
    between = message.words[i + 1 : first]
    if between[:1] == ("have",):
        between = between[1:]
    if not _IS.isdisjoint(between) or not (STRONG | {","}).isdisjoint(between):
        return None
    if word == "whether":
        return True
    if first - i > _OPEN_REACH:
        return None
    if word in _OPEN and following != "not" and (word, following) != ("if", "anything"):
        # "Wondering if it's spreading" doubts what is seen; "if I smile it's worse" is a habit.
        return word != "if" or "i" not in between
    if word == "can" and following in {"get", "be", "go", "feel", "become"}:
        return True  # "it can get worse when I squint"
    if first - i <= 3 and (word == "gonna" or (word, following) == ("going", "to")):
        return True  # "is it going to spread"
    if word == "will" or (word in {"can", "does"} and following in _AGENTS):
        return following != "not"
    return None
