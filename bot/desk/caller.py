"""What a receptionist ticked for a caller, in the words of a patient. Pure.

The words then go the same way as a patient's message, so a caller gets the same answer. A test
holds each of them to be read back as what was ticked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

AREAS: Mapping[str, str] = {
    "forehead": "forehead",
    "glabella": "frown lines",
    "crows_feet": "crow's feet",
    "brow": "brow",
    "eyelid": "eyelid",
    "bunny_lines": "bunny lines",
    "upper_lip": "upper lip",
    "lip_flip": "lip flip",
    "mouth_corner": "corners of the mouth",
    "marionette": "marionette lines",
    "chin": "chin",
    "masseter": "masseter",
    "jawline": "jawline",
    "neck": "neck",
    "full_face": "full face",
    "midface": "midface",
    "underarm": "underarms",
    "scalp": "scalp",
}
SYMPTOMS: Mapping[str, str] = {
    "breathing_difficulty": "I have trouble breathing.",
    "swallowing_difficulty": "I have trouble swallowing.",
    "speech_difficulty": "I have trouble speaking.",
    "double_vision": "I have double vision.",
    "blurred_vision": "I have blurred vision.",
    "weakness": "My muscles feel weak.",
    "head_heaviness": "My head feels too heavy to hold up.",
    "hives": "I have hives.",
    "chest_pain": "I have chest pain.",
    "collapse": "I collapsed.",
    "seizure": "I had a seizure.",
    "bladder_loss": "I have lost control of my bladder.",
    "suicidal_thoughts": "I want to end my life.",
    "eyelid_droop": "My eyelid is drooping.",
    "fever": "I have a fever.",
    "rash": "I have a rash.",
    "neck_stiffness": "I have a stiff neck.",
    "headache": "I have a headache.",
    "twitching": "I have twitching.",
    "brow_droop": "My brow is drooping.",
    "brow_asymmetry": "My brows are uneven.",
    "smile_asymmetry": "My smile is uneven.",
    "heaviness": "It feels heavy.",
    "bruising": "I have a bruise.",
    "swelling": "I have swelling.",
    "bumps": "I have bumps.",
    "pain": "I have pain.",
    "itching": "I have itching.",
    "chewing_difficulty": "I have trouble chewing.",
    "bite_awkwardness": "My bite feels off.",
    "dizziness": "I feel dizzy.",
    "nausea": "I feel sick.",
    "dry_eye": "I have a dry eye.",
    "tearing": "My eye is watering.",
    "facial_numbness": "My face is numb.",
    "no_effect": "I see no effect.",
    "wearing_off": "It is wearing off.",
    "anxiety": "I feel anxious.",
}
"""The dangerous ones first: that is also the order in which they are asked."""
TRENDS: Mapping[str, str] = {
    "worsening": "It is getting worse.",
    "spreading": "It is spreading.",
    "persisting": "It is not going away.",
    "fading": "It is fading.",
    "stable": "It stays the same.",
}
MOST_DAYS = 400


class NothingTicked(Exception):
    """There is nothing to ask about."""


class NoSuchDays(Exception):
    """The days since treatment are no number from 0 to 400."""


def words(areas: Collection[str], days: str, symptoms: Collection[str], trend: str = "") -> str:
    """A patient's words for what was ticked; what is unknown to us is left out.

    Raises `NoSuchDays` and `NothingTicked`.
    """
    places = [AREAS[name] for name in AREAS if name in areas]
    felt = [SYMPTOMS[name] for name in SYMPTOMS if name in symptoms]
    when = _when(days)
    if not places and not felt and not when:
        raise NothingTicked
    said = []
    if places:
        said.append(f"I had botox in my {' and '.join(places)}{' ' + when if when else ''}.")
    elif when:
        said.append(f"I had botox {when}.")
    said += felt
    if felt and trend in TRENDS:
        said.append(TRENDS[trend])
    return " ".join(said)


def _when(days: str) -> str:
    text = days.strip()
    if not text:
        return ""
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= MOST_DAYS):
        raise NoSuchDays
    count = int(text)
    return "today" if count == 0 else "yesterday" if count == 1 else f"{count} days ago"
