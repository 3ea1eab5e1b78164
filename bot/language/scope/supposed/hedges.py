"""Where words that may suppose do something else: tell a habit, a doubt, a favour asked."""

from __future__ import annotations

from bot.language.scope.line import Cue, Line
from bot.language.scope.supposed.questions import has_main_clause
from bot.language.scope.words import ASKING, MAYBE_OPENERS, POLITE

_PASSES = frozenset("pass settle go wear clear sort fade calm ease stop heal right be".split())
_HAPPENS = frozenset(
    "happens goes changes feels looks like weird odd bad else should were was".split()
)
_HABITS = frozenset(
    """
    am bend bite blink breathe chew close concentrate cover cough drink drive eat even frown hold keep
    laugh lay lean lie lift look move open press pucker purse push put raise read roll scroll shut sing
    sip sit smile sneeze speak squint stand stretch swallow take talk tap tilt tip touch try turn use
    walk watch wear yawn
    """.split()
)
"""After "if I" these speak of what happens, not of what might."""
_GET = frozenset("up out to off into".split())
_UNSURE = frozenset(
    """
    sure certain tell wonder wondering as like see unsure check checking dunno ask asks asked asking know
    knows wondered even
    """.split()
)
"""Before "if" these tell a doubt about what is, not about what might be."""
_AFRAID = frozenset("afraid scared frightened dare".split())
_HELPS = frozenset("matters helps relevant important useful".split())


def is_hedge(line: Line, cue: Cue, first: int) -> bool:
    """Whether a cue before a mention at `first` does not suppose it, whatever its words are."""
    before, following = line.word(cue.first - 1), line.word(cue.last + 1)
    opening, closing = line.words[cue.first], line.words[cue.last]
    if closing == "will" and following in _PASSES and line.word(cue.last - 1) != "i":
        return True  # "I'm sure it'll pass, a tight band round my chest": it is there
    if (opening, closing) == ("should", "i") and following in {"worry", "be"}:
        # "Should I worry, my chin trembles": of what is there; "about a droop" may be of none.
        return not line.has({"about", "of", "if", "over"}, cue.last, cue.last + 4)
    if cue.kind == "opening" and not line.opens_clause(cue.first):
        return not _asks_for_the_case(line, cue)
    if opening in {"if", "unless"}:
        return _is_so(line, cue) or _is_habit(line, cue)
    if opening == "in" and line.words[cue.first + 1] == "case":
        return _dreads(line, cue)
    if opening in {"were", "had"}:
        # "Were my lid not hanging I wouldn't ring": it does.
        return line.has({"not"}, cue.last, first + 4)
    if opening in {"could", "can", "would"}:
        return _asks_favour(line, cue, first)
    if opening in {"imagining", "dreaming"}:
        return before == "not"
    return cue.kind == "chance" and before in {"no", "fat", "zero"}


def is_doubt(line: Line, cue: Cue, first: int) -> bool:
    """ "Might be a dry mouth, but water comes back", "could it be the jab that makes me choke": a doubt
    about the cause, not about the symptom."""
    opening, following = line.words[cue.first], line.word(cue.last + 1)
    if "might" in {opening, line.words[cue.last]}:
        return following in {"be", "just"}
    if opening in {"could", "can", "would"}:
        return following in {"be", "have"}
    if opening == "should" and line.opens_clause(cue.first):
        return not has_main_clause(line, first)
    return False


def _asks_for_the_case(line: Line, cue: Cue) -> bool:
    """ "Whom do I ring should my lid droop": "should" supposes after a question, too."""
    start, _ = line.sentence(cue.first)
    return (
        line.words[cue.first] == "should"
        and line.words[start] in ASKING | MAYBE_OPENERS
        and cue.first - start >= 3
    )


def _is_so(line: Line, cue: Cue) -> bool:
    """Whether an "if" speaks of what is so: "if anything the droop is worse", "not sure if"."""
    if line.words[cue.first] == "if":
        closing, following = line.words[cue.last], line.word(cue.last + 1)
        if closing == "anything" and following not in _HAPPENS:
            return True
        if closing == "it" and following == "is" and line.word(cue.last + 2) == "not":
            return True  # "if it's not my lid it's my throat"
        if ("not", "for") in line.pairs(cue.last, cue.last + 5):
            return True  # "if it wasn't for my lid"
    return line.word(cue.first - 1) in _UNSURE and line.word(cue.first - 2) != "what"


def _is_habit(line: Line, cue: Cue) -> bool:
    """ "If I lie down", "if I get up": what happens each time. Not "what if I lie down"."""
    if line.words[cue.last] != "i" or line.word(cue.first - 1) in {"what", *_UNSURE}:
        return False
    verb, after = line.word(cue.last + 1), line.word(cue.last + 2)
    if verb == "am":
        return after not in {"getting", "having", "going"}
    return verb in _HABITS or (verb == "get" and after in _GET)


def _dreads(line: Line, cue: Cue) -> bool:
    """ "Scared to sleep in case I stop breathing" tells how bad it is, "in case it helps" nothing."""
    start, _ = line.sentence(cue.first)
    return (
        line.has(_AFRAID, start, cue.first - 1)
        or line.word(cue.last + 1) in {":", ",", "-", "you", "anyone"}
        or line.word(cue.last + 2) in _HELPS
    )


def _asks_favour(line: Line, cue: Cue, first: int) -> bool:
    """ "Could you ring me", "can you see that I've got a droop", "would it help to know"."""
    opening, closing, following = (
        line.words[cue.first],
        line.words[cue.last],
        line.word(cue.last + 1),
    )
    if (opening, closing) == ("would", "it"):
        return following in {"help", "matter"}
    if closing != "you":
        return False
    return following in POLITE or any(
        a == "i" and b in {"had", "have", "am", "got"} for a, b in line.pairs(cue.last + 4, first)
    )
