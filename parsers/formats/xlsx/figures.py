"""The figures of a number as a format's signs `0 # ? . , / E` print them (ECMA-376, 18.8.31)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

_MOST_PLACES = 30  # as in Excel
_GENERAL_DIGITS = 11  # what a column of usual width shows


def print_general(value: float) -> str:
    """Return a number as a cell without a format shows it.

    >>> print_general(1.0), print_general(0.1 + 0.2), print_general(1e20), print_general(-2.5)
    ('1', '0.3', '1E+20', '-2.5')
    """
    if float(value).is_integer() and abs(value) < 10**_GENERAL_DIGITS:
        return str(int(value))
    text = f"{value:.{_GENERAL_DIGITS - 1}G}"
    mantissa, sign, exponent = text.partition("E")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}{sign}{exponent}"


def print_figure(value: float, pattern: str) -> str:
    """Return a number as a pattern of signs prints it.

    >>> print_figure(1234.5, "#,##0.00"), print_figure(7, "000"), print_figure(0.25, "# ?/?")
    ('1,234.50', '007', '1/4')
    """
    if not pattern.strip(","):
        return print_general(value)
    if "/" in pattern:
        return _print_fraction(value, pattern)
    if "E" in pattern:
        places = pattern.partition(".")[2].partition("E")[0]
        return f"{value:.{min(len(places), _MOST_PLACES)}E}"
    whole, point, part = pattern.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) + len(part) - len(part.rstrip(","))
    if scaled:
        value /= 1000 ** min(scaled, 10)
    part = part.rstrip(",").replace(",", "")[:_MOST_PLACES]
    digits = _rounded(value, len(part))
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    integer, _, fraction = digits.partition(".")
    least = sum(figure in "0" for figure in whole.rstrip(","))
    integer = integer.lstrip("0").zfill(least) if integer != "0" or not least else integer.zfill(least)
    if "," in whole.rstrip(","):
        integer = _grouped(integer)
    needed = len(part.rstrip("#?"))
    while len(fraction) > needed and fraction.endswith("0"):
        fraction = fraction[:-1]
    sign = sign if integer.strip("0,") or fraction.strip("0") else ""
    return sign + integer + (point + fraction if point else "")


def _rounded(value: float, places: int) -> str:
    try:
        return format(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
    except InvalidOperation:  # more figures than any sum has
        return f"{value:.{places}f}"


def _grouped(integer: str) -> str:
    head = len(integer) % 3
    groups = [integer[:head]] if head else []
    groups += [integer[at : at + 3] for at in range(head, len(integer), 3)]
    return ",".join(groups)


def _print_fraction(value: float, pattern: str) -> str:
    """Return a number as a whole and a fraction, by the figures that its lower part has room for."""
    upper, _, lower = pattern.partition("/")
    given = lower.strip("?#")
    most = 10 ** max(1, min(len(lower), 4)) - 1
    has_whole = len(upper.strip("?#0")) < len(upper) - 1
    rounded = (
        Fraction(round(value * int(given)), int(given))
        if given.isdigit() and int(given)
        else Fraction(value).limit_denominator(most)
    )
    whole, rest = divmod(abs(rounded), 1)
    sign = "-" if rounded < 0 else ""
    if not has_whole:
        return f"{rounded.numerator}/{rounded.denominator}"
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{f'{whole} ' if whole else ''}{rest.numerator}/{rest.denominator}"
