"""What patient-facing text must not say: doses, drugs, diagnoses, promises, advertising, copies.

Pure functions over one text; each returns what it found, in words an editor can act on.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from hashlib import sha256

SHINGLE_WORDS = 8
"""So many consecutive words in common with the article count as copied."""

PHRASE_WORDS = 3
"""The longest catchword of the article."""

_SHORT_SENTENCE = 4
_HASH_DIGITS = 12

_DOSE = re.compile(
    r"\b(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|eight|ten|twelve|twenty|fifty|a hundred)"
    r"(?:\s*(?:-|–|to)\s*\d+)?[\s-]*(?:units?|iu|mg|mcg|µg|ml|millilit\w+|milligram\w*|cc)\b",
    re.IGNORECASE,
)
_DRUG = re.compile(
    r"\b(?:acetaminophen|advil|aleve|apraclonidine|aspirin|benadryl|cetirizine|claritin|codeine"
    r"|diazepam|diphenhydramine|epipen|epinephrine|hydrocortisone|ibuprofen|iopidine|lopidine"
    r"|loratadine|motrin|naproxen|neostigmine|oxymetazoline|paracetamol|prednis\w+|pyridostigmine"
    r"|tylenol|upneeq|valium|zyrtec|antibiotics?|antihistamines?|corticosteroids?|steroids?"
    r"|azzalure|bocouture|daxxify|dysport|jeuveau|letybo|myobloc|nuceiva|xeomin)\b",
    re.IGNORECASE,
)
_CONDITIONS = (
    r"(?:allerg\w+|anaphyla\w+|infect\w+|ptosis|stroke|seizure|botulism|migraines?|meningitis"
    r"|bell['’]?s palsy|palsy|tetany|dystonia|myasthenia|blepharospasm|heart attack|toxin spread"
    r"|overdose\w*|nerve damage|resistan\w+|concussion|clots?)"
)
_DIAGNOSIS = re.compile(
    rf"\b(?:you(?:['’]ve| have| are having|['’]re having| got| are suffering from| suffer from)"
    rf"|(?:this|that|it|yours)(?:['’]s| is| must be| sounds like| looks like| will be))"
    rf"\s+(?:\w+\s+){{0,3}}?{_CONDITIONS}",
    re.IGNORECASE,
)
_NOT_ASSERTED = re.compile(
    r"\b(?:if|when|whether|unless|in case|once|ever|who|not|never|no|isn['’]?t|may|might|could"
    r"|tell\w*|means?|call\w*)\b",
    re.IGNORECASE,
)
_DIAGNOSING = re.compile(
    r"\b(?:your diagnosis|we (?:can )?diagnose|diagnosed you|you are suffering)\b", re.IGNORECASE
)
_PROMISE = re.compile(
    r"\b(?:nothing to worry about|no need to worry|don['’]t worry|perfectly safe|totally safe"
    r"|100 ?%|guarantee[ds]?|completely harmless|always harmless|(?:is|are) definitely)",
    re.IGNORECASE,
)
_ADVERTISING = re.compile(
    r"\b(?:medical[- ]grade|natural (?:finish|looking)|rejuvenat\w+|in my practice|my practice|my patients)",
    re.IGNORECASE,
)
_SINGULAR = re.compile(r"(?<![\w.])I(?:['’](?:m|ve|d|ll))?\b(?!\.)")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def unsafe(text: str) -> list[str]:
    """Doses, drug or brand names, statements of a diagnosis and promises in `text`."""
    found = [
        f"gives a dose (“{m[0]}”): leave amounts to the injector" for m in _DOSE.finditer(text)
    ]
    found += [
        f"names a drug or brand (“{m[0]}”): say which person to ask instead"
        for m in _DRUG.finditer(text)
    ]
    for match in _DIAGNOSIS.finditer(text):
        sentence_start = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n")
        before = text[sentence_start + 1 : match.start()]
        if not _NOT_ASSERTED.search(before) and not _NOT_ASSERTED.search(match[0]):
            found.append(f"states a diagnosis (“{match[0]}”): describe it and say whom to call")
    found += [f"diagnoses (“{m[0]}”): the bot does not" for m in _DIAGNOSING.finditer(text)]
    found += [
        f"promises too much (“{m[0]}”): say what is usual and when to call"
        for m in _PROMISE.finditer(text)
    ]
    return found


def residue(text: str, article: Collection[str] = frozenset()) -> list[str]:
    """Advertising, search keywords and the author's own voice left over from the article.

    `article` holds the hashes of its own catchwords, which are no more ours to ship than its sentences.
    """
    own = [words for digest, words in phrases(text).items() if digest in article]
    found = [
        f"sounds like advertising (“{words}”): say it plainly"
        for words in [*(m[0] for m in _ADVERTISING.finditer(text)), *own]
    ]
    if _SINGULAR.search(text):
        found.append("speaks as “I”: the bot is not the injector; say “your injector” or “we”")
    return found


def unknown_placeholders(text: str, known: frozenset[str]) -> list[str]:
    """Names in braces that nothing will fill in, and braces left open."""
    names = _PLACEHOLDER.findall(text)
    found = [f"{{{name}}}" for name in names if name not in known]
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        found.append("a single brace")
    return found


def shingles(text: str) -> dict[str, str]:
    """Hash -> words, for every run of eight words in `text` and each short sentence as a whole.

    The article itself is not ours to ship, so only these hashes are, and both sides are made here.
    """
    found: dict[str, str] = {}
    for paragraph in text.split("\n\n"):
        words = _plain_words(paragraph)
        runs = [words[i : i + SHINGLE_WORDS] for i in range(len(words) - SHINGLE_WORDS + 1)]
        for sentence in re.split(r"[.!?]+\s|\n", paragraph):
            words = _plain_words(sentence)
            if _SHORT_SENTENCE <= len(words) < SHINGLE_WORDS:
                runs.append(words)
        found.update({_hash(run): " ".join(run) for run in runs})
    return found


def phrases(text: str) -> dict[str, str]:
    """Hash -> words, for every run of up to three words in `text`."""
    words = _plain_words(text)
    runs = (words[i : i + n] for n in range(1, PHRASE_WORDS + 1) for i in range(len(words) - n + 1))
    return {_hash(run): " ".join(run) for run in runs}


def copied(text: str, article: Collection[str]) -> list[str]:
    """The stretches of `text` whose hashes are among those of the `article`."""
    return [words for digest, words in shingles(text).items() if digest in article]


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))


def _hash(words: list[str]) -> str:
    return sha256(" ".join(words).encode()).hexdigest()[:_HASH_DIGITS]
