"""What patients would be answered if a change went live, beside what they are answered now. Pure.

Every example question of every entry, a stored set of messages (`content/replay.yml`) and, where the
clinic keeps them, recent real questions are put to the knowledge as it is and as it would be. What
may not happen blocks the change; the rest is shown to the approver.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, Protocol

from knowledge.caution import calls_to_act, is_red
from knowledge.checks import normalised
from knowledge.entry import Entry
from knowledge.library import Library
from knowledge.likeness import Similarity
from knowledge.lookup import Query
from knowledge.replay_answers import Answers

LISTED = 60
"""Changes shown one by one; there may be hundreds that are alike."""
_TOLD_EVERY = 100

Origin = Literal["example", "stored", "kept"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Asked:
    """A message to replay. `owner` is the entry whose example it is, `fresh` when only the change
    makes it one; `red` marks a warning sign."""

    text: str
    origin: Origin
    owner: str = ""
    red: bool = False
    fresh: bool = False


@dataclass(frozen=True)
class Understood:
    """A message as triage and language read it: what is looked up, or the card that comes instead.

    `card` is empty unless the message is answered by an urgent card whatever the knowledge says.
    """

    query: Query
    card: str = ""


class Understand(Protocol):
    """Reads a message as the bot would, as the first of a chat."""

    def __call__(self, text: str) -> Understood:
        """What `text` says; never raises on any text."""
        ...


@dataclass(frozen=True)
class Moved:
    """A message whose answer changes: which entry answers now and then, by id and title."""

    text: str
    origin: Origin
    kind: Literal["moved", "answered", "unanswered", "reworded"]
    before: str
    before_title: str
    after: str
    after_title: str


@dataclass(frozen=True)
class Competing:
    """An example question of one entry that another entry answers."""

    text: str
    owner: str
    owner_title: str
    winner: str
    winner_title: str


@dataclass
class Report:
    """What a replay found. `blocked` says in words why the change must not go live as it is."""

    asked: int = 0
    cards: int = 0
    red: int = 0
    changed: int = 0
    blocked: list[str] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    competing: list[Competing] = field(default_factory=list)
    seconds: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """As it is stored and shown."""
        return asdict(self)


def live_key(library: Library) -> str:
    """A short name for what is live: the same as long as patients are answered the same."""
    digest = hashlib.sha256()
    for entry_id, entry in sorted(library.entries.items()):
        digest.update(f"{entry_id}\0{entry.revision}\0".encode())
    for key, text in sorted(library.safety_nets.items()):
        digest.update(f"{key}\0{text}\0".encode())
    return digest.hexdigest()[:32]


def with_change(library: Library, entry: Entry, *, aim: str) -> Library:
    """The knowledge as it would be with `entry` live, or with it taken down (`aim` "retired")."""
    entries = {key: one for key, one in library.entries.items() if key != entry.id}
    if aim == "published":
        entries[entry.id] = entry
    return Library(
        entries=dict(sorted(entries.items())),
        sections=library.sections,
        safety_nets=library.safety_nets,
        stamp=library.stamp,
    )


def gathered(
    before: Library, after: Library, stored: Iterable[Asked], kept: Iterable[str]
) -> list[Asked]:
    """Everything to replay, each message once; an example's owner is the entry that has it then."""
    found: dict[tuple[str, str], Asked] = {}
    for entry in after.entries.values():
        known = before.entries.get(entry.id)
        for question in entry.questions:
            fresh = known is None or question not in known.questions
            found[question, entry.id] = Asked(question, "example", entry.id, fresh=fresh)
    for entry in before.entries.values():
        left = after.entries.get(entry.id)
        for question in entry.questions:
            if left is None or question not in left.questions:
                # An example of nothing any more, but patients may still ask it.
                found[question, ""] = Asked(question, "example")
    for one in stored:
        found.setdefault((one.text, "stored"), one)
    known = {text for text, _ in found}
    for text in kept:
        if text not in known:
            found.setdefault((text, "kept"), Asked(text, "kept"))
    return list(found.values())


