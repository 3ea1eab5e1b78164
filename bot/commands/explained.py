"""`aftercare ask --explain` in words: a message with its triggers underlined, and what they raised."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from bot.explaining import KEY, Explained

WIDTH = 96


def in_words(text: str, replies: Sequence[dict[str, Any]], understood: dict[str, Any]) -> str:
    """A page for the terminal. `replies` are as staff see them; `understood` has the intent and
    its `ranking`."""
    why: list[Explained] = [one for reply in replies for one in reply.get(KEY) or ()]
    facts = [_fact(one) for one in why if one["kind"] != "rule"]
    rules = [_rule(one) for one in why if one["kind"] == "rule"]
    ranking = [f"{name} {share:.2f}" for name, share in understood["ranking"].items()]
    parts = [
        ("Message", list(_underlined(text, why))),
        ("Facts", facts or ["none"]),
        ("Rules", rules or ["none"]),
        ("Taken for", [", ".join(ranking) or understood["intent"]]),
        *((_title(reply), reply["text"].splitlines()) for reply in replies),
    ]
    return "\n\n".join("\n".join([title, *(_indented(lines))]) for title, lines in parts)


def _underlined(text: str, why: Sequence[Explained]) -> Iterator[str]:
    """The lines of `text`, each with a line of marks below where words of it triggered something."""
    marks = [" "] * len(text)
    for one in why:
        for place in range(one.get("start", 0), one.get("end", 0)):
            marks[place] = "^"
    at = 0
    for line in _lines(text):
        below = "".join(marks[at : at + len(line)]).rstrip()
        yield line.rstrip("\n")
        if below:
            yield below
        at += len(line)


def _lines(text: str) -> Iterator[str]:
    """`text` in lines short enough, which together are exactly it."""
    for paragraph in text.splitlines(keepends=True):
        while len(paragraph) > WIDTH:
            cut = paragraph.rfind(" ", 1, WIDTH) + 1 or WIDTH
            yield paragraph[:cut]
            paragraph = paragraph[cut:]
        yield paragraph


def _fact(one: Explained) -> str:
    name = one["name"] + "".join(f", {sign}" for sign in one.get("signs", ()))
    if days := one.get("days"):
        name += f" {days[0]}" if days[0] == days[1] else f" {days[0]} to {days[1]}"
    found = "a learned detector" if one["source"] == "learned" else "rules"
    part = f"; part of {one['rule']}" if "rule" in one else ""
    return f"“{one['text']}”: {one['kind']} {name} ({one['status']}), found by {found}{part}"


def _rule(one: Explained) -> str:
    words = f"“{one['text']}”" if one["text"] else "said earlier"
    return f"{one['name']} {one['status']}: {words}. Source: {one['source']}"


def _title(reply: dict[str, Any]) -> str:
    entries = ", ".join(reply.get("entries") or ())
    return f"Reply ({reply.get('urgency') or 'no urgency'}{f'; {entries}' if entries else ''})"


def _indented(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if line.strip(" ^") and len(line) > WIDTH:
            yield from textwrap.wrap(line, WIDTH + 2, initial_indent="  ", subsequent_indent="    ")
        else:
            yield f"  {line}" if line else ""
