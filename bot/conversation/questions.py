"""The answer to a message that reports nothing new: a question, small talk, or hardly anything."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation.after_effects import answer_after_effect
from bot.conversation.asking_back import ask_what_is_felt, missing_piece
from bot.conversation.besides import asked_alone, besides
from bot.conversation.other_matters import about_other_matters
from bot.conversation.turn import Turn
from bot.conversation.wording import from_entry, out_of_scope, said
from bot.language.bare import (
    announces_a_question,
    complains_of_nothing,
    hesitates,
    names_nothing,
    only_where_and_when,
)
from bot.language.tokens import tokenize
from bot.reply import Reply
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
    if not turn.facts.symptoms and complains_of_nothing(turn.reading):
        return ask_what_is_felt(turn)
    if not turn.facts.symptoms and not turn.others and hesitates(turn.question.text):
        return ask_what_is_felt(turn)
    if announces_a_question(turn.reading) or _answers_with_a_place(turn):
        return ask_what_is_felt(turn)
    if _wordless(turn.question.text) and turn.intent not in _COURTESIES and not turn.gives_facts:
        return out_of_scope(turn)
    if _is_small_talk(turn):
        return said(turn, "carry_on" if turn.intent in {"affirm", "deny"} else turn.intent)
    if names_nothing(turn.question.text) and not _something_said_before(turn):
        return ask_what_is_felt(turn)
    match = nearest(turn)
    if _tells_more(turn, match):
        return answer_after_effect(turn)
    if (
        about_other_matters(turn, match)
        and not _asks_how_much(turn)
        and not _asks_on(turn, match)
        and not _dates_a_treatment(turn)
    ):
        return out_of_scope(turn)
    if _asks_back(turn, match):
        again = _once_more(turn)
        if again is not None:
            return again
    if _only_facts(turn, match):
        return ask_what_is_felt(turn)
    if match.entry is not None:
        asks = missing_piece(turn) if turn.wanted and turn.facts.symptoms else None
        return from_entry(
            turn,
            match,
            urgency=_urgency(turn, match.entry),
            asks=asks,
            besides=besides(turn, match.entry),
        )
    return _without_entry(turn)


def _answers_with_a_place(turn: Turn) -> bool:
    """Whether what is felt was asked for and a word or two came back that name none: "arms"."""
    words = [word for word in turn.question.text.split() if word.strip("?!.,")]
    return (
        turn.open_question == "symptom"
        and len(words) <= _A_WORD_OR_TWO
        and bool(turn.mentioned_areas or _BODY & {word.strip("?!.,").lower() for word in words})
        and not turn.mentioned_symptoms
        and "?" not in turn.question.text
    )


def nearest(turn: Turn) -> Match:
    """The entry nearest to the words of the message and to what it names.

    Where the words are near to none, what somebody else has is looked up as if it were the writer's
    own: "her chin trembles when she plays the flute" is about a chin and not about music.
    """
    query = Query(
        areas=turn.mentioned_areas,
        symptoms=turn.mentioned_symptoms,
        days=turn.facts.days,
        trend=None,
        text=turn.plain,
        kind="question",
        urgency="info",
    )
    match = turn.find(query)
    if match.entry is None and turn.others and turn.mentioned_areas:
        return turn.find(replace(query, kind="symptom", urgency=turn.assessment.urgency))
    if match.entry is None:
        # Three questions in a row are near to none; each by itself may be.
        return next(asked_alone(turn), match)
    return match


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


_HOW_MUCH = re.compile(
    r"(?i)\W*(?:(?:and|so|ok|okay|but|like|then)\W+)*(?:how (?:many|much|long|often|soon|late|early|far|bad|strong|hot|come|so)|until when|till when|since when"
    r"|which ones?|what kind|like what|and if not|why(?: not| is that)?|what for|says who)\b"
)
_A_FEW = 5
_A_WORD_OR_TWO = 2
_BODY = frozenset(
    "arm arms leg legs hand hands eye eyes face head mouth throat tongue chest back belly stomach skin tummy".split()
)


def _asks_how_much(turn: Turn) -> bool:
    """Whether a few words ask on about the answer before: "how many cups", after one on coffee."""
    return (
        bool(turn.dialogue.get("entries"))
        and turn.dialogue.get("urgency") != "out_of_scope"
        and len(turn.question.text.split()) <= _A_FEW
        and _HOW_MUCH.match(turn.question.text) is not None
    )


_WHAT_ABOUT = re.compile(
    r"(?i)\W*(?:(?:and|ok|okay|so|but)\W+)*(?:what|how) about\b|\W*(?:and|or) (?:a|an|the|my)\b"
)


def _asks_on(turn: Turn, match: Match) -> bool:
    """Whether it asks the same of something else that there is an answer to: "and my retinol?"."""
    return (
        bool(turn.dialogue.get("entries"))
        and match.entry is not None
        and match.score >= _NEW_QUESTION
        and _WHAT_ABOUT.match(turn.question.text) is not None
    )


def _dates_a_treatment(turn: Turn) -> bool:
    """Whether it says where and when somebody was treated, which no other matter does."""
    reading = turn.reading
    return (
        any(a.treated for a in reading.areas)
        and any(t.kind == "treatment" for t in reading.timings)
        and "fiction" not in reading.flags
    )


_TELLS = {"describe_symptom", "inform", "affirm", "deny"}
_THAT_ONE = re.compile(
    r"(?i)\W*(?:(?:no|well|so|oh|it'?s|its|it is|that'?s|just|mostly|mainly|i mean)\W+)*the \w+(?: \w+)? (?:one|bit|side|part)\b(?!.*\?)"
)
"""Which of several it is: "the lip one, when I drink"."""
_EATING = {"chewing_difficulty", "bite_awkwardness"}
_FOOD = re.compile(
    r"(?i)\b(?:bread|crusts?|crusty|toast|steak|meat|chicken|beef|pork|lamb|jerky|biltong|apples?|carrots?|nuts?|crackers?|crisps|chips|roti|chapati|naan|rice|fufu|pounded yam|eba"
    r"|suya|pizza|bagels?|baguettes?|sandwich\w*|burgers?|toffees?|caramels?|gum|sweets|cereal|granola|salad|celery|corn|popcorn|bacon|sausages?|pretzels?|food|meals?|dinner|lunch"
    r"|breakfast|eat\w*|bit(?:e|ing)|chew\w*|jerk)\b"
)


def _tells_more(turn: Turn, match: Match) -> bool:
    """Whether it goes on telling of the known after-effect in words that name none: "it's tiny, nobody
    else has noticed", "crackers are the worst"."""
    if not turn.facts.symptoms or turn.wonders or turn.others or turn.reading.about == "other":
        return False
    if _THAT_ONE.match(turn.question.text):
        return True
    if _EATING & set(turn.facts.symptoms) and _FOOD.search(turn.question.text):
        return True
    return (
        turn.intent in _TELLS - {"affirm", "deny"}
        and turn.confident(0.5)
        and (match.entry is None or match.score < _KNOWN_QUESTION)
    )


