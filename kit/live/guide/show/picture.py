"""The guide's picture: a pure function of (state, now, size)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from kit.ground.base.cells import cut, width, wrap
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line, rule_line
from kit.incidents.incident.rules.at_hand import announced, current_of
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.urgency import LIFE, due, grade, life_critical
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.timer_lines import timer_line
from kit.live.guide.show.elsewhere import at_stake
from kit.live.guide.show.layout import Pieces, laid_out, most_following, wrapped
from kit.live.guide.show.parts import (
    Extras,
    count,
    current_block,
    disagreeing,
    fold_line,
    header,
    marked,
    other_line,
    standing,
    step_line,
    to_do,
    told,
    told_brief,
    undone_lists,
)
from kit.live.guide.show.untold import untold

ROOM = 18  # rows of picture in which the immediate steps of several lists stand together
ENDED = 2  # lines for the timers that an act ended, one where the step would be cut for them


def picture(
    incident: Incident, now: datetime, lang: str, cols: int, rows: int, extras: Extras
) -> list[Line]:
    """The incident as at most ``rows`` lines of ``cols`` cells. What matters less gives way."""
    if extras.reading:
        return _neutral(incident, now, lang, cols, extras)
    if extras.page >= 0:
        return sheets(incident, now, lang, cols, rows, extras)[extras.page]
    return laid_out(_pieces(incident, now, lang, cols, rows, extras), cols, rows)


def _pieces(
    incident: Incident, now: datetime, lang: str, cols: int, rows: int, extras: Extras
) -> Pieces:
    closed = incident.closed is not None
    every = incident.views()
    view = None if closed else current_of(incident, extras.unfolded, every)
    views = to_do(every, extras.unfolded)
    behind = fold_line(every, lang, extras.unfolded)
    phase = view.phase if view else "close"
    if view is None:
        done = "screen.own-done" if behind else "screen.all-done"
        end = word(lang, "screen.closed-here" if closed else done)
        block = [[("step", "> " + line)] for line in wrap(end, cols - 4)]
        left = wrap(untold(incident, now, lang), cols - 2) if closed else []
        block += [[("late", "  " + line)] for line in left if line]
    elif phase == "immediate":
        block = _immediate(incident, view, views, lang, cols, now)
    else:
        block = current_block(incident, view, lang, cols, now)
    following = [] if closed else _following(incident, view, views, lang, cols, rows)
    kept, rules = standing(incident, view, lang, every, now)
    key = word(lang, "screen.look-key")
    fewer = _alerts(_along(extras, lang, cols, 1), cols)
    extras = _along(extras, lang, cols)
    timers, waits, late = _timers(incident, view, now, lang, cols, extras.lapsed)
    return Pieces(
        header(incident, now, lang, cols, extras),
        _beside(incident, view, lang, cols, rows, extras),
        timers,
        waits,
        _done(incident, views, lang, cols),
        "  ".join(filter(None, (count(incident, views, view, phase, lang), behind))),
        block,
        following,
        kept,
        rules,
        _alerts(extras, cols),
        told(extras, cols, lang),
        key,
        told_brief(extras, cols, lang),
        late,
        lambda n: word(lang, "screen.hidden-late", n=n),
        fewer,
        told_brief(extras, cols, lang, least=True),
    )


def _beside(
    incident: Incident, view: StepView | None, lang: str, cols: int, rows: int, extras: Extras
) -> list[Line]:
    """What is due or not done beside this list, the most urgent first."""
    together = view is not None and view.phase == "immediate" and rows >= ROOM
    return [
        *other_line(lang, cols, extras, _calm(incident, view, extras.other)),
        *at_stake(lang, cols, rows, extras),
        *extras.registered(cols, life_critical(incident, view)),
        *disagreeing(incident, lang, cols),
        # Where they stand in the block itself they have no line here.
        *([] if together else undone_lists(incident, view, lang, cols, "g", extras.numbers)),
    ]


def _alerts(extras: Extras, cols: int) -> list[Line]:
    alert = wrap(extras.alert, cols - 2) if extras.alert else []
    return [[("message", " " + line)] for line in alert]


def _along(extras: Extras, lang: str, cols: int, most: int = ENDED) -> Extras:
    """What an act did beside what was answered is read whole: where one line has no room for both
    it stands above; timers that it ended by name on at ``most`` so many lines, and of those that
    go how many, with the key that shows them."""
    if width(extras.message + extras.back) <= cols - 4:
        return extras
    extras = _apart(extras, lang)
    signs = [_ended_sign(lang), word(lang, "screen.saved-also", what=""), _late_sign(lang)]
    signs.append(word(lang, "timeline.undone-with", names=""))
    there = [sign for sign in signs if sign in extras.message]
    if not there:
        return extras
    sign = min(there, key=extras.message.index)
    said, _, rest = extras.message.partition(sign)
    beside = f"{sign.lstrip(' ;；')}{rest}"
    names, late, begun = beside.partition(_late_sign(lang))
    beside = _by_name(names.rstrip(), lang, cols, most) if sign == signs[0] else names.rstrip()
    begun = _by_name(f"{late}{begun}", lang, cols, most)
    alert = " ".join(filter(None, (beside, begun, extras.alert)))
    return replace(extras, message=said.rstrip(), alert=alert)


def _apart(extras: Extras, lang: str) -> Extras:
    """What was recorded just before and is said again with this stands above it, for itself."""
    begins = word(lang, "screen.saved", n="", what="").partition("#")[0] + "#"
    opening, closing = word(lang, "screen.said-too", text=" ").strip().split(" ")
    said, sign, before = extras.message.partition(f" {opening}{begins}")
    if not sign or not before.endswith(closing):
        return extras
    alert = f"{begins}{before.removesuffix(closing)} {extras.alert}".rstrip()
    return replace(extras, message=said, alert=alert)


def _ended_sign(lang: str) -> str:
    return word(lang, "screen.saved-ended", timers="")


def _late_sign(lang: str) -> str:
    return word(lang, "screen.saved-late-from", timers="")


def _by_name(text: str, lang: str, cols: int, most: int) -> str:
    """Timers one after the other, the last ones as a number where ``most`` lines hold no more."""
    between, key = word(lang, "screen.timers-between"), word(lang, "screen.look-key")
    names, gone = text.split(between), 0
    while len(wrap(text, cols - 2)) > most and len(names) > 1:
        gone += 1
        names.pop()
        text = f"{between.join(names)}  +{gone} {key}"
    return text


def sheets(
    incident: Incident, now: datetime, lang: str, cols: int, rows: int, extras: Extras
) -> list[list[Line]]:
    """All that a window may have no room for, page by page: what the last act did, the red lines,
    what to keep in mind, the step, every timer and every key."""
    view = incident.current(extras.unfolded)
    kept, rules = standing(incident, view, lang, incident.views(), now)
    beside = any(sign in extras.message for sign in (_ended_sign(lang), _late_sign(lang)))
    said = [("message", extras.message)] if beside else []
    said += [("message", extras.alert)] if extras.alert else []
    shown = [*said, *rules, *kept]
    lines = [line for style, text in shown for line in wrapped(style, text, cols)]
    if view is not None and view.phase == "immediate":
        views = to_do(incident.views(), extras.unfolded)
        lines += [[("", "")], *_immediate(incident, view, views, lang, cols, now)]
    elif view is not None:
        lines += [[("", "")], *current_block(incident, view, lang, cols, now)]
    if incident.conflicts:
        from kit.incidents.incident.show.conflicts import conflict_lines  # few incidents have any

        lines += [line for text in conflict_lines(incident, lang, cols - 2)
                  for line in wrapped("detail", text, cols)]  # fmt: skip
    timers = [timer_line(incident, t, now, lang, cols) for t in incident.running()]
    timers += _beside(incident, view, lang, cols, rows, extras)
    lines += [rule_line(cols), *timers] if timers else []
    lines += [rule_line(cols), *extras.keys]
    each = max(1, rows - 2)
    parts = [lines[at : at + each] for at in range(0, len(lines), each)] or [[]]
    head = header(incident, now, lang, cols, extras)
    return [
        [head, rule_line(cols, f" {number}/{len(parts)} "), *part]
        for number, part in enumerate(parts, 1)
    ]


def _timers(
    incident: Incident, view: StepView | None, now: datetime, lang: str, cols: int, lapsed: int
) -> tuple[list[Line], str, list[bool]]:
    """A line for each, those that are due first, then those that are over and ring again later; and
    where one rings how many stand as due, with those of the registers that are over (``lapsed``)
    and those that ring again later; and of each line whether it is over."""
    found = due(incident, now)
    silent = [t for t in incident.running() if not t.ringing(now)]
    rest = sorted(silent, key=lambda t: (t.due > now, t.due > now or grade(incident, t)))
    lines = [timer_line(incident, t, now, lang, cols) for t in [*found, *rest]]
    for number, timer in enumerate(found):
        if _calm(incident, view, (incident, timer, now)):
            lines[number] = [("timer", text) for _, text in lines[number]]
    off = sum(timer.due <= now for timer in rest)
    late = [timer.due <= now for timer in (*found, *rest)]
    key = "due-key-off" if off else "due-key"
    waits = word(lang, f"screen.{key}", n=len(found) + lapsed + off, m=off)
    return lines, waits if found else "", late


def _calm(
    at_hand: Incident, view: StepView | None, waits: tuple[Incident, TimerState, datetime] | None
) -> bool:
    """Whether a due timer only stands there, because the step at hand is about life and it not."""
    return waits is not None and life_critical(at_hand, view) and grade(*waits[:2]) != LIFE


def _neutral(incident: Incident, now: datetime, lang: str, cols: int, extras: Extras) -> list[Line]:
    """A silent type before people are safe: whoever looks over a shoulder learns nothing."""
    out: list[Line] = [header(incident, now, lang, cols, extras), rule_line(cols), [("", "")]]
    for line in wrap(word(lang, "screen.silent-start"), cols - 4):
        out.append([("say", "  " + line)])
    other = other_line(lang, cols, extras, True)
    said = [[("message", cut(f" {extras.message}", cols))]] if extras.message else []
    more = [*other, *said]
    return [*out, [("", "")], *more] if more else out


def _immediate(
    incident: Incident, view: StepView, views: list[StepView], lang: str, cols: int, now: datetime
) -> list[Line]:
    """All immediate actions together, the one to do now in full."""
    out: list[Line] = []
    for number, other in enumerate((v for v in views if v.phase == "immediate"), 1):
        if other.key == view.key:
            out += current_block(incident, other, lang, cols, now)
        else:
            status = word(lang, f"screen.status-{other.state.status}")
            style = "next" if other.state.status in ("open", "doing") else "done"
            text = marked(other, step_text(incident, other, lang), lang)
            text = cut(f"  {number}. {text}", cols - width(status) - 2)
            out.append([(style, f"{text}  {status}")])
    return out


def _done(incident: Incident, views: list[StepView], lang: str, cols: int) -> list[Line]:
    """Steps that were dealt with, the latest last; only the last few are needed."""
    ready = [v for v in views if v.state.at is not None and v.state.status not in ("open", "doing")]
    ready.sort(key=lambda v: v.state.at or datetime.min)
    return [[("done", step_line(incident, v, lang, cols))] for v in ready[-4:]]


def _following(
    incident: Incident,
    view: StepView | None,
    views: list[StepView],
    lang: str,
    cols: int,
    rows: int,
) -> list[Line]:
    """The next steps, at most as many as a window of so many ``rows`` shows; of the immediate ones,
    which stand together, none."""
    label, many = word(lang, "screen.then"), most_following(rows)
    if view is None:
        rest = [v for v in views if v.state.status in ("open", "doing")][:many]
    elif view.phase == "immediate":
        rest = announced(incident, view, views, len(views))
        rest = [v for v in rest if v.phase != "immediate"][:many]
    else:
        rest = announced(incident, view, views, many)
    out: list[Line] = []
    for index, other in enumerate(rest):
        lead = label if index == 0 else " " * width(label)
        text = marked(other, step_text(incident, other, lang), lang)
        out.append([("next", cut(f"  {lead}  {text}", cols))])
    return out
