"""Laws of reading and merging, on words of patients put together at random and on any text at all."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.case import CaseFacts, merge
from bot.case.findings import KEPT
from bot.language import Reading, read
from bot.language.reading import STATUSES, SymptomMention
from bot.triage import assess
from bot.triage.assess import rank
from tests.faults import Figure

TODAY = date(2025, 3, 10)
PIECES = (
    "botox", "in my", "chin", "eyelid", "neck", "lips", "9 days ago", "since tuesday", "three weeks",
    "yesterday", "on 3/1", "31/02/2025", "in 1823", "99999999999 days ago", "twitching", "droops",
    "can't breathe", "no", "not", "never", "any more", "double vision", "I mean", "sorry,", "actually",
    "my sister", "what if", "swollen", "a bit", "worse", "fading", "spreading", "had it done again",
    "?", ".", "!", "\n", ",", "but", "or", "hace dos días", "no puedo respirar", "seit gestern",
    "je ne peux pas avaler", "rash", "fever", "headache", "0 days", "-3 days", "½ a week", "a fortnight",
    "tomorrow", "next week", "🙂", "😱😱", "1st", "12th of may", "between 2 and 5 days", "mild",
)  # fmt: skip
patients = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
anything = st.text(max_size=300) | patients
readings = anything.map(lambda text: read(text, TODAY))
often = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)  # fmt: skip
ASKED = st.sampled_from([None, "area", "timing", "symptom"])


@st.composite
def cases(draw: st.DrawFn) -> CaseFacts:
    """A case after some messages."""
    facts = CaseFacts()
    for text in draw(st.lists(patients, max_size=3)):
        facts = merge(facts, read(text, TODAY))
    return facts


@often
@given(text=anything, asked=ASKED)
@example(text="\x00\u202e\ufeff" * 30, asked=None)
@example(text="31/02/2025 botox 99999999999999999999 days ago", asked="timing")
def test_any_text_can_be_read_and_its_days_are_days(text: str, asked: str | None) -> None:
    reading = read(text, TODAY, asked=asked)
    for timing in reading.timings:
        if timing.kind != "other":
            assert 0 <= timing.days[0] <= timing.days[1]
    for mention in (*reading.areas, *reading.symptoms, *reading.timings):
        assert 0 <= mention.start <= mention.end <= len(text)
    assert all(one.status in STATUSES for one in reading.symptoms)
    assert Reading.from_dict(reading.to_dict()) == reading


@pytest.mark.parametrize(
    "text",
    ["\u0301", "I .\u0301 can't breathe", "\ud800"],
    ids=["an accent", "an accent on a full stop", "half a pair"],
)  # fmt: skip
def test_a_mark_on_its_own_can_be_read(text: str) -> None:
    read(text, TODAY)


@often
@given(facts=cases(), reading=readings, asked=ASKED)
def test_a_case_after_any_message_is_a_case(
    facts: CaseFacts, reading: Reading, asked: str | None
) -> None:
    after = merge(facts, reading, asked=asked)
    for days in (after.days, after.onset_days, *after.treatments.values()):
        assert days is None or 0 <= days[0] <= days[1]
    assert not set(after.symptoms) & set(after.denied)
    for names in (after.areas, after.symptoms, after.denied):
        assert len(set(names)) == len(names)
    assert {sign.split(":")[0] for sign in after.signs} <= set(after.symptoms)
    assert after.episode in (facts.episode, facts.episode + 1)
    assert CaseFacts.from_dict(after.to_dict()) == after
    assert assess(after).urgency


@often
@given(facts=cases(), reading=readings)
def test_the_same_message_twice_says_no_more_than_once(facts: CaseFacts, reading: Reading) -> None:
    once = merge(facts, reading)
    again = merge(once, reading)
    if "new_treatment" in reading.flags:
        assert rank(assess(again).urgency) <= rank(assess(once).urgency)
        return
    assert set(again.symptoms) == set(once.symptoms)
    assert set(again.denied) == set(once.denied)
    assert again.signs == once.signs


@often
@given(facts=cases())
def test_a_message_that_says_nothing_changes_nothing_but_whom_it_is_about(facts: CaseFacts) -> None:
    after = merge(facts, Reading(""))
    assert after == CaseFacts.from_dict({**facts.to_dict(), "about": "self", "others": []})


@often
@given(facts=cases())
def test_a_denial_removes_all_but_what_only_a_person_may_close(facts: CaseFacts) -> None:
    denials = tuple(SymptomMention(name, "denied", 0, 0) for name in facts.symptoms)
    after = merge(facts, Reading("no more of it", symptoms=denials))
    assert set(after.symptoms) == set(facts.symptoms) & KEPT
    assert set(facts.symptoms) - KEPT <= set(after.denied)


@often
@given(facts=cases(), name=st.sampled_from(["fever", "rash", "collapse", "eyelid_droop"]))
def test_what_is_said_to_be_there_again_is_denied_no_more(facts: CaseFacts, name: str) -> None:
    denied = merge(facts, Reading("", symptoms=(SymptomMention(name, "denied", 0, 0),)))
    after = merge(denied, Reading("", symptoms=(SymptomMention(name, "present", 0, 0),)))
    assert name in after.symptoms and name not in after.denied


@often
@given(facts=cases(), days=st.integers(0, 60))
def test_a_correction_of_the_day_replaces_it(facts: CaseFacts, days: int) -> None:
    reading = read(f"sorry, I meant the botox was {days} days ago", TODAY)
    after = merge(facts, reading)
    assert after.days == (days, days) and not after.conflict


RANDOM = st.one_of(
    st.text(min_size=1000, max_size=1000),
    st.text("aeiou nst'.,?!0123456789/-", min_size=1000, max_size=1000),
    st.lists(st.sampled_from(PIECES), min_size=150, max_size=250).map(lambda p: " ".join(p)[:1000]),
)
REPEATED = st.sampled_from(PIECES).map(lambda piece: (f"{piece} " * 1000)[:1000])


@pytest.mark.fault("H10", "1,000 characters to be read, on purpose or at random")
@pytest.mark.parametrize(
    ("texts", "what", "most"),
    [(RANDOM, "slowest of random texts", 50), (REPEATED, "slowest of one phrase repeated", 100)],
    ids=["random", "repeated"],
)
def test_a_thousand_characters_are_read_in_time(
    texts: st.SearchStrategy[str], what: str, most: float, figure: Figure
) -> None:
    took: list[float] = []

    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @given(text=texts)
    def reading(text: str) -> None:
        # The thread's own time, and the best of five: a busy machine is not what is measured.
        best = float("inf")
        for _ in range(5):
            begun = time.thread_time()
            read(text, TODAY)
            best = min(best, time.thread_time() - begun)
            if best * 1000 < most / 2:
                break
        took.append(best)

    read("loads the word lists", TODAY)
    reading()
    figure(what, max(took) * 1000, "ms", most=most)
