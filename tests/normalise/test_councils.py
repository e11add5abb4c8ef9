"""Councils in words: what is found, and whose document it is."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.councils import (
    CouncilDecision,
    CouncilLexicon,
    MentionKind,
    Passage,
    Region,
    decide_councils,
    default_lexicon,
    find_councils,
)

ROOT = Path(__file__).resolve().parents[2]
FIRST_LINES = 15


@pytest.fixture(scope="module")
def lexicon() -> CouncilLexicon:
    """Return the real councils and the made-up ones of the project's own documents."""
    with (ROOT / "fixtures" / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        return default_lexicon().with_extra(tuple(csv.DictReader(file)))


def cut_passages(text: str) -> tuple[Passage, ...]:
    """Return a text as a reader that knows no layout cuts it: the first lines for a title, each further line alone."""
    lines = text.splitlines()
    printed = [number for number, line in enumerate(lines) if line.strip()]
    cut = printed[min(FIRST_LINES, len(printed)) - 1] + 1 if printed else 0
    return (Passage("\n".join(lines[:cut]), Region.TITLE), *map(Passage, lines[cut:]))


def decide(
    title: str, body: str = "", *, lexicon: CouncilLexicon, on: date | None = None, furniture: str = ""
) -> CouncilDecision:
    passages = [Passage(title, Region.TITLE), Passage(furniture, Region.FURNITURE), *map(Passage, body.splitlines())]
    return decide_councils(passages, lexicon=lexicon, on=on)


HUNTS = "Huntingdonshire District Council"
QUILLS = ("Quillshire Council", "Quillshire County Council")

MENTIONS = [
    pytest.param(HUNTS, MentionKind.FULL, [HUNTS], id="full"),
    pytest.param(HUNTS.upper(), MentionKind.FULL, [HUNTS], id="capitals"),
    pytest.param("a review of\nhigh peak borough council", MentionKind.FULL, ["High Peak Borough Council"], id="small"),
    pytest.param("Huntingdonshire\nDistrict Council", MentionKind.FULL, [HUNTS], id="over-two-lines"),
    pytest.param("Bassetlaw DC", MentionKind.ABBREVIATED, ["Bassetlaw District Council"], id="dc"),
    pytest.param("Swale BC", MentionKind.ABBREVIATED, ["Swale Borough Council"], id="bc"),
    pytest.param("Wigan MBC", MentionKind.ABBREVIATED, ["Wigan Metropolitan Borough Council"], id="mbc"),
    pytest.param("Northumberland CC", MentionKind.ABBREVIATED, ["Northumberland County Council"], id="cc-county"),
    pytest.param("Exeter CC", MentionKind.ABBREVIATED, ["Exeter City Council"], id="cc-city"),
    pytest.param("Dorset CC", MentionKind.ABBREVIATED, ["Dorset County Council"], id="cc-of-a-shared-name"),
    pytest.param("LB Camden", MentionKind.ABBREVIATED, ["London Borough of Camden"], id="lb"),
    pytest.param("Camden London Borough Council", MentionKind.FULL, ["London Borough of Camden"], id="london-behind"),
    pytest.param("Camden Council", MentionKind.FULL, ["London Borough of Camden"], id="london-plain"),
    pytest.param("Chorley Council", MentionKind.FULL, ["Chorley Borough Council"], id="type-dropped"),
    pytest.param("Colchester Borough Council", MentionKind.FULL, ["Colchester City Council"], id="before-city-status"),
    pytest.param("Stoke on Trent City Council", MentionKind.FULL, ["Stoke-on-Trent City Council"], id="no-hyphens"),
    pytest.param(
        "King’s Lynn & West Norfolk Borough Council",
        MentionKind.FULL,
        ["Borough Council of King's Lynn and West Norfolk"],
        id="curly-and-ampersand",
    ),
    pytest.param("St. Albans DC", MentionKind.ABBREVIATED, ["St Albans City and District Council"], id="saint"),
    pytest.param("Newcastle BC", MentionKind.ABBREVIATED, ["Newcastle-under-Lyme Borough Council"], id="newcastle-bc"),
    pytest.param("Newcastle City Council", MentionKind.FULL, ["Newcastle City Council"], id="newcastle-city"),
    pytest.param(
        "Newcastle",
        MentionKind.ALIAS,
        ["Newcastle City Council", "Newcastle-under-Lyme Borough Council"],
        id="newcastle-alone-is-two",
    ),
    pytest.param("City of Bristol", MentionKind.PLACE, ["Bristol City Council"], id="city-of"),
    pytest.param("County Durham", MentionKind.ALIAS, ["Durham County Council"], id="county-durham"),
    pytest.param("Cyngor Gwynedd", MentionKind.FULL, ["Gwynedd Council"], id="welsh"),
    pytest.param("Cyngor Sir Ynys Môn", MentionKind.FULL, ["Isle of Anglesey County Council"], id="welsh-county"),
    pytest.param("Staffs Moorlands", MentionKind.ALIAS, ["Staffordshire Moorlands District Council"], id="short-form"),
    pytest.param("BCP Council", MentionKind.FULL, ["Bournemouth, Christchurch and Poole Council"], id="bcp"),
    pytest.param(
        "Bournemouth, Christchurch & Poole",
        MentionKind.PLACE,
        ["Bournemouth, Christchurch and Poole Council"],
        id="comma-in-a-name",
    ),
    pytest.param("Somerset Council", MentionKind.FULL, ["Somerset Council"], id="shared-name-plain"),
    pytest.param("Somerset County Council", MentionKind.FULL, ["Somerset County Council"], id="shared-name-county"),
    pytest.param("Gloucester County Council", MentionKind.UNKNOWN, [], id="no-such-county"),
    pytest.param("South Gloucester City Council", MentionKind.UNKNOWN, [], id="another-place-by-direction"),
    pytest.param("NORTH READING BOROUGH COUNCIL", MentionKind.UNKNOWN, [], id="another-place-in-capitals"),
    pytest.param("Gloucester Marsh Council", MentionKind.UNKNOWN, [], id="another-place-by-a-longer-name"),
    pytest.param("the council in Reading", MentionKind.PLACE, ["Reading Borough Council"], id="ordinary-word-in"),
    pytest.param("Reading scores rose", MentionKind.WORD, ["Reading Borough Council"], id="ordinary-word"),
    pytest.param("Cornwall's residents", MentionKind.PLACE, ["Cornwall Council"], id="possessive"),
    pytest.param("Quillshire", MentionKind.PLACE, list(QUILLS), id="made-up-shared-name"),
    pytest.param("Quills CC", MentionKind.ABBREVIATED, [QUILLS[1]], id="made-up-short-form"),
    pytest.param("TOVBC", MentionKind.ACRONYM, ["Tern and Ouzel Valley Borough Council"], id="made-up-acronym"),
]


@pytest.mark.parametrize(("text", "kind", "names"), MENTIONS)
def test_a_mention_is_read(text: str, kind: MentionKind, names: Sequence[str], lexicon: CouncilLexicon) -> None:
    [mention] = find_councils(text, lexicon=lexicon)
    assert (mention.kind, sorted(mention.names)) == (kind, sorted(names))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("South Devon", id="direction"),
        pytest.param("Cllr John Preston asked", id="surname"),
        pytest.param("Councillor Barnet", id="surname-alone"),
        pytest.param("Stafford Town Council", id="town-council"),
        pytest.param("Kestrel Park Youth Council", id="youth-council"),
        pytest.param("Gloucestershire Hospitals trust", id="hospital"),
        pytest.param("Kent Police", id="police"),
        pytest.param("12 Warwick Road", id="street"),
        pytest.param("devolution in the West Midlands", id="region"),
        pytest.param("we are reading more", id="verb"),
        pytest.param("CPC, LGA, MTFS and KPI", id="other-initials"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_council_is_no_mention(text: str, lexicon: CouncilLexicon) -> None:
    assert find_councils(text, lexicon=lexicon) == ()


def test_initials_are_every_council_that_has_them() -> None:
    [mention] = find_councils("HDC will write it")
    assert mention.kind is MentionKind.ACRONYM
    assert {HUNTS, "Horsham District Council", "Harborough District Council"} <= set(mention.names)


def test_a_plural_type_is_shared_by_the_names_in_front_of_it() -> None:
    mentions = find_councils("South Holland, East Lindsey and Boston Borough Councils")
    assert [mention.kind for mention in mentions] == [MentionKind.FULL] * 3


def test_ignored_spans_give_no_mention() -> None:
    text = f"{HUNTS} and Fenland District Council"
    [mention] = find_councils(text, ignore_spans=[(0, len(HUNTS))])
    assert mention.names == ("Fenland District Council",)


@given(st.text(alphabet=st.sampled_from("Kent DC's &-,.\n(HDC) Council Borough of the and York"), max_size=120))
def test_mentions_stand_in_order_and_never_overlap(text: str) -> None:
    mentions = find_councils(text)
    ends = [0, *(mention.end for mention in mentions)]
    assert all(end <= mention.start < mention.end <= len(text) for end, mention in zip(ends, mentions, strict=False))


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_gives_a_decision_or_a_note(texts: list[str]) -> None:
    decision = decide_councils([Passage(text, region) for text, region in zip(texts, [*Region, *Region], strict=False)])
    assert decision.councils or decision.notes


OPENINGS = [
    pytest.param(
        "Wexcombe City Council\nLocal Government Association\nCorporate Peer Challenge\nPosition statement",
        "We work with Eastmere County Council and Thornhaven Borough Council.",
        ["Wexcombe City Council"],
        id="name-first",
    ),
    pytest.param(
        "Corporate Peer Challenge – Thornhaven\nFeedback",
        "Residents like it.",
        ["Thornhaven Borough Council"],
        id="dash",
    ),
    pytest.param(
        "MARLBRIDGE\nCORPORATE PEER CHALLENGE\nACTION PLAN",
        "",
        ["Marlbridge District Council"],
        id="place-line-capitals",
    ),
    pytest.param("action plan of strathorran council\nspring", "", ["Strathorran Council"], id="all-small-letters"),
    pytest.param(
        "Joint progress review: Marlbridge DC & Thornhaven BC",
        "",
        ["Marlbridge District Council", "Thornhaven Borough Council"],
        id="two-abbreviated",
    ),
    pytest.param(
        "Thornhaven and Marlbridge: one plan for two places",
        "Both councils agreed it.",
        ["Thornhaven Borough Council", "Marlbridge District Council"],
        id="two-places",
    ),
    pytest.param(
        "Babergh and Mid Suffolk District Councils\nPeer challenge response",
        "",
        ["Babergh District Council", "Mid Suffolk District Council"],
        id="two-share-a-plural",
    ),
    pytest.param(
        "Adur & Worthing Councils – our answer to the peers",
        "",
        ["Adur District Council", "Worthing Borough Council"],
        id="ampersand-plural",
    ),
    pytest.param(
        "Peer Challenge Action Plan",
        "The peers spent four days at Eastmere County Council in May.\nMarlbridge District Council will help us.",
        ["Eastmere County Council"],
        id="the-sentence-about-the-challenge",
    ),
    pytest.param(
        "Report to Cabinet\nFindings of the peer team",
        "In June, Lowmere Council invited the Local Government Association in.\nWe shall visit Wexcombe City Council.",
        ["Lowmere Council"],
        id="who-invited",
    ),
    pytest.param(
        "Recommendations and actions",
        "KPBC staff will be asked.\nA KPBC charter.\nThe London Borough of Kestrel Park (KPBC) has signed.",
        ["London Borough of Kestrel Park"],
        id="initials-the-document-defines",
    ),
    pytest.param(
        "Action tracker",
        "Publish the TOVBC plan\nTrain TOVBC members\nHelp parishes across the Tern and Ouzel Valley",
        ["Tern and Ouzel Valley Borough Council"],
        id="initials-and-one-place",
    ),
    pytest.param(
        "Action tracker",
        "Publish the HDC plan\nTrain HDC members\nMarket towns across Horsham grow",
        ["Horsham District Council"],
        id="initials-that-many-share-and-one-place",
    ),
    pytest.param("Action tracker", "Publish the HDC plan\nTrain HDC members", [], id="initials-alone-decide-nothing"),
    pytest.param(
        "Action tracker",
        "The County Council will lead.\nRoads in Eastmere are poor.\nDistricts of Eastmere were consulted.",
        ["Eastmere County Council"],
        id="the-county-council-and-a-place",
    ),
    pytest.param(
        "Corporate Peer Challenge",
        "Marlbridge DC (MDC) will act.\nThe Borough of tomorrow.\nJobs in Eastmere\nHealth in Eastmere\nMDC budget",
        ["Marlbridge District Council"],
        id="a-county-s-name-is-where-its-district-lies",
    ),
    pytest.param(
        "Peer team\nCllr Ann Ray, Leader, Kent County Council\nTom Bye – Chief Executive, Fareham BC",
        "Jo Low, Head of Finance (Hull City Council)\nLeader of Swindon Borough Council, Cllr Max Orr",
        [],
        id="peers-only",
    ),
    pytest.param(
        "Peer challenge\nThornhaven Borough Council\nCllr Ann Ray, Leader, Kent County Council",
        "Tom Bye – Chief Executive, Fareham BC\nTom Bye, Chief Executive, Fareham BC",
        ["Thornhaven Borough Council"],
        id="peers-beside-the-council",
    ),
    pytest.param(
        "Improvement plan",
        "Learn from places such as Leeds City Council and Exeter City Council.\nVisit Swale BC.",
        [],
        id="examples-only",
    ),
    pytest.param(
        "Improvement plan",
        "Kent County Council wrote.\nSurrey County Council wrote.",
        [],
        id="two-named-once-do-not-decide",
    ),
    pytest.param("Improvement plan", "The council thinks it can do better.", [], id="no-name"),
    pytest.param(
        "Peer challenge of Harl Valley District Council",
        "Marlbridge District Council helped. Marlbridge District Council stayed.",
        ["Harl Valley District Council"],
        id="a-council-we-do-not-know-is-named-as-printed",
    ),
    pytest.param(
        "Reading\nCorporate Peer Challenge", "", ["Reading Borough Council"], id="ordinary-word-alone-on-a-line"
    ),
    pytest.param("Reading list for members\nPeer challenge papers", "", [], id="ordinary-word-in-a-phrase"),
    pytest.param(
        "Royal Borough of Kensington & Chelsea – Peer Challenge",
        "",
        ["Royal Borough of Kensington and Chelsea"],
        id="royal",
    ),
    pytest.param("City of Westminster: peer challenge", "", ["Westminster City Council"], id="city-of-westminster"),
    pytest.param(
        "South Norfolk and Broadland\nPeer challenge action plan",
        "",
        ["South Norfolk District Council", "Broadland District Council"],
        id="two-places-alone-on-a-line",
    ),
    pytest.param(
        "Richmond and Wandsworth peer challenge",
        "",
        ["London Borough of Richmond upon Thames", "London Borough of Wandsworth"],
        id="an-ordinary-word-joined-to-a-place",
    ),
    pytest.param(
        "Lewes District and Eastbourne Borough Councils",
        "",
        ["Lewes District Council", "Eastbourne Borough Council"],
        id="two-types-and-a-plural",
    ),
    pytest.param("RBKC peer challenge", "", ["Royal Borough of Kensington and Chelsea"], id="initials-on-a-cover"),
    pytest.param(
        "Cheltenham Borough Council – peer challenge\nGloucestershire County Council offices, Shire Hall",
        "",
        ["Cheltenham Borough Council"],
        id="the-line-that-says-peer-challenge",
    ),
    pytest.param("Peer challenge\nof\nSlough\nBorough\nCouncil", "", ["Slough Borough Council"], id="a-word-a-line"),
    pytest.param("Cyngor Sir Ynys Môn\nHer Cymheiriaid", "", ["Isle of Anglesey County Council"], id="welsh-cover"),
    pytest.param(
        "Newcastle peer challenge",
        "The Borough Council serves Newcastle-under-Lyme.",
        ["Newcastle-under-Lyme Borough Council"],
        id="a-shared-short-form-told-by-the-text",
    ),
    pytest.param("Newcastle peer challenge", "Members were welcoming.", [], id="a-shared-short-form-left-open"),
    pytest.param(
        "Corporate peer challenge\nReport of the Chief Executive, Lowmere Council",
        "We have twelve months.",
        ["Lowmere Council"],
        id="signed-by-its-own-officer",
    ),
    pytest.param(
        "Glenquoy and Lough Ennan District Council\nImprovement plan 2024",
        "",
        ["Glenquoy and Lough Ennan District Council"],
        id="northern-ireland",
    ),
    pytest.param(
        "Wolds and Saltings Combined Authority\nCorporate peer challenge",
        "Eastmere County Council is a member.",
        ["Wolds and Saltings Combined Authority"],
        id="combined-authority",
    ),
    pytest.param(
        "Peer challenge\nMarlbridge District Council\nEastmere House, Thornhaven",
        "Marlbridge is small. Marlbridge is calm.",
        ["Marlbridge District Council"],
        id="an-address-is-no-council",
    ),
    pytest.param(
        "Corporate Peer Challenge\nMarlbridge DC",
        "Marlbridge District Council (MDC) shares its staff with Thornhaven Borough Council (THBC).\n"
        "MDC and THBC plan as one.\nTHBC homes\nMDC homes\nTHBC leisure\nTHBC\n"
        "Both councils gain.\nBoth councils decide.",
        ["Marlbridge District Council", "Thornhaven Borough Council"],
        id="a-partner-the-cover-does-not-name",
    ),
    pytest.param(
        "Corporate Peer Challenge\nMarlbridge DC",
        "Marlbridge District Council (MDC) talks to Thornhaven Borough Council.\nMDC homes\nBoth councils gain.",
        ["Marlbridge District Council"],
        id="a-neighbour-is-no-partner",
    ),
]


@pytest.mark.parametrize(("title", "body", "councils"), OPENINGS)
def test_a_document_says_whose_it_is(title: str, body: str, councils: Sequence[str], lexicon: CouncilLexicon) -> None:
    decision = decide(title, body, lexicon=lexicon)
    assert list(decision.names) == councils
    assert councils or decision.notes


DATED = [
    pytest.param("Quillshire peer challenge", None, "Quillshire Council", id="undated-place-is-the-one-in-being"),
    pytest.param("Quillshire peer challenge", date(2019, 5, 1), "Quillshire County Council", id="place-before"),
    pytest.param("Quillshire peer challenge", date(2024, 5, 1), "Quillshire Council", id="place-after"),
    pytest.param("Quillshire CC peer challenge", None, "Quillshire County Council", id="undated-as-printed"),
    pytest.param("Quillshire County Council", date(2024, 5, 1), "Quillshire Council", id="old-name-later"),
    pytest.param("Quillshire Council", date(2018, 5, 1), "Quillshire County Council", id="loose-name-earlier"),
    pytest.param(
        "Quillshire Council shadow plan peer review", date(2021, 12, 1), "Quillshire Council", id="shadow-year"
    ),
    pytest.param("Somerset County Council", date(2020, 1, 1), "Somerset County Council", id="somerset-2020"),
    pytest.param("Peer challenge: Dorset", date(2018, 1, 1), "Dorset County Council", id="dorset-2018"),
]


@pytest.mark.parametrize(("title", "on", "name"), DATED)
def test_the_date_picks_among_councils_of_one_place(
    title: str, on: date | None, name: str, lexicon: CouncilLexicon
) -> None:
    assert decide(title, lexicon=lexicon, on=on).names == (name,)


def test_a_council_abolished_before_the_document_is_kept_as_printed_and_noted(lexicon: CouncilLexicon) -> None:
    decision = decide("Quillborough City Council", lexicon=lexicon, on=date(2025, 1, 1))
    assert decision.names == ("Quillborough City Council",)
    assert [note.code for note in decision.notes] == ["council-conflict"]


def test_a_running_header_decides_where_no_cover_does(lexicon: CouncilLexicon) -> None:
    decision = decide(
        "Action plan",
        "Kent County Council wrote. Kent County Council rang.",
        lexicon=lexicon,
        furniture="Lowmere Council",
    )
    assert decision.names == ("Lowmere Council",)


def test_evidence_is_the_words_that_decided(lexicon: CouncilLexicon) -> None:
    passages = (Passage("Peer challenge: Lowmere Council", Region.TITLE), Passage("Lowmere is fine."))
    [council] = decide_councils(passages, lexicon=lexicon).councils
    printed = [passages[place.passage].text[place.start : place.end] for place in council.evidence]
    assert printed == ["Lowmere Council", "Lowmere"]
    assert 0.9 < council.confidence <= 1


def test_words_of_ignored_passages_decide_nothing(lexicon: CouncilLexicon) -> None:
    passages = (Passage("Lowmere Council, Lowmere Council", Region.IGNORED), Passage("An action plan"))
    assert decide_councils(passages, lexicon=lexicon).names == ()


def test_the_made_up_councils_are_known_only_where_asked_for(lexicon: CouncilLexicon) -> None:
    passages = (Passage("Lowmere Council\nPeer challenge", Region.TITLE),)
    assert decide_councils(passages, lexicon=lexicon).names == ("Lowmere Council",)
    assert decide_councils(passages, lexicon=lexicon).notes == ()
    unlisted = decide_councils(passages)
    assert unlisted.names == ("Lowmere Council",)
    assert [note.code for note in unlisted.notes] == ["unknown-council"]


@pytest.mark.parametrize(
    ("cover", "names"),
    [
        pytest.param("LOWMERE VALLEY COUNCIL\nPeer challenge", ("Lowmere Valley Council",), id="capitals"),
        pytest.param("London Borough of Lowmere\nPeer challenge", ("London Borough of Lowmere",), id="london"),
        pytest.param("The Council\nPeer challenge", (), id="no-name"),
        pytest.param("Full Council\nPeer challenge", (), id="a-meeting"),
        pytest.param("Lowmere DC: peer challenge", (), id="abbreviated-is-not-a-full-name"),
        pytest.param("Lowmere District Council, for Harl Borough Council", (), id="two-leave-it-open"),
        pytest.param(
            "Lowmere District Council and Harl Borough Council",
            ("Lowmere District Council", "Harl Borough Council"),
            id="two-that-are-joined",
        ),
        pytest.param("Lowmere Fire and Rescue Authority", ("Lowmere Fire and Rescue Authority",), id="fire-authority"),
        pytest.param("Lowmere & Harl Fire Authority", ("Lowmere and Harl Fire Authority",), id="ampersand"),
        pytest.param("HARL AND LOW COMBINED AUTHORITY", ("Harl and Low Combined Authority",), id="combined-authority"),
        pytest.param("Mayoral Combined Authority peer challenge", (), id="a-type-is-no-name"),
        pytest.param("Feedback report: North Harl Council", ("North Harl Council",), id="behind-a-colon"),
        pytest.param("Report to Full Council", (), id="a-meeting-is-no-name"),
    ],
)
def test_a_cover_names_one_council_in_full_though_no_list_has_it(cover: str, names: tuple[str, ...]) -> None:
    assert decide_councils((Passage(cover, Region.TITLE),)).names == names


# Fifteen lines for a cover take a short report's list of peers with them; as the parsers cut it, it is read rightly.
PEERS_ON_THE_COVER = {"report_further": pytest.mark.xfail(strict=True, reason="this stand-in for a cover holds peers")}


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(folder, marks=PEERS_ON_THE_COVER.get(folder, ()))
        for folder in sorted(path.parent.name for path in (ROOT / "fixtures").glob("*/gold.json"))
    ],
)
def test_our_own_documents_are_given_to_their_councils(folder: str, lexicon: CouncilLexicon) -> None:
    [source] = (ROOT / "fixtures" / folder).glob("source.*")
    gold = json.loads(source.with_name("gold.json").read_text(encoding="utf-8"))
    decision = decide_councils(cut_passages(source.read_text(encoding="utf-8")), lexicon=lexicon)
    assert list(decision.names) == gold["document"]["councils"]


def test_the_real_documents_are_given_to_their_councils(shared: Path) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    assert seeds
    for seed in seeds:
        gold = json.loads((shared / "gold" / f"{seed.stem}.json").read_text(encoding="utf-8"))
        decision = decide_councils(cut_passages(seed.read_text(encoding="utf-8")))
        assert list(decision.names) == gold["document"]["councils"], seed.name
