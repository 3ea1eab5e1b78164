"""Telling apart after-effects that share their words: which of two that overlap, or that one message
holds, is meant."""

from __future__ import annotations

from functools import lru_cache

from bot.language.scope import Scope
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

_COURSED = frozenset({"twitching", "headache", "swelling", "bruising", "eyelid_droop", "heaviness"})
Found = tuple[str, str, int, int]
"""label, pattern, first token, last token"""

_YIELDS: dict[str, frozenset[str]] = {
    # a vaguer label gives way to the exact one it overlaps with
    "heaviness": frozenset(
        {
            "head_heaviness",
            "eyelid_droop",
            "brow_droop",
            "chest_pain",
            "weakness",
            "eyelid_droop:mild",
            "headache",
        }
    ),
    "pain": frozenset(
        {
            "headache",
            "chest_pain",
            "neck_stiffness",
            "headache:worst_ever",
            "swallowing_difficulty",
            "weakness:stroke",
            "bumps",
            "hives:widespread",
            "rash",
        }
    ),
    "brow_droop": frozenset({"brow_asymmetry"}),
    "collapse": frozenset({"brow_droop"}),
    "swelling": frozenset({"hives:widespread"}),
    "bumps": frozenset({"hives:widespread", "rash", "rash:infected", "swelling:airway"}),
    "twitching": frozenset({"chest_pain", "seizure", "double_vision", "blurred_vision"}),
    "fever": frozenset({"twitching"}),
    "no_effect": frozenset(
        {"wearing_off", "breathing_difficulty", "swallowing_difficulty", "eyelid_droop", "weakness"}
    ),
    "rash": frozenset({"hives:widespread"}),
    "rash:infected": frozenset({"hives:widespread"}),
    "chewing_difficulty": frozenset({"swallowing_difficulty"}),
    "smile_asymmetry": frozenset({"weakness:stroke", "swelling:airway", "bite_awkwardness"}),
    "facial_numbness": frozenset({"weakness:stroke", "chest_pain"}),
    "weakness": frozenset(
        {"head_heaviness", "eyelid_droop", "speech_difficulty", "chewing_difficulty"}
    ),
    "brow_asymmetry": frozenset({"eyelid_droop"}),
}


def overlaps(a: Found, b: tuple[int, int]) -> bool:
    """Whether a match shares a word with a stretch of tokens."""
    return a[2] <= b[1] and b[0] <= a[3]


def without_vaguer(found: list[Found]) -> list[Found]:
    """Without labels that give way to an exact one they overlap with."""
    return [
        f
        for f in found
        if not any(
            other[0] in _YIELDS.get(f[0], frozenset()) and overlaps(f, (other[2], other[3]))
            for other in found
        )
    ]