def _asks_back(turn: Turn, match: Match) -> bool:
    """Whether it is a short question back ("how long?", "will it go?") about what was just said."""
    words = [word for word in turn.question.text.split() if word.strip("?!.,")]
    if _asks_how_much(turn):
        return match.entry is None or match.score < _KNOWN_QUESTION
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
    last = turn.dialogue.get("entries") or []
    entry = turn.library.entries.get(last[0]) if last else None
    worried_of_it = (
        entry is not None and entry.hand_over and set(turn.facts.symptoms) <= {"anxiety"}
    )
    if turn.facts.symptoms and not worried_of_it:
        return answer_after_effect(turn)
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
        and (match.score < _KNOWN_QUESTION or only_where_and_when(turn.reading))
        and not (match.entry is not None and match.entry.applies.topic == _TOP_UP)
        and not _tells_what_an_entry_is_for(turn, match)
    )


def _tells_what_an_entry_is_for(turn: Turn, match: Match) -> bool:
    """Whether an after-effect without a name in our vocabulary is told, of the place its entry is for:
    expressions that feel out of step after a full face."""
    entry = match.entry
    return (
        entry is not None
        and entry.urgency in {"self_care", "review"}
        and bool(set(entry.applies.areas) & set(turn.mentioned_areas))
        and match.score >= _NEW_QUESTION
        and not only_where_and_when(turn.reading)
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
