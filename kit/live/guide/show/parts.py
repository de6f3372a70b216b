"""What the guide shows of an incident, part by part: the picture lays the parts out, numbered lines
list them. Fragments carry a style's name; the terminal knows what it looks like, or drops it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from kit.ground.base.cells import (
    clock,
    cut,
    cut_front,
    cut_parts,
    elapsed,
    minute,
    pad,
    width,
    wrap,
)
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Counted, Fragment, Line
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.ladder import following
from kit.incidents.incident.rules.overtaken import overtaken
from kit.incidents.incident.rules.stands import stands
from kit.incidents.incident.rules.urgency import saves_life
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.phases import level_title, phase_name
from kit.incidents.incident.show.step_lines import (
    answer_text,
    climbed_to,
    customer_line,
    detail,
    filled,
    instead_line,
    phone_line,
    prepared_line,
    step_text,
    told_line,
    tried_line,
    untold_line,
    words,
)
from kit.incidents.incident.show.timer_lines import named, timer_title
from kit.plans.checklists.rules.owners import own_clauses

WIDE = 72
TITLED = 8  # of the heading's ends: what the title comes before
MOST_CLAUSES = 3
SHORTEST = 10  # cells of a title that says what it is about


class Extras(msgspec.Struct, frozen=True):
    """What the picture shows that is not in the incident. ``message`` is one line, ``back`` its
    end that is never cut; ``alert`` is to be read whole; ``page`` is the sheet that is looked at,
    -1 for none, ``keys`` all there are, for it. ``other``: what is most urgent in the other open
    incidents, and now by its clock, which goes so much quicker than ours (``pace``); ``more``: how
    much besides is due there; ``at_stake``: further ones in which a life is.
    ``unfolded``: what the site's plan does not ask for is shown too. ``registered``: what is due in
    the registers, in one line, of which so many are over (``lapsed``); ``recorder``: what is typed
    in numbered lines to name who records; ``gives``: parts of the ``message`` that give way where
    one line has no room for it, the first ones first; ``numbers``: of steps in the list of all."""

    last_entry: int = 0
    battery: int | None = None
    message: str = ""
    alert: str = ""
    page: int = -1
    keys: Sequence[Line] = ()
    back: str = ""
    reading: bool = False
    other: tuple[Incident, TimerState, datetime] | None = None
    more: int = 0
    at_stake: Sequence[Incident] = ()
    by: str = ""
    recorder: int = 0
    unfolded: bool = False
    registered: Callable[[int, bool], list[Line]] = lambda cols, calm: []
    lapsed: int = 0
    gives: Callable[[], Sequence[str]] = tuple
    pace: float = 1.0
    numbers: Mapping[str, int] = {}


def other_line(
    lang: str, cols: int, extras: Extras, calm: bool, keyed: bool = True, whole: bool = False
) -> list[Line]:
    """What is most urgent in the other open incidents, how much more there is, and the key;
    ``whole``: nothing of it is cut, where a line may be longer than the window."""
    if extras.other is None:
        return []
    incident, timer, now = extras.other
    what = named(incident, timer_title(incident, timer, lang), lang)
    remain = Counted.of(timer.due, now, lang, pace=extras.pace)
    # In a narrow window what it is about needs the room of the hour.
    end = f" {clock(timer.due, now)}" if cols >= WIDE else ""
    key = word(lang, "screen.other-key") if keyed else ""
    if extras.more > 0:
        key += f" +{extras.more}"
    room = cols - width(remain) - width(end) - width(key) - 6
    room = max(room, width(what)) if whole else room
    style = "timer" if calm else "late"
    head = f" ! {pad(cut(what, room), room)} "
    return [[(style, head), (style, remain), (style, f"{end}  {key}")]]


def undone_lists(
    incident: Incident,
    view: StepView | None,
    lang: str,
    cols: int,
    key: str,
    numbers: Mapping[str, int],
) -> list[Line]:
    """Lists whose immediate steps wait while a step of another one, or a later one, is at hand: how
    many are not done, and by what ``key`` and which of the ``numbers`` the first is gone to; a line
    for each."""
    at_once = view.plan if view is not None and view.phase == "immediate" else None
    if view is None or (len(incident.plans) < 2 and at_once is not None):
        return []
    every, gone = to_do(incident.views()), overtaken(incident)
    out: list[Line] = []
    for plan in incident.plans:
        left = [
            numbers.get(each.key, number)
            for number, each in enumerate(every, 1)
            if each.plan == plan.prefix != at_once
            and each.phase == "immediate"
            and each.state.status in ("open", "doing")
            and each.key not in gone
        ]
        if left:
            many = word(lang, "screen.list-undone", n=len(left), by=key, first=left[0])
            title = cut(plan.checklist.title.get(lang), cols - width(many) - 2)
            out.append([("warn", f" {title}{many}")])
    return out


def disagreeing(incident: Incident, lang: str, cols: int) -> list[Line]:
    """That two laptops recorded something differently; what, the sheets say, and ``kit show``."""
    if not incident.conflicts:
        return []
    from kit.incidents.incident.show.conflicts import conflict_count  # few incidents have any

    return [[("timer", cut(f" ! {conflict_count(incident, lang)}", cols))]]


def header(incident: Incident, now: datetime, lang: str, cols: int, extras: Extras) -> Line:
    """What it is, since when, the time, the battery, who records, the last entry's number."""
    drill = word(lang, "screen.drill") if incident.is_drill else ""
    title = "" if incident.silent else incident.checklist.title.get(lang)
    kept = width(drill) + width(incident.ref) + 3
    ends = list(_ends(incident, now, lang, extras))
    wide = [e for e in ends[:TITLED] if width(e) + kept + min(width(title), SHORTEST) + 2 <= cols]
    end = next(iter([*wide, *(e for e in ends if width(e) + kept <= cols)]), "")
    room = cols - width(end) - 1
    # The reference is what people say on the telephone: the title gives way to it.
    space = max(0, room - width(drill) - width(incident.ref) - 2)
    title = cut(title, space) if space >= 6 else ""
    start = f"{drill}{title}  {incident.ref}" if title else f"{drill}{incident.ref}"
    return [("title", pad(cut(start, room), room) + " "), ("title", end)]


