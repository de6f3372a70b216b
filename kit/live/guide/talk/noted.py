"""A note: typed behind its key, or a sentence that was typed on where keys were waited for; and of
which incident it is, where a key had been pressed that goes to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kit.ground.base.phones import is_phone
from kit.ground.base.refusal import Refused
from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.hand import called_so, goes_on_from_figure, note_of, one_word, ordinal
from kit.ground.terminal.keys import Key, half_width
from kit.ground.terminal.standing import FIGURES
from kit.ground.terminal.typed import shown
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.views import StepView
from kit.live.guide.talk import fronted
from kit.live.guide.talk.figure_typed import asks_for_it, in_form
from kit.live.guide.talk.keys.elsewhere import NEXT
from kit.live.guide.talk.keys.undo import take_back_entries
from kit.live.guide.talk.numbers import at_a_call
from kit.live.guide.talk.o_words import GOES, body_of, led_by_key
from kit.live.guide.talk.put_off import no_minutes, put_off_now
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.standing import Standing

FILLED = ("number", "minutes", "time", "text", "name")  # answers that are typed into a line
YES = "y"  # the key that says so wherever something is asked
AWAY = (GOES, "q")


def line(session: Session, typed: str) -> Flow[str | None]:
    """The text of a note; ``None`` where there is none, or it was the answer of the step. ``typed``
    stands in the line already."""
    began = bool(typed)
    number: bool | None = None
    while number is None:
        text = yield Question(
            "note",
            session.word("ask-note"),
            "text",
            typed=typed,
            lines=at_a_call(session),
            safe=True,
            recalls=True,
            strays=session.waiting,
        )
        if not text or not text.strip():
            return None
        typed = text
        number = (yield from _is_the_answer(session, text)) if began else False
        if number is None and not session.ctx.me.plain:
            return None  # nobody opened the line: Esc leads to the keys, and the text waits
    return None if number else typed


def sentence(session: Session, typed: TypedOn) -> Flow[None]:
    """A note of what was typed on, where keys were waited for. Recorded with the letters that had
    counted as keys, it takes back what they recorded; without them, or left by Esc, that stays."""
    text: str | None = typed.text
    put_off = put_off_now(session)
    if typed.direct:
        answered = yield from _is_the_answer(session, typed.text)
        if answered or (answered is None and not session.ctx.me.plain):
            return
        typed.sure |= answered is False and _asks(session, typed.text)
    if not typed.sure:
        text = yield from line(session, typed.text)
    if put_off and text and no_minutes(session, put_off, text):
        return
    while text:
        if typed.apart and _doubtful(session, typed, text):
            settled = yield from _apart(session, typed, text)
        elif _may_be_of_another(session, typed, text):
            body = text if typed.astray else body_of(text)
            standing = Standing(session, typed.away, text, body)
            settled = yield from _whose(session, standing)
        else:
            break
        if settled:
            return
        text = yield from line(session, text)  # Esc leads back to it, and records nothing
    text = _with_figure(typed, text)
    done: bool | None = None
    while text and done is None:
        done = yield from fronted.noted(session, text)
        if done is None:
            text = yield from line(session, text)
    if done and typed.direct and session.ctx.me.plain:
        _say_how_to_fill(session)
    if done and text and typed.entries and text.startswith(typed.lead):
        said = session.message
        take_back_entries(session, typed.entries)
        _say_taken_back(session, typed.lead, said)
    elif done and text and not typed.lead:
        _say_before(session, typed.before, text)
    elif done and text and text.startswith(typed.lead):
        from kit.live.guide.talk.keys.overview import words_behind  # read when it is wanted

        said = session.message
        words_behind(session, typed.lead)
        session.message = said


def _with_figure(typed: TypedOn, text: str | None) -> str | None:
    """With the digit that recorded before, where these words are an ordinal's: ``1`` and, two
    seconds later, ``st floor clear``. What it recorded is taken back then, and that is said."""
    figure, entries = typed.figure
    if not text or typed.lead or not ordinal(figure, text):
        return text
    typed.lead, typed.entries = figure, entries
    return figure + text


def _doubtful(session: Session, typed: TypedOn, text: str) -> bool:
    """Whether what stands in front of a note may be a key or its beginning. Nobody asks about
    ``2nd``, nor about a figure that was rubbed out again, nor one that could not have counted."""
    if typed.waits and _waiting(session, typed) is None:
        return False
    if typed.inside and typed.lead.isdecimal():
        return text.startswith(typed.lead) and not goes_on_from_figure(text[len(typed.lead) :])
    return not (typed.lead.isalpha() and _no_place(text))


def _waiting(session: Session, typed: TypedOn) -> Key[Session] | None:
    """The key of the step that waited when the note was typed on, and did not count."""
    keys = (key for key in session.offered() if key.group == "step")
    return next((key for key in keys if key.name == typed.waits), None)


def _say_before(session: Session, ids: Sequence[str], text: str) -> None:
    """What a letter recorded so shortly before a note that it may have been its first one: with
    the note on the screen nobody would see it any more."""
    made = [entry for entry in session.folder.newest if entry.id in ids]
    if not made or session.waiting or not (text[:1].isascii() and text[:1].islower()):
        return
    from kit.incidents.incident.rules.acts.undo import PASSING
    from kit.incidents.incident.rules.whole_acts import lead_of
    from kit.incidents.incident.show.entries import entry_text, number

    lead, entries = lead_of(made), session.folder.newest
    if isinstance(lead.event, PASSING):  # nobody takes that back
        return
    what = entry_text(session.incident, lead, session.lang, entries).strip()
    said = session.word("just-before", what=f"{number(lead, entries)} {what}")
    session.alert = " ".join(filter(None, (session.alert, said)))


def _say_taken_back(session: Session, lead: str, said: str) -> None:
    if not session.alert:
        said = session.word("key-undone", pressed=lead, said=said)
        session.message = session.saved = said


def _is_the_answer(session: Session, text: str) -> Flow[bool | None]:
    """What reads as the number, the minutes or the time that the step wants is asked about: it is
    that, or a note; ``None`` where somebody goes back."""
    view, text = session.step, half_width(text).strip()
    value = "" if view is None else _read(session, view, text)
    behind = text[1:].lstrip() if text[:1].lower() == YES else ""
    if view is not None and not value and behind.replace(":", "").isdecimal():
        words = view.step.answer == "text" and not session.ctx.me.plain
        value, text = behind if words else _read(session, view, behind), behind
    form = not value and asks_for_it(session, view, text)
    if view is None or not (value or form):
        return False
    key = "number-form" if form else "number-yes"
    options = [
        Option("yes", session.word(key, text=value or text), "y"),
        Option("note", session.word("number-note"), "#"),
    ]
    asked = session.word("ask-number-typed", text=text)
    question = Question(
        "number-typed", asked, options=options, lettered=True, rings=True, stands=True, holds=text
    )
    while True:
        try:
            picked = yield question
            break
        except TypedOn as more:  # a note beside it, and it stands again
            fronted.record(session, more.text)
        except Pressed as pressed:
            goes = pressed.key in AWAY  # what was left is said there
            if not pressed.back and (goes or len(text) >= FIGURES):  # a short one says nothing here
                fronted.record(session, text)
            raise
    if picked != "yes":
        return None if picked is None else False
    if form:
        read = yield from in_form(session, view, text)
        if read is None:
            return None
        return bool(session.record(lambda d: acts.tick(d, view.key, read)))
    figure = _figure(session, view, text)
    done = bool(session.record(lambda d: acts.tick(d, view.key, figure or text)))
    if done and figure:
        session.understood = session.word("said-too", text=session.message)
    return done and not figure  # the words that it stood in are a note as well


def _asks(session: Session, text: str) -> bool:
    """Whether it was asked if it is the answer, on the drawn screen: it is said to be a note."""
    view = session.step
    if session.ctx.me.plain or view is None:
        return False
    return bool(_read(session, view, text)) or asks_for_it(session, view, half_width(text).strip())


def _read(session: Session, view: StepView, text: str) -> str:
    """How the step would read it; "" where it is no answer of that kind. Words may be a number that
    is called."""
    if view.step.answer == "text" and not session.ctx.me.plain:
        return text if is_phone(text) and text.isascii() else ""
    if view.step.answer not in ("number", "minutes", "time"):
        return ""
    try:
        value = acts.checked_value(view.step, text, session.acting())
    except Refused:
        figure = _figure(session, view, text)
        return f"{text} = {figure}" if figure else ""
    if view.step.answer == "time":
        return shown(datetime.fromisoformat(value), session.acting(), session.lang)
    return text if text.isdecimal() else f"{text} = {value}"


def _figure(session: Session, view: StepView, text: str) -> str:
    """The figure in a sentence, of numbered lines; "" for none and where the step reads the line.
    """
    if not session.ctx.me.plain:
        return ""
    from kit.live.guide.talk.number_and_words import figure_of

    try:
        acts.checked_value(view.step, text, session.acting())
    except Refused:
        return figure_of(session, view, text)
    return ""


def _say_how_to_fill(session: Session) -> None:
    """A sentence typed where the step wants something to be filled in: that it is a note, and by
    which number that is done."""
    from kit.live.guide.talk.numbers import places

    view = session.step
    if view is not None and view.step.answer in FILLED and not session.alert:
        hint = session.word("fill-hint", place=places(session)["done"])
        session.message = session.saved = f"{session.message} {hint}"


def _no_place(text: str) -> bool:
    """Whether it is not what is called by a letter in front: the letter was a key."""
    behind = half_width(text).lstrip("0123456789")[:1]
    return not behind.isascii() and not called_so(text)


def _apart(session: Session, typed: TypedOn, text: str) -> Flow[bool]:
    """Words behind a key that recorded, or waited to: whether it was a key, or the first letter of
    the note. Whoever types on keeps both, but a digit that recorded, or a letter before a figure,
    counts once, as a key: in the note it would be another number. Whether it is settled; Esc goes
    back."""
    key, whole = typed.lead, text if text.startswith(typed.lead) else typed.lead + text
    text = text[len(key) :].lstrip() if typed.inside and text.startswith(key) else text
    text = note_of(text) or text if key.isdecimal() else text  # the key for notes behind it
    once = (key.isdecimal() and not typed.waits) or text[:1].isdecimal()
    waiting = _waiting(session, typed) if typed.waits else None
    asked = session.word("ask-apart", pressed=key)
    options = _readings(session, waiting, key, text, whole)
    question = Question(
        "apart", asked, options=options, lettered=True, rings=True, stands=True, once=True
    )
    try:
        picked = yield question
    except (TypedOn, Pressed):
        how = "" if typed.waits else "apart-left" if once else "apart-both"
        session.understood = session.word(how, pressed=key) if how else ""
        fronted.record(session, text if once else whole)
        raise
    if picked == "key" and waiting is not None:
        yield from waiting.act(session)
        session.earlier.key_done()  # what the key was given for is not the note's
        said, session.alert = [session.message, session.alert], ""
        fronted.record(session, text)
        session.alert = " ".join(filter(None, (*said, session.alert)))
    elif picked == "key":
        fronted.record(session, text)
    elif picked == "letter" and fronted.record(session, whole):
        said_ = session.message
        take_back_entries(session, typed.entries)
        if typed.entries:
            _say_taken_back(session, typed.lead, said_)
    return picked is not None


def _readings(
    session: Session, waiting: Key[Session] | None, key: str, text: str, whole: str
) -> list[Option]:
    """What the key in front of a note may have been, and what each would record."""
    if waiting is None:
        letter = session.word("apart-letter", text=whole, pressed=key)
        pressed = session.word("apart-key", text=text, pressed=key)
    else:
        letter = session.word("apart-figure", text=whole)
        what = waiting.label(session)
        pressed = session.word("apart-waited", text=text, pressed=key, what=what)
    return [Option("letter", letter, "#"), Option("key", pressed, "y")]


# ---- of which incident -----------------------------------------------------------------------


def _may_be_of_another(session: Session, typed: TypedOn, text: str) -> bool:
    """Whether the key for another incident, or for one on their list, waited when it was typed; but
    where it plainly is a letter of the sentence."""
    refs = [log.ref for log in session.others.logs]
    if not refs or typed.lead or typed.away not in ("other", NEXT, *refs):
        return False
    if typed.astray:
        return True
    if half_width(text[1:2]).lower() == GOES and one_word(text[:1], text[1:]):
        return False  # its second letter: the key before it opened something (``tom``, ``down``)
    return half_width(text[:1]).lower() != GOES or led_by_key(text)


def _whose(session: Session, standing: Standing) -> Flow[bool]:
    """Whoever pressed the key for another incident and typed on may believe himself there: it is
    asked whose note it is. Nobody who types on is taken there, and nothing is lost: what follows is
    asked about together with it. Whether it is settled; Esc goes back, and what stands here by then
    is asked about once more by the key for another incident."""
    session.left_notes = None
    picked = ""
    while not picked:
        try:
            said = yield standing.question(GOES)
        except TypedOn as more:
            standing.begin()
            follows = more.text if more.sure else (yield from line(session, more.text))
        except Pressed as pressed:
            standing.begin()
            if pressed.key != "n":
                _leaves(standing)
                raise
            follows = yield from line(session, "")
        else:
            if said is None:
                break
            picked = standing.said(str(said))
            continue
        if follows:
            standing.keep(follows, body_of(follows) if led_by_key(follows) else follows)
            standing.singly = []
    if picked == "here":
        standing.stays(_recorded)
    elif picked:
        standing.goes(picked)
    else:
        _leaves(standing)
    return bool(picked or standing.notes)


def _leaves(standing: Standing) -> None:
    if standing.left():
        standing.say_left(GOES)


def whose_again(session: Session) -> Flow[bool]:
    """Of notes that stay since nobody said whose they are; whether it was asked."""
    left, session.left_notes = session.left_notes, None
    if left is None or not session.others.logs:
        return False
    standing = Standing(session, left.away, "", "")
    standing.notes = left.notes
    if not standing.left():
        return False
    yield from _whose(session, standing)
    return True


def _recorded(session: Session, text: str, at: datetime | None) -> bool:
    """By when it was typed, but where it says a time itself."""
    own = fronted.in_front(session, text) is not None
    return fronted.record(session, text, None if own else at)
