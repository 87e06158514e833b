"""Train the attribution tagger.

    python train_tagger.py --polnear ../../shared/corpora/polnear/train.jsonl --out build/tagger.pt

Recipe (docs/decisions/tagger.md): windows of 128 pieces, CRF from the first step, bfloat16 with float32 master weights,
AdamW, 6 % warm-up then linear decay, weights averaged exponentially. One article in ten, chosen by a hash of its id,
is held out as the fold on which settings are chosen.
"""

import argparse
import copy
import hashlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

# glibc gives large blocks back to the system after every step and takes them again: a third of the time.
if os.environ.get("MALLOC_TRIM_THRESHOLD_") is None:
    os.environ.update(MALLOC_TRIM_THRESHOLD_="100000000000", MALLOC_MMAP_MAX_="0", MALLOC_TOP_PAD_="200000000")
    os.execv(sys.executable, [sys.executable, *sys.argv])

import numpy as np
import torch
import torch.nn.functional as F
from claims import looks
from encoder import Crf, Tagger, base_folder
from labels import NO_ARC, TO_NOBODY, UNLABELLED, by_cue, label, read

from accords.reading import viterbi
from accords.reading.relations import TAGS
from accords.reading.windows import Pieces, load_tokenizer


def constraints(tags: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Those of the reading, as tensors: an I- tag follows only its own B- or I-."""
    transitions, start = viterbi.constraints(tags)
    return torch.from_numpy(transitions), torch.from_numpy(start)


def held_out(article_id: str) -> bool:
    return hashlib.sha256(article_id.encode()).digest()[0] % 10 == 0


class Examples:
    def __init__(self, articles: list[dict], rng: np.random.Generator, tokenizer: Path | None = None) -> None:
        self.rng = rng
        tokenizer = load_tokenizer(str(tokenizer or base_folder() / "tokenizer.json"))
        self.pieces = [Pieces.of(a["text"], tokenizer) for a in articles]
        self.labels = [
            [(*label(p, n["attributions"]), by_cue(p, n["attributions"])) for n in a["annotations"]]
            for p, a in zip(self.pieces, articles, strict=True)
        ]

    def epoch(self, size: int) -> list[tuple[np.ndarray, ...]]:
        """Every window once: of an article with several annotators one is drawn, and the cuts vary."""
        out = []
        for pieces, labels in zip(self.pieces, self.labels, strict=True):
            tags, arcs, cues = labels[int(self.rng.integers(len(labels)))]
            for window in pieces.windows(size, int(self.rng.integers(size // 3, size + 1))):
                at = {int(m): k for k, m in enumerate(window.pieces) if m >= 0}
                y = np.array([tags[m] if m >= 0 else UNLABELLED for m in window.pieces])
                z = np.array(
                    [
                        UNLABELLED
                        if m < 0 or arcs[m] == NO_ARC
                        else 0
                        if arcs[m] == TO_NOBODY
                        else at.get(int(arcs[m]), UNLABELLED)
                        for m in window.pieces
                    ]
                )
                out.append((window.ids, window.shapes, y, z, looks(window, cues)))
        return out

    def batches(self, examples: list, size: int) -> list[list[int]]:
        order, out = self.rng.permutation(len(examples)), []
        for i in range(0, len(order), 50 * size):
            chunk = sorted(order[i : i + 50 * size], key=lambda k: len(examples[k][0]))
            out += [chunk[j : j + size] for j in range(0, len(chunk), size)]
        self.rng.shuffle(out)
        return out


def collate(items: list[tuple[np.ndarray, ...]]) -> list[torch.Tensor]:
    longest = max(len(i[0]) for i in items)
    rows = [np.full((len(items), longest), fill) for fill in (0, 0, UNLABELLED, UNLABELLED)]
    mask = np.zeros((len(items), longest), bool)
    for b, item in enumerate(items):
        for row, values in zip(rows, item, strict=True):
            row[b, : len(values)] = values
        mask[b, : len(item[0])] = True
    return [torch.from_numpy(r) for r in (*rows, mask)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.998, help="decay of the averaged weights, per step")
    parser.add_argument("--all", action="store_true", help="train on the held-out fold too")
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    rng = np.random.default_rng(o.seed)
    articles = [a for a in read(o.polnear) if o.all or not held_out(a["id"])]
    data = Examples(articles, rng)
    crf = Crf(*constraints(TAGS))
    master = Tagger()
    master.encoder.load_base(base_folder() / "model.safetensors")
    net = copy.deepcopy(master).bfloat16().train()
    average = copy.deepcopy(master)
    parameters, low = dict(master.named_parameters()), dict(net.named_parameters())
    body = [p for n, p in parameters.items() if n.startswith("encoder.") and "shape" not in n]
    heads = [p for n, p in parameters.items() if not n.startswith("encoder.") or "shape" in n]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": o.rate}, {"params": heads, "lr": o.head_rate},
         {"params": list(crf.parameters()), "lr": o.head_rate * 10, "weight_decay": 0.0}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    rates = [g["lr"] for g in optimizer.param_groups]
    examples = data.epoch(o.size)
    total = o.epochs * (len(examples) // o.batch + 1)
    warm, step, began = int(0.06 * total), 0, time.time()
    print(f"{len(articles)} articles, {len(examples)} windows, {total} steps", flush=True)
    for epoch in range(o.epochs):
        if epoch:
            examples = data.epoch(o.size)
        losses = np.zeros(2)
        batches = data.batches(examples, o.batch)
        for count, batch in enumerate(batches, 1):
            ids, shapes, tags, arcs, mask = collate([examples[k][:4] for k in batch])
            factor = min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * factor
            tag_scores, arc_scores = net(ids, shapes, mask)
            tag_loss = crf(tag_scores, tags)
            arc_loss = F.cross_entropy(
                arc_scores.flatten(0, 1), arcs.flatten(), ignore_index=UNLABELLED, reduction="sum"
            )
            arc_loss = arc_loss / (arcs != UNLABELLED).sum().clamp(min=1)
            (tag_loss + 0.5 * arc_loss).backward()
            with torch.no_grad():
                for name, p in parameters.items():
                    p.grad = low[name].grad.float()
                    low[name].grad = None
                torch.nn.utils.clip_grad_norm_(list(parameters.values()), 1.0)
                optimizer.step()
                crf.zero_grad()
                torch._foreach_copy_(list(low.values()), list(parameters.values()))
                if step % 4 == 0:
                    weight = 1 - min(o.average, step / (step + 20)) ** 4
                    torch._foreach_lerp_(list(average.parameters()), list(parameters.values()), weight)
            losses += tag_loss.item(), arc_loss.item()
            step += 1
            if count % 50 == 0:
                tag, arc = losses / count
                print(
                    f"epoch {epoch + 1} step {step}/{total} tag {tag:.4f} arc {arc:.4f} {(time.time() - began) / 60:.1f} min",
                    flush=True,
                )
        torch.save(
            {"model": average.state_dict(), "crf": crf.state_dict(), "epoch": epoch + 1, "settings": vars(o)}, o.out
        )
    print(f"done in {(time.time() - began) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
