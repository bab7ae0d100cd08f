"""Finds who is quoted: the reporting clause beside a quotation or after indirect speech.

For each reporting verb of a sentence: its subject, whether it stands before the verb or behind it,
whether a quotation comes first, and what follows. Computed once for each stretch of a reading;
the rules on reporting verbs, word order and tense look at the result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mtqa.detect.linguistic.speakers import Speaker, speaker
from mtqa.detect.linguistic.verbs import Form, by_first_word
from mtqa.detect.reading import WORD, Reading, fold
from mtqa.types import Span

CLOSING = "”\"»’'›"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
TIME = (
    rf"(?:(?:(?:on|this|last|next)\s+)?{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?"
    r"(?:,?\s+(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s+\d{1,2}\b,?)?"
    r"|today|yesterday|tonight|this\s+(?:morning|afternoon|evening|week|weekend|summer)|overnight)"
)
_ONE = (
    rf"(?:{TIME}|immediately|in turn|for (?:his|her|its|their) part"
    r"|to (?:AFP|[A-Z]{2,6}|L[ea] [A-Z]\w+|[a-z]+info|Agence France-Presse|the press|journalists)"
    r"|in the (?:night|evening|morning|afternoon|middle of the day|course of the \w+|wake)"
    r"|from the outset|at midday|at the end of the (?:day|morning|afternoon)"
    r"|in a (?:statement|press release|tweet|message)"
    r"|on (?:[a-z]+info|France (?:Inter|Info|Bleu|Culture|[235])|Europe 1|Sud Radio"
    r"|[A-Z][A-Z\d]{1,6})"
    r"|(?:on|in) [A-Z][\w\-]*(?: [A-Z]\w+)?"
    r"|at a press conference|(?:after|before|during|at the end of|on the sidelines of)"
    r" (?:the|his|her|their|a|this) (?:match|game|meeting|verdict|hearing|vote|race|final|trial"
    r"|announcement|visit|debate|session|trip|interview|press conference|ceremony|summit|rally"
    r"|defeat|win|victory))"
)
ADJUNCT = re.compile(rf"\s+(?P<adjunct>{_ONE}(?:,?\s+{_ONE})?)(?=\s)")
_PLACE = (
    rf"(?:(?:in|at|on|to|from|during|via|before|after|with|through|by)\s+(?!that\b|{WEEKDAY})"
    r"(?:(?:the|an?|his|her|its|their|this)\s+)?"
    r"(?:(?:of\s+the\s+)?(?!(?:the|an?|his|her|its|their|this)\b)[\w’'\-]+\s+){0,6}?(?:of\s+the\s+)?"
    r"(?!(?:the|an?|his|her|its|their|this)\b)[\w’'\-]+)"
)
_CLAUSE_END = re.compile(
    rf"(?:\s+(?:again\s+)?(?:{TIME}|{_PLACE})){{0,3}}\s*(?:[.;!?…](?!\w)|,(?!\s*[“\"«])|$)"
)
_THAT = re.compile(rf"(?:\s+(?:{TIME}|{_PLACE})){{0,2}},?\s+that\b")
_QUOTE = re.compile(rf"(?:\s+{TIME})?\s*[,:]?\s*[“\"«]|\s*:")
NP_END = re.compile(
    r"\s*(?:[.,;:!?…)\]—–](?!\d)|$|\s-\s|[“\"«])|\s\((?=[A-Z])|\s+(?:on|in|at|to|during|after|before|from|this|last|who|whose"
    r"|with|while|when|as|by|for|about|via|today|yesterday|recently|earlier|again|himself|herself"
    r"|speaking|referring|adding|stressing|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_APPOSED = re.compile(
    r",\s+(?!\w+ing\b|(?:this|that|these|those|it|he|she|they|we|I|you|there|during|in|on|at|after"
    r"|before|while|but|and|or|because|since|as|if|when|where|with|without|to|for|from|by|not|no"
    r"|although|referring|according|his|her|their|its|some|many|several)\b)[\w]"
)
"""A comma and what may go on about the speaker: "Xavier Bettel, head of …"."""
_ASIDE = re.compile(r",[^,]{2,70}$")
_ADVERBIAL = re.compile(
    r"\s*(?:at|on|in|during|since|after|before|by|despite|without|with|for|under|until|from)\s"
)
_FINITE = re.compile(
    r"^(?!\s*(?:who|which|whose|where|when)\b).*\b(?:is|are|was|were|has|have|had|will|would|can|could"
    r"|must|may|might|should|does|do|did|be|wants?|remains?|needs?|\w+n['’]t)\b"
)
_NEAR = 60  # characters before a verb in which what belongs to it stands
_ADVERB = re.compile(
    r"(?:\w+ly|also|then|again|later|still|even|further|once again|in turn|thus|therefore|however"
    r"|already|too|ago)\s+$"
)
_AUX = re.compile(r"(?:has|have|had)\s+$")
_CONNECTIVE = re.compile(
    r"(?:But|And|However|Yet|Indeed|Moreover|Furthermore|Nevertheless|Nonetheless|Still|So|Because"
    r"|For|Thus|Therefore|In (?:fact|effect|short|particular|addition|this context)|Besides|Also"
    r"|On the other hand|On the contrary|Above all|First of all|Finally|Then|Now|Today|Of course"
    r"|Especially|For example|For the moment|For now|Certainly|Admittedly)$"
)

AFTER_QUOTE = tuple(f"{mark}{gap}" for mark in "”\"»'›" for gap in (" ", ","))
"""Anchors: one of these stands where a clause follows a quotation."""
AFTER_CONNECTIVE = tuple(
    f"{word}, "
    for word in (
        "but and however yet indeed moreover furthermore nevertheless nonetheless still so because"
        " for thus therefore fact effect short particular addition context besides also hand"
        " contrary all finally then now today course especially example moment certainly admittedly"
    ).split()
)
"""Anchors: one of these stands where a clause follows a sentence-initial connective."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A reporting clause.

    Attributes:
        form: The verb.
        verb: Where the verb stands.
        subject: Who speaks.
        inverted: Whether the subject follows the verb.
        after_quote: Whether the clause follows a closing quotation mark.
        opening: Whether it follows a sentence-initial connective ("But, underlines X, …").
        frame: What follows: ``end`` (of the clause), ``that``, ``quote`` or ``object``.
        adjunct: Time between verb and subject of an inverted clause, "on Tuesday".
        group: The verb with "has" or "have", where that is part of it.
        aside: Whether another comma stands before it in the sentence.
        apposed: Whether a comma and more about the subject follow it.
        clause: From the first to the last word of subject and verb.
    """

    form: Form
    verb: Span
    subject: Speaker
    inverted: bool
    after_quote: bool
    opening: bool
    frame: str
    adjunct: str
    group: Span
    aside: bool
    apposed: bool
    clause: Span


_seen: WeakKeyDictionary[Reading, dict[Span, tuple[Attribution, ...]]] = WeakKeyDictionary()


def attributions(reading: Reading, within: Span) -> tuple[Attribution, ...]:
    """The reporting clauses whose verb begins inside ``within``."""
    known = _seen.setdefault(reading, {})
    if within not in known:
        known[within] = tuple(_find(reading, within))
    return known[within]


def _find(reading: Reading, within: Span) -> list[Attribution]:
    table, folded, out = by_first_word(), reading.folded, []
    for word in WORD.finditer(folded, within.start, within.end):
        options = table.get(word.group())
        for surface, form in options or ():
            end = word.start() + len(surface)
            if folded.startswith(surface, word.start()) and not folded[end : end + 1].isalnum():
                found = _inverted(reading, form, Span(word.start(), end)) or _straight(
                    reading, form, Span(word.start(), end)
                )
                if found:
                    out.append(found)
                break
    return out


def _limits(reading: Reading, offset: int) -> tuple[int, int]:
    block = reading.block_at(offset)
    return (block.span.start, block.span.end) if block else (0, len(reading.text))


def _quoted_before(text: str, low: int, at: int) -> bool:
    """Whether a quotation ends right before ``at``: ``…,” `` or ``…”, ``."""
    if text[at - 1 : at] == '"':
        return False  # the mark opens a quotation
    before = text[max(low, at - _NEAR) : at].rstrip(" \u00a0\u202f,")
    return len(before) > 1 and before[-1] in CLOSING and before[-2:] != "s’"


def _inverted(reading: Reading, form: Form, verb: Span) -> Attribution | None:
    text = reading.text
    low, high = _limits(reading, verb.start)
    perfect = form.tense == "past" and _AUX.search(text, max(low, verb.start - _NEAR), verb.start)
    begin = perfect.start() if perfect else verb.start
    before = text[max(low, begin - _NEAR) : begin].rstrip(" \u00a0\u202f")
    quoted = _quoted_before(text, low, begin)
    if not quoted and (perfect or not before.endswith(",")):
        return None
    time = ADJUNCT.match(text, verb.end, high)
    at = time.end() if time else verb.end
    gap = re.compile(r"\s+").match(text, at, high)
    if not gap:
        return None
    subject = speaker(text, gap.end(), high)
    if subject is None or subject.kind == "pronoun" or not NP_END.match(text, subject.end, high):
        return None
    if (form.tense == "base") != subject.plural and form.tense != "past":
        return None
    segment = reading.segment_at(verb.start)
    lead = text[segment.target.start if segment else low : begin].strip(" ,\u00a0")
    clause, comma, last = lead.rpartition(",")
    whole = _FINITE.search(last) or (_ADVERBIAL.match(last) and _FINITE.search(clause))
    if not quoted and comma and _ASIDE.search(lead) and not whole:
        return None  # "The minister, Anna Smith, assured the mayor": the subject stands before
    return Attribution(
        form=form,
        verb=verb,
        subject=subject,
        inverted=True,
        after_quote=quoted,
        opening=bool(_CONNECTIVE.match(lead)),
        frame="end",
        adjunct=time["adjunct"] if time else "",
        group=Span(begin, verb.end),
        aside="," in lead,
        apposed=bool(_APPOSED.match(text, subject.end, high)),
        clause=Span(begin, subject.end),
    )


def _straight(reading: Reading, form: Form, verb: Span) -> Attribution | None:
    text = reading.text
    low, high = _limits(reading, verb.start)
    segment = reading.segment_at(verb.start)
    floor = max(low, segment.target.start if segment else low, verb.start - 200)
    at, group = verb.start, verb
    for _ in range(2):
        if adverb := _ADVERB.search(text, max(floor, at - _NEAR), at):
            at = adverb.start()
        if form.tense == "past" and (aux := _AUX.search(text, max(floor, at - _NEAR), at)):
            at = aux.start()
            if not aux.group().startswith("had"):
                group = Span(at, verb.end)
    end = floor + len(text[floor:at].rstrip())
    if apposed := _INSERTED.search(text, floor, end):
        end = apposed.start()
    start = _subject_start(text, floor, end)
    if start is None:
        return None
    subject, begin = start
    if (form.tense == "base") != subject.plural and form.tense != "past":
        return None
    quoted = _quoted_before(text, low, begin)
    return Attribution(
        form=form,
        verb=verb,
        subject=subject,
        inverted=False,
        after_quote=quoted,
        opening=bool(_CONNECTIVE.match(text[floor:begin].strip(" ,\u00a0"))),
        frame=_frame(text, verb.end, high),
        adjunct="",
        group=group,
        aside=False,
        apposed=False,
        clause=Span(begin, verb.end),
    )


_INSERTED = re.compile(r",\s[^,;:.“”\"«»]{2,70},$")
"""More about the subject between commas: ", Maud Bregeon,"."""
_BOUNDARY = re.compile(
    r"(?:[,;:—–(]|[”\"»“«]|\bthat|\band|\bbut|\bwhile|\bas|\bwhich|\bfor|\bwhere)\s+|(?<=[“\"«(])"
)


def _subject_start(text: str, floor: int, end: int) -> tuple[Speaker, int] | None:
    """The speaker that ends at ``end`` and begins where a clause can begin."""
    starts = [floor, *(m.end() for m in _BOUNDARY.finditer(text, floor, end))]
    for boundary in reversed(starts):
        start = boundary + len(text[boundary:end]) - len(text[boundary:end].lstrip(' \u00a0“"«'))
        found = speaker(text, start, end)
        if found and found.end == end:
            return found, start
    return None


def _frame(text: str, at: int, high: int) -> str:
    if _THAT.match(text, at, high):
        return "that"
    if _QUOTE.match(text, at, high):
        return "quote"
    return "end" if _CLAUSE_END.match(text, at, high) else "object"


def comma_before(reading: Reading, offset: int) -> bool:
    """Whether a comma stands right before ``offset``."""
    return fold(reading.text[max(offset - 4, 0) : offset]).rstrip().endswith(",")
