"""Matches that another one explains, or the words beside them: they name no symptom of their own."""

from __future__ import annotations

from bot.language.scope import Scope
from bot.language.symptoms.matches import Found
from bot.language.tokens import Tokens

_COURSED = frozenset({"twitching", "headache", "swelling", "bruising", "eyelid_droop", "heaviness"})
_YIELDS: dict[str, frozenset[str]] = {
    "heaviness": frozenset(
        {
            "head_heaviness",
            "eyelid_droop",
            "brow_droop",
            "chest_pain",
            "weakness",
            "eyelid_droop:mild",
            "headache",
        }
    ),
    "pain": frozenset(
        {
            "headache",
            "chest_pain",
            "neck_stiffness",
            "headache:worst_ever",
            "swallowing_difficulty",
            "weakness:stroke",
            "bumps",
            "hives:widespread",
            "rash",
        }
    ),
    "brow_droop": frozenset({"brow_asymmetry"}),
    "swelling": frozenset({"hives:widespread"}),
    "bumps": frozenset({"hives:widespread", "rash", "rash:infected", "swelling:airway"}),
    "twitching": frozenset({"chest_pain", "seizure", "double_vision", "blurred_vision"}),
    "fever": frozenset({"twitching"}),
    "no_effect": frozenset(
        {"wearing_off", "breathing_difficulty", "swallowing_difficulty", "eyelid_droop", "weakness"}
    ),
    "rash": frozenset({"hives:widespread"}),
    "rash:infected": frozenset({"hives:widespread"}),
    "chewing_difficulty": frozenset({"swallowing_difficulty"}),
    "smile_asymmetry": frozenset({"weakness:stroke", "swelling:airway"}),
    "facial_numbness": frozenset({"weakness:stroke", "chest_pain"}),
    "weakness": frozenset({"head_heaviness", "eyelid_droop", "speech_difficulty"}),
    "brow_asymmetry": frozenset({"eyelid_droop"}),
}
"""A vaguer label gives way to the exact ones that it overlaps with."""
_ELSEWHERE = frozenset(
    "throat knee knees back leg legs foot feet tummy stomach hip bum period periods".split()
)
_WELL = frozenset(
    "job trick same opposite work best rounds treatment frown beautifully nicely well perfectly great fine".split()
)


def without_explained(tokens: Tokens, found: list[Found]) -> list[Found]:
    """`found` without what another symptom of the message explains."""
    found = _settled(tokens, found)
    return [
        f
        for f in found
        if not any(
            other.label in _YIELDS.get(f.label, ()) and f.overlaps(other.first, other.last)
            for other in found
        )
    ]


def _settled(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Without what another symptom explains wherever it stands, or the words after it."""
    labels = {f.label for f in found}
    if _is_there(tokens, "swelling:airway", found):
        # Eyes shut by a swollen face are swelling, not a drooping lid.
        found = [
            f
            for f in found
            if not f.label.startswith("eyelid_droop")
            or "droop*" in f.source
            and "shut" not in f.source
        ]
    if "speech_difficulty" in labels:
        # A voice "hoarse and weak" is no weak arm.
        found = [f for f in found if f.label != "weakness" or not f.source.startswith("weak*")]
    if labels & _COURSED:
        # "No change" then speaks of the headache, and "it still moves" of the twitch.
        found = [
            f
            for f in found
            if f.label != "no_effect" or not ("change" in f.source or f.source.startswith("it"))
        ]
    vague = {"brow_asymmetry", "smile_asymmetry", "eyelid_droop", "eyelid_droop:mild", "brow_droop"}
    if labels & (vague | {"swelling", "swelling:airway", "weakness:stroke"}):
        # "My brow is doing that Spock thing."
        found = [f for f in found if not f.source.startswith("<part> _2 doing")]
    found = [
        f for f in found if not (f.source.startswith("<part> _2 doing") and _well(tokens, f.last))
    ]
    return [f for f in found if not (f.label == "pain" and _elsewhere(tokens, f.last))]


def _is_there(tokens: Tokens, label: str, found: list[Found]) -> bool:
    """Whether a label is reported, and not merely asked about ("what if my throat swells?")."""
    own = [f for f in found if f.label == label]
    scope = Scope(tokens, frozenset()) if own else None
    return scope is not None and any(
        scope.status(label, first, last, red=True) in {"present", "other"}
        for _, _, first, last in own
    )


def _well(tokens: Tokens, last: int) -> bool:
    """ "My forehead is doing the trick", "doing the same", "doing a great job"."""
    after = {item.norm for item in tokens.items[last + 1 : last + 4]}
    return bool(after & _WELL)


def _elsewhere(tokens: Tokens, last: int) -> bool:
    """ "Sore throat", "I hurt my knee": no pain of a treated face."""
    after = [item.norm for item in tokens.items[last + 1 : last + 3]]
    return bool(after) and (
        after[0] in _ELSEWHERE or (after[0] in {"my", "in"} and after[-1] in _ELSEWHERE)
    )
