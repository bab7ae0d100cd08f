"""``mtqa score``: the same figures as the sacrebleu command, to the last digit."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from mtqa import catalog
from mtqa.cli.main import main
from mtqa.errors import MissingError, SettingsError
from mtqa.report import plot
from mtqa.score import bleu
from mtqa.score.metric import Need, Options, Sample

# three sets: plain news with two references, hostile lines, and a script without spaces
NEWS = (
    [
        "The minister said on Tuesday that the bridge would be closed for 3.5 months.",
        "“We did not know,” she told reporters, without saying who had.",
        "Some 12,000 people live in the valley; half of them left in October.",
        "The club lost to Lyon, 2-1, and will play in Europe all the same.",
        "Rents rose 4% last year, the statistics office said.",
        "He was born in Strasbourg, where his father ran a bakery.",
    ],
    [
        "The minister assured Tuesday that the bridge would be closed during 3.5 months.",
        "« We did not know », she confided to the journalists, without specifying who.",
        "Some 12 000 persons live in the valley, of which half left in October.",
        "The club bowed against Lyon (2-1) but will play all the same in Europe.",
        "Rents have increased by 4% last year, according to the statistics office.",
        "Native of Strasbourg, his father held a bakery there.",
    ],
    [
        [
            "The minister said on Tuesday that the bridge would stay closed for 3.5 months.",
            "“We did not know,” she told reporters, without saying who did.",
            "About 12,000 people live in the valley, and half of them left in October.",
            "The club lost 2-1 to Lyon but will still play in Europe.",
            "Rents rose 4% last year, according to the statistics office.",
            "He comes from Strasbourg, where his father had a bakery.",
        ],
        [
            "On Tuesday, the minister announced a closure of three and a half months.",
            "“We were not aware,” she said, but did not say who was.",
            "Half of the valley's 12,000 people left in October.",
            "Beaten 2-1 by Lyon, the club will play in Europe nevertheless.",
            "Rents went up by 4% last year, statisticians say.",
            "Born in Strasbourg, he is a baker's son.",
        ],
    ],
)
ODD = (
    ["", "a", "the the the the", "  Ünïcödé — … « x »  ", "1,000.50 % &amp; <b>tag</b>", "no"],
    ["x", "a", "", 'Unicode ... " x "', "1000,50% & tag", "yes , no ."],
    [["x", "a", "the cat", "Ünïcödé – ... “x”", "1,000.50% & <b>tag</b>", "yes, no."]],
)
ZH = (
    ["部长周二表示，这座桥将关闭三个月。", "她对记者说：“我们不知道。”", "约有12000人住在山谷里。"],
    ["部长星期二说大桥关闭3个月。", "她告诉记者我们不知道", "山谷住着约12000个人。"],
    [
        [
            "部长周二说，这座桥要关闭三个月。",
            "她告诉记者：“我们并不知道。”",
            "山谷里住着大约12000人。",
        ]
    ],
)
SETS = {"news": (*NEWS, "en"), "odd": (*ODD, "en"), "zh": (*ZH, "zh")}


def write(folder: Path, name: str) -> tuple[Path, Path, list[Path]]:
    ours, theirs, references, _ = SETS[name]
    files = []
    for stem, lines in (
        ("ours", ours), ("theirs", theirs), *((f"ref{k}", r) for k, r in enumerate(references))
    ):  # fmt: skip
        path = folder / f"{name}.{stem}"
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        files.append(path)
    return files[0], files[1], files[2:]


def ours(capfdbinary: pytest.CaptureFixture[bytes], *args: object) -> dict[str, Any]:
    assert main(["score", *map(str, args), "--format", "json"]) == 0
    card: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    return card


def theirs(*args: object) -> str:
    command = [sys.executable, "-m", "sacrebleu", *map(str, args)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(
    ("metric", "options"),
    [
        ("bleu", ("-m", "bleu")),
        ("chrf", ("-m", "chrf")),
        ("chrf++", ("-m", "chrf", "--chrf-word-order", "2")),
        ("ter", ("-m", "ter")),
    ],
)
def test_equals_the_sacrebleu_command(
    name: str,
    metric: str,
    options: tuple[str, ...],
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    hyp, _, refs = write(tmp_path, name)
    lang = SETS[name][3]
    card = ours(
        capfdbinary, hyp, "--reference", *refs, "--metrics", metric, "--target-lang", lang
    )  # fmt: skip
    # the language by its tokenizer: with -l the command names the pair in its signature
    tokenize = ("-tok", "zh") if lang == "zh" and metric == "bleu" else ()
    told = json.loads(theirs(*refs, "-i", hyp, *options, *tokenize, "-w", "14", "-f", "json"))
    assert f"{card['metrics'][0]['score']:.14f}" == f"{told['score']:.14f}"
    assert card["metrics"][0]["signature"] == told["signature"]


@pytest.mark.parametrize("metric", ["bleu", "chrf", "ter"])
def test_sentences_equal_the_sacrebleu_command(
    metric: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    hyp, _, refs = write(tmp_path, "news")
    card = ours(capfdbinary, hyp, "--reference", *refs, "--metrics", metric)
    told = theirs(*refs, "-i", hyp, "-m", metric, "-sl", "-b", "-w", "10", "-f", "text").split()
    assert [f"{s['scores'][metric]:.10f}" for s in card["sentences"]] == told


@pytest.mark.parametrize("name", SETS)
def test_bootstrap_equals_the_sacrebleu_command(
    name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    hyp, base, refs = write(tmp_path, name)
    names = "bleu,chrf,ter"
    card = ours(
        capfdbinary, hyp, "--reference", *refs, "--baseline", base, "--metrics", names,
        "--tokenize", "13a", "--samples", 300,
    )  # fmt: skip
    told = theirs(
        *refs, "-i", base, hyp, "-m", "bleu", "chrf", "ter", "--paired-bs", "--paired-bs-n", 300,
        "-w", "12", "-f", "latex", "-tok", "13a",
    )  # fmt: skip
    # a table with a row for each system (score, mean, interval) and one below for p
    table = told.split("Metric signatures")[0]
    expected = []
    for side in ("baseline", "system"):
        for m in card["metrics"]:
            test = m["bootstrap"]
            expected += [
                f"{v:.12f}"
                for v in (
                    (m["baseline"], test["baseline_mean"], test["baseline_ci"])
                    if side == "baseline"
                    else (m["score"], test["mean"], test["ci"])
                )
            ]
    assert re.findall(r"\d+\.\d{12}", table) == expected
    ps = re.findall(r"p = (\d\.\d{4})", table)
    assert ps == [f"{m['bootstrap']['p']:.4f}" for m in card["metrics"]]
    for m in card["metrics"]:
        assert m["bootstrap"]["signature"] in told


def test_a_metric_that_is_a_mean_is_tested_too(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    hyp, base, _ = write(tmp_path, "news")
    card = ours(capfdbinary, hyp, "--baseline", base, "--metrics", "mqm", "--samples", 500)
    (mqm,) = card["metrics"]
    assert mqm["score"] == 100.0
    assert mqm["baseline"] < 90
    assert mqm["bootstrap"]["p"] < 0.2
    assert abs(mqm["bootstrap"]["baseline_mean"] - sum(
        s["baseline"]["scores"]["mqm"] for s in card["sentences"]) / 6) < 5  # fmt: skip


def test_hter_is_the_edit_rate_to_the_edit(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "mt").write_text("The cat sat on a mat .\nAll is well .\n", encoding="utf-8")
    (tmp_path / "pe").write_text("The cat sat on the mat .\nAll is well .\n", encoding="utf-8")
    card = ours(capfdbinary, tmp_path / "mt", "--edit", tmp_path / "pe")
    assert card["metrics"][0]["name"] == "hter"
    assert card["metrics"][0]["score"] == pytest.approx(100 / 11)
    assert [s["scores"]["hter"] for s in card["sentences"]] == [pytest.approx(100 / 7), 0]


def test_the_text_names_the_worst_sentence_and_all_on_request(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    hyp, base, refs = write(tmp_path, "news")
    args = ["score", str(base), "--reference", *map(str, refs), "--baseline", str(hyp)]
    assert main([*args, "--worst", "1", "--sentences", "--samples", "50"]) == 0
    text = capfdbinary.readouterr().out.decode()
    assert "The worst by chrF2" in text
    assert text.count("  translation  ") == 1
    assert "worse (p = " in text
    assert all(f"\n{k:>6}  " in text for k in range(1, 7))


def test_the_page_compares_two_systems(tmp_path: Path) -> None:
    hyp, base, refs = write(tmp_path, "odd")
    page = tmp_path / "page.html"
    args = [
        "score",
        str(hyp),
        "--reference",
        *map(str, refs),
        "--baseline",
        str(base),
        "--samples",
        "50",
    ]
    assert main([*args, "--format", "html", "--output", str(page)]) == 0
    html = page.read_text(encoding="utf-8")
    assert "<b>tag</b>" not in html
    assert "&lt;b&gt;" in html
    assert html.count("<svg") == 4  # three distributions and the differences
    assert "http" not in html.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert main([*args, "--format", "svg", "--output", str(tmp_path / "a.svg")]) == 0
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    assert root.tag.endswith("svg")


def test_a_histogram_has_all_sentences_in_it() -> None:
    values = [0.0, 100.0, 50.0, 50.0, -7.0, 140.0]
    svg = plot.histogram([("a<b", values)], "x", (0.0, float("inf")))
    root = ElementTree.fromstring(svg)
    bars = [r for r in root if r.get("class") == "one" and r.get("height") != "12"]
    tallest = max(float(r.get("height", 0)) for r in bars)
    assert sum(round(2 * float(r.get("height", 0)) / tallest) for r in bars) == 6
    assert "a&lt;b" in svg


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["h", "--reference", "short"], "short: has 1 lines, the translation 2; they must go"),
        (["h", "--metrics", "chrf"], "the metric chrf needs --reference"),
        (["h", "--metrics", "hter"], "the metric hter needs --edit"),
        (["h", "--metrics", "rouge"], "no metric 'rouge'; there are bleu, chrf, chrf++"),
        (["h", "--reference", "h", "--tokenize", "moses"], "no tokenizer 'moses'; there are 13a"),
        (["none", "--reference", "h"], "none: cannot be read; no such file"),
        (["empty", "--reference", "h"], "empty: is empty; give a sentence per line"),
        (["latin", "--reference", "h"], "latin, line 2: is not UTF-8"),
        (["-", "--reference", "-"], "only one file can be standard input"),
        (["h", "--reference", "h", "--output", "h"], "h: is the input; choose another --output"),
        (["broken.gz", "--reference", "h"], "broken.gz: cannot be read"),
    ],
)
def test_bad_input_is_told_in_one_line(
    args: list[str],
    problem: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("h").write_text("one\ntwo\n", encoding="utf-8")
    Path("short").write_text("one\n", encoding="utf-8")
    Path("empty").write_bytes(b"")
    Path("latin").write_bytes("one\ndéjà\n".encode("latin-1"))
    Path("broken.gz").write_bytes(b"\x1f\x8bno")
    assert main(["score", *args]) == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode().startswith(f"mtqa: {problem}"), err.decode()
    assert err.count(b"\n") == 1


def test_packed_lines_are_read(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    hyp, _, refs = write(tmp_path, "news")
    packed = tmp_path / "ref.gz"
    packed.write_bytes(gzip.compress(refs[0].read_bytes()))
    plain = ours(capfdbinary, hyp, "--reference", refs[0], "--metrics", "bleu")
    assert ours(capfdbinary, hyp, "--reference", packed, "--metrics", "bleu") == plain


def test_a_tokenizer_that_is_not_installed_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bleu, "_loads", lambda _name: False)
    with pytest.raises(MissingError, match=r"pip install 'sacrebleu\[ja\]'; or take --tokenize"):
        bleu.METRIC.open(Options(target_lang="ja"))
    assert bleu.tokenizer(Options(target_lang="zh-Hans")) == "zh"
    with pytest.raises(SettingsError):
        bleu.tokenizer(Options(tokenize="x"))


def test_every_metric_keeps_its_promises() -> None:
    good = Sample("A good day.", ("A good day.",), "Un bon jour.", "A good day.")
    bad = Sample("Zxq", ("A good day.",), "Un bon jour.", "A good day.")
    for name, metric in catalog.metrics().items():
        assert name == metric.name
        if Need.ISSUES in metric.needs or not metric.needs <= set(Need) - {Need.SOURCE}:
            continue
        scorer = metric.open(Options())
        best, worst = scorer.corpus([good]), scorer.corpus([bad])
        assert (best > worst) is metric.higher_is_better
        for value in (best, worst, *scorer.sentences([good, bad])):
            assert metric.bounds[0] <= value <= metric.bounds[1] + 1e-9
        assert "version" in scorer.signature
