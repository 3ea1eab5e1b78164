"""What was and is over: "as a child", "last time", "in 2019", "long gone".

A past ends with its clause: what comes back now ("this time", "again", a present of one's own) is there.
What only seems over (breathing, chest pain, a collapse) is not taken back by feeling better.
"""

from __future__ import annotations

import itertools

from bot.language.scope.line import Cue, Line
from bot.language.scope.other import relations
from bot.language.scope.words import OWNERS

_LASTING = frozenset(
    "breathing_difficulty chest_pain collapse seizure suicidal_thoughts weakness:stroke".split()
)
"""Symptoms that passing does not take back."""
_BACK = frozenset("again now still tonight currently today".split())
"""What is past is not past with one of these."""
_HALTING = frozenset("not nearly almost when if will until mostly would never".split())
_TAKING_UP = frozenset(
    """
    it that they which this these those all both is has have was were now then and so everything already
    since thank thankfully luckily apparently i he she we today by after lasted went had
    """.split()
)
"""How a clause goes on about what was named before its comma."""
_LIKE = frozenset("like than as from unlike same to".split())
_AT_IT = frozenset(
    {
        ("it", "again"),
        ("same", "again"),
        ("that", "again"),
        ("back", "again"),
        ("happening", "again"),
    }
    | {("this", "again"), ("now", "again"), ("same", "now"), ("started", "again"), ("off", "again")}
)
_MAY = frozenset("will would mean chance risk likely".split())
_NOW = frozenset(
    """
    now today tonight since still just morning afternoon evening yesterday minutes hour hours ago
    currently suddenly keeps help ambulance serious urgent normal 999 911 112 first again saturday sunday monday tuesday
    wednesday thursday friday night days day
    """.split()
)
"""What happens to another now is no old story."""
_TOLD = frozenset("got had lost went came dropped drooped could closed swelled".split())
_GONE = frozenset(
    """
    dead numb weak limp floppy funny weird wrong odd blue black grey white red stiff blurry blurred double
    hoarse quiet thick slack cold heavy useless to off down right all very so quite really half completely
    totally straight a worse
    """.split()
)
"""After "gone" these tell what something has become, not that it is over."""
_IT_IS = frozenset("it that they is are has have was all its now then since soon".split())
"""After "but" these speak of what stood before it: "a sore head, but that's gone"."""
_NEW_OWNERS = {("my",), ("the",), ("his",), ("her",), ("one",), ("now",)}
_TRAIT = frozenset(
    """
    easy easily always epilepsy epileptic chronic parkinson parkinsons dementia cataract cataracts
    glaucoma arthritis myasthenia born lifelong
    """.split()
)
"""What another has for good."""
_WOULD = frozenset("could will would might".split())
_TREATMENT = frozenset(
    "botox tox jab jabs injection injections treatment session appointment filler".split()
)
_PRESENT = frozenset("is am are cannot has have keeps keep feels feel looks can does gets".split())


def is_past(
    line: Line, label: str, first: int, last: int, *, red: bool, others: bool = False
) -> bool:
    """Whether a mention at tokens `first` to `last` is over; `others`: it is somebody else's."""
    start, end = line.sentence(first)
    if others and _of_old(line, label, first, last):
        return True
    always = _always(line, max(start, first - 4), last + 1) and not line.has(
        {"now"}, first, last + 3
    )
    if always and (label not in _LASTING or others):
        return True
    return any(
        _holds(line, cue, label, first, last, start, end, red=red, others=others)
        for cue in line.in_sentence(first, "past", "resolved")
    )


def _always(line: Line, start: int, stop: int) -> bool:
    """ "My lid always droops", but not "my brow moves the same as always"."""
    return any(
        line.words[i] == "always" and not line.has(_LIKE, i - 2, i) for i in range(start, stop)
    )


