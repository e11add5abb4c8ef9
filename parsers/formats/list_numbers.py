"""How the numbers of lists are printed where a file counts its entries itself: 1., a., iv., or a bullet for each."""

from __future__ import annotations

# By CSS name or the `type` attribute of HTML. None: the list prints no marks.
FORMS: dict[str, str | None] = {
    "none": None,
    "1": "decimal",
    "decimal": "decimal",
    "decimal-leading-zero": "decimal",
    "a": "lower-alpha",
    "lower-alpha": "lower-alpha",
    "lower-latin": "lower-alpha",
    "A": "upper-alpha",
    "upper-alpha": "upper-alpha",
    "upper-latin": "upper-alpha",
    "i": "lower-roman",
    "lower-roman": "lower-roman",
    "I": "upper-roman",
    "upper-roman": "upper-roman",
    "disc": "•",
    "circle": "•",
    "square": "•",
}


def print_mark(form: str | None, number: int) -> str | None:
    """Return the mark of a list's entry in a form of `FORMS`, None where none is printed.

    >>> print_mark("lower-alpha", 28), print_mark("upper-roman", 14), print_mark("decimal", 3), print_mark("•", 3)
    ('ab.', 'XIV.', '3.', '•')
    """
    if form is None or form == "•":
        return form
    return f"{print_number(form, number)}."


def print_number(form: str, number: int) -> str:
    """Return a number in a form of `FORMS`, without a full stop; as decimal in a form that is not known.

    >>> print_number("upper-alpha", 3), print_number("decimal-zero", 7), print_number("ordinal", 22)
    ('C', '07', '22nd')
    """
    match form:
        case "lower-alpha":
            return _letters(number)
        case "upper-alpha":
            return _letters(number).upper()
        case "lower-roman":
            return _roman(number)
        case "upper-roman":
            return _roman(number).upper()
        case "decimal-zero":
            return f"{number:02d}"
        case "ordinal":
            return f"{number}{_ordinal_ending(number)}"
        case _:
            return str(number)


def _ordinal_ending(number: int) -> str:
    if 10 < number % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters or "0"


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    roman = ""
    for value, sign in _ROMAN_SIGNS:
        roman += sign * (number // value)
        number %= value
    return roman


_ROMAN_SIGNS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
