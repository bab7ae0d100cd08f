"""The network: a BERT encoder over looked-up embeddings, a sentence head and a word head."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from mtqa.score.qe.training.base import Base

OUTPUTS = ("da", "spread", "hter", "mqm")
"""Sentence outputs: standardized direct assessment, log of its spread, edit rate, MQM quality."""


class Layer(nn.Module):
    """One encoder layer, post-norm as in BERT."""

    def __init__(self, width: int, heads: int, ffn: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps)
        self.up = nn.Linear(width, ffn)
        self.down = nn.Linear(ffn, width)
        self.norm2 = nn.LayerNorm(width, eps)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """One step; ``x`` is ``[batch, length, width]``, ``mask`` True where attended."""
        n, length, width = x.shape
        shape = (n, length, 3, self.heads, width // self.heads)
        q, k, v = self.qkv(x).view(shape).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y = self.out(y.transpose(1, 2).reshape(n, length, width))
        x = self.norm1(x + self._drop(y))
        return self.norm2(x + self._drop(self.down(F.gelu(self.up(x)))))

    def _drop(self, y: Tensor) -> Tensor:
        """Drop whole features of an example: drawing a mask per piece costs a fifth of a step."""
        if not self.training or self.dropout == 0:
            return y
        keep = torch.rand(y.shape[0], 1, y.shape[2]) >= self.dropout
        return y * (keep.to(y.dtype) / (1 - self.dropout))


class QualityNet(nn.Module):
    """Encoder with a sentence head and a word head.

    Args:
        base: Dimensions and weights to begin with.
        dropout: Of attention, layers and heads.
        load: Whether the base brings weights; False where they come from elsewhere.
    """

    def __init__(self, base: Base, dropout: float = 0.1, *, load: bool = True) -> None:
        super().__init__()
        width = base.hidden
        self.position = nn.Parameter(torch.zeros(base.positions, width))
        self.norm = nn.LayerNorm(width, base.eps)
        make = (width, base.heads, base.ffn, base.eps, dropout)
        self.frozen = 0
        self.layers = nn.ModuleList(Layer(*make) for _ in range(base.layers))
        self.drop = nn.Dropout(dropout)
        self.pool = nn.Linear(5 * width, width)
        self.sentence = nn.Linear(width, len(OUTPUTS))
        self.word = nn.Linear(width, 1)
        if load:
            self._load(base)

    def _load(self, base: Base) -> None:
        t = {k: torch.from_numpy(np.array(v)) for k, v in base.tensors.items()}
        with torch.no_grad():
            types = t["emb.type"].view(-1, base.hidden)[0]
            self.position.copy_(t["emb.pos"].view(-1, base.hidden) + types)
            self.norm.weight.copy_(t["emb.ln.w"])
            self.norm.bias.copy_(t["emb.ln.b"])
            for k, module in enumerate(self.layers):
                assert isinstance(module, Layer)
                name = f"l{k}."
                for part in ("w", "b"):
                    qkv = torch.cat([t[f"{name}{x}.{part}"] for x in "qkv"])
                    attr = "weight" if part == "w" else "bias"
                    getattr(module.qkv, attr).copy_(qkv)
                    getattr(module.out, attr).copy_(t[f"{name}ao.{part}"])
                    getattr(module.norm1, attr).copy_(t[f"{name}aln.{part}"])
                    getattr(module.up, attr).copy_(t[f"{name}fi.{part}"])
                    getattr(module.down, attr).copy_(t[f"{name}fo.{part}"])
                    getattr(module.norm2, attr).copy_(t[f"{name}oln.{part}"])

    def encode(self, embedded: Tensor, mask: Tensor) -> Tensor:
        """Hidden states ``[batch, length, width]`` of looked-up embeddings."""
        attend = mask[:, None, None, :]
        with torch.set_grad_enabled(torch.is_grad_enabled() and self.frozen == 0):
            x = self.norm(embedded + self.position[: embedded.shape[1]])
            for layer in self.layers[: self.frozen]:
                x = layer(x, attend)
        for layer in self.layers[self.frozen :]:
            x = layer(x, attend)
        return x

    def train(self, mode: bool = True) -> QualityNet:
        """Training mode; frozen layers stay as they are and drop nothing."""
        super().train(mode)
        for layer in self.layers[: self.frozen]:
            layer.eval()
        return self

    def forward(self, embedded: Tensor, side: Tensor) -> tuple[Tensor, Tensor]:
        """Score pairs.

        Args:
            embedded: ``[batch, length, width]``.
            side: ``[batch, length]``: 1 target piece, 2 source piece, 3 special, 0 padding.

        Returns:
            Sentence outputs ``[batch, 4]``, and the logit that a piece is wrong
            ``[batch, length]``.
        """
        return self.heads_of(self.encode(embedded, side > 0), side)

    def heads_of(self, x: Tensor, side: Tensor) -> tuple[Tensor, Tensor]:
        """The outputs of hidden states ``[batch, length, width]``."""
        target = _mean(x, side == 1)
        source = _mean(x, side == 2)
        features = torch.cat([x[:, 0], target, source, (target - source).abs(), target * source], 1)
        pooled = self.drop(torch.tanh(self.pool(self.drop(features))))
        return self.sentence(pooled), self.word(self.drop(x)).squeeze(-1)


def _mean(x: Tensor, chosen: Tensor) -> Tensor:
    weight = chosen.to(x.dtype).unsqueeze(-1)
    total: Tensor = (x * weight).sum(1) / weight.sum(1).clamp(min=1.0)
    return total
