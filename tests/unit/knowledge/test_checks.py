"""Every rule of the content checks, by what it lets through and what it stops."""

from __future__ import annotations

import re
from typing import Any

import pytest
from knowledge_samples import FACTS, SAFETY_NETS, SECTIONS, VALID, entry

from knowledge.checks import Problem, check, check_library
from knowledge.files import article_hashes
from knowledge.wording import phrases, shingles

LONG = "We saw it. " * 60


def problems(**changes: Any) -> list[Problem]:
    return check(entry(**changes), sections=SECTIONS, safety_nets=SAFETY_NETS, known_facts=FACTS)


def test_a_sound_entry_has_no_problem() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("id", {"id": "No Good"}),
        ("title", {"title": " "}),
        ("urgency", {"urgency": "soon"}),
        ("status", {"status": "live"}),
        ("reviewed_on", {"reviewed_on": None}),
        ("applies.areas", {"areas": ("elbow",)}),
        ("applies.symptoms", {"symptoms": ("dysphagia",)}),
        ("applies.trends", {"trends": ("odd",)}),
        ("applies.days", {"days": (5, 2)}),
        ("applies.days", {"days": (-1, 2)}),
        ("applies.topic", {"topic": "", "symptoms": ()}),
        ("sources", {"sources": ()}),
        ("sources", {"sources": ("S04.P1", "S04.P2", "S99.P1")}),
        ("sources", {"sources": ("S06.P2",)}),
        ("facts", {"facts": ()}),
        ("facts", {"facts": (40, 999)}),
        ("questions", {"questions": VALID.questions[:4]}),
        ("questions", {"questions": (*VALID.questions, "My eyelid keeps jumping!")}),
        ("questions", {"questions": (*VALID.questions, "?")}),
        ("questions", {"questions": (*VALID.questions, "why " * 90)}),
        ("safety_net", {"safety_net": "missing"}),
        ("safety_net", {"safety_net": "none"}),
        ("answer", {"answer": ""}),
        ("answer", {"answer": LONG}),
        ("answer", {"answer": "Temporary neuromuscular irritability accompanies denervation."}),
        ("answer", {"answer": "Call {the_boss} now."}),
        ("answer", {"answer": "Call {clinic_phone now."}),
        ("answer", {"answer": "Ask for [name] at the desk."}),
        ("title", {"title": "Call [number]"}),
        ("answer", {"urgency": "emergency", "safety_net": "none"}),
        ("answer", {"urgency": "urgent", "safety_net": "none"}),
    ],
)
def test_what_is_wrong_is_named_by_its_field(field: str, changes: dict[str, Any]) -> None:
    assert field in {problem.field for problem in problems(**changes)}


@pytest.mark.parametrize(
    "text",
    [
        "You may need 20 units more.",
        "Ask for two to four units in the brow.",
        "Take 400 mg at night.",
        "Some Tylenol helps.",
        "An antihistamine helps.",
        "Dysport works the same way.",
        "You have an infection.",
        "You have a mild allergic reaction.",
        "This is ptosis.",
        "It sounds like a stroke.",
        "There is nothing to worry about.",
        "This is 100% safe.",
        "A natural finish is the reward.",
        "I see it most often near the eye.",
        "Medical-grade care is what you get.",
        "In my practice it goes away.",
    ],
)
def test_unsafe_or_borrowed_wording_is_stopped(text: str) -> None:
    assert "answer" in {problem.field for problem in problems(answer=text)}


@pytest.mark.parametrize(
    "text",
    [
        "If you have an allergic rash, call us.",
        "Call when you think you have an infection.",
        "This does not mean it is a stroke.",
        "A few units may be added at the review. More units do not calm a twitch.",
        "Two weeks after the visit, three points may still itch.",
        "We can not say which pain relief is right. Ask a pharmacist.",
        "Rest at home. It will fade in days.",
    ],
)
def test_ordinary_wording_is_let_through(text: str) -> None:
    assert problems(answer=text) == []


def test_a_hand_over_needs_no_source_and_fewer_questions() -> None:
    changes = {"hand_over": True, "sources": (), "facts": (), "questions": VALID.questions[:3]}
    assert problems(**changes) == []


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("Like a BLUE-marmalade sky it settles.", "blue marmalade"),
        ("The zeppelin settles.", "zeppelin"),
        ("Marmalade is blue.", ""),
    ],
)
def test_a_catchword_of_the_article_is_stopped(answer: str, found: str) -> None:
    article = frozenset([*phrases("blue marmalade")][-1:]) | frozenset(phrases("zeppelin"))
    messages = [
        p.message
        for p in check(
            entry(answer=answer),
            sections=SECTIONS,
            safety_nets=SAFETY_NETS,
            known_facts=FACTS,
            article=article,
        )
    ]
    assert [f"“{found}”" in m for m in messages if "advertising" in m] == ([True] if found else [])


def test_the_hashes_of_the_article_are_there() -> None:
    hashes = article_hashes()
    assert len(hashes) > 2_700
    assert all(re.fullmatch("[0-9a-f]{12}", digest) for digest in hashes)


def test_a_copied_stretch_is_found_whatever_its_case_and_punctuation() -> None:
    article = frozenset(shingles("The quick brown fox jumps over the lazy dog and sleeps."))
    found = check(
        entry(answer="Here: the QUICK brown fox, jumps over the lazy dog."),
        sections=SECTIONS,
        safety_nets=SAFETY_NETS,
        known_facts=FACTS,
        article=article,
    )
    assert ["the quick brown fox jumps over the lazy" in p.message for p in found] == [True]


def library_problems(
    *entries: Any, unused: dict[int, str] | None = None, **texts: Any
) -> list[str]:
    found = check_library(
        entries,
        sections=texts.get("sections", SECTIONS),
        safety_nets=texts.get("safety_nets", SAFETY_NETS),
        known_facts=FACTS,
        unused_facts={55: "told on the urgent card"} if unused is None else unused,
    )
    return [str(problem) for problem in found]


def test_a_sound_library_has_no_problem() -> None:
    assert library_problems(VALID) == []


def test_a_fact_told_nowhere_is_named() -> None:
    assert any("fact 55" in text for text in library_problems(VALID, unused={}))


def test_a_fact_told_only_in_a_draft_counts_as_forgotten() -> None:
    assert any("fact 40" in text for text in library_problems(entry(status="draft")))


def test_a_fact_both_used_and_excused_is_named() -> None:
    assert any("fact 40 is used" in t for t in library_problems(VALID, unused={40: "x", 55: "x"}))


def test_two_entries_may_not_claim_one_question() -> None:
    other = entry(id="other", questions=("My eyelid keeps jumping?", *"abcd"))
    assert any("also in twitch-eyelid" in text for text in library_problems(VALID, other))


def test_two_entries_may_not_share_an_id() -> None:
    assert any("is used by another entry" in text for text in library_problems(VALID, VALID))


def test_safety_nets_are_read_for_unsafe_words_too() -> None:
    nets = {**SAFETY_NETS, "bad": "Take some ibuprofen."}
    assert any("names a drug" in text for text in library_problems(VALID, safety_nets=nets))
