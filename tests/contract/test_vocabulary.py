"""The patient's language and the knowledge base use the same names, and no pattern is made of air."""

from __future__ import annotations

import pytest

from bot.language.concepts import CONCEPTS
from bot.language.patterns import PatternIndex
from bot.language.vocabulary import Vocabulary, load, vocabulary
from knowledge.terms import AREAS, SYMPTOMS, TRENDS

KINDS = ("symptoms", "denials", "figures", "areas", "cues", "trends", "signs")
RAW = load()


def _names(section: str) -> set[str]:
    return {label.split(":")[0] for label in RAW[section]}


@pytest.mark.parametrize(
    ("section", "known"),
    [
        ("symptoms", SYMPTOMS),
        ("denials", SYMPTOMS),
        ("signs", SYMPTOMS),
        ("areas", AREAS),
        ("trends", TRENDS),
    ],
)
def test_labels_are_words_of_the_knowledge_base(section: str, known: frozenset[str]) -> None:
    assert _names(section) <= known


def test_every_red_flag_concept_has_words() -> None:
    labels = {s + (f":{sign}" if sign else "") for s, sign in CONCEPTS.values() if s != "twitching"}
    assert labels <= set(RAW["symptoms"]) | set(RAW["signs"])


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_compile(kind: str) -> None:
    known: Vocabulary = vocabulary()
    index: PatternIndex = getattr(known, kind)
    assert len(index.patterns) == sum(len(lines) for lines in RAW[kind].values())


def test_no_symptom_pattern_is_only_common_words() -> None:
    common = {word for line in RAW["lists"]["common"] for word in line.split()}
    common -= set(
        "feeling can cannot not barely hardly trouble hard difficult struggle struggling issues problem problems".split()
    )
    weak = [p.source for p in vocabulary().symptoms.patterns if set(p.source.split()) <= common]
    assert weak == []


@pytest.mark.parametrize(
    "words", ["i feel so well today", "it has been a day", "my left side and the right one"]
)
def test_common_words_alone_are_no_symptom(words: str) -> None:
    assert list(vocabulary().symptoms.find(f" {words} ")) == []


def test_no_alias_is_itself_a_target_of_another_meaning() -> None:
    aliases = vocabulary().aliases
    chained = {
        slip: target
        for slip, target in aliases.items()
        if target in aliases and aliases[target] != target
    }
    assert chained == {}
