"""Every sample file through its format: read, written as it is, written with one correction."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa import catalog
from mtqa.errors import MtqaError
from mtqa.read.detect import format_of
from mtqa.read.format import Choice, Content, Edit, Format
from mtqa.report.formats_page import page
from mtqa.types import Span

FILES = sorted(p for p in (Path(__file__).resolve().parent / "files").iterdir() if p.is_file())
FORMATS = list(catalog.formats().values())
CHOICES = {"memory.tmx": Choice(target_lang="en")}


def opened(path: Path) -> tuple[bytes, Format, Content]:
    data = path.read_bytes()
    format_ = format_of(path.name, data)
    return data, format_, read(data, format_, path.name)


def read(data: bytes, format_: Format, name: str) -> Content:
    choice = CHOICES.get(name, Choice())
    return format_.choose(data, name, choice) if format_.choose else format_.read(data, name)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_nothing_changes_without_a_correction(path: Path) -> None:
    data, format_, content = opened(path)
    assert content.blocks
    assert format_.write(data, content, []) == data


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_correction_changes_its_block_and_nothing_else(path: Path) -> None:
    data, format_, content = opened(path)
    for block in content.blocks:
        end = block.span.start + 1
        after = format_.write(data, content, [Edit(Span(block.span.start, end), "Z")])
        again = read(after, format_, path.name)
        assert again.text == content.text[: block.span.start] + "Z" + content.text[end:]
        assert again.source == content.source
        assert [b.origin for b in again.blocks] == [b.origin for b in content.blocks]
        lines = zip(data.split(b"\n"), after.split(b"\n"), strict=True)
        [(old, new)] = [(a, b) for a, b in lines if a != b]
        assert abs(len(new) - len(old)) <= 8


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_file_that_was_cut_off_is_refused_or_read(path: Path) -> None:
    """Wherever a file ends, there is a document or an error of ours, never another exception."""
    data = path.read_bytes()
    format_ = format_of(path.name, data)
    for at in range(0, len(data), max(len(data) // 120, 1)):
        try:
            content = read(data[:at], format_, path.name)
        except MtqaError:
            continue
        assert format_.write(data[:at], content, []) == data[:at]


@pytest.mark.parametrize("format_", FORMATS, ids=lambda f: f.name)
def test_a_format_says_what_it_is(format_: Format) -> None:
    assert format_.doc.endswith(".")
    assert all(s.startswith(".") and s == s.lower() for s in format_.suffixes)


def test_the_page_is_fresh() -> None:
    path = Path(__file__).resolve().parent.parent / "reports" / "FORMATS.md"
    text = page(FORMATS, [p.name for p in FILES])
    assert path.read_text(encoding="utf-8") == text, "run make docs"
    bilingual = {"xliff", "tmx", "po", "csv", "jsonl", "srt", "vtt"}
    assert all(f"| {name} | " in text for name in bilingual)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_refused_or_read(path: Path, data: st.DataObject) -> None:
    """Bytes that are lost, doubled or others: a document or an error of ours."""
    damaged = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, max(len(damaged) - 1, 0)))
        end = data.draw(st.integers(start, min(start + 40, len(damaged))))
        damaged[start:end] = data.draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from([b"<", b">", b"</g>", b'"', b"\n\n", b"&", b"\xff", b"\x00"]),
                st.just(bytes(damaged[start:end]) * 2),
            )
        )
    format_ = format_of(path.name, bytes(damaged))
    try:
        content = read(bytes(damaged), format_, path.name)
    except MtqaError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert content.source is None or len(content.source_blocks) == len(content.blocks)
    edits = [Edit(Span(b.span.start, b.span.start + 1), "Z") for b in content.blocks if len(b.span)]
    again = read(format_.write(bytes(damaged), content, edits), format_, path.name)
    assert len(again.blocks) == len(content.blocks)
