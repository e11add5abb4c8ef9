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
    match form:
        case None | "•":
            return form
        case "lower-alpha" | "upper-alpha":
            letters = _letters(number)
            return (letters if form == "lower-alpha" else letters.upper()) + "."
        case "lower-roman" | "upper-roman":
            roman = _roman(number)
            return (roman if form == "lower-roman" else roman.upper()) + "."
        case _:
            return f"{number}."


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
