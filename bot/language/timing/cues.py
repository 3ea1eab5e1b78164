"""Words round a time that tell what it dates: treatment, beginning, symptom, errand, booking."""

from __future__ import annotations

import re
from functools import lru_cache

_TREATED = re.compile(
    r"(?:botox\w*|(?!de)\w*tox|toxin|dysport|xeomin|azzalure|bocouture|jeuveau|daxxify|daxi|letybo"
    r"|relfydess|alluzience|nuceiva|vistabel|inject\w*|jab\w*|shots|treated|treatment"
    r"|session|appointment"
    r"|done|zapped|slimmed|procedure|visit|clinic|flip|flp|flipped|flips|needles?|neddle|nefertiti|slimming"
    r"|topped|tweakment|tweakments|elevens|needled|redone|jabbed)$"
)
_AREA = re.compile(
    r"(?:forehead|fore|frown\w*|glabell\w*|crow|crows\w*|brow|brows|eyebrow\w*|bunny|barcode|lip"
    r"|lips|lipp|chin|chinn|mentalis"
    r"|masseter|jaw\w*|jor|neck|bands?|platysma\w*|nefertiti|underarm\w*|armpit\w*|scalp|face"
    r"|midface|marionette\w*|marionet"
    r"|puppet|puppit|dao|daos|lines|lins|calf|calves|traps?|trapezius|temples|cheeks?|eyes|eye"
    r"|smokers|elevens|hands|feet|gummy|smile|mouth|corners|nose|hairline|dimples?|dimpling"
    r"|temple)$"
)
_SYMPTOM = re.compile(
    r"(?:twi\w*ch\w*|twich\w*|twitc\w*|flick\w*|fli[ck]+er\w*|flutt?e?r\w*|flutr\w*|jump\w*"
    r"|puls\w*|quiv\w*|trem[ob]\w*|wobbl\w*|shak\w*|spasm\w*|tic|tics"
    r"|droop\w*|drop|dropp\w*|dropped|hang\w*|heavy|hevy|heavi\w*|ache\w*|aching|head?ache\w*"
    r"|hedache\w*|migraine\w*|pain\w*|sore\w*"
    r"|swell\w*|swoll?e?n|swole\w*|puff\w*|brui?s\w*|rash\w*|hives?|welt\w*|itch\w*|lump\w*"
    r"|bump\w*|blur\w*|double|dubble|doubl\w*|vision|seeing"
    r"|sight|see|brea?th\w*|gasp\w*|wheez\w*|croak\w*|lisp\w*|rippl\w*|hopping|sagg?\w*|sunk|slid|slack"
    r"|flopp\w*|balloon\w*|smear\w*|bleed\w*|crook\w*|swall?ow\w*|chok\w*|speech|speak\w*|slur\w*|voice|hoarse\w*|weak\w*"
    r"|numb|numbness|numbed|dizz\w*|faint\w*|sick|nause\w*|fever\w*|3[89]\.\d|4[01]\.\d"
    r"|temp|temperature|stiff\w*|collaps\w*|passed|blacked|seizure\w*|tight\w*|heaviness|lopsided"
    r"|uneven|crooked|wonky|gone|went|going|goin"
    r"|fell|fallen|wet|pee|pees|peed|peeing|wee|weeing|leak\w*|split|moved|stopped|moving|cant|cannot|couldnt"
    r"|wouldnt|wont|keeps?|kept|unable|tired|gag|ringing|tingl\w*|burn\w*|throb\w*|tear\w*"
    r"|water\w*"
    r"|drool\w*|ptosis|dysphagia|diplopia|dysphonia|oedema|edema|dribbl\w*|dry|cough\w*|hot"
    r"|shiver\w*|lightheaded|blind|cloudy|sweat\w*|redness|red|spots|spreading|spread|worse"
    r"|closed|shut|closing"
    r"|lids?|eyelids?|feel|feels|feeling|felt|barely|struggl\w*|flare\w*|happening|happened|problem\w*|issue\w*|symptom\w*|it|this"
    r"|tiembla|duele|dolor|dor|schmerz\w*|kopfschmerz\w*|hangt|trema|treme|tremble|doppio|doble"
    r"|caido|tombe\w*|gonfle\w*|lourde?|pesante|schwer|pesad\w*|flar\w*|weird|chest|strange)$"
)
_WEAK_SYMPTOM = frozenset(
    {
        "lid",
        "lids",
        "eyelid",
        "eyelids",
        "it",
        "this",
        "see",
        "went",
        "drop",
        "going",
        "goin",
        "gone",
        "passed",
        "hot",
        "red",
    }
)
_BEGAN = re.compile(
    r"(?:start\w*|begin\w*|began|begun|noticed?|noticing|woke|wake|woken|appear\w*|developed"
    r"|developing|spotted|onset|noted|kicked|commenced"
    r"|erupted|emerged|arrived|returned)$"
)
_BEGAN_PHRASE = re.compile(
    r" (?:came (?:up|on|out|back|over)|come (?:up|on|out|back)|comes on|showed up|shown up|turned up"
    r"|set in|popped up|crept in|cropped up|broke out|broken out|first felt|flared up"
    r"|has (?:started|come)) "
)
_VISIT = re.compile(
    r" i came(?: on| over| round| along)?(?: the| last)? $| (?:(?:came|come|been|popped|was|went) in(?: for| to see| to)?"
    r"(?! (?:the|my|a|an|bed|pain|tears|town|work|hospital|bits|agony|two|2) )|saw you|visited"
    r"|(?:home|back|out) (?:from|of) (?:yours|you|ur place|your place|your clinic|the clinic|your rooms|your surgery)"
    r"|came to (?:you|see you)|was with you|was (?:your|the|ur) (?:last|first|final|only) (?:client|patient|appointment|1)|left (?:you|yours|there|(?:your|ur|the) (?:clinic|surgery|practice|salon|rooms?|place|chair|studio))"
    r") (?:[^ ]+ ){0,4}$"
)
_BY_YOU = re.compile(
    r" (?:(?:you|u|ye|yous|yall|she|he|they|nurse|doctor|girl|lady|somebody|someone) (?:just )?(?:did|treated|injected|zapped|jabbed|filled|put)"
    r"|(?:did|done|given) by (?:you|ye|yous|yourselves|your [^ ]+)) (?:[^ ]+ ){0,4}$"
)
_GIVEN = re.compile(
    r" (?:you|u|ye|yous|she|he|they|nurse|doctor) (?:gave|given|put in|put into|popped in|stuck in)(?: (?:me|us|her|him|it|them))?"
    r"(?: (?:in|into) (?:my|the|her|his) [^ ]+)?(?: (?:on|at|the|last|back|about|around|just|\d+(?::\d+)?|half|am|pm))* $"
)
_DATED_LOT = re.compile(
    r" (?:last|latest|newest|most recent|current) (?:session|treatment|lot|round|set|batch|go|time|top up|appointment|visit|jab|injection|dose|1)"
    r"(?: of (?:botox|tox|injection|it|them|these))?"
    r"(?: (?:for (?:my|the|her|his) [^ ]+|i had|ive had|she had|he had|that i had|we had))?"
    r"(?: (?:in|at|on) (?:your|ur|the) (?:chair|clinic|rooms?|place|salon|surgery|couch|bed))?"
    r"(?: (?:with|at|from|by|off) (?:you|yous|ye|yours|them|your [^ ]+|the clinic|ur place))?"
    r"(?: (?:was|were|is|being|got|had|done|given|on|in|the|just|only|about|around|roughly|exactly|back|like|maybe|about|i think|,|-|:|\())* $"
)
_LOT_DATED = re.compile(
    r"^ (?:was|is|were|being) (?:(?:when|i|had|got|she|he|my|the|her|his) )*(?:last|latest|most recent) "
    r"(?:session|treatment|lot|round|set|batch|go|top up|injection|dose|1)"
)
_DID = re.compile(
    r" (?:had|got|get|gotten|did|doing|have had|has had|do(?= am )|topped) (?:it|them|mine|hers|his|one|some|me|my"
    r"|the|her|their|both|all|everything|a bit of|a little|this|these|am|ours)(?: (?:over|at|during|from|on|the|last|about|around"
    r"|back on|in|again|redone|topped up|too|as well|together))* $"
)
ERRAND = re.compile(
    r" (?:bride|bridesmaid|groom|best man|derby|cup final|cup tie|fixture|semi final|semi|kick off|carnival|jubilee|school run|parents evening|sports day|audition|panto|recital|retirement do|house warming|housewarming|gender reveal|baby shower|bridal shower|eye test|eye exam|test came|test was|tests? came|scan|found out|drinking|asleep|slept|pub|partying|dance class|quit|smoking|turned \d+|news|article|tiktok|instagram|forum|podcast|goggles|sunbed|sun bed|weights|extensions|mascara|tattoo|cocaine|(?:hip|knee|heart|back|hernia|cataract) (?:op|operation)|surgery|stroke|heart attack|(?:had|having) (?:a|my|our) (?:second |first |third |last )?baby|(?:had|have|got|caught) (?:a|the|an|my) (?:(?:bad|nasty|heavy|horrible|awful) )?(?:cold|flu|bug|virus|infection|chest infection|cough|cold sore|uti|tummy bug|stomach bug|root canal|filling|tooth out|wax|smear|period|meeting|bereavement)|off sick|antibiotics|baby was|gave birth|miscarriage|accident|funeral|died|diagnosed|scan|mri|born"
    r"|choir|tested positive|wedding|birthday|party|holiday|flight|fly|flying|flew|review|check|checkup|check up"
    r"|follow up|followup|gp|doctor|doctors|dentist|sauna"
    r"|gym|run|ran|running|swim|swimming|jogging|shopping|dancing|cycling|clubbing|swam|massage|facial|wine|drank|prosecco|took|taken|taking"
    r"|paracetamol|ibuprofen|antihistamine|googled|rang|called"
    r"|phoned|emailed|texted|messaged|spoke|told|work|shift|weather|football|match|yoga|spin"
    r"|pilates|interview|exam|driving test|theory test|court|jury|hearing|graduating|marathon|parkrun|movie|film|consultation|consult|patch test|tan|lashes|hair|haircut"
    r"|vaccine|covid|flu jab"
    r"|photo|photos|pics|prom|brunch|shoot|photoshoot|hen|stag|christening|reunion|gig|festival|graduation|ball|selfie|injector|injectors|nurse said|concert|game|won|meeting|paid|pay"
    r"|deposit|bought|ordered|nap|napped|you said|she said|he said|they said|you told me) "
)
EARLIER = re.compile(
    r" (?:earlier (?:session|treatment|lot|round|one|set|batch|go|time)|last time|previous\w*|time before|one before|lot before|used to|last place|ages back"
    r"|last (?:session|treatment|lot|round|one|set|batch|go)"
    r"|another (?:clinic|place|practitioner|injector|salon)|other clinic|different (?:clinic|place|brand)|old clinic|before that|back then|years back"
    r"|a while back|originally|someone else|somebody else"
    r"|had the same|same thing happened|happened before|had this before|had 1 before) "
)
BOOKED = re.compile(
    r" (?:will|ill|gonna|gunna|going (?:to|away|on holiday|out|back|in)|heading|off to|leaving"
    r"|travelling|traveling|might|shall|want|wanna|hoping|hope|planning|plan|booked|booking|book"
    r"|getting|having|coming|come|due|move|cancel|reschedule|rebook|change|open|opn|shut|opening"
    r"|close|thinking|if|unless|need|before|upcoming|scheduled|can i|can you|can u|could i"
    r"|should i|could it|may i|have an appointment|got an appointment|ive an appointment|wait"
    r"|wont be|are being|is being|be done|driving|picking up|dropping|swap|push|bring forward|future"
    r"|flying|about to|rearrange|see you|back in|fit me in|available|free|slot|slots|your hour|puedo|podria|cambiar|cita|quiero|quisiera|cancelar|annuler|changer|voudrais|peux|puis|rendez|darf"
    r"|mochte|termin|posso|marcar|consulta|vorrei|spostare|can do|could do"
    r"|looking to|supposed to|meant to|starting|ready for|in time for|appointment is) "
)
PAST = re.compile(
    r" (?:had|was|were|did|since|been|got|ago|went|happened|started|came|treated|injected|saw"
    r"|felt|noticed|having trouble) "
)
ADVICE = re.compile(
    r" (?:says?|said|told|tells|reckons?|advised|advise|leaflet|website|google|read|apparently"
    r"|supposed|meant|usually|normally|typically|how long|how soon|results|result|expect|happens?"
    r"|hapens"
    r"|do i|can i|could i|should i|does it|do they|will it|would it|can it|does botox|wait|avoid"
    r"|allowed|alowed|should it|lasts|does it last|will it last|lasting|average|typical"
    r"|supposedly|hav 2|have to|whats|what is|why wont|why would|if a|if someone|if you|if i"
    r"|if it|if my|best|in case|would|works) "
)
OTHER_TREATMENT = re.compile(
    r" (?:(?:flu|covid|travel|tetanus|vitamin|allergy|holiday|ozempic|wegovy|mounjaro) (?:jab"
    r"|jabs|injection|shot|booster)"
    r"|fillers?|filled|profhilo|polynucleotides|microneedling|laser|hifu|ipl|tattoo|microblading|thread lift|nose job|rhinoplasty|facelift|lash\w*|extensions|(?<!orange )(?<!orange - )peel|vaccine|vaccination|dental) "
)
TREND = re.compile(
    r" (?:not as|isnt as|wasnt as|nowhere near as|not so|isnt so|worse|better|calmer|less|easier|stronger|milder|same|improving|settled|settling"
    r"|nearly gone|lighter|fainter|easing|bigger|more) "
)
FINE = re.compile(
    r" (?:symptom free|no symptoms?|no problems?|fine|even|ok|okay|good|normal|great|nothing|alright|perfect|well|clear) "
)


