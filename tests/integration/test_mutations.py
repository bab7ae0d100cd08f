"""Random damage to real sentences: no rule may crash, and every promise about a row holds.

``MTQA_FUZZ=2000 pytest tests/integration/test_mutations.py`` runs that many cases for each seed.
"""

from __future__ import annotations

import json
import os
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mtqa import catalog
from mtqa.batch.rows import check_rows
from mtqa.settings import Settings

CASES = int(os.environ.get("MTQA_FUZZ", "25"))
ARTICLES = sorted((Path(__file__).parents[2] / "corpora" / "articles").glob("*.txt"))
INSERTED = (
    "”", "“", "»", "«", '"', "'", "’", " ", "\u00a0", "\u202f", ".", ",", "…", "-", "–", "(", ")",
    "<b>", "&amp;", "{0}", "%s", "http://x.y/z", "12 000", "3,5", "1er", "$5", "€", "é", "ï", "ß",
    "İ", "ŉ", "ﬁ", "Ω", "Д", "їх", "م", "שלום", "中", "。", "「", "か",
    "한", "ก", "e\u0301", "\u0301",
    "\u200b", "\u200f", "\ufeff", "\ufffd", "\x07", "\x92", "🌧",
    "👩‍👩‍👧", "𝒜", "\r\n", "\n", "\t", "\u2028",
)  # fmt: skip


@cache
def sentences() -> tuple[str, ...]:
    """Own text to mutate: lines of the articles and examples of the rules."""
    lines = [s for a in ARTICLES for s in a.read_text(encoding="utf-8").splitlines() if s.strip()]
    return (*lines, *(e.plain for rule in catalog.rules() for e in rule.examples[:3]))


@cache
def sources() -> tuple[str, ...]:
    """Source texts to put beside it, in several languages."""
    own = {e.source for rule in catalog.rules() for e in rule.examples if e.source}
    return (*sorted(own), "Dijo el martes que 12.000 personas…", "他说，三月有1.2万人。", "")


def mutated(text: str, random: Random) -> str:
    """The text with some of it deleted, doubled, moved or mixed with other characters."""
    for _ in range(random.randint(0, 6)):
        a, b = sorted(random.choices(range(len(text) + 1), k=2))
        b = min(b, a + random.choice((1, 3, 10, 40)))
        text = random.choice(
            (
                text[:a] + text[b:],
                text[:b] + text[a:b] + text[b:],
                text[:a] + random.choice(INSERTED) + text[a:],
                text[:a] + random.choice(INSERTED) * random.randint(1, 3) + text[b:],
                text[b:] + text[:a],
                text[:a] + text[a:b].upper() + text[b:],
                text[:a] + text[a:b].swapcase() + text[b:],
                text[:a] + random.choice(sentences()) + text[a:],
            )
        )
    return text


def checked(row: dict[str, Any]) -> dict[str, Any]:
    """A row's result, with every promise about it kept."""
    settings_ = Settings(preview=True)
    line = json.dumps(row).encode()
    (out,) = check_rows([(1, line)], settings_)
    result: dict[str, Any] = json.loads(out)
    assert "error" not in result, (row, result)
    assert result["failures"] == [], (row, result["failures"])
    target = row["target"]
    for issue in result["issues"]:
        side = target if issue["side"] == "target" else row["source"]
        assert 0 <= issue["start"] <= issue["end"] <= len(side), (row, issue)
        assert side[issue["start"] : issue["end"]] == issue["text"], (row, issue)
        for suggestion in issue["suggestions"] if issue["side"] == "target" else ():
            better = target[: issue["start"]] + suggestion + target[issue["end"] :]
            better.encode()
            assert better != target, (row, issue)
    assert "\0" not in "".join(s for i in result["issues"] for s in i["suggestions"])
    safe = sorted(
        (i["start"], i["end"], i["suggestions"][0])
        for i in result["issues"]
        if i["safe"] and i["side"] == "target"
    )
    if all(a[1] <= b[0] and a[:2] != b[:2] for a, b in pairwise(safe)):
        for start, end, suggestion in reversed(safe):
            target = target[:start] + suggestion + target[end:]
        assert result["corrected"] == target, row
    assert check_rows([(1, line)], settings_) == [out]
    return result


def random_row(random: Random) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": 1,
        "target": mutated(random.choice(sentences()), random),
        "target_lang": random.choice(("en", "en", "en", "en", "fr", "de", "es", "zh", "ja", "ar")),
    }
    if random.random() < 0.5:
        row["source"] = mutated(random.choice(sources()), random)
        row["source_lang"] = random.choice(("fr", "fr", "de", "es", "zh", "en"))
    return row


@pytest.mark.parametrize("seed", range(8))
def test_mutated_sentences(seed: int) -> None:
    random = Random(seed)
    for _ in range(CASES):
        checked(random_row(random))
