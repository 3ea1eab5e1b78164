"""The form of a new entry as its author left it, and what came to it since from inbox and desk.

A window that was opened before does not show what came later, and must not undo it when it keeps its
fields: additions are kept beside them, each with an id, and a window says which of them it shows.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.editor import forms
from knowledge.editor.parts import first

ADDED, SHOWN = "added", "shown"

Form = Mapping[str, list[str]]


def with_addition(
    form: Form | None, *, questions: Sequence[str], answer: str = "", inbox: Sequence[int] = ()
) -> Form:
    """`form`, or an empty one, with something that the windows open now do not show."""
    addition = {
        "id": secrets.token_hex(4),
        "questions": list(questions),
        "answer": answer,
        "inbox": list(inbox),
    }
    begun = dict(form or forms.fields_of(forms.BLANK))
    begun[ADDED] = [*begun.get(ADDED, []), json.dumps(addition, ensure_ascii=False)]
    return begun


def with_fields(form: Form | None, fields: Form) -> Form:
    """What a window has in its fields, with what was added to `form`, shown there or not."""
    return {**fields, ADDED: list((form or {}).get(ADDED, []))}


def without(form: Form | None, fields: Form) -> Form | None:
    """What is left of `form` when a window is done with its fields; None if it showed all."""
    left = _unseen(form or {}, fields)
    if not left:
        return None
    return {**forms.fields_of(forms.BLANK), ADDED: [json.dumps(one) for one in left]}


def unseen(form: Form | None, fields: Form) -> bool:
    """Whether something was added to `form` that a window with `fields` does not show."""
    return bool(_unseen(form or {}, fields))


def fields_shown(form: Form) -> dict[str, list[str]]:
    """The fields for a window that shows all that was added."""
    fields = {name: list(values) for name, values in form.items() if name != ADDED}
    for one in _unseen(form, form):
        _put(fields, one)
    return fields


def _unseen(form: Form, fields: Form) -> list[dict[str, Any]]:
    shown = set(first(fields, SHOWN).split(","))
    additions = [json.loads(text) for text in form.get(ADDED, [])]
    return [one for one in additions if one["id"] not in shown]


def _put(fields: dict[str, list[str]], addition: Mapping[str, Any]) -> None:
    lines = [line for line in first(fields, "questions").split("\n") if line.strip()]
    fields["questions"] = ["\n".join(dict.fromkeys([*lines, *addition["questions"]]))]
    written = first(fields, "answer").strip()
    if addition["answer"] not in written:
        fields["answer"] = [f"{written}\n\n{addition['answer']}".strip()]
    fields["inbox"] = [_listed(first(fields, "inbox"), addition["inbox"])]
    fields[SHOWN] = [_listed(first(fields, SHOWN), [addition["id"]])]


def _listed(there: str, more: Sequence[object]) -> str:
    return ",".join(dict.fromkeys([*filter(None, there.split(",")), *map(str, more)]))
