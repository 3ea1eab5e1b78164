"""What Aftercare answers: from the case so far and this message to one reply.

The order is the safety argument. A red flag comes first, before any question, form, wish or failure to
understand; then what the patient asks of us (deletion, to be left in peace, a person); then an answer
from the knowledge base for what they feel; then for what they ask; and an honest "not in our
information" at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.case import CaseFacts
from bot.conversation.after_effects import answer_after_effect
from bot.conversation.asking_back import answers_us, ask_what_is_felt
from bot.conversation.memory import remembered
from bot.conversation.other_matters import about_other_matters, ails_elsewhere
from bot.conversation.taking_up import names_nothing, taken_up
from bot.conversation.turn import Library, Question, Turn
from bot.conversation.wording import from_entry, hand_over, out_of_scope, red_flag_card, said
from bot.glue import glue
from bot.language.tokens import tokenize
from bot.reply import Numbers, Reply, numbers
from bot.triage.assess import assess
from knowledge.entry import Entry
from knowledge.lookup import Match, Query

_COURTESIES = {"thank", "goodbye", "greet"}
_SMALL_TALK = _COURTESIES | {"ask_about_bot", "affirm", "deny"}
_SMALL_TALK_FROM = 0.5
"""Confidence from which an intent is taken for small talk."""
_KNOWN_QUESTION = 0.8
"""Closeness to a known question from which a statement is taken for that question."""
_NEW_QUESTION = 0.6
"""Closeness from which a short question back is taken for a question of its own."""
_SHORT = 9
_TOP_UP, _REVIEW_FROM_DAY = "top-up", 10
"""Wanting more at this day or later is for the review, as the article has it (S10.P2)."""


def answer_question(turn: Turn) -> Reply:
    """The first of these that applies."""
    if _wordless(turn.question.text) and turn.intent not in _COURTESIES and not turn.gives_facts:
        return out_of_scope(turn)
    if _is_small_talk(turn):
        return said(turn, "carry_on" if turn.intent in {"affirm", "deny"} else turn.intent)
    if names_nothing(turn.question.text) and not _something_said_before(turn):
        return ask_what_is_felt(turn)
    match = nearest(turn)
    if about_other_matters(turn, match):
        return out_of_scope(turn)
    if _asks_back(turn, match):
        again = _once_more(turn)
        if again is not None:
            return again
    if _only_facts(turn, match):
        return ask_what_is_felt(turn)
    if match.entry is not None:
        return from_entry(turn, match, urgency=_urgency(turn, match.entry))
    return _without_entry(turn)


def nearest(turn: Turn) -> Match:
    """The entry nearest to the words of the message and to what it names."""
    return turn.find(
        Query(
            areas=turn.mentioned_areas,
            symptoms=turn.mentioned_symptoms,
            days=turn.facts.days,
            trend=None,
            text=turn.plain,
            kind="question",
            urgency="info",
        )
    )


def _wordless(text: str) -> bool:
    """Whether nothing in the text looks like a word: a smile, "hmm", "12"."""
    return not any(
        len(t.norm) > 1
        and t.norm.isalpha()
        and len(set(t.norm)) > 1
        and set(t.norm) & set("aeiouy")
        for t in tokenize(text).items
    )


def _is_small_talk(turn: Turn) -> bool:
    """Whether the message is a courtesy or a bare yes or no, and tells nothing of the treatment."""
    return (
        turn.intent in _SMALL_TALK
        and turn.confident(_SMALL_TALK_FROM)
        and not turn.gives_facts
        and "fiction" not in turn.reading.flags
    )


def _something_said_before(turn: Turn) -> bool:
    """Whether "is this normal?" may mean something that was said before."""
    return bool(turn.facts.symptoms or turn.dialogue.get("entries"))


def _asks_back(turn: Turn, match: Match) -> bool:
    """Whether it is a short question back ("how long?", "will it go?") about what was just said."""
    words = [word for word in turn.question.text.split() if word.strip("?!.,")]
    if (
        not turn.dialogue.get("entries")
        or len(words) > _SHORT
        or turn.intent in {"ask_admin", "ask_not_covered", "out_of_scope"}
    ):
        return False
    return match.entry is None or (
        match.score < _NEW_QUESTION and not turn.mentioned_areas and not turn.mentioned_symptoms
    )


def _once_more(turn: Turn) -> Reply | None:
    """The case's answer, or else the last entry, for a question repeated or pressed; None without one."""
    if turn.facts.symptoms:
        return answer_after_effect(turn)
    last = turn.dialogue.get("entries") or []
    entry = turn.library.entries.get(last[0]) if last else None
    if entry is None:
        return None
    return from_entry(turn, Match(entry, score=1.0, reason="words"), urgency="info")


