"""``mtqa train qe``: train the quality model further on your own post-edits or scores."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from mtqa.cli.command import Command, note, positive


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=("qe",), help="the quality model")
    parser.add_argument(
        "--data",
        metavar="FILE.jsonl",
        required=True,
        help="rows with source, target and post_edit or score",
    )
    parser.add_argument("--output", metavar="DIR", required=True, help="folder of the new model")
    parser.add_argument("--model", metavar="DIR", help="begin with this model (default: mtqa's)")
    parser.add_argument("--rounds", type=positive, default=3, metavar="N", help="default: 3")
    parser.add_argument("--seed", type=positive, default=1, metavar="N", help="default: 1")


def _run(options: Namespace) -> int:
    from mtqa.errors import MissingError, OutputError
    from mtqa.score.qe.folder import SHIPPED, open_folder

    try:
        from mtqa.score.qe.training.finetune import finetune
    except ImportError as error:
        raise MissingError(
            f"training needs {error.name}, which is not installed: pip install 'mtqa[train]'"
        ) from error
    folder = open_folder(Path(options.model) if options.model else SHIPPED)
    output = Path(options.output)
    if (output / "card.json").exists():
        raise OutputError(f"{output} holds a model already; name another folder with --output")
    told = finetune(
        folder, Path(options.data), output, rounds=options.rounds, seed=options.seed, say=note
    )
    note(
        f"mtqa: correlation with the held-out rows {told['before']:.3f} before, "
        f"{told['after']:.3f} after; use it with --model {output}"
    )
    if told["after"] <= told["before"]:
        note("mtqa: the training did not help on rows it had not seen; keep the model you had")
    return 0


COMMAND = Command("train", "train the quality model on your own post-edits", _arguments, _run)
