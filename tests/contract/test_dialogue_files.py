"""Domain, rules and training data fit together; what `rasa data validate` does not look at."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.language.concepts import CONCEPTS
from knowledge.terms import RED_FLAGS, SYMPTOMS

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = sorted((ROOT / "bot/domain").glob("*.yml"))
NLU = sorted((ROOT / "data/nlu").rglob("*.yml"))


def content(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def blocks() -> list[tuple[Path, dict[str, Any]]]:
    return [
        (path, block)
        for path in NLU
        for block in content(path).get("nlu") or []
        if "intent" in block
    ]


def examples(block: dict[str, Any]) -> list[str]:
    return [line.strip().removeprefix("- ") for line in block["examples"].splitlines() if line]


def intents() -> list[str]:
    listed = [one for path in DOMAIN for one in content(path).get("intents", [])]
    return [one if isinstance(one, str) else next(iter(one)) for one in listed]


def test_no_name_is_in_two_domain_files() -> None:
    # Rasa takes the first file it finds and only warns.
    seen: Counter[str] = Counter()
    for path in DOMAIN:
        for section, values in content(path).items():
            if section in ("intents", "entities", "actions", "slots", "responses"):
                names = [v if isinstance(v, str) else next(iter(v)) for v in values]
                seen.update(f"{section}: {name}" for name in names)
            elif section != "version":
                seen[section] += 1
    assert {name for name, count in seen.items() if count > 1} == set()


def test_every_intent_has_sentences_and_every_sentence_an_intent() -> None:
    assert {block["intent"] for _, block in blocks()} == set(intents())


def test_every_intent_leads_to_the_action_by_a_rule() -> None:
    rules = [r for p in (ROOT / "data/stories").glob("*.yml") for r in content(p).get("rules", [])]
    led = {
        step["intent"]
        for rule in rules
        for step, then in zip(rule["steps"], rule["steps"][1:], strict=False)
        if "intent" in step and then.get("action") == "action_aftercare_reply"
    }
    assert led == set(intents())


def test_the_actions_of_the_domain_are_the_ones_there_are() -> None:
    from actions import executor

    named = {one for path in DOMAIN for one in content(path).get("actions", [])}
    assert named == set(executor().actions)


def test_every_concept_has_both_sides_and_every_mark_a_concept() -> None:
    sides = {(b["metadata"].get("concept"), b["metadata"].get("present"))
             for _, b in blocks() if b.get("metadata")}  # fmt: skip
    # A mark without a concept: negatives for all of them, or an ordinary symptom's.
    sides -= {(None, False), (None, True)}
    assert sides == {(concept, side) for concept in CONCEPTS for side in (True, False)}


def test_every_ordinary_symptom_has_both_sides_and_a_name_of_ours() -> None:
    marks = [b["metadata"] for _, b in blocks() if "symptom" in (b.get("metadata") or {})]
    sides = {(mark["symptom"], mark["present"]) for mark in marks}
    names = {name for name, _ in sides}
    assert names <= set(SYMPTOMS) - set(RED_FLAGS)
    assert sides == {(name, side) for name in names for side in (True, False)}


@pytest.mark.parametrize("path", NLU, ids=lambda path: path.stem)
def test_sentences_hold_no_markup_of_rasa(path: Path) -> None:
    for block in content(path).get("nlu") or []:
        for example in examples(block) if "intent" in block else []:
            assert not re.search(r"\[[^\]]*\]\s*[({]", example), example
            assert not example.startswith("/"), example


def test_no_sentence_proves_two_concepts() -> None:
    shown: dict[str, set[str]] = {}
    for _, block in blocks():
        mark = block.get("metadata") or {}
        if mark.get("present"):
            for example in examples(block):
                shown.setdefault(example.lower(), set()).add(mark.get("concept") or mark["symptom"])
    assert {text for text, concepts in shown.items() if len(concepts) > 1} == set()


def test_sessions_never_expire_by_the_clock() -> None:
    (config,) = [c["session_config"] for c in map(content, DOMAIN) if "session_config" in c]
    assert config == {"session_expiration_time": 0, "carry_over_slots_to_new_session": True}


def test_what_we_replace_in_rasa_is_still_there() -> None:
    import rasa.core.actions.action as action
    from rasa.core.actions.action import RemoteAction

    assert isinstance(action.DEFAULT_REQUEST_TIMEOUT, float | int)
    assert callable(RemoteAction._validate_action_result)
    assert RemoteAction.action_response_format_spec()["type"] == "object"
