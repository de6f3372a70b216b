"""One bad input and its exact message and exit code each, in both languages."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened


class Bad(NamedTuple):
    """``type``: the open incident ("" for none)."""

    argv: tuple[str, ...]
    code: int
    zh: str
    en: str
    type: str = "application-outage"


ADVICE = "用法：kit {0} --help"
BAD = [
    Bad(("tick", "nothing"), 4, "没有步骤“nothing”。看全部步骤：kit show", 'There is no step "nothing". See them all: kit show'),
    Bad(("tick", "tell-operations"), 3, "步骤“tell-operations”现在不适用（取决于前面的回答或级别）。看全部步骤：kit show", 'Step "tell-operations" does not apply now (it depends on an answer or the level). See: kit show'),
    Bad(("tick", "tell-"), 2, "“tell-”可以是多个步骤：tell-tech、tell-supervisor。请写全。", '"tell-" can be several steps: tell-tech, tell-supervisor. Write one in full.'),
    Bad(("tick", "seats"), 2, "步骤“seats”要填写内容。例如：kit answer seats 内容", 'Step "seats" needs an answer. For example: kit answer seats VALUE'),
    Bad(("answer", "seats", "many"), 2, "“many”不是数字。请只写数字，例如 12。", '"many" is not a number. Write digits only, for example 12.'),
    Bad(("answer", "forecast", "perhaps"), 2, "“perhaps”不在选项里。可选：1 yes、2 no、3 unknown", '"perhaps" is not one of the choices. Choose: 1 yes, 2 no, 3 unknown'),
    Bad(("answer", "began", "lunch"), 2, "看不懂时间“lunch”。这里写已经发生的时间，例如 21:04、-15（15分钟前）、昨晚11点58、11-27 21:04。", 'Cannot read the time "lunch". Here goes a time that has passed: 21:04, -15 (minutes ago), yesterday 23:58, 11-27 21:04.'),
    Bad(("answer", "no-logout", "x"), 2, "步骤“no-logout”不用填写内容，请用 kit tick no-logout。", 'Step "no-logout" takes no answer; use kit tick no-logout.'),
    Bad(("answer", "tell-tech", "x"), 2, "步骤“tell-tech”不用填写内容，请用 kit tick tell-tech。", 'Step "tell-tech" takes no answer; use kit tick tell-tech.'),
    Bad(("answer", "seats"), 2, "命令写法不对：缺少 VALUE。用法：kit answer --help", "The command is not right: VALUE is missing. See: kit answer --help"),
    Bad(("skip", "seats"), 2, "要写原因：在命令后面加上原因，例如 kit skip seats \"客户已离开\"", 'A reason is needed: add it, for example kit skip seats "customer has left"'),
    Bad(("skip", "seats", " \x1b "), 2, "要写原因：在命令后面加上原因，例如 kit skip seats \"客户已离开\"", 'A reason is needed: add it, for example kit skip seats "customer has left"'),
    Bad(("skip", "seats", "--na", "--later"), 2, "命令写法不对：--na --later 只能选一个。用法：kit skip --help", "The command is not right: only one of --na --later may be given. See: kit skip --help"),
    Bad(("note", " "), 2, "内容是空的，没有记录。请写上内容再试。", "There is no text; nothing was recorded. Write some and try again."),
    Bad(("note", "x", "--amend", "99"), 4, "没有记录 99。看全部记录：kit log", "There is no entry 99. See them all: kit log"),
    Bad(("note", "x", "--at", "25:00"), 2, "看不懂时间“25:00”。这里写已经发生的时间，例如 21:04、-15（15分钟前）、昨晚11点58、11-27 21:04。", 'Cannot read the time "25:00". Here goes a time that has passed: 21:04, -15 (minutes ago), yesterday 23:58, 11-27 21:04.'),
    Bad(("note", "x", "--at", "2026-03-03 09:00"), 2, "时间“2026-03-03 09:00”还没到。请写已经过去的时间。", 'The time "2026-03-03 09:00" is still to come. Give a time that has passed.'),
    Bad(("call", " "), 2, "要写姓名或岗位。", "A name or a post is needed."),
    Bad(("call", "manager", "--busy", "--no-answer"), 2, "命令写法不对：--no-answer --busy 只能选一个。用法：kit call --help", "The command is not right: only one of --no-answer --busy may be given. See: kit call --help"),
    Bad(("call", "manager", "--step", "nothing"), 4, "没有步骤“nothing”。看全部步骤：kit show", 'There is no step "nothing". See them all: kit show'),
    Bad(("hand", "seats", ""), 2, "要写姓名或岗位。", "A name or a post is needed."),
    Bad(("hand", "seats", "Zhao", "--until", "soon"), 2, "看不懂时间“soon”。这里写将来的时间，例如 21:30、15（15分钟后）、半小时、明早8点、12月30日9点。", 'Cannot read the time "soon". Here goes a time to come: 21:30, 15 (minutes from now), half an hour, tomorrow 8am, 30 Dec 9am.'),
    Bad(("hand", "seats", "Zhao", "--until", "2026-03-01 09:00"), 2, "时间“2026-03-01 09:00”已经过了。请写将来的时间，例如 21:30，或几分钟后，例如 15。", 'The time "2026-03-01 09:00" has passed. Give one to come, such as 21:30, or minutes from now, such as 15.'),
    Bad(("level",), 3, "“业务系统故障”没有响应级别，不用升降级。", '"Application outage" has no response levels to raise or lower.'),
    Bad(("level", "+"), 3, "“业务系统故障”没有响应级别，不用升降级。", '"Application outage" has no response levels to raise or lower.'),
    Bad(("level", "9"), 4, "没有级别“9”。可选：1、2、3", 'There is no level "9". Choose: 1, 2, 3', "call-surge"),
    Bad(("level", "1"), 3, "已经是1级，没有变化。", "Already at level 1; nothing changed.", "call-surge"),
    Bad(("level", "-"), 3, "1级已经到头，不能再升或降。", "Level 1 is the last in that direction.", "call-surge"),
    Bad(("timer", "nothing", "--told"), 4, "没有计时“nothing”。看全部计时：kit timer", 'There is no timer "nothing". See them all: kit timer'),
    Bad(("timer", "forecast-10", "--told"), 2, "“forecast-10”可以是多个计时：forecast-10-operations、forecast-10-manager。请写全。", '"forecast-10" can be several timers: forecast-10-operations, forecast-10-manager. Write one in full.'),
    Bad(("timer", "--told"), 2, "命令写法不对：缺少 TIMER。用法：kit timer --help", "The command is not right: TIMER is missing. See: kit timer --help"),
    Bad(("timer", "long-60", "--yes", "--no"), 2, "命令写法不对：--yes --no 只能选一个。用法：kit timer --help", "The command is not right: only one of --yes --no may be given. See: kit timer --help"),
    Bad(("callback", "done", "zz"), 4, "没有待回电客户“zz”。看名单：kit show", 'No customer "zz" is on the call-back list. See: kit show'),
    Bad(("callback", "add"), 2, "命令写法不对：缺少 NAME。用法：kit callback --help", "The command is not right: NAME is missing. See: kit callback --help"),
    Bad(("callback", "lose", "x"), 2, "“lose”不在选项里。可选：list、show、add、edit、try、move、wait、enter、hand、note、done、give-up、undo、redo、no-answer、busy、wrong-number、off", '"lose" is not one of the choices. Choose: list, show, add, edit, try, move, wait, enter, hand, note, done, give-up, undo, redo, no-answer, busy, wrong-number, off'),
    Bad(("action", "done", "zz"), 4, "没有改进措施“zz”。看清单：kit action list", 'There is no improvement action "zz". See: kit action list'),
    Bad(("action", "add"), 2, "命令写法不对：缺少 TEXT。用法：kit action --help", "The command is not right: TEXT is missing. See: kit action --help"),
    Bad(("plan", "application-outage"), 3, "“application-outage”的清单已经在用了。", 'The checklist "application-outage" is already in use.'),
    Bad(("close",), 3, "这里没有终端，不能确认，没有关闭。确定关闭：kit close --yes --outcome 结果（resolved、handed-over、false-alarm、stood-down、other）；不写结果就是 resolved。", "There is no terminal to confirm on: it is not closed. To close it: kit close --yes --outcome OUTCOME (resolved, handed-over, false-alarm, stood-down, other); without one it is resolved."),
    Bad(("close", "--yes", "--outcome", "fine"), 2, "“fine”不在选项里。可选：resolved、handed-over、false-alarm、stood-down、other", '"fine" is not one of the choices. Choose: resolved, handed-over, false-alarm, stood-down, other'),
    Bad(("reopen",), 4, "还没有已关闭的事件。看未关闭的：kit summary REF，REF 见 kit list", "No incident has been closed yet. For an open one: kit summary REF; kit list shows them"),
    Bad(("note", "x", "-i", "ZZZZ"), 4, "没有事件“ZZZZ”。看全部：kit list --all", 'There is no incident "ZZZZ". See all: kit list --all'),
    Bad(("log", "ZZZZ"), 4, "没有事件“ZZZZ”。看全部：kit list --all", 'There is no incident "ZZZZ". See all: kit list --all'),
    Bad(("show",), 4, "没有未关闭的事件。开始一个：kit start", "No incident is open. Start one: kit start", ""),
    Bad(("list", "--all", "--closed"), 2, "命令写法不对：--all --closed 只能选一个。用法：kit list --help", "The command is not right: only one of --all --closed may be given. See: kit list --help"),
    Bad(("list", "--month", "2026-13"), 2, "命令写法不对：--month 的值不对。用法：kit list --month 2026-11", "The command is not right: the value of --month is not right. See: kit list --month 2026-11"),
    Bad(("note", "x", "--by", "the fire brigade is here"), 2, "“the fire brigade is here”不像姓名，没有记录。确实是姓名：不写 --by，先设 KIT_BY。", "\"the fire brigade is here\" does not look like a person's name; nothing was recorded. If it is one: set KIT_BY to it, without --by."),
    Bad(("tick", "no-logout", "--by=门锁了，进不去"), 2, "“门锁了，进不去”不像姓名，没有记录。确实是姓名：不写 --by，先设 KIT_BY。", "\"门锁了，进不去\" does not look like a person's name; nothing was recorded. If it is one: set KIT_BY to it, without --by."),
    Bad(("note", "x", "--by", "n"), 2, "“n”不是姓名，没有记录。", "\"n\" is no name; not recorded."),
    Bad(("shift", "note", "x", "--by", "20 people wait"), 2, "“20 people wait”不像姓名，没有记录。确实是姓名：不写 --by，先设 KIT_BY。", "\"20 people wait\" does not look like a person's name; nothing was recorded. If it is one: set KIT_BY to it, without --by."),
    Bad(("tick", "no-logout", "-7"), 2, "命令写法不对：几分钟前写在 --at 后面。用法：kit tick no-logout --at -7", "The command is not right: minutes ago stand behind --at. See: kit tick no-logout --at -7"),
    Bad(("skip", "no-logout", "no time", "-15"), 2, '命令写法不对：几分钟前写在 --at 后面。用法：kit skip no-logout "no time" --at -15', 'The command is not right: minutes ago stand behind --at. See: kit skip no-logout "no time" --at -15'),
    Bad(("list", "-7"), 2, "命令写法不对：没有选项 -7。用法：kit list --help", "The command is not right: there is no option -7. See: kit list --help"),
    Bad(("note", "x", "--loud"), 2, "命令写法不对：没有选项 --loud。用法：kit note --help", "The command is not right: there is no option --loud. See: kit note --help"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: " ".join(bad.argv).encode("unicode_escape").decode())
def test_bad_input_gets_one_line_and_its_code(bare: Kit, bad: Bad, lang: str) -> None:
    if bad.type:
        opened(bare.home, bad.type, drill=True)
    bare.env("KIT_LANG", lang)
    before = len(bare.folder().entries) if bad.type else 0
    result = bare.at(1)(*bad.argv)
    assert result.err.splitlines()[-1] == (bad.zh if lang == "zh" else bad.en)
    assert (result.code, result.out) == (bad.code, "")
    assert not bad.type or len(bare.folder().entries) == before


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "现在有多个未关闭的事件：{0} fire、{1} application-outage。请用 -i 指定一个。\n"),
        ("en", "Several incidents are open: {0} fire, {1} application-outage. Name one with -i.\n"),
    ],
)
def test_the_default_incident_must_be_the_only_one(bare: Kit, lang: str, text: str) -> None:
    outage, fire = opened(bare.home), opened(bare.home, "fire")
    bare.env("KIT_LANG", lang)
    result = bare("note", "x")
    assert (result.code, result.err) == (2, text.format(fire.ref, outage.ref))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "事件 {0} 已关闭。又发生了，重新打开：kit reopen {0} 原因；只补一条：kit note -i {0} 内容。\n"),
        ("en", "Incident {0} is closed. It happens again: kit reopen {0} REASON. To add only a note: kit note -i {0} TEXT.\n"),
    ],
)
@pytest.mark.parametrize("argv", ["tick no-logout", "skip seats x", "call manager", "level +", "hand seats li", "plan fire", "close --yes"])
def test_a_closed_incident_takes_no_acts(bare: Kit, argv: str, lang: str, text: str) -> None:
    folder = opened(bare.home, drill=True)
    closed(folder, TEN)
    bare.env("KIT_LANG", lang)
    result = bare.at(1)(*argv.split(), "-i", folder.ref)
    assert (result.code, result.err) == (3, text.format(folder.ref))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "事件 {0} 没有关闭，可以直接继续：kit guide -i {0}\n"),
        ("en", "Incident {0} is not closed; just go on: kit guide -i {0}\n"),
    ],
)
def test_an_open_incident_cannot_be_reopened(bare: Kit, lang: str, text: str) -> None:
    folder = opened(bare.home, drill=True)
    bare.env("KIT_LANG", lang)
    result = bare.at(1)("reopen", "-i", folder.ref)
    assert (result.code, result.err) == (3, text.format(folder.ref))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "计时“report-5”已经结束，不用再回答。看全部计时：kit timer\n"),
        ("en", "Timer \"report-5\" is over and needs no answer. See them all: kit timer\n"),
    ],
)
def test_a_timer_is_answered_once(bare: Kit, lang: str, text: str) -> None:
    opened(bare.home, drill=True)
    bare.at(1)("timer", "report-5", "--told")
    bare.env("KIT_LANG", lang)
    result = bare("timer", "report-5", "--told")
    assert (result.code, result.err) == (3, text)


def test_a_strange_clock_records_drills_only(bare: Kit) -> None:
    opened(bare.home)
    result = bare.at(1)("note", "x")
    assert result.code == 3
    assert result.err == "The clock is not the system's, so only drills can be recorded. Unset KIT_CLOCK, or use kit start --drill.\n"


def test_what_was_typed_wrong_is_made_safe_in_the_message(bare: Kit) -> None:
    opened(bare.home)
    result = bare("tick", "a\x1b[31mb\u202ec")
    assert "\x1b" not in result.err and "\u202e" not in result.err
