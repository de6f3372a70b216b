"""The line that says what was recorded: however narrow the window and however long the names, how it went
stands there whole."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from kit.ground.base.cells import width
from kit.incidents.incident.rules import acts
from kit.live.guide.show.parts import told
from kit.live.guide.show.picture import _along
from kit.live.guide.talk.keys.undo import take_back_entries
from tests.live.conftest import Begin
from tests.support.blind import Blind

LONG = {"en": "Bartholomew Fakename-Madeuplongly of the third floor", "zh": "欧阳假名某某（三楼客户服务中心西侧办公室）"}
WORDS = {
    "reached": ("reached", "打通"),
    "no-answer": ("no answer", "未接通"),
    "phone-off": ("phone off", "关机"),
    "yes": ("yes", "是"),
    "not yet": ("not yet, asked again", "还没有"),
    "closed": ("Incident closed", "事件关闭"),
    "reopened": ("Incident opened again", "事件重新打开"),
    "undone": ("no answer", "未接通"),
    "handed": ("Handed to", "交给"),
    "skipped": ("Skipped", "跳过"),
}


def called(result: str) -> Callable[[Blind, str], None]:
    def act(blind: Blind, name: str) -> None:
        blind.session.record(lambda d: acts.call(d, name, result, step=""))  # type: ignore[arg-type]

    return act


def undone(blind: Blind, name: str) -> None:
    made = blind.session.record(lambda d: acts.call(d, name, "no-answer", step=""))
    take_back_entries(blind.session, [entry.id for entry in made])


def answered(yes: bool) -> Callable[[Blind, str], None]:
    def act(blind: Blind, name: str) -> None:
        incident = blind.session.incident
        rules = [(timer, incident.rule(timer.key)) for timer in incident.running()]
        timer = next(timer for timer, rule in rules if rule is not None and rule.kind == "check")
        if yes:
            blind.session.record(lambda d: acts.timer_yes(d, timer.key, name))
        else:
            blind.session.record(lambda d: acts.timer_no(d, timer.key))

    return act


def closed(blind: Blind, _: str) -> None:
    blind.session.record(lambda d: acts.close(d, outcome="resolved"))


def reopened(blind: Blind, name: str) -> None:
    closed(blind, name)
    blind.session.record(lambda d: acts.reopen(d, name))


def handed(blind: Blind, name: str) -> None:
    view = blind.session.step
    assert view is not None
    blind.session.record(lambda d: acts.hand(d, view.key, name))


def skipped(blind: Blind, name: str) -> None:
    view = blind.session.step
    assert view is not None
    blind.session.record(lambda d: acts.skip(d, view.key, name))


ACTS: dict[str, Callable[[Blind, str], None]] = {
    "reached": called("reached"),
    "no-answer": called("no-answer"),
    "phone-off": called("phone-off"),
    "yes": answered(True),
    "not yet": answered(False),
    "closed": closed,
    "reopened": reopened,
    "undone": undone,
    "handed": handed,
    "skipped": skipped,
}


def lines(blind: Blind, cols: int) -> list[str]:
    lang = blind.session.lang
    extras = _along(msgspec.structs.replace(blind.session.extras(cols), alert=""), lang, cols)
    return ["".join(text for _, text in line) for line in told(extras, cols, lang)]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", ACTS)
def test_how_it_went_stands_whole_in_the_line_at_every_width(begin: Begin, lang: str, kind: str) -> None:
    """At 60 columns "Timer answered,..is everyone out" had lost its "not yet"."""
    blind = begin("fire", lang)
    ACTS[kind](blind, LONG[lang])
    assert blind.session.message, blind.session.alert
    word = WORDS[kind][lang == "zh"]
    assert word in blind.session.message
    for cols in range(40, 121):
        shown = lines(blind, cols)
        assert len(shown) <= 2 and all(width(line) <= cols for line in shown), shown
        squeezed = "".join("".join(shown).split()) if lang == "zh" else " ".join(" ".join(shown).split())
        assert word.replace(" ", "") in squeezed.replace(" ", ""), (cols, shown)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_choice_of_every_step_stands_whole_in_the_line(begin: Begin, lang: str) -> None:
    """``完成：人员全部撤出了吗？ [全部..点：…`` said that all were out, or that they were not."""
    checked = 0
    for type_ in ("fire", "robbery", "power-outage", "lift-entrapment"):
        blind = begin(type_, lang)
        for view in blind.session.incident.views():
            for number, choice in enumerate(view.step.choices, 1):
                made = blind.session.record(lambda d, k=view.key, n=number: acts.tick(d, k, str(n)))
                if not made:
                    continue
                label = choice.get(lang)
                if "{" in label or label not in blind.session.message:
                    continue
                checked += 1
                for cols in (60, 80, 100):
                    shown = lines(blind, cols)
                    joined = "".join("".join(shown).split())
                    assert "".join(label.split()) in joined, (cols, shown)
    assert checked > 20