def _of_old(line: Line, label: str, first: int, last: int) -> bool:
    """Another's lasting trait or old story, told beside a question of one's own: "my nan chokes easy, would
    I?", "my friend got a droopy lid from hers. Could I?". What may happen to another now is none."""
    words = line.words
    if label == "suicidal_thoughts" or not _NOW.isdisjoint(words[max(0, first - 12) :]):
        return False
    begin, end = line.sentence(first)
    near = set(words[max(begin, first - 2) : last + 3])
    trait = not _TRAIT.isdisjoint(words[begin : end + 1]) and not near & {"having", "now"}
    told = (
        label not in _LASTING
        and not _TOLD.isdisjoint(words[max(begin, first - 2) : last + 1])
        and not near & {"are", "can", "keeps", "getting", "having", "has", "have"}
    )
    return (trait or told) and _asks_of_self(line)


def _asks_of_self(line: Line) -> bool:
    """Whether the writer asks what a treatment of their own would do."""
    words = line.words
    for i, (a, b) in enumerate(itertools.pairwise(words)):
        if a in _WOULD and b in {"i", "it", "mine", "that", "botox", "my"}:
            if not {"lose", "die", "help", "call", "ring", "have"} & set(words[i + 2 : i + 4]):
                return True
        if (a, b) == ("is", "it") and line.word(i + 2) in {"risky", "likely", "common", "safe"}:
            return True
    return ("can", "i", "have") in {words[i : i + 3] for i in range(len(words))} or (
        "chance" in words and {"i", "id"} & set(words) != set()
    )


def _holds(
    line: Line,
    cue: Cue,
    label: str,
    first: int,
    last: int,
    start: int,
    end: int,
    *,
    red: bool,
    others: bool,
) -> bool:
    if cue.world == "resolved":
        if label in _LASTING and not (cue.kind == "long" or others):
            return False
        if cue.kind == "apart" and not others:
            return False
        return cue.first > last and _follows(line, cue, last, red=red)
    if cue.kind == "used" and line.words[last + 1 : cue.first] == ("i",):
        return line.has({"gone", "stopped", "settled", "cleared"}, cue.last, end + 1)
    if cue.kind == "used" and (cue.first > last or _grew(line, last, end)):
        # "Like a straw where there used to be a hosepipe": what it was is not what it is.
        return False
    if (
        cue.kind == ""
        and line.words[cue.first : cue.first + 2] == ("my", "first")
        and line.word(cue.first - 1) in {"is", "its", "this", "being"}
    ):
        return False  # "it's my first time and my brow sits higher": it does now
    if (
        cue.first > last
        and line.word(cue.last) in {"lot", "one", "go", "round", "session"}
        and line.word(cue.last + 1) in {"was", "were"}
    ):
        return False  # "my lid flickers, the last lot was two weeks back": it tells the day
    if line.counts(cue.first):
        return False  # "my chin ticks 4 weeks after": a number, and no "for weeks after"
    if cue.world == "past" and _of_this_treatment(line, cue, first):
        return False
    if line.word(cue.first - 1) in _LIKE:
        return False  # "worse than last time", "same as in 2019"
    if not others and cue.first < first and _is_anothers(line, start, cue.first):
        return False
    if cue.world == "past" and _is_new(line, cue, first, last):
        return False
    if cue.first < first:
        back = _BACK if cue.kind == "used" else _BACK - {"today"}
        if line.has(back, cue.first, last + 1) or line.has({"but"}, cue.last, first):
            return False
        if red and _comes_back(line, cue.last + 1, first, last):
            return False
    else:
        if line.has(_TREATMENT, last + 1, cue.first) and line.has({"was", "were"}, last, cue.first):
            return False  # it is the treatment that was long ago
        if line.has(_BACK, last + 1, cue.first) or (red and _now(line, first, last, cue.first)):
            return False
    rest = line.words[last : end + 1]
    if _AT_IT & set(itertools.pairwise(rest)) and _MAY.isdisjoint(rest):
        return False  # "last time my chin trembled, and it's started again"
    return not (red and _returns(line, last, end))


