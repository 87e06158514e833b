"""Which act a clause is: the model's opinion, and plain predicates of diplomatic English in the trigger.

The lexicon (our sketch's, gone through again) has the plain words; idioms, verbless and predicative clauses have none, and there the model decides alone.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping

from accords.reading.clause import Clause
from accords.reading.cues import forms, words_of
from accords.reading.wording import Wording
from accords.vocabulary.act import Act, Strength

# Verbs, then after a bar nouns and adjectives. A word under two acts speaks for both.
_LEXICON: Mapping[Act, str] = {
    Act.ACCEPT: "accept approve consent concur acquiesce assent accede | acceptance approval consent assent",
    Act.AGREE: "agree reconcile converge | agreement accord consensus deal pact understanding",
    Act.COMMIT: "commit pledge promise vow undertake guarantee assure swear | commitment pledge promise vow assurance undertaking",
    Act.OFFER: "offer volunteer | offer readiness willingness ready willing prepared open",
    Act.PROPOSE: "propose suggest table submit present outline unveil float circulate draft | proposal initiative suggestion blueprint",
    Act.CONCEDE: "concede cede yield relinquish soften ease relax compromise relent waive forgo loosen budge | concession concessions compromise flexibility",
    Act.WITHDRAW: "withdraw abandon drop retract rescind renounce backtrack scrap shelve revoke disavow | reversal retraction climbdown",
    Act.WANT: "want hope wish desire aspire prefer seek | hope wish desire preference",
    Act.REQUEST: "ask urge request appeal implore plead exhort encourage invite beseech call press | request appeal plea call invitation",
    Act.DEMAND: "demand insist require stipulate | demand demands ultimatum condition conditions precondition must",
    Act.REJECT: "reject refuse rebuff decline dismiss veto oppose spurn resist object exclude preclude repudiate snub | rejection refusal veto objection unacceptable",
    Act.DENY: "deny refute rebut | denial untrue false",
    Act.THREATEN: "threaten retaliate | threat threats ultimatum",
    Act.WARN: "warn caution alert | warning",
    Act.SUPPORT: "support praise welcome endorse back hail applaud laud commend congratulate defend thank appreciate salute | praise endorsement backing welcome grateful",
    Act.ACCUSE: "accuse blame criticise criticize condemn denounce slam deplore decry lambast rebuke fault | accusation blame condemnation criticism",
    Act.ASSESS: "| progress headway breakthrough optimism optimistic pessimistic constructive productive deadlock deadlocked stalemate stalled",
    Act.MEET: "meet host visit mediate confer consult | meeting visit",
    Act.COOPERATE: "cooperate collaborate sign ratify coordinate initial extradite | signature ratification",
    Act.AID: "aid donate assist finance fund | aid assistance",
    Act.RETREAT: "retreat surrender resign evacuate free release demobilise demobilize vacate disengage withdraw lift | release resignation surrender withdrawal",
    Act.INVESTIGATE: "investigate probe prosecute indict inspect | investigation probe inquiry",
    Act.PROTEST: "protest demonstrate march rally picket | protest demonstration rally march",
    Act.SANCTION: "sanction embargo blacklist suspend expel sever | embargo suspension",
    Act.MOBILIZE: "mobilise mobilize deploy mass reinforce rearm | mobilisation mobilization deployment",
    Act.COERCE: "arrest detain seize ban outlaw jail blockade impose confiscate demolish evict deport censor | arrest blockade curfew crackdown",
    Act.ATTACK: "attack kill shell bomb invade assault ambush storm bombard raid fire | attack shelling bombing raid offensive strike",
}  # fmt: skip
_IRREGULAR = {
    "forgo": "forgoes forwent forgone forgoing", "seek": "seeks sought seeking", "withdraw": "withdraws withdrew withdrawn withdrawing",
    "meet": "meets met meeting", "commit": "commits committed committing", "submit": "submits submitted submitting", "drop": "drops dropped dropping",
    "scrap": "scraps scrapped scrapping", "snub": "snubs snubbed snubbing", "concur": "concurs concurred concurring", "ban": "bans banned banning",
    "shelve": "shelves shelved shelving", "sever": "severs severed severing",
}  # fmt: skip


def _words() -> dict[str, frozenset[Act]]:
    table: defaultdict[str, set[Act]] = defaultdict(set)
    for act, row in _LEXICON.items():
        verbs, _, others = row.partition("|")
        for verb in words_of(verbs):
            for form in (verb, *_IRREGULAR[verb].split()) if verb in _IRREGULAR else forms(verb):
                table[form].add(act)
        for word in words_of(others):
            table[word].add(act)
    return {word: frozenset(acts) for word, acts in table.items()}


WORDS = _words()
# Several words that are one plain predicate.
IDIOMS: Mapping[Act, str] = {
    Act.PROTEST: r"(?:went|gone|going|go|are|were) on (?:a |hunger )?strike|(?:began|begun|started|staged?|holding|held|launched|continuing) (?:a |an )?(?:\w+[ -])?(?:strike|protest|demonstration|rally|march|sit-in)"
    r"|took to the streets|blocked (?:a |the )?(?:roads?|streets?|bridges?|highways?)",
    Act.INVESTIGATE: r"(?:opened|launched|began|ordered) (?:a|an) (?:\w+ )?(?:investigation|inquiry|probe)|(?:sent|dispatched) (?:\w+ )?inspectors",
    Act.MOBILIZE: r"(?:sent|dispatched|moved|massed) (?:\w+ )?(?:troops|forces|warships|reinforcements|tanks)|(?:put|placed) (?:\w+ )?(?:troops|forces|army) on (?:\w+ )?alert",
    Act.AID: r"(?:sent|shipped|delivered|provided|gave|providing) (?:\w+ )?(?:aid|food|relief|medicine|supplies)|granted (?:\w+ )?asylum",
    Act.SANCTION: r"(?:broke|cut|broken) off (?:\w+ )?(?:relations|ties|talks)|imposed (?:\w+ )?sanctions|recalled (?:its|their|his) ambassador",
    Act.MEET: r"(?:met|meets|is meeting|held talks) with|(?:arrived|flew) (?:in|to) [A-Z]\w+ for talks",
    Act.COERCE: r"declared (?:a )?(?:\w+-day )?(?:state of (?:siege|emergency)|martial law|curfew)|cracked? down on|under house arrest",
    Act.COOPERATE: r"(?:shared?|sharing) (?:\w+ )?(?:evidence|intelligence)|(?:joint|military) (?:exercises|manoeuvres|maneuvers)|war games",
    Act.ATTACK: r"(?:mounted|launched|began) (?:\w+[ -]){0,3}(?:invasion|offensive|assault|attack|raid)|opened fire|set fire to",
}
IDIOM = re.compile("|".join(f"(?P<{act.name}>{pattern})" for act, pattern in IDIOMS.items()))
IDIOM_ACTS = {act.name: act for act in IDIOMS}
# A log-linear model of the opinions on a clause's act, fitted by likelihood as that of `issues`: the neural model's and the words'
# log-probabilities, and plain predicates in the trigger: the first, which governs the rest ("threatened to ban"), and the others.
MODEL, WORDING, GOVERNING, PLAIN = 0.58, 0.71, 1.0, 3.5
# Plain verbs of deeds ("arrested", "marched") are rarer in reports of talks, of which the models were made, than in the world.
MATERIAL = 2.5
DEEDS = frozenset(
    (Act.PROTEST, Act.ATTACK, Act.COERCE, Act.INVESTIGATE, Act.RETREAT, Act.AID, Act.MOBILIZE, Act.SANCTION)
)
# How sure an idiom is.
_IDIOMATIC = 0.9
FLOOR = 0.004
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = math.log(FLOOR)
_NAMES = tuple((act, act.value) for act in Act)


def act_of(text: str, clause: Clause, wording: Wording) -> tuple[Act, float, bool]:
    """The likeliest act of a clause, its probability among the acts, and whether a plain word of it governs the trigger.

    `wording` is of the clause's report.
    """
    governing: frozenset[Act] = frozenset()
    plain: set[Act] = set()
    for m in _WORD.finditer(text, clause.trigger.start, clause.trigger.end):
        acts = WORDS.get(m.group().lower(), frozenset())
        governing = governing or acts
        plain |= acts
    idiom = IDIOM.search(text, max(clause.evidence.start, clause.trigger.start - 15), clause.trigger.end + 40)
    if idiom is not None and idiom.start() <= clause.trigger.end and clause.trigger.start <= idiom.end():
        return IDIOM_ACTS[idiom.lastgroup or ""], _IDIOMATIC, True
    chances = dict(clause.acts)
    words = wording.acts(clause)
    scores = {
        act: MODEL * (math.log(max(chances[name], FLOOR)) if name in chances else _LEAST)
        + WORDING * words[k]
        + _listed(act, governing, plain)
        for k, (act, name) in enumerate(_NAMES)
    }
    most = max(scores.values())
    best = max((act for act, name in _NAMES if scores[act] == most), key=lambda act: act.value)
    share = 1 / sum(math.exp(score - most) for score in scores.values())
    if best in _GIVES and refused(text, clause):
        best = Act.REJECT
    return best, share, best in governing


def _listed(act: Act, governing: frozenset[Act], plain: set[Act]) -> float:
    """What the listed predicates of a trigger add to an act's score."""
    if act in governing:
        return MATERIAL if act in DEEDS else GOVERNING
    return PLAIN if act in plain else 0.0


