"""The record of a drill with its evaluation, and the report of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.named import writer as named
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, cells
from kit.ground.journal.as_json import iso
from kit.readiness.drills.rules.score import Mark, reactions
from kit.readiness.drills.rules.state import Found
from kit.readiness.drills.rules.whole import NEEDED, Rated, Whole, lacks, missed, ratings
from kit.readiness.drills.show import scored
from kit.readiness.drills.show.scored import spread

FILLED = ("purpose", "place", "organiser")  # lines that stand on top


def record(whole: Whole, lang: str) -> Page:
    """What the plans ask a record to hold, and the evaluation by the table."""
    writer = _Writer(whole, lang)
    sections = [
        Section("facts", "", table=writer.known()),
        Section("course", writer.say("course"), table=writer.course()),
        Section("fixed", writer.say("fixed"), table=scored.fixed_table(whole, lang)),
        Section("evaluation", writer.say("evaluation"), table=writer.evaluation(),
                notes=[Line(writer.text(whole.table.source, 400))]),
        Section("problems", writer.say("problems"), lines=writer.problems()),
        Section("filled", writer.say("filled-lines"), table=writer.blanks()),
        Section("signatures", writer.say("signatures"), lines=writer.signatures()),
        Section("state", "", lines=writer.state()),
    ]  # fmt: skip
    return writer.page("record-title", sections)


def report(whole: Whole, lang: str) -> Page:
    """Facts, process, what went well, problems, goals, proposals, conclusion."""
    writer = _Writer(whole, lang)
    sections = [
        Section("facts", "", table=writer.known()),
        Section("course", writer.say("course"), table=writer.course()),
        Section("good", writer.say("good"), lines=writer.good()),
        Section("problems", writer.say("problems"), lines=writer.problems()),
        Section("goals", writer.say("goals"), table=writer.evaluation(),
                notes=[Line(writer.text(whole.table.source, 400))]),
        Section("fixed", writer.say("fixed"), table=scored.fixed_table(whole, lang)),
        Section("proposals", writer.say("proposals"), lines=writer.proposals()),
        Section("conclusion", writer.say("conclusion"), lines=writer.conclusion()),
        Section("signatures", writer.say("signatures"), lines=writer.signatures()),
    ]  # fmt: skip
    return writer.page("report-title", sections)


class _Writer:
    def __init__(self, whole: Whole, lang: str) -> None:
        self.whole, self.drill, self.lang = whole, whole.drill, lang

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"drill.{key}", **fill)

    def text(self, text: Text, limit: int = 600) -> str:
        return clean(text.get(self.lang), limit)

    def page(self, title: str, sections: list[Section]) -> Page:
        mark = word(self.lang, "screen.drill-mark")
        sub = self.say("of-drill", ref=self.drill.ref)
        facts = scored.facts(self.whole, self.lang)
        return Page(f"{mark} {self.say(title)}", sub, facts, sections)

    # ---- facts ------------------------------------------------------------------------------

    def known(self) -> Table:
        drill, scenario = self.drill, self.drill.scenario
        what = self.text(scenario.title) if scenario is not None else "-"
        goal = self.text(scenario.goal) if scenario is not None else ""
        rows = [
            (self.say("row-what"), f"{what}\n{goal}".strip()),
            (self.say("row-form"), form_text(self.whole, self.lang)),
            (self.say("row-time"), self._time()),
            *[(self._title(line), self._filled(line)) for line in FILLED],
            (self.say("row-people"), "\n".join(self._people()) or self.say("no-people")),
            (self.say("row-observer"), clean(drill.observer, 60) or self.say("none")),
            (self.say("row-logs"), "\n".join(self._logs())),
        ]
        return _form(rows)

    def _time(self) -> str:
        begun, ended = self.drill.begun, self.drill.ended
        start = f"{begun:%Y-%m-%d %H:%M}" if begun is not None else "-"
        if ended is None:
            return self.say("not-ended", a=start)
        far = begun is not None and begun.date() != ended.date()
        return self.say(
            "from-to", a=start, b=f"{ended:%Y-%m-%d %H:%M}" if far else f"{ended:%H:%M}"
        )

    def _title(self, line: str) -> str:
        blank = self.whole.table.blank(line)
        return self.text(blank.title, 100) if blank is not None else line

    def _filled(self, line: str) -> str:
        return clean(self.drill.filled.get(line, ""), 2000) or self.say("blank")

    def _people(self) -> list[str]:
        out = []
        for person in self.drill.people.values():
            said = self.say("person-said", said=clean(person.said, 2000)) if person.said else ""
            post = self._post(person.post)
            out.append(self.say("person", name=clean(person.name, 100), post=post, said=said))
        return out

    def _post(self, said: str) -> str:
        """As the site calls it, where its id was typed."""
        sites = (each.profile for each in self.whole.incidents if each.profile is not None)
        roles = next((site.roles for site in sites if said in site.roles), {})
        title = self.text(roles[said].title, 100) if said in roles else clean(said, 100)
        return title or "-"

    def _logs(self) -> list[str]:
        called = {i.ref: clean(i.checklist.title.get(self.lang), 60) for i in self.whole.incidents}
        tied = self.drill.tied.items()
        return [f"{ref} {called.get(ref) or clean(type_, 60)}" for ref, type_ in tied]

    # ---- the course -------------------------------------------------------------------------

    def course(self) -> Table:
        """Each inject: planned and actual time, what followed."""
        columns = [
            Column(self.say("col-planned"), whole=True),
            Column(self.say("col-actual"), whole=True),
            Column(self.say("col-inject"), 4),
            Column(self.say("col-reaction"), 5),
        ]
        timed: list[tuple[datetime, list[Row]]] = []
        for minute, _, inject in self.drill.scenario.injects() if self.drill.scenario else []:
            due = self.drill.due_at(minute)
            given = self.drill.given.get(inject.id)
            actual = f"{given:%H:%M:%S}" if given is not None else "-"
            if inject.id in self.drill.failed:
                actual = self.say("inject-failed")
            marks = reactions(inject.id, self.whole.score.marks)
            told = [self._reaction(mark) for mark in marks]
            text = self.text(inject.text)
            timed.append((given or due, spread([f"{due:%H:%M}", actual, text], told)))
        for note in self.drill.remarks:
            said = self.say("remarks")
            row = Row(cells(["", f"{note.at:%H:%M:%S}", said, clean(note.text, 2000)]))
            timed.append((note.at, [row]))
        ordered = sorted(timed, key=lambda each: each[0])
        return Table(columns, [row for _, rows in ordered for row in rows])

    def _reaction(self, mark: Mark) -> str:
        result, points = scored.result(mark, self.lang), scored.points(mark)
        shown = scored.evidence(mark, self.lang)
        do = self.text(mark.expect.do)
        return self.say("reaction", do=do, result=result, points=points, shown=shown).strip()

    # ---- the evaluation ---------------------------------------------------------------------

    def evaluation(self) -> Table:
        columns = [
            Column(self.say("col-item"), 3),
            Column(self.say("col-rating"), 2),
            Column(self.say("col-reason"), 5),
        ]
        rows = [
            row
            for one in ratings(self.whole)
            for row in spread(
                [self.text(one.item.title, 100), self.rating(one.rating)],
                self._why(one),
                one.rating == "not-met",
            )
        ]
        return Table(columns, rows)

    def rating(self, name: str) -> str:
        return self.say(f"rating-{name}")

    def _why(self, one: Rated) -> list[str]:
        parts = []
        if one.given is not None:
            rule = self.rating(one.by_rule)
            reason = clean(one.given.reason, 300)
            parts.append(self.say("rated-by", by=clean(one.given.by, 60), rule=rule, reason=reason))
        if one.of:
            parts.append(self.say("rating-by-points", points=one.points, of=one.of))
        return [*parts, *(self._reaction(mark) for mark in one.marks)]

    def good(self) -> list[Line]:
        said = [clean(each.text, 2000) for each in self.drill.problems if each.good]
        met = [
            self._reaction(mark)
            for mark in self.whole.score.marks
            if mark.counts and mark.points == mark.expect.points
        ]
        return [Line(text) for text in [*said, *met]] or [Line(self.say("none"))]

    def problems(self) -> list[Line]:
        """What somebody wrote; else what had not all its points, as a reminder."""
        found = [each for each in self.drill.problems if not each.good]
        if found:
            return [Line(self._problem(each)) for each in found]
        lost = missed(self.whole)
        if not lost:
            return [Line(self.say("none"))]
        head = Line(self.say("problem-none"), True)
        return [head, *(Line(self._reaction(mark), indent=2) for mark in lost)]

    def _problem(self, each: Found) -> str:
        text = clean(each.text, 2000)
        if each.cause:
            text += self.say("problem-cause", cause=clean(each.cause, 2000))
        return text + (self.say("problem-action", id=clean(each.action, 40)) if each.action else "")

    def proposals(self) -> list[Line]:
        """What was agreed on, and what nobody has dealt with yet."""
        agreed = [
            Line(self.say("proposal-done", text=clean(each.text, 2000), id=clean(each.action, 40)))
            for each in self.drill.problems
            if each.action
        ]
        dealt = {each.expect for each in self.drill.problems if each.expect}
        left = [
            Line(self.say("proposal", do=self.text(mark.expect.do), id=mark.expect.id,
                          result=scored.result(mark, self.lang), ref=self.drill.ref), True)
            for mark in missed(self.whole)
            if mark.expect.id not in dealt
        ]  # fmt: skip
        return [*agreed, *left] or [Line(self.say("none"))]

    def conclusion(self) -> list[Line]:
        score, table = self.whole.score, self.whole.table
        verdict = table.verdict(score.points, score.of, score.all_of) if score.final else None
        said = self.text(verdict, 60) if verdict is not None else "-"
        points = scored.points_text(self.whole, self.lang)
        out = [Line(self.say("conclusion-line", points=points, verdict=said))]
        out += [Line(text, True) for text in scored.warnings(self.whole, self.lang)]
        out += self.closings()
        out += [
            Line(f"{self._title(line)}: {clean(text, 2000)}")
            for line, text in self.drill.filled.items()
            if line not in FILLED
        ]
        return out

    # ---- what people add --------------------------------------------------------------------

    def blanks(self) -> Table:
        rows = [
            (self.text(blank.title, 100), self._filled(blank.id))
            for blank in self.whole.table.blanks
            if blank.id not in FILLED
        ]
        return _form(rows)

    def signatures(self) -> list[Line]:
        posts = [self.say(f"sign-{key}") for key in ("organiser", "observer", "player")]
        return [Line(self.say("sign-line", post=post)) for post in posts]

    def state(self) -> list[Line]:
        """Whether it is complete, and each time it was: the score, why it was opened again."""
        names = lacking(self.whole, self.lang)
        now = Line(self.say("incomplete", names=names or [self.say("none")]), bool(names))
        if self.drill.completed is not None:
            now = Line(self.say("complete", at=f"{self.drill.completed:%Y-%m-%d %H:%M}"))
        return [now, *self.closings()]

    def closings(self) -> list[Line]:
        out = []
        for each in self.drill.closings:
            key = "closing" if each.again is None else "closing-again"
            again = f"{each.again:%Y-%m-%d %H:%M}" if each.again is not None else ""
            out.append(Line(self.say(
                key, at=f"{each.at:%Y-%m-%d %H:%M}", by=named(each.by, self.lang), of=each.of,
                points=each.points, again=again, again_by=named(each.again_by, self.lang),
                reason=clean(each.reason, 2000))))  # fmt: skip
        score, last = self.whole.score, self.drill.closings[-1:]
        if last and (last[0].points, last[0].of) != (score.points, score.of):
            fill = {"points": last[0].points, "of": last[0].of, "now": score.points}
            out.append(Line(self.say("score-moved", **fill, now_of=score.of), True))
        return out


def form_text(whole: Whole, lang: str) -> str:
    """Table-top or live, announced or not, by whom injects were given, how fast."""
    drill = whole.drill
    told = "announced" if drill.announced else "unannounced"
    hand = "by-hand" if drill.by_hand else "by-screen"
    parts = [word(lang, f"drill.form-{key}") for key in (drill.form, told, hand)]
    if drill.speed != 1:
        parts.append(word(lang, "drill.form-speed", speed=f"{drill.speed:g}"))
    return ("，" if lang == "zh" else ", ").join(parts)


def lacking(whole: Whole, lang: str) -> list[str]:
    """In words, what a complete record still needs."""
    out = []
    for name in lacks(whole):
        blank = whole.table.blank(name)
        if name in NEEDED or blank is None:
            out.append(word(lang, f"drill.lack-{name}"))
        else:
            out.append(clean(blank.title.get(lang), 100))
    return out


def _form(rows: list[tuple[str, str]]) -> Table:
    return Table([Column(), Column()], [Row(cells(row)) for row in rows], form=True)


def as_json(whole: Whole, lang: str) -> dict[str, Any]:
    drill = whole.drill
    told = scored.as_json(whole, lang)
    told |= {
        "drill_begun": iso(drill.begun),
        "drill_ended": iso(drill.ended),
        "drill_form": drill.form,
        "was_announced": drill.announced,
        "took_part": [
            {"person_name": each.name, "post_name": each.post, "text": each.said}
            for each in drill.people.values()
        ],
        "incident_refs": list(drill.tied),
        "evaluated": [
            {
                "item": one.item.id,
                "rating": one.rating,
                "rating_by_rule": one.by_rule,
                "points_scored": one.points,
                "points_of": one.of,
                "reason": one.given.reason if one.given is not None else "",
            }
            for one in ratings(whole)
        ],
        "filled_lines": dict(drill.filled),
        "problems_found": [
            {"text": each.text, "cause": each.cause, "is_good": each.good, "action_id": each.action}
            for each in drill.problems
        ],
        "lacks": lacks(whole),
        "record_completed": iso(drill.completed),
        "record_closings": [
            {
                "at": iso(each.at),
                "by": each.by,
                "points_scored": each.points,
                "points_of": each.of,
                "reopened_at": iso(each.again),
                "reopened_by": each.again_by,
                "reason": each.reason,
            }
            for each in drill.closings
        ],
    }
    return told
