"""Keys that take back: ``u`` what was recorded last, ``y`` the taking back itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from kit.ground.base.cells import clock
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.keys import Key, always, called, half_width, holding
from kit.incidents.incident.rules import events as ev
from kit.live.guide.talk.keys.restoring import (
    can_restore,
    restorable_text,
    restore_one,
    restored_one,
)
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.unseen import behind_note, restorable, taken_back_last

if TYPE_CHECKING:  # the first picture does not wait for it
    from kit.incidents.incident.rules.acts.undo import TakenBack
    from kit.incidents.incident.rules.withdrawal import Taken

MANY = 3  # entries from which on there is a list of them


def undo(session: Session) -> Flow[None]:
    """Names what would go, and takes one more key; whatever else is pressed takes back nothing. A
    list leads to everything earlier, which is named and asked the same way."""
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.rules.acts import undo as rules

    log = taking_back.newest(session.folder)
    last, (void, session.void) = rules.last_act(log), (session.void, "")
    if last is None or (isinstance(last.event, ev.RecorderSet) and rules.only_opened(log)):
        yield from _withdrawn(session)
        return
    if void and not session.ctx.me.plain and (yield from _never_recorded(session, log, void, last)):
        return
    chosen: Entry | None = last
    gone = can_restore(session, log)
    while chosen is not None:
        newest = chosen.id == last.id
        sure, before = yield from _sure(session, log, chosen, newest, gone, void if newest else "")
        if sure == "no":  # the line stands nowhere else
            what = _named(session, rules.taken_back(log, chosen.id))
            session.alert = session.word("undo-kept", what=what)
        if sure == "earlier":
            chosen = (yield from _earlier(session, log)) or last
            continue
        if sure == "restore" and gone[1:]:
            yield from restore_one(session, gone)
        elif sure == "restore" and restorable(session):  # its name stood there
            _restore(session)
        elif sure == "restore":
            restored_one(session, gone[0])
        meant = {"yes": chosen, "before": before}.get(sure)
        if meant is not None:
            session.moved(partial(taking_back.take_back, session.folder, id_=meant.id))
            _stays_if_closed(session)
            _say_spent(session, meant)
        chosen = None


def _never_recorded(session: Session, log: Taken, void: str, last: Entry) -> Flow[bool]:
    """Whoever takes back means the key that he pressed just before, which recorded nothing: the
    entry that stands is named, and only the same key once more goes on to it. Whether it does not.
    """
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.rules.acts.undo import taken_back

    what = _named(session, taken_back(log, last.id))
    options = [Option("on", session.word("undo-void-on"), "u", opens=True, again=True)]
    act = behind_note(session)
    if act is not None:  # beside the note its own key was offered
        own = session.word("undo-act", what=_named(session, taken_back(log, act.id)))
        options.append(Option("act", own, "#"))
    asked = session.word("undo-void", pressed=void, what=what)
    picked = yield Question(
        "undo-void", asked, options=options, lettered=True, stands=True, last=True
    )
    if picked == "act" and act is not None:
        session.moved(partial(taking_back.take_back, session.folder, id_=act.id))
        _say_spent(session, act)
    return picked != "on"


def _sure(
    session: Session,
    log: Taken,
    chosen: Entry,
    newest: bool,
    gone: Sequence[Entry],
    void: str,
) -> Flow[tuple[str, Entry | None]]:
    """What was answered ("" for nothing), and what stands before what was asked about; behind a
    line that recorded nothing (``void``) that is said first."""
    from kit.incidents.incident.rules.acts.undo import act_before, counting, taken_back
    from kit.incidents.incident.show.entries import number

    found = taken_back(log, chosen.id)
    options = [Option("yes", session.word("undo-yes"), "u", "y", again=True)]
    before = act_before(log, chosen) if newest else None
    act = behind_note(session) if newest else None  # behind notes that may be what is meant
    before = act or before
    closes = isinstance(chosen.event, ev.Reopened)
    if closes:  # who presses the key twice means what he did, and closes no incident
        options, before, act = [Option("yes", session.word("undo-closes"), "#")], None, None
    if before is not None:
        what = _named(session, taken_back(log, before.id))
        key = "undo-act" if act is not None else "undo-before"
        own = number(before, session.folder.newest) if session.ctx.me.plain else ""
        options.append(Option("before", session.word(key, what=what), "#", own))
    third = _third(session, log, chosen, before) if before is not None else None
    if third is not None:  # by its own number: the wrong one of three is named at once
        what = _named(session, taken_back(log, third.id))
        own = number(third, session.folder.newest)
        options.append(Option("third", session.word("undo-before", what=what), own))
    if gone:  # ``y`` takes back here, as the first of the list
        what = restorable_text(session, gone)
        options.append(Option("restore", what, "r", opens=len(gone) > 1))
    if len([*islice(counting(log), MANY)]) == MANY and not session.waiting:
        options.append(Option("earlier", session.word("undo-earlier"), "v", opens=True))
    if session.ctx.me.plain:
        back = Option("back", session.word("due-back"), "b", opens=True)
        options = [Option("no", session.word("no"), "n"), *options, back]
    asked = session.word("ask-undo", what=_named(session, found))
    if void:
        asked = session.word("ask-undo-void", pressed=void, what=_named(session, found))
    again = [session.word("undo-again" if act is None else "undo-again-note")]
    again = [] if session.ctx.me.plain or closes else again
    lines = again + _rest(session, found)
    sure = yield Question(
        "undo", asked, options=options, lines=lines, lettered=True, stands=True, last=True,
        later="u" if closes else "", rings=bool(void),
    )  # fmt: skip
    return ("before", third) if sure == "third" else (sure or "", before)


def _third(session: Session, log: Taken, chosen: Entry, before: Entry | None) -> Entry | None:
    """The newest entry beside those two, in numbered lines."""
    from kit.incidents.incident.rules.acts.undo import counting

    if not session.ctx.me.plain or session.waiting:
        return None
    named = (chosen, before)
    return next((entry for entry in islice(counting(log), MANY) if entry not in named), None)


def _earlier(session: Session, log: Taken) -> Flow[Entry | None]:
    """One of all that counts, the newest first; typing narrows the list, by words or by number. In
    numbered lines its own number answers, which never moves, listed by then or not."""
    from kit.incidents.incident.rules.acts.undo import counting
    from kit.incidents.incident.show.entries import entry_text, number
    from kit.plans.finder.talk import narrowed

    entries, there, options = session.folder.newest, {e.id: e for e in counting(log)}, []
    said: dict[str, str] = {}
    plain = session.ctx.me.plain
    for id_, entry in there.items():
        text = entry_text(session.incident, entry, session.lang, entries).strip()
        at, said[id_] = clock(entry.at, session.now().wall), text.lower()
        label = f"{number(entry, entries).lstrip('#')}  {at}  {text}"
        options.append(Option(id_, label, opens=plain))

    def seek(typed: str) -> Sequence[Option]:
        words = half_width(typed).lower().lstrip("#").split()
        named = [o for o in options if words == [o.label.split()[0].lower()]]
        if named and not words[0].isdecimal():  # of two laptops' the whole name
            return named
        if len(words) < 2 and "".join(words).isdecimal():
            return narrowed(options, "".join(words))
        plain = half_width(typed).lstrip("#")
        return holding(plain, ((o, said[o.name]) for o in options))  # none by its time

    asked = session.word("ask-undo-which")
    numbers = {id_: entry.n for id_, entry in there.items()} if plain else None
    picked = yield Question("undo-which", asked, "find", options, seek=seek, numbers=numbers)
    chosen = there.get(picked or "")
    same = [o for o in options if chosen is not None and there[o.name].n == chosen.n]
    if plain and len(same) > 1:  # of several laptops
        picked = yield Question("undo-which", session.word("ask-undo-same"), options=same)
    return there.get(picked or "")


def _withdrawn(session: Session) -> Flow[None]:
    """Nothing was done yet but to open it: the whole incident can go, by a key that leads
    nowhere else: who presses ``u`` twice, or ``y``, means what he did last."""
    from kit.incidents.incident.rules.acts import withdraw

    options = [Option("yes", session.word("withdraw-yes"), "#")]
    if session.ctx.me.plain:
        options.insert(0, Option("no", session.word("no"), "n"))
    asked = session.word("ask-withdraw")
    sure = yield Question(
        "withdraw", asked, options=options, lettered=True, later="u", rings=True, stands=True
    )
    if sure == "yes":
        session.moved(withdraw)


def redo(session: Session) -> Flow[None]:
    """Restores what was taken back last, and all that went in one with it: a note at once, as with
    it comes nothing that nobody did; anything else is named first, and wants one more key."""
    if _of_note(session):
        _restore(session)
        return
    options = [
        Option("yes", session.word("redo-yes"), "y", again=True),
        Option("back", session.word("redo-no"), "#", opens=True),
    ]
    asked = session.word("ask-redo", what=_gone(session))
    lines = [] if session.ctx.me.plain else [session.word("redo-again")]
    sure = yield Question(
        "redo", asked, options=options, lines=lines, lettered=True, stands=True, last=True
    )
    if sure == "yes":
        _restore(session)


def _restore(session: Session) -> None:
    from kit.incidents.incident.files import taking_back

    since, many = session.in_one
    for _ in range(many if since == session.incident.entries else 1):
        session.moved(lambda d: taking_back.redo(session.folder, d))
    _stays_if_closed(session)


def _say_spent(session: Session, gone: Entry) -> None:
    """The time that had been given for what was taken back is none of the next act's, unsaid."""
    spent, session.earlier.spent = session.earlier.spent, None
    if spent is not None and gone.at == spent and session.earlier.at is None and not session.alert:
        at = clock(spent, session.now().wall)
        session.alert = session.word("earlier-spent", at=at)