def _ends(incident: Incident, now: datetime, lang: str, extras: Extras) -> Iterator[str]:
    """The heading's end, each time without what a narrow window can do best without: a battery
    that is well, the word for the entry, how long ago it began, the level, a long name's end."""
    level, since, battery = "", "", ""
    if incident.level_plan() is not None:
        level = level_title(incident, lang)
    if incident.opened is not None:
        since = word(lang, "screen.elapsed", t=elapsed(minute(now) - minute(incident.opened)))
    low = extras.battery is not None and extras.battery <= 15
    if extras.battery is not None:
        battery = word(lang, "screen.battery-low" if low else "screen.battery", n=extras.battery)
    numbered, press = "-numbered" if extras.recorder else "", extras.recorder
    who = word(lang, f"screen.by-nobody{numbered}", press=press)
    if extras.by not in ("", "-"):
        who = word(lang, f"screen.by{numbered}", who=cut(extras.by, 14), press=press)
    number, short = word(lang, "screen.entry", n=extras.last_entry), f"#{extras.last_entry}"
    time = f"{now:%H:%M}"
    warned = battery if low else ""
    for parts in (
        (level, since, time, battery, who, number),
        (level, since, time, warned, who, number),
        (level, since, time, warned, who, short),
        (level, time, warned, who, short),
        (since, time, warned, who, short),
        (since, time, warned, cut(who, 12), short),
        (time, warned, cut(who, 12), short),
        (time, warned, cut(who, 8)),
        (time, cut(who, 6)),
    ):
        yield "  ".join(part for part in parts if part)


