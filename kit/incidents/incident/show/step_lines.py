"""A step as screens show it: what to do with its blanks filled, whom to call, what was answered."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.cells import cut_parts
from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.course import PlanRun
from kit.incidents.incident.rules.ladder import ladder
from kit.incidents.incident.rules.meant_calls import told_before
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.passed import restored_at
from kit.incidents.incident.rules.rounds import OVER
from kit.incidents.incident.rules.views import StepView, answered_instead, holds, may_be_said
from kit.plans.checklists.rules.format import Step, TimerRule

ONE_LINE = 76  # cells of a line of a step, in the least window that holds every step whole


def step_text(incident: Incident, view: StepView, lang: str) -> str:
    return filled(incident, view.step.do.get(lang), view, lang)


def words(incident: Incident, prefix: str, of: Step | TimerRule) -> Text | None:
    """What is said at a step or for a timer of the plan with that prefix, by what is known. Where
    somebody else answered in the place of a post, it is said that the post was not reached."""
    plan = incident.plan(prefix)
    instead: dict[str, str] = {}
    for saying in of.says:
        if plan is None or not holds(incident, plan, saying.when):
            continue
        found = answered_instead(incident, plan, saying.when)
        if not found:
            return _over(incident, plan, of, _with(incident, saying.text(), of, instead))
        instead |= found
    return _over(incident, plan, of, _with(incident, of.say, of, instead)) if of.say else None


def _over(incident: Incident, plan: PlanRun | None, of: Step | TimerRule, said: Text) -> Text:
    """The words with that it works again, or is over, where they tell a post how it is and are
    older than that: what comes behind them says it itself."""
    since = restored_at(incident, plan) if plan is not None else None
    asks = of.call if isinstance(of, Step) else next(iter(of.tell), "")
    name = of.id if isinstance(of, Step) else of.step
    if plan is None or since is None or not asks or _behind_it(plan, name or ""):
        return said
    from kit.incidents.incident.show.texts import clock

    steps = [step for _, step in plan.checklist.steps() if step.milestone == "restored"]
    key = "restored" if any("恢复" in step.do.zh for step in steps) else "over"
    at = clock(incident, since)
    zh, en = (word(lang, f"screen.said-{key}", at=at) for lang in ("zh", "en"))
    return Text(zh + said.zh, f"{en} {said.en}")


def _behind_it(plan: PlanRun, name: str) -> bool:
    """Whether a step comes when it works again."""
    return any(step.id == name and phase.id in OVER for phase, step in plan.checklist.steps())


def _with(
    incident: Incident, said: Text, of: Step | TimerRule, instead: dict[str, str]
) -> Text:
    """The words with who was not reached, and who heard of it in that place: not to that one."""
    tells = [of.call] if isinstance(of, Step) else of.tell[:1]
    if not any(tells):  # read out to a room, or to customers
        return said
    zh, en = said.zh, said.en
    for post, told in instead.items():
        key = "post-missed-told" if told and told not in tells else "post-missed"
        fill = {"post": f"{{role:{post}}}", "who": f"{{role:{told}}}"}
        zh = _before_end(zh, word("zh", f"screen.{key}", **fill), "请")
        en = _before_end(en, word("en", f"screen.{key}", **fill) + " ", "Please ")
    return Text(zh, en)


def _before_end(text: str, more: str, asks: str) -> str:
    """With a sentence more, in front of the last where that asks the other one to say it back."""
    last = text.rstrip("。.").rfind("。" if asks == "请" else ". ") + (1 if asks == "请" else 2)
    if text.startswith(asks, last):
        return text[:last] + more + text[last:]
    return f"{text}{more}" if asks == "请" else f"{text} {more.rstrip()}"


def detail(incident: Incident, view: StepView) -> Text | None:
    """What is to be known for the step, by the site and by what is known."""
    plan = incident.plan(view.plan)
    for saying in view.step.details:
        if plan is not None and may_be_said(incident, plan, saying.when):
            return saying.text()
    return view.step.detail


def untold_line(incident: Incident, said: Text, lang: str) -> str:
    """What whoever speaks must say of the place himself, as these words cannot; "" for nothing."""
    if "{site:" not in said.get(lang):
        return ""
    from kit.incidents.incident.show.texts import unknown_facts

    names = unknown_facts(incident, said.get(lang), lang)
    if not names:
        return ""
    return word(lang, "screen.untold", names=[word(lang, f"sites.fact-{n}") for n in names])


def filled(
    incident: Incident,
    text: str,
    view: StepView | None,
    lang: str,
    prefix: str = "",
    now: datetime | None = None,
) -> str:
    """With its blanks filled; ``prefix``: of which plan the text is, where no step says it;
    ``now``: when it is read out to somebody."""
    if "{" not in text and "[[" not in text:
        return clean(text)
    from kit.incidents.incident.show.texts import fill

    who = ""
    if view is not None:
        who = incident.role_title(view.role).get(lang) if view.role else view.who
        prefix = view.plan
    return clean(fill(text, incident, lang, who, prefix, now=now))


def answer_text(incident: Incident, view: StepView, lang: str) -> str:
    """What was answered, in words: the choice's label, a time as HH:MM, who was told."""
    state, step = view.state, view.step
    chosen = {c.id: c for c in step.choices}
    if state.status == "deferred" and state.reason in chosen:  # a customer not reached
        return filled(incident, chosen[state.reason].get(lang), view, lang)
    if state.status in ("skipped", "not-applicable", "deferred"):
        return clean(state.reason)
    if state.status == "handed":
        return clean(state.who)
    if step.answer == "call" and state.who:
        return clean(incident.role_title(state.who).get(lang))
    if step.answer == "choice":
        found = next((c for c in step.choices if c.id == state.value), None)
        return filled(incident, found.get(lang), view, lang) if found else clean(state.value)
    if step.answer == "time" and state.value:
        try:
            return f"{datetime.fromisoformat(state.value):%H:%M}"
        except ValueError:
            return clean(state.value)
    if step.unit and state.value:
        return f"{clean(state.value)} {step.unit.get(lang)}"
    return clean(state.value)