def _stays_if_closed(session: Session) -> None:
    """Closed by that, it stays on the screen, and so does the way back."""
    if session.incident.closed is not None and not session.stays:
        from kit.live.guide.talk.flow import goodbye

        session.stays = True
        session.alert = " ".join(filter(None, (session.alert, goodbye(session))))


def _gone(session: Session) -> str:
    """What was taken back last, by its number and its words."""
    from kit.incidents.incident.show.entries import entry_text, number
    from kit.incidents.incident.show.withdrawn import with_words

    entries, found = session.folder.newest, taken_back_last(session)
    if found is None:
        return ""
    told = with_words(session.incident, entries)
    return f"{number(found, entries)} {entry_text(told, found, session.lang, entries).strip()}"


def _of_note(session: Session) -> bool:
    """Whether it was one note, and nothing else went with it."""
    found = taken_back_last(session)
    alone = session.in_one[0] != session.incident.entries or session.in_one[1] == 1
    return found is not None and isinstance(found.event, ev.Noted) and alone


def dealt_with_by(session: Session, step: str) -> str:
    """The id of the act by which a step was dealt with, where more than an answer rests on it: the
    call it was done by, or that it was skipped or does not apply, which calls off its deadline, or
    the timers that its answer ended; "" for none that still counts."""
    from kit.incidents.incident.files import taking_back

    log = taking_back.newest(session.folder)
    gone = log.gone()
    for act in reversed(log.acts):
        first = act[0].event
        done = any(isinstance(e.event, ev.StepDone) and e.event.step == step for e in act)
        left = isinstance(first, ev.StepSkipped | ev.StepNotApplicable) and first.step == step
        if act[0].id not in gone and (left or done):  # whatever came before it rests
            return act[0].id if left or isinstance(first, ev.Called) or _ends(log, act) else ""
    return ""


