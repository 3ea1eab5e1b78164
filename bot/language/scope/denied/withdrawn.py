"""What the writer takes back: "dictation! I said follow, not swallow", "only testing, my throat is fine".

Taking back must be explicit and whole. A word is taken back where the writer calls it a slip and says what
was meant, which sounds like it, or that it was the wrong word. A complaint is taken back where, beside
such words, the writer plainly says that the function works. A mere "lol" or "probably nothing" takes
nothing back, what is meant may be no complaint itself, and thoughts of suicide are never taken back.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

from bot.language.scope.line import Cue, Line
from bot.language.scope.words import BODY, NEGATORS, STRONG

_NEAR = 3
"""Sentences in which a writer may still take back what was said."""
_ALIKE = 0.5
"""From this likeness on, of letters or of consonants, one word may stand for the other by a slip."""
_HEARD_ALIKE = 0.6
_LEAST = 3
_SELDOM_HEARD = str.maketrans("", "", "aeiouyw'")
_FUNCTIONS = frozenset(
    """
    walk walking breathe breathing see seeing talk talking lift lifting move moving swallow swallowing stand
    standing feel feeling speak speaking eat eating drink drinking open opening close closing hold holding
    wake smile chew keep
    """.split()
)
"""To be unable to do one of these is a complaint of its own."""
_SIDES = frozenset("left right other rest upper lower top bottom half".split())
"""Beside a statement that all is well these tell that it speaks of a part only."""
_PHONE = frozenset("changed wrote heard typed put misheard".split())
_LIMITS = frozenset(
    "if when but only as long unless except soft slowly sometimes mostly today".split()
)
"""After a statement that all is well these tell that it is not always or wholly so."""
_LATER = frozenset("this that it so yesterday earlier first before ring call tell ask".split())
"""After "I meant to say" these put nothing in the place of what was said."""
_COMPLAINTS = frozenset(
    """
    gasping wheezing choking gagging slurring drooping dropping sagging hanging shut closed weak numb limp
    blurred blurry double dead swelling swollen burning collapsed fainted fainting shaking stuck tight
    breathless dizzy bleeding worse
    """.split()
)
_SAME = frozenset("worse still really even also too both all completely totally".split())

_TELLING = frozenset(
    "says said thinks reckons tells told swears insists claims accused accuses saying telling".split()
)

KEYS: dict[str, tuple[str, ...]] = {
    word: labels
    for words, labels in (
        ("swallow swallowing swallowed", ("swallowing_difficulty",)),
        ("choke choking choked", ("swallowing_difficulty",)),
        ("breathe breathing", ("breathing_difficulty",)),
        ("slur slurring slurred", ("speech_difficulty",)),
        ("droop drooping drooped dropping dropped", ("eyelid_droop", "brow_droop")),
        ("fainted fainting collapsed", ("collapse",)),
        ("seizure", ("seizure",)),
        ("blurry blurred", ("blurred_vision",)),
        ("double", ("double_vision",)),
        ("weak weakness", ("weakness",)),
        ("fever", ("fever",)),
        ("hives", ("hives",)),
        ("rash", ("rash",)),
    )
    for word in words.split()
}
"""Words that name a red flag by themselves, so that a later message can take one back by name."""


def is_withdrawn(line: Line, label: str, first: int, last: int) -> bool:
    """Whether the words of a mention at tokens `first` to `last` are said to be a slip."""
    if label.startswith("suicidal"):
        return False
    own = {word for word in line.words[first : last + 1] if len(word) >= _LEAST}
    return any(
        _is_wrong_word(line, cue, first, last, own) or _is_replaced(line, cue, last, own)
        for cue in line.all_cues
        if cue.world == "withdrawn" and _reaches_back(line, last, cue)
    )


def is_contradicted(line: Line, label: str, first: int, last: int, place: int) -> bool:
    """Whether the denial at token `place` takes back a mention before it: beside such words as "only
    testing" or "I meant"."""
    if label.startswith("suicidal") or place <= last or _only_a_part(line, place):
        return False
    return any(
        cue.world == "withdrawn"
        and cue.kind != "word"
        and not (cue.kind == "meant" and line.has(_LATER, cue.last + 1, cue.last + 4))
        and not (cue.kind == "sham" and _is_denied_or_told(line, cue.first))
        and not _is_told(line, place)
        and first <= cue.last + 1
        and cue.first < place + 6
        and _sentences_between(line, last, max(cue.first, place)) <= _NEAR
        and (cue.kind != "asleep" or label == "collapse")
        for cue in line.all_cues
    )


def takes_back(line: Line) -> bool:
    """Whether the message takes back something, be it of this message or of one before."""
    return any(cue.world == "withdrawn" and cue.kind != "asleep" for cue in line.all_cues)


def unsaid(line: Line) -> list[tuple[str, int]]:
    """(label, token) of each red flag that a message takes back by its name: "dropping was the wrong
    word", "I said follow, not swallow", "dictation! I said follow"."""
    found = []
    slip = any(cue.world == "withdrawn" and cue.kind == "slip" for cue in line.all_cues)
    for cue in line.all_cues:
        if cue.world != "withdrawn":
            continue
        if slip and cue.kind == "meant":
            found += _alike(line, cue)
        if cue.kind == "word":
            found += _named(line, range(max(0, cue.first - 3), cue.first))
        elif cue.kind in {"slip", "meant"}:
            begin, end = line.sentence(cue.first)
            found += _named(
                line,
                (
                    i
                    for i in range(max(1, begin), min(len(line.words), end + 12))
                    if line.words[i - 1] == "not"
                    and line.word(i - 2) not in {"can", "could", "do", "does"}
                ),
            )
    return found


