"""Embeddings of the content's questions on disk, so that a start need not work them out again."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import structlog

from knowledge.likeness import Scores

log = structlog.get_logger(__name__)


def load(file: Path) -> dict[str, Scores]:
    """Rows by the hash of their text; none when there is no file or it can't be read."""
    if not file.exists():
        return {}
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            rows = stored["rows"].astype(np.float32)
            keys = [str(key) for key in stored["keys"]]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        log.warning("knowledge.embedding_cache_unreadable", reason=type(error).__name__)
        return {}
    if rows.shape != (len(keys), 384):
        return {}
    return dict(zip(keys, rows, strict=True))


def save(file: Path, known: dict[str, Scores]) -> None:
    """Writes aside and renames, as several processes share the folder; a full disk is no error."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=file.parent, suffix=".npz")
        with os.fdopen(handle, "wb") as stream:
            rows = np.stack(list(known.values()))
            np.savez(stream, keys=np.array(list(known)), rows=rows)
        os.replace(aside, file)
    except OSError as error:
        log.warning("knowledge.embedding_cache_unwritable", reason=type(error).__name__)
