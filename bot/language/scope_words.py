"""The small words that scope hangs on."""

from __future__ import annotations

STRONG = frozenset(
    """
    ! . ; ?
    """.split()
)
"""End a sentence."""

BREAKS = frozenset(
    """
    aber although apart because besides solo but except however if instead just mais my only pero
    since so still then though unless until when whereas which while with yet
    """.split()
)
"""End the reach of a negator."""

SUBJECTS = frozenset(
    """
    a also am because both can every everything eyes feel feels food getting got have he head
    i is it just keep light little my now one only people she slight sometimes that the then
    there they things this today we what when words you your
    """.split()
)
"""Begin a new statement after a comma or "and"."""

NEGATORS = frozenset(
    """
    absent denies haven't isn't kein keine nah neither never ni nil no none nope nor not
    nothing ohne sans sin without zero
    """.split()
)
"""Deny what follows."""

MODAL = frozenset(
    """
    can cannot could should will would
    """.split()
)
"""Before "not" these make no denial: "can't swallow" is a complaint."""

RELATION_VERBS = frozenset(
    """
    asked asks called calls did drove found injected insisted insists joked jokes keeps
    laughed laughs made mentioned noticed notices pointed reckon reckons recommended said saw
    say says see sees spotted suggested swears tells think thinks thought told took wants
    """.split()
)
"""What others do without being the patient: "my wife says my lid droops"."""

INJECTOR_VERBS = frozenset(
    """
    did explained gave hit injected jabbed marked mentioned put recommended said says stuck
    told treated used warned went
    """.split()
)
"""What the injector did: "she put it in my chin"."""

HABITS = frozenset(
    """
    am bend bite blink breathe chew close concentrate cover drink drive eat frown hold laugh
    lay lean lie lift look move open press pucker purse push raise read scroll shut sit smile
    speak squint stand swallow talk tilt touch try turn walk watch yawn
    """.split()
)
"""After "if I" these speak of what happens, not of what might."""

SELF = frozenset(
    """
    i im ive me mine my myself
    """.split()
)
"""The writer."""

GENERAL_OPENERS = frozenset(
    """
    can could do does should will would
    """.split()
)
"""Open a question about anybody."""

LASTING = frozenset(
    """
    breathing_difficulty chest_pain collapse seizure suicidal_thoughts weakness:stroke
    """.split()
)
"""Symptoms that passing does not take back."""

UNSURE = frozenset(
    "sure certain tell wonder wondering as like see unsure check checking dunno".split()
)
"""Before "if" these tell a doubt about what is, not about what might be."""
