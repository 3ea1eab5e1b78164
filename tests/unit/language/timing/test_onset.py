"""A symptom has its own beginning, told apart from the treatment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Days = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "treated", "began"),
    [
        ("Treated last thursday, smile went crooked on sunday", (6, 6), (3, 3)),
        ("got my armpits injected 5 days back and now a rash since yesterday", (5, 5), (1, 1)),
        ("botox two and a half weeks ago and my eyelid began to sag on monday", (17, 18), (2, 2)),
        ("injected on 3 june around the mouth, drooling since the 10th", (14, 14), (7, 7)),
        (
            "since the weekend my lid has been drooping, frown lines done 10 days ago",
            (10, 10),
            (3, 4),
        ),
        ("ive had a headache for 3 days, crows feet was 5 days ago", (5, 5), (3, 3)),
        ("headache for three days now after botox last wednesday", (7, 7), (3, 3)),
        ("this morning i woke up and couldnt swallow. neck done on friday", (5, 5), (0, 0)),
        ("had botox yesterday afternoon, a sore head since last night", (1, 1), (1, 1)),
        ("botox was on tusday, eyelid twiching sinse munday", (1, 1), (2, 2)),
        ("my botox was last month and i have a droopy lid since monday", (17, 47), (2, 2)),
        ("twitching started 2 days after the injections which were on saturday", (4, 4), (2, 2)),
        ("botox 10 days ago, the flutter came on 3 days later", (10, 10), (7, 7)),
        ("an hour after my injections yesterday my lip swelled", (1, 1), (0, 1)),
        ("since botox 8 days ago i pee myself", (8, 8), (8, 8)),
        ("been seeing double ever since my frown lines were injected on sunday", (3, 3), (3, 3)),
        ("my lips keep shaking since the lip flip last week", (3, 9), (3, 9)),
        ("since wed ive had a droopy lid, crows feet a fortnight ago", (14, 14), (7, 7)),
        (
            "was fine until yesterday, now one lid is drooping. crows feet last friday",
            (5, 5),
            (1, 1),
        ),
        ("noticed on saturday that one brow is higher, had it done on the 5th", (12, 12), (4, 4)),
        ("started seeing double this morning, neck botox 12 days ago", (12, 12), (0, 0)),
        ("it came up an hour ago, big welts, forehead this morning", (0, 0), (0, 0)),
        ("tongue swelling for the past 20 minutes, lip flip at noon today", (0, 0), (0, 0)),
        ("stiff neck for two days. platysma bands 9 days", (9, 9), (2, 2)),
        ("bands 9 days, voice hoarse 2 days", (9, 9), (2, 2)),
        ("underarm botox tues, fever sunday night onwards", (1, 1), (3, 3)),
        (
            "Hi, so I came in for my jaw on the 2nd and since roughly Thursday I have been struggling to chew on one side",
            (15, 15),
            (6, 6),
        ),
        (
            "I had a treatment on my neck bands the weekend before last, voice croaky since sunday",
            (10, 11),
            (3, 3),
        ),
        ("yesterday my eye started watering, crows feet was 4 days ago", (4, 4), (1, 1)),
        ("treated 2wk ago; left arm has been weak for 2 days", (14, 14), (2, 2)),
        (
            "woke up this morning with a droopy lid, it's been 6 days since treatment",
            (6, 6),
            (0, 0),
        ),
        ("my headaches started the day after my botox, which was last friday", (5, 5), (4, 4)),
        (
            "the morning after forehead i woke with a headache. forehead was 3 days ago",
            (3, 3),
            (2, 2),
        ),
        ("over the last week my jaw has got weaker, masseters 5 weeks ago", (35, 35), (7, 7)),
        ("the past few days ive been choking on tea, neck was done 2 weeks back", (14, 14), (3, 5)),
        ("these last 2 days my eyelid is lower, frown 8 days ago", (8, 8), (2, 2)),
        ("couple of days now i've had a hoarse voice. neck bands last monday", (2, 2), (2, 3)),
        ("last night I choked on my dinner. Neck bands 10 days ago.", (10, 10), (1, 1)),
        ("I passed out on Sunday. Forehead botox was the Thursday before.", (6, 6), (3, 3)),
        ("saw double on the drive home yesterday; crow's feet nine days ago", (9, 9), (1, 1)),
        ("today my lip feels numb, lip flip was on monday", (2, 2), (0, 0)),
        ("chin twitch came on sat night, chin was thurs", (6, 6), (4, 4)),
        ("noticed a droop about 3 days ago, had 11s on the 5th", (12, 12), (2, 4)),
        ("the droop appeared 5 days after treatment, i'm now at day 9", (9, 9), (4, 4)),
        ("started on day 4, now day 10, forehead flicker", (10, 10), (6, 6)),
        ("my treatment was on the 30th, twitch began on the 4th, still here", (18, 18), (13, 13)),
        ("mouth corners a week, drooling 2 days", (7, 7), (2, 2)),
        ("forehead: 8 june. twitch: since 11 june", (9, 9), (6, 6)),
        ("had botox sun, on mon my eyelid fell, today i cant open it", (3, 3), (2, 2)),
        ("last month i had my jaw done. today i cant swallow", (17, 47), (0, 0)),
        ("i have had this headache since lunch, forehead at 11 today", (0, 0), (0, 0)),
        ("yesterday had 3 areas, today tiny bruise", (1, 1), (0, 0)),
        ("had botx on saterdy nd cant swolow sins mundy nite", (4, 4), (2, 2)),
        ("twiching startd yestrday, forhed was 6 dayz bak", (6, 6), (1, 1)),
        ("appt 5/6, eye twitching since sun", (12, 12), (3, 3)),
        ("since thurs? maybe wed. eyelid heavy. botox 2w ago", (14, 14), (6, 7)),
        ("felt weak since the appointment on saturday", (4, 4), (4, 4)),
        ("everything blurry since i was treated on monday", (2, 2), (2, 2)),
        ("since i had my neck done 9 days ago, swallowing is hard", (9, 9), (9, 9)),
        ("ever since tuesdays jabs my lid drops", (1, 1), (1, 1)),
        ("since yesterdays appointment my face is numb", (1, 1), (1, 1)),
        ("since having botox 6 days ago im weeing myself", (6, 6), (6, 6)),
        ("swelling since the injections this morning", (0, 0), (0, 0)),
        ("hives an hour after injections, done today", (0, 0), (0, 0)),
        ("headache started two hours after treatment on sunday", (3, 3), (2, 3)),
        ("neck injection friday and by saturday i couldnt swallow", (5, 5), (4, 4)),
        ("botox friday, droop by sunday", (5, 5), (3, 3)),
        ("lid started dropping on sunday, botox friday before", (5, 5), (3, 3)),
        ("had it on the 10th and by the 12th i had a droop", (7, 7), (5, 5)),
        (
            "hello there. I am a bit embarrassed to ask but two weeks ago I had my underarms treated with you and since about Sunday my hands tremble when I hold a cup, probably nothing",
            (14, 14),
            (3, 3),
        ),
        (
            "so my boyfriend and i went out on saturday, i had a drink, and then sunday i noticed my left brow was lower. i had my forehead done the thursday before so thats 6 days ago",
            (6, 6),
            (3, 3),
        ),
        ("I keep biting my cheek since Saturday (masseter botox on the 8th)", (9, 9), (4, 4)),
        ("hand tremor past 48 hours, botox in my armpits 12 days ago", (12, 12), (2, 2)),
        (
            "I've had a funny fluttering near my temple for about a week, I think my crow's feet were done around the 25th of May",
            (23, 23),
            (5, 9),
        ),
        ("eye has been leaking for two days. crows feet last wednesday", (7, 7), (2, 2)),
        ("brow fell around day 5, its day 11 now", (11, 11), (6, 6)),
        (
            "started to droop on the sunday, injections were the wednesday before, so a week today",
            (7, 7),
            (3, 3),
        ),
        (
            "the first few days were fine but since monday the left lid is lower. forehead done on 3rd",
            (14, 14),
            (2, 2),
        ),
        ("injections 27 May. difficulty swallowing from 10 June onwards", (21, 21), (7, 7)),
        ("treatment date 1 June 2026, ptosis noted 9 June 2026", (16, 16), (8, 8)),
        ("it happened again last night, the choking. neck injected 11 days ago.", (11, 11), (1, 1)),
        (
            "I was seen at the clinic six days ago; my neck feels feeble since Monday.",
            (6, 6),
            (2, 2),
        ),
        ("went in thursday came out fine, friday eye twitch", (6, 6), (5, 5)),
        ("had botox may 30, eye twitch june 5", (18, 18), (12, 12)),
        (
            "Good morning, I was treated in my forehead eleven days ago by your lovely doctor and over the past three days my right brow has sunk.",
            (11, 11),
            (3, 3),
        ),
        (
            "i had my neck done about two and a half weeks ago and since sat my voice cracks",
            (15, 20),
            (4, 4),
        ),
        (
            "My husband had his done Saturday and his eyelid is half closed since this morning",
            (4, 4),
            (0, 0),
        ),
        ("the bruise appeared the next day. had it on sunday.", (3, 3), (2, 2)),
        ("i've been wheezing since 6pm last night, botox was on monday", (2, 2), (1, 1)),
        ("struggling to swallow as of yesterday, platysma on the 8th", (9, 9), (1, 1)),
        (
            "had an allergic looking rash pop up yesterday evening, forehead done yesterday morning",
            (1, 1),
            (1, 1),
        ),
        (
            "my eye has been closing on its own for the last couple of days - crows feet were done two weeks ago",
            (14, 14),
            (2, 3),
        ),
        ("a day after my injections i got a headache and its still here on day 3", (3, 3), (2, 2)),
        (
            "about 4 or 5 days after i had it done my lid started to drop, i'm on day 9 now",
            (9, 9),
            (4, 5),
        ),
        ("eyelids puffy since i had my forehead done the other day", (2, 5), (2, 5)),
        (
            "Ten days ago: forehead. Five days ago: twitch. Today: twitch is everywhere.",
            (10, 10),
            (5, 5),
        ),
        ("twitch since last thurs; botox last tues", (1, 1), (6, 6)),
    ],
)
def test_tells_treatment_and_onset_apart(
    text: str,
    treated: tuple[int, int],
    began: tuple[int, int],
    treatment: Callable[..., Days | None],
    onset: Callable[..., Days | None],
) -> None:
    assert treatment(text) == treated
    assert onset(text) == began


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("my head has felt heavy since tuesday evening", (1, 1)),
        ("eyelid twitching for 2 weeks", (14, 14)),
        ("had twitching for 3 days", (3, 3)),
        ("rash came up this morning", (0, 0)),
        ("cant breathe since last night", (1, 1)),
        ("throat closing since lunchtime", (0, 0)),
        ("my lip has been numb for about 3 days", (2, 4)),
        ("sudden headache 10 minutes ago", (0, 0)),
        ("the drooping began a week ago", (7, 7)),
        ("the drooping began last thursday and i was injected a week before that", (6, 6)),
        ("since yesterday, my eye wont open", (1, 1)),
        ("i've been hoarse since the 14th", (3, 3)),
        ("headache every day since saturday", (4, 4)),
        ("for the past week my jaw clicks", (7, 7)),
        ("i fainted yesterday", (1, 1)),
        ("lost my sight for a minute this morning", (0, 0)),
    ],
)
def test_a_symptoms_beginning_is_no_treatment_time(
    text: str,
    began: tuple[int, int],
    treatment: Callable[..., Days | None],
    onset: Callable[..., Days | None],
) -> None:
    assert treatment(text) is None
    assert onset(text) == began
