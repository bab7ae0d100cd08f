"""One shared report, with everything in it that a reporter can be asked to show.

The article is invented. It holds nested, overlapping, empty and source-side issues, astral
characters, a deletion, an insertion, rejected suggestions, candidates, a failure and a note.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from mtqa import mqm
from mtqa.correct.apply import apply, choose, corrections
from mtqa.types import (
    Block,
    BlockKind,
    Candidate,
    Document,
    Evidence,
    Failure,
    Issue,
    Origin,
    Report,
    Score,
    Segment,
    Severity,
    Side,
    Span,
    Suggestion,
)

PAIRS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        (
            "Strasbourg cranes fall silent as dockers dig in",
            "A Strasbourg, les grues se taisent et les dockers persistent",
        ),
    ),
    (
        (
            "STRASBOURG: Three days before the expiration of the ultimatum, the dockers of the "
            "port voted on Tuesday the pursuit of the strike, the intersyndicale announced.",
            "STRASBOURG: A trois jours de l'expiration de l'ultimatum, les dockers du port ont "
            "voté mardi la poursuite de la grève, a annoncé l'intersyndicale.",
        ),
        (
            "“The management is mocking us. »",
            "« La direction se moque de nous, depuis le début. »",
        ),
    ),
    (
        (
            "The deputy of the Lower Rhine (north-east), Andriï Keller, assured that the prefect "
            "“would take his responsibilities”.",
            "Le député du Bas-Rhin (nord-est), Andriï Keller, a assuré que le préfet "
            "« prendrait ses responsabilités ».",
        ),
        (
            "According to him, the losses amount to 1.400 euros per minute, against 1.200 the "
            "day before.",
            "Selon lui, les pertes s'élèvent à 1.400 euros par minute, contre 1.200 la veille.",
        ),
    ),
    (
        (
            "On its page 🚢🚢 the port posted “solidarity 𝄞 with all” , without however "
            "specifying a timetable.",
            "Sur sa page 🚢🚢, le port a publié « solidarité 𝄞 avec tous », sans toutefois "
            "préciser de calendrier.",
        ),
        (
            "The union actually counts 192 members",
            "Le syndicat compte actuellement 129 membres.",
        ),
    ),
)

RULE_DOCS = {
    "fr-en/motion-nouns": "A French noun chain kept as an English one.\n\nEnglish prefers a verb.",
    "fr-en/adverb-before-object": "French puts the time between verb and object, English does not.",
    "fr-en/false-friends": "A word that looks French and means something else in English.",
    "any/mixed-quotes": "A quotation that opens in one style and closes in another.",
    "any/number-mismatch": "A number of the source that the target does not hold.",
}


def _join(side: int) -> tuple[str, list[Block], list[Span]]:
    text, blocks, sentences = "", [], []
    for number, paragraph in enumerate(PAIRS):
        start = len(text)
        for pair in paragraph:
            text += " " if len(text) > start else ""
            sentences.append(Span(len(text), len(text) + len(pair[side])))
            text += pair[side]
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADING
        blocks.append(Block(kind, Span(start, len(text))))
        text += "\n\n" if number < len(PAIRS) - 1 else ""
    return text, blocks, sentences


def document() -> Document:
    """The article, aligned sentence by sentence."""
    target, blocks, sentences = _join(0)
    source, source_blocks, originals = _join(1)
    pairs = zip(sentences, originals, strict=True)
    return Document(
        id="port",
        path="articles/port.txt",
        target=target,
        source=source,
        source_lang="fr",
        blocks=tuple(blocks),
        source_blocks=tuple(source_blocks),
        segments=tuple(Segment(k, t, s) for k, (t, s) in enumerate(pairs)),
    )


def fingerprint(*parts: str) -> str:
    """A stable name for a finding of this fixture."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


