"""What goes on or stays the same, and "still", "not" and "the same" that tell of neither."""

from __future__ import annotations

from bot.language.scope.words import STRONG
from bot.language.trend.message import NOT_A_COURSE, Course, Mention, Message

_SINCE_AN_EVENT = frozenset("i we my the a our".split())
_MY_DOING = frozenset("checking worrying thinking looking crying laughing staring".split())
_DOINGS = frozenset("can could sitting lying standing keep stay need want stand".split())
"""Before "still" these tell of what somebody does."""
_WISHES = frozenset(
    """
    need love wonder think waiting hoping wanting want waitin interested open available booked keen
    """.split()
)
_SIGHTS = frozenset("see notice tell spot".split())
_MOVES = frozenset("move moves frown frowning okay ok come".split())
_NO_ANSWER = frozenset("word reply answer response refund news call email text slot date".split())
_HERE = frozenset(
    """
    there here going doing happening present hanging around on bad same the not no quite pretty very a
    got having have does do is occurs comes coming bothering feels feel feeling see notice noticing get
    getting gets every all just as with up off much visible swollen and but now lingering
    """.split()
)
"""After "still" these speak of what is there."""
_GOING_ON = frozenset("there here going happening at doing".split())
_REACH = 9
"""Words after "still" among which its symptom may stand."""
_SHORT = 14
"""Words of a message that names no symptom, and whose "still" speaks of one told before."""
_NOTHING = frozenset(
    """
    . , ! ? ; - as since today now every each really still for on day and but no not level amount spot
    place
    """.split()
)
"""After "the same" these name no thing."""


def is_dated(course: Course, message: Message) -> bool:
    """ "Pounding ever since I got off the bus" dates it."""
    return course.source.endswith("ever since") and message.after(course) in _SINCE_AN_EVENT


def is_not_of_symptom(course: Course, message: Message) -> bool:
    """ "I would rather not to go", "I can't stop touching it"."""
    if not course.source.startswith("not|"):
        return False
    first = course.first
    return (
        message.words[first : first + 2] == ("not", "to")
        or message.scope.has({"i"}, first - 2, first)
        or message.after(course) in _MY_DOING
    )


def is_same_thing(course: Course, message: Message) -> bool:
    """ "The same mirror", "the same day"."""
    after = message.after(course)
    if course.source != "the same" or after == "":
        return False
    if after == "day":
        return message.scope.word(course.last + 2) not in {"in", "after", "by"}
    return after not in _NOTHING


def is_still_else(course: Course, message: Message) -> bool:
    """Whether "still" speaks of no symptom: "I can still frown", "I still love it"."""
    if course.source != "still":
        return False
    return _is_of_doing(message, course.first) or not _holds(message, course.first)


def _is_of_doing(message: Message, still: int) -> bool:
    """ "Are you still trading", "still at the office", "still no reply"."""
    scope = message.scope
    before, one, two, three = (scope.word(still + n) for n in (-1, 1, 2, 3))
    return (
        scope.has(_DOINGS, still - 2, still)
        or (one in {"can", "could"} and (two != "not" or three in _SIGHTS))
        or before in {"you", "u", "we"}
        or one in _WISHES
        or (one == "at" and two != "it")
        or scope.has(_MOVES, still + 1, still + 3)
        or (one == "no" and scope.has(_NO_ANSWER, still + 2, still + 4))
    )


def _holds(message: Message, still: int) -> bool:
    """Whether "still" speaks of a symptom near it, or of one that was told before."""
    if not message.mentions:
        return len(message.words) <= _SHORT
    if any(_holds_for(mention, message, still) for mention in message.mentions):
        return True
    return message.scope.word(still + 1) in _GOING_ON and any(
        m.status == "present" and m.name not in NOT_A_COURSE for m in message.mentions
    )


def _holds_for(mention: Mention, message: Message, still: int) -> bool:
    if mention.status != "present":
        return False
    before, following = message.scope.word(still - 1), message.scope.word(still + 1)
    if before in {"", "."} and following in {"", "."}:
        if 0 <= mention.first - still <= 2 or 0 <= still - mention.last <= 2:
            return True  # "Jaw. Still. Hopping."
    if mention.name in NOT_A_COURSE:
        return False
    if mention.touches(still, _end(message, still)):
        return True
    return 0 <= still - mention.last <= 8 and (following in _HERE or not following.isalpha())


def _end(message: Message, still: int) -> int:
    """The last token that "still" may speak of."""
    end = still
    while (
        end + 1 < len(message.words)
        and message.words[end + 1] not in STRONG
        and end - still < _REACH
    ):
        end += 1
    return end
