"""The action server: `python -m actions`.

The SDK's own server listens on every address and, when an action fails, sends the whole tracker
back and logs it. This one listens on loopback and says no more than that it failed.
"""

from __future__ import annotations

import asyncio
import logging
import os
from datetime import date
from typing import Any

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions import executor
from actions.clinic import clinic
from bot.language import read

log = logging.getLogger("actions")


def create_app() -> Sanic:
    """The app; the knowledge base is read before it is returned."""
    clinic().warm_up()
    actions = executor()
    asyncio.run(actions.run(rehearsal()))
    app = Sanic("aftercare_actions", configure_logging=False)

    @app.get("/health")
    async def health(request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    @app.post("/webhook")
    async def webhook(request: Request) -> HTTPResponse:
        call = request.json
        if not isinstance(call, dict) or call.get("next_action") not in actions.actions:
            return response.json({"error": "no such action"}, status=404)
        try:
            return response.json(await actions.run(call))
        except Exception as error:
            # The traceback's own text can hold what a patient wrote; where it broke cannot.
            log.error("action failed: %s at %s", type(error).__name__, _place(error))
            return response.json({"error": type(error).__name__}, status=500)

    return app


def rehearsal() -> dict[str, Any]:
    """A call as Rasa makes it: answering one loads what the first patient should not wait for."""
    text = "can I exercise tomorrow"
    message = {
        "text": text,
        "intent": {"name": "ask_question", "confidence": 1.0},
        "reading": read(text, date.today()).to_dict(),
    }
    tracker = {
        "sender_id": "",
        "slots": {},
        "latest_message": message,
        "events": [],
        "paused": False,
    }
    return {"next_action": "action_aftercare_reply", "tracker": tracker, "domain": {}}


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"


def main() -> None:
    """Serve on loopback until stopped."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    create_app().run(
        host="127.0.0.1",
        port=clinic().settings.actions_port,
        workers=1,
        access_log=False,
        debug=False,
    )


if __name__ == "__main__":
    main()
