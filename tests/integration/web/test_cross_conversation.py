"""H06: one patient reads or speaks in another's chat."""

from __future__ import annotations

import random
import secrets
from typing import Any

from bot.web.signin_cookies import csrf_for
from tests.integration.web.fakes import ORDINARY, Clinic, Patient

ATTEMPTS = 1000
SECRET = "zanzibar"


async def test_a_thousand_attempts_at_another_patients_chat_read_and_write_nothing(
    clinic: Clinic,
) -> None:
    chance = random.Random(11)
    alice, mallory = await clinic.patient(), await clinic.patient()
    await alice.says(f"{SECRET}: {ORDINARY}")
    await mallory.says(ORDINARY)
    receptionist, editor = clinic.receptionist("Anna"), clinic.receptionist("Eve", "editor")
    before = await _state(clinic, alice)
    asked = len(clinic.engine.asked)
    for number in range(ATTEMPTS):
        headers = _credentials(chance, alice, mallory, receptionist.token, editor.token)
        method, path, more = _request(chance, alice, number)
        answer = await clinic.client.request(method, path, headers=headers, **more)
        assert answer.status_code >= 300, (method, path, headers)
        assert SECRET not in answer.text and SECRET not in str(answer.headers)
    assert await _state(clinic, alice) == before
    assert len(clinic.engine.asked) == asked


def _credentials(
    chance: random.Random, alice: Patient, mallory: Patient, desk: str, editor: str
) -> dict[str, str]:
    """Anything but Alice's own token in its place."""
    token = mallory.token
    flipped = ("A" if alice.token[0] != "A" else "B") + alice.token[1:]
    return chance.choice(
        [
            {},
            {"Authorization": f"Bearer {token}"},
            {"Authorization": f"Bearer {alice.id}"},
            {"Authorization": f"Bearer {secrets.token_urlsafe(32)}"},
            {"Authorization": f"Bearer {flipped}"},
            {"Authorization": f"Bearer {alice.token[:-1]}"},
            {"Authorization": f"Basic {alice.token}"},
            {"Authorization": alice.token},
            {"Authorization": f"Bearer {token}, Bearer {alice.token}"},
            {"Authorization": f"Bearer {desk}"},
            {"Cookie": f"token={alice.token}", "Authorization": f"Bearer {token}"},
            {"X-Conversation": alice.id, "Authorization": f"Bearer {token}"},
            {"Cookie": f"__Host-aftercare-session={editor}", "X-CSRF-Token": csrf_for(editor)},
            {"Cookie": f"__Host-aftercare-session={alice.token}"},
            {"Cookie": f"__Host-aftercare-session={desk[:-1]}"},
        ]
    )


def _request(chance: random.Random, alice: Patient, number: int) -> tuple[str, str, dict[str, Any]]:
    message = {"client_id": f"x{number}", "text": "I am Alice", "sender": alice.id}
    form = {"text": "I am the clinic", "version": "1"}
    desk = f"/desk/conversations/{alice.id}"
    wanted: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", alice.path("transcript"), {}),
        ("GET", alice.path("events"), {}),
        ("POST", alice.path("messages"), {"json": message}),
        ("POST", alice.path("messages") + f"?sender={alice.id}", {"json": message}),
        ("POST", alice.path("forget"), {}),
        ("POST", alice.path("typing"), {}),
        (
            "POST",
            alice.path("contact"),
            {"json": {"name": "M", "phone": "6660666", "consent": True}},
        ),
        ("GET", f"/api/conversations/../conversations/{alice.id}/transcript", {}),
        ("GET", f"/api/conversations/%2e%2e/{alice.id}/transcript", {}),
        ("GET", f"/api/conversations/{alice.id}%00/transcript", {}),
        ("GET", f"/api/conversations/{alice.id.swapcase()}/transcript", {}),
        ("GET", desk, {}),
        ("GET", f"{desk}/transcript", {}),
        ("GET", f"{desk}/print", {}),
        ("GET", "/api/desk/escalations", {}),
        ("GET", f"/desk/events?chat={alice.id}", {}),
        ("POST", f"{desk}/join", {"data": form}),
        ("POST", f"{desk}/say", {"data": form}),
        ("POST", f"{desk}/note", {"data": form}),
    ]
    return chance.choice(wanted)


async def _state(clinic: Clinic, alice: Patient) -> tuple[Any, ...]:
    return (
        await alice.transcript(),
        clinic.rows("desk_conversations"),
        clinic.rows("desk_messages"),
        clinic.rows("desk_contacts"),
        clinic.rows("desk_escalations"),
        clinic.rows("desk_events"),
    )
