"""In what form a party binds itself, by the words of the report."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Form(StrEnum):
    LEGISLATION = "legislation"
    TREATY = "treaty"
    WRITTEN = "written"
    ORAL = "oral"


# In this order: a law that ratifies a treaty is legislation, a signed letter is written.
_FORMS = (
    (
        Form.LEGISLATION,
        re.compile(
            r"\b(?:legislat(?:e[sd]?|ing|ion|ive(?:ly)?)|enshrin(?:e[sd]?|ing|ement)"
            r"|(?:by|into|in|as a|(?:in|into|by) (?:the|a|its)|pass(?:es|ed|ing)?(?: an?)?(?: \w+)?|a(?: \w+)?) laws?\b(?! (?:enforcement|and order))"
            r"|into its (?:own )?(?:\w+ )?(?:laws?|statutes?|codes?)|statut(?:e|ory)"
            r"|(?:in|into|amend(?:s|ed|ing)?|chang(?:e[sd]?|ing)) (?:the|its|their) constitution|constitutional(?:ly)? (?:amendment|ban|guarantee)\w*)",
            re.I,
        ),
    ),
    (
        Form.TREATY,
        re.compile(
            r"\b(?:(?:by|in|under|into|sign(?:s|ed|ing)?|ratif(?:y|ies|ied)|conclude[sd]?) (?:a|an|the|its|this|that)?\s?(?:\w+[ -]){0,3}"
            r"(?:treaty|pact|convention|protocol)|signed (?:the |an? )?(?:\w+ )?accords?|binding (?:treaty|accord)|treaty (?:obligation|commitment|clause)s?)\b",
            re.I,
        ),
    ),
    (
        Form.WRITTEN,
        re.compile(
            r"\b(?:(?:in|put (?:it )?(?:in|into)) writing|written (?:\w+ )?(?:promise|pledge|undertaking|commitment|assurance|guarantee|agreement|offer|note|statement)s?"
            r"|(?:in|by|with) (?:a|an|its|his|her|their) (?:\w+ )?(?:letter|memorandum|note|communiqu[eé]|joint statement)"
            r"|sign(?:s|ed|ing)? (?:a|an|the) (?:\w+ )?(?:paper|document|statement|memorandum|letter|agreement|deal|text)|on paper)\b",
            re.I,
        ),
    ),
    (
        Form.ORAL,
        re.compile(
            r"\b(?:by word of mouth|oral(?:ly)?|verbal(?:ly)?|gave (?:his|her|its|their) word|handshake)\b", re.I
        ),
    ),
)


@lru_cache(maxsize=16_384)  # copies repeat one another
def form_of(words: str) -> Form | None:
    """The form that the words name; `None` where they name none: that something was said is no form."""
    return next((form for form, pattern in _FORMS if pattern.search(words)), None)
