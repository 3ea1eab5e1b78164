"""Rasa's custom actions: one module each. The only package that imports rasa_sdk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rasa_sdk.executor import ActionExecutor


def executor() -> ActionExecutor:
    """What runs the actions of this package by their names."""
    from rasa_sdk.executor import ActionExecutor

    ready = ActionExecutor()
    ready.register_package(__name__)
    return ready
