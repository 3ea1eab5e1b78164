"""The turns of phrase that decide what a time dates, named for what they say.

All are matched on a line of normal words between single spaces: the words to the left of a time in
its clause (they end where the time begins), those to its right, or the whole clause.
"""

from __future__ import annotations

import re

_ABOUT = (
    "the|about|like|around|approximately|roughly|at|least|good|past|last|over|nearly|almost|well"
    "|these|a|maybe|some|just|only|going on"
)


def _left(words: str, then: str = "") -> re.Pattern[str]:
    """Phrases just before a time, with any of the words `then` between."""
    between = rf"(?: (?:{then}))*" if then else ""
    return re.compile(rf" (?:{words}){between} $")


def _right(words: str) -> re.Pattern[str]:
    """Phrases just after a time, the last word open-ended."""
    return re.compile(rf"^ (?:{words})")


def _in(words: str) -> re.Pattern[str]:
    """Phrases anywhere."""
    return re.compile(rf" (?:{words}) ")


# --- since, until, after -----------------------------------------------------------------------
SINCE = _left(
    "since|from|as of",
    "about|around|at|the|like|roughly|maybe|last|early|late|on|sometime|some|this|waking up"
    r"|\d{1,2}(?::\d\d)?|am|pm|oclock"
    "|i woke up|only|just|earlier|before|a|mid|either"
    "|el|la|le|les|los|lo|il|o|dem|der|den|am|um",
)
SINCE_SOMETHING = re.compile(r" since ((?:[^ ]+ ){1,14})$")
SOMEBODY_TREATED = re.compile(
    r"\b(?:you|u|i|she|he|they) (?:did|was|left(?! (?:work|home|bed|the (?:house|pub|party|gym|office)))|had|saw|came|zapped|got(?! (?:off|home|up|in|back|out|on|into|to)))\b"
)
HAD_SINCE = re.compile(r" (?:had|got) (?:[^ ]+ ){0,4}(?:since|from) $")
FROM_PAPERS = _in("results?|review|photos?|away|leave|off|work")
UNTIL = _left("until|till|til|up to|up until", "about|around|late|early|the|after|at least|just")
WHEN_TREATED = re.compile(
    r"^ (?:, )?(?:when|the day(?: that| when)?|(?:which|that) (?:is|was) (?:when|the day)|thats when|which is when)"
    r" ((?:[^ ]+ ){1,9})"
)
"""After "since Saturday": the day is the treatment's as well."""
HAD_TREATMENT = re.compile(
    r"^ (?:only |now )?(?:i|we|she|he|they) (?:only )?(?:have |has |had |am |was |did )?"
    r"(?:have|has|had|did|made|took|taken|put|got|done|make|take|was|am) ((?:[^ ]+ ){1,5})"
)
"""After "since five days": what follows is the treatment, in the words of a non-native writer."""
SINCE_TIME = re.compile(
    r"^(?:the |last |this |about |around |early |late )*(?:yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|\d|night|weekend|week|morning|a couple|a few) "
)
THE_DAY_AFTER = re.compile(r"^the (?:day|morning|night|evening) (?:after|before|following) ")
OF_TREATMENT = re.compile(r"^ of (?:the |this |these |my |a |having |getting )?([^ ]+) ")
NO_CHANGE = re.compile(
    r" (?:no (?:change|different|difference|better|worse|improvement)|same|unchanged|not changed|nothing changed|bigger|smaller"
    r"|stronger|weaker) (?:[^ ]+ ){0,3}(?:from|since|as|than|to|at|on)"
    r"(?: it was)?(?: on| in| at| during)?(?: the| my)? $"
    r"| as (?!soon|early|far|long|well|late|recent)[^ ]+ as (?:(?:it|they|that) (?:was|were|did) )?(?:back )?(?:on |in |at )?(?:the )?$| (?:as|than) it was (?:in|on|at|during) (?:the |my )?$"
)
HYPOTHESIS = re.compile(
    r" (?:what if|suppose|supposing|imagine|(?<! as )if|in case|hypothetically|in theory|theoretically|worst case|were i to|were it to|lets say"
    r"|say i|say my|say the|say it) "
)
WHAT_IF = re.compile(r" (?:what if|suppose|supposing|imagine) ")
NOT_YET = re.compile(
    r" (?:havent|hasnt|not|hvnt|havnt|never) (?:yet )?(?:had|booked|been|got|done|decided|having)"
    r"(?: (?:it|any|anything|mine|botox|1|done|in|yet|the injection|any of it|a thing))* (?:yet )?(?=[.,!?;)]|$|so |but |and |just )"
    r"| (?:thinking of|thinking about|considering|planning on|before i) (?:having|getting|trying|book\w*|commit\w*) "
    r"| (?:future|upcoming) (?:appointment|session|treatment|injection) "
)
FREQUENCY = re.compile(r" (?:\d+|few|couple|several|once|twice|x) (?:x |[^ ]+ ){0,2}$")
IS_ADJECTIVE = re.compile(
    r"^ (?:injection|jab|appointment|check|scan)s? (?:due|booked|is|are|when|for)"
)
BECAME = re.compile(
    r"^ (?:(?:is|its|makes|makes it|will be|would be|was|marks) (?=(?:day|the|a|my|exactly|\d|about|week|now))|(?=the \d|day \d))"
)
BIRTHDAY = re.compile(
    r" (?:my|his|her|our|their) (?:big )?\d+(?:st|nd|rd|th) (?:birthday )?(?:is )?(?:on |this )*$"
)
FROM_HAVING = re.compile(r"^ (?:from|after) (?:having|getting|my|the) ((?:[^ ]+ ){1,6})")
DAY_NAUGHT = re.compile(r" (?:day|d) 0 (?:was|is|being|=|:|on|-)*(?: on)? ?$")
NAMES_A_DAY = re.compile(r"^ (?:was|is|being|=|:) ")
WENT = _in("went|gone|dropped|happened|collapsed|passed|fell|appeared|came")
IS_DAY = re.compile(
    r" (?:is|are|isnt|will be|shall be|gets|falls) (?:not )?(?:on |for )?(?:the |this |next )?$"
)
TODAY_IS = re.compile(
    r" (?:it|its|today|that|this|injection|botox|treatment|session|which) (?:is|was)? ?(?:on )?(?:the )?$"
)
BY_THEN = re.compile(r" (?:by then|before then|in time) ")
MOVED = re.compile(
    r"(?<! no)(?<! any)(?<! the)(?<! see)(?<! a) (?:move|change|chagne|reschedule|rearrange|swap|switch|cancel|push|bring|shift|rebook|postpone|transfer) (?:[^ ]+ ){0,6}$"
)
BRUISE_FROM = re.compile(r" (?:bruis\w*|lump|mark|bump|shiner|redness)s? (?:[^ ]+ ){0,9}from $")
I_MEANT = re.compile(
    r" (?:change|make|put|correct|amend|update) (?:that|it|this)(?: down)? (?:to|as)? ?$|"
    r" (?:i|we|i actually|should|it should|that should|should have|i should have|actually|typo|correction) (?:mean|meant|say|said|put|written|typed|:)"
    r"(?: (?:to say|to put|to write|to type|:|about|it was|like))* $"
)
PASSED_OUT = _in("passed out|blacked out|went down|keeled over")
NOT_US = re.compile(
    r" (?:my|our) (?:little |poor |old )?(?:dog|cat|puppy|kitten|pug|horse|toddler|baby|rabbit|son|daughter|kid|kids|boy|girl|grandson|granddaughter|niece|nephew)s? "
    r"(?!brain )(?:[^ ]+ )?(?:is|has|had|was|keeps?|been|wont|cant|hasnt|threw|got) "
)
"""Pets and small children are not treated here."""
AHEAD_IN = re.compile(
    r" (?:im|i am|its|is|are|theres|have|ive|weve|got) (?:an? |my |the |our )?(?:[^ ]+ ){0,4}$"
)
CORRECTING = _in(
    "receipt|diary|calendar|mistake|my bad|lie|apologies|forgive|wait|hang on|misremembered|not|sorry|meant|actually|mean|wrong|correction|typo|oops|no"
)
WOKE_ELSEWHERE = _in(
    "floor|face down|on my (?:face|front|side|stomach|belly|tummy)|feel normal|if|what if|when i wake|would i|every|always|in time"
)
ASKS_AHEAD = re.compile(
    r" (?:can|could|should|may|must|will|would|shall|if|when|do|is it) (?:i|you|u|we|it|ok|safe|they|she|he|my|the) "
    r"| (?:tomorrow|next|booked|thinking|planning|hoping|want|going to|gonna|due) "
)
DATE_ASKED = _in("what (?:date|day) (?:is|was|will|would)")
PAST_YEARS = re.compile(
    r" (?:when i was \d+|when i was (?:a|in|at|young\w*|little)|as a (?:child|kid|teen\w*|girl|boy)|in my (?:teens|20s|30s|40s|twenties|thirties)) |"
    r" (?:\d+|couple|couple of|few|a few|last|other|previous) (?:summer|winter|spring|autumn|christmas|year)s?(?: ago| back)? "
    r"| (?:before covid|pre covid|abroad|years ago|year ago|last year|in (?:19|20)\d\d|first ever time|somewhere else|elsewhere) "
)
AFTER_NOW = _right("after |post |following ")
HAPPENED_THEN = re.compile(
    r" (?:came|come|appeared|happened|dropped|fell|went|got|developed|within) (?:[^ ]+ ){0,4}$"
)
COUNTED_AFTER = _right("after |later |following |post |past |from ")
SINCE_NOW = _right("since |post |from when |after |following |past |on from |out from |from |into ")
IN_OR_ON = re.compile(
    r"^ (?:in|on|out|after|post|later|down the line)(?: now| already| so far| and| but)? "
    r"(?:$|forehead|masseter|with|my|i |it|the|still|nothing)"
)
JUST_IN_OR_ON = _right("in |on ")
SPENT_IN = _left("wait|for|every|takes?|lasts?")
AFTER_LENGTH = _left(
    "after|post|at|past", "about|around|the|only|just|like|over|nearly|well|almost"
)
AFTER_SOMETHING = re.compile(r" (?:after|post|following)((?: [^ ]+){1,5}) $")
AFTER_BEGINNING = re.compile(r" (?:after|from|since|following|post) (?:[^ ]+ ){0,6}$")
WITHIN = _left("within", "about|around")
OF = _right("of ")
FROM_DAY = _left("from", "about")
BY = _left("by", "the|last|about")

