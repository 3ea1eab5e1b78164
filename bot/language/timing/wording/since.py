""" "Since", "from" and "until", and what may stand between them and a time."""

from __future__ import annotations

import re

from bot.language.timing.wording.shapes import anywhere, just_after, just_before

SINCE = just_before(
    "since|from|as of",
    "about|around|at|the|time|like|roughly|maybe|last|early|late|on|sometime|some|this|waking up"
    r"|\d{1,2}(?::\d\d)?|am|pm|oclock|i woke up|only|just|earlier|before|a|mid|either|el|la"
    "|le|les|los|lo|il|o|dem|der|den|am|um",
)
UNTIL = just_before(
    "until|till|til|up to|up until", "about|around|late|early|the|after|at least|just"
)
NEAR = just_before("before|after|around", "the|just")
SINCE_SOMETHING = re.compile(" since ((?:[^ ]+ ){1,14})$")
SINCE_TIME = re.compile(
    "^(?:the |last |this |about |around |early |late )*(?:yesterday|today|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|\d|night|weekend|week|morning|a couple"
    "|a few) "
)
THE_DAY_AFTER = re.compile("^the (?:day|morning|night|evening) (?:after|before|following) ")
SOMEBODY_TREATED = re.compile(
    r"\b(?:you|u|i|she|he|they) (?:did|was|left(?!"
    " (?:work|home|bed|the (?:house|pub|party|gym|office)))|had|saw|came|zapped"
    r"|got(?! (?:off|home|up|in|back|out|on|into|to)))\b"
)
SOMETHING_HAPPENED = re.compile(
    "^(?:about |around |just |after )*(?:i|we|my|our|the|a|he|she"
    "|(?!seeing|visiting|coming|having|getting|leaving)[a-z]+ing)"
    " (?!(?:botox|tox|injection|treatment|appointment|session) )"
)
WHEN_TREATED = re.compile(
    "^ (?:, )?(?:when|the day(?: that| when)?|(?:which|that) (?:is|was) (?:when|the day)"
    "|thats when|which is when) ((?:[^ ]+ ){1,9})"
)
"""After "since Saturday": the day is the treatment's as well."""
HAD_TREATMENT = re.compile(
    "^ (?:only |now )?(?:i|we|she|he|they) (?:only )?(?:have |has |had |am |was "
    "|did )?(?:have|has|had|did|made|took|taken|put|got|done|make|take|was"
    "|am) ((?:[^ ]+ ){1,5})"
)
"""After "since five days": what follows is the treatment, in the words of a non-native writer."""
HAD_SINCE = re.compile(
    " (?:had|got|do am|did|do it|done it|took|take|made|make) (?:[^ ]+ ){0,4}(?:since|from) $"
)
ON_SINCE = re.compile(
    " (?:on (?:my|the|a) (?:period|pill|diet|break|meds|antibiotics|course|waiting list)"
    "|(?:on )?(?:antibiotics|steroids)(?: [^ ]+){0,3}|on (?:antibiotics|holiday|leave|steroids|meds|hold|tablets)|off (?:work|sick)"
    "|breastfeeding|pregnant|engaged|married|single|a (?:client|customer|patient))"
    " (?:[^ ]+ ){0,2}since (?:the |last |about )*$"
)
FROM_PAPERS = anywhere(
    "holidays?|hols|vacation|flight|cruise|closed|results?|review|photos?|away|leave|off|work"
)
BRUISE_FROM = re.compile(
    r" (?:bruis\w*|brusi\w*|briu?s\w*|brui\w*|lump|mark|bump|shiner|redness)s? (?:[^ ]+ ){0,9}from $"
)
OF_MARKS = re.compile(
    " (?:marks?|points?|sites?|spots?|holes?|puffiness|puffy|swelling|bumps?|lumps?"
    r"|bruis\w*|redness) (?:[^ ]+ ){0,6}from $"
)
AFTER_NOW = just_after("after |post |following ")
NO_CHANGE = re.compile(
    " (?:wasnt|werent)(?: there| so bad| as bad| doing it| like this| like that)? (?:on|at)(?: the)? $"
    "| (?:no (?:change|different|difference|better|worse|improvement)|same|unchanged"
    "|not changed|nothing changed|bigger|smaller|stronger|weaker)"
    " (?:[^ ]+ ){0,3}(?:from|since|as|than|to|at|on)(?: it was)?(?: on| in| at"
    "| during)?(?: the| my)? $| as (?!soon|early|far|long|well|late|recent)[^ ]+ as"
    " (?:(?:it|they|that) (?:was|were|did) )?(?:back )?(?:on |in |at )?(?:the )?$"
    "| (?:as|than) it was (?:in|on|at|during) (?:the |my )?$"
)
