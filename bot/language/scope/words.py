"""The small words that scope hangs on."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STRONG = _set("! . ; ?")
"""End a sentence."""

JOINTS = _set(", - : ( ) ... … / but because as since although though while whereas yet except")
"""After these, somebody may come back from what is supposed, past or another's to what is."""

SELF = _set("i im ive me mine my myself")
"""The writer."""

UNREAL = _set("would might could if should were will may unless")
"""Where one of these stands, nothing is said to be so."""

# Denials ------------------------------------------------------------------------------------------

NOUN_NEGATORS = _set(
    "absent denies kein keine neither ni nil no none nope nah nor ohne sans sin without zero minus nothing nada zilch"
)
"""Deny the names that follow: "no fever or rash", "without pain"."""

VERB_NEGATORS = _set("not never isn't haven't")
"""Deny the verb that follows; whether they deny a symptom hangs on that verb."""

NEGATORS = NOUN_NEGATORS | VERB_NEGATORS

FREEING = _set("free clear absence spared negative")
"""Deny the names that follow their "of", "from" or "for": "free of any droop", "negative for fever"."""

BOUND = _set("not never hardly want wanted wish hope hoping until till be when would longing if")
"""Before a freeing word these tell that one is not free of it."""

MODAL = _set("can cannot could should will would")
"""Before "not" these make no denial: "can't swallow" is a complaint."""

DENIAL_BREAKS = _set(
    """
    aber although apart because besides solo but except however if instead just mais my only pero
    since so still then though unless until when whereas which while with yet why how
    """
)
"""End the reach of a negator."""

BEFORE_MY = _set(
    "with in of to on from about around nor neither is are am was do does has have did"
)
"""Before "my" these let a denial go on: "no change in my voice", "nor is my arm weak"."""

NEW_SUBJECTS = _set(
    """
    a also am because both can every everything eyes feel feels food getting got have he head
    i is it just keep light little my now one only people she slight sometimes that the then
    there they things this today we what when words you your
    """
)
"""Begin a new statement after a comma or "and"."""

FINITE = _set(
    "is am are was have has keep keeps been feel feels can came got do does goes will started went"
)
"""Verbs that make a new statement of what follows a comma."""

HAVING = _set(
    """
    have had has got get gets getting gotten having experience experienced experiencing feel feeling
    felt notice noticed noticing see seen seeing suffer suffered suffering develop developed
    developing show showing any be suffering complaining spotted
    """
)
"""Verbs that hand a negation on to what is had: "I haven't had any fever"."""

PASSING = _set(
    """
    really actually even currently ever now so far at all whatsoever either noticeably particularly been being once
    especially remotely visibly obviously presently personally in the least slightest
    any a an the that much as or and of one bit hint whiff suggestion ghost suspicion trace sign signs episode instance incident occasion shred touch single spot word jot
    """
)
"""Between a "not" and what it denies these change nothing."""

SPENT = _set(
    """
    idea clue memory doubt longer wonder one joke joking kidding way point matter good use better reason sleep time
    surprise choice change improvement difference relief help answer luck end rest sign_of_improving
    sure certain right normal ok fine only just too budging stopping let
    """
)
"""A negation before these is spent on them: "no idea why my lid droops", "not right, my lid sags"."""

RECOVERY = _set(
    """
    lifting going easing improving settling stopping fading shifting getting clearing resolving leaving
    budging better lessening
    """
)
"""After a symptom these say that it is there: "no sign of the droop lifting"."""

GOODS = _set(
    "strength power grip control force breath air puff voice feeling bladder energy oxygen words"
)
"""To have none of these is the complaint: "no bladder control"."""

TROUBLES = _set(
    """
    trouble troubles problem problems issue issues change changes loss lost difficulty difficulties
    shortness probs probably bother bothers hassle hassles drama dramas complaint complaints worries
    concerns grief bovver
    """
)
"""To have none of these is none: "no bladder problems"."""

WORKING = _set(
    """
    meet match line level open stay lift work focus fit hold close move join straight right normal up
    shut come coming go going down sit stop clear even steady shift leave align respond obey listen
    swallow breathe meeting matching lining opening staying lifting working focusing fitting holding
    closing moving joining shifting aligning responding obeying listening swallowing breathing
    """
)
"""What a healthy part does. Not to do it is the complaint: "my lid does not lift"."""

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

NONE = _set("no none nope nah negative nil absent nada zilch zero ❌ 🚫 ✖ ✗ ✘ 👎 🙅")
"""After the name of a symptom: "fever: none"."""

MINOR = _set("small little mild slight minor bit tiny mere just only simple normal ordinary usual")
"""What is called not small is large: "I wouldn't call it a small rash"."""

FOLLOWERS = _set("though tho instead")
"""After a name of a list these set it against what was denied: "no rash, throat swelling though"."""

# Suppositions -------------------------------------------------------------------------------------

HABITS = _set(
    """
    am bend bite blink breathe chew close concentrate cover cough drink drive eat even frown hold keep
    laugh lay lean lie lift look move open press pucker purse push put raise read roll scroll shut sing
    sip sit smile sneeze speak squint stand stretch swallow take talk tap tilt tip touch try turn use
    walk watch wear yawn
    """
)
"""After "if I" these speak of what happens, not of what might."""

UNSURE = _set(
    """
    sure certain tell wonder wondering as like see unsure check checking dunno ask asks asked asking know
    knows wondered even
    """
)
"""Before "if" these tell a doubt about what is, not about what might be."""

POLITE = _set(
    """
    tell say explain help call ring phone advise please let look check confirm have ask get_back send
    book see let_me not call come take give want mind hear show
    """
)
"""After "could you" these ask a favour."""

MAYBE_OPENERS = _set("can could do does will would may might")
"""Open a question about anybody."""

ASKING = _set("is are what why how when which who whom where at from in")
"""Open a question that may be about anybody."""

STAYS = _set("never keeps still stays stay again")
"""In a "what if" these tell that it is there already."""

THERE = _set("since began started still mine ever already twice did last")
"""Elsewhere in the message these tell so too."""

TIMES = _set("day days week weeks wks hours hrs ago yesterday today d")

# Others -------------------------------------------------------------------------------------------

TELLS = _set(
    """
    asked asks agrees agreed called calls checked checks confirmed confirms did drove found injected insisted insists joked jokes
    laughed laughs made mentioned noticed notices pointed reckon reckons recommended said saw
    say says see sees spotted suggested swears tells think thinks thought told took wants
    """
)
"""What others do without being the patient: "my wife says my lid droops"."""

INJECTS = _set(
    """
    did explained gave hit injected jabbed marked mentioned put recommended said says stuck
    told treated used warned
    """
)
"""What the injector did: "she put it in my chin"."""

WITNESS = _set(
    """
    think thought know reckon guess believe found find saw see noticed notice hear heard care look hope
    need want called call rang ring told suppose came went live share work drove took gave am was
    """
)
"""After "I" these leave the other person the patient: "I found her on the floor"."""

VOCATIVES = _set(
    "mate mates pal bro bros sis buddy man guy guys lady bestie besties bff boss friend friends lads love"
)
"""Words that address the reader unless an article or "my" stands before."""

OWNERS = _set(
    "my a an the our your his her this that some one another their old elderly dear poor late"
)

# Pasts --------------------------------------------------------------------------------------------

LASTING = _set("breathing_difficulty chest_pain collapse seizure suicidal_thoughts weakness:stroke")
"""Symptoms that passing does not take back."""

BACK = _set("again now still tonight currently today")
"""What is past is not past with one of these."""
