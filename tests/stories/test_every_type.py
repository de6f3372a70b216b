"""Every type from its start to its closing in a real terminal of 80 by 24, in both languages.

The player knows from the log what must stand on the screen next, and waits for it. The ordinary
run plays each type once, every other one in English (``test_every_step`` walks all branches at all
sites without a terminal). ``KIT_LONG=1`` plays both languages, and when a list has been worked
through it looks at each question that decides what comes once more and gives another answer,
until every branch has been walked on the screen.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kit.ground.base.words import word
from kit.ground.machine.clock import Now
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.views import StepView
from kit.live.guide.show.parts import current_block
from tests.stories.test_every_step import LATIN, branches, default
from tests.support.play import CJK, ESCAPES, english_in, lifted, press
from tests.support.run import ClockFile, environment
from tests.support.shipped import SITES, TYPES
from tests.support.terminal import ENTER, Terminal

AT_ONCE = 8  # types in one test: a terminal mostly waits, so several share a core
GROUPS = [TYPES[i : i + AT_ONCE] for i in range(0, len(TYPES), AT_ONCE)]
LONG = bool(os.environ.get("KIT_LONG"))


def site_of(type_: str) -> str:
    """The kind of site that the type belongs to most: where it stands nearest the top."""
    met = [(SITES.profile(p).types.index(type_), p) for p in SITES.profiles() if type_ in SITES.profile(p).types]
    return min(met)[1]

LETTERS = str.maketrans("0123456789", "abcdefghij")  # a name of letters and figures is asked about


class Player:
    """One type played at one site in one language."""

    def __init__(self, folder: Path, type_: str, lang: str) -> None:
        self.lang, self.type = lang, type_
        self.clock = ClockFile(folder / "clock")
        env = environment(folder / "home", lang, self.clock)
        self.t = Terminal(["start", type_, "--drill", "--profile", site_of(type_)], env)
        self.home = env["KIT_HOME"]
        self.given: dict[str, set[str]] = {}
        self.announced = ""  # the step that stood behind the one which was answered last
        self.keys = 0

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"screen.{key}", **fill).strip()

    @property
    def incident(self) -> Incident:
        self.folder.refresh()
        return self.folder.incident

    def play(self) -> None:
        with self.t:
            # The title of a silent type is not on the screen; its reference always is.
            self.t.see("260302-")
            self.folder = Store(self.home).pick("")
            if self.incident.silent:
                self.press(ENTER)
            if any(view.folded for view in self.incident.views()):
                self.press(".", self.say("unfolded"))  # every step is to be read
            deciding = branches(self.incident.checklist)
            self.work_through()
            while LONG and (step := self.unwalked(deciding)):
                self.look_again(step)
                self.work_through()
            self.close()
            self.language()

    def work_through(self) -> None:
        while (view := self.incident.current(unfolded=True)) is not None:
            assert self.keys < 2000, f"never comes to an end: {view.key}"
            self.shown(view)
            announced, self.announced = self.announced, self.behind(view)
            self.answer(view, announced in ("", view.key))

    def behind(self, view: StepView) -> str:
        """The step that is open behind this one, which the screen announces; "" for none."""
        rest = [one for one in self.incident.views() if one.state.status in ("open", "doing") or one.key == view.key]
        later = rest[[one.key for one in rest].index(view.key) + 1 :]
        return later[0].key if later else ""

    def shown(self, view: StepView) -> None:
        """Caution, step, detail and words stand on the screen as a whole, nothing cut."""
        lines = current_block(self.incident, view, self.lang, 80)
        for line in text_of([line for line in lines if line[0][0] != "own"]):  # gives way first
            self.t.see(line.strip())

    def press(self, keys: str, *after: str) -> None:
        self.keys += 1
        press(self.t, keys, *after)

    def typed(self, text: str, *after: str) -> None:
        if text:
            self.press(text, text)
        else:
            lifted(self.t)
        self.press(ENTER, *after)

    def fresh(self) -> str:
        """Digits that never stood on the screen, so that seeing them means that they were typed."""
        return str(1000 + self.keys)

    def words(self) -> str:
        """What is neither a number nor a time, and never stood on the screen."""
        return {"zh": "虚", "en": "x"}[self.lang] + self.fresh()

    def answer(self, view: StepView, announced: bool) -> None:
        kind, before = view.step.answer, self.incident.entries
        if kind == "choice":
            value = self.choice(view)
            self.press(str([c.id for c in view.step.choices].index(value) + 1))
        elif kind == "callback":
            if not self.incident.callbacks:
                self.press(ENTER, self.say("ask-customer", enter=self.say("enter-done")))
                self.typed(self.words().translate(LETTERS if self.lang == "en" else {}), self.say("customer-phone"))
                self.typed(f"1380000{self.fresh()}", self.say("customer-matter"))
                self.typed(self.words(), self.say("customer-promised"))
                self.typed("")
                self.wait(before)
                before = self.incident.entries
            self.press(ENTER, self.say("ask-owed" if self.incident.owed() else "ask-customer", enter=self.say("enter-done")))
            self.press(ENTER)
        elif kind == "action":
            self.press(ENTER, self.say("ask-action", enter=self.say("enter-done")))
            self.press(ENTER)
        elif kind == "call" and not announced:
            self.press(ENTER)
            same = {"zh": "就是那次电话吗", "en": "Is it that call"}[self.lang]
            if self.asked(before, self.say("so-soon-yes", what=self.say("reached")), same):
                assert self.incident.entries == before
                self.press("v" if same in self.t.text() else "y")
        elif kind in ("done", "call"):
            self.press(ENTER)
        else:
            self.press(ENTER)
            self.t.see(self.say("type-line"))
            share = view.step.unit is not None and view.step.unit.zh == "%"
            text = default(view.step) and ("0." if share else "") + self.fresh()
            if kind not in ("number", "minutes", "time") and text:  # digits alone are asked back
                text = self.words()
            self.typed(text)
        self.wait(before)

    def asked(self, before: int, *texts: str) -> bool:
        """Whether it is asked first, as the window had room to announce another step, or as the post was reached."""
        for _ in range(400):
            if self.incident.entries > before or any(text in self.t.text() for text in texts):
                break
            self.t.read(0.05)
        return self.incident.entries == before

    def wait(self, before: int) -> None:
        """Until the log has grown and the screen says so."""
        for _ in range(400):
            if self.incident.entries > before:
                break
            self.t.read(0.05)
        else:
            raise AssertionError(f"{self.type} {self.lang}: nothing recorded\n{self.t.text()}")
        self.t.see(f"#{self.incident.entries}")

    def choice(self, view: StepView) -> str:
        given = self.given.setdefault(view.key, set())
        if view.step.each == "callbacks":
            return "done" if view.state.status == "deferred" else "unreached"
        open_ = [c.id for c in view.step.choices if not (c.again and view.state.times)]
        value = next((i for i in open_ if i not in given), open_[0])
        given.add(value)
        return value

    def unwalked(self, deciding: set[str]) -> str:
        """A question that has an answer which was not given yet."""
        for view in self.incident.views():
            rest = {c.id for c in view.step.choices if not c.again}
            rest -= self.given.get(view.key, set())
            if view.step.id in deciding and view.state.answered and rest:
                return view.key
        return ""

    def look_again(self, key: str) -> None:
        """Another terminal takes the step up again; this one shows it at the next key."""
        folder = Store(self.home).pick("")
        folder.store.record(folder, Now(self.clock.now), "tester", lambda d: void(acts.take_up(d, key)))
        self.press("b" if not key else "t")
        self.t.see(f"#{self.incident.entries}")

    def close(self) -> None:
        check = self.incident.preparation
        code = self.incident.ref[-4:]
        self.press(ENTER, self.say("ask-close-check" if check else "ask-close-none", code=code))
        self.typed(code, self.say("ask-outcome"))
        closed = self.say("closed-here")
        self.press("v", closed[:40])  # the rest may stand on a line of its own
        shown = " ".join(line.removeprefix(">").strip() for line in self.t.text().splitlines())
        assert closed in shown
        self.press(ENTER)
        assert self.t.end() == 0
        assert not Store(self.home).open_found()

    def language(self) -> None:
        """Nothing of the other language was ever on the screen."""
        seen = ESCAPES.sub(" ", self.t.raw.decode("utf-8", "replace"))
        if self.lang == "zh":
            # A reference may be drawn in parts.
            strange = {w for w in english_in(seen, *LATIN, "tester") if w not in self.folder.ref}
            assert not strange, f"{self.type}: English in Chinese: {sorted(strange)[:5]}"
        else:
            assert not CJK.search(seen), f"{self.type}: Chinese in English: {CJK.findall(seen)[:5]}"


def void(_: object) -> None:
    """The view that an act gives back is not needed."""


def languages(type_: str) -> list[str]:
    return ["zh", "en"] if LONG else [("zh", "en")[TYPES.index(type_) % 2]]


def played(folder: Path, type_: str, lang: str) -> str:
    """What went wrong, "" for nothing."""
    try:
        home = folder / f"{type_}-{lang}"
        home.mkdir()
        Player(home, type_, lang).play()
    except Exception as error:
        return f"{type_} {lang}: {type(error).__name__} {error}"
    return ""


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    """Processes, not threads: a terminal is forked for each player."""
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn")) as found:
        yield found


@pytest.mark.parametrize("types", GROUPS, ids=lambda types: " ".join(types))
def test_a_type_is_played_in_a_terminal_from_start_to_close(
    types: list[str], tmp_path: Path, pool: ProcessPoolExecutor
) -> None:
    jobs = [
        pool.submit(played, tmp_path, type_, lang) for type_ in types for lang in languages(type_)
    ]
    assert [job.result() for job in jobs if job.result()] == []