def replay(
    before: Library,
    after: Library,
    subject: str,
    asked: Sequence[Asked],
    *,
    understand: Understand,
    similarity: Similarity,
    progress: Progress = lambda done, total: None,
) -> Report:
    """Puts `asked` to both; `subject` is the entry that changes. `progress` is told now and then."""
    steps = _Steps(progress, 3 * len(asked))
    understood = [steps.after(understand(one.text)) for one in asked]
    texts = list(dict.fromkeys(u.query.text for u in understood))
    one, two = similarity.fit_all(texts, [_lists(before), _lists(after)])
    now = Answers(before, texts, one, similarity)
    then = Answers(after, texts, two, similarity)
    report = Report(asked=len(asked), red=sum(a.red for a in asked))
    for message, meaning in zip(asked, understood, strict=True):
        if meaning.card:
            # The card comes from the table of red flags, which no page can change.
            report.cards += 1
            steps.after(None)
            steps.after(None)
            continue
        old = steps.after(now.entry(meaning.query))
        new = steps.after(then.entry(meaning.query))
        _compare(report, message, old, new, now, then, subject)
    _doubles(report, after, subject)
    report.moved.sort(key=lambda m: ("moved", "unanswered", "answered", "reworded").index(m.kind))
    report.moved = report.moved[:LISTED]
    steps.end()
    return report


class _Steps:
    """Counts what is done and tells it now and then."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0
        progress(0, total)

    def after(self, result: Any) -> Any:
        self._done += 1
        if self._done % _TOLD_EVERY == 0:
            self._progress(self._done, self._total)
        return result

    def end(self) -> None:
        self._progress(self._total, self._total)


def _lists(library: Library) -> tuple[Sequence[str], Sequence[int]]:
    return library.questions, library.question_groups


def _compare(
    report: Report,
    asked: Asked,
    old: Entry | None,
    new: Entry | None,
    now: Answers,
    then: Answers,
    subject: str,
) -> None:
    kind = _kind(old, new, now.text(old), then.text(new))
    if kind:
        report.changed += 1
        report.moved.append(_moved(asked, kind, old, new))
    if asked.red:
        reasons = _red_changes(old, new)
        report.blocked += [f"A warning sign, “{asked.text}”, {reason}." for reason in reasons]
    if asked.owner:
        _own_question(report, asked, old, new, subject)


def _kind(
    old: Entry | None, new: Entry | None, old_text: str, new_text: str
) -> Literal["moved", "answered", "unanswered", "reworded"] | None:
    if old is None and new is None:
        return None
    if old is None:
        return "answered"
    if new is None:
        return "unanswered"
    if old.id != new.id:
        return "moved"
    return "reworded" if old_text != new_text else None


def _moved(asked: Asked, kind: Any, old: Entry | None, new: Entry | None) -> Moved:
    return Moved(
        text=asked.text,
        origin=asked.origin,
        kind=kind,
        before=old.id if old else "",
        before_title=old.title if old else "",
        after=new.id if new else "",
        after_title=new.title if new else "",
    )


def _red_changes(old: Entry | None, new: Entry | None) -> list[str]:
    """How the answer to a warning sign would change in what a patient does; other words may."""
    if old is None or not is_red(old):
        # It was not answered as a warning sign before, so there is nothing to keep.
        return []
    if new is None:
        return [f"would lose its answer (“{old.title}”)"]
    if old.id != new.id:
        return [f"would be answered by “{new.title}” instead of “{old.title}”"]
    found = []
    if old.urgency != new.urgency:
        found.append(f"would be told at another urgency ({new.urgency} instead of {old.urgency})")
    if old.safety_net != new.safety_net:
        found.append("would close with other advice")
    if calls_to_act(old) != calls_to_act(new):
        found.append("would be told otherwise whom to call")
    return found


def _own_question(
    report: Report, asked: Asked, old: Entry | None, new: Entry | None, subject: str
) -> None:
    if new is not None and new.id == asked.owner:
        return
    reached_before = old is not None and old.id == asked.owner
    title = new.title if new else "no entry"
    if reached_before:
        report.blocked.append(
            f"“{asked.text}” no longer reaches its entry, {asked.owner}: it would be answered by "
            f"{'“' + title + '”' if new else title}."
        )
    elif asked.fresh:
        report.blocked.append(
            f"“{asked.text}”, an example of this entry, would be answered by "
            f"{'“' + title + '”' if new else title}: put it in other words, or take it out."
        )
    if new is not None and subject in (asked.owner, new.id):
        report.competing.append(Competing(asked.text, asked.owner, "", new.id, new.title))


def _doubles(report: Report, after: Library, subject: str) -> None:
    """Fills in the owners' titles and adds questions that another entry has word for word."""
    titles = {entry.id: entry.title for entry in after.entries.values()}
    report.competing = [
        Competing(c.text, c.owner, titles.get(c.owner, c.owner), c.winner, c.winner_title)
        for c in report.competing
    ]
    own = after.entries.get(subject)
    if own is None:
        return
    mine = {normalised(question): question for question in own.questions}
    for other in after.entries.values():
        for question in other.questions if other.id != subject else ():
            if normalised(question) in mine:
                report.competing.append(
                    Competing(question, subject, own.title, other.id, other.title)
                )
