"""Whom and what world a mention belongs to: denied, supposed, past, somebody else's, or present.

Each world has a module or, where it takes more, a package; they share the cues and the way back to
what is (`line.py`). A denial must be clear to silence a red flag, and every rule gives way to doubt: a
negator reaches only to the next subject, conjunction or sentence, "can't" is never a denial, "if I lie
down" is a habit.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.reading import Status
from bot.language.scope.denied import is_denied
from bot.language.scope.denied.after import looked_for, not_ones_own, taken_back
from bot.language.scope.denied.headings import headed
from bot.language.scope.denied.withdrawn import is_contradicted, is_withdrawn, takes_back, unsaid
from bot.language.scope.fiction import is_fiction
from bot.language.scope.line import Line
from bot.language.scope.other import is_somebody_elses
from bot.language.scope.past import is_past
from bot.language.scope.supposed import is_supposed
from bot.language.scope.words import NEGATORS
from bot.language.scope.working import find_working

__all__ = ["NEGATORS", "Scope"]


class Scope(Line):
    """The scopes of one message, asked for by token range."""

    def working(self) -> Iterator[tuple[str, int, int]]:
        """(label, first token, last token) of every function that is said to work, and not only supposed
        to or somebody else's."""
        for label, first, last in find_working(self):
            world = self._world(label, first, last, red=True)
            if world == "present" or (
                world in {"hypothetical", "past"}
                and (taken_back(self, last) or looked_for(self, first, last))
            ):
                yield label, first, last

    def status(self, label: str, first: int, last: int, *, red: bool) -> Status:
        """The status of a mention of `label` at tokens `first` to `last`; `red`: it is a red flag."""
        status = self._world(label, first, last, red=red)
        if status in {"hypothetical", "past"} and (
            taken_back(self, last)
            or looked_for(self, first, last)
            or headed(self, self.sentence(first)[0], first)
        ):
            return "denied"
        if status in {"present", "other"} and not red and not_ones_own(self, last):
            return "denied"
        if status in {"present", "other"} and is_denied(self, label, first, last):
            return "denied"
        if status in {"present", "other"} and red and is_withdrawn(self, label, first, last):
            return "denied"
        return status

    def contradicts(self, label: str, first: int, last: int, place: int) -> bool:
        """Whether the denial at token `place` takes back the mention at tokens `first` to `last`."""
        return is_contradicted(self, label, first, last, place)

    def unsaid(self) -> list[tuple[str, int]]:
        """(label, token) of each red flag that is taken back by its name alone."""
        return unsaid(self)

    def takes_back(self) -> bool:
        """Whether the message takes something back."""
        return takes_back(self)

    def _world(self, label: str, first: int, last: int, *, red: bool) -> Status:
        if is_fiction(self, label, first, last) or is_supposed(self, label, first, last, red=red):
            return "hypothetical"
        others = is_somebody_elses(self, first, last)
        if is_past(self, label, first, last, red=red, others=others):
            # "Her lid has always hung low" asks nothing of us.
            return "past"
        return "other" if others else "present"
