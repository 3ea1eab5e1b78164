"""The replay sees what patients would see, and stops what must not happen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from knowledge_samples import SAFETY_NETS, SECTIONS, VALID, entry

from knowledge.library import Library
from knowledge.lookup import Query
from knowledge.replay import Asked, Report, Understood, gathered, live_key, replay, with_change
from knowledge.replay_messages import messages, stored
from knowledge.similarity import CharacterSimilarity

SWALLOWING = entry(
    id="what-if-swallowing",
    title="If swallowing gets hard",
    answer="Call {emergency_number} now. Do not wait.",
    symptoms=(),
    areas=(),
    days=None,
    topic="what-if-swallowing",
    urgency="info",
    questions=(
        "what if swallowing gets hard",
        "trouble swallowing one day",
        "food stuck in throat",
    ),
)
PRICES = entry(
    id="prices",
    title="Prices",
    answer="Ask the clinic about prices.",
    symptoms=(),
    areas=(),
    days=None,
    topic="prices",
    urgency="info",
    questions=("how much does it cost", "price of a treatment", "what do you charge"),
)
BEFORE = Library(
    entries={e.id: e for e in (PRICES, VALID, SWALLOWING)},
    sections=SECTIONS,
    safety_nets=SAFETY_NETS,
)
RED = Asked("what if swallowing gets hard for me", "stored", red=True)


def understand(text: str) -> Understood:
    """Everything is a question, unless somebody cannot breathe."""
    return Understood(Query(text=text), card="breathing" if "breathe" in text else "")


def report(changed, *more: Asked, aim: str = "published", kept: tuple[str, ...] = ()) -> Report:
    """What the replay of `changed` finds."""
    after = with_change(BEFORE, changed, aim=aim)
    asked = gathered(BEFORE, after, [RED, *more], kept)
    return replay(
        BEFORE,
        after,
        changed.id,
        asked,
        understand=understand,
        similarity=CharacterSimilarity(),
    )


def test_a_change_that_changes_nothing_is_let_through() -> None:
    found = report(replace(PRICES, revision=2))
    assert (found.changed, found.blocked, found.moved, found.competing) == (0, [], [], [])
    assert found.asked == 12 and found.red == 1


def test_other_words_are_shown_and_not_blocked() -> None:
    found = report(replace(PRICES, answer="Ask us at the desk about prices."))
    assert {m.kind for m in found.moved} == {"reworded"}
    assert {m.before for m in found.moved} == {"prices"}
    assert found.blocked == []


def test_a_question_that_moves_to_another_entry_is_shown() -> None:
    more = ("does my eye flutter so", "does my eye flutter so?")
    thief = replace(PRICES, questions=(*PRICES.questions, *more))
    found = report(thief, Asked("does my eye flutter so", "stored"))
    (moved,) = [m for m in found.moved if (m.kind, m.origin) == ("moved", "stored")]
    assert (moved.text, moved.before, moved.after) == (
        "does my eye flutter so",
        VALID.id,
        "prices",
    )


def test_an_example_question_that_is_taken_away_blocks() -> None:
    thief = replace(PRICES, questions=(*PRICES.questions, "why does my eye flutter"))
    found = report(thief)
    assert any("no longer reaches" in b or "an example of this entry" in b for b in found.blocked)
    assert any(c.text == "why does my eye flutter" for c in found.competing)


def test_a_new_example_that_another_entry_answers_blocks() -> None:
    found = report(
        replace(PRICES, questions=(*PRICES.questions, "what would a refill set me back"))
    )
    assert found.blocked == []
    found = report(replace(PRICES, questions=("eye twitch after crows feet", "xyz", "abc")))
    assert any("an example of this entry" in reason for reason in found.blocked)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answer": "Rest a little. Do not wait."}, "whom to call"),
        ({"urgency": "self_care"}, "urgency"),
        ({"safety_net": "none"}, "close with other advice"),
    ],
)
def test_a_changed_answer_to_a_warning_sign_blocks(change: dict[str, str], says: str) -> None:
    found = report(replace(SWALLOWING, **change))
    assert any(RED.text in reason and says in reason for reason in found.blocked)


def test_other_words_around_the_call_do_not_block() -> None:
    found = report(replace(SWALLOWING, answer="Call {emergency_number} now. Do not wait for us."))
    assert found.blocked == []
    assert {m.kind for m in found.moved} == {"reworded"}


def test_taking_down_the_answer_to_a_warning_sign_blocks() -> None:
    found = report(SWALLOWING, aim="retired")
    assert any("warning sign" in reason for reason in found.blocked)


def test_a_warning_sign_that_another_entry_would_answer_blocks() -> None:
    thief = replace(PRICES, questions=(*PRICES.questions, RED.text, RED.text + "?"))
    found = report(thief)
    assert any("instead of “If swallowing gets hard”" in reason for reason in found.blocked)


def test_what_a_card_answers_stays_with_the_card() -> None:
    found = report(
        replace(PRICES, questions=(*PRICES.questions, "i cannot breathe")),
        Asked("i cannot breathe", "stored", red=True),
    )
    assert found.cards == 2
    assert found.blocked == []


def test_taking_down_an_ordinary_entry_shows_who_answers_instead() -> None:
    found = report(PRICES, aim="retired")
    assert {m.before for m in found.moved} == {"prices"}
    assert found.blocked == []


def test_real_questions_are_replayed_too() -> None:
    found = report(
        replace(PRICES, questions=(*PRICES.questions, "snorkel goggles")),
        kept=("snorkel goggles", "my snorkel goggles"),
    )
    (moved,) = [m for m in found.moved if m.origin == "kept"]
    assert moved.text == "my snorkel goggles", "what is an example is listed once"
    assert (moved.kind, moved.after) == ("answered", "prices")


def test_what_is_live_has_a_name_that_changes_with_it() -> None:
    assert live_key(BEFORE) == live_key(with_change(BEFORE, PRICES, aim="published"))
    changed = with_change(BEFORE, replace(PRICES, revision=7), aim="published")
    assert live_key(BEFORE) != live_key(changed)


def test_progress_ends_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    after = with_change(BEFORE, PRICES, aim="published")
    replay(
        BEFORE,
        after,
        "prices",
        [Asked("what do you charge", "stored")] * 150,
        understand=understand,
        similarity=CharacterSimilarity(),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[0] == (0, 450) and told[-1] == (450, 450)
    assert told == sorted(told)


def test_the_stored_messages_are_many_and_of_each_kind() -> None:
    kinds = messages()
    assert sum(map(len, kinds.values())) >= 60
    assert min(map(len, kinds.values())) >= 10
    assert len({one.text for one in stored()}) == len(stored())
    assert sum(one.red for one in stored()) >= 30
