"""What is asked, supposed, planned or only feared at a time."""

from __future__ import annotations

import re

from bot.language.timing.wording.shapes import anywhere, just_after, just_before, not_far_before

HYPOTHESIS = anywhere(
    r"what if|suppose|supposing|imagine|(?<! as )if|in case|hypotheti\w+|in theory"
    "|theoretically|worst case|were i to|were it to|lets say|say i|say my|say the|say it"
)
WHAT_IF = anywhere("what if|suppose|supposing|imagine")
IF = anywhere("if|would|wait")
IF_BEFORE_LENGTH = re.compile(" (?:if|wait|until|before|within|for|only|every)(?: [^ ]+){0,6} $")
IF_HAD = re.compile(
    " (?:if|seeing as|seeing|considering) (?:i|we|ive|she|he|my|the|weve)"
    " (?:[^ ]+ ){0,5}(?:had|got|did|was|were|have had|have) (?:[^ ]+ ){0,6}$"
    "| if (?:i|ive|we) (?:only |just |already )*(?:had|got|did|have had|was|have)"
    " (?:[^ ]+ ){0,6}$"
)
"""Not a supposition: "can I drink tonight if I had my lip flip done this morning"."""
DAY_IF = anywhere("(?<! as )if|will|gonna|want|book")
HYPOTHETICAL = not_far_before(
    "do (?:you|u) (?:have|do|open|work|offer)|in case|what if|what about|how about|if i"
    "|if it|say i",
    12,
)
QUESTION_OPENING = just_after(
    "is it |are |can |could |do |does |will |would |should |what |whats |when |how |why "
    "|wat |hw |wen |if "
)
MAY_I = re.compile(
    " (?:(?:can|could|should|may|must|do|shall|when can|cn) (?:i|we|you|u|people|they)"
    "|(?:is|was) it (?:ok|safe|fine|alright|allowed|advisable|bad) to)(?! be | feel | look "
    "| worry | still| have (?!to )| get (?:a|an|this|these) | keep ) "
)
ASKS_AHEAD = re.compile(
    " (?:can|could|should|may|must|will|would|shall|if|when|do|is it)"
    " (?:i|you|u|we|it|ok|safe|they|she|he|my|the) "
    "| (?:tomorrow|next|booked|thinking|planning|hoping|want|going to|gonna|due) "
)
ASKS_SLOT = re.compile(
    " (?:tienen|teneis|hay|avez vous|tem|avete|habt ihr|haben sie) (?:[^ ]+ ){0,6}$"
    r"| (?:have (?:you|u) got|do (?:you|u) have|got any\w*|is there|are there|any\w* free"
    r"|any\w* available) (?:[^ ]+ ){0,6}$"
)
ASKS_LENGTH = anywhere("can|wait|lasts?|how")
DATE_ASKED = anywhere("what (?:date|day) (?:is|was|will|would)")
HOW_LONG = anywhere(
    "how long|how often|how many|how much|how soon|results last|does it last|longest"
    "|shortest|whats (?:your|the)|when (?:will|do|does|should|would)"
)
DOES_IT = just_after("(?:does|do|will|would|can) (?:it|they|botox|this|that|bruising|swelling) ")
WHAT_HAPPENS = re.compile(
    " (?:what|how|which|when) (?:[^ ]+ ){0,4}(?:happens?|hapens|expect|see|normal on|look like) "
)
USUALLY = re.compile(
    "^ (?:does|do|will|would|is it|when|how|should|can) .*(?:usually|normally|typically"
    "|effects?|results?|kick|last) "
)
SAYS = anywhere("says?|said|told|reckons?")
VERSUS = anywhere("vs|versus")
JUDGES_RESULT = anywhere(
    "look|looks|went|wore|lasted|disappeared|mine|best|settles|works?|wears|vs|or|results?"
)
TOO_LONG = just_after(
    "(?:be )?(?:enough|plenty|sufficient|long enough|ok|okay|fine|safe|time)"
    " (?:before|between|ahead|notice|time|rest|for a|for the|for my)"
    "|(?:is )?too (?:long|soon|short|early|far|late|often)"
    " (?:to|between|a|for a|for the next)",
    whole=True,
)
TOO_SOON = re.compile(
    "^ (?:too (?:soon|early)|long enough|enough|early) (?:to|for)"
    " (?:say|tell|judge|know|worry|complain|panic|be|it)"
)
MAY_HAPPEN = re.compile(
    "^ (?:so |and |ok |hi |but )*(?:can|could|might|would|does|do|will)"
    " (?:a|an|any|one|someone|somebody|people|things|botox|symptoms|side|problems|droops"
    "|twitches|bruises|complications|reactions) "
)
MAY_COME_IN = re.compile(
    " (?:can|would|will) (?!(?:[^ ]+ ){0,8}still )(?:my|a|an|the|it) (?:[^ ]+ ){1,6}$"
)
MAY_TURN_UP = re.compile(
    " (?:could|can|might|would|may|will|does|do)"
    " (?!(?:[^ ]+ ){0,8}still )(?:my|a|an|the|it|you|one|they|someone|somebody|things"
    "|symptoms|botox|side|problems) (?:[^ ]+ ){0,9}$"
)
"""What is only feared: "could a droop turn up two weeks later"."""
NOT_YET = re.compile(
    " (?:havent|hasnt|not|hvnt|havnt|never) (?:yet )?(?:had|booked|been|got|done|decided"
    "|having)(?: (?:it|any|anything|mine|botox|1|done|in|yet|the injection|any of it"
    "|a thing))* (?:yet )?(?=[.,!?;)]|$|so |but |and |just )"
    "| (?:thinking of|thinking about|considering|planning on|before i)"
    r" (?:having|getting|trying|book\w*|commit\w*) "
    "| (?:future|upcoming) (?:appointment|session|treatment|injection) "
)
CONSIDERED = re.compile(
    " (?:thinking (?:of|about)|considering|contemplating|planning|toying with|fancy|fancying|pondering)"
    " (?:an?|the|my|some|more|having|getting|trying|doing|botox|injection|treatment|forehead|frown|lip"
    "|crows?|masseter|jaw|neck|chin|brow|baby|preventative|full)"
    " (?:[^ ]+ ){0,5}(?:on |this |for )*$"
)
"""What is only thought of for a day: "considering my chin for Friday"."""
MY_APPOINTMENT = re.compile(
    "^ (?:is|are|when is|whens|whats|was) (?:my|the|our|her|his)"
    " (?:next )?(?:appointment|review|booking|session) "
)
AWAITED = not_far_before(
    "getting|having|booked|booking|book|going (?:to|away|on holiday|out|back|in)|heading"
    "|leaving|off to|gonna|coming|come (?:in |back )?for|to have|to get|ok to|safe to|can i"
    "|could i|should i|cancel|move|will|ill|due|want|if|reschedule|rebook|appointment is",
    6,
)
MOVED = re.compile(
    "(?<! no)(?<! any)(?<! the)(?<! see)(?<! a)"
    " (?:move|change|chagne|reschedule|rearrange|swap|switch|cancel|push|bring|shift|rebook"
    "|postpone|transfer) (?:[^ ]+ ){0,6}$"
)
ANY_DAY = just_before("a|an|any|another")
NOT_THAT_DAY = just_before("til|before|than|every|each|for", "the|last")
