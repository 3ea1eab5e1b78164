"""Whether a message tells of a pregnancy: fright alone is then no after-effect to be watched."""

from __future__ import annotations

import re

from bot.conversation.turn import Turn
from bot.conversation.wording import from_entry
from bot.reply import Reply
from knowledge.lookup import Match

_ENTRY = "not-covered-pregnancy"
_EXPECTING = re.compile(
    r"(?i)\b(?:positive (?:pregnancy |preg |hpt |home )?(?:test|result)|test(?:'s| is| was| came back| came up| has come up| says| said| just came up| turned)? positive|tested positive"
    r"|(?:two|2|second|double) (?:pink|blue|faint)? ?lines? on (?:the|a|my) (?:test|stick)|two pink lines|bfp|pregnan\w+|preggers|preggo|pregers|up the duff|with child|period(?:'s| is)? (?:\w+ )?late|late period|missed (?:my|a) period)\b"
)
_NOT = re.compile(
    r"(?i)\b(?:not|n'?t|never|isnt|arent|no way) (?:\w+ )?(?:preg\w+|expecting|up the duff)|\b(?:covid|corona\w*|flu|strep|allergy|lateral flow|virus|hiv|sti|driving|eye|blood|my (?:sister|friend|mate|wife|daughter))\b"
)


def tells_of_pregnancy(turn: Turn) -> bool:
    """Whether, beside being frightened, the message reports a pregnancy and nothing that is felt."""
    text = turn.question.text
    return (
        turn.reported == {"anxiety"}
        and _EXPECTING.search(text) is not None
        and _NOT.search(text) is None
    )


def answer_pregnancy(turn: Turn) -> Reply | None:
    """The hand-over of that; None where the library has none."""
    entry = turn.library.entries.get(_ENTRY)
    if entry is None:
        return None
    return from_entry(turn, Match(entry, score=1.0, reason="words"), urgency="info")
