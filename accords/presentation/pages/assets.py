"""The one style and the one script of all pages, each put together of files of the package, in the order of their names."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources


@cache
def style() -> str:
    return _joined("style", ".css")


@cache
def script() -> str:
    return _joined("script", ".js")


def single_style() -> str:
    """What else a file of all pages needs: the page that an address names is there, the others are not; without a name the first."""
    return (
        "\nmain > .page { display: none } main > .page:target, main > .page:has(:target) { display: block }"
        "\nmain:not(:has(:target)) > .page:first-child { display: block } .page:target { outline: none }\n"
    )


def digest(text: str) -> str:
    """What names a style or script in a Content-Security-Policy: `'sha256-…'` (CSP level 2, "hash-source")."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def version(text: str) -> str:
    """A few letters that change when the text does, for names of files that browsers keep."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _joined(folder: str, ending: str) -> str:
    files = resources.files("accords.presentation").joinpath("static", folder)
    named = sorted((file for file in files.iterdir() if file.name.endswith(ending)), key=lambda file: file.name)
    return "\n".join(file.read_text("utf-8") for file in named)
