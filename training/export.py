"""Export the trained network as an int8 ONNX file, node by node.

Weights are quantised per column and activations dynamically (one scale per run). The small output layers stay in
float32. The nodes are those that onnxruntime runs fastest: one fused attention node; a product and a sum for each
linear layer, which it fuses; sum and normalisation apart, because their fused node is slower.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Network, Shape

OPSET, MICROSOFT = 17, "com.microsoft"
HEADS = ("span.", "pooled.", "relevance.", "support.")
"""Layers that stay in float32: they are small and decide the outputs."""
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass
class _Graph:
    """The nodes and weights written so far."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def weight(self, name: str, array: Array) -> str:
        self.weights.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str, *, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output


def export(network: Network, file: Path) -> None:
    """Write `network`, without its word table, to `file`.

    Inputs: `words`, float32 (pairs, tokens, width), rows of the word table; `token_type_ids`, int64 (pairs, tokens);
    no padding. Outputs: `start` and `end` (pairs, tokens), `relevance` (pairs), `support` (pairs, 3), float32 logits.
    """
    whole = file.with_suffix(".float.onnx")
    graph = _Graph()
    state = network.state_dict()
    parts = {name.removeprefix("encoder."): part.numpy() for name, part in state.items() if "words." not in name}
    states = _embedded(graph, parts, network.shape)
    for number in range(network.shape.layers):
        states = _layer(graph, parts, f"layers.{number}", states, network.shape)
    outputs = _outputs(graph, parts, states)
    onnx.save(_model(graph, outputs, network.shape), whole)
    kept = [node.name for node in graph.nodes if node.name.startswith(HEADS)]
    quantize_dynamic(
        whole,
        file,
        per_channel=True,
        weight_type=QuantType.QInt8,
        reduce_range=True,  # seven bits: with eight, sums overflow on processors without VNNI
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=kept,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )


def restore(network: Network, file: Path) -> None:
    """Load into `network` the layers and outputs of a file that `export` wrote, as exactly as seven bits tell.

    Raises:
        ValueError: The file lacks a part.
    """
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(file).graph.initializer}
    own = network.state_dict()
    for name in (name for name in own if "words." not in name):
        found = _restored(held, name.removeprefix("encoder."))
        if found is None or found.shape != tuple(own[name].shape):
            raise ValueError(f"{file} lacks {name}: it is not a reader of this shape")
        own[name] = torch.from_numpy(np.array(found, np.float32))
    network.load_state_dict(own)


def _restored(held: dict[str, Array], name: str) -> Array | None:
    """Return a part as the network has it: `export` turns the weights of linear layers, and quantises most matrices."""
    found = held.get(name)
    if found is None and f"{name}_quantized" in held:
        kinds = ("quantized", "scale", "zero_point")
        numbers, scale, zero = (held[f"{name}_{kind}"].astype(np.float32) for kind in kinds)
        found = (numbers - zero) * scale
    is_linear = found is not None and found.ndim == 2 and not name.startswith(("positions", "types"))
    return found.T if found is not None and is_linear else found


def _embedded(graph: _Graph, parts: dict[str, Array], shape: Shape) -> str:
    """Add the rows of places and token types to those of the words, and normalise."""
    types = graph.node("Gather", [graph.weight("types.weight", parts["types.weight"]), "token_type_ids"], "types")
    size = graph.node("Shape", ["token_type_ids"], "size")
    tokens = graph.node("Gather", [size, graph.weight("one", np.array([1], np.int64))], "size.tokens")
    places = [graph.weight("positions.weight", parts["positions.weight"])]
    places += [graph.weight("zero", np.array([0], np.int64)), tokens, graph.weight("rows", np.array([0], np.int64))]
    total = graph.node("Add", ["words", graph.node("Slice", places, "positions")], "words.placed")
    total = graph.node("Add", [total, types], "words.typed")
    norm = [graph.weight(f"norm.{kind}", parts[f"norm.{kind}"]) for kind in ("weight", "bias")]
    return graph.node("LayerNormalization", [total, *norm], "embedded", epsilon=shape.epsilon)


def _layer(graph: _Graph, parts: dict[str, Array], name: str, states: str, shape: Shape) -> str:
    three = [_linear(graph, parts, f"{name}.{part}", states) for part in ("query", "key", "value")]
    seen = graph.node("MultiHeadAttention", three, f"{name}.seen", domain=MICROSOFT, num_heads=shape.heads)
    states = _added(graph, parts, f"{name}.attended", seen, states, shape)
    fed = graph.node("Gelu", [_linear(graph, parts, f"{name}.inner", states)], f"{name}.gelu", domain=MICROSOFT)
    return _added(graph, parts, f"{name}.outer", fed, states, shape)


def _added(graph: _Graph, parts: dict[str, Array], name: str, inner: str, states: str, shape: Shape) -> str:
    """Add a linear layer to its input and normalise the sum."""
    total = graph.node("Add", [_linear(graph, parts, name, inner), states], f"{name}.total")
    norm = [graph.weight(f"{name}_norm.{kind}", parts[f"{name}_norm.{kind}"]) for kind in ("weight", "bias")]
    return graph.node("LayerNormalization", [total, *norm], f"{name}.normed", epsilon=shape.epsilon)


def _outputs(graph: _Graph, parts: dict[str, Array], states: str) -> list[str]:
    span = _linear(graph, parts, "span", states)
    for at, name in enumerate(("start", "end")):
        index = graph.weight(f"out.{name}.index", np.array(at, np.int64))
        graph.node("Gather", [span, index], name, axis=2)
    first = graph.weight("out.first", np.array(0, np.int64))
    pooled = graph.node("Gather", [states, first], "out.cls", axis=1)
    pooled = graph.node("Tanh", [_linear(graph, parts, "pooled", pooled)], "out.pooled.tanh")
    relevance = _linear(graph, parts, "relevance", pooled)
    axis = graph.weight("out.axis", np.array([1], np.int64))
    graph.node("Squeeze", [relevance, axis], "relevance")
    graph.node("Identity", [_linear(graph, parts, "support", pooled)], "support")
    return ["start", "end", "relevance", "support"]


def _linear(graph: _Graph, parts: dict[str, Array], name: str, states: str) -> str:
    weight = graph.weight(f"{name}.weight", parts[f"{name}.weight"].T)
    bias = graph.weight(f"{name}.bias", parts[f"{name}.bias"])
    return graph.node("Add", [graph.node("MatMul", [states, weight], f"{name}.product"), bias], f"{name}.sum")


def _model(graph: _Graph, outputs: list[str], shape: Shape) -> onnx.ModelProto:
    given = ["pairs", "tokens"]
    shapes = {"start": given, "end": given, "relevance": ["pairs"], "support": ["pairs", 3]}
    built = helper.make_graph(
        graph.nodes,
        "reader",
        [
            helper.make_tensor_value_info("words", TensorProto.FLOAT, [*given, shape.width]),
            helper.make_tensor_value_info("token_type_ids", TensorProto.INT64, given),
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shapes[name]) for name in outputs],
        graph.weights,
    )
    imports = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(built, opset_imports=imports, ir_version=8)
    onnx.checker.check_model(model)
    return model