def climbed_to(incident: Incident, view: StepView) -> str:
    """The role that this call step's ladder has moved to; "" while it stands at the step's own."""
    for timer in incident.running():
        if timer.rung and incident.timer_step(timer.key) == view.key:
            target = timer.target()
            return target if target != view.role else ""
    now = ladder(incident, view).now if view.step.answer == "call" else ""
    return now if now != view.role else ""


def instead_line(incident: Incident, view: StepView, lang: str) -> str:
    """What is said first to whoever the ladder has moved to, as the words to say are meant for the
    step's own post; "" while it stands at that."""
    if not climbed_to(incident, view):
        return ""
    return word(lang, "screen.instead", post=incident.role_title(view.role).get(lang))


def prepared_line(incident: Incident, view: StepView, lang: str) -> str:
    """What the last preparation found for this step, and what is known besides; "" when there is
    nothing."""
    found = incident.prepared.get(view.key, [])
    if not found or view.state.value:
        return ""
    semicolon = word(lang, "report.semicolon")
    own = [each for each in found if not each.above]
    text = semicolon.join(clean(each.text.get(lang)) for each in own)
    out = [word(lang, "standing.prepared", at=f"{own[-1].given:%m-%d}", text=text)] if own else []
    for each in found:  # of what is known besides each has a day of its own
        if each.above:
            text = clean(each.text.get(lang))
            out.append(word(lang, "standing.known", at=f"{each.given:%m-%d}", text=text))
    return semicolon.join(out)


def tried_line(incident: Incident, view: StepView, lang: str) -> str:
    """How often the post that is to be called now was called in vain; "" for not yet."""
    if view.step.answer != "call":
        return ""
    stands = ladder(incident, view)
    if not stands.tries:
        return ""
    who = incident.role_title(stands.now).get(lang)
    key = "tried-all" if stands.nobody else "tried-so-far"
    return word(lang, f"screen.{key}", who=who, n=stands.tries)


def told_line(incident: Incident, view: StepView, lang: str) -> str:
    """When the post of an open call step was reached, and about what, though not for this; "" for
    never."""
    made = told_before(incident, view)
    if made is None or incident.opened is None:
        return ""
    from kit.incidents.incident.show.timer_lines import timer_title

    call = made.call
    step = incident.view(call.step) if call.step else None
    timer = incident.timers.get(call.asked) if call.asked else None
    what = step_text(incident, step, lang) if step is not None else ""
    what = what or (timer_title(incident, timer, lang) if timer is not None else "")
    who, at = incident.role_title(view.role).get(lang), f"{made.at:%H:%M}"
    key = "told-before" if what else "told-before-bare"
    text = word(lang, f"screen.{key}", who=who, at=at, what=what)
    return cut_parts(text, ONE_LINE, (what, who)) if what else text


def customer_line(incident: Incident, view: StepView, lang: str) -> str:
    """The number and the matter of the customer that a step is about; "" for any other step."""
    back = incident.callbacks.get(StepKey(view.key).about) if view.step.each else None
    return customer_phone(back, lang) if back is not None else ""


def customer_phone(back: Callback, lang: str) -> str:
    """The number to call, and about what."""
    known = bool(back.phone)
    number = word(lang, "screen.number", n=back.phone) if known else word(lang, "screen.no-number")
    return clean(f"{number}  {back.matter}".rstrip())


def phone_line(incident: Incident, role: str, lang: str, then: str | None = "") -> str:
    """Who has the post, the number, and what is dialled after one more call in vain. ``then``: the
    post that the ladder goes on to with it, "" for none other, ``None`` for nobody."""
    roles = incident.profile.roles if incident.profile else {}
    found = roles.get(role)
    name = f"{clean(found.name)}  " if found and found.name else ""
    if found is None or not (found.phone or found.phone2):
        return name + word(lang, "screen.no-number")
    line = name + word(lang, "screen.number", n=clean(found.phone or found.phone2))
    other = clean(found.phone2) if found.phone else ""
    if then is None:
        return line
    if then:
        above = roles.get(then)
        parts = [incident.role_title(then).get(lang)]
        parts += [above.name, above.phone or above.phone2] if above is not None else []
        other = clean(" ".join(part for part in parts if part))
    return line + (word(lang, "screen.number-else", n=other) if other else "")