# --- lengths of something else -----------------------------------------------------------------
FOR = _left(
    "for|x|past|last|these|those|this last|over the|during|throughout|going on|durante|all", _ABOUT
)
THE_LAST = _left("(?:the|this|these|past) last|past|these")
LAST = _left("last|past|these|previous", "good|the|few")
THE_FIRST = re.compile(r" (?:for )?(?:the )?first $")
ASKS_SLOT = re.compile(
    r" (?:tienen|teneis|hay|avez vous|tem|avete|habt ihr|haben sie) (?:[^ ]+ ){0,6}$|"
    r" (?:have (?:you|u) got|do (?:you|u) have|got any\w*|is there|are there|any\w* free|any\w* available) (?:[^ ]+ ){0,6}$"
)
MORE_LIKE = re.compile(r" (?:more like|closer to|nearer) $")
SPENT_FOR = re.compile(
    r" (?:been|am|im|was|were) (?:on|taking|closing|closed) (?:[^ ]+ ){1,4}for |"
    r" (?:trying|on hold|on the phone|queue\w*|ringing|phoning|calling) (?:[^ ]+ ){0,7}for |"
    r" (?:no|dont|avoid|not|only|was|were|lasted|out|wait|stay|ice|lie|google\w*|slept|work|worked"
    r"|away) (?:[^ ]+ ){0,3}for |for up to "
)
STILL_SO = _in("been|has|have|ive|its|now|keeps|still|is|are|had|cant|constant")
SOMETHING_LASTS = _left(
    "every|evry|each|per|another|wait|waiting|take|takes|took|taking|lasts?|lasted|lasting|within"
    "|gap|gaps|interval|intervals|spacing|spaced|gap of|gap be|gap is|interval of|break of|up to|upto|next|first|in|give it|leave it|gave it|than|every other|once|twice|times|sleep"
    "|slept|sleeping|spent|aged|age|allow|by|until|till|til|times a|once a|twice a|only lasts"
    "|just lasts|drop|between|before|needs?|minimum|at least every|vs|versus|of|under|expected"
    "|expect|cost|costs|rest|off|lose|min|a|booked|book|days?|all|the same|more than once|hold|ice",
    "about|around|approximately|roughly|like|the|a|at|least|another|full|up|to|only|me|just|more"
    "|good|us|him|her",
)
LENGTH_OF_SOMETHING = _right(
    r"(?:- )?old|off|course|from now|before|until|till|til|apart|break|window|per"
    r"|an? (?:day|week|month)|long|review|check|checkup|follow|top|wait|rule|gap|ahead|prior to"
    r"|late|overdue|behind|pregnant|supply|in advance|sober|interval|guarantee|warranty|notice|each|vs|versus|or longer|drive"
    r"|along(?! with)|between|flight|shift|max|minimum|away|to go|left|more"
    r"|of (?!this|it|these|twitch|flick|flutter|pain|head|heav|droop|blur|constant|non|being"
    r"|feeling|having|jump|puls)"
)
OLD = _right("(?:- )?old ")
OF_SYMPTOM = _right(
    "of (?:this|it|these|constant|non|being|feeling|having|feel|me|my)? ?[^ ]*|like this|like that"
    "|this way|that way|straight|running|in a row|on the trot|solid|non stop|nonstop|now with"
    "|already with"
)
OF_THIS = _right("like|of this|of it|straight|running")
ONE_UNIT = _left("been|about|around|only|just|for|day|last|1")
TREATED_LENGTH = _left(
    "botox|injection|tox|treatment|post|done|session|appointment|treated|injected",
    "for|about|around|like|now|only|just|was|been",
)
LASTS_LENGTH = _left("every|for|lasts?")
BEEN_SO = re.compile(r" been (?:[^ ]+ ){1,4}$")
BEGAN_LENGTH = re.compile(r" (?:started|began|noticed|came on) (?:[^ ]+ )?$")

