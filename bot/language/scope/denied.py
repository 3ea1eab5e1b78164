"""Denials. One must be clear to silence a symptom: every doubt here leaves the symptom standing.

A negation is handed on from word to word. Names hand it on ("no fever, rash or …"), and so do verbs of
having ("I haven't had any …"); any other verb keeps it ("doesn't help my droopy lid").
"""

from __future__ import annotations

import itertools
import re

from bot.language.scope.line import Line
from bot.language.scope.words import (
    BEFORE_MY,
    BODY,
    BOUND,
    DENIAL_BREAKS,
    EVER_BEFORE,
    FINITE,
    FOLLOWERS,
    FREEING,
    GOODS,
    HAVING,
    MINOR,
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
_LINKED = frozenset(
    """
    that think believe mean because when where which who without say day night hour minute meal sip
    bite word moment time single once way than pretend deny claim tell imagine swear promise help stop like
    """.split()
)
"""Between two negations these make them one: "not a meal goes by that I'm not choking"."""
_NEW_CLAUSE = frozenset("i it he she they there this that my the nothing".split())
_HEADERS = frozenset(
    "absent negative negatives nil none no nope not denied denies ruled without zero".split()
)
_HEADING = frozenset(
    """
    present seen there noted got had have having found out by nurse doctor you me i of the following
    listed these those your list symptoms symptom signs side effects things red flags to so far checked
    and also any all
    """.split()
)
"""Before a colon these deny the list that follows: "ruled out by the nurse: droop, blur"."""
_MARKS = frozenset({'"', "'", "(", ")", "“", "”", "[", "]", "️", "\u200d"})
_BE = frozenset("is are was were has have did does do been".split())
_TURNS_UP = frozenset(
    """
    there present happened happening appeared appearing come came arrived started shown showing occurred
    occurring developed existent here anywhere
    """.split()
)
_CALL = {"call", "describe", "class", "count"}
_NOT_APPLICABLE = re.compile(r"(?i)\s*[:=\-]?\s*(?:n/a|n\.a\.?)(?!\w)")
_IT = {("one",), ("any",), ("them",), ("it",), ("that",), ("those",)}
_LOOKED_FOR = frozenset(
    "checked check look looked looking expected expecting dreading dreaded braced asked mentioned warned said listed lists worried worry afraid scared feared fear mention told reckoned watching feared checking".split()
)
_PERCEIVE = {"feel", "see", "notice", "find", "spot", "detect"}
_HARMING = {"thinking", "planning", "going", "trying", "wanting", "intending", "looking", "want"}
_ARTICLES = {"a", "the", "any", "an", "my"}


def is_denied(line: Line, label: str, first: int, last: int) -> bool:
    """Whether a mention at tokens `first` to `last` is denied."""
    if _said_after(line, first, last) or looked_for(line, first, last):
        return True
    if line.words[max(0, first - 2) : first][-1:] in {("this",), ("these",)}:
        if line.word(first - 2) not in {"of", "like"}:
            return False  # "I didn't have this droop yesterday"
    if line.word(last + 1) in {"is", "are"} and line.word(last + 2) in {"still", "back", "worse"}:
        return False
    if line.word(last + 1) in FOLLOWERS and line.word(first - 1) in {",", "-", "."}:
        return False
    if line.has(RECOVERY, last + 1, last + 3) and line.word(last + 1) not in STRONG | _LIST:
        return False
    start, _ = line.sentence(first)
    for i in range(first, last):
        if line.words[i] == "but" or (
            # "No droop, they said, and my lid is half way down"
            line.words[i] == "and"
            and line.words[i + 1] in {"my", "now"}
            and line.has(STATES | {"half", "closing"}, last + 1, last + 4)
            and not line.has(NEGATORS, last + 1, last + 4)
        ):
            first = i + 1  # "no itching but hives": what is denied ends there
    if _inside(line, first, last):
        return True
    if line.words[first] in GOODS and not line.has(TROUBLES, first - 2, last + 1):
        return False
    if headed(line, start, first):
        return True
    if any(_frees(line, n, start, first) for n in range(start, first - 1)):
        return True
    return any(
        line.words[n] in NEGATORS
        and n not in line.covered
        # "No droop, brows don't match": what says no itself is not reached by a list's "no".
        and not ("," in line.words[n:first] and line.has(NEGATORS, first, last + 1))
        and _reaches(line, label, n, start, first)
        for n in range(start, first)
    )


def headed(line: Line, start: int, target: int) -> bool:
    """ "Not present: ptosis, diplopia": a heading that denies the list under it."""
    colon = next((i for i in range(target - 1, start, -1) if line.words[i] == ":"), None)
    if colon is None or line.word(colon + 1) in {"my", "i", "it", "the"}:
        return False
    heading = set(line.words[line.clause(colon - 1) : colon])
    if line.words[colon - 1] == "not" or heading & _HEADERS == set():
        return False
    if not heading <= _HEADERS | _HEADING:
        return False  # "no luck with the nurse: chest pain since noon"
    between = set(line.words[colon + 1 : target])
    return between.isdisjoint(FINITE | DENIAL_BREAKS | {"i", "my", "yes", "there"})


def _frees(line: Line, n: int, start: int, target: int) -> bool:
    """ "So far free of any droop", but not "I want to be free of this droop"."""
    if line.words[n] not in FREEING or line.words[n + 1] not in {"of", "from", "for"}:
        return False
    if (line.words[n] == "negative") != (line.words[n + 1] == "for"):
        return False
    if line.has(BOUND, max(start, n - 5), n) or line.word(n + 2) in {"this", "my", "the", "charge"}:
        return False
    return _named(line, n + 1, target)


def looked_for(line: Line, first: int, last: int) -> bool:
    """ "I checked for the rash you mentioned and there's nothing there"."""
    begin, end = line.sentence(first)
    if not line.has(_LOOKED_FOR, max(begin, first - 5), last + 4) or line.has(
        {"my"}, first - 1, first
    ):
        return False
    after = line.words[last + 1 : last + 14]
    told = line.has({"will", "would", "could", "might", "may", "can"}, begin, last + 1)
    for i, word in enumerate(after):
        rest = after[i + 1 : i + 3]
        if word == "my" and last + 1 + i > end:
            return False  # another sentence tells what is
        if word == "nothing" and rest[:1] in {("so",), ("yet",), ("there",)}:
            place = last + 2 + i + (2 if rest[0] == "so" else 1)
            return not line.word(place)[:1].isalnum()
        if told and word == "not" and after[i - 1] in {"has", "have", "did", "does"}:
            if not rest[:1] or not rest[0][:1].isalnum() or rest[0] in {"yet", "so"}:
                return True  # "she said my lid might drop but it hasn't"
        closed = len(rest) < 2 or not rest[1][:1].isalnum()
        found = after[i - 1] in {",", "-", "but", "have", "had", "got", "is", "are", "was", "found"}
        if word in {"none", "nothing"} and found and (not rest or not rest[0][:1].isalnum()):
            return True
        if word == "not" and rest[:1] in {("one",), ("any",), ("there",)} and closed:
            return True
        if word == "not" and rest[:1] and rest[0] in HAVING and rest[1:] in _IT:
            return True  # "expected a headache, didn't get one"
    return False


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
            complaint = complaint or line.word(n + 1) in SPENT
            return not complaint and line.word(n + 1) not in {"just", "only", "even"}
    return False


def _said_after(line: Line, first: int, last: int) -> bool:
    """ "Fever: none", "chest pain? no", "double vision - nope"."""
    if line.word(last + 1) in BODY and line.word(last + 2) in {"?", ":", "-", "="}:
        last += 1  # "blurry" vision?
    while line.word(last + 1) in _MARKS and line.word(last + 2):
        last += 1  # "any rash" no
    after = line.tokens.text[line.tokens.items[last].end :]
    if _NOT_APPLICABLE.match(after):
        return True
    sign, answer, beyond = (line.word(last + n) for n in (1, 2, 3))
    ends = STRONG | {"", ",", "and", "or", "but", "just", "thank", "thanks", "/"}
    begin, end = line.sentence(first)
    if sign in NONE and answer in ends:
        return True
    if sign in NONE and line.words[end] == sign and not line.has(NONE, begin, first):
        return True  # "fever no rash no headache no"
    if sign in {":", "-", "=", ",", "("} and answer in NONE:
        return sign != "," or beyond in ends - {","}
    if sign in {"is", "are"} and answer in {"absent", "negative", "nil", "unaffected"}:
        return True
    if sign in _BE and answer in {"not", "never"} and beyond in _TURNS_UP:
        after_it = line.word(last + 4)  # "wasn't there yesterday" tells that it is there now
        return not after_it[:1].isalnum() or after_it in {
            "at",
            "so",
            "thank",
            "and",
            "or",
            "thankfully",
        }
    if sign == "never" and answer in _TURNS_UP | {"materialised", "showed", "turned", "did"}:
        return beyond in ends
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
    first_time = line.has(EVER_BEFORE, negator + 1, target + 10)
    if word == "not" and before == "is" and following in {"like", "that", "as"}:
        # "It's not like I can't breathe or anything"
        return target - negator <= 6 and _or_anything(line, target)
    if target - negator > _REACH and "," not in words[negator:target]:
        return False
    if _doubled(line, negator, start) or not NOUN_NEGATORS.isdisjoint(words[negator + 1 : target]):
        return False  # the nearest "no" decides
    if _stated(line, target):
        return False
    later = set(itertools.pairwise(words[target : target + 9]))
    if word == "never" and later & {
        ("and", "now"),
        ("but", "now"),
        ("and", "today"),
        (",", "now"),
        ("do", "now"),
        ("have", "now"),
        ("is", "now"),
        ("has", "now"),
    }:
        return False  # "I never get rashes and now I'm covered"
    if word == "never" and first_time and not _this_time(line, target):
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
        if following in _CALL and before in {"would", "could"}:
            # "I wouldn't call it a droop", but not "I wouldn't call it a small rash"
            return _named(line, negator + 1, target) and not line.has(MINOR, negator + 1, target)
        return following in _PERCEIVE and bool(
            {"any", "a", "much"} & set(words[negator + 2 : negator + 4])
            and _named(line, negator + 1, target)
        )
    return _verbal(line, label, negator, target)


def _or_anything(line: Line, target: int) -> bool:
    after = line.words[target : target + 9]
    return ("or", "anything") in set(itertools.pairwise(after)) or ("or", "something") in set(
        itertools.pairwise(after)
    )


def _doubled(line: Line, negator: int, start: int) -> bool:
    """Two negations make a complaint: "can't talk without gasping", "not a meal goes by without …"."""
    first = max(start, line.clause(negator))
    if line.words[negator] in {"not", "never"} and (
        line.has({"if"}, first, negator) or line.word(first) == "were"
    ):
        return True  # "if that wasn't a fit I don't know what was"
    earlier = [i for i in range(first, negator) if line.words[i] in _UNABLE]
    if not earlier:
        return False
    if line.words[negator] == "not" and _side_by_side(line, earlier[-1], negator):
        return False
    if line.words[negator] in {"no", "any", "nothing", "never"}:
        # "Ain't got no fever" is how some people deny.
        return line.words[earlier[-1]] in {"unable", "cannot"}
    return line.words[negator] in {"without", "not"}


def _side_by_side(line: Line, earlier: int, negator: int) -> bool:
    """ "It isn't sore and it's not twitching", "not dizzy not sick": two denials, not one."""
    between = line.words[earlier + 1 : negator]
    if line.word(earlier - 1) in {"can", "could", "will"} and "and" not in between:
        return False
    if line.words[earlier] not in {"not", "never"} or not _LINKED.isdisjoint(between):
        return False
    if {"and", "or"} & set(between):
        joint = max(i for i, word in enumerate(between) if word in {"and", "or"})
        rest = between[joint + 1 :]
        return not rest or rest[0] in _NEW_CLAUSE or rest[0] in {"do", "is", "am", "have", "has"}
    return len(between) <= 5 and FINITE.isdisjoint(between[:-1] if between else ())


def _this_time(line: Line, target: int) -> bool:
    """ "Never had any bruising this time round" tells of no first time."""
    after = line.words[target : target + 6]
    return any(
        a == "this" and b in {"time", "week", "round", "month", "year"}
        for a, b in itertools.pairwise(after)
    ) and ("like" not in after and "before" not in after)


def _of_nothing(line: Line, negator: int, target: int) -> bool:
    following = line.word(negator + 1)
    if negator + 1 == target or following in {"weak", "wrong", "like", "in", "is", "feels", "with"}:
        return _named(line, negator, target)
    if following in {"has", "have", "is", "was", "looks", "seems", "got"}:
        # "Nothing has drooped", but not "nothing has helped the droop"
        return all(word in PASSING for word in line.words[negator + 2 : target])
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
    if word == "one" and i + 1 == target and line.words[target] not in BODY | {"side"}:
        return True  # "not one lump"
    if label.startswith("eyelid_droop") and i + 1 == target and word in {"my", "the"}:
        return line.words[target].startswith("eyelid")  # "my brow, not my lid"
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
        if here in {"my", "this", "these"} and words[i - 1].isalpha() and i > negator + 1:
            if words[i - 1] not in BEFORE_MY | _LIST | HAVING | {"like", "wrong"}:
                return False  # "no painkillers touch this headache"
        if here == "so" and words[i + 1 : i + 3] == ("much", "as"):
            continue  # "haven't had so much as a headache"
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
