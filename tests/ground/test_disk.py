"""Where things lie."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kit.ground.machine import disk as place
from kit.ground.machine.disk import default_home, laptop_id, read_laptop, replace_file


def test_the_default_home_is_where_platformdirs_puts_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    platformdirs = pytest.importorskip("platformdirs")
    assert default_home() == platformdirs.user_data_dir("incident-kit", appauthor=False)
    for value in ("", "  ", str(tmp_path / "data")):
        monkeypatch.setenv("XDG_DATA_HOME", value)
        assert default_home() == platformdirs.user_data_dir("incident-kit", appauthor=False)


def test_on_a_mac_it_is_application_support(monkeypatch: pytest.MonkeyPatch) -> None:
    macos = pytest.importorskip("platformdirs.macos")
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    expected = macos.MacOS("incident-kit", appauthor=False).user_data_dir
    assert default_home() == expected


def test_on_windows_it_is_the_local_application_data(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = pytest.importorskip("platformdirs.windows")
    base = "/Users/li/AppData/Local"
    monkeypatch.setenv("LOCALAPPDATA", base)
    monkeypatch.setattr(sys, "platform", "win32")
    folder = windows.get_win_folder_from_env_vars("CSIDL_LOCAL_APPDATA")
    assert default_home() == os.path.join(folder, "incident-kit")


def test_a_laptop_keeps_its_name(tmp_path: Path) -> None:
    name = laptop_id(str(tmp_path))
    assert len(name) == 6
    assert laptop_id(str(tmp_path)) == name


@pytest.mark.parametrize("left", [b"", b"\0" * 7, b"../x\n", "中文中文\n".encode()])
def test_a_laptop_whose_name_was_spoiled_gets_another(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "laptop").write_bytes(left)
    name = laptop_id(str(tmp_path))
    assert laptop_id(str(tmp_path)) == name
    assert name.isalnum()
    assert [p.name for p in tmp_path.iterdir()] == ["laptop"]


def test_a_laptop_gets_a_name_where_there_are_no_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*args: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", link)
    assert laptop_id(str(tmp_path)) == laptop_id(str(tmp_path))


def test_a_file_that_cannot_be_replaced_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def full(*args: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place.os, "write", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(str(path), b"new")
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"old"]


def test_a_copied_home_takes_a_name_of_its_own_on_another_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A data folder copied to a second computer: two writers never share a name."""
    monkeypatch.setenv("KIT_MACHINE", "first")
    one = laptop_id(str(tmp_path))
    monkeypatch.setenv("KIT_MACHINE", "second")
    assert read_laptop(str(tmp_path / "laptop")) == ""
    two = laptop_id(str(tmp_path))
    assert two != one and laptop_id(str(tmp_path)) == two
    monkeypatch.setenv("KIT_MACHINE", "first")
    assert laptop_id(str(tmp_path)) == one


def test_a_name_that_an_older_kit_wrote_is_the_first_writers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "laptop").write_text("abcdef\n", encoding="ascii")
    assert read_laptop(str(tmp_path / "laptop")) == "abcdef"
    monkeypatch.setenv("KIT_MACHINE", "first")
    assert read_laptop(str(tmp_path / "laptop"), sure=True) == ""
    assert laptop_id(str(tmp_path)) == "abcdef"
    monkeypatch.setenv("KIT_MACHINE", "second")
    assert laptop_id(str(tmp_path)) != "abcdef"


def test_a_computer_without_an_id_keeps_the_name_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "laptop").write_text("abcdef\n", encoding="ascii")
    monkeypatch.setattr(place, "machine", lambda: "")
    assert laptop_id(str(tmp_path)) == "abcdef"
