"""ICU messages: syntax, arguments, and the branches that the target language needs."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.detect.markup.icu import COMPLEX, Argument, IcuError, Message, parse
from mtqa.detect.markup.pairs import Pair, listed, pairs
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope
from mtqa.language.plurals import CATEGORIES, known, needed
from mtqa.types import Severity, Span


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """What is wrong with the target of each pair whose source is a message with branches."""
    if "{" not in reading.source:
        return
    for pair in pairs(reading):
        if not COMPLEX.search(pair.theirs):
            continue
        try:
            theirs = parse(pair.theirs)
        except IcuError:
            continue  # not a message after all, or as wrong as its source
        try:
            ours = parse(pair.ours)
        except IcuError as error:
            yield Finding(
                pair.target, message=f"The message cannot be read: {error}.", confidence=0.95
            )
            continue
        yield from _compared(pair, theirs, ours, reading.lang)


def _compared(pair: Pair, theirs: Message, ours: Message, lang: str) -> Iterator[Finding]:
    mine = {a.name: a for a in reversed(list(ours.all_arguments()))}
    given = {a.name: a for a in reversed(list(theirs.all_arguments()))}
    missing = [name for name in given if name not in mine]
    if missing:
        yield Finding(pair.target, message=f"The argument {listed(missing)} is missing.")
    for name, argument in mine.items():
        span = Span(pair.target.start + argument.start, pair.target.start + argument.end)
        if name not in given:
            yield Finding(span, message=f"The source has no argument “{name}”.")
        elif argument.type != given[name].type:
            wanted = given[name].type or "plain"
            yield Finding(span, message=f"“{name}” is {wanted} in the source.")
        elif argument.branches:
            yield from _branches(span, given[name], argument, lang)


def _branches(span: Span, theirs: Argument, ours: Argument, lang: str) -> Iterator[Finding]:
    """At most one finding: what is most wrong with the branches."""
    name, keys = ours.name, list(ours.branches)
    if "other" not in keys:
        yield Finding(span, message=f"“{name}” has no branch “other”, which must be there.")
        return
    if ours.type == "select":
        lost = [k for k in theirs.branches if k not in keys]
        new = [k for k in keys if k not in theirs.branches]
        if lost or new:
            what = f"lacks the branch {listed(lost)}" if lost else f"has a new branch {listed(new)}"
            yield Finding(span, message=f"“{name}” {what}: the keys are no text.")
        return
    wrong = [k for k in keys if k[:1] != "=" and k not in CATEGORIES]
    if wrong:
        yield Finding(span, message=f"{listed(wrong)} is no plural category: it is no text.")
        return
    lacking = sorted(needed(lang) - set(keys)) if ours.type == "plural" else []
    lacking = [k for k in lacking if not _stands_for(k, keys)]
    strange = sorted(k for k in keys if k in CATEGORIES and known(lang) and k not in known(lang))
    if lacking:
        yield Finding(
            span,
            message=f"“{name}” lacks the plural {listed(lacking)}, which the language needs.",
            severity=Severity.MAJOR,
        )
    elif strange and ours.type == "plural" and set(strange) - set(theirs.branches):
        yield Finding(
            span,
            message=f"The language has no plural {listed(strange)}: the branch is never shown.",
            severity=Severity.MINOR,
        )
    elif theirs.branches["other"].number and not ours.branches["other"].number:
        yield Finding(
            span,
            message=f"The branch “other” of “{name}” does not show the number (#).",
            severity=Severity.MAJOR,
        )


def _stands_for(category: str, keys: list[str]) -> bool:
    """Whether a branch for one number stands for a category that has only that."""
    number = {"zero": "=0", "one": "=1", "two": "=2"}.get(category)
    return number in keys


RULE = Rule(
    id="markup/message_format",
    category="design-and-markup/markup-tag",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="The ICU message differs from its source.",
    doc="""A message of ICU MessageFormat that cannot be read, or lacks an argument or a branch.

Compared are the arguments and their types, the keys of selections (which are no text and stay as
they are), and the plural branches with those that the target language has by CLDR: Russian needs
one, few and many; English has no few. Limits: only messages with plural or select are read here;
plain arguments are for markup/variable.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.9,
    of_unit=True,
    examples=(
        Example(
            "⟦{count, plural, one {# Datei} other {# Dateien}⟧",
            source="{count, plural, one {# file} other {# files}}",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "⟦{count, plural, one {# файл} other {# файла}}⟧",
            source="{count, plural, one {# file} other {# files}}",
            source_lang="en",
            target_lang="ru",
        ),
        Example(
            "⟦{who, select, männlich {Er} other {Sie}}⟧ ging.",
            source="{who, select, male {He} other {She}} left.",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "⟦{n, plural, eine {# Datei} other {# Dateien}}⟧",
            source="{n, plural, one {# file} other {# files}}",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "⟦{count, plural, one {# Datei} other {# Dateien}}⟧",
            source="{count, plural, one {# file} other {# files}} of {name}",
            source_lang="en",
            target_lang="de",
        ),
        Example(
            "{count, plural, =0 {нет файлов} one {# файл} few {# файла} many {# файлов} "
            "other {# файла}}, '{'{name}",
            source="{count, plural, =0 {no files} one {# file} other {# files}}, '{'{name}",
            source_lang="en",
            target_lang="ru",
        ),
        Example("He said {so}.", source="Il l'a dit {ainsi, pluriel}.", source_lang="fr"),
    ),
)
