"""All chats: a list to search, an export, and facts put right."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.caller import AREAS, SYMPTOMS, TRENDS
from bot.desk.cases import OUTCOMES
from bot.desk.feedback import Opinion
from bot.desk.model import URGENCIES, Message
from bot.desk.store.corrections import FIELDS, NoSuchFact
from bot.desk.store.search import PAGE, Found, Wanted
from bot.triage.assess import rules
from bot.web.desk_common import desk_page, done, fields, person, render
from bot.web.desk_view import KINDS
from bot.web.errors import Refusal
from bot.web.intake import known
from bot.web.parts import parts_of

STATES = {"open": "Waiting", "claimed": "Taken", "none": "No case", **OUTCOMES}
THUMBS = (("down", "Not helpful"), ("up", "Helpful"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Chat(NamedTuple):
    """A chat as it is exported: its lines, and what the patient said of each reply, by its id."""

    found: Found
    lines: list[Message]
    opinions: Mapping[str, Opinion]

    def opinion(self, line: Message) -> Opinion | None:
        """What the patient said of one line."""
        return self.opinions.get((line.body or {}).get("id", ""))


@desk_page
async def page(request: Request) -> Response:
    """The list. A search by words is sent as a form, so that no address holds a patient's words."""
    parts = parts_of(request)
    given = await fields(request) if request.method == "POST" else dict(request.query_params)
    number = int(given["page"]) if given.get("page", "").isdecimal() else 0
    wanted = _wanted(given, parts.desk.plan.hours.zone)
    found, total = await parts.threads.read(parts.desk.search.find, wanted, number)
    return render(
        request,
        "desk/chats.html",
        found=found,
        total=total,
        number=number,
        pages=-(-total // PAGE),
        given=given,
        urgencies=URGENCIES[::-1],
        areas=AREAS,
        states=STATES,
        kinds=KINDS,
        thumbs=THUMBS,
        here="chats",
    )


@desk_page
async def export(request: Request) -> Response:
    """What the search found, whole, as JSON or CSV."""
    parts, given = parts_of(request), await fields(request)
    wanted = _wanted(given, parts.desk.plan.hours.zone)
    search, opinions = parts.desk.search, parts.desk.feedback.opinions
    rows = await parts.threads.read(
        lambda: [
            Chat(found, lines, opinions(found.conversation.id))
            for found, lines in search.whole(wanted)
        ]
    )
    as_csv = given.get("form") == "csv"
    content = _csv(rows) if as_csv else _json(rows)
    request.state.audit("chats_exported", "csv" if as_csv else "json", {"chats": len(rows)})
    kind, name = ("text/csv", "chats.csv") if as_csv else ("application/json", "chats.json")
    return Response(
        content,
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@desk_page
async def correct(request: Request) -> Response:
    """Put a fact right: take a value out, put one in, or set it."""
    parts, form = parts_of(request), await fields(request)
    conversation_id, field = request.path_params["id"], form.get("field", "")
    conversation = await parts.threads.read(parts.store.conversation, conversation_id)
    if conversation is None:
        raise Refusal(
            410, "chat_deleted", "The patient deleted this chat.", "Its facts went with it."
        )
    try:
        value = _corrected(known(conversation).to_dict(), field, form)
        await parts.threads.write(
            parts.desk.corrections.correct,
            conversation_id,
            field,
            value,
            person(request),
            parts.clock(),
        )
    except NoSuchFact:
        raise Refusal(
            422, "no_such_fact", "That fact can't have this value.", "Choose another one."
        ) from None
    request.state.audit("fact_corrected", conversation_id, {"field": field})
    return done(request, parts, conversation_id)


def _corrected(facts: Mapping[str, Any], field: str, form: Mapping[str, str]) -> Any:
    """The whole new value of a fact. Raises `NoSuchFact`."""
    value, how = form.get("value", ""), form.get("how")
    if field not in FIELDS:
        raise NoSuchFact(field)
    if field in ("areas", "symptoms", "denied"):
        had = list(facts[field])
        if how == "remove":
            return [one for one in had if one != value]
        if value not in (AREAS if field == "areas" else SYMPTOMS):
            raise NoSuchFact(value)
        return [*had, value] if value not in had else had
    if how == "remove":
        return "self" if field == "about" else None
    if field == "days":
        if not (value.isascii() and value.isdigit() and int(value[:6]) <= 4000):
            raise NoSuchFact(value)
        return [int(value), int(value)]
    if field == "trend" and value in TRENDS:
        return value
    if field == "about" and value in ("self", "other"):
        return value
    raise NoSuchFact(value)


def _wanted(given: Mapping[str, str], zone: ZoneInfo) -> Wanted:
    """What a form or an address asks for; what makes no sense in it is left out."""

    def one_of(name: str, known_ones: Any) -> str | None:
        value = given.get(name)
        return value if value in known_ones else None

    begin, end = _day(given.get("from")), _day(given.get("to"))
    if day := _day(given.get("day")):
        begin = end = day
    return Wanted(
        begin=datetime.combine(begin, time(), zone) if begin else None,
        end=datetime.combine(end + timedelta(days=1), time(), zone) if end else None,
        urgency=one_of("urgency", URGENCIES),
        area=one_of("area", AREAS),
        outcome=one_of("outcome", STATES),
        kind=one_of("kind", KINDS),
        rule=one_of("rule", {rule.id for rule in rules()}),
        entry=_identifier(given.get("entry")),
        thumb=one_of("thumb", dict(THUMBS)),
        text=(given.get("text") or "").strip()[:200] or None,
        taken_over=given.get("taken_over") == "yes",
        unanswered=given.get("unanswered") == "yes",
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _identifier(text: str | None) -> str | None:
    plain = (text or "").replace("-", "").replace("_", "")
    return text if text and plain.isascii() and plain.isalnum() and len(text) <= 100 else None


def _json(chats: list[Chat]) -> str:
    return json.dumps([_told(chat) for chat in chats], ensure_ascii=False, indent=1)


def _told(chat: Chat) -> dict[str, Any]:
    found = chat.found
    return {
        "id": found.conversation.id,
        "begun": found.conversation.created_at.isoformat(),
        "origin": found.conversation.origin,
        "facts": known(found.conversation).public(),
        "case": {
            "id": found.case.id,
            "kind": found.case.kind,
            "urgency": found.case.urgency,
            "status": found.case.status,
            "outcome": found.case.outcome,
        }
        if found.case
        else None,
        "lines": [_line(line, chat.opinion(line)) for line in chat.lines],
    }


def _line(line: Message, opinion: Opinion | None) -> dict[str, Any]:
    return {
        "role": line.role,
        "at": line.at.isoformat(),
        "text": line.text,
        "urgency": (line.body or {}).get("urgency"),
        "thumb": opinion.thumb if opinion else None,
        "thumb_words": opinion.words if opinion else None,
    }


def _csv(chats: list[Chat]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(
        ["chat", "begun", "origin", "areas", "days", "symptoms", "urgency", "status", "outcome",
         "thumbs_up", "thumbs_down", "transcript"]
    )  # fmt: skip
    for chat in chats:
        found, thumbs = chat.found, [one.thumb for one in chat.opinions.values()]
        facts = known(found.conversation)
        case = found.case
        writer.writerow(
            _cell(one)
            for one in (
                found.conversation.id,
                found.conversation.created_at.isoformat(timespec="seconds"),
                found.conversation.origin,
                " ".join(facts.areas),
                "-".join(map(str, facts.days)) if facts.days else "",
                " ".join(facts.symptoms),
                case.urgency if case else "",
                case.status if case else "",
                (case.outcome or "") if case else "",
                str(thumbs.count("up")),
                str(thumbs.count("down")),
                "\n".join(_said(line, chat.opinion(line)) for line in chat.lines),
            )
        )
    return file.getvalue()


def _said(line: Message, opinion: Opinion | None) -> str:
    said = f"{line.role}: {line.text}"
    if opinion is None:
        return said
    words = f": {opinion.words}" if opinion.words else ""
    return f"{said}\n(the patient's thumb {opinion.thumb}{words})"


def _cell(text: str) -> str:
    """`text` as a spreadsheet shows it, and never as a formula that it would run."""
    return f"'{text}" if text.startswith(_FORMULA) else text


ROUTES = [
    Route("/desk/conversations", page, methods=["GET", "POST"]),
    Route("/desk/export", export, methods=["POST"]),
    Route("/desk/conversations/{id}/correct", correct, methods=["POST"]),
]
