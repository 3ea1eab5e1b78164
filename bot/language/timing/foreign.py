"""Spanish, French, German, Italian, Portuguese, Polish and romanised Hindi time words, put into the English grammar.

A language counts as found by words that English doesn't have; only then are words translated that
English typing also holds ("hier", "da", "vor").
"""

from __future__ import annotations

_MARKERS = {
    "es": "dos tres cuatro cinco siete ocho nueve diez hace ayer anoche anteayer desde me puse cuello hoy dias semanas el parpado ojo frente botox? tengo muy "
    "puedo sesion tratamiento inyecciones inyectaron pusieron labio barbilla los las con por"
    " empezo dolor cabeza semana pasada pasado mandibula barbilla entrecejo en la se me",
    "fr": "depuis hier il y jours semaines j'ai ai aujourd'hui matin injections? paupiere front mal je suis les mes "
    "avec des une avant-hier heures derniere dernier lundi mardi mercredi jeudi vendredi samedi"
    " dimanche ma mon fils voudrais rendez toux chat malade annuler est",
    "de": "seit gestern vorgestern vor tagen tage wochen woche stunden heute ich habe mein meine nicht kann botox? der "
    "das und hals stirn augenlid letzte letzten montag dienstag mittwoch donnerstag freitag"
    " samstag sonntag am",
    "it": "ieri fa giorni settimane settimana oggi stamattina ho mi alla fronte palpebra collo da dalla non il trema "
    "scorsa scorso occhio lunedi martedi mercoledi giovedi venerdi sabato domenica fatto",
    "pt": "ontem anteontem hoje faz ha dias atras semanas testa palpebra pescoco desde minha meu fiz nao estou com olho "
    "segunda terca quarta quinta sexta sabado domingo manha tarde noite passada",
    "pl": "wczoraj przedwczoraj dzis dzisiaj dni dzien temu tydzien tygodnie tygodni od mam mnie mi mialam mialem powieka "
    "botoks botoksu godzin godziny miesiac zabieg zabiegu czolo",
    "hi": "kal parso parson aaj pehle pahle pehley hafta hafte haftey hafton din dino mahine mahina ghante subah"
    " shaam raat dopahar mein hai hain hoon gaya gaye gayi liya karwaya karvaya karaya lagaya lagwaya"
    " lagwayi karwayi kiya tha thi mera meri mujhe kya kyun nahi nahin raha rahi thoda thodi bahut aankh"
    " aankhon ke ki ka ko pichle ek teen chaar paanch chhe saat aath nau baad abhi bhi rahe theek dard",
}
_SURE = frozenset(
    "hace ayer anoche anteayer depuis aujourd'hui avant-hier seit gestern vorgestern ieri"
    " stamattina "
    "pasada passada derniere letzte letzten letzter scorsa scorso ontem anteontem hoje wczoraj przedwczoraj temu dzisiaj"
    " parso parson hafte karwaya karvaya lagwaya lagwayi".split()
)
_AMBIGUOUS = frozenset(
    "me el con am il ai ma y da fa ho mi ha das der des los las les front mal non avec une".split()
)

