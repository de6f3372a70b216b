"""The guide without redrawing: its questions as numbered lines."""

from __future__ import annotations

import queue
import signal
from types import FrameType

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Answer, Option, Pressed, Question, TypedOn
from kit.ground.terminal.echo import ESCAPE
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import (
    Bell,
    ask_again,
    lines,
    not_taken,
    show,
    understand,
)
from kit.ground.terminal.printed import BACK, NUMBER_ENDS, Printed
from kit.live.guide.talk.asked import (
    ask_sure,
    came_late,
    named,
    quick_yes,
    said_no,
    stands_again,
)
from kit.live.guide.talk.brought_along import tell_unsaid
from kit.live.guide.talk.by_post import narrowed, on_the_list
from kit.live.guide.talk.clear import asked_first, without_yes
from kit.live.guide.talk.due_unheard import Unheard
from kit.live.guide.talk.escaped import behind_esc, unsaid, with_escape
from kit.live.guide.talk.figure import figure_or_act, may_be_meant
from kit.live.guide.talk.flow import flow
from kit.live.guide.talk.fronted import left
from kit.live.guide.talk.in_words import done_in_words
from kit.live.guide.talk.inside import refused_inside
from kit.live.guide.talk.kept import Kept, sentence
from kit.live.guide.talk.leading import STANDS, Leading, leads_out
from kit.live.guide.talk.meant import closes, just_opened, meant, noted_beside
from kit.live.guide.talk.never import left_out
from kit.live.guide.talk.note_in_field import noted_in_field
from kit.live.guide.talk.numbers import (
    YES,
    Doubt,
    by_letters,
    deals,
    note_of,
    notes,
    printed,
    records,
    twice,
    unread,
)
from kit.live.guide.talk.pace import Pace
from kit.live.guide.talk.pending import kept_where_left
from kit.live.guide.talk.refusals import (
    goes_back,
    too_soon,
    wants_time,
    withdrawn,
)
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.told import (
    is_over,
    leave,
    moved_on,
    none_due,
    once_more,
    show_state,
    show_ways,
)
from kit.live.guide.talk.turned_down import turned_down
from kit.live.guide.talk.two_calls import asked_whole, brought
from kit.live.guide.talk.with_time import (
    TIMED,
    Timed,
    answer_of,
    back_to_step,
    counts_for,
    given_ahead,
    time_comes_first,
)


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def run_plain(session: Session, chosen: bool = False) -> int:
    """Run the guide with numbered questions; the exit code. End of input leaves it. ``chosen``: the
    incident was picked just now, and a number typed on may be meant for the list of them."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    run = Run(session)
    if chosen:
        run.doubt.arrived(wall())
        run.arrived = wall()
    asked = flow(session)
    tell_unsaid(run.leading)
    lines().echo.hold()
    try:
        question = next(asked)
        while True:
            try:
                try:
                    answer = run.ask(question)
                except (TypedOn, Pressed) as instead:
                    question = asked.throw(instead)
                else:
                    question = asked.send(answer)
            except StopIteration as stop:
                run.leading.leaves()
                return int(stop.value or 0)
    except KeyboardInterrupt:
        session.unsaid.extend(run.leading.nowhere())
        raise
    finally:
        left(session)
        Bell.silent = False
        lines().echo.give_back()


class Run:
    """Text that was typed where a number was wanted is a note, and said to be one: Enter was
    pressed behind it, and nobody types it again. An act that was named where something else was
    asked leaves that, and is done or asked about at the step."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.since = self.stood = 0.0  # when the last that a line may answer, the question came
        self.escaped = self.arrived = float("-inf")  # when Esc came last, when one came here
        self.pace = Pace(session)
        self.doubt = Doubt()
        self.kept = Kept(session)
        self.leading = Leading(session, self.kept)
        self.on_step = False
        self.last, self.heard = "", wall()  # the line before, and when it came
        self.reopens = False  # a form that was asked about ends: so is what comes behind it
        self.noted = notes(session)
        self.led = ""  # what the last line at a step led to
        self.timed: Timed | None = None  # an answer with its time, until it is taken
        self.counted: int | None = None  # entries before the last line, where that answered
        self.over = ""  # a line for the form, typed where one before it was asked about
        self.unheard = Unheard(session)
        self.first_time, self.waits = "", ("", "")  # which time an answer waits for, and its line

    def ask(self, question: Question) -> Answer:
        """One question, asked until a line answers it. What falls due meanwhile is printed, and
        the line still answers what was asked. Raises ``KeyboardInterrupt`` at the end of input,
        ``TypedOn`` for a line that is a sentence, ``Pressed`` for a key that leads out."""
        if question.name == "due-none":
            none_due(self, question)
            return None
        if ahead := given_ahead(self, question):
            return ahead
        refused = bool(self.session.alert or question.lines)
        Bell.silent = self.session.hushed
        question = by_letters(self._begun(question), self.session.lang)
        again = stands_again(self, question)
        opened, self.leading.opened = self.leading.opened, ""
        said = show_state(self.session, question, opened, self.leading.last_lines(question))
        shown = printed(self.session, question)
        narrowed(self, shown)
        shown.above = "\n".join(filter(None, (said, again)))
        self.since = self.stood = wall()
        show(shown, self.session.lang)
        show_ways(self.session, question)
        answer = brought(self, shown)
        while answer is None:
            text = self._line(question, shown)
            if text is None:
                self.kept.back = question.name != "step"  # a step that went by was not left
                return None
            if question.name == "silent" and text == BACK:
                return leave(self.session)
            if behind_esc(self, text):
                once_more(shown, self.session.lang)
                continue
            if refused and not text and wants_time(self.session, shown):
                continue
            text = _back(question, text or ("" if refused else question.typed))
            which = question.name == "earlier-which"
            sure = which and half_width(text).lower() in ("", *YES)
            if sure and (text or not self._early()):  # an Enter pressed twice is no answer
                return question.options[0].name
            if sure or time_comes_first(self, question, text):
                self.again(shown)
                continue
            if which and (front := self.session.earlier.front) and withdrawn(text):
                unsaid(self, front)
            back_to_step(self, question, text)
            if goes_back(question, text):
                self.kept.back = True
                if question.name != "silent":
                    self.leading.went_back = len(self.session.folder.entries)
                return None
            many = len(self.session.folder.entries)
            with kept_where_left(self, question, text):
                answer = self._answered(shown, text)
            if answer is None:
                left_out(self.session, question, text, many)
            if answer == "":  # where nothing comes of it, nothing was recorded
                self.leading.went_back = len(self.session.folder.entries)
            self.last = text
        return answer

    def _line(self, question: Question, shown: Printed) -> str | None:
        """The next line, ``ESCAPE`` for one with Esc in it; ``None`` where the question is over by
        itself."""
        while True:
            try:
                line = lines().get(self.session.next_change())
            except queue.Empty:
                if is_over(self.session, question, shown, self.doubt):
                    return None
                continue
            if line is None:
                self.kept.led_away(question)
                raise KeyboardInterrupt
            if question.kind == "text":
                line = lines().joined(line)
            self.session.refresh()
            self.unheard.tell(question)
            if moved_on(self.session, question, self.doubt, line):
                self.heard = wall()
                return None
            if came_late(self, shown, line):
                continue
            text = clean(line, len(line))
            return with_escape(self, text) if ESCAPE in line else text

    def _begun(self, question: Question) -> Question:
        """What became of what was typed before, and what came too early for this."""
        self.on_step = question.name in STANDS
        self.unheard.stands(question)
        if question.name in TIMED:
            self.session.earlier.unused()
        if question.name in ("due", "forecast-now"):
            self.session.foremost.led = lines().begun
        if question.name == "undo" and self.doubt.open:  # not of what the hand believes
            question = msgspec.structs.replace(question, rings=True)
        if self.on_step:
            self.pace.stands(self.led)
            self.doubt.open |= self.leading.tell_unanswered()
            self.leading.tell_lost(question)
            self.doubt.open |= self.led == "other" or self.reopens  # it led nowhere
            self.reopens = False
            if self.noted < notes(self.session):  # whoever noted something here knows where he is
                self.doubt.came = 0.0
            self.led = ""
        back = self.kept.asked_back(question)
        if back:
            question = noted_beside(self, question, back)
        return _typed_before(self, question)

    def _answered(self, shown: Printed, text: str) -> str | None:
        """The answer that a line gives; ``None`` where it gives none, which is said."""
        session, question = self.session, shown.question
        if said_no(self, shown, text):
            return None
        sure = named(self, shown, text)
        if quick_yes(self, shown, text, sure):
            return None
        self.doubt.read(lines().begun)
        inside = refused_inside(session, text if question.name == "note" else note_of(text))
        if not (inside or session.waiting) and question.kind == "text":
            if noted_in_field(self, shown, text):
                return None
            self.leading.led_out(question, text, self.doubt)
        soon = self._early() or (not text and just_opened(self, question))
        again = twice(lines().begun, self.since)
        wrong = too_soon(session, question, text, self.last, soon, again)
        if inside or wrong:
            not_taken(inside or word(session.lang, f"screen.{wrong}", text=text))
            self.again(shown)
            return None
        if question.name == "step":
            self.leading.at_step(question, text, self.doubt)
        if sure and half_width(text).lower() in YES and lines().begun >= self.since:
            session.earlier.is_meant(sure)
            return self._taken(question, text, sure)
        if may_be_meant(self, shown, text):
            meant_for = figure_or_act(self, shown, text)
            return self._taken(question, text, meant_for) if meant_for else None
        text = answer_of(self, shown, text)
        answer = understand(shown, without_yes(shown, session, text))
        answer = on_the_list(self, shown, text) if answer is None else answer
        if answer is None and (answer := done_in_words(self, shown, text)) == "":
            return None  # it is asked about
        said = asked_whole(self, shown, text, sure, answer)
        if said is not None:
            return self._taken(question, text, said) if said else None
        if answer is None:
            if not session.waiting or question.name == "other":
                self.leading.instead(shown, text, self.doubt)
            self.since = wall()
            turned_down(self, shown, text)
            return None
        if not self._counts(shown, text, answer, sure) or not meant(self, shown, text):
            over, self.over = self.over, ""
            return self._answered(shown, over) if over else None
        return self._taken(question, text, answer)

    def _taken(self, question: Question, text: str, answer: str) -> str:
        counts_for(self, question, answer)
        if question.name == "step":
            soon = self.pace.soon(lines().begun) or self._early()
            sure = half_width(text).lower() in YES
            self.reopens = self.pace.leads(question, answer, soon, sure) and self.doubt.there
        before, self.doubt = self.doubt.open, Doubt()
        self.doubt.open = before and answer == "undo"  # until it is said what goes
        if question.name == "step" or self.counted is None:
            self.counted = len(self.session.folder.entries)
        self.led = answer if question.name == "step" else ""
        self.leading.chose(question, answer)
        self.kept.typed(question, text)
        return answer

    def _early(self) -> bool:
        """Whether the line was begun before anybody can have read what it would answer."""
        return not self.leading.brought and unread(lines().begun, self.since)

    def again(self, shown: Printed) -> None:
        """What a line did not answer stands there once more."""
        self.doubt.open, self.doubt.form, self.since = True, shown.question.name, wall()
        ask_again(shown, self.session.lang)

    def _counts(self, shown: Printed, text: str, answer: str, sure: str) -> bool:
        """What records answers nothing that nobody can have read yet, nor the rest of an
        act whose first line did not count; and no number of a list counts that was begun before the
        list stood there. It is asked about, and only words say that it was meant: the same number
        once more may be meant for something else. What leaves records nothing: it counts unless it
        comes early, or may be the value of an answer that is still asked about (``sure``)."""
        question, early = shown.question, self._early()
        if asked_first(self, shown, text, answer):
            return False
        option = next((o for o in question.options if o.name == answer), Option("", ""))
        if not records(question, answer):
            acts = self.doubt.there and deals(self.session, question, answer)
            if question.name == "step" and not (option.leaves or acts):
                return True
            number = half_width(text).strip(NUMBER_ENDS).isdecimal()
            if question.name != "step" and not (early and number and question.kind == "choice"):
                return True
        if option.leaves and leads_out(text):
            return True
        soon = deals(self.session, question, answer) and self.pace.soon(lines().begun, answer)
        light = question.name == "step" and self.pace.lightly(lines().begun, answer)
        if not (early or soon or light) and not (sure if option.leaves else self.doubt.there):
            return True
        if question.name == "outcome":
            return closes(self, shown, option)
        why = "early" if early else "soon" if soon else "clear" if light else ""
        ask_sure(self, shown, answer, f"{why}-sure" if why else self.doubt.why)
        return False


def _typed_before(run: Run, question: Question) -> Question:
    """With what was left before, and with lines that came before it stood there."""
    ahead = [clean(line, len(line)) for line in lines().typed_ahead()]
    text = " ".join(line for line in ahead if line)
    if question.recalls and not question.typed and run.kept.left:
        text = f"{run.kept.brought_back()} {text}".strip()
    if text and question.kind == "text" and not text.isdecimal() and not question.typed:
        return msgspec.structs.replace(question, typed=text)
    if sentence(text) and not run.session.waiting:
        raise TypedOn(text, sure=True)
    if text:
        run.doubt.open = True
        not_taken(word(run.session.lang, "screen.typed-ahead", text=text))
    return question


def _back(question: Question, text: str) -> str:
    """The line, or what leads back: where one of several is asked for ``b`` does so, too."""
    back = question.name.endswith("-which") and half_width(text).lower() == "b"
    return BACK if back else text
