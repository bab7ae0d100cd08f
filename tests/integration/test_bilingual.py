"""Bilingual files through the command line: check, fix, write issues, refuse hostile files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from mtqa.cli.main import main

FILES = Path(__file__).resolve().parent.parent / "files"
BILINGUAL = (
    "okapi-12.xlf",
    "trados.sdlxliff",
    "standard-21.xlf",
    "shop.po",
    "strings.csv",
    "pairs.jsonl",
)
MORE = {"memory.tmx": ["--target-lang", "en"], "talk.srt": ["--source", str(FILES / "talk.vtt")]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mtqa.toml").write_text("", encoding="utf-8")
    for file in FILES.iterdir():
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [*BILINGUAL, *MORE])
def test_fix_writes_the_changed_units_only(name: str, folder: Path) -> None:
    file, out = folder / name, folder / f"out-{name}"
    assert main(["fix", str(file), "--output", str(out), *MORE.get(name, [])]) == 0
    before, after = file.read_text("utf-8"), out.read_text("utf-8")
    assert before == (FILES / name).read_text("utf-8")
    changed = [(a, b) for a, b in zip(before.split("\n"), after.split("\n"), strict=True) if a != b]
    assert changed
    for old, new in changed:
        assert len(new) < len(old), "only spaces before full stops are corrected here"
        assert squeezed(old) == squeezed(new)


def squeezed(line: str) -> str:
    return "".join(line.replace("\\u00a0", " ").split())


@pytest.mark.parametrize("name", BILINGUAL)
def test_segments_have_their_sources(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder / name), "--format", "json", "--no-qe"]) == 0
    [document] = json.loads(capsys.readouterr().out)["documents"]
    assert all(s["source"] for s in document["segments"])


def test_in_place_keeps_a_backup(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "okapi-12.xlf"
    before = file.read_bytes()
    assert main(["fix", str(file), "--in-place"]) == 0
    assert file.read_bytes() == before.replace(b"on Tuesday .", b"on Tuesday.")
    assert (folder / "okapi-12.xlf.bak").read_bytes() == before
    (folder / "okapi-12.xlf.bak").unlink()
    assert main(["fix", str(file), "--in-place"]) == 0
    assert not (folder / "okapi-12.xlf.bak").exists(), "nothing was corrected, nothing was written"
    capsys.readouterr()
    assert main(["fix", "-", "--in-place"]) == 2
    assert "standard input is no file" in capsys.readouterr().err
    assert main(["fix", str(file), "--in-place", "--source", str(file)]) == 2
    assert "is the input" in capsys.readouterr().err


def test_issues_go_into_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = folder / "standard-21.xlf", folder / "out.xlf"
    assert main(["check", str(file), "--format", "xliff", "--output", str(out), "--no-qe"]) == 0
    assert 'its:locQualityIssueType="whitespace"' in out.read_text("utf-8")
    assert file.read_bytes() == (FILES / "standard-21.xlf").read_bytes()
    capsys.readouterr()
    assert main(["check", str(folder / "shop.po"), "--format", "xliff", "--no-qe"]) == 2
    assert "shop.po is po" in capsys.readouterr().err


def test_columns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", str(folder / "strings.csv"), "--format", "json", "--no-qe"]
    assert main([*arguments, "--columns", "target=English,source=French,id=key"]) == 0
    [document] = json.loads(capsys.readouterr().out)["documents"]
    assert document["text"].startswith("Open the file.")
    assert main([*arguments, "--columns", "target=Nothing"]) == 2
    assert "has no column 'Nothing'" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*arguments, "--columns", "Nothing"])


HOSTILE = {
    "xxe.xlf": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xliff>&e;</xliff>',
    "laughs.tmx": '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tmx version="1.4">&b;</tmx>',
    "open.sdlxliff": '<xliff version="1.2"><file>',
    "attribute.xlf": f'<xliff version="2.0" a="{"x" * 45_000_000}"/>',
    "encoding.xlf": '<?xml version="1.0" encoding="UTF-16"?><xliff version="1.2"/>',
    "twice.po": 'msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n',
    "open.po": 'msgid "a\n',
    "open.csv": 'target\n"x',
    "bad.jsonl": '{"target": "x"',
    "none.srt": "x",
    "none.vtt": "x",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", ["check", "fix"])
def test_hostile_files_are_refused_in_one_line(
    command: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / name, tmp_path / "out"
    file.write_text(HOSTILE[name], encoding="utf-8")
    assert main([command, str(file), "--output", str(out)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"mtqa: {file}")
    assert told.count("\n") == 1
    assert len(told) < 400
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]
    assert file.read_text("utf-8") == HOSTILE[name]


def batch(file: Path, *arguments: str) -> list[dict[str, object]]:
    out = file.with_name("out.jsonl")
    assert (
        main(["batch", str(file), "--output", str(out), "--jobs", "1", "--no-qe", *arguments]) == 0
    )
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("name", "arguments", "ids"),
    [
        ("okapi-12.xlf", [], ["f1/tu1/0", "f1/tu1/1", "f1/tu2", "f1/tu5"]),
        ("standard-21.xlf", [], ["f1/u1/s1", "f1/u1/s2", "f1/u3/1"]),
        ("memory.tmx", ["--target-lang", "en"], ["1", "2"]),
        ("shop.po", [], ["line 17", "line 22", "line 29[0]", "line 29[1]", "line 43"]),
        ("strings.csv", [], ["menu.open", "menu.quit", "menu.help", "menu.long"]),
    ],
)
def test_each_unit_is_a_row_of_a_batch(
    name: str, arguments: list[str], ids: list[str], folder: Path
) -> None:
    rows = batch(folder / name, *arguments)
    assert [r["id"] for r in rows] == ids
    assert not [r for r in rows if "error" in r]
    rules = [i["rule"] for r in rows for i in r["issues"]]  # type: ignore[attr-defined]
    assert "linguistic/space_before_mark" in rules
    assert ("accuracy/missing" in rules) == (name == "strings.csv")


def test_a_bad_row_of_a_table_is_told_and_the_run_goes_on(folder: Path) -> None:
    table = folder / "t.csv"
    table.write_text("id,source,target\na,Un,One .\nb,Deux\nc,Trois,Three .\n", encoding="utf-8")
    rows = batch(table, "--target-lang", "en", "--source-lang", "fr")
    assert [r.get("error") for r in rows] == [None, "line 3: has 2 cells, not 3", None]
    assert [r.get("corrected") for r in rows] == ["One.", None, "Three."]


def test_parquet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import pyarrow
    from pyarrow import parquet

    file = folder / "rows.parquet"
    columns = {"key": [1, 2], "en": ["It is open.", "No."], "de": ["Es ist offen .", "Nein ."]}
    parquet.write_table(pyarrow.table(columns), file)
    rows = batch(file)
    assert [r["corrected"] for r in rows] == ["Es ist offen.", "Nein."]
    file.write_bytes(b"PAR1 no more")
    capsys.readouterr()
    assert main(["batch", str(file), "--output", str(folder / "o"), "--jobs", "1"]) == 2
    assert "is no Parquet file" in capsys.readouterr().err


def test_a_hostile_batch_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("xxe.xlf", "laughs.tmx", "twice.po", "open.csv"):
        file, out = tmp_path / name, tmp_path / "out"
        file.write_text(HOSTILE[name], encoding="utf-8")
        assert main(["batch", str(file), "--output", str(out), "--jobs", "1"]) == 2
        assert capsys.readouterr().err.count("\n") == 1
        assert not out.exists()


BROKEN = """<xliff version="1.2"><file source-language="en" target-language="de"><body>
<trans-unit id="1"><source>Hello {name}, see <g id="1">the plan</g>.</source>
<target>Hallo { Name }, sieh den Plan.</target></trans-unit>
<trans-unit id="2" locked="true"><source>You have %d files.</source>
<target>Sie haben %s Dateien.</target></trans-unit>
<trans-unit id="3" maxwidth="9" size-unit="char"><source>Save</source>
<target>Speichern Sie %s</target></trans-unit>
<trans-unit id="4"><source>Open</source><target>Öffnen</target></trans-unit>
<trans-unit id="5"><source>Open</source><target>Aufmachen</target></trans-unit>
</body></file></xliff>
"""


def test_what_localization_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "a.xlf", tmp_path / "out.xlf"
    file.write_text(BROKEN, encoding="utf-8")
    assert main(["check", str(file), "--format", "json", "--no-qe"]) == 0
    [document] = json.loads(capsys.readouterr().out)["documents"]
    found = [(i["rule"], i["text"]) for i in document["issues"]]
    assert found == [
        ("markup/source_tag", "Hallo { Name }, sieh den Plan."),
        ("markup/variable", "{ Name }"),
        ("markup/variable", "%s"),
        ("markup/length_limit", " Sie %s"),
        ("markup/variable", "%s"),
        ("terminology/unit_target", "Aufmachen"),
    ]
    assert main(["fix", str(file), "--output", str(out)]) == 0
    assert out.read_text("utf-8") == BROKEN.replace("{ Name }", "{name}"), "a locked unit stays"
    assert "not applied: '%s': its unit is locked" in capsys.readouterr().err
    assert main(["check", str(file), "--format", "xliff", "--output", str(out), "--no-qe"]) == 0
    assert out.read_text("utf-8").count("<mrk ") == 6


def test_ends_of_units_are_put_right(tmp_path: Path) -> None:
    file, out = tmp_path / "a.po", tmp_path / "out.po"
    text = (
        'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Name: "\nmsgstr "Name:"\n\n'
        'msgid "Done.\\n"\nmsgstr "Fertig.\\n\\n"\n\nmsgid "\\tTab"\nmsgstr "  Tab"\n'
    )
    file.write_text(text, encoding="utf-8")
    assert main(["fix", str(file), "--output", str(out)]) == 0
    fixed = (
        text.replace('"Name:"', '"Name: "').replace("\\n\\n", "\\n").replace('"  Tab', '"\\tTab')
    )
    assert out.read_text("utf-8") == fixed


def test_a_limit_for_all_units(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mtqa.toml").write_text("max_length = 8\n", encoding="utf-8")
    file = tmp_path / "a.csv"
    file.write_text("en,de\nSave,Speichern\nOpen,Öffnen\n", encoding="utf-8")
    assert main(["check", str(file), "--format", "json", "--no-qe"]) == 0
    [document] = json.loads(capsys.readouterr().out)["documents"]
    assert [(i["rule"], i["text"]) for i in document["issues"]] == [("markup/length_limit", "n")]
    (row, _) = batch(file)
    assert [i["rule"] for i in row["issues"]] == ["markup/length_limit"]  # type: ignore[attr-defined]
