"""Words by which a patient says that a symptom was never there: misheard dictation, a test, a joke.

This is more than a denial ("it's fine now") and much more than playing it down ("probably wind"):
it says that the earlier message did not mean what it said. Only with such words does a red flag go
that nothing else talks away, and only if the message also says that the thing itself is well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.language.reading import Reading

NEVER = frozenset({"suicidal_thoughts"})
"""Whoever has said this is asked after, whatever they say next."""
_MEANT_OTHERWISE = re.compile(
    r"(?i)\bdictat\w+|\bvoice ?(?:typing|to text|notes?|text)|\bspeech to text|\b(?:siri|alexa|talk ?to ?text)\b"
    r"|\bauto ?-?(?:correct\w*|fill\w*|complete\w*|text)|\bpredictive\b|\bmis-?(?:heard|typed|type|spelt|spelled|read|understood)\b"
    r"|\bheard (?:me|it|that) wrong|\btypo\b|\b(?:fat|clumsy) (?:thumbs?|fingers?)"
    r"|\bwrong (?:chat|person|window|number|thread|word|message|app)\b|\bnot meant for\b|\bmy (?:kid|son|daughter|toddler|flatmate) (?:typed|wrote|sent|got|had)"
    r"|\bjok(?:e|es|ed|ing)\b|\bjk\b|\bkidding\b|\bpulling your leg|\bhaving (?:you|u) on\b|\bmessing (?:about|around|with)|\bprank|\bwind(?:ing)? (?:you|u) up"
    r"|\btest(?:ing|ed)?\b|\bcheck(?:ing|ed)? (?:if|whether|that|you|the bot|this)|\bsee(?:ing)? (?:if|whether|what) (?:you|u|this|the|it|that)\b"
    r"|\bfilter\b|\bsnap ?chat|\bselfie|\bphoto|\bapp\b|\bgame\b|\bfilm\b|\bmovie\b|\bsong\b|\blyrics?\b|\b(?:a|the|his|her|my) (?:book|play|script|costume)\b"
    r"|\bfigure of speech|\bfiguratively|\bmetaphor|\bnot literally|\b(?:manner|way) of speaking|\bas an expression|\bjust an expression"
    r"|\b(?:i|what i|that) (?:said|meant|mean|typed|wrote)\b|\bmeant (?:to|it|that|as|my|the|in)\b|\bi mean\b"
    r"|\b(?:on ?to|in ?to|on|in) (?:the |my |our )?(?:sofa|settee|couch|bed|chair|armchair|hammock|beanbag)\b"
    r"|\bnever (?:had|happened|was|were)\b|\bwasn'?t (?:real|serious|true)\b|\bmisunderst\w+"
)
_HAS_PASSED = re.compile(
    r"(?i)\b(?:now|better|again|any ?more|settled|settling|eased|easing|passed|gone|stopped|went away|wore off|earlier|for a (?:bit|while|minute|second)"
    r"|almost|mostly|nearly|a bit|a little|slightly|kind of|sort of|still|except|probably|prob|maybe|i think|i guess|hopefully|suppose"
    r"|exaggerat\w*|dramatic|overreact\w*|fuss\w*)\b"
)
"""What has passed or is played down was there."""
_KIN = (
    frozenset({"breathing_difficulty", "swelling", "swallowing_difficulty"}),
    frozenset({"weakness", "facial_numbness", "smile_asymmetry", "eyelid_droop", "brow_droop"}),
)
"""Names that one and the same phrase is given: a closing throat, half a face that drops."""


def takes_back(reading: Reading) -> bool:
    """Whether the message says that an earlier one did not mean what it said."""
    text = reading.text
    return (
        _MEANT_OTHERWISE.search(text) is not None
        and _HAS_PASSED.search(text) is None
        and reading.about == "self"
        and "supposing" not in reading.flags
    )


def kin(names: Iterable[str]) -> set[str]:
    """All names of what was called by one of `names`."""
    given = set(names)
    return {name for family in _KIN if family & given for name in family} - NEVER
