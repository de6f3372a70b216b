"""A small made-up plan and a hand-moved incident, for tests of the thinking."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from kit.ground.journal.entry import Entry, Event, encode
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import Incident, fold
from kit.incidents.incident.rules.kinds.steps import StepState
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.rules import Profile
from tests.support.constants import TEN

PLAN = """
format = 1
id = "trial"
title = {zh = "试", en = "Trial"}
summary = {zh = "试", en = "Trial"}
danger = "service"
find = {zh = ["试"], en = ["trial"]}
[levels]
decides = "supervisor"
start = "3"
grades = [
  {id = "3", title = {zh = "三级", en = "Level 3"}, criteria = {zh = "轻", en = "light"}},
  {id = "2", title = {zh = "二级", en = "Level 2"}, criteria = {zh = "中", en = "middling"}},
  {id = "1", title = {zh = "一级", en = "Level 1"}, criteria = {zh = "重", en = "grave"}},
]
[[phases]]
id = "immediate"
steps = [{id = "safe", do = {zh = "看", en = "Look"}}]
[[phases]]
id = "report"
steps = [
  {id = "tell-boss", do = {zh = "报", en = "Report"}, answer = "call", call = "supervisor", milestone = "reported"},
  {id = "cause", do = {zh = "因", en = "Cause"}, answer = "choice", choices = [{id = "mains", zh = "外", en = "mains"}, {id = "wiring", zh = "内", en = "wiring"}]},
  {id = "mains-step", do = {zh = "外", en = "Mains"}, when = [{step = "cause", is = ["mains"]}]},
  {id = "ups", do = {zh = "数", en = "Minutes"}, answer = "minutes"},
]
[[phases]]
id = "respond"
steps = [
  {id = "count", do = {zh = "数", en = "Count"}, answer = "number"},
  {id = "hands", do = {zh = "做", en = "Do"}},
  {id = "customers", do = {zh = "客", en = "Customers"}, answer = "callback"},
  {id = "update", do = {zh = "报", en = "Update"}},
]
[[phases]]
id = "recover"
steps = [
  {id = "restored", do = {zh = "复", en = "Restored"}, answer = "time", milestone = "restored"},
  {id = "told-back", do = {zh = "告诉{who}", en = "Tell {who}"}, answer = "call", each = "told"},
  {id = "follow-up", do = {zh = "回{who}", en = "Call {who}"}, answer = "choice", each = "callbacks", choices = [{id = "done", zh = "好", en = "done"}, {id = "unreached", zh = "没通", en = "no"}]},
]
[[phases]]
id = "close"
steps = [{id = "improve", do = {zh = "改", en = "Improve"}, answer = "action"}]
[[timers]]
id = "report-5"
title = {zh = "报", en = "Report"}
start = {on = "opened"}
minutes = 5
step = "tell-boss"
tell = ["supervisor", "manager"]
[[timers]]
id = "check-10"
title = {zh = "查", en = "Check"}
kind = "check"
start = {on = "opened"}
minutes = 10
stops = [{on = "answer", step = "cause", is = ["wiring"]}]
ask = {zh = "好？", en = "Well?"}
retry = 3
[[timers]]
id = "help"
title = {zh = "催", en = "Help"}
start = {on = "failed", timer = "check-10"}
minutes = 1
tell = ["manager"]
[[timers]]
id = "grave"
title = {zh = "重", en = "Grave"}
start = {on = "level", level = ["2", "1"]}
minutes = 15
tell = ["manager"]
[[timers]]
id = "mains"
title = {zh = "外", en = "Mains"}
start = {on = "answer", step = "cause", is = ["mains"]}
minutes = 5
tell = ["manager"]
[[timers]]
id = "battery"
title = {zh = "电", en = "Battery"}
kind = "countdown"
start = {on = "step", step = "ups"}
minutes_from = "ups"
stops = [{on = "step", step = "restored"}]
ask = {zh = "还有？", en = "Still?"}
[[timers]]
id = "updates"
title = {zh = "报", en = "Updates"}
start = {on = "opened"}
minutes = 20
stops = [{on = "step", step = "restored"}]
step = "update"
tell = ["supervisor"]
repeat = true
[form]
title = {zh = "表", en = "Form"}
fields = [
  {label = {zh = "因", en = "Cause"}, source = "answer:cause"},
  {label = {zh = "时", en = "When"}, source = "time:cause"},
  {label = {zh = "开", en = "Opened"}, source = "opened"},
  {label = {zh = "现", en = "Detected"}, source = "detected"},
  {label = {zh = "报", en = "Reported"}, source = "reported"},
  {label = {zh = "复", en = "Restored"}, source = "restored"},
  {label = {zh = "关", en = "Closed"}, source = "closed"},
  {label = {zh = "话", en = "Calls"}, source = "calls"},
  {label = {zh = "注", en = "Notes"}, source = "notes"},
  {label = {zh = "客", en = "Customers"}, source = "callbacks"},
  {label = {zh = "措", en = "Measures"}, source = "measures"},
  {label = {zh = "级", en = "Levels"}, source = "levels"},
  {label = {zh = "场", en = "Site"}, source = "site"},
  {label = {zh = "人", en = "Leader"}, source = "leader"},
  {label = {zh = "类", en = "Type"}, source = "type"},
]
"""

SITE = """
format = 1
id = "site"
title = {zh = "某中心", en = "A centre"}
[roles]
supervisor = {title = {zh = "主管", en = "supervisor"}, phone = "8001"}
manager = {title = {zh = "经理", en = "manager"}}
tech = {title = {zh = "运维", en = "tech"}}
police = {title = {zh = "警方", en = "police"}, phone = "110"}
"""


def plan(id: str = "trial", text: str = PLAN) -> Checklist:
    return msgspec.convert({**tomllib.loads(text), "id": id}, Checklist)


def profile() -> Profile:
    return msgspec.convert(tomllib.loads(SITE), Profile)


class World:
    """One incident, opened at ten. Every act is also written down and read back."""

    def __init__(
        self, checklist: Checklist | None = None, drill: ev.Drill | None = None, site: Profile | None = None
    ) -> None:
        self.incident = Incident()
        self.entries: list[Entry] = []
        site = site or profile()
        data = msgspec.to_builtins(site)
        self.do(
            0,
            acts.open_incident,
            "260302-DAN-F7AQ",
            checklist or plan(),
            site,
            data,
            "0.1",
            drill,
            "",
        )

    def do(self, minute: float, act: Callable[..., object], *args: object, at: float | None = None, **kw: object) -> list[Event]:
        """The act at ``minute``, about what happened at minute ``at``; the events it made."""
        when = None if at is None else minute_of(at)
        draft = Draft(self.incident, minute_of(minute), "li", when)
        act(draft, *args, **kw)
        for event, happened in draft.events:
            self._write(event, happened, minute_of(minute))
        self.incident.entries = len(self.entries)
        return [event for event, _ in draft.events]

    def _write(self, event: Event, at: datetime, now: datetime) -> None:
        n = len(self.entries) + 1
        line = {"n": n, "id": f"e{n}", "at": at, "by": "li", "kind": event.kind, "data": msgspec.Raw(encode(event))}
        if at != now:
            line["wrote"] = now
        self.entries.append(ev.KINDS.decode(msgspec.json.encode(line), "aaaaaa", f"{n:032x}"))

    def folded(self) -> Incident:
        return fold(self.entries)

    def timer(self, key: str) -> TimerState:
        return self.incident.timers[key]

    def step(self, key: str) -> StepState:
        return self.incident.step_state(key)

    def ringing(self, minute: float) -> list[str]:
        return [t.key for t in self.incident.running() if t.ringing(minute_of(minute))]

    def current(self) -> str:
        view = self.incident.current()
        return view.key if view else ""


def minute_of(minute: float) -> datetime:
    return TEN + timedelta(minutes=minute)


def kinds(events: list[Event]) -> list[str]:
    return [event.kind for event in events]
