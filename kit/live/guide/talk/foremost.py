"""Which timer is the most urgent that is due, and since when: a hand that does not look answers the
one that stood first when it last did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.hand import DOING, ENDING, pause
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.so_soon import so_soon

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

T = TypeVar("T")
LATELY = 20.0  # seconds of a hand that types on before it looks again
GLANCE = 1.2  # seconds from something new on the screen to a key that answers it
MOMENT = 5.0  # seconds from a ring in which it may be said to have come this moment
OPEN = 10.0  # seconds in which whoever left what an answer asked may believe it answered


class Foremost:
    """``key``: of the timer; ``since``: when it took another one's place, ``moved``: that one,
    where it is due still and the hand did nothing since; ``answered``: the one that was answered
    here last, ``at`` that time; ``stood``: since when each stands as due, by its
    key; ``led``: when the key came that led to the answers ``of`` one; ``asks``: the timer whose
    answer asks something more by now; ``left``: the one where that was left by something else
    last, ``gone`` at that time. All times in seconds."""

    def __init__(self) -> None:
        self.key = self.answered = self.of = self.asks = self.left = ""
        self.early: tuple[str, ...] = ()  # asked for by the key of what is due, and not due yet
        self.since = self.at = self.led = self.gone = float("-inf")
        self.stood: dict[str, float] = {}
        self.moved = ""
        self.called = True  # by what was answered last
        self.named = False  # whom the answer means stood there to be read, or was asked about
        self.refused = ("", "", float("-inf"))  # a timer, its answer that did not count, and when
        self.stray = ("", "", float("-inf"))  # a timer, a key that is none of its answers, and when

    def looks(self) -> None:
        """The hand dealt with what stood there; what the next picture names is what it knows."""
        self.key = self.moved = ""

    def overtaken(self, key: str, began: float, rest: float) -> bool:
        """Whether another one, due still, was named as the first when the hand last did something,
        and an answer to this one ``began`` sooner than a ``rest`` behind the key that led to it: it
        may be meant for the one that was named. It is asked about once."""
        moved = bool(self.moved) and key == self.key and began - self.led < rest
        self.moved = "" if moved else self.moved
        return moved and pause() > 0

    def stand(self, keys: Sequence[str], now: float) -> list[str]:
        """These stand as due now, the first of them as the most urgent; the same keys."""
        first = next(iter(keys), "")
        if first != self.key and self.key not in ("", self.answered):
            self.since, self.moved = now, self.moved or self.key
        if self.moved not in keys or self.moved == first:  # nobody can mean it any more
            self.moved = ""
        self.key = first
        self.stood = {key: self.stood.get(key, now) for key in keys}
        return [*keys]

    def just_now(self, key: str, began: float) -> bool:
        """Whether it came here so shortly before the answers were asked for, or after, that whoever
        asked for them cannot have meant it; unless they stood there, with its name above them, for
        a while before the answer was ``began``."""
        unseen = key in self.early or self.led - self.stood.get(key, float("-inf")) < GLANCE
        return pause() > 0 and unseen and began - self.led < DOING * pause()

    def was_left(self, key: str, now: float) -> None:
        """What an answer to it asked was left by something else; of a question of its own only."""
        if key == self.asks:
            self.left, self.gone, self.asks = key, now, ""

    def half_answered(self, key: str, now: float) -> bool:
        """Whether an answer was given to it whose own question was left so lately that another one
        may be meant for something else. It is asked about once."""
        lately = pause() > 0 and key == self.left and now - self.gone < OPEN
        self.left = ""
        return lately

    def another(self, key: str, answer: str, now: float) -> bool:
        """Whether an answer to it that did not count stands unsettled, and this is another one: the
        hand may believe that one recorded, and mean what is due behind it."""
        of, before, at = self.refused
        return pause() > 0 and of == key and before != answer and now - at < OPEN

    def strayed(self, key: str, now: float) -> bool:
        """Whether a key that is none of its answers came so lately that the next one may be meant
        for what that would have chosen."""
        of, _, at = self.stray
        return pause() > 0 and of == key and now - at < OPEN

    def was_answered(self, key: str, now: float, called: bool) -> None:
        self.answered, self.at, self.called = key, now, called

    def again(self, key: str, began: float) -> bool:
        """Whether a call about it was recorded sooner than anybody can have dialled anew."""
        return self.called and self.answered == key and began - self.at < ENDING * pause()

    def doubtful(self, key: str, now: float, doing: float, called: bool = True) -> bool:
        """Whether an answer to it may be meant for the one before: another terminal's answer, an
        act of a step or a graver timer put this one in its place, or it is given so quickly behind
        the last answer (``doing`` seconds) that it may be that one typed twice, where either says
        that somebody was ``called``: two looks are quicker than a call."""
        again = self.answered != key and now - self.at < doing and (called or self.called)
        return again or (key == self.key and now - self.since < LATELY)


def drawn(session: Session) -> list[str]:
    """Those that are due, as the picture shows them from now on."""
    return session.foremost.stand([timer.key for timer in session.due()], seconds(session))


def seconds(session: Session) -> float:
    """By the clock of this laptop, in a fast drill, too."""
    return session.ctx.clock.now().wall.timestamp()


def sure(session: Session, asked: str, what: str, answer: str, keys: str = "") -> Question:
    """Whether an answer is meant for this timer: ``asked`` says why that is in doubt; ``keys``: its
    own, which mean it once the hand rested."""
    lang, back = session.lang, "b" if session.ctx.me.plain else "#"
    options = [
        Option("yes", word(lang, "screen.read-back-yes"), "y"),
        Option("back", word(lang, "screen.due-back"), back),
    ]
    of = headed(session.incident, lang)
    pressed = session.foremost.stray[1]
    text = word(lang, f"screen.{asked}", what=what, answer=answer, of=of, pressed=pressed)
    stands = not session.ctx.me.plain
    return Question(
        "due-sure",
        text,
        options=options,
        lettered=True,
        rings=True,
        stands=stands,
        settled=answered_since(session, session.foremost.of),
        called=f"{what} - {answer}",
        repeats="" if session.ctx.me.plain else keys,
    )


def came(session: Session, key: str) -> str:
    """Why an answer to what came just now is in doubt, as a word: it fell due this moment, or it
    stands here only since then, however late it is."""
    timer, now = session.incident.timers.get(key), session.now().wall
    rang = now if timer is None else timer.ring_at or timer.due
    if rang > now:
        return "due-early"
    lately = (now - rang).total_seconds() <= MOMENT + DOING * pause()
    return "due-just" if lately else "due-shown"


def answered_since(session: Session, key: str) -> Callable[[], bool]:
    """Whether a timer is answered otherwise than it was when this was asked for."""

    def state() -> object:
        timer = session.incident.timers.get(key)
        tries = timer and (len(timer.attempts), len(timer.failed), len(timer.snoozes))
        return timer and (timer.round, timer.status, timer.rung, tries)

    before = state()
    return lambda: state() != before


def strays(
    session: Session, key: str, options: Sequence[Option], own: str
) -> Callable[[str], None]:
    """Told of a key that does not count at the answers to a timer, whose ``own`` letter is none."""
    known = {each for option in options for each in (option.key, option.also)}

    def refused(pressed: str) -> None:
        pressed = pressed.lower()
        if len(pressed) == 1 and pressed.isalnum() and pressed not in known | {own}:
            now = wall() if session.ctx.me.plain else seconds(session)
            session.foremost.stray = (key, pressed, now)

    return refused


def watched(session: Session, key: str, answering: Flow[T]) -> Flow[T]:
    """The same; what leads out of a question that an answer to this timer asks is remembered."""
    try:
        return (yield from answering)
    except (TypedOn, Pressed):
        session.foremost.was_left(key, wall() if session.ctx.me.plain else seconds(session))
        raise


def meant_for(session: Session, key: str, question: Question) -> Flow[str | None]:
    """The answer to a timer ("" for none). On the drawn screen one that records is asked about
    where the timer fell due just now, or what it asked was left; numbered lines ask that as they
    are read."""
    first = session.foremost
    while True:
        if not session.ctx.me.plain:
            first.led = seconds(session)
        first.of, first.asks, first.named = key, "", False
        first.stray = "", "", float("-inf")
        session.earlier.confirmed = None  # of an answer that was gone back from
        answer = yield question
        option = next((o for o in question.options if o.name == answer), Option("", "", opens=True))
        if not option.opens:
            session.earlier.begins(session.now().wall)
        first.asks = key if option.opens else ""
        if session.ctx.me.plain or option.opens or option.leaves:
            return answer
        left = first.half_answered(key, seconds(session))
        why = "due-left" if left else ""
        if first.just_now(key, seconds(session) - pause()):  # it waits until the hand rests
            why = came(session, key)
        if not why and first.another(key, option.name, seconds(session) - pause()):
            why = "due-other"
        if not why and first.strayed(key, seconds(session) - pause()):
            why = "due-stray"
        rest = DOING * pause()
        read = seconds(session) - pause() - first.led >= rest
        if not why and first.overtaken(key, seconds(session) - pause(), rest):
            why = "due-moved"
        if not why and so_soon(session, key, option.name, read):
            why = "due-soon"
        first.named = read or bool(why)
        keys = option.key + option.also
        first.refused = (key, option.name, seconds(session)) if why else ("", "", float("-inf"))
        if not why or (yield sure(session, why, question.text, option.label, keys)) == "yes":
            return answer
        first.refused = "", "", float("-inf")  # it was read, and said not to be meant
