"""What the simulated patients write: short and long, calm and not, as in the clinic's chat."""

from __future__ import annotations

from itertools import cycle, islice

MESSAGES = (
    "hi, forehead done four days ago and it flutters when I raise my brows",
    "is it normal that my chin wobbles",
    "chin, two days ago",
    "when can I go back to the gym?",
    "My masseters were treated last week. Chewing feels strange on the left, no pain at all.",
    "bruise under my eye since yesterday, does it go away",
    "I can't feel any difference yet and it has been eight days",
    "thanks, that helps",
    "what does a follow-up appointment cost",
    "can i lie down for a nap right after",
    "lip flip on Friday, drinking through a straw is funny now, will it stay like this?",
    "my eyebrows are not even, treated ten days ago between the brows",
    "how long does it last in the neck",
    "Sorry for all the questions! The little bumps are still there after an hour, should I rub "
    "them? I had the crow's feet and the forehead done this morning before work and I have to be "
    "in a meeting at three.",
    "could a nurse call me back please",
    "it got weaker since monday",
    "no headache, no double vision, just tired",
    "do I need to avoid wine tonight",
    "everything I see has a second edge to it since this morning",
    "who wins the cup this year",
)


def stream(count: int) -> list[str]:
    """The first `count` messages, starting over as often as needed."""
    return list(islice(cycle(MESSAGES), count))
