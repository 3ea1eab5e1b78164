"""What a message takes up from before without naming it: "mine is on day 15", "yeah I've got one now"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.case import CaseFacts
from bot.language.reading import Reading, SymptomMention
from bot.language.tokens import tokenize

_OWN = frozenset("mine mines".split())
_WELL = frozenset("fine ok okay good great grand perfect gone not no never".split())
_HAVE_IT = re.compile(
    r"(?i)\b(?:i'?ve|i have|i'?m|i am|ive)(?: just| only| also| actually| now| defo| definitely| totally)* ?(?:got|getting|having|had|noticed|seeing)?"
    r" (?:one|it|that|this|those|them|some)(?: too| as well)?(?=\W*$| (?:now|rn|atm|right|at|in|on|above|below|by|near|under|over|here|since|today|tonight|all|every|going|already|and)\b|\s*[,.!;:])"
    r"|\bi (?:just )?(?:got|get) (?:one|it|that|those|them)(?: too| as well)?(?=\W*$| (?:now|rn|atm|right|at|in|on|above|below|by|near|under|over|here|since|today|tonight|all)\b|\s*[,.!;:])"
    r"|^\W*(?:yes|yeah|yep|yh|yup|yea|aye|actually|well|and|ok|cos|coz)?\W*(?:just |now )?got (?:one|it|that|some)\b"
    r"|\b(?:cos|coz|cause|because|as|since|and|but|well|yes|yeah|yep|yh) (?:mine|my (?:left |right )?\w+) (?:does|do|has|is doing|did|just did)\b"
    r"|\b(?:that'?s|thats|this is) (?:exactly |just |literally )?(?:what|how) (?:i'?ve got|ive got|i have|i feel|mine (?:does|is|feels)|it feels)"
    r"|\bi do(?: now| actually| really| think i)? (?:have|get|feel|see|got) (?:it|that|this|one|them|those)(?=\W*$| (?:now|rn|atm|right|at|in|on|since|today|tonight|all|too|after|from)\b|\s*[,.!;:])"
    r"|^\W*(?:(?:yes|yeah|yep|yh|well|right|ok|so|ah|oh|and|turns out|guess what)\W+)*i (?:do|have) (?:now|actually|today|rn|tonight)\b"
    r"|\bnow i (?:do|have)(?=\W*$|\s*[,.!;])"
    r"|\b(?:it|this|that)(?:'?s| is| has)?(?: (?:just|now|actually|already|really|defo|definitely))* (?:happening|happened|started|starting|begun|kicked off|come on|coming on|here|there)(?=\W*$| (?:now|rn|atm|right now|today|tonight|this|since|just|about|on|at)\b|\s*[,.!;:])"
    r"|\b(?:that'?s|thats|that is|this is) me(?=\W*$| (?:now|rn|atm|today|tonight|right|this|since|all)\b|\s*[,.!;:])"
    r"|\bmine(?:'?s| is| has)?(?: (?:now|just|actually|already|too|also))* (?:doing (?:it|that|this|the same)|does (?:it|that|this|too)|did it|started|gone (?:like that|that way))\b"
    r"|\b(?:woke(?: up)?|waking up|woken(?: up)?|ended up|sat here|sitting here|came home|left) with (?:exactly |just )?(?:it|that|this|one)\b"
    r"|\b(?:happening|happened) to me\b|\b(?:asking|ask) (?:cos|coz|because|as|since) (?:i do|i have|mine)\b"
)
"""That one has what was only asked about."""
_UNDERSTOOD = re.compile(
    r"(?i)^\W*(?:(?:ok|okay|k|right|ah|oh|great|grand|perfect|fine|lovely|cool)\W+)*(?:i'?ve |i )?got (?:it|that)(?=\W*$|\W+(?:thanks?|thank you|cheers|ta|ok|okay|so|will|i'?ll|makes)\b)"
)
"""That the answer was understood."""
_NOT_IT = re.compile(
    r"(?i)\b(?:not|\w+n'?t|never|if|when|might|used to|wondering|says?|said)(?: \w+){0,2} ?$"
    r"|^.*\b(?:last (?:time|year)|years ago|used to)\b"
)
"""Before such words: that one has it not, or not now."""
_HAVE_IT_NOT = re.compile(
    r"(?i)\b(?:mine (?:does|do|is|has|did)(?:n'?t| not)|i (?:do|have|did)(?:n'?t| not)(?: (?:have|got|get|had))?(?: (?:it|that|one|any|them|those))?(?=\W*$|\s*[,.!;])"
    r"|(?:not|none of (?:it|that) (?:for|with)) me\b|mine(?:'?s| is) (?:fine|ok|okay|grand|lovely|good|still|steady|quiet|perfect|all right|alright))"
)
"""That one has not what was only asked about."""


def wondered(reading: Reading, dialogue: Mapping[str, Any]) -> list[str]:
    """Symptoms that this message, or else the one before it, only asked about."""
    supposed = [s for s in reading.symptoms if s.status == "hypothetical"]
    named = [s for s in supposed if s.source == "rules"]
    asked = [
        s.name
        for s in supposed
        if s in named or not any(s.start < n.end and n.start < s.end for n in named)
    ]
    if any(s.status in {"present", "denied"} for s in reading.symptoms):
        return []
    return list(dict.fromkeys(asked)) or list(dialogue.get("wondered", []))


def taken_up(
    facts: CaseFacts, reading: Reading, dialogue: Mapping[str, Any]
) -> tuple[CaseFacts, Reading]:
    """`facts` and `reading` with the symptom that was asked about, where this message tells of the
    writer's own.

    "How many days can a twitch last?", and then "mine is on day 15, chin". Doubt raises: a red flag
    that was asked about is taken up like any other. What the writer says not to have is denied.
    """
    names = tuple(dialogue.get("wondered", ()))
    if (
        not names
        or (facts.symptoms and not dialogue.get("just_wondered"))
        or reading.symptoms
        or {"supposing", "not_yet_treated", "fiction"} & reading.flags
    ):
        return facts, reading
    if "question" not in reading.flags and _HAVE_IT_NOT.search(reading.text):
        return _taken_as_denied(facts, reading, names)
    if not (_has_it(reading) or (not facts.symptoms and _tells_of_mine(reading))):
        return facts, reading
    mentions = (SymptomMention(name, "present", 0, len(reading.text)) for name in names)
    symptoms = tuple(dict.fromkeys([*facts.symptoms, *names]))
    return replace(facts, symptoms=symptoms), reading.with_symptoms(*mentions)


def _taken_as_denied(
    facts: CaseFacts, reading: Reading, names: tuple[str, ...]
) -> tuple[CaseFacts, Reading]:
    """ "Hers flickers, is that ok?", and then "mine doesn't"."""
    mentions = (SymptomMention(name, "denied", 0, len(reading.text)) for name in names)
    denied = tuple(dict.fromkeys([*facts.denied, *names]))
    return replace(facts, denied=denied), reading.with_symptoms(*mentions)


def _tells_of_mine(reading: Reading) -> bool:
    words = {item.norm for item in tokenize(reading.text).items}
    told = bool(reading.timings or reading.areas or reading.trend)
    return told and bool(words & _OWN) and not words & _WELL


def _has_it(reading: Reading) -> bool:
    if "question" in reading.flags:
        return False
    if _UNDERSTOOD.match(reading.text):
        return False
    told = _HAVE_IT.search(reading.text)
    return told is not None and not _NOT_IT.search(reading.text[: told.start()])
