"""The same faults against the registers: what was noted about a customer is never lost, the
register's beginning included. Hostile strings through every screen and export of theirs."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from kit.ground.base.clean import clean
from kit.ground.journal import append
from kit.ground.journal.line import new_id
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import BOOKS, Book
from kit.people.registers.rules.items import fields_of
from tests.proofs.careless import Registered, whole
from tests.proofs.harm import filled, journal_of, needs_strace
from tests.proofs.hostile import ALL, in_page, in_table, smuggled
from tests.proofs.processes import Processes
from tests.proofs.test_cuts import cut_everywhere, rubbish_behind
from tests.proofs.test_failing_calls import failed_at_every_call
from tests.proofs.test_full_disk import LIMITS, full_at
from tests.proofs.test_kills import killed, killed_at_every_call
from tests.proofs.test_processes import together
from tests.support.kit import Kit
from tests.support.logs import at

forks = pytest.mark.skipif(sys.platform == "win32", reason="has no fork")


@forks
def test_cut_at_every_byte_it_keeps_every_whole_entry_and_takes_the_next(home: Path) -> None:
    _, texts = filled(Registered, home, 6)
    size = journal_of(home).stat().st_size
    score = cut_everywhere(Registered, home, range(0, size + 1, 3), texts)
    assert score.hurt > 300
    assert score.harm == 0, score


@forks
def test_rubbish_zeros_or_old_lines_behind_it_cost_no_entry(fast: Path) -> None:
    score = rubbish_behind(Registered, fast / "home", 100, fast / "spare")
    assert score.harm == 0, score


@forks
def test_a_disk_that_fills_at_any_byte_records_it_or_says_what_it_needs(fast: Path) -> None:
    score, answers = full_at(Registered, fast / "home", fast / "template", False)
    refused = [answer for answer in answers if answer]
    assert score.harm == 0, score
    assert len(answers) == LIMITS
    assert all(re.fullmatch(r"disk-full:[1-9]\d*", answer) for answer in refused), set(refused)


@forks
def test_kills_at_random_moments_of_two_terminals_lose_nothing(
    processes: Processes, fast: Path
) -> None:
    score = killed(processes, ["registered", "registered"], fast, 20, 4)
    assert score.said > 200
    assert score.harm == 0, score
    assert all(whole(home) for home in fast.glob("home*"))


@forks
@needs_strace
def test_a_kill_at_every_system_call_beside_another_terminal_loses_nothing(
    processes: Processes, fast: Path
) -> None:
    score = killed_at_every_call(processes, "registered", fast, beside=True)
    assert score.hurt >= 15
    assert score.harm == 0, score


@forks
@needs_strace
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_any_file_call_that_fails_gives_the_entry_once_or_a_refusal(
    processes: Processes, fast: Path, error: str
) -> None:
    score, odd = failed_at_every_call(processes, "registered", fast, error, ever=False)
    assert odd == []
    assert score.hurt >= 10
    assert score.harm == 0, score


@forks
def test_four_terminals_that_begin_it_together_lose_nothing_and_the_chain_is_whole(
    processes: Processes, home: Path
) -> None:
    texts = []
    for process in together(processes, home, ["registered"] * 4, 50):
        texts += process.said
    assert len(texts) == 200
    assert Counter(Registered(home).texts()) == Counter(texts)
    assert whole(home)


# ---- hostile strings ---------------------------------------------------------------------


def book_field(book: Book, name: str) -> bool:
    return bool(fields_of(book.item)[name].choices)


def typed(home: Path) -> None:
    """Every string in every field of every register, and in all that is said about it."""
    store = Registers(str(home))
    for name, book in BOOKS.items():

        def act(draft: acts.Draft, book: Book = book) -> None:
            for number, one in enumerate(ALL):
                fields = {n: f.choices[0] if f.choices else one.text[: f.limit] for n, f in fields_of(book.item).items()}
                if "counted_with" in fields:
                    fields["counted_with"] = "second"
                fields.pop("about", None)
                id_ = f"{number:06d}-AAA-{number:04d}"
                if not all(any(clean(fields.get(n, "")) for n in group) for group in book.item.needed):
                    fields |= {group[0]: "Li" for group in book.item.needed if not book_field(book, group[0])}
                acts.add(draft, book, id_, fields, owner=one.text[:60], drill=True)
                acts.note(draft, id_, one.text + one.mark)
                acts.attempt(draft, id_, "busy", one.text)

        store.record(name, at(0), ALL[3].text, act)


def raw(home: Path) -> None:
    """The same, as another program wrote it into the journals byte by byte."""
    typed(home)
    store = Registers(str(home))
    when = at(1).wall.isoformat(timespec="milliseconds")
    for name, book in BOOKS.items():
        opened = store.load(name)
        assert opened is not None
        entries = []
        for number, one in enumerate(ALL):
            fields = dict.fromkeys(fields_of(book.item), one.text)
            events = {
                "added": {"id": f"{one.text[:20]}{number}", "fields": fields, "owner": one.text, "incident": one.text, "drill": True},
                "staged": {"id": f"{number:06d}-AAA-{number:04d}", "stage": one.text, "note": one.text, "fields": fields},
                "waits": {"id": f"{number:06d}-AAA-{number:04d}", "until": when, "note": one.text},
                "entered": {"id": f"{number:06d}-AAA-{number:04d}", "number": one.text},
                "not-known-yet": {"x": one.text},
            }
            entries += [
                append.Pending(new_id(), when, one.text[:60], kind, json.dumps(data).encode("ascii"))
                for kind, data in events.items()
            ]
        stem = store.recorder.laptop
        append.append(str(Path(opened.where.path) / f"{stem}.jsonl"), f"{name}/{stem}", entries, None, str(home))


def readings(kit: Kit) -> list[list[str]]:
    out: list[list[str]] = [[], ["board"], ["verify"], ["sheet"], ["sheet", "--json"], ["sheet", "--csv", "-"], ["forget"]]
    own = (["duty"], ["duty", "due"], ["supply"], ["supply", "ups"], ["risk"], ["training", "matrix"], ["training", "due"],
           ["checklists", "history"], ["ready"])  # fmt: skip
    out += [[*line, *more] for line in own for more in ([], ["--json"])]
    for name in (name for name, book in BOOKS.items() if not book.standing or name in ("risk", "training")):
        out += [[name, "list", "--all", *more] for more in ([], ["--json"], ["--redact"], ["--redact", "--json"])]
        out += [[name, "show", f"{n:06d}-AAA-{n:04d}", *more] for n in (0, 40, 90, 150) for more in ([], ["--json", "--withheld"])]
    return out


@pytest.mark.parametrize("way", ["typed", "raw"])
def test_registers_show_hostile_text_as_text(bare: Kit, way: str) -> None:
    (typed if way == "typed" else raw)(bare.home)
    bare.at(90)
    for number, argv in enumerate(readings(bare)):
        bare.env("KIT_LANG", ("zh", "en")[number % 2])
        done = bare(*argv)
        assert "Traceback" not in done.err + done.out and done.code in (0, 3, 5), (argv, done.err[-300:])
        assert not smuggled(done.out.replace("\r\n", "\n").removeprefix("\ufeff")), (argv, smuggled(done.out))
        assert not smuggled(done.err), (argv, smuggled(done.err))
        if "--json" in argv:
            json.loads(done.out)
        if "--csv" in argv:
            assert not in_table(done.out), in_table(done.out)
            assert len(list(csv.reader(io.StringIO(done.out)))) > len(ALL)


def test_a_printed_sheet_and_a_notice_hold_no_tag_of_what_was_typed(bare: Kit) -> None:
    typed(bare.home)
    bare.at(90)
    assert not in_page(bare("sheet", "--blank", "-").out)
    for number in (0, 60, 120):
        said = bare("property", "notice", f"{number:06d}-AAA-{number:04d}").out
        assert said and not smuggled(said)


@pytest.mark.parametrize("part", range(2))
def test_what_is_typed_at_the_registers_is_refused_or_noted_as_text(bare: Kit, part: int) -> None:
    lines = [
        ["callback", "add", "{}"], ["callback", "done", "{}"], ["complaint", "{}"], ["sheet", "{}"],
        ["order", "add", "{}", "--unit", "{}", "--due", "{}"], ["caller", "list", "{}"], ["property", "undo", "{}"],
        ["callback", "move", "{}", "--to", "{}"], ["forget", "callback", "{}"], ["complaint", "add", "x", "--matter", "{}", "--how", "{}"],
        ["sheet", "--paper", "--who", "{}", "--file", "{}"],
    ]  # fmt: skip
    bare.at(0)
    for number, one in enumerate(ALL):
        bare.env("KIT_LANG", ("zh", "en")[(number + part) % 2])
        argv = [word.replace("{}", one.text.replace("\0", "")) for word in lines[(number + part * 5) % len(lines)]]
        done = bare(*argv)
        assert "Traceback" not in done.err and done.code in (0, 1, 2, 3, 4), (argv, done.err[-300:])
        assert not smuggled(done.out) and not smuggled(done.err), (argv, done.out, done.err)
