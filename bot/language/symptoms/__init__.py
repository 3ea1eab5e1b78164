"""Symptom mentions: the vocabulary's patterns, minus figures of speech, each with its status."""

from __future__ import annotations

import itertools
from dataclasses import replace

from bot.language.concepts import RED_LABELS
from bot.language.foreign import find_foreign, with_foreign
from bot.language.reading import SymptomMention
from bot.language.scope import Scope
from bot.language.symptoms.explained import without_explained
from bot.language.symptoms.matches import (
    Found,
    ends_denied,
    find_echoes,
    find_figures,
    find_matches,
)
from bot.language.tokens import Tokens
from bot.language.tongues import language_of
from bot.language.vocabulary import vocabulary


def find_symptoms(tokens: Tokens) -> tuple[tuple[SymptomMention, ...], Scope]:
    """Every symptom mention of a message with its status, and the scope they were judged in."""
    figures = find_figures(tokens)
    own = find_matches(tokens)
    found = [f for f in own if not any(f.overlaps(*figure) for figure in figures)]
    found = without_explained(tokens, found + find_echoes(tokens))
    covered = frozenset(i for f in found for i in own.get(f, ())) | ends_denied(tokens, found)
    scope = Scope(tokens, covered)
    mentions = [_mention(tokens, scope, f) for f in found]
    mentions = _functions(tokens, scope, mentions)
    if language_of(tokens) == "en":
        mentions += _foreign_in_english(tokens, scope, mentions, figures)
    else:
        mentions = with_foreign(tokens.text, mentions)
    return tuple(_signed(tokens, _merged(mentions))), scope


def _foreign_in_english(
    tokens: Tokens, scope: Scope, mentions: list[SymptomMention], figures: list[tuple[int, int]]
) -> list[SymptomMention]:
    """Foreign symptoms in an English message. "Palpitations" is a word of many languages, and what
    English says around it counts."""
    added = []
    for m in find_foreign(tokens.text):
        place = [i for i, t in enumerate(tokens.items) if t.start < m.end and m.start < t.end]
        if not place or any(_same(m, other) for other in mentions):
            continue
        first, last = place[0], place[-1]
        if m.status == "present" and not any(first <= b and a <= last for a, b in figures):
            label = ":".join([m.name, *m.signs])
            added.append(
                replace(m, status=scope.status(label, first, last, red=label in RED_LABELS))
            )
        elif m.status != "present":
            added.append(m)
    return added


def _same(one: SymptomMention, other: SymptomMention) -> bool:
    return one.name == other.name and one.start < other.end and other.start < one.end


def _signed(tokens: Tokens, mentions: list[SymptomMention]) -> list[SymptomMention]:
    """Finer findings said elsewhere in the message, added to the symptoms they belong to."""
    extra: dict[str, set[str]] = {}
    for pattern, _, _ in vocabulary().signs.find(tokens.line):
        name, _, sign = pattern.label.partition(":")
        extra.setdefault(name, set()).add(sign)
    return [
        replace(m, signs=m.signs | extra[m.name])
        if m.name in extra and m.status in {"present", "other"}
        else m
        for m in mentions
    ]


def _compared(scope: Scope, first: int, last: int) -> bool:
    """ "It used to jump now and then, now it is every minute": what was is told for what is."""
    start, end = scope.sentence(first)
    words = scope.words[start : end + 1]
    used = any(a == "used" and b == "to" for a, b in itertools.pairwise(words))
    after = scope.words[last + 1 : end + 1]
    return used and bool({"now", "down", "today"} & set(after))


def _mention(tokens: Tokens, scope: Scope, found: Found) -> SymptomMention:
    label, _, first, last = found
    name, _, sign = label.partition(":")
    # "My lip does a little dance": the verb of the complaint opens no question ("does a …?").
    told = first if label == "twitching" and "does" in scope.words[first + 1 : last + 1] else last
    status = scope.status(label, first, told, red=label in RED_LABELS)
    if status == "past" and label not in RED_LABELS and _compared(scope, first, last):
        status = "present"
    return SymptomMention(
        name=name,
        status=status,
        start=tokens.items[first].start,
        end=tokens.items[last].end,
        signs=frozenset({sign} if sign else ()),
    )


def _functions(
    tokens: Tokens, scope: Scope, mentions: list[SymptomMention]
) -> list[SymptomMention]:
    """`mentions` and the denials by a working function ("breathing is fine"), unless the symptom is
    also reported: a mention that such a statement holds ("temp normal") is denied with it."""
    figures = find_figures(tokens)
    known = list(mentions)
    for label, first, last in scope.working():
        start, end = tokens.items[first].start, tokens.items[last].end
        if any(a <= first and last <= b and (a, b) != (first, last) for a, b in figures):
            continue
        inside = [m for m in known if m.name == label and start <= m.start and m.end <= end]
        rest = [m for m in known if m not in inside]
        if any(m.name == label and m.status == "present" for m in rest):
            continue
        known = [*rest, SymptomMention(label, "denied", start, end)]
    return known


def _merged(mentions: list[SymptomMention]) -> list[SymptomMention]:
    """One mention for each name and status, the first span kept, signs joined."""
    merged: dict[tuple[str, str], SymptomMention] = {}
    longest: list[SymptomMention] = []
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        # Of overlapping matches the longest knows best whether it is denied or somebody else's.
        over = next(
            (
                o
                for o in longest
                if o.name == mention.name and mention.start < o.end and o.start < mention.end
            ),
            None,
        )
        longest.append(replace(mention, status=over.status) if over else mention)
    for mention in sorted(longest, key=lambda m: m.start):
        key = (mention.name, mention.status)
        if key in merged:
            old = merged[key]
            merged[key] = SymptomMention(
                old.name, old.status, old.start, old.end, old.signs | mention.signs, old.source
            )
        else:
            merged[key] = mention
    return list(merged.values())
