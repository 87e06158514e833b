"""Which kind of attribution a relation is: a saying, or what somebody thinks, knows, wants.

An assertion has words that are ascribed: a quotation, a that-clause or the like. A speech act told with a noun or an
infinitive ("praised the plan", "promised to withdraw") is told in the outlet's own voice and is an eventuality here.
"""

from __future__ import annotations

import re

from accords.reading.cues import ASSENT, BELIEF, CLAUSAL, FACT, GUARDED, IDIOM, JUDGING, SAYING, SPEECH_NOUN, lemmas
from accords.reading.quotations import Quotations
from accords.reading.reading import Kind, Mode
from accords.reading.relation import Relation
from accords.reading.sentences import Sentences
from accords.vocabulary import Span

_NEGATED = re.compile(
    r"\b(?:not(?! only\b)|never|declin\w{2,4}|refus\w{2,4}|without|yet to|neither|nor|hardly"
    r"|no(?! longer\b| doubt\b))\b|n['’]t\b",
    re.I,
)
_NEGATED_BEFORE = re.compile(
    r"(?:\b(?:not|never|without)|n['’]t|\b(?:declined|declines|refused|refuses|failed|yet) to)\s+$", re.I
)
_NOBODY = re.compile(r"(?:nobody|no one|none|neither|nothing)\b", re.I)
_FUTURE = re.compile(r"(?:will|would|shall|is to|are to|was to|were to|may|might|can|could|should|must|to)\s", re.I)
_FUTURE_BEFORE = re.compile(r"\b(?:will|would|shall|could|may|might|can|should|must|to|not)\s+$", re.I)
_IF_BEFORE = re.compile(r"\b(?:if|unless|whether|once|until)\s+$", re.I)
# "declined to be drawn beyond saying", "would only say" do say something.
_STILL_SAID = re.compile(r"\b(?:would|will|could|can)\s+only\b|\bwent on\b", re.I)
_ASKED = re.compile(
    r"(?:Have|Has|Had|Did|Does|Do|Is|Are|Was|Were|Will|Would|Could|Can|Should|What|Why|Who|How|When|Where)\s"
)
_NO_CLAUSE = re.compile(r"(?:to|about|on|for|of|whether|if|why|where|when|who|whom|which|against|with)\b", re.I)
_WHAT = re.compile(r"what\b", re.I)
_PREPOSITION = re.compile(
    r"(?:to|for|on|of|in|with|about|from|by|at|against|what|which|whether|where|why|when|who)\b", re.I
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|should|must|may|might|does|did|do|cannot|needs?|wants?"
    r"|remains?|made|took|gave|got|held|met|came|went|began|made|led|saw|sent|left|lost|won|fell|became|means?|seems?)\b"
    r"|n['’](?:t|re|ve|ll)\b|\b(?:he|she|they|we|I|it)\s+\w"
    r"|\b\w{2,20}ed\s+(?:to|on|in|the|a|an|that|from|its|his|her|their|at|off|out|up|over|into)\b"
)
_THAT = re.compile(r"\bthat[\s,]+$", re.I)
_THAT_AHEAD = re.compile(r"(?:that|how)\b", re.I)
_ADVERBIAL_THAT = re.compile(r"\s{1,3}that\s", re.I)
_IN_VIEW = re.compile(r"\b[Ii]n\s[^,.;]{2,40}\s(?:view|opinion|words|account)$")
_ALWAYS = SAYING - GUARDED
_MIXED = JUDGING - {"put", "ask", "speak"}
_CALL_ON = re.compile(r"\bcall\w{0,3}\s+(?:on|for|off)\b", re.I)
_IN_WORDS = re.compile(r"\bin\s+(?:the|his|her|their|its)\s+words\b", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_GOING_ON = re.compile(r"\b(?:went|goes|going)\s+on\s+to\s+$")
# Whoever does these says nothing, whatever clause follows.
_NO_SAYING = re.compile(
    r"\b(?:ensur|mean[st]?\b|show|prov(?:e|ing)|decid|determin|requir|wish|prefer|arrang|intend|plan|dream|pray|want|need|caus|impl(?:y|ie)|be\b|been\b|is\b|are\b)",
    re.I,
)
_CLOSED = frozenset(',?!”"»')
_NO_VERB = re.compile(r"(?:^(?:has|have|had|does|do|did|will|would)|\b(?:of|to|on|about|for|with|from|in))$", re.I)
_COLON = re.compile(r"(?:\s[\w’'-]+){0,6}:\s?[“\"«‘']?")
_THAT_NEXT = re.compile(r"(?:\s(?:to|on|in|with|at)(?:\s[\w’'-]+){1,4}|\s[\w’'-]+)?,?(?:\sthat)?\s[“\"«‘']?")
_WORDS = re.compile(r"\w[\w'’-]*")
# "some of what was discussed", "the men who were there"
_SUBORDINATE = re.compile(r"\b(?:what|which|who|whom|whose|where|when|why|how|because|as)\b")
_HEAD = 250  # code points in which a clause shows its verb
_FRAME = 40  # code points of context looked at on either side


def kind_of(text: str, sentences: Sentences, quotations: Quotations, relation: Relation) -> Kind:
    """The kind of one relation, by its cue and the shape of its content; the first rule that fits decides."""
    if not relation.cue:
        return Kind.ASSERTION
    cue = " ".join(text[s:e] for s, e in relation.cue)
    found = lemmas(cue)
    if _unsaid(text, sentences, relation, cue):
        return other_kind(found)
    place = relation.cue[0]
    first, last = relation.content[0], relation.content[-1]
    quoted = any(quotations.meeting(piece, place) for piece in relation.content)
    if not quoted:
        if _asked(text, sentences, relation):
            return other_kind(found)
        if len(relation.content) == 1 and not _WORDS.search(text, _word_end(text, first), last.end):
            return other_kind(found)  # one bare word is no clause
    opening = text[first.start : first.start + _FRAME]
    that = bool(_THAT.search(text, max(0, first.start - 7), first.start) or _THAT_AHEAD.match(opening)) or bool(
        place.end < first.start and _ADVERBIAL_THAT.match(text, relation.cue[-1].end, first.start + 1)
    )
    # After the verb such words open what it is about; before it, a sentence of their own ("If it rains, he said, …").
    complement = not quoted and not that and first.start > place.start
    if complement and (_NO_CLAUSE.match(opening) or _WHAT.match(opening)):
        return other_kind(found)
    clause = that or any(is_clause(text, piece) for piece in relation.content)
    if not found and _all_quoted(text, quotations, relation) and not _PREPOSITION.match(opening):
        return Kind.ASSERTION  # somebody's very words, whatever they are brought in with
    if _IN_VIEW.search(text, max(0, place.start - _FRAME), place.end):
        return Kind.ASSERTION
    if _says(cue, found, that, clause, quoted):
        return Kind.ASSERTION
    if not (found & (BELIEF | FACT)) and _by_form(text, sentences, relation, cue, that, clause):
        return Kind.ASSERTION
    return other_kind(found)


def _by_form(text: str, sentences: Sentences, relation: Relation, cue: str, that: bool, clause: bool) -> bool:
    """True where the form makes any verb one of saying: ", he shrugged", "was blunt: …", "roared that …"."""
    if not relation.source or _NO_SAYING.search(cue) or _NO_VERB.search(cue):
        return False
    first, last = relation.content[0], relation.content[-1]
    own = sorted((*relation.source, *relation.cue))
    words = len(_WORDS.findall(text, first.start, min(first.end, first.start + 200)))
    if last.end <= own[0].start:
        # A sentence of its own, a comma, and who says it.
        sentence = sentences.holding(first.start)
        between = text[last.end : own[0].start].strip()
        opens = not any(c.isalpha() for c in text[sentence.start : first.start])
        if _SUBORDINATE.match(text, first.start):
            return False
        whole = not _PREPOSITION.match(text, first.start) or _FINITE.search(
            text, first.start, min(first.end, first.start + _HEAD)
        )
        ends = between[:1] in _CLOSED and own[-1].end <= sentence.end
        return words > 1 and opens and ends and bool(whole)
    if first.start < own[-1].end:
        return False
    between = text[own[-1].end : first.start]
    if _COLON.fullmatch(between):
        return clause or words > 3
    return that and clause and not lemmas(cue) and bool(_THAT_NEXT.fullmatch(between))


def is_clause(text: str, piece: Span) -> bool:
    """True where a finite verb stands in the first words of the piece, and nothing subordinate before it."""
    if _PREPOSITION.match(text, piece.start):
        return False
    end = min(piece.end, piece.start + _HEAD)
    verb = _FINITE.search(text, piece.start, end)
    return bool(verb and not _SUBORDINATE.search(text, piece.start, verb.start()))


def _says(cue: str, found: frozenset[str], that: bool, clause: bool, quoted: bool) -> bool:
    if "according" in found:
        return True
    if _CALL_ON.search(cue):
        return quoted and that
    if _IN_WORDS.search(cue):
        return True
    if not _LETTER.search(cue):
        return True  # a colon or a dash
    if found & _ALWAYS:
        return True
    if found & GUARDED:
        return quoted or clause
    if found & BELIEF:
        return quoted and not that
    if found & JUDGING:
        return quoted
    if found & ASSENT:
        return quoted and not that
    if found & CLAUSAL:
        return that or clause
    if found & SPEECH_NOUN:
        return that or quoted or clause
    if found & FACT:
        return quoted and clause and not that
    return bool(IDIOM.search(cue)) and (that or clause or quoted)


def other_kind(found: frozenset[str]) -> Kind:
    """Where a relation is no saying: belief, fact, or else an eventuality (wants, plans, orders, refuses)."""
    if found & BELIEF:
        return Kind.BELIEF
    if found & FACT:
        return Kind.FACT
    return Kind.EVENTUALITY


def _unsaid(text: str, sentences: Sentences, relation: Relation, cue: str) -> bool:
    """Negated, still to come, or in a condition: told as not said."""
    if _STILL_SAID.search(cue):
        return False
    if _NEGATED.search(cue) or (_FUTURE.match(cue) and not cue.lower().startswith("to the effect")):
        return True
    at = relation.cue[0].start
    low = max(sentences.holding(at).start, at - _FRAME)
    if _NEGATED_BEFORE.search(text, low, at):
        return True
    if _FUTURE_BEFORE.search(text, low, at) and not _GOING_ON.search(text, low, at):
        return True
    if relation.source:
        begin = relation.source[0].start
        if _NOBODY.match(text, begin):
            return True
        if begin < at and _IF_BEFORE.search(text, max(0, begin - 10), begin):
            return True
    return False


def _asked(text: str, sentences: Sentences, relation: Relation) -> bool:
    """True in a question of the report's own: "Did he say that …?"."""
    at = relation.cue[0].start
    sentence = sentences.holding(at)
    return bool(_ASKED.match(text, sentence.start)) and text[
        max(sentence.start, sentence.end - 9) : sentence.end
    ].rstrip().endswith("?")


def _all_quoted(text: str, quotations: Quotations, relation: Relation) -> bool:
    """True where four words and more are all in quotation marks that do not hold the cue."""
    words = sum(len(_WORDS.findall(text, s, min(e, s + 200))) for s, e in relation.content)
    return words >= 4 and all(quotations.holding(_bare(text, p), relation.cue[0]) for p in relation.content)


def _word_end(text: str, piece: Span) -> int:
    word = _WORDS.search(text, piece.start, piece.end)
    return word.end() if word else piece.end


def mode_of(text: str, quotations: Quotations, relation: Relation, turn: bool = False) -> Mode:
    """Direct where all the words stand in quotation marks, mixed where some do, else indirect.

    Marks that also hold the cue are somebody else's: what a quoted speaker tells of another is indirect.
    """
    if turn:
        return Mode.DIRECT
    beside = relation.cue[0] if relation.cue else None
    pieces = [piece for piece in relation.content if any(c.isalnum() for c in text[piece.start : piece.end])]
    if pieces and all(quotations.holding(_bare(text, piece), beside) for piece in pieces):
        found = lemmas(" ".join(text[s:e] for s, e in relation.cue))
        # "called it 'a farce'": the words are quoted, the sentence is the report's
        return Mode.MIXED if found and found <= _MIXED else Mode.DIRECT
    return Mode.MIXED if any(quotations.meeting(piece, beside) for piece in pieces) else Mode.INDIRECT


def _bare(text: str, piece: Span) -> Span:
    """Without the marks and signs at its edges."""
    start, end = piece
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)
