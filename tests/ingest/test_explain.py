"""`peerplan explain` says why rows were joined; `--no-join` leaves them apart, and what is read tells so."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from ingest.cli import app
from ingest.explanations import describe_joints, pack_explanation, unpack_explanation
from ingest.options import set_formats
from ingest.settings import load_settings
from normalise.errors import UsageError
from parsers.explain import read_explanation
from parsers.given import ReadSettings
from parsers.joints import Evidence, Joint, JointKind, Side
from parsers.words import Place

CUT = (
    "Ref\tRecommendation\tAction\tTimescale\tLead officer\n"
    "1\tOpen the reading room\tAgree with the friends of the\tMay 2025\tHead of Culture\n"
    "\n"
    "\t\tlibrary who holds the keys.\t\t\n"
    "2\tMend the roof\tFind a slater.\tJune 2025\tHead of Estates\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(CUT, encoding="utf-8")
    return path


def run(*words: str | Path) -> str:
    done = CliRunner().invoke(app, [*map(str, words), "--in-process"])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_each_place_is_told_with_its_evidence_and_what_was_decided(plan: Path) -> None:
    told = run("explain", plan).splitlines()
    assert "line 2 to 4: row made one (+3)" in told
    assert (
        "  above table 0 row 1: 1 | Open the reading room | Agree with the friends of the | May 2025 | Head of Culture"
        in told
    )
    assert "      +3  a sentence runs on: column 3: “… with the friends of the” / “library who holds the ke…”" in told
    assert told[-1] == "plan.txt: 2 places, 2 made one, 0 kept apart, 0 in doubt"


def test_json_holds_all_of_it(plan: Path) -> None:
    told = json.loads(run("explain", plan, "--json"))
    assert [(joint["kind"], joint["is_joined"], joint["score"]) for joint in told["joints"]] == [
        ("table", True, 3.0),
        ("row", True, 3.0),
    ]
    assert told["joints"][1]["evidence"][0]["name"] == "sentence-runs-on"
    assert told["joints"][1]["below"]["place"]["line"] == 4


def test_only_what_is_in_doubt_can_be_asked_for(plan: Path) -> None:
    assert run("explain", plan, "--doubtful").splitlines() == [
        "plan.txt: 5 columns, 0 of unknown headings; 0 pieces of the plan not read",
        "plan.txt: 2 places, 2 made one, 0 kept apart, 0 in doubt",
    ]


def test_a_file_that_cannot_be_read_ends_in_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["explain", str(tmp_path / "none.pdf"), "--in-process"])
    assert done.exit_code == 1
    assert done.stderr == f"peerplan: {tmp_path / 'none.pdf'}: does not exist. Check the path.\n"


def test_the_reading_process_explains_as_this_one_does(plan: Path) -> None:
    done = CliRunner().invoke(app, ["explain", str(plan)])
    assert done.stdout == run("explain", plan)


def test_an_explanation_comes_whole_out_of_the_reading_process() -> None:
    explanation = read_explanation(CUT.encode(), "plan.txt")
    assert unpack_explanation(pack_explanation(explanation)) == explanation


def test_words_of_a_document_do_not_steer_the_terminal() -> None:
    side = Side(Place(page=1), "\x1b[31mred")
    joint = Joint(JointKind.ROW, side, side, (Evidence("x", 1.0, "it does", "\x1b[2J"),))
    assert "\x1b" not in "".join(line.plain for line in describe_joints([joint]))


def test_without_joining_each_row_stays_as_it_is_printed(plan: Path) -> None:
    actions = [action["text"] for action in json.loads(run("extract", plan, "--json", "--no-join"))["actions"]]
    assert actions == ["Agree with the friends of the", "library who holds the keys.", "Find a slater."]
    whole = [action["text"] for action in json.loads(run("extract", plan, "--json"))["actions"]]
    assert whole == ["Agree with the friends of the library who holds the keys.", "Find a slater."]


def test_joining_is_part_of_what_a_document_was_read_with(plan: Path) -> None:
    hashes = [json.loads(run("extract", plan, "--json", *more))["settings"] for more in ([], ["--no-join"])]
    assert hashes[0] == ReadSettings().hash() != hashes[1]


def test_the_settings_file_may_say_it_and_the_option_wins(tmp_path: Path) -> None:
    path = tmp_path / "peerplan.toml"
    path.write_text("join = false\n", encoding="utf-8")
    assert load_settings(path).reading == ReadSettings(join=False)
    assert set_formats(ReadSettings(), None, no_tags=False, no_join=True) == ReadSettings(join=False)
    assert set_formats(ReadSettings(join=False), None, no_tags=False) == ReadSettings(join=False)


def test_without_joining_there_is_nothing_to_explain() -> None:
    assert read_explanation(CUT.encode(), "plan.txt", ReadSettings(join=False)).joints == ()


def test_ingest_takes_the_option(plan: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["ingest", str(plan), "--db", str(tmp_path / "a.db"), "--no-join", "--in-process"])
    assert done.exit_code == 0
    again = CliRunner().invoke(app, ["ingest", str(plan), "--db", str(tmp_path / "a.db"), "--in-process"])
    assert "superseded" in again.stderr


PLAN = (
    "Corporate Peer Challenge Action Plan\n\n"
    "Ref\tRecommendation\tAction\tLanding\tConductor\tRipple\n"
    "1\tListen to tenants\tSet up a panel\tMay 2025\tHead of Housing\tTenants say that they are heard\n"
    "2\tJoin the depots\tAgree a site\tJune 2025\tHead of Streets\tThe cost of depots falls\n"
)


@pytest.fixture
def jargon(tmp_path: Path) -> Path:
    path = tmp_path / "jargon.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_each_column_is_told_with_its_role_its_evidence_and_the_next_best(jargon: Path) -> None:
    told = run("explain", jargon).splitlines()
    assert "line 3: table 0" in told
    assert "  column 2 “Action”: action 10; next recommendation, 3.5 behind" in told
    assert "  column 3 “Landing”: timeline 7.5; next other, 3.5 behind" in told
    assert "      +7  timeline: cells 100% times" in told
    assert [line for line in told if "section" in line] == ["line 1: section “(no heading)”: action_table 0.9"]


def test_a_line_of_ones_own_has_a_heading_read_that_nobody_knew(jargon: Path, tmp_path: Path) -> None:
    before = json.loads(run("extract", jargon, "--json"))
    assert [action["measures"] for action in before["actions"]] == [[], []]
    assert before["actions"][0]["other"] == {"Ripple": "Tenants say that they are heard"}
    own = tmp_path / "our-headers.csv"
    own.write_text("wording,role\nripples,measure\n", encoding="utf-8")
    after = json.loads(run("extract", jargon, "--json", "--headers", own))
    assert [action["measures"] for action in after["actions"]] == [
        ["Tenants say that they are heard"],
        ["The cost of depots falls"],
    ]
    assert after["settings"] != before["settings"]
    assert "Ripple" not in str(after["issues"])


def test_the_settings_file_may_name_the_lines_too(jargon: Path, tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("wording,role\nripple,measure\n", encoding="utf-8")
    config = tmp_path / "peerplan.toml"
    config.write_text('headers = "ours.csv"\n', encoding="utf-8")
    told = json.loads(run("extract", jargon, "--json", "--config", config))
    assert told["actions"][1]["measures"] == ["The cost of depots falls"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("wording,role\nripple,ripples\n", "'ripples' is no role", id="role"),
        pytest.param("wording,role\n,measure\n", "a line without a wording", id="wording"),
        pytest.param("wording,role,match\nripple,measure,starts\n", "match is 'starts'", id="match"),
        pytest.param("wording,role,stage\nripple,action,old\n", "'old' is no stage", id="stage"),
        pytest.param("wording,role\n", "holds no headers", id="empty"),
        pytest.param("", "holds no headers", id="nothing"),
        pytest.param("ripple;measure\nx;y\n", "a line without a wording", id="other-signs"),
    ],
)
def test_a_file_of_headers_that_is_none_is_named(jargon: Path, tmp_path: Path, content: str, says: str) -> None:
    own = tmp_path / "our-headers.csv"
    own.write_text(content, encoding="utf-8")
    done = CliRunner().invoke(app, ["extract", str(jargon), "--headers", str(own), "--in-process"])
    assert isinstance(done.exception, UsageError) or done.exit_code == 2
    assert says in f"{done.exception}{done.output}"


def test_what_was_not_used_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN + "\n\nNothing in this plan costs money.\n", encoding="utf-8")
    told = json.loads(run("explain", path, "--json"))
    assert "Nothing in this plan costs money." in [piece["words"] for piece in told["unused"]]


def test_a_document_in_an_archive_is_explained(jargon: Path, tmp_path: Path) -> None:
    archive = tmp_path / "plans.zip"
    with ZipFile(archive, "w") as zipped:
        zipped.write(jargon, "in/jargon.txt")
        zipped.writestr("other.txt", CUT)
    told = run("explain", archive, "--member", "jargon.txt")
    assert "column 5 “Ripple”: other 4" in told
    assert told.splitlines()[-1].startswith("plans.zip/in/jargon.txt:")