# text with the marked span, rule, category, severity, message, suggestions, safe, confidence
_ROWS: tuple[tuple[str, str, str, str, str, tuple[str, ...], bool, float], ...] = (
    ("⟦the expiration of the ultimatum⟧", "fr-en/motion-nouns", "style/unidiomatic", "minor",
     "A noun chain where English uses a verb.", ("the ultimatum expires",), False, 0.72),
    ("⟦voted on Tuesday the pursuit of the strike⟧", "fr-en/adverb-before-object",
     "accuracy/overly-literal", "major", "The time stands between the verb and its object.",
     ("voted on Tuesday to continue the strike", "voted to continue the strike on Tuesday"),
     False, 0.91),
    ("the ⟦pursuit⟧ of", "fr-en/false-friends", "accuracy/false-friend", "major",
     "A pursuit is a chase; “poursuite” is a continuation.", ("continuation",), True, 0.84),
    ("the ⟦intersyndicale⟧", "fr-en/left-in-french", "accuracy/untranslated", "major",
     "A French word that English readers do not know.", ("joint union committee",), False, 0.95),
    ("us. ⟦»⟧", "any/mixed-quotes", "linguistic-conventions/punctuation", "minor",
     "The quotation opens with “ and closes with ».", ("”",), True, 0.99),
    ("deputy of ⟦the Lower Rhine (north-east)⟧", "fr-en/compass-gloss",
     "locale-conventions/address-format", "minor",
     "A compass point in brackets is a habit of French news.",
     ("the Lower Rhine, in the north-east,",), False, 0.66),
    ("⟦Andriï⟧ Keller", "fr-en/slavic-names", "locale-conventions/name-format", "minor",
     "“Andriï” is the French spelling of a Slavic name.", ("Andrii",), True, 0.97),
    ("Keller, ⟦assured that⟧", "fr-en/reporting-verbs", "accuracy/mistranslation", "major",
     "“Assured” needs the person who is assured.", ("insisted that", "said that"), True, 0.93),
    ("Keller, ⟦assured that the prefect “would take his responsibilities”⟧", "fr-en/idioms",
     "style/unidiomatic", "minor", "A literal idiom.",
     ("said the prefect would “face up to his responsibilities”",), True, 0.58),
    ("⟦1.400⟧", "any/thousands-separator", "locale-conventions/number-format", "major",
     "English writes thousands with a comma.", ("1,400",), True, 0.98),
    ("⟦1.200⟧", "any/thousands-separator", "locale-conventions/number-format", "major",
     "English writes thousands with a comma.", ("1,200",), True, 0.98),
    ("minute, ⟦against⟧", "fr-en/against", "accuracy/overly-literal", "minor",
     "Figures are compared, not opposed.", ("compared with",), False, 0.81),
    ("all”⟦ ⟧,", "any/space-before-comma", "linguistic-conventions/whitespace", "minor",
     "A space before a comma.", ("",), True, 0.99),
    ("⟦without however specifying⟧", "fr-en/without-however", "style/awkward", "minor",
     "“Without however” is French word order.",
     ("without specifying", "but did not specify"), True, 0.9),
    ("union ⟦actually⟧", "fr-en/false-friends", "accuracy/false-friend", "major",
     "“Actuellement” means “currently”.", ("currently",), True, 0.94),
    ("⟦192⟧", "any/number-mismatch", "accuracy/number", "critical",
     "The source says 129.", ("129",), False, 0.97),
    ("members⟦⟧", "any/no-final-stop", "linguistic-conventions/punctuation", "neutral",
     "The sentence has no final stop.", (".",), False, 0.4),
    ("the ⟦dockers⟧", "any/term-variants", "terminology/term-inconsistency", "neutral",
     "The source has one word, the target several.", (), False, 0.35),
)  # fmt: skip


def _issue(
    doc: Document, row: tuple[str, str, str, str, str, tuple[str, ...], bool, float]
) -> Issue:
    marked, rule, category, severity, message, suggestions, safe, confidence = row
    before, text, after = re.split("[⟦⟧]", marked)
    start = doc.target.index(before + text + after) + len(before)
    span = Span(start, start + len(text))
    home = next(s for s in doc.segments if span.within(s.target))
    return Issue(
        rule=rule,
        category=category,
        severity=Severity(severity),
        span=span,
        text=text,
        message=message,
        suggestions=tuple(Suggestion(t, safe and not k, rule) for k, t in enumerate(suggestions)),
        confidence=confidence,
        segment=home.id,
        fingerprint=fingerprint(rule, text, home.target.of(doc.target)),
    )


def _omission(doc: Document) -> Issue:
    words = "depuis le début"
    start = (doc.source or "").index(words)
    return Issue(
        rule="any/omission",
        category="accuracy/omission",
        severity=Severity.MAJOR,
        side=Side.SOURCE,
        span=Span(start, start + len(words)),
        text=words,
        message="Nothing in the target renders these words of the source.",
        confidence=0.71,
        segment=2,
        fingerprint=fingerprint("any/omission", words),
    )


def _origin() -> Origin:
    return Origin(
        probability=0.964,
        source_lang="fr",
        languages={"fr": 0.932, "es": 0.031},
        evidence=(
            Evidence("fr", 3.5, "a quotation that closes with »", "any/mixed-quotes"),
            Evidence("fr", 2.9, "“assured that” without a person", "fr-en/reporting-verbs"),
            Evidence("fr", 2.1, "thousands with a full stop", "any/thousands-separator", 2),
            Evidence("*", 0.8, "sentences as regular as a machine's", "origin/model"),
        ),
    )


