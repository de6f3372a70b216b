"""A note: typed behind its key, or a sentence that was typed on where keys were waited for; and of
which incident it is, where a key had been pressed that goes to another."""

from __future__ import annotations

from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn
from kit.ground.terminal.hand import one_word
from kit.ground.terminal.keys import half_width
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk import fronted
from kit.live.guide.talk.carried import Carried
from kit.live.guide.talk.keys.undo import take_back_entries
from kit.live.guide.talk.letters import LETTERS
from kit.live.guide.talk.session import Session

GOES = "o"  # the key that goes to another incident
# English words that begin with it, as first words of what is told; every other beginning may be the
# key and words of their own. "once" and "onto" may be it, the key for notes, and a word.
WORDS = (
    "o", "obviously", "occupied", "of", "off", "offer", "office", "officer", "officers", "often",
    "oh", "oil", "ok", "okay", "old", "on", "one", "ones", "ongoing", "online", "only", "open",
    "opened", "opens", "operator", "operators", "or", "order", "ordered", "other", "others",
    "our", "ours", "out", "outage", "outages", "outside", "oven", "over", "overall", "own",
    "owner", "oxygen",
)  # fmt: skip


def line(session: Session, typed: str) -> Flow[str | None]:
    """The text of a note; ``None`` where there is none, or it was the answer of the step. ``typed``
    stands in the line already."""
    began = bool(typed)
    number: bool | None = None
    while number is None:
        text = yield Question(
            "note", session.word("ask-note"), "text", typed=typed, safe=True, recalls=True
        )
        if not text or not text.strip():
            return None
        typed = text
        number = (yield from _is_the_answer(session, text)) if began else False
    return None if number else typed


def sentence(session: Session, typed: TypedOn) -> Flow[None]:
    """A note of what was typed on, where keys were waited for. Recorded with the letters that had
    counted as keys, it takes back what they recorded; without them, or left by Esc, that stays."""
    text: str | None = typed.text
    if not typed.sure:
        text = yield from line(session, typed.text)
    while text:
        if typed.apart:
            settled = yield from _apart(session, typed, text)
        elif _may_be_of_another(session, typed, text):
            body = text if typed.astray else _body(text)
            settled = yield from _which_incident(session, typed.away, text, body)
        else:
            break
        if settled:
            return
        text = yield from line(session, text)  # Esc leads back to it, and records nothing
    done: bool | None = None
    while text and done is None:
        done = yield from fronted.noted(session, text)
        if done is None:
            text = yield from line(session, text)
    if done and text and typed.entries and text.startswith(typed.lead):
        said = session.message
        take_back_entries(session, typed.entries)
        _say_taken_back(session, typed.lead, said)


def _say_taken_back(session: Session, lead: str, said: str) -> None:
    if not session.alert:
        said = session.word("key-undone", pressed=lead, said=said)
        session.message = session.saved = said


def _is_the_answer(session: Session, text: str) -> Flow[bool | None]:
    """A bare number typed where the step wants one is asked about: it is that, or a note; ``None``
    where Esc goes back to it."""
    view, text = session.step, half_width(text).strip()
    if view is None or view.step.answer not in ("number", "minutes") or not text.isdecimal():
        return False
    options = [
        Option("yes", session.word("number-yes", text=text), "y"),
        Option("note", session.word("number-note"), "n"),
    ]
    asked = session.word("ask-number-typed", text=text)
    picked = yield Question("number-typed", asked, options=options, lettered=True)
    if picked != "yes":
        return None if picked is None else False
    return bool(session.record(lambda d: acts.tick(d, view.key, text)))


