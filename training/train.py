"""Train the reader: attributions from PolNeAR and our own reports, claims from our own reports and clauses, one encoder.

    python train.py --polnear ../../shared/corpora/polnear/train.jsonl --out build/reader.pt [--start build/tagger.pt]

Steps alternate between the corpora so that neither drowns the other: a step on our own data for every `--own-every` on PolNeAR.
Our own data is cut by file name (a hash): one file in ten is held out, and nothing is chosen on anything else.
"""

import argparse
import copy
import hashlib
import os
import sys
import time
from pathlib import Path

if os.environ.get("MALLOC_TRIM_THRESHOLD_") is None:
    os.environ.update(MALLOC_TRIM_THRESHOLD_="100000000000", MALLOC_MMAP_MAX_="0", MALLOC_TOP_PAD_="200000000")
    os.execv(sys.executable, [sys.executable, *sys.argv])

import numpy as np
import torch
import torch.nn.functional as F
from claims import ClaimWindow, claim_labels, claim_windows
from encoder import Crf, Reader, base_folder
from labels import UNLABELLED, read
from reports import Labelled, read_clauses, read_report
from train_tagger import Examples, collate, constraints, held_out

from accords.reading.windows import Pieces, load_tokenizer

DATA = Path(__file__).parent / "data"


def own_data() -> list[Labelled]:
    """Reports and clauses; a file with a fault stops the training."""
    rows = [read_report(p) for p in sorted((DATA / "reports").glob("*.txt"))]
    for p in sorted((DATA / "clauses").glob("*.txt")):
        rows += read_clauses(p)
    faults = [f for r in rows for f in r.faults]
    if faults:
        print(f"{len(faults)} faults in our data, those texts are left out: {faults[:3]}", file=sys.stderr)
    return [r for r in rows if not r.faults]


def untouched(labelled: Labelled) -> bool:
    """The repository's own test set: never trained on, never looked at while choosing."""
    return hashlib.sha256(labelled.place.encode()).digest()[0] % 10 == 0


