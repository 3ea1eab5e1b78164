"""Whose it is. The subject of one clause is the subject of the next, until another is named."""

from __future__ import annotations

import itertools
from functools import lru_cache

from bot.language.scope.line import Line
from bot.language.scope.words import INJECTS, OWNERS, SELF
from bot.language.vocabulary import vocabulary

_TELLS = frozenset(
    """
    asked asks agrees agreed called calls checked checks confirmed confirms did drove found injected insisted insists joked jokes
    laughed laughs made mentioned noticed notices pointed reckon reckons recommended said saw
    say says see sees spotted suggested swears tells think thinks thought told took wants
    """.split()
)
"""What others do without being the patient: "my wife says my lid droops"."""
_WITNESS = frozenset(
    """
    think thought know reckon guess believe found find saw see noticed notice hear heard care look hope
    need want called call rang ring told suppose came went live share work drove took gave am was
    """.split()
)
"""After "I" these leave the other person the patient: "I found her on the floor"."""
_VOCATIVES = frozenset(
    "mate mates pal bro bros sis buddy man guy guys lady bestie besties bff boss friend friends lads love".split()
)
"""Words that address the reader unless an article or "my" stands before."""
_WRITES = frozenset("lady girl woman guy man fella lad one".split())
"""Who introduces herself: "it's the lady with the pugs"."""
_KIN = frozenset(
    """
    amma appa papa mama mamma mammy nanay tatay inay kuya didi bhabhi mataji babcia granda maw gf bf
    """.split()
)
"""Words for other people from many homes, beside those of the vocabulary."""
_OWNED_KIN = frozenset("girl girls boy boys lad lass kid kids da ma pa oga".split())
"""Words for them where "my", "our" or "me" stands before: anybody may be "the girl"."""
_DOING = frozenset(
    """
    driving drove reading read lifting lifted carrying carried feeding fed bathing dressing walking
    walked cooking cooked minding visiting visited collecting collected hugging hugged helping helped
    pushing playing played chatting talking sitting
    """.split()
)
"""What the writer does with or for another, who is not thereby the patient: "lifting my grandson"."""
_OCCASIONS = frozenset(
    """
    fitting fittings dress dresses party parties duty duties do shower shoes lunch brunch dinner meeting class
    group chat discount gift present speech proposal photos reunion night weekend
    """.split()
)
"""After "bridesmaid" or "friend" these make of them a day or a thing."""
_FUSSING = frozenset("worrier worried worrying panicking fussing fretting nagging fusspot".split())
_OPENS_OWN = frozenset("there i my it the we this then both".split())
"""After "with my son and" these tell what the writer finds."""
_TO = frozenset("across down into onto to toward towards up".split())
_AFTER = frozenset(", . ! ? - ; : ( and but that because so says said thinks when or".split())
_HE = frozenset("she he shes hes".split())
_PLACES = frozenset(
    "lip lips eye eyelid lid brow eyebrow forehead chin mouth jaw cheek neck face nose muscle".split()
)
_HIS = frozenset("her his hers".split())
_OBJECT_OF = frozenset(
    "with to by as like beside told asked ask tell for at from behind near between of than".split()
)
_HEARS = frozenset(
    "understand follow hear make catch get tell guess ask asks asking made recognise".split()
)
"""What others fail to do with one's own words: "my husband can't understand what I'm saying"."""
_INJECTORS = frozenset(
    "injector nurse doctor practitioner clinician dr physician aesthetician surgeon dermatologist".split()
)


@lru_cache(maxsize=1)
def relations() -> frozenset[str]:
    """The words for other people."""
    lines = vocabulary().raw["classes"]["relation"]
    words = {word.strip() for line in lines for word in line.split("|")} | _KIN
    # "My daughters eyelid": the apostrophe is the first thing to go on a phone.
    return frozenset(words | {word + "s" for word in words if not word.endswith("s")})


def is_somebody_elses(line: Line, first: int, last: int) -> bool:
    """Whether a mention at tokens `first` to `last` is somebody else's."""
    others = False
    for i in range(first + 1):
        word = line.words[i]
        if _is_compared(line, i):
            continue
        if word in relations() or _is_ours(line, i) or _is_owned_kin(line, i):
            others = others or _is_subject(line, i)
        elif word in _HE and not _resumes(line, i) and _is_patient(line, i, others=others):
            others = True
        elif others and word in SELF and line.word(i - 1) in {"", *_AFTER}:
            others = not _is_self(line, i, first)
    near = set(line.words[max(0, first - 2) : last + 1])
    if others and _of_writer(line, first, last):
        return False
    if others:
        own = (near | _goes_to(line, last)) & {"i", "my", "mine", "im", "ive"}
        said = near | set(line.words[last + 1 : last + 3])
        return not own or bool(said & (relations() | _HE | _HIS))
    beside = {line.words[i] for i in range(max(0, first - 2), last + 1) if not _resumes(line, i)}
    if beside & _HE and not beside & (INJECTS | {"i", "my"}) and not _injector(line, first):
        return True
    around = set(line.words[max(0, first - 1) : last + 1])
    return bool(_HIS & around) and not {"i", "my"} & around and not _injector(line, first)


def _is_compared(line: Line, i: int) -> bool:
    """ "My chest feels like someone's sat on it", "I cut my meat like a toddler's": nobody but a likeness."""
    before = line.words[max(0, i - 3) : i]
    return bool({"like", "as"} & set(before)) and line.word(i - 1) in {
        "like", "a", "an", "if", "though", "some", "one", "another",
    }  # fmt: skip


