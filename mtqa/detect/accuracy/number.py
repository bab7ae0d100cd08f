"""Numbers that the target changed, added or lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqa.detect.accuracy.figures import clean, grouped
from mtqa.detect.accuracy.number_pairs import Mismatch, Pair, mismatch, pairs_of
from mtqa.detect.accuracy.quantity import Quantity, is_month
from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.language.numerals import Numerals, numerals
from mtqa.types import Severity, Side, Span

_EN_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_PLURALS = {1e3: "thousands", 1e6: "millions", 1e9: "billions"}
_DAY_MARKS = ("日", "号", "號")
"""The day of the month, which translators into English rightly turn into a weekday."""
_POINT_GROUPS = re.compile(r"\d{1,3}\.\d{3}(?![\d.,])")


def find(reading: Reading, _within: Span) -> Iterator[Finding]:
    """Compare the quantities of every pair."""
    pairs = pairs_of(reading)
    for k, pair in enumerate(pairs):
        yield from _copied_groups(reading, pair)
        left = mismatch(pair, pairs[max(k - 1, 0) : k] + pairs[k + 1 : k + 2])
        if left.missing or left.added:
            yield from _judge(reading, pair, left)


def _judge(reading: Reading, pair: Pair, left: Mismatch) -> Iterator[Finding]:
    missing = left.missing
    added = tuple(q for q in left.added if not _dated(pair, q, missing))
    if missing and added:
        if len(missing) == len(added) <= 2:
            for theirs, ours in zip(missing, added, strict=True):
                yield _changed(reading, theirs, ours, pair.known)
        elif any(q.firm for q in missing):
            for ours in added:
                if ours.firm:
                    yield _added(reading, ours)
        return
    if not pair.known:
        missing = tuple(q for q in missing if q.value >= 13)
        added = ()
    for ours in added:
        if ours.firm:
            yield _added(reading, ours)
    for theirs in missing:
        day = reading.source[theirs.end : theirs.end + 1] in _DAY_MARKS and theirs.value <= 31
        # in Chinese and Japanese two people or a third year need no number in translation
        counted = theirs.value >= 10 or not numerals(reading.source_lang or "").han
        if theirs.firm and len(missing) <= 2 and counted and not day:
            yield _missing(reading, theirs)


def _changed(reading: Reading, theirs: Quantity, ours: Quantity, known: bool) -> Finding:
    said = reading.source[theirs.start : theirs.end]
    text = _rendered(theirs, ours, reading, said) if known else ""
    weak = theirs.weak or ours.weak
    message = f"The source says “{said}”, the translation “{{text}}”."
    if not weak and _power_of_thousand(theirs.value, ours.value):
        message += " The magnitude is wrong."
    return Finding(
        Span(ours.start, ours.end),
        suggest(text) if text else (),
        message,
        Severity.MAJOR if weak else Severity.CRITICAL,
        confidence=0.7 if weak else 0.85,
    )


def _is_year(quantity: Quantity) -> bool:
    return 1900 <= quantity.value < 2100 and quantity.value == int(quantity.value)


def _dated(pair: Pair, ours: Quantity, missing: Sequence[Quantity]) -> bool:
    """Whether it is the year that an editor completed a date with."""
    if not _is_year(ours) or any(_is_year(q) for q in missing):
        return False
    return any(is_month(v) for q in pair.theirs for v in q.values)


def _power_of_thousand(a: float, b: float) -> bool:
    return bool(a and b) and round(max(a, b) / min(a, b), 6) in (1e3, 1e6, 1e9)


def _added(_reading: Reading, ours: Quantity) -> Finding:
    return Finding(
        Span(ours.start, ours.end),
        message="“{text}” has no counterpart in the source.",
        severity=Severity.MAJOR,
        confidence=0.7,
    )


def _missing(reading: Reading, theirs: Quantity) -> Finding:
    said = reading.source[theirs.start : theirs.end]
    return Finding(
        Span(theirs.start, theirs.end),
        message=f"The number “{said}” of the source is missing from the translation.",
        severity=Severity.MAJOR,
        confidence=0.7,
        side=Side.SOURCE,
    )


def _rendered(theirs: Quantity, ours: Quantity, reading: Reading, said: str) -> str:
    """The source's number in the target's way of writing; empty where that is not certain."""
    if theirs.form == ours.form == "bare" and reading.lang == "en":
        return _PLURALS.get(theirs.value, "")
    if theirs.form not in ("figure", "words") or ours.form not in ("figure", "words"):
        return ""
    if any(is_month(v) for v in theirs.values):
        return ""
    table, value = numerals(reading.lang), theirs.value
    if value >= 1e6 and (ours.scale >= 1e6 or theirs.scale >= 1e6):
        return _scaled(value, table)
    if ours.form == "words":
        return _word_for(value, table)
    figure = re.match(r"[\d.,' ]+", clean(said))
    if value != int(value):
        decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return grouped(value, decimals, table)
    plain = figure is not None and figure.group().strip().isdigit() and len(said) <= 4
    return f"{value:.0f}" if plain and value < 10000 else grouped(value, 0, table)


def _scaled(value: float, table: Numerals) -> str:
    if table.lang != "en":
        return ""
    for scale, word in _EN_SCALES:
        if value >= scale:
            mantissa = round(value / scale, 3)
            return f"{mantissa:g} {word}"
    return grouped(value, 0, table)


def _word_for(value: float, table: Numerals) -> str:
    """The one cardinal of that value, where the language has one alone."""
    words = [w for w, s in table.words.items() if s.get("cardinals") == (value,)]
    if table.lang == "en" and words:
        return words[0]
    return grouped(value, 0, table) if value > 12 and value == int(value) else ""


def _copied_groups(reading: Reading, pair: Pair) -> Iterator[Finding]:
    """*1.234* copied from a language where the point groups into one where it is decimal."""
    ours, theirs = numerals(reading.lang), numerals(reading.source_lang or "")
    if ours.decimal != "." or "." not in theirs.groups or theirs.decimal != ",":
        return
    said = {reading.source[q.start : q.end] for q in pair.theirs if q.form == "figure"}
    for quantity in pair.ours:
        match = _POINT_GROUPS.match(reading.text, quantity.start)
        if quantity.form == "figure" and match and match.group() in said:
            text = match.group().replace(".", ours.groups[0])
            message = "“{text}” is a decimal in English; the source means thousands."
            yield Finding(Span(*match.span()), suggest(text), message)


RULE = Rule(
    id="accuracy/number",
    category="accuracy/number",
    severity=Severity.CRITICAL,
    needs=Needs.SOURCE,
    message="The number differs from that of the source.",
    doc="""A number of the source that was changed, added or lost.

