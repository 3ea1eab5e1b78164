"""Weak limbs, sight, lids, a head that will not stay up, bladder, fever, skin and headache, by kind:
what raises them, what is told in the same words and does not, and what must not be swallowed."""

from __future__ import annotations

from datetime import date

import pytest

from bot.triage import screen
from bot.triage.screen import screen_reading

TODAY = date(2026, 6, 17)

REPORTED = {
    "weakness": {
        "a limb gives": "my knees fold under me on the way to the shop",
        "a limb like something limp": "both arms have turned to custard",
        "an object is too much": "I can't squeeze the washing-up bottle any more",
        "it takes both hands": "I need both hands for the teapot now",
        "somebody else opens it": "had to ask my neighbour to open the pickle jar",
        "things leave the hand": "the spoon keeps falling out of my fingers",
        "getting up": "can't get up from the settee without a push",
        "no strength, said with no": "there's no power in my wrists since Friday",
        "an eye that will not shut": "my left eye won't shut when I wash my hair",
        "a muscle that nobody treated": "my cheek has gone slack and I bite it",
        "slips of the finger": "my armz r so weak i cant lift the pann",
    },
    "double_vision": {
        "a thing has a twin": "every lamp post has a twin beside it",
        "two where one should be": "there are two moons up there tonight",
        "one eye shut to see": "I have to cover one eye to pour the tea",
        "it goes when one eye is shut": "it stops when I close my left eye",
        "eyes that do not agree": "my eyes point in different directions",
        "things that split": "the road splits in two when I look left",
    },
    "blurred_vision": {
        "seen through something": "it's like looking through a steamed-up shower door",
        "edges": "faces across the room are all mush",
        "no focus": "my eyes won't focus on the newspaper",
        "lights": "every bulb has a halo round it",
        "sight in plain words": "there's something up with my eyesight",
    },
    "head_heaviness": {
        "it falls": "my head keeps tipping forward in the car",
        "it is held": "I prop my chin on my fist to get through dinner",
        "it will not come up": "I can't get my head off the pillow without my hands",
        "the neck cannot": "my neck won't carry the weight of my head",
        "chin and chest": "by the evening my chin is on my chest",
    },
    "bladder_loss": {
        "not noticed": "I only knew when my legs were wet, I never felt it",
        "not in time": "I didn't make it to the loo this morning",
        "pads": "I've had to buy incontinence pads",
        "it leaks": "I'm leaking when I stand up, that's new",
    },
    "fever": {
        "a figure": "the thermometer says 38.9",
        "hot and cold": "I'm burning and then freezing and I can't stop shaking, teeth chattering",
        "shivers": "shivering under three duvets all night",
    },
    "rash": {
        "where": "red patches all over my chest and back",
        "the whole skin": "my skin has gone blotchy everywhere",
        "in a word": "I've come out in a rash",
    },
    "neck_stiffness": {
        "chin to chest": "I can't get my chin near my chest",
        "like something rigid": "my neck is like a plank",
        "will not": "my neck won't bend",
    },
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, kinds in REPORTED.items() for text in kinds.values()]
)
def test_each_kind_of_wording_is_heard(name: str, text: str) -> None:
    _, _, reading = screen_reading(text, TODAY)
    assert name in {s.name for s in reading.symptoms if s.status == "present"}


@pytest.mark.parametrize(
    "text",
    [
        "the left side of my mouth has slid down and my arm is heavy",
        "my right hand went dead and I can't find my words",
        "a black curtain came down over my left eye",
        "I'm numb down my whole right side",
        "when I hold both arms out the left one sinks",
        "mum doesn't know what day it is and she keeps leaning to the left",
    ],
)
def test_signs_of_a_stroke_are_an_emergency(text: str) -> None:
    assert screen(text, TODAY).urgency == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "worst headache I have ever had",
        "my skull felt like it burst, out of nowhere",
        "a blinding headache that came on in seconds",
        "never had a headache like this in my life",
        "like an axe to the back of my head",
    ],
)
def test_a_sudden_or_worst_headache_is_red(text: str) -> None:
    assert screen(text, TODAY).red


