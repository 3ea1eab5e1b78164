"""What the actions need from outside, wired once and at the first use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from bot import settings as configuration
from bot.settings import Settings
from knowledge import lookup
from knowledge.engine import create
from knowledge.library import Library
from knowledge.lookup import Match, Query
from knowledge.repository import Repository
from knowledge.similarity import Similarity, best_available


@dataclass(frozen=True)
class Clinic:
    """Settings, the knowledge base and the way to look things up in it."""

    settings: Settings
    repository: Repository
    similarity: Similarity

    def find_in(self, library: Library) -> Callable[[Query], Match]:
        """The lookup over one state of the knowledge base."""
        return partial(lookup.find, library, similarity=self.similarity)

    def warm_up(self) -> None:
        """Read the knowledge and embed its questions, so that the first patient does not wait."""
        library = self.repository.library()
        self.similarity.prepare(library.questions, library.question_groups)


@cache
def clinic() -> Clinic:
    """The clinic of this process, as its environment says."""
    settings = configuration.load()
    return Clinic(
        settings=settings,
        repository=Repository(create(settings.database_url)),
        similarity=best_available(cache=settings.var / "cache"),
    )
