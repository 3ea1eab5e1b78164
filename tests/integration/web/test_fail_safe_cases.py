"""Hazard H05: what needs a person becomes one case of the episode, and the case only rises."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.case.facts import CaseFacts
from tests.integration.web.fakes import EMERGENCY, ORDINARY, URGENT, Clinic, reply

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]


async def test_one_case_an_episode_that_rises_and_never_falls(clinic: Clinic) -> None:
    alice = await clinic.patient()
    clinic.engine.answer = []
    first = await alice.says(ORDINARY)
    await alice.says(URGENT)
    await alice.says(EMERGENCY)
    last = await alice.says(URGENT)
    assert first["escalation"]["id"] == last["escalation"]["id"]
    (case,) = await clinic.cases()
    assert (case["kind"], case["urgency"], case["message"]) == ("red_flag", "emergency", EMERGENCY)
    assert [row.kind for row in clinic.rows("desk_outbox")] == [
        "escalation_opened",
        "escalation_upgraded",
        "escalation_upgraded",
    ]


async def test_a_new_treatment_episode_opens_a_case_of_its_own(clinic: Clinic) -> None:
    alice = await clinic.patient()
    clinic.engine.answer = [reply("Call 911 now", urgency="emergency")]
    await alice.says(EMERGENCY)
    clinic.engine.answer = [
        reply("Call 911 now", urgency="emergency", case=CaseFacts(episode=2).to_dict())
    ]
    await alice.says(EMERGENCY)
    assert sorted(case["episode"] for case in await clinic.cases()) == [1, 2]


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"hand_over": True, "reason": "hand_over"}, "request"),
        ({"hand_over": True, "reason": "not_covered"}, "hand_over"),
    ],
)
async def test_the_engine_can_hand_over(clinic: Clinic, more: dict[str, Any], kind: str) -> None:
    clinic.engine.answer = [reply("A person will answer.", urgency="out_of_scope", **more)]
    alice = await clinic.patient()
    answer = await alice.says("how much is it?")
    assert not {"hand_over", "reason", "case"} & set(answer)
    assert answer["escalation"]["status"] == "open"
    assert [case["kind"] for case in await clinic.cases()] == [kind]


async def test_the_button_reaches_a_person_even_with_the_engine_dead(clinic: Clinic) -> None:
    clinic.engine.die()
    alice = await clinic.patient()
    answer = await alice.says("I would like to talk to a person.", want="person")
    assert answer["escalation"]
    assert [case["kind"] for case in await clinic.cases()] == ["request"]


async def test_a_closed_case_opens_again_at_the_next_red_flag(clinic: Clinic) -> None:
    alice = await clinic.patient()
    await alice.says(EMERGENCY)
    (case,) = await clinic.cases()
    done = await clinic.receptionist("Anna").post(
        f"/desk/cases/{case['id']}/resolve", version=case["version"], outcome="advised"
    )
    assert done.status_code == 200
    assert await clinic.cases() == []
    assert (await alice.says(URGENT))["escalation"] == {"id": case["id"], "status": "open"}
    (again,) = await clinic.cases()
    assert again["urgency"] == "emergency"


async def test_many_patients_at_once_each_get_one_case(clinic: Clinic) -> None:
    clinic.engine.die()
    patients = [await clinic.patient() for _ in range(25)]
    cards = await asyncio.gather(*(p.says(EMERGENCY) for p in patients))
    assert all(card["card"] for card in cards)
    assert len({case["conversation_id"] for case in await clinic.cases()}) == 25
