"""Tells the person waiting which phase runs and how long it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def phase(title: str) -> Iterator[None]:
    """Announce a phase on standard error and, when it ends, its seconds."""
    print(f"{title} …", file=sys.stderr, flush=True)
    start = time.perf_counter()
    yield
    print(f"  done in {time.perf_counter() - start:.1f} s", file=sys.stderr, flush=True)
