"""What stands beside a staff member's reply at the desk: the way to make an entry of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.desk.model import Contact, Message
from bot.staff.model import Account
from knowledge.editor.routes import WRITERS
from knowledge.identity import without


@dataclass(frozen=True)
class Beginning:
    """What a new entry begins with: the patient's question, and the reply that staff gave."""

    question: str
    answer: str
    reply: str


def beginnings(
    account: Account, messages: Sequence[Message], contact: Contact | None
) -> Mapping[int, Beginning]:
    """The beginnings of entries by the line of the reply; none for who may not write entries.

    Those who spoke and who left a number are taken out by name; what rules can find goes later, where
    the editor's form is made.
    """
    if not account.may(*WRITERS):
        return {}
    names = {str((one.body or {}).get("by") or "") for one in messages}
    names |= {contact.name} if contact else set()
    found: dict[int, Beginning] = {}
    question = ""
    for one in messages:
        if one.role == "patient":
            question = one.text
        elif one.role == "staff":
            reply = str((one.body or {}).get("id") or "")
            found[one.seq] = Beginning(without(question, names), without(one.text, names), reply)
    return found