def _of_this_treatment(line: Line, cue: Cue, first: int) -> bool:
    """ "This headache for weeks after my jabs" goes on; "since my last session two weeks ago" dates it."""
    words = line.words
    if words[cue.first] == "for":
        return line.word(first - 1) in {"this", "these"}
    if words[cue.first] not in {"last", "latest"}:
        return False
    after = words[cue.last + 1 : cue.last + 7]
    lately = any(
        unit in {"day", "days", "week", "weeks"} and "ago" in after[i : i + 2]
        for i, unit in enumerate(after)
    )
    return lately or "since" in words[max(0, cue.first - 2) : cue.first]


def _is_anothers(line: Line, start: int, cue: int) -> bool:
    """ "My mum had a stroke last year so I panicked when my lip twitched": it is her past."""
    return any(
        line.words[i] in relations() and line.word(i + 1) in _TOLD and line.word(i - 1) in OWNERS
        for i in range(start, cue)
    )


def _is_new(line: Line, cue: Cue, first: int, last: int) -> bool:
    """ "Lids fluttering, they didn't do that last time": what was not there then is there now."""
    if cue.first > last:
        between = line.words[last + 1 : cue.first]
        return not {"not", "never", "nothing", "no", "without"}.isdisjoint(between) and {
            "again",
            "but",
        }.isdisjoint(between)
    between = line.words[cue.last + 1 : first]
    return {"not", "never", "no"} & set(between) != set() and "this" in between


def _comes_back(line: Line, start: int, first: int, last: int) -> bool:
    """Whether a present of its own begins between a past cue and a mention."""
    if line.comes_back(start, first, told=True) and line.has(
        _PRESENT | {"not"}, first - 3, last + 1
    ):
        return True
    between = line.words[start:first]
    return ("this", "time") in set(itertools.pairwise(between))


def _now(line: Line, first: int, last: int, cue: int) -> bool:
    """Whether a mention before a past cue stands in a clause of its own, in the present tense."""
    if {("that", "was"), ("it", "was")} & set(itertools.pairwise(line.words[last + 1 : cue])):
        return False
    own = line.words[line.clause(first) : last + 1]
    joint = any(word in {",", "-", ":", "but", "and"} for word in line.words[last + 1 : cue])
    return joint and not _PRESENT.isdisjoint(own) and {"i", "my", "now"} & set(own) != set()


def _grew(line: Line, last: int, end: int) -> bool:
    """ "It used to jump twice a day, now it's every minute"."""
    rest = line.words[last + 1 : end + 1]
    if "now" not in rest or line.word(last + 1 + rest.index("now") - 1) == "not":
        return False
    return not {"gone", "fine", "stopped", "nothing", "no", "ok"} & set(rest[rest.index("now") :])


def _follows(line: Line, cue: Cue, last: int, *, red: bool) -> bool:
    """Whether "all fine since" is said of what stands before it, and without a but."""
    between = line.words[last + 1 : cue.first]
    if line.words[cue.last] == "gone" and line.word(cue.last + 1) in _GONE:
        return False  # "my arm is gone dead" tells what it has become
    if line.word(cue.first - 1) == "to":
        return False  # "my voice is down to nothing since Monday"
    if "and" in between and between[between.index("and") + 1 :][:1] in _NEW_OWNERS:
        return False  # "my talk is thick and my bruise has gone already"
    if not {"pupil", "iris"}.isdisjoint(between):
        return False  # "the lid came down, the pupil's gone"
    if "," in between:
        subject = between[len(between) - between[::-1].index(",") :]
        if len(subject) > 1 and subject[0] not in _TAKING_UP:
            return False  # "small bruise, bumps have gone already"
    if line.has({"most", "some", "every"}, cue.last, cue.last + 4):
        return False  # "back to normal every evening"
    over = not red and "but" in between and set(between[between.index("but") + 1 :]) <= _IT_IS
    return (
        len(between) <= (10 if cue.kind else 6)
        and _HALTING.isdisjoint(between)
        and ("but" not in between or over)
    )


def _returns(line: Line, last: int, end: int) -> bool:
    """Whether a past symptom is said to be back, in the words right after it."""
    rest = line.words[last : end + 1]
    for stop in ("but", ",", "and"):
        if stop in rest:
            rest = rest[: rest.index(stop)]
    return bool({"again", "now"} & set(rest)) and _MAY.isdisjoint(rest)
