"""Train the linear models over words for issue and act (accords/reading/wording.py) on our own reports and clauses.

    python wording.py ../accords/reading/weights/wording.npz

Softmax regression with a squared penalty, full batches. The untouched texts and the fold are left out.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from claims import shares
from reports import Labelled, own_data
from splits import chosen_on, untouched

from accords.reading.clause import Clause
from accords.reading.sentences import Sentences
from accords.reading.trigger import ACTS
from accords.reading.wording import ACT_ZONES, ISSUE_ZONES, WORD, Words, act_zones, issue_zones
from accords.vocabulary import Span, lowered
from accords.vocabulary.issue import NAMES

# In how many texts a word stands at least, and how many words are kept.
LEAST, MOST = 2, 8000
PENALTY, STEPS = 2e-5, 80


def clauses(row: Labelled) -> list[tuple[Clause, dict[str, str]]]:
    """The labelled clauses as the model would give them."""
    out = []
    for number, fields in sorted(row.claims.items()):
        trigger = Span(*row.spans["t"][number][0])
        evidence = row.spans.get("e", {}).get(number) or [trigger]
        span = Span(min(a for a, _ in evidence), max(b for _, b in evidence))
        out.append((Clause(trigger, span, None, (), (), None, 0.0), fields))
    return out


def fit(
    zones: list[list[tuple[np.ndarray, np.ndarray]]], target: np.ndarray, words: int
) -> tuple[np.ndarray, np.ndarray]:
    """zones[sample][zone] = (word ids, weights); target [samples, kinds] -> weights [zones, words, kinds], bias [kinds]."""
    count = len(zones[0])
    ids = torch.from_numpy(np.concatenate([w + k * words for sample in zones for k, (w, _) in enumerate(sample)]))
    weight = torch.from_numpy(np.concatenate([v for sample in zones for _, v in sample]))
    offsets = torch.from_numpy(np.cumsum([0, *(sum(len(w) for w, _ in sample) for sample in zones)])[:-1])
    y = torch.from_numpy(target)
    table = torch.zeros(count * words, target.shape[1], requires_grad=True)
    bias = torch.zeros(target.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([table, bias], max_iter=STEPS, history_size=8, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = F.embedding_bag(ids, table, offsets, mode="sum", per_sample_weights=weight) + bias
        value = -(y * scores.log_softmax(-1)).sum(-1).mean() + PENALTY * (table * table).sum()
        value.backward()
        return value

    final = optimizer.step(loss)
    print(f"{len(zones)} clauses, loss {float(final):.3f}", flush=True)
    return table.detach().numpy().reshape(count, words, -1), bias.detach().numpy()


def eighth(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As int8 with one scale for each zone."""
    scale = np.abs(table).max((1, 2), keepdims=True) / 127
    return np.round(table / scale).astype(np.int8), scale.astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    o = parser.parse_args()
    torch.set_num_threads(1)
    rows = [r for r in own_data() if not untouched(r.place) and not chosen_on(r.place)]
    found = Counter(w for r in rows for w in set(WORD.findall(lowered(r.text))))
    # Sorted, since a set has its words in another order every time.
    kept = sorted((w for w, n in found.items() if n >= LEAST), key=lambda w: (-found[w], w))[:MOST]
    known = {w: k for k, w in enumerate(kept)}
    idf = np.array([np.log((1 + len(rows)) / (1 + found[w])) + 1 for w in kept], np.float32)
    issue_rows, act_rows, issues, acts = [], [], [], []
    for row in rows:
        sentences, words = Sentences.of(row.text), Words(row.text, known, idf)
        for clause, fields in clauses(row):
            issue_rows.append([words.zone(*z) for z in issue_zones(clause, sentences)])
            act_rows.append([words.zone(*z) for z in act_zones(clause)])
            issues.append(shares(fields["issue"], NAMES))
            acts.append(shares(fields["act"], ACTS[1:]))
    assert len(issue_rows[0]) == len(ISSUE_ZONES) and len(act_rows[0]) == len(ACT_ZONES)
    issue_table, issue_bias = fit(issue_rows, np.array(issues), len(kept))
    act_table, act_bias = fit(act_rows, np.array(acts), len(kept))
    issue_table, issue_scale = eighth(issue_table)
    act_table, act_scale = eighth(act_table)
    np.savez_compressed(
        o.out, words=np.array(" ".join(kept)), idf=idf.astype(np.float16), issues=issue_table, issues_scale=issue_scale,
        issue_bias=issue_bias, acts=act_table, acts_scale=act_scale, act_bias=act_bias,
    )  # fmt: skip
    print(f"{len(kept)} words, {o.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