_NUMBERS = {
    "es": "un:a una:a dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 once:11 doce:12 catorce:14 "
    "quince:15 unos:few unas:few par:couple",
    "fr": "un:a une:a deux:2 trois:3 quatre:4 cinq:5 six:6 sept:7 huit:8 neuf:9 dix:10 onze:11 douze:12 quinze:15 "
    "quelques:few",
    "de": "ein:a eine:a einem:a einer:a zwei:2 drei:3 vier:4 funf:5 fuenf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10 "
    "elf:11 zwolf:12 zwoelf:12 vierzehn:14 paar:few",
    "it": "un:a una:a due:2 tre:3 quattro:4 cinque:5 sei:6 sette:7 otto:8 nove:9 dieci:10 dodici:12 paio:couple",
    "pt": "um:a uma:a dois:2 duas:2 tres:3 quatro:4 cinco:5 seis:6 sete:7 oito:8 nove:9 dez:10 doze:12 quinze:15",
    "pl": "jeden:1 dwa:2 dwie:2 trzy:3 cztery:4 piec:5 szesc:6 siedem:7 osiem:8 dziewiec:9 dziesiec:10 dwanascie:12 "
    "kilka:few pare:few",
    "hi": "ek:a do:2 teen:3 tin:3 char:4 chaar:4 panch:5 paanch:5 paach:5 chhe:6 chhah:6 saat:7 aath:8 nau:9 das:10"
    " dus:10 gyarah:11 barah:12 terah:13 chaudah:14 pandrah:15 bees:20 kuch:few",
}
_WORDS = {
    "es": "y:and media:half medio:half pincharon:injected pinche:injected pinchado:injected pinchazo:injection pinchazos:injection hicieron:done trataron:treated puesto:done pusieron:done hecho:done inyecte:injected inyectado:injected aplicaron:injected aplicacion:injection frente:forehead cuello:neck entrecejo:frown barbilla:chin menton:chin labio:lip gallo:crows mandibula:jaw marioneta:marionette sem:week min:minute tiembla:twitching salta:twitching hinchando:swelling hincha:swelling hinchado:swelling dia:day dias:day semana:week semanas:week mes:month meses:month hora:hour horas:hour minuto:minute "
    "minutos:minute ayer:yesterday anoche:last_night anteayer:day_before_yesterday"
    " antier:day_before_yesterday "
    "hoy:today desde:since hace:hace noche:night tarde:afternoon pasado:gone pasada:gone"
    " lunes:monday "
    "martes:tuesday miercoles:wednesday jueves:thursday viernes:friday sabado:saturday"
    " domingo:sunday "
    "inyecciones:injection inyectaron:injected tratamiento:treatment sesion:session pusieron:done"
    " puse:done "
    "hice:done empezo:started durante:for despues:after siguiente:next",
    "fr": "et:and demie:half demi:half pique:injected piquee:injected injecte:injected injectee:injected piqure:injection piqures:injection d'oie:crows menton:chin cou:neck machoire:jaw front:forehead levre:lip sem:week sursaute:twitching sautille:twitching saute:twitching tremble:twitching enfle:swelling gonfle:swelling veille:day_before jour:day jours:day semaine:week semaines:week mois:month heure:hour heures:hour minutes:minute "
    "hier:yesterday avant-hier:day_before_yesterday aujourd'hui:today matin:morning soir:evening "
    "apres-midi:afternoon depuis:since derniere:gone dernier:gone lundi:monday mardi:tuesday"
    " mercredi:wednesday "
    "jeudi:thursday vendredi:friday samedi:saturday dimanche:sunday injections:injection fait:done "
    "demain:tomorrow commence:started pendant:for apres:after seance:session traitement:treatment",
    "de": "spritzt:injected gespritzt:injected gemacht:done bekommen:done stirn:forehead hals:neck kinn:chin kiefer:jaw lippe:lip krahenfusse:crows zornesfalte:frown zornesfalten:frown std:hour min:minute wo:week zuckt:twitching hangt:drooping geschwollen:swelling schwer:heavy spritze:injection tag:day tage:day tagen:day woche:week wochen:week monat:month monate:month monaten:month stunde:hour "
    "stunden:hour minuten:minute gestern:yesterday vorgestern:day_before_yesterday heute:today"
    " abend:evening "
    "fruh:morning nachmittag:afternoon seit:since vor:hace letzte:last letzten:last letzter:last"
    " montag:monday "
    "dienstag:tuesday mittwoch:wednesday donnerstag:thursday freitag:friday samstag:saturday"
    " sonntag:sunday "
    "spritzen:injection gespritzt:injected behandlung:treatment behandelt:treated nach:after"
    " angefangen:started "
    "begonnen:started",
    "it": "e:and mezza:half mezzo:half iniettato:injected punture:injection puntura:injection fronte:forehead collo:neck mento:chin mascella:jaw labbro:lip sett:week trema:twitching gonfio:swelling seduta:session giorno:day giorni:day settimana:week settimane:week mese:month mesi:month ora:hour ore:hour minuti:minute "
    "ieri:yesterday altroieri:day_before_yesterday oggi:today stamattina:this_morning"
    " stasera:tonight sera:evening "
    "mattina:morning fa:ago da:since dalla:since scorsa:gone scorso:gone lunedi:monday"
    " martedi:tuesday "
    "mercoledi:wednesday giovedi:thursday venerdi:friday sabato:saturday domenica:sunday"
    " fatto:done "
    "iniezioni:injection trattamento:treatment domani:tomorrow iniziato:started dopo:after",
    "pt": "e:and meia:half meio:half apliquei:injected aplicaram:injected injetaram:injected fizeram:done coloquei:done testa:forehead pescoco:neck queixo:chin mandibula:jaw labio:lip galinha:crows sem:week tremendo:twitching treme:twitching inchando:swelling inchado:swelling seg:monday ter:tuesday qua:wednesday qui:thursday sex:friday sab:saturday dom:sunday dia:day dias:day semana:week semanas:week mes:month meses:month hora:hour horas:hour minutos:minute "
    "ontem:yesterday anteontem:day_before_yesterday hoje:today manha:morning tarde:afternoon"
    " noite:night "
    "desde:since ha:hace faz:hace atras:ago passada:gone passado:gone segunda:monday"
    " segunda-feira:monday "
    "terca:tuesday terca-feira:tuesday quarta:wednesday quarta-feira:wednesday quinta:thursday "
    "quinta-feira:thursday sexta:friday sexta-feira:friday sabado:saturday domingo:sunday fiz:done "
    "aplicacao:injection injecoes:injection tratamento:treatment amanha:tomorrow comecou:started"
    " depois:after",
    "pl": "robilam:done zrobilam:done zrobiony:done wstrzykniety:injected szyja:neck szyi:neck broda:chin brody:chin zuchwa:jaw zuchwy:jaw usta:lip czolo:forehead czola:forehead czole:forehead tyg:week poniedzialek:monday wtorek:tuesday sroda:wednesday srode:wednesday czwartek:thursday piatek:friday sobota:saturday sobote:saturday niedziela:sunday niedziele:sunday dzien:day dni:day tydzien:week tygodnie:week tygodni:week miesiac:month miesiace:month miesiecy:month "
    "godzine:hour godziny:hour godzin:hour minut:minute wczoraj:yesterday przedwczoraj:day_before_yesterday "
    "dzis:today dzisiaj:today rano:morning wieczorem:evening temu:ago od:since po:after zabieg:treatment zabiegu:treatment "
    "zabiegi:treatment zastrzyki:injection zastrzyku:injection zastrzykach:injection botoks:botox botoksu:botox botoksie:botox",
    "hi": "aur:and din:day dino:day dinon:day hafta:week hafte:week haftey:week hafton:week mahina:month mahine:month"
    " ghanta:hour ghante:hour ghanton:hour parso:day_before_yesterday parson:day_before_yesterday aaj:today"
    " subah:morning shaam:evening sham:evening raat:night dopahar:afternoon pehle:ago pahle:ago pehley:ago"
    " baad:after se:since pichle:last pichhle:last pichli:last agle:next agli:next"
    " somvar:monday somwar:monday mangalvar:tuesday mangalwar:tuesday budhvar:wednesday budhwar:wednesday"
    " guruvar:thursday guruwar:thursday veervar:thursday shukravar:friday shukrawar:friday shukrvar:friday"
    " shanivar:saturday shaniwar:saturday ravivar:sunday raviwar:sunday itvaar:sunday itwaar:sunday"
    " lagaya:done lagwaya:done lagwayi:done lagayi:done karwaya:done karvaya:done karwayi:done karaya:done"
    " kiya:done liya:done lagaye:done karwaye:done dard:pain sujan:swelling soojan:swelling bhari:heavy"
    " bhaari:heavy phadak:twitching fadak:twitching phadakti:twitching gardan:neck matha:forehead mathe:forehead",
}
_SHARED = "botox:botox"
_TABLES = {
    language: dict(pair.split(":") for pair in f"{_NUMBERS[language]} {words} {_SHARED}".split())
    for language, words in _WORDS.items()
}
_MARKER_SETS = {language: frozenset(words.split()) for language, words in _MARKERS.items()}


