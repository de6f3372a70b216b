"""At a terminal it is asked whether an imported contact is whoever the set-up names for a post."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.run import environment, kit
from tests.support.terminal import ENTER, Terminal

pytestmark = pytest.mark.exhaustive


@pytest.mark.parametrize(("key", "posts"), [("y", ["supervisor"]), ("n", [])])
def test_yes_fills_the_post_and_no_leaves_two_people(tmp_path: Path, key: str, posts: list[str]) -> None:
    env = environment(tmp_path / "home", "en")
    kit(env, "setup", "--set", "supervisor.name=Zhang Min", "--set", "supervisor.phone=5550100")
    path = tmp_path / "people.csv"
    path.write_text("name,phone\nZhang Min,13800000001\n", encoding="utf-8")
    with Terminal(["contact", "import", str(path)], env) as t:
        t.see("Import what is new and changed", "y) Yes")
        t.child.send("y" + ENTER)
        t.see("too; the same", "y) Yes")
        t.child.send(key + ENTER)
        t.end()
    found = json.loads(kit(env, "contact", "list", "--json"))["contacts"]
    assert [one["fills"] for one in found if one["id"][:5] != "post-"] == [posts], found
