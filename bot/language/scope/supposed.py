"""What might be: "what if", "were it to", risks and fears, and questions about anybody.

Doubt raises: a question about what is there ("why am I seeing double") supposes nothing, and neither
does one that explains itself ("asking because mine is"). Thoughts of suicide are never supposed.
"""

from __future__ import annotations

import itertools

from bot.language.scope.line import Cue, Line
from bot.language.scope.words import (
    ASKING,
    HABITS,
    MAYBE_OPENERS,
    POLITE,
    SELF,
    STAYS,
    THERE,
    TIMES,
    UNSURE,
)

_OPENING_WORDS = frozenset(
    "so and but ok hi hello , also btw just please hey eh right anyway now like quick question : -".split()
)
_NOT_ANYBODY = frozenset("since ago she he her his yesterday today now tonight this these".split())
_COMMON = frozenset(
    """
    common rare likely possible permanent frequent listed reversible real insured refunded covered
    contagious hereditary
    """.split()
)
_ASKED_OF_ALL = frozenset(
    """
    common likely often soon late long many rare frequent fast quickly early do does would will can might
    frequently probable
    """.split()
)
_DID = {("i", "have"), ("i", "do"), ("i", "did"), ("i", "am"), ("it", "has"), ("it", "did")}
_ANYBODY = frozenset("anyone anybody people others someone somebody patients clients".split())
_OUTCOMES = frozenset(
    "is are from due because goes go gone going gets get will lasts clears means has".split()
)
_SINCE = frozenset(
    """
    noon midday midnight morning breakfast lunch dinner tea yesterday last monday tuesday wednesday
    thursday friday saturday sunday then about around
    """.split()
)
_FINE = frozenset(
    "fine ok okay perfect good great normal not lovely tomorrow booked on next was grand in at due a nex nxt".split()
)
_ASKED_ABOUT = frozenset(
    "know wonder wondering ask asking tell explain understand about on".split()
)
_ABILITIES = frozenset(
    "confirm report safely honestly happily also swallow talk speak breathe see still eat drink move frown feel only hardly barely just hear smell".split()
)
_HAPPENS = frozenset(
    "happens goes changes feels looks like weird odd bad else should were was".split()
)
_OWNING = frozenset("mine because it them that those both one".split())
_MINE = frozenset(
    "is has have had did does do feels keeps are already just went fell came got looks hangs droops won".split()
)
_HAVING = frozenset("have having get getting feel feeling see".split())
_LATELY = frozenset("ago yesterday today morning afternoon just earlier lunchtime".split())
_NOT_YET = frozenset("tomorrow booked booking thinking considering next before if never".split())
_MEANING = frozenset(
    "a from because due caused linked related the part something mean means harm damage make".split()
)
_PASSING = frozenset("pass settle go wear clear sort fade calm ease stop heal right be".split())
_FACTUAL = frozenset(
    "matter normal usual ok okay bad weird odd strange worrying funny common".split()
)


def is_supposed(line: Line, label: str, first: int, last: int, *, red: bool) -> bool:
    """Whether a mention at tokens `first` to `last` is only supposed; `red`: it is a red flag."""
    if label == "suicidal_thoughts":
        # "Might as well" and "what if I" are how people say it.
        return False
    start, end = line.sentence(first)
    if _and_i_have(line, last):
        return False
    if _own_case(line, last) or red and _is_dated(line, first, end):
        return False
    if _inverted(line, start, first) or _carried(line, start, first, last, end):
        return True
    if _asks_in_general(line, start, end, first, last, red=red):
        return True
    return any(
        _governs(line, cue, first, last, start, end, red=red)
        for cue in line.in_sentence(first, "supposed", "general")
    ) or _asks_of_future(line, start, first, last)


