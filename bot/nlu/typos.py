"""Believable misspellings, so that a detector learns from tidy sentences to read hurried ones."""

from __future__ import annotations

import random
import re

_NEIGHBOURS = dict(
    pair.split(":")
    for pair in (
        "q:wa w:qe e:wr r:et t:ry y:tu u:yi i:uo o:ip p:ol a:qsz s:adw d:sfe f:dgr g:fht h:gjy "
        "j:hku k:jli l:ko z:xa x:zcs c:xvd v:cbf b:vng n:bmh m:nj"
    ).split()
)
_BY_EAR = tuple(
    tuple(pair.split(":"))
    for pair in (
        "gh: ph:f th:f ck:k ea:ee ie:ei ei:ie tion:shun ll:l ss:s tt:t wr:r kn:n ow:o ough:uff "
        "c:k s:z y:i ou:u ing:in"
    ).split()
)
_WORD = re.compile(r"[A-Za-z']+")


def misspell(text: str, seed: int) -> str:
    """A copy of `text` with one to three slips; the same text and seed give the same slips."""
    dice = random.Random(f"{seed}:{text}")  # noqa: S311, nothing secret hangs on it
    if dice.random() < 0.5:
        text = text.replace("'", "").replace("’", "")
    spots = [m for m in _WORD.finditer(text) if m.end() - m.start() >= 4]
    chosen = dice.sample(spots, min(len(spots), dice.choice((1, 1, 2, 3))))
    for spot in sorted(chosen, key=lambda m: -m.start()):
        text = text[: spot.start()] + _slip(spot.group(), dice) + text[spot.end() :]
    return text


def _slip(word: str, dice: random.Random) -> str:
    """One slip in a word of four letters or more: its first letter mostly stays."""
    kind = dice.choice(("drop", "swap", "ear", "ear", "double", "key", "vowel"))
    at = dice.randrange(1, len(word))
    if kind == "swap" and at < len(word) - 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "key":
        return word[:at] + dice.choice(_NEIGHBOURS.get(word[at].lower(), "e")) + word[at + 1 :]
    if kind == "ear":
        heard = [pair for pair in _BY_EAR if pair[0] in word[1:]]
        if heard:
            written, sound = dice.choice(heard)
            return word[0] + word[1:].replace(written, sound, 1)
    if kind == "vowel":
        vowels = [i for i in range(1, len(word)) if word[i] in "aeiou"]
        if vowels:
            place = dice.choice(vowels)
            return word[:place] + dice.choice("aeiou") + word[place + 1 :]
    return word[:at] + word[at + 1 :]
