"""What a command is, and what commands share: writing results, progress, one-line errors."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: ``COMMAND`` of a module of :mod:`mtqa.cli`.

    Attributes:
        name: What the user types.
        help: One line for ``mtqa --help``.
        arguments: Adds its arguments to a parser.
        run: Does it; returns the exit code (0 clean or passed, 1 a gate failed, 2 failure).
    """

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def write_output(data: bytes, path: str | None) -> None:
    """Write a result to a file, atomically, or to standard output.

    Raises:
        OutputError: If the file cannot be written; nothing half-written stays.
    """
    if path is None or path == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from mtqa.errors import OutputError

    target = Path(path)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written; {error.strerror}") from error


def note(text: str) -> None:
    """Tell the user something on standard error."""
    print(text, file=sys.stderr)
