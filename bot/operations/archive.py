"""The file that a backup is: a zip of the databases' copies and a manifest that says what is inside."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 1
MANIFEST = "manifest.json"
_PIECE = 1 << 20


class BadArchive(Exception):
    """The file is no backup of ours, or is damaged; the message says how."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `kind` is "sqlite" or "postgresql"; `files` gives each file's SHA-256."""

    made_at: str
    kind: str
    settings: str
    schemas: Mapping[str, str]
    rows: Mapping[str, int]
    files: Mapping[str, str]
    format: int = FORMAT


def write(file: Path, manifest: Manifest, sources: Mapping[str, Path]) -> None:
    """Write a backup, for its owner's eyes only: complete on disk, or not there. Raises `OSError`."""
    partial = file.with_name(f".{file.name}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
                for name, source in sources.items():
                    archive.write(source, name)
            out.flush()
            os.fsync(out.fileno())
        os.replace(partial, file)
        synced(file.parent)
    finally:
        partial.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> Manifest:
    """Unpack a backup into an empty folder and check every file. Raises `BadArchive`."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(json.loads(archive.read(MANIFEST)))
            for name, digest in manifest.files.items():
                if Path(name).name != name:
                    raise BadArchive(f"{file} holds a file with a path, {name!r}")
                archive.extract(name, folder)
                if sha256(folder / name) != digest:
                    raise BadArchive(f"{name} in {file} is damaged: its checksum is another")
    except (
        OSError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        EOFError,
        NotImplementedError,
    ) as error:
        raise BadArchive(f"{file} can't be read as a backup ({type(error).__name__})") from None
    return manifest


def sha256(file: Path) -> str:
    """A file's SHA-256 in hexadecimal digits. Raises `OSError`."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def synced(folder: Path) -> None:
    """Have a folder's entries on disk. Raises `OSError`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _manifest(data: Any) -> Manifest:
    try:
        manifest = Manifest(**data)
    except TypeError:
        raise BadArchive("the manifest is not of the form that this release knows") from None
    if manifest.format != FORMAT:
        raise BadArchive(f"the backup has format {manifest.format}, this release knows {FORMAT}")
    return manifest
