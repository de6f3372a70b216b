"""The report to superiors that is due, ready to be read out on the telephone."""

from __future__ import annotations

from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Question
from kit.incidents.incident.rules import acts
from kit.incidents.say.files.owed import completed
from kit.incidents.say.rules.reports import SCRIPTS, Part, report
from kit.incidents.say.show.reports import spoken
from kit.incidents.say.talk.numbered import numbered
from kit.incidents.say.talk.speaker import Speaker
from kit.incidents.say.talk.words import announce, fact, next_update, passed_lines, said_to


def read_out(speaker: Speaker) -> Flow[None]:
    """The spoken form; what is unknown can be filled in at once."""
    lang = speaker.lang
    part: Part | None = None
    while True:
        made = report(speaker.incident, speaker.folder.entries, speaker.acting(), part)
        made = completed(speaker.ctx, made, speaker.folder)
        options = said_to(speaker, "leaders", word(lang, "report.to-leaders"))
        if made.unknown:
            names = [word(lang, f"report.name-{name}") for name in made.unknown]
            options.append(Option("gaps", word(lang, "report.gaps", names=names)))
        options.append(Option("change", word(lang, "report.change")))
        if made.part == "further":
            options.append(Option("final", word(lang, "report.final")))
        text = ("" if lang == "zh" else " ").join(spoken(speaker.incident, made, lang))
        name = word(lang, f"report.part-{made.part}", n=made.number)
        asked = word(lang, "report.ask-what", part=name)
        lines = [*passed_lines(speaker), text]
        question = Question("report", asked, options=options, lines=lines)
        picked = yield numbered(speaker, question)
        if picked is not None and picked.partition(":")[0] == "said":
            began = speaker.acting()
            post = picked.partition(":")[2]
            then = yield from next_update(speaker, "leaders", role=post)
            if then is not None:
                announce(speaker, "leaders", text, SCRIPTS[made.part], then.at, post, began)
                return
        if picked == "gaps":
            for name in made.unknown:
                yield from fact(speaker, name)
        elif picked == "final":
            part = "final"
        elif picked == "change":
            options = [Option(n, word(lang, f"report.ask-{n}")) for n in acts.FACTS]
            chosen = yield Question("report-change", asked, options=options)
            if chosen:
                yield from fact(speaker, chosen)
        else:
            return
