"""BLEU: shared word sequences with a reference."""

from __future__ import annotations

from functools import partial
from typing import Any

from mtqa.errors import MissingError, SettingsError
from mtqa.score.metric import Metric, Need, Options
from mtqa.score.sacre import SacreScorer

TOKENIZERS = ("13a", "intl", "zh", "ja-mecab", "ko-mecab", "char", "none")
"""Those of sacrebleu that need no download."""
_OF_LANGUAGE = {"zh": "zh", "ja": "ja-mecab", "ko": "ko-mecab"}
_PACKAGES = {"ja-mecab": ("ja", "mecab-python3 and ipadic"), "ko-mecab": ("ko", "mecab-ko")}


def tokenizer(options: Options) -> str:
    """The tokenizer that ``sacrebleu -l`` would take for the language.

    Raises:
        SettingsError: If the one that was asked for does not exist.
        MissingError: If it needs a package that is not installed.
    """
    name = options.tokenize or _OF_LANGUAGE.get(options.target_lang.split("-")[0], "13a")
    if name not in TOKENIZERS:
        raise SettingsError(f"no tokenizer {name!r}; there are {', '.join(TOKENIZERS)}")
    if name in _PACKAGES and not _loads(name):
        extra, packages = _PACKAGES[name]
        raise MissingError(
            f"BLEU's tokenizer {name} needs {packages}: pip install 'sacrebleu[{extra}]'; or take "
            "--tokenize char (another scale), or --metrics chrf, which needs none"
        )
    return name


def _loads(name: str) -> bool:
    from sacrebleu.metrics.bleu import _get_tokenizer

    try:
        _get_tokenizer(name)()
    except (RuntimeError, ImportError):
        return False
    return True


def _make(tokenize: str, *, single: bool = False) -> Any:
    from sacrebleu.metrics.bleu import BLEU

    return BLEU(tokenize=tokenize, effective_order=single)


def _open(options: Options) -> SacreScorer:
    tokenize = tokenizer(options)
    return SacreScorer(partial(_make, tokenize), partial(_make, tokenize, single=True))


METRIC = Metric(
    name="bleu",
    title="BLEU",
    doc="How many word sequences it shares with a reference; the figure most papers give.",
    needs=frozenset({Need.REFERENCE}),
    bounds=(0.0, 100.0),
    higher_is_better=True,
    open=_open,
)
