"""Working days: what the state's notices say, how a new one is entered, and what is not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from time import perf_counter

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.ground.base.days import Public
from kit.ground.base.workdays import Calendar, due
from kit.people.calendar.files import Calendars
from kit.people.calendar.files import notice as text_of
from kit.people.calendar.rules.notice import read_notice
from kit.people.calendar.rules.years import CalendarFile, Entered, Law, Year, together
from kit.plans.sites.rules import Profile, calendar
from tests.support.kit import Kit
from tests.support.run import environment
from tests.support.terminal import Terminal

NOTICES = Path(__file__).with_name("notices")
WEEK = frozenset(range(5))
CHINA = timezone(timedelta(hours=8))
# Days that a later notice changed: the next year's, or one in mid-year.
CHANGED = {
    2011: {"2011-12-31"},
    2018: {"2018-12-29", "2018-12-31"},
    2019: {"2019-04-28", "2019-05-02", "2019-05-03", "2019-05-05"},
}
MADE_UP = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


def shipped() -> Public:
    return Calendars("/nowhere/at/all", keep=False).public


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


def said(year: int) -> str:
    return (NOTICES / f"{year}.txt").read_text(encoding="utf-8")


def usual(public: Public) -> Calendar:
    return Calendar(WEEK, time(17, 30), public=public)


# ---- what came with the kit -------------------------------------------------------------------


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_of_the_shipped_years_is_as_the_oracle_has_it(year: int) -> None:
    public = shipped()
    wrong = [d for d in days_of(year) if public.works(d, WEEK) != chinese_calendar.is_workday(d)]
    assert wrong == []


def test_the_shipped_years_are_what_their_notices_say() -> None:
    entered = Calendars("/nowhere/at/all", keep=False).entered
    for year in (2025, 2026):
        read = read_notice(said(year)).year
        assert read is not None
        assert (entered.years[year].off, entered.years[year].work) == (read.off, read.work)


def test_a_day_is_known_or_by_law_only_or_not_known_at_all() -> None:
    """The last days of a December may be moved by the notice that is still to come, as they were in
    2018 and 2022."""
    public = shipped()
    for day, wanted in (
        ("2026-12-27", "known"),
        ("2025-12-31", "known"),
        ("2026-12-28", "law"),
        ("2027-01-01", "law"),
        ("2036-10-01", "law"),
        ("2037-01-01", "unknown"),
        ("2024-05-01", "unknown"),
    ):
        assert public.sure(date.fromisoformat(day)) == wanted, day
    assert not public.works(date(2027, 2, 8), WEEK)  # the Spring Festival stands in the law
    assert public.works(date(2037, 10, 1), WEEK)  # nothing is known; it is a Thursday


def test_a_promise_over_a_year_that_is_not_entered_is_counted_and_said_to_be_provisional() -> None:
    base = datetime(2026, 12, 20, 10, tzinfo=CHINA)
    found = due(base, 15, usual(shipped()))
    assert (f"{found.at:%Y-%m-%d %H:%M}", found.unentered) == ("2027-01-11 17:30", 2027)
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(found.at.date())
    sooner = due(base, 4, usual(shipped()))
    assert (f"{sooner.at:%m-%d}", sooner.unentered) == ("12-24", 0)


def test_with_the_year_entered_it_stands() -> None:
    read = read_notice(MADE_UP)
    assert read.year is not None and read.doubts == []
    entered = Calendars("/nowhere/at/all", keep=False).entered
    with_it = together([CalendarFile(1, [*entered.years.values(), read.year], entered.law)], [])
    found = due(datetime(2027, 1, 20, 10, tzinfo=CHINA), 15, usual(with_it.public))
    assert (f"{found.at:%Y-%m-%d}", found.unentered) == ("2027-02-16", 0)
    by_law = due(datetime(2027, 1, 20, 10, tzinfo=CHINA), 15, usual(shipped()))
    assert (f"{by_law.at:%Y-%m-%d}", by_law.unentered) == ("2027-02-12", 2027)


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)), st.integers(0, 60))
@settings(deadline=None)
def test_counting_ends_and_never_raises(day: date, days: int) -> None:
    base = datetime(day.year, day.month, day.day, 12, tzinfo=CHINA)
    found = due(base, days, usual(shipped()))
    assert base < found.at < base + timedelta(days=200)
    assert found.unentered == 0 or found.unentered >= day.year


# ---- what the site says itself ----------------------------------------------------------------


def site(**facts: str) -> Profile:
    said = {name.replace("_", "-"): text for name, text in facts.items()}
    return Profile(1, "a-site", None, site=said)  # type: ignore[arg-type]


def test_the_sites_own_days_go_before_the_states() -> None:
    public = shipped()
    here = calendar(site(holidays="2026-03-04", make_up_days="2026-10-02"), public)
    assert not here.works(date(2026, 3, 4)) and here.works(date(2026, 10, 2))
    assert not here.works(date(2026, 10, 5)) and here.works(date(2026, 10, 10))


@pytest.mark.parametrize("text", ["none", "None", "无", "-"])
def test_a_site_may_say_that_the_states_days_off_do_not_count(text: str) -> None:
    here = calendar(site(holidays=text), shipped())
    assert here.works(date(2026, 10, 5)) and not here.works(date(2026, 10, 10))
    assert here.lacks(date(2027, 3, 1)) == 0


def test_a_place_that_is_open_on_all_seven_days_has_none_to_exchange() -> None:
    here = calendar(site(work_days="1-7", holidays="2026-01-01"), shipped())
    assert here.works(date(2026, 10, 1)) and not here.works(date(2026, 1, 1))
    assert here.lacks(date(2027, 1, 1)) == 0


# ---- a notice as it is pasted -----------------------------------------------------------------


@pytest.mark.parametrize("year", sorted(int(path.stem) for path in NOTICES.iterdir()))
def test_the_notice_of_a_past_year_is_read_to_the_day(year: int) -> None:
    """2008 wrote which days off were exchanged for which, 2011 left months out."""
    read = read_notice(said(year))
    assert read.year is not None and read.year.year == year and read.doubts == []
    public = Public((year,), tuple(sorted(read.year.off)), tuple(sorted(read.year.work)))
    wrong = {str(d) for d in days_of(year) if public.works(d, WEEK) != chinese_calendar.is_workday(d)}
    assert wrong == CHANGED.get(year, set())


def test_days_of_the_december_before_belong_to_the_notice_that_names_them() -> None:
    read = read_notice(said(2019)).year
    assert read is not None
    assert date(2018, 12, 31) in read.off and date(2018, 12, 29) in read.work
    public = Entered({2018: Year(2018, []), 2019: read}, Law()).public
    assert public.sure(date(2018, 12, 31)) == "known" and not public.works(date(2018, 12, 31), WEEK)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("1月", "１月").replace("（", "(").replace("）", ")"),
        lambda text: text.replace("月", " 月 ").replace("日", " 日"),
        lambda text: text.replace("至", "至\n"),
        lambda text: text.replace("\n", "\r\n　　"),
        lambda text: text.replace("。\n", "。"),
        lambda text: text.replace("周", "星期"),
        lambda text: text.replace("至", "—").replace("：", ":"),
    ],
)  # fmt: skip
def test_what_pasting_does_to_a_text_changes_nothing(change: Callable[[str], str]) -> None:
    plain, pasted = read_notice(said(2026)), read_notice(change(said(2026)))
    assert (pasted.year, pasted.doubts) == (plain.year, plain.doubts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_text_may_be_in_any_encoding_that_chinese_systems_write(encoding: str) -> None:
    assert read_notice(text_of(said(2026).encode(encoding))).year is not None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (MADE_UP.replace("2027", "2028"), {"weekday"}),
        (MADE_UP.replace("共7天", "共8天", 1), {"count"}),
        (MADE_UP.replace("5月8日（周六）", "5月7日"), {"not-weekend"}),
        (MADE_UP.replace("四、劳动节", "四、某节"), {"lacking"}),
        (MADE_UP.replace("6月9日（周三）放假", "6月31日放假"), {"no-date", "no-off", "lacking"}),
    ],
)
def test_what_does_not_fit_together_is_a_doubt(text: str, codes: set[str]) -> None:
    read = read_notice(text)
    assert codes <= {doubt.code for doubt in read.doubts}


def test_a_text_that_is_no_notice_has_no_year() -> None:
    for text in ("", "元旦：1月1日放假。", "2027年部分节假日安排：见附件", "x" * 10000):
        read = read_notice(text)
        assert read.year is None and read.doubts
    assert read_notice("元旦：1月1日放假。", 2027).year is not None


@given(st.text("一二、元旦春节：至日月年放假上班补休（周六），。;0123456789\n -—", max_size=200))
@settings(deadline=None)
def test_no_text_raises(text: str) -> None:
    read_notice("2027年节假日" + text)


def test_a_notice_that_changes_one_festival_leaves_the_others(tmp_path: Path) -> None:
    """In spring 2019 Labour Day was made longer."""
    first = read_notice(said(2019)).year
    change = read_notice("关于2019年放假\n劳动节：5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。").year
    assert first is not None and change is not None
    whole = first.with_(change)
    public = Public((2019,), tuple(sorted(whole.off)), tuple(sorted(whole.work)))
    assert all(public.works(d, WEEK) == chinese_calendar.is_workday(d) for d in days_of(2019))


# ---- the commands -----------------------------------------------------------------------------


def notice(kit: Kit, text: str = MADE_UP) -> str:
    path = kit.home.parent / "notice.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_year_is_shown_first_and_kept_only_when_said(kit: Kit) -> None:
    kit.at(0)
    shown = kit("calendar", "add", notice(kit))
    assert "2027" in shown.out and "02-05..02-11" in shown.out
    assert not (kit.home / "calendar").exists()
    kept = kit("calendar", "add", notice(kit), "--yes")
    assert kept.code == 0 and (kit.home / "calendar" / "2027.toml").is_file()
    day = kit("calendar", "show", "2027-02-09", "--json").json
    assert (day["worked"], day["known"]) == (False, "known")
    again = kit("calendar", "add", notice(kit), "--yes", "--json").json
    assert again["saved"] is False


def test_what_is_doubtful_is_not_kept_without_somebody_who_looked(kit: Kit) -> None:
    refused = kit("calendar", "add", notice(kit, MADE_UP.replace("2027", "2028")), "--yes")
    assert refused.code == 3 and not (kit.home / "calendar").exists()
    for text in ("", "没有日期"):
        assert kit("calendar", "add", notice(kit, text), "--yes").code == 2


def test_a_damaged_year_of_the_sites_counts_as_not_entered(kit: Kit) -> None:
    kit("calendar", "add", notice(kit), "--yes")
    (kit.home / "calendar" / "2027.toml").write_text("format = 1\n[[years]]\nyear = 2027\ndays = 3\n", "utf-8")
    shown = kit("calendar", "show", "2027-02-09", "--json")
    assert (shown.code, shown.json["known"]) == (0, "law")
    assert "2027.toml" in shown.err


def test_a_year_or_a_day_that_is_none_is_a_mistake(kit: Kit) -> None:
    assert kit("calendar", "show", "soon").code == 2
    assert kit("calendar", "show", "--days", "61").code == 2
    assert kit("calendar", "show", "2019").code == 0


# ---- what hangs on it -------------------------------------------------------------------------


def new_years_eve(bare: Kit) -> datetime:
    """A complaint on the last day of the year: the daily word is due on the next working day."""
    bare.env("KIT_CLOCK", "")
    bare.at((datetime(2026, 12, 31, 10, tzinfo=CHINA) - datetime(2026, 3, 2, 10, tzinfo=CHINA)).total_seconds() / 60)
    made = bare("start", "complaint", "--profile", "hotline", "--drill", "--no-guide", "--json")
    assert made.code == 0, made.err
    return datetime(2026, 12, 31, 10, tzinfo=CHINA)


def progress(bare: Kit) -> dict[str, object]:
    timers = bare("show", "--json").json["timers"]
    found: dict[str, object] = next(each for each in timers if each["timer"] == "progress")
    return found


def test_a_deadline_is_marked_until_the_year_is_entered_and_then_counted_anew(bare: Kit) -> None:
    new_years_eve(bare)
    before = progress(bare)
    assert (str(before["due"])[:16], before.get("unentered")) == ("2027-01-04T17:30", 2027)
    longer = MADE_UP.replace("1月1日（周五）至3日（周日）放假，共3天", "1月1日（周五）至4日（周一）放假调休，共4天")
    assert "1" in bare("calendar", "add", notice(bare, longer), "--yes").out.splitlines()[-1]
    after = progress(bare)
    assert (str(after["due"])[:16], after.get("unentered")) == ("2027-01-05T17:30", None)
    kinds = [entry.kind for entry in bare.folder().entries]
    assert kinds.count("days-entered") == 2 and kinds.count("timer-counted-anew") == 1
    bare("note", "again")
    assert progress(bare) == after
    assert bare("undo").code == 0 and progress(bare) == after


def test_whose_promises_moved_is_said_by_name_with_the_old_and_the_new_time(bare: Kit) -> None:
    """By hand: 31 December and three working days; the notice takes Monday the 4th off as well."""
    new_years_eve(bare)
    ref = bare.folder().ref
    bare("sheet", "Zhang 5550101 bill 3 working days")
    bare("sheet", "Li 5550102 bill 12-31 17:00")
    bare("complaint", "add", "Wu", "--matter", "rude")
    longer = MADE_UP.replace("1月1日（周五）至3日（周日）放假，共3天", "1月1日（周五）至4日（周一）放假调休，共4天")
    said = bare("calendar", "add", notice(bare, longer), "--yes").out
    (zhang,) = [line for line in said.splitlines() if "Zhang 5550101" in line]
    assert "2027-01-06" in zhang and "2027-01-07" in zhang and zhang.index("01-06") < zhang.index("01-07")
    assert "5550102" not in said, "what named its own day did not move"
    (timer,) = [line for line in said.splitlines() if "2027-01-04 17:30 → 2027-01-05 17:30" in line]
    assert ref in said and len(timer.strip()) > len("2027-01-04 17:30 → 2027-01-05 17:30") + 5
    assert said.index("callback: deadlines counted anew: 1") < said.index("Zhang")


def test_what_a_new_year_leaves_where_it_was_is_said_to_stand(bare: Kit) -> None:
    new_years_eve(bare)
    bare("sheet", "Zhang 5550101 bill 3 working days")
    made = bare("calendar", "add", notice(bare, MADE_UP), "--yes", "--json").json
    whose = {one["ref"]: (one["before_at"], one["after_at"]) for one in made["moved_times"]}
    assert whose["callback"][0] == whose["callback"][1]


@pytest.mark.parametrize(
    "text", ["2026-12-31", "20261231", "2026/12/31", "2026.12.31", "2026年12月31日", "12-31", "12月31日", "today", "今天"]
)
def test_a_day_is_read_as_people_write_it(bare: Kit, text: str) -> None:
    new_years_eve(bare)
    assert bare("calendar", "show", text, "--json").json["day"] == "2026-12-31"
    if text[0].isdigit():
        assert bare("calendar", text, "--json").json["day"] == "2026-12-31"


def test_the_last_days_of_december_say_whose_notice_may_move_them(bare: Kit) -> None:
    """It said "notice not entered" of a day whose year is entered."""
    new_years_eve(bare)
    assert "the 2027 notice is not entered and may move" in bare("calendar", "show", "2026-12-31").out
    assert "entered" in bare("calendar", "show", "2026-12-01").out.split(", ")[-1]
    assert bare("calendar", "show", "2026-02-30").code == 2
    assert 'no command "soon"' in bare("calendar", "soon").err


def test_a_year_that_came_by_another_way_counts_at_the_next_entry(bare: Kit) -> None:
    """A new kit, or the file of another laptop."""
    new_years_eve(bare)
    Calendars(str(bare.home)).add(read_notice(MADE_UP).year or Year(2027, []))
    assert progress(bare).get("unentered") == 2027
    bare("note", "a word")
    assert progress(bare).get("unentered") is None


def test_a_list_that_counts_in_minutes_knows_no_calendar(bare: Kit) -> None:
    bare.at(0)
    bare("start", "power-outage", "--drill", "--no-guide")
    assert "days-entered" not in [entry.kind for entry in bare.folder().entries]


# ---- pasted at a terminal ---------------------------------------------------------------------


@pytest.mark.parametrize("sure", [True, False])
def test_a_notice_is_pasted_looked_at_and_kept_or_not(tmp_path: Path, sure: bool) -> None:
    with Terminal(["calendar", "add"], environment(tmp_path / "home"), 80, 40) as t:
        t.see("粘贴通知全文")
        for line in (*MADE_UP.splitlines(), "."):
            t.child.send(line + "\n")
        t.see("读到 2027 年放假安排", "02-05..02-11 (7)", "存为本处的 2027 年放假安排吗")
        t.child.send("y\r" if sure else "n\r")
        t.see("已存 2027 年" if sure else "没有存")
    assert (tmp_path / "home" / "calendar" / "2027.toml").exists() == sure


def test_a_text_made_to_keep_the_reader_busy_is_read_at_once() -> None:
    for text in ("元旦：" + "1月1日（" * 50000, "元旦：" + "，" * 200000, "元旦：" * 60000):
        begun = perf_counter()
        read_notice("2027年节假日\n" + text)
        assert perf_counter() - begun < 5
