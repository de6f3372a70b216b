"""Approved texts of lists go with their approvals, and no list in force changes without a word."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from kit.laptops.bundles.files import texts as carried
from kit.readiness.editions.command import taking
from kit.readiness.editions.files import editions, texts
from kit.readiness.editions.rules.standing import reasons
from tests.support.constants import ROOT
from tests.support.driller import context
from tests.support.editions import approved
from tests.support.kit import Kit

FIRE = (ROOT / "checklists" / "fire.toml").read_bytes()
OURS = FIRE + b"# ours\n"
BETTER = FIRE + b"# better\n"


class Two:
    """Two laptops' homes in front of one person."""

    def __init__(self, kit: Kit, folder: Path) -> None:
        self.kit, self.folder = kit, folder
        self.a, self.b = kit.home, folder / "b"

    def at(self, home: Path) -> Kit:
        self.kit.env("KIT_HOME", str(home))
        self.kit.home = home
        return self.kit

    def over(self) -> str:
        """From the first to the second; what is said there."""
        stick = str(self.folder / "stick.zip")
        assert self.at(self.a)("export", "--all", "-o", stick, "--force").code == 0
        said = self.at(self.b)("import", stick, "--yes")
        assert said.code == 0, said.err
        return said.out + said.err

    def in_force(self, home: Path, type_: str = "fire") -> bytes | None:
        path = home / "checklists" / f"{type_}.toml"
        return path.read_bytes() if path.is_file() else None


@pytest.fixture
def two(bare: Kit, tmp_path: Path) -> Two:
    bare.at(0)
    approved(context(bare.home)[0], "fire", OURS, FIRE)
    return Two(bare, tmp_path)


def test_an_approved_text_comes_along_and_changes_nothing_until_it_is_taken(two: Two) -> None:
    said = two.over()
    assert "approved text" in said and 'Edition 1 of list "fire", approved by Zhao, came along' in said
    assert two.in_force(two.b) is None and texts.kept(str(two.b), texts.hash_of(OURS)) == OURS
    kit = two.at(two.b)
    assert {e["type"]: e for e in kit("checklists", "history", "--json").json["editions"]}["fire"]["edition_state"] == "behind"
    told = kit("start", "fire", "--no-guide", "--drill")
    assert "kit checklists take fire" in told.err
    assert "kit checklists take fire" in kit("ready").out
    done = kit("checklists", "take", "fire", "--by", "Qian")
    assert done.code == 0 and "edition 1 is in force" in done.err
    assert two.in_force(two.b) == OURS
    assert {e["type"]: e for e in kit("checklists", "history", "--json").json["editions"]}["fire"]["edition_state"] == "approved"
    assert "Nothing was changed" in kit("checklists", "take", "fire").err
    assert "came along" not in two.over(), "it is in force"


def test_a_list_that_only_the_other_laptop_had_is_told_and_taken(two: Two) -> None:
    own = OURS.replace(b'id = "fire"', b'id = "our-fire"', 1)
    approved(context(two.a)[0], "our-fire", own, FIRE)
    assert "kit checklists take our-fire" in two.over()
    assert two.at(two.b)("checklists", "take", "our-fire").code == 0
    assert two.in_force(two.b, "our-fire") == own


def test_a_text_that_was_changed_here_gives_way_only_when_somebody_says_so_and_is_kept(two: Two) -> None:
    mine = FIRE + b"# mine, on no register\n"
    (two.b / "checklists").mkdir(parents=True)
    (two.b / "checklists" / "fire.toml").write_bytes(mine)
    assert "differs from what was changed here, which stays" in two.over()
    kit = two.at(two.b)
    refused = kit("checklists", "take", "fire")
    assert refused.code == Exit.REFUSED and "--yes" in refused.err and two.in_force(two.b) == mine
    done = kit("checklists", "take", "fire", "--yes")
    assert done.code == 0 and two.in_force(two.b) == OURS
    assert texts.kept(str(two.b), texts.hash_of(mine)) == mine and texts.hash_of(mine) in done.err


