"""The symptoms of a case: what is present is kept, what is denied goes, what is over goes."""

from __future__ import annotations

from dataclasses import replace

from bot.case.facts import CaseFacts, Told
from bot.case.over import gone
from bot.case.taking_back import NEVER, kin
from bot.language.concepts import RED_LABELS
from bot.language.reading import Reading

KEPT = frozenset(
    {"breathing_difficulty", "chest_pain", "collapse", "seizure", "suicidal_thoughts", "hives"}
)
"""Once reported these are not talked away ("it's gone, probably wind"): only a person closes them, or
the words that say that it was never there ("dictation! I said breeze")."""
_MILD = "eyelid_droop:mild"


def found(facts: CaseFacts, reading: Reading) -> CaseFacts:
    """`facts` with the symptoms of the message."""
    facts = _present(facts, reading)
    facts = _denied(facts, reading)
    return _over(facts, reading)


def _present(facts: CaseFacts, reading: Reading) -> CaseFacts:
    symptoms, denied, signs = list(facts.symptoms), list(facts.denied), set(facts.signs)
    for mention in reading.symptoms:
        if mention.status != "present":
            continue
        if mention.name not in symptoms:
            symptoms.append(mention.name)
        if (
            mention.name == "eyelid_droop"
            and "mild" not in mention.signs
            or "sustained" in mention.signs
        ):
            signs.discard(_MILD)
        if mention.name in denied:
            denied.remove(mention.name)
        signs |= {f"{mention.name}:{sign}" for sign in mention.signs}
    if "eyelid_droop:sustained" in signs:
        signs.discard(_MILD)
    return replace(facts, symptoms=tuple(symptoms), denied=tuple(denied), signs=frozenset(signs))


def _denied(facts: CaseFacts, reading: Reading) -> CaseFacts:
    present = {m.name for m in reading.symptoms if m.status == "present"}
    names = dict.fromkeys(
        m.name for m in reading.symptoms if m.status == "denied" and m.name not in present
    )
    if "takes_all_back" in reading.flags:
        names |= dict.fromkeys(s for s in facts.symptoms if s not in NEVER and _is_red(facts, s))
    never_there = "takes_back" in reading.flags
    denied = list(facts.denied)
    gone = set()
    for name in names:
        if name not in facts.symptoms or name not in KEPT or never_there and name not in NEVER:
            gone.add(name)
            if name not in denied:
                denied.append(name)
    if never_there:
        gone |= {name for name in kin(names) if name not in present}
    return replace(_without(facts, gone), denied=tuple(denied))


def _is_red(facts: CaseFacts, name: str) -> bool:
    labels = {name, *(sign for sign in facts.signs if sign.split(":")[0] == name)}
    return not RED_LABELS.isdisjoint(labels)


def _over(facts: CaseFacts, reading: Reading) -> CaseFacts:
    """A harmless after-effect that is said to be gone is no longer there."""
    return _without(facts, set(gone(facts, reading)))


def _without(facts: CaseFacts, names: set[str]) -> CaseFacts:
    if not names & set(facts.symptoms):
        return facts
    return replace(
        facts,
        symptoms=tuple(s for s in facts.symptoms if s not in names),
        signs=frozenset(s for s in facts.signs if s.split(":")[0] not in names),
        told={
            area: Told(one.days, tuple(s for s in one.symptoms if s not in names))
            for area, one in facts.told.items()
        },
    )
