"""A new model for admins: a button, how far it is, and why it is or is not live."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from knowledge.editor.parts import audit, in_thread, onward, page, parts_of, person_of


async def training(request: Request) -> Response:
    """The last trainings, and the button."""
    latest = await in_thread(parts_of(request).trainings.latest)
    return page(
        request,
        "training.html",
        latest=latest,
        running=latest[0] if latest and latest[0].status == "running" else None,
    )


async def start(request: Request) -> Response:
    """Begins a training in the background, unless one runs."""
    parts, me = parts_of(request), person_of(request)
    training_id = await in_thread(parts.trainings.begin, me.name)
    if training_id is not None:
        await parts.start_training(training_id)
        audit(request, "training_started", str(training_id))
    return onward("/editor/training")


async def progress(request: Request) -> Response:
    """How far the newest training is."""
    latest = await in_thread(parts_of(request).trainings.latest, 1)
    if not latest:
        return JSONResponse({"status": "none"})
    one = latest[0]
    return JSONResponse(
        {"status": one.status, "step": one.step, "done": one.done, "total": one.total}
    )
