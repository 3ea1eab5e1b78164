"""Where a sign-in leads: only to this site's own pages, however the address is spelled."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.guard import START, own_path

ALPHABET = "/\\:@.?#%abev019htps \t\n\r\x00;&=-"


@pytest.mark.parametrize(
    "target", ["/desk", "/desk?case=1&x=%2F", "/editor/entries/a-b", "/audit?what=signed+out#end"]
)
def test_own_pages_are_kept(target: str) -> None:
    assert own_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "desk",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "\n//evil.example",
        "/ /evil.example",
        "https://evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "/signin?next=/signin",
        "/signout",
        "/setup",
        "/" + "x" * 3000,
        "/desk\r\nSet-Cookie: x=y",
    ],
)
def test_anything_else_is_the_start_page(target: str | None) -> None:
    assert own_path(target) == START


@given(st.text(ALPHABET, max_size=40))
def test_no_spelling_leads_elsewhere(target: str) -> None:
    kept = own_path(target)
    # As a browser reads it: control characters go, backslashes are slashes.
    seen = "".join(one for one in kept if one not in "\t\n\r").replace("\\", "/").strip()
    assert urlsplit(urljoin("https://clinic.test/signin", seen)).netloc == "clinic.test"
