"""Kinds of wording that patients use for a day, each with the day it means on Wednesday, 17 June 2026."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Days = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("jaw zapped sat arvo, sore", (4, 4)),
        ("chin done cple days ago", (2, 3)),
        ("one wk an 2 days sinc my masseters", (9, 9)),
        ("frown lines 3wksago, nowt", (21, 21)),
        ("brow lift a weak ago, heavy", (7, 7)),
        ("done last setterday, lumpy forehead", (4, 4)),
        ("forehead was 2 wees ago", (14, 14)),
    ],
)
def test_clipped_and_misspelt(text: str, days: Days, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("my chin was done on monday full stop it wobbles full stop", (2, 2)),
        ("lip flip on the tenth full stop straws are hard comma so is whistling", (7, 7)),
        ("is it normal question mark forehead yesterday comma bruised", (1, 1)),
        ("a new line on my forehead, botox five days ago", (5, 5)),
    ],
)
def test_dictated_marks(text: str, days: Days, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "on the way home from my chin appointment and it's bleeding",
        "I've just walked out of your clinic, bump on my forehead",
        "still in your car park after my lip flip, a bit faint",
        "you did my crow's feet over lunch and one side is puffy",
        "Had the frown done this evening, tiny bruise",
        "left your surgery half an hour ago and my lip is fat",
        "margaritas ok? done 1pm",
    ],
)
def test_still_the_day_itself(text: str, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text) == (0, 0)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("before two weeks I made botox in the chin, it trembles", (14, 14)),
        ("8 days before they did me the jaw, chewing is strange", (8, 8)),
        ("since four days I have the botox in forehead", (4, 4)),
        ("it makes 6 days that they injected the frown", (6, 6)),
        ("yesterday only I have taken botox in the brow, sir", (1, 1)),
        ("today is 9th day after botox madam", (9, 9)),
        ("After 4 days of injection still pain is there", (4, 4)),
        ("botox la semana pasada en la mandibula", (3, 9)),
        ("me pincharon ayer en la frente", (1, 1)),
        ("botox czoła wczoraj, boli mnie głowa", (1, 1)),
    ],
)
def test_other_grammars(text: str, days: Days, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("I thought Sunday but no, it was the Friday before that", (5, 5)),
        ("headache since Thursday. The frown lines were the day before that.", (7, 7)),
        ("Saturday before Good Friday I had my lip flip", (81, 81)),
        ("had it done Saturday week ago, chin", (11, 11)),
        ("yesterday week I had my neck done", (8, 8)),
        ("so tomorrow's two weeks and the forehead still moves", (13, 13)),
        ("eye dropped yesterday, six days after my botox", (7, 7)),
        ("day 0 was monday, chin still jumps", (2, 2)),
        ("I was your last client on Saturday, forehead", (4, 4)),
        ("done in mid May, the 14th to be exact, masseters", (34, 34)),
        ("done on the 8th, it was the monday", (9, 9)),
    ],
)
def test_days_told_by_other_days(
    text: str, days: Days, treatment: Callable[..., Days | None]
) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("injected 28-May-2026, lid heavy", (20, 20)),
        ("procedure date 2026/06/09, chin", (8, 8)),
        ("had forehead 6/15, headache", (2, 2)),
        ("neck done the first o the month", (16, 16)),
        ("upper face botox on the 26th of last month", (22, 22)),
        ("on the twenty-first I had my neck done", (27, 27)),
        ("17 June (today): sore. 12 June: botox", (5, 5)),
        ("Botox x 6/7 ago, asymmetric brows", (6, 6)),
        ("botox 2/52 ago, asymmetric brows", (14, 14)),
        ("a good fortnight ago I had the forehead done", (14, 17)),
        ("lip flip 1 1/2 weeks ago", (10, 11)),
        ("neck done 9 days previously", (9, 9)),
    ],
)
def test_dates_and_shorthand(text: str, days: Days, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Ten days since my forehead - actually just counted, it's twelve", (12, 12)),
        ("day 9, sorry, 10. chin still going", (10, 10)),
        ("I said two weeks but I've looked and it was sixteen days", (16, 16)),
        ("not 3 days, 13. chin", (13, 13)),
        ("Crow's feet on Saturday. No, tell a lie, Friday. Saturday was the dentist.", (5, 5)),
    ],
)
def test_taken_back_in_the_same_breath(
    text: str, days: Days, treatment: Callable[..., Days | None]
) -> None:
    assert treatment(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "I do spin three evenings a week, when can I go back",
        "how long does it take to work, three days? two weeks?",
        "my toddler is 13 months, which jabs are due",
        "I waited fifty minutes past my slot and nobody said sorry",
        "suppose the lid falls a week after, who do I ring",
        "I haven't booked yet. Would I see double a few days after having my crow's feet done?",
        "My appointment's on the 30th, can I have wine",
        "brunch is tuesday, will a bruise show by then",
        "I need to move my appointment from Thursday to the week after",
        "Two summers ago my lid drooped for a month after botox abroad",
        "merry christmas to all of you",
        "mortgage rates today",
        "can I lift weights day 2",
        "what are your hours on New Year's Eve?",
        "had a flu jab on Tuesday, can I have my botox this week?",
        "a peel with another clinic last week, can I still come in?",
        "my nan turned 90 on Sunday, is she too old for it",
        "It's my 40th on Saturday, want to look fresh",
        "are you free Monday, Wednesday or the 22nd",
        "does sun make it fade faster",
        "might I ask when one may swim again",
        "Does the effect start at day 3 or day 5 usually?",
    ],
)
def test_times_of_other_things(
    text: str, treatment: Callable[..., Days | None], onset: Callable[[str], Days | None]
) -> None:
    assert treatment(text) is None
    assert onset(text) is None


@pytest.mark.parametrize(
    ("text", "days", "began"),
    [
        ("Treated on Thursday, and since last night my lid has been hanging", (6, 6), (1, 1)),
        ("day 4 it began and now day 5: the lid is down", (5, 5), (1, 1)),
        ("no change from day 3, today is day 12", (12, 12), None),
        ("chin and neck last thursday, and since dinner I keep coughing", (6, 6), (0, 0)),
        ("done 2 weeks ago, twitch began 4 days in", (14, 14), (10, 10)),
        ("came out in a rash within two days, forehead a week ago", (7, 7), (5, 7)),
        ("woke up with my whole face like a balloon, forehead yesterday", (1, 1), (0, 0)),
        ("forehead 9 days ago, one lid heavy since getting up", (9, 9), (0, 0)),
        ("symptom free until yesterday when my lid dropped, done 8 days ago", (8, 8), (1, 1)),
        (
            "huge purple patch this morning where the needle went in. crow's feet yesterday",
            (1, 1),
            (0, 0),
        ),
        ("botox on Saturday, neck weakness x2 days", (4, 4), (2, 2)),
        ("8 days, forehead. Headache on and off for the last 3.", (8, 8), (3, 3)),
        ("got a brand call today, masseter done 6 days ago", (6, 6), None),
        ("forehead 10 days ago, a bit worse today", (10, 10), None),
        (
            "my dad had injections for his neck spasms on Monday and tonight he is drooling",
            (2, 2),
            (0, 0),
        ),
    ],
)
def test_beginnings(
    text: str,
    days: Days,
    began: Days | None,
    treatment: Callable[..., Days | None],
    onset: Callable[[str], Days | None],
) -> None:
    assert treatment(text) == days
    assert onset(text) == began


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("dunno, maybe 9 or 10", (9, 10)),
        ("10? 11? something like that", (10, 11)),
        ("I'd say nine days", (9, 9)),
        ("Umm it was pay day so the 9th", (8, 8)),
        ("Saturday it was, after the hairdresser", (4, 4)),
        ("on the tenth", (7, 7)),
        ("less than a week, 5 days maybe", (5, 5)),
        ("forever ago. like 3 weeks", (21, 21)),
    ],
)
def test_bare_answers(text: str, days: Days, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text, asked="timing") == days


@pytest.mark.parametrize("text", ["12 units", "i cant remember", "none of your business", "what?"])
def test_answers_without_a_time(text: str, treatment: Callable[..., Days | None]) -> None:
    assert treatment(text, asked="timing") is None


@pytest.mark.parametrize(
    ("text", "days"),
    [("comma", None), ("botox 3 days ago comma", (3, 3)), ("botox 3 days ago new", (3, 3))],
)
def test_a_dictated_mark_may_be_the_last_word(
    text: str, days: Days | None, treatment: Callable[..., Days | None]
) -> None:
    assert treatment(text) == days
