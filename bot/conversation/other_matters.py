"""Whether a message is about other matters than the clinic's treatment: one score from many hints.

No hint decides alone: likeness to other matters misses what is said in few words, an intent is often
unsure, and the knowledge base finds something near for nearly everything. So they are weighed together.
The weights are a logistic regression's over 950 labelled messages that neither the detectors nor the
intents were trained on (docs/decisions/similarity.md); judged on sets left out in turn, the score finds
96 % of other matters at 5 % of the other messages that come this far, which are under a third of all.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.turn import Question, Turn
from knowledge.lookup import Match

ENOUGH = -0.65
"""The score from which a message counts as other matters."""
_STATED = 0.8
"""The intents' probability from which other matters count as stated, where no hints are weighed."""
_STRAY, _STRAY_SURELY = -0.2, 0.2
"""Likeness to other matters: over the first lie 89 % of such messages and 2 % of ours, over the second
63 % and none (1,194 labelled messages, most of them ours to learn from)."""
_FEW_WORDS = 8
_ANYWHERE = frozenset({"pain", "bumps", "itching", "swelling", "bruising", "headache", "anxiety"})
"""Symptoms that anybody may have, for any reason."""
_OF_THE_TREATMENT = frozenset(
    "swallowing_difficulty speech_difficulty breathing_difficulty double_vision eyelid_droop brow_droop"
    " head_heaviness brow_asymmetry smile_asymmetry no_effect wearing_off".split()
)
"""What is asked about beforehand because the treatment may bring it."""
_LEAST = 1e-3
_NAMED = re.compile(r"(?i)\b(?:botox\w*|botulinum|dysport|xeomin|jeuveau|azzalure|bocouture)\b")
_ASKED = 0.9
"""The intents' probability of some question of ours; with the treatment named, no other matter of the
labelled sets has as much."""
_MANNERS = ("ask_about_bot", "thank", "greet", "goodbye")


@dataclass(frozen=True)
class Hints:
    """What is known of a message when nothing urgent, no wish and no after-effect is in it.

    `likeness`: to other matters, over 0 for much; `ranking`: intents and their probability;
    `closeness`: of the best entry, 0 to 1; the rest say what the message names, whether an entry was
    found and whether that entry says that it is not covered.
    """

    likeness: float
    ranking: Mapping[str, float]
    closeness: float
    topical: bool
    facts: bool
    symptoms: bool
    areas: bool
    entry: bool
    uncovered: bool


def score(hints: Hints) -> float:
    """How much speaks for other matters, in log odds."""
    admin = hints.ranking.get("ask_admin", 0.0) + hints.ranking.get("request_human", 0.0)
    manners = sum(hints.ranking.get(intent, 0.0) for intent in _MANNERS)
    return (
        1.942
        + 3.618 * hints.likeness
        + 2.375 * max(0.0, hints.likeness + 0.3)
        - 4.98 * hints.closeness
        + 0.347 * _odds(hints.ranking.get("out_of_scope", 0.0))
        - 0.296 * _odds(admin)
        - 0.101 * _odds(hints.ranking.get("ask_question", 0.0))
        + 0.178 * _odds(hints.ranking.get("describe_symptom", 0.0))
        + 0.045 * _odds(hints.ranking.get("ask_not_covered", 0.0))
        - 0.064 * _odds(manners)
        - 0.279 * hints.topical
        - 0.984 * hints.facts
        + 0.543 * hints.symptoms
        - 0.309 * hints.areas
        + 1.315 * (not hints.entry)
        + 1.225 * hints.uncovered
    )


def _odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))


def about_other_matters(turn: Turn, match: Match) -> bool:
    """Whether a message without an after-effect is none of the clinic's; `match`: the nearest entry."""
    if _surely_ours(turn):
        return False
    if "fiction" in turn.reading.flags:
        return True
    if _asks_of_a_known_effect(turn):
        return False
    if turn.others and turn.mentioned_areas:
        return False  # a wife's trembling chin is the clinic's matter, whoever writes
    likeness = turn.question.elsewhere
    stated = _stated(turn.question)
    if likeness is None:
        return stated >= _STATED
    if _goes_on_from_before(turn):
        return stated >= _STATED and likeness > _STRAY_SURELY
    return score(_hints(turn, match, likeness)) > ENOUGH


def ails_elsewhere(turn: Turn) -> bool:
    """A complaint that no treated place, day or earlier word ties to the treatment: a bad knee."""
    likeness = turn.question.elsewhere
    return (
        likeness is not None
        and likeness > _STRAY
        and turn.reported <= _ANYWHERE
        and not turn.facts.areas
        and turn.facts.days is None
        and "topical" not in turn.reading.flags
        and not turn.open_question
    )


def _stated(question: Question) -> float:
    """How sure the intents are of other matters."""
    alone = question.confidence if question.intent == "out_of_scope" else 0.0
    return question.intent_ranking.get("out_of_scope", alone)


def _surely_ours(turn: Turn) -> bool:
    """Whether it asks surely and by the treatment's name, wherever it was read: "do people go blind from
    botox?"."""
    ranking = turn.question.intent_ranking
    asked = sum(ranking.get(i, 0.0) for i in ("ask_question", "ask_not_covered", "ask_admin"))
    return asked >= _ASKED and _NAMED.search(turn.plain) is not None


def _asks_of_a_known_effect(turn: Turn) -> bool:
    """Whether it asks what the treatment is known to bring, in no one's name: "could it stop you
    swallowing?"."""
    return "question" in turn.reading.flags and any(
        s.name in _OF_THE_TREATMENT and s.status == "hypothetical" and s.source == "rules"
        for s in turn.reading.symptoms
    )


def _goes_on_from_before(turn: Turn) -> bool:
    """Whether there is something that the message may belong to.

    "Everyone at uni keeps filming me" belongs to what is talked about, "what about my retinol" to what
    was asked before.
    """
    under_way = bool(turn.facts.symptoms or turn.open_question)
    answered = turn.dialogue.get("urgency") not in {None, "out_of_scope"}
    return under_way or (answered and len(turn.question.text.split()) <= _FEW_WORDS)


def _hints(turn: Turn, match: Match, likeness: float) -> Hints:
    return Hints(
        likeness=likeness,
        ranking=turn.question.intent_ranking,
        closeness=match.score,
        topical="topical" in turn.reading.flags,
        facts=turn.gives_facts,
        symptoms=bool(turn.mentioned_symptoms) or turn.others,
        areas=bool(turn.mentioned_areas),
        entry=match.entry is not None,
        uncovered=match.entry is not None and match.entry.hand_over,
    )
