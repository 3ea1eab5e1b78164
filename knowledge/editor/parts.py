"""What the editors' pages are made of; wired by the web process, found through the request."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import parse_qs

from anyio import to_thread
from jinja2 import Environment
from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from knowledge.entry import Entry
from knowledge.inbox import Group, Inbox, Question
from knowledge.library import Library
from knowledge.publishing import Person
from knowledge.repository import Repository
from knowledge.trainings import Trainings
from knowledge.workbench import Workbench

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
MAX_BODY = 1_000_000
"""Bytes of a form; an entry of the greatest allowed length takes a tenth of it."""


@dataclass(frozen=True)
class EditorParts:
    """The services that the endpoints call.

    `numbers` fill the placeholders of a preview. `start_replay` begins the replay of a revision, if
    none runs or ran yet, and returns at once. `group` puts the inbox's questions together by likeness.
    `start_training` sets a training to work that `trainings` has begun, and returns at once.
    `warm_up` gets replays ready, as one will follow soon; `close` ends what still runs when the app stops.
    """

    repository: Repository
    workbench: Workbench
    inbox: Inbox
    group: Callable[[Sequence[Question]], Awaitable[list[Group]]]
    trainings: Trainings
    start_training: Callable[[int], Awaitable[None]]
    pages: Environment
    numbers: Mapping[str, str]
    start_replay: Callable[[str, int], Awaitable[None]]
    clock: Callable[[], datetime]
    warm_up: Callable[[], Awaitable[None]]
    close: Callable[[], Awaitable[None]]

    def today(self) -> date:
        """The date on the clinic's own wall."""
        return self.clock().astimezone().date()


def parts_of(request: Request) -> EditorParts:
    """The parts of the app that serves `request`."""
    return cast(EditorParts, request.app.state.editor)


def person_of(request: Request) -> Person:
    """Who is signed in; the guard has seen to it that somebody is."""
    account = request.state.account
    return Person(str(account.id), account.name, frozenset(account.roles))


async def in_thread(work: Callable[..., T], *arguments: Any) -> T:
    """The result of `work`, which waits for the database, without holding up other requests."""
    return await to_thread.run_sync(work, *arguments)


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page of ours in the staff's frame."""
    parts = parts_of(request)
    html = parts.pages.get_template(f"editor/{template}").render(
        request=request,
        account=request.state.account,
        me=person_of(request),
        today=parts.today(),
        said=SAID.get(request.query_params.get("said", "")),
        **context,
    )
    return HTMLResponse(html, status)


SAID = {
    "saved": "The draft is saved. Patients see no change until somebody approves it.",
    "submitted": "Sent for review. Somebody else has to approve it now.",
    "sent_back": "Sent back to its author as a draft.",
    "approved": "Approved. Patients are answered from it now.",
    "scheduled": "Approved. Patients are answered from it from the chosen time on.",
    "retired": "Taken down. Patients are not answered from it any more.",
    "restored": "The old words are a draft now. Send it for review when it is right.",
    "put_back": "Put back. Patients are answered from the old words again.",
    "unscheduled": "The scheduled change is called off. What patients read stays as it is.",
    "commented": "Your comment is added.",
    "dropped": "Your unsaved changes are gone; this is the stored entry.",
    "imported": "The file is a draft now. Send it for review when it is right.",
    "dismissed": "Dismissed.",
    "from_reply": "The reply is in the form, without names and numbers as far as we can tell. Read it "
    "for what only this patient should know. Nothing is stored or published before you save it.",
    "added": "The question is in a draft of the entry. Look at it and send it for review.",
}
"""What a page says after a step, by the word in its address."""


def onward(path: str, said: str = "") -> Response:
    """On to another page after a form."""
    return RedirectResponse(f"{path}?said={said}" if said else path, 303)


async def fields_of_request(request: Request) -> dict[str, list[str]]:
    """A posted form's fields, each with its values. Raises a 413 for more than `MAX_BODY`."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise HTTPException(413)
    text = body.decode("utf-8", errors="replace")
    return parse_qs(text, keep_blank_values=True, encoding="utf-8", errors="replace")


def first(fields: Mapping[str, list[str]], name: str) -> str:
    """A field's only value; empty if it is not there."""
    return (fields.get(name) or [""])[0]


def audit(request: Request, action: str, subject: str, **details: Any) -> None:
    """Records what was done; never a patient's words."""
    request.state.audit(action, subject, details or None)


# --- how things read


def filled(text: str, numbers: Mapping[str, str]) -> str:
    """`text` with the clinic's numbers in it; unknown placeholders stay as they are."""
    return re.sub(r"\{(\w+)\}", lambda m: numbers.get(m[1], m[0]), text)


def unfilled(text: str, numbers: Mapping[str, str]) -> str:
    """`text` with the placeholder in place of each telephone number of the clinic's that is in it."""
    for name in ("clinic_phone", "emergency_number", "crisis_line"):
        if number := numbers.get(name):
            text = re.sub(rf"(?<![\w-]){re.escape(number)}(?![\w-])", f"{{{name}}}", text)
    return text


def as_chat(text: str) -> Markup:
    """`text` as the chat shows it: paragraphs, and points as a list."""
    shown = []
    for block in re.split(r"\n{2,}", text.strip()):
        points: list[str] = []
        for line in [*block.split("\n"), ""]:
            if line.startswith("• "):
                points.append(f"<li>{escape(line[2:])}</li>")
                continue
            if points:
                shown.append("<ul>" + "".join(points) + "</ul>")
                points = []
            if line:
                shown.append(f"<p>{escape(line)}</p>")
    return Markup("".join(shown))  # noqa: S704, every piece is escaped above


def shown_answer(entry: Entry, library: Library, numbers: Mapping[str, str]) -> Markup:
    """An entry's answer with its closing advice, as a patient reads it."""
    net = library.safety_nets.get(entry.safety_net, "")
    text = "\n\n".join(part for part in (entry.answer, net.strip()) if part)
    return as_chat(filled(text, numbers))


def when(moment: datetime | None) -> str:
    """A stored moment (UTC without a zone) on the clinic's own clock."""
    if moment is None:
        return ""
    local = moment.replace(tzinfo=timezone.utc).astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def day(value: date | None) -> str:
    """A date in words."""
    return f"{value.day} {value:%b %Y}" if value else "–"


def plain(word: str) -> str:
    """A vocabulary word as people write it."""
    return str(word).replace("_", " ")


def prepare(pages: Environment) -> None:
    """Gives the templates our ways of writing."""
    pages.filters.update(when=when, day=day, plain=plain, as_chat=as_chat)
