"""Writes a trained network as the files that scoring reads: ONNX in eight bits, 4-bit embeddings.

The embeddings stay outside the graph in the base's own 4-bit rows: a fifth of what eight bits
would need beside the layers, and only the rows that a text uses are ever widened.
"""

from __future__ import annotations

import copy
import logging
import re
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from mtqa.score.qe.training.encoder import Layer, QualityNet

LONGEST = 320
"""Pieces of a pair, specials included, that the exported graph has positions for."""


_WIDENED = re.compile(r"/down|/pool|/sentence|/word").match
"""Names of the multiplications whose weights are widened at load."""


class _Plain(nn.Module):
    """The network in the operations that the fusion of onnxruntime knows."""

    def __init__(self, net: QualityNet) -> None:
        super().__init__()
        self.net = net
        width = net.position.shape[1]
        first = net.layers[0]
        assert isinstance(first, Layer)
        self.heads, self.size = first.heads, width // first.heads
        self.projections = nn.ModuleList()
        for layer in net.layers:
            assert isinstance(layer, Layer)
            parts = []
            for k in range(3):
                part = nn.Linear(width, width)
                part.weight.data = layer.qkv.weight.data[k * width : (k + 1) * width].clone()
                part.bias.data = layer.qkv.bias.data[k * width : (k + 1) * width].clone()
                parts.append(part)
            self.projections.append(nn.ModuleList(parts))

    def forward(self, embedded: Tensor, side: Tensor) -> tuple[Tensor, Tensor]:
        net = self.net
        x = net.norm(embedded + net.position[: embedded.shape[1]])
        seen = side.clamp(max=1)[:, None, None, :].to(x.dtype)
        hidden = (1.0 - seen) * -10000.0
        for layer, parts in zip(net.layers, self.projections, strict=True):
            x = self._layer(x, hidden, layer, parts)
        return net.heads_of(x, side)

    def _layer(self, x: Tensor, hidden: Tensor, layer: Any, parts: Any) -> Tensor:
        n, length = x.shape[0], x.shape[1]
        q, k, v = (p(x).view(n, length, self.heads, self.size).permute(0, 2, 1, 3) for p in parts)
        scores = torch.matmul(q, k.transpose(-1, -2)) / float(self.size) ** 0.5 + hidden
        y = torch.matmul(torch.softmax(scores, -1), v).permute(0, 2, 1, 3).contiguous()
        x = layer.norm1(layer.out(y.view(n, length, self.heads * self.size)) + x)
        out: Tensor = layer.norm2(layer.down(nn.functional.gelu(layer.up(x))) + x)
        return out


def export(net: QualityNet, path: Path, *, eight_bits: bool = True) -> None:
    """Write the graph.

    Args:
        net: The trained network.
        path: Where the ONNX file goes. Inputs ``embedded [batch, length, width]`` and
            ``side [batch, length]``; outputs ``sentence [batch, 4]`` and ``word [batch, length]``.
        eight_bits: Whether the layers' weights are quantized.
    """
    from onnxruntime.transformers import optimizer

    plain = _Plain(copy.deepcopy(net).float().eval())
    plain.net.position = nn.Parameter(plain.net.position[:LONGEST])
    embedded = torch.randn(2, 24, plain.net.position.shape[1])
    side = torch.ones(2, 24, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        raw, fused = Path(folder, "raw.onnx"), Path(folder, "fused.onnx")
        with warnings.catch_warnings():
            # the fusion that follows knows the graphs of the older exporter
            warnings.simplefilter("ignore", DeprecationWarning)
            torch.onnx.export(
                plain, (embedded, side), str(raw), dynamo=False, opset_version=17,
                input_names=["embedded", "side"], output_names=["sentence", "word"],
                dynamic_axes={n: {0: "batch", 1: "length"} for n in ("embedded", "side", "word")}
                | {"sentence": {0: "batch"}},
            )  # fmt: skip
        width = plain.net.position.shape[1]
        model = optimizer.optimize_model(
            str(raw), model_type="bert", num_heads=plain.heads, hidden_size=width, opt_level=1
        )
        model.save_model_to_file(str(fused))
        if not eight_bits:
            path.write_bytes(fused.read_bytes())
            return
        _quantize(fused, path)


def _quantize(fused: Path, path: Path) -> None:
    """Eight bits everywhere, but eight-bit arithmetic only where it costs nothing.

    Quantizing the inputs of the second feed-forward layers, whose outliers are large, loses 0.015
    Pearson; storing their weights in eight bits and widening them at load loses nothing.
    """
    import onnx
    from onnx import helper, numpy_helper
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # it advises a step that the fusion has made already
    logging.getLogger().addFilter(lambda record: "pre-processing" not in record.getMessage())
    nodes = onnx.load(str(fused)).graph.node
    widened = [n.name for n in nodes if n.op_type in ("MatMul", "Gemm") and _WIDENED(n.name)]
    widened += [f"{name}_MatMul" for name in widened]  # the quantizer's names of what was a Gemm
    quantize_dynamic(
        str(fused), str(path), per_channel=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=widened,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
    )  # fmt: skip
    model = onnx.load(str(path))
    graph = model.graph
    weights = {w.name: w for w in graph.initializer}
    made = []
    for node in graph.node:
        if node.name not in widened:
            continue
        name = node.input[1]
        transposed = any(a.name == "transB" and a.i for a in node.attribute)
        whole = numpy_helper.to_array(weights[name])
        scale = np.abs(whole).max(axis=1 if transposed else 0, keepdims=True) / 127
        scale = np.maximum(scale, 1e-9).astype(np.float32)
        small = np.round(whole / scale).astype(np.int8)
        graph.initializer.remove(weights[name])
        graph.initializer.append(numpy_helper.from_array(small, name + ".small"))
        graph.initializer.append(numpy_helper.from_array(scale.ravel(), name + ".scale"))
        inputs = [name + ".small", name + ".scale"]
        made.append(
            helper.make_node("DequantizeLinear", inputs, [name], axis=0 if transposed else 1)
        )
    for k, node in enumerate(made):
        graph.node.insert(k, node)
    path.write_bytes(model.SerializeToString())


def embedding_rows(rows: NDArray[np.uint8], keep: Sequence[int]) -> bytes:
    """The 4-bit rows of the pieces that are kept, as bytes."""
    return np.ascontiguousarray(rows[np.array(keep)]).tobytes()