# --- questions and advice ----------------------------------------------------------------------
HOW_LONG = _in(
    "how long|how often|how many|how much|how soon|results last|does it last|longest|shortest"
    "|whats (?:your|the)"
    "|when (?:will|do|does|should|would)"
)
MAY_I = re.compile(
    r" (?:(?:can|could|should|may|must|do|shall|when can|cn) (?:i|we|you|u|people|they)"
    r"|(?:is|was) it (?:ok|safe|fine|alright|allowed|advisable|bad) to)"
    r"(?! be | feel | look | worry | still| have (?!to )| get (?:a|an|this|these) | keep ) "
)
QUESTION_OPENING = _right(
    "is it |are |can |could |do |does |will |would |should |what |whats |when |how |why |wat |hw "
    "|wen |if "
)
JUDGES_RESULT = _in(
    "look|looks|went|wore|lasted|disappeared|mine|best|settles|works?|wears|vs|or|results?"
)
IF = _in("if|would|wait")
IF_BEFORE_LENGTH = re.compile(r" (?:if|wait|until|before|within|for|only|every)(?: [^ ]+){0,6} $")
ASKS_LENGTH = _in("can|wait|lasts?|how")
SAYS = _in("says?|said|told|reckons?")
VERSUS = _in("vs|versus")
WHAT_HAPPENS = re.compile(
    r" (?:what|how|which|when) (?:[^ ]+ ){0,4}"
    r"(?:happens?|hapens|expect|see|normal on|look like) "
)
BETWEEN = re.compile(r"(?<! further)(?<! far)(?<! farther) between (?:[^ ]+ ){0,4}$")
BEFORE_DAY = _left(
    "before|by|until|till|til|after|past|from|between|to|if|say|reach|reaches|hits?|than|vs|versus"
    "|around|once|when|beyond|for|wait|comes?|of|or|and|for my",
    "about|around|the|my|its|it is|we get to|i get to|i hit|i reach",
)
DAY_IS_PLANNED = _right(
    "when (?:its|it|the|results?|everything|you|youd|things|i should|id)|vs|versus|to day|comes|review|check|appointment|is when|supposed"
)
DAY_OF_TREATMENT = _left("to|of|and|for my|around|past|or|on")
DOES_IT = _right("(?:does|do|will|would|can) (?:it|they|botox|this|that|bruising|swelling) ")
PREGNANT = _in(
    r"pregnan\w*|the birth|due date|midwife|pregg\w*|prego|preg|trimester|gestation|gone with (?:my|the)|expecting (?:my|our|a|twins)|breast ?feed\w*|weanin\w*|newborn|mmr|vaccin\w*|born|red book|months? old"
)
BABY = _in(
    r"baby(?! brain)|babys|todd?lr?\w*|infant|grandson|granddaughter|puppy|kitten|on the boob"
)
WAITED = re.compile(
    r"(?<! should)(?<! do)(?<! can)(?<! must)(?<! shall)(?<! could) i (?:have |am )?(?:been )?wait(?:ed|ing)? (?:now |already |for |about )*$"
)
LIKE_THIS = re.compile(
    r" been (?:like (?:this|that|it)|this way|that way|going on|happening|doing (?:this|that|it))(?: for| now| about)* $"
)
AROUND_DAY = _left("around|by|from|about|since|at around|on around", "about|the|like")
OF_OTHER_COURSE = _right(
    "of (?:them|these|those) |of (?:my |the |a |this )?(?:period|cycle|cold|flu|antibiotics|course|holiday|diet|month"
    "|pregnancy)"
)
DAY_IF = _in("(?<! as )if|will|gonna|want|book")
TOLD_TIME = re.compile(
    r" (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|ago|\d+(?:st|nd|rd|th)) "
)
THIS_ONE = re.compile(r" this (?:1|one|time|round|session|lot|set)(?: (?:was|on|the|,|\())* $")
TOO_SOON = re.compile(
    r"^ (?:too (?:soon|early)|long enough|enough|early) (?:to|for) (?:say|tell|judge|know|worry|complain|panic|be|it)"
)
PAPERS_SAY = re.compile(
    r" (?:receipt|diary|calendar|card|text|email|booking|record|records|notes?|phone|app|confirmation|invoice) "
    r"(?:says?|said|shows?|reckons?|has)(?: (?:it was|its|it|me|on|the|that))* $"
)
OPEN_THEN = re.compile(
    r" (?:clinic|you|u|youre|shop|salon|door|lights|phones?|lines?|website|wifi|car park) (?:was |were |are |re )?(?:off|out|dead|down|engaged|full|closed|shut|opened|closing|opening|shutting) "
    r"| (?:were|are|is|r|was) (?:you|u|the clinic|clinic|anyone) (?:open|closed|shut|there|in|about) "
)
MY_APPOINTMENT = re.compile(
    r"^ (?:is|are|when is|whens|whats|was) (?:my|the|our|her|his) (?:next )?(?:appointment|review|booking|session) "
)
GREETS = re.compile(r" (?:merry|happy|have a|enjoy|nice|good|lovely|great) (?:[^ ]+ ){0,3}$")
ADMIN = _in(
    "quote|quoted|price list|enquiry|enquired|enquire|emailed|e mailed|texted|messaged|whatsapped|dm|dmd|complaint|complain|complaining|spoken to|rude|manager|receptionist|front desk|voicemail|overcharged|charged|complained|refund|reply|response|ignored|answer|waited on|on hold|invoice|deposit"
)
STARTED_OTHER = re.compile(
    r" (?:i|ive|we|just|have) (?:just )?(?:started|begun|began) (?!(?:to|getting|having|feeling|seeing|noticing|with|it|this|on|at|last|when|around|about"
    r"|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d) )"
)
GONE_WITH_CHILD = re.compile(r" (?:im|am|is|shes|i was) (?:about |around |only )?$")
HYPOTHETICAL = re.compile(
    r" (?:do (?:you|u) (?:have|do|open|work|offer)|in case|what if|what about|how about|if i|if it"
    r"|say i) (?:[^ ]+ ){0,12}$"
)
NOT_THAT_DAY = _left("til|before|than|every|each|for", "the|last")
ANY_DAY = _left("a|an|any|another")
EXCEPT = _left("not|(?<!less )(?<!more )than|except|apart from", "on|the|my|it was")

