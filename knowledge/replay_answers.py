"""Which entries answer many texts whose likeness to everything was worked out beforehand. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.entry import Entry
from knowledge.library import Library
from knowledge.likeness import Fit, Scores, Similarity
from knowledge.lookup import Match, Query, find


class Answers:
    """Which entry of one library answers a query, with the likeness of all texts known beforehand."""

    def __init__(
        self, library: Library, texts: Sequence[str], fits: Sequence[Fit], similarity: Similarity
    ) -> None:
        self._library = library
        self._known = _Known(dict(zip(texts, fits, strict=True)), similarity)

    def entry(self, query: Query) -> Entry | None:
        """The entry that answers `query`, if one does; its text must be among those given."""
        match: Match = find(self._library, query, self._known)
        return match.entry

    def text(self, entry: Entry | None) -> str:
        """What a patient reads of `entry`; nothing for none."""
        return f"{entry.answer}\n\n{self._library.safety_net(entry)}" if entry else ""


class _Known:
    """A `Similarity` that has every answer already."""

    def __init__(self, fits: Mapping[str, Fit], similarity: Similarity) -> None:
        self._fits = fits
        self.name, self.floor = similarity.name, similarity.floor
        self.reluctance = similarity.reluctance

    def fit(self, text: str, questions: Sequence[str], groups: Sequence[int]) -> Fit:
        """See `Similarity`."""
        return self._fits[text]

    def fit_all(
        self, texts: Sequence[str], lists: Sequence[tuple[Sequence[str], Sequence[int]]]
    ) -> list[list[Fit]]:
        """See `Similarity`; asked for by nobody."""
        raise NotImplementedError

    def rank(self, text: str, questions: Sequence[str]) -> Scores:
        """See `Similarity`; asked for by nobody."""
        raise NotImplementedError

    def prepare(self, questions: Sequence[str], groups: Sequence[int] = ()) -> None:
        """See `Similarity`: nothing to prepare."""
