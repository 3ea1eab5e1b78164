"""A replay reads messages as the dialogue does."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reading_questions import understand
from knowledge.replay_messages import messages

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind in ("emergency", "urgent") for text in messages()[kind]],
)
def test_the_stored_warning_signs_get_their_cards(kind: str, text: str) -> None:
    assert understand(text, today=TODAY).card


@pytest.mark.parametrize("text", [*messages()["about_warning_signs"], *messages()["everyday"]])
def test_the_others_are_looked_up(text: str) -> None:
    assert understand(text, today=TODAY).card == ""


def test_a_symptom_is_looked_up_by_its_facts() -> None:
    query = understand("my eyelid is twitching, treated 3 days ago", today=TODAY).query
    assert (query.kind, query.symptoms, query.days) == ("symptom", ("twitching",), (3, 3))
    assert "eyelid" in query.areas or "crows_feet" in query.areas
    assert query.urgency == "self_care"


def test_a_question_is_looked_up_by_its_words() -> None:
    query = understand("can I go to the gym?", today=TODAY).query
    assert (query.kind, query.symptoms) == ("question", ())
    assert "gym" in query.text