def _named(line: Line, places: Iterable[int]) -> list[tuple[str, int]]:
    return [(label, i) for i in places for label in KEYS.get(line.words[i], ())]


def _alike(line: Line, cue: Cue) -> list[tuple[str, int]]:
    """What "dictation! I said follow" takes back: the name of a red flag that sounds like it."""
    meant = _meant(line, cue)
    if not (_COMPLAINTS | KEYS.keys()).isdisjoint(meant):
        return []
    return [
        (label, cue.last)
        for word in meant[:3]
        if len(word) > _LEAST and word not in _COMMON | _FUNCTIONS | BODY | _SAME | _SIDES
        for key, labels in KEYS.items()
        if len(key) > _LEAST + 1 and word[-3:] == key[-3:] and _sounds_like(word, key)
        for label in labels
    ]


def _reaches_back(line: Line, last: int, cue: Cue) -> bool:
    return cue.first > last and _sentences_between(line, last, cue.first) <= 2


def _sentences_between(line: Line, start: int, stop: int) -> int:
    # "..." and "!!" are one end, not several.
    ends = 0
    for i in range(start, stop):
        ends += line.words[i] in STRONG and line.word(i - 1) not in STRONG
    return ends


def _is_wrong_word(line: Line, cue: Cue, first: int, last: int, own: set[str]) -> bool:
    """ "Dropping was the wrong word": its subject is a word of the mention, or the mention itself."""
    if cue.kind != "word":
        return False
    subject = set(line.words[max(0, cue.first - 3) : cue.first])
    return any(_same_stem(a, b) for a in subject for b in own if len(a) >= _LEAST)


def _is_replaced(line: Line, cue: Cue, last: int, own: set[str]) -> bool:
    """ "Sorry, typo, I meant I can't follow the sheet": what is meant sounds like what was said."""
    if line.has(_PHONE, cue.first, cue.last + 1):
        return False  # "my phone wrote wallow" tells that the word was right
    if cue.kind not in {"slip", "meant", "filler"} or line.has(
        {"it", "that"}, cue.last + 1, cue.last + 3
    ):
        return False  # "the phone changed it to wallow" tells that the word was right
    meant = _meant(line, cue)
    if not meant or any(_same_stem(a, b) for a in meant for b in own - _COMMON if len(a) >= _LEAST):
        return False
    said = [word for word in own - _COMMON if len(word) > _LEAST]
    if not _COMPLAINTS.isdisjoint(meant):
        return False  # "wrong word, gasping" is no better
    fresh = [w for w in meant if len(w) > _LEAST and w not in _FUNCTIONS | BODY | _SAME | _SIDES]
    return any(_sounds_like(a, b) for a in fresh for b in said)


_COMMON = frozenset(
    """
    can cannot could not the have has had been was were are her his she they and feel feels gone going
    struggle struggling trouble difficulty hard difficult unable able with keep keeps
    nothing everything something anything thing things
    """.split()
)


def _meant(line: Line, cue: Cue) -> list[str]:
    """The words that say what was meant: to the end of the sentence, or of the next after a bare
    "sorry, autocorrect"."""
    start = cue.last + 1
    while line.word(start) in STRONG | {",", "-", ":"}:
        start += 1
    stop = start
    while stop < len(line.words) and line.words[stop] not in STRONG and stop - start < 9:
        stop += 1
    words = list(line.words[start:stop])
    # "I said follow, not swallow": what stands after the "not" is what was not meant.
    for i, word in enumerate(words):
        if word == "not" and i and words[i - 1] not in {"can", "could", "do", "does", "is", "will"}:
            return words[:i]
    return words


def _same_stem(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST and long.startswith(short[: max(_LEAST, len(short) - 1)])


def _sounds_like(one: str, other: str) -> bool:
    one, other = one.removesuffix("ing"), other.removesuffix("ing")
    if one in NEGATORS or one[:1].isdigit() or _same_stem(one, other):
        return False
    if DamerauLevenshtein.normalized_similarity(one, other) >= _ALIKE and one[-2:] == other[-2:]:
        return True
    bare = one.translate(_SELDOM_HEARD), other.translate(_SELDOM_HEARD)
    if min(map(len, bare)) < 2 or bare[0][-2:] != bare[1][-2:]:
        return False
    return DamerauLevenshtein.normalized_similarity(*bare) >= _HEARD_ALIKE


def _only_a_part(line: Line, place: int) -> bool:
    begin, _ = line.sentence(place)
    return line.has(_SIDES, max(begin, place - 7), place + 5) or line.has(
        _LIMITS, place + 1, min(place + 7, line.sentence(place)[1] + 1)
    )


def _is_denied_or_told(line: Line, first: int) -> bool:
    """ "Not joking", "my wife says I'm making it up": no taking back."""
    return line.has(NEGATORS, first - 3, first) or _is_told(line, first)


def _is_told(line: Line, place: int) -> bool:
    """Whether it is others who say so: "the doctor said it's normal"."""
    begin, _ = line.sentence(place)
    return any(
        word in _TELLING and line.word(i - 1) != "i"
        for i, word in enumerate(line.words[begin:place], begin)
    )
