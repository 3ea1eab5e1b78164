"""Which names a negator reaches, by what kind of negator it is and what it stands before."""

from __future__ import annotations

from bot.language.scope.denied.doubled import is_doubled
from bot.language.scope.denied.names import only_names
from bot.language.scope.line import Line
from bot.language.scope.words import (
    BODY,
    EVER_BEFORE,
    HAVING,
    MODAL,
    NOUN_NEGATORS,
    SPENT,
    STATES,
)

_REACH = 16
_AND_NOW = {("and", "today")} | {
    (before, "now") for before in ("and", "but", ",", "do", "have", "is", "has")
}
_NOT_A_NAME = frozenset(", i it he she they my this there".split())
_BESIDE_NOTHING = frozenset(", and in is feels like no weak with wrong".split())
_PASSING = frozenset(
    """
    really actually even currently ever now so far at all whatsoever either noticeably particularly being
    been once especially remotely visibly obviously presently personally in the least slightest
    any a an that much as or and of one bit hint whiff suggestion ghost suspicion trace sign signs
    episode instance incident occasion shred touch single spot word jot
    """.split()
)
"""Between a "not" and what it denies these change nothing."""
_MINOR = frozenset(
    "small little mild slight minor bit tiny mere just only simple normal ordinary usual".split()
)
"""What is called not small is large: "I wouldn't call it a small rash"."""
_ILLS = frozenset(
    """
    sore tender painful swollen bruised red itchy dizzy heavy numb weak droopy blurry blurred puffy hot sick
    stiff tight hoarse breathless lumpy twitchy queasy faint lopsided uneven twitching itching
    """.split()
)
"""What a list of ills may open with: "not sore, swollen or bruised"."""
_CALL = frozenset("call describe class count".split())
_PERCEIVE = frozenset("feel see notice find spot detect".split())
_STIRS = frozenset(
    """
    twitches twitching flickers flickering flutters fluttering jumps jumping quivers quivering trembles
    trembling wobbles wobbling ticks ticking pulses pulsing hops hopping jerks jerking shakes shaking
    """.split()
)
_STIRS_WHERE = BODY | frozenset("forehead brow brows eyebrow chin temple cheek muscle".split())
_HARMING = frozenset("thinking planning going trying wanting intending looking want".split())


def reaches(line: Line, label: str, negator: int, start: int, target: int) -> bool:
    """Whether a negator, of a sentence from `start` on, denies the name at `target`."""
    before, word, following = (line.word(negator + n) for n in (-1, 0, 1))
    if word == "not" and before == "is" and following in {"like", "that", "as"}:
        # "It's not like I can't breathe or anything"
        return target - negator <= 6 and _or_anything(line, target)
    if target - negator > _REACH and "," not in line.words[negator:target]:
        return False
    if line.has(NOUN_NEGATORS, negator + 1, target) or is_doubled(line, negator, start):
        return False  # the nearest "no" decides
    if _is_stated(line, target) or _tells_of_a_first(line, negator, target):
        return False
    if word in NOUN_NEGATORS:
        return _reaches_name(line, negator, target)
    if word == "never":
        return before not in {"can", "could", "cannot"} and _reaches_past_verb(
            line, label, negator, target
        )
    if before in MODAL:
        return _would_not_say(line, negator, target)
    return _reaches_past_verb(line, label, negator, target)


def _or_anything(line: Line, target: int) -> bool:
    return any(
        a == "or" and b in {"anything", "something"} for a, b in line.pairs(target, target + 9)
    )


def _is_stated(line: Line, target: int) -> bool:
    """ "No fever, lid shut completely", "no droop, forehead twitches": after the comma something is told."""
    if line.word(target - 1) != ",":
        return False
    if line.words[target] in _STIRS_WHERE and line.has(_STIRS, target + 1, target + 3):
        begin, _ = line.sentence(target)
        return not line.has({"or", "nor"}, target, target + 9) and (
            line.words[begin:target].count(",") == 1
        )
    if line.words[target] not in BODY:
        return False
    told = line.has(STATES, target + 1, target + 4)
    return told and not line.has({"or", "nor"}, target, target + 9)


def _tells_of_a_first(line: Line, negator: int, target: int) -> bool:
    """ "I never get rashes and now I'm covered", "I've never had a headache like this": it is new."""
    if line.words[negator] == "not":
        return ("like", "this") in line.pairs(target, target + 7)
    if line.words[negator] != "never":
        return False
    if not _AND_NOW.isdisjoint(line.pairs(target, target + 9)):
        return True
    return line.has(EVER_BEFORE, negator + 1, target + 10) and not _this_time(line, target)


def _this_time(line: Line, target: int) -> bool:
    """ "Never had any bruising this time round" tells of no first time."""
    if line.has({"like", "before"}, target, target + 6):
        return False
    return any(
        a == "this" and b in {"time", "week", "round", "month", "year"}
        for a, b in line.pairs(target, target + 6)
    )


def _reaches_name(line: Line, negator: int, target: int) -> bool:
    """ "No", "without" and "nothing" reach the names after them."""
    word, following = line.words[negator], line.word(negator + 1)
    if word == "no" and following in _NOT_A_NAME:
        return False
    if word in {"nor", "neither"} and following in {"can", "could", "will"}:
        return False
    if word == "nothing":
        return _is_nothing(line, negator, target)
    return only_names(line, negator, target)


def _is_nothing(line: Line, negator: int, target: int) -> bool:
    """ "Nothing has drooped", but not "nothing has helped the droop"."""
    following = line.word(negator + 1)
    if negator + 1 == target or following in _BESIDE_NOTHING:
        return only_names(line, negator, target)
    return following in {"has", "have", "was", "looks", "seems", "got"} and all(
        word in _PASSING for word in line.words[negator + 2 : target]
    )


def _would_not_say(line: Line, negator: int, target: int) -> bool:
    """ "I can't say I have a droop", "I can't see any lump", "I wouldn't call it a droop". Any other
    "can't" is a complaint."""
    before, following = line.word(negator - 1), line.word(negator + 1)
    if following == "say":
        may = True
    elif following in _CALL and before in {"would", "could"}:
        may = not line.has(_MINOR, negator + 1, target)
    else:
        may = following in _PERCEIVE and line.has({"any", "a", "much"}, negator + 2, negator + 4)
    return may and only_names(line, negator + 1, target)


def _reaches_past_verb(line: Line, label: str, negator: int, target: int) -> bool:
    """A "not" before a verb or after "is"."""
    i = negator + 1
    while i < target and line.words[i] in _PASSING:
        i += 1
    if i == target:
        # "It's not the telly that's out of focus" says what is not to blame.
        return line.word(target + 1) != "that"
    verb = line.words[i]
    if label.startswith("eyelid_droop") and i + 1 == target and verb in {"my", "the"}:
        return line.words[target].startswith("eyelid")  # "my brow, not my lid"
    if label == "suicidal_thoughts" and verb in _HARMING:
        return not line.has({",", "but", "i"}, i, target) and target - i <= 4
    if line.words[negator] == "never" and verb in {"said", "claimed"}:
        return not line.has({","}, i, target)
    if verb in SPENT:
        return False
    if verb in HAVING:
        return only_names(line, i, target)
    # "Not wheezing, itching or …": a list that an "or" closes is denied as a whole.
    joint = next((j for j in range(i, target) if line.words[j] in {",", "or", "nor"}), None)
    if joint is None:
        return False
    closed = line.has({"or", "nor"}, target + 1, target + 2) and line.words[joint - 1] in _ILLS
    if not closed and not line.has({"or", "nor"}, joint, target):
        return False
    return only_names(line, joint - 1, target)