def _governs(
    line: Line, cue: Cue, first: int, last: int, start: int, end: int, *, red: bool
) -> bool:
    """Whether a cue makes a mention of its sentence unreal."""
    words = line.words
    opening = words[cue.first]
    if cue.kind == "bare" and (
        cue.last + 1 != first or line.has({"is", "are", "am", "has"}, first, last + 1)
    ):
        return False
    if cue.kind == "after":
        return cue.first > last and not line.speaks_of_self(line.clause(first), last + 1)
    if cue.first > last:
        return cue.world == "general" and "effect" in " ".join(words[cue.first : cue.last + 1])
    if "but" in words[cue.last + 1 : first] or "yet" in words[cue.last + 1 : first]:
        # "It's likely just nerves, but my lips are blue": what follows is meant.
        return False
    if opening in {"sign", "signs"} and line.word(cue.first - 1) in {"no", "any", "without", "nor"}:
        return False  # "no signs of any droop" tells what is not there
    if line.word(cue.last + 1) == "else":
        return False  # "does anyone else feel …": the writer does
    told = cue.kind in {"chance", "paper"}
    if line.comes_back(cue.last + 1, first, told=told) or _is_hedge(line, cue, start, first):
        return False
    if cue.world == "supposed":
        if "what" in {opening, line.word(cue.first - 1)} and _stays(line, cue, end):
            return False
        return not (red and _is_doubt(line, cue, first))
    if red and opening == "why":
        return False  # "why is there two of everything" asks of what is there
    if cue.kind == "chance":
        return not (
            red and line.speaks_of_self(cue.last, first + 1) and line.word(last + 1) in _OUTCOMES
        )
    if opening == "what" and line.word(cue.last + 1) in {
        "well",
        "fine",
        "right",
        "good",
        "ok",
        "not",
    }:
        return False
    if opening in {"what", "how"} and not (
        line.opens_clause(cue.first) or line.word(cue.first - 1) in _ASKED_ABOUT
    ):
        return False
    if opening in {"do", "does", "is", "when", "why"} and (
        cue.first - start > 3
        and line.word(cue.first - 1) not in _ASKED_ABOUT
        or line.has(_FACTUAL, cue.last, cue.last + 2)
        and red
    ):
        return False
    if line.speaks_of_self(cue.last + 1, first):
        between = words[cue.first : first]
        return not red and {"i", "should"} <= set(between) and "my" not in between
    return True


def _is_hedge(line: Line, cue: Cue, start: int, first: int) -> bool:
    """Whether words that may suppose do something else here: a habit, a doubt, a favour asked."""
    words, before = line.words, line.word(cue.first - 1)
    opening, closing, following = words[cue.first], words[cue.last], line.word(cue.last + 1)
    if closing == "will" and following in _PASSING:
        return True  # "I'm sure it'll pass, a tight band round my chest": it is there
    if (opening, closing) == ("should", "i") and following in {"worry", "be"}:
        # "Should I worry, my chin trembles": of what is there; "about a droop" may be of none.
        return not line.has({"about", "of", "if", "over"}, cue.last, cue.last + 4)
    if cue.kind == "opening" and not line.opens_clause(cue.first):
        # "Whom do I ring should my lid droop"
        return (
            opening != "should"
            or words[start] not in ASKING | MAYBE_OPENERS
            or cue.first - start < 3
        )
    if opening == "in" and line.word(cue.first + 1) == "case":
        # "Scared to sleep in case I stop breathing" tells how bad it is.
        tail = line.word(cue.last + 2)
        return (
            line.has({"afraid", "scared", "frightened", "dare"}, start, cue.first - 1)
            or following in {":", ",", "-", "you", "anyone"}
            or tail in {"matters", "helps", "relevant", "important", "useful"}
        )
    if opening in {"imagining", "dreaming"} and before == "not":
        return True
    if opening in {"were", "had"} and line.has({"not"}, cue.last, first + 4):
        return True  # "were my lid not hanging I wouldn't ring": it does
    if (
        opening == "if"
        and closing == "it"
        and line.words[cue.last + 1 : cue.last + 3] == (*("is", "not"),)
    ):
        return True  # "if it's not my lid it's my throat"
    if opening == "if" and closing == "anything" and following not in _HAPPENS:
        return True  # "if anything the droop is worse"
    if opening == "if" and ("not", "for") in set(
        itertools.pairwise(words[cue.last : cue.last + 5])
    ):
        return True  # "if it wasn't for my lid": it is so
    if opening == "would" and closing == "it" and following in {"help", "matter"}:
        return True
    if opening in {"if", "unless"}:
        if before in UNSURE:
            return "what" not in words[max(0, cue.first - 2) : cue.first]
        if (
            closing == "i"
            and following == "am"
            and line.word(cue.last + 2) in {"getting", "having", "going"}
        ):
            return False
        if closing == "i" and (
            following in HABITS
            or following == "get"
            and line.word(cue.last + 2)
            in {
                "up",
                "out",
                "to",
                "off",
                "into",
            }
        ):
            return before != "what"
    if opening in {"could", "can", "would"} and closing == "you":
        told = itertools.pairwise(words[cue.last + 4 : first])
        if following in POLITE or any(
            a == "i" and b in {"had", "have", "am", "got"} for a, b in told
        ):
            return True
    return opening == "no" or (cue.kind == "chance" and before in {"no", "fat", "zero"})


