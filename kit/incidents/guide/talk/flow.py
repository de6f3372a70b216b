"""The guide: leads through an incident's checklist. A flow of questions over the shared store.

The flow only says what to ask and what to record; ``screen`` and ``plain`` ask it. Nothing lives
here that is not in the log: killed at any moment, ``kit guide`` goes on at the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Generator

from kit.ground.base.cells import clock, cut
from kit.ground.terminal.ask import Option, Question
from kit.incidents.guide.show.key_line import step_keys
from kit.incidents.guide.show.picture import step_text
from kit.incidents.guide.talk.keys.step import StepKeys
from kit.incidents.guide.talk.session import Answer
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.state import StepView


class Guide(StepKeys):
    """The whole flow, from the first step to the end."""

    def flow(self) -> Generator[Question, Answer, int]:
        """The whole guide; ends with the exit code."""
        if self.resumed:
            self._say_resumed()
        if self.silent and not self.incident.steps:
            self.waiting = True
            keys = [Option("go", "", "enter"), Option("leave", "", "q")]
            answer = yield from self.ask(
                Question("silent", self.word("silent-start"), "keys", keys)
            )
            self.waiting = False
            if answer == "leave":
                self.record(lambda d: d.add(ev.Left("")))
                return 0
        while self.incident.closed is None:
            view = self.incident.current()
            options = [Option(n, "", k) for n, k in step_keys(self.incident, view)]
            answer = yield from self.ask(Question("step", "", "keys", options))
            if answer is None:
                continue
            name, _, number = answer.partition(":")
            if name == "leave":
                self._leave(view.key if view else "")
                return 0
            handler: Callable[[StepView | None, str], Generator[Question, Answer, None]] = getattr(
                self, "on_" + name.replace("-", "_")
            )
            yield from handler(view, number)
        return 0

    def _leave(self, key: str) -> None:
        self.record(lambda d: d.add(ev.Left(key)))

    def _say_resumed(self) -> None:
        last = self.incident.last
        if last is None:
            self.message = self.word("resumed-first")
            return
        view = self.incident.view(last[0])
        what = step_text(self.incident, view, self.lang) if view else last[0]
        self.message = self.word("resumed", what=cut(what, 40), at=clock(last[1], self.now().wall))

    def goodbye(self) -> str:
        """The last line after the guide ends."""
        if self.incident.closed is not None:
            from kit.incidents.incident.rules.codes import closing_code

            head = closing_code(self.folder.entries)
            key = "checked-now" if self.incident.preparation else "closed-now"
            return self.word(key, head=head, ref=self.folder.ref)
        return self.word("left-guide", ref=self.folder.ref)
