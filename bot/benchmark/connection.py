"""One kept connection to a server on this machine, with as little cost of its own as possible."""

from __future__ import annotations

import http.client
import json
from typing import Any


class Refused(RuntimeError):
    """The server answered with an error; `status` is its number."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"{status}: {body[:200]}")
        self.status = status


class Connection:
    """A kept HTTP connection to 127.0.0.1; reconnects by itself when the server closed it."""

    def __init__(self, port: int, *, timeout: float = 30.0) -> None:
        """`timeout` in seconds holds for each step of a request."""
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def get(self, path: str) -> Any:
        """The JSON answer; raises `Refused`, or `OSError` when nobody listens."""
        return self._request("GET", path, None, {})

    def post(self, path: str, content: Any, *, token: str | None = None) -> Any:
        """Post JSON, get JSON; raises as `get`."""
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return self._request("POST", path, json.dumps(content), headers)

    def _request(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Any:
        try:
            self._http.request(method, path, body, headers)
            response = self._http.getresponse()
            data = response.read().decode("utf-8")
        except (OSError, http.client.HTTPException) as problem:
            self._http.close()
            raise ConnectionError(f"{method} {path}: {problem!r}") from problem
        if response.status >= 300:
            raise Refused(response.status, data)
        try:
            return json.loads(data)
        except ValueError:
            return data

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()


def answers(port: int, path: str) -> bool:
    """Whether `path` answers without an error now."""
    connection = Connection(port, timeout=5.0)
    try:
        connection.get(path)
    except (OSError, Refused):
        return False
    finally:
        connection.close()
    return True
