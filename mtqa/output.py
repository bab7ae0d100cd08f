"""Writes results: whole or not at all, over nothing but a plain file, never over an input."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mtqa.errors import OutputError

_IN_PLACE = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.EROFS})
"""Errors of a folder that may hold a file one can write to: read-only, or a mounted file."""


def keep_inputs(output: str | None, *inputs: str | None) -> None:
    """Refuse to write over a file that is read.

    Raises:
        OutputError: If the output is one of the inputs, under whatever name.
    """
    for name in inputs:
        if not name or not output or "-" in (name, output):
            continue
        try:
            same = Path(output).samefile(name)
        except (OSError, ValueError):  # one of them does not exist
            continue
        if same and stat.S_ISREG(Path(output).stat().st_mode):
            raise OutputError(f"{output}: is the input; choose another --output")


def replace_input(path: str, before: bytes, after: bytes) -> None:
    """Write over a file that was read; what it held is in ``path.bak`` before anything changes.

    Args:
        path: The file.
        before: What was read from it.
        after: What it is to hold.

    Raises:
        OutputError: If it has changed since, or cannot be written; then it is as it was.
    """
    try:
        now = Path(path).read_bytes()
    except OSError as error:
        raise OutputError(f"{path}: cannot be read again; {error.strerror}") from error
    if now != before:
        raise OutputError(f"{path}: was changed while it was checked; run again")
    with replacing(f"{path}.bak") as backup:
        backup.write(before)
    with replacing(path) as file:
        file.write(after)


@contextmanager
def replacing(path: str) -> Iterator[BinaryIO]:
    """Open a file that appears under its name, in place of an older one, when it is complete.

    A link stays and the file behind it is replaced; into a device or a pipe is written as it is.

    Args:
        path: The file to write, ``-`` for standard output.

    Raises:
        OutputError: If it cannot be written; nothing half-written stays.
    """
    if path == "-":
        with _stdout() as file:
            yield file
        return
    try:
        with _open(path) as file:
            yield file
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{path}: cannot be written; {reason.lower()}") from error
    except ValueError as error:  # a NUL in the name
        if "null" not in str(error):
            raise
        raise OutputError(f"{path!r}: cannot be written; it is no file name") from error


@contextmanager
def _stdout() -> Iterator[BinaryIO]:
    if sys.stdout is None:
        raise OutputError("standard output is closed; give an --output")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        raise OutputError(f"standard output: cannot be written; {error.strerror}") from error


def forget_stdout() -> None:
    """Let what is left in the buffer go nowhere: the interpreter would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _open(path: str) -> Iterator[BinaryIO]:
    if not path:
        raise FileNotFoundError(errno.ENOENT, "it has no name")
    target = Path(path)
    try:
        mode: int | None = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):  # a folder says so itself
        with target.open("wb") as file:
            yield file
        return
    target = target.resolve()  # a link is not replaced by what it should point to
    partial = target.with_name(f".mtqa-{os.urandom(6).hex()}.partial")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(partial, flags, 0o666)
    except OSError as error:
        if mode is None or error.errno not in _IN_PLACE:
            raise
        with target.open("wb") as file:
            yield file
        return
    try:
        with os.fdopen(number, "wb") as file:
            yield file
        if mode is not None:
            partial.chmod(stat.S_IMODE(mode))
        _put(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def _put(partial: Path, target: Path) -> None:
    """Give the complete file its name; a file that is mounted alone can only be filled."""
    try:
        partial.replace(target)
    except OSError as error:
        if error.errno not in _IN_PLACE or not target.is_file():
            raise
        target.write_bytes(partial.read_bytes())
