"""Keys for the incident's course: another checklist joins, the end, leaving."""

from __future__ import annotations

from functools import partial
from itertools import count

from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.keys import Key, always, called, half_width
from kit.ground.terminal.typed import ask_words, in_turn
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.show.step_lines import step_text, words
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.show.untold import unnamed, untold
from kit.live.guide.talk.leftover import parts
from kit.live.guide.talk.session import Session
from kit.plans.sites.rules import FACTS

COUNTED = ("phone", "floor", "other-line", "seats", "ups-seats")  # may be a bare number
NAMED = 5  # of the steps still open, the site's own first
TIED = 2  # of what goes on in registers
TRIES = 3  # codes that do not fit, until the way back is named in their place
ROOM = 76  # cells of a line
ENDS = "vgmptw"  # letters of how it ended: none leads away or deals with a step


def plan(session: Session) -> Flow[None]:
    from kit.plans.checklists import STANDING
    from kit.plans.checklists.files import Checklists  # the first picture does not wait for it
    from kit.plans.finder.talk import seeker
    from kit.plans.sites.files import Sites

    lists = session.ctx.of(Checklists)
    there = {p.checklist.id for p in session.incident.plans}
    seek = seeker(session.ctx, [lists.checklist(t) for t in lists.types() if t not in there])
    first = sorted(seek(""), key=lambda option: option.name not in session.hinted)  # what was named
    picked = yield Question("plan", session.word("ask-plan"), "find", first, seek=seek)
    if picked:
        from kit.incidents.incident.files.days import days_for
        from kit.incidents.incident.files.prepared import known
        from kit.incidents.incident.rules.names import plan_prefix

        checklist = lists.checklist(picked)
        site = session.incident.profile
        figures = session.ctx.of(Sites).figures(site.id) if site is not None else None
        found = known(session.ctx, checklist, plan_prefix(checklist.id))
        days = days_for(session.ctx.home, checklist, site, session.now().wall.year)
        session.record(lambda d: acts.add_plan(d, checklist, figures, found, days))
        told = [line for tell in STANDING for line in tell(session.ctx, picked)]
        session.message = session.saved = "  ".join([session.message, *told])


def recorder(session: Session) -> Flow[None]:
    """Somebody else records from now on."""
    asked = Question("recorder", session.word("ask-recorder-new"), "text", alone=True)
    name = yield from ask_words(asked, session.lang)
    if name is not None:
        from kit.live.guide.talk.recorder import put_right  # read when it is pressed

        said = yield from put_right(session, name.strip())
        if said is not None:
            if not said or session.by() != name.strip():  # else it was put right already
                named(session, name)
            session.message = session.saved = said or session.message


def named(session: Session, name: str) -> None:
    """A single letter is a key that was pressed, no name."""
    name = name.strip()
    if len(name) == 1 and name.isascii():
        session.message = session.word("no-name", text=name, by=key_for(session, "recorder"))
    elif name:
        session.record_by(name)


def site(session: Session) -> Flow[None]:
    """What the step's words say of this place and nobody knows, once for every list, script and
    report. Esc goes back one question, at the first it leaves without a trace."""
    from kit.plans.sites.files import Sites

    names = [name for name in FACTS if name in _unknown(session)]
    given = yield from in_turn(*[partial(_site_text, session, name) for name in names])
    if given is None:
        return
    told = {n: text for n, text in zip(names, given, strict=True) if text}
    if told:
        try:
            facts = {("site", name): text for name, text in told.items()}
            session.ctx.of(Sites).change(facts, session.ctx.me.profile)
        except Refused as refused:  # the incident has it all the same
            session.refuse(refused)

        def act(draft: Draft) -> None:
            for name, text in told.items():
                acts.fact(draft, name, text)

        session.record(act)


def _site_text(session: Session, name: str, typed: str) -> Flow[str | None]:
    label, hint = (word(session.lang, f"sites.{of}-{name}") for of in ("fact", "hint"))
    asked = word(session.lang, "sites.ask", name=label, hint=hint)
    question = Question(f"site-{name}", asked, "text", optional=True, typed=typed)
    if name not in COUNTED:
        return (yield from ask_words(question, session.lang))
    text = yield question
    if text is None:
        return None
    from kit.ground.base.phones import phone_text

    return phone_text(text, 200)


def _unknown(session: Session) -> list[str]:
    """What the current step's words would say of this place and nobody knows."""
    view = session.step
    said = words(session.incident, view.plan, view.step) if view is not None else None
    if said is None or "{site:" not in said.zh:
        return []
    from kit.incidents.incident.show.texts import unknown_facts  # not for every picture

    return unknown_facts(session.incident, said.zh, session.lang)


def site_wanted(session: Session) -> bool:
    """For ``when``."""
    return bool(_unknown(session))


def close(session: Session) -> Flow[None]:
    """What is open is listed first; then the end of the reference is typed, which no hand does by
    accident. Esc goes back one question."""
    code = session.incident.ref[-4:]
    left = len(session.incident.open_views())
    done = "ask-close-check" if session.incident.preparation else "ask-close-none"
    text = session.word("ask-close" if left else done, n=left, code=code)
    given = yield from in_turn(
        lambda _: _confirmed(session, text, code),
        lambda _: _outcome(session),
    )
    if given is not None:
        outcome, to = given[1]
        said = _untold(session) if session.ctx.me.plain else ""  # drawn it stands in the picture
        session.understood = session.word("said-too", text=said) if said else ""
        if session.record(partial(acts.close, outcome=outcome, text=to)):
            from kit.live.guide.talk.flow import goodbye

            session.alert, session.stays = goodbye(session), True


