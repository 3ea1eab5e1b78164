"""A red flag in another language is raised, a denied, supposed or ordinary one is not (H01, H02)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.glue import glue
from bot.language import read
from bot.language.tokens import tokenize
from bot.language.tongues import language_of_text
from bot.reply import TRANSLATED, numbers, urgent_reply
from bot.settings import load
from bot.triage import screen, screen_case

TODAY = date(2026, 6, 17)
SETTINGS = replace(load(), clinic_name="Elm", clinic_phone="020 7946 0000", emergency_number="999")
NUMBERS = numbers(SETTINGS)
SENTENCES = yaml.safe_load(
    Path(__file__).with_name("foreign_sentences.yml").read_text(encoding="utf-8")
)
LEVELS = [
    (language, level, line.strip())
    for language, levels in SENTENCES.items()
    for level, lines in levels.items()
    for line in lines.splitlines()
]


@pytest.mark.parametrize(("language", "level", "text"), LEVELS)
def test_the_level_of_a_sentence(language: str, level: str, text: str) -> None:
    urgency = screen(text, TODAY).urgency
    if level == "calm":
        assert urgency not in {"emergency", "urgent"}
    else:
        assert urgency == level


def test_every_language_has_enough_sentences() -> None:
    for language, levels in SENTENCES.items():
        red = sum(len(levels[level].splitlines()) for level in ("emergency", "urgent"))
        assert red >= 6, language
        assert len(levels["calm"].splitlines()) >= 4, language


def test_most_sentences_are_known_for_their_language() -> None:
    for language, levels in SENTENCES.items():
        texts = [text for lines in levels.values() for text in lines.splitlines()]
        known = [
            t
            for t in texts
            if language_of_text(t) in {language, "ur" if language == "hi" else language}
        ]
        assert len(known) >= 0.9 * len(texts), language


@pytest.mark.parametrize(
    "text",
    [
        "I had botox in my forehead 3 days ago and my eyelid is twitching",
        "la la la la",
        "pain in me arm, no fever",
        "me eye is well sore an i cant see out of it",
        "is it ok to go on a plane",
        "do i need to be on my back at night or can i be on my side",
        "am in a lot of pain",
        "any pub near the clinic?",
        "migraine",
        "palpitations",
        "",
        "😀😀",
    ],
)
def test_english_is_not_taken_for_another_language(text: str) -> None:
    assert language_of_text(text) == "en"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tengo botox en la frente y despues me duele, hola y gracias", "y despues hola"),
        ("je suis venue avec ma mere hier", "avec suis hier"),
        ("ich sehe das auch nach der Behandlung, danke", "sehe auch nach danke"),
    ],
)
def test_english_spelling_leaves_foreign_words(text: str, words: str) -> None:
    assert set(words.split()) <= {token.norm for token in tokenize(text).items}


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("hace 10 dias, patas de gallo y entrecejo", {"crows_feet", "glabella"}),
        ("pattes d'oie et cou il y a 3 jours", {"crows_feet", "neck"}),
        ("Krähenfüße und Kiefer vor 4 Tagen", {"crows_feet", "masseter"}),
        ("botoks na czoło wczoraj", {"forehead"}),
    ],
)
def test_places_in_other_languages(text: str, areas: set[str]) -> None:
    assert {a.name for a in read(text, TODAY).areas if a.treated} == areas


def test_english_slips_are_still_put_right() -> None:
    assert "tongue" in tokenize("my tong is big and i need to stik it out").line


@pytest.mark.parametrize("language", [*sorted(SENTENCES), "ur", "other"])
def test_the_reply_has_the_numbers_in_that_language(language: str) -> None:
    texts = [glue(f"foreign_{language}", NUMBERS)]
    if language not in TRANSLATED:
        texts += [glue(f"{kind}_{language}", NUMBERS) for kind in ("emergency", "urgent", "crisis")]
    assert all("999" in text for text in texts)
    assert "020 7946 0000" in texts[0]
    if language != "other":
        assert language_of_text(texts[0]) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [("Ich bekomme keine Luft", "de"), ("не могу дышать", "ru"), ("我呼吸困难", "zh")],
)
def test_a_red_flag_is_answered_in_that_language_above_the_english_card(
    text: str, language: str
) -> None:
    assessment, facts = screen_case(text, TODAY)
    reply = urgent_reply(assessment, facts, SETTINGS, language=language)
    assert reply["text"].startswith(glue(f"emergency_{language}", numbers(SETTINGS)))
    assert "Call 999 now" in reply["text"]


def test_a_french_red_flag_has_its_own_card() -> None:
    assessment, facts = screen_case("je n'arrive pas à respirer", TODAY)
    reply = urgent_reply(assessment, facts, SETTINGS, language="fr")
    assert reply["text"].startswith("Appelez le 999 maintenant")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # Who cares for somebody writes in the third person and the past.
        ("a mi cuñada le cuesta mantener la cabeza recta", "urgent"),
        ("mi suegro no puede pasar la comida", "urgent"),
        ("mi suegra veía doble anoche", "urgent"),
        ("ma sœur ne peut plus soulever la tête", "urgent"),
        ("mon oncle parle comme un ivrogne", "urgent"),
        ("meiner Frau kommt das Essen nicht runter, es bleibt im Hals", "urgent"),
        ("mein Opa redet wie ein Betrunkener", "urgent"),
        ("a minha sogra não segura a cabeça", "urgent"),
        ("mia zia non riesce ad alzare le braccia", "urgent"),
        ("ciocia nie może utrzymać głowy", "urgent"),
        # Mixed sentences.
        ("mi tongue is hinchada", "emergency"),
        ("mes lips are ok but ma langue is swollen", "emergency"),
        ("dadi ko breathing mein dikkat hai", "emergency"),
        ("hirap huminga si nanay", "emergency"),
        # Two emergencies together: both have to be found.
        ("mi tío no puede hablar ni tragar", "emergency"),
        ("mon père n'arrive ni à parler ni à avaler", "emergency"),
        ("Oma kann weder schlucken noch sprechen", "emergency"),
        ("meu avô não consegue engolir nem falar", "emergency"),
        ("mio nonno non riesce a parlare né a deglutire", "emergency"),
    ],
)
def test_carers_and_mixed_sentences(text: str, level: str) -> None:
    assert screen(text, TODAY).urgency == level


@pytest.mark.parametrize(
    "text",
    [
        "me quiero morir de la vergüenza",
        "a mi cuñada no le cuesta respirar",
        "¿puedo dormir de lado hoy?",
        "me da miedo que se me caiga el párpado",
        "je n'arrive plus à froncer les sourcils",
        "ich habe Angst, dass mein Lid hängt",
        "jaka będzie cena",
        "boję się, że opadnie mi powieka",
        "non riesco ad alzare le sopracciglia",
        "não consigo franzir a testa",
    ],
)
def test_what_stands_beside_a_foreign_red_flag(text: str) -> None:
    assert screen(text, TODAY).urgency not in {"emergency", "urgent"}