def current_block(
    incident: Incident, view: StepView, lang: str, cols: int, now: datetime | None = None
) -> list[Line]:
    """Caution, the step itself, number, detail, the words to say as of ``now``, the choices."""
    step = view.step
    inner = cols - 4
    out: list[Line] = []
    if step.caution:
        text = word(lang, "screen.caution") + filled(incident, step.caution.get(lang), view, lang)
        out += [[("caution", f"  {line}")] for line in wrap(text, inner)]
    do = step_text(incident, view, lang)
    for index, line in enumerate(wrap(do, inner - 2)):
        out.append([("step", ("> " if index == 0 else "  ") + pad(line, inner))])
    if view.role:
        up = climbed_to(incident, view)
        then = following(incident, view) if view.step.answer == "call" else ""
        text = phone_line(incident, up or view.role, lang, then)
        if up:  # one person is meant now, so one is shown
            text = word(lang, "screen.now-call", who=incident.role_title(up).get(lang), phone=text)
        out += [[("warn" if up else "number", f"  {line}")] for line in wrap(text, inner)]
    tried = tried_line(incident, view, lang)
    out += [[("warn", f"  {line}")] for line in wrap(tried, inner)] if tried else []
    before = told_line(incident, view, lang)
    out += [[("warn", f"  {line}")] for line in wrap(before, inner)] if before else []
    customer = customer_line(incident, view, lang)
    if customer:
        out += [[("number", f"  {line}")] for line in wrap(customer, inner)]
    known = detail(incident, view)
    if known:
        text = filled(incident, known.get(lang), view, lang)
        out += [[("detail", f"  {line}")] for line in wrap(text, inner)] if text else []
    before = prepared_line(incident, view, lang)
    out += [[("detail", f"  {line}")] for line in wrap(before, inner)] if before else []
    said = words(incident, view.plan, step)
    if said:
        text = filled(incident, said.get(lang), view, lang, now=now)
        text = word(lang, "screen.say") + text if text else ""
        first = instead_line(incident, view, lang) if text else ""
        out += [[("say", f"  {line}")] for line in wrap(first, inner)] if first else []
        out += [[("say", f"  {line}")] for line in wrap(text, inner)] if text else []
        untold = untold_line(incident, said, lang)
        out += [[("warn", f"  {line}")] for line in wrap(untold, inner)] if untold else []
    for number, choice in enumerate(step.choices, 1):
        label = cut(filled(incident, choice.get(lang), view, lang), inner - 6)
        out.append([("choice", f"    {number}  {label}")])
    if view.own:
        clauses = own_clauses(view.step, incident.profile)[:MOST_CLAUSES]
        text = word(lang, "screen.own-plan", clauses=clauses)
        out.append([("own", "  " + cut(marked(view, text.rstrip(), lang), inner))])
    return out


def step_line(incident: Incident, view: StepView, lang: str, cols: int) -> str:
    """``完成 22:03  步骤`` with what was answered."""
    state = view.state
    at = f"{state.at:%H:%M}" if state.at else "     "
    label = pad(word(lang, f"screen.status-{state.status}"), 8)
    text = step_text(incident, view, lang)
    value = answer_text(incident, view, lang)
    if value and (view.step.choices or value not in text):  # a choice may repeat the question
        text += f": {value}"
    text = marked(view, text, lang)
    return cut(f"  {label} {at}  {text}", cols)


def standing(
    incident: Incident,
    view: StepView | None,
    lang: str,
    views: Sequence[StepView],
    now: datetime | None = None,
) -> tuple[list[Fragment], list[Fragment]]:
    """What is to be kept in mind as of ``now``, and the prohibitions that hold while it goes on, or
    when it is over, those of the list at hand first, each once whichever lists say it; ``view``:
    the step to do now, of all the ``views``."""
    phase, at_hand = stands(incident, view), view.plan if view is not None else ""
    kept: list[Fragment] = []
    rules: list[Fragment] = []
    at = view.key if view is not None else ""
    for view in views:
        if view.state.status == "deferred" and view.key != at and saves_life(incident, view):
            what = step_text(incident, view, lang)
            rules.append(("never", word(lang, "screen.life-put-off", what=what)))
        if view.step.keep and view.state.status == "done":
            text = filled(incident, view.step.keep.get(lang), view, lang, now=now)
            kept.append(("keep", word(lang, "screen.keep") + text))
    for plan in sorted(incident.plans, key=lambda each: each.prefix != at_hand):
        for rule in plan.checklist.prohibitions:
            if not rule.phases or phase in rule.phases:
                text = filled(incident, rule.text.get(lang), None, lang)
                rules.append(("never", word(lang, "screen.never") + text))
    return list(dict.fromkeys(kept)), list(dict.fromkeys(rules))


