"""Denials that come after the name: "fever: none", "I looked for the rash and there's nothing"."""

from __future__ import annotations

import re

from bot.language.scope.line import Line
from bot.language.scope.words import BODY, FINITE, HAVING, STRONG

_NONE = frozenset("no none nope nah negative nil absent nada zilch zero ❌ 🚫 ✖ ✗ ✘ 👎 🙅".split())
_NOT_APPLICABLE = re.compile(r"(?i)\s*[:=\-]?\s*(?:n/a|n\.a\.?)(?!\w)")
_MARKS = frozenset({'"', "'", "(", ")", "“", "”", "[", "]", "️", "\u200d"})
_ENDS = STRONG | {"", ",", "and", "or", "but", "just", "thank", "thanks", "/"}
"""What may stand after an answer: the answer is all that was said."""
_BE = frozenset("is are was were has have did does do been".split())
_TURNS_UP = frozenset(
    """
    there present happened happening appeared appearing come came arrived started shown showing occurred
    occurring developed existent here anywhere
    """.split()
)
_IN_THE_LEAST = frozenset("at again a in remotely really one".split())
""" "Hurt? Not a bit", "sore? not in the least"."""
_TURNED_UP = _TURNS_UP | {"materialised", "showed", "turned", "did"}
_ALSO = frozenset("also definitely thankfully still luckily".split())

_LOOKED_FOR = frozenset(
    """
    checked check look looked looking expected expecting dreading dreaded braced asked mentioned warned
    said listed lists worried worry afraid scared feared fear mention told reckoned watching checking
    """.split()
)
_MAY = frozenset("will would could might may can".split())
_FOUND = frozenset(", - but have had got is are was found".split())
_IT = {("one",), ("any",), ("them",), ("it",), ("that",), ("those",)}


def is_answered(line: Line, first: int, last: int) -> bool:
    """ "Fever: none", "chest pain? no", "double vision - nope", "the rash wasn't there"."""
    last = _past_marks(line, last)
    if _NOT_APPLICABLE.match(line.tokens.text, line.tokens.items[last].end):
        return True
    begin, end = line.sentence(first)
    sign, answer, beyond, after = (line.word(last + n) for n in range(1, 5))
    if sign in _NONE:
        if answer in _ENDS:
            return True
        # "Itching no swelling no fever no"
        return line.words[end] == sign and not line.has(_NONE, begin, first)
    if sign in {":", "-", "=", ",", "("}:
        return answer in _NONE and (sign != "," or beyond in _ENDS - {","})
    if sign == "?":
        if line.has(FINITE | {"i", "my", "why"}, begin, first) and line.words[begin] != "any":
            return False
        if answer in _ALSO:
            answer, beyond = beyond, after
        return answer in _NONE | {"not", "never"} and beyond in _ENDS | _IN_THE_LEAST
    if sign == "never":
        return answer in _TURNED_UP and beyond in _ENDS
    if sign in {"is", "are"} and answer in {"absent", "negative", "nil", "unaffected"}:
        return True
    if sign in _BE and answer in {"not", "never"} and beyond in _TURNS_UP:
        # "Wasn't there yesterday" tells that it is there now.
        return not after[:1].isalnum() or after in {"at", "so", "thank", "and", "or", "thankfully"}
    return False


def looked_for(line: Line, first: int, last: int) -> bool:
    """ "I checked for the rash you mentioned and there's nothing there"."""
    begin, end = line.sentence(first)
    if line.word(first - 1) == "my" or not line.has(_LOOKED_FOR, max(begin, first - 5), last + 4):
        return False
    after = line.words[last + 1 : last + 14]
    foretold = line.has(_MAY, begin, last + 1)
    for i, word in enumerate(after):
        before, rest = after[i - 1], after[i + 1 : i + 3]
        if word == "my" and last + 1 + i > end:
            return False  # another sentence tells what is
        if word == "nothing" and rest[:1] in {("so",), ("yet",), ("there",)}:
            place = last + 2 + i + (2 if rest[0] == "so" else 1)
            return not line.word(place)[:1].isalnum()
        if word == "not" and (_is_not_found(rest) or (foretold and _has_not_come(before, rest))):
            return True
        if word in {"none", "nothing"} and before in _FOUND and _is_end(rest):
            return True
    return False


def taken_back(line: Line, last: int) -> bool:
    """ "How do I know a droop? I have none so far": what was only supposed, or past, is then denied."""
    stop, sentences = last + 1, 0
    while stop < len(line.words) and sentences < 3:
        sentences += line.words[stop] in STRONG
        stop += 1
    return any(cue.world == "undone" and last < cue.first < stop for cue in line.all_cues)


def not_ones_own(line: Line, last: int) -> bool:
    """ "My aunt says tics mean immunity, not that I have any"."""
    _, end = line.sentence(last)
    return any(
        cue.world == "undone"
        and last < cue.first <= end
        and "that" in line.words[cue.first : cue.last]
        and line.words[cue.first] == "not"
        for cue in line.all_cues
    )


def _past_marks(line: Line, last: int) -> int:
    """The last token of a name with what belongs to it: "blurry" vision?, "any rash" no."""
    if line.word(last + 1) in BODY and line.word(last + 2) in {"?", ":", "-", "="}:
        last += 1
    while line.word(last + 1) in _MARKS and line.word(last + 2):
        last += 1
    return last


def _is_end(rest: tuple[str, ...]) -> bool:
    return not rest or not rest[0][:1].isalnum()


def _is_not_found(rest: tuple[str, ...]) -> bool:
    """ "Not one", "not there", "didn't get any": what follows the "not" of a denial."""
    if not rest:
        return False
    if rest[0] in {"one", "any", "there"} and _is_end(rest[1:]):
        return True
    return rest[0] in HAVING and rest[1:] in _IT


def _has_not_come(before: str, rest: tuple[str, ...]) -> bool:
    """ "She said my lid might drop but it hasn't"."""
    return before in {"has", "have", "did", "does"} and (_is_end(rest) or rest[0] in {"yet", "so"})
