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
_NO_MESSAGE = re.compile(
    r"(?i)\b(?:just|only|was|were|a|as a|all a|my|stupid|silly|bad) (?:quick |little |wee )?(?:test(?:ing|ed)?|jok(?:e|es|ing)|kidding|prank\w*|messing(?: about| around)?|wind-?up)\b"
    r"|(?:^|[.!,;]\s*)(?:jok(?:e|es|ing)|kidding|jk)\b(?! aside)|\bjk\b|\bpulling your leg|\bhaving (?:you|u) on\b|\bwinding (?:you|u) up"
    r"|\btest(?:ing|ed)? (?:you|u|the|this|your|if|whether|to see)\b|\bcheck(?:ing|ed)? (?:if|whether) (?:you|u|the bot|this|it|anyone)"
    r"|\bsee(?:ing)? (?:if|whether|what) (?:you|u|this|the bot|the chat|it) (?:works?|worked|answers?|answered|does|do|say|says|would|is|are|was|were|wake|awake)"
    r"|\b(?:a|the|this|that|my|selfie|snap\w*|insta\w*|tik ?tok|face|camera|phone|silly|stupid) filter\b(?! coffee)|\bwrong (?:chat|person|window|number|thread)\b|\bnot meant for (?:you|u|this)\b"
    r"|\bmy (?:kid|son|daughter|toddler|flatmate|mate|friend|brother|sister) (?:typed|wrote|sent|put that|got hold|grabbed|had my phone|took my phone)"
)
"""The message was none: a test, a joke, a picture, somebody else's hand."""
_A_SLIP = re.compile(
    r"(?i)\bdictat\w+|\bvoice ?(?:typing|to text|notes?|text)|\bspeech to text|\b(?:siri|alexa|talk ?to ?text)\b"
    r"|\bauto ?-?(?:correct\w*|fill\w*|complete\w*|text)|\bpredictive\b|\bmis-?(?:heard|typed|type|spelt|spelled|read|understood)\b|\bmisunderst\w+"
    r"|\bheard (?:me|it|that) wrong|\btypo\b|\b(?:fat|clumsy) (?:thumbs?|fingers?)|\bwrong (?:word|message)\b"
    r"|\bfigure of speech|\bfiguratively|\bmetaphor|\bnot literally|\b(?:manner|way) of speaking|\bas an expression|\bjust an expression"
    r"|\b(?:i|what i) (?:said|meant|mean|typed|wrote)\b|\bmeant (?:to|it|that|as|my|the|in)\b|\bnever happened\b|\bwasn'?t (?:real|serious|true)\b"
    r"|\b(?:on|in) ?to (?:the |my |our )?(?:sofa|settee|couch|bed|chair|armchair|hammock|beanbag)\b"
)
"""Another word or another sense was meant: this takes back only what the message denies by name."""
_WELL = re.compile(
    r"(?i)\b(?:i'?m|im|i am|am|face|it|it'?s|its|throat|everything|all|voice|speech|vision|eyes?|they|she|that'?s|nothing|breathing|tongue|lips?|chest|legs?|arms?)"
    r"(?: (?:is|are|was|were|'s|totally|completely|actually|absolutely|perfectly|really|just|all|quite|real|own|both))* "
    r"(?:fine|normal|straight|well|good|ok|okay|alright|perfect|grand|great|healthy|wrong|happened|happening|as it should|where it should)\b"
)
_HAS_PASSED = re.compile(
    r"(?i)\b(?:now|better|worse|again|any ?more|settled|settling|eased|easing|passed|gone|stopped|went away|wore off|earlier|for a (?:bit|while|minute|second)"
    r"|almost|mostly|nearly|a bit|a little|slightly|kind of|sort of|still|except|probably|prob|maybe|i think|i guess|hopefully|suppose|if i|when i|aside"
    r"|exaggerat\w*|dramatic|overreact\w*|fuss\w*|worry|wait|manage\w*|cope|coping)\b"
)
"""What has passed or is played down was there."""
_TOLD = re.compile(
    r"(?i)\b(?:she|he|they|husband|wife|mum|mom|friend|doctor|nurse|gp|app|google|injector|clinic|pharmacist|partner) (?:just |also |has |have )?"
    r"(?:says?|said|reckons?|thinks?|told|tells|insists?|swears?|checked)\b"
)
"""What others say of it takes nothing back."""
_NOT_SO = re.compile(
    r"(?i)\b(?:not|no|isn'?t|wasn'?t|ain'?t|never)(?: \w+)? (?:jok\w+|kidding|testing|a test|a prank|a filter|messing)"
)
_KIN = (
    frozenset({"breathing_difficulty", "swelling", "swallowing_difficulty"}),
    frozenset({"weakness", "facial_numbness", "smile_asymmetry", "eyelid_droop", "brow_droop"}),
)
"""Names that one and the same phrase is given: a closing throat, half a face that drops."""


def takes_back(reading: Reading) -> bool:
    """Whether the message says that an earlier one did not mean what it said."""
    said = "takes_back" in reading.flags or _A_SLIP.search(reading.text) is not None
    return (said or _NO_MESSAGE.search(reading.text) is not None) and _is_whole(reading)


def takes_all_back(reading: Reading) -> bool:
    """Whether it leaves nothing of it: the message was none, all is well, nothing is felt."""
    return (
        _NO_MESSAGE.search(reading.text) is not None
        and _WELL.search(reading.text) is not None
        and _is_whole(reading)
        and not re.search(r"(?i)\bbut\b", reading.text)
        and not any(s.status in {"present", "other"} for s in reading.symptoms)
    )


def _is_whole(reading: Reading) -> bool:
    return (
        not any(p.search(reading.text) for p in (_HAS_PASSED, _TOLD, _NOT_SO))
        and reading.about == "self"
        and "?" not in reading.text
    )


def kin(names: Iterable[str]) -> set[str]:
    """All names of what was called by one of `names`."""
    given = set(names)
    return {name for family in _KIN if family & given for name in family} - NEVER
