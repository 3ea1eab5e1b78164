"""Normal forms of the words that tell a time or what it dates: abbreviations, slips, slang.

Only words this package looks at are touched; every other word stays as it was typed. The spelling of
the whole language layer is not used here, because it reads "2" as "to" and "1" as "one".
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.spelling import english

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

_NUMBERS = {
    0: "zero",
    1: "one won",
    2: "two tow",
    3: "three thre",
    4: "four fore",
    5: "five fiv",
    6: "six",
    7: "seven sevn",
    8: "eight eigth eigt",
    9: "nine nin nein",
    10: "ten",
    11: "eleven elevn",
    12: "twelve twelv",
    13: "thirteen thirten",
    14: "fourteen forteen fourten",
    15: "fifteen fiften",
    16: "sixteen sixten",
    17: "seventeen",
    18: "eighteen eightteen",
    19: "nineteen ninteen",
    20: "twenty twenny",
    30: "thirty",
    40: "forty fourty",
    50: "fifty",
    60: "sixty",
    90: "ninety",
    100: "hundred",
}
NUMBERS = {word: number for number, words in _NUMBERS.items() for word in words.split()}
"""Number words that are safe anywhere; "won" and "fore" count only before a unit (see `line`)."""
UNSAFE_NUMBERS = frozenset({"won", "fore", "tow", "nin", "nein"})
SOUNDS_LIKE = {"to": 2, "too": 2, "for": 4, "tree": 3, "free": 3, "ate": 8, "sex": 6}
"""Words that are numbers only in "to weeks ago", "for days ago"."""
SOUNDS_ONLY_LIKE = frozenset({"too", "tree", "ate"})
"""Of these, no other meaning fits before a unit: "ate days since"."""

_ALIASES = """
second: sec secs seconds secounds
minute: min mins minits minutes minuets minutues minuts minits mintes mns mnts
hour: h hr hrs hours houre hourse huor huors hous owers howers hors hrz howr hrs' hour's
day: days dys dy dyas daya dayz daz dayes day's das dasy dais d'ys days'
night: nights nite nites nyt nigth nigt
sleep: sleeps
week: weeks wk wks weaks wekes weke wek weks weeek weeeks weelks wks' week's wweeks wkz weex wek's weke's wk's weeks'
fortnight: forntite fortnite fortnigt fortnights fotnight fornight fortnite's fortnit fortnyt fortnyte fornite forghtnight fortnyght fortnight's 4tnight 4tnite fortknight
weekend: wkend wknd weekends wkends weekened wekend wkd wknds weeknd wk-end weekend's
month: months mnth mnths mth mths munth munths monts monthes month's mo moths' mnt mounth mounths
year: years yr yrs yers
today: 2day tday tdy todays today's tody 2dy tooday 2dai todey tdae tday's toady toda toay
tonight: 2nite 2night 2nyt tonite tonigt tonit 2nit 2nyte tonyt tnight tonite's
tomorrow: 2moro 2morrow 2mz 2moz tmrw tmr tmw tmrow tomoz tomoro tommorow tommorrow tomorow tomorro 2morow tomz morrow tomora tomorra tomorrer 2mora 2mro 2mrw tmro tmoz
yesterday: kahapon ayer yday y'day yest yesterdya yestaday yestrday yestdy yestday ystrday ysterday yesturday yesterdays yesterday's yesterdy ystd yessterday yestarday yesteday esterday yestoday yday's yestdai yesturdy yestedy yestdays yesty yestie ydy ysday ystday yeserday yesterady yestrdy yestordy yesterdee yestreen
morning: morn mornin mornin' am mrng morining mornig mornng morng mrning mrnin moring morrning mawning mawnin mornign morn' morning's mng
afternoon: avvy avvie arvie arvo avo aft afternoon's aftrnoon afternon arvo's aftern afternn aftanoon arftanoon aftrnn afty
evening: eve evenin evning evening's evng evng's evnin evenin'
lunchtime: lunch lunchtimes lunchtme dinnertime teatime lunchtym
midday: noon
monday: mon mundy munday mondy mnday monday's mondey modnay mondee mondays'
tuesday: tue tues tusday tuesdy teusday tuseday tuesay tuesday's chewsday toosday teusdy tuesdee choosday tuesda teuday
wednesday: wed weds wens wednes wensda wendsdy wensday wednsday wedsday wendsday wenesday wednesday's wednesdy wednessday wenzday weds' wednes wednesdee wensdy wednsdy wendesday wedneday weddnesday wednesay wednsay wensdee wenzdee
thursday: thu thur thurs thrsday thursdy thurday thersday thirsday thursday's thurzday thusday thursdee thurs' thrs thursda thuday thuraday
friday: fri frday fryday fridy friday's firday frieday fridee fridat freeday
saturday: satday saterday satuday saturdy saturday's satarday satdy saterdy saturdee satrday saturda setterday setturday satdee sahterday satuhday sat'day
sunday: sundy sunda sunday's suday
january: jan janury
february: feb febuary febrary
march: mar
april: apr
june: jun
july: jul
august: aug
september: sep sept septmber
october: oct
november: nov
december: dec
since: sins sinse sence scince sinc snce cince sinec sinxe ssince sinc' sinds senc
ago: agoo agi aog agp bk ago' agow agao aqo
about: abt bout abowt abuot aboout
around: arnd
approximately: approx aprox approximatly
roughly: ruffly
nearly: nerly neerly nearley
almost: allmost amost
last: lst lasst larst lsat laast lastt
next: nxt nxst netx neext nextt
gone: gon
after: afterwards afterward afterwords afterwood aftr aftter afta afer arfter
before: afore b4 befor bfore
few: fue fw feww
couple: cpl coupl cuple cupple coupla cople cple cpple coule couplea
and: n nd & an'
half: hlf harf arf haf
started: startd strted startid startedd
noticed: notised
done: dun dne don doen
had: hadd
got: gott
just: jus jst jsut
was: woz wos wuz wis wz
been: bin ben bean bn
christmas: xmas chrimbo crimbo christmass
valentines: valentine valentine's valintines valentins
halloween: haloween hallowen
easter: eastr
bank: bnk
day_before_yesterday: antier anteayer parso parson przedwczoraj vorgestern
last_night: lastnite lastnight lstnite lastnyt lastnt larstnite lasnite
this_morning: thismorning thismornin thismorn
sorry: sory srry soz sorri
actually: actualy acutally
maybe: mayb mabe
appointment: appt apt apptmnt appointmnt appoinment apointment apps appointments
botox: botoxs botx bottox botux tox botos batox botex bowtox btox boxtox boytox btx botix botx'd botoxx bottocks botax botaks botoks botocks botx's tox'd botxed
injection: injections inj injectons injecshuns jabs jab jags jag injcts injektions injektion injexions injectns injecktions injecktion
injected: injectd jabbed
session: sesh sessions
treatment: treatments treatmnt tx
this: dis thsi thiss ths
woke: woek wok woked wokeup
getting: getin geting gettin gettn
having: havin hving
booked: bookd bookt
need: nede neeed
change: chang
move: mov moove
walked: walkd wlked walkt
clinic: clinc clinik klinik clincs clinics
forehead: forhed forhead forehed forrid 4head foreheads
masseter: massetr masetter masseters massetrs maseter
neck: nek nec
feet: feat
swallow: swolow swalow swllow
breathe: breth brethe breath breathing brething
"""
ALIASES = {
    alias: word
    for row in _ALIASES.strip().splitlines()
    for word, _, aliases in [row.partition(":")]
    for alias in aliases.split()
}

UNITS = frozenset(
    {"second", "minute", "hour", "day", "night", "sleep", "week", "fortnight", "month", "year"}
)
_UNIT_WORDS = ("day", "days", "week", "weeks", "hour", "hours", "month", "months", "minutes")
GLUED_UNITS = {
    "h": "hour",
    "d": "day",
    "w": "week",
    "wk": "week",
    "ds": "day",
    "ws": "week",
    "hs": "hour",
    "mo": "month",
    "mos": "month",
    "m": "month",
    "y": "year",
    "yo": "years-old",
}
"""Units that are read only right after a number: 72h, 4d."""

_TARGETS = tuple(
    sorted(
        {
            *WEEKDAYS,
            *(m for m in MONTHS if len(m) > 4),
            "today",
            "yesterday",
            "tomorrow",
            "fortnight",
            "weekend",
            "minute",
            "morning",
            "afternoon",
            "evening",
            "month",
            "since",
            "tonight",
            "injection",
            "injected",
            "appointment",
            "forehead",
            "started",
            "noticed",
            "treated",
            "treatment",
            "christmas",
            "valentines",
            "weeks",
            "hours",
            "minutes",
            "months",
            "masseter",
            "change",
            "getting",
            "having",
            "booked",
            "booking",
            "cancel",
            "before",
            "after",
            "about",
            "around",
            "nearly",
            "almost",
            "actually",
            "maybe",
            "couple",
            "several",
            "session",
            "swelling",
            "twitching",
            "drooping",
        }
    )
)


_DAY_BY_EAR = r"d+(?:a|y|ay|aye|ey|ye|ee|i|ie|ei|ai|ae|eh|ya|yy|ayy)s?$"
_WEEKDAYS_BY_EAR = tuple(
    (day, re.compile(opening + _DAY_BY_EAR))
    for day, opening in (
        ("monday", "m[ou]nn?"),
        ("tuesday", "(?:t|ch|tch|ty)(?:u|ue|eu|oo|ew|ou|yu|iu)+[sz]+e?"),
        ("wednesday", "w[aei]+(?:d|n|dn|nd|nn|dne|ned|ddn|dde?n|nde?n?)e?[sz]+e?"),
        ("thursday", "(?:th?|f)(?:u|ur|urr|er|ir|or|ure|r)[sz]+e?"),
        ("friday", "fr(?:i|y|ie|ye|ei|eye|igh|ai)"),
        ("saturday", "s[aeo](?:t|tt|d|tch|th)(?:u|e|a|r|o|h)*"),
        ("sunday", "s[uo]nn?"),
    )
)

_NAMES = frozenset("sundae sundaes freda frida frieda freida munda soddy".split())


def _weekday_by_ear(word: str) -> str | None:
    """The weekday that a word sounds like: "frydee", "saterdy", "wensdie"."""
    if word in _NAMES:
        return None
    return next((day for day, sound in _WEEKDAYS_BY_EAR if sound.match(word)), None)


@lru_cache(maxsize=20_000)
def normal(word: str) -> str:
    """The normal form of one lower-case word (never raises; a word it doesn't know is itself)."""
    found = ALIASES.get(word)
    if found is not None:
        return found
    if (
        word.startswith("botox")
        or len(word) < 4
        or len(word) > 14
        or not word.isalpha()
        or word in _TARGETS
    ):
        return word
    if english().get(word, 0) > 100_000:
        return word
    heard = _weekday_by_ear(word)
    if heard is not None:
        return heard
    limit = 1 if len(word) <= 6 else 2
    best = process.extractOne(word, _TARGETS, scorer=OSA.distance, score_cutoff=limit)
    if best is None or best[0][0] != word[0]:
        return word
    return ALIASES.get(best[0], best[0])


@lru_cache(maxsize=5_000)
def unit_after_number(word: str) -> str:
    """The unit that an unknown word after a number stands for ("2 wees"), or the word itself."""
    if len(word) < 3 or not word.isalpha() or word in UNITS or english().get(word, 0) > 100_000:
        return word
    best = process.extractOne(word, _UNIT_WORDS, scorer=OSA.distance, score_cutoff=1)
    if best is None or best[0][0] != word[0]:
        return word
    return ALIASES.get(best[0], best[0])


@lru_cache(maxsize=5_000)
def number(word: str) -> int | None:
    """The number a misspelled word stands for when a unit follows it ("sevan days"), or None."""
    if word in NUMBERS:
        return NUMBERS[word]
    if len(word) < 4 or not word.isalpha() or english().get(word, 0) > 100_000:
        return None
    best = process.extractOne(
        word, tuple(NUMBERS), scorer=OSA.distance, score_cutoff=1 if len(word) < 7 else 2
    )
    return NUMBERS[best[0]] if best is not None else None
