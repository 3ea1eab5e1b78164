"""Of after-effects that one message holds, which gives way to which."""

from __future__ import annotations

from bot.language.telling_apart import Found, is_there, overlaps
from bot.language.tokens import Tokens

_COURSED = frozenset({"twitching", "headache", "swelling", "bruising", "eyelid_droop", "heaviness"})
_YIELDS: dict[str, frozenset[str]] = {
    # a vaguer label gives way to the exact one it overlaps with
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
    "collapse": frozenset({"brow_droop"}),
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
    "smile_asymmetry": frozenset({"weakness:stroke", "swelling:airway", "bite_awkwardness"}),
    "facial_numbness": frozenset({"weakness:stroke", "chest_pain"}),
    "weakness": frozenset(
        {"head_heaviness", "eyelid_droop", "speech_difficulty", "chewing_difficulty"}
    ),
    "brow_asymmetry": frozenset({"eyelid_droop"}),
}


def without_vaguer(found: list[Found]) -> list[Found]:
    """Without labels that give way to an exact one they overlap with."""
    return [
        f
        for f in found
        if not any(
            other[0] in _YIELDS.get(f[0], frozenset()) and overlaps(f, (other[2], other[3]))
            for other in found
        )
    ]


def settled(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Without what another symptom of the same message explains, wherever it stands."""
    labels = {f[0] for f in found}
    if is_there(tokens, "swelling:airway", found):
        # Eyes shut by a swollen face are swelling, not a drooping lid.
        found = [
            f
            for f in found
            if not f[0].startswith("eyelid_droop") or "droop*" in f[1] and "shut" not in f[1]
        ]
    if "speech_difficulty" in labels:
        # A voice "hoarse and weak" is no weak arm.
        found = [f for f in found if f[0] != "weakness" or not f[1].startswith("weak*")]
    if labels & _COURSED:
        # "No change" then speaks of the headache, and "it still moves" of the twitch.
        found = [
            f
            for f in found
            if f[0] != "no_effect" or not ("change" in f[1] or f[1].startswith("it"))
        ]
    vague = {"brow_asymmetry", "smile_asymmetry", "eyelid_droop", "eyelid_droop:mild", "brow_droop"}
    if labels & (vague | {"swelling", "swelling:airway", "weakness:stroke"}):
        # "My brow is doing that Spock thing."
        found = [f for f in found if not f[1].startswith("<part> _2 doing")]
    found = [f for f in found if not (f[1].startswith("<part> _2 doing") and _well(tokens, f[3]))]
    return [f for f in found if not (f[0] == "pain" and _elsewhere(tokens, f[3]))]


_ELSEWHERE = frozenset(
    "throat knee knees back leg legs foot feet tummy stomach hip bum period periods".split()
)


_WELL = frozenset(
    "job trick same opposite work best rounds treatment frown beautifully nicely well perfectly great fine".split()
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