def _apart(session: Session, typed: TypedOn, text: str) -> Flow[bool]:
    """Words of an input method behind a letter that recorded: whether it was a key, or the first
    letter of the note. Whoever types on keeps both. Whether it is settled; Esc goes back."""
    key, whole = typed.lead, text if text.startswith(typed.lead) else typed.lead + text
    options = [
        Option("letter", session.word("apart-letter", text=whole, pressed=key), "l"),
        Option("key", session.word("apart-key", text=text, pressed=key), "k"),
    ]
    asked = session.word("ask-apart", pressed=key)
    try:
        picked = yield Question("apart", asked, options=options, lettered=True)
    except (TypedOn, Pressed):
        fronted.record(session, whole)
        raise
    if picked == "key":
        fronted.record(session, text)
    elif picked == "letter" and fronted.record(session, whole):
        said = session.message
        take_back_entries(session, typed.entries)
        _say_taken_back(session, typed.lead, said)
    return picked is not None


# ---- of which incident -----------------------------------------------------------------------


def _body(text: str) -> str:
    """The note without the key that was to lead away, and without that for notes; itself where it
    may be words that begin so."""
    key, rest = half_width(text[:1]).lower(), text[1:]
    if half_width(rest[:1]).lower() == "n" and (key == GOES or not one_word(key, "na")):
        return rest[1:].strip() or text
    return text if one_word(key, rest) else rest.strip()


def _may_be_of_another(session: Session, typed: TypedOn, text: str) -> bool:
    """Whether the key for another incident, or for one on their list, waited when it was typed; but
    where it plainly is a letter of the sentence."""
    refs = [log.ref for log in session.others.logs]
    if not refs or typed.lead or typed.away not in ("other", *refs):
        return False
    if typed.astray:
        return True
    word = text.split()[0].strip(",.;:!?").lower()
    return half_width(text[:1]).lower() != GOES or word not in WORDS


class _Standing:
    """Notes that were typed while it was asked whose the first one is: here they are on disk, and
    one letter takes all of them where they belong."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.notes: list[Carried] = []
        self.ids: list[str] = []

    def keep(self, text: str, body: str) -> None:
        made = self.session.record(lambda d: acts.note(d, text))
        if made:
            self.ids += [entry.id for entry in made]
            self.notes.append(Carried(body, made[0].at))

    def goes(self, ref: str) -> None:
        from kit.live.guide.talk.keys.elsewhere import go

        take_back_entries(self.session, self.ids)
        go(self.session, ref, self.notes)


def _which_incident(session: Session, away: str, text: str, body: str) -> Flow[bool]:
    """Whoever pressed the key for another incident and typed on may believe himself there: it is
    asked whose note it is. Nobody who types on is taken there, and nothing is lost: what follows is
    asked about together with it. Whether it is settled; Esc goes back."""
    standing = _Standing(session)
    while True:
        question = _whose(session, away, body, len(standing.notes))
        try:
            picked = yield question
        except TypedOn as more:
            if not standing.notes:
                standing.keep(text, body)
            follows = more.text if more.sure else (yield from line(session, more.text))
        except Pressed as pressed:
            if not standing.notes:
                standing.keep(text, body)
            if pressed.key != "n":
                raise
            follows = yield from line(session, "")
        else:
            break
        if follows:
            body = _body(follows) if half_width(follows[:1]).lower() == GOES else follows
            standing.keep(follows, body)
    there = picked is not None and picked != "here"
    if there and standing.notes:
        standing.goes(str(picked))
    elif there:
        from kit.live.guide.talk.keys.elsewhere import go

        go(session, str(picked), [Carried(body)])
    elif picked == "here" and not standing.notes:
        fronted.record(session, body)
    return picked is not None or bool(standing.notes)


def _whose(session: Session, away: str, body: str, many: int) -> Question:
    others = {log.ref: log.incident for log in session.others.logs}
    refs = list(others)
    for ref in (session.drawn_other, away):
        if ref in others:
            refs = [ref, *(r for r in refs if r != ref)]
    letters = [*LETTERS, *[""] * len(refs)]
    here = session.word("note-here", what=headed(session.incident, session.lang))
    options = [Option("here", here, "h")]
    options += [
        Option(ref, session.word("note-there", what=headed(others[ref], session.lang)), key)
        for ref, key in zip(refs, letters, strict=False)
    ]
    asked = session.word("ask-notes-of" if many else "ask-note-of", text=body, n=many)
    return Question("note-of", asked, options=options, lettered=True, later=GOES)
