"""What a time dates: the treatment, the onset of a symptom, or neither.

Each time is judged in its clause first (`T`/`O` sure, `t`/`o` likely, `B` both, `A` counted after the
treatment, `X` neither); then the message as a whole settles the likely ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.language.timing import cues
from bot.language.timing.context import Context, context_of
from bot.language.timing.expression import Expression
from bot.language.timing.line import Line

_SINCE = re.compile(r" (?:since|from|as of)(?: (?:about|around|at|the|like|roughly|maybe|last|early|late|on|sometime|some|this|waking up|i woke up|only|just|earlier|before|a|mid|either|el|la|le|les|los|lo|il|o|dem|der|den|am|um))* $")
_SINCE_SOMETHING = re.compile(r" since ((?:[^ ]+ ){1,14})$")
_SINCE_NOW = re.compile(r"^ (?:since|post|from when|after|following|past|on from|out from|from|into) ")
_IN_OR_ON = re.compile(r"^ (?:in|on|out|after|post|later|down the line)(?: now| already| so far| and| but)? (?:$|forehead|masseter|with|my|i |it|the|still|forehead|nothing)|^ (?:in|on|out|after|later|post|down the line) $")
_FOR = re.compile(r" (?:for|past|last|these|those|this last|over the|during|throughout|going on|durante|all)(?: (?:the|about|like|around|approximately|roughly|at|least|good|past|last|over|nearly|almost|well|these|a|maybe|some|just|only|going on))* $")
_LAST = re.compile(r" (?:last|past|these|previous)(?: (?:good|the|few))? $")
_NOT_A_TIME_LEFT = re.compile(
    r" (?:every|evry|each|per|another|wait|waiting|take|takes|took|taking|lasts?|lasted|lasting|within|up to|upto|next|first|in|give it|leave it|gave it|than|every other|once|twice"
    r"|times|sleep|slept|sleeping|spent|aged|age|allow|by|until|till|til|times a|once a|twice a|only lasts|just lasts|drop|between|before|needs?|minimum|at least every|vs|versus|of|under|expected|expect|cost|costs|rest|off|lose|min|a|booked|book|days?|all|the same|more than once|hold|ice)"
    r"(?: (?:about|around|approximately|roughly|like|the|a|at|least|another|full|up|to|only|me|just|more|good|us|him|her))* $"
)
_NOT_A_TIME_RIGHT = re.compile(
    r"^ (?:(?:- )?old|off|course|from now|before|until|till|til|apart|break|window|per|an? (?:day|week|month)|long|review|check|checkup|follow|top|wait|rule|gap|ahead|prior to|supply|in advance|sober|interval|guarantee|warranty|notice|each|vs|versus|or longer|drive|flight|shift|max|minimum|away|to go|left|more|of (?!this|it|these|twitch|flick|flutter|pain|head|heav|droop|blur|constant|non|being|feeling|having|jump|puls))"
)
_BEFORE_DAY = re.compile(r" (?:before|by|until|till|til|after|past|from|between|to|if|say|reach|reaches|hits?|than|vs|versus|around|once|when|beyond|for|wait|comes?|of|or|and|for my)(?: (?:about|around|the|my|its|it is|we get to|i get to|i hit|i reach))? $")
_CURRENT_DATE = re.compile(r" (?:its|it is|todays?|todays date is|today is|now)(?: (?:now|already|only|just|the|actually|currently))* $")
_REVIEW_RIGHT = re.compile(r"^ (?:was|is|were|will be) (?:the |my |just |only |when i (?:had|came|went) (?:for |in for )?)*(?:the |my |a )?(?:review|check|checkup|follow|consultation|top|consult|phone)")
_TREATMENT_RIGHT = re.compile(r"^ (?:was|were|is) (?:the |my |when i (?:had|got) |when (?:it|they) (?:was|were) )*(?:injection|treatment|botox|jab|appointment|injected|done|actual|day i|tox)")
_OF_SYMPTOM = re.compile(r"^ of (?:this|it|these|constant|non|being|feeling|having|feel|me|my)? ?[^ ]*|^ (?:like this|like that|this way|that way|straight|running|in a row|on the trot|solid|non stop|nonstop|now with|already with)")
_HYPOTHETICAL = re.compile(r" (?:in case|what if|if i|if it|say i) (?:[^ ]+ ){0,12}$")
_AFTER_AREA = re.compile(r" (?:after|post|following|aftr)((?: [^ ]+){1,5}) $")
_MAY_I = re.compile(r" (?:(?:can|could|should|may|must|do|shall|when can|cn) (?:i|we|you|u|people|they)|(?:is|was) it (?:ok|safe|fine|alright|allowed|advisable|bad) to)(?! be | feel | look | worry | still) ")
_UNTIL = re.compile(r" (?:until|till|til|up to|up until)(?: (?:about|around|late|early))? $")
_JUST = re.compile(r"(?<= )(?:i |ive |have |only )?just (?:had|got|been|left|walked|come|came|finished|stepped|out|back|home|driven|done)(?= )")
_WHERE = re.compile(r" (?:botox|tox|injection|injected|appointment|clinic|done|session|treatment|treated|jab|elevens) ")
_GENERAL_AFTER = re.compile(r" (?:if|when|would|could|how|what|can|should|is it tru|better|will) ")
_QUESTION_OPENING = re.compile(r"^ (?:is it|are|can|could|do|does|will|would|should|what|whats|when|how|why|wat|hw|wen|if) ")


@dataclass(frozen=True)
class Judged:
    """An expression with its verdict: "T", "t", "O", "o", "B", "A", "X"."""

    expression: Expression
    verdict: str
    context: Context


def judge(expressions: list[Expression], line: Line) -> list[Judged]:
    """Every expression with its final verdict: "T", "O", "B" or "X"; days may be recounted."""
    judged = []
    for expression in expressions:
        context = context_of(expression, line)
        judged.append(Judged(expression, _verdict(expression, context), context))
    return _settle(judged)


def _verdict(expression: Expression, context: Context) -> str:
    form = expression.form
    if form in {"future", "never"} or form == "ago" and expression.unit == "year":
        return "X"
    if form == "after":
        return "A"
    if _REVIEW_RIGHT.match(context.right) or cues.EARLIER.search(context.clause):
        return "X"
    if _TREATMENT_RIGHT.match(context.right):
        return "T"
    if re.match(r"^ (?:last year|years? ago|of last year)", context.right):
        return "X"
    if re.search(r" (?:not|than|except|apart from)(?: (?:on|the|my|it was))* $", context.left) and form != "length":
        return "X"
    since = _since(expression, context)
    if since:
        return since
    if form == "length":
        return _length(expression, context)
    if form == "day_number":
        return _day_number(expression, context)
    if form == "clock":
        return "t" if context.treated <= 3 else "X"
    return _point(expression, context)


def _since(expression: Expression, context: Context) -> str | None:
    if expression.form == "length" and re.match(r"^ (?:after|post|following) ", context.right):
        return None
    if _SINCE.search(context.left):
        if " since " in context.left and re.search(r" (?:had|got) (?:[^ ]+ ){0,4}(?:since|from) $", context.left) and context.symptom > 20:
            return "t"
        if " since " not in context.left[-40:] and (context.treated <= 3 or re.search(r" (?:results?|review|photos?|away|leave|off|work) ", context.left)):
            return "T" if context.treated <= 3 and context.treated_left else "X"
        of_treatment = any(cues.role(word) == "T" for word in context.right.split()[:3])
        return "B" if of_treatment and " since " in context.left else "T" if of_treatment else "O"
    found = _SINCE_SOMETHING.search(context.left)
    if found is None:
        return None
    words = found.group(1).split()
    roles = [cues.role(word) for word in words]
    if "T" in roles or "A" in roles or re.search(r"\b(?:you|u|i|she|he|they) (?:did|was|left|had|saw|came|zapped|got)\b", found.group(1)):
        if "B" in roles:
            return "O"
        return "B" if _tells_symptom(context) else "T"
    return None


def _tells_symptom(context: Context) -> bool:
    words = (context.sentence_left + context.sentence_right).split()
    return len(words) > 6 or any(cues.role(word) in {"S", "s"} for word in words)


def _length(expression: Expression, context: Context) -> str:
    left, right, unit = context.left, context.right, expression.unit
    general = cues.ADVICE.search(context.clause) is not None
    if unit == "year":
        return "X"
    if expression.days == (1, 1) and unit == "day" and not re.search(r" (?:been|about|around|only|just|for|day|last|1) $", left) \
            and not _SINCE_NOW.match(right) and not _IN_OR_ON.match(right) and context.text_is_a:
        return "X"
    if _SINCE_NOW.match(right) or _IN_OR_ON.match(right):
        if re.search(r" (?:if|wait|until|before|within|for|only|every)(?: [^ ]+){0,6} $", left) and general or re.search(r" (?:if|would|wait) ", left):
            return "X"
        if re.match(r"^ (?:in|on) ", right) and re.search(r" (?:wait|for|every|takes?|lasts?) $", left):
            return "X"
        if _MAY_I.search(left):
            return "X"
        if re.match(r"^ (?:after|later|following|post|past|from) ", right):
            return "A"
        return "T"
    if re.search(r" (?:how long|how often|how many|how much|how soon|results last|does it last|when (?:will|do|does|should|would)) ", context.sentence_left):
        return "X"
    if _LAST.search(left):
        return "O" if not general else "X"
    if _OF_SYMPTOM.match(right) and not general:
        return "O" if context.symptom < 20 or context.faint or re.match(r"^ (?:like|of this|of it|straight|running)", right) else "X"
    if re.match(r"^ (?:- )?old ", right) and unit in {"day", "week"} and any(cues.role(w) in {"T", "A"} for w in right.split()[:4]):
        return "T"
    if _NOT_A_TIME_RIGHT.match(right):
        return "X"
    if re.search(r" (?:after|post|at|past)(?: (?:about|around|the|only|just|like|over|nearly|well|almost))* $", left):
        opened = _QUESTION_OPENING.match(context.clause) or re.search(r" (?:look|looks|went|wore|lasted|disappeared|mine|best|settles|works?|wears|vs|or|results?) ", context.clause)
        if " vs " in context.sentence_right or general or opened or re.search(r" (?:if|would) ", left):
            return "X"
        return "t"
    if re.search(r" (?:botox|injection|tox|treatment|post|done|session|appointment|treated|injected)(?: (?:for|about|around|like|now|only|just|was|been))* $", left) and not re.search(r" (?:every|for|lasts?) $", left):
        return "X" if general and re.search(r" (?:can|wait|lasts?|how) ", left) or cues.BOOKED.search(left) and unit != "day" else "T"
    if _FOR.search(left) and not _NOT_A_TIME_LEFT.search(left):
        if general or cues.BOOKED.search(left) or re.search(r" (?:no|dont|avoid|not|only|was|were|lasted|out|wait|stay|ice|lie|google\w*|for up to|slept|work|worked|away) (?:[^ ]+ ){0,3}for ", left):
            return "X"
        present = re.search(r" (?:been|has|have|ive|its|now|keeps|still|is|are|had|cant|constant) ", context.clause)
        return "O" if present or context.symptom < 20 or context.faint or context.size <= 1 else "X"
    if re.search(r" within(?: (?:about|around))? $", left) and re.match(r"^ of ", right):
        return "A"
    if _NOT_A_TIME_LEFT.search(left) or general and (context.size > 3 or re.search(r" (?:says?|said|told|reckons?) ", left)):
        return "X"
    if re.search(r" been (?:[^ ]+ ){1,4}$", left) and context.symptom <= 3 and context.symptom_left:
        return "O"
    if re.search(r" (?:started|began|noticed|came on) (?:[^ ]+ )?$", left):
        return "O"
    if unit in {"hour", "minute", "second"}:
        if context.alone or context.treated <= 3 or context.area <= 2:
            return "t"
        return "X"
    if context.began < 4:
        return "o"
    if context.area <= 3 and context.symptom > 20 and not context.faint:
        return "T"
    return "t"


def _day_number(expression: Expression, context: Context) -> str:
    left = context.left
    if re.search(r" between (?:[^ ]+ ){0,4}$", context.sentence_left):
        return "X"
    if _BEFORE_DAY.search(left) or re.match(r"^ (?:vs|versus|to day|comes|review|check|appointment|is when|supposed)", context.right):
        if re.search(r" (?:to|of|and|for my|around|past|or|on) $", left) and context.treated < 3:
            return "T"
        return "A" if re.search(r" from (?:about )?$", left) else "X"
    if cues.BOOKED.search(left) and re.search(r" (?:if|will|gonna|want|book) ", left):
        return "X"
    if expression.unit == "week" and cues.ADVICE.search(context.clause):
        return "X"
    if re.search(r" (?:what|how|which|when) (?:[^ ]+ ){0,4}(?:happens?|hapens|expect|see|normal on|look like) ", context.clause):
        return "X"
    if context.began < 6:
        return "a"
    return "T"


def _point(expression: Expression, context: Context) -> str:
    form, left, right = expression.form, context.left, context.right
    near = min(context.treated, context.symptom, context.began)
    if _UNTIL.search(left):
        return "O" if cues.FINE.search(context.sentence_left) else "X"
    if re.search(r" (?:til|before|than|every|each|for)(?: (?:the|last))? $", left) or _HYPOTHETICAL.search(left):
        return "X"
    if form == "point" and re.search(r" (?:a|an|any|another) $", left):
        return "X"
    if re.search(r" by(?: (?:the|last|about))? $", left):
        asks = cues.BOOKED.search(context.clause) or cues.ADVICE.search(context.clause)
        return "X" if asks else "o" if context.symptom < 20 or context.began < 20 or " had " in right else "X"
    if _AFTER_AREA.search(left) and _names_area(left) and not cues.BOOKED.search(left):
        return "T"
    if form in {"point", "month"} and _CURRENT_DATE.search(left) and not re.search(r" (?:done|botox|injected|treated) ", context.clause):
        return "X"
    if form == "today" and context.treated > 3 and (context.began > 20 and cues.TREND.search(context.clause)):
        return "X"
    adjacent = context.treated <= 2 and context.treated_left
    if form in {"point", "month", "today"} and cues.BOOKED.search(left + right[:1]):
        past = cues.PAST.search(context.clause)
        waiting = re.search(r" (?:getting|having|booked|booking|book|going (?:to|away|on holiday|out|back|in)|heading|leaving|off to|gonna|coming|cancel|move|will|ill|due|want|if|reschedule|rebook|appointment is) (?:[^ ]+ ){0,6}$", left)
        visit = re.search(r" (?:appointment|session|visit|treatment)(?: (?:is|on|at|the|this))* $", left)
        if not past and (waiting or visit or not adjacent):
            return "X"
        if past and waiting and not re.search(r" (?:was|were|been|had|got) (?:[^ ]+ ){0,7}$", left):
            return "X"
    if context.began <= near and context.began < 12:
        if context.treated < 20 and context.treated_left and re.search(r" (?:after|from|since|following|post) (?:[^ ]+ ){0,6}$", left):
            return "T"
        return "O"
    if cues.ERRAND.search(context.clause) and context.treated > 3 and context.symptom > 3:
        return "X"
    if context.treated < 20:
        if cues.ERRAND.search(left) and not adjacent and context.treated > 4:
            return "X"
        if context.symptom < context.treated and context.symptom_left and context.treated_left and not context.treated <= 4:
            return "O"
        if context.symptom < context.treated and not context.treated_left and context.began < 20:
            return "O"
        if context.symptom < 3 and context.symptom < context.treated and not context.treated_left \
                and form in {"point", "today"} and not re.search(r" (?:had|got) ", right):
            return "o"
        return "T"
    if re.search(r" (?:had|got|did) (?:(?:my|the|her|his|their|a|full|both|just|me) )*(?:[^ ]+ ){0,3}$", left) and context.area < 5 and context.symptom > 20:
        return "T"
    return _untreated(expression, context)


def _names_area(left: str) -> bool:
    """Whether the words between "after" and the time are an area: "bruise after crows feet yesterday"."""
    found = _AFTER_AREA.search(left)
    return found is not None and any(cues.role(word) == "A" for word in found.group(1).split())


def _untreated(expression: Expression, context: Context) -> str:
    """A point in a clause that names no treatment."""
    form = expression.form
    if re.search(r" (?:it|that|they|those|which) (?:was|were)(?: (?:on|the|like|about|around|only|just|actually|last|i think|done))* $", context.left):
        return "t"
    symptom = context.symptom < 20 or context.faint and not context.area < 4
    if form == "ago":
        if symptom and expression.unit in {"hour", "minute", "second"} and context.area > 20:
            return "o"
        if re.search(r" (?:that was|it was|this was|that happened) (?:about |around |only |just )?$", context.left):
            return "t"
        if symptom and re.search(r" (?:went|woke|passed|fainted|collapsed|fell|vomited|threw|suddenly|moved|dropped|gone|has come|appeared) ", context.clause):
            return "o"
        return "t" if symptom else "T" if context.area < 20 else "t"
    if symptom and form != "vague":
        return "t" if context.area < 3 and context.symptom > context.area + 4 else "o"
    if context.area < 20 or context.alone:
        return "T" if context.area < 4 and context.size < 8 and form != "today" else "t"
    if form == "today" and context.size > 4:
        return "o"
    return "t"


def _settle(judged: list[Judged]) -> list[Judged]:
    """Likely verdicts become final, given what else the message says."""
    sure = [j for j in judged if j.verdict in "TB"]
    if not sure:
        judged = _promote(judged)
        sure = [j for j in judged if j.verdict in "TB"]
    treatment = _main(sure)
    onset = any(j.verdict in "OB" for j in judged)
    sure_onset = any(j.verdict == "O" for j in judged)
    out = []
    for one in judged:
        verdict, expression = one.verdict, one.expression
        if verdict == "T" and expression.form == "vague" and any(j is not one for j in sure):
            verdict = "X"
        elif verdict in "Aa":
            expression, verdict = _after(one, treatment)
        elif verdict == "t":
            verdict = "T" if treatment and expression.days == treatment.expression.days else _demoted(one)
        elif verdict == "o":
            idle = one.context.symptom > 20 and sure_onset
            verdict = "X" if expression.form == "today" and onset or idle else "O"
        onset = onset or verdict == "O"
        out.append(replace(one, verdict=verdict, expression=expression))
    return out


def _demoted(one: Judged) -> str:
    """A likely treatment time in a message that has a sure one."""
    context, form = one.context, one.expression.form
    if form in {"length", "ago"} and (context.symptom < 20 or context.faint or context.alone or "been" in context.left
                                      or " that was " in context.left):
        return "O"
    return "X"


def _promote(judged: list[Judged]) -> list[Judged]:
    """Without a sure treatment time, the likeliest one is it."""
    after = [j for j in judged if j.verdict in "Aa" and j.expression.form != "after"]
    likely = [j for j in judged if j.verdict == "t"]
    if likely:
        strong = [j for j in likely if j.expression.form in {"ago", "length"}] or \
            [j for j in likely if j.expression.form not in {"vague", "clock"}] or likely
        strong += [j for j in likely if j not in strong and j.context.area < 4 and j.expression.form == "point"]
        if after and all(j.expression.form in {"today"} for j in strong) and not all(j.context.alone for j in strong):
            strong = []
        return [replace(j, verdict="T") if j in strong else j for j in judged]
    return judged


def _main(sure: list[Judged]) -> Judged | None:
    return sure[0] if sure else None


def _after(one: Judged, treatment: Judged | None) -> tuple[Expression, str]:
    """"two days after": from the treatment's own day when that is known, else from today."""
    expression = one.expression
    if treatment is None or one is treatment:
        return expression, "X" if expression.form == "after" else "T"
    low, high = treatment.expression.days
    if one.verdict == "a" and expression.days[0] >= high:
        return expression, "T"
    if expression.unit in {"hour", "minute", "second"}:
        days = (max(low - 1, 0), high)
    else:
        days = (low - expression.days[1], high - expression.days[0])
    if days[1] < 0:
        return expression, "X"
    days = (max(days[0], 0), days[1])
    if expression.form == "after" and one.context.began > 15 and one.context.symptom > 15:
        return expression, "X"
    if expression.form == "after" and (days[1] == 0 or low < 1) and one.context.began > 15:
        return expression, "X"
    return replace(expression, days=days), "O"


def just_now(line: Line) -> list[Expression]:
    """ "I just had my forehead done", "just left the clinic": today, without a time word."""
    found = []
    for match in _JUST.finditer(line.line):
        expression = Expression(match.start(), match.end(), (0, 0), "today")
        context = context_of(expression, line)
        roles = {cues.role(word) for word in context.right.split()}
        if _WHERE.search(context.right) or "A" in roles and "S" not in roles and " had " in match.group() + " ":
            found.append(expression)
    return found
