"""Words: what to say to whom, with the next update promised; and the first report read out."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime
from typing import TYPE_CHECKING

from kit.ground.base.cells import clock
from kit.ground.base.refusal import Refused
from kit.ground.base.times import parse_until
from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Question
from kit.incidents.guide.talk.keys.due import DueAnswers
from kit.incidents.guide.talk.session import Answer
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.state import StepView, TimerState
from kit.incidents.incident.rules.timers import UPDATE
from kit.incidents.incident.show.entries import audience
from kit.plans.checklists.files.content import Content

# What only these keys need is read when they are pressed: the first picture does not wait for it.
if TYPE_CHECKING:
    from kit.incidents.say.rules.fitting import Fit

UPDATE_MINUTES = 20.0


class Words(DueAnswers):
    """Keys for what is said: scripts and the first report."""

    def _script(self, key: str, **fill: object) -> str:
        return word(self.lang, f"scripts.{key}", **fill)

    def _fits(self, to: str) -> list[Fit]:
        from kit.incidents.say.rules.fitting import fitting

        types = [plan.checklist.id for plan in self.incident.plans]
        return fitting(self.incident, self.ctx.of(Content).scripts(types), to)

    def on_words(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        options = [Option(to, audience(to, self.lang)) for to in acts.AUDIENCES]
        to = yield from self.choose("words-to", self._script("ask-to"), options)
        if to:
            yield from self.say_to(to)

    def say_to(self, to: str, due: str = "") -> Generator[Question, Answer, None]:
        """The words for one audience, until they have been said or left. ``due`` leads the names
        of its questions where a ringing timer must not interrupt them: it is being answered."""
        from kit.incidents.say.show.scripts import filled

        fits = self._fits(to)
        place = 0
        then = yield from self._next_update(due)
        if then is False:
            return
        when = then if isinstance(then, datetime) else None
        while fits:
            fit = fits[place % len(fits)]
            text = filled(self.incident, fit, self.lang, self.now().wall, when)
            at = clock(when, self.now().wall) if when else ""
            done = self._script("said-next", at=at) if at else self._script("said")
            options = [Option("said", done)]
            if len(fits) > 1:
                options.append(Option("other", self._script("other")))
            if "{restore}" in fit.script.text.get(self.lang):
                options.append(Option("restore", self._script("restore")))
            options.append(Option("own", self._script("own")))
            heard = yield from self.choose(f"{due}words", self._script("ask-said"), options, [text])
            if heard == "said":
                self._announce(to, text, fit.script.id, when)
                return
            if heard == "other":
                place += 1
            elif heard == "restore":
                yield from self._fact("restore", due)
            elif heard == "own":
                break
            else:
                return
        lines = [] if fits else [self._script("none")]
        own = yield from self.text(f"{due}words-own", self._script("ask-own"), lines=lines)
        if own and own.strip():
            self._announce(to, own, "", when)

    def _announce(self, to: str, text: str, script: str, when: datetime | None) -> None:
        self.record(lambda d: acts.announce(d, to, text, script, when))

    def _next_update(self, due: str = "") -> Generator[Question, Answer, datetime | bool]:
        """When the next update will be given; True for no promise, False when Esc was pressed."""
        profile = self.incident.profile
        figure = profile.minutes.get("leader-update") if profile else None
        usual = f"{figure.value if figure else UPDATE_MINUTES:g}"
        asked = self._script("ask-next", n=usual)
        text = yield from self.text(f"{due}words-next", asked, optional=True)
        if text is None:
            return False
        text = text.strip() or usual
        if text in ("0", "\uff10"):
            return True
        try:
            return parse_until(text, self.now().wall)
        except Refused as refused:
            self.message = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)
            return False

    def due_update(self, timer: TimerState) -> Generator[Question, Answer, None]:
        """The promised update falls due: its words, then the next promise."""
        yield from self.say_to(timer.key[len(UPDATE) :], "due-")

    # ---- the first report -------------------------------------------------------------------

    def on_report(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        """The spoken form, ready to be read out; what is unknown can be filled in at once."""
        from kit.incidents.say.rules.first_report import report
        from kit.incidents.say.show.first_report import spoken

        while True:
            made = report(self.incident, self.folder.entries, self.now().wall)
            options = [Option("said", word(self.lang, "report.to-leaders"))]
            if made.unknown:
                names = [word(self.lang, f"report.name-{name}") for name in made.unknown]
                options.append(Option("gaps", word(self.lang, "report.gaps", names=names)))
            options.append(Option("change", word(self.lang, "report.change")))
            sentences = spoken(self.incident, made, self.lang)
            text = ("" if self.lang == "zh" else " ").join(sentences)
            asked = word(self.lang, "report.ask-what")
            picked = yield from self.choose("report", asked, options, [text])
            if picked == "said":
                then = yield from self._next_update()
                if then is not False:
                    when = then if isinstance(then, datetime) else None
                    self._announce("leaders", text, "first-report", when)
                return
            if picked == "gaps":
                for name in made.unknown:
                    yield from self._fact(name)
            elif picked == "change":
                options = [Option(n, word(self.lang, f"report.ask-{n}")) for n in acts.FACTS]
                chosen = yield from self.choose("report-change", asked, options)
                if chosen:
                    yield from self._fact(chosen)
            else:
                return

    def _fact(self, name: str, due: str = "") -> Generator[Question, Answer, None]:
        from kit.incidents.say.rules.first_report import CONTROLS

        asked = word(self.lang, f"report.ask-{name}")
        when: datetime | None = None
        text: str | None
        if name == "control":
            options = [Option(c, word(self.lang, f"report.control-{c}")) for c in CONTROLS]
            text = yield from self.choose(f"{due}fact-control", asked, options)
        else:
            text = yield from self.text(f"{due}fact-{name}", asked, optional=True)
        if text is None or not text.strip():
            return
        if name == "restore":
            try:
                when, text = parse_until(text, self.now().wall), ""
            except Refused:
                when = None
        value = text
        self.record(lambda d: acts.fact(d, name, value, when))
