"""A trained network as ONNX int8 with a small vocabulary, and the list of files with their checksums."""

from __future__ import annotations

import hashlib
import json
import tempfile
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from network import NewsNetwork, ReaderNetwork, RelateNetwork
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

# What the code of this version expects of the files; a change of inputs or labels raises it.
FORMAT = 3
WORDS, WORDS_FILE = "words", "words.bin"
# Positions kept: the running code reads 254 word pieces of a sentence and two marks.
LONGEST = 256


def wanted(piece: str) -> bool:
    """Pieces that English news can use: no letters of other scripts, no spare rows but the markers."""
    if piece.startswith("[unused"):
        return piece in {f"[unused{n}]" for n in range(1, 10)}
    letters = (c for c in piece if unicodedata.category(c)[0] == "L")
    return all("LATIN" in unicodedata.name(c, "") for c in letters)


def shrink(folder: Path, out: Path) -> list[int]:
    """Write the tokenizer with only the wanted pieces; the rows of the old vocabulary that are kept, in order."""
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    kept = [piece for piece in sorted(vocabulary, key=vocabulary.__getitem__) if wanted(piece)]
    new = {piece: n for n, piece in enumerate(kept)}
    tokenizer["model"]["vocab"] = new
    tokenizer["truncation"] = tokenizer["padding"] = tokenizer["post_processor"] = None
    for added in tokenizer["added_tokens"]:
        added["id"] = new[added["content"]]
    out.write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return [vocabulary[piece] for piece in kept]


class Graph:
    """An ONNX graph in the making. Built node by node rather than traced: onnxruntime's fused attention and norms
    are then used whatever the version of the tracer."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, value: NDArray[np.generic], name: str = "") -> str:
        name = name or f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, op: str, *inputs: str, output: str | None = None, domain: str = "", **attributes: Any) -> str:
        name = output or f"v{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(op, list(inputs), [name], f"n{len(self.nodes)}", domain=domain, **attributes)
        )
        return name

    def linear(self, x: str, layer: nn.Linear, output: str | None = None) -> str:
        product = self.add("MatMul", x, self.weight(layer.weight.detach().numpy().T))
        return self.add("Add", product, self.weight(layer.bias.detach().numpy()), output=output)

    def total(self, x: str, axis: int, *, keep: bool = True) -> str:
        return self.add("ReduceSum", x, self.weight(np.array([axis])), keepdims=int(keep))

    def part(self, x: str, start: int, stop: int, axis: int) -> str:
        cut = (self.weight(np.array([n])) for n in (start, stop, axis))
        return self.add("Slice", x, *cut)


def add_encoder(g: Graph, encoder: Any, rows: list[int]) -> str:
    """The encoder's states (n, t, d) from the graph inputs `ids` and `mask`."""
    e = encoder.embeddings
    words = g.add("Gather", g.weight(e.word_embeddings.weight.detach().numpy()[rows], WORDS), "ids")
    places = (e.position_embeddings.weight[:LONGEST] + e.token_type_embeddings.weight[0]).detach().numpy()
    length = g.part(g.add("Shape", "ids"), 1, 2, 0)
    places_now = g.add("Slice", g.weight(places), g.weight(np.array([0])), length, g.weight(np.array([0])))
    x = g.add("Add", words, places_now)
    norm = [g.weight(p.detach().numpy()) for p in (e.LayerNorm.weight, e.LayerNorm.bias)]
    x = g.add("LayerNormalization", x, *norm, axis=-1, epsilon=1e-12)
    keep = g.add("Cast", "mask", to=onnx.TensorProto.INT32)
    for layer in encoder.encoder.layer:
        a = layer.attention
        three = (a.self.query, a.self.key, a.self.value)
        weight = np.concatenate([m.weight.detach().numpy().T for m in three], axis=1)
        bias = np.concatenate([m.bias.detach().numpy() for m in three])
        heads = layer.attention.self.num_attention_heads
        y = g.add("Attention", x, g.weight(weight), g.weight(bias), keep, domain="com.microsoft", num_heads=heads)
        x = add_norm(g, x, y, a.output.dense, a.output.LayerNorm)
        y = g.add("MatMul", x, g.weight(layer.intermediate.dense.weight.detach().numpy().T))
        y = g.add("BiasGelu", y, g.weight(layer.intermediate.dense.bias.detach().numpy()), domain="com.microsoft")
        x = add_norm(g, x, y, layer.output.dense, layer.output.LayerNorm)
    return x


