"""Which language a message is in: by its script, or by the function words of those in Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.language.foreign import known_words, spoken, words_of

if TYPE_CHECKING:
    from bot.language.tokens import Tokens

_WORDS = {
    "es": "el la los las que de en mi se con por para desde hace esta estoy tengo puedo muy es una un hola gracias cuando como pero "
    "anoche ayer respirar tragar dias dia cara cuello me le lo al y si no del su yo tu ha he hay mas ahora hoy despues botox? ojo "
    "parpado bien vision quiero cae veo duele cabeza siento puso pusieron cuesta buenos buenas porque donde cuanto puedes ayuda",
    "fr": "le la les des je ne pas du de mon ma mes avec pour depuis est suis une un bonjour il ai j mal au aux y a vous combien temps "
    "avant hier jours voir l et que qui dans sur c n d ce cette apres plus tres me se elle nous quand comment merci vois oeil "
    "paupiere tete peux bien respire vois fait faire mais ou puis salut s'il arrive",
    "de": "ich der die das und nicht ist ein eine mein meine meinem meinen seit gestern vor tagen kann habe schlecht mit auf beim wie "
    "lange hallo danke nach mir mich zu von im dem den bin sehe wenn noch auch sehr aber bitte heute kein keine sie es er wir "
    "bekomme meines botox? warum welche augenlid zunge stirn auge lid hat wurde einen",
    "it": "riesce nonno nonna il lo gli che di non mi sono con per da ho una un ieri giorni fa collo ciao grazie molto come quando la le del della alla e "
    "si ma anche dopo oggi mio mia ha sto posso vedo occhio palpebra testa fatto buongiorno perche riesco fatica puo causare questa subito una_persona bene solo in voglio vedo tutto petto gola faccio forte mi_si respirare",
    "pt": "o os as que de nao meu minha estou com por para desde uma um ontem dias ola obrigada obrigado muito como quando eu e da do "
    "na no em mas depois hoje fiz tenho consigo posso vejo olho palpebra dor bom voce ha faz agora esta meus ela ele quero estou nos pode causar vendo este so pessoa tambem ligar bem tiver vai ser ja",
    "pl": "nie mam sie jest na do od po w z ze i jak co czy moge mnie moja moje moj dzien dobry dziekuje wczoraj dzis bardzo boli ale "
    "tak prosze mi przez tygodnie dni temu oczy oko powieka glowa widze juz mialam zabieg botoksu czole czolo dlugo to jestem jezyk rano goraczke moze powodowac widzenie lub cos",
    "nl": "ik de het een mijn niet en is van dat met voor op ook maar heb ben kan zie hoe lang wat wel geen nog naar bij hallo dank "
    "sinds gisteren dagen geleden vandaag oog ooglid hoofd wordt deze mag gaat goed krijg te na sporten behandeling er u hij stem tong mijne",
    "ro": "nu am si la de cu sunt este mi ma imi un o pe ca sa ce mai foarte buna multumesc ieri azi acum zile dupa pentru cand cum dar "
    "ochi ochiul pleoapa cap capul doare vad pot respir facut botoxul fruntea poate din mea fac mi_s s greu limba vocea febra dimineata",
    "tr": "bir ve bu ne icin cok var yok ben benim ama gibi daha nasil kadar sonra once gun dun merhaba tesekkurler mi mu botoks goz "
    "gozum kapagim alnim alnimda basim biraz simdi oldu olur nefes yaptirdim yaptirabilir yapabilir miyim ediyorum goruyorum "
    "alamiyorum artik istemiyorum cift hafta normal hemen simdi yalnizca gormuyorum cok iyi kisi nefes olan veya da",
    "ru": "ne mogu ya menya u mne chto kak posle botoksa den dnya segodnya vchera bolit glaz veko golova ochen zdravstvuyte privet "
    "dyshat trudno i na v net pomogite mozhno spasibo delat",
    "ar": "ana mesh mish msh 3andi 3ndi fi el ba3d b3d shu eh ya3ni 3ala min bas kteer awi 2ader ader adra momken salam marhaba shukran "
    "sadri atnaffas atnafas 3aini 3eni ra7 embare7 lazem badi bidi aywa wallah mafi",
    "hi": "hai nahi nahin mujhe meri mera mere ko ka ki ke mein se aur kya kaise raha rahi ho gaya gayi kal aaj bahut thoda abhi din "
    "pehle baad liya karwaya namaste dhanyavaad shukriya aankh palak sar dard saans main hoon hun kar sakta sakti bhi yeh koi",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_ENGLISH = frozenset(
    "the my is i and of to in on it a for was with have had has not am are been this that since after you how do can no me so at be "
    "but if an as or what when get got feel feels just now any will from im ive its does did there he she we they up out all bit day "
    "days week weeks ago today yesterday still very normal go back one two side face eye eyes botox help normal headache nausea vision double fever rash pain absent none "
    "present dizziness ptosis blurred swelling stiff neck she his her our your i'm".split()
)
"""Words of English that some of those languages share count for English as well."""
_GREETINGS = {
    "hola": "es", "buenas": "es", "gracias": "es", "bonjour": "fr", "salut": "fr", "merci": "fr",
    "bonsoir": "fr", "hallo": "de", "danke": "de", "ciao": "it", "grazie": "it", "buongiorno": "it",
    "ola": "pt", "obrigada": "pt", "obrigado": "pt", "czesc": "pl", "dziekuje": "pl", "hoi": "nl",
    "bedankt": "nl", "buna": "ro", "multumesc": "ro", "merhaba": "tr", "selam": "tr",
    "privet": "ru", "zdravstvuyte": "ru", "marhaba": "ar", "shukran": "ar", "namaste": "hi",
}  # fmt: skip
_SCRIPTS = (
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("other", re.compile("[\u0370-\u03ff\u0530-\u05ff\u0980-\u0fff\u1000-\u109f\u10a0-\u13ff\u1780-\u17ff\u3040-\u30ff\uac00-\ud7af]")),
)  # fmt: skip
_UKRAINIAN = re.compile(
    r"[іїєґ]|\b(?:можу|мене|болить|важко|жити|бачу|дуже|мої|мій|чи|захрип|дихати|ковтати|висока)\b",
    re.IGNORECASE,
)
_URDU = re.compile("[ٹڈڑںےہھگچپکی]")
_KANA = re.compile("[\u3040-\u30ff]")
_LEAST_SCRIPT = 2
_LEAST_SHARE = 0.3
_MANY = 5
"""So many different words of a language need no share of the message."""


def language_of(tokens: Tokens) -> str:
    """The language of a message; see `language_of_text`."""
    return language_of_text(tokens.text)


@lru_cache(maxsize=256)
def language_of_text(text: str) -> str:
    """`en`, or the code of another language: one we have a reply in, or `other` for a script we can't read.

    Arabic letters are `ar`, or `ur` where they hold Urdu's own; Hindi typed in Latin letters is `hi`,
    and Urdu typed so can't be told from it. Never raises on any text.
    """
    if not text.isascii():
        script = _script(text)
        if script:
            return script
    every = [word for word, _, _ in words_of(text) if word[0].isalnum() and not word.isdigit()]
    words = list(dict.fromkeys(every))
    if not words:
        return "en"
    if len(words) <= 2 and words[0] in _GREETINGS:
        return _GREETINGS[words[0]]
    own = {code: sum(word in known for word in words) for code, known in _SETS.items()}
    english = sum(word in _ENGLISH for word in words)
    alone = {
        code: sum(word in known and word not in _ENGLISH for word in words)
        for code, known in _SETS.items()
    }
    code = max(own, key=lambda c: (alone[c], own[c]))
    # One word of a language and a symptom said in it are as good as two words.
    said = [
        c
        for c in sorted(spoken(text) & own.keys())
        if own[c] - alone[c] == english and (own[c] or not text.isascii())
    ]
    if said and (code not in said or alone[code] < 2):
        return max(said, key=lambda c: own[c])
    enough = alone[code] >= 2 and alone[code] >= english + 1 - (own[code] - alone[code])
    many = alone[code] >= _MANY and english <= own[code] - alone[code] + 1
    return code if many or enough and own[code] / len(words) >= _LEAST_SHARE else "en"


def _script(text: str) -> str | None:
    """The language of the script that most letters are in, or None for Latin letters."""
    letters = sum(character.isalpha() for character in text)
    for name, pattern in _SCRIPTS:
        found = len(pattern.findall(text))
        if found < _LEAST_SCRIPT or found * 3 < letters:
            continue
        if name == "cyrillic":
            return "uk" if _UKRAINIAN.search(text) else "ru"
        if name == "arabic":
            return "ur" if _URDU.search(text) else "ar"
        if name == "zh" and _KANA.search(text):
            return "other"
        return name
    return None


def own_words(text: str) -> frozenset[str]:
    """Words that English spelling must leave as they are in this message: none if it is English."""
    code = language_of_text(text)
    return known_words() | _SETS[code] - _ENGLISH if code in _SETS else frozenset()
