"""Whom and what world a mention belongs to: denied, supposed, past, somebody else's, or present.

A denial must be clear to silence a red flag, so every rule here gives way to doubt: a negator reaches
only to the next subject, conjunction or sentence; "can't" is never a denial; "if I lie down" is a habit.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.language.reading import Status
from bot.language.scope_words import (
    BREAKS,
    GENERAL_OPENERS,
    HABITS,
    INJECTOR_VERBS,
    LASTING,
    MODAL,
    NEGATORS,
    RELATION_VERBS,
    SELF,
    STRONG,
    SUBJECTS,
    UNSURE,
)
from bot.language.tokens import Tokens
from bot.language.vocabulary import vocabulary

_NOT_NEGATING = re.compile(
    r"^(?:sure|certain|know|understand|think|thinking|only|just|idea|doubt|better|improv\w*|going|stopp\w*|gone|help\w*|"
    r"normal|right|nice|good|well|ok|fine|matter|wonder|slept|sleep\w*|able|longer|long|one|great|say|saying|told|tell|"
    r"explain\w*|budg\w*|settl\w*|mention\w*|worth|used|until|unusual|surprised?|expect\w*|ready|happy|working|usual|"
    r"urgent|a|dramatic|joke|joking|funny|control|stop|point|way|answer\w*|laugh|taking|being|trying|wanting|meaning|"
    r"want|too)$"
)


_SOURCES = frozenset(
    "read forum reddit tiktok google googled facebook internet online insta heard".split()
)
_THINGS = frozenset("dog dogs puppy kitten horse hamster rabbit car engine laptop".split())
_THERE = frozenset("since began started still mine ever already".split())
_QUOTED = re.compile(r"(?:^|(?<=\s))[\"'“‘].{3,}?[\"'”’](?!\w)")
_TO = frozenset({"across", "down", "into", "onto", "to", "toward", "towards", "up"})


@lru_cache(maxsize=1)
def _relations() -> frozenset[str]:
    """The words for other people."""
    lines = vocabulary().raw["classes"]["relation"]
    words = {word.strip() for line in lines for word in line.split("|")}
    # "My daughters eyelid": the apostrophe is the first thing to go on a phone.
    return frozenset(words | {word + "s" for word in words if not word.endswith("s")})


@dataclass(frozen=True)
class Scope:
    """The scopes of one message, asked for by token range."""

    tokens: Tokens
    covered: frozenset[int]
    """Tokens inside any symptom match: a "not" that belongs to "can't swallow" negates nothing else."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(token.norm for token in self.tokens.items)

    @cached_property
    def cues(self) -> tuple[tuple[str, int, int], ...]:
        """(label, first token, last token) of every cue in the message."""
        return tuple(
            (pattern.label, self.tokens.index(start), self.tokens.index(end - 1))
            for pattern, start, end in vocabulary().cues.find(self.tokens.line)
        )

    def sentence(self, position: int) -> tuple[int, int]:
        """The first and last token of the sentence around a token."""
        first = last = position
        while first > 0 and self.words[first - 1] not in STRONG:
            first -= 1
        while last + 1 < len(self.words) and self.words[last + 1] not in STRONG:
            last += 1
        return first, last

    def status(self, label: str, first: int, last: int, *, red: bool) -> Status:
        """The status of a mention of `label` at tokens `first` to `last`; `red`: it is a red flag."""
        if self._fiction(first, last) or (not red and self._of_a_thing(first)):
            return "hypothetical"
        if self._supposed(label, first, last, red=red):
            return "hypothetical"
        if self._somebody_else(first, last):
            # "Her lid has always hung low" asks nothing of us.
            return "past" if self._past(label, first, last, red=red) else "other"
        if self._past(label, first, last, red=red):
            return "past"
        if self._denied(first, last):
            return "denied"
        return "present"

    def _denied(self, first: int, last: int) -> bool:
        start, end = self.sentence(first)
        for n in range(start, first):
            if self.words[n] in NEGATORS and n not in self.covered and self._reaches(n, first):
                return True
        after = self.words[last + 1 : min(end, last + 4) + 1]
        if (
            after
            and after[0] in {"no", "none", "nope", "negative"}
            and (len(after) == 1 or after[1] in {",", "and", "or"})
        ):
            return True
        return len(after) > 1 and after[0] in {":", "-", "?"} and after[1] in {"no", "none", "nope"}

    def _reaches(self, negator: int, target: int) -> bool:
        word = self.words[negator]
        before = self.words[negator - 1] if negator else ""
        following = self.words[negator + 1] if negator + 1 < len(self.words) else ""
        if word == "not" and before in MODAL and following not in {"feel", "see", "have", "say"}:
            return False
        if (
            word in {"not", "no", "never", "nothing"}
            and _NOT_NEGATING.match(following)
            and negator + 1 < target
        ):
            return following in {"a"} and target - negator < 6
        if word == "never" and {"before", "like", "this"} & set(
            self.words[negator + 1 : target + 6]
        ):
            return False
        if word == "no" and following == ",":
            return False
        listing = following in {"have", "had", "got", "a", "an", "any", "having", "getting"}
        for i in range(negator + 1, target):
            here, nextword = self.words[i], self.words[min(i + 1, len(self.words) - 1)]
            if not here.isascii():
                return False  # an emoji ends a thought
            if here in BREAKS or here in STRONG:
                return (
                    here in {"with", "my"}
                    and i == negator + 2
                    and self.words[negator + 1]
                    in {"wrong", "problem", "problems", "issue", "issues", "trouble"}
                )
            if here in {",", "and", "-", ":", "+"} and (
                (nextword in SUBJECTS and not (listing and nextword == "a"))
                or self._has_verb(i + 1, target)
            ):
                return False
        return target - negator <= 14

    def _has_verb(self, start: int, target: int) -> bool:
        return any(
            self.words[i]
            in {
                "is",
                "am",
                "are",
                "was",
                "have",
                "has",
                "keep",
                "keeps",
                "been",
                "feel",
                "feels",
                "can",
                "came",
                "got",
                "do",
                "does",
                "goes",
                "will",
                "started",
            }
            for i in range(start, target)
        )

    def _supposed(self, label: str, first: int, last: int, *, red: bool) -> bool:
        start, end = self.sentence(first)
        if label != "suicidal_thoughts" and self._asks_in_general(start, end, red=red):
            return True
        if self._retold(start, first):
            return True
        mention = label
        for label, cue_first, cue_last in self.cues:
            if label not in {"supposed", "general"} or not start <= cue_first <= end:
                continue
            if red and label == "supposed" and self._doubted(cue_first, cue_last, first):
                continue
            if label == "supposed" and self._presupposed(cue_first, end):
                continue
            if red and self.words[cue_first] == "why":
                continue  # "why is there two of everything" asks of what is there
            if "but" in self.words[cue_last + 1 : first]:
                # "It's likely just nerves, but my lips are blue": what follows is meant.
                continue
            if (
                label == "general"
                and self.words[cue_first] in {"do", "does", "is", "when", "why"}
                and cue_first - start > 3
            ):
                continue
            if cue_first > last and not (
                label == "general" and "effect" in " ".join(self.words[cue_first : cue_last + 1])
            ):
                continue
            if mention == "suicidal_thoughts":
                # "might as well" and "what if I" are how people say it.
                continue
            if label == "supposed":
                if (
                    self.words[cue_first] == "if"
                    and cue_first
                    and self.words[cue_first - 1] in UNSURE
                ):
                    continue
                if (
                    self.words[cue_last] == "i"
                    and self.words[min(cue_last + 1, len(self.words) - 1)] in HABITS
                    and "what" not in self.words[max(0, cue_first - 1) : cue_last]
                ):
                    continue
                if not self._anchored(cue_last + 1, first):
                    return True
            elif not (SELF & set(self.words[cue_last + 1 : first])) and not self._anchored(
                cue_last + 1, first
            ):
                return True
            elif (
                red is False
                and {"i", "should"} <= set(self.words[cue_first:first])
                and "my" not in self.words[cue_first:first]
            ):
                return True
        return False

    def _retold(self, start: int, first: int) -> bool:
        """Whether a sentence tells a stranger's story out of a forum or a paper."""
        if not any(
            name == "general" and a < start and _SOURCES & set(self.words[a : b + 1])
            for name, a, b in self.cues
        ):
            return False
        opening = self.words[start : start + 2]
        stranger = opening[:1] in {("one",), ("somebody",), ("someone",), ("another",)}
        return stranger and not SELF & set(self.words[start : first + 1])

    def _doubted(self, cue_first: int, cue_last: int, first: int) -> bool:
        """ "Might be a dry mouth, but water comes back": a doubt about the cause, not the symptom."""
        if self.words[cue_first] != "might" and self.words[cue_last] != "might":
            return False
        following = self.words[cue_last + 1] if cue_last + 1 < len(self.words) else ""
        return following in {"be", "just"} or "but" in self.words[cue_last:first]

    def _presupposed(self, cue_first: int, end: int) -> bool:
        """ "What if the fog never lifts? It began on Monday": asked of something that is there."""
        asked = set(self.words[cue_first : end + 1])
        if not {"never", "keeps", "still", "stays"} & asked:
            return False
        return bool(_THERE & set(self.words[end + 1 :] + self.words[:cue_first]))

    def _fiction(self, first: int, last: int) -> bool:
        """Words to be translated, sung or made up. What stands outside of the quotation, in another
        sentence, or is said of the writer ("act as a pirate, I can't breathe") is not."""
        begin = self.sentence(first)[0]
        for label, cue_first, cue_last in self.cues:
            if label == "fiction" and cue_first < first:
                if self._quoted(first):
                    return True
                if cue_last >= begin and not SELF & set(self.words[cue_last + 1 : last + 1]):
                    return True
        return False

    def _quoted(self, position: int) -> bool:
        place = self.tokens.items[position].start
        return any(
            found.start() < place < found.end() for found in _QUOTED.finditer(self.tokens.text)
        )

    def _of_a_thing(self, first: int) -> bool:
        """Whether the sentence speaks of a pet or a machine up to the mention, and not of a person."""
        start, _ = self.sentence(first)
        people = {"i", "me", "my", "im", "ive", "she", "he"}
        for i in range(max(start, first - 3), first):
            if self.words[i] in _THINGS and self.words[i + 1] in {"is", "legs", "has", "keeps"}:
                return not people & set(self.words[i + 1 : first + 1])
        return False

    def _asks_in_general(self, start: int, end: int, *, red: bool) -> bool:
        """A question without the writer in it ("do older skins twitch less?"): nobody has it."""
        sentence = self.words[start : end + 1]
        if SELF & set(sentence) or {
            "since",
            "ago",
            "she",
            "he",
            "her",
            "his",
            "yesterday",
            "today",
            "now",
        } & set(sentence):
            return False
        while sentence and sentence[0] in {
            "so",
            "and",
            "but",
            "ok",
            "hi",
            "hello",
            ",",
            "also",
            "btw",
            "just",
            "please",
        }:
            sentence = sentence[1:]
        if not sentence:
            return False
        if len(sentence) > 1 and sentence[1] == "not":
            return False
        opens = sentence[0] in GENERAL_OPENERS or (
            not red and sentence[0] in {"is", "are", "what", "why", "how", "when", "which", "whats"}
        )
        asked = end + 1 < len(self.words) and self.words[end + 1] == "?"
        return opens or (asked and not red and not self._dated)

    @cached_property
    def _dated(self) -> bool:
        return bool(
            {
                "day",
                "days",
                "week",
                "weeks",
                "wks",
                "hours",
                "hrs",
                "ago",
                "yesterday",
                "today",
                "d",
            }
            & set(self.words)
        )

    def _anchored(self, start: int, first: int) -> bool:
        """Whether the patient comes back to the present between a cue and a mention."""
        for i in range(start, first + 1):
            if self.words[i] in {",", "-", "...", ":", "but", "because", "as", "since"}:
                rest = self.words[i + 1 : first + 1]
                if rest and (
                    rest[0] in {"i", "my", "now", "im", "ive", "right", "cannot"}
                    or "my" in rest[:3]
                ):
                    if not {"would", "might", "could", "if"} & set(rest):
                        return True
        return False

    def _past(self, label: str, first: int, last: int, *, red: bool) -> bool:
        start, end = self.sentence(first)
        if "always" in self.words[max(start, first - 4) : last + 1] and label not in LASTING:
            return True
        for name, cue_first, cue_last in self.cues:
            if not start <= cue_first <= end or name not in {"past", "resolved"}:
                continue
            low, high = sorted((cue_first, first))
            between = set(self.words[low : max(high, last, cue_last) + 1])
            if name == "resolved":
                if (
                    label not in LASTING
                    and 0 <= cue_first - last <= 4
                    and not {"not", "nearly", "almost", "when", "if", "will", "until", "mostly"}
                    & set(self.words[max(0, last) : cue_last])
                ):
                    return True
                continue
            if {"again", "now", "still", "tonight", "currently"} & between and cue_first < first:
                continue
            if red and self._returns(last, end):
                continue
            if red and cue_first > last and self.words[cue_first] == "used":
                # "Like a straw where there used to be a hosepipe": what it was is not what it is.
                continue
            if cue_first < first and {"but"} & set(self.words[cue_first:first]):
                continue
            return True
        return False

    def _returns(self, last: int, end: int) -> bool:
        """Whether a past symptom is said to be back, in the words right after it."""
        rest = self.words[last : end + 1]
        for stop in ("but", ",", "and"):
            if stop in rest:
                rest = rest[: rest.index(stop)]
        return bool({"again", "now"} & set(rest))

    def _goes_to(self, last: int) -> set[str]:
        """ "My", when a symptom is said to go there: "the twitching is spreading to my cheek"."""
        after = self.words[last + 1 : last + 6]
        there = any(a in _TO and b == "my" for a, b in itertools.pairwise(after))
        return {"my"} if there else set()

    def _somebody_else(self, first: int, last: int) -> bool:
        subject = False
        known = _relations()
        for i in range(first + 1):
            word = self.words[i]
            if word in known and i + 1 < len(self.words):
                following = set(self.words[i + 1 : i + 4])
                if not following & RELATION_VERBS and not (
                    i and self.words[i - 1] in {"with", "to", "by", "as", "like"}
                ):
                    subject = True
            elif (
                subject
                and word in SELF
                and i
                and self.words[i - 1]
                in {
                    ",",
                    ".",
                    "!",
                    "?",
                    "-",
                    "and",
                    "but",
                    "that",
                    "because",
                    "says",
                    "said",
                    "thinks",
                }
            ):
                after = self.words[i + 1] if i + 1 < len(self.words) else ""
                if after not in known and not (
                    word == "i"
                    and after in {"think", "am", "need", "was"}
                    and "she" in self.words[i:first]
                ):
                    subject = False
        if subject:
            near = set(self.words[max(0, first - 2) : last + 1]) | self._goes_to(last)
            return not (SELF & near and not near & known)
        about = set(self.words[max(0, first - 4) : first + 1])
        for pronoun in ("she", "he"):
            if pronoun in about and not INJECTOR_VERBS & about and not SELF & about:
                return not (
                    {"injected", "injector"} & set(self.words[:first]) and "her" not in self.words
                )
        return False
