"""``u`` at home: what this laptop recorded last, in whichever open incident or in a room above."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Option, Question
from kit.incidents.incident.files import taking_back
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.acts.undo import last_act, only_opened
from kit.incidents.incident.rules.events import IN_ERROR
from kit.incidents.incident.show.timer_lines import headed
from kit.live.home.show import ABOVE, Last
from kit.live.home.talk.home import TakenBack

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log
    from kit.live.home.talk.home import Home


UNDO, TEXT = "u", "text:"
LATELY = timedelta(hours=12)  # in which a closing may still be the last thing done here


class Act(NamedTuple):
    """``opening``: it is that the incident was opened, which wants a letter of its own."""

    at: datetime
    text: str
    act: TakenBack | Last
    opening: bool = False


def newest(home: Home) -> Act | None:
    """The last act of this laptop that can be taken back here."""
    acts = [act for log in home.looking.folders if (act := _of(home, log)) is not None]
    acts += [act for act in (_closed_last(home),) if act is not None]
    for above in ABOVE:
        last = above.last(home.ctx) if above.last is not None else None
        if last is not None:
            acts.append(Act(last.at, last.text, last))
    found = max(acts, key=lambda act: act.at, default=None)
    together = home.unrecorded.together
    if found is None or not isinstance(found.act, TakenBack) or not together[1:]:
        return found
    if (found.act.ref, found.act.entry) not in together or not _all_last(acts, together):
        return found
    text = word(home.lang, "screen.home-undo-notes", n=len(together))
    return found._replace(text=text, act=found.act._replace(together=together[::-1]))


def _all_last(acts: Sequence[Act], together: Sequence[tuple[str, str]]) -> bool:
    """Whether nothing was recorded in their incidents since."""
    last = {act.act.ref: act.act.entry for act in acts if isinstance(act.act, TakenBack)}
    return all(last.get(ref) == id_ for ref, id_ in dict(together).items())


def undo(home: Home) -> Generator[Question, Answer, TakenBack | Last | None]:
    """Named first; one more key takes it back."""
    lang, found = home.lang, newest(home)
    if found is None:
        home.said = word(lang, "screen.home-no-undo")
        return None
    yes = Option("yes", word(lang, "screen.undo-yes"), "u", "y")
    if found.opening:
        yes = Option("yes", word(lang, "screen.withdraw-yes"), "#")
    options = [Option("no", word(lang, "screen.no"), "n"), yes]
    asked = word(lang, "screen.ask-undo", what=found.text)
    sure = yield Question("undo", asked, options=options, lettered=True)
    if sure == "yes":
        return found.act
    home.said = word(lang, "screen.went-back")
    return None


def closing(home: Home, said: str) -> Act | None:
    """What was recorded last in the closed incident that was left just now, of which that is
    ``said``: whoever closed it by mistake may press here what took it back on the screen before."""
    found = _closed_last(home)
    act = found.act if found is not None else None
    return found if isinstance(act, TakenBack) and act.ref in said else None


def closed_again(
    home: Home, found: Act
) -> Generator[Question, Answer, TakenBack | Last | str | None]:
    """Drawn: named, and the same key once more takes it back, however soon, as in the guide; words
    that begin with it are looked for, and come back."""
    lang = home.lang
    options = [
        Option("yes", word(lang, "screen.undo-yes"), UNDO, "y", again=True),
        Option("no", word(lang, "screen.no"), "#"),
    ]
    asked = word(lang, "screen.ask-undo", what=found.text)
    answer = yield Question("undo", asked, options=options, lettered=True, spills=True, rings=True)
    text = str(answer or "").removeprefix(TEXT) if str(answer).startswith(TEXT) else ""
    if answer == "yes" or (text and not text.strip(UNDO)):
        return found.act
    if text:
        return UNDO + text
    home.said = word(lang, "screen.went-back")
    return None


def _closed_last(home: Home) -> Act | None:
    """What was recorded last in the incident that was closed last: that it was closed. One that was
    opened in error is none any more, and who closed it long ago means no closing."""
    log = taking_back.closed_last(home.ctx.of(Store))
    found = _of(home, log) if log is not None and log.incident.outcome != IN_ERROR else None
    if found is None or found.opening or home.ctx.now().wall - found.at > LATELY:
        return None
    return found


def _of(home: Home, log: Log) -> Act | None:
    from kit.incidents.incident.show.entries import entry_text, number

    laptop, taken = home.ctx.of(Store).laptop, taking_back.newest(log)
    last, what = last_act(taken), headed(log.incident, home.lang)
    if last is None or only_opened(taken):
        first = log.entries[0]
        if first.journal.partition("-")[0] != laptop:
            return None
        text = word(home.lang, "screen.home-opened", what=what)
        return Act(first.written, text, TakenBack(log.ref, ""), True)
    if last.journal.partition("-")[0] != laptop:
        return None
    text = entry_text(log.incident, last, home.lang, log.newest).strip()
    if log.incident.silent:
        text = ""
    named = f"{what} {number(last, log.newest)} {text}".rstrip()
    return Act(last.written, named, TakenBack(log.ref, last.id))