Numbers are compared by value, not by digits: "3,7 milliards" equals "3.7 billion", "3,700 million"
and "3.7bn"; "soixante-dix" equals "70"; "18h30" equals "6:30 p.m."; "années 90" equals "the 1990s";
"XIXe" equals "19th". Words such as "both", "twice", "half" and "a dozen" count as numbers where the
source has one. A wrong number is the error that readers forgive least. A number that is missing
is marked in the source. Limits: "one" and "a" never count; numbers glued to letters (G20, A320)
are not compared; converted measures and currencies are left alone; of a language whose numerals
are not known only figures are compared.""",
    find=find,
    scope=Scope.DOCUMENT,
    confidence=0.85,
    examples=(
        Example(
            "The plan will cost ⟦3.7 million⟧ euros.",
            "3.7 billion",
            source="Le plan coûtera 3,7 milliards d'euros.",
            source_lang="fr",
        ),
        Example(
            "⟦Twenty-six⟧ people were injured.",
            "25",
            source="Vingt-cinq personnes ont été blessées.",
            source_lang="fr",
        ),
        Example(
            "The company employs ⟦12,500⟧ people.",
            "12,000",
            source="L'entreprise emploie 12 000 personnes.",
            source_lang="fr",
        ),
        Example(
            "He was sentenced to ⟦four⟧ years in prison.",
            "three",
            source="Il a été condamné à trois ans de prison.",
            source_lang="fr",
        ),
        Example(
            "The house costs ⟦1.250⟧ euros.",
            "1,250",
            source="Das Haus kostet 1.250 Euro.",
            source_lang="de",
        ),
        Example(
            "About ⟦120 million⟧ people live there.",
            "1.2 billion",
            source="那里住着大约12亿人。",
            source_lang="zh",
        ),
        Example(
            "The plan will cost €3.7 billion, or 3,700 million, over ten years.",
            source="Le plan coûtera 3,7 milliards d'euros sur dix ans.",
            source_lang="fr",
        ),
        Example(
            "At 6:30 p.m. both men left; seventy people stayed until October 10, 2009.",
            source="À 18h30, les deux hommes sont partis ; 70 personnes sont restées jusqu'au "
            "10 octobre 2009.",
            source_lang="fr",
        ),
        Example(
            "In the 19th century, and again in the 1990s, two-thirds of the 12,000 workers left.",
            source="Au XIXe siècle, puis dans les années 90, deux tiers des 12 000 ouvriers sont "
            "partis.",
            source_lang="fr",
        ),
        Example(
            "Some 25,000 people died; the damage came to 3.7 billion roubles.",
            source="Погибли около 25 тыс. человек, ущерб составил 3,7 млрд рублей.",
            source_lang="ru",
        ),
        Example(
            "More than 200,000 people arrived between January and August 2020, up 30 percent.",
            source="2020年1-8月，20多万人抵达，增长百分之三十。",
            source_lang="zh",
        ),
    ),
)
