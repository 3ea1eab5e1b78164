"""What a clinic's website and a patient's browser load, and who may use the chat from where."""

from __future__ import annotations

import gzip
import re
from typing import Any

import brotli
import environs
import pytest

from bot.glue import CHOICES
from bot.settings import load
from bot.web import widget
from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import ORDINARY, Clinic

MOST_BYTES = {"br": 15_000, "gzip": 16_500}
"""Every browser that this runs in takes Brotli over HTTPS; gzip is for a proxy that knows no other."""
SITE = "https://www.elm-house.example"


async def test_script_and_style_weigh_15_kb_at_most(clinic: Clinic) -> None:
    answer = await clinic.client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert answer.headers["content-type"].startswith("text/javascript")
    for encoding, most in MOST_BYTES.items():
        async with clinic.client.stream(
            "GET", "/widget.js", headers={"Accept-Encoding": encoding}
        ) as packed:
            body = b"".join([part async for part in packed.aiter_raw()])
        assert packed.headers["content-encoding"] == encoding and len(body) <= most
        unpack = brotli.decompress if encoding == "br" else gzip.decompress
        assert unpack(body) == answer.content


async def test_the_script_asks_nobody_else_and_runs_under_a_strict_policy(clinic: Clinic) -> None:
    text = (await clinic.client.get("/widget.js")).text
    assert set(re.findall(r"https?://[^\"'` ]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(
        r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", text
    )
    assert "<style" not in text and 'setAttribute("style"' not in text


async def test_other_sites_may_load_it_and_a_browser_keep_it(clinic: Clinic) -> None:
    answer = await clinic.client.get("/widget.js")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age" in answer.headers["cache-control"]
    same = await clinic.client.get("/widget.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    texts = await clinic.client.get("/widget/es.json")
    assert texts.headers["access-control-allow-origin"] == "*"
    assert (await clinic.client.get("/widget/xx.json")).status_code == 404


async def test_it_carries_the_clinics_own_numbers(opening: Opening) -> None:
    async with opening(clinic_name='Elm "House" \u2028', clinic_phone="020 7946 0000") as clinic:
        text = (await clinic.client.get("/widget.js")).text
        assert "020 7946 0000" in text and "555-0100" not in text


@pytest.mark.parametrize("path", ["/", "/chat"])
async def test_a_page_without_javascript_shows_the_numbers(clinic: Clinic, path: str) -> None:
    page = (await clinic.client.get(path)).text
    without = re.findall(r"<noscript>(.*?)</noscript>", page[page.index("<body") :], re.DOTALL)
    assert any('href="tel:5550100"' in one for one in without)
    assert 'href="tel:911"' in page
    assert "<script>" not in page and "style=" not in page and "onclick" not in page
    assert "http://" not in page and "https://" not in page


def keys(texts: dict[str, Any]) -> set[tuple[str, ...]]:
    """The names of a language's texts with the placeholders of each."""
    found = set()
    for key, value in texts.items():
        if key not in ("choices", "answers_language", "nobody_there"):
            found.add((key, *sorted(set(re.findall(r"{(\w+)}", str(value))))))
    return found


@pytest.mark.parametrize("language", sorted(set(widget.locales()) - {"en"}))
def test_every_language_says_everything(language: str) -> None:
    texts = widget.locales()
    own, english = texts[language], texts["en"]
    assert keys(own) == keys(english)
    assert all(str(value).strip() for value in own.values())
    offered = {choice["value"] for choices in CHOICES.values() for choice in choices}
    assert set(own["choices"]) == offered


async def test_only_the_clinics_own_sites_may_use_the_chat(opening: Opening) -> None:
    async with opening(allowed_origins=(SITE,)) as clinic:
        alice = await clinic.patient()
        asking = {
            "Origin": SITE,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,last-event-id",
        }
        answer = await clinic.client.options(alice.path("messages"), headers=asking)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == SITE
        stranger = {**asking, "Origin": "https://evil.example"}
        refused = await clinic.client.options(alice.path("messages"), headers=stranger)
        assert refused.status_code == 400
        assert "access-control-allow-origin" not in refused.headers
        said = await clinic.client.post(
            alice.path("messages"),
            json={"client_id": "1", "text": ORDINARY},
            headers={**alice.headers, "Origin": SITE},
        )
        assert said.headers["access-control-allow-origin"] == SITE
        wrong = await clinic.client.get(alice.path("transcript"), headers={"Origin": SITE})
        assert wrong.status_code == 401 and wrong.headers["access-control-allow-origin"] == SITE
        for path in ("/desk", "/chat", "/metrics"):
            page = await clinic.client.get(path, headers={"Origin": SITE})
            assert "access-control-allow-origin" not in page.headers


@pytest.mark.parametrize("origin", ["*", "www.clinic.example", "https://clinic.example/page"])
def test_what_is_no_origin_stops_the_start(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("AFTERCARE_ALLOWED_ORIGINS", f"https://fine.example,{origin}")
    with pytest.raises(environs.EnvError, match="ALLOWED_ORIGINS"):
        load()
