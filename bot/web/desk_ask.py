"""Answering by phone: the caller's words, or what was ticked, go the way of a patient's message.

They go in a conversation of their own that no list of chats shows and no alarm comes from: a person
is on the line. A case can be made of it; otherwise it is erased.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.case.facts import CaseFacts
from bot.desk import service
from bot.desk.caller import AREAS, SYMPTOMS, TRENDS, NoSuchDays, NothingTicked, words
from bot.desk.model import Conversation, Need
from bot.triage.assess import assess
from bot.web.desk_common import desk_page, done, person, render
from bot.web.desk_view import fact_lines, lines
from bot.web.errors import Refusal
from bot.web.incoming import MOST_CHARACTERS, Incoming, clean
from bot.web.intake import known
from bot.web.parts import Parts, parts_of


@desk_page
async def page(request: Request) -> Response:
    """A new call."""
    return render(request, "desk/ask.html", **_form(), call=None, lines=[], here="ask")


@desk_page
async def call(request: Request) -> Response:
    """A call under way: the script to read out, and what to ask next."""
    parts = parts_of(request)
    conversation = await _call(request, parts)
    said = await parts.threads.read(parts.store.after, conversation.id)
    cases = await parts.threads.read(parts.desk.casework.of_conversation, conversation.id)
    shown = await parts.threads.read(lines, said, [])
    answers = [line.body for line in said if line.body]
    return render(
        request,
        "desk/ask.html",
        **_form(),
        call=conversation,
        lines=shown[:-1] if answers else shown,
        reply=answers[-1] if answers else None,
        facts=fact_lines(conversation.facts),
        case=cases[0] if cases else None,
        here="ask",
    )


@desk_page
async def ask(request: Request) -> Response:
    """Put the caller's words, or what was ticked, to the same engine that answers patients."""
    parts = parts_of(request)
    text, conversation_id = await _asked(request)
    if conversation_id:
        conversation = await _conversation(parts, conversation_id)
    else:
        conversation = await _begin(parts)
    await parts.intake.answer(conversation, Incoming(f"call-{secrets.token_hex(8)}", text))
    request.state.audit("call_asked", conversation.id)
    return RedirectResponse(f"/desk/ask/{conversation.id}", 303)


@desk_page
async def make_case(request: Request) -> Response:
    """Make a case of the call, with the caller's number if they want to be called back."""
    parts, me, now = parts_of(request), person(request), parts_of(request).clock()
    conversation = await _call(request, parts)
    async with request.form(max_fields=20) as form:
        name, phone = (clean(str(form.get(one) or ""))[:100] for one in ("name", "phone"))
        consent = form.get("consent") == "yes"
    if (name or phone) and not (name and phone and consent):
        raise Refusal(
            422,
            "no_contact",
            "To keep a number we need name, number and the caller's consent.",
            "Fill in all three, or none.",
        )
    facts = known(conversation)
    case = await parts.threads.write(
        parts.desk.casework.open_call, conversation.id, _need(facts), facts.public(), me, now
    )
    if name:
        await parts.threads.write(
            parts.desk.floor.leave_contact, conversation.id, name, phone[:40], now
        )
    request.state.audit("call_made_case", case.id)
    return done(request, parts, conversation.id)


@desk_page
async def end(request: Request) -> Response:
    """The call is over; without a case, what was typed is erased."""
    parts = parts_of(request)
    conversation = await _call(request, parts)
    if not await parts.threads.read(parts.desk.casework.of_conversation, conversation.id):
        await parts.intake.forget(conversation.id)
    return RedirectResponse("/desk/ask", 303)


def _form() -> dict[str, Any]:
    return {
        "areas": AREAS,
        "symptoms": SYMPTOMS,
        "trends": TRENDS,
        "most_characters": MOST_CHARACTERS,
    }


async def _asked(request: Request) -> tuple[str, str]:
    """The caller's words, and the call they belong to, empty for a new one."""
    async with request.form(max_fields=200) as form:
        conversation_id = str(form.get("call") or "")
        text = clean(str(form.get("text") or ""))
        if not text:
            try:
                text = words(
                    [str(one) for one in form.getlist("area")],
                    str(form.get("days") or ""),
                    [str(one) for one in form.getlist("symptom")],
                    str(form.get("trend") or ""),
                )
            except NothingTicked:
                raise Refusal(
                    422,
                    "nothing_asked",
                    "There is nothing to ask yet.",
                    "Write the caller's words, or tick what they tell you.",
                ) from None
            except NoSuchDays:
                raise Refusal(
                    422,
                    "no_days",
                    "The days since treatment should be a whole number up to 400.",
                    "Correct it, or leave it empty.",
                ) from None
    if len(text) > MOST_CHARACTERS:
        raise Refusal(
            422,
            "too_long",
            f"That is longer than {MOST_CHARACTERS:,} characters.",
            "Ask about the worst symptom first.",
        )
    return text, conversation_id


async def _begin(parts: Parts) -> Conversation:
    conversation_id, _ = service.mint()
    now: datetime = parts.clock()
    # No token opens it: the hash of a token that nobody was given.
    await parts.threads.write(parts.store.add_conversation, conversation_id, "", now, "phone")
    return Conversation(conversation_id, "", now, origin="phone")


async def _call(request: Request, parts: Parts) -> Conversation:
    return await _conversation(parts, request.path_params["id"])


async def _conversation(parts: Parts, conversation_id: str) -> Conversation:
    found = await parts.threads.read(parts.store.conversation, conversation_id[:22])
    if found is None or found.origin != "phone":
        raise Refusal(404, "no_call", "This call is over.", "Begin a new one.")
    return found


def _need(facts: CaseFacts) -> Need:
    assessment = assess(facts)
    rules = tuple(rule.id for rule in assessment.rules)
    if assessment.red:
        return Need("red_flag", assessment.urgency, rules)
    return Need("request", "review", rules)


ROUTES = [
    Route("/desk/ask", page, methods=["GET"]),
    Route("/desk/ask", ask, methods=["POST"]),
    Route("/desk/ask/{id}", call, methods=["GET"]),
    Route("/desk/ask/{id}/case", make_case, methods=["POST"]),
    Route("/desk/ask/{id}/end", end, methods=["POST"]),
]
