"""Words by which a patient says that a symptom was never there: misheard dictation, a test, a joke.

This is more than a denial ("it's fine now") and much more than playing it down ("probably wind"):
it says that the earlier message did not mean what it said. Only with such words does a red flag go
that nothing else talks away, and only if the message also says that the thing itself is well: as a
denial of it, or, beside words that leave no other sense, by saying that all is well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.language.reading import Reading

NEVER = frozenset({"suicidal_thoughts"})
"""Whoever has said this is asked after, whatever they say next."""
_A_SLIP = re.compile(
    r"(?i)\bdictat\w+|\bvoice ?(?:typing|to text|notes?|text)|\bspeech to text|\b(?:siri|alexa|talk ?to ?text)\b"
    r"|\bauto ?-?(?:correct\w*|fill\w*|complete\w*|text)|\bpredictive\b|\bmis-?(?:heard|typed|type|spelt|spelled)\b"
    r"|\bheard (?:me|it|that) wrong|\btypo\b|\b(?:fat|clumsy) (?:thumbs?|fingers?)"
    r"|\bwrong (?:chat|person|window|number|thread|app)\b|\bnot meant for\b"
    r"|\bmy (?:kid|son|daughter|toddler|flatmate|mate|friend|brother|sister) (?:typed|wrote|sent|put|got hold|had)"
    r"|\bjok(?:e|es|ed|ing)\b|\bjk\b|\bkidding\b|\bpulling your leg|\bhaving (?:you|u) on\b|\bmessing (?:about|around|with)|\bprank"
    r"|\bwind(?:ing)? (?:you|u) up|\btest(?:ing|ed)?\b|\bcheck(?:ing|ed)? (?:if|whether|that|you|the bot|this)"
    r"|\bsee(?:ing)? (?:if|whether|what) (?:you|u|this|the|it|that)\b"
    r"|\bfilter\b|\bsnap ?chat|\bselfie|\bphoto|\bapp\b|\bgame\b|\bfilm\b|\bmovie\b|\bsong\b|\blyrics?\b"
    r"|\b(?:a|the|his|her|my) (?:book|play|script|costume)\b"
)
"""The message was none, or meant for somebody else."""
_MEANT_OTHERWISE = re.compile(
    r"(?i)\bwrong (?:word|message)\b|\bmis-?(?:read|understood)\b|\bmisunderst\w+"
    r"|\bfigure of speech|\bfiguratively|\bmetaphor|\bnot literally|\b(?:manner|way) of speaking|\bas an expression|\bjust an expression"
    r"|\b(?:i|what i|that) (?:said|meant|mean|typed|wrote)\b|\bmeant (?:to|it|that|as|my|the|in)\b"
    r"|\b(?:on ?to|in ?to|on|in) (?:the |my |our )?(?:sofa|settee|couch|bed|chair|armchair|hammock|beanbag)\b"
    r"|\bnever (?:had|happened|was|were)\b|\bwasn'?t (?:real|serious|true)\b"
)
"""Another sense was meant. By itself this takes back only what the message denies by name."""
_WELL = re.compile(
    r"(?i)\b(?:i'?m|im|i am|am|face|it|it'?s|its|throat|everything|all|voice|speech|vision|eyes?|they|she|that'?s|nothing|breathing|tongue|lips?|chest|legs?|arms?)"
    r"(?: (?:is|are|was|were|'s|totally|completely|actually|absolutely|perfectly|really|just|all|quite|real|own|both))* "
    r"(?:fine|normal|straight|well|good|ok|okay|alright|perfect|grand|great|healthy|wrong|happened|happening|as it should|where it should)\b"
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
    return (
        _A_SLIP.search(reading.text) is not None
        or _MEANT_OTHERWISE.search(reading.text) is not None
    ) and _is_whole(reading)


def takes_all_back(reading: Reading) -> bool:
    """Whether it leaves nothing of it: a slip or no message at all, all is well, nothing is felt."""
    return (
        _A_SLIP.search(reading.text) is not None
        and _WELL.search(reading.text) is not None
        and _is_whole(reading)
        and not any(s.status in {"present", "other"} for s in reading.symptoms)
    )


def _is_whole(reading: Reading) -> bool:
    return (
        _HAS_PASSED.search(reading.text) is None
        and reading.about == "self"
        and "?" not in reading.text
    )


def kin(names: Iterable[str]) -> set[str]:
    """All names of what was called by one of `names`."""
    given = set(names)
    return {name for family in _KIN if family & given for name in family} - NEVER
