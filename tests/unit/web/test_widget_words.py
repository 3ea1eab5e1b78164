"""What patients read can be read: grade 8 at most, 6 where it is urgent (hazard H12)."""

from __future__ import annotations

import re

import pytest

from bot.web import widget
from knowledge import files
from knowledge.readability import grade

CONTENT = files.read(files.CONTENT)
PUBLISHED = [entry for entry in CONTENT.entries if entry.status == "published"]
RED = {"urgent", "emergency"}


def plain(text: str) -> str:
    """The clinic's own names and numbers count as one plain word: they are known, not read."""
    return re.sub(r"\{\w+\}", "us", text)


@pytest.mark.parametrize("entry", PUBLISHED, ids=lambda entry: entry.id)
def test_every_published_answer_reads_at_its_grade(entry: files.Entry) -> None:
    most = 6 if entry.urgency in RED else 8
    net = CONTENT.safety_nets[entry.safety_net]
    assert grade(plain(entry.answer)) <= most
    assert grade(plain(f"{entry.answer}\n\n{net}")) <= most


@pytest.mark.parametrize("key", sorted(set(widget.locales()["en"]) - {"choices", "dir"}))
def test_every_sentence_of_the_interface_reads_easily(key: str) -> None:
    text = plain(str(widget.locales()["en"][key]))
    if len(text.split()) >= 6:
        assert grade(text) <= 8