# --- dates, bookings, errands ------------------------------------------------------------------
CURRENT_DATE = _left(
    "its|it is|todays?|todays date is|today is|now",
    "on|now|already|only|just|the|actually|currently",
)
NAMES_TOXIN = _in("botox|tox|toxin|dysport|xeomin|azzalure|bocouture")
THIS_TIME = _in("this (?:1|time|round|lot|session|set|go|treatment)|before that|the 1 before")
MAY_HAPPEN = re.compile(
    r"^ (?:so |and |ok |hi |but )*(?:can|could|might|would|does|do|will) (?:a|an|any|one|someone|somebody|people|things|botox|symptoms|side|problems|droops|twitches|bruises|complications|reactions) "
)
WHEN_DONE = _right("when (?:its|it|the|results?|everything|you|youd|things|i should|id) ")
INTO_OTHER = re.compile(r"^ into (?:a|an|his|her|their|our) ")
OFF_THE_DRINK = re.compile(
    r" (?:off|without|given up|gave up|quit|stopped) (?:the |my |all )?(?:fags?|cigs?|cigarettes|booze|drink|drinking|smoking|smokes|vaping|vapes|vape|alcohol|wine|pill|meds|tablets|work|school|sick|gluten|sugar|caffeine|coffee|carbs|meat)"
    r"(?: (?:for|about|now|nearly|over|almost))* $"
)
HABIT = _in("when i|whenever|if i|every|each|always")
MISSED = re.compile(
    r" (?:missed|meant to (?:come|be|have)|supposed to (?:come|be|have)|should have (?:come|been)|didnt make|couldnt make|no show|forgot (?:my|about)|slept in) "
)
ON_SINCE = re.compile(
    r" (?:on (?:my|the|a) (?:period|pill|diet|break|meds|antibiotics|course|waiting list)|on (?:antibiotics|holiday|leave|steroids|meds|hold|tablets)|off (?:work|sick)|breastfeeding|pregnant|engaged|married|single|a (?:client|customer|patient)) (?:[^ ]+ ){0,2}since (?:the |last |about )*$"
)
OTHERS_LOT = re.compile(
    r" (?:friend|mate|sister|mum|mom|mam|aunt|auntie|cousin|colleague|neighbou?r|boss|hairdresser|daughter|girl|lady|flatmate|missus|wife|husband|brother|bestie|pal)s?(?: [^ ]+ law)? (?:[^ ]+ ){0,2}(?:had|got|did|gets|went) (?:[^ ]+ ){1,24}"
    r"(?:how much|charge|cost|costs|price|prices|swears? by|recommend\w*|younger|can i book|book me|do you do) "
)
"""A friend's treatment that only leads to one's own question."""
TOO_LONG = re.compile(
    r"^ (?:(?:be )?(?:enough|plenty|sufficient|long enough|ok|okay|fine|safe|time) (?:before|between|ahead|notice|time|rest|for a|for the|for my)"
    r"|(?:is )?too (?:long|soon|short|early|far|late|often) (?:to|between|a|for a|for the next)) "
)
ON_THE_NEWS = re.compile(
    r" (?:on|in) (?:the )?(?:news|paper|papers|daily mail|documentary|podcast) (?:[^ ]+ ){0,3}$"
)
SO_MANY_TIMES = re.compile(
    r"^ (?:about |only |just |maybe |like )?(?:\d+|twice|once|few) ?(?:times?|x|of them|twitches) "
)
MAY_COME_IN = re.compile(
    r" (?:can|would|will) (?!(?:[^ ]+ ){0,8}still )(?:my|a|an|the|it) (?:[^ ]+ ){1,6}$"
)
IF_HAD = re.compile(
    r" (?:if|seeing as|seeing|considering) (?:i|we|ive|she|he|my|the|weve) (?:[^ ]+ ){0,5}(?:had|got|did|was|were|have had|have) (?:[^ ]+ ){0,6}$"
    r"| if (?:i|ive|we) (?:only |just |already )*(?:had|got|did|have had|was|have) (?:[^ ]+ ){0,6}$"
)
"""Not a supposition: "can I drink tonight if I had my lip flip done this morning"."""
ITS_BEEN = re.compile(
    r" (?:(?:its|it has|it|that|thats|this has|this) been|been (?:like this|that way|going on|going|happening|doing it|so)|going on|on the go)"
    r"(?: (?:for|about|around|over|nearly|almost|a|good|only|just|maybe|at least|like|now|well|some|must be))* $"
)
MAY_TURN_UP = re.compile(
    r" (?:could|can|might|would|may|will|does|do) (?!(?:[^ ]+ ){0,8}still )(?:my|a|an|the|it|you|one|they|someone|somebody|things|symptoms|botox|side|problems) (?:[^ ]+ ){0,9}$"
)
"""What is only feared: "could a droop turn up two weeks later"."""
SOMETHING_HAPPENED = re.compile(
    r"^(?:about |around |just |after )*(?:i|we|my|our|the|a|he|she|(?!seeing|visiting|coming|having|getting|leaving)[a-z]+ing) (?!(?:botox|tox|injection|treatment|appointment|session) )"
)
TEST_CAME = re.compile(
    r" (?:tests?|results?|scan|line|lines) (?:[^ ]+ )?(?:came|come|was|were|is|showed) (?:[^ ]+ )?(?:positive|negative|in|clear)"
    r"| positive (?:test|pregnancy)"
)
WAS_SUCH = re.compile(
    r"^ (?:was|were|is) (?:so |really |a bit |very |just |pretty |such |quite |absolutely )*(?:an? )?"
    r"(?:embarrassing|awkward|fun|lovely|nice|ruined|spoil\w*|nightmare|disaster|mortifying|humiliating|brilliant|great|magic|busy|mad|manic|quiet|hot|boiling|freezing|sunny) "
)
NOT_OVER = re.compile(
    r" (?:and|but|,|or) (?:(?:it|that|its|they|theyre|the [^ ]+|still) )*(?:has|have|hasnt|havent|not|wont|never|isnt|still|been|wouldnt|doesnt|didnt)"
    r" (?:(?:not|yet|really|quite|fully|been|yet|is|once|let) )*(?:cleared?|gone|go|went|stopped|stop|shifted|shift|eased|settled?|lifted|left|budged|opened|open|come|improved|faded|quit|"
    r"there|same|like|since|happening|passed|up)"
    r"| (?:ever|and still|still) since "
)
SAYS_TREATED = _in("done|botox|injected|treated")
YEARS = _in(r"last year|years? ago|20\d\d")
LAST_YEAR = _right("last year|years? ago|of last year")
IS_REVIEW = _right(
    "(?:was|is|were|will be) (?:the |my |just |only |when i (?:had|came|went) (?:for |in for )?)*"
    "(?:the |my |a )?(?:review|check|checkup|follow|consultation|top|consult|phone)"
)
I_CAME = _right(
    "it was $|(?:that )?(?:when )?i (?:saw you|came to|came in|was with you|was in|visited|had it|had them|had mine|got it)"
)
NO_EFFECT = re.compile(
    r" (?:nothing|no (?:results?|effect|change|difference|movement)|not (?:see|seeing|seen) any|cant see any|not working|didnt work"
    r"|still (?:nothing|moving|moves?|frowning|the same)) (?:[^ ]+ ){0,4}$"
)
OF_MARKS = re.compile(
    r" (?:marks?|points?|sites?|spots?|holes?|puffiness|puffy|swelling|bumps?|lumps?|bruis\w*|redness) (?:[^ ]+ ){0,6}from $"
)
MANY_TIMES = re.compile(
    r" (?:twice|once|\d+ times?|couple of times|several times|again|suddenly|out cold) $"
)
BEEN_THERE = re.compile(
    r"^ (?:its|it has|ive|i have|has|have) (?:been (?:there|like|this|going|doing|feeling)|had (?:it|this)) "
)
BEEN_IN = re.compile(
    r" (?:botox|tox|its|it) (?:is |has )?(?:been )?(?:in|done|on board)(?: for| about| now)* $"
)
USUALLY = re.compile(
    r"^ (?:does|do|will|would|is it|when|how|should|can) .*(?:usually|normally|typically|effects?|results?|kick|last) "
)
IS_TREATMENT = _right(
    "(?:was|were|is) (?:the |my |when i (?:had|got) |when (?:it|they) (?:was|were) )*"
    "(?:injection|treatment|botox|jab|appointment|injected|done|actual|day i|tox)"
)
AWAITED = re.compile(
    r" (?:getting|having|booked|booking|book|going (?:to|away|on holiday|out|back|in)|heading"
    r"|leaving|off to|gonna|coming|come (?:in |back )?for|to have|to get|ok to|safe to|can i|could i|should i|cancel|move|will|ill|due|want|if|reschedule|rebook"
    r"|appointment is) (?:[^ ]+ ){0,6}$"
)
VISIT = _left("appointment|session|visit|treatment", "is|on|at|the|this")
WAS_BEFORE = re.compile(r" (?:was|were|been|had|got) (?:[^ ]+ ){0,7}$")
HAD = _in("had|got")
HAD_AREA = re.compile(
    r" (?:had|got|did) (?:(?:my|the|her|his|their|a|full|both|just|me) )*(?:[^ ]+ ){0,3}$"
)
IT_WAS = _left(
    "(?:it|that|this|they|those|which) (?:was|were|happened)",
    "on|the|like|about|around|only|just|actually|last|i think|done",
)
SUDDENLY = _in(
    "went|woke|passed|fainted|collapsed|fell|vomited|threw|suddenly|moved|dropped|gone|has come"
    "|appeared"
)
LEAVING = re.compile(
    r"(?<= )(?:(?:on (?:the|my) way (?:home|back)|(?:driving|walking|heading|travelling) (?:home|back)"
    r"|on the (?:bus|train|tram|tube|metro|drive) (?:home|back)?|(?:just |now )(?:walked|stepped|came|come|walking|coming) (?:straight )?out"
    r"|(?:walked|stepped|came) (?:straight )?out of (?:your|ur|the) (?:clinic|place|surgery|building|door)|(?:(?:still |sat |sitting |am |im |standing |stood |here )(?:outside|in|by|at)|in|outside) (?:your|the|ur)(?: clinics?)? (?:car park|carpark|waiting room"
    r"|waiting area|reception area|lobby|foyer|toilet|toilets|loo)|(?:still |sat |sitting |am |im |standing |stood |here )(?:outside|in|at) (?:your|the|ur) (?:clinic|reception|salon|place|surgery|front desk|desk)|in the car outside|straight (?:from|out of)|left (?:your|ur|the) (?:clinic|chair|place|room)))(?= )"
)
"""Still on the doorstep of the clinic: today."""
JUST = re.compile(
    r"(?<= )(?:i |ive |have |only )?just (?:now |this minute |literally )?(?:had|got|been|left|walked|come|came|finished|stepped"
    r"|out|back|home|driven|done|walking|leaving)(?= )"
)
AT_CLINIC = _in(
    "yours|from you|your place|botox|tox|injection|injected|appointment|clinic|done|session|treatment|treated|jab|elevens"
)
