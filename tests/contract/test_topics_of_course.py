"""The topics that code names are topics of the content: a renamed one must not go unnoticed."""

from __future__ import annotations

from bot.conversation.besides import COURSE
from bot.settings import ROOT
from knowledge.files import read


def test_every_topic_on_the_course_of_after_effects_is_one_of_the_content() -> None:
    topics = {entry.applies.topic for entry in read(ROOT / "knowledge" / "content").entries}
    assert topics >= COURSE
