"""One rule for every question that the guide asks and every key: the key answers it, or is refused
in one line, or leaves it with nothing recorded; none acts behind a question that stays."""

from __future__ import annotations

import shutil
import string
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import msgspec
import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.ask import Question
from kit.ground.terminal.keys import half_width
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.flow import EVERYWHERE
from kit.plans.checklists.files import Checklists
from tests.support.blind import Blind, Loop, unread
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.shipped import LISTS

pytestmark = pytest.mark.exhaustive  # thousands of keys
KEYS = [*string.printable[:95], "enter", "escape", "的", "，", "ｎ", "＋"]
BY_ITSELF = {"joined", "clock-jumped", "guide-resumed"}
DEPTH = 5
# What each scene comes to that none before it does.
FIRST_IN: dict[str, str] = {
    "begun": "action action-owner call-repeated call-result call-said call-who close code customer "
        "customer-phone customer-promised customer-promised-which customer-which due due-none due-who "
        "earlier earlier-which fact-control fact-effect fact-outlook fact-place forecast-matter "
        "forecast-read forecast-when forecast-when-which forecast-who hand-to "
        "look na-reason note plan qr recorder redline redline-words report skip-reason snooze-minutes "
        "snooze-reason step steps timers withdraw words words-next words-next-which words-own",
    "due": "due-list undo",
    "one due": "value",
    "typed": "callback-then callback-to callback-to-which callback-went callback-why forecast-now number-typed reopen",
    "power": "fact-other fact-restore fact-restore-which level-reason report-change value-sure",
    "rest": "back-sure behind call-name callback-agreed callback-handed closed customer-matter handed-to other "
        "outcome read-back undo-which",
    "place": "site-address site-floor site-phone",
    "doubt": "apart note-of signed so-soon",
}
# Scenes that look at every question once more; the others at these.
WHOLE = ("begun", "due")
AGAIN = {"step", "call-who", "words", "report", "code", "look"}


# What was said before the last question is recorded, whatever becomes of that.
SAID = {
    "read-back": {"note", "callback-added"},  # the form under it is recorded by what it has
    "number-typed": {"note"},
    "apart": {"note"},
    "note-of": {"note"},
    "value-sure": {"note"},  # the number that was asked about is kept
    "customer-promised-which": {"callback-added"},  # without the time that was asked back
    "customer-which": {"callback-added"},
    "callback-then": {"called"},  # he was reached, settled or not
}


class Walk:
    """Guides at one incident, minutes after its opening; every question is reached by answers."""

    def __init__(self, folder: Path, loop: Loop, type_: str, minute: float) -> None:
        self.folder, self.loop, self.type_, self.minute = folder, loop, type_, minute
        self.number = count()
        opened(folder / "first", type_)

    def begun(self, path: tuple[str | None, ...]) -> Blind:
        home = self.folder / f"{next(self.number)}"
        shutil.copytree(self.folder / "first", home)
        blind = Blind(home, "en", self.type_, self.loop, begun=True)
        blind.hands.ctx._kept[Checklists] = LISTS  # the same, read once for thousands of homes
        blind.hands.ctx.me = msgspec.structs.replace(blind.hands.ctx.me, plain=False)
        blind.screen.app.exit = lambda **_: setattr(blind, "over", True)  # type: ignore[method-assign]
        now = Now(TEN + timedelta(minutes=self.minute))
        blind.hands.now = lambda: now  # type: ignore[method-assign]
        blind.session.refresh()
        with unread():
            blind.session.picture(80, 20)
        for answer in path:
            if over(blind):
                break
            if isinstance(answer, str) and answer.startswith("!"):
                getattr(self, answer[1:].split("=")[0])(blind, answer.partition("=")[2])
            else:
                blind.screen.answer(answer)
        blind.rests()
        blind.rests()
        return blind

    # ---- ways that no answer leads ----------------------------------------------------------------

    def step(self, blind: Blind, key: str) -> None:
        blind.session.moved(lambda d: acts.take_up(d, key))
        blind.key("v")
        blind.key("escape")
        blind.rests()

    def types(self, blind: Blind, text: str) -> None:
        blind.rests()
        blind.types(text)

    def keys(self, blind: Blind, keys: str) -> None:
        for key in keys:
            blind.key(key, 1.5)

    def notes(self, blind: Blind, many: str) -> None:
        for number in range(int(many)):
            blind.session.record(lambda d, n=number: acts.note(d, f"note {n}"))  # type: ignore[misc]

    def behind(self, blind: Blind, text: str) -> None:
        """A key, a breath, and words of an input method."""
        blind.rests()
        blind.key(text[0])
        blind.loop.pass_(0.35)
        blind.words(text[1:])
        blind.key("enter")

    def twice(self, blind: Blind, key: str) -> None:
        blind.rests()
        blind.rests()
        blind.rests()
        blind.key(key)
        blind.key(key, 1.5)

    def closes(self, blind: Blind, how: str) -> None:
        blind.screen.answer("close")
        blind.screen.answer(blind.session.incident.ref[-4:])
        if how:
            blind.screen.answer(how)

    def others(self, blind: Blind, _: str) -> None:
        for type_ in ("fire", "power-outage"):
            opened(Path(blind.hands.ctx.home), type_)
        blind.session.refresh()

    def owes(self, blind: Blind, _: str) -> None:
        blind.session.record(lambda d: acts.callback_add(d, "a1b2", "Mrs Wang", "138", "bill"))
        blind.session.record(lambda d: acts.forecast(d, "f1f1", "vendor", None, "switch"))


