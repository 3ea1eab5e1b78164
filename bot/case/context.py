"""A message read in the light of the case: what "it" is, which word was the wrong one, what a bare time dates.

What comes of it stands in the reading, so that the conversation sees the message as the case does. Its
flags say more: `correction`, `restored` ("I was right the first time"), `takes_back` (a red flag that was
never there), `takes_all_back` and `over` (what was felt is gone).
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.case.correcting import corrects, goes_back
from bot.case.facts import CaseFacts
from bot.case.late_answers import answered_late
from bot.case.over import gone
from bot.case.taking_back import takes_all_back, takes_back
from bot.case.whose import whose
from bot.language.bare import complains_of_nothing
from bot.language.concepts import RED_LABELS
from bot.language.reading import Reading, SymptomMention
from bot.language.symptoms import find_symptoms
from bot.language.tokens import tokenize

_CALLED = {
    "upper_lip": "lip",
    "lip_flip": "lip",
    "crows_feet": "eye",
    "eyelid": "eye",
    "glabella": "brow",
    "brow": "brow",
    "forehead": "forehead",
    "masseter": "jaw",
    "jawline": "jaw",
    "neck": "neck",
    "chin": "chin",
    "full_face": "face",
    "marionette": "mouth",
    "mouth_corner": "mouth",
    "bunny_lines": "nose",
}
"""A word for each place, as patients say it."""
_IT = re.compile(r"(?i)\b(?:it'?s|it|they'?re|they|that)\b")
_COURSED = frozenset({"twitching", "headache", "swelling", "bruising", "eyelid_droop", "heaviness"})
_LONGEST = 25
_ASKS = re.compile(
    r"(?i)\W*(?:(?:and|so|but|ok|okay|k|right|well|then|also)\W+)*(?:when|how|what|why|where|which|who|is|are|does|do|can|will|should|would|could|if|has|have)\b"
)
_WRONG_WORD = (
    re.compile(
        r"(?i)\b(\w+) (?:is|was|were|'s)? ?(?:actually |really )?(?:the |a )?(?:wrong|not (?:the )?right) word"
    ),
    re.compile(r"(?i)\bwrong word\W+(?:not )?[\"']?(\w+)"),
    re.compile(
        r"(?i)\bnot (?:really |exactly |quite |so much |an? |the |actually |right word )*(\w+)\b"
    ),
    re.compile(
        r"(?i)\b(\w+) (?:isn'?t|wasn'?t|is not|was not) (?:quite |really )?(?:the )?(?:right )?(?:word|it)\b"
    ),
)


def in_context(facts: CaseFacts, reading: Reading, asked: str | None) -> Reading:
    """`reading` with what only the case makes clear."""
    reading = _renamed(facts, _placed(facts, whose(facts, _unguessed(facts, reading)), asked))
    late = answered_late(facts, reading)
    timings = tuple(
        replace(one, kind="treatment") if one is late else one for one in reading.timings
    )
    over = gone(facts, reading)
    flags = {
        "correction": corrects(reading),
        "restored": goes_back(reading) and facts.replaced is not None,
        "takes_back": bool(facts.symptoms) and takes_back(reading),
        "takes_all_back": bool(facts.symptoms) and takes_all_back(reading),
        "over": bool(over),
    }
    more = {name for name, holds in flags.items() if holds}
    symptoms = tuple(
        replace(s, status="past") if s.name in over and s.status == "present" else s
        for s in reading.symptoms
    )
    return replace(
        reading,
        timings=timings,
        symptoms=symptoms,
        flags=(reading.flags | more) - (flags.keys() - more),
    )


def _unguessed(facts: CaseFacts, reading: Reading) -> Reading:
    """Without what a detector guesses of a complaint that names nothing ("my face feels funny"), and
    without the lack of effect that it reads into the course of something else ("no change")."""
    vague = complains_of_nothing(reading)
    coursed = bool(_COURSED.intersection(facts.symptoms))
    kept = tuple(
        s
        for s in reading.symptoms
        if s.source == "rules"
        or RED_LABELS & {s.name, *(f"{s.name}:{sign}" for sign in s.signs)}
        or not (vague or coursed and s.name == "no_effect")
    )
    return replace(reading, symptoms=kept)


def _placed(facts: CaseFacts, reading: Reading, asked: str | None) -> Reading:
    """ "It shivers when I sip", once "my lip feels weird" was told: read as said of the lip."""
    place = _CALLED.get(facts.spoken or (facts.areas or ("",))[0])
    if (
        place is None
        or not (asked == "symptom" or not facts.symptoms)
        or reading.areas
        or reading.about == "other"
        or len(reading.text.split()) > _LONGEST
        or _ASKS.match(reading.text)
        or {"question", "fiction", "not_yet_treated"} & reading.flags
        or "supposing" in reading.flags
        and asked != "symptom"
    ):
        return reading
    if any(s.status != "hypothetical" for s in reading.symptoms) and asked != "symptom":
        return reading
    said, count = _IT.subn(lambda m: _put(m.group(), place), reading.text, count=1)
    if not count:
        said = f"my {place} {reading.text}"
    known = {m.name for m in reading.symptoms}
    more = tuple(
        SymptomMention(m.name, "present", 0, len(reading.text), m.signs)
        for m in find_symptoms(tokenize(said))[0]
        if m.status == "present" and m.name not in known
    )
    return reading.with_symptoms(*more) if more else reading


def _put(word: str, place: str) -> str:
    return f"my {place} is" if word.lower().endswith(("'s", "ts", "'re", "re")) else f"my {place}"


def _renamed(facts: CaseFacts, reading: Reading) -> Reading:
    """ "Dropping was the wrong word, it hops": what was called by that word is denied."""
    if not any(s.status == "present" for s in reading.symptoms):
        return reading
    words = {m[1].lower() for pattern in _WRONG_WORD for m in pattern.finditer(reading.text)}
    reading = _unsaid(reading, words)
    told = {s.name for s in reading.symptoms}
    wrong = [
        name
        for name in facts.symptoms
        if name not in told and any(_names(word, name, facts) for word in words)
    ]
    return reading.with_symptoms(
        *(SymptomMention(name, "denied", 0, len(reading.text)) for name in wrong)
    )


def _unsaid(reading: Reading, words: set[str]) -> Reading:
    """`reading` without the mentions that are no more than a word it takes back, if it reports another."""
    taken = {s for s in reading.symptoms if reading.text[s.start : s.end].lower() in words}
    if not any(s.status == "present" and s not in taken for s in reading.symptoms):
        return reading
    return replace(
        reading,
        symptoms=tuple(
            replace(s, status="denied") if s in taken and s.status == "present" else s
            for s in reading.symptoms
        ),
    )


def _names(word: str, symptom: str, facts: CaseFacts) -> bool:
    """Whether `word` is what the patient may have called `symptom` by."""
    places = {_CALLED[a] for a in (*facts.areas, facts.spoken) if a in _CALLED} | {"head"}
    phrases = [
        word,
        *(f"my {place} {verb}{word}" for place in sorted(places) for verb in ("", "is ")),
    ]
    return any(m.name == symptom for phrase in phrases for m in find_symptoms(tokenize(phrase))[0])
