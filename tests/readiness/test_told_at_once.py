"""What is wrong with a command is told at once, with a whole line that works as it is typed."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from kit.readiness.supplies.command.supply import EXAMPLES
from kit.readiness.training.command import EXAMPLES as SESSIONS
from tests.support.kit import Kit


def test_all_that_lacks_and_all_that_is_of_no_use_stands_in_one_message(bare: Kit) -> None:
    said = bare("supply", "check", "torch", "--least", "3", "--place", "desk", "--good", "2")
    assert said.code == 2
    for option in ("--least", "--place", "--counted"):
        assert option in said.err, option
    assert "kit supply check 3F9A --counted 8 --good 7" in said.err
    said = bare("training", "held")
    for option in ("TOPIC", "--who", "--method", "--result"):
        assert option in said.err, option
    assert f"kit training held {SESSIONS['held']}" in said.err


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_a_supply_works_as_it_is_typed(bare: Kit, example: str) -> None:
    kit = bare.at(0)
    book, verb = example.split()
    line = ["supply", *(["ups"] if book == "ups" else []), verb]
    words = shlex.split(EXAMPLES[example])
    if verb != "add":
        own = shlex.split(EXAMPLES[f"{book} add"])
        assert kit(*line[:-1], "add", *own).code == 0
        words[0] = own[0]
        if book == "supply":
            assert kit("supply", "check", own[0], "--counted", "8", "--good", "8").code == 0
        if verb == "return":
            assert kit("supply", "issue", own[0], "--number", "2").code == 0
    done = kit(*line, *words)
    assert done.code == 0, done.err


@pytest.mark.parametrize("verb", SESSIONS)
def test_every_example_of_a_training_works_as_it_is_typed(bare: Kit, verb: str) -> None:
    done = bare.at(0)("training", verb, *shlex.split(SESSIONS[verb]))
    assert done.code == 0, done.err


def test_help_says_which_option_belongs_to_which_word(bare: Kit) -> None:
    told = " ".join(bare("--lang", "en", "supply", "--help").out.split())
    assert "(check)" in told and "(issue, return, restock)" in told and "(test)" in told


def test_a_drill_by_scenario_is_evidence_that_is_there(bare: Kit) -> None:
    kit = bare.at(0)
    kit.env("KIT_PROFILE", "customer-service-dept")
    kit("drill", "run", "lift-stuck", "--no-guide")
    ref = kit("drill", "list", "--json").json["drills_held"][-1]["drill_ref"]
    kit("drill", "end", ref)
    kit("duty", "begin")
    done = kit("--lang", "en", "duty", "done", "po-drill", "--evidence", ref)
    assert done.code == 0 and "no drill" not in done.err, done.err
    assert "no drill" in kit("--lang", "en", "duty", "done", "po-drill", "--evidence", "D-1").err


@pytest.mark.parametrize("line", ["Purpose", "purpose", "PURPOSE", "演练目的"])
def test_a_line_of_the_record_is_filled_by_its_id_or_as_it_is_printed(bare: Kit, line: str) -> None:
    bare.at(0)("drill", "run", "lift-stuck", "--no-guide")
    done = bare("drill", "record", "--fill", f"{line}=to find the keys")
    assert done.code == 0, done.err
    assert "to find the keys" in bare("drill", "record").out


def test_what_is_to_be_used_instead_repeats_what_was_given(bare: Kit, tmp_path: Path) -> None:
    bare.at(0)("note", "something")
    assert bare("backup", str(tmp_path / "kept")).code == 0
    into = str(tmp_path / "new home")
    said = bare("restore", str(tmp_path / "kept"), "--into", into)
    how = said.err.split("kit restore", 1)[1].split("\n")[0]
    assert shlex.split(how) == [str(tmp_path / "kept"), "--into", into, "--yes"]
    assert bare("restore", *shlex.split(how)).code == 0
    said = bare("sheet", "--paper", "--who", "Anna")
    assert "kit sheet --paper --who Anna --file FILE" in said.err


def test_an_end_without_a_hand_over_names_what_it_leaves_in_registers(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    for number in range(8):
        bare("shift", "degraded", f"printer {number}")
    ended = bare("--lang", "en", "shift", "end", "--reason", "nobody came")
    ids = [each["id"][-4:] for each in bare("item", "list", "--json").json["items"]]
    assert len(ids) == 8 and sum(id_ in ended.err for id_ in ids) == 6 and "+2" in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files")
def test_a_data_folder_that_others_may_read_is_named_whole(bare: Kit) -> None:
    bare.at(0)("note", "something")
    bare.home.chmod(0o755)
    assert f"may read {bare.home} " in bare("--lang", "en", "verify").out