@pytest.mark.parametrize(
    "with_it", ["my neck won't bend", "I've a temperature of 38.8", "there's a rash on my belly"]
)
@pytest.mark.parametrize("ache", ["my head is pounding", "skull is banging", "bad headache"])
def test_a_headache_with_stiff_neck_fever_or_rash_is_red(ache: str, with_it: str) -> None:
    assert screen(f"{ache} and {with_it}", TODAY).red


@pytest.mark.parametrize(
    "text",
    [
        "a slight droop of my right lid, hardly anyone would notice",
        "my left lid sits a whisker lower than the other",
        "eyelid is down by about a millimetre",
        "ever so slightly droopy lid",
        "a wee dip in one lid",
        "barely a droop on the left eyelid",
    ],
)
def test_a_lid_called_mild_is_for_review(text: str) -> None:
    assert screen(text, TODAY).urgency == "review"


@pytest.mark.parametrize(
    "text",
    [
        "my lid gets halfway and won't lift any further",
        "the lid has slid over my pupil",
        "a bit of a droopy lid, it covers the pupil",
        "I hoist my eyelid with a finger to read",
        "my lid has dropped, and I've a slight bruise",
        "I can only open my left eye a little",
        "eyelid three quarters shut",
        "I have to tip my head back to see under my eyelid",
    ],
)
def test_a_lid_that_is_not_mild_is_urgent(text: str) -> None:
    assert screen(text, TODAY).urgency == "urgent"


@pytest.mark.parametrize(
    "text",
    [
        # the muscle that was treated, and chewing
        "my frown is lovely and weak",
        "chewing toast is hard work since my masseter jabs",
        "the twitch gets weaker every day",
        "I can't raise my eyebrows",
        # figures of speech, and other things in the same words
        "weak at the knees from the price",
        "a weak excuse from your front desk",
        "I couldn't open the link you sent",
        "can't hold my appointment on Friday",
        "I've a weakness for handbags",
        "your invoice nearly gave me a stroke",
        "is breast stroke allowed next week",
        "I lost sight of my appointment card",
        "confused about the aftercare sheet",
        "seeing double on the invoice, I was charged twice",
        "my double chin is jumping",
        "I see two nurses on your website",
        "were I to see two lanes, would I call",
        "sorry, the photo is blurred",
        "the whole visit was a blur",
        "I can't see any difference yet",
        "the lid of the jar won't open",
        "I can hold my head up high",
        "a heavy head of hair",
        "I rested in bed with two pillows",
        "my toddler wet the bed",
        "spilled tea and my seat is wet",
        "cabin fever",
        "the room temperature was fine",
        "I'm 39 years old",
        "rash decision, I know",
        # a forehead or brow that is heavy is no head that falls
        "my forehead feels heavy",
        "my brows are heavy and low",
        # redness at the needle points is no rash of the body
        "little red dots where the needles went in",
        "a bit of redness at the injection sites",
    ],
)
def test_the_same_words_with_another_meaning_are_not_red(text: str) -> None:
    assert not screen(text, TODAY).red


@pytest.mark.parametrize(
    "text",
    [
        "I haven't had a drop of wine and I'm seeing double",
        "muscle weakness for three days",
        "having a stroke my face dropped on one side",
        "my chin falls onto my collar by noon",
        "keep my head off my chest with a hand",
        "I wet myself whenever I laugh, since the jabs",
        "took my temperature and it is 39.1",
        "not hay fever, my temperature is 39",
        "I can't close my eyes when I sleep",
        "after the gym my legs gave way and I fell",
        "my daughter wet the bed after her injections",
    ],
)
def test_a_figure_of_speech_never_swallows_a_red_flag(text: str) -> None:
    assert screen(text, TODAY).red
