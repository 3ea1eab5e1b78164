"""Two changes to Rasa's handling of actions that no setting of it allows.

Both replace one name each in Rasa 3.6.21; a test fails when a newer Rasa has renamed them.
"""

from __future__ import annotations

from typing import Any


def tune(*, action_timeout: float) -> None:
    """Apply both to this process; `action_timeout` in seconds. May be called again."""
    import rasa.core.actions.action as action
    from jsonschema import Draft202012Validator

    # Rasa waits five minutes for an action while its ticket lock expires after one: a hung action
    # would drop the patient's next messages silently.
    action.DEFAULT_REQUEST_TIMEOUT = action_timeout

    # Rasa checks, at every action, that its own schema of an answer is a schema: two thirds of a
    # whole turn's time. The answer is still checked against it.
    validator = Draft202012Validator(action.RemoteAction.action_response_format_spec())

    def valid(self: Any, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    action.RemoteAction._validate_action_result = valid
