"""What only a clinical approver may let through: all that touches how urgent something is. Pure."""

from __future__ import annotations

import re

from knowledge.entry import Entry
from knowledge.terms import RED_FLAGS

_RED_TOPIC = re.compile(
    r"(?:red-flags|what-if|emergency|twitch-(?:danger|spreading|worse)|allergy|lid|eyelid-droop"
    r"|rash|weakness|blindness)"
)
_NUMBERS = re.compile(r"\{(?:emergency_number|crisis_line|clinic_phone)\}")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")


def is_red(entry: Entry) -> bool:
    """Whether `entry` is about a warning sign: by its urgency, its symptoms or its topic."""
    return (
        entry.urgency in ("emergency", "urgent")
        or bool(RED_FLAGS.intersection(entry.applies.symptoms))
        or _RED_TOPIC.match(entry.applies.topic) is not None
    )


def calls_to_act(entry: Entry) -> tuple[str, ...]:
    """The sentences of the answer that say whom to call: the ones a warning sign hangs on."""
    sentences = _SENTENCE.split(" ".join(entry.answer.split()))
    return tuple(sentence for sentence in sentences if _NUMBERS.search(sentence))


def cautions(before: Entry | None, after: Entry, *, aim: str = "published") -> tuple[str, ...]:
    """Why the change from what is live to `after` needs a clinical approver; empty if any second
    person may approve it. `aim` is "published" or "retired"."""
    if before is None:
        return ("it is a new entry, so its urgency is set for the first time",)
    found = []
    if is_red(before) or is_red(after):
        found.append("it is about a warning sign")
    if aim == "retired":
        found.append("patients would no longer get this answer")
        return tuple(found)
    if before.urgency != after.urgency:
        found.append(f"its urgency changes from {before.urgency} to {after.urgency}")
    if before.safety_net != after.safety_net:
        found.append("its closing advice changes")
    if before.hand_over != after.hand_over:
        found.append("whether a person takes over changes")
    if calls_to_act(before) != calls_to_act(after):
        found.append("a sentence that says whom to call changes")
    return tuple(found)
