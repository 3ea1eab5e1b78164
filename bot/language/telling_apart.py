"""Telling apart after-effects that share their words: what one sounds like when it is another.

Each reason is a function of the message and one match that says why the match is not what its pattern
took it for; `_REASONS` holds those that apply to a label.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.language.scope import Scope
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

Found = tuple[str, str, int, int]
"""label, pattern, first token, last token"""

_WHOLE = frozenset("full whole entire complete every all".split())
_SETS_OFF = frozenset("when whenever if as while".split())
_NOT_THE_FACE = frozenset(
    "leg legs knee knees hand hands arm arms finger fingers voice stomach heart body".split()
)
_WEARS_OFF = frozenset("off out away faded fading gone passed passing".split())
_NOT_THE_TREATMENT = (
    "numb", "anaesth", "anesth", "head", "pain", "sore", "swell", "dizz", "red", "nause", "sting", "bump",
    "novelty", "excite", "shock", "hangover", "cream", "twitch", "flutter", "flicker", "paracetamol",
    "ibuprofen", "tired", "tight", "heav", "makeup", "tan", "caffeine", "adrenaline", "bruis", "tender",
    "itch", "droop", "migraine", "weigh", "mark", "spasm",
)  # fmt: skip
"""What wears off, too, and is no effect of the treatment."""
_AFTER = frozenset("after since following post".split())
_NEXT_IT = frozenset("it my the this where".split())
_SAID = frozenset("say said saying speak talk come comes coming came out speech voice".split())
_PRINT = frozenset(
    "page pages screen phone book paper menu print read sign signs label board".split()
)
_DRUNK = frozenset("drunk drink drinking pissed tipsy wine alcohol pub sauce".split())
_GOES_DOWN = frozenset(
    "lip lips corner side brow eyebrow swelling puffiness bump lump point points bruise redness".split()
)
_SLIGHT = frozenset("bit little slight slightly tad touch tiny small wee".split())
_NEEDLE = ("needle", "inject", "jab", "point", "site", "prick", "dots", "flip")
_MOUTH = frozenset("lip lips cheek cheeks mouth smile".split())
_HANGS = ("hang", "sits", "stays", "stop", "stuck")
_SPANISH_BEFORE = frozenset("mi mis tu tus su sus la una otra".split())
_WINKS = frozenset("wink winks winking winked".split())


@dataclass(frozen=True)
class Message:
    """A message's words with all that was found in it."""

    tokens: Tokens
    words: list[str]
    found: list[Found]

    def span(self, f: Found) -> list[str]:
        """The words of a match."""
        return self.words[f[2] : f[3] + 1]

    def beside(self, label: str, f: Found, reach: int) -> bool:
        """Whether that label was found within so many words of a match; 0: sharing words with it."""
        return any(
            o[0] == label and o[2] - reach <= f[3] and f[2] - reach <= o[3] for o in self.found
        )

    def overlapping(self, label: str, f: Found) -> list[Found]:
        """What was found of a label in the words of a match."""
        return [o for o in self.found if o[0] == label and overlaps(o, f[2:])]


Reason = Callable[[Message, Found], bool]


