"""Exact arithmetic on the parts of a number, whatever decimal context the caller has set."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import reduce

_EXACT = Context(prec=512)
ZERO, ONE, THOUSAND = Decimal(0), Decimal(1), Decimal(1000)


def times(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(value, factor)


def plus(*terms: Decimal) -> Decimal:
    """The exact sum."""
    return reduce(_EXACT.add, terms, ZERO)


def parted(value: Decimal, by: Decimal) -> Decimal:
    """The quotient."""
    return _EXACT.divide(value, by)


def whole(value: Decimal, unit: Decimal = ONE) -> bool:
    """Whether the value is a multiple of the unit."""
    return _EXACT.remainder(value, unit) == 0


def place(value: Decimal) -> Decimal:
    """The power of ten below which another number may be added: 20 -> 10, 1500 -> 100."""
    digits = str(int(value))
    return Decimal(10 ** (len(digits) - len(digits.rstrip("0"))))


def multiply(terms: list[Decimal], factor: Decimal) -> tuple[list[Decimal], bool]:
    """The factor times the sum of the last terms that are smaller; True where a term was there."""
    keep = list(terms)
    low = ZERO
    while keep and keep[-1] < factor:
        low = plus(low, keep.pop())
    return [*keep, times(low or ONE, factor)], bool(low)
