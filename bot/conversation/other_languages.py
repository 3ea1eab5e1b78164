"""Messages in other languages: a few words in the patient's own, the English answer, and a person."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.after_effects import answer_after_effect
from bot.conversation.asking_back import answers_us
from bot.conversation.questions import nearest
from bot.conversation.turn import Turn
from bot.conversation.wording import from_entry
from bot.glue import glue
from bot.reply import Reply, numbers


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
