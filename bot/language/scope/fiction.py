"""What nobody has: words to be translated or sung, films and forums, pets and machines."""

from __future__ import annotations

import itertools
import re

from bot.language.scope.line import Cue, Line
from bot.language.scope.other import relations
from bot.language.scope.words import OWNERS, SELF

_QUOTED = re.compile(r"(?:^|(?<=\s))[\"'“‘].{3,}?[\"'”’](?!\w)")
_SOURCES = frozenset(
    "read forum reddit tiktok google googled facebook internet online insta heard comments".split()
)
_RELATIVE = frozenset(
    "where who whose that with about says said man woman girl guy lady lad people someone".split()
)
_SEEING = frozenset("reading read watching watched saw seen listening heard".split())
_STRANGERS = frozenset("one somebody someone another".split())
_PETS = frozenset(
    """
    dog dogs puppy kitten cat cats horse hamster rabbit spaniel labrador pug poodle terrier parrot
    budgie goldfish pony guinea cow sheep hen hens
    """.split()
)
_MACHINES = frozenset(
    """
    car engine laptop boiler printer hoover vacuum fridge freezer wifi router broadband server website
    app dishwasher kettle toaster oven radiator fan lawnmower mower bike tractor lorry bus alexa siri satnav
    nav roof shed fence lampshade sofa chair table hedge lawn plant tomatoes economy pound defence team stand
    choir striker keeper goalie account computer tablet battery
    """.split()
)
_MINDED = frozenset(
    "is was has had keeps kept went gave died collapsed legs started makes just fan".split()
)
_BESIDE = frozenset("with on at off from in by like to of for lift hold carry".split())
_JOKED = frozenset(
    """
    breathing_difficulty chest_pain swallowing_difficulty collapse seizure weakness weakness:stroke pain
    headache speech_difficulty double_vision blurred_vision head_heaviness bladder_loss
    """.split()
)
"""What people say they have when they see a price."""
_LAUGHED = frozenset(
    "breathing_difficulty swallowing_difficulty chest_pain pain speech_difficulty".split()
)
"""What laughing does to anybody."""
_EARNEST = frozenset(
    """
    but then since still now really actually seriously genuinely though although today tonight until
    yet because every stopped keeps keep again worse hours later next after afterwards
    """.split()
)
"""Beside a joke these tell that it is none: "hilarious, but I really can't breathe"."""
_NO_JOKE = frozenset(
    "not no never when if whenever every while mid stop hurts cannot how time to".split()
)
"""Before "laugh" these make no joke of it: "no laughing matter", "each time I laugh"."""
_AT = frozenset(
    "at over when seeing saw see heard hearing reading opened opening told looking".split()
)
_STARTS = frozenset(", and what how started came began was were while is for".split())
_SPARKS = frozenset(
    "gave give gives giving made makes making took takes left leaves had has".split()
)
_HEARTILY = frozenset(
    "so hard much nearly died dying till until myself silly stitches hysterics loud tears had".split()
)
_THEY = frozenset("she he they everyone everybody people nurse doctor nurses staff".split())
_SEEN = ("double_vision", "blurred_vision")
_FIGURES = frozenset(
    """
    woman man girl guy lady lad bloke someone somebody she he who character actor actress heroine hero
    people person patient story read heard presenter singer footballer article post about where whose
    """.split()
)
"""Who has the symptoms that films and forums tell of."""


def is_fiction(line: Line, label: str, first: int, last: int) -> bool:
    """Whether a mention at tokens `first` to `last` is nobody's."""
    return (
        _made_up(line, label, first, last)
        or _retold(line, first)
        or (label != "suicidal_thoughts" and _of_a_thing(line, label, first, last))
        or (label in _JOKED and _joked(line, label, first, last))
    )


def _joked(line: Line, label: str, first: int, last: int) -> bool:
    """ "Nearly died laughing, couldn't breathe", "choking on my tea at your prices"."""
    _, end = line.sentence(first)
    for cue in line.in_sentence(first, "figure"):
        low, high = min(cue.first, first), max(cue.last, last)
        if line.has(_EARNEST, low, high + 1) or line.has(_EARNEST, last + 1, end + 1):
            continue
        if cue.kind == "laugh" and label in _LAUGHED and _laughs(line, cue, first, last):
            return True
        if cue.kind == "price" and _priced(line, cue, first, last):
            return True
    return False


