"""Whether a message says that what was felt is over: "slept, and it's gone completely"."""

from __future__ import annotations

import re

from bot.case.facts import CaseFacts
from bot.language.concepts import RED_LABELS
from bot.language.reading import Reading

_NAMED = (
    r"twitch\w*|flicker\w*|flutter\w*|tics?|tick\w*|wobbl\w*|quiver\w*|trembl\w*|spasms?|head ?aches?|aches?|bruis\w*|bumps?|lumps?|blebs?"
    r"|swelling|puffiness|heav\w*|pain|itch\w*|sore\w*|tightness|pressure|chewing|bite"
)
_PLACES = r"(?:eye)?lids?|lips?|chin|brows?|eyebrows?|forehead|jaw|neck|face|cheek|eye"
_FILLED = r"(?: (?:is|are|has|have|had|just|now|all|totally|completely|finally|already|since|thankfully|actually|suddenly|luckily|pretty much|both))*"
_ENDED = (
    r"(?:gone(?: (?:down|away|off|flat))?|vanished|disappeared|cleared(?: up)?|stopped(?: \w+ing)?|went(?: (?:down|away|off|flat))?|resolved|over(?: with)?"
    r"|lifted|healed|worn off|flat|flattened(?: out)?|passed|faded (?:completely|away|out)|done with|sorted itself(?: out)?)"
)
_THEN = (
    r"(?= (?:completely|totally|altogether|entirely|now|already|today|yesterday|by itself|by themselves|on its own|overnight|thank|thanks|for good|this|last"
    r"|since|phew|yay|lol|haha|x+|as|after|so|but|and)\b|\W*$|\s*[.,!?;:)(\U0001F300-\U0001FAFF-])"
)
_GONE = re.compile(
    rf"(?i)(?:\b(?:it|that|this|they|everything|all|mine|there|thing|both|{_NAMED}|{_PLACES})(?: of (?:it|them))?(?:'?s|'?ve)?"
    rf"|^\W*(?:update|ok|okay|so|well|good news|and|now|all|thankfully)?\W*){_FILLED} ?\b{_ENDED}\b{_THEN}"
)
_NOT_OVER = re.compile(
    r"(?i)\b(?:not|never|isn'?t|hasn'?t|haven'?t|won'?t|don'?t|doesn'?t|almost|nearly|mostly|partly|half|bit|until|till|til|once|when|if|will"
    r"|would|should|could|hope\w*|wish\w*|want|waiting|back|again|returned|comes and goes|came|but|still|worse|other|another|everywhere|numb|slightly|little"
    r"|what|how|working|moving|botox|effect|wearing)\b|\?"
)
_BACK = re.compile(r"(?i)\b(?:back|again|returned|came|started|restarted)\b")
_EVERYTHING = re.compile(r"(?i)\b(?:everything|all|both|they|them)\b")


def gone(facts: CaseFacts, reading: Reading) -> frozenset[str]:
    """The case's after-effects that the message says are gone. A red flag is never gone by this: chest
    pain that has passed wants a person as much as before."""
    if not facts.symptoms or reading.about == "other" or facts.labels() & RED_LABELS:
        return frozenset()
    if facts.trend == "spreading" or "twitching:spreading" in facts.signs:
        return frozenset()
    said = _GONE.search(reading.text)
    if said is None or {"supposing", "not_yet_treated"} & reading.flags:
        return frozenset()
    by_name = {
        m.name
        for m in reading.symptoms
        if m.status != "denied" and m.start < said.end() and said.start() <= m.end + 1
    }
    doubtful = _NOT_OVER.search(reading.text[: said.end()] if by_name else reading.text)
    if doubtful or _BACK.search(reading.text, said.end()):
        return frozenset()
    if by_name:
        return frozenset(by_name & set(facts.symptoms))
    if any(m.status in {"present", "hypothetical"} for m in reading.symptoms):
        return frozenset()
    one = len(facts.symptoms) == 1
    return frozenset(facts.symptoms if one or _EVERYTHING.search(reading.text) else ())
