"""Where the weights are, their digests, their model card.

The files beside this module are made by `make weights` (training/) and by nothing else; MODEL_CARD.md says from what data.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from accords.vocabulary import Fault, Misuse

FOLDER = Path(__file__).parent
GRAPH = FOLDER / "tagger.onnx"
# The second look, at one cue.
SECOND = FOLDER / "relations.onnx"
# The linear models over words.
WORDING = FOLDER / "wording.npz"
TOKENIZER = FOLDER / "tokenizer.json"
MANIFEST = FOLDER / "manifest.json"
CARD = FOLDER / "MODEL_CARD.md"


@cache
def manifest() -> dict[str, Any]:
    """What was shipped: `files` (name -> sha256), `decoding`, and how it was trained."""
    content: dict[str, Any] = json.loads(MANIFEST.read_text("utf-8"))
    return content


def decoding() -> dict[str, Any]:
    """The parameters beside the graphs: `first` and `second` (CRF `transitions` and `start`), `cue`, `source`, `act`."""
    content: dict[str, Any] = manifest()["decoding"]
    return content


def digest() -> str:
    """The sha256 of the graph: it names the weights in every run's record."""
    content: str = manifest()["files"][GRAPH.name]
    return content


@cache
def check() -> None:
    """Raise `Misuse` where a shipped file is missing or is not the one that was shipped."""
    for name, expected in manifest()["files"].items():
        path = FOLDER / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "no file"
        if found != expected:
            raise Misuse(
                Fault(
                    place=str(path),
                    found=f"weights with digest {found[:12]}" if path.exists() else "no file",
                    accepted=f"the file shipped with this version, digest {expected[:12]}",
                    remedy="Install accords again.",
                )
            )