def ended_with(session: Session, step: str) -> str:
    """The id of the answer of a step by which timers run no more; "" for none."""
    from kit.incidents.incident.rules.withdrawal import taken

    log = taken(session.folder.entries)
    gone = log.gone()
    for act in reversed(log.acts):
        first = act[0].event
        if isinstance(first, ev.StepDone) and first.step == step and act[0].id not in gone:
            return act[0].id if _ends(log, act) else ""
    return ""


def _ends(log: Taken, act: Sequence[Entry]) -> bool:
    """Whether timers run no more by it: none of them was answered. Not where one that it started
    was answered since: that answer would stand for something else."""
    ended = any(isinstance(e.event, ev.TimerStopped | ev.TimerCancelled) for e in act)
    started = {e.event.timer for e in act if isinstance(e.event, ev.TimerStarted)}
    every = [e.event for each in log.acts for e in each]
    return ended and not any(isinstance(e, ev.TimerAnswered) and e.timer in started for e in every)


def take_back_entries(session: Session, ids: Sequence[str]) -> None:
    """The acts that made these entries, the newest first."""
    from kit.incidents.incident.files import taking_back

    many = 0
    for act in reversed(taking_back.newest(session.folder).acts):
        made = next((e.id for e in act if e.id in ids), "")
        if made and not isinstance(act[0].event, ev.Joined | ev.ClockJumped):
            session.moved(partial(taking_back.take_back, session.folder, id_=made))
            many += 1
    session.in_one = session.incident.entries, many


def _named(session: Session, found: TakenBack) -> str:
    """By its number and its words; by its number alone where nobody near may read them."""
    from kit.incidents.incident.show.entries import entry_text, number

    entries = session.folder.newest
    if session.waiting:
        return number(found.lead, entries)
    what = entry_text(session.incident, found.lead, session.lang, entries).strip()
    return f"{number(found.lead, entries)} {what}"


def _rest(session: Session, found: TakenBack) -> list[str]:
    """What rests on it and goes with it."""
    from kit.incidents.incident.show.entries import entry_text, number

    if session.waiting:
        return []
    lines = [session.word("undo-rest")] if found.rest else []
    for entry in found.rest[:4]:
        text = entry_text(session.incident, entry, session.lang).strip()
        lines.append(f"  {number(entry)} {text}")
    if len(found.rest) > 4:
        lines.append(f"  +{len(found.rest) - 4}")
    return lines


KEYS: list[Key[Session]] = [
    Key("undo", "u", "beside", "screen.key-u", called("screen.do-undo"), always, undo, opens=True),
    Key("undo", "u", "closed", "screen.key-u", called("screen.do-undo"), always, undo, opens=True),
    Key("redo", "y", "beside", "screen.key-redo", called("screen.do-redo"), restorable, redo),
]
