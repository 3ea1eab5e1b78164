"""The few words that are not medical: greetings, questions back, hand-overs. Medical text lives in knowledge/."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

_FILE = Path(__file__).parent / "glue.yml"
_FOREIGN = Path(__file__).parent / "glue_foreign.yml"


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    texts = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["texts"]
    for language, own in yaml.safe_load(_FOREIGN.read_text(encoding="utf-8")).items():
        texts.update({f"{kind}_{language}": text for kind, text in own.items()})
    return texts


@lru_cache(maxsize=1)
def _choices() -> dict[str, tuple[dict[str, str], ...]]:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))["choices"]
    return {
        key: tuple({"title": t, "value": v} for t, v in items.items()) for key, items in raw.items()
    }


def glue(key: str, numbers: dict[str, str]) -> str:
    """The text of `key` with the clinic's numbers filled in. Raises `KeyError` for an unknown key."""
    return _texts()[key].strip().format(**numbers)


CHOICES = _choices()
