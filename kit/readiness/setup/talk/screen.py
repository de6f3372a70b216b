"""The set-up drawn, with its questions below; and as numbered lines."""

from __future__ import annotations

from kit.ground.base.cells import cut, pad, width, wrap
from kit.ground.base.clean import clean
from kit.ground.terminal.ask import Answer, Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.session import Still
from kit.readiness.setup.rules import value
from kit.readiness.setup.show import known, label, post_value, say, still
from kit.readiness.setup.talk.flow import Setup

BACK, LEAVE = "<", "q"


class Screen(Still):
    """What is set, as a list; the question stands below it."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.lang = setup.lang

    def picture(self, cols: int, rows: int) -> list[Line]:
        setup = self.setup
        title = f"{say(self.lang, 'title')}  {value(setup.site, 'name', self.lang)}"
        out: list[Line] = [[("title", cut(clean(title), cols))]]
        said = [[("message", f" {line}")] for line in wrap(setup.message, cols - 2)]
        below = [[("detail", f" {line}")] for line in wrap(say(self.lang, "keep"), cols - 2)]
        end: list[Line] = [*(said if setup.message else []), *(below if setup.at else [])]
        room = max(1, rows - len(out) - len(end) - 1)
        body = self._body(cols, room)
        gap: list[Line] = [[("", "")] for _ in range(room - len(body) + 1)]
        return [*out, [("", "")], *body[:room], *gap[1:], *end][:rows]

    def _body(self, cols: int, room: int) -> list[Line]:
        if not self.setup.section:
            texts = still(self.setup.site, self.lang, 99)
            return [[("", f" {part}")] for text in texts for part in wrap(text, cols - 2)][:room]
        rows = self._rows()
        at = next((n for n, (key, *_) in enumerate(rows) if key == self._marked()), 0)
        first = max(0, min(at - room // 2, len(rows) - room))
        wide = min(max((width(name) for _, name, _ in rows), default=0), cols // 2)
        out: list[Line] = []
        for key, name, text in rows[first : first + room]:
            here = key == self._marked()
            line = f" {'>' if here else ' '} {pad(cut(name, wide), wide)}  {text}"
            out.append([("selected" if here else "", cut(line, cols))])
        return out

    def _marked(self) -> str:
        """What is asked for: of a post the post."""
        head = self.setup.at.partition(".")[0]
        return head if self.setup.section in ("facts", "posts") else self.setup.at

    def _rows(self) -> list[tuple[str, str, str]]:
        """Key, name and what stands there, of the section that is asked about."""
        setup, lang = self.setup, self.lang
        empty = say(lang, "empty")
        if setup.section == "facts":
            return [
                (n, label(setup.site, n, lang), value(setup.site, n, lang) or empty)
                for n in known(setup.site)
            ]
        if setup.section == "posts":
            posts = setup.site.posts()
            return [(p.role, label(setup.site, p.role, lang), post_value(p, lang)) for p in posts]
        return []


def run_drawn(setup: Setup, what: str = "") -> None:
    from kit.ground.terminal.screen import run

    run(Screen(setup), setup.flow(what))


def run_plain(setup: Setup, what: str = "") -> None:
    """The same questions as numbered lines."""
    from kit.ground.terminal.plain import write

    flow = setup.flow(what)
    question = next(flow)
    write(say(setup.lang, "keep-plain"))
    while True:
        if setup.message:
            write(setup.message)
            setup.message = ""
        answer, left = _answered(question, setup.lang)
        if left:
            return
        try:
            question = flow.send(answer)
        except StopIteration:
            return


def _answered(question: Question, lang: str) -> tuple[Answer, bool]:
    """What a line answers; and whether somebody left. The end of input leaves, too."""
    from kit.ground.terminal.echo import ESCAPE
    from kit.ground.terminal.plain import lines, show, turned, understand
    from kit.ground.terminal.printed import Printed

    shown = Printed(question)
    show(shown, lang)
    while True:
        typed = lines()
        line = typed.get(None)
        if line is None:
            return None, True
        text = clean(line, len(line))
        if text == LEAVE:
            return None, True
        if text == BACK or ESCAPE in line:
            return None, False
        if question.kind == "text":
            text = typed.joined(line).strip() if text else ""
            return clean(text, len(text)), False
        entered = next((o.name for o in question.options if o.key == "enter" and not text), None)
        answer = entered or understand(shown, text)
        if answer is not None:
            return answer, False
        turned(shown, text, lang)
