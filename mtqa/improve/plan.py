"""What the user asked for, and what is not done without being asked for."""

from __future__ import annotations

from dataclasses import dataclass

from mtqa import catalog
from mtqa.errors import SettingsError
from mtqa.retranslate.engine import Engine, EngineError, split_spec


@dataclass(frozen=True, slots=True)
class Plan:
    """Which engines, on what, and what they may do.

    Attributes:
        engines: Specifications, in the order in which they win a tie.
        everything: All sentences, not only those with a major or critical issue.
        allow_remote: Whether the text may leave this machine.
        allow_noncommercial: Whether models may be used that forbid commercial use.
        cache: Whether translations are kept for the next run.
    """

    engines: tuple[str, ...] = ()
    everything: bool = False
    allow_remote: bool = False
    allow_noncommercial: bool = False
    cache: bool = True


def engine_of(spec: str) -> Engine:
    """The engine of a specification.

    Raises:
        SettingsError: If there is none of that name.
    """
    known = catalog.engines()
    name, _ = split_spec(spec)
    if name not in known:
        usages = ", ".join(e.usage for e in known.values())
        raise SettingsError(f"--retranslate {spec}: no engine {name!r}; there are {usages}")
    return known[name]


def permit(plan: Plan) -> None:
    """Refuse engines that the user did not allow.

    Raises:
        SettingsError: If one is unknown, malformed, remote or non-commercial without the flag.
    """
    for spec in plan.engines:
        engine = engine_of(spec)
        try:
            info = engine.info(split_spec(spec)[1], None)
        except EngineError as error:
            raise SettingsError(f"--retranslate {spec}: {error}") from error
        if info.remote and split_spec(spec)[1] and not plan.allow_remote:
            raise SettingsError(
                f"--retranslate {spec} sends the text to {info.remote}; --allow-remote permits it"
            )
        if info.noncommercial and not plan.allow_noncommercial:
            raise SettingsError(
                f"--retranslate {spec} is under {info.licence}, not for commercial use; "
                "--allow-noncommercial permits it"
            )
