"""The language engine inside this process: the real model and actions without their servers."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from bot import rasa_environment
from bot.rasa_tuning import tune
from bot.web.engine import EngineUnavailable


class InProcessEngine:
    """Answers like `bot.web.engine.HttpEngine`; conversations live in memory only."""

    def __init__(self, model: Path) -> None:
        """Load `model`, an archive that `bot.training` made; takes some ten seconds.

        Raises `EngineUnavailable` when it can't be loaded.
        """
        rasa_environment.prepare_to_serve()
        from rasa.core.agent import Agent
        from rasa.utils.endpoints import EndpointConfig

        from bot.tracker_store import CaseTrackerStore

        rasa_environment.quieten_rasa()
        tune(action_timeout=60.0)
        actions = importlib.import_module("actions")

        class Actions(EndpointConfig):  # type: ignore[misc]
            """Rasa's idea of an action server, answering from this process."""

            def __init__(self) -> None:
                super().__init__(url="in-process", enable_selective_domain=True)
                self._executor = actions.executor()

            async def request(self, *, json: dict[str, Any], **_: Any) -> Any:
                return await self._executor.run(json)

        self._cases = CaseTrackerStore(host="sqlite://")
        try:
            self._agent = Agent.load(model, tracker_store=self._cases, action_endpoint=Actions())
        except Exception as error:
            raise EngineUnavailable(f"{model.name}: {type(error).__name__}") from error

    async def reply(
        self, conversation_id: str, text: str, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """See `bot.web.engine.Engine`."""
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        from bot.channel import unprefixed

        output = CollectingOutputChannel()
        message = UserMessage(
            unprefixed(text), output, conversation_id, input_channel="rest", metadata=metadata
        )
        try:
            await self._agent.handle_message(message)
        except Exception as error:
            raise EngineUnavailable(type(error).__name__) from error
        return [message["custom"] for message in output.messages if "custom" in message]

    async def read(self, text: str, metadata: dict[str, Any]) -> dict[str, Any]:
        """What the model makes of a message, for `ask --explain`: intent, ranking, reading."""
        from rasa.core.channels.channel import UserMessage

        processor = self._agent.processor
        return dict(await processor.parse_message(UserMessage(text, metadata=metadata)))

    async def forget(self, conversation_id: str) -> None:
        """See `bot.web.engine.Engine`."""
        self._cases.forget(conversation_id)

    async def ready(self) -> bool:
        """See `bot.web.engine.Engine`: always, once it is made."""
        return True

    async def close(self) -> None:
        """See `bot.web.engine.Engine`: nothing to let go of."""
