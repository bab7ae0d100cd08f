"""French forms of names."""

from mtqa.detect.locale.name_lexicon import name_rule
from mtqa.detect.rule import Example

RULE = name_rule(
    "fr",
    "French",
    note="French writes Russian, Arabic or Chinese names by its own sounds (ou, tch, j, ï).",
    examples=(
        Example("⟦Vladimir Poutine⟧ met his guests in Sochi.", fix="Vladimir Putin"),
        Example("⟦Andriï⟧ Melnyk spoke in New York.", fix="Andrii"),
        Example("The talks in ⟦Pékin⟧ lasted three days.", fix="Beijing"),
        Example("Shelling killed two people near ⟦Zaporijjia⟧.", fix="Zaporizhzhia"),
        Example("⟦Mikhaïl Gorbatchev⟧’s widow was there.", fix="Mikhail Gorbachev"),
        Example("The ⟦Dostoïevskaïa⟧ archive is closed.", fix="Dostoevskaya"),
        Example("It opened offices in ⟦Londres⟧ and Madrid.", fix="London"),
        Example("They sailed from ⟦Royaume-Uni⟧ on Monday.", fix="the United Kingdom"),
        Example("⟦Londres'⟧ answer came late.", fix="London's"),
        Example("Saudi Crown Prince ⟦Mohammed ben Salmane⟧ declined.", fix="Mohammed bin Salman"),
        Example("Officials of the ⟦Union européenne⟧ refused.", fix="European Union"),
        Example("Vladimir Putin met Sergei Shoigu in Beijing."),
        Example("She studied at the Université de Genève before moving to Air Algérie."),
        Example("Radio Londres broadcast coded messages."),
        Example("A plate of poutine costs eight dollars in Montreal."),
        Example("Rachid Taha, Khaled and Anaïs Nin lived in Paris."),
    ),
)
