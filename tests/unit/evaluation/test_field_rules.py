"""Each scoring rule on rows invented for it."""

from __future__ import annotations

import pytest

from bot.evaluation.fields import (
    NameCounts,
    compare_names,
    days_right,
    days_tight,
    f1,
    missing_mentions,
    onset_right,
    trend_right,
)
from bot.evaluation.intervals import Share, wilson


def test_names_are_counted_as_sets():
    counts = compare_names(["chin", "brow"], ["chin", "neck"], [])
    assert counts == NameCounts(("chin",), ("neck",), ("brow",))


def test_tolerated_names_count_neither_way():
    assert compare_names(["chin"], ["chin", "jawline"], ["jawline"]).right
    assert compare_names(["chin"], ["chin"], ["jawline"]).right


def test_a_tolerated_name_outside_the_family_does_not_stand_in_for_a_label():
    assert compare_names(["chin"], ["jawline"], ["jawline"]).missed == ("chin",)


@pytest.mark.parametrize(
    ("label", "relative"),
    [
        ("heaviness", "head_heaviness"),
        ("weakness", "heaviness"),
        ("bite_awkwardness", "chewing_difficulty"),
        ("double_vision", "blurred_vision"),
    ],
)
def test_a_tolerated_relative_stands_in_for_its_label(label, relative):
    assert compare_names([label], [relative], [relative]).found == (label,)


def test_a_relative_that_is_not_tolerated_is_wrong():
    counts = compare_names(["double_vision"], ["blurred_vision"], [])
    assert counts.invented == ("blurred_vision",) and counts.missed == ("double_vision",)


@pytest.mark.parametrize("quiver", ["chin_quiver", "lip_quiver"])
def test_quivers_are_twitching(quiver):
    assert compare_names(["twitching"], [quiver], []).right
    assert compare_names([quiver], ["twitching"], []).right
    assert compare_names(["twitching"], [quiver], [quiver]).right


@pytest.mark.parametrize("name", ["anxiety", "bladder_loss", "collapse", "suicidal_thoughts"])
def test_names_without_a_label_are_ignored(name):
    assert compare_names([], [name], []).right


def test_a_seizure_has_no_such_exemption():
    assert not compare_names([], ["seizure"], []).right


def test_micro_f1_sums_names_over_rows():
    rows = [compare_names(["pain", "fever"], ["pain"], []), compare_names([], ["rash"], [])]
    assert f1(rows) == (0.5, 0.5, 0.5)
    assert f1([NameCounts()]) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("label", "given", "right", "tight"),
    [
        (None, None, True, True),
        (None, (3, 3), False, False),
        ((3, 3), None, False, False),
        ((3, 3), (3, 3), True, True),
        ((3, 3), (2, 4), False, False),
        ((12, 16), (11, 17), True, True),
        ((12, 16), (14, 14), True, False),
        ((12, 16), (10, 14), False, False),
        ((12, 16), (12, 18), False, False),
        ((2, 3), (1, 1), False, False),
    ],
)
def test_days(label, given, right, tight):
    assert days_right(label, given) is right
    assert days_tight(label, given) is tight


def test_an_onset_since_the_injections_may_be_left_out():
    assert onset_right((6, 6), None, (6, 6))
    assert not onset_right((2, 2), None, (6, 6))
    assert not onset_right(None, (6, 6), (6, 6))


def test_persisting_is_stable_and_other_trends_are_themselves():
    assert trend_right("persisting", "stable")
    assert trend_right(None, None)
    assert not trend_right("fading", "stable")
    assert not trend_right(None, "fading")


def test_mentions_match_from_the_start_of_a_word_and_ignore_case():
    text = "Please CALL us.\nIt settles\nin two weeks."
    assert missing_mentions(["ring|call", "two weeks", "settl"], text) == ()
    assert missing_mentions(["all us"], text) == ("all us",)
    assert missing_mentions(["12|14"], "on day 112") == ("12|14",)


def test_wilson_interval_has_the_published_values():
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) == (0.0, 1.0)
    assert round(wilson(10, 10)[0], 3) == 0.722


def test_a_share_of_nothing_has_no_value():
    assert Share(0, 0).value is None
    assert str(Share(0, 0)) == "none counted"
