"""Train the reader: attributions from PolNeAR and our own reports, claims from our own reports and clauses, one encoder.

    python train.py --polnear ../../shared/corpora/polnear/train.jsonl --out build/reader.pt [--start build/tagger.pt]

Steps alternate between the corpora so that neither drowns the other: a step on our own data for every `--own-every` on PolNeAR.
Our own data is cut by file name (a hash): one file in ten is held out, and nothing is chosen on anything else.
"""

import argparse
import copy
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
from reports import Labelled, own_data
from splits import chosen_on, untouched
from train_tagger import Examples, collate, constraints, held_out
from vocabulary import kept, write

from accords.reading.relations import TAGS, TO_CUE
from accords.reading.windows import Pieces, load_tokenizer

BUILD = Path(__file__).parent / "build"


class Own:
    """Windows of our own texts, cut anew each epoch."""

    def __init__(self, rows: list[Labelled], rng: np.random.Generator, tokenizer: Path) -> None:
        tokenizer = load_tokenizer(str(tokenizer))
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


def second_loss(net: Reader, crf: Crf, states: torch.Tensor, looks: list[list]) -> torch.Tensor:
    """Of the second look at every cue of a batch: `looks` of each window."""
    rows = [(b, *look) for b, of in enumerate(looks) for look in of]
    if not rows:
        return states.new_zeros((), dtype=torch.float32)
    longest = max(end - begin for _, begin, end, _, _ in rows)
    window = torch.tensor([r[0] for r in rows])[:, None]
    offset = torch.arange(longest)[None]
    length = torch.tensor([r[2] - r[1] for r in rows])[:, None]
    mask = offset < length
    at = torch.tensor([r[1] for r in rows])[:, None] + torch.minimum(offset, length - 1)
    target = torch.full((len(rows), longest), UNLABELLED)
    for k, r in enumerate(rows):
        target[k, : r[2] - r[1]] = torch.from_numpy(r[4])
    scores = net.second(states[window, at], torch.tensor([r[3] for r in rows]), mask)
    loss: torch.Tensor = crf(scores, target)
    return loss


def started(path: str | None, rows: np.ndarray, layers: int) -> tuple[Reader, Crf, Crf]:
    """A reader that goes on from a checkpoint of either stage, or from the base encoder, with the kept word pieces.

    Where the checkpoint has more layers than asked for, the last but one go: the last shapes what the heads see.
    """
    reader = Reader(vocabulary=len(rows), layers=layers)
    crf, second = Crf(*constraints(TAGS)), Crf(*constraints(TO_CUE))
    if path is None:
        base = Reader()
        base.tagger.encoder.load_base(base_folder() / "model.safetensors")
        state = base.state_dict()
    else:
        start = torch.load(path, weights_only=True)
        state = start["model"]
        if "act.weight" not in state:
            state = {f"tagger.{k}": v for k, v in state.items()}
        crf.load_state_dict(start["crf"])
        if "second" in start:
            second.load_state_dict(start["second"])
    word = "tagger.encoder.word.weight"
    if len(state[word]) != len(rows):
        state[word] = state[word][torch.from_numpy(rows)]
    there = 1 + max(int(k.split(".")[3]) for k in state if ".layers." in k)
    if there != layers:
        gone = set(range(layers - 1, there - 1))
        number = {old: new for new, old in enumerate(k for k in range(there) if k not in gone)}
        moved = {}
        for k, v in state.items():
            at = k.split(".")
            if at[2:3] == ["layers"]:
                if int(at[3]) in gone:
                    continue
                k = ".".join([*at[:3], str(number[int(at[3])]), *at[4:]])
            moved[k] = v
        state = moved
    own = reader.state_dict()
    reader.load_state_dict({**own, **{k: v for k, v in state.items() if k in own}})
    return reader, crf, second


def own_loss(
    net: Reader, crf: Crf, second: Crf, batch: list[ClaimWindow], weight: float, issue_weight: float
) -> torch.Tensor:
    """Of one batch of our own data; `weight` is that of its attributions, `issue_weight` that of its issues."""
    ids, shapes, tags, arcs, mask = collate([(w.window.ids, w.window.shapes, w.tags, w.arcs) for w in batch])
    tag, arc, act, issue, strength, negated, pointers, states = net(ids, shapes, mask)
    loss = weight * (crf(tag, tags) + second_loss(net, second, states, [w.looks for w in batch]))
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
        loss = loss - issue_weight * (issues * issue[at_b, at_p].log_softmax(-1)).sum(-1).mean()
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
    parser.add_argument(
        "--issue-weight",
        type=float,
        default=1.0,
        help="of the issue's loss: with 1, half of the issues of the fold were wrong when three in five acts were right",
    )
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--vocabulary", type=Path, default=BUILD / "vocabulary", help="made where it is missing")
    parser.add_argument("--no-clauses", action="store_true", help="leave out the single clauses, to see what they add")
    parser.add_argument("--all", action="store_true", help="train on PolNeAR's held-out fold too")
    parser.add_argument(
        "--fold", action="store_true", help="leave out the fold of our own data that settings are chosen on"
    )
    o = parser.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    rng = np.random.default_rng(o.seed)
    ours = [
        r
        for r in own_data()
        if not untouched(r.place) and not (o.fold and chosen_on(r.place)) and not (o.no_clauses and ":" in r.place)
    ]
    articles = [a for a in read(o.polnear) if o.all or not held_out(a["id"])] if o.polnear and o.own_every else []
    tokenizer = o.vocabulary / "tokenizer.json"
    if not tokenizer.exists():
        write(kept([a["text"] for a in articles] + [r.text for r in ours]), o.vocabulary)
    own = Own(ours, rng, tokenizer)
    polnear = Examples(articles, rng, tokenizer) if articles else None
    master, crf, second = started(o.start, np.load(o.vocabulary / "rows.npy"), o.layers)
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
         {"params": [*crf.parameters(), *second.parameters()], "lr": o.head_rate, "weight_decay": 0.0}],
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
            second.zero_grad()
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
            losses[0] += update(own_loss(net, crf, second, batch, o.own_weight, o.issue_weight))
            losses[2] += 1
            for _ in range(o.own_every if polnear else 0):
                examples = next(others)
                ids, shapes, tags, arcs, mask = collate([e[:4] for e in examples])
                tag, arc, *_, states = net(ids, shapes, mask)
                loss = crf(tag, tags) + second_loss(net, second, states, [e[4] for e in examples])
                if (arcs != UNLABELLED).any():
                    loss = loss + 0.5 * F.cross_entropy(arc.flatten(0, 1), arcs.flatten(), ignore_index=UNLABELLED)
                losses[1] += update(loss)
        print(
            f"epoch {epoch + 1} own {losses[0] / losses[2]:.3f} polnear {losses[1] / max(1, losses[2] * o.own_every):.4f} "
            f"{(time.time() - began) / 60:.1f} min",
            flush=True,
        )
        torch.save(
            {
                "model": average.state_dict(),
                "crf": crf.state_dict(),
                "second": second.state_dict(),
                "epoch": epoch + 1,
                "settings": {k: str(v) if isinstance(v, Path) else v for k, v in vars(o).items()},
            },
            o.out,
        )


if __name__ == "__main__":
    main()
