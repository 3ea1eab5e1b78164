"""Whether a message says that what was felt is over: "slept, and it's gone completely"."""

from __future__ import annotations

import re

from bot.case.facts import CaseFacts
from bot.language.concepts import RED_LABELS
from bot.language.reading import Reading

_GONE = re.compile(
    r"(?i)(?:\b(?:it|that|this|they|everything|all|mine|there|thing|both|twitch\w*|ache|headache|bruis\w*|bumps?|lumps?)(?: of (?:it|them))?(?:'?s|'?ve)?"
    r"|^\W*(?:update|ok|okay|so|well|good news|and|now|all|thankfully)?\W*)"
    r"(?: (?:is|are|has|have|had|just|now|all|totally|completely|finally|already|since|thankfully|actually|suddenly|luckily|pretty much))*"
    r" ?\b(?:gone|vanished|disappeared|cleared(?: up)?|stopped|went(?: away)?|resolved|over(?: with)?|faded (?:completely|away|out)|done with|sorted itself(?: out)?)\b"
    r"(?= (?:completely|totally|altogether|entirely|away|now|already|today|by itself|on its own|overnight|thank|thanks|for good|this|last|since|phew|yay|lol|haha|x+|as|after|so|and (?:i|my))\b|\W*$|\s*[.,!?;:)(\U0001F300-\U0001FAFF-])"
)
_NOT_OVER = re.compile(
    r"(?i)\b(?:not|never|isn'?t|hasn'?t|haven'?t|hasnt|havent|isnt|won'?t|wont|don'?t|doesn'?t|almost|nearly|mostly|partly|half|bit|until|till|til|once|when|if|will"
    r"|would|should|could|hope\w*|wish\w*|want|waiting|back|again|returned|comes and goes|came|but|still|worse|other|another|everywhere)\b|\?"
)
_EVERYTHING = re.compile(r"(?i)\b(?:everything|all|both|they|them)\b")


def is_over(facts: CaseFacts, reading: Reading) -> bool:
    """Whether all that is known of the case's after-effects is gone. A red flag is never gone by this:
    chest pain that has passed wants a person as much as before."""
    known = facts.symptoms
    if not known or reading.about == "other" or facts.labels() & RED_LABELS:
        return False
    if facts.trend == "spreading" or "twitching:spreading" in facts.signs:
        return False
    if any(m.status != "denied" for m in reading.symptoms if m.name not in known):
        return False
    if any(m.status in {"present", "hypothetical"} for m in reading.symptoms):
        return False
    named = {m.name for m in reading.symptoms}
    if len(known) > 1 and not set(known) <= named and not _EVERYTHING.search(reading.text):
        return False
    if {"supposing", "not_yet_treated"} & reading.flags:
        return False
    return _GONE.search(reading.text) is not None and _NOT_OVER.search(reading.text) is None
