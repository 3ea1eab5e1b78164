"""What shows that a symptom asked about is, after all, the writer's own: "asking because mine is"."""

from __future__ import annotations

from bot.language.scope.line import Line

_DID = {("i", "have"), ("i", "do"), ("i", "did"), ("i", "am"), ("it", "has"), ("it", "did")}
_POINTS_BACK = frozenset("mine because it them that those both one".split())
"""Without one of these nothing after a mention speaks of it again."""
_MINE = frozenset(
    "is has have had did does do feels keeps are already just went fell came got looks hangs droops won".split()
)
_MINE_IS_WELL = frozenset(
    "fine ok okay perfect good great normal not lovely tomorrow booked on next was grand in at due a nex nxt".split()
)
_TREATMENT_IS_MINE = frozenset("had got have booked getting".split())
_NO_SYMPTOM = frozenset("done booked yet day of time session treatment off".split())
"""What "I had one" goes on with when it is the treatment that was had."""
_NOT_OWNED = frozenset(
    """
    not no none having getting tomorrow booked thinking read about been asking worried scared if of
    """.split()
)
_SINCE = frozenset(
    """
    noon midday midnight morning breakfast lunch dinner tea yesterday last monday tuesday wednesday
    thursday friday saturday sunday then about around
    """.split()
)
_ROSE = frozenset("woke got came".split())
_NOW = {("like", "this"), ("right", "now"), ("all", "week"), ("all", "night"), ("just", "now")}


def is_own_case(line: Line, first: int, last: int, *, red: bool) -> bool:
    """Whether a mention that may be only supposed is said to be there."""
    return _came_true(line, last) or _is_mine(line, last) or (red and _is_dated(line, first))


def _came_true(line: Line, last: int) -> bool:
    """ "She said I might get a headache, and I have": what was foretold is there."""
    words = line.words
    return any(
        words[i] in {"and", "which", "what"}
        and words[i + 1 : i + 3] in _DID
        and not line.word(i + 3)[:1].isalnum()
        for i in range(last + 1, len(words) - 2)
    )


def _is_mine(line: Line, last: int) -> bool:
    """ "Asking because mine is halfway there", "and I have them all over": after all, it is there."""
    words = line.words
    if _POINTS_BACK.isdisjoint(words[last + 1 :]):
        return False
    for i in range(last + 1, len(words) - 1):
        word, following = words[i], words[i + 1]
        if word == "mine" and words[i - 1] not in _TREATMENT_IS_MINE:
            return following.endswith("ed") or (
                following in _MINE and line.word(i + 2) not in _MINE_IS_WELL
            )
        if word == "because" and following in {"he", "she"}:
            return True
        if word in {",", "-"} and _owns_up(line, i + 1):
            return True
        if word == "i" and following in {"have", "got", "had"} and _has_one(line, i + 1):
            return True
        if word in {"that", "this", "it"} and words[i + 1 : i + 3] == ("is", "happening"):
            # "It can paralyse your throat, and I think that's happening"
            return not line.has({"if", "not", "why", "how", "what", "keep"}, i - 4, i)
    return False


def _has_one(line: Line, verb: int) -> bool:
    """ "I've had it since Friday", "I got one too": what was asked about is there. "I had it on Friday"
    may be the treatment."""
    place = verb + 1
    place += line.word(place) in {"had", "got"}
    known = {"one", "some"}
    if line.words[verb] != "had":
        known |= {"it", "them", "that", "those", "both", "this"}
    return line.word(place) in known and line.word(place + 1) not in _NO_SYMPTOM


def _owns_up(line: Line, place: int) -> bool:
    """ "I read that hives are serious, well, I'm covered in them"."""
    for _ in range(3):
        place += line.word(place) in {"well", "and", ",", "now", "but", "so"}
    if line.words[place : place + 2] not in {("i", "am"), ("i", "have"), ("my", "whole")}:
        return False
    _, end = line.sentence(place)
    rest = line.words[place + 2 : end + 1]
    return not {"them", "those", "both", "one"}.isdisjoint(rest) and _NOT_OWNED.isdisjoint(rest)


def _is_dated(line: Line, first: int) -> bool:
    """Whether the clause of a mention says since when it is so."""
    words = line.words
    _, end = line.sentence(first)
    for i in range(line.clause(first), end + 1):
        if words[i] == "since" and (
            line.word(i + 1) in _SINCE or line.word(i + 2) in _SINCE | _ROSE
        ):
            return not line.has({"if"}, first, i)
        if words[i] in {"this", "these"} and i == first - 1:
            return words[first] not in {"treatment", "botox"}
        if words[i : i + 2] in _NOW:
            return True
    return False
