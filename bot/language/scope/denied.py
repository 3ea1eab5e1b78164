"""Denials. One must be clear to silence a symptom: every doubt here leaves the symptom standing.

A negation is handed on from word to word. Names hand it on ("no fever, rash or …"), and so do verbs of
having ("I haven't had any …"); any other verb keeps it ("doesn't help my droopy lid").
"""

from __future__ import annotations

import itertools

from bot.language.scope.line import Line
from bot.language.scope.words import (
    BEFORE_MY,
    BODY,
    DENIAL_BREAKS,
    EVER_BEFORE,
    FINITE,
    GOODS,
    HAVING,
    MODAL,
    NEGATORS,
    NEW_SUBJECTS,
    NONE,
    NOUN_NEGATORS,
    PASSING,
    RECOVERY,
    SPENT,
    STATES,
    STRONG,
    TROUBLES,
    VERB_NEGATORS,
    WORKING,
)

_REACH = 16
_LIST = {",", "and", "-", ":", "+", "/", "&", "or", "nor"}
_UNABLE = {
    "not",
    "never",
    "cannot",
    "unable",
    "hardly",
    "barely",
    "struggle",
    "impossible",
    "every",
}
_PERCEIVE = {"feel", "see", "notice", "find"}
_HARMING = {"thinking", "planning", "going", "trying", "wanting", "intending", "looking", "want"}
_ARTICLES = {"a", "the", "any", "an", "my"}


def is_denied(line: Line, label: str, first: int, last: int) -> bool:
    """Whether a mention at tokens `first` to `last` is denied."""
    if _said_after(line, first, last):
        return True
    if line.has(RECOVERY, last + 1, last + 3) and line.word(last + 1) not in STRONG:
        return False
    start, _ = line.sentence(first)
    if _inside(line, first, last):
        return True
    if line.words[first] in GOODS and not line.has(TROUBLES, first, last + 1):
        return False
    return any(
        line.words[n] in NEGATORS
        and n not in line.covered
        and _reaches(line, label, n, start, first)
        for n in range(start, first)
    )


def taken_back(line: Line, last: int) -> bool:
    """ "How do I know a droop? I have none so far": what was only supposed, or past, is then denied."""
    stop, sentences = last + 1, 0
    while stop < len(line.words) and sentences < 3:
        sentences += line.words[stop] in STRONG
        stop += 1
    return any(cue.world == "undone" and last < cue.first < stop for cue in line.all_cues)


def _inside(line: Line, first: int, last: int) -> bool:
    """A denial between the words of the symptom: "vision isn't double", but not "lid doesn't lift"."""
    for n in range(first + 1, last + 1):
        if line.words[n] in VERB_NEGATORS | {"no"} and n not in line.covered:
            first_time = line.words[n] == "never" and line.has(EVER_BEFORE, n + 1, last + 3)
            if first_time or _doubled(line, n, first):
                return False
            complaint = line.words[n - 1] in MODAL or line.has(WORKING, n + 1, last + 2)
            return not complaint and line.word(n + 1) not in {"just", "only", "even"}
    return False


def _said_after(line: Line, first: int, last: int) -> bool:
    """ "Fever: none", "chest pain? no", "double vision - nope"."""
    sign, answer, beyond = (line.word(last + n) for n in (1, 2, 3))
    ends = STRONG | {"", ",", "and", "or", "but"}
    begin, end = line.sentence(first)
    if sign in NONE and answer in ends:
        return True
    if sign in NONE and line.words[end] == sign and not line.has(NONE, begin, first):
        return True  # "fever no rash no headache no"
    if sign in {":", "-", "=", ",", "("} and answer in NONE:
        return sign != "," or beyond in ends - {","}
    if sign in {"is", "are"} and answer in {"absent", "negative", "nil", "unaffected"}:
        return True
    bare = not line.has(FINITE | {"i", "my", "why"}, begin, first) or line.words[begin] == "any"
    also = {"also", "definitely", "thankfully", "still", "luckily"}
    if sign == "?" and bare:
        if answer in also:
            answer, beyond = beyond, line.word(last + 4)
        return answer in NONE | {"not", "never"} and beyond in ends | {
            "at",
            "again",
            "thanks",
            "thank",
        }
    return False


