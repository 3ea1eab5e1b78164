"""What a symptom does at a time: it comes, it is there, it has not gone."""

from __future__ import annotations

import re

from bot.language.timing.wording.shapes import anywhere, just_after, just_before, not_far_before

WENT = anywhere("went|gone|dropped|happened|collapsed|passed|fell|appeared|came")
SUDDENLY = anywhere(
    "went|woke|passed|fainted|collapsed|fell|vomited|threw|suddenly|moved|dropped|gone"
    "|has come|appeared"
)
PASSED_OUT = anywhere("passed out|blacked out|went down|keeled over")
MANY_TIMES = just_before(
    r"twice|once|\d+ times?|couple of times|several times|again|suddenly|out cold"
)
SO_MANY_TIMES = re.compile(
    r"^ (?:about |only |just |maybe |like )?(?:\d+|twice|once|few) ?(?:times?|x|of them"
    "|twitches) "
)
HAPPENED_THEN = not_far_before(
    "came|come|appeared|happened|dropped|fell|went|got|developed|within", 4
)
BEGAN_LENGTH = re.compile(" (?:started|began|noticed|came on) (?:[^ ]+ )?$")
BEEN_SO = re.compile(" been (?:[^ ]+ ){1,4}$")
BEEN_THERE = re.compile(
    "^ (?:its|it has|ive|i have|has|have) (?:been (?:there|like|this|going|doing|feeling)"
    "|had (?:it|this)) "
)
LIKE_THIS = re.compile(
    " been (?:like (?:this|that|it)|this way|that way|going on|happening"
    "|doing (?:this|that|it))(?: for| now| about)* $"
)
ITS_BEEN = just_before(
    "(?:its|it has|it|that|thats|this has|this) been"
    "|been (?:like this|that way|going on|going|happening|doing it|so)|going on|on the go",
    "for|about|around|over|nearly|almost|a|good|only|just|maybe|at least|like|now|well|some"
    "|must be",
)
STILL_SO = anywhere("been|has|have|ive|its|now|keeps|still|is|are|had|cant|constant")
OF_SYMPTOM = just_after(
    "of (?:this|it|these|constant|non|being|feeling|having|feel|me|my)? ?[^ ]*|like this"
    "|like that|this way|that way|straight|running|in a row|on the trot|solid|non stop"
    "|nonstop|now with|already with"
)
OF_THIS = just_after("like|of this|of it|straight|running")
NOT_OVER = re.compile(
    " (?:and|but|,|or) (?:(?:it|that|its|they|theyre|the [^ ]+|still) )*(?:has|have|hasnt"
    "|havent|not|wont|never|isnt|still|been|wouldnt|doesnt|didnt)"
    " (?:(?:not|yet|really|quite|fully|been|yet|is|once|let) )*(?:cleared?|gone|go|went"
    "|stopped|stop|shifted|shift|eased|settled?|lifted|left|budged|opened|open|come"
    "|improved|faded|quit|there|same|like|since|happening|passed|up)"
    "| (?:ever|and still|still) since "
)
NO_EFFECT = not_far_before(
    "nothing|no (?:results?|effect|change|difference|movement)|not (?:see|seeing|seen) any"
    "|cant see any|not working|didnt work|still (?:nothing|moving|moves?|frowning|the same)",
    4,
)
HABIT = anywhere("when i|whenever|if i|every|each|always")
WOKE_ELSEWHERE = anywhere(
    "floor|face down|on my (?:face|front|side|stomach|belly|tummy)|feel normal|if|what if"
    "|when i wake|would i|every|always|in time"
)
