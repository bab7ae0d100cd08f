"""What a command is, and what commands share: writing results, progress, one-line errors."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


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
    """Write a result to a file, whole or not at all, or to standard output.

    Raises:
        OutputError: If it cannot be written.
    """
    if path is None or path == "-":
        _write_stdout(data)
        return
    from mtqa.output import replacing

    with replacing(path) as file:
        file.write(data)


def _write_stdout(data: bytes) -> None:
    from mtqa.errors import OutputError

    if sys.stdout is None:
        raise OutputError("standard output is closed; give an --output")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        raise OutputError(f"standard output: cannot be written; {error.strerror}") from error


def forget_stdout() -> None:
    """Let what is left in the buffer go nowhere: the interpreter would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Tell the user something on standard error, in one line whatever stands in a file's name."""
    from mtqa.report.underline import printable

    print(printable(text), file=sys.stderr)
