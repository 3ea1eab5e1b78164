"""Red flags by what they do to a day, and what only sounds like one: a few wordings of each kind."""

from __future__ import annotations

from datetime import date

import pytest

from bot.triage import screen

TODAY = date(2026, 6, 17)

KINDS = {
    "the breath runs out before the words do": (
        "I can't get through a sentence without gasping",
        "I can't get to the top of the stairs without stopping for air",
        "two words and then I need a breath",
        "I keep running out of breath mid sentence",
    ),
    "no air goes in": (
        "my chest is not pulling in any air",
        "the air only gets half way down",
        "it is like breathing through a coffee stirrer",
        "my lungs won't fill properly",
        "I have to sit by the window to get any air",
    ),
    "a noise with each breath": (
        "there is a squeak every time I breathe in",
        "she makes a whooping noise when she breathes",
        "each breath rattles",
    ),
    "drowning when flat": (
        "when I lie flat I feel I am drowning",
        "I wake up choking for breath",
    ),
    "drink comes back through the nose": (
        "my brew comes back out of my hooter",
        "lemonade shoots out through my nostrils when I drink",
        "soup ends up coming down my nose",
    ),
    "food needs help to go down": (
        "bread needs four gulps of water to go down",
        "tablets want three goes before they will shift",
        "I have to chase every bite with water",
        "my food sits in the back of my throat",
    ),
    "others hear it": (
        "people on the phone think I am drunk",
        "customers keep asking me to repeat myself",
        "my own family can't understand a word I say",
        "I sound like I've had a few down the pub",
    ),
    "letters and words go wrong": (
        "my esses are sliding about",
        "my words keep running together",
        "my tongue won't do what it is told and the words are mush",
    ),
    "the voice goes": (
        "my voice gives out by lunchtime",
        "I can only croak",
        "no sound comes out when I shout",
    ),
    "the face or mouth outgrows itself": (
        "my lips have come up like two sausages",
        "my tongue is too big for my mouth",
        "my face has blown up like a football",
    ),
    "raised and itchy over the body": (
        "big raised plates all over my body that itch",
        "itchy lumps on my back and thighs",
        "I'm lumpy and itchy from head to toe",
    ),
    "a weight or a grip in the chest": (
        "there is a tight belt round my ribs",
        "somebody is standing on my breastbone",
        "squeezing in the middle of my chest and down my arm",
    ),
    "found on the floor": (
        "I woke up on the bathroom floor",
        "the next thing I knew I was on the tiles",
        "my legs went from under me and everything went black",
        "he came round after a minute",
    ),
    "a fit without its name": (
        "she went stiff and shook all over",
        "my arms and legs were thrashing and I don't remember",
        "I woke with a bitten tongue and wet sheets",
    ),
    "not wanting to be": (
        "I have no reason left to go on living",
        "everyone would have it easier if I wasn't here",
        "I keep thinking about stepping in front of a train",
        "I don't want to exist any more",
        "what is there to live for",
    ),
}

LOOKALIKES = (
    "compose a limerick about a baker who couldn't breathe",
    "my laptop is wheezing and then it collapsed",
    "my dog has been wheezing all week",
    "the waiting list is suffocating",
    "I nearly had a fit when I saw the bill",
    "I had to swallow my pride and call you",
    "I can't swallow your excuses",
    "the cost stuck in my throat",
    "your line was crackly and went dead, I was cut off",
    "I can't speak highly enough of the nurse",
    "I shouted myself hoarse at the match",
    "little bumps all over my forehead just after the needles",
    "I keep bees and my hives are thriving",
    "goose bumps all over when I saw the result",
    "my new bra is tight round the ribs",
    "blackout curtains, where did you buy yours",
    "she passed out leaflets at the door",
    "out like a light every night, sleeping well",
    "he is fitting our kitchen on Friday",
    "I want to end it with my boyfriend",
    "I can't go on holiday with this bruise",
    "I cut myself shaving",
    "gasping for a cuppa, am I allowed one",
)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in KINDS.items() for text in texts]
)
@pytest.mark.parametrize(
    "manner", ["{}", "{}, neck done eight days ago", "probably nothing, but {}"]
)
def test_a_red_flag_by_what_it_does(kind: str, text: str, manner: str) -> None:
    assert screen(manner.format(text), TODAY).red, kind


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_only_sounds_like_a_red_flag(text: str) -> None:
    assert not screen(text, TODAY).red


def test_a_figure_hides_only_itself() -> None:
    """A joke or a pet in one sentence takes nothing from a complaint in the next."""
    assert screen("My dog is wheezing. I can't breathe either", TODAY).urgency == "emergency"
    assert screen("The price took my breath away. My tongue is swelling", TODAY).red
