"""`aftercare bench`: what the product costs, beside Rasa's defaults trained on the same data."""

from __future__ import annotations

from bot.benchmark.session import run

__all__ = ["run"]