def _is_doubt(line: Line, cue: Cue, first: int) -> bool:
    """ "Might be a dry mouth, but water comes back", "could it be the jab that makes me choke": a doubt
    about the cause, not about the symptom."""
    words = line.words
    opening, closing, following = words[cue.first], words[cue.last], line.word(cue.last + 1)
    if "might" in {opening, closing}:
        return following in {"be", "just"}
    if opening in {"could", "can", "would"}:
        return following in {"be", "have"}
    if opening == "should" and line.opens_clause(cue.first):
        return not _has_main_clause(line, first)
    return False


def _has_main_clause(line: Line, first: int) -> bool:
    """Whether "should I choke, whom do I ring" goes on after its comma: then "should" means "if"."""
    _, end = line.sentence(first)
    for i in range(first, end):
        if line.words[i] in {",", "-", ":"}:
            i += 1
            while line.word(i + 1) and not (line.words[i].isalpha() and len(line.words[i]) > 1):
                i += 1
            return line.words[i] in {
                *(
                    "what",
                    "who",
                    "whom",
                    "where",
                    "how",
                    "which",
                    "when",
                    "do",
                    "does",
                    "can",
                    "could",
                ),
                *(
                    "may",
                    "must",
                    "shall",
                    "ought",
                    "would",
                    "will",
                    "is",
                    "are",
                    "at",
                    "you",
                    "call",
                ),
                *("ring", "i", "then", "my", "where", "to", "in", "for"),
            } and not line.has({"mine"}, first, end + 1)
    return False


def _inverted(line: Line, start: int, first: int) -> bool:
    """ "Should double vision set in, may I drive?" """
    begin = _question(line, start, first, inner=True)
    return line.words[begin] == "should" and _has_main_clause(line, first)


def _carried(line: Line, start: int, first: int, last: int, end: int) -> bool:
    """ "What signs do I look for? Wheezing? Slurring?": a bare name goes on with the question before."""
    before = [
        cue for cue in line.all_cues if cue.world in {"supposed", "general"} and cue.last < start
    ]
    if first != start or not before or line.speaks_of_self(start, end + 1):
        return False
    if last == end and line.word(end + 1) == "?" and line.word(start - 1) in {"?", ":"}:
        return True
    # "I read the boxed warning. Trouble breathing hours to weeks after. How rare is that?"
    return any(cue.kind == "paper" for cue in before) and any(
        cue.kind in {"chance", "after"} and cue.first > end for cue in line.all_cues
    )


def _stays(line: Line, cue: Cue, end: int) -> bool:
    """ "What if the fog never lifts? It began on Monday": asked of something that is there."""
    asked = line.words[cue.first : end + 1]
    if {"why", "making", "makes", "causing", "reason", "behind"} & set(asked):
        return True
    if not STAYS & set(asked) and not any(
        a == "not" and b in {"go", "stop", "lift", "clear", "come"}
        for a, b in itertools.pairwise(asked)
    ):
        return False
    return bool(THERE & set(line.words[end + 1 :] + line.words[: cue.first] + asked[-12:]))


def _and_i_have(line: Line, last: int) -> bool:
    """ "She said I might get a headache, and I have": what was foretold is there."""
    words = line.words
    return any(
        words[i] in {"and", "which", "what"}
        and (words[i + 1], line.word(i + 2)) in _DID
        and not line.word(i + 3)[:1].isalnum()
        for i in range(last + 1, len(words) - 2)
    )


def _own_case(line: Line, last: int) -> bool:
    """ "Asking because mine is halfway there", "and I have them all over": after all, it is there."""
    words = line.words
    if _OWNING.isdisjoint(words[last + 1 :]):
        return False
    for i in range(last + 1, len(words) - 1):
        if words[i] == "mine" and words[i - 1] not in {"had", "got", "have", "booked", "getting"}:
            verb, then = words[i + 1], line.word(i + 2)
            return verb.endswith("ed") or (verb in _MINE and then not in _FINE)
        if words[i] == "because" and words[i + 1] in {"he", "she"}:
            return True
        if words[i] in {",", "-"} and _owns_up(line, i + 1):
            return True
        if words[i] == "i" and words[i + 1] in {"have", "got", "had"} and _has_one(line, i + 1):
            return True
        if words[i] in {"that", "this", "it"} and words[i + 1 : i + 3] == ("is", "happening"):
            # "It can paralyse your throat, and I think that's happening"
            return not line.has({"if", "not", "why", "how", "what", "keep"}, i - 4, i)
    return False


