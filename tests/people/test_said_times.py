"""What is said of a time is the right time or a question: never another day, never dropped."""

from __future__ import annotations

import itertools
import re
import sys
from datetime import datetime, timedelta

import pytest

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import from_environment
from kit.people.registers.files.promised import Promise, promise
from kit.people.registers.rules.sheet import parsed
from tests.people.said_times import SAID
from tests.support.kit import Kit

MONDAY = datetime(2026, 11, 30, 10)  # when all of it is said
DAY = timedelta(days=1)
ROWS = [tuple(part.strip() for part in row.split("|")) for row in SAID.strip().splitlines()]


@pytest.fixture
def ctx(bare: Kit) -> Context:
    bare.at((MONDAY - datetime(2026, 3, 2, 10)).days * 24 * 60)
    out = Out(sys.stdout, "zh", True)
    return Context(str(bare.home), from_environment(), lambda: None, out, out, Me("li", "zh", True, ""))  # type: ignore[arg-type, return-value]


def heard(ctx: Context, said: str) -> Promise:
    return promise(ctx, parsed(f"张三 5550100 账单 {said}"), ctx.clock.now().wall)


def came_out(found: Promise) -> str:
    if found.due is None:
        return "?" if found.unread else "-"
    at = found.due.at.replace(tzinfo=None)
    return f"{at:%m-%d %H:%M}" if at.year == MONDAY.year else f"{at:%Y-%m-%d %H:%M}"


def fits(got: str, right: str) -> bool:
    allowed = re.findall(r"(?:\d{4}-)?\d\d-\d\d (?:\d\d:\d\d|\*)|[?-](?=\s|$)", right)
    return got in allowed or (got[:5] + " *") in allowed


def test_each_of_four_hundred_texts_is_its_time_a_question_or_plain_words(ctx: Context) -> None:
    assert len(ROWS) > 380
    wrong = [
        (said, right, came_out(heard(ctx, said)))
        for said, right in ROWS
        if not fits(came_out(heard(ctx, said)), right)
    ]
    assert not wrong, "\n".join(map(str, wrong))


DAYS = {  # as said on that Monday: the days ahead
    "明天": 1, "后天": 2, "大后天": 3, "周四": 3, "星期五": 4, "本周五": 4, "下周二": 8, "下星期三": 9, "12月4日": 4, "12月4号": 4,
    "十二月四号": 4, "12-4": 4, "12/4": 4, "12.4": 4, "12.4号": 4, "4号": 4, "四号": 4, "2026-12-04": 4, "2026年12月4日": 4, "下月4号": 4,
    "元旦": 32, "圣诞节": 25, "tomorrow": 1, "Fri": 4, "Friday": 4, "next Tuesday": 8, "4 Dec": 4, "Dec 4": 4, "December 4th": 4,
    "4th December": 4, "4th of Dec": 4, "day after tomorrow": 2, "on Friday": 4, "Christmas": 25, "三天后": 3, "两周后": 14,
}  # fmt: skip
CLOCKS = {
    "15:00": (15, 0), "15：30": (15, 30), "15点": (15, 0), "15点半": (15, 30), "下午3点": (15, 0), "下午三点": (15, 0), "晚上8点": (20, 0),
    "上午10:30": (10, 30), "3pm": (15, 0), "3:30pm": (15, 30), "10am": (10, 0), "3点": None, "5:15": None, "quarter past five": None,
}  # fmt: skip
HINTS = (
    "春节", "除夕", "清明", "端午节", "中秋节", "重阳节", "初五", "大年初三", "正月初八", "腊月二十", "元旦后", "国庆节后", "节后", "年前", "年后",
    "月底", "月初", "年底", "中旬", "12月上旬", "下周", "周末", "下月", "明年", "明后天", "周三四", "周六日", "周三或周四", "周三、周四", "明天或后天",
    "12.3-12.5", "12月3日到5日", "过几天", "改天", "一两天内", "15", "1203", "3-5个工作日", "T+3", "外后天", "收假后", "放假前", "下班后",
    "next week", "next month", "weekend", "end of month", "end of week", "Wed or Thu", "Friday week", "early December",
    "Spring Festival", "after Christmas", "after the holidays", "a few days", "Easter", "New Year",
)  # fmt: skip


