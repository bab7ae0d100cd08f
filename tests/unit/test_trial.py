"""mtqa lexicon try: examples, hits and collisions of an entry that is not in mtqa yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtqa.cli.main import main

ENTRY = """
[pack]
source = ["fr"]
target = ["en"]

[[rule]]
id = "green-plant"
kind = "substitution"
category = "style/unidiomatic"
needs = "origin"
pattern = "to make a green plant"
better = ["{better}"]
message = "A calque."
bad = "He does not want ⟦to make a green plant⟧ there."
fix = "to be a wallflower"
good = "{good}"
"""


def entry(tmp_path: Path, better: str = "to be a wallflower", good: str = "A green plant.") -> Path:
    file = tmp_path / "mine.toml"
    text = ENTRY.replace("{better}", better).replace("{good}", good)
    file.write_text(text, encoding="utf-8")
    return file


def test_hits_and_rates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text("She came to make a green plant of it.\n\nNothing here.\n", encoding="utf-8")
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"target": "They like to make a green plant."}) + "\n")
    assert main(["lexicon", "try", str(entry(tmp_path)), "--on", str(article), str(rows)]) == 0
    out = capsys.readouterr().out
    assert "✓ its 2 examples hold" in out
    assert "2 hits in 18 words" in out
    assert "…She came [to make a green plant] of it.…  → to be a wallflower" in out


def test_examples_that_do_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = entry(tmp_path, "to hide", "He came to make a green plant.")
    assert main(["lexicon", "try", str(file)]) == 1
    out = capsys.readouterr().out
    assert "it suggests 'to hide' where 'to be a wallflower' is expected" in out
    assert "it fires on 'to make a green plant'" in out


def test_another_rule_that_says_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = entry(tmp_path)
    text = file.read_text(encoding="utf-8").replace("to make a green plant", "assured Rutte")
    file.write_text(text, encoding="utf-8")
    article = tmp_path / "article.txt"
    article.write_text("“We will not give in,” assured Rutte on Monday.\n", encoding="utf-8")
    main(["lexicon", "try", str(file), "--on", str(article)])
    assert "also found by linguistic/order_inversion" in capsys.readouterr().out


def test_mistakes_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lexicon", "try", str(tmp_path / "none.toml")]) == 2
    bad = tmp_path / "bad.toml"
    bad.write_text('[[rule]]\nid = "x"\nkind = "substitution"\n', encoding="utf-8")
    assert main(["lexicon", "try", str(bad)]) == 2
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 2
    assert "bad.toml:2: rule x: missing field" in err[1]
