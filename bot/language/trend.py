"""How a symptom is going: only when the writer says so."""

from __future__ import annotations

from bot.language.reading import SymptomMention
from bot.language.scope import Scope
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

_ORDER = ("spreading", "worsening", "fading", "stable", "persisting")
_NEGATED = {"not", "no", "never", "without", "nor", "hasn't"}
_NOT_A_COURSE = {"anxiety", "no_effect", "wearing_off", "tearing"}
_NO_COURSE = {
    "swallowing_difficulty",
    "speech_difficulty",
    "breathing_difficulty",
    "chest_pain",
    "collapse",
    "suicidal_thoughts",
    "bladder_loss",
    "seizure",
}
_SPREADABLE = {"twitching", "swelling", "hives", "rash", "weakness", "facial_numbness"}


def find_trend(
    tokens: Tokens, scope: Scope, symptoms: tuple[SymptomMention, ...], *, follow_up: bool = False
) -> tuple[str | None, tuple[int, int] | None]:
    """(trend, characters that say so). `follow_up`: the symptom may stand in an earlier message."""
    present = {s.name for s in symptoms if s.status == "present"} - _NOT_A_COURSE
    asks = "?" in scope.words or scope.words[0] in {
        "can",
        "is",
        "should",
        "will",
        "does",
        "do",
        "how",
        "what",
    }
    if not present and not (follow_up and not symptoms and not asks and len(scope.words) <= 14):
        return None, None
    found: dict[str, tuple[int, int]] = {}
    for pattern, start, end in vocabulary().trends.find(tokens.line):
        first, last = tokens.index(start), tokens.index(end - 1)
        label = pattern.label
        words = scope.words
        if label == "spreading" and present and not present & _SPREADABLE:
            continue
        before = set(words[max(0, first - 3) : first])
        inside = set(words[first : last + 1])
        if label in {"worsening", "spreading", "fading"} and (
            before & _NEGATED or inside & {"not", "nothing"}
        ):
            label = "persisting" if label == "fading" else ""
        sentence_start, sentence_end = scope.sentence(first)
        if label in {"persisting", "stable", "fading"} and present and not present - _NO_COURSE:
            continue
        supposed = any(
            n in {"supposed", "general", "past", "future"}
            and max(sentence_start, first - 10) <= a < first
            and not {",", "but"} & set(words[a:first])
            for n, a, _ in scope.cues
        )
        if not label or (
            supposed and not {"still", "now"} & set(words[sentence_start : sentence_end + 1])
        ):
            continue
        if (
            label == "persisting"
            and pattern.source == "still"
            and not _still_holds(words, first, present)
        ):
            continue
        found.setdefault(label, (tokens.items[first].start, tokens.items[last].end))
    for label in _ORDER:
        if label in found:
            if label == "fading" and "worsening" in found:
                continue
            return label, found[label]
    return None, None


def _still_holds(words: tuple[str, ...], first: int, present: set[str]) -> bool:
    """Whether "still" speaks of the symptom and not of "I can still frown"."""
    before = words[max(0, first - 2) : first]
    after = set(words[first + 1 : first + 4])
    return not (
        {"can", "could"} & set(before)
        or after & {"move", "moves", "frown", "frowning", "okay", "ok", "come"}
    )
