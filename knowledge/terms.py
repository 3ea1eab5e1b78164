"""The words that entries are filed under: areas, symptoms, trends, and what belongs together.

The patient's language side (`bot.language`) uses the same names; a contract test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

AREAS = frozenset(
    "forehead glabella crows_feet eyelid brow bunny_lines upper_lip lip_flip mouth_corner"
    " marionette chin masseter jawline neck full_face midface scalp underarm other".split()
)

SYMPTOMS = frozenset(
    "twitching eyelid_droop brow_droop brow_asymmetry smile_asymmetry heaviness head_heaviness"
    " headache bruising swelling bumps pain itching rash hives breathing_difficulty"
    " swallowing_difficulty speech_difficulty double_vision blurred_vision weakness neck_stiffness"
    " fever chewing_difficulty bite_awkwardness lip_quiver chin_quiver dizziness nausea dry_eye"
    " tearing no_effect wearing_off anxiety facial_numbness chest_pain bladder_loss collapse"
    " seizure suicidal_thoughts".split()
)

# Symptoms that an entry must not be chosen for unless the patient has one of them.
RED_FLAGS = frozenset(
    "eyelid_droop head_heaviness rash hives breathing_difficulty swallowing_difficulty"
    " speech_difficulty double_vision blurred_vision weakness neck_stiffness fever chest_pain"
    " bladder_loss collapse seizure suicidal_thoughts".split()
)

TRENDS = frozenset("worsening spreading persisting fading stable".split())

PLACEHOLDERS = frozenset(
    "clinic_phone clinic_name emergency_number crisis_line opening_hours".split()
)

# A patient says where they feel it, a clinician where the needle went: these are the same place.
_AREA_FAMILIES = (
    frozenset({"eyelid", "crows_feet"}),
    frozenset({"upper_lip", "lip_flip"}),
    frozenset({"masseter", "jawline"}),
    frozenset({"mouth_corner", "marionette"}),
    frozenset({"brow", "forehead", "glabella"}),
)

# "Quiver" is how a lip or a chin twitches; a changed bite and trouble chewing are told alike.
_SYMPTOM_FAMILIES = (
    frozenset({"twitching", "lip_quiver", "chin_quiver"}),
    frozenset({"chewing_difficulty", "bite_awkwardness"}),
    frozenset({"double_vision", "blurred_vision"}),
)


@dataclass(frozen=True)
class Vocabulary:
    """The names an entry may use."""

    areas: frozenset[str] = AREAS
    symptoms: frozenset[str] = SYMPTOMS
    trends: frozenset[str] = TRENDS
    placeholders: frozenset[str] = PLACEHOLDERS


VOCABULARY = Vocabulary()


@lru_cache(maxsize=256)
def area_family(area: str) -> frozenset[str]:
    """`area` with the areas that may stand for it; at least itself."""
    return _family(area, _AREA_FAMILIES)


@lru_cache(maxsize=256)
def symptom_family(symptom: str) -> frozenset[str]:
    """`symptom` with its close neighbours; at least itself."""
    return _family(symptom, _SYMPTOM_FAMILIES)


def _family(name: str, families: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset({name}).union(*(family for family in families if name in family))