def settled(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Without what another symptom of the same message explains, wherever it stands."""
    labels = {f[0] for f in found}
    if _is_there(tokens, "swelling:airway", found):
        # Eyes shut by a swollen face are swelling, not a drooping lid.
        found = [
            f
            for f in found
            if not f[0].startswith("eyelid_droop") or "droop*" in f[1] and "shut" not in f[1]
        ]
    if "speech_difficulty" in labels:
        # A voice "hoarse and weak" is no weak arm.
        found = [f for f in found if f[0] != "weakness" or not f[1].startswith("weak*")]
    if labels & _COURSED:
        # "No change" then speaks of the headache, and "it still moves" of the twitch.
        found = [
            f
            for f in found
            if f[0] != "no_effect" or not ("change" in f[1] or f[1].startswith("it"))
        ]
    vague = {"brow_asymmetry", "smile_asymmetry", "eyelid_droop", "eyelid_droop:mild", "brow_droop"}
    if labels & (vague | {"swelling", "swelling:airway", "weakness:stroke"}):
        # "My brow is doing that Spock thing."
        found = [f for f in found if not f[1].startswith("<part> _2 doing")]
    found = [f for f in found if not (f[1].startswith("<part> _2 doing") and _well(tokens, f[3]))]
    return [f for f in found if not (f[0] == "pain" and _elsewhere(tokens, f[3]))]


_WHOLE = frozenset("full whole entire complete every all".split())
_SETS_OFF = frozenset("when whenever if as while".split())
_NOT_THE_FACE = frozenset(
    "leg legs knee knees hand hands arm arms finger fingers voice stomach heart body".split()
)


def told_apart(tokens: Tokens, found: list[Found]) -> list[Found]:
    """Without the neighbour that shares an after-effect's words: what jumps when one frowns is a twitch
    and no missing effect, the whole brow wiggle is a missing effect and no twitch, bubbles that are seen
    under the skin are bumps, a heavy pressure in the chest is no heaviness of the brow, and blisters of
    hives are none of the needle."""
    words = [item.norm for item in tokens.items]

    def beside(label: str, f: Found, reach: int) -> bool:
        return any(o[0] == label and o[2] - reach <= f[3] and f[2] - reach <= o[3] for o in found)

    def wholly(f: Found) -> bool:
        return not _WHOLE.isdisjoint(words[f[2] : f[3] + 1])

    kept = []
    for f in found:
        opening = words[max(0, f[2] - 4) : f[2] + 1]
        if f[0] == "twitching":
            bubbles = words[f[2]].startswith("bubbl") and beside("bumps", f, 0)
            ranging = any(o[0] == "no_effect" and wholly(o) and overlaps(o, f[2:]) for o in found)
            limbs = "when" in words[f[2] : f[3]] and not _NOT_THE_FACE.isdisjoint(opening)
            if bubbles or ranging or limbs:
                continue
        if (
            f[0] == "no_effect"
            and not wholly(f)
            and any(
                o[0] == "twitching" and f[2] <= o[3] and _SETS_OFF & set(words[o[3] + 1 : f[3] + 1])
                for o in found
            )
        ):
            continue
        if (
            f[0] == "brow_asymmetry"
            and "odd" in words[max(0, f[2] - 3) : f[3]]
            and any(
                o[0] == "twitching" and words[o[2]] == "odd" and overlaps(o, f[2:]) for o in found
            )
        ):
            continue  # "the odd skip above my brow"
        if f[0] == "wearing_off" and _of_something_else(words, f):
            continue
        if f[0] == "swelling:airway" and not _AFTER.isdisjoint(words[f[2] + 1 : f[3]]):
            if words[f[2]].startswith(("swell", "swollen", "puff")):
                continue  # "is swelling normal after a lip flip": the lip is what was treated
        if f[0] == "swallowing_difficulty" and f[1].startswith("not|cannot|will not"):
            if f[1].endswith("down") and not _GOES_DOWN.isdisjoint(words[max(0, f[2] - 2) : f[2]]):
                continue  # "the swelling won't go down", "my lip won't go down when I smile"
        if f[0] == "swelling:airway" and _at_the_needle(words, f):
            continue
        if f[0] == "double_vision" and "size" in words[f[3] + 1 : f[3] + 3]:
            continue  # "my face is doubling in size"
        if f[0] == "speech_difficulty" and words[f[3]] in _DRUNK and words[f[3] - 1] == "not":
            continue  # "my s sounds like sh and it's not drink"
        if (
            f[0] == "seizure"
            and words[f[3]] == "over"
            and _NEXT_IT & set(words[f[3] + 1 : f[3] + 2])
        ):
            if not {"body", "place"} & set(words[f[3] + 1 : f[3] + 4]):
                continue  # "it twitches all over my forehead"
        if f[0] == "weakness:stroke" and words[f[3]] in {"went", "gone"}:
            if beside("blurred_vision", f, 2) or beside("double_vision", f, 2):
                continue  # "the sight in my left eye just went blurry"
        if f[0] == "blurred_vision" and _spoken(words, f, found):
            continue
        if f[0] == "speech_difficulty" and _printed(words, f):
            continue
        if f[0] == "collapse" and words[f[2]].startswith("collaps") and f[2]:
            if words[f[2] - 1] in _MOUTH:
                continue  # "my cheek collapses when I drink"
        if f[0] == "collapse" and words[f[3]] == "limp" and _of_the_mouth(words, f, found):
            continue
        if f[0] == "heaviness" and beside("chest_pain", f, 1):
            continue
        if f[0] == "bumps" and not _at_a_point(words[f[2] : f[3] + 1]):
            if _is_there(tokens, "hives:widespread", found):
                continue
        kept.append(f)
    return kept


_WEARS_OFF = frozenset("off out away faded fading gone passed passing".split())
_NOT_THE_TREATMENT = (
    "numb", "anaesth", "anesth", "head", "pain", "sore", "swell", "dizz", "red", "nause", "sting", "bump",
    "novelty", "excite", "shock", "hangover", "cream", "twitch", "flutter", "flicker", "paracetamol",
    "ibuprofen", "tired", "tight", "heav", "makeup", "tan", "caffeine", "adrenaline", "bruis", "tender",
    "itch", "droop", "migraine", "weigh", "mark", "spasm",
)  # fmt: skip
"""What wears off, too, and is no effect of the treatment."""


def _of_something_else(words: list[str], f: Found) -> bool:
    """ "The headache wore off by teatime", "the cream is wearing off"."""
    if _WEARS_OFF.isdisjoint(words[f[2] : f[3] + 1]):
        return False
    before = words[max(0, f[2] - 5) : f[3]]
    for mark in ".", ";", "!", "?":
        if mark in before:
            before = before[len(before) - before[::-1].index(mark) :]
    return any(word.startswith(_NOT_THE_TREATMENT) for word in before)


_AFTER = frozenset("after since following post".split())
_NEXT_IT = frozenset("it my the this where".split())
_SAID = frozenset("say said saying speak talk come comes coming came out speech voice".split())
_PRINT = frozenset(
    "page pages screen phone book paper menu print read sign signs label board".split()
)


_DRUNK = frozenset("drunk drink drinking pissed tipsy wine alcohol pub".split())
_GOES_DOWN = frozenset(
    "lip lips corner side brow eyebrow swelling puffiness bump lump point points bruise redness".split()
)
_SLIGHT = frozenset("bit little slight slightly tad touch tiny small wee".split())
_NEEDLE = ("needle", "inject", "jab", "point", "site", "prick", "dots", "flip")


def _at_the_needle(words: list[str], f: Found) -> bool:
    """ "My lip is a bit puffy where the needle went": a slight swelling of a treated lip."""
    if words[f[3]] not in {"lip", "lips"} and words[f[2]] not in {"lip", "lips"}:
        return False
    slight = not _SLIGHT.isdisjoint(words[max(0, f[2] - 4) : f[3] + 1])
    after = words[f[3] + 1 : f[3] + 8]
    return slight and any(word.startswith(_NEEDLE) for word in after)


def _spoken(words: list[str], f: Found, found: list[Found]) -> bool:
    """ "My words come out blurred": speech is blurred, and no sight."""
    return any(
        o[0] == "speech_difficulty"
        and overlaps(o, f[2:])
        and not _SAID.isdisjoint(words[o[2] : o[3] + 1])
        for o in found
    )


def _printed(words: list[str], f: Found) -> bool:
    """ "The words on the page are blurred": sight is, and no speech."""
    here = words[f[2] : f[3] + 1]
    return not _PRINT.isdisjoint(here) and _SAID.isdisjoint(here)


_MOUTH = frozenset("lip lips cheek cheeks mouth smile".split())


def _of_the_mouth(words: list[str], f: Found, found: list[Found]) -> bool:
    """ "My lower lip is limp": a muscle gave way, nobody collapsed."""
    return any(
        o[0] == "weakness" and overlaps(o, f[2:]) and not _MOUTH.isdisjoint(words[o[2] : f[3]])
        for o in found
    )


def _at_a_point(words: list[str]) -> bool:
    """Whether the words name a place of the face, or one where the needle was."""
    return any(
        w in face_parts() or w.startswith(("needle", "inject", "jab", "site")) for w in words
    )


_ELSEWHERE = frozenset(
    "throat knee knees back leg legs foot feet tummy stomach hip bum period periods".split()
)


_WELL = frozenset(
    "job trick same opposite work best rounds treatment frown beautifully nicely well perfectly great fine".split()
)


def _well(tokens: Tokens, last: int) -> bool:
    """ "My forehead is doing the trick", "doing the same", "doing a great job"."""
    after = {item.norm for item in tokens.items[last + 1 : last + 4]}
    return bool(after & _WELL)


def _elsewhere(tokens: Tokens, last: int) -> bool:
    """ "Sore throat", "I hurt my knee": no pain of a treated face."""
    after = [item.norm for item in tokens.items[last + 1 : last + 3]]
    return bool(after) and (
        after[0] in _ELSEWHERE or (after[0] in {"my", "in"} and after[-1] in _ELSEWHERE)
    )


@lru_cache(maxsize=1)
def face_parts() -> frozenset[str]:
    """The words for places of the face."""
    return frozenset(" ".join(vocabulary().raw["classes"]["part"]).replace("|", " ").split())


def _is_there(tokens: Tokens, label: str, found: list[Found]) -> bool:
    """Whether a label is reported, and not merely asked about ("what if my throat swells?")."""
    own = [f for f in found if f[0] == label]
    scope = Scope(tokens, frozenset()) if own else None
    return scope is not None and any(
        scope.status(label, first, last, red=True) in {"present", "other"}
        for _, _, first, last in own
    )
