"""What Aftercare answers: from the case so far and this message to one reply.

The order is the safety argument. A red flag comes first, before any question, form, wish or failure to
understand; then what the patient asks of us (deletion, to be left in peace, a person); then an answer
from the knowledge base for what they feel; then for what they ask; and an honest "not in our
information" at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.case import CaseFacts
from bot.conversation.a_person import wants_a_person
from bot.conversation.after_effects import answer_after_effect
from bot.conversation.asking_back import answers_us
from bot.conversation.expecting import answer_pregnancy, tells_of_pregnancy
from bot.conversation.memory import remembered
from bot.conversation.other_languages import answer_in_their_language
from bot.conversation.other_matters import ails_elsewhere
from bot.conversation.questions import answer_question
from bot.conversation.relief import only_relieves, relief, relieved
from bot.conversation.taking_up import taken_up
from bot.conversation.turn import Library, Question, Turn
from bot.conversation.wording import hand_over, out_of_scope, said
from bot.reply import Numbers, Reply, card_reply
from bot.triage.assess import assess
from knowledge.lookup import Match, Query

_WISH_FROM = 0.4
"""Confidence from which an intent is taken for a wish."""
_ORDERS = re.compile(
    r"(?i)</?\w+>|\b(?:system|admin|developer|assistant)\s*:|\bmark (?:this|the) patient\b"
)


def respond(
    facts: CaseFacts,
    question: Question,
    *,
    library: Library,
    dialogue: dict[str, Any],
    settings: Numbers,
    find: Callable[[Query], Match],
) -> Reply:
    """The one reply to a message. `facts`: the case with this message merged in; `find`: the lookup."""
    facts, reading = taken_up(facts, question.reading, dialogue or {})
    turn = Turn(
        facts=facts,
        assessment=assess(facts),
        question=replace(question, reading=reading),
        library=library,
        dialogue=dict(dialogue or {}),
        settings=settings,
        find=find,
    )
    reply = relieved(turn, _first_that_applies(turn))
    return replace(reply, dialogue=remembered(turn, reply))


def _first_that_applies(turn: Turn) -> Reply:
    """The order of things; nothing may come before the red flag."""
    if turn.assessment.red and not _only_wants_deletion(turn):
        return card_reply(turn.assessment, turn.facts, turn.settings, language=turn.language)
    if _wants_deletion(turn):
        return said(turn, "deletion", facts=CaseFacts())
    if turn.declines:
        return answer_after_effect(turn)
    if wants_a_person(turn):
        return hand_over(turn)
    if only_relieves(turn):
        return relief(turn)
    if turn.language != "en":
        return answer_in_their_language(turn)
    if turn.reported and ails_elsewhere(turn):
        return out_of_scope(turn)
    if tells_of_pregnancy(turn) and (reply := answer_pregnancy(turn)):
        return reply
    if turn.reported or answers_us(turn):
        return answer_after_effect(turn)
    return answer_question(turn)


def _wants_deletion(turn: Turn) -> bool:
    """Whether the message wants the case forgotten. Orders dressed up as the system's are nobody's wish."""
    return (
        turn.intent == "request_deletion"
        and turn.confident(_WISH_FROM)
        and not _ORDERS.search(turn.question.text)
    )


def _only_wants_deletion(turn: Turn) -> bool:
    """Whether the message surely wants the case forgotten, and reports nobody's symptom."""
    return _wants_deletion(turn) and not turn.reported and not turn.others
