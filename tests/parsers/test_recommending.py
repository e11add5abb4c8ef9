"""A printed number or wording finds its recommendation, or opens a new one."""

from __future__ import annotations

import pytest

from parsers.draft import Drafting
from parsers.recommending import add_linked, is_linked, part_linked, read_numbered, recommend, theme_of
from parsers.words import NO_WORDS, Words

MILL = Words.of("Mend the mill before the winter comes and keep it dry for good")
QUAY = Words.of("Dredge the quay so that the ferry can land at every tide")


def test_a_new_number_opens_a_recommendation() -> None:
    drafting = Drafting()
    assert [recommend(drafting, n, words).key for n, words in (("1", MILL), ("2", QUAY))] == ["r1", "r2"]


def test_a_known_number_is_found_again_and_its_other_wording_kept() -> None:
    drafting = Drafting()
    first = recommend(drafting, "1", Words.of("The mill"))
    assert recommend(drafting, "1", MILL) is first
    assert [words.text for words in first.wordings] == ["The mill", MILL.text]


def test_a_wording_printed_twice_is_kept_once() -> None:
    drafting = Drafting()
    recommend(drafting, "1", MILL)
    assert len(recommend(drafting, "1", MILL).wordings) == 1


def test_a_wording_without_a_number_is_found_again() -> None:
    drafting = Drafting()
    first = recommend(drafting, "1", MILL)
    assert recommend(drafting, None, Words.of(MILL.text.upper())) is first


def test_a_number_is_added_to_what_had_none() -> None:
    drafting = Drafting()
    first = recommend(drafting, None, MILL)
    assert recommend(drafting, "4", MILL) is first
    assert first.number == "4"


def test_the_same_wording_under_another_number_is_a_conflict_and_the_wording_wins() -> None:
    drafting = Drafting()
    first = recommend(drafting, "1", MILL)
    assert recommend(drafting, "7", MILL) is first
    assert [issue.code for issue in drafting.issues] == ["number-conflict"]


def test_wordings_that_differ_in_a_word_under_two_numbers_are_two() -> None:
    drafting = Drafting()
    wordings = ["Open the red room to all who ask", "Open the blue room to all who ask"]
    assert [recommend(drafting, str(n), Words.of(w)).key for n, w in enumerate(wordings, 1)] == ["r1", "r2"]
    assert drafting.issues == []


def test_the_same_number_of_another_kind_is_another_recommendation_where_the_wording_differs() -> None:
    drafting = Drafting()
    key = recommend(drafting, "1", MILL)
    assert recommend(drafting, "1", QUAY, "additional") is not key
    assert recommend(drafting, "1", NO_WORDS) is key


def test_a_recommendation_takes_the_theme_it_stands_under_and_keeps_it() -> None:
    drafting = Drafting(theme=Words.of("Places"))
    first = recommend(drafting, "1", MILL)
    drafting.theme = Words.of("People")
    recommend(drafting, "1", MILL)
    assert first.theme is not None
    assert first.theme.text == "Places"


@pytest.mark.parametrize(
    ("text", "number", "wording"),
    [
        pytest.param("Recommendation 2: Mend it", "2", "Mend it", id="word"),
        pytest.param("R2 Mend it", "2", "Mend it", id="letter"),
        pytest.param("2. Mend it", "2", "Mend it", id="digit"),
        pytest.param("2.1 Mend it", "2.1", "Mend it", id="dotted"),
        pytest.param("a) Mend it", None, "a) Mend it", id="letter-of-a-list"),
        pytest.param("Mend it", None, "Mend it", id="none"),
        pytest.param("2 mills need mending", None, "2 mills need mending", id="a-count"),
    ],
)
def test_the_number_in_front_of_a_wording(text: str, number: str | None, wording: str) -> None:
    found = read_numbered(Words.of(text))
    assert (found[0], found[1].text) == (number, wording)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Theme: Places", "Places"),
        ("Theme 2 – Places", "Places"),
        ("Priority 1: Places", "Places"),
        ("Places", "Places"),
    ],
)
def test_a_theme_without_its_lead_in(text: str, theme: str) -> None:
    assert theme_of(Words.of(text)).text == theme


def test_linked_recommendations_hang_under_the_current_one() -> None:
    drafting = Drafting()
    key = recommend(drafting, "1", MILL)
    text = "Linked non-key recommendations: a) Paint the doors b) Oil the wheel"
    assert is_linked(Words.of(text))
    add_linked(drafting, Words.of(text))
    assert [(r.key, r.number, r.parent, r.wordings[0].text) for r in drafting.recommendations[1:]] == [
        ("r1a", "a", key.key, "Paint the doors"),
        ("r1b", "b", key.key, "Oil the wheel"),
    ]


def test_a_line_of_linked_recommendations_is_cut_off_what_stands_above_it() -> None:
    words = Words.of("Recommendation 4: Mend the wheel\nLinked recommendation: Oil it\nevery spring")
    assert [part.text.strip() for part in part_linked(words)] == [
        "Recommendation 4: Mend the wheel",
        "Linked recommendation: Oil it\nevery spring",
    ]
    assert part_linked(Words.of("Mend the wheel\nand oil it")) == (Words.of("Mend the wheel\nand oil it"),)


def test_a_sentence_about_recommendations_is_not_linked() -> None:
    assert not is_linked(Words.of("Our response to the recommendations: we agree"))
