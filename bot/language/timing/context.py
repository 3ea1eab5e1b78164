"""The clause and the sentence a time stands in, and the nearest telling words in them."""

from __future__ import annotations

from dataclasses import dataclass

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
    "my the and both i it its was were just left right side of done had a an me her his hi hello ok so well".split()
)
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
    with_article: bool
    """Whether the time is put with "a" or "one": "a day" is seldom a time, "1 day" is."""

    @property
    def tells_symptom(self) -> bool:
        """Whether the clause speaks of a symptom, if only as "it" or "this"."""
        return self.symptom < FAR or self.faint

    @property
    def telling_words(self) -> int:
        """How many words of the clause are neither areas nor mere glue."""
        return sum(cues.role(word) != "A" and word not in _GLUE for word in self.around.split())

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
        faint = faint or role == "s"
        if role in nearest and place < nearest[role]:
            nearest[role] = place
            if role in on_left:
                on_left[role] = False
    left, right = _pad(before), _pad(after)
    if cues.had_it(left):
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
        line.text[line.items[first].start : line.items[first].end].lower() in {"a", "an", "one"},
    )


def _role_at(word: str, words: list[str], place: int) -> str:
    role = cues.role(word)
    if (
        role in {"S", "s"}
        and place
        and (
            words[place - 1] == "for"
            or words[place - 1] in {"my", "the"}
            and words[place - 2 : place - 1] == ["for"]
        )
    ):
        return ""  # "injections for sweating": the reason, not a symptom
    following = words[place + 1] if place + 1 < len(words) else ""
    if word == "done" and following in {"in", "nothing", "anything"}:
        return ""
    return role


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
    """Whether "and" only joins two areas: "forehead and neck 11 days ago"."""
    if words[place] not in {"and", "+", "/"} or place + 1 >= len(words) or not place:
        return False
    return (
        cues.role(words[place - 1]) in _JOINED_BY_AND
        and cues.role(words[place + 1]) in _JOINED_BY_AND
    )


def _pad(words: list[str]) -> str:
    return " " + " ".join(words) + " " if words else " "
