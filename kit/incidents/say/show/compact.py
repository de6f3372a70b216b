"""A report as few words as a message on a telephone needs: facts, each of which reads alone."""

from __future__ import annotations

from kit.incidents.incident.rules.all_clear import out_of_danger
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.say.rules.reports import Call, Report
from kit.incidents.say.show.deeds import Deeds
from kit.incidents.say.show.reports import Wording
from kit.plans.checklists.rules.format import DANGER_ORDER

CALLS, DEEDS = 3, 1  # the last of them that are named; of more it is said how many there are


def compact(incident: Incident, report: Report, lang: str) -> list[str]:
    """What is wrong and where, whether people are in danger, what is known, who was told, what was
    done, what comes next, who reports; what nobody knows in one line. One after the first has only
    what is new."""
    p = Wording(incident, report, lang)
    return [text for text in (*_what(p), *_told(p), *_ahead(p), _signed(p)) if text]


def _what(p: Wording) -> list[str]:
    report, danger = p.report, DANGER_ORDER[p.incident.danger]
    first = report.previous is None
    level = "".join(p.say("say-level", level=one) for one in p.levels())
    since = p.since()
    drill = p.say("brief-drill") if report.drill else ""
    head = {"part": p.part(), "type": p.types(), "level": level, "since": since}
    grave = danger in ("life", "security")
    safe, helped = out_of_danger(p.incident), p.calls(report.emergency)
    return [
        drill + p.say("brief-head", **head),
        p.say("say-where", place=p.unknown(report.place)) if report.place and first else "",
        p.say(f"say-danger-{danger}") if grave and first and not safe else "",
        p.say("say-effect", text=p.unknown(report.effect)) if report.effect else "",
        p.say("brief-emergency", items=p.items(helped)) if helped else "",
        p.say("say-no-emergency") if grave and first and not helped else "",
    ]


def _told(p: Wording) -> list[str]:
    report = p.report
    done = Deeds(p.incident, report, p.lang, spoken=True).done()
    control = report.control is not None or report.control_text
    return [
        p.say("say-control", text=p.control()) if control else "",
        _some(p, "brief-told", [_whom(p, call) for call in report.told], CALLS),
        _some(p, "brief-done", done, DEEDS),
    ]


def _whom(p: Wording, call: Call) -> str:
    """Who was told and when."""
    return f"{p.whom(call)} {p.at(call.at)}"


def _some(p: Wording, key: str, items: list[str], most: int) -> str:
    """The last of them, and how many there are besides."""
    more = p.say("brief-more", n=len(items) - most) if items[most:] else ""
    return p.say(key, items=p.items(items[-most:]) + more) if items else ""


def _ahead(p: Wording) -> list[str]:
    report = p.report
    over = report.control in ("restored", "closed")
    restore = p.restore() if not over else ""
    coming = report.next_update
    due = p.at(coming) if coming is not None and coming > report.at else ""
    further = p.deeds.next(report.further[:1]) if report.part != "final" else []
    gaps = [name for name in report.unknown if name != "outlook"]
    gaps += ["restore"] if not restore and not over else []
    names = [p.say(f"brief-name-{name}") for name in gaps]
    return [
        p.restored_at() if restore else "",
        p.say("brief-unknown", items=p.say("brief-comma").join(names)) if names else "",
        p.say("say-further", items=p.items(further)) if further else "",
        p.say("brief-owed", count=report.customers_owed) if report.customers_owed else "",
        p.say("brief-next", at=due) if due else "",
    ]


def _signed(p: Wording) -> str:
    return p.say("brief-signed", who=p.leader(), phone=p.report.phone or "").rstrip()
