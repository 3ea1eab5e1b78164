"""What a course is of: something felt, or the weather, the queue, a voice that is as ever."""

from __future__ import annotations

from functools import lru_cache

from bot.language.trend.message import NOT_A_COURSE, Course, Message
from bot.language.vocabulary import vocabulary

_NO_COURSE = frozenset(
    """
    swallowing_difficulty speech_difficulty breathing_difficulty chest_pain collapse suicidal_thoughts
    bladder_loss seizure
    """.split()
)
"""Symptoms that never last, fade or stay the same by their writer's word: they are there."""
_FUNCTIONS = frozenset(
    "swallowing voice breathing vision speech speaking eating sleep smile smiling".split()
)
_IT = frozenset("it its they that this which".split())
FELT = frozenset(
    """
    twitch twitches twitching flicker flutter tremor spasm spasms pulse tic jump jumps thing symptom
    symptoms pain ache lump bruise swelling redness heaviness headache weakness droop lid lids muscle
    muscles spot spots patch one gap frequency pauses gaps intervals throat tongue voice problem
    """.split()
)
_LOOSE = frozenset("one other whole full under below next door half both opposite line".split())
_SMALL = frozenset(
    """
    a about actually again all also although and another anything are as at back be became become been
    bit bits by day days definitely does each even ever evening every everything far feel feeling feels
    first for four from get gets getting god gone gotten got had has have hello hey hi honestly hour i
    if in instead into is just keep keeps kept last lately little lot maybe me minute monday month more
    morning most much my next night no not now oh ok on only or probably quite rather really sadly seem
    seems since six slightly slowly so some somewhat sorry steadily still suddenly tad than the then
    there think this three time to today tonight touch tuesday two update very was way wednesday week
    well went yes yep yesterday gradually noticeably thursday friday saturday sunday never sure say
    report it go goes going
    """.split()
)
"""Words that name nothing: a clause of these speaks of what was spoken of before."""


@lru_cache(maxsize=1)
def body() -> frozenset[str]:
    """Words for places and for what is felt there."""
    raw = vocabulary().raw["classes"]
    lines = raw["part"] + raw["where"] + raw["faraway"]
    words = {w for line in lines for name in line.split("|") for w in name.split()}
    return frozenset(words - _SMALL - _LOOSE) | FELT


def is_of_something_else(course: Course, message: Message) -> bool:
    """Whether what grows or goes about is nothing felt, but the weather or the queue."""
    begin, end = message.clause(course)
    if any(m.status == "present" and m.touches(begin, end) for m in message.mentions):
        return False
    subject = message.words[begin : course.first]
    if not _IT.isdisjoint(subject) or message.scope.has(body(), begin, course.last + 1):
        return False
    return any(word not in _SMALL and word.isalpha() for word in subject)


def is_of_no_symptom(course: Course, message: Message) -> bool:
    """Whether what fades, lasts or stays the same is no symptom whose course is told."""
    if message.present:
        return message.present <= _NO_COURSE or _is_of_another(course, message)
    if course.label == "stable":
        return any(m.status != "present" for m in message.mentions)
    # "Nothing is happening" of a treatment is no course; "no change" may be.
    return bool(message.mentions) or _is_of_another(course, message)


def _is_of_another(course: Course, message: Message) -> bool:
    """Whether the clause speaks only of what is ruled out, or of lines that do not soften."""
    begin, end = message.clause(course)
    beside = [m for m in message.mentions if m.touches(begin, end)]
    if message.present and message.words[course.first] == "no":
        # "No improvement" beside a twitch is the twitch's course, not a treatment without effect.
        beside = [
            m for m in beside if m.name != "no_effect" or not m.touches(course.first, course.last)
        ]
    stop = course.last + 1 if message.after(course) in {"after", "with"} else end + 1
    if all(m.status != "present" for m in beside) and message.scope.has(_FUNCTIONS, begin, stop):
        return True  # "my voice is the same as ever"
    statuses = {"none" if m.name in NOT_A_COURSE else m.status for m in beside}
    return bool(statuses) and statuses <= {"none", "denied", "past"}
