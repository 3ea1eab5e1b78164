"""The language engine as the web process sees it: untrusted, restartable, on loopback."""

from __future__ import annotations

from typing import Any, Protocol

import anyio.to_thread
import httpx
from sqlalchemy.exc import SQLAlchemyError

from bot.operations import tracker

PROBE = "is a small bruise normal"
"""What Rasa is asked to understand, to see whether it does."""
PROBE_SECONDS = 2.0


class EngineUnavailable(Exception):
    """The engine can't be reached, answered with an error, or with no JSON."""


class Engine(Protocol):
    """Whatever turns a message into Replies."""

    async def reply(
        self, conversation_id: str, text: str, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Replies to `text`, usually one. Raises `EngineUnavailable`."""

    async def forget(self, conversation_id: str) -> None:
        """Delete what the engine keeps of a conversation. Raises `EngineUnavailable`."""

    async def ready(self) -> bool:
        """Whether a message would be answered now."""

    async def close(self) -> None:
        """Let go of connections."""


class HttpEngine:
    """Rasa's server over its REST channel, on a kept connection."""

    def __init__(
        self,
        *,
        rasa_port: int,
        rasa_host: str = "127.0.0.1",
        actions_port: int | None = None,
        tracker_url: str | None = None,
        token: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`token` is what Rasa asks for, if it does. `tracker_url` is the database where Rasa keeps
        its conversations: it has no way to be told to delete one. Without it, only a tracker kept
        in memory can be emptied."""
        self._rasa = f"http://{rasa_host}:{rasa_port}"
        self._actions = f"http://127.0.0.1:{actions_port}" if actions_port else None
        self._tracker_url = tracker_url
        self._token = token
        # Deadlines are the caller's. Proxy settings of the environment must not lead a patient's
        # words off this machine.
        self._client = httpx.AsyncClient(
            timeout=30.0,
            trust_env=False,
            headers={"X-Aftercare-Token": token} if token else None,
            # A worker that is gone, of several behind one name: a message that was never sent may
            # be sent to the next.
            transport=transport or httpx.AsyncHTTPTransport(retries=2),
        )

    async def reply(
        self, conversation_id: str, text: str, metadata: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """See `Engine`. The conversation id, minted by us, is Rasa's sender."""
        answer = await self._request(
            "POST",
            "/webhooks/rest/webhook",
            json={"sender": conversation_id, "message": text, "metadata": metadata},
        )
        try:
            content = answer.json()
        except ValueError:
            raise EngineUnavailable("not JSON") from None
        if not isinstance(content, list):
            raise EngineUnavailable("not a list")
        return [
            message["custom"]
            for message in content
            if isinstance(message, dict) and isinstance(message.get("custom"), dict)
        ]

    async def forget(self, conversation_id: str) -> None:
        """See `Engine`.

        A turn still under way may store its row after this; the caller asks again later.
        """
        if self._tracker_url:
            await anyio.to_thread.run_sync(_delete_rows, self._tracker_url, conversation_id)
        else:
            path = f"/conversations/{conversation_id}/tracker/events"
            await self._request("PUT", path, json=[])

    async def ready(self) -> bool:
        """See `Engine`: Rasa really parses a message, and the action server answers."""
        query = {"token": self._token} if self._token else None
        try:
            parsed = await self._request(
                "POST", "/model/parse", json={"text": PROBE}, params=query, timeout=PROBE_SECONDS
            )
            if not _intent(parsed):
                return False
            if self._actions:
                answer = await self._client.get(f"{self._actions}/health", timeout=1.0)
                return answer.is_success
        except (EngineUnavailable, httpx.HTTPError):
            return False
        return True

    async def close(self) -> None:
        """See `Engine`."""
        await self._client.aclose()

    async def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            answer = await self._client.request(method, self._rasa + path, **options)
        except httpx.HTTPError as error:
            raise EngineUnavailable(type(error).__name__) from None
        if not answer.is_success:
            raise EngineUnavailable(f"status {answer.status_code}")
        return answer


def _intent(answer: httpx.Response) -> bool:
    try:
        content = answer.json()
        return bool(content["intent"]["name"])
    except (ValueError, LookupError, TypeError):
        return False


def _delete_rows(url: str, conversation_id: str) -> None:
    try:
        tracker.delete(url, conversation_id)
    except SQLAlchemyError as error:
        raise EngineUnavailable(type(error).__name__) from None
