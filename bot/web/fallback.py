"""What a patient is told when the language engine, or even the urgent card, fails."""

from __future__ import annotations

from typing import Any

from bot import explaining
from bot.case.facts import CaseFacts
from bot.settings import Settings

PUBLIC = (
    "role",
    "text",
    "urgency",
    "facts",
    "entries",
    "sources",
    "asks",
    "choices",
    "card",
    "timeline",
    "reviewed",
    "language",
)
"""The keys of a Reply that a patient gets, besides `id`, `at` and `escalation`."""
_WHERE_THERE_IS_ONE = frozenset({"card", "timeline", "reviewed", "language"})

STAFF_ONLY = frozenset({explaining.KEY})
"""Keys that a stored Reply may have and no patient gets."""


def incident(settings: Settings, facts: dict[str, Any] | None = None) -> dict[str, Any]:
    """An honest Reply for a question that could not be worked out."""
    text = (
        "I could not work that out just now. Your message is saved and the front desk has been "
        f"told.\n\nTo talk to someone, call {settings.clinic_phone} ({settings.opening_hours}).\n\n"
        "If you have trouble breathing, swallowing, speaking or seeing, or you feel weak, call "
        f"{settings.emergency_number} now. Do not wait for a reply here."
    )
    return {
        "role": "system",
        "text": text,
        "urgency": "review",
        "facts": facts or CaseFacts().public(),
        "entries": [],
        "sources": [],
        "asks": None,
        "choices": [],
    }


def last_resort(urgency: str, settings: Settings) -> dict[str, Any]:
    """A card for a red flag, for when the proper card can't be made."""
    if urgency == "emergency":
        heading, phone = f"Call {settings.emergency_number} now", settings.emergency_number
        points = [
            "What you wrote can be a sign of an emergency.",
            "Do not drive yourself.",
            "Do not wait for a reply here.",
        ]
    else:
        heading, phone = f"Call us now: {settings.clinic_phone}", settings.clinic_phone
        points = [
            "What you wrote needs to be looked at today.",
            f"If we do not answer, or it gets worse, call {settings.emergency_number}.",
            "Do not wait for a reply here.",
        ]
    return {
        **incident(settings),
        "role": "bot",
        "urgency": urgency,
        "text": f"{heading}.\n" + "\n".join(f"• {point}" for point in points),
        "card": {"heading": heading, "points": points, "phone": phone},
    }


def is_reply(value: Any) -> bool:
    """Whether the engine's answer has the form of a Reply; anything else counts as garbled."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("text"), str)
        and bool(value["text"].strip())
        and (value.get("urgency") is None or isinstance(value["urgency"], str))
        and isinstance(value.get("facts") or {}, dict)
        and all(isinstance(value.get(key) or [], list) for key in ("entries", "sources", "choices"))
        and (value.get("asks") is None or isinstance(value["asks"], str))
        and all(isinstance(value.get(key) or {}, dict) for key in ("card", "timeline", "reviewed"))
        and isinstance(value.get("case") or {}, dict)
    )


def public(reply: dict[str, Any]) -> dict[str, Any]:
    """`reply` with the contract's keys only, each present and of its type."""
    kept = {
        key: reply.get(key) for key in PUBLIC if key not in _WHERE_THERE_IS_ONE or reply.get(key)
    }
    kept["role"] = kept["role"] if kept["role"] in ("bot", "staff", "system") else "bot"
    for key in ("entries", "sources", "choices"):
        kept[key] = kept[key] or []
    kept["facts"] = kept["facts"] or CaseFacts().public()
    return kept


def for_patient(body: dict[str, Any]) -> dict[str, Any]:
    """A stored Reply as the patient gets it."""
    return {key: value for key, value in body.items() if key not in STAFF_ONLY}