def told_apart(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Without the neighbour that shares an after-effect's words."""
    message = Message(tokens, [item.norm for item in tokens.items], found)
    return [f for f in found if not any(reason(message, f) for reason in _REASONS.get(f[0], ()))]


def overlaps(a: Found, b: tuple[int, int]) -> bool:
    """Whether a match shares a word with a stretch of tokens."""
    return a[2] <= b[1] and b[0] <= a[3]


@lru_cache(maxsize=1)
def face_parts() -> frozenset[str]:
    """The words for places of the face."""
    return frozenset(" ".join(vocabulary().raw["classes"]["part"]).replace("|", " ").split())


def is_there(tokens: Tokens, label: str, found: list[Found]) -> bool:
    """Whether a label is reported, and not merely asked about ("what if my throat swells?")."""
    own = [f for f in found if f[0] == label]
    scope = Scope(tokens, frozenset()) if own else None
    return scope is not None and any(
        scope.status(label, first, last, red=True) in {"present", "other"}
        for _, _, first, last in own
    )


# --- ordinary after-effects


def _bubbles(m: Message, f: Found) -> bool:
    """Bubbles that are seen under the skin are bumps and no twitch."""
    return m.words[f[2]].startswith("bubbl") and m.beside("bumps", f, 0)


def _wiggles(m: Message, f: Found) -> bool:
    """ "The whole brow wiggles": a missing effect and no twitch."""
    return any(_wholly(m, o) for o in m.overlapping("no_effect", f))


def _of_a_limb(m: Message, f: Found) -> bool:
    """ "My leg shakes when ..."."""
    opening = m.words[max(0, f[2] - 4) : f[2] + 1]
    return "when" in m.words[f[2] : f[3]] and not _NOT_THE_FACE.isdisjoint(opening)


def _set_off_by(m: Message, f: Found) -> bool:
    """What jumps when one frowns is a twitch and no missing effect."""
    return not _wholly(m, f) and any(
        o[0] == "twitching" and f[2] <= o[3] and _SETS_OFF & set(m.words[o[3] + 1 : f[3] + 1])
        for o in m.found
    )


def _odd(m: Message, f: Found) -> bool:
    """ "The odd skip above my brow": now and then, and no odd brow."""
    return "odd" in m.words[max(0, f[2] - 3) : f[3]] and any(
        m.words[o[2]] == "odd" for o in m.overlapping("twitching", f)
    )


def _of_something_else(m: Message, f: Found) -> bool:
    """ "The headache wore off by teatime", "the cream is wearing off"."""
    if _WEARS_OFF.isdisjoint(m.span(f)):
        return False
    before = m.words[max(0, f[2] - 5) : f[3]]
    for mark in ".", ";", "!", "?":
        if mark in before:
            before = before[len(before) - before[::-1].index(mark) :]
    return any(word.startswith(_NOT_THE_TREATMENT) for word in before)


def _on_the_chest(m: Message, f: Found) -> bool:
    """A heavy pressure in the chest is no heaviness of the brow."""
    return m.beside("chest_pain", f, 1)


def _of_hives(m: Message, f: Found) -> bool:
    """Blisters of hives are none of the needle."""
    at_a_point = any(
        w in face_parts() or w.startswith(("needle", "inject", "jab", "site")) for w in m.span(f)
    )
    return not at_a_point and is_there(m.tokens, "hives:widespread", m.found)


# --- red flags


def _after_a_lip_flip(m: Message, f: Found) -> bool:
    """ "Is swelling normal after a lip flip": the lip is what was treated."""
    after = not _AFTER.isdisjoint(m.words[f[2] + 1 : f[3]])
    return after and m.words[f[2]].startswith(("swell", "swollen", "puff"))


def _at_the_needle(m: Message, f: Found) -> bool:
    """ "My lip is a bit puffy where the needle went": a slight swelling of a treated lip."""
    if not {"lip", "lips"} & {m.words[f[2]], m.words[f[3]]}:
        return False
    slight = not _SLIGHT.isdisjoint(m.words[max(0, f[2] - 4) : f[3] + 1])
    return slight and any(word.startswith(_NEEDLE) for word in m.words[f[3] + 1 : f[3] + 8])


def _not_food(m: Message, f: Found) -> bool:
    """ "The swelling won't go down", "my lip won't go down when I smile"."""
    goes_down = f[1].startswith("not|cannot|will not") and f[1].endswith("down")
    return goes_down and not _GOES_DOWN.isdisjoint(m.words[max(0, f[2] - 2) : f[2]])


def _lid_hangs(m: Message, f: Found) -> bool:
    """ "My lid hangs halfway": nothing hangs in a throat."""
    return m.words[f[2]].startswith(_HANGS) and bool(m.overlapping("eyelid_droop", f))


def _in_size(m: Message, f: Found) -> bool:
    """ "My face is doubling in size"."""
    return "size" in m.words[f[3] + 1 : f[3] + 3]


def _no_drink(m: Message, f: Found) -> bool:
    """ "My s sounds like sh and it's not drink"."""
    return m.words[f[3]] in _DRUNK and m.words[f[3] - 1] == "not"


def _looks_drunk(m: Message, f: Found) -> bool:
    """ "My lid's at half mast, my boss asked if I'd been on the sauce": for the look of the eye."""
    asked = m.words[f[3]] in _DRUNK and bool({"ask", "asks", "asked", "asking"} & set(m.span(f)))
    return asked and any(o[0].startswith("eyelid_droop") and 0 <= f[2] - o[3] <= 6 for o in m.found)


def _printed(m: Message, f: Found) -> bool:
    """ "The words on the page are blurred": sight is, and no speech."""
    here = m.span(f)
    return not _PRINT.isdisjoint(here) and _SAID.isdisjoint(here)


def _spoken(m: Message, f: Found) -> bool:
    """ "My words come out blurred": speech is blurred, and no sight."""
    return any(not _SAID.isdisjoint(m.span(o)) for o in m.overlapping("speech_difficulty", f))


def _all_over_it(m: Message, f: Found) -> bool:
    """ "It twitches all over my forehead": no fit."""
    after = m.words[f[3] + 1 : f[3] + 4]
    over = m.words[f[3]] == "over" and bool(_NEXT_IT & set(after[:1]))
    return over and not {"body", "place"} & set(after)


def _of_sight(m: Message, f: Found) -> bool:
    """ "The sight in my left eye just went blurry": no side gave way."""
    went = m.words[f[3]] in {"went", "gone"}
    return went and (m.beside("blurred_vision", f, 2) or m.beside("double_vision", f, 2))


def _of_the_mouth(m: Message, f: Found) -> bool:
    """ "My cheek collapses when I drink", "my lower lip is limp": a muscle gave way, nobody fell."""
    if m.words[f[2]].startswith("collaps") and f[2] and m.words[f[2] - 1] in _MOUTH:
        return True
    return m.words[f[3]] == "limp" and any(
        not _MOUTH.isdisjoint(m.words[o[2] : f[3]]) for o in m.overlapping("weakness", f)
    )


def _an_aunt(m: Message, f: Found) -> bool:
    """ "Mi tía": an aunt and no stroke."""
    return m.span(f) == ["tia"] and m.words[max(0, f[2] - 1)] in _SPANISH_BEFORE


def _asleep(m: Message, f: Found) -> bool:
    """ "I fell asleep flat on my face"."""
    return "asleep" in m.span(f)


def _blurred(m: Message, f: Found) -> bool:
    """ "Everything's gone blurry in my left eye": not gone out."""
    return m.words[f[3]] in {"in", "out"} and bool(m.overlapping("blurred_vision", f))


def _only_winks(m: Message, f: Found) -> bool:
    """ "They ask why I'm winking, it's only a tiny flicker": a twitch looks like a wink."""
    return not _WINKS.isdisjoint(m.span(f)) and any(
        o[0] == "twitching" and _WINKS.isdisjoint(m.span(o)) for o in m.found
    )


def _head_stays_down(m: Message, f: Found) -> bool:
    """ "She can't lift her head to watch": the neck is weak, no lid is in the way."""
    return bool(m.overlapping("head_heaviness", f)) and not any("lid" in w for w in m.span(f))


def _wholly(m: Message, f: Found) -> bool:
    return not _WHOLE.isdisjoint(m.span(f))


_REASONS: dict[str, tuple[Reason, ...]] = {
    "twitching": (_bubbles, _wiggles, _of_a_limb),
    "no_effect": (_set_off_by,),
    "brow_asymmetry": (_odd,),
    "wearing_off": (_of_something_else,),
    "heaviness": (_on_the_chest,),
    "bumps": (_of_hives,),
    "swelling:airway": (_after_a_lip_flip, _at_the_needle),
    "swallowing_difficulty": (_not_food, _lid_hangs),
    "double_vision": (_in_size,),
    "speech_difficulty": (_no_drink, _looks_drunk, _printed),
    "blurred_vision": (_spoken,),
    "seizure": (_all_over_it,),
    "weakness:stroke": (_of_sight, _an_aunt),
    "collapse": (_of_the_mouth, _asleep, _blurred),
    "eyelid_droop": (_only_winks, _head_stays_down),
}