NARROW = 76  # cells of a window below which a line has no room for what was done and its answer
KNOWN = 24  # cells of a title by which it is known

_BACK = {"u": "back-brief", "E": "back-brief-line", "y": "key-redo"}  # by key, in fewer words


def told(extras: Extras, cols: int, lang: str) -> list[Line]:
    """What was just recorded, as one line: titles and then names give way, and how it went stays,
    on a second line where even that has no room; how it is taken back stands at its end, in fewer
    words where the fact needs the room."""
    text, end, room = _giving(extras, cols, lang)
    if cols < NARROW and _lost(extras, text):  # what was done is known by its first words
        text = _on_two_lines(extras, cols, room) or text
    if width(text) <= room:
        return [[("message", f" {text}{end}")]] if text else []
    first, *rest = wrap(text, cols - 2)
    return [[("message", f" {first}")], [("message", f" {cut(' '.join(rest), room)}{end}")]]


def _on_two_lines(extras: Extras, cols: int, room: int) -> str:
    """As much as two lines hold whole, the second of so many cells; "" where that is no more."""
    for lost in range(cols):
        text = cut_parts(extras.message, room + cols - 2 - lost, extras.gives())
        _, *rest = wrap(text, cols - 2)
        if width(" ".join(rest)) <= room:
            return text
    return ""


def _lost(extras: Extras, text: str) -> bool:
    """Whether so much of a title gave way that nobody knows what it was."""
    title = next((part for part in extras.gives() if part in extras.message), "")
    gone = width(extras.message) - width(text)
    return gone > 0 and title not in text and width(title) - gone < KNOWN


def told_brief(extras: Extras, cols: int, lang: str, least: bool = False) -> list[Line]:
    """The same on one line where that holds how it went whole, for the step at hand needs the other
    one; nothing where it does not, and its end at ``least``."""
    text, end, room = _giving(extras, cols, lang)
    if width(text) > room:
        text = cut_front(extras.message, room) if least else ""
    return [[("message", f" {text}{end}")]] if text else []


def _giving(extras: Extras, cols: int, lang: str) -> tuple[str, str, int]:
    """What is said, what stands at its end, and the cells that this leaves."""
    end = f" {extras.back}" if extras.back else ""
    key = _BACK.get(extras.back.strip("（(")[:1])
    if key is not None and 1 + width(extras.message + end) > cols - 1:
        brief = f" ({word(lang, f'screen.{key}')})"
        end = brief if width(brief) + 2 < width(end) else end
    room = cols - 2 - width(end)
    text = extras.message
    return (cut_parts(text, room, extras.gives()) if width(text) > room else text), end, room


def to_do(views: Sequence[StepView], unfolded: bool = True) -> list[StepView]:
    """The steps that want something done; what is only to be known is shown elsewhere, and what is
    folded where it is unfolded."""
    asked = [view for view in views if view.step.answer != "know"]
    return [view for view in asked if unfolded or not view.folded]


def fold_line(views: Sequence[StepView], lang: str, unfolded: bool) -> str:
    """How many steps wait behind those of the site's plan, and the key that shows them; "" for
    none."""
    behind = 0 if unfolded else sum(view.folded for view in views)
    return word(lang, "screen.folded", n=behind) if behind else ""


def marked(view: StepView, text: str, lang: str) -> str:
    """With the sign of a step that the site's own plan asks for."""
    return f"{word(lang, 'screen.own-sign')} {text}" if view.own else text


def count(
    incident: Incident, views: list[StepView], view: StepView | None, phase: str, lang: str
) -> str:
    """The phase, and which of its steps this is; without a step, how many were dealt with.
    ``views``: what is ``to_do``."""
    here = [v for v in views if v.phase == phase]
    ready = sum(v.state.status not in ("open", "doing", "deferred") for v in here)
    return word(
        lang,
        "screen.count",
        phase=phase_name(incident, phase, lang, view.plan if view else ""),
        k=min(ready + 1, len(here)) if view else ready,
        n=len(here),
    )
