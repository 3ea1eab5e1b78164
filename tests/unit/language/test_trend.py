"""How a symptom goes, only where the writer says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language import Reading


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("the twitching is spreading to my cheek", "spreading"),
        ("the twitch is getting worse every day", "worsening"),
        ("the twitch is still there", "persisting"),
        ("the twitch is getting better", "fading"),
        ("my chin twitches, no change at all", "stable"),
        ("the twitch is not getting worse", None),
        ("my chin twitches", None),
    ],
)
def test_the_trend(reading: Callable[..., Reading], text: str, trend: str | None) -> None:
    assert reading(text).trend == trend


def test_the_worse_of_two_is_told(reading: Callable[..., Reading]) -> None:
    assert reading("the bruise is fading but the twitch is getting worse").trend == "worsening"


def test_a_later_message_may_leave_the_symptom_unsaid(reading: Callable[..., Reading]) -> None:
    assert reading("it is getting worse").trend == "worsening"


def test_the_words_that_say_so_are_kept(reading: Callable[..., Reading]) -> None:
    text = "my chin twitch is getting worse"
    start, end = reading(text).evidence["trend"]
    assert "worse" in text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "my lid twitch is louder than it was on Sunday",
        "the flutter gains on me, every evening stronger",
        "eyelid twitch: once a day at first, now it hardly stops",
        "the chin quiver has gone from a ripple to a full jerk",
        "the twitch came back with a vengeance",
        "my eyelid twitch: 3 on Monday, 8 yesterday, 15 today",
        "the gaps between the twitches get shorter",
        "people can see the twitch from across the room",
    ],
)
def test_it_grows(reading: Callable[..., Reading], text: str) -> None:
    assert reading(text).trend == "worsening"


@pytest.mark.parametrize(
    "text",
    [
        "the twitch has made its way to my jaw",
        "my lid twitch is no longer only in the lid",
        "first the eyelid twitched, then the nose, now my chin",
        "lid twitches and now the other lid has joined in",
        "since my forehead was done my calf keeps twitching",
        "the flicker popped up in my lip today as well",
        "the twitch has taken over my whole cheek",
    ],
)
def test_it_goes_elsewhere(reading: Callable[..., Reading], text: str) -> None:
    assert reading(text).trend == "spreading"


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("the flutter is petering out", "fading"),
        ("it used to be constant, the twitch, now only once a day", "fading"),
        ("eyelid twitch: 9 on Saturday, 5 yesterday, 2 today", "fading"),
        ("the tremble is passing off", "fading"),
        ("the flicker never really went", "persisting"),
        ("the twitch refuses to budge", "persisting"),
        ("eyelid twitch, neither better nor worse", "stable"),
        ("lid twitch, unaltered since Tuesday", "stable"),
    ],
)
def test_it_fades_or_stays(reading: Callable[..., Reading], text: str, trend: str) -> None:
    assert reading(text).trend == trend


@pytest.mark.parametrize(
    "text",
    [
        # no course of the twitch
        "my eyelid twitches, and the traffic to you gets worse",
        "eye twitch; I spread the cost over three months",
        "lid twitch, I travel to work by bus",
        "chin twitches since I moved to a new flat",
        "my eyelid twitches now and then",
        "at the moment my lip trembles",
        "brow twitch, still thrilled with my skin",
        "my eyelid twitches, worse when I am tired",
        # only thought of
        "my eyelid twitches, will it spread?",
        "lid twitch, it could get worse I suppose",
        # ruled out
        "my eyelid twitch isn't getting any worse",
        "the flicker hasn't travelled anywhere",
    ],
)
def test_no_course(reading: Callable[..., Reading], text: str) -> None:
    assert reading(text).trend not in {"spreading", "worsening"}


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("brow twitch went from now and then to constantly, 9 days in", "worsening"),
        ("my lid twitch has gone from twice a day to all through my shift", "worsening"),
        ("the flutter has gone from barely there to a proper shake", "worsening"),
        ("its gettin wose evry day this twich", "worsening"),
        ("chin quiver, just as bad as it was on day one", "persisting"),
        ("eyelid twitching, 12 days, no different at all", "stable"),
        ("my brow twitches, hasn't got stronger or weaker", "persisting"),
        ("brow twitch, day 12, it won't give over", "persisting"),
        ("chin twitch. Still. Day 15.", "persisting"),
        ("chin flutter today 2 times, yesterday 6, done 5 days ago", "fading"),
        ("brow twitches if the sun's in my eyes and it's less each day", "fading"),
        ("forehead was hopping on monday, barely a flicker now", "fading"),
        ("the twitch does not bother me as much as it did", "fading"),
        ("lid twitch was every few seconds now maybe 3 times a day", "fading"),
        ("twitch is on its last legs", "fading"),
        ("welts started on my stomach and now it's my arms and my back", "spreading"),
    ],
)
def test_a_course_in_other_words(reading: Callable[..., Reading], text: str, trend: str) -> None:
    assert reading(text).trend == trend


@pytest.mark.parametrize(
    "text",
    [
        "the worst headache went off like a gunshot",
        "eyelid twitch went off like a firework when I sneezed",
        "I'm wheezy, mostly it's my tea going down the wrong way",
        "the twitch can get worse when I squint but it's fine otherwise",
        "is my twitch going to spread?",
        "eyelid's been twitching since the weekend, crow's feet 10 days ago",
        "had my traps done last Friday, my shoulder's twitching",
        "the flicker on the left-hand side of my brow",
        "my head has been pounding ever since I got off the bus",
        "less than a week",
        "I emailed Monday and still no word about my refund",
    ],
)
def test_tells_no_course(reading: Callable[..., Reading], text: str) -> None:
    assert reading(text).trend is None


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("no change at all since the start", "stable"),
        ("same twitch as at the start", "stable"),
        ("if im honest its more each day", "worsening"),
        ("Sorry, four weeks ago. Still exactly the same as when I first wrote.", "persisting"),
    ],
)
def test_an_answer_tells_the_course(reading: Callable[..., Reading], text: str, trend: str) -> None:
    found = reading(text).trend
    assert found == trend or {found, trend} == {"stable", "persisting"}


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("the flutter above my eye, every day, same strength", "stable"),
        ("chin shivers same way like on the first day", "stable"),
        ("lid twitch, nothing has shifted, it stays on one level", "stable"),
        ("forehead twitch and no change whatsoever", "stable"),
        ("the flutter by my temple is still at it", "persisting"),
        ("the tic has been there the whole fortnight", "persisting"),
        ("my lid droops lower each evening", "worsening"),
        ("the tremor don cross enter my neck", "spreading"),
        ("the jumping is coming down nicely", "fading"),
    ],
)
def test_told_in_other_words(reading: Callable[..., Reading], text: str, trend: str) -> None:
    assert reading(text).trend == trend


@pytest.mark.parametrize(
    "text",
    [
        "my jaw goes down on the right when I grin, and it twitches",
        "both eyelids quiver a little",
        "my chin keeps going dimply and it shivers",
        "the flicker is stronger on the left side",
        "the twitch is quicker than my pulse",
        "chin tremble, more irritating than sore",
        "lip trembles, worse after wine",
        "the twitch eases when I lie down",
        "less than a fortnight since my chin and it quivers",
        "the tic began the same evening",
        "a friend says slow is better for the needle, and my lid twitches",
        "lid twitch, which is better, heat or ice",
        "my eye twitches, hope you feel better soon",
        "brow twitch, would a stronger dose help",
    ],
)
def test_compared_or_moved_is_no_course(reading: Callable[..., Reading], text: str) -> None:
    assert reading(text).trend is None
