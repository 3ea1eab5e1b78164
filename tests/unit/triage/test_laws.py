"""The laws of triage, held over any case (hazards H01, H12)."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.case import CaseFacts
from bot.conversation import urgent_card
from bot.language.concepts import CONCEPTS, RED_LABELS
from bot.reply import translations
from bot.settings import Settings, load
from bot.triage import Assessment, Rule, assess, rank
from bot.triage.assess import URGENCIES, rules, table
from knowledge.readability import grade
from knowledge.terms import AREAS, SYMPTOMS, TRENDS

SIGNS = sorted(
    {label for rule in rules() for label in rule.any | rule.with_ if ":" in label}
    | {f"{symptom}:{sign}" for symptom, sign in CONCEPTS.values() if sign}
)
"""Every finer finding that the table or a detector knows."""
MILD_LID = "eyelid_droop:mild"
ALONE = sorted(
    label
    for rule in rules()
    if rule.urgency == "emergency" and not rule.with_
    for label in rule.any
)
calm = settings(deadline=None)

days = st.none() | st.tuples(st.integers(0, 200), st.integers(0, 60)).map(
    lambda d: (d[0], d[0] + d[1])
)
symptoms = st.lists(st.sampled_from(sorted(SYMPTOMS)), unique=True, max_size=5).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> CaseFacts:
    """Any case in which a finer finding comes with its symptom, as merging leaves it."""
    signs = draw(
        st.frozensets(st.sampled_from([s for s in SIGNS if s != "eyelid_droop:full"]), max_size=2)
    )
    present = dict.fromkeys(draw(symptoms)) | dict.fromkeys(
        sign.split(":")[0] for sign in sorted(signs)
    )
    return CaseFacts(
        areas=draw(st.lists(st.sampled_from(sorted(AREAS)), unique=True, max_size=3).map(tuple)),
        days=draw(days),
        onset_days=draw(days),
        symptoms=tuple(present),
        trend=draw(st.none() | st.sampled_from(sorted(TRENDS))),
        about=draw(st.sampled_from(("self", "other"))),
        signs=signs,
        others=draw(
            st.lists(st.sampled_from(sorted(RED_LABELS)), unique=True, max_size=2).map(tuple)
        ),
        conflict=draw(st.booleans()),
    )


@calm
@given(cases())
def test_assess_is_total(case: CaseFacts) -> None:
    found = assess(case)
    assert found.urgency in URGENCIES
    assert [rank(r.urgency) for r in found.rules] == sorted(rank(r.urgency) for r in found.rules)
    assert (found.card is not None) == found.red


@calm
@given(cases(), st.sampled_from(sorted(SYMPTOMS)))
def test_one_more_symptom_never_lowers_urgency(case: CaseFacts, symptom: str) -> None:
    more = replace(case, symptoms=tuple(dict.fromkeys((*case.symptoms, symptom))))
    assert rank(assess(more).urgency) <= rank(assess(case).urgency)


@calm
@given(cases(), st.sampled_from([s for s in SIGNS if s != MILD_LID]))
def test_one_more_finding_never_lowers_urgency(case: CaseFacts, sign: str) -> None:
    """Only "mild" speaks for a lid; every other finer finding can but raise."""
    more = replace(
        case,
        symptoms=tuple(dict.fromkeys((*case.symptoms, sign.split(":")[0]))),
        signs=case.signs | {sign},
    )
    assert rank(assess(more).urgency) <= rank(assess(case).urgency)


@calm
@given(
    cases(),
    st.sampled_from(["twitching", "eyelid_droop"]),
    st.integers(0, 300),
    st.integers(0, 300),
)
def test_more_days_never_lower_urgency(
    case: CaseFacts, symptom: str, first: int, more: int
) -> None:
    case = replace(
        case, symptoms=tuple(dict.fromkeys((*case.symptoms, symptom))), days=(first, first)
    )
    later = replace(case, days=(first + more, first + more))
    assert rank(assess(later).urgency) <= rank(assess(case).urgency)


@calm
@given(cases(), st.integers(0, 60), st.integers(0, 60))
def test_a_vague_time_counts_by_its_later_end(case: CaseFacts, first: int, width: int) -> None:
    vague = replace(case, days=(first, first + width), conflict=False)
    exact = replace(vague, days=(first + width, first + width))
    assert assess(vague) == assess(exact)


@calm
@given(cases(), days, st.lists(st.sampled_from(sorted(AREAS)), unique=True, max_size=4).map(tuple))
def test_an_emergency_waits_for_neither_time_nor_place(
    case: CaseFacts, other_days: tuple[int, int] | None, areas: tuple[str, ...]
) -> None:
    before = assess(case)
    after = assess(replace(case, days=other_days, areas=areas, felt_at=areas[:1]))
    assert (before.urgency == "emergency") == (after.urgency == "emergency")


@pytest.mark.parametrize("label", ALONE)
def test_an_emergency_symptom_alone_is_one_from_day_0(label: str) -> None:
    symptom, _, sign = label.partition(":")
    case = CaseFacts(symptoms=(symptom,), signs=frozenset({label} if sign else ()))
    for when in (None, (0, 0), (400, 400)):
        assert assess(replace(case, days=when)).urgency == "emergency"


@pytest.mark.parametrize("label", sorted(RED_LABELS))
def test_a_red_flag_of_somebody_else_gets_its_advice(label: str) -> None:
    symptom, _, sign = label.partition(":")
    own = assess(CaseFacts(symptoms=(symptom,), signs=frozenset({label} if sign else ())))
    others = assess(CaseFacts(others=tuple(dict.fromkeys((symptom, label)))))
    if own.red:
        assert (others.urgency, others.card) == (own.urgency, own.card)


@pytest.mark.parametrize(
    ("day", "trend", "urgency"),
    [
        (3, None, "self_care"),
        (9, "fading", "self_care"),
        (10, None, "review"),
        (14, "persisting", "review"),
        (15, "persisting", "urgent"),
        (20, "worsening", "urgent"),
        (5, "worsening", "self_care"),
        (8, "worsening", "urgent"),
        (1, "spreading", "urgent"),
        (30, "spreading", "urgent"),
    ],
)
def test_the_thresholds_of_a_twitch(day: int, trend: str | None, urgency: str) -> None:
    assert (
        assess(CaseFacts(symptoms=("twitching",), days=(day, day), trend=trend)).urgency == urgency
    )


@pytest.mark.parametrize(
    "sign", ["swallowing_difficulty", "speech_difficulty", "double_vision", "weakness"]
)
def test_a_lid_with_another_warning_sign_is_an_emergency(sign: str) -> None:
    assert assess(CaseFacts(symptoms=("eyelid_droop",))).urgency == "urgent"
    assert assess(CaseFacts(symptoms=("eyelid_droop", sign))).urgency == "emergency"


def test_only_a_mild_lid_is_for_review() -> None:
    case = CaseFacts(symptoms=("eyelid_droop",), signs=frozenset({MILD_LID}))
    assert assess(case).urgency == "review"
    assert assess(replace(case, trend="worsening")).urgency == "urgent"


def test_two_dates_that_clash_count_by_the_longer() -> None:
    case = CaseFacts(symptoms=("twitching",), onset_days=(20, 20), conflict=True)
    assert assess(case).urgency == "urgent"


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_every_row_of_the_table_is_whole(rule: Rule) -> None:
    assert rule.source.strip()
    assert rule.urgency in URGENCIES
    assert rule.trend is None or rule.trend in TRENDS
    known = SYMPTOMS | RED_LABELS | {"eyelid_droop:full", MILD_LID}
    assert rule.any | rule.with_ <= known
    if rule.urgency in {"emergency", "urgent"}:
        assert rule.card in table()["cards"]


def test_every_row_has_its_own_id_and_every_card_is_used() -> None:
    ids = [rule.id for rule in rules()]
    assert len(ids) == len(set(ids))
    assert {rule.card for rule in rules() if rule.card} == set(table()["cards"])


LOCAL = replace(
    load(),
    clinic_name="Elm House",
    clinic_phone="020 7946 0000",
    emergency_number="999",
    crisis_line="116 123",
    opening_hours="weekdays 8 to 6",
)
CARDS = sorted(table()["cards"])


def _card(name: str, local: Settings = LOCAL) -> dict:
    rule = next(r for r in rules() if r.card == name)
    return urgent_card(Assessment(rule.urgency, (rule,)), local)


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_one_action_and_five_points_at_most(name: str) -> None:
    card = _card(name)
    assert "\n" not in card["heading"] and "." not in card["heading"].rstrip(".")
    assert card["heading"].split()[0] in {"Call", "Get"}
    assert 1 <= len(card["points"]) <= 5


@pytest.mark.parametrize("name", CARDS)
def test_a_card_carries_the_clinics_own_numbers(name: str) -> None:
    card = _card(name)
    text = " ".join([card["heading"], *card["points"], card["phone"]])
    assert not set("{}") & set(text)
    assert "911" not in text and "988" not in text and "555-0100" not in text
    assert card["phone"] in {"999", "116 123", "020 7946 0000"}
    assert card["phone"] in card["heading"] + " ".join(card["points"])


@pytest.mark.parametrize("name", CARDS)
def test_an_emergency_card_says_not_to_drive_nor_to_wait_here(name: str) -> None:
    rule = next(r for r in rules() if r.card == name)
    text = " ".join(_card(name)["points"]).lower()
    if rule.urgency == "emergency":
        assert "do not wait for a reply here" in text
        assert "do not drive yourself" in text or name == "crisis"


@pytest.mark.parametrize("name", CARDS)
def test_a_card_reads_at_grade_6_or_below(name: str) -> None:
    raw = table()["cards"][name]
    text = " ".join(f"{line.rstrip('.')}." for line in [raw["heading"], *raw["points"]])
    # A number is dialled, not read: it counts as one plain word.
    fill = dict.fromkeys([f[1] for f in string.Formatter().parse(text) if f[1]], "us")
    assert grade(text.format(**fill)) <= 6


@pytest.mark.parametrize("language", sorted(translations()))
@pytest.mark.parametrize("name", CARDS)
def test_a_translated_card_says_as_much_with_the_same_numbers(name: str, language: str) -> None:
    card = _card(name)
    own = card["translations"][language]
    assert len(own["points"]) == len(card["points"])
    for number in ("999", "116 123", "020 7946 0000"):
        told = [number in line for line in (own["heading"], *own["points"])]
        assert told == [number in line for line in (card["heading"], *card["points"])]