def _resumes(line: Line, i: int) -> bool:
    """ "The lip she is shaking", "my eye he jumps": in many languages a place of the face is a she or a he."""
    return (
        line.words[i] in _HE
        and line.word(i - 1) in _PLACES
        and line.word(i - 2) in {"the", "my", "upper", "lower", "left", "right"}
        and line.word(i + 1) not in _TELLS
    )


def _of_writer(line: Line, first: int, last: int) -> bool:
    """ "My husband can't understand what I'm saying": whoever hears it, the words are one's own."""
    words = line.words[first : last + 2]
    heard = next((i for i, word in enumerate(words) if word in _HEARS), None)
    if heard is None:
        return False
    after = words[heard + 1 :]
    return not SELF.isdisjoint(after) and (_HE | _HIS | {"they", "their"}).isdisjoint(after)


def _is_subject(line: Line, i: int) -> bool:
    """Whether a word for another person names the one spoken of: not "my wife says my lid droops"."""
    words = line.words
    before = line.word(i - 1)
    if words[i] in _VOCATIVES and OWNERS.isdisjoint(words[max(0, i - 2) : i]):
        return False  # "mate, I can hardly breathe"
    introduced = line.word(i - 2) in {"its", "im"} or (
        line.word(i - 2) in {"is", "am"} and line.word(i - 3) in {"it", "i", "this"}
    )
    if introduced and before == "the" and words[i] in _WRITES:
        return False  # "hiya, it's the lady with the pugs": who writes
    if i + 1 == len(words) or words[i + 1] in _OCCASIONS:
        return False  # "the bridesmaid fitting is tomorrow"
    following = set(words[i + 1 : i + 4])
    if following & _TELLS or (
        "keeps" in following and following & {"saying", "telling", "asking", "on"}
    ):
        told = bool(following & {"she", "he", "her", "his"}) and "i" not in following
        return told or _only_another_treated(line)
    if following & _FUSSING or _is_helped(line, i):
        return False
    beside = words[i + 1] in {"next", "with", "near", "beside", "behind", "to", "like"}
    reach = 5 if not {"hear", "understand", "follow"}.isdisjoint(words[i + 1 : i + 5]) else 4
    if "me" in words[i + 2 : i + reach] and not beside and not following & (_HE | _HIS):
        return False  # "my boss pulled me aside because one lid is closing"
    if before in _OBJECT_OF or line.word(i - 2) in _OBJECT_OF - {"for", "by"} and before in OWNERS:
        if line.word(i + 1) == "and" and line.word(i + 2) in _OPENS_OWN:
            return False  # "with my son and there are two balls"
        return line.word(i + 1) in {"who", "whose", "and", "is", "has"}
    return True


def _is_helped(line: Line, i: int) -> bool:
    """ "Lifting my grandson", "reading to my father is hopeless": the writer does it, and feels it."""
    if line.word(i + 1) in {"who", "whose"}:
        return False
    return line.has(_DOING, max(line.clause(i), i - 4), i)


def _only_another_treated(line: Line) -> bool:
    """ "My mum says it's all double, she had her frown done": the treatment is another's, and nothing in
    the message is the writer's own."""
    words = line.words
    for i, word in enumerate(words):
        if word in SELF and not (word == "my" and line.word(i + 1) in relations()):
            return False
    return any(
        word in _HE | _HIS
        and any(cue.world == "treated" and i < cue.first <= i + 5 for cue in line.all_cues)
        for i, word in enumerate(words)
    )


def _is_owned_kin(line: Line, i: int) -> bool:
    """ "My girl", "me da": words that mean one's own people only where they are owned."""
    word = line.words[i]
    return (word in _OWNED_KIN or word.rstrip("s") in _OWNED_KIN) and line.word(i - 1) in {
        "my",
        "our",
        "me",
    }


def _is_ours(line: Line, i: int) -> bool:
    """ "Our Linda has …": nobody says "our" of a part of their own body."""
    return line.word(i - 1) == "our" and line.word(i + 1) in {"has", "had", "got", "keeps", "is"}


def _is_patient(line: Line, i: int, *, others: bool) -> bool:
    """Whether "she" is the one it happened to, and not the one who injected."""
    if others:
        return True
    return not INJECTS & set(line.words[i + 1 : i + 4]) and not _injector(line, len(line.words))


def _injector(line: Line, stop: int) -> bool:
    """Whether the message speaks of the one who injected."""
    words = line.words[:stop]
    if _INJECTORS & set(words) or {"injected", "injector"} & set(words):
        return True
    return any(a in _HE and b in INJECTS for a, b in itertools.pairwise(words))


def _is_self(line: Line, i: int, first: int) -> bool:
    """Whether the writer is the one spoken of again: not in "my sister … I think she can't see"."""
    word, after = line.words[i], line.word(i + 1)
    if word in {"my", "me", "myself"}:
        return word == "my" and after not in relations()
    return not (word == "i" and after in _WITNESS and (_HE | _HIS) & set(line.words[i : first + 1]))


def _goes_to(line: Line, last: int) -> set[str]:
    """ "My", when a symptom is said to go there: "the twitching is spreading to my cheek"."""
    after = line.words[last + 1 : last + 6]
    there = any(a in _TO and b == "my" for a, b in itertools.pairwise(after))
    return {"my"} if there else set()
