"""The stored messages that changes are replayed on: `content/replay.yml`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from knowledge.files import CONTENT, REPLAY
from knowledge.replay import Asked

KINDS = ("emergency", "urgent", "about_warning_signs", "everyday")
"""The lists of the file; all but the last are warning signs."""


@lru_cache(maxsize=1)
def messages() -> dict[str, tuple[str, ...]]:
    """The messages by kind. Raises `KeyError` when a list is missing."""
    data: dict[str, Any] = yaml.safe_load((CONTENT / REPLAY).read_text(encoding="utf-8"))
    return {kind: tuple(map(str, data[kind])) for kind in KINDS}


def stored() -> list[Asked]:
    """The messages for a replay."""
    return [
        Asked(text, "stored", red=kind != "everyday")
        for kind, texts in messages().items()
        for text in texts
    ]
