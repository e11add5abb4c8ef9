"""What is left of a cell tells something unless it is a label, a number, signs or a word that joins others."""

import pytest

from parsers.accounting.coverage import is_telling


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        pytest.param("Lead:", False, id="label"),
        pytest.param("Head's view: 1.", False, id="label-with-apostrophe"),
        pytest.param("'Lead:", False, id="label-in-quotes"),
        pytest.param("Named officer(s) – (a)", False, id="label-and-marker"),
        pytest.param("The pier will be mended", True, id="prose"),
        pytest.param("'" * 20_000, False, id="run-of-apostrophes"),
        pytest.param("- " * 10_000, False, id="run-of-dashes"),
        pytest.param("don't " * 4_000, True, id="apostrophes-inside-words"),
    ],
)
def test_labels_and_signs_tell_nothing(text: str, tells: bool) -> None:
    assert is_telling(text) is tells
