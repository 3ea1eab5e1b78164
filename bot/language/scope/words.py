"""The small words that more than one module of scope hangs on; what one alone needs stands there."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STRONG = _set("! . ; ?")
"""End a sentence."""

SELF = _set("i im ive me mine my myself")
"""The writer."""

# Denials ------------------------------------------------------------------------------------------

NOUN_NEGATORS = _set(
    "absent denies kein keine neither ni nil no none nope nah nor ohne sans sin without zero minus nothing nada zilch"
)
"""Deny the names that follow: "no fever or rash", "without pain"."""

VERB_NEGATORS = _set("not never")
"""Deny the verb that follows; whether they deny a symptom hangs on that verb."""

NEGATORS = NOUN_NEGATORS | VERB_NEGATORS

MODAL = _set("can cannot could should will would")
"""Before "not" these make no denial: "can't swallow" is a complaint."""

DENIAL_BREAKS = _set(
    """
    aber although apart because besides solo but except however if instead just mais my only pero
    since so still then though unless until when whereas which while with yet why how
    """
)
"""End the reach of a negator."""

FINITE = _set(
    "is am are was have has keep keeps been feel feels can came got do does goes will started went"
)
"""Verbs that make a new statement of what follows a comma."""

HAVING = _set(
    """
    have had has got get gets getting gotten having experience experienced experiencing feel feeling
    felt notice noticed noticing see seen seeing suffer suffered suffering develop developed
    developing show showing any be complaining spotted
    """
)
"""Verbs that hand a negation on to what is had: "I haven't had any fever"."""

SPENT = _set(
    """
    idea clue memory amount quantity doubt longer wonder one joke joking kidding way point matter good use better reason sleep time
    surprise choice change improvement difference relief help answer luck end rest
    sure certain right normal ok fine only just too budging stopping let
    """
)
"""A negation before these is spent on them: "no idea why my lid droops", "not right, my lid sags"."""

TROUBLES = _set(
    """
    trouble troubles problem problems issue issues change changes loss lost difficulty difficulties
    shortness probs probably bother bothers hassle hassles drama dramas complaint complaints worries
    concerns grief bovver
    """
)
"""To have none of these is none: "no bladder problems"."""

BODY = _set(
    """
    eyelid eyelids eye eyes throat tongue lips lip face mouth neck head arm arms leg legs chest heart jaw
    cheek vision voice speech
    """
)
STATES = _set(
    """
    shut closed closing gone down up dropped drooping drooped completely hanging falling stuck numb weak
    slurred slurring double blurred blurry tight stiff swollen dead worse badly sagging is are
    """
)
"""After a part of the body these tell how it is."""

EVER_BEFORE = _set("before until till like this such so")
"""With "never" these tell of a first time: "I've never had a headache like this"."""

# Suppositions -------------------------------------------------------------------------------------

POLITE = _set(
    """
    tell say explain help call ring phone advise please let look check confirm have ask send
    book see not call come take give want mind hear show
    """
)
"""After "could you" these ask a favour."""

MAYBE_OPENERS = _set("can could do does will would may might")
"""Open a question about anybody."""

ASKING = _set("is are what why how when which who whom where at from in")
"""Open a question that may be about anybody."""

# Others and pasts --------------------------------------------------------------------------------

INJECTS = _set(
    """
    did explained gave hit injected jabbed marked mentioned put recommended said says stuck
    told treated used warned
    """
)
"""What the injector did: "she put it in my chin"."""

OWNERS = _set(
    "my a an the our your his her this that some one another their old elderly dear poor late"
)
