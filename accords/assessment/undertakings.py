"""Which claims say what the party itself will do or refrain from: those make commitments."""

from __future__ import annotations

import re

from accords.claims.claim import Claim
from accords.vocabulary.act import Act, Standing, Strength

# Acts that can carry an undertaking; all but `commit` only where the words say what the party itself will do.
CARRIERS = frozenset((Act.COMMIT, Act.AGREE, Act.ACCEPT, Act.CONCEDE, Act.OFFER))

# Things that one undertakes, as bare verbs. A list, since "agreed to robust guarantees" and "agreed to withdraw" differ
# in nothing else. Verbs of talking and of assenting are not on it: readiness to talk is no commitment.
_DEEDS = """
abandon abide abolish abstain account act adhere adjust admit adopt aid allow amend apply appoint arm assist assume attack
avoid back ban bar bear begin block bring build buy carry cease cede clear close collaborate commence compensate complete comply
contribute convert convene cooperate co-operate cover create curb cut de-escalate deactivate decommission defend delay deliver demarcate
demilitarise demilitarize demobilise demobilize deploy destroy dilute disarm disband disclose dismantle dissolve divert double
downsize draw drop ease eliminate employ enable end enforce enrich enshrine ensure establish evacuate exchange exclude execute
expel export extend extradite facilitate fight finance follow forgo free freeze fulfil fulfill fund give go grant
guarantee guard halt hand help hold honor honour house implement import incorporate increase inform install integrate
introduce invade invest issue join keep launch lay leave let license lift limit maintain make melt merge mine mobilise
mobilize monitor move normalise normalize observe obtain occupy open operate order organise organize oversee pardon
pass patrol pause pay permit play police postpone prevent proceed produce prohibit prosecute protect provide publish pull
punish purchase put raise ratify re-open rebuild recall recognise recognize reconstruct redeploy redraw reduce refrain
register reintegrate reinstate release relinquish relocate remove renounce reopen repair repatriate repeal replace resettle
respect restore restrain restrict return reverse revoke rewrite safeguard scale scrap seal secure seize sell send
separate serve set settle share shell ship shut slow spare sponsor stand standardise start station stay step stop store strike
submit supply support surrender suspend sustain swap take target tear terminate test threaten train transfer treat
turn unfreeze unlock uphold use vacate veto violate vote waive withdraw withhold work write annex
""".split()
_DEED = "(?:" + "|".join(sorted(_DEEDS, key=len, reverse=True)) + ")"
_BETWEEN = (
    r"(?:(?:not|never|also|now|soon|fully|immediately|further|only|no longer|gradually|jointly|simply|\w+ly)\s+){0,3}"
)
# "agreed to withdraw", "is ready to release", "its pledge not to annex": to, and a deed.
_TO_DO = re.compile(
    r"\b(?:agree[ds]?|agreeing|accept(?:s|ed|ing)?|consent(?:s|ed)?|offer(?:s|ed|ing)?|undert(?:akes?|ook|aken|aking)|promis(?:e[sd]?|ing)"
    r"|pledg(?:e[sd]?|ing)|vow(?:s|ed|ing)?|commit(?:s|ted|ment|ments|ting)?(?:\s(?:itself|himself|herself|themselves|ourselves))?"
    r"|ready|prepared|willing(?:ness)?|readiness|decided|decision|obliged|bound|plans?|intends?|going(?! to be able)|is|are)"
    r"\s+(?:\w+\s+){0,4}?to\s+" + _BETWEEN + _DEED + r"\b",
    re.I,
)
# "will pull back", "would not send", "we'll keep": the party's own verb, with who goes before it left to the claim.
_WILL_DO = re.compile(
    r"\b(?:will|would|shall|won't|wouldn't|['’]ll)\s+" + _BETWEEN + r"(?:be\s+)?" + _DEED + r"(?:ing|ed)?\b", re.I
)
_COULD_DO = re.compile(r"\b(?:could|can)\s+" + _BETWEEN + r"(?:be\s+)?" + _DEED + r"(?:ed)?\b", re.I)
_BY_DOING = re.compile(r"\b(?:by|to|on|with|of)\s+" + _BETWEEN + r"\w{3,}ing\b", re.I)
# What is only talking, wherever it stands.
_TALKING = re.compile(
    r"\bto\s+"
    + _BETWEEN
    + r"(?:talk|meet|discuss|negotiate|sit|speak|consider|study|listen|explore|attend|think|consult|engage"
    r"|(?:hold|resume|continue|begin|start|open|enter|join|return to|go back to)\s+(?:\w+\s+){0,3}?(?:talks?|negotiat\w+|dialogue|discussions?|consultations?|table|meetings?|summit))\b",
    re.I,
)
# "Ready to help", "would work on it", "could consider it" name no deed.
_VAGUE = re.compile(
    r"\b(?:ready|prepared|willing(?:ness)?|readiness|offer(?:s|ed|ing)?|will|would|could|can|may|might|['’]ll|to)\s+"
    + _BETWEEN
    + r"(?:be\s+)?(?:help(?:ing)?|work(?:ing)?|play(?:ing)?|look(?:ing)?|imagine|live with|think|study|listen|try(?:ing)?|consider(?:ed|ing)?)\b",
    re.I,
)
TALKS = "talks"
# What sides that agree on it must each do itself, and what is left open by "have yet to", "has to" and "without".
_MUTUAL = re.compile(
    r"\b(?:cease-?fires?|truces?|armistice|cessation|hostilities|fighting|shooting|hold (?:its|their) fire|guns"
    r"|(?:prisoner|hostage|captive|detainee)s?|captives|swap|exchange of (?:\w+ )?(?:prisoners|bodies|remains|lists))\b",
    re.I,
)
_MUTUAL_ISSUES = frozenset(("ceasefire", "prisoners"))
_OPEN = re.compile(
    r"\b(?:has|have|had|need|needs|must|yet|ought)\s+(?:\w+\s+)?to\s+agree|\b(?:must|should|could|may|might)\s+agree|\bwithout\b",
    re.I,
)


def undertakes(claim: Claim, words: str) -> bool:
    """True of a claim that its party will itself do, or refrain from, something; `words` are those of its evidence.

    Not negated, not wished for only, and not about talking. A `commit` needs no more, nor the party's own offer at a
    price. What sides agree on together binds each where it is a truce or an exchange. The others need words for a deed of
    the party's own: what a party accepts from others, or grants in general, binds it to nothing.
    """
    if claim.act not in CARRIERS or claim.negated or claim.strength is Strength.DESIRED or claim.issue == TALKS:
        return False
    if _TALKING.search(words):
        return False
    if claim.act is Act.COMMIT:
        return True
    if claim.act is Act.OFFER:
        if claim.strength is Strength.POSSIBLE and _VAGUE.search(words):
            return False
        if _COULD_DO.search(words) or (claim.strength is Strength.CONDITIONAL and claim.standing is Standing.OWN):
            return True
    if binds_each(claim, words):
        return True
    return bool(_TO_DO.search(words) or _WILL_DO.search(words))


def binds_each(claim: Claim, words: str) -> bool:
    """True of an agreement on a halt to fighting or on an exchange: whoever agrees will do its half."""
    if claim.act is not Act.AGREE or claim.issue not in _MUTUAL_ISSUES:
        return False
    return _MUTUAL.search(words) is not None and _OPEN.search(words) is None
