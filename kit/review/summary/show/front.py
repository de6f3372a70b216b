"""What is read first of an incident: one page, on which each act is told once."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.base.cells import span
from kit.ground.base.clean import clean
from kit.ground.base.named import NOBODY, named, writer
from kit.ground.base.spans import lasting
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Section, lines
from kit.incidents.incident.rules.learnt import CauseFound
from kit.incidents.incident.show.conflicts import conflicts_of, side_rows
from kit.incidents.incident.show.texts import grade, label, signed_right, step_text, value_text
from kit.people.registers.rules.tally import Tally
from kit.review.archive.show.registered import registered
from kit.review.summary.rules.first_page import Decision, counted, decisions, undone
from kit.review.summary.rules.summary import Improvement
from kit.review.summary.show.facts import outage_line
from kit.review.summary.show.promised import PromisesWriter

BLANK = "_" * 12


def cause_text(found: CauseFound, lang: str) -> str:
    text = clean(found.called.get(lang), 200)
    if found.repeat_of:
        text += word(lang, "summary.cause-repeat", ref=clean(found.repeat_of, 40))
    note = clean(found.note)
    return text + (word(lang, "summary.cause-note", text=note) if note else "")


class FrontWriter(PromisesWriter):
    def sections(self, tied: Sequence[str], tallies: Sequence[Tally]) -> list[Section]:
        found = [
            self.decided(),
            self.disagreed(),
            self.notices(),
            self.missed(),
            self.undone(),
            self.promises(),
            self.section("registers", [*tied]) if tied else None,
            *registered([t for t in tallies if t.register != "callback"], self.lang, self.mark),
            self.actions(),
            self.changed(),
            self.outages(),
            self.why(),
            self.redlines(),
            self.signed(),
            self.log(),
        ]
        return [each for each in found if each is not None]

    # ---- what was decided, and left undone --------------------------------------------------

    def decided(self) -> Section | None:
        found = decisions(self.incident, self.entries)
        if not found:
            return None
        rows: list[list[str | Cell]] = [
            [self.at(one.at), *self._decision(one), self._decider(one)]
            for one in found
        ]
        columns = ["at", "decided", "reason", "by"]
        return self.section("decided", None, columns, rows, [2, 10, 6, 3])

    def _decider(self, one: Decision) -> str:
        """Nobody, where it is the level with which a list begins."""
        return writer(one.by, self.lang) if one.by and not self._begun(one) else "-"

    def _begun(self, one: Decision) -> bool:
        times = self.incident.plan_times
        level = one.level
        return level is not None and not level.before and not level.reason and one.at == (
            times.get(level.plan) or self.incident.opened
        )

    def _decision(self, one: Decision) -> tuple[str, str]:
        """What, and why."""
        if one.level is not None:
            new = grade(self.incident, one.level.level, self.lang, one.level.plan)
            old = grade(self.incident, one.level.before, self.lang, one.level.plan)
            how = "level-from" if old else "level-begun" if self._begun(one) else "level-set"
            text = self.say(how, new=new, old=old)
            return self.of_plan(one.level.plan, text), clean(one.level.reason) or "-"
        if one.plan:
            plan = self.incident.plan(one.plan)
            name = clean(plan.checklist.title.get(self.lang)) if plan is not None else one.plan
            return self.say("plan-added", plan=name), "-"
        value = value_text(self.incident, one.key, one.value, self.lang)
        step = self.of_plan(one.key, step_text(self.incident, one.key, self.lang))
        return self.answered(step, value), "-"

    def disagreed(self) -> Section | None:
        """What two laptops said of one thing without knowing of each other; nothing is hidden."""
        rows: list[list[str | Cell]] = [
            [Cell(at, "time", side.at), who, what, self.say("counts") if counts else "-"]
            for (counts, at, who, what), side in zip(
                side_rows(self.incident, self.lang),
                [side for one in conflicts_of(self.incident) for side in one.sides],
                strict=True,
            )
        ]
        if not rows:
            return None
        note = [self.say("conflict-rule")]
        columns = ["at", "who", "what", "counts"]
        return self.section("conflicts", note, columns, rows, [2, 4, 8, 2])

    def answered(self, step: str, value: str) -> str:
        """A question keeps its mark, everything else gets a colon."""
        key = "asked" if step.endswith(("?", "？")) else "answered"
        return self.say(key, step=step, value=value)

    def undone(self) -> Section | None:
        """Critical steps that were not done, each by name."""
        found = undone(self.summary.phases)
        if not found:
            return None
        texts = []
        for line in found:
            status = word(self.lang, f"screen.status-{line.status}")
            step = self.of_plan(line.key, step_text(self.incident, line.key, self.lang))
            text = self.say("undone", status=status, step=step)
            if line.reason:
                why = self.say("because", reason=clean(line.reason))
                text = self.say("semicolon").join([text, why])
            texts.append(text)
        title = self.say("title-undone", n=len(found))
        return Section("undone", title, self.mark, lines(texts, range(len(texts))))

    # ---- outages, causes, what is bettered --------------------------------------------------

    def outages(self) -> Section | None:
        """Each time it was down; one that lasts yet is counted until now. Only where the list asks
        when it was back."""
        steps = [step for plan in self.incident.plans for _, step in plan.checklist.steps()]
        if not any(step.milestone == "restored" for step in steps) or not self.summary.outages:
            return None
        texts, lasted = [], []
        for each in self.summary.outages:
            until = self.summary.until
            lasted.append(span(lasting(each.down, each.back or until), self.lang))
            texts.append(outage_line(self.incident, each, until, self.lang))
        if len(lasted) > 1:
            texts.append(self.say("outage-sum", lasted=" + ".join(lasted)))
        return self.section("outages", texts)

    def why(self) -> Section | None:
        """The cause, or that nobody said it yet; and what was counted."""
        texts = []
        if self.incident.cause is not None:
            text = cause_text(self.incident.cause, self.lang)
            texts.append(self.say("cause-is", text=text))
        elif self.summary.closed is not None and not self.incident.preparation:
            texts.append(self.say("cause-none", ref=self.summary.ref))
        for line in counted(self.incident, self.summary.phases):
            step = self.of_plan(line.key, step_text(self.incident, line.key, self.lang))
            value = value_text(self.incident, line.key, line.value, self.lang)
            texts.append(self.answered(step, value))
        return self.section("why", texts) if texts else None

    def actions(self) -> Section | None:
        s = self.summary
        if not s.actions:
            return None
        rows = [self._action(one) for one in s.actions]
        line = self.say("actions-open", open=s.actions_open, all=len(s.actions))
        columns = ["action", "owner", "due", "state"]
        return self.section("actions", [line], columns, rows, [8, 3, 3, 3])

    def _action(self, one: Improvement) -> list[str]:
        """What it is, whose, by when, how it stands."""
        ends = (("dropped", one.dropped), ("verified", one.verified), ("done", one.done))
        known = [self.say(f"action-{key}", at=self.clock(at)) for key, at in ends if at]
        owner = label(self.incident, one.owner, self.lang) if one.owner else "-"
        state = known[0] if known else self.say("action-open")
        return [clean(one.text), owner, clean(one.due) or "-", state]

    def redlines(self) -> Section | None:
        """What the list should be changed in, as was marked while it was worked with."""
        if not self.incident.redlines:
            return None
        texts = []
        for one in self.incident.redlines:
            fault = word(self.lang, f"learning.fault-{one.fault}")
            step = self.of_plan(one.step, step_text(self.incident, one.step, self.lang))
            text = self.say("redline", fault=fault, step=step)
            if one.text:
                text = self.say("with-note", text=text, note=clean(one.text))
            texts.append(text)
        return self.section("redlines", texts)

    def changed(self) -> Section | None:
        """What came after the first closing and changed a figure."""
        changes = self.summary.changes
        if not changes:
            return None
        rows: list[list[str | Cell]] = [
            [self.at(one.at), self.say(f"change-{one.what}"), writer(one.by, self.lang)]
            for one in changes
        ]
        return self.section("changed", None, ["at", "what", "who"], rows, [3, 6, 3])

    # ---- signatures, log --------------------------------------------------------------------

    def signed(self) -> Section | None:
        """Whose names the log has, and room to sign by hand: nobody signs in it for another."""
        if self.summary.closed is None or self.incident.preparation:
            return None
        leader = self.summary.leader
        names = (
            ("leader", "" if leader.strip() in NOBODY else named(leader, self.lang)),
            ("sign-recorded", self.recorders()),
            ("sign-checked", ""),
        )
        texts = [
            self.say("sign-named" if name else "sign", post=self.say(post), name=name, blank=BLANK)
            for post, name in names
        ]
        return self.section("signed", texts)

    def log(self) -> Section:
        s = self.summary
        lines = [self.say("entries", n=s.entries, late=s.late_entries, fixed=s.corrections)]
        lines += signed_right(self.incident, self.lang)
        lines += [
            self.say("jump-forward" if j.seconds > 0 else "jump-back", at=self.clock(j.at),
                     by=span(abs(j.seconds), self.lang))
            for j in s.clock_jumps
        ]
        if s.unknown_entries:
            lines.append(self.say("newer", n=s.unknown_entries))
        for harm in s.damages:
            before, after = harm.between
            where = self.say("harm-end", a=before) if after is None else self.say(
                "harm-between", a=before, b=after
            )
            lines.append(self.say("harm", journal=harm.journal, bytes=harm.bytes, where=where))
        if not s.damages:
            lines.append(self.say("no-harm"))
        if s.closing_code:
            lines.append(self.say("closing-code", code=clean(s.closing_code, 40)))
        if s.log_code:
            lines.append(self.say("log-code", code=s.log_code))
        return self.section("log", lines)
