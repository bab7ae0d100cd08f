"""Ordinals written the Romance or German way: 1er, 2e, 3ème, XIXe, 5º, 3. place."""

import re

from mtqa.detect.locale.formats import DIGITS, ordinal, probe
from mtqa.detect.rule import Example, Rule, Scope
from mtqa.types import Severity

_WEIGHTS = {"I": 1, "V": 5, "X": 10, "L": 50}
_NAMED = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth"}
_OWNER = r"(?:[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|\w['’]s|s['’])"
_MARKED = ("er", "ère", "ères", "ere", "ème", "èmes", "eme", "emes", "ième", "ièmes", "nde")
_FRENCH = r"[Cc]ru\b|Chasseurs|Grenadiers|Régiment|Bataillon|Hussards|Dragons|Cuirassiers"
_NOT_A_NOUN = r"(?:and|or|to|in|on|at|of|by|was|is|are|were|as|with|for|from)\b"


def _roman(letters: str) -> int:
    numbers = [_WEIGHTS[c] for c in letters]
    return sum(-n if numbers[k + 1 : k + 2] > [n] else n for k, n in enumerate(numbers))


def _century(match: re.Match[str]) -> str:
    return ordinal(_roman(match["r"]))


def _plain(match: re.Match[str]) -> str | None:
    number = int(match["n"])
    return ordinal(number) if number else None


def _named(match: re.Match[str]) -> str | None:
    return _NAMED.get(int(match["n"]) if match["n"] else _roman(match["r"]))


RULE = Rule(
    id="locale/number_ordinal",
    category="accuracy/untranslated",
    severity=Severity.MAJOR,
    message="“{text}” is not the English way of writing an ordinal.",
    doc="""An ordinal left in its Romance or German form: "1er", "2e", "3ème", "XIXe century", "5º".

English writes "1st", "2nd", "3rd", "19th century". Limits: a bare "e" or full stop counts only
between words that show an ordinal ("the 27e edition", "its 3. place").""",
    probes=(
        probe(
            (*tuple(f"{d}{s}" for d in DIGITS for s in _MARKED), "1re ", "1res "),
            rf"(?<![\w.-])(?P<mark>(?P<n>\d{{1,3}})(?:{'|'.join(_MARKED)}|(?<=1)res?))(?![\w]|"
            rf" (?:{_FRENCH}))",
            _plain,
        ),
        probe(
            tuple(f"{d}e{s} " for d in DIGITS for s in ("", "s")),
            rf"(?<=\s)(?<!Article )(?<!article )(?P<mark>(?P<n>\d{{1,3}})es?)(?= (?!{_NOT_A_NOUN})"
            r"(?:[a-z]{3,}|RPIMa|BCA|RI|Régiment|\w+day|Arrondissement|District|Congress)\b)",
            _plain,
        ),
        probe(
            tuple(f"{d}{s}" for d in DIGITS for s in "ºª°"),
            r"(?<![\w.,])(?P<mark>(?P<n>\d{1,3})(?:[ºª]|(?<=\d)°(?= (?:place|edition|"
            r"anniversary|round|century|minute))))(?! ?[CFNSEW]\b)(?= [a-z])",
            _plain,
        ),
        probe(
            tuple(f"{d}{s} " for d in DIGITS for s in "oa"),
            r"(?<=\s)(?P<mark>(?P<n>\d{1,3})[oa])(?= (?:edition|anniversary|place|round|"
            r"stage|title|century|victory|time|year|game|match|division|floor|congress|"
            r"minute|position|consecutive|largest)\b)",
            _plain,
        ),
        probe(
            tuple(f"{d}. {w}" for d in DIGITS for w in "praecmbfsdtlgw"),
            rf"\b{_OWNER} (?P<mark>(?P<n>[1-9]\d{{0,2}})\.)(?= (?:place|round|anniversary|birthday|"
            r"edition|century|minute|stage|matchday|day|division|league|army|floor|time|title|"
            r"victory|win|defeat|goal|season|year|semester|quarter|race|game|match|match-day|"
            r"congress|regiment|battalion|brigade|position|largest|consecutive|wave)\b)",
            _plain,
        ),
        probe(
            (" place", " rang", " minute"),
            r"\b(?:in|on|to|for|from) (?P<mark>(?P<n>[1-9]\d?)\.)(?= (?:place|minute)\b)",
            _plain,
        ),
        probe(
            tuple(
                f"{a} {b}"
                for a in ("e", "ème", "th")
                for b in ("century", "centuries", "arrondissement")
            ),
            r"\b(?P<mark>(?P<r>[XVIL]{1,5})(?:e|ème|th))(?= (?:century|"
            r"centuries|arrondissement)\b)",
            _century,
        ),
        probe(
            tuple(f" {r}{s} " for r in ("i", "v", "x") for s in ("e", "ème", "th"))
            + tuple(f"{a}{b}e " for a in "ivx" for b in "ivx"),
            rf"\b{_OWNER} (?!X(?:e|th)\b)(?P<mark>(?P<r>[XVI]{{1,6}})(?:e|ème|th))"
            r"(?= (?!Republic)\w{3,})",
            _century,
        ),
        probe(
            (" republic",),
            r"\b[Tt]he (?P<mark>(?:(?P<n>[1-5])(?:st|nd|rd|th|e|ème)|"
            r"(?P<r>I{1,3}|IV|V)(?:e|ème|th|nd|rd|st)?))(?= Republic\b(?! of ))",
            _named,
        ),
    ),
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt", "de"}),
    scope=Scope.WINDOW,
    confidence=0.95,
    examples=(
        Example("He finished ⟦3ème⟧ in the race.", fix="3rd"),
        Example("The law takes effect on ⟦1er⟧ January.", fix="1st"),
        Example("It dates from the ⟦XIXe⟧ century.", fix="19th"),
        Example("She came ⟦5º⟧ in the final.", fix="5th"),
        Example("He lives in the ⟦18e⟧ arrondissement.", fix="18th"),
        Example("The ⟦27e⟧ edition opens on Friday.", fix="27th"),
        Example("France’s ⟦2e⟧ largest city voted.", fix="2nd"),
        Example("The team took ⟦1re⟧ place in the ranking.", fix="1st"),
        Example("The ⟦2nde⟧ half began badly.", fix="2nd"),
        Example("The ⟦XXe⟧ congress of the party opened in Lille.", fix="20th"),
        Example("The ⟦Ve⟧ Republic was founded in 1958.", fix="Fifth"),
        Example("It celebrated its ⟦5o⟧ anniversary.", fix="5th"),
        Example("He took the ⟦3.⟧ place in Berlin.", fix="3rd"),
        Example("The club celebrates its ⟦125.⟧ anniversary.", fix="125th"),
        Example("It dates from the 19th century; it was 5º C outside, in the XIX century."),
        Example("The 49ers drank a 1er cru with the 1er Grenadiers à pied."),
        Example("The BMW 2e-series came 3rd. Article 9e and section 2a of the act apply."),
        Example("He moved up to 3. Place your bets. There are 12. Rounds last an hour."),
        Example("She plays in the 2. Bundesliga. The Fifth Republic began in 1958."),
    ),
)
