"""``mtqa``: parses the command line and runs the command; errors are one line each."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import mtqa

COMMANDS = (
    *("check", "fix", "score", "scorecard", "batch", "engines", "rules", "explain"),
    *("rates", "lexicon", "train"),
)
"""Modules of this package; named here so that ``mtqa --help`` need not scan the disk."""


class _Parser(ArgumentParser):
    """Tells a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"mtqa: {message}; see {self.prog} --help\n")


def parser() -> ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="mtqa",
        description="Finds what betrays or breaks a machine translation, scores it and corrects "
        "it. Works offline; sends nothing anywhere.",
        epilog="Exit codes: 0 clean or passed, 1 a gate failed, 2 usage, input or failure.",
    )
    top.add_argument("--version", action="version", version=f"mtqa {mtqa.__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        command = import_module(f"mtqa.cli.{name}").COMMAND
        sub = commands.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return top


def _run(options: Namespace) -> int:
    code: int = options.run(options)
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        argv: Arguments without the program's name, ``sys.argv`` by default.

    Returns:
        The exit code.
    """
    options = parser().parse_args(argv)
    from mtqa.cli.command import note
    from mtqa.errors import MtqaError

    try:
        return _run(options)
    except MtqaError as error:
        note(f"mtqa: {error}")
    except KeyboardInterrupt:
        print("mtqa: interrupted", file=sys.stderr)
    except BrokenPipeError:
        from mtqa.output import forget_stdout

        forget_stdout()  # the reader of our output went away
        return 0
    except Exception as error:
        if os.environ.get("MTQA_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        note(f"mtqa: internal failure: {what}; MTQA_DEBUG=1 shows where")
    return 2


if __name__ == "__main__":
    sys.exit(main())
