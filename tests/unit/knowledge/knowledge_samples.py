"""Small, valid knowledge for the tests to spoil."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from knowledge.entry import Applies, Entry

SECTIONS = {"S04": "Small quirks that pass", "S06": "Warning signs to act on"}
SAFETY_NETS = {
    "general": "We cannot see you here. Call the clinic on {clinic_phone} today if it grows. "
    "Call {emergency_number} at once for trouble breathing.",
    "none": "",
}
FACTS = {40: ("S04.P1",), 41: ("S04.P2",), 55: ("S06.P2",)}

VALID = Entry(
    id="twitch-eyelid",
    title="Eyelid twitch in the first days",
    answer="A small twitch near the eye is common at first. It comes and goes. It fades in a week.",
    applies=Applies(areas=("eyelid",), symptoms=("twitching",), days=(0, 9), topic="twitch"),
    urgency="self_care",
    questions=(
        "my eyelid keeps jumping",
        "eye twitch after crows feet",
        "lid flickers in the sun",
        "is a jumpy eyelid ok",
        "why does my eye flutter",
    ),
    sources=("S04.P1", "S04.P2"),
    facts=(40, 41),
    reviewed_on=date(2026, 11, 20),
    reviewed_by="Alice",
)


def entry(**changes: Any) -> Entry:
    """The valid entry with `changes`; `areas`, `symptoms`, `days`, `trends`, `topic` go inside."""
    inside = {
        name: changes.pop(name)
        for name in ("areas", "symptoms", "days", "trends", "topic")
        if name in changes
    }
    return replace(VALID, applies=replace(VALID.applies, **inside), **changes)
