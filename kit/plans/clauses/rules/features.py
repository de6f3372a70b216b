"""The features of the kit that may answer a clause of a plan: a closed list, each with the command
or module that does it. A test and ``kit sources --check`` prove that those exist."""

from __future__ import annotations

import msgspec


class Feature(msgspec.Struct, frozen=True):
    """``command``: a word of ``kit`` ("" for none); ``module``: where it lies.
    What it does stands in the words as ``sources.feature-<id>``."""

    id: str
    command: str
    module: str

    def part(self) -> str:
        """``kit summary`` or ``kit.incidents.incident.rules.timers``."""
        return f"kit {self.command}" if self.command else self.module


_ALL = [
    Feature("drill", "start", "kit.live.guide.command.start"),
    Feature("drill-score", "drill", "kit.readiness.drills.command.drill"),
    Feature("drill-record", "drill", "kit.readiness.drills.command.drill"),
    Feature("board", "ready", "kit.readiness.ready.command"),
    Feature("training", "training", "kit.readiness.training.command"),
    Feature("risk", "risk", "kit.readiness.risks.command"),
    Feature("find", "start", "kit.live.guide.command.start"),
    Feature("guide", "guide", "kit.live.guide.command.guide"),
    Feature("clock", "timer", "kit.incidents.incident.command.timer"),
    Feature("promise", "say", "kit.incidents.say.command.say"),
    Feature("levels", "level", "kit.incidents.incident.command.level"),
    Feature("callbacks", "callback", "kit.incidents.incident.command.callback"),
    Feature("log", "log", "kit.incidents.incident.command.log"),
    Feature("report", "report", "kit.incidents.say.command.report"),
    Feature("summary", "summary", "kit.review.summary.command"),
    Feature("actions", "action", "kit.incidents.incident.command.action"),
    Feature("archive", "list", "kit.review.archive.command.list_incidents"),
    Feature("sites", "profile", "kit.plans.sites.command"),
    Feature("own", "checklists", "kit.plans.checklists.command.checklists"),
    Feature("editions", "checklists", "kit.readiness.editions.command.more"),
    Feature("ready", "doctor", "kit.readiness.doctor.command"),
    Feature("private", "", "kit.ground.machine.disk"),
]
FEATURES: dict[str, Feature] = {feature.id: feature for feature in _ALL}
