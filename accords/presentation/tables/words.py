"""The words that rows carry, and whose they are: they stand in every table, also where the texts of reports are left out."""

from __future__ import annotations

from accords.claims.claim import Claim
from accords.claims.saying import Saying, Words
from accords.presentation.claim_words import chain, paraphrased
from accords.presentation.dossier import Dossier
from accords.vocabulary import Spans, words_at
from accords.vocabulary.act import Standing


def words_in(report: str, spans: Spans, dossier: Dossier) -> str:
    """The text's own characters; empty where the report is not there or its text was left out."""
    row = dossier.report_by_id.get(report)
    return words_at(row.text, spans) if row and row.text else ""


def claim_words(claim: Claim, dossier: Dossier) -> str:
    """The words of the evidence; those of the text where a dossier of older make does not hold them."""
    return claim.words or words_in(claim.report, claim.evidence, dossier)


def saying_words(saying: Saying, dossier: Dossier) -> Words:
    if any(saying.words):
        return saying.words
    a = saying.attribution
    return Words(*(words_in(saying.report, spans, dossier) for spans in (a.source, a.cue, a.content)))


def whose(claim: Claim, dossier: Dossier) -> str:
    """`own words`, `own words, paraphrased`, or `according to Mira Holt, citing Norland`: never one for the other."""
    if claim.standing is Standing.OWN:
        return "own words, paraphrased" if paraphrased(claim, dossier) else "own words"
    through = chain(claim, dossier)
    return f"according to {through or teller(claim, dossier)}"


def teller(claim: Claim, dossier: Dossier) -> str:
    """Who tells what nobody vouches for: the outlet, or the report by its name or id."""
    row = dossier.report_by_id.get(claim.report)
    return (row.outlet or row.name) if row else claim.report