def _scores() -> tuple[Score, ...]:
    signature = "qe|model:fixture|version:1"
    values = (0.91, 0.48, 0.71, 0.39, 0.77, 0.62, 0.55)
    rows = [Score("qe", "segment", str(k), v, signature) for k, v in enumerate(values)]
    return (*rows, Score("qe", "document", "port", 0.633, signature))


def article() -> Report:
    """The full report of the article."""
    doc = document()
    issues = tuple(
        sorted(
            [*(_issue(doc, r) for r in _ROWS), _omission(doc)],
            key=lambda i: (i.segment or 0, i.span, i.rule),
        )
    )
    chosen, rejected = choose(issues)
    units = len((doc.source or "").split())
    verdict = mqm.verdict(
        issues,
        units,
        unit="words",
        side=Side.SOURCE,
        profile=mqm.PROFILES["mqm"],
        version="0.1.0",
    )
    hidden = replace(issues[0], rule="fr-en/hidden", fingerprint="0" * 16)
    return Report(
        document=doc,
        issues=issues,
        origin=_origin(),
        verdict=verdict,
        corrected=apply(doc.target, chosen),
        corrections=corrections(doc, chosen, rejected),
        scores=_scores(),
        candidates=(
            Candidate(1, "STRASBOURG: Three days before the ultimatum expires, dockers voted on "
                      "Tuesday to continue their strike, the unions said.", "argos", 0.83),
            Candidate(6, "The union has 129 members.", "argos", 0.52),
        ),
        suppressed=(hidden,),
        failures=(Failure("detect", "any/broken-rule", "ZeroDivisionError: division by zero", 4),),
        notes=("The source language was identified on the source text.",),
        run={"version": "0.1.0", "seconds": 0.12, "rule_docs": RULE_DOCS},
    )  # fmt: skip


def clean() -> Report:
    """A short text with nothing wrong, no source and no guess."""
    text = "The ferry left at noon. Nobody was hurt."
    doc = Document(
        id="clean",
        path="clean.txt",
        target=text,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        segments=(Segment(0, Span(0, 23)), Segment(1, Span(24, len(text)))),
    )
    verdict = mqm.verdict(
        (), 8, unit="words", side=Side.TARGET, profile=mqm.PROFILES["mqm"], version="0.1.0"
    )
    return Report(doc, (), Origin(None, None), verdict, text, run={"rule_docs": {}})


HOSTILE = (
    '<script>alert(1)</script> said "><img src=x onerror=alert(2)> and </script><!-- to us.\n\n'
    "'; =cmd|' /C calc'!A0 & {{ 7*7 }} \u2028 ${x} ::error::boo ]]> ok\n"
)


def hostile() -> Report:
    """A text, a rule, a message and suggestions that all try to break out."""
    first, second = HOSTILE.rstrip("\n").split("\n\n")
    begin = len(first) + 2
    spans = (Span(0, len(first)), Span(begin, begin + len(second)))
    doc = Document(
        id="<b>x</b>",
        path='"><img src=x onerror=alert(3)>.txt',
        target=HOSTILE,
        target_lang='en"><script>alert(4)</script>',
        blocks=tuple(Block(BlockKind.PARAGRAPH, s) for s in spans),
        segments=tuple(Segment(k, s) for k, s in enumerate(spans)),
    )
    issues = (
        Issue(
            rule="evil/</script><script>alert(5)</script>",
            category="accuracy/mistranslation",
            severity=Severity.MAJOR,
            span=Span(0, 25),
            text=first[:25],
            message="<img src=x onerror=alert(6)>",
            suggestions=(Suggestion('"><svg onload=alert(7)>', safe=True),),
            confidence=0.9,
            segment=0,
            fingerprint='"></script>',
        ),
        Issue(
            rule="evil/formula",
            category="accuracy/number",
            severity=Severity.MINOR,
            span=Span(begin + 3, begin + 7),
            text="=cmd",
            message="=1+1\n::error::second line",
            suggestions=(Suggestion("@SUM(A1)"),),
            segment=1,
            fingerprint="f" * 16,
        ),
    )
    verdict = mqm.verdict(
        issues, 20, unit="words", side=Side.TARGET, profile=mqm.PROFILES["mqm"], version="0.1.0"
    )
    chosen, rejected = choose(issues)
    return Report(
        doc,
        issues,
        Origin(0.5, None, {}, (Evidence("*", 0.1, "<script>alert(8)</script>", "x"),)),
        verdict,
        apply(HOSTILE, chosen),
        corrections(doc, chosen, rejected),
        failures=(Failure("<i>step</i>", "</pre>", "<script>alert(9)</script>"),),
        notes=("<script>alert(10)</script>",),
        run={"rule_docs": {}},
    )
