"""Symptom mentions: the vocabulary's patterns, minus figures of speech, each with its status."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from bot.language.concepts import RED_LABELS
from bot.language.foreign import with_foreign
from bot.language.foreign_in_english import foreign_in_english
from bot.language.neighbours import settled, without_vaguer
from bot.language.reading import SymptomMention
from bot.language.scope import NEGATORS, Scope
from bot.language.scope.other import relations
from bot.language.telling_apart import Found, face_parts, overlaps, told_apart
from bot.language.tokens import Tokens
from bot.language.tongues import language_of
from bot.language.vocabulary import vocabulary


def _matches(tokens: Tokens) -> dict[Found, frozenset[int]]:
    """Every match, and the negators in it that it can't do without ("can't swallow")."""
    found = {}
    for pattern, start, end in vocabulary().symptoms.find(tokens.line):
        match = (pattern.label, pattern.source, tokens.index(start), tokens.index(end - 1))
        found[match] = frozenset(_own_negators(tokens, pattern.expression, start, end, match))
    return found


def _own_negators(
    tokens: Tokens, expression: re.Pattern[str], start: int, end: int, match: Found
) -> Iterable[int]:
    """A negator belongs to a pattern when no other word would do in its place."""
    for i in range(match[2], match[3] + 1):
        if tokens.items[i].norm in NEGATORS:
            place, length = tokens.offsets[i], len(tokens.items[i].norm)
            other = tokens.line[:place] + "x" * length + tokens.line[place + length :]
            again = expression.match(other, start)
            if again is None or again.end() - 1 != end:
                yield i


def _figures(tokens: Tokens) -> list[tuple[int, int]]:
    return [
        (tokens.index(s), tokens.index(e - 1)) for _, s, e in vocabulary().figures.find(tokens.line)
    ]


def _hidden(tokens: Tokens, found: Found, figure: tuple[int, int]) -> bool:
    """Whether a figure of speech takes a match away. "Painkillers" are no pain, and may be hoarded."""
    remedy = tokens.items[figure[0]].norm.startswith("painkiller") and figure[0] == figure[1]
    return overlaps(found, figure) and not (remedy and found[0] == "suicidal_thoughts")


def find_symptoms(tokens: Tokens) -> tuple[tuple[SymptomMention, ...], Scope]:
    """Every symptom mention of a message with its status, and the scope they were judged in."""
    figures = _figures(tokens)
    own = _matches(tokens)
    found = [f for f in own if not any(_hidden(tokens, f, figure) for figure in figures)]
    found = settled(tokens, found + _echoes(tokens))
    found = without_vaguer(found)
    found = told_apart(tokens, found)
    covered = frozenset(i for f in found for i in own.get(f, ())) | _goes_on(tokens, found)
    scope = Scope(tokens, covered)
    mentions = [_mention(tokens, scope, f) for f in found]
    mentions = _functions(tokens, scope, _taken_back(tokens, scope, mentions))
    if language_of(tokens) == "en":
        mentions += foreign_in_english(tokens, scope, mentions, figures)
    else:
        mentions = with_foreign(tokens.text, mentions)
    return tuple(_signed(tokens, _merged(mentions))), scope


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


_ENDINGS = frozenset("stop stops stopped stopping quit ceased finished gone settled".split())


def _goes_on(tokens: Tokens, found: list[Found]) -> frozenset[int]:
    """The negators that deny an end: "my lid has not stopped twitching"."""
    words = [item.norm for item in tokens.items]
    return frozenset(
        i
        for _, _, first, last in found
        for i in range(first, last)
        if words[i] in NEGATORS and words[i + 1] in _ENDINGS
    )


def _echoes(tokens: Tokens) -> list[Found]:
    """ "My lid goes tap tap tap": a short word three times over, beside a place of the face."""
    words = [item.norm for item in tokens.items]
    parts = face_parts()
    found: list[Found] = []
    for i in range(len(words) - 2):
        if words[i].isalpha() and words[i] == words[i + 1] == words[i + 2] not in _SAID_OVER:
            near = range(i - 1, max(-1, i - 9), -1)
            where = next(
                (n for n in near if words[n] in parts or words[n] in {".", "!", "?"}), None
            )
            if where is not None and words[where] in parts:
                found.append(("twitching", "echo", where, i + 2))
    return found


_SAID_OVER = frozenset("no yes ha haha help please very so really ow ouch sorry the and a".split())


