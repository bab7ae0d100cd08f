"""Names with a capital on the first word only: "European union"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.detect.reading import Reading
from mtqa.detect.rule import Example, Finding, Needs, Rule, Scope, suggest
from mtqa.types import Severity, Span

_NAMES = """\
European Union; European Commission; European Parliament; European Council; European Central Bank;
United Nations; United States; United Kingdom; Soviet Union; African Union; Arab League; Red
Cross; Red Crescent; World Bank; Security Council; National Assembly; Constitutional Council;
Constitutional Court; International Criminal Court; International Court of Justice; International
Monetary Fund; World Health Organization; World Health Organisation; World Trade Organization;
Middle East; Near East; Far East; Gaza Strip; West Bank; Black Sea; Red Sea; Baltic Sea; North
Sea; Dead Sea; Caspian Sea; Mediterranean Sea; Latin America; South America; North America;
Central America; South Korea; North Korea; South Africa; New Zealand; New York; New Delhi; Saudi
Arabia; Sri Lanka; Hong Kong; Tel Aviv; Los Angeles; San Francisco; Washington Post; Champions
League; Europa League; Warsaw Pact; Berlin Wall; Court of Cassation; Court of Auditors; Council of
State; Court of Human Rights; State Department; Free Syrian Army; Islamic State; Palestinian
Authority; Muslim Brotherhood; Ivory Coast; Burkina Faso; El Salvador; Costa Rica; Puerto Rico;
Northern Ireland; Great Britain; Eiffel Tower; Amnesty International; Human Rights Watch; Doctors
Without Borders; Reporters Without Borders; Legion of Honor; Legion of Honour; Constitutional
Tribunal; Bank of France; Bank of England; Brandenburg Gate; Champs Elysees"""
_RIGHT = {
    name[:1] + name[1:].lower(): name
    for name in (n.strip() for n in " ".join(_NAMES.split()).split(";"))
}
_HALF = {"Court of appeal": "court of appeal", "Court of appeals": "court of appeals",
         "Supreme court": "Supreme Court",
         "White house": "White House", "World cup": "World Cup", "Olympic games": "Olympic Games",
         "Court of assizes": "assize court", "Council of ministers": "Council of Ministers",
         "Prime minister": "prime minister"}  # fmt: skip
"""At the start of a sentence these are right, so they are looked at inside one only."""
_REGEX = re.compile(
    r"(?<![\w’'\-])(?:"
    + "|".join(re.escape(n) for n in sorted((*_RIGHT, *_HALF), key=lambda n: -len(n)))
    + r")(?![\w\-])"
)


def find(reading: Reading, within: Span) -> Iterator[Finding]:
    """Such names, those of ordinary words only inside a sentence."""
    for match in _REGEX.finditer(reading.text, within.start, within.end):
        name = match.group()
        if name in _RIGHT:
            if reading.is_heading(match.start()) and reading.starts_sentence(match.start()):
                continue
            yield Finding(Span(*match.span()), suggest(_RIGHT[name], safe=True))
        elif re.search(r"[a-z,] $", reading.text[max(match.start() - 2, 0) : match.start()]):
            yield Finding(Span(*match.span()), suggest(_HALF[name]))


RULE = Rule(
    id="linguistic/case_second_word",
    category="linguistic-conventions/spelling",
    severity=Severity.MINOR,
    message="English capitalises every main word of this name.",
    doc="""Names of bodies and places with a capital on the first word only ("European union").

French, Spanish and Italian capitalise only the first word of such names.""",
    find=find,
    examples=(
        Example("Leaders of the ⟦European union⟧ met on Monday.", fix="European Union"),
        Example("The ⟦Security council⟧ voted.", fix="Security Council"),
        Example("Tensions in the ⟦Middle east⟧ rose.", fix="Middle East"),
        Example("He took the case to the ⟦Court of appeal⟧ in Lyon.", fix="court of appeal"),
        Example("Talks with the ⟦Prime minister⟧ failed.", fix="prime minister"),
        Example("Leaders of the European Union met."),
        Example("European commissioners met. Prime minister for ten years, he left."),
        Example("Supreme court judges, the security council of the city and red crosses."),
    ),
    needs=Needs.ALONE,
    target_langs=frozenset({"en"}),
    source_langs=frozenset({"fr", "es", "it", "pt"}),
    anchors=tuple(n.lower() for n in (*_RIGHT, *_HALF)),
    scope=Scope.WINDOW,
    confidence=0.9,
)
