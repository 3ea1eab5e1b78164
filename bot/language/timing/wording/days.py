"""Round a day: "by Friday", "today is day 11", "what to expect on day 3"."""

from __future__ import annotations

import re

from bot.language.timing.wording.shapes import anywhere, just_after, just_before

IM_ON = just_before("im|its|it is|i am|im on|am on|were on|im at|todays|today is|now|now on")
EXPECTED = anywhere("should|will|would|shall|ought|supposed|meant")
BY = just_before("by", "the|last|about")
BY_THEN = anywhere("by then|before then|in time")
FROM_DAY = just_before("from", "about")
AROUND_DAY = just_before("around|by|from|about|since|at around|on around", "about|the|like")
BETWEEN = re.compile("(?<! further)(?<! far)(?<! farther) between (?:[^ ]+ ){0,4}$")
BEFORE_DAY = just_before(
    "before|by|until|till|til|after|past|from|between|to|if|say|reach|reaches|hits?|than|vs"
    "|versus|around|once|when|beyond|for|wait|comes?|of|or|and|for my",
    "about|around|the|my|its|it is|we get to|i get to|i hit|i reach",
)
DAY_OF_TREATMENT = just_before("to|of|and|for my|around|past|or|on")
DAY_IS_PLANNED = just_after(
    "when (?:its|it|the|results?|everything|you|youd|things|i should|id)|vs|versus|to day"
    "|comes|review|check|appointment|is when|supposed"
)
WHEN_DONE = just_after("when (?:its|it|the|results?|everything|you|youd|things|i should|id) ")
NAMES_A_DAY = just_after("was|is|being|=|:", whole=True)
BECAME = just_after(
    "(?:is|its|makes|makes it|will be|would be|was"
    r"|marks) (?=(?:day|the|a|my|exactly|\d|about|week|now))|(?=the (?:\d+(?:st|nd|rd|th)|\d\d) |day \d)"
)
IS_DAY = re.compile(
    " (?:is|are|isnt|will be|shall be|gets|falls) (?:not )?(?:on |for )?(?:the |this |next )?$"
)
TODAY_IS = re.compile(
    " (?:it|its|today|that|this|injection|botox|treatment|session|which)"
    " (?:is|was)? ?(?:on )?(?:the )?$"
)
CURRENT_DATE = just_before(
    "its|it is|todays?|todays date is|today is|now",
    "on|now|already|only|just|the|actually|currently",
)
TOLD_TIME = anywhere(
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|ago"
    r"|\d+(?:st|nd|rd|th)"
)
AHEAD_IN = re.compile(
    " (?:im|i am|its|is|are|theres|have|ive|weve|got) (?:an? |my |the |our )?(?:[^ ]+ ){0,4}$"
)
OF_OTHER_COURSE = just_after(
    "of (?:them|these|those) |of (?:my |the |a |this )?(?:period|cycle|cold|flu|antibiotics"
    "|course|holiday|diet|month|pregnancy)"
)