def _has_one(line: Line, verb: int) -> bool:
    """ "I've had it since Friday", "I got one too": what was asked about is there. "I had it on Friday"
    may be the treatment."""
    words, place = line.words, verb + 1
    place += line.word(place) in {"had", "got"}
    had = words[verb] == "had"
    known = (
        {"one", "some"} if had else {"it", "them", "that", "those", "both", "one", "some", "this"}
    )
    return line.word(place) in known and line.word(place + 1) not in {
        *("done", "booked", "yet", "day", "of", "time", "session", "treatment", "off"),
    }


def _owns_up(line: Line, place: int) -> bool:
    """ "I read that hives are serious, well, I'm covered in them"."""
    for _ in range(3):
        place += line.word(place) in {"well", "and", ",", "now", "but", "so"}
    if line.words[place : place + 2] not in {("i", "am"), ("i", "have"), ("my", "whole")}:
        return False
    _, end = line.sentence(place)
    rest = set(line.words[place + 2 : end + 1])
    return bool(rest & {"them", "those", "both", "one"}) and not rest & {
        *("not", "no", "none", "having", "getting", "tomorrow", "booked", "thinking", "read"),
        *("about", "been", "asking", "worried", "scared", "if", "of"),
    }


def _is_dated(line: Line, first: int, end: int) -> bool:
    """Whether the clause of a mention says since when it is so."""
    words = line.words
    for i in range(line.clause(first), end + 1):
        if words[i] == "since" and (
            line.word(i + 1) in _SINCE
            or line.word(i + 2) in {"woke", "got", "came"}
            or line.word(i + 2) in _SINCE
        ):
            return not line.has({"if"}, first, i)
        if words[i] in {"this", "these"} and i == first - 1:
            return words[first] not in {"treatment", "botox"}
        if words[i : i + 2] == ("like", "this"):
            return True
        if words[i : i + 2] in {
            ("right", "now"),
            ("all", "week"),
            ("all", "night"),
            ("just", "now"),
        }:
            return True
    return False


def _asks_of_future(line: Line, start: int, first: int, last: int) -> bool:
    """ "Will I lose my voice?", but not "will my droopy lid get better?"."""
    words = line.words
    begin = line.clause(first)
    for i in range(begin, first):
        if words[i] in {"or", "and", "so"} and words[i + 1] in {"will", "would"}:
            begin = i + 1
    while begin < first and words[begin] in _OPENING_WORDS:
        begin += 1
    if words[begin] in MAYBE_OPENERS and _causes(line, begin, first, last):
        return True
    if line.word(begin) not in {"will", "would"} or line.word(begin + 1) not in {
        *("i", "my", "it", "this", "that", "you", "they", "the", "there", "botox"),
    }:
        return False
    if line.word(begin + 2) in {"help", "matter"}:
        return False
    if first - begin <= 3 and words[begin + 1] in {"my", "this", "the", "that"}:
        # What the question goes on to ask of a symptom takes it as there.
        return line.word(last + 1) in {
            "",
            "?",
            ".",
            ",",
            "or",
            "and",
            "after",
            "when",
            "if",
            "from",
        }
    return words[begin + 1] != "you" and not line.has(
        {"better", "away", "stop", "clear"}, begin, first
    )


def _causes(line: Line, begin: int, first: int, last: int) -> bool:
    """ "Would flying make my face swell": asked of what something may do."""
    if line.word(begin + 1) in {"i", "you", "this", "these", "that", "it", "not", "only", ""}:
        return False
    return line.has(
        {"make", "leave", "cause", "give", "bring", "close", "trigger"}, begin, last + 1
    ) and (not line.has({"have", "since", "now", "this"}, begin, last + 1))


def _asks_in_general(line: Line, start: int, end: int, first: int, last: int, *, red: bool) -> bool:
    """A question without the writer in it ("do older skins twitch less?"): nobody has it."""
    begin = _question(line, start, first, inner=red)
    sentence = line.words[begin : end + 1]
    if "already" in sentence:
        return False
    if not red and _of_its_meaning(sentence, first - begin, line.word(last + 1)):
        return True
    if _of_someone(line, begin, last, end, red=red):
        return False
    if len(sentence) < 2 or sentence[1] == "not":
        return False
    opening = sentence[0]
    if opening in MAYBE_OPENERS:
        if red and "else" in sentence:
            return False
        if opening in {"can", "could"} and sentence[1] in _ABILITIES:
            return False  # "can swallow ok": the writer is only not named
        return sentence[1:2] != ("you",) or not POLITE & set(sentence[2:4])
    if red:
        return opening in ASKING | {"did", "has", "have", "any"} and _of_anybody(sentence)
    if (
        opening == "is"
        and sentence[1] in {"it", "this", "that"}
        and line.has(_HAVING, begin, first)
        and _lately_treated(line, begin, end)
    ):
        return False  # "is it normal to have lumps? just got home from my appointment"
    asked = line.word(end + 1) == "?"
    return (
        opening in ASKING - {"at", "from", "in", "who", "where"}
        or opening in {"should", "whats"}
        or (asked and TIMES.isdisjoint(line.words))
    )


