"""The form of an entry: fields to entry, entry to fields, and what to say beside which field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from knowledge import checks, files
from knowledge.entry import URGENCIES, Applies, Entry
from knowledge.library import Library
from knowledge.references import with_paragraphs
from knowledge.terms import VOCABULARY

Fields = Mapping[str, list[str]]
Problems = dict[str, list[str]]

MAX_LENGTHS = {"id": 60, "title": 120, "answer": 3_000, "questions": 12_000, "topic": 60}
MAX_QUESTIONS = 80
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")
_NUMBER = re.compile(r"\d{1,4}\Z")
_NAMES = {"applies.areas": "areas", "applies.symptoms": "symptoms", "applies.trends": "trends"}
_NAMES |= {"applies.days": "days", "applies.topic": "topic", "reviewed_on": "review_by"}


@dataclass
class Parsed:
    """An entry as the form has it, as far as it makes sense, and why it can't be kept so."""

    entry: Entry
    problems: Problems = field(default_factory=dict)


BLANK = Entry(id="", title="", answer="", applies=Applies(), urgency="info")
"""What a new entry begins with."""


def with_questions(entry: Entry, wordings: Iterable[str]) -> Entry:
    """`entry` with more example questions; those it has, in whatever spelling, are not doubled."""
    there = {checks.normalised(question) for question in entry.questions}
    fresh = {checks.normalised(text): text for text in wordings}
    more = [text for key, text in fresh.items() if key and key not in there]
    return replace(entry, questions=(*entry.questions, *more))


def fields_of(entry: Entry) -> dict[str, list[str]]:
    """The form's fields for `entry`."""
    applies = entry.applies
    first, last = applies.days or ("", "")
    return {
        "id": [entry.id],
        "title": [entry.title],
        "answer": [entry.answer],
        "urgency": [entry.urgency],
        "safety_net": [entry.safety_net],
        "hand_over": ["yes"] if entry.hand_over else [],
        "topic": [applies.topic],
        "areas": list(applies.areas),
        "symptoms": list(applies.symptoms),
        "trends": list(applies.trends),
        "day_from": [str(first)],
        "day_to": [str(last)],
        "questions": ["\n".join(entry.questions)],
        "sources": list(entry.sources),
        "facts": [str(number) for number in entry.facts],
        "review_by": [entry.review_by.isoformat() if entry.review_by else ""],
    }


def slug(title: str) -> str:
    """A short name made of a title's words."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[: MAX_LENGTHS["id"]].strip("-")


def parse(fields: Fields, base: Entry | None = None) -> Parsed:
    """The entry that the form describes. `base` is what was edited: its id, review and the order of
    its lists stay. Problems here are those that keep even a draft from being saved."""
    problems: Problems = {}

    def one(name: str) -> str:
        text = _clean((fields.get(name) or [""])[0])
        limit = MAX_LENGTHS.get(name)
        if limit and len(text) > limit:
            _add(problems, name, f"has {len(text):,} characters: cut it to {limit:,}")
        return text

    title = one("title")
    entry_id = base.id if base else one("id") or slug(title)
    if not title:
        _add(problems, "title", "is empty: write it")
    if not base and not re.fullmatch(r"[a-z0-9]+(?:[_-][a-z0-9]+)*", entry_id):
        _add(problems, "id", "use lower-case letters, digits, “_” or “-” only")
    questions = tuple(filter(None, (" ".join(q.split()) for q in one("questions").split("\n"))))
    if len(questions) > MAX_QUESTIONS:
        _add(problems, "questions", f"there are {len(questions)}: keep the best {MAX_QUESTIONS}")
    old = base.applies if base else Applies()
    known = VOCABULARY
    told = tuple(int(f) for f in _chosen(fields, "facts", base.facts if base else ()) if _digit(f))
    for name in ("facts",):
        for value in fields.get(name) or []:
            if not _digit(value):
                _add(problems, name, f"“{value[:40]}” is no fact's number")
    sources = _chosen(fields, "sources", base.sources if base else ())
    entry = Entry(
        id=entry_id,
        title=title,
        answer=one("answer"),
        applies=Applies(
            areas=_known(fields, "areas", old.areas, known.areas, problems),
            symptoms=_known(fields, "symptoms", old.symptoms, known.symptoms, problems),
            days=_days(one("day_from"), one("day_to"), problems),
            trends=_known(fields, "trends", old.trends, known.trends, problems),
            topic=one("topic"),
        ),
        urgency=one("urgency") or "info",
        questions=questions,
        sources=with_paragraphs(sources, told),
        facts=told,
        safety_net=one("safety_net") or "general",
        hand_over=bool(fields.get("hand_over")),
        status="draft",
        reviewed_on=base.reviewed_on if base else None,
        reviewed_by=base.reviewed_by if base else "",
        review_by=_date(one("review_by"), problems),
    )
    if entry.urgency not in URGENCIES:
        _add(problems, "urgency", f"“{entry.urgency[:40]}” is not one of {', '.join(URGENCIES)}")
    return Parsed(entry, problems)


def unfit(entry: Entry, library: Library, others: Iterable[Entry] = ()) -> Problems:
    """What keeps `entry` from going live, by field: the checks of every publication, and example
    questions that one of the `others` has too."""
    fit = replace(entry, status="published", reviewed_on=date.min, reviewed_by="(to come)")
    found: Problems = {}
    for problem in checks.check(
        fit,
        sections=library.sections,
        safety_nets=library.safety_nets,
        known_facts=files.known_facts(),
        article=files.article_hashes(),
    ):
        _add(found, _NAMES.get(problem.field, problem.field), problem.message)
    owner = {
        checks.normalised(question): other.id
        for other in others
        if other.id != entry.id
        for question in other.questions
    }
    for question in entry.questions:
        if other_id := owner.get(checks.normalised(question)):
            message = f"“{question}” is also in {other_id}: keep it where it is answered best"
            _add(found, "questions", message)
    return found


def _add(problems: Problems, name: str, message: str) -> None:
    problems.setdefault(name, []).append(message)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _digit(text: str) -> bool:
    return _NUMBER.match(text) is not None and text.isascii()


def _chosen(fields: Fields, name: str, before: Iterable[object]) -> tuple[str, ...]:
    """What is ticked, in the order it had before; a reordering would look like a change."""
    ticked = list(dict.fromkeys(_clean(value) for value in fields.get(name) or []))
    kept = [str(value) for value in before if str(value) in ticked]
    return tuple(kept + [value for value in ticked if value not in kept])


def _known(
    fields: Fields,
    name: str,
    before: tuple[str, ...],
    vocabulary: frozenset[str],
    problems: Problems,
) -> tuple[str, ...]:
    chosen = _chosen(fields, name, before)
    for word in chosen:
        if word not in vocabulary:
            _add(problems, name, f"“{word[:40]}” is not in the vocabulary: choose from the list")
    return tuple(word for word in chosen if word in vocabulary)


def _days(first: str, last: str, problems: Problems) -> tuple[int, int] | None:
    if not first and not last:
        return None
    if not (_digit(first) and _digit(last)):
        _add(problems, "days", "give both days as whole numbers, or leave both empty")
        return None
    return int(first), int(last)


def _date(text: str, problems: Problems) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        _add(problems, "review_by", "give a day such as 2027-03-31, or leave it empty")
        return None
