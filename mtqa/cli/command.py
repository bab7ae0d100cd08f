"""What a command is, and what commands share: writing results, progress, one-line errors."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
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
    from mtqa.output import replacing

    with replacing("-" if path is None else path) as file:
        file.write(data)


def note(text: str) -> None:
    """Tell the user something on standard error, in one line whatever stands in a file's name."""
    from mtqa.report.underline import printable

    print(printable(text), file=sys.stderr)


def positive(text: str) -> int:
    """An option that is a whole number from 1."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a number from 1")
    return int(text)
