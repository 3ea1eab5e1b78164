"""Statements that a function works: "swallowing and voice are as ever" denies without a "no".

Also the function as a name for its trouble: "no swallowing problems", "nothing wrong with my voice".
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.scope.denied import is_denied
from bot.language.scope.line import Line
from bot.language.scope.words import EVER_BEFORE, FINITE, TROUBLES
from bot.language.vocabulary import vocabulary

_NOUNS: dict[str, tuple[str, ...]] = {
    noun: labels
    for nouns, labels in (
        ("breathing respiration breathe", ("breathing_difficulty",)),
        ("swallowing swallow eating drinking food drink", ("swallowing_difficulty",)),
        ("speech voice talking speaking speak talk", ("speech_difficulty",)),
        ("vision sight eyesight see seeing", ("double_vision", "blurred_vision")),
        ("chest heart", ("chest_pain",)),
        ("strength arms legs grip limbs", ("weakness",)),
        ("eyelid eyelids lid lids", ("eyelid_droop",)),
        ("head", ("head_heaviness",)),
        ("bite biting", ("bite_awkwardness",)),
        ("chewing", ("chewing_difficulty",)),
    )
    for noun in nouns.split()
}
_NAMES: dict[str, str] = {
    name: label
    for names, label in (
        ("temperature temp", "fever"),
        ("droop drooping drooped droopiness droopy droops ptosis sagging", "eyelid_droop"),
        ("blur blurs blurring blurriness haze", "blurred_vision"),
        ("lisp lisping slur slurs slurring hoarseness croak", "speech_difficulty"),
        ("choking gagging", "swallowing_difficulty"),
        ("dryness", "dry_eye"),
        ("dyspnoea dyspnea sob doe breathlessness", "breathing_difficulty"),
        ("cp", "chest_pain"),
        ("fits", "seizure"),
    )
    for name in names.split()
}
"""Words that name a symptom at least where it is denied: "temperature no", "not a hint of a droop"."""
_ELSEWHERE = frozenset(
    "brow brows eyebrow eyebrows forehead mouth lip lips smile corner cheek cheeks face jowls".split()
)
"""What droops there is no lid."""
_ALONE = frozenset("chest heart head food drink arms legs".split())
"""Names that stand for their trouble only where something is said of them."""
_GOES_ON = frozenset("and or no not neither nor so i my also too both thanks thank as".split())
_OTHERS = frozenset(
    "eye eyes neck balance walking smile hearing chewing face lips tongue throat brows".split()
)
_GLUE = frozenset("and , & + / my the both all or nor also".split())
_IS = frozenset(
    """
    is are was were been have has remain remains stay stays seem seems feel feels still also totally
    completely absolutely perfectly entirely pretty quite very just all both working being going
    """.split()
)
_ABOUT = frozenset("with in of on about regarding concerning re : getting".split())
_TOUCHED = frozenset(
    "affected changed touched bothered altered troubled impacted affecting".split()
)
_AMPLE = frozenset("at all whatsoever really so far even either neither any more or".split())
_THUMBS = frozenset("✅ ✔ ☑ 👍 👌 💯 🆗 ✓ tick".split())
_HEADINGS = frozenset("well fine ok okay normal good working unaffected clear absent".split())
_ABLE = frozenset("breathe swallow talk speak see".split())
_BUT = frozenset(
    """
    but only just if when with through unless except hardly until worse wrong badly barely by after
    before lying lie without on one for half sideways slowly
    """.split()
)
_BAD_DAYS = frozenset(
    "yesterday last monday tuesday wednesday thursday friday saturday sunday earlier morning".split()
)
"""After "as it was" these may tell of a bad day that goes on."""
_SPOILT = frozenset(
    """
    not cannot never but hard harder difficult short tight less worse only barely hardly struggle
    if before until than used was were usually
    """.split()
)


def find_working(line: Line) -> Iterator[tuple[str, int, int]]:
    """(label, first token, last token) of every function that is said to work."""
    for pattern, start, end in vocabulary().denials.find(line.tokens.line):
        first, last = line.tokens.index(start), line.tokens.index(end - 1)
        label, _, kind = pattern.label.partition(":")
        if kind == "end" and not _ends(line, last + 1):
            continue
        if line.has({"whether", "if"}, first - 3, first):
            continue  # "testing whether I can swallow water"
        own = set(pattern.source.replace("|", " ").split())
        if "no|" in pattern.source or "|no" in pattern.source:
            own |= {"was", "were"}  # "wasn't sick"
        if line.has({"same", "as"}, first, last):
            own.add("before")  # "my vision is the same as before"
            if not line.has(_BAD_DAYS, last + 1, last + 4):
                own |= {"was", "were"}  # "my speech is as it was"
        if (set(line.words[max(0, first - 1) : last + 1]) & _SPOILT) - own or _but_only(line, last):
            continue
        if line.has({"never"}, first, last + 1) and line.has(EVER_BEFORE, last, last + 8):
            continue  # "never passed out before today"
        yield label, first, last
    for i, word in enumerate(line.words):
        if word in _NAMES and _denied_name(line, _NAMES[word], i):
            yield _NAMES[word], i, i
        for label in _NOUNS.get(word, ()):
            if (
                _troubled(line, label, i)
                or _able(line, i)
                or _listed(line, i)
                or _not_this(line, i)
            ):
                yield label, i, i


def _ends(line: Line, place: int) -> bool:
    """Whether nothing more is said: "dinner goes down", but not "dinner goes down in lumps"."""
    word = line.word(place)
    return (
        not word or not word[0].isalnum() or (word in _GOES_ON and not _but_only(line, place - 1))
    )


def _denied_name(line: Line, label: str, i: int) -> bool:
    if label == "eyelid_droop" and line.has(_ELSEWHERE, i - 3, i):
        return False
    if label == "fever" and line.has({"my", "his", "her"}, i - 1, i):
        return False
    return is_denied(line, label, i, i)


def _but_only(line: Line, last: int) -> bool:
    """ "Breathing is fine unless I lie down"."""
    return line.has({"unless", "except", "until", "till"}, last + 1, last + 3) or (
        line.has({"but", "when"}, last + 1, last + 3)
        and line.has({"only", "not"}, last + 1, last + 4)
    )


def _troubled(line: Line, label: str, i: int) -> bool:
    """ "No swallowing problems", "no trouble with food or drink": the trouble is named, and denied."""
    if line.word(i - 1) in {"double", "blurred", "blurry"}:
        return False  # a symptom, and no function
    end = i + 1
    while line.word(end) in _GLUE | _OTHERS | _NOUNS.keys():
        end += 1  # "no breathing or swallowing issues"
    if line.word(end) in TROUBLES:
        return is_denied(line, label, i, end)
    if _no_trouble(line, end) or _nor(line, i):
        return True
    for place in range(max(0, i - 12), i):
        if line.words[place] in _TOUCHED and line.has({"not", "never"}, place - 2, place):
            # "Hasn't affected my swallowing or my voice"
            return set(line.words[place + 1 : i]) <= _GLUE | _OTHERS | _NOUNS.keys()
        if line.words[place] not in TROUBLES | {"wrong", "matter"}:
            continue
        link = place + 1
        while line.word(link) in _AMPLE:
            link += 1
        if line.word(link) in _NOUNS:
            link -= 1  # "zero issues breathing/eating/speaking"
        if link == place or line.word(link) in {*_ABOUT, line.words[i]}:
            between = set(line.words[link + 1 : i])
            return between <= _GLUE | _OTHERS | _NOUNS.keys() and (
                line.word(place - 1) in {"no", "zero", "nil", "without"}
                or is_denied(line, label, place, i)
            )
    return False


def _not_this(line: Line, i: int) -> bool:
    """ "It isn't my breathing or my swallowing": what is not meant, where nothing more is said of it."""
    place = i - 1
    while line.word(place) in {"my", "the", "or", "nor", "and"} | _NOUNS.keys():
        place -= 1
    named = {"my", "the"} & set(line.words[place + 1 : i])
    return (
        bool(named)
        and line.word(place) == "not"
        and line.word(place - 1) in {"is", "was", "and", "but", ",", "", ".", "it", "so"}
        and place not in line.covered
        and _ends(line, i + 1)
    )


def _nor(line: Line, i: int) -> bool:
    """ "My swallowing hasn't been affected, nor my speech"."""
    begin, _ = line.sentence(i)
    able = line.has({"can", "cannot", "could", "unable", "hardly", "barely"}, begin, i)
    return "nor" in {line.word(i - 1), line.word(i - 2)} and not able and _ends(line, i + 1)


def _no_trouble(line: Line, end: int) -> bool:
    """ "Swallowing and speech: no problems", "breathing isn't an issue"."""
    if line.word(end) in {":", "-", "("}:
        return line.word(end + 1) in {"no", "zero"} and line.word(end + 2) in TROUBLES
    if line.word(end) not in {"is", "are", "has", "have"}:
        return False
    verb = line.words[end + 1 : end + 3]
    if verb == ("not", "been"):
        end += 1
    return line.word(end + 1) in {"not", "never"} and (
        line.word(end + 2) in {"affected", "bothered"}
        or (
            line.word(end + 2) in {"a", "an", "and", "the", "my"} and line.word(end + 3) in TROUBLES
        )
    )


def _able(line: Line, i: int) -> bool:
    """ "I can swallow", "can still talk", where nothing takes it back."""
    if line.words[i] not in _ABLE:
        return False
    place = i - 1
    while line.word(place) in {
        "still",
        "also",
        "both",
        "swallow",
        "breathe",
        "talk",
        "speak",
        "and",
        "eat",
        "see",
    }:
        place -= 1
    if line.word(place) != "can" or line.has(
        _BUT | {"so", "as", "how", "hope", "wish", "that"}, place - 3, place
    ):
        return False
    after = line.words[i + 1 : i + 4]
    ends = not after or not after[0].isalnum() or after[0] in {"and", "or", "i", "ok", "fine"}
    return ends and _BUT.isdisjoint(after)


def _listed(line: Line, i: int) -> bool:
    """ "Voice, sight and swallowing are all fine", "what is well: breathing, voice"."""
    known = _GLUE | _OTHERS | _NOUNS.keys()
    last = i + 1
    while line.word(last) in known:
        last += 1
    alone = last == i + 1
    place = last
    if line.word(place) in {":", "=", "-", ",", "but", "and"}:
        # "Lids: normal", "you asked about my breathing: it's grand"
        is_so = line.word(place + 1) in {"it", "they", "that", "all", "both"}
        if is_so or line.words[place] in {":", "=", "-"}:
            place += 1 + is_so
            alone = False
    while line.word(place) in _IS:
        place += 1
    if place > last and line.words[place - 1] in {",", "it", "they", "but", "and"}:
        return False
    first = i
    while first and line.words[first - 1] in known:
        first -= 1
    before = line.word(first - 1)
    if line.words[max(0, first - 2) : first] in {("so", "is"), ("so", "are"), ("so", "does")}:
        # "My eyes are fine and so is my breathing"
        begin, _ = line.sentence(first)
        return any(_fine(line, n) > n for n in range(begin, first - 2))
    if before == ":" and line.has(_HEADINGS, first - 4, first):
        return line.word(last) not in FINITE
    if (alone and place == last and line.words[i] in _ALONE) or before in {"with", "not", "cannot"}:
        return False
    if first == i and before in {"i", "can"} and line.words[i] in _ALONE:
        return False
    end = _fine(line, place)
    return (
        end > place and not _but_only(line, end - 1) and not line.has({"was", "were"}, last, place)
    )


def _fine(line: Line, place: int) -> int:
    """The token after a word for "fine" that starts at a token, or the token itself."""
    best = place + (line.word(place) in _THUMBS)
    for phrase in vocabulary().raw["classes"]["fine"]:
        for words in phrase.split("|"):
            wanted = tuple(words.split())
            if wanted and line.words[place : place + len(wanted)] == wanted:
                best = max(best, place + len(wanted))
    return best
