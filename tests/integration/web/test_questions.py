"""Questions without a good answer reach the editors' inbox; a patient waits for none of it."""

from __future__ import annotations

import pytest

from bot.web.questions import why_noted
from knowledge.inbox import Inbox
from tests.integration.web.fakes import EMERGENCY, Clinic, reply


@pytest.fixture
def inbox(clinic: Clinic) -> Inbox:
    return clinic.app.state.editor.inbox


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"urgency": "out_of_scope", "entries": []}, "no_answer"),
        ({"urgency": "info", "entries": [], "reason": "not_covered"}, "no_answer"),
        ({"hand_over": True, "reason": "words"}, "hand_over"),
        ({"reason": "words", "score": 0.41}, "low_confidence"),
        ({"reason": "words", "score": 0.9}, None),
        ({"reason": "facts", "score": 0.2}, None),
        ({"hand_over": True, "reason": "hand_over", "entries": []}, None),
        ({"urgency": "urgent", "hand_over": True, "reason": "red_flag"}, None),
    ],
)
def test_which_replies_an_editor_should_see(more: dict[str, object], why: str | None) -> None:
    assert why_noted(reply(**more)) == why


async def test_an_unanswered_question_is_noted_without_who_asked(
    clinic: Clinic, inbox: Inbox
) -> None:
    clinic.engine.answer = [reply(urgency="out_of_scope", entries=[])]
    patient = await clinic.patient()
    await patient.says("can i fly, i am Anna Kowalska, 555 010 9988")
    await clinic.app.state.questions.keep()
    (question,) = inbox.open()
    assert question.text == "can i fly, i am [name], [number]"
    assert question.why == "no_answer"


async def test_red_flags_and_good_answers_are_not_noted(clinic: Clinic, inbox: Inbox) -> None:
    patient = await clinic.patient()
    await patient.says(EMERGENCY)
    await patient.says("is a bruise normal")
    await clinic.app.state.questions.keep()
    assert inbox.open() == [] and inbox.recent() == []


async def test_a_clinic_may_keep_all_questions_for_replays(opening) -> None:
    async with opening(keep_questions=True) as clinic:
        patient = await clinic.patient()
        await patient.says("is a bruise normal")
        await clinic.app.state.questions.keep()
        inbox = clinic.app.state.editor.inbox
        assert inbox.open() == [] and inbox.recent() == ["is a bruise normal"]


@pytest.mark.parametrize("stored", [True, False])
async def test_forgetting_a_chat_erases_its_notes(
    clinic: Clinic, inbox: Inbox, stored: bool
) -> None:
    clinic.engine.answer = [reply(urgency="out_of_scope", entries=[])]
    patient = await clinic.patient()
    await patient.says("can i fly")
    if stored:
        await clinic.app.state.questions.keep()
        assert inbox.waiting() == 1
    answer = await clinic.client.post(patient.path("forget"), headers=patient.headers)
    assert answer.status_code in (200, 204)
    await clinic.app.state.questions.keep()
    assert inbox.waiting() == 0


async def test_notes_are_erased_after_the_retention(clinic: Clinic, inbox: Inbox) -> None:
    from datetime import timedelta

    clinic.app.state.questions.note("c", "can i fly", "no_answer")
    await clinic.app.state.questions.keep()
    clinic.clock.now += timedelta(days=29)
    await clinic.app.state.questions.expire()
    assert inbox.waiting() == 1
    clinic.clock.now += timedelta(days=2)
    await clinic.app.state.questions.expire()
    assert inbox.waiting() == 0


async def test_a_thumb_down_brings_the_question_with_its_entry(
    clinic: Clinic, inbox: Inbox
) -> None:
    patient = await clinic.patient()
    told = await patient.says("is a bruise normal")
    for body in (
        {"reply": told["id"], "thumb": "up"},
        {"reply": told["id"], "thumb": "down"},
        {"reply": told["id"], "thumb": "down", "words": "it did not help"},
    ):
        path = patient.path("feedback")
        answer = await clinic.client.post(path, json=body, headers=patient.headers)
        assert answer.status_code == 200
    await clinic.app.state.questions.keep()
    (question,) = inbox.open()
    assert (question.text, question.why, question.entry_id, question.words) == (
        "is a bruise normal",
        "thumbs_down",
        "bruising",
        "it did not help",
    )


async def test_words_that_come_with_or_after_a_thumb_reach_the_question_without_who_wrote_them(
    clinic: Clinic, inbox: Inbox
) -> None:
    alice, bob = await clinic.patient(), await clinic.patient()
    for patient, all_words in ((alice, ["call 555 010 9988"]), (bob, ["", "too vague", ""])):
        told = await patient.says("is a bruise normal")
        for words in all_words:
            body = {"reply": told["id"], "thumb": "down", **({"words": words} if words else {})}
            await clinic.client.post(patient.path("feedback"), json=body, headers=patient.headers)
            await clinic.app.state.questions.keep()
    assert [question.words for question in inbox.open()] == ["too vague", "call [number]"]
    eve = clinic.receptionist("Eve", "editor")
    page = (await eve.get("/editor/inbox")).text
    assert "Of the answer: <q>too vague</q>" in page and "2 ×" in page
    await clinic.client.post(bob.path("forget"), headers=bob.headers)
    assert [question.words for question in inbox.open()] == ["call [number]"]