class Own:
    """Windows of our own texts, cut anew each epoch."""

    def __init__(self, rows: list[Labelled], rng: np.random.Generator) -> None:
        tokenizer = load_tokenizer(str(base_folder() / "tokenizer.json"))
        self.rng = rng
        self.rows = [(p, claim_labels(p, r)) for r in rows for p in [Pieces.of(r.text, tokenizer)]]

    def epoch(self, size: int) -> list[ClaimWindow]:
        out = []
        for pieces, labels in self.rows:
            out += claim_windows(pieces, labels, pieces.windows(size, int(self.rng.integers(size // 3, size + 1))))
        return out

    def batches(self, windows: list[ClaimWindow], size: int) -> list[list[ClaimWindow]]:
        """Windows of like length together, `size` full ones' worth of pieces a batch: single clauses are short."""
        order = [windows[k] for k in self.rng.permutation(len(windows))]
        out: list[list[ClaimWindow]] = []
        for i in range(0, len(order), 60 * size):
            batch: list[ClaimWindow] = []
            for w in sorted(order[i : i + 60 * size], key=lambda w: len(w.tags)):
                if batch and (len(batch) + 1) * len(w.tags) > size * 128:
                    out.append(batch)
                    batch = []
                batch.append(w)
            out.append(batch)
        order_of = self.rng.permutation(len(out))
        return [out[k] for k in order_of]


def own_loss(net: Reader, crf: Crf, batch: list[ClaimWindow], weight: float) -> torch.Tensor:
    ids, shapes, tags, arcs, mask = collate([(w.window.ids, w.window.shapes, w.tags, w.arcs) for w in batch])
    tag, arc, act, issue, strength, negated, pointers = net(ids, shapes, mask)
    loss = weight * crf(tag, tags)
    known = (arcs != UNLABELLED).sum()
    if known:
        loss = loss + weight * 0.5 * F.cross_entropy(arc.flatten(0, 1), arcs.flatten(), ignore_index=UNLABELLED)
    target = torch.zeros_like(act)
    for b, w in enumerate(batch):
        target[b, : len(w.acts)] = torch.from_numpy(w.acts)
    labelled = target.sum(-1) > 0
    # A piece that bears an act counts twice one that bears none: nineteen in twenty bear none.
    per_piece = -(target * act.log_softmax(-1)).sum(-1) * torch.where(target[..., 0] > 0.5, 1.0, 2.0)
    loss = loss + 4 * per_piece[labelled].mean()
    rows = [(b, t) for b, w in enumerate(batch) for t in w.triggers]
    if rows:
        at_b = torch.tensor([b for b, _ in rows])
        at_p = torch.tensor([t[0] for _, t in rows])
        issues = torch.from_numpy(np.stack([t[1] for _, t in rows]))
        loss = loss - (issues * issue[at_b, at_p].log_softmax(-1)).sum(-1).mean()
        loss = loss + 0.3 * F.cross_entropy(strength[at_b, at_p], torch.tensor([t[2] for _, t in rows]))
        loss = loss + 0.3 * F.binary_cross_entropy_with_logits(
            negated[at_b, at_p], torch.tensor([float(t[3]) for _, t in rows])
        )
        points = torch.tensor([t[4] for _, t in rows])
        scores = pointers[at_b, :, at_p]  # [rows, 4, n]
        if (points != UNLABELLED).any():
            loss = loss + 0.5 * F.cross_entropy(scores.flatten(0, 1), points.flatten(), ignore_index=UNLABELLED)
    return loss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear")
    parser.add_argument("--start", help="a checkpoint of train_tagger.py, or of this, to go on from")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=12, help="over our own data")
    parser.add_argument(
        "--own-every", type=int, default=1, help="a step on our own data after so many on PolNeAR (0: PolNeAR left out)"
    )
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--average", type=float, default=0.995)
    parser.add_argument(
        "--own-weight", type=float, default=0.5, help="of our own attributions, whose conventions differ from PolNeAR's"
    )
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    rng = np.random.default_rng(o.seed)
    own = Own([r for r in own_data() if not untouched(r)], rng)
    polnear = (
        Examples([a for a in read(o.polnear) if not held_out(a["id"])], rng) if o.polnear and o.own_every else None
    )
    crf = Crf(*constraints())
    master = Reader()
    if o.start:
        start = torch.load(o.start, weights_only=True)
        (master if "act.weight" in start["model"] else master.tagger).load_state_dict(start["model"])
        crf.load_state_dict(start["crf"])
    else:
        master.tagger.encoder.load_base(base_folder() / "model.safetensors")
    net, average = copy.deepcopy(master).bfloat16().train(), copy.deepcopy(master)
    parameters, low = dict(master.named_parameters()), dict(net.named_parameters())
    body = [p for n, p in parameters.items() if n.startswith("tagger.encoder.") and "shape" not in n]
    fresh = [p for n, p in parameters.items() if not n.startswith("tagger.")]
    rest = [
        p
        for n, p in parameters.items()
        if n.startswith("tagger.") and (not n.startswith("tagger.encoder.") or "shape" in n)
    ]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": o.rate}, {"params": fresh, "lr": o.head_rate}, {"params": rest, "lr": o.head_rate * (0.2 if o.start else 1.0)},
         {"params": list(crf.parameters()), "lr": o.head_rate, "weight_decay": 0.0}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    rates = [g["lr"] for g in optimizer.param_groups]
    per_epoch = len(own.batches(own.epoch(o.size), o.batch))
    total = o.epochs * per_epoch * (1 + (o.own_every if polnear else 0))
    print(f"{len(own.rows)} texts of our own, {per_epoch} steps an epoch of them, {total} steps in all", flush=True)
    warm, step, began = max(1, int(0.06 * total)), 0, time.time()

    def stream():
        while True:
            examples = polnear.epoch(o.size)
            for batch in polnear.batches(examples, o.batch):
                yield [examples[k] for k in batch]

    others = stream() if polnear else None

    def update(loss: torch.Tensor) -> float:
        nonlocal step
        factor = min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        loss.backward()
        with torch.no_grad():
            for name, p in parameters.items():
                p.grad = low[name].grad.float() if low[name].grad is not None else None
                low[name].grad = None
            torch.nn.utils.clip_grad_norm_([p for p in parameters.values() if p.grad is not None], 1.0)
            optimizer.step()
            crf.zero_grad()
            torch._foreach_copy_(list(low.values()), list(parameters.values()))
            if step % 4 == 0:
                torch._foreach_lerp_(
                    list(average.parameters()), list(parameters.values()), 1 - min(o.average, step / (step + 20)) ** 4
                )
        step += 1
        return loss.item()

    for epoch in range(o.epochs):
        losses = np.zeros(3)
        for batch in own.batches(own.epoch(o.size), o.batch):
            losses[0] += update(own_loss(net, crf, batch, o.own_weight))
            losses[2] += 1
            for _ in range(o.own_every if polnear else 0):
                ids, shapes, tags, arcs, mask = collate(next(others))
                tag, arc, *_ = net(ids, shapes, mask)
                loss = crf(tag, tags)
                if (arcs != UNLABELLED).any():
                    loss = loss + 0.5 * F.cross_entropy(arc.flatten(0, 1), arcs.flatten(), ignore_index=UNLABELLED)
                losses[1] += update(loss)
        print(
            f"epoch {epoch + 1} own {losses[0] / losses[2]:.3f} polnear {losses[1] / max(1, losses[2] * o.own_every):.4f} "
            f"{(time.time() - began) / 60:.1f} min",
            flush=True,
        )
        torch.save(
            {"model": average.state_dict(), "crf": crf.state_dict(), "epoch": epoch + 1, "settings": vars(o)}, o.out
        )


if __name__ == "__main__":
    main()
