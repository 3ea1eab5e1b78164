"""How hard a text is to read: the Flesch-Kincaid grade, without any data to download.

textstat was tried first: it counts syllables with a dictionary that it downloads at run time. The
rules here are checked against that dictionary in docs/decisions/content-checks.md.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’-][A-Za-z0-9]+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?:\s|$)|\n\s*(?:[-*•]\s+|\n)")
_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(r"i[ao](?!us)|[aeo]ing$|eo|[ie]um$|ua[lrt]|io[lr]|y[ai]|creat|[ui]et$")
_TOGETHER = re.compile(r"[ctsgx]io(?=n|us)|[ctg]ia(?=l|n)|[ts]ua(?=l)|eo(?=ple|us)")
_EXCEPTIONS = {
    "area": 3, "areas": 3, "being": 2, "business": 2, "clothes": 1, "idea": 3, "something": 2,
    "sometimes": 2, "somewhere": 2, "someone": 2, "everything": 3, "everyone": 3, "every": 2,
    "evening": 2, "forehead": 2, "makeup": 2, "one": 1, "once": 1, "people": 2, "science": 2,
    "usually": 4, "usual": 3, "uneven": 3, "sideways": 2, "eyelid": 2, "eyelids": 2, "eyebrow": 2,
    "eyebrows": 2, "lifelike": 2, "quiet": 2, "diet": 2, "muscle": 2, "muscles": 2, "safely": 2,
    "likely": 2, "different": 3, "several": 3, "face": 1, "movement": 2, "careful": 2,
    "carefully": 3, "does": 1, "react": 2, "reaction": 3, "botox": 2, "vial": 2, "couldn't": 2,
    "shouldn't": 2, "wouldn't": 2, "didn't": 2, "doesn't": 2, "isn't": 2, "hasn't": 2,
    "microneedling": 5, "safety": 2, "timeline": 2, "earlier": 3, "beyond": 2, "tongue": 1,
    "widespread": 2, "spasm": 2, "spasms": 2, "everywhere": 3, "beforehand": 3, "reactions": 3,
    "nausea": 3, "client": 2, "uncoordinated": 6, "guard": 1, "maybe": 2,
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words of `text`; numbers count, "day-14" and "don't" are one each."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """An estimate, at least 1, of the spoken syllables of an English word or number."""
    word = word.lower().replace("’", "'")
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part)
    if word.isdigit():
        return min(len(word), 4)
    bare = word.replace("'", "")
    stem = re.sub(r"(?<=[^aeiouy])e?ly$", "", bare)
    count = len(_VOWELS.findall(bare))
    count += len(_APART.findall(bare)) - len(_TOGETHER.findall(bare))
    if re.search(r"[^aeiouyl]e$|[aeiouy]le$", bare) and count > 1:
        count -= 1
    elif re.search(r"[^aeiouytd]ed$|[aeiouyl]led$", bare) and count > 1:
        count -= 1
    elif re.search(r"[^aeiouycsxzglh]es$|[aeiouy]les$", bare) and count > 1:
        count -= 1
    if stem != bare and re.search(r"[^aeiouyl]ely$", bare):
        count -= 1
    elif re.search(r"[^aeiouy]e(?:ment|ments|less|ful|fully|ness)$", bare) and count > 1:
        count -= 1
    return max(count, 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of `text` (about school years needed); 0 for an empty text."""
    found = words(text)
    if not found:
        return 0.0
    sentences = max(sum(1 for part in _SENTENCE_END.split(text) if words(part)), 1)
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59
