"""Attribution relations as tags and arcs over word pieces."""

from typing import Any

import numpy as np

from accords.reading.windows import Ints, Pieces

# The tags in the order of the shipped scores; accords.reading.attribution reads them back.
OUTSIDE, SOURCE, CUE, CONTENT = 0, 1, 3, 5
UNLABELLED, NO_ARC, TO_NOBODY = -100, -1, -2
Attribution = dict[str, list[list[int]]]


def trimmed(spans: list[list[int]], text: str) -> list[list[int]]:
    """Spans without signs at their edges, joined where only signs lie between."""
    out: list[list[int]] = []
    for begin, end in sorted(spans):
        while begin < end and not text[begin].isalnum() and text[begin] not in "$#":
            begin += 1
        while end > begin and not text[end - 1].isalnum() and text[end - 1] not in "%":
            end -= 1
        if begin >= end:
            continue
        if out and not any(c.isalnum() for c in text[out[-1][1] : begin]):
            out[-1][1] = end
        else:
            out.append([begin, end])
    return out


def ranges(pieces: Pieces, attributions: list[Attribution]) -> list[dict[str, list[tuple[int, int]]]]:
    """Each attribution's source, cue and content as half-open ranges of pieces."""
    rows = []
    for attribution in attributions:
        row = {}
        for role in ("content", "source", "cue"):
            found = [
                (int(np.searchsorted(pieces.ends, a, "right")), int(np.searchsorted(pieces.starts, b, "left")))
                for a, b in trimmed(attribution[role], pieces.text)
            ]
            row[role] = [(i, j) for i, j in found if i < j]
        rows.append(row)
    return rows


def _mark(tags: Ints, i: int, j: int, tag: int) -> None:
    """Pieces `[i, j)` as one span whose first tag is `tag`."""
    tags[i:j] = tag + 1
    tags[i] = tag
    if j < len(tags) and tags[j] and tags[j] % 2 == 0:
        tags[j] -= 1  # the rest of a span that was cut begins anew


def label(pieces: Pieces, attributions: list[Attribution]) -> tuple[Ints, Ints]:
    """-> tags [n] and arcs [n]: content points to its cue's first piece, cue to its source's, or to nobody."""
    n = len(pieces.ids)
    tags, arcs = np.zeros(n, np.int64), np.full(n, NO_ARC)
    rows = ranges(pieces, attributions)
    # Content first: one flat layer cannot hold a nested attribution, so its source and cue are kept and its outer content cut.
    for role, tag in (("content", CONTENT), ("source", SOURCE), ("cue", CUE)):
        for row in rows:
            cue = row["cue"][0][0] if row["cue"] else NO_ARC
            source = row["source"][0][0] if row["source"] else TO_NOBODY
            for i, j in row[role]:
                _mark(tags, i, j, tag)
                arcs[i:j] = cue if role == "content" else source if role == "cue" else NO_ARC
    tags[~pieces.first], arcs[~pieces.first] = UNLABELLED, NO_ARC
    return tags, arcs


def by_cue(pieces: Pieces, attributions: list[Attribution]) -> dict[int, Ints]:
    """First piece of each cue -> what every piece is to that cue: 0 nothing, 1/2 source, 3/4 content (BIO). Nothing is cut for a nested one."""
    out: dict[int, Ints] = {}
    for row in ranges(pieces, attributions):
        if not row["cue"]:
            continue
        cue = row["cue"][0][0]
        of = out.setdefault(cue, np.zeros(len(pieces.ids), np.int64))
        for role, tag in (("content", 3), ("source", 1)):
            for i, j in row[role]:
                _mark(of, i, j, tag)
    for of in out.values():
        of[~pieces.first] = UNLABELLED
    return out


def read(path: str) -> list[dict[str, Any]]:
    import json

    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