def add_norm(g: Graph, x: str, y: str, dense: nn.Linear, norm: nn.LayerNorm) -> str:
    product = g.add("MatMul", y, g.weight(dense.weight.detach().numpy().T))
    weights = [g.weight(p.detach().numpy()) for p in (norm.weight, norm.bias, dense.bias)]
    return g.add("SkipLayerNormalization", product, x, *weights, domain="com.microsoft", epsilon=1e-12)


def relate_graph(model: RelateNetwork, rows: list[int]) -> Graph:
    g = Graph()
    states = add_encoder(g, model.encoder, rows)
    parts = []
    for name in ("mask", "actor", "recipient"):
        weights = g.add("Unsqueeze", name, g.weight(np.array([1])))
        total = g.add("Max", g.total(name, 1), g.weight(np.array(1e-6, dtype=np.float32)))
        mean = g.add("Squeeze", g.add("MatMul", weights, states), g.weight(np.array([1])))
        parts.append(g.add("Div", mean, total))
    joint = g.add("Concat", *parts, output="joint", axis=-1)
    g.linear(joint, model.root, output="root")
    return g


def reader_graph(model: ReaderNetwork, rows: list[int], events: nn.Linear | None) -> Graph:
    g = Graph()
    states = add_encoder(g, model.encoder, rows)
    tags = g.linear(states, model.tags, output="tags")
    parts = []
    for row in (None, 3, 4):
        weights = "sentences"
        if row is not None:
            chances = g.add("Softmax", g.part(tags, row * 3, row * 3 + 3, 2), axis=-1)
            inside = g.add("Sub", g.weight(np.array(1, dtype=np.float32)), g.part(chances, 0, 1, 2))
            weights = g.add("Mul", weights, g.add("Transpose", inside, perm=[0, 2, 1]))
        total = g.add("Max", g.total(weights, 2), g.weight(np.array(0.05, dtype=np.float32)))
        parts.append(g.add("Div", g.add("MatMul", weights, states), total))
    g.linear(g.add("Concat", *parts, axis=-1), model.kind, output="types")
    if events is not None:
        g.linear(states, events, output="events")
    g.add("Identity", states, output="states")
    return g


def write_onnx(g: Graph, inputs: dict[str, list[str]], outputs: dict[str, list[str | int]], path: Path) -> None:
    """Quantize the weights to int8 and write the file."""
    kinds = {"ids": onnx.TensorProto.INT64}
    graph = helper.make_graph(
        g.nodes,
        "sayso",
        [helper.make_tensor_value_info(n, kinds.get(n, onnx.TensorProto.FLOAT), shape) for n, shape in inputs.items()],
        [helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, shape) for n, shape in outputs.items()],
        g.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, str(plain))
        quantize_dynamic(
            str(plain),
            str(path),
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT, "MatMulConstBOnly": True},
        )
    plain_norms(path)
    share_words(path)


