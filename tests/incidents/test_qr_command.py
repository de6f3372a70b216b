"""``kit qr``: words onto a phone, in a window, in lines, as pictures and as data."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from kit.ground.documents import qr
from tests.support.codes import of_screen, pixels, read
from tests.support.kit import Kit, opened
from tests.support.play import COLOR, press, still
from tests.support.run import environment
from tests.support.terminal import ENTER, ESC, Terminal

LONG = "请全体注意：市电停电，不关机，继续接听。" * 4


def drawn(out: str) -> list[list[str]]:
    """The codes of an answer in lines."""
    found: list[list[str]] = [[]]
    for line in out.splitlines():
        if line and not set(line) - set("█▀▄ "):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [each for each in found if each]


def test_a_text_is_printed_page_by_page_with_its_words_before_each(kit: Kit) -> None:
    said = kit("qr", "text", LONG)
    codes = drawn(said.out)
    assert len(codes) == 2 and "Page 1 of 2:" in said.out
    assert "\x1b" not in said.out
    pages = [read(pixels(code, 230, 20))[0] for code in codes]
    assert "".join(page[4:] for page in pages) == LONG
    inverted = drawn(kit("qr", "text", LONG, "--invert").out)
    assert [read(pixels(code, 20, 240))[1] for code in inverted] == pages


@pytest.mark.parametrize("whom", ["staff", "customers", "leaders"])
def test_words_to_say_are_what_kit_say_shows_and_say_that_it_is_a_drill(kit: Kit, whom: str) -> None:
    first = kit("say", whom, "--json").json["scripts"][0]
    (code, *more) = kit("qr", "say", whom, "--json").json["codes"]
    pages = [code, *more]
    text = "".join(each["text"].split(" ", 1)[1] if more else each["text"] for each in pages)
    assert text.endswith(first["text"]) and "DRILL" in text.upper()
    named = kit("qr", "say", whom, "--script", first["script"], "--json").json
    assert named["codes"] == pages


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_is_what_a_message_needs_and_every_page_reads_alone(kit: Kit, lang: str) -> None:
    """What is read out is too long to be scanned page by page: the code has the facts, whole ones
    on every page, and what nobody knows in one line."""
    kit("report", "--effect", "全部坐席断电" if lang == "zh" else "all desks dark", "--control", "partly")
    for role in ("supervisor", "manager", "tech", "building", "vendor"):
        kit("call", role, "--said", "x" * 200)
    codes = [each["text"] for each in kit("--lang", lang, "qr", "report", "--json").json["codes"]]
    spoken = (" " if lang == "en" else "").join(kit("--lang", lang, "report", "--json").json["spoken"])
    assert len(codes) < len(qr.pages(spoken, qr.ROOM[qr.version_for(80, 23) - 1])) and len(codes) <= 5
    whole = " ".join(codes)
    assert ("全部坐席断电" if lang == "zh" else "all desks dark") in whole and ("不明：" if lang == "zh" else "Not known: ") in whole
    assert "x" * 20 not in whole
    for page in codes[:-1]:
        assert page.rstrip()[-1] in "。."
        assert len(page.encode("utf-8")) <= qr.ROOM[qr.version_for(80, 23) - 1]


@pytest.mark.parametrize("room", [60, 130, 400])
def test_facts_are_packed_whole_and_none_is_lost(room: int) -> None:
    facts = [f"事实{n}：{'长' * n}。" for n in range(30)]
    found = qr.packed(facts, room, "")
    assert all(len(page.encode("utf-8")) <= room for page in found)
    assert "".join(page.split(" ", 1)[1] for page in found) == "".join(facts)


def test_pictures_are_written_whole_for_their_owner_only(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "words.png"
    assert kit("qr", "text", "供电", "--png", str(path)).code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    assert read(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)) == ["供电", "供电"]
    assert kit("qr", "text", "供电", "--png", str(path)).code == 2
    files = kit("qr", "text", "停电" * 400, "--png", str(path), "--force", "--json").json["files"]
    assert [Path(each).name for each in files] == [f"words-{n}.png" for n in range(1, len(files) + 1)]
    assert kit("qr", "text", "供电", "--png", str(tmp_path / "words.jpg")).code == 2


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["qr", "text", " "], 2),
        (["qr", "text", "x" * 2001], 2),
        (["qr", "say", "media", "--script", "none"], 4),
        (["qr", "say", "nobody"], 2),
        (["qr"], 2),
    ],
)
def test_what_cannot_be_shown_is_refused(kit: Kit, argv: list[str], code: int) -> None:
    assert kit(*argv).code == code


def test_hostile_text_commands_no_terminal(kit: Kit) -> None:
    said = kit("qr", "text", "a\x1b]0;owned\x07b\u202ec\x00d")
    assert not any(mark in said.out for mark in ("\x1b", "\x07", "\u202e", "\x00"))
    assert read(pixels(drawn(said.out)[0], 230, 20)) == ["a]0;ownedbcd", "a]0;ownedbcd"]


# ---- a contact --------------------------------------------------------------------------------


def card(kit: Kit, *argv: str) -> list[str]:
    """The lines of a contact's card, as both readers read them."""
    (code,) = drawn(kit("qr", "contact", *argv).out)
    one, other = read(pixels(code, 230, 20))
    assert one == other
    return one.split("\n")


