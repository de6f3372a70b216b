"""Opening an incident: by what is seen, and whatever is wrong with the user's own files."""

from __future__ import annotations

import json

import pytest

from tests.support.kit import Kit

BROKEN = "garbage [[[\n"


def test_a_broken_checklist_of_ones_own_does_not_stop_a_start(bare: Kit) -> None:
    (bare.home / "checklists").mkdir(parents=True)
    (bare.home / "checklists" / "fire.toml").write_text(BROKEN, encoding="utf-8")
    done = bare("--lang", "en", "start", "fire", "--json")
    assert done.code == 0
    assert json.loads(done.out)["type"] == "fire" and len(json.loads(done.out)["immediate"]) == 3
    assert "fire.toml" in done.err and "shipped checklist" in done.err
    assert bare("--lang", "zh", "start", "着火").code == 0


def test_a_broken_profile_of_ones_own_does_not_stop_a_start(bare: Kit) -> None:
    (bare.home / "profiles").mkdir(parents=True)
    (bare.home / "profiles" / "our-site.toml").write_text(
        'extends = "call-centre-b"\n' + BROKEN, encoding="utf-8"
    )
    (bare.home / "profile").write_text("our-site\n", encoding="utf-8")
    done = bare("--lang", "zh", "start", "fire")
    assert done.code == 0 and "call-centre-b" in done.err
    shown = json.loads(bare("--lang", "zh", "show", "--json").out)
    assert "call-centre-b" in json.dumps(shown, ensure_ascii=False) or "呼叫中心" in done.err


def test_a_profile_of_ones_own_needs_only_what_differs(bare: Kit) -> None:
    (bare.home / "profiles").mkdir(parents=True)
    (bare.home / "profiles" / "our-site.toml").write_text(
        'format = 1\nid = "our-site"\ntitle = {zh = "示例", en = "Example"}\nextends = "hotline"\n'
        '[roles.supervisor]\nphone = "000-0000"\n[minutes.fire-report]\nvalue = 3\n',
        encoding="utf-8",
    )
    assert bare("--lang", "zh", "profile", "use", "our-site").code == 0
    assert bare("--lang", "zh", "start", "fire").code == 0
    timers = json.loads(bare("--lang", "zh", "timer", "--json").out)
    assert 3 in [t["minutes"] for t in timers["timers"]]
    acts = bare("--lang", "zh", "call", "supervisor")
    assert "呼叫中心主管" in acts.out


def test_a_name_that_is_no_post_is_recorded_and_said_to_be_none(bare: Kit) -> None:
    assert bare("--lang", "en", "start", "fire").code == 0
    done = bare("--lang", "en", "call", "managr")
    assert done.code == 0 and "no post here" in done.err
    assert "no post here" not in bare("--lang", "en", "call", "manager").err


def test_who_opened_it_signs_nobody_elses_act_where_the_system_names_nobody(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("KIT_BY", "USER", "USERNAME", "LOGNAME"):
        monkeypatch.delenv(name, raising=False)
    bare.env("KIT_LANG", "en")
    assert bare("start", "fire", "--by", "Li").code == 0
    bare("tick", first_step(bare))
    entries = [json.loads(line) for line in bare("log", "--json").out.splitlines()]
    assert {e["kind"]: e["by"] for e in entries if e["kind"] in ("opened", "step-done")} == {
        "opened": "Li",
        "step-done": "-",
    }


def first_step(bare: Kit) -> str:
    shown = json.loads(bare("show", "--json").out)
    return str(shown["steps"][0]["step"])


def test_the_first_start_of_all_leaves_copies_for_the_second(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not bare.home.exists()
    assert bare("start", "fire", "--no-guide").code == 0

    def never(path: str, *_: object) -> None:
        raise AssertionError(path)

    monkeypatch.setattr("kit.plans.toml.files.read.read_toml", never)
    assert bare("start", "fire", "--no-guide").code == 0
