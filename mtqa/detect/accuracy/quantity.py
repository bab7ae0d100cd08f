"""What a quantity is: a number or month of a text with all values that it may stand for."""

from __future__ import annotations

from dataclasses import dataclass, field

Value = float | str
"""A number; ``m8`` for August; ``h6`` for six o'clock, morning or evening."""


def is_month(value: Value) -> bool:
    """Whether a value stands for a month."""
    return isinstance(value, str) and value.startswith("m")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or month of a text.

    Attributes:
        start: Where it begins.
        end: Where it ends, scale words included.
        values: What it may stand for.
        form: ``figure``, ``words``, ``bare``, ``clock``, ``date``, ``month``, ``roman``, ``loose``.
        value: The plainest reading.
        firm: Whether its absence from the other text convicts.
        weak: Whether it convicts only beside another: a number word up to twelve, a
            scale alone, a dozen.
        scale: The scale word (million, bn) that belongs to it, 0 without one.
        unit: Code of the currency or unit beside it, ``%`` or ``points``, else empty.
        parts: Other quantities that together say the same (12 and 300 for "12 300").
    """

    start: int
    end: int
    values: frozenset[Value]
    form: str
    value: float
    firm: bool = False
    weak: bool = False
    scale: float = 0.0
    unit: str = ""
    parts: tuple[float, ...] = field(default=())

    def shares(self, other: Quantity) -> bool:
        """Whether the two may stand for the same."""
        return not self.values.isdisjoint(other.values)
