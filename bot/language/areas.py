"""Treated areas, and the places where something is felt.

"crow's feet" names a treatment by itself; "chin" only does beside a word of treatment or a date.
"""

from __future__ import annotations

from dataclasses import replace

from bot.language.reading import AreaMention, SymptomMention, TimingMention
from bot.language.scope import Scope
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

_REACH = 6
_WITHDRAWN = {"not", "nothing", "never", "no"}
_HARMLESS = {
    "twitching",
    "swelling",
    "bruising",
    "bumps",
    "itching",
    "heaviness",
    "no_effect",
    "pain",
    "wearing_off",
    "brow_asymmetry",
    "brow_droop",
    "smile_asymmetry",
    "facial_numbness",
    "chewing_difficulty",
    "bite_awkwardness",
}
_DOINGS = set(
    "purse pursing raise raising lift lifting move moving turn turning pucker puckering scrunch scrunching "
    "clench clenching open opening close closing shut touch touching bend tuck tucking rub rubbing pout".split()
)
"""What one does with a place: "if I scrunch my nose" says nothing of where it is felt."""
_SEASONS = {"spring", "summer", "autumn", "winter", "fall"}
_RAISES = {"raise", "raises", "raising", "wiggle", "lift"}
_MINE = {"my", "the", "me", "ma", "both", "your"}


def find_areas(
    tokens: Tokens,
    scope: Scope,
    symptoms: tuple[SymptomMention, ...],
    timings: tuple[TimingMention, ...],
    *,
    asked: str | None = None,
) -> tuple[AreaMention, ...]:
    """Every area mention; `treated` where the words say it was injected, `withdrawn` where taken back."""
    found = []
    for pattern, start, end in vocabulary().areas.find(tokens.line):
        name, _, kind = pattern.label.partition(":")
        found.append((name, bool(kind), tokens.index(start), tokens.index(end - 1)))
    figures = [
        (tokens.index(s), tokens.index(e - 1)) for _, s, e in vocabulary().figures.find(tokens.line)
    ]
    found = [
        f
        for f in _longest(found)
        if not (f[1] and any(a <= f[2] and f[3] <= b for a, b in figures))
    ]
    found = [f for f in found if not _only_told(f, found, scope, tokens, symptoms)]
    mentions = []
    for name, place, first, last in found:
        alone = not any(other != name for other, *_ in found)
        treated = not place or _treated(
            scope, timings, symptoms, tokens, first, last, asked=asked, alone=alone
        )
        if (
            treated
            and place
            and name == "eyelid"
            and scope.words[first] in {"eye", "eyes"}
            and asked != "area"
        ):
            # "my eye" is where it is felt, unless the eyes were "done".
            treated = bool(
                {"done", "botox", "jabs", "injected", "tox"}
                & set(scope.words[max(0, first - 2) : last + 3])
            )
        if treated and _spoken_of_symptom(name, tokens, first, last, symptoms, scope):
            treated = not place
        mentions.append(
            AreaMention(
                name,
                tokens.items[first].start,
                tokens.items[last].end,
                treated,
                _withdrawn(scope, first, last) or (not alone and _of_another_time(scope, last)),
            )
        )
    return tuple(_joined(tokens, mentions, symptoms))


