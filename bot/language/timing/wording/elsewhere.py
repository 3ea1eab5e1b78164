"""The rest of a life that a time may date: other years, other people, errands, habits given up."""

from __future__ import annotations

import re

from bot.language.timing.wording.shapes import anywhere, just_after, not_far_before

YEARS = anywhere(r"last year|years? ago|20\d\d")
LAST_YEAR = just_after("last year|years? ago|of last year")
PAST_YEARS = re.compile(
    r" (?:when i was \d+|when i was (?:a|in|at|young\w*|little)"
    r"|as a (?:child|kid|teen\w*|girl|boy)|in my (?:teens|20s|30s|40s|twenties|thirties)) "
    r"| (?:\d+|couple|couple of|few|a few|last|other|previous)"
    " (?:summer|winter|spring|autumn|christmas|year)s?(?: ago| back)? "
    r"| (?:before covid|pre covid|abroad|years ago|year ago|last year|in (?:19|20)\d\d"
    "|first ever time|somewhere else|elsewhere) "
)
PREGNANT = anywhere(
    r"pregnan\w*|the birth|due date|midwife|pregg\w*|prego|preg|trimester|gestation"
    r"|gone with (?:my|the)|expecting (?:my|our|a|twins)|breast ?feed\w*|weanin\w*|newborn"
    r"|mmr|vaccin\w*|born|red book|months? old"
)
LIFE = anywhere(
    "live|lives|living|lived|settled|work|works|working|worked|teach|teaches|teaching|employed|married"
    "|widowed|divorced|retired|engaged|vegan|vegetarian|sober|know|known|learn|learning|study|studying"
    "|smoke|smoking|vape|play|plays|sing|sings|drive|drives|here|abroad|moved|immigrant|resident|nurse"
    "|teacher|driver|doctor|mother|student|citizen"
)
"""What one is, or does for a living, since a time."""
BABY = anywhere(
    r"baby(?! brain)|babys|todd?lr?\w*|infant|grandson|granddaughter|puppy|kitten|on the boob"
)
GONE_WITH_CHILD = re.compile(" (?:im|am|is|shes|i was) (?:about |around |only )?$")
NOT_US = re.compile(
    " (?:my|our) (?:little |poor |old )?(?:dog|cat|puppy|kitten|pug|horse|toddler|baby"
    "|rabbit|son|daughter|kid|kids|boy|girl|grandson|granddaughter|niece|nephew)s?"
    " (?!brain )(?:[^ ]+ )?(?:is|has|had|was|keeps?|been|wont|cant|hasnt|threw|got) "
)
"""Pets and small children are not treated here."""
OTHERS_LOT = re.compile(
    " (?:friend|mate|sister|mum|mom|mam|aunt|auntie|cousin|colleague|neighbou?r|boss"
    "|hairdresser|daughter|girl|lady|flatmate|missus|wife|husband|brother|bestie"
    "|pal)s?(?: [^ ]+ law)? (?:[^ ]+ ){0,2}(?:had|got|did|gets|went)"
    r" (?:[^ ]+ ){1,24}(?:how much|charge|cost|costs|price|prices|swears? by|recommend\w*"
    "|younger|can i book|book me|do you do) "
)
"""A friend's treatment that only leads to one's own question."""
THEIR_OWN = re.compile(
    " (?:husband|hubby|wife|missus|partner|boyfriend|girlfriend|friend|mate|sister|brother|mum|mom|mam|daughter"
    "|colleague|cousin|she|he|hers|his)s? (?:[^ ]+ ){0,2}(?:had|got|was|did|were) "
)
"""With a "mine was Monday" beside it, this day is somebody else's."""
OTHERS_HAD_IT = re.compile(
    " (?:friend|mate|sister|mum|mom|mam|aunt|auntie|cousin|colleague|neighbou?r|boss|pal|bestie)s?"
    " (?:[^ ]+ ){0,2}(?:had|got) (?:it|this|that|one|1|hers|the same)"
)
ADMIN = anywhere(
    "quote|quoted|price list|enquiry|enquired|enquire|emailed|e mailed|texted|messaged"
    "|whatsapped|dm|dmd|complaint|complain|complaining|spoken to|rude|manager|receptionist"
    "|front desk|voicemail|overcharged|charged|complained|refund|reply|response|ignored"
    "|answer|waited on|on hold|invoice|deposit"
)
OPEN_THEN = re.compile(
    " (?:clinic|you|u|youre|shop|salon|door|lights|phones?|lines?|website|wifi|car park)"
    " (?:was |were |are |re )?(?:off|out|dead|down|engaged|full|closed|shut|opened|closing"
    "|opening|shutting) | (?:were|are|is|r|was) (?:you|u|the clinic|clinic|anyone)"
    " (?:open|closed|shut|there|in|about) "
)
MISSED = anywhere(
    "missed|meant to (?:come|be|have)|supposed to (?:come|be|have)"
    "|should have (?:come|been)|didnt make|couldnt make|no show|forgot (?:my|about)"
    "|slept in"
)
STARTED_OTHER = re.compile(
    " (?:i|ive|we|just|have) (?:just )?(?:started|begun|began|start|begin)"
    " (?!(?:to|getting|having|feeling|seeing|noticing|with|it|this|on|at|last|when|around"
    r"|about|yesterday|today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d) )"
)
OFF_THE_DRINK = re.compile(
    " (?:off|without|given up|gave up|quit|stopped)"
    " (?:the |my |all )?(?:fags?|cigs?|cigarettes|booze|drink|drinking|smoking|smokes"
    "|vaping|vapes|vape|alcohol|wine|pill|meds|tablets|work|school|sick|gluten|sugar"
    "|caffeine|coffee|carbs|meat)(?: (?:for|about|now|nearly|over|almost))* $"
)
TEST_CAME = re.compile(
    " (?:tests?|results?|scan|line|lines) (?:[^ ]+ )?(?:came|come|was|were|is|showed)"
    " (?:[^ ]+ )?(?:positive|negative|in|clear)| positive (?:test|pregnancy)"
)
WAS_SUCH = re.compile(
    "^ (?:was|were|is) (?:so |really |a bit |very |just |pretty |such |quite "
    r"|absolutely )*(?:an? )?(?:embarrassing|awkward|fun|lovely|nice|ruined|spoil\w*"
    "|nightmare|disaster|mortifying|humiliating|brilliant|great|magic|busy|mad|manic|quiet"
    "|hot|boiling|freezing|sunny) "
)
ON_THE_NEWS = re.compile(
    " (?:on|in) (?:the )?(?:news|paper|papers|daily mail|documentary|podcast) (?:[^ ]+ ){0,3}$"
)
GREETS = not_far_before("merry|happy|have a|enjoy|nice|good|lovely|great", 3)
BIRTHDAY = re.compile(
    r" (?:my|his|her|our|their) (?:big )?\d+(?:st|nd|rd|th)"
    " (?:birthday )?(?:is )?(?:on |this )*$"
)
