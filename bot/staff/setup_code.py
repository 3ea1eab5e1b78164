"""The one-time code that lets the first person in: who can read the server's files is trusted."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

FILE = "setup-code"
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


def ensure(var: Path) -> str:
    """The code in `var`, made there, for its owner's eyes only, if there is none.

    Raises `OSError` when the file can't be read or made.
    """
    path = var / FILE
    var.mkdir(parents=True, exist_ok=True)
    letters = "".join(secrets.choice(_LETTERS) for _ in range(16))
    code = "-".join(letters[i : i + 4] for i in range(0, 16, 4))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(code + "\n")
    return code


def fits(var: Path, typed: str) -> bool:
    """Whether somebody typed the code; False when there is none."""
    try:
        code = (var / FILE).read_text()
    except FileNotFoundError:
        return False
    return bool(_plain(code)) and hmac.compare_digest(_plain(code), _plain(typed))


def remove(var: Path) -> None:
    """The code has done its work."""
    (var / FILE).unlink(missing_ok=True)


def _plain(code: str) -> bytes:
    return "".join(one for one in code.upper() if one.isalnum()).encode()
