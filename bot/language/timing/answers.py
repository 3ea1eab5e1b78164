"""Bare answers to "When was your treatment?": "3 days ago", "tuesday", "2", "since monday"."""

from __future__ import annotations

import re

from bot.language.timing import cues
from bot.language.timing.corrections import CUE
from bot.language.timing.expression import Expression
from bot.language.timing.line import Line

_BARE_NUMBER = re.compile(
    r"^ (?:(?:about|around|approximately|like|maybe|roughly|its|it was|been|its been|only|just|probably|prob|probs"
    r"|ok|oh|um|erm|hmm|hi|sorry|dunno|dont know|no idea|idk|not sure|cant remember|i think|think|i guess|guess"
    r"|i reckon|reckon|say|id say|i would say|must be|must be about|might be|could be|it must be|im on|on|day|now|well"
    r"|so|coming up|nearly|almost|over|approx|let me think|,|\.|~|-|!|\?) )*"
    r"(?P<n>\d{1,3}|couple|few|a couple|a few)(?: (?:(?:-|or|to|/|\?|,|maybe) )+(?P<n2>\d{1,3}))?(?P<ish> ish| - ish| or so)?"
    r"(?: (?:now|i think|maybe|ish|today|i guess|i reckon|reckon|or so|ago|probably|lol|haha|sorry|at a guess|roughly"
    r"|not sure|think|x|something like that|or thereabouts|thereabouts|cant remember|[.,!?)]))* $"
)
_NUMBER_OF_MONTH = re.compile(r"^ (?:(?:on|it was|was|the) )*(?P<n>\d{1,2})(?:st|nd|rd|th) $")
_SHORT = 9
_VAGUE = {"couple": (2, 3), "a couple": (2, 3), "few": (3, 5), "a few": (3, 5)}


def bare_number(line: Line) -> list[Expression]:
    """A message that is hardly more than a number, as that many days ago."""
    match = _BARE_NUMBER.match(line.line)
    if match is None:
        return []
    low, high = _VAGUE[match["n"]] if match["n"] in _VAGUE else (int(match["n"]), int(match["n"]))
    high = max(high, int(match["n2"] or 0))
    if match["ish"] or re.search(
        r" (?:about|around|approximately|roughly|~) ", line.line[: match.start("n")]
    ):
        low, high = max(low - 1, 0), high + 1
    if high > 366:
        return []
    return [
        Expression(
            match.start("n"),
            match.end("n2") if match["n2"] else match.end("n"),
            (low, high),
            "length",
        )
    ]


_CORRECTED = re.compile(
    rf" (?:{CUE}|i said|i put|i wrote|i typed|when i say|say|brain|fingers?|not \d+) | \d+ not \d+ "
)
_OTHER_NUMBER = re.compile(
    r" (?:not|said|say|says|of|instead|than|put|wrote|typed|til|till|until|at|by) $"
)
_NUMBER = re.compile(
    r"(?<= )(?P<n>\d{1,3})(?= (?:[.,!?;):-]|$|not |instead |sorry |lol |haha |x |ago |now |i |my |actually |really |tho |though |then |mate ))"
)
_LONGEST_CORRECTION = 16


def corrected_number(line: Line) -> list[Expression]:
    """ "My bad, I meant 19", "13 not 3", "*6": a number alone that corrects one of an earlier message."""
    starred = line.text.strip().startswith("*") or line.text.strip().endswith("*")
    if len(line.items) > _LONGEST_CORRECTION or not (starred or _CORRECTED.search(line.line)):
        return []
    words = [item.word for item in line.items if item.word not in {"hang", "keeps"}]
    if any(cues.role(word) in {"S", "A", "B"} for word in words):
        return []
    found = [
        match
        for match in _NUMBER.finditer(line.line)
        if not _OTHER_NUMBER.search(line.line[: match.start()])
    ]
    if len(found) != 1:
        return []
    first, last = line.characters(found[0].start(), found[0].end())
    if line.text[first:last].lower() == "one":
        return []
    number = int(found[0]["n"])
    return [Expression(found[0].start(), found[0].end(), (number, number), "length")]


_CORRECTING = frozenset(
    """
    no nope nah not wait sorry soz actually mean meant make scratch correction rather typo oops whoops wrong
    bad lie apologies pardon hang hold thumbs thumb fingers finger autocorrect autocorrected predictive
    misread mistake silly duh doh should
    """.split()
)
_BESIDE = frozenset(
    """
    i it its it's is was on the a that that's thats this my me be been say said read to of one day date
    have had at um er erm oh ah lol haha x hmm well so just only fat big clumsy blame phone text brain in
    fact second minute think definitely yes course tell did they you done and but
    """.split()
)


def corrects_alone(expressions: list[Expression], line: Line) -> bool:
    """Whether a message is a correction and no more: "wait no thursday", "13th. fat thumbs"."""
    if len([e for e in expressions if e.form not in {"clock", "future"}]) != 1:
        return False
    rest = {
        item.word
        for item, place in zip(line.items, line.places, strict=False)
        if item.word.isalnum() and not any(e.start <= place < e.end for e in expressions)
    }
    return bool(rest & _CORRECTING) and rest <= _CORRECTING | _BESIDE


def is_bare(expressions: list[Expression], line: Line) -> bool:
    """Whether the message is an answer in a few words that speaks of no symptom."""
    covered = [(e.start, e.end) for e in expressions]
    rest = [
        item.word
        for item, place in zip(line.items, line.places, strict=False)
        if item.word.isalnum() and not any(start <= place < end for start, end in covered)
    ]
    return len(rest) <= _SHORT and not any(cues.role(word) in {"S", "B"} for word in rest)