def test_a_day_beside_a_clock_time_is_that_day_or_asked_about(ctx: Context) -> None:
    for (day, ahead), (clock, at) in itertools.product(DAYS.items(), CLOCKS.items()):
        for text in (f"{day} {clock}", f"{day}{clock}", f"{day}，{clock}", f"{day}的{clock}", f"{clock} {day}", f"{clock}, {day}"):
            if text == f"{day}{clock}" and (day[-1] + clock[0]).isascii():
                continue  # digits that run together are nobody's spelling
            found = heard(ctx, text)
            right = (MONDAY + ahead * DAY).date()
            assert found.due is not None or found.unread, f"dropped: {text}"
            if found.due is not None:
                assert found.due.at.date() == right, (text, found)
                assert at is None or (found.due.at.hour, found.due.at.minute) == at, (text, found)
                assert at is not None or clock == "quarter past five", (text, found)
            if text == f"{day} {clock}":
                assert at is None or found.due is not None, f"plainly said: {text}"
            assert all(end.at.date() == right for end in found.choices), (text, found.choices)


def test_a_day_that_nobody_can_tell_is_never_today_or_tomorrow(ctx: Context) -> None:
    for hint, clock in itertools.product(HINTS, CLOCKS):
        for text in (f"{hint} {clock}", f"{hint}，{clock}", f"{hint} 的 {clock}", f"{hint} at {clock}"):
            found = heard(ctx, text)
            assert found.due is None and found.unread, (text, found)
            assert hint.split()[-1] in found.matter and found.matter.startswith("账单"), "it stays in the matter"


def test_a_day_said_elsewhere_in_the_line_is_not_passed_over(ctx: Context) -> None:
    """It may be the day of the promise, and only who took the call knows."""
    for text in (
        "明天来营业厅办，15:00", "12月3日账单不对 15:00", "周五要用 下午3点回", "元旦要出行 15:00", "needs it Friday, call 3pm", "bill of Dec 3 wrong 15:00",
        "月底前要结清 15:00", "下周一停电通知 15:00",
    ):  # fmt: skip
        found = heard(ctx, text)
        assert found.due is None and found.unread and found.why == "elsewhere", (text, found)
        assert found.matter == f"账单 {text}"
    for text in ("今天没电 15:00", "昨天停电 15:00", "上周五来过 15:00", "停电2小时 15:00", "11月账单 15:00"):
        found = heard(ctx, text)
        assert found.due is not None and found.due.at.replace(tzinfo=None) == MONDAY.replace(hour=15), (text, found)
    for text in ("明天 5550100 账单 15:00", "12.3 5550100 账单 15:00"):
        assert promise(ctx, parsed(text), ctx.clock.now().wall).due is None, text
    assert promise(ctx, parsed("周三 5550100 账单 15:00"), ctx.clock.now().wall).due is not None, "a name"
    for text in ("周五 15:00", "12.3 15:00", "明天 15:00", "20261203 15:00", "Friday 3pm"):
        line = parsed(text)
        assert (line.name, line.phone) == ("", ""), text


def test_a_number_alone_is_asked_about_with_what_it_may_be(ctx: Context) -> None:
    def offered(said: str) -> list[str]:
        found = heard(ctx, said)
        assert found.matter == f"账单 {said}" and found.unread == said
        return [f"{end.at:%m-%d %H:%M}" for end in found.choices]

    assert offered("15") == ["11-30 15:00", "11-30 10:15"]
    assert offered("3") == ["11-30 15:00", "12-01 03:00", "11-30 10:03"]
    assert offered("12.5") == ["12-05 18:00"]
    assert offered("下班前") == offered("end of day") == ["11-30 17:30"]
    assert offered("明天下班前") == offered("end of day tomorrow") == ["12-01 17:30"]
    assert offered("7个自然日") == ["12-07 10:00"]
    assert offered("元旦后") == []


def test_what_is_asked_about_has_what_it_may_mean_to_choose_from(ctx: Context) -> None:
    """Working days or days for T+3, the morning or the evening for an hour alone; Friday and on."""
    offered = {
        said: [f"{end.at:%m-%d %H:%M}" for end in heard(ctx, said).choices]
        for said in ("T+3", "T+6", "T+3 15:00", "tomorrow 9", "明天9", "明早9", "tomorrow by 9", "周五 10", "下个工作日")
    }
    assert offered == {
        "T+3": ["12-03 17:30"], "T+6": ["12-08 17:30", "12-06 17:30"], "T+3 15:00": ["12-03 15:00"],
        "tomorrow 9": ["12-01 09:00", "12-01 21:00"], "明天9": ["12-01 09:00", "12-01 21:00"],
        "明早9": ["12-01 09:00"], "tomorrow by 9": ["12-01 09:00", "12-01 21:00"],
        "周五 10": ["12-04 10:00", "12-04 22:00"], "下个工作日": ["12-01 17:30"],
    }  # fmt: skip
    for said in offered:
        assert heard(ctx, said).due is None and heard(ctx, said).unread, said


