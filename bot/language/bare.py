"""Messages, or parts of them, that name no symptom: "is this normal?", "lip flip, day 3"."""

from __future__ import annotations

import re

from bot.language.reading import Reading
from bot.language.tokens import tokenize

_POINTING = frozenset(
    """
    is this that it its these be am are was do does did will would should could can may might have has got
    get gets getting feel feels happen happens happening going go i me my mine you we u what why how about
    if to a an the so or and but of for with in on at from just only really still now yet also too very bit
    little lot normal ok okay alright right usual common fine bad good serious dangerous expected supposed
    meant like worry worried worrying concerned concern scared nervous panic panicking wrong weird strange
    odd funny off something anything thing stuff please pls help hi hello hey there sorry um er well actually
    ? . ! , - …
    """.split()
)
"""Words that point at something without naming it: neither a place, nor a day, nor what is felt."""
_TREATED = frozenset(
    """
    had having botox tox toxin jab jabs jabbed injection injections injected treatment treated treat done
    been appointment session both side left ago since today yesterday day days week weeks yes no
    her his she he gf girlfriend wife mum friend sister husband first time
    """.split()
)
"""Words about the treatment, and whose it was."""
_ODDLY = frozenset(
    "right funny weird strange odd off wrong peculiar different iffy dodgy acting playing bothering bugging help rough "
    "unwell poorly ill crap rubbish awful horrible terrible myself well reaction problem issue trouble".split()
)
"""Words of a complaint that says nothing of what is felt."""
_COMPLAINING = frozenset(
    """
    not no feel feels feeling felt look looks looking seem seems seemed sort kind bit quite all face body self
    up silly daft quick hiya guys dunno know sure how why since after before ever afterwards then thing
    somebody someone anybody anyone urgent urgently helloo hellooo heya think doing being things everything
    somehow somewhat rather pretty proper dead well as i
    """.split()
)
_ASKING = frozenset("normal ok okay alright right usual common worry worried concerned bad serious help wrong".split())  # fmt: skip


_CRY = frozenset(
    "help me us please i need some can could you someone somebody oh hi hello hey".split()
)
"""All that a cry for help holds beside marks and smileys."""


_SHY = frozenset(
    """
    embarrassing embarrassed embarassing embarassed awkward personal private silly stupid daft shy mortifying mortified delicate
    cringe bother bothering waste wasting ashamed trouble disturb sensitive awks cringey
    """.split()
)
_OPENING = frozenset(
    """
    sorry to this is it its that a an so bit little rather quite really very kinda kind of sort lol haha hi hello
    hey hiya there ok um erm well i im am feel feeling about for you your u ye yous again time anyone everyone if may hate be
    being not sure how say ask asking question one thing something tell know do want where start begin what the my me
    too super slightly tad wee and but just got was have gonna might going will sound sounds please pls apologies
    """.split()
)


def hesitates(text: str) -> bool:
    """Whether a message only says how hard it is to say: "bit embarrassing", "sorry to bother you"."""
    words = _words(text)
    return bool(words & _SHY) and words <= _SHY | _OPENING | {"n't", "don't", "dont"}


_QUESTION = frozenset("ask asking question questions query queries qs q".split())
_ABOUT_WHOM = frozenset(
    """
    can could may might i i'd id like want wanted need a an quick one two few some something first have got about for of on
    my mam mum mom dad him her them mine me he she his hers it this that now too please pls behalf just hi hello hey ok
    wife husband son daughter sister brother friend gran nan partner patient mother father and the then also to im i'm is
    look after care carer mr mrs ms lady man thank god thanks
    """.split()
)
_SENTENCES = re.compile(r"[.!?;\n]+")


def announces_a_question(reading: Reading) -> bool:
    """Whether all that a message, or its last sentence, says is that a question will come: "neck done 2
    weeks ago, can I ask something", "asking for my mam first"."""
    spans = [(a.start, a.end) for a in reading.areas] + [(t.start, t.end) for t in reading.timings]
    ends = [match.start() for match in _SENTENCES.finditer(reading.text.rstrip(" .!?;\n"))]
    start = ends[-1] if ends else 0
    words = {
        item.norm
        for item in tokenize(reading.text).items
        if item.start >= start
        and _is_word(item.norm)
        and not any(low < item.end and high > item.start for low, high in spans)
    }
    return bool(words & _QUESTION) and words <= _QUESTION | _ABOUT_WHOM | _TREATED


def only_where_and_when(reading: Reading, start: int = 0, end: int | None = None) -> bool:
    """Whether `reading.text[start:end]` says nothing beside a place or a day that it holds: "frown lines,
    6 days ago", "neck done on Monday and it's a bit odd"."""
    end = len(reading.text) if end is None else end
    spans = [
        (low, high)
        for low, high in (
            *((area.start, area.end) for area in reading.areas),
            *((timing.start, timing.end) for timing in reading.timings),
        )
        if low < end and high > start
    ]
    rest = {
        item.norm
        for item in tokenize(reading.text).items
        if start <= item.start
        and item.end <= end
        and not any(low < item.end and high > item.start for low, high in spans)
    }
    return bool(spans) and rest <= _POINTING | _TREATED


def names_nothing(text: str) -> bool:
    """Whether a message asks of something it doesn't name: "is this normal?", "should I worry?"."""
    words = _words(text)
    return bool(words & _ASKING) and words <= _POINTING


def complains_of_nothing(reading: Reading) -> bool:
    """Whether a message complains without a word of what is felt: "help", "I don't feel right since
    Monday", "my chin's acting up"."""
    named = [(a.start, a.end) for a in reading.areas] + [(t.start, t.end) for t in reading.timings]
    words = {
        item.norm
        for item in tokenize(reading.text).items
        if _is_word(item.norm)
        and not any(low < item.end and high > item.start for low, high in named)
    }
    if "help" in words and words <= _CRY:
        return True
    return bool(words & _ODDLY) and words <= _POINTING | _TREATED | _COMPLAINING | _ODDLY


def _words(text: str) -> set[str]:
    return {item.norm for item in tokenize(text).items if _is_word(item.norm)}


def _is_word(norm: str) -> bool:
    return any(letter.isalnum() for letter in norm)
