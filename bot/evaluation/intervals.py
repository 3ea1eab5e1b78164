"""Shares with their Wilson score interval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054


def wilson(hits: int, total: int, z: float = Z95) -> tuple[float, float]:
    """The two-sided 95 % Wilson interval of `hits` in `total`; (0, 1) when nothing was counted."""
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    spread = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    middle = share + z * z / (2 * total)
    scale = 1 + z * z / total
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


@dataclass(frozen=True)
class Share:
    """`hits` of `total`, never a bare percentage."""

    hits: int
    total: int

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> Share:
        """The share of true outcomes."""
        outcomes = list(outcomes)
        return cls(sum(outcomes), len(outcomes))

    @property
    def value(self) -> float | None:
        """Between 0 and 1, or None when nothing was counted."""
        return self.hits / self.total if self.total else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The Wilson interval."""
        return wilson(self.hits, self.total)

    def __str__(self) -> str:
        if self.value is None:
            return "none counted"
        low, high = self.bounds
        return f"{100 * self.value:.1f} % ({self.hits}/{self.total}, {100 * low:.1f} to {100 * high:.1f})"

    def short(self) -> str:
        """Without the interval, for narrow tables."""
        return "–" if self.value is None else f"{100 * self.value:.1f}"
