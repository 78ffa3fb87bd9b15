"""The network as torch exports it in, a lean graph with the same weights for one sentence at a time out.

    python lean_graph.py model.int8.onnx network.onnx

The exported graph computes attention in some sixty small steps a layer and carries a mask for sentences of
different lengths. Read alone, a sentence needs none: here attention is one operator of onnxruntime's, the
projections that read the same input are one product, and the last layer goes on with each word's first piece.

Inputs: `ids` (1, pieces) and `firsts` (words,), the place of each word's first piece. Outputs, for n words:
`u`, `x` and `n` (tag, tag and name scores), `arc` (n, n + 1), `rel` (under the best head), `rh` (n + 1, 96),
and `rd` (n, 96). Needs the package `onnx`, which Summitry itself does not.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS, HIDDEN, ATTENTION_HEADS = 6, 384, 12
CONTRIB = "com.microsoft"
OUTPUTS = ("u", "x", "n", "arc", "rel", "rh", "rd")


@dataclass(frozen=True)
class Product:
    """An int8 matrix by columns: weight (in, out), scale (out,), bias (out,)."""

    weight: np.ndarray
    scale: np.ndarray
    bias: np.ndarray | None


class Exported:
    """The exported graph, asked for its weights by the name of the layer."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self._arrays = {array.name: numpy_helper.to_array(array) for array in model.graph.initializer}
        self._nodes = {node.name: node for node in model.graph.node}

    def array(self, name: str) -> np.ndarray:
        return self._arrays[name]

    def product(self, path: str, bias: str | None = None) -> Product:
        node = self._nodes.get(f"{path}/MatMul_quant") or self._nodes[path]
        scale = self._nodes[f"{node.name}_scales_mul"].input[1]
        assert not self._arrays[node.input[3]].any(), "the weights are to be quantised symmetrically"
        return Product(
            self._arrays[node.input[1]], self._arrays[scale], None if bias is None else self._arrays[bias]
        )

    def slope(self, name: str) -> float:
        return float(self._nodes[name].attribute[0].f)


@dataclass
class Graph:
    """The lean graph while it is put together."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    arrays: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: np.ndarray) -> str:
        self.arrays.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], *outputs: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(
            helper.make_node(kind, inputs, list(outputs), outputs[0], domain=domain, **attributes)
        )
        return outputs[0]

    def product(self, values: str, product: Product, name: str) -> str:
        inputs = [
            values,
            self.constant(f"{name}.weight", product.weight),
            self.constant(f"{name}.scale", product.scale),
            self.constant(f"{name}.zero", np.zeros(len(product.scale), np.int8)),
        ]
        if product.bias is not None:
            inputs.append(self.constant(f"{name}.bias", product.bias))
        return self.add("DynamicQuantizeMatMul", inputs, name, domain=CONTRIB)

    def attention(self, values: str, product: Product, name: str) -> str:
        self.add("DynamicQuantizeLinear", [values], f"{name}.quantised", f"{name}.range", f"{name}.offset")
        inputs = [
            f"{name}.quantised",
            self.constant(f"{name}.weight", product.weight),
            self.constant(f"{name}.bias", product.bias),
            f"{name}.range",
            self.constant(f"{name}.scale", product.scale),
            "",
            f"{name}.offset",
            self.constant(f"{name}.zero", np.zeros((), np.int8)),
        ]
        return self.add("QAttention", inputs, name, domain=CONTRIB, num_heads=ATTENTION_HEADS)

    def norm(self, values: str, exported: Exported, path: str) -> str:
        scale = self.constant(f"{path}.scale", exported.array(f"m.enc.{path}.weight"))
        bias = self.constant(f"{path}.bias", exported.array(f"m.enc.{path}.bias"))
        return self.add("LayerNormalization", [values, scale, bias], path, axis=-1, epsilon=1e-12)


def side_by_side(*products: Product) -> Product:
    """One product in place of several that read the same values."""
    return Product(
        np.concatenate([product.weight for product in products], 1),
        np.concatenate([product.scale for product in products]),
        np.concatenate([product.bias for product in products if product.bias is not None]),
    )


def encoder(graph: Graph, exported: Exported) -> str:
    """Word pieces to the vectors (1, words, HIDDEN) of the words' first pieces."""
    words = graph.constant("words", exported.array("m.enc.we.weight_quantized"))
    scale = graph.constant("words.scale", exported.array("m.enc.we.weight_scale"))
    zero = graph.constant("words.zero", exported.array("m.enc.we.weight_zero_point"))
    graph.add("Gather", [words, "ids"], "pieces.quantised")
    graph.add("DequantizeLinear", ["pieces.quantised", scale, zero], "pieces")
    table = exported.array("m.enc.pe.weight") + exported.array("onnx::Add_950")
    places = graph.constant("places", table)
    start = graph.constant("zero", np.array([0]))
    graph.add("Shape", ["ids"], "length", start=1, end=2)
    graph.add("Slice", [places, start, "length", start], "places.used")
    graph.add("Unsqueeze", ["places.used", start], "places.row")
    values = graph.norm(graph.add("Add", ["pieces", "places.row"], "embedded"), exported, "ln")
    for layer in range(LAYERS):
        values = encode(graph, exported, values, layer)
    return values


