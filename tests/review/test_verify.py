"""``kit verify`` through the program."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from kit.ground.journal.prove_log import DAMAGE, RIGHTS, Kind
from kit.incidents.incident.files.store import Store
from kit.readiness.doctor.files.look_home import rights
from kit.review.verify.files.verify import check
from kit.review.verify.words import WORDS
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.logs import log_of, note, start
from tests.support.machine import unlistable
from tests.support.run import Done, environment, run


def kit(home: Path, *words: str, lang: str = "en") -> Done:
    return run(environment(home, lang), *words)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whole_logs_give_one_line_and_exit_code_zero(tmp_path: Path, lang: str) -> None:
    note(start(Store(str(tmp_path))), "a")
    tmp_path.chmod(0o700)
    done = kit(tmp_path, "verify", lang=lang)
    assert done.returncode == Exit.DONE
    total = {"zh": "1 个事件，2 条记录，0 处发现\n", "en": "1 incident, 2 entries, 0 findings\n"}
    assert done.stdout == total[lang]


def test_damage_is_named_with_its_entry_and_gives_exit_code_five(tmp_path: Path) -> None:
    folder = start(Store(str(tmp_path)))
    for n in range(3):
        note(folder, f"note {n}")
    tmp_path.chmod(0o700)
    path = log_of(folder)
    path.write_bytes(path.read_bytes().replace(b"note 1", b"nope 1"))
    done = kit(tmp_path, "verify", folder.ref)
    assert done.returncode == Exit.UNREADABLE
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{folder.ref} {path.stem}: entries 3 are damaged (")
    assert lines[1] == "1 incident, 3 entries, 1 finding"
    answer = json.loads(kit(tmp_path, "verify", "--json").stdout)
    assert answer["whole"] is False
    assert (answer["findings"][0]["first"], answer["findings"][0]["last"]) == (3, 3)
    assert answer["findings"][0]["kind"] == "damaged"


def test_open_rights_and_torn_ends_are_remarks(tmp_path: Path) -> None:
    folder = start(Store(str(tmp_path)))
    tmp_path.chmod(0o700)
    path = log_of(folder)
    path.write_bytes(path.read_bytes() + b'{"n":2,')
    path.chmod(0o644)
    done = kit(tmp_path, "verify")
    assert done.returncode == Exit.DONE
    assert "7 bytes are incomplete" in done.stdout
    if os.name == "posix":
        assert f'chmod 600 "{path}"' in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="rights of files are the system's there")
@pytest.mark.parametrize("fs, advised", [("exfat", False), ("vfat", False), ("fuseblk", False), ("ext4", True)])
def test_no_chmod_is_advised_on_a_stick_that_knows_no_owners_and_that_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fs: str, advised: bool
) -> None:
    """By a made-up table of what is mounted; by the check of the logs and by that of the laptop."""
    table = tmp_path / "mounts"
    table.write_text(f"/dev/x {os.path.realpath(tmp_path)}/stick {fs} rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr("kit.ground.machine.mounts.MOUNTS", str(table))
    home = tmp_path / "stick" / "home"
    for name in ("a", "b"):
        note(folder := start(Store(str(home))), name)
        log_of(folder).chmod(0o644)
    for each in (home, home / "open"):
        each.chmod(0o755)
    found = [f.kind for f in check(Store(str(home))) if f.kind in RIGHTS]
    assert found == (["rights"] * 4 if advised else ["rights-none"])
    assert rights(Store(str(home))).kept == advised


def test_an_unknown_reference_is_not_found(tmp_path: Path) -> None:
    assert kit(tmp_path, "verify", "ZZZZ").returncode == Exit.NOT_FOUND


def test_every_kind_of_finding_has_its_sentence() -> None:
    kinds = set(Kind.__args__)  # type: ignore[attr-defined]
    assert kinds <= set(WORDS)
    assert kinds >= DAMAGE
    for zh, en in WORDS.values():
        assert "tamper-proof" not in en
        assert zh and en


@pytest.mark.parametrize(("shut", "named"), [("open", ""), ("closed/2026-03", ""), ("open/{ref}.fire", "{ref}")])
def test_what_lies_in_a_folder_that_cannot_be_opened_is_not_said_to_be_gone_or_cut_short(
    bare: Kit, monkeypatch: pytest.MonkeyPatch, shut: str, named: str
) -> None:
    """The disk gave a folder out no more: the incidents in it were said to be gone, and the list that still
    knew them to be deletable; an older copy was looked for where nothing was overwritten."""
    log = opened(bare.home, "fire", drill=True)
    if "closed" in shut:
        closed(log, TEN)
    unlistable(monkeypatch, bare.home / shut.format(ref=log.ref))
    found = bare("verify")
    assert found.code == Exit.UNREADABLE
    assert f"{shut.format(ref=log.ref)} cannot be opened" in found.out and "fsck" in found.out
    assert not [word for word in ("is gone", "lacks entries", "folder seen") if word in found.out]
    assert ("it may lie in " in found.out) == (not named)
