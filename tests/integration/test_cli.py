"""The command line as a user meets it: contracts, exit codes, bad input."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

import pytest

from mtqa.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "corpora" / "articles" / "politics-budget-fr-en.txt"
TEXT = "The Ukrainian minister spoke to NATO diplomats, they said .\nThe talks will go on.\n"


def mtqa(
    *args: str, stdin: bytes = b"", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command in this process, which has loaded its rules already."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (stdin, b"", b"")]
    with (
        chdir(cwd or Path.cwd()),
        patch.dict(os.environ, {"COLUMNS": "100"}),
        patch.multiple(sys, stdin=streams[0], stdout=streams[1], stderr=streams[2]),
    ):
        try:
            code = main(args)
        except SystemExit as stop:  # argparse
            code = int(stop.code or 0)
    outputs = []
    for stream in streams[1:]:
        stream.flush()
        outputs.append(stream.buffer.getvalue())
    return subprocess.CompletedProcess(args, code, *outputs)


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "MTQA": f"{sys.executable} -m mtqa"}
    return subprocess.run(
        ["sh", "-c", command], capture_output=True, env=env, cwd=cwd, timeout=120, check=False
    )


def check_json(path: Path, *args: str) -> dict[str, object]:
    done = mtqa("check", str(path), "--format", "json", *args)
    assert done.returncode == 0, done.stderr.decode()
    document: dict[str, object] = json.loads(done.stdout)["documents"][0]
    return document


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_help_names_every_command(tmp_path: Path) -> None:
    done = shell("$MTQA --help", tmp_path)
    assert done.returncode == 0
    for name in ("check", "fix", "batch", "rules", "explain", "rates"):
        assert name in done.stdout.decode()


def test_json_contract(text: Path) -> None:
    document = check_json(text)
    assert document["text"] == TEXT
    assert document["target_lang"] == "en"
    keys = {"path", "text", "target_lang", "source_lang", "machine_translated", "segments"}
    assert keys | {"issues", "corrected", "score", "failures"} <= set(document)
    issues = document["issues"]
    assert isinstance(issues, list)
    assert issues
    for issue in issues:
        assert TEXT[issue["start"] : issue["end"]] == issue["text"]
        assert issue["severity"] in ("neutral", "minor", "major", "critical")
        assert "/" in issue["category"]
    assert document["failures"] == []
    assert "said." in str(document["corrected"])


def test_same_input_same_output(text: Path) -> None:
    first, second = check_json(text), check_json(text)
    for document in (first, second):
        document.pop("run", None)
    assert first == second


def test_standard_input() -> None:
    done = mtqa("check", "-", "--format", "json", "--target-lang", "en", stdin=TEXT.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["documents"][0]["path"] == "-"


def test_gates(text: Path) -> None:
    assert mtqa("check", str(text)).returncode == 0
    failed = mtqa("check", str(text), "--fail-on", "minor")
    assert failed.returncode == 1
    assert "gate failed" in failed.stderr.decode()
    assert mtqa("check", str(text), "--fail-on", "never").returncode == 0
    assert mtqa("check", str(text), "--min-score", "100").returncode == 1


def test_fix_writes_the_corrected_text(text: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    done = mtqa("fix", str(text), "--output", str(out))
    assert done.returncode == 0, done.stderr.decode()
    assert out.read_text(encoding="utf-8") == str(check_json(text)["corrected"])
    assert text.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("command", ["check", "fix"])
def test_nothing_is_written_over_the_input(text: Path, command: str) -> None:
    other_name = str(text.parent / ".." / text.parent.name / text.name)
    one_line_error(mtqa(command, str(text), "--output", other_name), "is the input")
    assert text.read_text(encoding="utf-8") == TEXT


def test_strange_file_names(tmp_path: Path) -> None:
    for name in ("ä ö.txt", "new\nline.txt", "<b>&.txt", "%41,:.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
        done = mtqa("check", name, "--format", "html", "--output", f"{name}.html", cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        assert (tmp_path / f"{name}.html").stat().st_size > 0
    one_line_error(mtqa("check", "no\nsuch.txt", cwd=tmp_path), "does not exist")


@pytest.mark.parametrize("score", ["nan", "inf", "good"])
def test_a_score_is_a_number(text: Path, score: str) -> None:
    done = mtqa("check", str(text), "--min-score", score)
    assert done.returncode == 2
    assert "no number" in done.stderr.decode()


def test_suppression(text: Path, tmp_path: Path) -> None:
    issue = check_json(text)["issues"][0]  # type: ignore[index]
    for table in (
        f'rules = ["{issue["rule"]}"]',
        f'rules = ["{issue["rule"].split("/")[0]}/*"]',
        f'categories = ["{issue["category"]}"]',
        f"words = [{json.dumps(issue['text'])}]",
        f'findings = ["{issue["fingerprint"]}"]',
    ):
        (tmp_path / "mtqa.toml").write_text(f"[suppress]\n{table}\n", encoding="utf-8")
        left = [i["fingerprint"] for i in check_json(text)["issues"]]  # type: ignore[attr-defined]
        assert issue["fingerprint"] not in left, table


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("colour = 1", "unknown key 'colour'"),
        ("[suppress]\nrule = []", "unknown key 'rule'"),
        ('profile = "best"', "no profile 'best'"),
        ("min_score = true", "min_score"),
        ("= 3", "mtqa.toml"),
        ('[suppress]\ncategories = ["accuracy/typo"]', "no MQM category"),
    ],
)
def test_bad_settings(text: Path, tmp_path: Path, toml: str, says: str) -> None:
    (tmp_path / "mtqa.toml").write_text(toml, encoding="utf-8")
    one_line_error(mtqa("check", str(text)), says)


def one_line_error(done: subprocess.CompletedProcess[bytes], says: str = "") -> None:
    message = done.stderr.decode()
    assert done.returncode == 2, (done.returncode, message)
    assert message.startswith("mtqa: ")
    assert len(message.strip().splitlines()) == 1, message
    assert "Traceback" not in message
    assert says in message
    assert done.stdout == b""


def test_explain_and_rules() -> None:
    listing = mtqa("rules")
    assert listing.returncode == 0
    first = listing.stdout.decode().split()[0]
    page = mtqa("explain", first)
    assert page.returncode == 0
    assert "Examples" in page.stdout.decode()
    one_line_error(mtqa("explain", "no-such-rule"), "no rule")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n  \n"),
        ("binary.txt", bytes(range(256)) * 20),
        ("truncated.docx", b"PK\x03\x04" + b"\0" * 50),
        ("surrogate.txt", b"A lone \xed\xa0\x80 surrogate in the text.\n"),
        ("mixed.txt", "Un café à Paris. ".encode() * 30 + b"caf\xe9 br\xfbl\xe9 " * 2),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    done = mtqa("check", str(path), "--format", "json", "--output", str(tmp_path / "out.json"))
    if done.returncode == 2:
        one_line_error(done, name)
        assert not (tmp_path / "out.json").exists()
    else:
        assert done.returncode == 0
        json.loads((tmp_path / "out.json").read_bytes())
    assert not list(tmp_path.glob("*.partial"))
    assert not list(tmp_path.glob(".*.partial"))


def test_missing_file() -> None:
    one_line_error(mtqa("check", "no-such-file.txt"), "no-such-file.txt")


def test_output_that_cannot_be_written(text: Path) -> None:
    one_line_error(mtqa("check", str(text), "--output", "/no-such-folder/x.txt"), "/no-such-folder")


@pytest.mark.parametrize(
    ("unit", "size"), [("a", 20_000_000), ("a ", 1_000_000), ("“", 300_000), ("1 ", 1_000_000)]
)
def test_a_line_of_20_megabytes(tmp_path: Path, unit: str, size: int) -> None:
    path = tmp_path / "long.txt"
    path.write_text(unit * (size // len(unit)), encoding="utf-8")
    done = shell(f"$MTQA check {path} --format csv --target-lang en", tmp_path)
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "required: COMMAND"),
        (("frobnicate",), "invalid choice"),
        (("check",), "required: FILE"),
        (("check", "x.txt", "--format", "pdf"), "no format 'pdf'"),
        (("check", "x.txt", "--format", "docx"), "docx is no text for a terminal"),
        (("fix", "x.txt", "--track-changes", "--output", "y.txt"), "need a Word document"),
        (("check", "x.txt", "--min-score", "nan"), "no number"),
        (("check", "x.txt", "--target-lang", "klingon"), "not a language tag"),
        (("check", "x.txt", "--source", "."), "is a folder"),
        (("check", "x.txt", "--output", "."), "cannot be written"),
        (("fix", "x.txt"), "one of the arguments --output --in-place is required"),
        (("fix", "x.txt", "--output", "./x.txt"), "is the input"),
        (("batch", "x.txt", "--output", "x.txt"), "is the input"),
        (("batch", "x.txt", "--output", "o", "--jobs", "0"), "a number from 1"),
        (("batch", "x.txt", "--output", "o", "--source-lang", "?"), "not a language tag"),
        (("batch", "none.jsonl", "--output", "o"), "cannot be read"),
        (("batch", "x.txt", "--output", "no/folder"), "cannot be written"),
        (("rates", "--native", "none.jsonl", "--output", "o"), "none.jsonl"),
    ],
)
def test_mistakes_are_told_in_a_line(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    one_line_error(mtqa(*arguments, cwd=tmp_path), says)
    assert [p.name for p in tmp_path.iterdir()] == ["x.txt"]
    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "command",
    [
        "$MTQA check x.txt >&-",
        "$MTQA check - <&-",
        "$MTQA rules >&-",
        "$MTQA check x.txt --format html > /dev/full",
        "$MTQA check x.txt --output /dev/full",
        "$MTQA fix x.txt --output /dev/full",
        "$MTQA batch x.txt --output /dev/full",
    ],
)
def test_streams_that_are_closed_or_full(tmp_path: Path, command: str) -> None:
    if "/dev/full" in command and not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full here")
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    one_line_error(shell(command, tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["x.txt"]
    assert not Path("/dev/full").exists() or Path("/dev/full").is_char_device()


def test_a_reader_that_leaves(tmp_path: Path) -> None:
    done = shell("$MTQA rules | head -n 1", tmp_path)
    assert done.returncode == 0
    assert done.stderr == b""


def test_output_through_a_link(text: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert mtqa("check", str(text), "--format", "csv", "--output", str(link)).returncode == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("path")


def test_an_interrupted_batch_leaves_nothing(tmp_path: Path) -> None:
    row = {"target": "The minister said no , he said.", "target_lang": "en"}
    rows = (json.dumps({"id": k, **row}) for k in range(60_000))
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [sys.executable, "-m", "mtqa", "batch", "in.jsonl", "--output", "out.jsonl"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    # where the tests run in the background the signal is ignored, and a child inherits that
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        signal.signal(signal.SIGINT, before)
        for _ in range(600):
            if list(tmp_path.glob(".*.partial")):
                break
            time.sleep(0.05)
        time.sleep(0.5)
        os.killpg(running.pid, signal.SIGINT)
        _, stderr = running.communicate(timeout=60)
    assert running.returncode == 2
    assert stderr == b"mtqa: interrupted\n"
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


def test_source_of_another_text(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text(
        "La recette demande trois œufs.\nBattez les blancs en neige.\n", encoding="utf-8"
    )
    done = mtqa("check", str(ARTICLE), "--source", str(source), "--format", "json")
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("fmt", ["text", "json", "md", "html", "sarif", "csv", "junit", "github"])
def test_every_reporter_on_the_sample(fmt: str) -> None:
    done = mtqa("check", str(ARTICLE), "--format", fmt)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout
