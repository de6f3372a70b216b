"""The page of learning: voices by question, what to change in the lists, what is done about it.
Without times and figures: those stand in the summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.ground.documents.page import Fact, Line, Page, Section, cells
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.learnt import Voice
from kit.incidents.incident.rules.tracked import Tracked
from kit.incidents.incident.show.standing_json import cause_json
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.texts import label
from kit.review.after_action.rules import Said, gathered, speakers

LONGEST = 2000


def page(incident: Incident, actions: Sequence[Tracked], lang: str) -> Page:
    """``actions``: the improvement actions of this incident, wherever they stand."""

    def say(key: str, **fill: object) -> str:
        return word(lang, f"learnt.{key}", **fill)

    mark = say("drill") if incident.is_drill else ""
    plans = [clean(plan.checklist.title.get(lang)) for plan in incident.plans]
    sections = [_said(each, incident, lang, mark) for each in gathered(incident.voices)]
    if not sections:
        sections = [Section("voices", "", mark, [Line(say("none-yet"))])]
    sections += _lists(incident, lang, mark)
    if actions:
        told = [Line(_action(one, incident, lang)) for one in actions]
        sections.append(Section("actions", say("actions"), mark, told))
    title = say("title", what=clean(incident.title) or (plans[0] if plans else incident.type))
    return Page(
        f"{mark} {title}" if mark else title,
        say("apart"),
        _facts(incident, plans, lang),
        sections,
    )


def _facts(incident: Incident, plans: list[str], lang: str) -> list[Fact]:
    comma = "、" if lang == "zh" else ", "
    who = [label(incident, name, lang) for name in speakers(incident.voices)]
    known = [
        ("ref", incident.ref),
        ("type", comma.join(plans)),
        ("speakers", comma.join(who)),
        ("cause", str(cause_json(incident, lang)["cause"])),
    ]
    shown = [(key, text) for key, text in known if text]
    values = cells(clean(text, 500) for _, text in shown)
    return [
        Fact(word(lang, f"learnt.{key}"), value)
        for (key, _), value in zip(shown, values, strict=True)
    ]


def heading(question: str, lang: str) -> str:
    """What a question is called on the page; one of a newer kit by its own name."""
    key = f"learnt.heading-{question}"
    return word(lang, key) if has(key) else clean(question, 40)


def _said(said: Said, incident: Incident, lang: str, mark: str) -> Section:
    told = [Line(voice_text(voice, incident, lang)) for voice in said.voices]
    return Section(said.question, heading(said.question, lang), mark, told)


def voice_text(voice: Voice, incident: Incident, lang: str) -> str:
    who = label(incident, voice.who, lang)
    text = word(lang, "learnt.said", who=who, text=clean(voice.text, LONGEST))
    if voice.by not in (voice.who, "-", ""):
        text += word(lang, "learnt.wrote", by=label(incident, voice.by, lang))
    return text


def _lists(incident: Incident, lang: str, mark: str) -> list[Section]:
    """The red lines, each with the step that it marks."""
    told = []
    for line in incident.redlines:
        view = incident.view(line.step)
        step = step_text(incident, view, lang) if view is not None else clean(line.step, 60)
        parts = [word(lang, f"learning.fault-{line.fault}"), step, clean(line.text)]
        told.append(Line("  ".join(part for part in parts if part)))
    title = word(lang, "learnt.lists")
    return [Section("redlines", title, mark, told)] if told else []


def _action(one: Tracked, incident: Incident, lang: str) -> str:
    standing = word(lang, f"learnt.standing-{one.status}")
    text = clean(one.measure, 500)
    if not one.owner:
        return word(lang, "learnt.action", text=text, standing=standing)
    who = label(incident, one.owner, lang)
    return word(lang, "learnt.action-owner", text=text, who=who, standing=standing)


def as_json(incident: Incident, actions: Sequence[Tracked], lang: str) -> dict[str, Any]:
    return {
        "ref": incident.ref,
        "drill": incident.is_drill,
        "voices": [
            {"who": v.who, "by": v.by, "question": v.question, "text": v.text}
            for said in gathered(incident.voices)
            for v in said.voices
        ],
        "redlines": [
            {"step": line.step, "fault": line.fault, "note": line.text, "by": line.by}
            for line in incident.redlines
        ],
        "actions": [
            {"id": a.id, "text": a.measure, "owner": a.owner, "status": a.status} for a in actions
        ],
        **cause_json(incident, lang),
    }
