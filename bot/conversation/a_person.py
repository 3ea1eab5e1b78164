"""Whether a message asks for a person, also by name and also without a word of asking.

The intents know "can I talk to somebody". What they can't know is who "Siobhan" is, or that "not you"
turns the bot away.
"""

from __future__ import annotations

import re

from bot.conversation.turn import Turn

_WISH_FROM = 0.4
"""Confidence from which an intent is taken for a wish."""
_SHORT = 12
_SOMEBODY = (
    r"(?:a |an |some |the |any |your |my )?(?:real |actual |live |proper |human |other )*"
    r"(?:person|human(?: being)?|somebody|someone|nurse|doctor|doc|injector|practitioner|clinician|receptionist|manager|member of staff|staff|team)"
)
_WANTED = re.compile(
    rf"(?i)\bnot (?:you|u|a (?:ro)?bot|a machine|a computer|a program|an? ai)\b.*\b{_SOMEBODY}\b"
    r"|\b(?:person|human(?: being)?) (?:please|pls|plz|now|instead)\b"
    rf"|^\W*(?:a |an )?(?:real |actual |live |proper )*(?:person|human(?: being)?)\W*$"
    rf"|\b(?:get|fetch|put|give|find|pass|send|connect|transfer) (?:me )?(?:on |through |over )?(?:to )?{_SOMEBODY}(?: on| through| to (?:me|the phone))?\b"
    r"|\b(?:get|fetch|grab|find|send) \w+ (?:for me|on the phone|to (?:call|ring|phone|text|message|answer) me|here|over)\b"
    r"|\bput \w+ (?:through|on (?:the (?:phone|line)|please|pls|for me|instead))\b"
    r"|\b(?:speak|talk|chat) (?:to|with) (?:her|him|them)(?: please| pls| instead| not\b|\W*$)"
    r"|\bnot (?:to |with )?(?:you|u|a (?:ro)?bot|a machine|a computer|a program|an? ai)\W*$"
    r"|\b(?:rather|prefer(?: to)?|want to|wanna|need to|like to|can i|could i|may i|let me) (?:speak|talk|chat|deal)(?: to| with)? (?:dr\.?|doctor|nurse|miss|mrs|mr|ms) \w+"
)
_BY_NAME = re.compile(
    r"\b(?i:(?:speak|talk|chat) (?:to|with)|get|fetch|grab|find|is|ask for|looking for|put|text|tell) (?:(?i:dr\.?|doctor|nurse|sister|miss|mrs|mr|ms) )?[A-Z][a-z]{2,}\b"
    r"(?i:(?= (?:for me|please|pls|there|in|about|around|free|available|back|on|today|instead|to)\b|\W*$))"
)
"""A name is known by its capital alone, so it must stand where a person would."""
_NO_PERSON = re.compile(
    r"\b(?:Botox|Dysport|Xeomin|Bocouture|Azzalure|Jeuveau|Letybo|Nuceiva|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter)\b"
)


def wants_a_person(turn: Turn) -> bool:
    """Whether the message asks for a person and reports nothing that could be answered at once."""
    if turn.reported or "fiction" in turn.reading.flags:
        return False
    if "asks_for_person" in turn.reading.flags:
        return True  # bot/language/vocabulary/asks_for_a_person.yml
    if turn.intent == "request_human" and turn.confident(_WISH_FROM):
        return True
    text = turn.question.text
    if len(text.split()) > _SHORT or turn.others:
        return False
    named = _BY_NAME.search(text)
    return _WANTED.search(text) is not None or (
        named is not None and not _NO_PERSON.search(named.group())
    )
