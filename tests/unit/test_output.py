"""Writing results: complete or not at all, never over an input, never over a device."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from mtqa.errors import OutputError
from mtqa.output import keep_inputs, replacing


def write(path: Path | str, data: bytes) -> None:
    with replacing(str(path)) as file:
        file.write(data)


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    write(tmp_path / "new.txt", b"text")
    (tmp_path / "usual.txt").write_bytes(b"")
    modes = {stat.S_IMODE((tmp_path / n).stat().st_mode) for n in ("new.txt", "usual.txt")}
    assert len(modes) == 1
    assert (tmp_path / "new.txt").read_bytes() == b"text"


def test_an_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes(b"old")
    old.chmod(0o640)
    write(old, b"new")
    assert old.read_bytes() == b"new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_nothing_half_written_stays(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_bytes(b"old")
    crashing = replacing(str(old))
    crashing.__enter__().write(b"half")
    assert crashing.__exit__(RuntimeError, RuntimeError(), None) is not True
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_dangling_link_makes_its_file(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "later.txt")
    write(link, b"new")
    assert (tmp_path / "later.txt").read_bytes() == b"new"


def test_a_pipe_is_written_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write(pipe, b"through")
    reader.join(10)
    assert read == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
def test_a_full_device_is_an_error_and_stays_a_device() -> None:
    with pytest.raises(OutputError, match="no space left"):
        write("/dev/full", b"x" * 100_000)
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("path", ["", ".", "/", "no-such-folder/x", "nul\0byte"])
def test_what_cannot_be_written_says_so(path: str) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write(path, b"x")


def test_the_longest_name(tmp_path: Path) -> None:
    write(tmp_path / ("n" * 255), b"x")
    with pytest.raises(OutputError):
        write(tmp_path / ("n" * 256), b"x")


def test_an_input_is_never_the_output(tmp_path: Path) -> None:
    text, link, hard = tmp_path / "a.txt", tmp_path / "l.txt", tmp_path / "h.txt"
    text.write_bytes(b"text")
    link.symlink_to(text)
    hard.hardlink_to(text)
    for name in (text, link, hard, tmp_path / "x" / ".." / "a.txt"):
        (tmp_path / "x").mkdir(exist_ok=True)
        with pytest.raises(OutputError, match="is the input"):
            keep_inputs(str(name), "-", str(text))
    keep_inputs(str(tmp_path / "b.txt"), str(text))
    keep_inputs("-", "-")
    keep_inputs(None, str(text))
    keep_inputs(os.devnull, os.devnull)
