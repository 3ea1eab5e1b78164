"""Entries go out as files and come back as drafts; what is no entry is refused beside the field."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from knowledge.entry import Entry
from knowledge.yaml_entry import MAX_BYTES, dump, parse
from tests.integration.editor.office import CSRF, ENTRIES, Office


async def upload(office: Office, name: str, data: bytes, filename: str = "one.yml") -> Any:
    """Somebody uploads a file."""
    async with office.person(name) as browser:
        return await browser.post(
            "/editor/files/import", data={"csrf": CSRF}, files={"file": (filename, data)}
        )


async def test_what_goes_out_comes_back_the_same(office: Office) -> None:
    async with office.person("alice") as alice:
        out = await alice.get("/editor/files/export/sleeping")
    assert out.headers["content-disposition"] == 'attachment; filename="sleeping.yml"'
    assert parse(out.content) == ENTRIES[1]
    answer = await upload(office, "alice", out.content)
    assert answer.headers["location"] == "/editor/entries/sleeping?said=imported"
    newest = office.repository.revisions("sleeping")[0]
    assert newest.status == "draft"
    assert newest.entry.to_dict() | {"status": "published"} == ENTRIES[1].to_dict()


async def test_all_entries_in_one_archive(office: Office) -> None:
    async with office.person("alice") as alice:
        out = await alice.get("/editor/files/export")
    with zipfile.ZipFile(io.BytesIO(out.content)) as archive:
        found = {parse(archive.read(name)) for name in archive.namelist()}
    assert {entry.id for entry in found} == {entry.id for entry in ENTRIES}


async def test_an_imported_entry_never_goes_live_by_itself(office: Office) -> None:
    data = {**ENTRIES[1].to_dict(), "id": "brand-new", "status": "published"}
    await upload(office, "alice", dump(Entry.from_dict(data)).encode())
    assert office.repository.revisions("brand-new")[0].status == "draft"
    assert "brand-new" not in office.repository.library().entries


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "no text"),
        (b"id: [", "no YAML"),
        (b"a: &a [x]\nb: [*a, *a]\n", "aliases"),
        (b"id: !!python/name:os.system\n", "tags"),
        (b"x" * (MAX_BYTES + 1), "bytes"),
        (b"id: Not Good\ntitle: x\nanswer: y\nurgency: info\n", "lower-case"),
        (b"id: x\ntitle: x\nanswer: y\nurgency: dreadful\n", "not one of"),
        (b"id: x\ntitle: x\nanswer: y\nurgency: info\napplies: {areas: [elbow]}\n", "vocabulary"),
        (b"", "does not describe"),
    ],
)
async def test_what_is_no_entry_is_refused_beside_the_field(
    office: Office, data: bytes, says: str
) -> None:
    answer = await upload(office, "alice", data)
    assert answer.status_code == 422
    assert says in answer.text.split('id="file-error"')[1].split("</p>")[0]
    assert len(office.repository.newest()) == len(ENTRIES)


async def test_a_huge_upload_is_refused_without_reading_it_all(office: Office) -> None:
    answer = await upload(office, "alice", b"x" * 3_000_000)
    assert answer.status_code == 422 and "bytes" in answer.text


async def test_no_file_at_all(office: Office) -> None:
    async with office.person("alice") as alice:
        answer = await alice.post(
            "/editor/files/import", data={"csrf": CSRF}, files={"file": ("", b"")}
        )
    assert answer.status_code == 422 and "Choose a file first" in answer.text


@pytest.mark.parametrize("name", ["", "charlie"])
async def test_the_outsider_brings_nothing_in(office: Office, name: str) -> None:
    answer = await upload(office, name, dump(ENTRIES[1]).encode())
    assert answer.status_code == (403 if name else 303)
    assert office.repository.revisions("sleeping")[0].number == 1