def _of_its_meaning(sentence: tuple[str, ...], place: int, following: str) -> bool:
    """ "Is twitching a sign that I've become immune?" asks what it means, of whoever has it."""
    return (
        place == 1 and sentence[0] in {"is", "are", "does", "do", "can"} and following in _MEANING
    )


def _lately_treated(line: Line, begin: int, end: int) -> bool:
    """Whether the writer tells beside the question at tokens `begin` to `end` when they were treated."""
    told = line.words[:begin] + line.words[end + 1 :]
    return not _LATELY.isdisjoint(told) and _NOT_YET.isdisjoint(told)


def _question(line: Line, start: int, first: int, *, inner: bool) -> int:
    """Where the question begins that a mention stands in; `inner`: it may begin inside a sentence."""
    begin = start
    for i in range(start, first):
        if (
            inner
            and line.words[i] in {",", "-", ":"}
            and (
                line.words[i + 1] in ASKING | MAYBE_OPENERS
                or (line.words[i + 1] in {"has", "have", "did"} and line.word(i + 2) in _ANYBODY)
            )
        ):
            begin = i + 1
    while begin < first and line.words[begin] in _OPENING_WORDS:
        begin += 1
    return begin


def _of_someone(line: Line, begin: int, last: int, end: int, *, red: bool) -> bool:
    """Whether a question speaks of the writer, or of another person, or of a certain time."""
    known = _NOT_ANYBODY if red else _NOT_ANYBODY - {"this", "these"}
    if line.has(SELF | known, begin, last + 1):
        return True
    rest = line.words[last + 1 : end + 1]
    if not red:
        return not (SELF | known).isdisjoint(rest)
    if not {"my", "mine", "me", "since", "yesterday", "ago", "now", "she", "he"}.isdisjoint(rest):
        return True
    return any(
        a in {"i", "we"} and b in {"have", "has", "got", "am", "feel", "can", "keep", "see", "had"}
        for a, b in itertools.pairwise(rest)
    )


def _of_anybody(sentence: tuple[str, ...]) -> bool:
    """Whether a question for a red flag asks of people at large: "how common is a droop"."""
    opening, second = sentence[0], sentence[1] if len(sentence) > 1 else ""
    if "else" in sentence:
        return False  # "does anyone else feel …": the writer does
    if not {
        "person",
        "people",
        "patients",
        "patient",
        "clients",
        "women",
        "anyone",
        "anybody",
    }.isdisjoint(sentence):
        return True
    if opening == "how":
        return second in _ASKED_OF_ALL
    if opening in {"at", "from", "in"}:
        return second in {"what", "which"}
    if opening in {"did", "has", "have"}:
        return second in {"anyone", "anybody", "any", "people", "others", "someone", "somebody"}
    if opening == "any":
        return second in {"chance", "risk", "danger", "reports", "cases"}
    if opening in {"is", "are"} and second == "there":
        return not {
            "test",
            "age",
            "way",
            "link",
            "risk",
            "danger",
            "list",
            "limit",
            "number",
        }.isdisjoint(sentence[2:5])
    if opening in {"is", "are"}:
        # "Is seeing double normal" may well be one's own case; "is it common" is not.
        return not _COMMON.isdisjoint(sentence)
    if opening == "what":
        return second in {"percentage", "share", "proportion", "temperature", "vaccine"} or (
            second in {"does", "do", "would", "causes", "cause", "makes"}
            and not {"wrong", "everything"} & set(sentence)
        )
    if opening == "which":
        return True
    if opening == "why":
        return second in {"do", "does"} and sentence[2:3] != ("everything",)
    if opening == "when":
        return second in {"do", "does", "would", "will", "can", "might"} and sentence[2:3] != (
            "everything",
        )
    return opening in {"who", "where"} and second in {"is", "do", "does"}
