"""What is read in Chinese calls lists, steps, posts and topics by their Chinese names. Their ids
stand only where they are typed: in a command, in brackets, in a list of what there is to type."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.app import COMMANDS
from kit.ground.machine.clock import SystemClock
from kit.readiness.training.files import NO_HOME, topics
from tests.house.test_languages import NAMES, SAME, WORD, lines
from tests.support.kit import Kit
from tests.support.shipped import LISTS, SITES

# What is said on a day with a drill, a training, an incident without a title, a list of its own.
# Not here: show, timer, profile show, checklists list and their like, which print what is typed.
WALK = (
    "contact add 李四 --number 13800000001 --post tech",
    "training held first-aid,list:fire --who 李四 --method hands-on --result passed", "training list --all",
    "training show 李四", "training matrix", "training due",
    "checklists edit comms-failure --set title.en=Telephones --reason 改名",
    "start comms-failure --no-guide", "plan fire", "call supervisor --no-answer", "note 座机无声", "log", "board", "report",
    "shift start 王五", "shift handover", "shift show", "summary --month {month}", "summary --year {year}", "close --yes", "summary", "form",
    "summary --month {month}", "summary --shift", "action add 检查线路 --owner 李四", "duty due", "supply begin", "supply due", "ready",
    *(f"drill plan fire-kitchen --for {who}" for who in ("player", "controller", "observer")),
    "drill run fire-kitchen --no-guide", "drill show", "drill end", "drill score", "drill record", "drill report",
    "forget --help", "contact add --help", "setup --help", "duty --help",
)  # fmt: skip
PAGES = ("checklists print all -o", "contact print -o", "sheet --blank", "summary -o", "drill record -o", "summary --month {month} -o")
CHOICES = re.compile(r"[a-z-]+(\|[a-z-]+)+|[a-z]+\.[a-z]+")
# What was not done is printed by what it is typed by; and the id that was just typed is repeated.
ECHOES = ("close", "checklists edit")
TYPED = re.compile(r"[a-z][a-z-]*(?: (?=[\u4e00-\u9fff]|UPS)|：)")  # in a help: what is typed, and what it is


def ids() -> frozenset[str]:
    out = {topic.id for topic in topics(NO_HOME)}
    for type_ in LISTS.files():
        plan = LISTS.checklist(type_)
        out |= {type_, *(rule.id for rule in plan.timers)}
        for _, step in plan.steps():
            out |= {step.id, *(choice.id for choice in step.choices)}
    for id_ in SITES.files():
        site = SITES.profile(id_)
        out |= {id_, *site.roles, *site.minutes}
    return frozenset(out - SAME)


def said_by_id(line: str, text: str, known: frozenset[str]) -> list[str]:
    """Words of it that are ids, where nobody types them."""
    found = []
    if line.startswith(ECHOES):
        return []
    if line.endswith("--help"):
        text = re.sub(r"\n {8,}", " ", re.sub(r"--set .*?(?=\n  -|$)", "", text, flags=re.DOTALL))
        text = TYPED.sub(" ", CHOICES.sub(" ", text))
    for each in text.splitlines():
        bare = NAMES.sub(" ", CHOICES.sub(" ", each))
        found += [f"{line}: {word}: {each.strip()[:100]}" for word in WORD.findall(bare) if word in known]
    return found


def test_no_page_in_chinese_calls_a_thing_by_its_id(bare: Kit, tmp_path: Path) -> None:
    bare.env("KIT_LANG", "zh")
    bare.env("KIT_BY", "张三")
    known, found = ids(), []
    now = SystemClock().now().wall
    fill = {"month": f"{now:%Y-%m}", "year": f"{now:%Y}"}
    for n, line in enumerate([*WALK, *PAGES]):
        words = line.format(**fill).split()
        path = tmp_path / f"{n}.html"
        page = line in PAGES
        ran = bare(*words, *([str(path)] if page else []))
        assert ran.code in (0, 3) and words[0] in COMMANDS, (line, ran.err)  # 3: something is red
        text = ran.out + ran.err
        if page:
            assert path.exists(), (line, ran.err)
            text = lines(path)
        assert text.strip(), line
        found += said_by_id(line, text, known)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("李四 first-aid：已培训", 1), ("办法：kit training held first-aid", 0), ("通信故障 [comms-failure]", 0),
        ("事件记录 261130-0SC-8GW7 fire", 1), ("UPS 剩余 30 分钟", 0),
    ],
)  # fmt: skip
def test_an_id_among_chinese_is_found_and_a_command_is_none(text: str, wrong: int) -> None:
    assert len(said_by_id("x", text, ids())) == wrong