def _compared(scope: Scope, first: int, last: int) -> bool:
    """ "It used to jump now and then, now it is every minute": what was is told for what is."""
    start, end = scope.sentence(first)
    words = scope.words[start : end + 1]
    used = any(a == "used" and b == "to" for a, b in itertools.pairwise(words))
    after = scope.words[last + 1 : end + 1]
    return used and any(
        word in {"now", "down", "today"} and before != "not"
        for before, word in itertools.pairwise(("", *after))
    )


_ANYBODY = frozenset("someone somebody something".split())
_AS_IF = frozenset("like as if though feel feels felt feeling".split())


def _likened(scope: Scope, first: int, last: int) -> bool:
    """ "Like somebody tapping my lid", "has someone parked a lorry on it", "did she give me water": the
    other person is an image or the one who injected, and the face one's own."""
    start, _ = scope.sentence(first)
    words = scope.words
    if {"me", "my"} & set(words[first : last + 1]) and not (relations() - _ANYBODY) & set(
        words[start:first]
    ):
        return True
    near = words[max(start, first - 6) : first + 1]
    return bool(_ANYBODY & set(near)) and bool(_AS_IF & set(near))


_SOON = frozenset("second minute moment now".split())
_FEELING = frozenset("feel feels feeling felt".split())


def _is_near(scope: Scope, first: int, last: int) -> bool:
    """ "I feel like I might faint", "I could pass out any second": it is felt, and not supposed."""
    start, _ = scope.sentence(first)
    before, after = scope.words[max(start, first - 6) : last], scope.words[last + 1 : last + 3]
    if not {"if", "unless", "will", "would"}.isdisjoint(scope.words[start:first]):
        return False
    here = scope.words[first : last + 1]
    feels = not _FEELING.isdisjoint(before) and not {"like", "though"}.isdisjoint(before)
    return feels or ("any" in {*here, *after} and not _SOON.isdisjoint({*here, *after}))


def _mention(tokens: Tokens, scope: Scope, found: Found) -> SymptomMention:
    label, _, first, last = found
    name, _, sign = label.partition(":")
    # "My lip does a little dance": the verb of the complaint opens no question ("does a …?").
    told = first if label == "twitching" and "does" in scope.words[first + 1 : last + 1] else last
    status = scope.status(label, first, told, red=label in RED_LABELS)
    if status == "other" and label not in RED_LABELS:
        own = label == "no_effect" and {"i", "me", "mine"} & set(scope.words[first : last + 1])
        if own or _likened(scope, first, last):  # "hers worked, mine did nothing"
            status = "present"
    if status == "hypothetical" and label == "collapse" and _is_near(scope, first, last):
        status = "present"
    if status == "past" and label not in RED_LABELS and _compared(scope, first, last):
        status = "present"
    return SymptomMention(
        name=name,
        status=status,
        start=tokens.items[first].start,
        end=tokens.items[last].end,
        signs=frozenset({sign} if sign else ()),
    )


def _taken_back(
    tokens: Tokens, scope: Scope, mentions: list[SymptomMention]
) -> list[SymptomMention]:
    """`mentions` as denied where a later denial, beside words that take back, contradicts them: "I
    collapsed. Onto the sofa, I mean, nobody fainted"; and those that are taken back by name alone."""
    if not any(cue.world == "withdrawn" for cue in scope.all_cues):
        return mentions
    denials = [(label, first) for label, first, _ in scope.working()]
    denials += [(m.name, tokens.at(m.start)) for m in mentions if m.status == "denied"]
    known: list[SymptomMention] = []
    for mention in mentions:
        first, last = tokens.at(mention.start), tokens.at(mention.end - 1)
        label = ":".join([mention.name, *sorted(mention.signs)])
        after = [place for name, place in denials if name == mention.name and place > last]
        again = any(
            m.name == mention.name
            and m.status in {"present", "other"}
            and m.start > mention.end
            and after
            and tokens.at(m.start) > after[-1]
            for m in mentions
        )
        if (
            mention.status in {"present", "other"}
            and not again
            and any(scope.contradicts(label, first, last, place) for place in after)
        ):
            mention = replace(mention, status="denied")
        known.append(mention)
    if not any(m.name in {label.partition(":")[0] for label in RED_LABELS} for m in known):
        known += [
            SymptomMention(label, "denied", tokens.items[i].start, tokens.items[i].end)
            for label, i in scope.unsaid()
        ]
    return known


def _functions(
    tokens: Tokens, scope: Scope, mentions: list[SymptomMention]
) -> list[SymptomMention]:
    """`mentions` and the denials by a working function ("breathing is fine"), unless the symptom is
    also reported: a mention that such a statement holds ("temp normal") is denied with it."""
    figures = _figures(tokens)
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
