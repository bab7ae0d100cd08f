"""Asks engines for other translations, has the rules check them, and chooses.

A unit is a sentence of a document, or a row of a batch, with its source. Engines offer other
translations of it, the rules check them, and :mod:`mtqa.retranslate.select` says which to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mtqa import catalog
from mtqa.candidate import Candidate
from mtqa.errors import MissingError
from mtqa.improve.audit import audit
from mtqa.improve.plan import Plan, engine_of
from mtqa.retranslate.cache import Cache, cache_file, translate
from mtqa.retranslate.engine import Answer, Engine, Info, Job, Task, Translator, split_spec
from mtqa.retranslate.select import RULES, Choice, Quality, Selector
from mtqa.score.agreement import agreement
from mtqa.settings import Settings
from mtqa.types import Issue, Severity

CHUNK = 32
"""Sentences that an engine is given at a time: what is lost when it is interrupted."""
CANDIDATE = "candidate"
UNKNOWN = "und"
"""The language of a source that nobody named and that could not be told."""

Progress = Callable[[str, int, int], None]
"""Told the engine, how many sentences are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a row that may be translated again.

    Attributes:
        id: Of its segment, or its place among the rows.
        source: The source.
        target: The translation that there is.
        issues: What was found in it.
        corrected: It with the safe corrections made.
        candidates: Other translations that came with it.
        before: Source text before it.
        after: Source text after it.
    """

    id: int
    source: str
    target: str
    issues: tuple[Issue, ...] = ()
    corrected: str = ""
    candidates: tuple[str, ...] = ()
    before: str = ""
    after: str = ""

    def needs(self) -> bool:
        """Whether it has a major or critical issue."""
        return any(i.severity.rank >= Severity.MAJOR.rank for i in self.issues)


@dataclass(slots=True)
class Opened:
    """An engine of a plan for one pair of languages.

    Attributes:
        spec: As the user wrote it.
        engine: The engine.
        info: What it says of itself.
        translator: It, loaded; None where it cannot run.
        problem: Why it cannot, or what went wrong.
    """

    spec: str
    engine: Engine
    info: Info
    translator: Translator | None = None
    problem: str = ""
    failed: dict[int, str] = field(default_factory=dict)


class Retranslator:
    """The engines of a plan, opened for a pair when it first comes up.

    Args:
        plan: What the user asked for.
        settings: How the rules check.
        quality: Estimates quality, where there is a model.
        progress: Told how far it is.
    """

    def __init__(
        self,
        plan: Plan,
        settings: Settings,
        *,
        quality: Quality | None = None,
        progress: Progress = lambda _engine, _done, _all: None,
    ) -> None:
        self.plan = plan
        self.interrupted = False
        self._settings = settings
        self._quality = quality
        self._progress = progress
        self._opened: dict[tuple[str, str], list[Opened]] = {}
        self._cache = Cache(cache_file() if plan.cache and plan.engines else None)

    def engines(self, job: Job) -> list[Opened]:
        """The engines of the plan for a pair; one that cannot run says why."""
        key = (job.source_lang, job.target_lang)
        if key not in self._opened:
            self._opened[key] = [self._open(spec, job) for spec in self.plan.engines]
        return self._opened[key]

    def _open(self, spec: str, job: Job) -> Opened:
        engine = engine_of(spec)
        _, argument = split_spec(spec)
        opened = Opened(spec, engine, engine.info(argument, job))
        try:
            opened.translator = engine.open(argument, job)
        except MissingError as error:
            opened.problem = f"{error}{_instead(spec, job)}"
        return opened

    def run(
        self, units: Sequence[Unit], job: Job, chosen: Callable[[Unit], bool] = Unit.needs
    ) -> dict[int, Choice]:
        """Translate again and choose.

        Args:
            units: With their sources, in the order of the text.
            job: The pair.
            chosen: Which to translate again, unless the plan says all; those that bring their own
                candidates are always decided.

        Returns:
            Choices by the unit's id; those that were not looked at are not in it.
        """
        everything = self.plan.everything
        again = [u for u in units if u.source.strip() and (everything or chosen(u))]
        offers: dict[int, list[tuple[Opened, Answer]]] = {u.id: [] for u in again}
        for opened in self.engines(job) if again else ():
            if opened.translator is not None and not self.interrupted:
                self._offer(opened, again, job, offers)
        lang = job.source_lang if job.source_lang != UNKNOWN else None
        selector = Selector(
            lambda source, text: audit(source, text, lang, job.target_lang, self._settings),
            agreement,
            self._quality,
        )
        looked_at = [u for u in units if u.id in offers or u.candidates]
        return {u.id: _choose(selector, u, offers.get(u.id, [])) for u in looked_at}

    def _offer(
        self,
        opened: Opened,
        units: Sequence[Unit],
        job: Job,
        offers: dict[int, list[tuple[Opened, Answer]]],
    ) -> None:
        assert opened.translator is not None
        self._progress(opened.spec, 0, len(units))
        for at in range(0, len(units), CHUNK):
            some = units[at : at + CHUNK]
            try:
                answers = translate(opened.translator, job, [_task(u) for u in some], self._cache)
            except KeyboardInterrupt:
                self.interrupted = True
                return
            except MissingError as error:
                opened.problem = f"{error}; {at} of {len(units)} sentences were done"
                return
            for unit, answer in zip(some, answers, strict=True):
                offers[unit.id].append((opened, answer))
                if answer.error:
                    opened.failed[unit.id] = answer.error
            self._progress(opened.spec, at + len(some), len(units))

    def notes(self, job: Job) -> list[str]:
        """What a user must know: engines that did not run, sentences that failed."""
        out = []
        for opened in self.engines(job):
            if opened.problem:
                out.append(f"not re-translated by {opened.problem}")
            if opened.failed:
                reason = next(iter(opened.failed.values()))
                out.append(f"{opened.spec}: {len(opened.failed)} sentences failed ({reason})")
        if self.interrupted:
            out.append("re-translation was interrupted; what was done until then is here")
        return out

    def about(self, job: Job) -> list[dict[str, Any]]:
        """The engines for the report: what each is, its licence, its way, what went wrong."""
        return [
            {
                "engine": o.info.id,
                "licence": o.info.licence,
                "remote": o.info.remote or None,
                "route": o.info.route or job.pair,
                "advisory": o.engine.advisory,
                "problem": o.problem or None,
            }
            for o in self.engines(job)
        ]


def _instead(spec: str, job: Job) -> str:
    """Which other engines could serve the pair now."""
    able = []
    for engine in catalog.engines().values():
        info = engine.info("", job)
        if info.ready and engine.name != split_spec(spec)[0]:
            able.append(engine.name)
    return f"; ready for {job.pair}: {', '.join(able)}" if able else ""


def _task(unit: Unit) -> Task:
    faults = tuple(f"{i.text}: {i.message}" if i.text else i.message for i in unit.issues)
    return Task(unit.source, unit.target, faults, unit.before, unit.after)


def _choose(selector: Selector, unit: Unit, offers: Iterable[tuple[Opened, Answer]]) -> Choice:
    others = []
    if unit.corrected and unit.corrected != unit.target:
        others.append(Candidate(unit.id, unit.corrected, RULES))
    advice: list[str] = []
    for opened, answer in offers:
        if opened.engine.advisory:
            advice += answer.texts
        else:
            others += [Candidate(unit.id, t, opened.info.id) for t in answer.texts]
    others += [
        Candidate(unit.id, text, f"{CANDIDATE}:{k}") for k, text in enumerate(unit.candidates)
    ]
    choice = selector.choose(unit.source, unit.target, others, advice)
    second = [
        Candidate(unit.id, t, o.info.id, chosen=False, why="second opinion: compared, never used")
        for o, answer in offers
        if o.engine.advisory
        for t in answer.texts
    ]
    return Choice(
        choice.text, choice.engine, choice.score, choice.own, choice.why,
        (*choice.candidates, *second),
    )  # fmt: skip
