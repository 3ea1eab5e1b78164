"""A message read for a lookup, as the dialogue reads the first message of a chat, but without Rasa."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bot.case import CaseFacts, merge
from bot.language import read
from bot.language.tokens import respelled
from bot.triage.assess import assess
from knowledge.lookup import Query
from knowledge.replay import Understood


@lru_cache(maxsize=32_768)
def understand(text: str, *, today: date) -> Understood:
    """What is looked up for `text`, or the urgent card that answers it.

    The same choice as `bot.conversation` makes, leaving out what only the intent tells: small talk,
    other matters, a wish for a person.
    """
    reading = read(text, today)
    case = merge(CaseFacts(), reading)
    assessment = assess(case)
    plain = respelled(text)
    if assessment.red:
        return Understood(Query(text=plain), card=assessment.card or "urgent")
    present = any(symptom.status == "present" for symptom in reading.symptoms)
    if present and case.symptoms:
        return Understood(
            Query(
                text=plain,
                kind="symptom",
                areas=case.areas,
                symptoms=case.symptoms,
                days=case.days,
                trend=case.trend,
                urgency=assessment.urgency,
            )
        )
    return Understood(
        Query(
            text=plain,
            areas=tuple(dict.fromkeys(a.name for a in reading.areas if not a.withdrawn)),
            symptoms=tuple(dict.fromkeys(s.name for s in reading.symptoms if s.status != "denied")),
            days=case.days,
            urgency="info",
        )
    )