def _only_told(
    item: tuple[str, bool, int, int],
    found: list[tuple[str, bool, int, int]],
    scope: Scope,
    tokens: Tokens,
    symptoms: tuple[SymptomMention, ...],
) -> bool:
    """Whether a place is neither treated nor felt: moved, ruled out, or of an earlier year."""
    name, place, first, last = item
    words = scope.words
    others = any(f[0] != name for f in found)
    before = words[max(0, first - 2) : first]
    if words[first : last + 1] == ("frown",) and others:
        return bool(before) and before[-1] in {"i", "to", "can", "cannot", "not", "still", "could"}
    if place and others and words[last + 1 : last + 2] and words[last + 1] in _RAISES:
        return name == "brow"  # "my forehead still does the full eyebrow raise"
    if place and others and _DOINGS & set(before):
        return bool({*_MINE, "up", "down"} & set(before)) or before[-1] in _DOINGS
    start, end = tokens.items[first].start, tokens.items[last].end
    if place and any(
        s.status == "denied" and s.start <= start and start - 1 <= s.end for s in symptoms
    ):  # "no blurry eye"
        return not any(
            s.status == "present" and s.start <= start and end <= s.end for s in symptoms
        )
    if any(f[0] != name and not f[1] for f in found):
        low, high = scope.sentence(first)
        return any(label == "past" and low <= a <= high for label, a, _ in scope.cues) and not any(
            low <= f[2] <= high and f[0] != name for f in found
        )
    return False


def _joined(
    tokens: Tokens, mentions: list[AreaMention], symptoms: tuple[SymptomMention, ...]
) -> list[AreaMention]:
    """Places in a list with a treated one were treated too: "chin + neck bands", "forehead and 11s"."""
    firm = list(mentions)
    for _ in range(2):
        for i, mention in enumerate(firm):
            for other in firm[max(0, i - 1) : i + 2]:
                if not mention.treated and other.treated and other is not mention:
                    low, high = sorted((mention, other), key=lambda m: m.start)
                    between = tokens.text[low.end : high.start].lower().strip()
                    felt = [s for s in symptoms if s.start < mention.end and mention.start < s.end]
                    if felt and (
                        mention.name == "eyelid"
                        or between == ","
                        and not any(s.start < other.end and other.start < s.end for s in felt)
                    ):
                        continue  # "misty right eye, bunny lines"
                    if between in {
                        "+",
                        "and",
                        "&",
                        ",",
                        "n",
                        "/",
                        ", and",
                        "plus",
                        "an",
                        "nd",
                        *("y", "e", "et", "und", "en", "i"),
                        "and the",
                        "+ the",
                        "and my",
                        "-",
                    }:
                        firm[i] = mention = replace(mention, treated=True)
    return firm


def _longest(found: list[tuple[str, bool, int, int]]) -> list[tuple[str, bool, int, int]]:
    """Drop a mention inside a longer one; at equal length the one that names a treatment stays."""
    kept: list[tuple[str, bool, int, int]] = []
    for item in sorted(found, key=lambda f: (f[2] - f[3], f[1])):
        if not any(k[2] <= item[2] and item[3] <= k[3] for k in kept):
            if not any(k[2] <= item[3] and item[2] <= k[3] for k in kept):
                kept.append(item)
        elif any(
            (k[2], k[3]) == (item[2], item[3]) and not k[1] and not item[1] and k[0] != item[0]
            for k in kept
        ):
            # one name for two areas: a Nefertiti lift is neck and jawline
            kept.append(item)
    return sorted(kept, key=lambda f: f[2])


def _treated(
    scope: Scope,
    timings: tuple[TimingMention, ...],
    symptoms: tuple[SymptomMention, ...],
    tokens: Tokens,
    first: int,
    last: int,
    *,
    asked: str | None,
    alone: bool,
) -> bool:
    words = scope.words
    start, end = scope.sentence(first)
    place = tokens.items[first].start
    inside = [s for s in symptoms if s.start <= place < s.end]
    if (
        asked == "area"
        or end - start <= 2
        and (alone or not inside)  # "masseter day 5. temples ache."
        or len([w for w in words if w.isalpha()]) <= 3
        and not scope.covered
    ):
        return True
    before = words[max(0, first - 2) : first]
    following = words[last + 1] if last + 1 < len(words) else "."
    if (
        len(before) == 2
        and before[0] in {"since", "after"}
        and before[1] in _MINE
        and (not following.isalpha() or following in {"and", "was", "were", "got", "then", "so"})
    ):
        return True  # "a month since my chin"
    for label, a, b in scope.cues:
        if label != "treated" or not start <= a <= end:
            continue
        if 0 < first - b <= _REACH or 0 < a - last <= 4:
            low, high = min(b, last) + 1, max(a, first)
            between = words[low:high]
            gap = sum(1 for w in between if w == ",")
            if not (
                gap
                and {"i", "my", "now", "and"} & set(between)
                and words[a] in {"had", "got", "only"}
            ):
                return True
    for timing in timings:
        if timing.kind == "treatment":
            gone_by = tokens.text[timing.end : place]
            if (
                inside
                and {",", "."} & set(gone_by)
                or "," in gone_by
                and not alone
                and before[-1:] in {("my",), ("the",)}
            ):
                continue  # "frown botox on Thursday, brow twitch", "…, my lips feel funny"
            near = tokens.items[last].end
            ahead = tokens.text[near : timing.start].lower()
            if 0 <= timing.start - near <= 6 or ahead == " on the " or 0 <= place - timing.end <= 7:
                return True
    return False


