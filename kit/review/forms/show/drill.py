"""The record of a drill: what its log says of time, content, participants, course, problems, and
room for what only people can say (service hall plan 1.3, power-outage plan 7.3.2).

Where nothing stands, the record says whether nobody asked or nothing was there.
"""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Column, Page, Row, Section, Table, cells
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.texts import caller, label, step_text
from kit.review.summary.rules.first_page import undone
from kit.review.summary.rules.summarise import Deadline, Summary
from kit.review.summary.show.facts import FactsWriter
from kit.review.summary.show.front import FrontWriter

SAID = ("happened", "well", "hard", "people", "supplies", "communication", "commend")


def record(incident: Incident, entries: Sequence[Entry], summary: Summary, lang: str) -> Page:
    """Of a drill. The writers of the summary say its figures, so that both say the same."""
    return _Record(incident, entries, summary, lang).page()


class _Record(FrontWriter):
    def page(self) -> Page:
        rows = [*self._known(), *self._went(), *self._problems(), *self._people()]
        told = [Row(cells([self.drill(key), text or self.empty(key)])) for key, text in rows]
        table = Table([Column(), Column()], told, form=True)
        below = self.say("form-of", ref=self.summary.ref)
        title = self.drill("title")
        return Page(f"{self.mark} {title}", below, sections=[Section("form", table=table)])

    def drill(self, key: str, **fill: object) -> str:
        return word(self.lang, f"drilled.{key}", **fill)

    def empty(self, key: str) -> str:
        """Of what a log would have, there was none; what only people can say, nobody was asked."""
        if key in ("where", "leader", "recorders"):
            return self.say("blank-not-recorded")
        people = key.startswith("said-") or key in ("comment", "evaluation")
        return self.say("blank-not-asked" if people else "blank-nothing")

    # ---- what the log knows -----------------------------------------------------------------

    def _known(self) -> list[tuple[str, str]]:
        facts = {fact.label: fact.value.text for fact in self._fact_writer().facts()}
        what = [facts[self.say(key)] for key in ("type", "about") if self.say(key) in facts]
        time = [facts.get(self.say(key), "") for key in ("opened", "closed")]
        lasted = facts[self.say("lasted")]
        if self.summary.speed != 1:
            lasted = self.drill("speed", lasted=lasted, speed=f"{self.summary.speed:g}")
        return [
            ("what", "\n".join(what)),
            ("when", "\n".join([*time, lasted])),
            ("where", facts.get(self.say("site"), "")),
            ("leader", facts[self.say("leader")]),
            ("recorders", self.recorders()),
            ("told", "\n".join(self._called())),
        ]

    def _fact_writer(self) -> FactsWriter:
        return FactsWriter(self.incident, self.entries, self.summary, self.lang)

    def _called(self) -> list[str]:
        """Everybody who was reached, once each, in the order of the calls."""
        reached = [made.call for made in self.incident.calls if made.call.result == "reached"]
        return list(
            dict.fromkeys(caller(self.incident, c.role, c.whom, self.lang) for c in reached)
        )

    def _went(self) -> list[tuple[str, str]]:
        facts = {fact.label: fact.value.text for fact in self._fact_writer().facts()}
        sorts = dict.fromkeys(name.partition("-")[0] for name in self.summary.kept)
        kept = [text for sort in sorts if sort != "countdowns" for text in self._figures(sort)]
        section = self.decided()
        table = section.table if section is not None else None
        decided = [" ".join(c.text for c in row.cells[:2]) for row in table.rows] if table else []
        return [
            ("points", facts[self.say("points")]),
            ("steps", facts[self.say("steps")]),
            ("decided", "\n".join(decided)),
            ("kept", "\n".join(kept)),
        ]

    def _problems(self) -> list[tuple[str, str]]:
        every = [*self.summary.notices, *self.summary.deadlines]
        late = [self._wrong(one) for one in every if one.status in ("late", "not-told")]
        steps = [
            self.of_plan(line.key, step_text(self.incident, line.key, self.lang))
            for line in undone(self.summary.phases)
        ]
        marks = self.redlines()
        told = [line.text for line in marks.lines] if marks is not None else []
        actions = [
            self.say("semicolon").join(
                part for part in (clean(one.text), label(self.incident, one.owner, self.lang),
                                  clean(one.due)) if part
            )
            for one in self.summary.actions
        ]  # fmt: skip
        return [
            ("late", "\n".join(late)),
            ("undone", "\n".join(steps)),
            ("redlines", "\n".join(told)),
            ("actions", "\n".join(actions)),
        ]

    def _wrong(self, line: Deadline) -> str:
        what, _, _, result = self._met(line)
        return self.drill("wrong", what=what, result=result)

    # ---- what people say --------------------------------------------------------------------

    def _people(self) -> list[tuple[str, str]]:
        """What the review has of it, in people's own words; the rest is filled in by hand."""
        out = []
        for question in SAID:
            said = [
                self.drill("said", who=label(self.incident, one.who, self.lang),
                           text=clean(one.text, 2000))
                for one in self.incident.voices
                if one.question == question
            ]  # fmt: skip
            out.append((f"said-{question}", "\n".join(said)))
        out += [("comment", ""), ("evaluation", "")]
        signed = self.signed()
        blanks = [line.text for line in signed.lines] if signed is not None else []
        return [*out, ("signatures", "\n".join(blanks))]