def test_the_end_of_the_day_is_when_this_place_closes(bare: Kit, ctx: Context) -> None:
    (bare.home / "profiles").mkdir(parents=True)
    for hours, end in (("08:00-20:00", "20:00"), ("09:00-17:00", "17:00"), ("soon", "18:00")):
        text = 'format = 1\nid = "ours"\ntitle = {zh = "例", en = "Ours"}\nextends = "hotline"\n'
        text += f'[site]\nwork-hours = "{hours}"\n'
        (bare.home / "profiles" / "ours.toml").write_text(text, encoding="utf-8")
        assert bare("profile", "use", "ours").code == 0
        out = ctx.out
        here = Context(str(bare.home), ctx.clock, lambda: None, out, out, Me("li", "zh", True, ""))  # type: ignore[arg-type, return-value]
        for said in ("下班前", "COB", "end of day", "今天"):
            (choice,) = heard(here, said).choices
            assert f"{choice.at:%m-%d %H:%M}" == f"11-30 {end}", (said, hours)


def test_this_saturday_said_on_a_sunday_is_asked_about(bare: Kit) -> None:
    """It was silently the next one, though whoever says so may mean yesterday's or not know the day."""
    sunday = MONDAY - DAY
    bare.at((sunday - datetime(2026, 3, 2, 10)).days * 24 * 60)
    out = Out(sys.stdout, "zh", True)
    ctx = Context(str(bare.home), from_environment(), lambda: None, out, out, Me("li", "zh", True, ""))  # type: ignore[arg-type, return-value]
    for said in ("这周六 9:00", "本周六上午9点", "this Saturday 9am"):
        found = heard(ctx, said)
        assert found.due is None and [f"{end.at:%m-%d %H:%M}" for end in found.choices] == ["12-05 09:00"], said
    for said, at in (("周六 9:00", "12-05"), ("下周六 9:00", "12-05"), ("这周日 11:00", "11-29")):
        found = heard(ctx, said)
        assert found.due is not None and f"{found.due.at:%m-%d}" == at, said
    refused = bare("callback", "move", "X", "--to", "这周六 9:00", "--note", "x", "--agreed-by", "Yu")
    assert refused.code != 0


def test_a_command_that_cannot_ask_names_what_the_words_may_mean(bare: Kit, ctx: Context) -> None:
    """And what it names can be typed as it stands."""
    said = bare("sheet", "Zhang 5550101 bill T+6").err
    assert "Perhaps: 2026-12-08 17:30, 2026-12-06 17:30" in said
    said = bare("callback", "add", "Li", "--phone", "5550102", "--promised", "COB").err
    assert "Perhaps: 2026-11-30 17:30" in said
    how = said[said.index("kit callback edit") :].split()[1:5]
    assert bare(*how, "2026-11-30 17:30").code == 0


def test_a_command_promises_what_the_sheet_does(bare: Kit, ctx: Context) -> None:
    """In an incident and outside: the same time, or the caller with the question beside him."""
    rows = [(said, right) for said, right in ROWS if not re.fullmatch(r"[\d.]+|\d{1,4} .*", said) and right != "-"]
    bare("start", "application-outage", "--no-guide", "--drill")
    for n, (said, _) in enumerate(rows[::5]):
        how = ["--outside"] if n % 2 else []
        line = parsed(f"张三 5550100 账单 {said}")
        if not line.apart or line.others:
            continue
        said = line.when
        by_sheet = promise(ctx, line, ctx.clock.now().wall)
        done = bare("callback", "add", f"Caller{n}", "--phone", f"55501{n:03d}", "--promised", said, "--json", *how)
        assert done.code == 0, (said, done.err)
        (entry,) = [each for each in done.json["entries"] if each["kind"] in ("added", "callback-added")]
        at = entry["data"].get("due") or entry["data"].get("promised")
        assert (at and at[:16]) == (f"{by_sheet.due.at:%Y-%m-%dT%H:%M}" if by_sheet.due else None), said
        assert entry["data"].get("unread", "") == ("" if at else said)
        assert at or f"{said}" in done.err, "asked after, with how it is set"


def test_callers_of_commands_stand_in_the_file_for_entering(bare: Kit) -> None:
    bare.at(0)("sheet", "Zhang 5550100 bill 15:00")
    bare("start", "application-outage", "--no-guide", "--drill")
    bare("callback", "add", "Li", "--phone", "5550101", "--matter", "meter", "--promised", "16:30")
    bare("callback", "add", "Wang", "--phone", "5550102", "--promised", "下班前")
    rows = [line.split(",") for line in bare("sheet", "--csv", "-").out.splitlines()[1:]]
    assert [(row[2], row[5]) for row in rows] == [
        ("Zhang", "2026-03-02 15:00"), ("Wang", "下班前 ?"), ("Li", "2026-03-02 16:30")
    ]  # fmt: skip
