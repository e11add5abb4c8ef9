"""The list of councils: whole, consistent with itself, and in agreement with the public register beside the project."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from normalise.councils import Council, CouncilLexicon, default_lexicon, find_councils

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2025, 6, 1)
NATIONS = {"England", "Scotland", "Wales", "Northern Ireland"}

# The register, as it stood when this was written, differs from the list in these, each for the reason given.
OUT_OF_SCOPE = {"Greater London Authority"}  # no principal council, and never a combined authority
NOT_IN_REGISTER = {  # combined authorities of 2025
    "Devon and Torbay Combined County Authority",
    "Lancashire Combined County Authority",
}
CALLED_OTHERWISE = {"Liverpool City Region": "Liverpool City Region Combined Authority"}  # the bare region's name
NO_SUCCESSORS_IN_REGISTER = "NID"  # it gives none to the districts of Northern Ireland that ended in 2015
ENDED_ONLY_HERE = {"North of Tyne Combined Authority"}  # dissolved in May 2024


def read_register(shared: Path) -> dict[str, dict[str, str]]:
    path = shared / "reference" / "councils" / "register.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return {row["local-authority-code"]: row for row in csv.DictReader(file)}


def ours_for(row: Mapping[str, str]) -> Council:
    printed = " ".join(row["official-name"].split())
    [mention] = find_councils(CALLED_OTHERWISE.get(printed, printed))
    [council] = mention.councils
    return council


@pytest.fixture(scope="module")
def register(shared: Path) -> dict[str, dict[str, str]]:
    """Return the register's lines by its codes, without what is out of scope."""
    return {code: row for code, row in read_register(shared).items() if row["official-name"] not in OUT_OF_SCOPE}


def test_every_official_name_is_found_and_leads_to_a_council_of_its_own(register: dict[str, dict[str, str]]) -> None:
    found = Counter(ours_for(row).name for row in register.values())
    assert [name for name, count in found.items() if count > 1] == []


def test_no_council_is_missing_and_none_is_extra(register: dict[str, dict[str, str]]) -> None:
    theirs = {ours_for(row).name for row in register.values()}
    assert {council.name for council in default_lexicon()} - theirs == NOT_IN_REGISTER


def test_ends_agree_with_the_register(register: dict[str, dict[str, str]]) -> None:
    for row in register.values():
        council = ours_for(row)
        if council.name in ENDED_ONLY_HERE:
            continue
        assert bool(row["end-date"]) == (council.valid_to is not None), council.name
        if council.valid_to is not None:
            # The register counts sometimes the last day, sometimes the day after it.
            assert (date.fromisoformat(row["end-date"]) - council.valid_to).days in (0, 1), council.name


def test_successors_agree_with_the_register(register: dict[str, dict[str, str]]) -> None:
    for row in register.values():
        council = ours_for(row)
        is_unsaid = row["local-authority-type"] == NO_SUCCESSORS_IN_REGISTER or council.name in ENDED_ONLY_HERE
        codes = [code for code in row["replaced-by"].split(",") if code]
        if codes or not is_unsaid:
            assert sorted(council.successors) == sorted(ours_for(register[code]).name for code in codes), council.name


def test_beginnings_since_2015_agree_with_the_register(register: dict[str, dict[str, str]]) -> None:
    for row in register.values():
        council = ours_for(row)
        if council.kind != "combined_authority" and row["start-date"] > "2015-05":
            assert council.valid_from == date.fromisoformat(row["start-date"]), council.name


def test_nations_agree_with_the_register(register: dict[str, dict[str, str]]) -> None:
    assert [row["official-name"] for row in register.values() if row["nation"] != ours_for(row).nation] == []


@pytest.mark.parametrize("council", default_lexicon().list(), ids=lambda council: council.name)
def test_a_council_is_consistent(council: Council) -> None:
    lexicon = default_lexicon()
    assert council.nation in NATIONS
    assert bool(council.region) == (council.nation == "England")
    assert bool(council.valid_to) == bool(council.successors)
    for name in council.successors:
        successor = lexicon.find(name)
        assert successor is not None
        assert successor.valid_to is None or council.valid_to is None or successor.valid_to > council.valid_to
    if council.county:
        assert council.kind == "district"
        assert lexicon.find(f"{council.county} County Council") is not None


@pytest.mark.parametrize("council", default_lexicon().list(), ids=lambda council: council.name)
def test_a_canonical_name_is_found_as_itself(council: Council) -> None:
    for printed in (council.name, council.name.upper(), council.name.replace("'", "’").replace(" and ", " & ")):
        [mention] = find_councils(printed)
        assert mention.names == (council.name,)
        assert mention.end == len(printed)


def test_the_list_holds_what_is_in_being() -> None:
    kinds = Counter(council.kind for council in default_lexicon().list(on=TODAY))
    assert kinds == {
        "county": 21,
        "district": 164,
        "unitary": 63,
        "metropolitan": 36,
        "london_borough": 32,
        "city_corporation": 1,
        "scottish": 32,
        "welsh": 22,
        "northern_ireland": 11,
        "combined_authority": 15,
    }


def test_the_list_can_be_asked_by_day_nation_and_kind() -> None:
    lexicon = default_lexicon()
    assert len(lexicon.list(nation="Wales")) == 22
    assert {council.kind for council in lexicon.list(kind="county")} == {"county"}
    before = {council.name for council in lexicon.list(on=date(2019, 3, 31))}
    after = {council.name for council in lexicon.list(on=date(2019, 4, 1))}
    assert "Dorset County Council" in before - after
    assert "Dorset Council" in after - before


def test_more_councils_make_another_lexicon_and_leave_this_one() -> None:
    lexicon = default_lexicon()
    row = {"name": "Lowmere Council", "type": "unitary", "nation": "England", "short": "Lowmere"}
    more = lexicon.with_extra([row])
    assert more.find("Lowmere Council") is not None
    assert lexicon.find("Lowmere Council") is None
    assert len(more) == len(lexicon) + 1


def test_a_council_cannot_be_added_twice() -> None:
    row = {"name": "Kent County Council", "type": "county", "nation": "England", "short": "Kent"}
    with pytest.raises(ValueError, match="Kent County Council"):
        default_lexicon().with_extra([row])


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"name": "X", "type": "parish", "nation": "England", "short": "X"}, id="type"),
        pytest.param(
            {"name": "X", "type": "county", "nation": "Wales", "short": "X", "valid_to": "31/3/2020"}, id="date"
        ),
    ],
)
def test_a_bad_line_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"no such type|Invalid isoformat"):
        CouncilLexicon.from_rows([row])


def test_the_made_up_councils_are_of_every_kind_and_none_is_real() -> None:
    with (ROOT / "fixtures" / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    real = default_lexicon()
    assert {row["type"] for row in rows} == {council.kind for council in real} - {"city_corporation"}
    places = {place for council in real for place in (council.short, *council.aliases)}
    assert {place for row in rows for place in (row["short"], *row["aliases"].split(";")) if place} & places == set()
    assert len(real.with_extra(rows)) == len(real) + len(rows)
