"""What was not said as an option: the environment, then `accords.toml` of the folder, then the default."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from accords.vocabulary import Fault, Misuse

FILE = "accords.toml"
KEYS = ("ledger", "roster", "process", "max_size", "language", "name")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?)i?b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
SIZES = "a number of bytes, or one with KB, MB or GB, such as 5MB"


@dataclass(frozen=True, slots=True)
class Settings:
    """`max_size` in bytes of one report; `roster` a path; `process` a name or a path; `language` a code such as `en`.

    `None` where nobody said.
    """

    roster: str | None = None
    process: str | None = None
    max_size: int | None = None
    language: str | None = None
    ledger: str | None = None
    name: str | None = None


def settle(
    *,
    roster: str | None = None,
    process: str | None = None,
    max_size: int | None = None,
    language: str | None = None,
    ledger: str | None = None,
    name: str | None = None,
    folder: Path,
    environment: Mapping[str, str],
) -> Settings:
    """Option, else the environment (`ACCORDS_ROSTER` and so on), else `accords.toml`, else `None`."""
    path = folder / FILE
    written = _written(path)
    if max_size is None:
        for place, value in (
            ("ACCORDS_MAX_SIZE", environment.get("ACCORDS_MAX_SIZE") or None),
            (f"{path}: max_size", written.get("max_size")),
        ):
            if value is not None:
                max_size = in_bytes(value, place)
                break
    own = {key: _string(written.get(key), f"{path}: {key}") for key in KEYS if key != "max_size"}
    # A path in the file is meant from where the file stands.
    named = str(folder / own["roster"]) if own["roster"] else None
    kept = own["ledger"] if own["ledger"] is None or "://" in own["ledger"] else str(folder / own["ledger"])
    talks = own["process"]
    if talks and (Path(talks).suffix or os.path.isfile(folder / talks)):
        talks = str(folder / talks)
    return Settings(
        roster=roster or environment.get("ACCORDS_ROSTER") or named,
        process=process or environment.get("ACCORDS_PROCESS") or talks,
        max_size=max_size,
        language=language or environment.get("ACCORDS_LANGUAGE") or own["language"],
        ledger=ledger or environment.get("ACCORDS_LEDGER") or kept,
        name=name or environment.get("ACCORDS_NAME") or own["name"],
    )


def in_bytes(value: object, place: str) -> int:
    """`5MB` -> 5000000; `Misuse` where it is no size."""
    match = _SIZE.fullmatch(str(value).strip()) if isinstance(value, (str, int)) else None
    size = int(float(match[1]) * _UNITS[match[2].lower()]) if match and not isinstance(value, bool) else 0
    if size < 1:
        raise Misuse(Fault(place, repr(value), SIZES, "The default is 5MB."))
    return size


def _written(path: Path) -> dict[str, object]:
    if not os.path.isfile(path):
        return {}
    import tomllib

    try:
        with open(path, "rb") as file:
            written = tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Misuse(Fault(str(path), f"no TOML: {error}", 'lines such as language = "en"', "Mend the file.")) from None
    for key in written:
        if key not in KEYS:
            raise Misuse(Fault(f"{path}: {key}", "a key that is not known", ", ".join(KEYS), "Take it out or mend it."))
    return written


def _string(value: object, place: str) -> str | None:
    if value is None or (isinstance(value, str) and value):
        return value
    raise Misuse(Fault(place, repr(value), "a string that is not empty", "Put it in quotation marks."))
