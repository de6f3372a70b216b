"""``kit export --seal``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.support.kit import Kit
from tests.support.laptops import tree

pytest.importorskip("pyrage", reason="the extra seal")
WORDS = "four words said twice"


def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KIT_HOME", str(tmp_path / "other"))
    return tmp_path / "other"


def test_what_is_sealed_opens_with_its_passphrase_alone_and_whole(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One test, because each sealing and each opening costs a second, by design."""
    monkeypatch.setenv("KIT_PASSPHRASE", WORDS)
    path, ref, here = tmp_path / "shift.age", kit.folder().ref, kit.home
    said = kit("export", "--all", "-o", str(path), "--seal")
    assert said.code == 0 and "Sealed" in said.out and str(path) in said.out, said.err
    blob = path.read_bytes()
    assert blob.startswith(b"age-encryption.org/v1") and ref.encode() not in blob
    assert not [*here.glob(".unsealed*")], "nothing open is left"

    monkeypatch.setenv("KIT_PASSPHRASE", "some other words")
    before = tree(here, ())
    said = kit("import", str(path), "--yes")
    assert said.code == 2 and said.err.count("\n") == 1 and "passphrase" in said.err
    assert tree(here, ()) == before

    monkeypatch.setenv("KIT_PASSPHRASE", WORDS)
    other = elsewhere(tmp_path, monkeypatch)
    (tmp_path / "bad.age").write_bytes(blob[:-9] + bytes([blob[-9] ^ 1]) + blob[-8:])
    assert "damaged" in kit("import", str(tmp_path / "bad.age"), "--yes").err and not other.exists()

    assert "1 journal taken in" in kit("import", str(path), "--yes").out
    assert kit("verify").code == 0 and [*other.rglob(f"{ref}.*")]
    assert not [*other.glob(".unsealed*")]


def test_what_is_sealed_and_no_bundle_is_refused_by_the_name_of_the_file_that_lies_there(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The private copy that was named is gone when somebody looks for it."""
    import pyrage

    monkeypatch.setenv("KIT_PASSPHRASE", WORDS)
    path = tmp_path / "shift.age"
    path.write_bytes(pyrage.passphrase.encrypt(b"hello", WORDS))
    said = kit("import", str(path), "--yes")
    assert said.code == 5 and str(path) in said.err and ".unsealed" not in said.err
    assert "directory" in kit("import", str(tmp_path), "--yes").err


def test_a_short_passphrase_a_file_that_is_there_and_nobody_to_ask_write_nothing(
    kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.age"
    monkeypatch.setenv("KIT_PASSPHRASE", "short")
    assert "8 characters" in kit("export", "--all", "-o", str(path), "--seal").err
    monkeypatch.delenv("KIT_PASSPHRASE")
    assert "KIT_PASSPHRASE" in kit("export", "--all", "-o", str(path), "--seal").err
    assert not path.exists()
    path.write_bytes(b"x")
    monkeypatch.setenv("KIT_PASSPHRASE", WORDS)
    assert "exists" in kit("export", "--all", "-o", str(path), "--seal").err
    assert path.read_bytes() == b"x"


def test_without_the_extra_it_is_named(kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = tmp_path / "shift.age"
    sealed.write_bytes(b"age-encryption.org/v1\n")
    monkeypatch.setitem(sys.modules, "pyrage", None)
    for words in (("export", "--all", "-o", str(sealed) + "2", "--seal"), ("import", str(sealed))):
        said = kit(*words)
        assert said.code == 2 and "incident-kit[seal]" in said.err, words


def test_tables_are_never_written_open_where_they_were_to_be_sealed(kit: Kit, tmp_path: Path) -> None:
    said = kit("export", "--tables", str(tmp_path / "tables"), "--seal")
    assert said.code == 2 and "--seal" in said.err and not (tmp_path / "tables").exists()


def test_what_a_kill_left_open_is_cleared_and_belongs_to_no_backup(kit: Kit, tmp_path: Path) -> None:
    left, busy = kit.home / ".unsealed-ab12cd", kit.home / ".unsealed-now"
    for folder in (left, busy):
        folder.mkdir()
        (folder / "bundle").write_bytes(b"names of people")
    hours_ago = kit.home.stat().st_mtime - 7200
    os.utime(left, (hours_ago, hours_ago))
    said = kit("backup", str(tmp_path / "stick"))
    assert said.code == 0 and "unsealed" not in said.err
    kit("list")
    assert not left.exists() and busy.exists(), "what another terminal works with stays"
