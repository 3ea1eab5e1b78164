"""The red-flag concepts: what each detector looks for, and the symptom it stands for.

A concept is finer than a symptom: a swollen tongue and puffiness at a needle point are both
`swelling`, and only one of them is an emergency.
"""

from __future__ import annotations

CONCEPTS: dict[str, tuple[str, str]] = {
    # concept: (symptom, sign or "")
    "breathing_difficulty": ("breathing_difficulty", ""),
    "swallowing_difficulty": ("swallowing_difficulty", ""),
    "speech_difficulty": ("speech_difficulty", ""),
    "airway_swelling": ("swelling", "airway"),
    "hives": ("hives", "widespread"),
    "chest_pain": ("chest_pain", ""),
    "stroke_signs": ("weakness", "stroke"),
    "collapse": ("collapse", ""),
    "seizure": ("seizure", ""),
    "suicidal_thoughts": ("suicidal_thoughts", ""),
    "double_vision": ("double_vision", ""),
    "blurred_vision": ("blurred_vision", ""),
    "eyelid_droop": ("eyelid_droop", ""),
    "head_heaviness": ("head_heaviness", ""),
    "weakness": ("weakness", ""),
    "bladder_loss": ("bladder_loss", ""),
    "fever": ("fever", ""),
    "rash": ("rash", ""),
    "neck_stiffness": ("neck_stiffness", ""),
    "worst_headache": ("headache", "worst_ever"),
    "twitch_spreading": ("twitching", "spreading"),
    "twitch_worsening": ("twitching", "worsening"),
}

RED_LABELS = frozenset(
    symptom + (f":{sign}" if sign else "")
    for concept, (symptom, sign) in CONCEPTS.items()
    if not concept.startswith("twitch")
)
"""The labels of red flags as the vocabulary writes them (`swelling:airway`)."""
