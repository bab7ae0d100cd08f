"""Reads a network back from the graph that ships, so that it can be trained further.

Eight-bit weights are widened with their scales; what training changes from there is far larger
than what the eight bits have lost.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from mtqa.score.qe.training.base import Base
from mtqa.score.qe.training.encoder import QualityNet

LAYERS, HEADS, FFN, EPS = 12, 12, 1536, 1e-12


def restore(path: Path, width: int = 384) -> QualityNet:
    """The network of an exported graph (see :mod:`mtqa.score.qe.training.export`).

    Args:
        path: ``encoder.onnx`` of a model folder.
        width: Width of the embeddings.
    """
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    weights = {w.name: numpy_helper.to_array(w) for w in graph.initializer}
    state = {
        name.removeprefix("net."): torch.from_numpy(np.array(value))
        for name, value in weights.items()
        if name.startswith("net.") and value.dtype == np.float32 and "Transposed" not in name
    }
    for name, matrix in _matrices(graph, weights).items():
        state[name] = torch.from_numpy(np.ascontiguousarray(matrix.T))
    for k in range(LAYERS):
        state[f"layers.{k}.qkv.bias"] = torch.from_numpy(
            np.array(weights[f"Attention_{k}_qkv_bias"])
        )
    position = state["position"]
    empty = Base(
        width, LAYERS, HEADS, FFN, len(position), EPS, [], np.zeros(0, np.float32), (0, 1, 2, 3),
        {}, np.zeros((0, 0), np.uint8), {},
    )  # fmt: skip
    net = QualityNet(empty, load=False)
    net.load_state_dict(state)
    return net


def _matrices(graph: Any, weights: dict[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
    """Weights ``[in, out]`` by the network's own names."""
    found: dict[str, NDArray[np.float32]] = {}
    for node in graph.node:
        if node.op_type == "QAttention":
            number = int(node.name.split("_")[1])
            found[f"layers.{number}.qkv.weight"] = _wide(weights, node.input[1], node.input[4])
        elif node.op_type == "MatMulInteger":
            name = node.input[1]
            scale = name.removesuffix("_quantized") + "_scale"
            found[_name(node.name.removesuffix("_quant"))] = _wide(weights, name, scale)
    made = {
        node.output[0]: _wide(weights, node.input[0], node.input[1])
        for node in graph.node
        if node.op_type == "DequantizeLinear"
    }
    for node in graph.node:
        if node.op_type in ("MatMul", "Gemm") and node.input[1] in made:
            found[_name(node.name)] = made[node.input[1]]
    return found


def _wide(weights: dict[str, NDArray[Any]], name: str, scale: str) -> NDArray[np.float32]:
    wide: NDArray[np.float32] = weights[name].astype(np.float32) * weights[scale]
    return wide


def _name(node: str) -> str:
    """``/up_3/MatMul`` is ``layers.3.up.weight``, ``/pool/Gemm_MatMul`` is ``pool.weight``."""
    part = node.strip("/").split("/")[0]
    stem, _, number = part.partition("_")
    if stem in ("out", "up", "down"):
        return f"layers.{int(number or 0)}.{stem}.weight"
    return f"{stem}.weight"
