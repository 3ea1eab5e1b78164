"""A question's words without those that every question here holds."""

from __future__ import annotations

import re

# Words that nearly every question here holds; left in, they make all questions look alike.
_COMMON = re.compile(
    r"\b(?:botox|tox|injections?|injected|jabs?|needles?|treatments?|treated|my)\b", re.IGNORECASE
)


def plain(text: str) -> str:
    """`text` in lower case without the words that every question here holds."""
    return " ".join(_COMMON.sub(" ", text.lower()).split()) or text.lower()