def over(blind: Blind) -> bool:
    """Whether it was left."""
    return getattr(blind, "over", False)


def answers(question: Question, blind: Blind) -> Iterator[str | None]:
    """Everything that leads on from it; for texts a few."""
    if question.kind == "text":
        yield from ("li ming", "15", "9:10", "-5", "9999", "1")
        if question.name == "close":
            yield blind.session.incident.ref[-4:]
        if question.optional:
            yield ""
    elif question.kind == "keys":
        yield from (option.name for option in question.options if option.name not in ("leave", "other"))
    else:
        options = list(question.options) or list(blind.screen.posed.options())
        yield from (option.name for option in options[:6])


def reached(walk: Walk, starts: list[tuple[str | None, ...]]) -> dict[str, tuple[str | None, ...]]:
    """The shortest way to each question, by name."""
    ways: dict[str, tuple[str | None, ...]] = {}
    paths = list(starts)
    while paths:
        path = paths.pop(0)
        blind = walk.begun(path)
        if over(blind):
            continue
        question = blind.screen.posed.question
        known = question.name in ways
        if question.name != "step" or path in starts or () in starts:
            ways.setdefault(question.name, path)
        led_back = question.name == "step" and () not in starts and path not in starts
        if len(path) < DEPTH and not led_back and (not known or path in starts):
            paths += [(*path, each) for each in answers(question, blind)]
    return ways


def pressed(walk: Walk, path: tuple[str | None, ...], name: str) -> None:
    """Every key at this question."""
    blind = walk.begun(path)
    for key in KEYS:
        question = blind.screen.posed.question
        assert question.name == name
        before, options = blind.kinds(), question.options
        if question.kind in ("text", "find"):
            blind.screen.posed.buffer.reset()
            blind.key(key, 3)
            if key not in ("enter", "escape"):
                digits = question.kind == "find" and key.isdecimal()
                stray = question.safe and not blind.line() and blind.screen.word  # a key alone is no figure and no time
                assert blind.line() == key or digits or stray, (name, key)
            elif blind.asked == name and key == "enter":
                assert blind.screen.word or blind.session.alert or question.lines, (name, key)
            elif key == "escape":
                assert blind.asked != name and blind.kinds() == before
        else:
            meant = blind.screen.posed.meant(half_width(key))
            blind.key(key, 3)
            said = blind.screen.word or (name == "behind" and blind.session.message)
            blind.rests()
            new = [kind for kind in blind.kinds()[len(before) :] if kind not in BY_ITSELF]
            asked = blind.asked if not over(blind) else ""
            if meant is not None:
                pass  # it answered
            elif half_width(key).lower() in question.repeats and question.repeats and new:
                pass  # the answer that it asks about, once more by a hand that rested
            elif question.leads and half_width(key) in question.leads:
                assert asked != name and not new, (name, key, new)  # it opened what it opens at the step
            elif half_width(key) in question.same:
                assert asked == name and not new, (name, key, asked, new)
            elif name == "apart" and half_width(key).lower() in ("x", "f", "enter"):
                assert new[:2] == ["note", "called"] and set(new[2:]) <= {"step-done"}, (key, new)  # how the next call went
            elif name == "so-soon" and half_width(key).lower() in ("x", "f"):
                assert asked == name and not new  # another result of that call, which is asked about instead
                blind = walk.begun(path)
            elif key == "escape" and question.kind != "keys":
                assert not new and asked != name, (name, key, new)
            elif question.stands and not half_width(key).isascii() and asked == "note-beside":
                assert not new and blind.line() == key, (name, key)  # no key is such: a note begins
            elif question.stands and half_width(key) in f"{EVERYWHERE}qo" and asked != name:
                # It is asked again behind it, but for q and o, which leave; what was read back is a note.
                assert set(new) <= {"left", "guide-left"} | SAID.get(name, set()), (name, key, new)
                assert "guide-left" not in new or half_width(key) in "qo", (name, key)
            elif half_width(key).isalpha() and not half_width(key).isascii() and asked == "note":
                assert set(new) <= {"note"} | SAID.get(name, set()) and blind.line() == key, (name, key, new)
            elif question.kind == "choice" and half_width(key) in EVERYWHERE and asked != name:
                assert (set(new) <= SAID.get(name, set()) and blind.screen.prose.breath.remarks.asked) or name == "due-none"
            else:
                assert asked == name and not new and said, (name, key, asked, new, said)
                assert blind.screen.posed.question.options == options or name == "behind"  # asked anew
                if name == "so-soon":  # it is over after a while
                    blind = walk.begun(path)
                continue
        if over(blind) or blind.asked != name or blind.kinds() != before:
            blind = walk.begun(path)
    assert blind.screen.posed.question.name == name


