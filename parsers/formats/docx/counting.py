"""How Word prints the numbers it counts (ECMA-376, 17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

from parsers.formats.list_numbers import print_number

_PLAIN = {
    "decimal": "decimal", "decimalZero": "decimal-zero", "lowerRoman": "lower-roman", "upperRoman": "upper-roman",
    "ordinal": "ordinal",
}  # fmt: skip
_SIGNS = ("*", "†", "‡", "§")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_MOST_LETTERS = 30  # times that Word would print one letter
_MOST_DIGITS = 9
_LATIN = 26


def print_count(form: str, number: int, pattern: str = "") -> str:
    """Return a number as Word prints it, "" in the form that prints none; in a form we do not know as decimal.

    `pattern` is that of a custom form: "001, 002, 003, ...".

    >>> print_count("lowerLetter", 28), print_count("ordinalText", 21), print_count("custom", 7, "001, 002, ...")
    ('bb', 'Twenty-first', '007')
    """
    if form in ("none", "bullet"):
        return ""
    if form == "custom":
        digits = len(pattern.partition(",")[0].strip())
        return f"{number:0{max(1, min(digits, _MOST_DIGITS))}d}"
    if form in _WORDED:
        return _WORDED[form](number)
    return print_number(_PLAIN.get(form, "decimal"), number)


def _letters(number: int) -> str:
    """Return a, b … z, aa, bb …: Word prints a letter again and again, as no other program does."""
    if number < 1:
        return str(number)
    times, letter = divmod(number - 1, _LATIN)
    return chr(ord("a") + letter) * (times + 1) if times < _MOST_LETTERS else str(number)


def _cardinal(number: int) -> str:
    if not 0 <= number < 10_000:
        return str(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    count, rest = divmod(number, size)
    return f"{_cardinal(count)} {name}" + (f" {_cardinal(rest)}" if rest else "")


def _ordinal(number: int) -> str:
    words = _cardinal(number)
    if words.lstrip("-").isdigit():
        return print_number("ordinal", number)
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    if last in _ORDINALS:
        return words[:start] + _ORDINALS[last]
    return words[:start] + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def _sign(number: int) -> str:
    return _SIGNS[(number - 1) % 4] * ((number - 1) // 4 % _MOST_LETTERS + 1) if number > 0 else str(number)


_WORDED: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "cardinalText": lambda number: _cardinal(number).capitalize(),
    "ordinalText": lambda number: _ordinal(number).capitalize(),
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if 0 < number <= 20 else str(number),
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chicago": _sign,
}
