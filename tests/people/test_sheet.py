"""The manual sheet: a caller in one line, moved, waited for, ticked off; paper typed in later."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.ground.terminal.aside import Aside
from kit.ground.terminal.ask import Left, Question
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.sheet import command_of, numbers, paper_line, parsed
from kit.people.registers.rules.state import Doc
from tests.support.kit import Kit
from tests.support.run import environment
from tests.support.run import kit as run_kit
from tests.support.terminal import ENTER, UP, Terminal


@pytest.mark.parametrize(
    ("text", "name", "phone", "matter", "when"),
    [
        ("张三 13800001234 账单不对 21:30", "张三", "13800001234", "账单不对 21:30", "21:30"),
        ("张三13800001234账单", "张三", "13800001234", "账单", ""),
        ("李四，5550100，查余额", "李四", "5550100", "查余额", ""),
        ("5550100", "", "5550100", "", ""),
        ("王女士 投诉 明早9点", "王女士", "", "投诉 明早9点", "明早9点"),
        ("Li 555-0100 bill tomorrow 9:00", "Li", "555-0100", "bill tomorrow 9:00", "tomorrow 9:00"),
        ("张三 １３８００００１２３４ 账单 30分钟后", "张三", "13800001234", "账单 30分钟后", "30分钟后"),
        ("张三 5550100 2026-11-28 的账单", "张三", "5550100", "2026-11-28 的账单", ""),
        ("张三 5550100 账单 15", "张三", "5550100", "账单 15", "15"),
        ("", "", "", "", ""),
        ("唐女士 +86 138 0000 0112 转账没到 21:30", "唐女士", "+86 138 0000 0112", "转账没到 21:30", "21:30"),
        ("唐女士 138 0000 0112 转账", "唐女士", "138 0000 0112", "转账", ""),
        ("唐女士 138-0000-0112 转账", "唐女士", "138-0000-0112", "转账", ""),
        ("唐女士 转账没到 13800000112 21:30", "唐女士", "13800000112", "转账没到 21:30", "21:30"),
        ("唐女士转账没到 13800000112", "唐女士", "13800000112", "转账没到", ""),
        ("唐女士转账没到 21:30", "唐女士", "", "转账没到 21:30", "21:30"),
        ("唐 女士 13800000112 转账", "唐 女士", "13800000112", "转账", ""),
        ("张三 （021）55501234 账单", "张三", "（021）55501234", "账单", ""),
        ("Li +1 555 010 0112 30分钟后", "Li", "+1 555 010 0112", "30分钟后", "30分钟后"),
        ("李四 +86 138 0000 0112 30分钟后", "李四", "+86 138 0000 0112", "30分钟后", "30分钟后"),
        ("张三 021 55501234 账单", "张三", "021 55501234", "账单", ""),
        ("张三 021-55501234转8012 账单", "张三", "021-55501234转8012", "账单", ""),
        ("张三 021-55501234 转 8012 账单", "张三", "021-55501234 转 8012", "账单", ""),
        ("张三 400-555-0100 账单", "张三", "400-555-0100", "账单", ""),
        ("张三 13800000112 转账 15:00", "张三", "13800000112", "转账 15:00", "15:00"),
        ("Zhang Wei 5550100 bill", "Zhang Wei", "5550100", "bill", ""),
        ("zhang wei 5550100 bill", "zhang wei", "5550100", "bill", ""),
        ("Zhang Wei bill wrong 5550100", "Zhang Wei", "5550100", "bill wrong", ""),
        ("Zhang bill wrong 5550100", "Zhang", "5550100", "bill wrong", ""),
        ("Ms Li parcel 5550100", "Ms Li", "5550100", "parcel", ""),
        ("Li +1 555 010 0112 ext 12 bill", "Li", "+1 555 010 0112 ext 12", "bill", ""),
        ("张三 订单 2026113000012 没到", "张三", "2026113000012", "订单 没到", ""),
    ],
)
def test_a_caller_is_read_from_one_line(
    text: str, name: str, phone: str, matter: str, when: str
) -> None:
    line = parsed(text)
    assert (line.name, line.phone, line.matter, line.when) == (name, phone, matter, when)


def test_a_line_that_begins_with_a_slash_is_a_command_in_an_input_method_too() -> None:
    assert command_of("/e 7QMT 12") == ("e", ["7QMT", "12"])
    assert command_of("、d 7QMT") == ("d", ["7QMT"])
    assert command_of("e 7QMT") is None and command_of("") is None


def test_a_line_of_paper_has_its_number_its_time_and_the_caller() -> None:
    assert paper_line("7qmt-1 14:05 张三 5550100") == ("7QMT-01", "14:05", "张三 5550100")
    assert paper_line("14：05 张三") == ("", "14:05", "张三")
    assert paper_line("7QMT-02 张三 5550100") == ("7QMT-02", "", "张三 5550100")
    assert numbers("7QMT", 2) == ["7QMT-01", "7QMT-02"]


def test_a_caller_is_noted_by_one_command_with_the_time_that_was_promised(bare: Kit) -> None:
    (item,) = bare.at(0)("sheet", "Zhang", "5550100", "bill", "10:30", "--json").json["items"]
    assert item["content"] == {"name": "Zhang", "phone": "5550100", "matter": "bill"}
    assert item["promised"][11:16] == "10:30"
    (item,) = bare("sheet", "Li 5550101 waits at stop 5 ", "--json").json["items"]
    assert item["promised"] is None and item["content"]["matter"] == "waits at stop 5"


def test_what_was_entered_leaves_the_sheet_unless_a_call_is_owed(bare: Kit) -> None:
    bare.at(0)("sheet", "Zhang 5550100 bill")
    bare("sheet", "Li 5550101 bill 10:30")
    bare("callback", "enter", "Zhang", "--number", "W1")
    bare("callback", "enter", "Li", "--number", "W2")
    left = bare("sheet", "--json").json["items"]
    assert [(item["content"]["name"], item["number"]) for item in left] == [("Li", "W2")]
    assert rows(bare("sheet", "--csv", "-").out) == [], "both are in the system"
    again = bare("callback", "enter", "Li")
    assert again.code == 3 and "was entered" in again.err


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_for_entering_has_every_caller_that_is_not_in_the_system(bare: Kit) -> None:
    bare.at(0)("sheet", "Zhang 5550100 =1+1")
    path = Path(bare.home).parent / "sheet.csv"
    assert bare("sheet", "--csv", str(path)).code == 0
    blob = path.read_bytes()
    assert blob.startswith(b"\xef\xbb\xbf") and path.stat().st_mode & 0o77 == 0
    (row,) = rows(blob.decode("utf-8-sig"))
    assert (row["name"], row["phone"], row["matter"]) == ("Zhang", "5550100", "'=1+1")
    assert bare("sheet", "--csv", str(path)).code == 2, "what is there is not overwritten"


def test_what_was_taken_in_a_drill_is_not_entered_with_what_is_real(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare.at(0)("sheet", "Zhang 5550100 bill")
    assert len(rows(bare("sheet", "--csv", "-").out)) == 1, "while the drill is on"
    monkeypatch.delenv("KIT_CLOCK")
    assert rows(bare("sheet", "--csv", "-").out) == []
    bare("sheet", "Li 5550101 bill")
    (row,) = rows(bare("sheet", "--csv", "-").out)
    assert (row["name"], row["drill"]) == ("Li", "")


def test_paper_is_typed_in_with_its_time_who_noted_it_and_who_types(bare: Kit) -> None:
    path = Path(bare.home).parent / "paper.txt"
    path.write_bytes(
        "7QMT-1 10:05 张三 5550100 账单 10:35\n坏行\n7QMT-01 10:05 张三 5550100\n7QMT-02 10:06 李四\n".encode("gb18030")
    )
    done = bare.at(60)("sheet", "--paper", "--who", "Wu", "--file", str(path), "--by", "Ma")
    assert done.code == 3, "two lines were not taken"
    assert "Line 2" in done.err and "Line 3" in done.err and "2 lines taken, 2 not" in done.err
    first, second = sorted(bare("sheet", "--json").json["items"], key=lambda item: str(item["id"]))
    assert (first["id"], first["by"], first["typed_by"]) == ("7QMT-01", "Wu", "Ma")
    assert first["at"][11:16] == "10:05" and first["promised"][11:16] == "10:35"
    assert first["is_late"], "a time is counted from when it was noted, not from when it is typed in"
    assert second["content"]["name"] == "李四"


def test_an_empty_sheet_has_a_number_in_every_line_and_asks_nothing_of_a_network(bare: Kit) -> None:
    html = bare.at(0)("sheet", "--blank", "-", "--rows", "30").out
    assert html.count("<tr><td>") == 30 and "-30</td>" in html
    assert "http" not in html and "<script" not in html


# ---- one after the other -----------------------------------------------------------------


def scripted(*lines: str) -> Callable[[Question], str]:
    """Somebody who types these lines and then leaves."""
    left = list(lines)

    def ask(question: Question) -> str:
        if not left:
            raise Left
        return left.pop(0)

    return ask


@pytest.fixture
def taking(bare: Kit) -> Callable[..., list[Doc]]:
    def take(*lines: str) -> list[Doc]:
        import sys

        from kit.ground.console.context import Context, Me, Out
        from kit.ground.machine.clock import from_environment
        from kit.people.registers.talk.sheet import Sheet, in_lines

        out = Out(sys.stdout, "en", True)
        me = Me("li", "en", True, "")
        ctx = Context(str(bare.home), from_environment(), lambda: None, out, out, me)  # type: ignore[arg-type, return-value]
        in_lines(Sheet(ctx), scripted(*lines))
        book = Registers(str(bare.home)).load("callback")
        return list(book.register.docs.values()) if book is not None else []

    bare.at(0)
    return take


def test_callers_are_taken_moved_made_to_wait_and_ticked_off_at_the_sheet(
    taking: Callable[..., list[Doc]],
) -> None:
    one, two, three = taking(
        "Zhang 5550100 bill 10:30",
        "Li 5550101 meter",
        "Wang 5550102 parcel",
        "/m 0100 11:00 herself in a meeting",
        "/w 0101 12:00 lines down",
        "/e 0102 W7",
        "/n 0100",
    )
    assert one.due is not None and one.due.hour == 11 and one.moves[0].reason == "in a meeting"
    assert one.moves[0].agreed == "herself", "who agreed is what was typed, nobody's guess"
    assert len(one.tries) == 1 and one.open
    assert two.waits is not None and two.waiting == "lines down"
    assert (three.number, three.end) == ("W7", "entered")


def test_what_was_typed_wrongly_is_asked_again_and_can_be_taken_back(
    taking: Callable[..., list[Doc]], capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = taking("Zhang 5550100 bill", "/z 1", "/d nobody", "/m 0100 -5 gone by", "Li 5550101", "/u")
    said = capsys.readouterr().out
    assert "no such command: /z" in said and "Nothing is noted as" in said
    assert one.get("name") == "Zhang" and one.due is None


def test_a_time_that_may_be_two_is_chosen_by_its_number_alone(
    taking: Callable[..., list[Doc]],
) -> None:
    (one,) = taking("Zhang 5550100 bill 9:00", "2")
    assert one.due is not None and one.due.hour == 9 and one.due.day == 3 and not one.unread


def test_the_next_caller_is_never_taken_for_an_answer(taking: Callable[..., list[Doc]]) -> None:
    """A question about the time of the last line stands open, and somebody types on."""
    one, two, three = taking("张三 5550100 账单 9:00", "1390000 李四 账单 30分钟后", "王五 5550102 9:00")
    assert one.due is None and one.unread == "9:00", "it stays to be seen beside the entry"
    assert (two.get("phone"), two.due is not None) == ("1390000", True)
    assert three.get("name") == "王五" and three.unread == "9:00"


def test_what_was_not_read_is_set_afterwards_or_said_to_be_none(
    taking: Callable[..., list[Doc]], capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = taking(
        "Zhang 5550100 bill 25:00", "Li 5550101 bill tomorrow morning", "/t 0100 15:30", "/t 0101 none"
    )
    assert one.due is not None and (one.due.hour, one.due.minute) == (15, 30)
    assert two.due is None and not one.unread and not two.unread
    assert "There is no time “25:00”" in capsys.readouterr().out


def test_a_number_behind_a_caller_is_a_choice_an_hour_or_minutes_and_asked(
    taking: Callable[..., list[Doc]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody who types 1 because 1 was offered promises a call in one minute."""
    one, two, three = taking(
        "Zhang 5550100 bill tomorrow morning", "/t 0100 1", "1", "Li 5550101 bill", "/t 0101 1", "Wang 5550102 bill", "/t 0102 40"
    )
    assert one.due is not None and (one.due.day, one.due.hour) == (3, 12), "the choice that was offered"
    assert two.due is None, "an hour or a minute: it was not said"
    assert three.due is not None and (three.due.hour, three.due.minute) == (10, 40), "minutes, and nothing else"
    assert capsys.readouterr().out.count("Which time?") == 2


