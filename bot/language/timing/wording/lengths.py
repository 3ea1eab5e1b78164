"""Round a length such as "3 weeks": what lasts that long, what is counted from when."""

from __future__ import annotations

import re

from bot.language.timing.wording.shapes import ABOUT, just_after, just_before

FOR = just_before(
    "for|x|past|last|these|those|this last|over the|during|throughout|going on|durante|all", ABOUT
)
LAST = just_before("last|past|these|previous", "good|the|few")
LASTING = just_before(
    "(?:effects?|results?|it|they|botox|tox|bruis\\w*|swelling|should|will|would|can|does|do|to|usually"
    "|normally|only) last",
    "for|about|around|roughly|up to|only|just",
)
DONE_LAST = re.compile(
    r" (?:did|do|had|got|took|inject\w*|have|done)((?: (?!(?:the|this|these|for|over) )[^ ]+){1,5}) last $"
)
THE_LAST = just_before("(?:the|this|these|past) last|past|these")
THE_FIRST = re.compile(" (?:for )?(?:the )?first $")
ONE_UNIT = just_before("been|about|around|only|just|for|day|last|1")
MORE_LIKE = just_before("more like|closer to|nearer")
SOMEBODY_SAYS = re.compile(
    " (?:husband|wife|partner|missus|boyfriend|girlfriend|mum|mom|mam|daughter|sister|friend|mate|clinic|nurse"
    "|receptionist|she|he|they) (?:says?|said|reckons?|thinks?|told me)"
    " (?:its|it is|it was|its been|it has been|that was|its more like|that its|that it was)(?: only| about| just)* $"
)
WITHIN = just_before("within", "about|around")
OF = just_after("of ")
OLD = just_after("(?:- )?old ")
COUNTED_AFTER = just_after("after |later |following |post |past |from ")
SINCE_NOW = just_after(
    "since |wey (?:i|dem|we|una|she|he|you|they) |post |from when |after |following |past |on from |out from |from |into "
)
IN_OR_ON = re.compile(
    "^ (?!on the (?:trot|run|bounce) |in a row )(?:in|on|out|after|post|later|down the line)(?: now| already| so far| and| but)?"
    " (?:$|forehead|masseter|with|my|i |it|the|still|nothing"
    "|to (?:have|be|see|feel|get|notice|still) |there )"
)
JUST_IN_OR_ON = just_after("in |on ")
SPENT_IN = just_before("wait|for|every|takes?|lasts?")
INTO_OTHER = re.compile("^ into (?:a|an|his|her|their|our) ")
AFTER_LENGTH = just_before(
    "after|post|at|past", "about|around|the|only|just|like|over|nearly|well|almost"
)
TREATED_LENGTH = just_before(
    "botox|injection|tox|treatment|post|done|session|appointment|treated|injected",
    "for|about|around|like|now|only|just|was|been",
)
BEEN_IN = re.compile(
    " (?:botox|tox|its|it) (?:is |has )?(?:been )?(?:in|done|on board)(?: for| about| now)* $"
)
WAITED = re.compile(
    "(?<! should)(?<! do)(?<! can)(?<! must)(?<! shall)(?<! could) i"
    " (?:have |am )?(?:been )?wait(?:ed|ing)? (?:now |already |for |about )*$"
)
LASTS_LENGTH = just_before("every|for|lasts?")
SPENT_FOR = re.compile(
    " (?:reading|watching|scrolling|researching|worrying|worried|panicking|stressing|fretting)"
    " (?:[^ ]+ ){0,3}for "
    "| (?:antibiotics|steroids|painkillers|tablets|meds|holiday|leave|ill|sick|flu|poorly) (?:[^ ]+ )?for "
    "| (?:been|am|im|was|were) (?:on|taking|closing|closed) (?:[^ ]+ ){1,4}for "
    r"| (?:trying|on hold|on the phone|queue\w*|ringing|phoning|calling) (?:[^ ]+ ){0,7}for "
    r"| (?:no|dont|avoid|not|only|was|were|lasted|out|wait|stay|ice|lie|google\w*|slept|work"
    "|worked|away) (?:[^ ]+ ){0,3}for |for up to "
)
SOMETHING_LASTS = just_before(
    "every|evry|each|per|another|wait|waiting|take|takes|took|taking|lasts?|lasted|lasting"
    "|within|gap|gaps|interval|intervals|spacing|spaced|gap of|gap be|gap is|interval of"
    "|break of|up to|upto|next|first|in|give it|leave it|gave it|than|every other|once"
    "|twice|times|sleep|slept|sleeping|spent|aged|age|allow|by|until|till|til|times a"
    "|once a|twice a|only lasts|just lasts|drop|between|before|needs?|minimum"
    "|at least every|vs|versus|of|under|expected|expect|cost|costs|rest|off|lose|min|a"
    "|booked|book|days?|all|the same|more than once|hold|ice",
    "about|around|approximately|roughly|like|the|a|at|least|another|full|up|to|only|me|just"
    "|more|good|us|him|her",
)
LENGTH_OF_SOMETHING = just_after(
    "(?:- )?old|off|course|from now|before|until|till|til|apart|break|window|per"
    "|an? (?:day|week|month)|long|review|check|checkup|follow|top|wait|rule|gap|ahead"
    "|prior to|late|overdue|behind|pregnant|supply|in advance|sober|interval|guarantee"
    "|warranty|notice|each|vs|versus|or longer|drive|along(?! with)|between|flight|shift"
    "|max|minimum|away|to go|left|more|of (?!this|it|these|twitch|flick|flutter|pain|head"
    "|heav|droop|blur|constant|non|being|feeling|having|jump|puls)"
)
FREQUENCY = re.compile(r" (?:\d+|few|couple|several|once|twice|x) (?:x |[^ ]+ ){0,2}$")
IS_ADJECTIVE = re.compile(
    "^ (?:injection|jab|appointment|check|scan)s? (?:due|booked|is|are|when|for)"
)
COMES_BACK = just_before(
    "(?:again|returning|fading|wearing off|worn off|wore off|coming back|came back|crept back|creeping back"
    "|sneaking back|is back|are back|back already|moving) at",
    ABOUT,
)
"""Lines or movement come back at some week: of the treatment."""
