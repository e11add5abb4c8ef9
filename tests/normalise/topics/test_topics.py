"""Topics: sentences written before the codebook, what words do and do not say, and the codebook's own rules."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.topics import VERSION, core_themes, digest_codebook, tag_topics
from normalise.topics.codebook import topics

FOLDER = Path(__file__).parent
CODEBOOK = Path(__file__).resolve().parents[3] / "normalise" / "topics"


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def tagged(text: str, heading: str | None = None, kind: str = "topic") -> set[str]:
    return {tag.topic for tag in tag_topics([text], heading) if tag.kind == kind}


def wanted(row: dict[str, str]) -> set[str]:
    return set(filter(None, row["topics"].split("; ")))


SENTENCES = read_rows(FOLDER / "sentences.csv")


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"][:40])
def test_a_sentence_is_given_no_topic_that_it_is_not_about(row: dict[str, str]) -> None:
    assert tagged(row["text"]) - wanted(row) == set()


def test_nearly_all_topics_of_the_sentences_are_found() -> None:
    found = sum(len(tagged(row["text"]) & wanted(row)) for row in SENTENCES)
    assert len(SENTENCES) >= 150
    assert found / sum(len(wanted(row)) for row in SENTENCES) >= 0.98


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        pytest.param("Close the budget gap", "Financial planning and management", id="finance"),
        pytest.param("Refresh the risk register", "Governance and culture", id="risk"),
        pytest.param("Agree a workforce strategy", "Capacity for improvement", id="workforce"),
        pytest.param("Develop the top team", "Organisational and place leadership", id="leadership"),
        pytest.param("Write a clearer corporate plan", "Local priorities and outcomes", id="priorities"),
    ],
)
def test_a_topic_that_belongs_to_a_core_theme_brings_it(text: str, theme: str) -> None:
    assert tagged(text, kind="core_theme") == {theme}


@pytest.mark.parametrize("text", ["Mend potholes faster", "Build affordable homes", "Celebrate success"])
def test_a_service_belongs_to_no_core_theme(text: str) -> None:
    assert tagged(text, kind="core_theme") == set()


def test_the_core_theme_that_is_printed_above_decides() -> None:
    assert tagged("Close the budget gap", "4.2 Governance and culture", kind="core_theme") == {"Governance and culture"}


def test_there_are_the_five_core_themes_of_a_challenge() -> None:
    assert sorted(core_themes()) == [
        "Capacity for improvement",
        "Financial planning and management",
        "Governance and culture",
        "Local priorities and outcomes",
        "Organisational and place leadership",
    ]


def test_a_topic_comes_with_its_words_as_printed_and_the_edition_of_the_codebook() -> None:
    [tag] = [tag for tag in tag_topics(["Empty PROPERTIES, and tenants’ voices"]) if tag.topic == "Housing"]
    assert (tag.words, tag.codebook) == (("Empty PROPERTIES", "tenants"), VERSION)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        pytest.param("Invest in IT support", "Digital and technology", id="it"),
        pytest.param("Improve SEND services", "Children's services", id="send"),
        pytest.param("Publish KPIs", "Performance management", id="plural"),
        pytest.param("Prepare for LGR", "Devolution and reorganisation", id="lgr"),
    ],
)
def test_an_acronym_counts_as_printed_only(text: str, topic: str) -> None:
    assert topic in tagged(text)
    assert topic not in tagged(text.casefold())
    assert topic not in tagged(text.upper()), "in capitals an acronym cannot be told from a word"


def test_one_faint_word_is_not_enough_however_often() -> None:
    assert tagged("Employees thank employees who thank an employee") == set()
    assert tagged("Employees and staff") == {"Workforce"}


@given(st.text(max_size=300), st.none() | st.text(max_size=60))
def test_any_words_have_topics_whose_evidence_stands_in_them(text: str, heading: str | None) -> None:
    tags = tag_topics([text], heading)
    assert len({tag.topic for tag in tags}) == len(tags)
    for tag in tags:
        assert tag.words
        assert all(words in text or words in (heading or "") for words in tag.words)


def test_every_line_of_the_codebook_speaks_for_a_topic_or_keeps_words_from_it() -> None:
    rows = read_rows(CODEBOOK / "codebook.csv")
    assert {(bool(row["topic"]), float(row["weight"])) for row in rows} == {(True, 1.0), (True, 0.5), (False, 0.0)}
    assert {row["topic"] for row in rows if row["topic"]} == set(topics())
    speaking = {row["wording"] for row in rows if row["topic"]}
    assert not [row["wording"] for row in rows if not row["topic"] and row["wording"] in speaking]


def test_a_changed_codebook_has_a_new_version() -> None:
    """Raise the version in versions.csv with every change: rows in a store say which edition tagged them."""
    versions = read_rows(CODEBOOK / "versions.csv")
    assert [int(row["version"]) for row in versions] == list(range(1, len(versions) + 1))
    assert all(row["changed"] for row in versions)
    assert versions[-1]["digest"] == digest_codebook(), f"add a line to versions.csv, with {digest_codebook()}"