def _reaches(line: Line, label: str, negator: int, start: int, target: int) -> bool:
    words = line.words
    word, before, following = words[negator], line.word(negator - 1), line.word(negator + 1)
    if target - negator > _REACH and "," not in words[negator:target]:
        return False
    if _doubled(line, negator, start) or not NOUN_NEGATORS.isdisjoint(words[negator + 1 : target]):
        return False  # the nearest "no" decides
    if word in NOUN_NEGATORS and _stated(line, target):
        return False
    if word == "never" and line.has(EVER_BEFORE, negator + 1, target + 10):
        return False
    if word == "not" and ("like", "this") in set(itertools.pairwise(words[target : target + 7])):
        return False
    if word in NOUN_NEGATORS:
        if word == "no" and following in {
            ",",
            "i",
            "it",
            "he",
            "she",
            "they",
            "my",
            "this",
            "there",
        }:
            return False
        if word in {"nor", "neither"} and following in {"can", "could", "will"}:
            return False
        if word == "nothing":
            return _of_nothing(line, negator, target)
        return _named(line, negator, target)
    if word == "never" and before in {"can", "could", "cannot"}:
        return False
    if word != "never" and before in MODAL:
        if following == "say":
            return _named(line, negator + 1, target)
        return following in _PERCEIVE and bool(
            {"any", "a", "much"} & set(words[negator + 2 : negator + 4])
            and _named(line, negator + 1, target)
        )
    return _verbal(line, label, negator, target)


def _doubled(line: Line, negator: int, start: int) -> bool:
    """Two negations make a complaint: "can't talk without gasping", "not a meal goes by without …"."""
    first = max(start, line.clause(negator))
    if line.words[negator] in {"not", "never"} and line.has({"if"}, first, negator):
        return True  # "if that wasn't a fit I don't know what was"
    earlier = [i for i in range(first, negator) if line.words[i] in _UNABLE]
    if not earlier:
        return False
    if line.words[negator] in {"no", "any", "nothing", "never"}:
        # "Ain't got no fever" is how some people deny.
        return line.words[earlier[-1]] in {"unable", "cannot"}
    return line.words[negator] in {"without", "not"}


def _of_nothing(line: Line, negator: int, target: int) -> bool:
    following = line.word(negator + 1)
    if negator + 1 == target or following in {"weak", "wrong", "like", "in", "is", "feels", "with"}:
        return _named(line, negator, target)
    return following in {"no", ",", "and"} and _named(line, negator, target)


def _verbal(line: Line, label: str, negator: int, target: int) -> bool:
    """A "not" before a verb or after "is"."""
    i = negator + 1
    while i < target and line.words[i] in PASSING:
        i += 1
    if i == target:
        # "It's not the telly that's out of focus" says what is not to blame.
        return line.word(target + 1) != "that"
    word = line.words[i]
    if label == "suicidal_thoughts" and word in _HARMING:
        return not line.has({",", "but", "i"}, i, target) and target - i <= 4
    if line.words[negator] == "never" and word in {"said", "claimed"}:
        return "," not in line.words[i:target]
    if word in SPENT:
        return False
    if word in HAVING:
        return _named(line, i, target)
    # "Not wheezing, itching or …": a list that an "or" closes is denied as a whole.
    joint = next((j for j in range(i, target) if line.words[j] in {",", "or", "nor"}), None)
    if joint is None or not line.has({"or", "nor"}, joint, target):
        return False
    return _named(line, joint - 1, target)


def _named(line: Line, negator: int, target: int) -> bool:
    """Whether only names lie between a negator, or a verb of having, and the target."""
    words = line.words
    following = line.word(negator + 1)
    if following in SPENT and negator + 1 < target:
        return False
    opening = words[negator + 1 : negator + 4]
    listing = following in {"have", "had", "got", "a", "an", "any", "having", "getting"}
    for i in range(negator + 1, target):
        here, after = words[i], line.word(i + 1)
        if not here.isascii() or here in STRONG:
            return False  # an emoji ends a thought, too
        if here == "my" and words[i - 1] in BEFORE_MY | {"or"}:
            continue
        if here in DENIAL_BREAKS:
            if here == "with" and words[i - 1] in {
                *("wrong", "problem", "problems", "issue", "issues", "trouble", "bother"),
            }:
                continue
            return False
        if here in _LIST:
            if here in {"or", "nor"} and after in _ARTICLES:
                continue
            if after in NEW_SUBJECTS and not (listing and after == "a"):
                return False
            if line.has(FINITE, i + 1, target):
                return False
            if here == "," and _parallel(line, negator, i, target):
                return False
        elif here in {"i", "it", "he", "she", "they"} and i > negator + 2 and here not in opening:
            return False
    return True


def _parallel(line: Line, negator: int, comma: int, target: int) -> bool:
    """ "No rash, no fever, double vision": where each name has its own "no", one without has none."""
    before = line.words[max(0, negator - 8) : negator]
    return line.words[negator] == "no" and "no" in before and "," in before and comma + 1 == target


def _stated(line: Line, target: int) -> bool:
    """ "No fever, lid shut completely": after the comma something is told."""
    if line.word(target - 1) != "," or line.words[target] not in BODY:
        return False
    told = not STATES.isdisjoint(line.words[target + 1 : target + 4])
    return told and not line.has({"or", "nor"}, target, target + 9)