_TOOK_TREATMENT = re.compile(
    r" (?:take|took|taken|taking) (?:(?:my|the|a|some|his|her) )?(?=(?:botox|tox|injection|treatment|session|dysport) )"
)


_ON_A_DAY_OFF = re.compile(r" on (?:my|his|her) (?:birthday|day off|lunch break)(?= )")
_CLINICIAN = re.compile(
    r" (?:doctor|doctors|gp|dentist|injector|nurse) (?=(?:did|does|has|had|put|injected|treated|gave|jabbed|made) )"
)


def errand(clause: str) -> bool:
    """Whether a clause padded with spaces tells of something else that day; botox "taken" is none."""
    bare = _ON_A_DAY_OFF.sub(" ", _CLINICIAN.sub(" ", _TOOK_TREATMENT.sub(" ", clause)))
    return bool(ERRAND.search(bare))


@lru_cache(maxsize=20_000)
def role(word: str) -> str:
    """ "T" a word of treatment, "A" an area, "B" a beginning, "S" a symptom, "s" a faint one, or ""."""
    if _TREATED.match(word):
        return "T"
    if _BEGAN.match(word):
        return "B"
    if _AREA.match(word):
        return "A"
    if _SYMPTOM.match(word):
        return "s" if word in _WEAK_SYMPTOM else "S"
    return ""


