"""What makes an entry, and the whole library, fit to be shown to patients. Pure.

A problem's message says what to do, because editors read it on the page where they write.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from knowledge import wording
from knowledge.entry import STATUSES, URGENCIES, Entry
from knowledge.identity import gaps
from knowledge.readability import grade, words
from knowledge.terms import VOCABULARY, Vocabulary

MAX_WORDS = 120
MAX_GRADE = 8.0
MAX_GRADE_EMERGENCY = 6.0
MIN_QUESTIONS = 5
MIN_QUESTIONS_HAND_OVER = 3
MAX_QUESTION_LENGTH = 240
MAX_DAY = 730

_ID = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*\Z")
_SOURCE = re.compile(r"([A-Z][A-Z0-9]*)(?:\.P\d+)?\Z")
_ARTICLE_SECTION = re.compile(r"S\d\d\Z")


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where (`entry` is empty for the library as a whole) and what to do."""

    entry: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.entry or 'library'}: {self.field}: {self.message}"


def check(
    entry: Entry,
    *,
    vocabulary: Vocabulary = VOCABULARY,
    sections: Mapping[str, str],
    safety_nets: Mapping[str, str],
    known_facts: Mapping[int, Collection[str]],
    article: Collection[str] = frozenset(),
) -> list[Problem]:
    """Everything that keeps `entry` from being published; an empty list when it is fit.

    `known_facts` maps each fact's number to the paragraphs that carry it; `article` holds the
    hashed shingles and catchwords of the source article.
    """
    found = [
        *_form(entry),
        *_applies(entry, vocabulary),
        *_provenance(entry, sections, known_facts),
        *_questions(entry),
        *_safety_net(entry, safety_nets),
        *_readability(entry, safety_nets.get(entry.safety_net, "")),
    ]
    for name, text in (("title", entry.title), ("answer", entry.answer)):
        found += [(name, m) for m in _text(text, vocabulary, article)]
    for question in entry.questions:
        if wording.copied(question, article):
            found.append(
                (
                    "questions",
                    f"“{question}” is copied from the article: put it in a patient's words",
                )
            )
    return [Problem(entry.id, name, message) for name, message in found]


def check_library(
    entries: Iterable[Entry],
    *,
    vocabulary: Vocabulary = VOCABULARY,
    sections: Mapping[str, str],
    safety_nets: Mapping[str, str],
    known_facts: Mapping[int, Collection[str]],
    unused_facts: Mapping[int, str],
    article: Collection[str] = frozenset(),
) -> list[Problem]:
    """Every entry's own problems, then those only the whole shows: doubles and forgotten facts."""
    entries = list(entries)
    article = frozenset(article)
    problems: list[Problem] = []
    for entry in entries:
        problems += check(
            entry,
            vocabulary=vocabulary,
            sections=sections,
            safety_nets=safety_nets,
            known_facts=known_facts,
            article=article,
        )
    problems += _doubles(entries)
    problems += _coverage(entries, known_facts, unused_facts)
    for field, texts in (("sections", sections), ("safety_nets", safety_nets)):
        for key, text in texts.items():
            problems += [
                Problem("", field, f"{key} {message}")
                for message in _text(text, vocabulary, article)
            ]
    return problems


