"""Which language a message is in, for the few we answer in a sentence; function words decide."""

from __future__ import annotations

from bot.language.tokens import Tokens

_WORDS = {
    "es": "el la los las que de en mi se con por para desde hace esta tengo puedo muy es una un hola gracias cuando "
    "como pero anoche ayer respirar tragar dias dia cara cuello".split(),
    "fr": "le la les des je ne pas du de mon ma mes avec pour depuis est suis une un bonjour il ai j'ai mal au aux y a vous "
    "combien temps avant hier jours voir l'effet et que".split(),
    "de": "ich der die das und nicht ist ein eine mein meine seit gestern vor tagen am kann habe schlecht mit auf beim wie "
    "lange hallo danke nach".split(),
    "it": "il lo gli che di non mi sono con per da ho una un ieri giorni fa collo ciao grazie molto come quando".split(),
    "pt": "o os as que de nao meu minha estou com por para desde uma um ontem dias ola obrigada muito como quando".split(),
}
_ENGLISH = set(
    "the my is i and of to in on it a for was with have had has not am are been this that since after you how do".split()
)


def language_of(tokens: Tokens) -> str:
    """`en`, or `es`, `fr`, `de`, `it`, `pt` when most function words are of that language."""
    words = [token.norm for token in tokens.items if token.norm.isalpha()]
    if not words:
        return "en"
    english = sum(word in _ENGLISH for word in words)
    scores = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    code = max(scores, key=lambda c: scores[c])
    return (
        code
        if scores[code] >= max(2, english + 1)
        and scores[code] / len(words) >= 0.25
        or (
            len(words) == 1
            and words[0] in {"hola", "bonjour", "hallo", "ciao", "ola"}
            and scores[code]
        )
        else "en"
    )