def test_a_text_with_mistakes_at_this_site_stays_out_of_force(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = OURS.replace(b'call = "fire-brigade"', b'call = "nobody"', 1)
    assert broken != OURS
    approved(context(two.a)[0], "fire", broken, FIRE, "2")
    two.over()
    said = two.at(two.b)("checklists", "take", "fire", "--yes")
    assert said.code != 0 and "not in force" in said.err and two.in_force(two.b) is None


def test_the_laptop_that_has_a_newer_draft_is_told_nothing_and_its_draft_stays(two: Two) -> None:
    ctx = context(two.a)[0]
    draft = OURS + b"# draft\n"
    (two.a / "checklists" / "fire.toml").write_bytes(draft)
    taking.record(ctx, "fire", "fire", "change", {"hash": texts.keep(ctx.home, draft), "reason": "more"}, "Li")
    assert taking.waiting(ctx) == []
    (one,) = [each for each in editions.all_of(ctx) if each.type == "fire"]
    assert one.state == "changed"


def test_an_older_edition_gives_way_to_the_newer_one_and_a_retired_list_to_none(two: Two) -> None:
    two.over()
    assert two.at(two.b)("checklists", "take", "fire").code == 0
    ctx = context(two.a)[0]
    approved(ctx, "fire", BETTER, FIRE, "2")
    assert "Edition 2" in two.over() and two.in_force(two.b) == OURS
    assert two.at(two.b)("checklists", "take", "fire").code == 0 and two.in_force(two.b) == BETTER
    assert "put in force" not in " ".join(reasons(editions.doc_of(editions.register(context(two.b)[0]), "fire"))), "that is no change of the text"
    taking.record(ctx, "fire", "fire", "retire", {"reason": "old"}, "Li")
    two.over()
    assert taking.waiting(context(two.b)[0]) == []


def test_a_text_that_no_approval_names_is_not_taken_and_a_wrong_one_refuses_all(two: Two) -> None:
    stick, bad = two.folder / "one.zip", two.folder / "two.zip"
    assert two.at(two.a)("export", "--all", "-o", str(stick)).code == 0
    stray = b"# nobody approved this\n"
    mark = hashlib.sha256(stray).hexdigest()
    rewrite(stick, bad, stray, mark)
    assert two.at(two.b)("import", str(bad), "--yes").code == 0
    assert texts.kept(str(two.b), mark) is None and texts.kept(str(two.b), texts.hash_of(OURS)) == OURS
    rewrite(stick, bad, stray, "0" * 64)
    wrong = two.at(two.folder / "c")("import", str(bad), "--yes")
    assert wrong.code != 0 and not (two.folder / "c" / "editions").exists()


def rewrite(source: Path, target: Path, data: bytes, mark: str) -> None:
    """The bundle with one text more."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        manifest["files"].append({"path": f"editions/{mark}.toml", "bytes": len(data), "sha256": mark})
        for name in old.namelist():
            if name != "manifest.json":
                info = zipfile.ZipInfo(name)
                info.create_system = 0
                new.writestr(info, old.read(name))
        for name, blob in ((f"home/editions/{mark}.toml", data), ("manifest.json", json.dumps(manifest).encode())):
            info = zipfile.ZipInfo(name)
            info.create_system = 0
            new.writestr(info, blob)


def test_a_bundle_of_one_incident_carries_no_texts_and_one_with_the_register_those_approved(two: Two) -> None:
    kit = two.at(two.a)
    kit("start", "fire", "--no-guide", "--drill")
    ref = kit("list", "--json").json["incidents"][0]["ref"]
    one, every = two.folder / "1.zip", two.folder / "2.zip"
    assert kit("export", ref, "-o", str(one)).code == kit("export", "--since", "2026-01-01", "-o", str(every)).code == 0
    names = {path: {n for n in zipfile.ZipFile(path).namelist() if n.startswith("home/")} for path in (one, every)}
    assert names[one] == set()
    assert names[every] == {f"home/editions/{texts.hash_of(each)}.toml" for each in (FIRE, OURS)}
    assert carried.MOST >= 2
