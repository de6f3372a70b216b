"""A sentence at home about the incident that was closed just now is not put into the other one unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.command.record import record
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.live.home.talk.belonging import only
from tests.live.test_home_closed_again import Begin, closed  # noqa: F401
from tests.support.numbered_home import NumberedHome


def one_closed(folder: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> tuple[NumberedHome, str]:
    home = NumberedHome(folder, lang, monkeypatch)
    home.opens("call-surge", "customer-ill")
    ref = next(log.ref for log in home.logs() if log.incident.type == "call-surge")
    record(home.ctx, ref, lambda d: acts.close(d, "resolved", ""))
    return home, ref


@pytest.mark.parametrize(("lang", "text", "said"), [("zh", "话务正常了", "刚关闭"), ("en", "calls normal again", "just closed")])
def test_with_one_closed_just_now_it_is_asked_whose_a_sentence_is_and_each_has_its_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, text: str, said: str
) -> None:
    """``n`` recorded it in the customer's incident, which was the only one open."""
    home, ref = one_closed(tmp_path, monkeypatch, lang)
    home.types(text, "n", "q", "x")
    assert not home.notes()
    asked = next(screen for screen in home.screens if said in screen)
    letter = next(line.split()[0] for line in asked.splitlines() if said in line)
    home.types("n", letter, text, "q")
    late = [e.event.text for e in home.ctx.of(Store).pick(ref).entries if e.event.kind == "note"]  # type: ignore[attr-defined]
    assert late == [text] and not home.notes()
    other = next(line.split()[0] for line in asked.splitlines() if home.logs()[0].ref in line and len(line.split()[0]) == 1 and line.split()[0].isalpha())
    home.types("n", other, text, "q")
    assert [note for _, _, note in home.notes()] == [text]


def test_ten_minutes_later_the_only_open_one_takes_it_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, _ = one_closed(tmp_path, monkeypatch, "en")
    home.real += 660
    home.types("calls normal again", "n", "q")
    assert [note for _, _, note in home.notes()] == ["calls normal again"]


def test_on_the_drawn_home_the_same_is_asked(closed: Begin) -> None:  # noqa: F811
    hand = closed()
    assert only(hand.home, []) is None and only(hand.home, [hand.home.unrecorded.add("it is dry again", hand.home.ctx.now().wall)]) is None
