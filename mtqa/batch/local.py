"""Runs a batch on the cores of this machine: streaming in, streaming out, in order."""

from __future__ import annotations

import signal
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mtqa.errors import InputError, MtqaError
from mtqa.improve.plan import Plan
from mtqa.output import keep_inputs, replacing
from mtqa.settings import Settings

CHUNK_ROWS = 250
"""Rows that a worker takes at a time, more where a document has more."""

_OTHERS = {
    ".xlsx": "a spreadsheet (save it as CSV)",
    ".gz": "packed (unpack it first)", ".zip": "packed (unpack it first)",
    ".docx": "a document (see mtqa check)", ".html": "a document (see mtqa check)",
}  # fmt: skip
"""Files that people hand to a batch by mistake."""

Lines = list[tuple[int, bytes]]


def _raw_lines(path: Path) -> Iterator[tuple[int, int, bytes]]:
    """Number from 1, offset and text of each line that is not blank, newline stripped."""
    try:
        with path.open("rb") as file:
            offset = 0
            for number, line in enumerate(file, 1):
                body = line.strip()
                if number == 1:
                    body = body.removeprefix(b"\xef\xbb\xbf")
                if body:
                    yield number, offset, body
                offset += len(line)
    except OSError as error:
        raise InputError(path, "cannot be read", remedy=str(error.strerror)) from error


def _scattered(path: Path) -> dict[str, array[int]]:
    """Numbers and offsets of the rows of each document whose rows do not stand together."""
    from mtqa.batch.rows import document_of

    places: dict[str, array[int]] = {}
    scattered: set[str] = set()
    last: str | None = None
    for number, offset, line in _raw_lines(path):
        name = document_of(line)
        if name is not None:
            if name in places and name != last:
                scattered.add(name)
            places.setdefault(name, array("q")).extend((number, offset))
        last = name
    return {name: places[name] for name in scattered}


def documents(path: Path) -> Iterator[Lines]:
    """The rows of the input, grouped to documents; a row without one is its own.

    Rows of a document that do not stand together are brought together at the first of them.
    """
    from mtqa.batch.rows import document_of

    scattered = _scattered(path)
    done: set[str] = set()
    current: Lines = []
    current_name: str | None = None
    for number, _, line in _raw_lines(path):
        name = document_of(line)
        if name is not None and name == current_name and name not in scattered:
            current.append((number, line))
            continue
        if current:
            yield current
            current = []
        current_name = name
        if name in scattered:
            if name not in done:
                done.add(name)
                yield _gather(path, scattered[name])
            continue
        current = [(number, line)]
    if current:
        yield current


def _gather(path: Path, places: array[int]) -> Lines:
    found: Lines = []
    with path.open("rb") as file:
        for number, offset in zip(places[::2], places[1::2], strict=True):
            file.seek(offset)
            found.append((number, file.readline().strip()))
    return found


def _chunks(path: Path) -> Iterator[list[Lines]]:
    chunk: list[Lines] = []
    rows = 0
    for document in documents(path):
        chunk.append(document)
        rows += len(document)
        if rows >= CHUNK_ROWS:
            yield chunk
            chunk, rows = [], 0
    if chunk:
        yield chunk


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were written, are errors, were not checked by every rule; what to tell."""

    rows: int = 0
    errors: int = 0
    incomplete: int = 0
    notes: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.rows + other.rows,
            self.errors + other.errors,
            self.incomplete + other.incomplete,
            tuple(dict.fromkeys((*self.notes, *other.notes))),
        )


def _work(chunk: Sequence[Lines], settings: Settings, plan: Plan) -> tuple[bytes, Tally]:
    """Output of a chunk, and what is in it."""
    from mtqa.batch.rows import check_chunk

    out, notes = check_chunk(chunk, settings, plan)
    good = [row for row in out if b'"issues":[' in row]
    crashed = sum(1 for row in good if not row.endswith(b'"failures":[]}'))
    tally = Tally(len(out), len(out) - len(good), crashed, tuple(notes))
    return b"".join(row + b"\n" for row in out), tally


def run(
    path: str,
    output: str,
    settings: Settings,
    *,
    jobs: int,
    plan: Plan | None = None,
    progress: Callable[[int], None] = lambda rows: None,
    columns: Mapping[str, str] | None = None,
    notes: list[str] | None = None,
) -> Tally:
    """Check every row of a JSONL file or a table, every unit of a bilingual file.

    Args:
        path: The input.
        output: The output; it appears under its name when it is complete.
        settings: How to check.
        jobs: Worker processes, at least 1.
        plan: Engines that translate rows with a major issue again; each process loads its own.
        progress: Called with the number of rows done so far.
        columns: Columns of a table; see :class:`mtqa.read.format.Choice`.
        notes: What the user should know of the input is added here.

    Returns:
        What was written.

    Raises:
        InputError: If the input cannot be read.
        OutputError: If the output cannot be written.
    """
    keep_inputs(output, path)
    _expect_rows(path)
    done = Tally()
    with _as_rows(path, settings, columns, notes) as given, replacing(output) as file:
        for data, tally in _results(given, settings, jobs, plan or Plan()):
            file.write(data)
            done += tally
            progress(done.rows)
    return done


@contextmanager
def _as_rows(
    path: str,
    settings: Settings,
    columns: Mapping[str, str] | None,
    notes: list[str] | None,
) -> Iterator[Path]:
    """The input as JSONL: itself, or a temporary file with the rows of a table or the units."""
    from mtqa.batch.units import convert, converts

    if not converts(path):
        if columns:
            raise InputError(path, "is JSONL", remedy="call its fields id, target and source")
        yield Path(path)
        return
    with TemporaryDirectory(prefix="mtqa-") as folder:
        rows = Path(folder, "rows.jsonl")
        with rows.open("wb") as file:
            for row in convert(path, settings, columns or {}, [] if notes is None else notes):
                file.write(row + b"\n")
        yield rows


def _expect_rows(path: str) -> None:
    """Refuse by its name what would give an error in every row."""
    if path == "-":
        raise InputError(path, "a batch is read twice", remedy="give the name of a file")
    suffix = Path(path).suffix.lower()
    if suffix in _OTHERS:
        what = f"is {_OTHERS[suffix]}; a batch is JSONL, CSV, TSV, Parquet, XLIFF, TMX or PO"
        raise InputError(path, what)


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process; the one that writes the output deals with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _results(
    path: Path, settings: Settings, jobs: int, plan: Plan
) -> Iterator[tuple[bytes, Tally]]:
    from mtqa.pipeline import preload

    preload(settings)  # before the workers fork, so that they share it
    if jobs <= 1:
        for chunk in _chunks(path):
            yield _work(chunk, settings, plan)
        return
    waiting: deque[Future[tuple[bytes, Tally]]] = deque()
    try:
        with ProcessPoolExecutor(jobs, initializer=_leave_interrupts) as pool:
            try:
                for chunk in _chunks(path):
                    waiting.append(pool.submit(_work, chunk, settings, plan))
                    if len(waiting) > 4 * jobs:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    except BrokenProcessPool as error:
        raise MtqaError("a worker process died (out of memory?); try fewer --jobs") from error