SCENES: dict[str, tuple[str, float, Callable[[], list[tuple[str | None, ...]]]]] = {
    "begun": ("application-outage", 0, lambda: [()]),
    "due": ("application-outage", 12, lambda: [(), ("!owes",)]),
    "one due": ("application-outage", 6, lambda: [(), ("!step=seats",), ("!step=tell-tech", "!keys=xx", "done")]),
    "typed": (
        "application-outage",
        0,
        lambda: [("!step=seats", "!types=12"), ("hand", "!types=uo mie le"), ("!owes", "callback", "1"), ("!owes", "forecast", "1")],
    ),
    "power": ("power-outage", 21, lambda: [(), ("!step=ups", "done", "9999")]),
    "rest": (
        "application-outage",
        0,
        lambda: [
            ("call", "@other"),
            ("!owes", "callback", "1", "moved", "15", "li ming"),
            ("!owes", "callback", "1", "reached"),
            ("!notes=3", "undo"),
            ("!closes=handed-over",),
            ("!closes=",),
            ("!closes=resolved",),
            ("!closes=resolved", "!types=smoke in the corridor"),
            ("callback", "Zhang", "5550100"),
            ("callback", "Zhang 5550100 bill 15:00"),
            ("!step=tell-tech", "done", "!types=water on floor 2", "back"),
            ("!others", "other"),
            ("!keys=k", "!types=li", "!types=138", "!types=n大屏"),
        ],
    ),
    "said": ("application-outage", 6, lambda: [("words",), ("report",), ("codes",), ("look",)]),
    "place": ("fire", 0, lambda: [("!step=call-119", "site")]),
    "doubt": (
        "application-outage",
        0,
        lambda: [
            ("!behind=l座没电了",),
            ("!others", "!types=onda ping hei le"),
            ("recorder", "!types=da ping hei", "!types=lou dao you ren", "recorder", "!types=Wang Li"),
            ("!twice=enter",),
        ],
    ),
}


SENTENCES = ("3个人请假了", "no family on file yet", "路口有人接")
TAKES_WORDS = ("note", "silent", "code")  # a note is typed there, or each key is refused


def noted_over(walk: Walk, path: tuple[str | None, ...], name: str, sentence: str, gap: float) -> str:
    """What is wrong once the key for notes and a note were typed over this question; "" for nothing."""
    blind = walk.begun(path)
    asked = blind.screen.posed.question
    before = blind.notes()
    blind.key("n", gap)
    if sentence.isascii():
        for char in sentence:
            blind.key(char)
    else:
        first = len(sentence) - len(sentence.lstrip("0123456789"))
        for char in sentence[:first]:
            blind.key(char)
        blind.words(sentence[first:])
    for _ in range(3):
        blind.key("enter")
        blind.rests()
        if blind.asked == "read-back" and name != "read-back":
            blind.key("#")  # it is asked, because words may be its answer
            blind.rests()
        if blind.asked == "behind" and name != "behind":
            blind.key("y")  # once it is closed, a note is one by a key of its own
            blind.rests()
        if blind.asked != "note":
            break
    new = blind.notes()[len(before) :]
    options = [o.name for o in asked.options if o.name != "back"]
    left = blind.screen.prose.breath.remarks.asked or blind.asked == name or asked.kind != "choice" or not options
    waits = blind.session.unsaid if blind.session.incident.closed else []  # for home
    if blind.asked == name == "earlier-which":  # the note waits for which time is meant, and stands there
        waits = [sentence for line in blind.screen.posed.question.lines if sentence in line]
    fine = sentence in [*new, *waits] and not set(new) & set(options) and f"n{sentence}" not in new and left
    return "" if fine else f"{name} {gap} {sentence}: {new} {blind.asked} {blind.line()!r} left={bool(left)}"


def noted(walk: Walk, path: tuple[str | None, ...], name: str) -> list[str]:
    pairs = [*zip(SENTENCES, (0.3, 1.2, 0.3), strict=True), (SENTENCES[-1], 1.2)]
    return [] if name in TAKES_WORDS else [noted_over(walk, path, name, *pair) for pair in pairs]


@pytest.mark.parametrize("scene", SCENES)
def test_every_key_answers_a_question_or_is_refused_or_leaves_it_and_a_note_over_it_is_that_note(
    fast: Path, loop: Loop, scene: str
) -> None:
    type_, minute, starts = SCENES[scene]
    walk = Walk(fast, loop, type_, minute)
    ways = reached(walk, starts())
    first = set(FIRST_IN.get(scene, "").split())
    assert set(ways) >= first, sorted(first - set(ways))
    elsewhere = {name for other, names in FIRST_IN.items() if other != scene for name in names.split()}
    wrong = []
    for name, path in ways.items():
        if scene not in WHOLE and name in elsewhere - AGAIN:
            continue
        try:
            pressed(walk, path, name)
        except AssertionError as error:
            wrong.append(str(error).splitlines()[0])
        wrong += filter(None, noted(walk, path, name))
    assert not wrong, "\n".join(wrong)
