"""The small language that the vocabulary is written in."""

from __future__ import annotations

import pytest

from bot.language.patterns import PatternError, PatternIndex

CLASSES = {"cannot": ["can not", "unable to"], "place": ["eye", "chin"]}
COMMON = frozenset({"my", "the", "not", "can"})


def _found(pattern: str, line: str) -> bool:
    return bool(list(PatternIndex([("x", pattern)], CLASSES, COMMON).find(f" {line} ")))


@pytest.mark.parametrize(
    ("pattern", "line", "matches"),
    [
        ("swallow*", "swallowing hurts", True),
        ("swallow*", "shallow", False),
        ("sore throat", "a sore throat", True),
        ("sore throat", "sore red throat", False),
        ("sore _ throat", "sore red raw throat", True),
        ("sore _1 throat", "sore red raw throat", False),
        ("sore _5 throat", "sore , throat", False),
        ("sore my? throat", "sore throat", True),
        ("sore my? throat", "sore my throat", True),
        ("<cannot> _ swallow", "unable to quite swallow", True),
        ("<place> twitch*", "chin twitches", True),
        ("<place> twitch*", "nose twitches", False),
        ("face|lips _2 swollen", "lips are swollen", True),
        ("nose|head to toe|everywhere", "head to toe", True),
        ("nose|head to toe|everywhere", "nose toe", True),
        ("fever", "feverish", False),
    ],
)
def test_a_pattern(pattern: str, line: str, matches: bool) -> None:
    assert _found(pattern, line) is matches


def test_a_match_says_where_it_stands() -> None:
    ((pattern, start, end),) = PatternIndex([("pain", "sore throat")], {}, COMMON).find(
        " a sore throat "
    )
    assert (pattern.label, " a sore throat "[start:end]) == ("pain", "sore throat")


@pytest.mark.parametrize("pattern", ["<nowhere> hurts", "_ _2", "maybe?"])
def test_a_pattern_not_of_the_form_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        PatternIndex([("x", pattern)], CLASSES, COMMON)