def language_of(words: list[str]) -> str | None:
    """The language of a message among es, fr, de, it, pt, pl, or None for English and anything else."""
    seen = set(words)
    if any(words[place : place + 3] == ["il", "y", "a"] for place in range(len(words) - 2)):
        return "fr"
    best: str | None = None
    most = 0.0
    for language, markers in _MARKER_SETS.items():
        hits = seen & markers
        score = len(hits) + len(hits & _SURE) - 0.5 * len(hits & _AMBIGUOUS)
        needed = 2.0 if len(words) > 3 or hits & _SURE else 1.0
        if score > max(most, needed - 0.01):
            best, most = language, score
    return best


_DONE = frozenset(
    """
    lagaya lagwaya lagwayi lagayi karwaya karvaya karwayi karaya kiya liya tha thi hua hui hue gaya gayi gaye
    raha rahi rahe se lagaye karwaye diya di done had
    """.split()
)
_AHEAD = frozenset(
    """
    karna karwana lagwana aana jana chahiye milega milegi hoga hogi aungi aunga karungi karunga jaungi
    jaunga appointment booking slot flight shaadi party
    """.split()
)


def day_of_kal(words: list[str]) -> str:
    """Hindi "kal" is yesterday or tomorrow: tomorrow where something is still to come and nothing is done."""
    return "tomorrow" if _AHEAD & set(words) and not _DONE & set(words) else "yesterday"


def translate(word: str, before: str, language: str) -> str:
    """One word of `language` in the normal form of the English grammar (itself when unknown)."""
    if word in {"manana", "morgen"}:
        return "morning" if before in {"esta", "la", "heute", "today"} else "tomorrow"
    if word in {"esta", "cette", "cet", "ce", "questa", "diesen"}:
        return "this"
    if word == "fait" and before == "ca":
        return "hace"
    if word == "a" and before == "y" and language == "fr":
        return "hace"
    return _TABLES[language].get(word, word)
