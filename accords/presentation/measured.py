"""How well reports are read, as it was measured: the figures of `measured.json`, which `make measure` prints.

Percentages, or null where nothing has been measured yet.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def measured() -> dict[str, Any]:
    """`on` (what it was measured on) and, of each list of the dossier, `precision` and `recall`; `standing` is a share."""
    text = resources.files("accords.presentation").joinpath("measured.json").read_text("utf-8")
    figures: dict[str, Any] = json.loads(text)
    return figures


def sentence(figures: dict[str, Any]) -> str | None:
    """The figures for a reader; `None` where there are none for claims."""
    parts = [
        part
        for part in (
            _shown("claims", figures.get("claims")),
            _shown("commitments", figures.get("commitments")),
            _shown("meetings", figures.get("meetings")),
            _shown("sayings", figures.get("attributions")),
        )
        if part
    ]
    claims = figures.get("claims") or {}
    if claims.get("precision") is None:
        return None
    standing = figures.get("standing")
    told = f"; who vouches for a claim is right in {standing:.0f} of 100" if standing is not None else ""
    return f"Measured on {figures.get('on')}: {'; '.join(parts)}{told}."


def _shown(name: str, row: dict[str, float | None] | None) -> str | None:
    right, found = (row or {}).get("precision"), (row or {}).get("recall")
    if right is None:
        return None
    missed = f", and {found:.0f} of 100 that the reports hold are found" if found is not None else ""
    return f"of 100 {name} shown {right:.0f} are right{missed}"
