"""The rules as checks of a single translation: what is wrong with it, its source at hand."""

from __future__ import annotations

from mtqa.pipeline import detect_issues
from mtqa.read.text import content_of
from mtqa.segment.document import build_document
from mtqa.settings import Settings
from mtqa.types import Issue


def audit(
    source: str, text: str, source_lang: str | None, target_lang: str, settings: Settings
) -> tuple[Issue, ...]:
    """What the rules find.

    Args:
        source: The source, empty where there is none.
        text: Its translation.
        source_lang: Language of the source, None where it is not known.
        target_lang: Language of the translation.
        settings: Which rules.
    """
    document = build_document(
        content_of(text),
        content_of(source) if source else None,
        target_lang=target_lang,
        source_lang=source_lang,
    )
    return detect_issues(document, settings).issues
