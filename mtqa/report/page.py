"""A page of styled lines for a terminal, with or without ANSI codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtqa.report.underline import printable

if TYPE_CHECKING:
    from rich.text import Text

Part = str | tuple[str, str]
"""A stretch of a line, plain or with a rich style."""


class Page:
    """Lines of styled text, written to one string at the end.

    Args:
        width: Columns of the terminal.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Text] = []

    def add(self, *parts: Part, indent: int = 0, hang: int = 0) -> None:
        """Add parts as a line; what does not fit goes on below.

        Args:
            parts: Plain or styled; control characters in them are made harmless.
            indent: Columns left free before it.
            hang: More columns left free before its continuation.
        """
        from rich.console import Console
        from rich.text import Text

        pairs = [(p, "") if isinstance(p, str) else p for p in parts]
        line = Text.assemble(*((printable(text), style) for text, style in pairs))
        room = max(self.width - indent - hang, 20)
        first, *rest = line.wrap(Console(width=room), room) or [line]
        for k, piece in enumerate((first, *rest)):
            piece.rstrip()
            self.lines.append(Text(" " * (indent + (hang if k else 0))) + piece)

    def raw(self, line: Text) -> None:
        """Add a line as it is."""
        self.lines.append(line)

    def rule(self, title: str) -> None:
        """Add a title with a line to the right edge, after an empty line."""
        self.blank()
        self.add((f"{title} ".ljust(self.width, "─"), "dim"))

    def blank(self) -> None:
        """Add an empty line, never two in a row."""
        from rich.text import Text

        if self.lines and self.lines[-1].plain:
            self.lines.append(Text(""))

    def dump(self, color: bool) -> str:
        """Everything, with ANSI codes where ``color`` is set."""
        from io import StringIO

        from rich.console import Console

        out = StringIO()
        console = Console(
            file=out,
            force_terminal=color,
            color_system="standard" if color else None,
            no_color=not color,
            width=10_000,
            legacy_windows=False,
            highlight=False,
            _environ={},
        )
        for line in self.lines:
            console.print(line, soft_wrap=True)
        return out.getvalue()
