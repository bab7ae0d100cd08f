"""Runs the exported network with onnxruntime on the CPU."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Network:
    """The encoder with its heads.

    Args:
        path: The ONNX file.
        threads: Threads of one run; 1 where processes already fill the cores.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # weights that are stored in eight bits but multiplied in single precision are widened
        # once, at load, and not at every run
        options.add_session_config_entry("session.disable_quant_qdq", "1")
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )

    def run(self, embedded: Floats, side: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Score pairs.

        Args:
            embedded: ``[batch, length, width]``.
            side: ``[batch, length]``: 1 target, 2 source, 3 special, 0 padding (at the end).

        Returns:
            Sentence outputs ``[batch, 4]`` (standardized direct assessment, log of its variance,
            edit rate, MQM quality) and word outputs ``[batch, length]``.
        """
        sentence, word = self._session.run(
            ["sentence", "word"], {"embedded": embedded, "side": side}
        )
        return sentence, word
