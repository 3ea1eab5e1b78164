"""The clause and the sentence a time stands in, and the nearest telling words in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.language.timing import cues
from bot.language.timing.expression import Expression
from bot.language.timing.line import Line

_SENTENCE = frozenset(".;!?")
_CLAUSE = frozenset(".;!?,()") | {
    "and",
    "but",
    "so",
    "because",
    "cos",
    "coz",
    "cuz",
    "although",
    "though",
    "however",
    "anyway",
    "while",
    "whereas",
    "then",
    "y",
    "e",
    "et",
    "und",
    "-",
    "+",
    "when",
    "whenever",
    "which",
}
_JOINED_BY_AND = frozenset({"A", "T"})
_WIDTH = 30
_GLUE = frozenset(
    "my the and both i it its was were just left right side of done had a an me her his hi hello ok so well"
    " half past quarter oclock am pm at about around".split()
)
_POSSESSED = frozenset("my the his her their a some bad eyelid lid muscle".split())
_OF_NEEDLE = frozenset("site sites point points spot spots mark marks hole holes went".split())
_USUAL = frozenset(
    "usual normal common typical unusual ok okay time long strange odd possible".split()
)
_OTHER_APPOINTMENTS = frozenset(
    "hair hairdresser hairdressers nail nails dentist dentists dental doctor doctors gp hospital vet vets lash lashes wax"
    " physio midwife scan eye optician opticians mot work".split()
)
_PAIRS = frozenset(
    tuple(pair.split())
    for pair in "hot cold;on off;up down;now then;now again;pins needle;black blue;stop start;to fro;aches pains".split(
        ";"
    )
)
_OUTINGS = frozenset(
    "swimming running jogging dancing shopping drinking out home skiing climbing cycling clubbing sunbathing camping walking surfing riding".split()
)
_THE = frozenset("the my what and treatment botox".split())
_SELF_ASKED = 5
"""Words of a question that a writer asks to answer it: "what, the needles? two weeks"."""
FAR = 99
"""The distance to a word that is not there."""


@dataclass(frozen=True)
class Context:
    """Words round one time. Strings are padded with single spaces; distances count words."""

    left: str
    right: str
    clause: str
    sentence_left: str
    sentence_right: str
    treated: int
    treated_left: bool
    area: int
    symptom: int
    symptom_left: bool
    began: int
    faint: bool
    size: int
    before: str
    """Up to twenty words before the sentence."""
    with_article: bool
    """Whether the time is put with "a" or "one": "a day" is seldom a time, "1 day" is."""

    @property
    def tells_symptom(self) -> bool:
        """Whether the clause speaks of a symptom, if only as "it" or "this"."""
        return self.symptom < FAR or self.faint

    @property
    def telling_words(self) -> int:
        """How many words of the clause are neither areas nor mere glue."""
        return sum(
            cues.role(word) != "A" and word not in _GLUE and not word.isdigit()
            for word in self.around.split()
        )

    @property
    def sentence(self) -> str:
        """The sentence without the time itself."""
        return self.sentence_left + self.sentence_right

    @cached_property
    def advises(self) -> bool:
        """Whether the clause tells of, or asks for, what holds for everybody: "results last 3 months"."""
        return cues.ADVICE.search(self.clause) is not None

    @property
    def around(self) -> str:
        """The clause without the time itself."""
        return self.left.rstrip() + self.right

    @property
    def alone(self) -> bool:
        """Whether the clause holds hardly more than the time itself."""
        return self.size <= 2


def context_of(expression: Expression, line: Line) -> Context:
    """The context of an expression found in `line`."""
    words = [item.word for item in line.items]
    first, last = line.item_at(expression.start), line.item_at(expression.end - 1)
    low, high = _bounds(words, first, last)
    s_low, s_high = first, last
    while s_low > max(0, first - 2 * _WIDTH) and words[s_low - 1] not in _SENTENCE:
        s_low -= 1
    while s_high < min(len(words) - 1, last + 2 * _WIDTH) and words[s_high + 1] not in _SENTENCE:
        s_high += 1
    asked_from = _asked_from(words, low) if low == s_low == first else low
    low, s_low = min(low, asked_from), min(s_low, asked_from)
    before, after = words[low:first], words[last + 1 : high + 1]
    nearest = {"T": FAR, "A": FAR, "S": FAR, "B": FAR}
    on_left = {"T": False, "S": False}
    faint = False
    for place, word in enumerate(reversed(before), 1):
        role = _role_at(word, words, first - place)
        faint = faint or role == "s"
        if role in nearest and place < nearest[role]:
            nearest[role] = place
            if role in on_left:
                on_left[role] = True
    for place, word in enumerate(after, 1):
        role = _role_at(word, words, last + place)
        if role == "T" and "where" in after[max(0, place - 4) : place]:
            role = ""  # "a lump this morning, where I was jabbed": a place, not the day
        faint = faint or role == "s"
        if role in nearest and place < nearest[role]:
            nearest[role] = place
            if role in on_left:
                on_left[role] = False
    left, right = _pad(before), _pad(after)
    came_in = cues.came_in(left) and (nearest["S"] < FAR or cues.may_come(left))
    together = cues.went_together(_pad(words[s_low:first]))
    if together or cues.had_it(left) and not came_in:
        nearest["T"], on_left["T"] = 1, True
    if nearest["B"] == FAR and (cues.began(left) or cues.began(right)):
        nearest["B"] = 2
    return Context(
        left,
        right,
        _pad(words[low : high + 1]),
        _pad(words[s_low:first]),
        _pad(words[last + 1 : s_high + 1]),
        nearest["T"],
        on_left["T"],
        nearest["A"],
        nearest["S"],
        on_left["S"],
        nearest["B"],
        faint,
        len(before) + len(after),
        _pad(words[max(0, s_low - 20) : s_low]),
        line.text[line.items[first].start : line.items[first].end].lower() in {"a", "an", "one"},
    )


def _asked_from(words: list[str], first: int) -> int:
    """Where the clause begins that answers its own question: "the treatment? Tuesday"; `first` if none."""
    if not first or words[first - 1] != "?":
        return first
    start = first - 1
    while start and words[start - 1] not in _SENTENCE and first - start <= _SELF_ASKED:
        start -= 1
    asked = words[start : first - 1]
    told = any(cues.role(word) in {"T", "A", "S", "B"} for word in asked)
    begins = not start or words[start - 1] in _SENTENCE
    return start if told and begins and asked[0] in _THE else first


def _role_at(word: str, words: list[str], place: int) -> str:
    role = cues.role(word)
    following = words[place + 1] if place + 1 < len(words) else ""
    if role in {"S", "s"} and _is_reason(words, place):
        return ""  # "injections for sweating": the reason, not a symptom
    if word in {"went", "gone", "going", "goin"} and _outing(words, place):
        return ""
    if word == "done" and following in {"in", "nothing", "anything"}:
        return ""
    if word == "eye" and following in {
        "test",
        "exam",
        "hospital",
        "clinic",
        "appointment",
        "drops",
    }:
        return ""
    if word == "hang" and following == "on":
        return ""
    if (
        word == "appointment"
        and words[place - 1 : place]
        and words[place - 1] in _OTHER_APPOINTMENTS
    ):
        return ""
    if word in {"arm", "arms"} and words[place - 1 : place] == ["under"]:
        return "A"
    if role == "T" and following in _OF_NEEDLE - {"went"}:
        return ""
    return role


def _outing(words: list[str], place: int) -> bool:
    """Whether "went" tells of a trip: "went swimming yesterday", "gone to the pub"."""
    following = words[place + 1 : place + 3]
    return following[:1] != [] and (
        following[0] in _OUTINGS
        or following[0] in {"to", "for"}
        and following[1:] != []
        and following[1]
        in {"the", "a", "my", "work", "see", "town", "church", "mass", "bed", "yoga"}
    )


def _is_reason(words: list[str], place: int) -> bool:
    """Whether a symptom is what the treatment was for: "injections for his neck spasms"."""
    for back in range(1, 4):
        if place < back:
            return False
        word = words[place - back]
        if word == "for":
            if words[place - back - 1 : place - back] and words[place - back - 1] in _USUAL:
                return False  # "is it usual for the twitching to carry on"
            near = back == 1 or words[place - back + 1] in {"my", "the"} and back == 2
            treated = any(
                cues.role(w) == "T" for w in words[max(0, place - back - 4) : place - back]
            )
            return near or treated
        if word not in _POSSESSED and cues.role(word) != "A":
            return False
    return False


def _bounds(words: list[str], first: int, last: int) -> tuple[int, int]:
    low, high = first, last
    if low and words[low - 1] == "(":
        low -= 1  # "botox (10 days ago)"
    while low > max(0, first - _WIDTH):
        if words[low - 1] in _CLAUSE and not _joins(words, low - 1):
            break
        low -= 1
    while high < min(len(words) - 1, last + _WIDTH):
        if words[high + 1] in _CLAUSE and not _joins(words, high + 1):
            break
        high += 1
    return low, high


def _joins(words: list[str], place: int) -> bool:
    """Whether "and" only joins two areas: "chin and jawline 6 days ago"."""
    if words[place] not in {"and", "+", "/"} or place + 1 >= len(words) or not place:
        return False
    if (words[place - 1], words[place + 1]) in _PAIRS:
        return True
    return (
        cues.role(words[place - 1]) in _JOINED_BY_AND
        and cues.role(words[place + 1]) in _JOINED_BY_AND
    )


def _pad(words: list[str]) -> str:
    return " " + " ".join(words) + " " if words else " "
