"""Answering by phone: the same answer as in the chat, and nothing kept that nobody needs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.language.tokens import import_spacy
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic, reply
from tests.integration.web.staffing import Colleague

import_spacy()


async def ask(anna: Colleague, **form: Any) -> str:
    """Ask for a caller; gives the address of the call."""
    answer = await anna.post("/desk/ask", **form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_a_callers_words_get_the_answer_that_a_patient_gets(clinic: Clinic) -> None:
    anna, alice = clinic.receptionist("Anna"), await clinic.patient()
    told = await alice.says(ORDINARY)
    call = await ask(anna, text=ORDINARY)
    page = (await anna.get(call)).text
    assert told["text"] in page and "Small quirks that pass" in page
    assert clinic.engine.asked[-1][1] == ORDINARY


async def test_what_is_ticked_goes_as_a_patients_words(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    await ask(anna, area=["chin", "neck"], days="3", symptom=["pain", "twitching"], trend="fading")
    assert clinic.engine.asked[-1][1] == (
        "I had botox in my chin and neck 3 days ago. I have twitching. I have pain. It is fading."
    )


async def test_a_question_back_is_shown_with_its_choices_and_the_call_goes_on(
    clinic: Clinic,
) -> None:
    anna = clinic.receptionist("Anna")
    clinic.engine.answer = [
        reply("Which part?", asks="area", choices=[{"title": "Chin", "value": "chin"}])
    ]
    call = await ask(anna, text="it twitches")
    page = (await anna.get(call)).text
    assert "Ask next: Which area was treated?" in page and ">Chin</button>" in page
    assert await ask(anna, text="chin", call=call.split("/")[-1]) == call
    assert clinic.engine.asked[-1][2]["asked"] == "area"


async def test_a_red_flag_on_the_phone_shows_its_card_and_raises_no_alarm_by_itself(
    clinic: Clinic,
) -> None:
    anna = clinic.receptionist("Anna")
    call = await ask(anna, text=EMERGENCY)
    page = (await anna.get(call)).text
    assert "Call 911 now" in page and "Make a case" in page
    assert "front desk right now" not in page
    assert await clinic.cases() == [] and clinic.rows("desk_outbox") == []


async def test_a_case_made_of_a_call_is_the_receptionists_own(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    call = await ask(anna, text=EMERGENCY)
    made = await anna.post(f"{call}/case", name="Alice", phone="555 0100", consent="yes")
    assert made.status_code == 200, made.text
    (case,) = await clinic.cases()
    assert (case["claimed_by"], case["acknowledged"], case["message"]) == ("Anna", True, EMERGENCY)
    assert case["contact"] == {"name": "Alice", "phone": "555 0100"}
    page = (await anna.get(f"/desk/conversations/{case['conversation_id']}")).text
    assert "by phone" in page and "Take the chat over" not in page.split('id="shortcuts"')[0]
    await anna.post(f"{call}/case")
    assert len(await clinic.cases()) == 1


async def test_a_number_needs_the_callers_consent(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    call = await ask(anna, text=ORDINARY)
    refused = await anna.post(f"{call}/case", name="Alice", phone="555 0100")
    assert refused.status_code == 422 and clinic.rows("desk_contacts") == []


async def test_the_end_of_a_call_erases_it_unless_it_is_a_case(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    call, cased = await ask(anna, text=ORDINARY), await ask(anna, text=EMERGENCY)
    await anna.post(f"{cased}/case")
    for one in (call, cased):
        await anna.post(f"{one}/end")
    assert (await anna.get(call)).status_code == 404
    assert (await anna.get(cased)).status_code == 200
    texts = [row.text for row in clinic.rows("desk_messages")]
    assert ORDINARY not in texts and EMERGENCY in texts


async def test_a_call_left_open_is_erased_after_a_day(clinic: Clinic) -> None:
    anna = clinic.receptionist("Anna")
    await ask(anna, text=ORDINARY)
    clinic.clock.now += timedelta(days=1, minutes=1)
    await clinic.app.state.parts.intake.sweep()
    assert clinic.rows("desk_messages") == []


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "nothing to ask"),
        ({"text": "  "}, "nothing to ask"),
        ({"days": "soon", "symptom": "pain"}, "whole number"),
        ({"text": "x" * 1001}, "longer than"),
    ],
)
async def test_what_is_no_question_says_what_is_missing(
    clinic: Clinic, form: dict[str, str], words: str
) -> None:
    answer = await clinic.receptionist("Anna").post("/desk/ask", **form)
    assert answer.status_code == 422 and words in answer.json()["error"]["message"]


async def test_a_patients_chat_is_no_call(clinic: Clinic) -> None:
    anna, alice = clinic.receptionist("Anna"), await clinic.patient()
    for path in (f"/desk/ask/{alice.id}/case", f"/desk/ask/{alice.id}/end"):
        assert (await anna.post(path)).status_code == 404
    answer = await anna.post("/desk/ask", text=ORDINARY, call=alice.id)
    assert answer.status_code == 404
    assert (await alice.transcript())["messages"] == []


async def test_no_token_opens_a_call(clinic: Clinic) -> None:
    call = await ask(clinic.receptionist("Anna"), text=ORDINARY)
    path = f"/api/conversations/{call.split('/')[-1]}/transcript"
    for token in ("", "x", "None"):
        answer = await clinic.client.get(path, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code in (401, 403)
