"""Questions asked in general, without the writer in them: "do smokers bruise more?"."""

from __future__ import annotations

from bot.language.scope.line import Line
from bot.language.scope.supposed.questions import ANYBODY, question_start
from bot.language.scope.words import ASKING, MAYBE_OPENERS, POLITE, SELF

_ABILITIES = frozenset(
    """
    confirm report safely honestly happily also swallow talk speak breathe see still eat drink move
    frown feel only hardly barely just hear smell touch bend read turn sing shout hold
    """.split()
)
_MEANING = frozenset(
    "a from because due caused linked related the part something mean means harm damage make".split()
)
_HAVING = frozenset("have having get getting feel feeling see".split())
_LATELY = frozenset("ago yesterday today morning afternoon just earlier lunchtime".split())
_NOT_YET = frozenset("tomorrow booked booking thinking considering next before if never".split())
_TIMES = frozenset("day days week weeks wks hours hrs ago yesterday today d".split())
_SOMEONE = SELF | frozenset("since ago she he her his yesterday today now tonight".split())
"""Where one of these stands, a certain person or time is asked of."""
_SOMEONE_OR_THIS = _SOMEONE | {"this", "these"}
_OWN = frozenset("my mine me since yesterday ago now she he".split())
_OWN_VERBS = frozenset("have has got am feel can keep see had".split())

_AT_LARGE = frozenset("person people patients patient clients women anyone anybody".split())
_COMMON = frozenset(
    """
    common rare likely possible permanent frequent listed reversible real insured refunded covered
    contagious hereditary
    """.split()
)
_THERE_IS = frozenset("test age way link risk danger list limit number".split())
_OF_ALL: dict[str, frozenset[str]] = {
    opening: frozenset(seconds.split())
    for openings, seconds in (
        (
            "how",
            """
            common likely often soon late long many rare frequent fast quickly early do does would will
            can might frequently probable
            """,
        ),
        ("at from in", "what which"),
        ("any", "chance risk danger reports cases"),
        ("why", "do does"),
        ("when", "do does would will can might"),
        ("who where", "is do does"),
    )
    for opening in openings.split()
} | dict.fromkeys(("did", "has", "have"), ANYBODY | {"any"})
"""What follows the opening of a question that is asked of people at large."""
_OPENERS = ASKING | frozenset(_OF_ALL)


def asks_in_general(line: Line, first: int, last: int, *, red: bool) -> bool:
    """A question without the writer in it ("do smokers bruise more?"): nobody has it."""
    _, end = line.sentence(first)
    begin = question_start(line, first, inner=red)
    sentence = line.words[begin : end + 1]
    if "already" in sentence:
        return False
    if not red and first == begin + 1 and _asks_meaning(sentence[0], line.word(last + 1)):
        return True
    if _is_of_someone(line, begin, last, end, red=red):
        return False
    if len(sentence) < 2 or sentence[1] == "not":
        return False
    if sentence[0] in MAYBE_OPENERS:
        return _asks_what_may_be(sentence, red=red)
    if red:
        return _is_of_anybody(sentence)
    return _asks_of_a_mild_one(line, begin, first, end)


def _asks_meaning(opening: str, following: str) -> bool:
    """ "Is bruising part of how it works": asked of what it means, of whoever has it."""
    return opening in {"is", "are", "does", "do", "can"} and following in _MEANING


def _is_of_someone(line: Line, begin: int, last: int, end: int, *, red: bool) -> bool:
    """Whether a question speaks of the writer, or of another person, or of a certain time."""
    rest = line.words[last + 1 : end + 1]
    if not red:
        return line.has(_SOMEONE, begin, last + 1) or not _SOMEONE.isdisjoint(rest)
    if line.has(_SOMEONE_OR_THIS, begin, last + 1) or not _OWN.isdisjoint(rest):
        return True
    return any(a in {"i", "we"} and b in _OWN_VERBS for a, b in line.pairs(last + 1, end + 1))


def _asks_what_may_be(sentence: tuple[str, ...], *, red: bool) -> bool:
    """ "Can a lid droop?", "will there be …": not "can swallow ok", nor a favour ("can you tell me")."""
    opening, second = sentence[:2]
    if red and "else" in sentence:
        return False
    if opening in {"can", "could"} and second in _ABILITIES:
        return False  # the writer is only not named
    return second != "you" or POLITE.isdisjoint(sentence[2:4])


def _asks_of_a_mild_one(line: Line, begin: int, first: int, end: int) -> bool:
    """Whether a question, asked of what is no red flag, is about whoever has it."""
    opening, second = line.words[begin : begin + 2]
    if (
        opening == "is"
        and second in {"it", "this", "that"}
        and line.has(_HAVING, begin, first)
        and _was_treated_lately(line, begin, end)
    ):
        return False  # "is it normal to have lumps? just got home from my appointment"
    if _still_there(line, begin, first, end):
        return False
    if opening in ASKING - {"at", "from", "in", "who", "where"} or opening == "should":
        return True
    return line.word(end + 1) == "?" and _TIMES.isdisjoint(line.words)


_LASTING = frozenset("still keeps".split())


def _still_there(line: Line, begin: int, first: int, end: int) -> bool:
    """ "Is it normal the neck still flutters", "ok that the lid keeps jumping?": what still is, is there."""
    words = line.words[begin : end + 1]
    lasting = line.has(_LASTING, max(begin, first - 1), end + 1)
    return (
        lasting
        and not {"normal", "ok", "okay", "usual", "fine", "alright", "bad", "weird"}.isdisjoint(
            words[:5]
        )
        and not {"the", "that", "one"}.isdisjoint(words)
        and {"if", "when", "people", "to", "would", "could", "might", "someone", "a"}.isdisjoint(
            line.words[begin:first]
        )
    )


def _was_treated_lately(line: Line, begin: int, end: int) -> bool:
    """Whether the writer tells beside the question at tokens `begin` to `end` when they were treated."""
    told = line.words[:begin] + line.words[end + 1 :]
    return not _LATELY.isdisjoint(told) and _NOT_YET.isdisjoint(told)


def _is_of_anybody(sentence: tuple[str, ...]) -> bool:
    """Whether a question for a red flag asks of people at large: "how common is a droop"."""
    opening, second = sentence[:2]
    if opening not in _OPENERS or "else" in sentence:
        return False  # "does anyone else feel …": the writer does
    if not _AT_LARGE.isdisjoint(sentence) or opening == "which":
        return True
    if opening in {"is", "are"}:
        if second == "there":
            return not _THERE_IS.isdisjoint(sentence[2:5])
        # "Is seeing double normal" may well be one's own case; "is it common" is not.
        return not _COMMON.isdisjoint(sentence)
    if opening == "what":
        return _asks_what(sentence)
    if opening in {"why", "when"} and sentence[2:3] == ("everything",):
        return False
    return second in _OF_ALL.get(opening, ())


def _asks_what(sentence: tuple[str, ...]) -> bool:
    """ "What percentage of …", "what causes …", but not "what makes everything double"."""
    second = sentence[1]
    if second in {"percentage", "share", "proportion", "temperature", "vaccine"}:
        return True
    of_this = not {"wrong", "everything"}.isdisjoint(sentence)
    return second in {"does", "do", "would", "causes", "cause", "makes"} and not of_this