def _laughs(line: Line, cue: Cue, first: int, last: int) -> bool:
    """Whether the writer laughs till they can't breathe: not "my husband laughed, I can't breathe"."""
    before = set(line.words[max(0, cue.first - 4) : cue.first])
    between = line.words[cue.last + 1 : first]
    if cue.last < first <= cue.last + 7 and {"till", "until"} & set(between) and "i" not in between:
        return True  # "my mate laughed till she couldn't breathe"
    if (
        cue.last < first <= cue.last + 4
        and between[:1] == ("and",)
        and "could" in line.words[first - 1 : last + 1]
    ):
        return {"i", "my"}.isdisjoint(between)  # "she died laughing and could hardly speak"
    if before & _NO_JOKE or (before & (relations() | _THEY) and "me" not in before):
        return False
    if line.word(cue.last + 1) in {"off", "aside", "about", "matter", "it"}:
        return False
    if last < cue.first:
        return cue.first <= last + 5 and not line.has({",", "and"}, last + 1, cue.first)
    hearty = line.has(_HEARTILY, cue.first - 4, first + 1) or line.has(
        {"could"}, first - 1, last + 1
    )
    return first - cue.last <= 14 and hearty


def _priced(line: Line, cue: Cue, first: int, last: int) -> bool:
    """Whether a price does it: not "paid the bill and then got chest pain"."""
    if cue.last < first:
        between = line.words[cue.last + 1 : first]
        pairs = set(itertools.pairwise(between))
        if ("talk", "about") in pairs:
            return True
        sparked = any(a in _SPARKS and b in {"me", "us"} for a, b in pairs)
        if sparked and line.has({"nearly", "almost"}, first - 2, first):
            return True  # "the bill gave me a turn and my husband nearly fainted"
        return {"i", "my"}.isdisjoint(between) and (
            sparked or not {"nearly", "almost"}.isdisjoint(between)
        )
    between = line.words[last + 1 : cue.first]
    return len(between) <= 8 and not _AT.isdisjoint(between) and _STARTS.isdisjoint(between)


def _made_up(line: Line, label: str, first: int, last: int) -> bool:
    """Words to be translated, sung or made up. What stands outside of the quotation, in another
    sentence, or is said of the writer ("act as a pirate, I can't breathe") is not."""
    begin, _ = line.sentence(first)
    for cue in line.all_cues:
        if cue.world != "fiction" or first <= cue.first and cue.last <= last:
            continue  # "every face on the telly has a twin" is seen, not shown there
        if cue.kind == "media" and label in _SEEN and not line.has(_FIGURES, *line.sentence(first)):
            continue  # "two of everything on the telly tonight" is seen there, too
        if cue.first > last:
            # "They did stroke on the radio"
            if (
                cue.kind == "media"
                and line.clause(cue.first) <= first
                and _unowned(line, first, last)
            ):
                return True
            continue
        if not cue.kind and _quoted(line, first):
            return True
        if cue.kind == "lyrics" and cue.last >= begin:
            return True
        if cue.last >= begin and not line.speaks_of_self(_seen(line, cue.last) + 1, last + 1):
            if cue.kind == "media" and _back_from(line, cue.last, first):
                continue
            return True
    return False


def _seen(line: Line, last: int) -> int:
    """The last token of "(the book) I'm reading"."""
    following = line.words[last + 1 : last + 4]
    return next((last + 1 + n for n, word in enumerate(following) if word in _SEEING), last)


def _unowned(line: Line, first: int, last: int) -> bool:
    begin, end = line.sentence(first)
    return not line.speaks_of_self(begin, end + 1) and last < end


def _back_from(line: Line, cue: int, first: int) -> bool:
    """ "I was reading a story and had to stop for air": the one who read it goes on."""
    return line.has({"but"}, cue, first) or (
        line.has({"and"}, cue, first) and not line.has(_RELATIVE, cue, first)
    )


def _quoted(line: Line, position: int) -> bool:
    place = line.tokens.items[position].start
    return any(found.start() < place < found.end() for found in _QUOTED.finditer(line.tokens.text))


def _retold(line: Line, first: int) -> bool:
    """Whether a sentence tells a stranger's story out of a forum or a paper."""
    start, _ = line.sentence(first)
    if not any(
        cue.world == "general"
        and cue.first < start
        and not _SOURCES.isdisjoint(line.words[cue.first : cue.last + 1])
        for cue in line.all_cues
    ):
        return False
    return line.words[start] in _STRANGERS and not line.speaks_of_self(start, first + 1)


def _of_a_thing(line: Line, label: str, first: int, last: int) -> bool:
    """Whether a pet or a machine is the subject, and no person."""
    if label in _SEEN:
        return False  # "the cat has two heads", "the screen is blurry" are how it is noticed
    things = _PETS | _MACHINES
    head = line.clause(first)
    for i in range(head, min(first, head + 6)):
        if line.words[i] not in things or not line.has(OWNERS, max(head, i - 3), i):
            continue
        if line.has(SELF, i + 1, last + 3) or line.has({"i", "me", *_BESIDE}, head, i):
            return False
        return line.words[i + 1] in _MINDED or first - i <= 2
    return False
