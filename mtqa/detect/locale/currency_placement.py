"""Currency signs with a space, behind the figure, or doubled by a word."""

import re

from mtqa.detect.locale.formats import after_digit, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_SCALE = {
    "M": "million",
    "Md": "billion",
    "Mds": "billion",
    "Mrd": "billion",
    "MM": "million",
    "k": "thousand",
    "K": "thousand",
    "Mio": "million",
    "mn": "million",
    "bn": "billion",
}
_FIGURE_BEFORE = re.compile(r"(?:\d|\w+ty|million|billion|thousand|hundred|one|in|of the)\s$|^$")
_FIGURE = r"\d+(?:[.,\u202f\u00a0 ]\d{3})*(?:[.,]\d{1,2})?"


def _english(figure: str) -> str:
    figure = re.sub(r"[ \u00a0\u202f]", ",", figure)
    if re.fullmatch(r"0,\d+|\d+,\d{1,2}", figure):
        return figure.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", figure):
        return figure.translate(str.maketrans(".,", ",."))
    return figure


def _front(match: re.Match[str]) -> str:
    scale = _SCALE.get(match["scale"] or "", match["word"] or "")
    sign = {"euros": "€", "EUR": "€"}.get(match["sign"], match["sign"])
    return f"{sign}{_english(match['n'])}{' ' + scale if scale else ''}"


def _name_first(match: re.Match[str]) -> str | None:
    before = match.string[max(match.start() - 14, 0) : match.start()]
    if _FIGURE_BEFORE.search(before):
        return None  # "for 60 euros 24 hours a day"
    return f"{match['n'].rstrip('.,')}{match['scale'] or ''} euros"


RULE = Rule(
    id="locale/currency_placement",
    category="locale-conventions/currency-format",
    severity=Severity.MINOR,
    message="English writes the currency sign before the figure, without a space.",
    doc="""A currency sign with a space, behind its figure, or beside the currency's name.

"$ 60", "60 $", "725 M€" and "$60 million dollars" are "$60", "€725 million"
and "$60 million" in English.""",
    probes=(
        probe(
            tuple(f"{s} {d}" for s in "$€£¥" for d in "0123456789"),
            r"(?<![^\W\d_])(?<!\d)(?<!\d )(?P<mark>(?P<s>(?:US|A|C|NZ|HK|R|AU|CA)?[$€£¥])"
            r"[ \u00a0\u202f]+(?P<d>\d))",
            r"\g<s>\g<d>",
            safe=True,
        ),
        probe(
            after_digit("€")
            + after_digit(" €")
            + after_digit("$")
            + after_digit(" $")
            + after_digit("£")
            + after_digit(" £")
            + (
                "m€",
                "m$",
                "md€",
                "mds€",
                "k€",
                "million €",
                "billion €",
                "million $",
                "billion $",
                "m €",
                "md €",
                "mds €",
                "mio €",
                "mrd €",
                "mn €",
                "bn €",
            ),
            rf"(?<![\w.,$€£/-])(?P<mark>(?P<n>{_FIGURE})(?:[ \u00a0\u202f]?(?P<scale>Mds?|"
            r"M|MM|k|K|Mio|Mrd|mn|bn)|[ \u00a0\u202f](?P<word>million|"
            r"billion|trillion))?[ \u00a0\u202f]?(?P<sign>[€$£]))(?![\w€$£]|"
            r"[ \u00a0]?\d)",
            _front,
        ),
        probe(
            (*after_digit("€"), *after_digit(" €")),
            r"(?<![\w.,$€£/-])(?P<mark>(?P<n>\d{1,4})(?:€| € )(?P<c>\d\d))(?![\w.,]*\d)",
            r"€\g<n>.\g<c>",
        ),
        probe(
            ("dollars", "euros", "pounds"),
            r"(?P<mark>(?:(?:US|A)?\$\d[\d.,]*\d? (?:million|billion|trillion)"
            r" dollars|€\d[\d.,]*\d?(?: (?:million|billion|trillion))? "
            r"euros|£\d[\d.,]*\d? (?:million|billion|trillion) pounds)"
            r")\b",
            lambda m: m["mark"].rsplit(" ", 1)[0],
        ),
        probe(
            tuple(f"{w} {d}" for w in ("euro", "euros") for d in "0123456789"),
            r"(?P<mark>\beuros? (?P<n>\d[\d.,]*)(?P<scale>[ \u00a0](?:million|billion))?)\b"
            r"(?![-\d])(?! (?:cents?|years))",
            _name_first,
        ),
        probe(
            ("euro", "dollar"),
            r"(?<![\w.,])(?P<mark>(?P<n>\d{1,4}) (?P<unit>euro|dollar)s? (?P<cents>\d\d))"
            r"(?=[.,;:)]|$| (?:a|an|per|for|in|each|to|and|cents)\b)(?! cents)(?![.,]\d)",
            r"\g<n>.\g<cents> \g<unit>s",
        ),
    ),
    target_langs=frozenset({"en"}),
    scope=Scope.WINDOW,
    confidence=0.93,
    examples=(
        Example("It costs ⟦$ 6⟧0 a month.", fix="$6"),
        Example("It costs ⟦60 €⟧ a month.", fix="€60"),
        Example("The aid amounts to ⟦725 M€⟧.", fix="€725 million"),
        Example("The company lost ⟦1,2 Md€⟧ last year.", fix="€1.2 billion"),
        Example("The company lost ⟦3.5 million €⟧ last year.", fix="€3.5 million"),
        Example("He paid ⟦$60 million dollars⟧ for it.", fix="$60 million"),
        Example("The plan of ⟦euro 3 million⟧ was adopted.", fix="3 million euros"),
        Example("The ticket costs ⟦12 € 50⟧.", fix="€12.50"),
        Example("The book costs ⟦3 euros 50⟧.", fix="3.50 euros"),
        Example("It costs $60 a month, €1.2 million a year, and 60 dollars in all."),
        Example("Prices in $ and € are shown; in 2009 €60 was enough."),
    ),
)
