"""The treatment beside a time: having it, its papers, the clinic one has just left."""

from __future__ import annotations

import re

from bot.language.timing.wording.shapes import anywhere, just_after, just_before, not_far_before

NAMES_TOXIN = anywhere("botox|tox|toxin|dysport|xeomin|azzalure|bocouture")
SAYS_TREATED = anywhere("done|botox|injected|treated")
OF_TREATMENT = re.compile("^ of (?:the |this |these |my |a |having |getting )?([^ ]+) ")
FROM_HAVING = re.compile("^ (?:from|after) (?:having|getting|my|the) ((?:[^ ]+ ){1,6})")
IS_TREATMENT = just_after(
    "(?:was|were|is) (?:the |my |when i (?:had|got) "
    "|when (?:it|they) (?:was|were) )*(?:injection|treatment|botox|jab|appointment|injected"
    "|done|actual|day i|tox)"
)
I_CAME = just_after(
    "it was $|(?:itself |only )?(?:that )?(?:when )?i (?:saw you|came to|came in|was with you|was in|visited"
    "|had it|had them|had mine|got it)"
)
HAD = anywhere("had|got")
HAD_AREA = re.compile(
    " (?:had|got|did) (?:(?:my|the|her|his|their|a|full|both|just|me) )*(?:[^ ]+ ){0,3}$"
)
IT_WAS = just_before(
    "(?:it|that|this|they|those|which) (?:was|were|happened)",
    "on|the|like|about|around|only|just|actually|last|i think|done",
)
WAS_BEFORE = not_far_before("was|were|been|had|got", 7)
VISIT = just_before("appointment|session|visit|treatment", "is|on|at|the|this")
AFTER_SOMETHING = re.compile(
    " (?:after|post|following)((?: [^ ]+){1,5}) $"
    r"| (?:bruis\w*|bumps?|lumps?|marks?|swelling|swollen|sore|redness|dots?|tender\w*|headache|ache)"
    " (?:(?:and|a|the|is|are|little|small|bit) )*from((?: [^ ]+){1,4}) $"
)
AFTER_BEGINNING = not_far_before("after|from|since|following|post", 6)
DAY_NAUGHT = re.compile(" (?:day|d) 0 (?:was|is|being|=|:|on|-)*(?: on)? ?$")
THIS_ONE = re.compile(r" this (?:1|one|time|round|session|lot|set)(?: (?:was|on|the|,|\())* $")
THIS_TIME = anywhere("this (?:1|time|round|lot|session|set|go|treatment)|before that|the 1 before")
IS_REVIEW = just_after(
    "(?:was|is|were|will be) (?:the |my |just |only "
    "|when i (?:had|came|went) (?:for |in for )?)*(?:the |my |a )?(?:review|check|checkup"
    "|follow|consultation|top|consult|phone)"
)
EXCEPT = just_before("not|(?<!less )(?<!more )than|except|apart from", "on|the|my|it was")
PAPERS_SAY = re.compile(
    " (?:receipt|diary|calendar|card|text|email|booking|record|records|notes?|phone|app"
    "|confirmation|invoice) (?:says?|said|shows?|reckons?"
    "|has)(?: (?:it was|its|it|me|on|the|that))* $"
)
I_MEANT = re.compile(
    " (?:change|make|put|correct|amend|update) (?:that|it|this)(?: down)? (?:to|as)? ?$"
    "| (?:i|we|i actually|should|it should|that should|should have|i should have|actually"
    "|typo|correction) (?:mean|meant|say|said|put|written|typed"
    "|:)(?: (?:to say|to put|to write|to type|:|about|it was|like))* $"
)
CORRECTING = anywhere(
    "thumbs?|fingers?|typing|keyboard|glasses|predictive|maths|brain|eyes|autocorrect|autocorrected"
    "|dictation|receipt|diary|calendar|mistake|my bad|lie|apologies|forgive|wait|hang on|misremembered"
    "|not|sorry|meant|actually|mean|wrong|correction|typo|oops|no"
)
LEAVING = re.compile(
    "(?<= )(?:(?:on (?:the|my) way (?:home|back)"
    "|(?:driving|walking|heading|travelling) (?:home|back)"
    "|on the (?:bus|train|tram|tube|metro|drive) (?:home|back)?"
    "|(?:just |now )(?:walked|stepped|came|come|walking|coming) (?:straight )?out"
    "|(?:walked|stepped|came) (?:straight )?out of (?:your|ur|the)"
    " (?:clinic|place|surgery|building|door)|(?:(?:still |sat |sitting |am |im |standing "
    "|stood |here )(?:outside|in|by|at)|in|outside) (?:your|the|ur)(?: clinics?)?"
    " (?:car park|carpark|waiting room|waiting area|reception area|lobby|foyer|toilet"
    "|toilets|loo)|(?:still |sat |sitting |am |im |standing |stood |here )(?:outside|in|at)"
    " (?:your|the|ur) (?:clinic|reception|salon|place|surgery|front desk|desk)"
    "|in the car outside|straight (?:from|out of)"
    "|left (?:your|ur|the) (?:clinic|chair|place|room)))(?= )"
)
"""Still on the doorstep of the clinic: today."""
JUST = re.compile(
    "(?<= )(?:i |ive |have |only )?just (?:now |this minute |literally )?(?:had|got|been"
    "|left|walked|come|came|finished|stepped|out|back|home|driven|done|walking"
    "|leaving)(?= )"
)
AT_CLINIC = anywhere(
    "yours|from you|your place|botox|tox|injection|injected|appointment|clinic|done|session"
    "|treatment|treated|jab|elevens"
)
