"""Shipped lists that were judged before they were shipped: what was changed since is judged anew, and what is
found is what a judgement of everything finds."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from kit.plans.checklists.files import Checklists, proved
from kit.plans.checklists.files.proved import TABLE, Judge
from kit.plans.checklists.rules import lint
from kit.plans.checklists.rules.lint import check
from kit.plans.seeds.files import clause_texts
from kit.plans.sites.files import Sites
from tests.plans.prove import table
from tests.support.constants import ROOT

SITE = """format = 1
id = "our-site"
title = {{ zh = "本店", en = "Our site" }}
{rest}
"""


def judge(home: Path) -> Judge:
    return Judge(Checklists(str(home), keep=False), Sites(str(home), keep=False))


def path(type_: str) -> str:
    return str(ROOT / "checklists" / f"{type_}.toml")


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what is shipped, which may be changed."""
    above = tmp_path / "shipped"
    for name in ("checklists", "seeds", "data/profiles", "data/proved"):
        shutil.copytree(ROOT / name, above / name)
    for module in ("kit.plans.toml.files.library", "kit.plans.toml.files.read", "kit.plans.seeds.files", "kit.plans.checklists.files.proved"):
        monkeypatch.setattr(f"{module}.shipped", lambda: str(above))
    return above


def test_the_table_is_what_the_linter_finds_today() -> None:
    kept = json.loads(ROOT.joinpath(*TABLE).read_text(encoding="ascii"))
    assert kept == table(), "python -m tests.plans.prove"
    assert set(kept["lists"]) == {each.stem for each in (ROOT / "checklists").glob("*.toml")}


def test_a_list_as_it_was_shipped_is_judged_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "check", None)
    judged = judge(tmp_path)
    for file in Checklists(str(tmp_path)).files().values():
        assert judged.found(file, lambda: pytest.fail("it was decoded")) == []
    assert judged.unread() == []


def test_a_shipped_list_that_was_changed_is_judged_anew(shipped: Path, tmp_path: Path) -> None:
    changed = shipped / "checklists" / "fire.toml"
    changed.write_bytes(changed.read_bytes().replace(b'cites = ["', b'cites = ["ZZ-9999", "', 1))
    lists = Checklists(str(tmp_path), keep=False)
    judged = judge(tmp_path)
    found = judged.found(str(changed), lambda: lists.checklist("fire"))
    assert {each.rule for each in found} == {"clause"}
    assert judged.holds(str(shipped / "checklists" / "flood.toml")) and not judged.holds(str(changed))


@pytest.mark.parametrize("name", ["data/profiles/hotline.toml", "data/profiles/base.toml", "seeds"])
def test_after_a_change_of_what_it_was_judged_by_every_list_is_judged_anew(shipped: Path, tmp_path: Path, name: str) -> None:
    assert judge(tmp_path).holds(str(shipped / "checklists" / "fire.toml"))
    changed = shipped / name if name.endswith(".toml") else sorted((shipped / name).glob("*.jsonl"))[0]
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert not judge(tmp_path).holds(str(shipped / "checklists" / "fire.toml"))


def test_a_linter_of_another_text_trusts_no_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = json.loads(ROOT.joinpath(*TABLE).read_text(encoding="ascii"))["code"]
    assert "kit/plans/checklists/rules/lint/wording.py" in code
    for name in code:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    monkeypatch.setattr(proved, "__file__", str(tmp_path / "kit/plans/checklists/files/proved.py"))
    home = tmp_path / "home"
    assert judge(home).holds(path("fire"))
    rule = tmp_path / "kit/plans/checklists/rules/lint/wording.py"
    rule.write_bytes(rule.read_bytes() + b"#")
    assert not judge(home).holds(path("fire"))
    rule.unlink()
    assert not judge(home).holds(path("fire")), "nor does one whose text cannot be read"


def test_a_list_of_ones_own_of_the_same_bytes_is_no_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "checklists" / "fire.toml"
    own.parent.mkdir()
    shutil.copyfile(path("fire"), own)
    assert not judge(tmp_path).holds(str(own))


def site(home: Path, rest: str, name: str = "our-site") -> None:
    (home / "profiles").mkdir(parents=True, exist_ok=True)
    (home / "profiles" / f"{name}.toml").write_text(SITE.format(rest=rest).replace("our-site", name), encoding="utf-8")


@pytest.mark.parametrize(
    ("rest", "rules"),
    [
        ('types = ["fire", "flood", "media", "our-own"]', {"role"}),
        ('extends = "service-hall"\ntypes = ["robbery", "fire"]\n[minutes.report-to-supervisor]\nworkdays = 2', set()),
        ('extends = "hotline"\nfamily = ["our-site", "operators", "service-hall", "property", "call-centre-a", "call-centre-b"]', set()),
    ],
)  # fmt: skip
def test_at_a_site_of_ones_own_is_found_what_a_judgement_of_everything_finds(tmp_path: Path, rest: str, rules: set[str]) -> None:
    site(tmp_path, rest)
    lists, sites = Checklists(str(tmp_path), keep=False), Sites(str(tmp_path), keep=False)
    profiles = [sites.profile(name) for name in sites.profiles()]
    clauses = set(clause_texts())
    judged = judge(tmp_path)
    seen = set()
    for type_, file in lists.files().items():
        assert judged.holds(file)
        here = judged.found(file, lambda type_=type_: lists.checklist(type_))  # type: ignore[misc]
        assert here == check(lists.checklist(type_), profiles, clauses, True)
        seen |= {each.rule for each in here}
    assert rules <= seen


def test_a_site_of_ones_own_over_a_shipped_one_leaves_nothing_proved(tmp_path: Path) -> None:
    site(tmp_path, 'extends = "base"', "hotline")
    assert not judge(tmp_path).holds(path("fire"))


@pytest.mark.parametrize(("names", "code"), [(("hotline (1)",), "profile-copy"), (("hall", "hall (1)"), "profile-twice")])
def test_a_copy_of_a_site_is_named_and_everything_is_judged(tmp_path: Path, names: tuple[str, ...], code: str) -> None:
    for name in names:
        site(tmp_path, 'extends = "base"', name)
        copy = tmp_path / "profiles" / f"{name}.toml"
        copy.write_text(copy.read_text(encoding="utf-8").replace(f'"{name}"', '"hotline"'), encoding="utf-8")
    judged = judge(tmp_path)
    assert code in {refused.code for refused in judged.unread()}
    lists = Checklists(str(tmp_path), keep=False)
    assert judged.found(path("fire"), lambda: lists.checklist("fire")) == check(
        lists.checklist("fire"), judged.profiles(), judged.clauses, True)


def test_what_an_older_kit_was_told_of_the_place_leaves_nothing_proved(tmp_path: Path) -> None:
    (tmp_path / "site.json").write_text('{"address": "1 Test Road"}', encoding="utf-8")
    assert not judge(tmp_path).holds(path("fire"))


def test_without_the_table_everything_is_judged(shipped: Path, tmp_path: Path) -> None:
    os.unlink(shipped.joinpath(*TABLE))
    assert not judge(tmp_path).holds(str(shipped / "checklists" / "fire.toml"))
