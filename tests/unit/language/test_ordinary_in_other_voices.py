"""Ordinary after-effects, denials, times and courses in the words of other homes and other tempers."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language import read
from bot.triage.screen import screen_case

_WEDNESDAY = date(2026, 6, 17)


def status(text: str, name: str) -> list[str]:
    return [m.status for m in read(text, _WEDNESDAY).symptoms if m.name == name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ma brow's been loupin since the day afore yesterday", "twitching"),
        ("every time I chew there's a little kick in the jaw muscle", "twitching"),
        ("sort of popping beside the nose, not sore", "twitching"),
        ("no droopy lids, forehead twitches", "twitching"),
        ("pulsation in the outer part of the right brow", "twitching"),
        ("puffy dots, twenty minutes post", "bumps"),
        ("tiny raised dots wherever they injected, an hour ago", "bumps"),
        ("looks like I was attacked by midges, half an hour after", "bumps"),
        ("got a right keeker beside ma eye", "bruising"),
        ("one of the points has gone dark like a plum", "bruising"),
        ("the bridesmaid lunch is Friday and I've a bruise on my temple", "bruising"),
        ("a tender spot at the temple when my glasses press", "pain"),
        ("some discomfort in the jaw", "pain"),
        ("there's a band resting on my forehead", "heaviness"),
        ("like someone rested a sack of flour on my brow", "heaviness"),
        ("a tight band round the skull today", "headache"),
        ("pounding behind the eyes", "headache"),
        ("nothing change at all and two weeks complete", "no_effect"),
        ("I frown at the mirror and it frowns right back", "no_effect"),
        ("forehead wrinkles up same as always, three weeks on", "no_effect"),
        ("the furrows begin to return", "wearing_off"),
        ("my brows have started moving again", "wearing_off"),
        ("my crow's feet are back", "wearing_off"),
        ("brows no longer match", "brow_asymmetry"),
        ("jaw tires halfway through a sandwich", "chewing_difficulty"),
        ("molars don't slot together now", "bite_awkwardness"),
        ("five weeks after the jabs there's still a tick in my chin", "twitching"),
        ("still got a tick in my chin 5 weeks after the jabs", "twitching"),
        ("since my last treatment two weeks ago one brow sits higher", "brow_asymmetry"),
        ("no amount of tablets shifts the pain", "pain"),
    ],
)
def test_what_is_felt_is_present(text: str, name: str) -> None:
    assert "present" in status(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("no ill effects whatever", "no_effect"),
        ("no effects to report, all lovely", "no_effect"),
        ("I had my forehead the same day as my lips", "no_effect"),
        ("the drops make no difference", "no_effect"),
        ("was I shortchanged with four jabs", "no_effect"),
        ("no changes in my health since the last visit", "no_effect"),
        ("the headache wore off by teatime", "wearing_off"),
        ("the numbing cream is wearing off", "wearing_off"),
        ("say mine were to wear off early, what then", "wearing_off"),
        ("how soon do I rebook before it wears off", "wearing_off"),
        ("I bruise easily, do I stop the fish oil", "bruising"),
        ("the paragraph on bruising was clear", "bruising"),
        ("that wee bruise faded within a week", "bruising"),
        ("if the needles made my grin lopsided, would you mend it", "smile_asymmetry"),
        ("a sore head on the first night but it's gone", "headache"),
        ("my aunt says a twitch means immunity, not that I have any", "twitching"),
        ("it used to twitch, not now", "twitching"),
        ("I jumped out of my skin when the phone rang", "twitching"),
    ],
)
def test_what_is_not_felt_is_not_present(text: str, name: str) -> None:
    assert "present" not in status(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("bite is normal, no pain", "bite_awkwardness"),
        ("biting and chewing both fine", "bite_awkwardness"),
        ("I chew as well as ever", "chewing_difficulty"),
        ("my speech is as it was", "speech_difficulty"),
        ("seeing straight, talking straight", "speech_difficulty"),
        ("it's not my breathing and it isn't hives", "breathing_difficulty"),
        ("it isn't my breathing or my swallowing", "swallowing_difficulty"),
        ("swallowing is not an issue", "swallowing_difficulty"),
        ("tea goes down grand", "swallowing_difficulty"),
        ("there is no discomfort", "pain"),
        ("jaw's killing me. only kidding, zero pain", "pain"),
        ("sore? not a bit", "pain"),
        ("not sore, swollen or bruised", "swelling"),
        ("smile's the same both sides", "smile_asymmetry"),
    ],
)
def test_what_is_ruled_out_is_denied(text: str, name: str) -> None:
    assert set(status(text, name)) == {"denied"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my speech is as it was on Monday, slurred", "speech_difficulty"),
        ("my breathing isn't like before", "breathing_difficulty"),
        ("my bite is not normal", "bite_awkwardness"),
        ("my face is lovely now though", "weakness"),
        ("not sure it's my breathing that worries me", "breathing_difficulty"),
        ("I can't get through a meal, not my usual self", "swallowing_difficulty"),
    ],
)
def test_a_denial_must_be_plain(text: str, name: str) -> None:
    assert "denied" not in status(text, name)


@pytest.mark.parametrize(
    ("text", "days", "began"),
    [
        ("botox 10 d ago", (10, 10), None),
        ("I made the botox before two hours", (0, 0), None),
        ("the treatment is nine days behind me", (9, 9), None),
        ("two weeks completed today since my forehead", (14, 14), None),
        ("hoarse since Saturday, neck done a week before that", (11, 11), (4, 4)),
        ("lid began to twitch nine days ago, brow done a week before that", (16, 16), (9, 9)),
        ("twitch came three days ago, five days after my crow's feet", (8, 8), (3, 3)),
        ("a tic since about day 4 and it's two weeks today since my brow", (14, 14), (9, 11)),
        ("neck a week ago. Since the breakfast my throat is tight", (7, 7), (0, 0)),
        ("forehead flutters, it's day 10 today", (10, 10), None),
        ("today the one eyelid dropped shut. Brow five days ago", (5, 5), (0, 0)),
        ("bruise on my forehead from yesterday", (1, 1), None),
        ("I live here since one month. Lines done four days ago", (4, 4), None),
        ("I'm a nurse since 20 years and never saw such a twitch", None, None),
        ("headache. Took two paracetamol, 8 hours ago", None, None),
        ("considering my chin for Friday", None, None),
        ("can I have wine tonight, my jabs are at 4 o'clock", None, None),
    ],
)
def test_the_times(text: str, days: tuple[int, int] | None, began: tuple[int, int] | None) -> None:
    case = screen_case(text, _WEDNESDAY)[1]
    assert (case.days, case.onset_days) == (days, began)


@pytest.mark.parametrize("text", ["no lying down before four hours", "I must wait before 2 hours"])
def test_advice_dates_no_treatment(text: str) -> None:
    assert screen_case(text, _WEDNESDAY)[1].days is None


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("my lid twitches, stronger every day not better", "worsening"),
        ("twitch: not better, rather worse", "worsening"),
        ("the brow twitches, ilka day waur, every evenin it's waur again", "worsening"),
        ("ma eyelid's twitchin mair an mair", "worsening"),
        ("my lid ticks and it isn't any bigger or smaller and I'm off on Friday", "persisting"),
        ("forehead flutters twice a day and it did twice a day last week too", "stable"),
        ("my chin has been quivering the entire time", "persisting"),
        ("a heavy brow, easing after some sleep", "fading"),
        ("the heaviness is lifting", "fading"),
        ("a flutter by the nose, and now it's got as far as my lip", "spreading"),
        ("a twitch that eases when I lie down", None),
        ("does the twitch get stronger before it goes?", None),
        ("my face looks better than ever but the lid twitches", None),
        ("skin gets better every year, and there's a bump", None),
        ("the walk nearly finished me off and my head aches", None),
        ("a bruise that went from blue to a kind of mustard", None),
    ],
)
def test_the_course(text: str, trend: str | None) -> None:
    assert read(text, _WEDNESDAY).trend == trend