def began(clause: str) -> bool:
    """Whether a phrase of beginning ("came up", "set in") stands in a clause padded with spaces."""
    return bool(_BEGAN_PHRASE.search(clause))


_HAD_DONE = re.compile(
    r" (?:had|got|having) (?:it|them|mine|(?:my|the|her|his|both) [^ ]+(?: [^ ]+)?) [^ ]{3,}(?:ed|en)"
    r"(?: (?:at|on|the|in|over|back|last|just|about|around|by|you))* $"
)


_HAD_FOR = re.compile(
    r" (?:had|has had|got|gets|did) (?:it|them|botox|injections?|mine|some) for (?:[^ ]+ ){1,5}(?:(?:on|the|last|back|at|about|around|just) )*$"
)


def had_it(left: str) -> bool:
    """Whether the words just before a time are "had it", "got my", "did my", "had it softened"."""
    if any(said.search(left) for said in (_DID, _VISIT, _BY_YOU, _HAD_DONE, _HAD_FOR)):
        return True
    given = _GIVEN.search(left)
    return given is not None and any(
        role(word) in {"A", "T"} for word in left[: given.start()].split()
    )


_TOGETHER = re.compile(
    r" (?:me and (?:[^ ]+ ){1,4}|(?:my|me) (?:[^ ]+ ){1,2}and (?:i|me) |we |both of us )(?:both |all |just )*"
    r"(?:went|came|popped)(?: in| together| along| over| for it| for ours)*(?: (?:on|the|last|back))* $"
    r"| (?:had|got|did|done) (?:[^ ]+ ){1,12}and (?:then )?again (?:(?:on|the|in|last|this) )*$"
)


def went_together(sentence_left: str) -> bool:
    """ "Me and my sister went on Saturday", "had it in May and again on Saturday": the writer was treated."""
    return bool(_TOGETHER.search(sentence_left))


def dates_lot(left: str, right: str) -> bool:
    """Whether a time beside "my last lot" is its date: "the last lot was", "… was my last go"."""
    return bool(_DATED_LOT.search(left) or _LOT_DATED.match(right))


def came_in(left: str) -> bool:
    """Whether the words just before a time are "came in" or "was with you" alone."""
    return bool(_VISIT.search(left)) and not _DID.search(left)


_MAY_COME = re.compile(
    r" (?:can|could|may|will|should|would|shall|to) (?:[^ ]+ ){0,3}(?:come|get|have|pop) "
)


def may_come(left: str) -> bool:
    """Whether a visit is only asked for: "can my partner come in"."""
    return bool(_MAY_COME.search(left))
