"""How a symptom is going: only when the writer says so."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.language.reading import SymptomMention
from bot.language.scope import Scope
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

_ORDER = ("spreading", "worsening", "fading", "stable", "persisting")
_NEGATED = {"not", "no", "never", "without", "nor", "neither", "hardly", "nothing", "instead"}
_NEGATION_MEANT = {"not", "no", "never", "hardly"}
"""A pattern with one of these means its negation: "no longer only in my eye"."""
_NOT_A_COURSE = {"anxiety", "no_effect", "wearing_off", "tearing"}
_NO_COURSE = {
    "swallowing_difficulty",
    "speech_difficulty",
    "breathing_difficulty",
    "chest_pain",
    "collapse",
    "suicidal_thoughts",
    "bladder_loss",
    "seizure",
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_DATED = frozenset(
    "yesterday today now then monday tuesday wednesday thursday friday saturday sunday".split()
)
_UNITS = frozenset(
    "day days week weeks month months hour hours minutes units unit ml mg mm cm am pm january february march "
    "april may june july august september october november december ago side sides of more".split()
)
_BETTER_TO = {"to", "if", "off", "place", "way", "time", "idea", "not", "safe", "person"}
_SHOULDERS = frozenset({"shoulder", "shoulders"})
_LEGS = frozenset({"calf", "calves", "leg", "legs", "shin", "shins"})
_AT_WORK = dict.fromkeys(("traps", "trap", "trapezius"), _SHOULDERS) | dict.fromkeys(
    ("calves", "calf"), _LEGS
)
"""Places beside a treated muscle that are no faraway ones."""
_SKIN = {"hives", "rash", "swelling"}
_SPREADABLE = {"twitching", "swelling", "hives", "rash", "weakness", "facial_numbness"}
_OPEN = {"would", "could", "might", "may", "should", "shall", "if", "whether", "unless"}
"""Before a course these make it one that may come."""
_IS = {"is", "has", "have", "am", "are", "was", "been", "keeps", "now", "already", "still", "since"}
_AGENTS = {"it", "this", "that", "they", "the", "my", "a", "twitch", "twitching", "twitches"}
_HERE = {
    *("there", "here", "going", "doing", "happening", "present", "hanging", "around", "on"),
    *("bad", "same", "the", "not", "no", "quite", "pretty", "very", "a", "got", "having", "have"),
    *("does", "do", "is", "occurs", "comes", "coming", "bothering", "feels", "feel", "feeling"),
    *("see", "notice", "noticing", "get", "getting", "gets", "every", "all", "just", "as", "with"),
    *("up", "a", "off", "much", "visible", "swollen", "and", "but", "now", "lingering", "around"),
}
"""After "still" these speak of what is there."""
_DOINGS = {"can", "could", "sitting", "lying", "standing", "keep", "stay", "need", "want", "stand"}
_MY_DOING = {"checking", "worrying", "thinking", "looking", "crying", "laughing", "staring"}
_NO_ANSWER = {
    "word",
    "reply",
    "answer",
    "response",
    "refund",
    "news",
    "call",
    "email",
    "text",
    "slot",
    "date",
}
_FUNCTIONS = {"swallowing", "voice", "breathing", "vision", "speech", "speaking", "eating", "sleep"}
_FELT = frozenset(
    "twitch twitches twitching flicker flutter tremor spasm spasms pulse tic jump jumps thing symptom symptoms pain ache lump "
    "bruise swelling redness heaviness headache weakness droop lid lids muscle muscles spot spots patch one gap frequency pauses "
    "gaps intervals throat tongue voice problem".split()
)
_LOOSE = frozenset("one other whole full under below next door half both opposite line".split())
_SMALL = frozenset(
    "a about actually again all also although and another anything are as at back be became become been bit bits by day days "
    "definitely does each even ever evening every everything far feel feeling feels first for four from get gets getting getting "
    "god gone gotten got had has have hello hey hi honestly hour i if in instead into is just keep keeps kept last lately little "
    "lot maybe me minute monday month more morning most much my next night no not now oh ok on only or probably quite rather "
    "really sadly seem seems since six slightly slowly so some somewhat sorry steadily still suddenly tad than the then there "
    "think this three time to today tonight touch tuesday two update very was way wednesday week well went yes yep yesterday "
    "gradually noticeably thursday friday saturday sunday never sure say report now it go goes going went".split()
)
"""Words that name nothing: a clause of these speaks of what was spoken of before."""
_ENDS = {".", "!", "?", ";"}
_NEAR = 9
_FOLLOW_UP = 24
"""Words of an answer that may tell how what was told before is going."""
_NO_IF = {
    ("if", "anything"),
    ("if", "i", "m", "honest"),
    ("if", "i", "am", "honest"),
    ("if", "you", "ask", "me"),
    ("if", "truth", "be", "told"),
    ("if", "that", "helps"),
}
_SINCE_AN_EVENT = {(w,) for w in ("i", "we", "my", "the", "a", "our")}
_NEW_SENTENCE = {
    (w, s) for w in ("and", "so") for s in ("it", "its", "they", "that", "now", "every", "each")
}
"""After "if the sun is in my eyes" these begin what is told as a fact: "and it is less each day"."""


class _Found(NamedTuple):
    label: str
    source: str
    first: int
    last: int


def find_trend(
    tokens: Tokens, scope: Scope, symptoms: tuple[SymptomMention, ...], *, follow_up: bool = False
) -> tuple[str | None, tuple[int, int] | None]:
    """(trend, characters that say so). `follow_up`: the symptom may stand in an earlier message."""
    present = {s.name for s in symptoms if s.status == "present"} - _NOT_A_COURSE
    asks = "?" in scope.words or scope.words[0] in {
        "can",
        "is",
        "should",
        "will",
        "does",
        "do",
        "how",
        "what",
    }
    unnamed = not symptoms or (
        {s.name for s in symptoms} == {"no_effect"} and not _body() & set(scope.words)
    )
    if not present and not (follow_up and unnamed and not asks and len(scope.words) <= _FOLLOW_UP):
        return None, None
    mentions = _mentions(tokens, symptoms)
    found: dict[str, tuple[int, int]] = {}
    for trend in _candidates(tokens, scope):
        label = _label(trend, scope, present, mentions)
        if label:
            span = tokens.items[trend.first].start, tokens.items[trend.last].end
            found.setdefault(label, span)
    if "twitching" in present and not found:
        counted = _counted(scope.words)
        if counted:
            label, first, last = counted
            found[label] = tokens.items[first].start, tokens.items[last].end
    for label in _ORDER:
        if label in found:
            if label == "fading" and "worsening" in found:
                continue
            return label, found[label]
    return None, None


def _counted(words: tuple[str, ...]) -> tuple[str, int, int] | None:
    """The course of numbers that are dated: "9 on Saturday, 5 yesterday, 3 today"."""
    counts: list[tuple[int, int]] = []
    dated = False
    for i, word in enumerate(words):
        number = int(word) if word.isdigit() and len(word) < 4 else _NUMBERS.get(word)
        after = words[i + 1] if i + 1 < len(words) else "."
        if number is None or after in _UNITS:
            continue
        near = {words[i - 1] if i else "", after} & _DATED
        leads = after == "," and words[i + 2 : i + 3] == ("then",)
        if near or leads:
            counts.append((number, i))
            dated = dated or bool(near & {"today", "now"})
    if len(counts) < 2 or not dated:
        return None
    days = [w for w in words if w in {"today", "now", "yesterday"}]
    if days[:1] != ["yesterday"] and days[1:2] == ["yesterday"]:
        counts.reverse()  # "today 2, yesterday 6, the day before 10"
    steps = [b - a for (a, _), (b, _) in pairwise(counts)]
    first, last = sorted((counts[0][1], counts[-1][1]))
    if all(step > 0 for step in steps):
        return "worsening", first, last
    if all(step < 0 for step in steps):
        return "fading", first, last
    return None


def _mentions(
    tokens: Tokens, symptoms: tuple[SymptomMention, ...]
) -> list[tuple[str, str, int, int]]:
    """(name, status, first token, last token) of each symptom mention."""
    places: list[tuple[str, str, int, int]] = []
    for s in symptoms:
        inside = [i for i, t in enumerate(tokens.items) if t.start < s.end and s.start < t.end]
        if inside:
            places.append((s.name, s.status, inside[0], inside[-1]))
    return places


def _candidates(tokens: Tokens, scope: Scope) -> list[_Found]:
    """Every course in the words, without figures of speech and what a longer one explains."""
    figures = [
        (tokens.index(s), tokens.index(e - 1)) for _, s, e in vocabulary().figures.find(tokens.line)
    ]
    found = [
        _Found(p.label, p.source, tokens.index(s), tokens.index(e - 1))
        for p, s, e in vocabulary().trends.find(tokens.line)
    ]
    found = [f for f in found if not any(f.first <= b and a <= f.last for a, b in figures)]
    # "Used to be constant, now it is once a day" fades, whatever a part of it may say.
    return [
        f
        for f in found
        if not any(
            {f.label, o.label} == {"worsening", "fading"}
            and o.first <= f.first
            and f.last <= o.last
            and (o.first, o.last) != (f.first, f.last)
            for o in found
        )
    ]


def _label(
    trend: _Found, scope: Scope, present: set[str], mentions: list[tuple[str, str, int, int]]
) -> str:
    """The course a match tells in its place, or "" where it tells none."""
    label, source, first, last = trend
    words = scope.words
    if label == "spreading" and not _spreads(trend, words, present, mentions):
        return ""
    before = set(words[max(0, first - 3) : first])
    inside = set(words[first : last + 1])
    meant = bool(_NEGATION_MEANT & set(re.split(r"[ |_]", source)))
    if label in {"worsening", "spreading", "fading"} and not meant:
        if before & _NEGATED or inside & _NEGATED - {"hardly"} - set(source.split()):
            label = "persisting" if label == "fading" else ""
    if label in {"worsening", "fading"} and (
        {"how", "than"} & set(words[max(0, first - 2) : first])
        or "other" in words[last + 1 : last + 4]
    ):
        # "How much longer", "bigger than the other": no course.
        return ""
    if (
        words[first : first + 2] == ("less", "than")
        and words[first + 2 : first + 3]
        and (
            words[first + 2] in {"a", "an", "half", "ideal", "happy", "pleased", "impressed"}
            or words[first + 2] in _NUMBERS
            or words[first + 2].isdigit()
        )
    ):
        return ""  # "less than a week"
    if label == "worsening" and _at_times(words, first, last):
        return ""
    if label in {"worsening", "spreading"} and not _of_the_body(words, first, last, mentions):
        return ""
    if label == "worsening" and "down" in inside and words[last] in {"way", "pipe"}:
        return ""  # "soup goes down the wrong pipe"
    if label == "fading" and source.endswith("down|away|off") and words[last] == "off":
        if words[first] == "went" and words[last + 1 : last + 2] != ("by",):
            if not set(words[last + 1 : last + 2]) <= {".", ",", "after", "on", "over", "quickly"}:
                return ""  # "went off like a gunshot" began
    if label == "fading" and words[last] in {"down", "off", "away"}:
        if words[last + 1 : last + 2] and words[last + 1] in {"the", "my", "to", "into", "in"}:
            return ""  # "going down the left arm"
    coming = words[last - 2 : last] == ("going", "to") or words[last - 1 : last] == ("gonna",)
    if label in {"worsening", "spreading", "fading"} and (coming or _may_come(words, first)):
        return ""
    sentence_start, sentence_end = scope.sentence(first)
    if label in {"persisting", "stable", "fading"} and present and not present - _NO_COURSE:
        return ""
    supposed = any(
        n in {"supposed", "general", "past", "future"}
        and max(sentence_start, first - 10) <= a < first
        and not {",", "but"} & set(words[a:first])
        and words[a : a + 2] not in _NO_IF
        and words[a : a + 4] not in _NO_IF
        and words[a : a + 3] not in _NO_IF
        and not _NEW_SENTENCE & set(zip(words[a:first], words[a + 1 : first + 1], strict=False))
        for n, a, _ in scope.cues
    )
    if supposed and not {"still", "now"} & set(words[sentence_start : sentence_end + 1]):
        return ""
    unnamed = label == "stable" and not present
    if label in {"persisting", "stable", "fading"} and not unnamed:
        if _of_another(words, first, last, mentions):
            return ""
    if unnamed and {status for _, status, _, _ in mentions} - {"present"}:
        return ""
    if label in {"persisting", "fading"} and not present and mentions:
        return ""  # "nothing is happening" of a treatment is no course; "no change" may be
    if source.startswith("as_much") and {"not", "nowhere"} & set(words[max(0, first - 4) : first]):
        return "fading"  # "it does not bother me as much as it did"
    if re.search("better|improv", words[last]) and _BETTER_TO & set(words[last + 1 : last + 2]):
        return ""
    if label == "persisting":
        if source == "still" and not _still_holds(words, first, mentions):
            return ""
        if source.endswith("ever since") and words[last + 1 : last + 2] in _SINCE_AN_EVENT:
            return ""  # "pounding ever since I got off the bus" dates it
        if source.startswith("not|") and words[first : first + 2] == ("not", "to"):
            return ""  # "I would rather not to go"
        if source.startswith("not|") and (
            "i" in words[max(0, first - 2) : first] or _MY_DOING & set(words[last + 1 : last + 2])
        ):
            return ""  # "I can't stop touching it"
    if source == "the same" and not _nothing_named(words, last):
        return ""  # "the same mirror"
    return label


def _spreads(
    trend: _Found,
    words: tuple[str, ...],
    present: set[str],
    mentions: list[tuple[str, str, int, int]],
) -> bool:
    """Whether a twitch goes elsewhere. Swelling and rashes do so only in so many words."""
    inside = words[trend.first : trend.last + 1]
    if any(w == "now" for w in inside) and not any(
        w == "now" and words[trend.first + i + 1 : trend.first + i + 2] != ("and",)
        for i, w in enumerate(inside)
    ):
        return False  # "now and then"
    if words[trend.last] == "since" and words[trend.last + 1 : trend.last + 2] not in (
        (),
        *((w,) for w in (".", ",", "!", "?", ";", "and", "but", "so")),
    ):
        return False  # "my eyelid has been going since Sunday"
    if "last" in inside and words[trend.last] == "legs":
        return False  # "on its last legs"
    outside = words[: trend.first] + words[trend.last + 1 :]
    if any(_AT_WORK[w] & set(inside) for w in outside if w in _AT_WORK):
        return False  # "my traps were done and the shoulder jumps"
    if words[trend.last] in {"hand", "arm"} and words[trend.last + 1 : trend.last + 2] == ("side",):
        return False  # "the left-hand side"
    if present and "twitching" not in present:
        if _SKIN & present and {"started", "began", "begun"} & set(inside) and "now" in inside:
            return True  # "it started on my stomach and now it is my arms"
        return bool(present & _SPREADABLE) and any(
            w.startswith(("spread", "creep", "crept", "travel"))
            or (w == "going" and "up" in inside)
            for w in inside
        )
    if words[trend.first] in {"now", "today", "yesterday", "since", "suddenly", "lately"} and not {
        *(
            "whole",
            "entire",
            "everywhere",
            "all",
            "also",
            "too",
            "as",
            "joined",
            "joining",
            "including",
            "plus",
            "other",
            "both",
            "aswell",
        ),
    } & set(inside):
        # "Now my lip trembles" begins; it spreads where something trembled before.
        return not mentions or any(
            name == "twitching" and b < trend.first for name, _, _, b in mentions
        )
    return True


@lru_cache(maxsize=1)
def _body() -> frozenset[str]:
    """Words for places and for what is felt there."""
    raw = vocabulary().raw["classes"]
    lines = raw["part"] + raw["where"] + raw["faraway"]
    words = {w for line in lines for name in line.split("|") for w in name.split()}
    return frozenset(words - _SMALL - _LOOSE) | _FELT


def _at_times(words: tuple[str, ...], first: int, last: int) -> bool:
    """ "Worse when I'm tired" tells when it comes, not how it goes."""
    inside = set(words[first : last + 1])
    if inside & {"every", "each", "now", "than", "day"} or any(
        w.startswith(("get", "got", "becom", "grow")) for w in inside
    ):
        return False
    following = words[last + 1 : last + 4]
    return (
        following[:1] in {("when",), ("if",), ("whenever",), ("while",), ("with",)}
        or following[:3]
        in {("in", "the", "evening"), ("in", "the", "evenings"), ("in", "the", "morning")}
        or (following[:2] == ("at", "night"))
    )


def _of_the_body(
    words: tuple[str, ...], first: int, last: int, mentions: list[tuple[str, str, int, int]]
) -> bool:
    """Whether what grows or goes about is something felt: not the weather, nor the queue."""
    begin, end = _clause(words, first, last)
    if any(status == "present" and a <= end and begin <= b for _, status, a, b in mentions):
        return True
    subject = words[begin:first]
    if {"it", "its", "they", "that", "this", "which"} & set(subject) or _body() & set(
        words[begin : last + 1]
    ):
        return True
    return all(word in _SMALL or not word.isalpha() for word in subject)


def _may_come(words: tuple[str, ...], first: int) -> bool:
    """ "Will it spread?", "it could get worse": a course that is only thought of."""
    for i in range(max(0, first - 14), first):
        between = words[i + 1 : first]
        if between[:1] == ("have",):
            between = between[1:]
        if _IS & set(between) or {",", *_ENDS} & set(between):
            continue
        word, following = words[i], words[i + 1]
        if first - i > _NEAR and word != "whether":
            continue
        if word != "whether" and first - i > 5:
            continue
        if word == "whether":
            return True
        if word in _OPEN and following != "not" and not (word == "if" and following == "anything"):
            # "Wondering if it's spreading" doubts what is seen; "if I smile it's worse" is a habit.
            return word != "if" or "i" not in between
        if word == "can" and following in {"get", "be", "go", "feel", "become"}:
            return True  # "it can get worse when I squint"
        if word in {"going", "gonna"} and first - i <= 3 and (word == "gonna" or following == "to"):
            return True  # "is it going to spread"
        if word in {"will", "can", "does"} and (following in _AGENTS or word == "will"):
            return following != "not"
    return False


def _clause(words: tuple[str, ...], first: int, last: int) -> tuple[int, int]:
    """The stretch between commas, "but" and sentence ends around a match."""
    stops = {",", "but", "though", *_ENDS}
    while first > 0 and words[first - 1] not in stops:
        first -= 1
    while last + 1 < len(words) and words[last + 1] not in stops:
        last += 1
    return first, last


def _of_another(
    words: tuple[str, ...], first: int, last: int, mentions: list[tuple[str, str, int, int]]
) -> bool:
    """Whether the clause speaks only of what is ruled out, or of lines that do not soften."""
    begin, end = _clause(words, first, last)
    present = any(status == "present" and a <= end and begin <= b for _, status, a, b in mentions)
    if not present and _FUNCTIONS & set(words[begin : end + 1]):
        return True  # "my voice is the same as ever"
    statuses = {
        "none" if name in _NOT_A_COURSE else status
        for name, status, a, b in mentions
        if a <= end and begin <= b
    }
    return bool(statuses) and "present" not in statuses and statuses <= {"none", "denied", "past"}


def _nothing_named(words: tuple[str, ...], last: int) -> bool:
    following = words[last + 1] if last + 1 < len(words) else "."
    return following in {
        *(".", ",", "!", "?", ";", "-", "as", "since", "today", "now", "every", "each", "really"),
        *(
            "still",
            "for",
            "on",
            "day",
            "and",
            "but",
            "no",
            "not",
            "level",
            "amount",
            "spot",
            "place",
        ),
    }


def _still_holds(
    words: tuple[str, ...], first: int, mentions: list[tuple[str, str, int, int]]
) -> bool:
    """Whether "still" speaks of a symptom, and not of "I can still frown" or "I still love it"."""
    if _DOINGS & set(words[max(0, first - 2) : first]):
        return False
    if words[first - 1 : first] in (("you",), ("u",), ("we",)):
        return False  # "are you still trading"
    if {
        "need",
        "love",
        "wonder",
        "think",
        "waiting",
        "hoping",
        "wanting",
        "want",
        "waitin",
        "interested",
        "open",
        "available",
        "booked",
        "keen",
    } & set(words[first + 1 : first + 2]):
        return False
    if words[first + 1 : first + 2] == ("at",) and words[first + 2 : first + 3] != ("it",):
        return False  # "still at the office"
    if {"move", "moves", "frown", "frowning", "okay", "ok", "come"} & set(
        words[first + 1 : first + 3]
    ):
        return False
    end = first
    while end + 1 < len(words) and words[end + 1] not in _ENDS and end - first < 9:
        end += 1
    if words[first + 1 : first + 2] == ("no",) and _NO_ANSWER & set(words[first + 2 : first + 4]):
        return False
    following = words[first + 1] if first + 1 < len(words) else "."
    alone = words[first - 1 : first] in ((), (".",)) and following == "."
    for name, status, a, b in mentions:
        if alone and status == "present" and (0 <= a - first <= 2 or 0 <= first - b <= 2):
            return True  # "Jaw. Still. Hopping."
        if status != "present" or name in _NOT_A_COURSE:
            continue
        if a <= first <= b or (first < a <= end):
            return True
        if 0 <= first - b <= 8 and (following in _HERE or not following.isalpha()):
            return True
    if not mentions:
        return len(words) <= 14
    if following in {"there", "here", "going", "happening", "at", "doing"}:
        return any(
            status == "present" and name not in _NOT_A_COURSE for name, status, _, _ in mentions
        )
    return False