def encode(graph: Graph, exported: Exported, values: str, layer: int) -> str:
    path = f"L.{layer}"

    def product(part: str) -> Product:
        return exported.product(f"/enc/{path}/{part}", f"m.enc.{path}.{part}.bias")

    seen = graph.attention(
        values, side_by_side(product("q"), product("k"), product("v")), f"{path}.attention"
    )
    if layer == LAYERS - 1:
        seen = graph.add("Gather", [seen, "firsts"], f"{path}.seen", axis=1)
        values = graph.add("Gather", [values, "firsts"], f"{path}.words", axis=1)
    seen = graph.product(seen, product("o"), f"{path}.o")
    values = graph.norm(graph.add("Add", [values, seen], f"{path}.sum1"), exported, f"{path}.ln1")
    wide = graph.add(
        "Gelu", [graph.product(values, product("f1"), f"{path}.f1")], f"{path}.gelu", domain=CONTRIB
    )
    narrow = graph.product(wide, product("f2"), f"{path}.f2")
    return graph.norm(graph.add("Add", [values, narrow], f"{path}.sum2"), exported, f"{path}.ln2")


def heads(graph: Graph, exported: Exported, values: str) -> None:
    """The words' vectors to the outputs."""

    def product(part: str) -> Product:
        return exported.product(f"/{part}", f"m.{part}.bias")

    flat = graph.add("Squeeze", [values, "zero"], "flat")
    parts = [product(part) for part in ("u", "x", "n", "ad", "rd")]
    graph.product(flat, side_by_side(*parts), "words.all")
    sizes = graph.constant("words.sizes", np.array([len(part.scale) for part in parts]))
    graph.add("Split", ["words.all", sizes], "u", "x", "n", "ad.raw", "rd.raw", axis=1)
    root = graph.constant("root", exported.array("m.root").reshape(1, HIDDEN))
    graph.add("Concat", [root, flat], "rooted", axis=0)
    parts = [product(part) for part in ("ah", "rh")]
    graph.product("rooted", side_by_side(*parts), "rooted.all")
    sizes = graph.constant("rooted.sizes", np.array([len(part.scale) for part in parts]))
    graph.add("Split", ["rooted.all", sizes], "ah.raw", "rh.raw", axis=1)
    for name, output, node in (("ah", "ah", ""), ("ad", "ad", "_1"), ("rh", "rh", "_2"), ("rd", "rd", "_3")):
        graph.add("LeakyRelu", [f"{name}.raw"], output, alpha=exported.slope(f"/LeakyRelu{node}"))
    pad = graph.constant("pad.column", np.array([0, 0, 0, 1]))  # one column behind the others
    value = graph.constant("pad.value", np.array(1, np.float32))
    graph.add("Pad", ["ad", pad, value], "ad.1")
    graph.product("ad.1", exported.product("/MatMul_quant"), "ad.A")
    graph.add("Transpose", ["ah"], "ah.T", perm=[1, 0])
    graph.add("MatMul", ["ad.A", "ah.T"], "arc")
    graph.add("ArgMax", ["arc"], "best", axis=1, keepdims=0)
    graph.add("Gather", ["rh", "best"], "rh.best", axis=0)
    graph.add("Pad", ["rh.best", pad, value], "rh.1")
    graph.add("Pad", ["rd", pad, value], "rd.1")
    relations = exported.product("/MatMul_2_quant")
    graph.product("rh.1", relations, "rh.R")
    size = 97
    shape = graph.constant("rel.shape", np.array([-1, len(relations.scale) // size, size]))
    graph.add("Reshape", ["rh.R", shape], "rh.R3")
    column = graph.constant("rd.shape", np.array([-1, size, 1]))
    graph.add("Reshape", ["rd.1", column], "rd.3")
    graph.add("MatMul", ["rh.R3", "rd.3"], "rel.3")
    graph.add("Squeeze", ["rel.3", graph.constant("two", np.array([2]))], "rel")


def main(source: Path, target: Path) -> None:
    exported, graph = Exported(onnx.load(source)), Graph()
    heads(graph, exported, encoder(graph, exported))
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "pieces"]),
        helper.make_tensor_value_info("firsts", TensorProto.INT64, ["words"]),
    ]
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in OUTPUTS]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "english", inputs, outputs, graph.arrays),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)],
        ir_version=8,
    )
    onnx.save(model, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