def _only_facts(turn: Turn, match: Match) -> bool:
    """Whether it is a place or a day, perhaps "something feels off", and no question."""
    return (
        turn.intent in {"inform", "describe_symptom", "affirm"}
        and not turn.facts.symptoms
        and turn.gives_facts
        and not turn.wonders
        and not turn.mentioned_symptoms
        and match.score < _KNOWN_QUESTION
        and not (match.entry is not None and match.entry.applies.topic == _TOP_UP)
    )


def _urgency(turn: Turn, entry: Entry) -> str:
    """A question's answer informs; an after-effect without a name in our vocabulary, told rather than
    asked about, is as urgent as its entry says."""
    days = turn.facts.days
    if entry.applies.topic == _TOP_UP and days and days[1] >= _REVIEW_FROM_DAY:
        return "review"
    told = turn.intent == "describe_symptom" and turn.gives_facts and not turn.wonders
    if told and not turn.others and entry.urgency in {"self_care", "review"}:
        return entry.urgency
    return "info"


def _without_entry(turn: Turn) -> Reply:
    """The reply where no entry is near: to what is known of the case, a question back, or a person."""
    if turn.gives_facts:
        return ask_what_is_felt(turn)
    if turn.facts.symptoms and turn.intent not in {"ask_admin", "ask_not_covered"}:
        return answer_after_effect(turn)
    if turn.intent == "describe_symptom" or turn.open_question == "symptom":
        return ask_what_is_felt(turn)
    return said(turn, "not_covered", hand_over=True)


def answer_in_their_language(turn: Turn) -> Reply:
    """The words of that language, above the English answer if there is one."""
    words = glue(f"foreign_{turn.language}", numbers(turn.settings))
    english = _english(turn)
    if english is None:
        return Reply(
            text=words,
            urgency="info",
            facts=turn.facts,
            hand_over=True,
            reason="foreign",
            language=turn.language,
        )
    return replace(
        english, text=f"{words}\n\n{english.text}", hand_over=True, language=turn.language
    )


def _english(turn: Turn) -> Reply | None:
    """The answer that the same message would get in English; None where no entry is near."""
    if turn.reported or answers_us(turn):
        return answer_after_effect(turn)
    match = nearest(turn)
    return None if match.entry is None else from_entry(turn, match, urgency="info")


_WISH_FROM = 0.4
"""Confidence from which an intent is taken for a wish."""


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
    facts = taken_up(facts, question.reading, dialogue or {})
    turn = Turn(
        facts=facts,
        assessment=assess(facts),
        question=question,
        library=library,
        dialogue=dict(dialogue or {}),
        settings=settings,
        find=find,
    )
    reply = _first_that_applies(turn)
    return replace(reply, dialogue=remembered(turn, reply))


def _first_that_applies(turn: Turn) -> Reply:
    """The order of things; nothing may come before the red flag."""
    if turn.assessment.red and not _only_wants_deletion(turn):
        return red_flag_card(turn)
    if turn.intent == "request_deletion" and turn.confident(_WISH_FROM):
        return said(turn, "deletion", facts=CaseFacts())
    if turn.declines:
        return answer_after_effect(turn)
    if _wants_a_person(turn):
        return hand_over(turn)
    if turn.language != "en":
        return answer_in_their_language(turn)
    if turn.reported and ails_elsewhere(turn):
        return out_of_scope(turn)
    if turn.reported or answers_us(turn):
        return answer_after_effect(turn)
    return answer_question(turn)


def _only_wants_deletion(turn: Turn) -> bool:
    """Whether the message wants the case forgotten and reports no symptom of the writer's own."""
    return turn.intent == "request_deletion" and not turn.reported


def _wants_a_person(turn: Turn) -> bool:
    """Whether the message asks for a person and reports nothing that could be answered at once."""
    return (
        turn.intent == "request_human"
        and turn.confident(_WISH_FROM)
        and not turn.reported
        and "fiction" not in turn.reading.flags
    )
