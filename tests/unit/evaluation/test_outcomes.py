"""Judging whole answers, and the figures and gates over them."""

from __future__ import annotations

from bot.evaluation import gold
from bot.evaluation.figures import by_style, by_topic, confusion
from bot.evaluation.gate import Gate
from bot.evaluation.outcomes import judge_rows
from bot.evaluation.table import table


def message(id="m1", **labels):
    return gold.parse(
        {
            "id": id,
            "text": "Alice writes something",
            "urgency": "info",
            "style": "clean",
            "topic": "invented",
            **labels,
        }
    )


def reply(urgency, text="", asks=None, **facts):
    return {"role": "bot", "urgency": urgency, "text": text, "asks": asks, "facts": facts}


def judged(labels, *replies):
    report = judge_rows([message(**labels)], {"m1": list(replies)})
    return report.messages[0].outcome


def test_an_accepted_urgency_is_right():
    assert judged({"urgency": "review", "accept": ["urgent"]}, reply("urgent")).urgency
    assert not judged({"urgency": "review"}, reply("urgent")).urgency


def test_the_highest_urgency_of_several_replies_is_taken():
    assert judged({"urgency": "urgent"}, reply("info"), reply("urgent")).urgency


def test_under_triage_is_below_the_label_and_every_accepted_level():
    assert judged({"urgency": "urgent", "accept": ["review"]}, reply("self_care")).under_triage
    assert not judged({"urgency": "urgent", "accept": ["review"]}, reply("review")).under_triage
    assert not judged({"urgency": "review"}, reply("emergency")).under_triage


def test_silence_is_wrong_under_triaged_and_in_an_emergency_dangerous():
    outcome = judged({"urgency": "emergency"})
    assert not outcome.urgency and outcome.under_triage and outcome.dangerous
    assert not judged({"urgency": "emergency"}, reply("urgent")).dangerous


def test_a_card_counts_among_the_words_said():
    card = {
        "role": "bot",
        "urgency": "emergency",
        "text": "",
        "card": {"heading": "Call 911 now", "points": ["Do not drive"]},
    }
    assert judged({"urgency": "emergency", "must_mention": ["911", "drive"]}, card).mentions


def test_figures_count_red_flags_false_alarms_and_refusals():
    rows = [
        message("a", urgency="emergency", topic="chest", style="typos"),
        message("b", urgency="urgent", topic="sight"),
        message("c", urgency="info", style="negated"),
        message("d", urgency="self_care", accept=["urgent"]),
        message("e", urgency="out_of_scope"),
    ]
    answers = {
        "a": [reply("emergency")],
        "b": [reply("emergency")],
        "c": [reply("urgent")],
        "d": [reply("urgent")],
        "e": [reply("out_of_scope")],
    }
    report = judge_rows(rows, answers)
    figures = report.figures
    assert (figures.red.hits, figures.red.total) == (1, 2)
    assert figures.red_raised.hits == 2
    assert (figures.false_escalation.hits, figures.false_escalation.total) == (1, 2)
    assert (figures.refused.hits, figures.refused.total) == (0, 4)
    assert figures.recall["out_of_scope"].value == 1.0
    assert list(by_topic(report.messages)) == ["sight", "chest"]
    assert by_style(report.messages)["typos"].urgency.value == 1.0
    assert confusion(report.outcomes)["urgent", "emergency"] == 1
    assert report.misses[0].id == "b" or report.misses[0].id == "c"
    assert "false escalation" in table(report)


def conversation(**second):
    return gold.parse(
        {
            "id": "talk",
            "turns": [
                {"user": "it jumps", "expect": {"urgency": "self_care", "asks": "timing|area"}},
                {"user": "four days", "expect": {"urgency": "self_care", "days": [4, 4], **second}},
            ],
        }
    )


def test_a_turn_asks_one_of_the_allowed_questions():
    first, second = reply("self_care", asks="area"), reply("self_care", days=[4, 4])
    report = judge_rows([conversation()], {"talk": [[first], [second]]})
    assert report.conversations.turns.hits == 2 and report.conversations.whole.hits == 1

    silent = reply("self_care")
    report = judge_rows([conversation()], {"talk": [[silent], [second]]})
    assert report.conversations.turns.hits == 1 and report.conversations.whole.hits == 0


def test_a_question_nobody_needed_is_only_noted():
    first = reply("self_care", asks="area")
    second = reply("self_care", asks="symptom", days=[4, 4])
    figures = judge_rows([conversation()], {"talk": [[first], [second]]}).conversations
    assert figures.turns.hits == 2
    assert figures.turns_without_needless_questions.hits == 1


def test_optional_labels_of_a_turn_count_only_where_given():
    first = reply("self_care", asks="area", denied=["fever"], trend="fading")
    second = reply("self_care", days=[4, 4], trend="fading")
    loose = judge_rows([conversation()], {"talk": [[first], [second]]})
    assert not any(row.outcome.failed() for row in loose.turns)
    strict = judge_rows([conversation(trend=None)], {"talk": [[first], [second]]})
    assert strict.turns[1].outcome.failed() == ("trend",)


def test_missing_turns_are_silence():
    report = judge_rows([conversation()], {"talk": [[reply("self_care", asks="area")]]})
    assert [row.outcome.urgency for row in report.turns] == [True, False]


def test_the_gate_names_every_reason():
    rows = [message("a", urgency="emergency"), message("b", urgency="urgent")]
    good = judge_rows(rows, {"a": [reply("emergency")], "b": [reply("urgent")]})
    assert Gate().problems(good) == []
    assert len(Gate(lower_bound=0.97).problems(good)) == 1

    bad = judge_rows(rows, {"a": [reply("self_care")], "b": [reply("urgent")]})
    problems = Gate(recall=0.0).problems(bad)
    assert len(problems) == 1 and "a" in problems[0]


def test_a_file_without_red_flags_does_not_pass_the_gate():
    assert Gate().problems(judge_rows([message()], {"m1": [reply("info")]}))
