"""The command line as a user meets it: contracts, exit codes, bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "corpora" / "articles" / "politics-budget-fr-en.txt"
TEXT = "The Ukrainian minister spoke to NATO diplomats, they said .\nThe talks will go on.\n"


def mtqa(
    *args: str, stdin: bytes = b"", cwd: Path | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    command = [sys.executable, "-m", "mtqa", *args]
    return subprocess.run(
        command, input=stdin, capture_output=True, env=env, cwd=cwd, timeout=timeout, check=False
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


def test_help_names_every_command() -> None:
    done = mtqa("--help")
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


@pytest.mark.parametrize("unit", ["a", "a ", "“", "the minister. ", "1 "])
def test_a_line_of_20_megabytes(tmp_path: Path, unit: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(unit * (20_000_000 // len(unit)), encoding="utf-8")
    start = time.perf_counter()
    done = mtqa("check", str(path), "--format", "csv", "--target-lang", "en", timeout=300)
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr
    assert time.perf_counter() - start < 240


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
