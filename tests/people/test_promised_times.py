"""What is said of a time in a caller's line is promised, asked after, or shown as not read."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta

import pytest

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import from_environment
from kit.people.registers.files.promised import Promise, promise
from kit.people.registers.rules.sheet import parsed
from tests.support.kit import Kit

NAMES = ("张三", "李重", "周三", "Wang", "欧阳网", "陈时", "王女士", "点点")
NUMBERS = ("13900001234", "5550100", "021-5550100", "+8613900001234", "555-0123")
# Ordinary words that share a character with times.
PLAIN = (
    "重点客户", "网点排队", "快点处理", "账号被锁", "分数不对", "生日礼品", "及时雨套餐", "有一点问题", "差一点",
    "5号线停运", "第3点意见", "临时停用", "分公司", "日志", "小时候的事", "两点建议", "号码不对", "时段", "bill", "热点",
)  # fmt: skip
TIMELIKE = ("停电2小时", "等了30分钟", "今天没电", "下午来过", "9点没开门", "3天没水")
DAY = timedelta(days=1)


def days(now: datetime, count: int, hour: int, minute: int = 0) -> datetime:
    return (now + count * DAY).replace(hour=hour, minute=minute, second=0, microsecond=0)


def shapes(now: datetime) -> list[tuple[str, datetime | None]]:
    """Promises as people say them, each with the time it means; ``None``: it names none for
    certain. Reckoned here, not by the kit's reader."""
    out: list[tuple[str, datetime | None]] = [
        (f"{n}分钟后", now + timedelta(minutes=n)) for n in (5, 15, 45, 90)
    ]
    out += [("半小时", now + timedelta(minutes=30)), ("两小时内", now + timedelta(hours=2)),
            ("一个半小时后", now + timedelta(minutes=90)), ("in 30 min", now + timedelta(minutes=30))]  # fmt: skip
    for hour in range(13, 23):
        at = days(now, 0, hour)
        out += [(f"{hour}:00", at), (f"{hour}点", at), (f"{hour}：30", days(now, 0, hour, 30))]
        if hour < 18:
            out.append((f"下午{hour - 12}点半", days(now, 0, hour, 30)))
    for ahead in (1, 2, 5, 20, 33):
        day = now + ahead * DAY
        for text in (f"{day.month}月{day.day}日", f"{day:%Y-%m-%d}", f"{day.month}-{day.day}"):
            out += [(f"{text} 15:00", days(now, ahead, 15)), (f"{text} 下午3点", days(now, ahead, 15))]
        out.append((f"{day.month}月{day.day}日下午3点10分", days(now, ahead, 15, 10)))
        out.append((f"{day.month}月{day.day}日", None))
    out += [("明天下午3点", days(now, 1, 15)), ("明早9点", days(now, 1, 9)), ("后天上午10:30", days(now, 2, 10, 30)),
            ("tomorrow 15:00", days(now, 1, 15)), ("早上8点", days(now, 1, 8))]  # fmt: skip
    none = ("明天上午", "明早", "下午", "今晚", "明天", "后天", "3天内", "下周一", "月底", "尽快", "稍后", "25:00",
            "26点", "13:61", "1530", "tomorrow morning", "asap", "12.30", "9:00-10:00")  # fmt: skip
    return out + [(text, None) for text in none]


WORKING = ("15个工作日", "15 个工作日", "3个工作日内", "十五个工作日", "5 working days")


@pytest.fixture
def read(bare: Kit) -> tuple[Context, datetime]:
    import sys

    bare.at(0)
    out = Out(sys.stdout, "zh", True)
    ctx = Context(str(bare.home), from_environment(), lambda: None, out, out, Me("li", "zh", True, ""))  # type: ignore[arg-type, return-value]
    return ctx, ctx.clock.now().wall


def told(found: Promise, text: str) -> bool:
    """Whether every part of ``text`` stands in what is said not to be read."""
    return re.sub(r"\s", "", text) in re.sub(r"\s", "", found.unread)


def test_no_time_vanishes_from_four_thousand_lines(read: tuple[Context, datetime]) -> None:
    """Names, numbers, matters with 点, 分, 号, 日, 时 in ordinary words, promises in all shapes."""
    ctx, now = read
    pick = random.Random(11)
    every = [*shapes(now), *[(text, now) for text in WORKING]]
    for n in range(4000):
        said, means = every[n % len(every)]
        name, phone = pick.choice(NAMES), pick.choice(NUMBERS)
        words = pick.sample(PLAIN, pick.randint(1, 3))
        also = pick.choice(TIMELIKE) if pick.random() < 0.2 else ""
        matter = pick.choice(("", " ", "，")).join([*words, *([also] if also else [])])
        by = pick.choice((" ", "，", "  ", " 答应", "；"))
        since = pick.choice(("", "", "回电", "前回电", "。")) if not re.search("[a-z]", said) else ""
        if said[-1:] in "后内" or "小时" in said or "工作日" in said:
            since = since.removeprefix("前")
        text = f"{name} {phone} {matter}{by}{said}{since}"
        line = parsed(text)
        found = promise(ctx, line, now)
        assert (line.name, line.phone) == (name, phone), text
        for word in words:
            assert word in found.matter and not told(found, word), text
        if said in WORKING:
            assert found.due is not None and found.due.days in (15, 3, 5), text
        elif means is not None:
            assert found.due is not None and found.due.at == means, (text, found)
        else:
            assert found.due is None and told(found, said), (text, found)
        core = re.search(r"2小时|30分钟|今天|下午|9点|3天", also)
        if core:
            assert told(found, core[0]), (text, found)
        elif means is not None:
            assert not found.unread, (text, found)


def test_a_day_without_an_hour_is_offered_by_its_end(read: tuple[Context, datetime]) -> None:
    ctx, now = read

    def offered(said: str) -> list[datetime]:
        return [end.at for end in promise(ctx, parsed(f"张三 5550100 账单 {said}"), now).choices]

    assert offered("明天上午") == [days(now, 1, 12)]
    assert offered("明早") == [days(now, 1, 9)]
    assert offered("下午") == [days(now, 0, 18)]
    assert offered("今晚") == [days(now, 0, 21)]
    assert offered("3天内") == [now + 3 * DAY]
    assert offered("尽快") == offered("25:00") == []


def test_a_time_that_touches_other_words_is_asked_after(read: tuple[Context, datetime]) -> None:
    """停电21:30 may be when the power failed."""
    ctx, now = read
    found = promise(ctx, parsed("张三 5550100 停电21:30"), now)
    assert found.due is None and found.unread == "21:30"
    assert [end.at for end in found.choices] == [days(now, 0, 21, 30)]
    assert found.matter == "停电21:30", "nothing of what was said is lost"


def test_a_time_that_is_over_is_named(read: tuple[Context, datetime]) -> None:
    ctx, now = read
    found = promise(ctx, parsed("张三 5550100 账单 今天9:00"), now)
    assert (found.due, found.unread, found.why) == (None, "今天9:00", "passed")


def test_a_promise_for_the_next_year_is_read_back_with_its_hour(bare: Kit) -> None:
    bare.at(300 * 24 * 60)  # late in December
    assert "promised for 2027-01-15 15:00" in bare("sheet", "Zhang 5550100 bill 1月15日 下午3点").out