def plain_norms(path: Path) -> None:
    """Write each fused sum and norm as the sums it is made of: onnxruntime's fused one adds number by number and takes
    a fifth of the network's time, the plain ones a twentieth."""
    model = onnx.load(str(path), load_external_data=False)
    nodes: list[onnx.NodeProto] = []
    for node in model.graph.node:
        if node.op_type != "SkipLayerNormalization":
            nodes.append(node)
            continue
        x, skip, scale, shift, bias = node.input
        name = node.output[0]
        steps: list[tuple[str, list[str], dict[str, Any]]] = [
            ("Add", [x, bias], {}),
            ("Add", [f"{name}_0", skip], {}),
            ("ReduceMean", [f"{name}_1"], {"axes": [-1], "keepdims": 1}),
            ("Sub", [f"{name}_1", f"{name}_2"], {}),
            # A sum of squares by its own node adds number by number again.
            ("Mul", [f"{name}_3", f"{name}_3"], {}),
            ("ReduceMean", [f"{name}_4"], {"axes": [-1], "keepdims": 1}),
            ("Sqrt", [f"{name}_5"], {}),
            ("Div", [f"{name}_3", f"{name}_6"], {}),
            ("Mul", [f"{name}_7", scale], {}),
            ("Add", [f"{name}_8", shift], {}),
        ]
        for n, (op, inputs, attributes) in enumerate(steps):
            output = name if n == len(steps) - 1 else f"{name}_{n}"
            nodes.append(helper.make_node(op, inputs, [output], f"{node.name}_{n}", **attributes))
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    path.write_bytes(model.SerializeToString())


def share_words(path: Path) -> None:
    """Move the word vectors into a file of their own: they are not trained, so all networks have the same."""
    model = onnx.load(str(path))
    words = next(w for w in model.graph.initializer if w.name == WORDS + "_quantized")
    raw = words.raw_data
    (path.parent / WORDS_FILE).write_bytes(raw)
    set_external_data(words, WORDS_FILE, 0, len(raw))
    words.ClearField("raw_data")
    path.write_bytes(model.SerializeToString())


def checksums(folder: Path, names: list[str]) -> dict[str, dict[str, object]]:
    """Size and sha256 of each file."""
    found: dict[str, dict[str, object]] = {}
    for name in names:
        content = (folder / name).read_bytes()
        found[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return found


INPUTS = {
    "relate": {"ids": ["n", "t"], "mask": ["n", "t"], "actor": ["n", "t"], "recipient": ["n", "t"]},
    "reader": {"ids": ["n", "t"], "mask": ["n", "t"], "sentences": ["n", "s", "t"]},
}


def publish(
    base: Path, out: Path, model: RelateNetwork | ReaderNetwork | NewsNetwork, about: dict[str, object]
) -> None:
    """Write weights, tokenizer and this part of the card; `about` is what the running code must know of the part. A
    reader that does not know words only serves to learn on.
    """
    rows = shrink(base, out / "tokenizer.json")
    model.eval()
    if isinstance(model, RelateNetwork):
        part, graph = "relate", relate_graph(model, rows)
        outputs: dict[str, list[str | int]] = {
            "root": ["n", model.root.out_features],
            "joint": ["n", model.root.in_features],
        }
    else:
        reader, events = (model.reader, model.events) if isinstance(model, NewsNetwork) else (model, None)
        part, graph = "reader", reader_graph(reader, rows, events)
        outputs = {
            "tags": ["n", "t", reader.tags.out_features],
            "types": ["n", "s", reader.kind.out_features],
            "states": ["n", "t", reader.tags.in_features],
        }
        if events is not None:
            outputs["events"] = ["n", "t", events.out_features]
    write_onnx(graph, INPUTS[part], outputs, out / f"{part}.onnx")
    path = out / "reader.json"
    card = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"files": {}}
    card["format"] = FORMAT
    card["made"] = date.today().isoformat()
    card["files"] |= checksums(out, ["tokenizer.json", WORDS_FILE, f"{part}.onnx"])
    card["read" if part == "reader" else part] = about
    path.write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def temperature_of(scores: NDArray[np.floating], gold: NDArray[np.integer]) -> float:
    """The temperature with the least log loss on labelled scores (n, classes)."""
    best, least = 1.0, float("inf")
    for temperature in np.arange(0.5, 3.01, 0.05):
        scaled = scores / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        loss = float((np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(gold)), gold]).mean())
        if loss < least:
            best, least = round(float(temperature), 2), loss
    return best


def calibration_error(confidence: NDArray[np.floating], right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error over equal widths of confidence."""
    at = np.minimum((confidence * bins).astype(int), bins - 1)
    total = 0.0
    for b in range(bins):
        inside = at == b
        if inside.any():
            total += inside.mean() * abs(float(confidence[inside].mean()) - float(right[inside].mean()))
    return total
