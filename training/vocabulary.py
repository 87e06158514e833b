"""The word pieces that ship: those of the base encoder that news in Latin script uses.

    python vocabulary.py --polnear ../../shared/corpora/polnear/train.jsonl [--size 19000]

Half of the weights is the word embedding, and a third of its rows are never met: marks left unused, signs of other scripts, rare
words. A word whose piece is left out is read in smaller pieces. Kept are the special marks, single characters of Latin script
and of punctuation, every piece met in PolNeAR's training articles or in our own data, and then those that the base encoder
lists first (its list is in order of frequency), until there are `--size`.
"""

import argparse
import json
import unicodedata
from pathlib import Path

import numpy as np
from encoder import base_folder

# They keep the base encoder's numbers.
SPECIAL = {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102, "[MASK]": 103}
SIZE = 19_000


def latin(piece: str) -> bool:
    """True of a piece in letters of Latin script, digits or signs that news uses."""
    return all(
        ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x203A or c in "€₤№™" or unicodedata.combining(c)
        for c in piece.removeprefix("##")
    )


def kept(texts: list[str], size: int = SIZE) -> list[str]:
    """The pieces kept, in the base encoder's order; the special marks keep their numbers."""
    from accords.reading.windows import load_tokenizer

    path = base_folder() / "tokenizer.json"
    tokenizer = load_tokenizer(str(path))
    vocabulary = json.loads(path.read_text("utf-8"))["model"]["vocab"]
    met = np.zeros(len(vocabulary), np.int64)
    for text in texts:
        np.add.at(met, tokenizer.encode(text, add_special_tokens=False).ids, 1)
    pieces = [p for p in vocabulary if not p.startswith("[") or len(p) == 1]
    pieces = [p for p in pieces if latin(p)]
    single = [p for p in pieces if len(p.removeprefix("##")) == 1]
    first = dict.fromkeys(single + [p for p in pieces if met[vocabulary[p]]])
    for p in pieces:
        if len(first) + len(SPECIAL) >= size:
            break
        first[p] = None
    out = sorted(first, key=vocabulary.__getitem__)[: size - len(SPECIAL)]
    for mark, number in SPECIAL.items():
        out.insert(number, mark)
    return out


def write(pieces: list[str], folder: Path) -> None:
    """`tokenizer.json` with the kept pieces alone, and `rows.npy`: the base encoder's row of each."""
    tokenizer = json.loads((base_folder() / "tokenizer.json").read_text("utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    number = {p: k for k, p in enumerate(pieces)}
    tokenizer["model"]["vocab"] = number
    for token in tokenizer["added_tokens"]:
        token["id"] = number[token["content"]]
    processor = tokenizer.get("post_processor") or {}
    for mark in (processor.get("special_tokens") or {}).values():
        mark["ids"] = [number[t] for t in mark["tokens"]]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), "utf-8")
    np.save(folder / "rows.npy", np.array([vocabulary[p] for p in pieces]))


def main() -> None:
    from labels import read
    from reports import own_data

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "build/vocabulary")
    parser.add_argument("--size", type=int, default=SIZE)
    o = parser.parse_args()
    texts = [a["text"] for a in read(o.polnear)] + [r.text for r in own_data()]
    pieces = kept(texts, o.size)
    write(pieces, o.out)
    print(f"{len(pieces)} pieces in {o.out}")


if __name__ == "__main__":
    main()