def test_a_contact_is_a_card_that_a_phone_keeps(kit: Kit) -> None:
    kit("contact", "add", "示例员", "--number", "13800000001", "--number", "phone:010-5550100", "--number", "radio:7")
    lines = card(kit, "示例员")
    assert (lines[0], lines[-1]) == ("BEGIN:VCARD", "END:VCARD")
    assert "FN:示例员" in lines and any(line.endswith(":13800000001") for line in lines)
    assert any(line.startswith("TEL") and line.endswith("010-5550100") for line in lines)
    assert "NOTE:radio 7" in lines
    (code,) = kit("qr", "contact", "示例员", "--json").json["codes"]
    assert code["text"].split("\n") == lines


def test_of_a_card_that_is_too_large_the_name_and_the_first_number_stay(kit: Kit) -> None:
    numbers = [part for n in range(8) for part in ("--number", f"1380000000{n}")]
    kit("contact", "add", "名称较长的示例员", "--org", "示例单位" * 10, *numbers)
    lines = card(kit, "名称较长的示例员")
    assert "FN:名称较长的示例员" in lines and "TEL:13800000000" in lines
    assert len(lines) < 4 + 8 + 1


def test_a_contact_that_nobody_knows_or_no_code_holds_is_refused(kit: Kit) -> None:
    assert kit("qr", "contact", "nobody").code == 4
    kit("contact", "add", "长" * 60, "--number", "13800000001")
    assert kit("qr", "contact", "长" * 60).code == 3


# ---- in a window ------------------------------------------------------------------------------


@pytest.mark.exhaustive
@pytest.mark.parametrize("dark", [True, False])
def test_the_window_shows_a_code_that_is_read_whatever_its_colours_are(tmp_path: Path, dark: bool) -> None:
    with Terminal(["qr", "text", LONG], environment(tmp_path / "home")) as t:
        t.see("1/2", "回车 下一页", "Esc 返回")
        (first, again) = read(of_screen(t.vt, 46, 23, dark))
        assert first == again and first.startswith("1/2 ")
        press(t, ENTER, "2/2")
        still(t)
        second = read(of_screen(t.vt, 46, 23, dark))
        assert second[0] == second[1] and first[4:] + second[0][4:] == LONG
        press(t, ENTER, "1/2")
        t.child.send(ESC)
        assert t.end() == 0


@pytest.mark.exhaustive
@pytest.mark.parametrize("ground", ["", "15;0", "0;15"])
def test_without_colour_it_is_drawn_for_the_ground_that_the_terminal_names(tmp_path: Path, ground: str) -> None:
    env = environment(tmp_path / "home", NO_COLOR="1", COLORFGBG=ground)
    dark = not ground.endswith("15")
    with Terminal(["qr", "text", "恢复供电"], env) as t:
        t.see("Esc 返回")
        assert not COLOR.search(t.raw)
        assert read(of_screen(t.vt, 46, 23, dark)) == ["恢复供电", "恢复供电"]
        press(t, "i", "Esc 返回")
        still(t)
        assert read(of_screen(t.vt, 46, 23, not dark)) == ["恢复供电", "恢复供电"]


@pytest.mark.exhaustive
@pytest.mark.parametrize(("cols", "rows"), [(60, 18), (80, 24), (132, 50)])
def test_any_window_that_the_guide_runs_in_shows_codes(tmp_path: Path, cols: int, rows: int) -> None:
    with Terminal(["qr", "text", LONG], environment(tmp_path / "home"), cols, rows) as t:
        t.see("Esc 返回")
        still(t)
        (first, again) = read(of_screen(t.vt, cols, rows - 1))
        assert first == again and LONG.startswith(first.partition(" ")[2] or first)


def test_an_incident_that_is_closed_has_its_last_report(kit: Kit) -> None:
    kit("close", "--yes")
    assert kit("qr", "report", "--json").json["codes"]


def test_a_real_incident_is_not_marked(bare: Kit) -> None:
    opened(bare.home)
    text = "".join(each["text"] for each in bare("qr", "say", "staff", "--json").json["codes"])
    assert "DRILL" not in text.upper()
