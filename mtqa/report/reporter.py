"""What a reporter is: a pure function from reports to bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtqa.types import Report


@dataclass(frozen=True, slots=True)
class Reporter:
    """A way to show reports; one module of :mod:`mtqa.report` with the constant ``REPORTER``.

    Attributes:
        name: The value of ``--format``.
        suffix: The usual file suffix, with the dot.
        render: ``render(reports)`` gives the bytes of the file; pure, it reads nothing but its
            arguments and the package's templates.
        doc: What it is for, in a sentence.
        binary: Whether the bytes are no text for a terminal.
    """

    name: str
    suffix: str
    render: Callable[[Sequence[Report]], bytes]
    doc: str
    binary: bool = False
