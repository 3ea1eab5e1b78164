"""Spanish, French, German, Italian, Portuguese and Polish times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Days = tuple[int, int]


@pytest.mark.parametrize(
    ("text", "treated", "began"),
    [
        ("me pusieron botox hace una semana y tengo el ojo caido desde el lunes", (7, 7), (2, 2)),
        ("botox en la frente hace dos semanas, no puedo cerrar el ojo desde hoy", (14, 14), (0, 0)),
        ("botox avant-hier, depuis ce matin ma paupiere tombe", (2, 2), (0, 0)),
        (
            "j'ai fait du botox il y a 10 jours au front, paupière lourde depuis hier soir",
            (10, 10),
            (1, 1),
        ),
        ("Botox in der Stirn vor zwei Wochen, seit heute hängt das Lid", (14, 14), (0, 0)),
        ("vor 3 tagen botox, kopfschmerzen", (3, 3), None),
        ("ho fatto il botox 4 giorni fa, da ieri vedo doppio", (4, 4), (1, 1)),
        ("fiz botox na testa ontem e hoje estou com dor de cabeça", (1, 1), (0, 0)),
        ("fiz botox há 5 dias", (5, 5), None),
        ("seit 2 Tagen ist mein Augenlid schwer, Botox war vor einer Woche", (7, 7), (2, 2)),
        ("tengo el parpado caido desde hace 2 dias, botox hace 8 dias", (8, 8), (2, 2)),
        ("botox una settimana fa, palpebra pesante da 3 giorni", (7, 7), (3, 3)),
        ("botox semana passada, não consigo engolir desde ontem", (3, 9), (1, 1)),
        ("j'ai eu mes injections il y a 9 jours", (9, 9), None),
        ("me pusieron botox hace dos horas", (0, 0), None),
        ("miałam botoks 2 dni temu, od wczoraj drga mi powieka", (2, 2), (1, 1)),
        ("botoks tydzień temu na czoło", (7, 7), None),
        ("botoks wczoraj", (1, 1), None),
    ],
)
def test_reads_times_in_other_languages(
    text: str,
    treated: tuple[int, int] | None,
    began: tuple[int, int] | None,
    treatment: Callable[..., Days | None],
    onset: Callable[..., Days | None],
) -> None:
    assert treatment(text) == treated
    assert onset(text) == began


def test_english_slips_are_not_taken_for_french(treatment: Callable[..., Days | None]) -> None:
    assert treatment("one brow way hier than the other") is None
