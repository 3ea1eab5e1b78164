"""How far a typed word is from a meant one: cheap where ears and thumbs err, dear elsewhere.

A plain edit distance finds "conect" as near to "convict" as to "connect". People leave letters out that
are not heard, take one vowel for another, write a sound in another way ("fone"), and hit the key beside.
"""

from __future__ import annotations

_VOWELS = frozenset("aeiouy")
_SAME_SOUND = frozenset(
    frozenset(pair)
    for pair in ("ck", "sz", "sc", "fv", "kq", "gj", "dt", "mn", "ui", "oa", "xs", "td")
)
_BESIDE = {
    key: frozenset(near)
    for key, near in (
        pair.split(":")
        for pair in (
            "q:wa w:qes e:wrd r:etf t:ryg y:tuh u:yij i:uok o:ipl p:ol a:qsz s:adwx d:sfec f:dgrv "
            "g:fhtb h:gjyn j:hkum k:jlim l:kop z:xas x:zcsd c:xvdf v:cbfg b:vngh n:bmhj m:njk"
        ).split()
    )
}
_SILENT_AFTER = {
    "h": frozenset("cgstwrp"),
    "k": frozenset("c"),
    "w": frozenset("o"),
    "c": frozenset("s"),
}
"""Letters that are hardly heard after some others: "wich", "tickle" as "tikle"."""
_SPELLINGS = tuple(
    pair.split(":")
    for pair in (
        "ough:uf augh:af igh:i ph:f kn:n wr:r tion:shun ssion:shun cious:shus tious:shus ck:k qu:kw "
        "dge:j tch:ch mb:m ea:E ee:E ie:E ei:E oo:U ou:U th:f"
    ).split()
)
DOUBLED, UNHEARD, VOWEL, SOUND, BESIDE, SWAPPED, OTHER = 0.3, 0.4, 0.55, 0.6, 0.75, 0.5, 1.0
FIRST = 0.6
"""Added when the first letters differ and do not sound the same: they are seldom wrong."""


def by_ear(word: str) -> str:
    """A rough writing of how a word sounds; words that sound alike often share it."""
    for written, heard in _SPELLINGS:
        word = word.replace(written, heard)
    sounds: list[str] = []
    for place, letter in enumerate(word):
        if letter in _VOWELS and place:
            letter = "" if place == len(word) - 1 and letter == "e" else "a"
        letter = {"c": "k", "q": "k", "z": "s", "x": "ks"}.get(letter, letter)
        if letter and (not sounds or sounds[-1] != letter):
            sounds.append(letter)
    return "".join(sounds)


def cost(typed: str, meant: str) -> float:
    """The cost of taking `typed` (lower case) for a slip in writing `meant`; 0 for the same word."""
    before: list[float] = []
    above = [0.0]
    for j in range(1, len(meant) + 1):
        above.append(above[-1] + _left_out(meant, j - 1))
    for i in range(1, len(typed) + 1):
        row = [above[0] + _added(typed, i - 1)]
        for j in range(1, len(meant) + 1):
            least = min(
                above[j - 1] + _taken_for(typed[i - 1], meant[j - 1]),
                above[j] + _added(typed, i - 1),
                row[j - 1] + _left_out(meant, j - 1),
            )
            if i > 1 and j > 1 and typed[i - 1] == meant[j - 2] and typed[i - 2] == meant[j - 1]:
                least = min(least, before[j - 2] + SWAPPED)
            row.append(least)
        before, above = above, row
    return above[-1] + (0.0 if _open_alike(typed, meant) else FIRST)


def _taken_for(typed: str, meant: str) -> float:
    if typed == meant:
        return 0.0
    if typed in _VOWELS and meant in _VOWELS:
        return VOWEL
    if frozenset((typed, meant)) in _SAME_SOUND:
        return SOUND
    return BESIDE if typed in _BESIDE.get(meant, ()) else OTHER


def _added(typed: str, place: int) -> float:
    if place and typed[place] == typed[place - 1]:
        return DOUBLED
    if place == len(typed) - 1 and typed[place] == "e":
        return UNHEARD
    return 0.8 if typed[place] in _VOWELS else 0.9


def _left_out(meant: str, place: int) -> float:
    letter, last = meant[place], place == len(meant) - 1
    if place and letter == meant[place - 1]:
        return DOUBLED
    if letter == "c" and meant[place + 1 : place + 2] == "k":
        return UNHEARD
    if last and letter == "e" or place and meant[place - 1] in _SILENT_AFTER.get(letter, ()):
        return UNHEARD
    if letter in _VOWELS and place:
        return VOWEL
    return 0.85


def _open_alike(typed: str, meant: str) -> bool:
    if typed[0] == meant[0] or typed[:2] == meant[1::-1]:
        return True
    return by_ear(typed)[:1] == by_ear(meant)[:1]
