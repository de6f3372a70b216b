"""The word that ends a drill: what is real is open at once, in a log of its own."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules.stop_word import stop_word
from tests.support.driller import log_of, raw
from tests.support.kit import Kit


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("非演练", ""), ("非演练！三楼着火", "三楼着火"), ("这不是演练，有人倒下", "有人倒下"), ("No drill", ""), ("NO DRILL: fire", "fire"),
        ("this is not a drill - smoke", "smoke"), ("not a drill!", ""), ("  非演练 三楼着火", "三楼着火"),
    ],
)  # fmt: skip
def test_the_word_is_understood_at_the_beginning_of_a_note(text: str, rest: str) -> None:
    assert stop_word(text) == rest


@pytest.mark.parametrize(
    "text", ["演练开始", "非演练人员请离开", "有人说非演练", "no drillings", "there is no drill today", "not a drill area", "演练不停"]
)
def test_what_only_sounds_like_it_ends_nothing(text: str) -> None:
    assert stop_word(text) is None


@pytest.mark.parametrize(("words", "type_"), [("非演练 着火了", "fire"), ("no drill", "general"), ("no drill: xyzzy", "general")])
def test_a_real_incident_is_open_at_once_and_the_drill_is_over(words: str, type_: str, drill: Kit) -> None:
    drilled = drill("list", "--json").json["incidents"][0]["ref"]
    said = drill("note", words)
    assert said.code == 0, said.err
    (real,) = drill("list", "--json").json["incidents"]
    assert (real["type"], real["drill"]) == (type_, False) and real["ref"] in said.out
    held = drill("drill", "list", "--json").json["drills_held"][0]
    assert (held["how_ended"], held["real_ref"]) == ("real", real["ref"])
    assert log_of(drill.home, drilled).incident.closed is not None


def test_the_two_logs_are_never_mixed(drill: Kit) -> None:
    drilled = drill("list", "--json").json["incidents"][0]["ref"]
    drill("tick", "talk")
    drill("note", "no drill: fire on floor 3")
    real = drill("list", "--json").json["incidents"][0]["ref"]
    (folder,) = drill.home.glob(f"open/{real}.*")
    lines = raw(str(folder))
    assert lines[0]["kind"] == "opened" and "drill" not in lines[0]["data"]
    assert drilled not in str(lines) and "fire on floor 3" in [e["data"].get("text") for e in lines if e["kind"] == "note"]
    assert "tick" in lines[0], "by the system's clock"
    (other,) = drill.home.glob(f"closed/*/{drilled}.*")
    texts = [e["data"].get("text", "") for e in raw(str(other)) if e["kind"] == "note"]
    assert "fire on floor 3" not in " ".join(texts)


def test_it_ends_a_drill_of_one_incident_too(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    ref = bare("start", "fire", "--drill", "--no-guide", "--json").json["ref"]
    bare("note", "非演练")
    (real,) = bare("list", "--json").json["incidents"]
    assert not real["drill"] and real["ref"] != ref


def test_in_a_real_incident_it_is_a_note_like_any_other(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    ref = bare("start", "fire", "--no-guide", "--json").json["ref"]
    bare("note", "no drill: smoke on the stairs")
    assert [each["ref"] for each in bare("list", "--json").json["incidents"]] == [ref]
    assert bare.folder(ref).incident.notes == 1


def test_by_another_clock_than_the_systems_nothing_real_is_opened_and_the_drill_goes_on(bare: Kit) -> None:
    bare.at(0)("drill", "run", "lift-stuck", "--no-guide")
    said = bare("note", "no drill")
    assert said.code == 3 and bare("drill", "list", "--json").json["drills_held"][0]["drill_ended"] is None


def test_a_real_incident_opens_even_where_the_drills_journal_cannot_be_read(drill: Kit) -> None:
    (journal,) = drill.home.glob("drilled/D*/*.jsonl")
    journal.write_bytes(b"garbage\n" * 9)
    assert drill("note", "no drill").code == 0
    (real,) = drill("list", "--json").json["incidents"]
    assert not real["drill"]


def test_a_drill_whose_journal_is_damaged_stops_no_command(drill: Kit) -> None:
    (journal,) = drill.home.glob("drilled/D*/*.jsonl")
    journal.write_bytes(b"garbage\n" * 9)
    for line in ("list", "drill list", "note seen", "drill show"):
        said = drill(*line.split())
        assert said.code in (0, 5) and "Traceback" not in said.err + said.out, line
    assert "cannot be read" in drill("drill", "list").err


def test_verify_proves_a_drills_journal_too(drill: Kit) -> None:
    before = drill("verify", "--json").json
    assert before["whole"] and before["entry_count"] > drill.folder().incident.entries
    (journal,) = drill.home.glob("drilled/D*/*.jsonl")
    lines = bytearray(journal.read_bytes())
    lines[lines.index(b"\n") + 20] ^= 1
    journal.write_bytes(bytes(lines))
    said = drill("verify", "--json")
    assert said.code == 5 and [f["ref"][:1] for f in said.json["findings"] if f["damage"]] == ["D"]