def _spoken_of_symptom(
    name: str,
    tokens: Tokens,
    first: int,
    last: int,
    symptoms: tuple[SymptomMention, ...],
    scope: Scope,
) -> bool:
    """Whether "my chin is jumping" and nothing of a treatment surrounds the place."""
    start, end = tokens.items[first].start, tokens.items[last].end
    inside = any(s.start <= start and end <= s.end for s in symptoms)
    possessive = first > 0 and scope.words[first - 1] in {
        "my",
        "the",
        "one",
        "left",
        "right",
        "both",
    }
    before = set(scope.words[max(0, first - 4) : first])
    return (
        inside
        and not before
        & {"had", "done", "botox", "in", "injected", "treated", "post", "after", "tox"}
        and (possessive or name in {"eyelid", "brow"})
    )


def _of_another_time(scope: Scope, last: int) -> bool:
    """ "Forehead was another time, ages ago", "forehead was spring"."""
    after = scope.words[last + 1 : last + 5]
    if not after or after[0] not in {"was", "were"}:
        return False
    if after[1:2] == ("last",) or after[1:3] == ("the", "last"):
        return bool({"year", "time", "session", *_SEASONS} & set(after))
    return bool({*_SEASONS, "another", "different", "previous"} & set(after)) or after[1:3] in {
        ("ages", "ago"),
        ("years", "ago"),
        ("in", "spring"),
    }


def _withdrawn(scope: Scope, first: int, last: int) -> bool:
    before = scope.words[max(0, first - 3) : first]
    after = scope.words[last + 1 : last + 6]
    if before and (
        before[-1] == "not"
        or (
            len(before) > 1
            and before[-2] in {"not", "nothing", "never"}
            and before[-1] in {"the", "my", "in", "on"}
        )
        or before[:2] == ("nothing", "in")
    ):
        return True
    if (
        len(after) > 1
        and after[0] in {",", ".", "-"}
        and after[1] in {"no", "wait", "sorry", "oops"}
    ):
        return bool({"wait", "actually", "mean", "sorry", "meant"} & set(after))
    return bool(len(after) > 1 and after[0] in {"no"} and after[1] in {"wait", "sorry", "actually"})


def case_areas(
    areas: tuple[AreaMention, ...], symptoms: tuple[SymptomMention, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(treated areas, places where a harmless symptom is felt), in order, without repeats."""
    treated = list(dict.fromkeys(a.name for a in areas if a.treated and not a.withdrawn))
    withdrawn = {a.name for a in areas if a.withdrawn}
    treated = [
        a
        for a in treated
        if a not in withdrawn or sum(m.name == a and not m.withdrawn for m in areas) > 1
    ]
    felt = list(
        dict.fromkeys(
            a.name for a in areas if not a.treated and not a.withdrawn and a.name not in treated
        )
    )
    if not any(
        s.status in {"present", "hypothetical", "other"} and s.name in _HARMLESS for s in symptoms
    ):
        felt = [a for a in felt if a in {"neck", "forehead"}] if not treated else []
    return tuple(treated), tuple(felt)
