"""mtqa finds what betrays or breaks a machine translation, scores it and writes corrections.

The public API::

    import mtqa

    report = mtqa.check("The Kremlin, he said .", target_lang="en")
    for issue in report.issues:
        print(issue.span, issue.message, [s.text for s in issue.suggestions])
    print(mtqa.fix("The Kremlin, he said .", target_lang="en"))

Everything else may change between minor versions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtqa.settings import Settings
    from mtqa.types import Document, Issue, Origin, Report, Severity, Span, Suggestion, Verdict

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Issue",
    "Origin",
    "Report",
    "Settings",
    "Severity",
    "Span",
    "Suggestion",
    "Verdict",
    "__version__",
    "check",
    "fix",
]


def check(text: str, *, source: str | None = None, **options: Any) -> Report:
    """Check a text.

    Args:
        text: The translation, one paragraph per line.
        source: The text it was translated from.
        **options: Fields of :class:`mtqa.Settings`, for instance ``target_lang="en"``.

    Returns:
        The report: issues, origin, verdict, the text with the safe corrections.

    Raises:
        MtqaError: If an option does not exist or does not fit.
    """
    from mtqa.errors import SettingsError
    from mtqa.pipeline import check_text
    from mtqa.settings import Settings

    try:
        settings = Settings(**options)
    except TypeError as error:
        raise SettingsError(str(error)) from error
    return check_text(text, settings, source=source)


def fix(text: str, *, source: str | None = None, **options: Any) -> str:
    """The text with the safe corrections made; arguments as for :func:`check`."""
    return check(text, source=source, **options).corrected


def __getattr__(name: str) -> Any:
    """Load the public names when they are first used, so that importing mtqa is cheap."""
    if name in __all__:
        import mtqa.settings
        import mtqa.types

        module = mtqa.settings if name == "Settings" else mtqa.types
        return getattr(module, name)
    raise AttributeError(f"module 'mtqa' has no attribute {name!r}")