def test_waiting_beyond_a_promise_does_not_say_that_nothing_rings_till_then(
    taking: Callable[..., list[Doc]], capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = taking("Zhang 5550100 bill 10:30", "Li 5550101 bill 15:00", "/w 0100 12:00 lines down", "/w 0101 11:00 busy")
    assert one.waits is not None and one.due is not None and two.waits is not None
    said = capsys.readouterr().out
    assert "due at 10:30 all the same, and rings then" in said and said.count("rings then") == 1


def test_soon_is_no_time_and_a_bare_number_no_caller(
    taking: Callable[..., list[Doc]], capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = taking("Zhang 5550100 bill asap", "2")
    assert one.unread == "asap" and one.due is None
    said = capsys.readouterr().out
    assert "“asap” is no time" in said and "nothing was noted" in said


def test_a_line_of_paper_noted_at_one_of_two_times_never_takes_the_next_line(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked which time it was, somebody types on: that is the next line, and the first stays."""
    import sys

    from kit.ground.console.context import Context, Me, Out
    from kit.ground.machine.clock import from_environment
    from kit.people.registers.talk.sheet import Sheet, in_lines

    bare.at(14 * 60)
    out = Out(sys.stdout, "en", True)
    ctx = Context(str(bare.home), from_environment(), lambda: None, out, out, Me("li", "en", True, ""))  # type: ignore[arg-type, return-value]
    asked: list[Question] = []
    typing = scripted("7QMT-01 1:00 Zhang 5550100 bill", "7QMT-02 23:40 Li 5550101 bill")

    def ask(question: Question) -> str:
        asked.append(question)
        return typing(question)

    in_lines(Sheet(ctx, True, "", "Wu"), ask)
    book = Registers(str(bare.home)).load("callback")
    assert book is not None
    assert [doc.get("name") for doc in book.register.docs.values()] == ["Li"]
    assert asked[1].name == "time-which" and asked[1].kind == "text"
    assert asked[2].aside is not None and asked[2].typed == "", "the line is free"
    assert [laid.text[:7] for laid in asked[2].aside.told()] == ["7QMT-01"], "what was typed first is kept"


def test_one_caller_is_ticked_off_at_a_time(
    taking: Callable[..., list[Doc]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Three ids behind one command: the others are no number in the system."""
    one, two = taking("Zhang 5550100 bill", "Li 5550101 bill", "/e Zhang Li W7", "/m Zhang 11:00 busy")
    assert one.number == "" and one.entered is None and two.entered is None
    assert not one.moves, "nobody said who agreed"
    said = capsys.readouterr().out
    assert "One at a time" in said and "/m ID TIME WHO-AGREED WHY" in said and "--to" not in said


def test_esc_and_an_empty_line_note_nothing(taking: Callable[..., list[Doc]]) -> None:
    assert taking("", "   ", "/q") == []


def test_a_refused_line_stands_aside_and_the_next_caller_is_a_caller(tmp_path: Path) -> None:
    """Typed straight on behind it; Up brings it back, and put right it counts."""
    env = environment(tmp_path / "home", "zh")
    with Terminal(["sheet"], env, 80, 24) as t:
        t.see("姓名 电话 事由")
        t.child.send(f"张三 5550100 账单{ENTER}")
        t.see("负责人")
        t.child.send(f"/m 0100 40分钟后{ENTER}")
        t.see("没有记下“/m 0100 40分钟后”", "谁同意 原因", "↑ 取回")
        t.child.send(f"李四 5550101 账单{ENTER}")
        t.see("李四 5550101", "没有记下“/m 0100 40分钟后”")
        t.child.send(UP)
        t.see("几点回：/m 0100 40分钟后")
        t.child.send(f" 本人 开会{ENTER}")
        t.see("改到", gone="没有记下")
        t.child.send("王五 555")
        t.see("几点回：王五 555")
        t.child.send("\x1b")
        t.see("没有记下“王五 555”（↑ 取回）")
        t.child.send(UP)
        t.see("几点回：王五 555")
        t.child.send(f"0102{ENTER}")
        t.see("王五 5550102")
        t.child.send("\x1b")
        assert t.end() == 0
    items = json.loads(run_kit(env, "callback", "list", "--json"))["items"]
    assert sorted(item["content"]["name"] for item in items) == ["张三", "李四", "王五"]
    assert [len(item["moves"]) for item in items if item["content"]["name"] == "张三"] == [1]


def test_what_was_never_put_right_is_told_at_leaving(tmp_path: Path) -> None:
    with Terminal(["sheet"], environment(tmp_path / "home", "zh"), 80, 24) as t:
        t.see("姓名 电话 事由")
        t.child.send(f"/m 0100 40分钟后{ENTER}")
        t.see("没有记下“/m 0100 40分钟后”")
        t.child.send("\x1b")
        assert t.end() == 0
        t.see("没有记下“/m 0100 40分钟后”")


def test_no_refused_line_swallows_a_caller_whatever_it_was(
    taking: Callable[..., list[Doc]], capsys: pytest.CaptureFixture[str]
) -> None:
    refused = ["/m 0100 11:00", "/m", "/t 0100 -5", "/w 0100", "/e", "/d nobody", "/z 1", "/m 0100 9:00 her busy", "/x 0100", "9"]
    typed = [f"{line}|Caller{n} 55502{n:02d} bill" for n, line in enumerate(refused)]
    docs = taking("Zhang 5550100 bill", *[part for pair in typed for part in pair.split("|")])
    assert [doc.get("name") for doc in docs] == ["Zhang", *[f"Caller{n}" for n in range(len(refused))]]
    said = capsys.readouterr().out
    for line in refused[:-1]:
        assert f"Not recorded: “{line}”" in said


def test_numbers_that_choose_no_more_stand_nowhere_on_the_screen(bare: Kit) -> None:
    """A question that somebody typed past: only the last one's numbers can be meant."""
    import sys

    from kit.ground.console.context import Context, Me, Out
    from kit.ground.machine.clock import from_environment
    from kit.people.registers.talk.sheet import Sheet

    bare.at(0)
    out = Out(sys.stdout, "en", True)
    sheet = Sheet(Context(str(bare.home), from_environment(), lambda: None, out, out, Me("li", "en", True, "")))  # type: ignore[arg-type, return-value]
    sheet.drawn = True
    flow = sheet.flow()
    next(flow)

    def shown(line: str) -> str:
        flow.send(line)
        return " ".join("".join(text for _, text in row).strip() for row in sheet.picture(100, 30))

    shown("Zhang 5550100 bill")
    assert "Which time? 1=" in shown("/t 0100 3") and sheet.aside.told()
    after = shown("Li 5550101 bill tomorrow morning")
    assert "Which time?" not in after and "which time was not said" in after and after.count("1=") == 1
    assert "promised for 03-03 12:00" in shown("1") and "Zhang 5550100 bill" in shown("/u")


def test_lines_that_were_not_taken_come_back_one_by_one_and_none_is_lost() -> None:
    aside = Aside()
    aside.lay("/m one", "why")
    aside.lay("/m two", "why")
    assert aside.turn(-1, "half typed") == "/m two" and aside.turn(-1, "/m two") == "/m one"
    assert aside.turn(-1, "/m one") == "/m one", "there is no older one"
    assert [aside.turn(1, text) for text in ("/m one", "/m two", "half typed")] == ["/m two", "half typed", ""]
    assert aside.turn(-1, "") == "half typed" and aside.turn(-1, "half typed") == "/m two"
    aside.settled("another caller")
    assert len(aside.told()) == 2, "it was not the one that was brought back"
    aside.turn(-1, "")
    aside.turn(-1, "half typed")
    aside.settled("/m two put right")
    assert [laid.text for laid in aside.told()] == ["/m one"]


@pytest.mark.exhaustive
def test_twenty_five_callers_cost_one_key_each_besides_their_text_and_none_is_lost(tmp_path: Path) -> None:
    """Typed without a pause into a real terminal, which is killed in the middle."""
    env = environment(tmp_path / "home", "zh")
    spent = []
    for part in (range(13), range(13, 25)):
        with Terminal(["sheet"], env, 80, 24) as t:
            t.see("姓名 电话 事由")
            for n in part:
                began = time.monotonic()
                t.child.send(f"客户{n} 55501{n:02d} 账单 {10 + n}分钟后{ENTER}")
                t.see(f"客户{n} 55501{n:02d}", "答应")
                spent.append(time.monotonic() - began)
            t.child.kill(9)
    assert sorted(spent)[len(spent) // 2] < 5
    listed = json.loads(run_kit(env, "callback", "list", "--json"))
    assert len(listed["items"]) == 25
    assert all(item["promised"] for item in listed["items"])