def refused(text: str, clause: Clause) -> bool:
    """True of "will not accept", "would never sign": an undertaking that is ruled out is a refusal, and not merely undone."""
    return bool(_RULED_OUT.search(text, max(clause.evidence.start, clause.trigger.start - 30), clause.trigger.end))


_RULED_OUT = re.compile(
    r"\b(?:will|would|can|could|shall)\s(?:\w+ly\s)?(?:not|never)\b|\bcannot\b|\b(?:wo|would|ca|could|sha)n['’]t\b|\b(?:will|would)\s(?:\w+\s)?no longer\b",
    re.I,
)
_GIVES = frozenset((Act.ACCEPT, Act.COMMIT, Act.OFFER, Act.CONCEDE, Act.COOPERATE, Act.RETREAT))


def strength_of(text: str, clause: Clause, act: Act) -> Strength | None:
    """How far the party has gone: of acts that undertake or yield, of what is signed or taken back, and of a wish, the least on that scale.

    Plain words decide where they stand in the trigger or right before it: on the labelled clauses that the model is trained on they are
    right nine times in ten ("would" alone half of the times, so there the model decides).
    """
    if act is Act.WANT:
        return Strength.DESIRED
    if not act.graded:
        return None
    words = text[max(clause.evidence.start, clause.trigger.start - 12) : clause.trigger.end]
    conditional = _IF.search(text, *clause.evidence) is not None
    if conditional and (_MAY.search(words) or _WILL.search(words) or _WOULD.search(words)):
        return Strength.CONDITIONAL
    if _MAY.search(words):
        return Strength.POSSIBLE
    if _WOULD.search(words):
        return Strength(clause.strength) if clause.strength is not None else Strength.UNDERTAKEN
    if _WILL.search(words):
        return Strength.UNDERTAKEN
    if _DONE.search(words):
        return Strength.ACTUAL
    if clause.strength is not None:
        return Strength(clause.strength)
    return Strength.UNDERTAKEN if act is Act.COMMIT else Strength.ACTUAL


_IF = re.compile(
    r"\b(?:if|once|provided|unless|as long as|on condition|in return for|in exchange for|until|only when|only after)\b",
    re.I,
)
_MAY = re.compile(
    r"\b(?:could|may|might|ready|willing|open to|prepared|ruled? out|consider(?:ing)?|possibl[ey])\b", re.I
)
_WOULD = re.compile(r"\bwould\b|['’]d\b", re.I)
_WILL = re.compile(
    r"\b(?:will|shall|promis\w+|pledg\w+|vow\w*|commit\w*|undert\w+|(?:is|are|am|was|were) (?:going )?to)\b|['’]ll\b",
    re.I,
)
_DONE = re.compile(
    r"\b(?:agreed|accepted|signed|approved|consented|endorsed|conceded|offered|proposed|gave|freed|released|withdrew|sent|dropped|ceded|yielded)\b",
    re.I,
)