def _confirmed(session: Session, text: str, code: str) -> Flow[str | None]:
    """The end of the reference; what else is typed stays in the line."""
    lines, typed = _still_open(session), ""
    for tried in count(1):
        given = yield Question(
            "close", text, "text", lines=lines, typed=typed, safe=True, coded=code
        )
        if given is None or half_width(given).strip().upper() == code.upper():
            return given
        typed = given
        other = "close-thrice" if tried >= TRIES and session.ctx.me.plain else "close-other"
        lines = [session.word(other, code=code), *_still_open(session)]
    return None


def _outcome(session: Session) -> Flow[tuple[str, str] | None]:
    """How it ended; to whom, where it was handed over. On the drawn screen by letters that answer
    nothing at a step: a hand one step ahead would say by a digit how it ended."""
    drawn = not session.ctx.me.plain
    options = [
        Option(o, session.word(f"outcome-{o}"), letter if drawn else "", opens=o == "handed-over")
        for o, letter in zip(acts.outcomes(session.incident), ENDS, strict=False)
    ]
    asked = Question(
        "outcome",
        session.word("ask-outcome"),
        lines=list(filter(None, [_untold(session)])),
        options=options,
        lettered=drawn,
        rings=drawn,
        stands=drawn,
        once=True,
    )
    while True:
        outcome = yield asked
        if outcome != "handed-over":
            return None if outcome is None else (outcome, "")
        asking = session.word("ask-handed-to")
        whom = Question("handed-to", asking, "text", alone=True, grave=True)  # it closes
        to = yield from ask_words(whom, session.lang)
        if to is not None:
            return outcome, to


def key_for(session: Session, name: str) -> str:
    """What is pressed for an act, or typed where lines are numbered."""
    if session.ctx.me.plain:
        from kit.live.guide.talk.numbers import places  # only where it is printed

        session.advised.add(name)
        return str(places(session)[name])
    there = (*session.offered(), *session.keys)
    found = next(key for key in there if key.name == name)
    return found.also if found.key == "enter" and found.also else found.key


def _still_open(session: Session) -> list[str]:
    """Steps, customers and timers that closing would leave, what goes on in registers, and that
    nobody is named."""
    from kit.incidents.incident.rules.callers import all_of, counts
    from kit.people.registers.talk.tied import CALLBACK, all_callers, tied_lines

    incident, lang = session.incident, session.lang
    lines = list(filter(None, [_untold(session)]))
    still = incident.open_views()
    if still:
        lines.append(session.word("closing"))
        still.sort(key=lambda view: view.folded)
        lines += [f"  {step_text(incident, view, lang)}" for view in still[:NAMED]]
        if len(still) > NAMED:
            lines.append(f"  +{len(still) - NAMED}")
        behind = sum(view.folded for view in still)
        if behind:
            folded = session.word("closing-folded", n=behind, by=key_for(session, "steps"))
            lines.append(f"  {folded}")
    owed = counts(all_of(incident, all_callers(session.ctx, incident.ref))).owed
    if owed:
        lines.append(session.word("closing-owed", n=owed))
    lines += tied_lines(session.ctx, incident.ref, ROOM, TIED, CALLBACK)
    running = unnamed(incident, session.now().wall, lang)
    if running:
        names = [timer_title(incident, timer, lang) for timer in running[:3]]
        lines.append(session.word("closing-timers", names=names))
    if session.by() == "-":
        lines.append(session.word("closing-nobody", by=key_for(session, "recorder")))
    return lines


def _untold(session: Session) -> str:
    return untold(session.incident, session.now().wall, session.lang)


def leave(session: Session) -> Flow[None]:
    """Nothing is lost: ``kit guide`` goes on at the same step."""
    parts(session)
    key = session.step.key if session.step is not None else ""
    session.moved(lambda d: d.add(ev.Left(key)))
    session.ended = True
    yield from ()


def left_closed(session: Session) -> Flow[None]:
    """Nothing is written behind the closing, whose number is on paper by now."""
    session.ended = True
    yield from ()


def _complete(session: Session) -> bool:
    """For ``when``: no step is left to do."""
    return session.step is None


def _unfinished(session: Session) -> bool:
    return session.step is not None


KEYS: list[Key[Session]] = [
    Key(
        "close",
        "enter",
        "complete",
        "screen.key-e",
        called("screen.do-close"),
        _complete,
        close,
        also="e",
        opens=True,
    ),
    Key("plan", "p", "after", "screen.key-p", called("screen.do-plan"), always, plan, opens=True),
    Key(
        "close",
        "e",
        "course",
        "screen.key-e",
        called("screen.do-close"),
        _unfinished,
        close,
        opens=True,
    ),
    Key(
        "site",
        "/",
        "beside",
        "screen.key-site",
        called("screen.do-site"),
        site_wanted,
        site,
        opens=True,
    ),
    Key("recorder", "m", "course", "", called("screen.do-recorder"), always, recorder, opens=True),
    Key(
        "leave",
        "q",
        "course",
        "screen.key-q",
        called("screen.do-leave"),
        always,
        leave,
        leaves=True,
    ),
    Key(
        "leave",
        "enter",
        "closed",
        "screen.key-out",
        called("screen.do-leave"),
        always,
        left_closed,
        also="q",
    ),
]
