"""Questions are kept without who asked them, and put together by likeness."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.inbox import LONGEST, Question, grouped, stripped
from knowledge.similarity import CharacterSimilarity

AT = datetime.fromisoformat("2026-11-23T08:00:00")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("write to anna.k@example.org please", "write to [address] please"),
        ("see https://example.org/anna?x=1", "see [address]"),
        ("call me on +1 (555) 010-9988", "call me on [number]"),
        ("my number is 5550109988", "my number is [number]"),
        ("born 12/03/1985, is it ok", "born [date], is it ok"),
        ("treated on 2026-11-02", "treated on [date]"),
        ("my name is Anna Kowalska and it twitches", "my name is [name] and it twitches"),
        ("Hi, I'm Anna, does it hurt", "Hi, I'm [name], does it hurt"),
        ("I’m Anna", "I’m [name]"),
        ("this is anna here, can i fly", "this is [name] here, can i fly"),
        ("Dr. Smith did my forehead", "[name] did my forehead"),
        ("Nurse Mary O'Neill said so", "[name] said so"),
        ("it was Jane Doe who treated me", "it was [name] who treated me"),
        ("is it normal on day 12 after 20 units", "is it normal on day 12 after 20 units"),
        ("I’m worried about my eyelid", "I’m worried about my eyelid"),
        ("i'm here for a question", "i'm here for a question"),
        ("Can I fly? Is it OK", "Can I fly? Is it OK"),
    ],
)
def test_what_tells_who_asked_is_taken_out(text: str, kept: str) -> None:
    assert stripped(text) == kept


@given(st.text(max_size=600))
def test_any_text_can_be_stripped_and_again_changes_nothing_much(text: str) -> None:
    kept = stripped(text)
    assert len(kept) <= LONGEST
    assert "\n" not in kept


@given(st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.[a-z]{2,3}", fullmatch=True))
def test_no_address_is_kept(address: str) -> None:
    assert address not in stripped(f"please answer {address} soon")


@given(st.integers(10_000, 10**14))
def test_no_long_number_is_kept(number: int) -> None:
    assert str(number) not in stripped(f"my file is {number}")


def asked(*texts: str) -> list[Question]:
    """Questions without an answer."""
    return [Question(n, text, "no_answer", "", AT) for n, text in enumerate(texts)]


def test_like_questions_come_together_and_the_most_frequent_first() -> None:
    groups = grouped(
        asked(
            "can i fly tomorrow",
            "is a mole a problem",
            "Can I fly tomorrow?",
            "can i fly home tomorrow",
        ),
        CharacterSimilarity(),
        lambda text: [text[:5]],
    )
    assert [len(group.questions) for group in groups] == [3, 1]
    assert groups[0].wordings == ("can i fly tomorrow", "can i fly home tomorrow")
    assert groups[0].reasons == {"no_answer": 3}
    assert groups[0].suggestions == ("can i",)


def test_unlike_questions_stay_apart() -> None:
    groups = grouped(asked("can i fly", "what about moles"), CharacterSimilarity())
    assert [len(group.questions) for group in groups] == [1, 1]


@given(
    st.lists(st.sampled_from(["can i fly", "can i fly now", "mole", "?!", "price"]), max_size=12)
)
def test_no_question_is_lost_or_doubled(texts: list[str]) -> None:
    groups = grouped(asked(*texts), CharacterSimilarity())
    ids = sorted(question.id for group in groups for question in group.questions)
    assert ids == list(range(len(texts)))
    sizes = [len(group.questions) for group in groups]
    assert sizes == sorted(sizes, reverse=True)
