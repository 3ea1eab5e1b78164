"""Whether a cue of the same sentence ("what if", "the risk of", "I read that") governs a mention."""

from __future__ import annotations

from bot.language.scope.line import Cue, Line
from bot.language.scope.supposed.hedges import is_doubt, is_hedge

_ASKED_ABOUT = frozenset(
    "know wonder wondering ask asking tell explain understand about on".split()
)
"""Before "what" and "how" these make a question of them: "tell me how common"."""
_FACTUAL = frozenset(
    "matter normal usual ok okay bad weird odd strange worrying funny common".split()
)
"""Asked of a red flag, these may well be asked of one's own: "is it normal that I wheeze"."""
_NONE_OF = frozenset("no any without nor".split())
_WHAT_NOT = frozenset("well fine right good ok not".split())
_OUTCOMES = frozenset(
    "is are from due because goes go gone going gets get will lasts clears means has".split()
)
"""After the name of a symptom these tell or ask of one that is there: "any chance my droop goes"."""
_STAYS = frozenset("never keeps still stays stay again".split())
"""In a "what if" these tell that it is there already."""
_ENDS = frozenset("go stop lift clear come".split())
_THERE = frozenset("since began started still mine ever already twice did last".split())
"""Elsewhere in the message these tell so too."""
_CAUSED = frozenset("why making makes causing reason behind".split())


def governs(line: Line, cue: Cue, first: int, last: int, *, red: bool) -> bool:
    """Whether a cue makes a mention of its sentence unreal."""
    if cue.kind == "after":
        return cue.first > last and not line.speaks_of_self(line.clause(first), last + 1)
    if cue.kind == "bare" and not _is_verbless(line, cue, first, last):
        return False
    if cue.first > last:
        named = line.words[cue.first : cue.last + 1]
        return cue.world == "general" and any("effect" in word for word in named)
    if _gives_way(line, cue, first):
        return False
    if cue.world == "supposed":
        return not (_stays(line, cue) or (red and is_doubt(line, cue, first)))
    if red and line.words[cue.first] == "why":
        return False  # "why is there two of everything" asks of what is there
    if cue.kind == "chance":
        own = line.speaks_of_self(cue.last, first + 1) and line.word(last + 1) in _OUTCOMES
        return not (red and own)
    return not _asks_of_a_fact(line, cue, red=red) and _is_nobodys(line, cue, first, red=red)


def _is_verbless(line: Line, cue: Cue, first: int, last: int) -> bool:
    """ "If dizzy, whom do I ring": a bare "if" governs the name right after it, without a verb."""
    return cue.last + 1 == first and not line.has({"is", "are", "am", "has"}, first, last + 1)


def _gives_way(line: Line, cue: Cue, first: int) -> bool:
    """Whether the writer turns, between a cue and a mention, from what may be to what is."""
    if line.has({"but", "yet"}, cue.last + 1, first):
        return True  # "It's likely just nerves, but my lips are blue": what follows is meant
    if line.words[cue.first] in {"sign", "signs"} and line.word(cue.first - 1) in _NONE_OF:
        return True  # "no signs of any droop" tells what is not there
    if line.word(cue.last + 1) == "else":
        return True  # "does anyone else feel …": the writer does
    told = cue.kind in {"chance", "paper"}
    return line.comes_back(cue.last + 1, first, told=told) or is_hedge(line, cue, first)


def _stays(line: Line, cue: Cue) -> bool:
    """ "What if the fog never lifts? It began on Monday": asked of something that is there."""
    if "what" not in {line.words[cue.first], line.word(cue.first - 1)}:
        return False
    _, end = line.sentence(cue.first)
    asked = line.words[cue.first : end + 1]
    for i in range(2, len(asked) - 1):
        if asked[i : i + 2] == ("what", "if"):
            asked = asked[:i]  # each "what if" asks for itself
            break
    if not _CAUSED.isdisjoint(asked):
        return True
    if _STAYS.isdisjoint(asked) and not any(
        a == "not" and b in _ENDS for a, b in line.pairs(cue.first, end + 1)
    ):
        return False
    return not _THERE.isdisjoint(line.words[: cue.first] + asked[-12:] + line.words[end + 1 :])


def _asks_of_a_fact(line: Line, cue: Cue, *, red: bool) -> bool:
    """Whether a question word of a cue opens no question, or one about what is there."""
    opening, before = line.words[cue.first], line.word(cue.first - 1)
    if opening == "what" and line.word(cue.last + 1) in _WHAT_NOT:
        return True
    if opening in {"what", "how"}:
        return not (line.opens_clause(cue.first) or before in _ASKED_ABOUT)
    if opening in {"do", "does", "is", "when", "why"}:
        start, _ = line.sentence(cue.first)
        if cue.first - start > 3 and before not in _ASKED_ABOUT:
            return True
        return red and line.has(_FACTUAL, cue.last, cue.last + 2)
    return False


def _is_nobodys(line: Line, cue: Cue, first: int, *, red: bool) -> bool:
    """Whether the writer is not between a cue and a mention, or only asks what to do ("should I")."""
    if not line.speaks_of_self(cue.last + 1, first):
        return True
    between = line.words[cue.first : first]
    return not red and {"i", "should"} <= set(between) and "my" not in between
