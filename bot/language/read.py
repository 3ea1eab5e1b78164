"""Read one message: tokens, symptoms with their scope, timings, areas, trend."""

from __future__ import annotations

import re
from datetime import date

from bot.language.areas import find_areas
from bot.language.reading import Clause, Reading, Status, SymptomMention
from bot.language.scope import Scope
from bot.language.symptoms import find_symptoms
from bot.language.timing import find_timings
from bot.language.tokens import Tokens, tokenize
from bot.language.tongues import language_of
from bot.language.trend import find_trend

OPENING = 3
_BREAK = {".", "!", "?", ";"}
_SOFT = {"but", "although", "however", "except", "because", "so", "though", "and", ",", "-", ":"}
_CORRECTION = re.compile(
    r"\b(?:sorry|soz|srry|sory|oops|whoops|woops|typo|(?:i )?meant|i mean|correction|not \w+ i|wrong word|autocorrect|actually"
    r"|no wait|scrap that|scratch that|strike that|my mistake|my bad|mistyped|misspoke|misremembered|misread|tell a lie"
    r"|forgive me|apologies|(?:ignore|forget) (?:that|what|my last)|duh|doh|(?:baby|mum|mom|mummy|brain) (?:brain|fart)"
    r"|fat fingers|when i say \w+|hang on|hold on|wrong (?:day|date|week|number)|it is not|it wasn'?t|come to think"
    r"|(?:just |ive |i've )?(?:checked|looked at) (?:my|the|our) (?:diary|calendar|phone|receipt|emails?|texts?|card|booking)"
    r"|not \d+ ?(?:days?|dys?|weeks?|wks?|months?|mths?)|\d+ not \d+|it was the \w+ before)\b|^\s*\*\s*\w|^\W*(?:oh|ah|wait|er|um) no\b|\d\s*\*\s*$",
    re.IGNORECASE,
)
_SELF_REPORT = re.compile(r"(?i)\b(?:i can'?t|i cannot|help me|my \w+ is|i am|i'm|im) ")
_TOPICAL = re.compile(
    r" (?:botox\w*|tox|inject\w*|jabs?|needles?|treatment|treated|units?|top|clinic|twitch\w*|wrinkles?|lines|frown\w*|"
    r"microneedling|peel|retinol|filler\w*|masseters?|appointment|book\w*|price|refund|open|opening|review|dose|bruis\w*|swell\w*) "
)
_NEW_TREATMENT = re.compile(
    r"(?i)\b(?:had (?:another|more|a second|a new|my next)|went back|new (?:session|treatment|round|lot)|second (?:session|round)|"
    r"(?:it's|its|it is) done now|got it done again|another (?:session|round|lot))\b"
)


def read(
    text: str,
    today: date,
    *,
    asked: str | None = None,
    more: tuple[SymptomMention, ...] = (),
) -> Reading:
    """Everything found in one message.

    `today`: the date it was written on. `asked`: what the bot asked last (`area`, `timing`,
    `symptom`), so that a bare answer is understood. `more`: symptoms that somebody else found in
    it, which say how its places and its trend are meant. Never raises on any text.
    """
    tokens = tokenize(text)
    if not tokens.items:
        return Reading(text=text)
    timings = find_timings(text, today, asked=asked)
    symptoms, scope = find_symptoms(tokens)
    symptoms += more
    areas = find_areas(tokens, scope, symptoms, timings, asked=asked)
    trend, where = find_trend(tokens, scope, symptoms, follow_up=True)
    statuses = {s.status for s in symptoms}
    return Reading(
        text=text,
        clauses=_clauses(tokens, scope),
        areas=areas,
        symptoms=symptoms,
        timings=timings,
        trend=trend,
        about="other" if "other" in statuses and "present" not in statuses else "self",
        flags=_flags(text, tokens, scope, timings),
        evidence={"trend": where} if where else {},
    )


def _clauses(tokens: Tokens, scope: Scope) -> tuple[Clause, ...]:
    """Stretches between punctuation and conjunctions, each with the scope its words stand in."""
    bounds: list[tuple[int, int]] = []
    start = 0
    words = scope.words
    for i, word in enumerate(words):
        if word in _BREAK or (word in _SOFT and i - start >= 3):
            if i > start:
                bounds.append((start, i - 1))
            start = i if word in {"but", "although", "because", "though", "and", "so"} else i + 1
    if start < len(words):
        bounds.append((start, len(words) - 1))
    clauses = []
    for first, last in bounds:
        # Its opening words tell the world it stands in; a "not" further on may be the complaint
        # itself ("my head is not staying up").
        opening = min(first + OPENING, last)
        status: Status = scope.status("", opening, opening, red=True)
        begin, end = tokens.items[first].start, tokens.items[last].end
        clauses.append(Clause(begin, end, tokens.text[begin:end], status))
    return tuple(clauses)


def _flags(text: str, tokens: Tokens, scope: Scope, timings: tuple) -> frozenset[str]:
    words = scope.words
    flags = set()
    if "?" in text or (
        words
        and words[0]
        in {
            "is",
            "are",
            "do",
            "does",
            "can",
            "could",
            "will",
            "would",
            "how",
            "what",
            "why",
            "when",
            "which",
            "should",
            "who",
            "where",
            "any",
        }
    ):
        flags.add("question")
    if _CORRECTION.search(text):
        flags.add("correction")
    if scope.takes_back():
        flags.add("takes_back")
    if _NEW_TREATMENT.search(text):
        flags.add("new_treatment")
    if any(label == "future" for label, _, _ in scope.cues) and not any(
        t.kind == "treatment" for t in timings
    ):
        flags.add("not_yet_treated")
    if {"i", "my", "me", "mine", "myself"} & set(words):
        flags.add("first_person")
    if any(
        label in {"fiction", "injection"} for label, _, _ in scope.cues
    ) and not _SELF_REPORT.search(text):
        flags.add("fiction")
    if _TOPICAL.search(tokens.line):
        flags.add("topical")
    if any(label in {"supposed", "general"} for label, _, _ in scope.cues):
        flags.add("supposing")
    if any(label == "past" for label, _, _ in scope.cues):
        flags.add("past")
    if any(label == "person" for label, _, _ in scope.cues):
        flags.add("asks_for_person")
    code = language_of(tokens)
    if code != "en":
        flags.add(f"language:{code}")
    return frozenset(flags)
