"""What a person asks to be written never takes the place of what the kit keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from tests.support.kit import Kit, opened

LINES = [
    ("export", "--all", "-o", "{journal}"),
    ("export", "--all", "-o", "{home}/new.zip"),
    ("export", "--all", "-o", "{home}/profiles/our-site.toml"),
    ("export", "--tables", "{home}/open/tables"),
    ("summary", "-o", "{home}/site.json"),
    ("summary", "-o", "{home}/open/x.html"),
    ("sheet", "--csv", "{home}/seen/x.csv"),
]


def _files(home: Path) -> dict[str, bytes]:
    kept = (each for each in home.rglob("*") if each.is_file() and "cache" not in each.parts)
    return {str(each): each.read_bytes() for each in kept if each.suffix != ".lock"}


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_nothing_is_written_into_a_data_folder_not_even_by_force(bare: Kit, line: tuple[str, ...]) -> None:
    log = opened(bare.home)
    journal = next(Path(log.where.path).glob("*.jsonl"))
    before = _files(bare.home)
    words = [word.format(journal=journal, home=bare.home) for word in line]
    done = bare("--lang", "en", *words, "--force")
    assert done.code == Exit.USAGE
    assert "data folder" in done.err
    assert _files(bare.home) == before


def test_beside_a_data_folder_all_is_written_as_ever(bare: Kit, tmp_path: Path) -> None:
    opened(bare.home)
    target = tmp_path / "out" / "all.zip"
    target.parent.mkdir()
    assert bare("export", "--all", "-o", str(target)).code == Exit.DONE
    assert target.stat().st_size > 0
