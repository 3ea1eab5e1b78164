"""`aftercare ask --explain`: the page for the terminal."""

from __future__ import annotations

from datetime import date

from bot.commands.explained import in_words
from bot.explaining import KEY, explain
from bot.language import read
from bot.triage import screen_reading
from bot.triage.assess import named

UNDERSTOOD = {"intent": "describe_symptom", "ranking": {"describe_symptom": 0.91}}


def page(text: str) -> list[str]:
    assessment, _, reading = screen_reading(text, date(2026, 6, 17))
    why = explain(reading, assessment.rules)
    reply = {"urgency": assessment.urgency, "text": "Call us now.\n• Today", KEY: why}
    return in_words(text, [reply], UNDERSTOOD).splitlines()


def test_the_words_are_underlined() -> None:
    lines = page("hello, I can't swallow my food")
    at = lines.index("  hello, I can't swallow my food")
    assert set(lines[at + 1]) == {" ", "^"}
    assert lines[at].index("swallow") >= lines[at + 1].index("^")


def test_fact_status_detector_rule_and_source_are_there() -> None:
    text = "\n".join(page("I can't swallow my food, no fever, chin botox 3 days ago"))
    assert "symptom swallowing_difficulty (present), found by rules; part of U01" in text
    assert "symptom fever (denied)" in text
    assert "timing treatment 3 (present)" in text
    assert "U01 urgent: " in text and "Source: S16.P3" in text
    assert "describe_symptom 0.91" in text
    assert "Reply (urgent)" in text and "  • Today" in text


def test_a_long_message_keeps_its_marks_under_its_words() -> None:
    story = "I came in on Monday with my friend and we had a lovely time, the nurse was kind. "
    lines = page(story * 3 + "This morning I can't swallow\nand my chin twitches")
    for number, line in enumerate(lines):
        if line.strip(" ^") == "" and line.strip():
            assert len(line) <= len(lines[number - 1])
    (below,) = [lines[n + 1] for n, one in enumerate(lines) if one.startswith("  and my chin")]
    assert below.index("^") == len("  and my ")


def test_what_was_said_earlier_is_called_so() -> None:
    why = explain(read("ok", date(2026, 6, 17)), named(("E02",)))
    assert "E02 emergency: said earlier" in in_words("ok", [{"text": "", KEY: why}], UNDERSTOOD)


def test_nothing_found_is_said() -> None:
    lines = page("hello")
    assert lines[lines.index("Facts") + 1] == lines[lines.index("Rules") + 1] == "  none"