def normalised(question: str) -> str:
    """`question` without case, punctuation and spacing: what makes two questions the same."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", question.lower())))


Found = list[tuple[str, str]]


def _form(entry: Entry) -> Found:
    found: Found = []
    if not _ID.match(entry.id):
        found.append(("id", "use lower-case letters, digits, “_” or “-” only"))
    for name in ("title", "answer"):
        if not getattr(entry, name).strip():
            found.append((name, "is empty: write it"))
    if entry.urgency not in URGENCIES:
        found.append(("urgency", f"“{entry.urgency}” is not one of {', '.join(URGENCIES)}"))
    if entry.status not in STATUSES:
        found.append(("status", f"“{entry.status}” is not one of {', '.join(STATUSES)}"))
    if entry.status == "published" and (entry.reviewed_on is None or not entry.reviewed_by):
        found.append(("reviewed_on", "a published entry needs the date and name of its review"))
    return found


def _applies(entry: Entry, vocabulary: Vocabulary) -> Found:
    applies = entry.applies
    found: Found = []
    for name, used, known in (
        ("areas", applies.areas, vocabulary.areas),
        ("symptoms", applies.symptoms, vocabulary.symptoms),
        ("trends", applies.trends, vocabulary.trends),
    ):
        found += [
            (
                f"applies.{name}",
                f"“{word}” is not in the vocabulary: use one of {', '.join(sorted(known))}",
            )
            for word in used
            if word not in known
        ]
    if applies.days and not 0 <= applies.days[0] <= applies.days[1] <= MAX_DAY:
        found.append(("applies.days", f"must be two days from 0 to {MAX_DAY}, the first not later"))
    if not applies.topic and not applies.symptoms:
        found.append(("applies.topic", "name a topic, or the symptoms it is about"))
    return found


def _provenance(
    entry: Entry, sections: Mapping[str, str], known_facts: Mapping[int, Collection[str]]
) -> Found:
    found: Found = []
    own = set()
    for source in entry.sources:
        match = _SOURCE.match(source)
        if not match or match[1] not in sections:
            found.append(("sources", f"“{source}” is not known: cite a section such as S06.P2"))
        else:
            own.add(match[1])
    exempt = entry.hand_over or entry.urgency == "out_of_scope"
    if not entry.sources and not exempt:
        found.append(("sources", "cite the section and paragraph it comes from"))
    from_article = any(_ARTICLE_SECTION.match(section) for section in own)
    if not entry.facts and from_article and not exempt:
        found.append(("facts", "list the numbers of the facts it tells"))
    for fact in entry.facts:
        if fact not in known_facts:
            found.append(("facts", f"there is no fact {fact}"))
        elif not any(
            p in entry.sources or p.split(".")[0] in entry.sources for p in known_facts[fact]
        ):
            found.append(
                ("sources", f"add {' or '.join(known_facts[fact])}, which carries fact {fact}")
            )
    return found


def _questions(entry: Entry) -> Found:
    least = MIN_QUESTIONS_HAND_OVER if entry.hand_over else MIN_QUESTIONS
    found: Found = []
    if len(entry.questions) < least:
        found.append(
            ("questions", f"give at least {least} in patients' words ({len(entry.questions)} now)")
        )
    seen: set[str] = set()
    for question in entry.questions:
        key = normalised(question)
        if not key:
            found.append(("questions", "one is empty: remove it"))
        elif key in seen:
            found.append(("questions", f"“{question}” is there twice: remove one"))
        if len(question) > MAX_QUESTION_LENGTH:
            found.append(
                (
                    "questions",
                    f"“{question[:40]}…” is too long: at most {MAX_QUESTION_LENGTH} characters",
                )
            )
        seen.add(key)
    return found


def _safety_net(entry: Entry, safety_nets: Mapping[str, str]) -> Found:
    if entry.safety_net not in safety_nets:
        return [
            (
                "safety_net",
                f"“{entry.safety_net}” is not in safety_nets.yml: {', '.join(safety_nets)}",
            )
        ]
    text = f"{entry.answer} {safety_nets[entry.safety_net]}"
    if entry.urgency == "emergency" and "{emergency_number}" not in text:
        return [("answer", "an emergency must say to call {emergency_number}")]
    if entry.urgency == "urgent" and not {"{clinic_phone}", "{emergency_number}"} & set(
        re.findall(r"\{\w+\}", text)
    ):
        return [
            (
                "answer",
                "an urgent answer must say whom to call: {clinic_phone} or {emergency_number}",
            )
        ]
    if entry.urgency not in ("emergency", "urgent") and not safety_nets[entry.safety_net].strip():
        return [("safety_net", "a non-urgent answer must end with when to call: choose another")]
    return []


def _readability(entry: Entry, net: str) -> Found:
    shown = re.sub(r"\{\w+\}", "555-0100", f"{entry.answer}\n\n{net}")
    count, level = len(words(shown)), grade(shown)
    limit = MAX_GRADE_EMERGENCY if entry.urgency == "emergency" else MAX_GRADE
    found: Found = []
    if count > MAX_WORDS:
        found.append(("answer", f"with its safety net it has {count} words: cut it to {MAX_WORDS}"))
    if level > limit:
        found.append(
            (
                "answer",
                f"reads at grade {level:.1f}: shorten sentences and words to reach {limit:.0f}",
            )
        )
    return found


def _text(text: str, vocabulary: Vocabulary, article: Collection[str]) -> list[str]:
    found = wording.unsafe(text) + wording.residue(text, article)
    found += [
        f"has {name}, which nothing fills in"
        for name in wording.unknown_placeholders(text, vocabulary.placeholders)
    ]
    found += [
        f"has {gap} where something of one patient's was taken out: write it for everybody"
        for gap in gaps(text)
    ]
    copied = wording.copied(text, article)
    if copied:
        found.append(f"repeats the article word for word (“{copied[0]}”): say it in your own words")
    return found


def _doubles(entries: list[Entry]) -> list[Problem]:
    problems: list[Problem] = []
    ids: set[str] = set()
    owner: dict[str, str] = {}
    for entry in entries:
        if entry.id in ids:
            problems.append(Problem(entry.id, "id", "is used by another entry: choose a new one"))
        ids.add(entry.id)
        if entry.status == "retired":
            continue
        for question in entry.questions:
            other = owner.setdefault(normalised(question), entry.id)
            if other != entry.id:
                message = f"“{question}” is also in {other}: keep it where it is answered best"
                problems.append(Problem(entry.id, "questions", message))
    return problems


def _coverage(
    entries: list[Entry], known_facts: Mapping[int, Collection[str]], unused: Mapping[int, str]
) -> list[Problem]:
    used = {fact for entry in entries if entry.status == "published" for fact in entry.facts}
    problems: list[Problem] = []
    for fact, paragraphs in sorted(known_facts.items()):
        reason = str(unused.get(fact) or "").strip()
        if fact not in used and not reason:
            where = ", ".join(paragraphs)
            message = (
                f"fact {fact} ({where}) is told nowhere: use it or list it in unused_facts.yml"
            )
            problems.append(Problem("", "facts", message))
        if fact in used and fact in unused:
            problems.append(
                Problem("", "facts", f"fact {fact} is used: remove it from unused_facts.yml")
            )
    problems += [
        Problem("", "facts", f"unused_facts.yml lists fact {fact}, which does not exist")
        for fact in sorted(set(unused) - set(known_facts))
    ]
    return problems
