"""What every command says with ``--json``: one walk through all of them, the table of fields in
``data/README.md``, and the shape of an answer."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import typer

from kit import app
from kit.ground.console.context import Context
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.readiness.drills.files.store import Drills
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit, closed, opened
from tests.support.year import make_year

NEXT_YEAR = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""
NOTICE = ROOT / "tests" / "people" / "notices" / "2024.txt"
STORED = "as stored"  # another format of ours: a checklist, a profile, the data of an entry
SHORT = 1  # so many of a list or a map are kept in a sample, besides those that show more
ROW = re.compile(r"^\| `(\w+)` \| ([a-z/ ]+\??) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

# Name of the sample, minute after ten, the command. ``|`` is a space inside a word.
WALK: list[tuple[str, float, str]] = [
    ("tick", 1, "tick no-logout"),
    ("answer", 2, "answer seats 12"),
    ("note", 2, "note seats|three and four are dark"),
    ("call", 3, "call tech --number 5550100 --said all|lines --repeated"),
    ("call", 4, "call supervisor --no-answer"),
    ("skip", 5, "skip STEP no|reason"),
    ("hand", 6, "hand STEP zhang --until 15"),
    ("undo", 7, "undo"),
    ("redo", 7, "redo"),
    ("timer", 9, "timer long-60 --no-answer"),
    ("timer", 9, "timer long-60 --no-answer"),
    ("timer", 9, "timer TIMER --snooze 5 --reason busy"),
    ("timer-list", 12, "timer"),
    ("plan", 12, "plan call-surge"),
    ("level", 13, "level call-surge/2 --reason growing"),
    ("level-list", 13, "level"),
    ("forecast", 14, "forecast tech 20 --matter lines"),
    ("forecast-list", 14, "forecast"),
    ("callback", 15, "callback add Ms|Example --phone 5550111 --matter bill --promised 20"),
    ("callback", 15, "callback add Mr|Sample --phone 5550122"),
    ("callback", 16, "callback no-answer 0111"),
    ("callback", 17, "callback move 0111 --to 40 --reason asked --agreed-by herself"),
    ("callback", 18, "callback done 0122"),
    ("callback-list", 18, "callback"),
    ("registered", 18, "callback add Dr|Outside --phone 5550133 --promised 30 --outside"),
    ("registered", 18, "callback no-answer 0133"),
    ("registered", 18, "callback move 0133 --to 60 --note asked --agreed-by herself"),
    ("register-list", 18, "callback list"),
    ("registered", 18, "sheet Ms|Sheet 5550166 bill"),
    ("registered", 18, "complaint add Ms|Example --phone 5550144 --matter rude --about Wu --due 15wd"),
    ("registered", 18, "complaint acknowledge Ms|Example"),
    ("registered", 18, "sheet Mr|Far 5550177 bill 240|working|days"),
    ("registered", 18, "complaint wait Ms|Example --until 90"),
    ("registered", 18, "order add lift|stuck --unit property --urgency life"),
    ("registered", 18, "caller add 5550155 --sort silent"),
    ("registered", 18, "property add umbrella --place hall"),
    ("register-list", 18, "complaint list"),
    ("registered", 18, "item add printer --sort degraded --still upstairs"),
    ("forget", 18, "forget"),
    ("action", 19, "action add more|lines --owner tech --due 2027-01-31"),
    ("action", 19, "action add train|again"),
    ("action", 20, "action move ACTION --to 2027-02-28 --reason late"),
    ("action", 20, "action done ACTION --evidence done"),
    ("action", 20, "action verify ACTION --by Checker"),
    ("action", 20, "action effect ACTION yes --seen drill"),
    ("action-list", 20, "action"),
    ("registered", 20, "action add written|guide --outside --owner Wu --due 2027-03-31 --problem nobody|knew --source visit"),
    ("action-all", 20, "action list --all"),
    ("action-show", 20, "action show ACTION"),
    ("cause-list", 21, "cause"),
    ("cause", 21, "cause carrier --note cable"),
    ("cause-show", 21, "cause REF"),
    ("redline", 21, "redline REF seats unclear which|seats"),
    ("proposals", 21, "redline"),
    ("say", 22, "say staff --said --next 20"),
    ("say-list", 22, "say"),
    ("report", 23, "report --place hall --effect calls --control partly --restore 40"),
    ("report", 23, "report --outlook ?|30 --told supervisor --next 20"),
    ("qr report", 23, "qr report"),
    ("qr say", 23, "qr say staff"),
    ("qr text", 23, "qr text hello"),
    ("qr png", 23, "qr text hello --png PNG --force"),
    ("board", 24, "board"),
    ("show", 25, "show"),
    ("answer", 30, "answer restored 10:28"),
    ("down", 35, "down lines|again"),
    ("answer", 45, "answer restored 10:44"),
    ("summary", 46, "summary REF"),
    ("list", 47, "list"),
    ("close", 50, "close --yes"),
    ("reopen", 55, "reopen REF too|soon"),
    ("close", 60, "close --yes"),
    ("callback", 61, "callback done 0111"),
    ("list", 62, "list --closed"),
    ("show", 62, "show REF"),
    ("log", 62, "log REF"),
    ("summary", 62, "summary REF"),
    ("form", 62, "form REF"),
    ("report", 62, "report REF"),
    ("review", 62, "review REF --question well --say reported|at|once --who Wu"),
    ("review-page", 62, "review REF"),
    ("start", 63, "start --drill application-outage --profile hotline --title made|up"),
    ("close", 70, "close --yes"),
    ("cause", 71, "cause HARMED carrier"),
    ("summary-month", 71, "summary --month MONTH --type before-work"),
    ("summary-month", 71, "summary --month MONTH --file"),
    ("verify", 72, "verify"),
    ("show", 72, "show HARMED"),
    ("summary", 72, "summary HARMED"),
    ("export", 72, "export --all -o BUNDLE --force"),
    ("import", 72, "import BUNDLE"),
    ("export-tables", 72, "export --tables TABLES"),
    ("backup", 72, "backup STICK"),
    ("backup-list", 72, "backup --list"),
    ("restore", 72, "restore STICK --into OTHER --yes"),
    ("calendar show", 72, "calendar show"),
    ("calendar day", 72, "calendar show 2026-12-20 --days 15"),
    ("calendar add", 72, "calendar add NOTICE --yes"),
    ("calendar add", 72, "calendar add NEXT --yes"),
    ("staffing", 72, "staffing --calls 500/30 --talk 120 --seats 37 --missing 6"),
    ("doctor", 72, "doctor"),
    ("find", 72, "find smoke|in|the|server|room"),
    ("checklists list", 72, "checklists list"),
    ("checklists show", 72, "checklists show fire --sources"),
    ("checklists check", 72, "checklists check BAD"),
    ("checklists rules", 72, "checklists check --rules"),
    ("checklists edit", 72, "checklists edit fire --set alarm.caution.zh=慢 --set alarm.caution.en=Slow --reason said|so"),
    ("checklists edit", 72, "checklists new tree-falls --like general --zh 大树倒伏 --en Tree|falls"),
    ("checklists approve", 72, "checklists approve fire --compiled Li --reviewed Wang --approved Zhao --post leader --number KB-7"),
    ("checklists history", 72, "checklists history"),
    ("checklists history", 72, "checklists history fire"),
    ("checklists diff", 72, "checklists diff fire"),
    ("checklists edit", 72, "checklists undo fire --reason twice"),
    ("checklists edit", 72, "checklists redo fire"),
    ("checklists edit", 72, "checklists edit fire --set alarm.caution.en=Slower --reason more"),
    ("checklists edit", 72, "checklists take fire"),
    ("checklists edit", 72, "checklists retire fire --reason enough"),
    ("sources", 72, "sources"),
    ("sources-clause", 72, "sources HL-2.3a"),
    ("sources-check", 72, "sources --check"),
    ("profile list", 72, "profile list"),
    ("profile show", 72, "profile show"),
    ("profile use", 72, "profile use hotline"),
    ("shift start", 73, "shift start Li --second Wang --team B --until 18:00"),
    ("shift", 73, "shift note quiet|floor"),
    ("shift", 73, "shift crew Zhao Sun"),
    ("shift", 73, "shift crew Qian --state sick --reason fever"),
    ("shift", 73, "shift figure --every 30"),
    ("shift", 73, "shift figure 120 96 7 20 24"),
    ("shift", 73, "shift count radios 8 --should 10 --note charging"),
    ("registered", 73, "shift degraded printer|two --still upstairs"),
    ("registered", 73, "shift borrowed headset --who floor|two"),
    ("registered", 73, "shift lent Zhou --who floor|two --until 30"),
    ("registered", 73, "shift allow late|lunch --who manager --until 30"),
    ("registered", 73, "shift silence siren --until 30"),
    ("registered", 73, "shift welfare Zhao --who supervisor"),
    ("registered", 73, "shift watch rain --if water|at|the|door --then sandbags --call property"),
    ("registered", 73, "shift owed lines|checked --who tech --until 30"),
    ("registered", 73, "shift todo order|paper"),
    ("registered", 73, "shift question keys|of|room|3"),
    ("shift", 74, "shift lead Wang"),
    ("shift", 74, "shift until 12:00"),
    ("shift rename", 74, "shift rename Wang Zheng"),
    ("shift rename", 74, "shift rename --undo"),
    ("shift", 74, "shift undo"),
    ("shift", 74, "shift redo"),
    ("shift show", 74, "shift show"),
    ("registered", 74, "shift done printer"),
    ("start", 74, "start --drill application-outage --profile hotline"),
    ("call", 74, "call ambulance"),
    ("handover", 74, "shift handover --to Chen"),
    ("shift", 74, "shift judge --state watch --if it|spreads --then call --call 5550100 --next wait --owner Chen"),
    ("shift", 74, "shift refuse radios|are|missing --told chief"),
    ("shift", 74, "shift accept Chen --said one --said two --said three --count radios=9"),
    ("shift", 74, "shift judge --state worse --if it|spreads --then leave"),
    ("handover", 74, "shift handover"),
    ("handover", 74, "shift handover last"),
    ("summary-shift", 74, "summary --shift last"),
    ("summary-shifts", 74, "summary --shift DAY"),
    ("qr handover", 74, "qr handover last"),
    ("close", 74, "close --yes"),
    ("shift", 74, "shift until 11:16"),
    ("shift", 77, "shift nobody"),
    ("shift", 77, "shift end --reason nobody|comes"),
    ("shift", 77, "shift sign --name Zheng --comment seen"),
    ("shift show", 77, "shift show last"),
    ("shift list", 77, "shift list"),
    ("shift log", 77, "shift log last"),
    ("contact add", 76, "contact add Mr|Example --post tech --number 13800000001 --number phone:5550100||from|nine|on"),
    ("qr contact", 76, "qr contact Example"),
    ("contact add", 76, "contact add Ms|Sample --number 13800000002 --standin Example --alias sample --body lift"),
    ("contact edit", 76, "contact edit Sample --org Made-up|lifts --note knows|the|hall"),
    ("contact verify", 76, "contact verify Sample"),
    ("contact verify", 76, "contact verify Example --no-answer"),
    ("contact import", 76, "contact import CARDS"),
    ("contact undo", 76, "contact undo --reason twice"),
    ("contact redo", 76, "contact redo"),
    ("contact list", 76, "contact list"),
    ("contact list-due", 76, "contact list --due"),
    ("contact list-post", 76, "contact list --post tech"),
    ("contact show", 76, "contact show Sample"),
    ("ready", 76, "ready"),
    ("training", 76, "training held plan-basics --who Example --method lecture --result passed --hours 2 --drill"),
    ("training matrix", 76, "training matrix"),
    ("risk", 76, "risk add equipment --likelihood 4 --drill"),
    ("risk matrix", 76, "risk matrix"),
    ("registered", 76, "duty begin"),
    ("registered", 76, "duty done hl-backup --evidence counted --finding one|is|broken"),
    ("registered", 76, "duty move hl-backup --to 2026-12-01 --reason away"),
    ("duty list", 76, "duty"),
    ("registered", 76, "supply add torch --place desk --least 4 --expiry 2026-12 --clause PO-4.2.1"),
    ("registered", 76, "supply check torch --counted 5 --good 3"),
    ("registered", 76, "supply issue torch --number 1 --receiver Li"),
    ("supply list", 76, "supply"),
    ("registered", 76, "supply ups add desk --loads PC|150 --watts 600 --wh 216 --need 120"),
    ("registered", 76, "supply ups test desk --minutes 22 --tested-load 150"),
    ("supply ups", 76, "supply ups"),
    ("supply ups-read", 76, "supply ups read"),
    ("setup", 76, "setup --set address=Example|Road|1 --set tech.phone=5550100 --set minutes.fire-report=3"),
    ("profile own", 76, "profile own --address Example|Road|1 --phone 5550100"),
    ("summary-week", 76, "summary --from DAY --to DAY"),
    ("summary-month", 76, "summary --month MONTH"),
    ("drill plan", 80, "drill plan power-night --for observer"),
    ("drill check", 80, "drill plan BAD --check"),
    ("drill run", 80, "drill run power-night --no-guide --who Zhao=leader"),
    ("drill show", 92, "drill show"),
    ("drill observe", 92, "drill observe"),
    ("drill noted", 92, "drill observe --failed angry --reason no|line --count transfer=2"),
    ("drill end", 130, "drill end"),
    ("drill noted", 130, "drill record --problem late --action earlier --cause unknown --fill place=hall"),
    ("drill noted", 130, "drill score --set tech-told=1 --reason by|radio"),
    ("drill noted", 130, "drill record --fill evaluation=slow --complete"),
    ("drill noted", 130, "drill record --reopen a|slip"),
    ("drill run", 131, "drill run power-night --no-guide"),
    ("drill end", 140, "drill end"),
    ("drill score", 140, "drill score"),
    ("drill score", 140, "drill score DRILL"),
    ("drill record", 140, "drill record DRILL"),
    ("drill report", 140, "drill report DRILL"),
    ("drill compare", 140, "drill compare"),
    ("drill from", 140, "drill from HARMED"),
    ("drill list", 140, "drill list"),
]
ELSEWHERE = "zzzzzz"  # another laptop, which closed the harmed incident, too
EARLIER = 100  # incidents of the year before, for what a page compares itself with


def answers(kit: Kit) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The objects that each command of the walk prints, under the name of its sample."""
    harmed = opened(kit.home, profile="call-centre-a")
    other = _elsewhere(kit, harmed)
    closed(harmed, TEN + timedelta(minutes=30))
    closed(other, TEN + timedelta(minutes=31))
    shutil.copy(Path(other.where.path) / f"{ELSEWHERE}.jsonl", harmed.where.path)
    ref = opened(kit.home, drill=True).ref
    bad = kit.home.parent / "bad.toml"
    bad.write_text('id = "bad"\n', encoding="utf-8")
    for name, minute, line in WALK:
        kit.at(minute)
        if "--file" in line or line.startswith("cause HARMED"):
            kit.env("KIT_CLOCK", "")  # nothing real is recorded by another clock
        if name == "summary-week":
            make_year(kit.home, EARLIER, 30)
        if line == "supply ups read":
            kit.env("PATH", _upsc(kit))
        if name == "backup":
            (kit.home / "holiday.txt").write_text("no file of the kit", encoding="utf-8")
        if line == "verify":
            _harm(kit, harmed.ref)
        cards = str(ROOT / "tests" / "people" / "cards.vcf")
        fixed = {"REF": ref, "HARMED": harmed.ref, "MONTH": f"{TEN:%Y-%m}", "DAY": f"{TEN:%Y-%m-%d}", "BAD": str(bad)}
        following = kit.home.parent / "next-year.txt"
        following.write_text(NEXT_YEAR, encoding="utf-8")
        fixed |= {"NOTICE": str(NOTICE), "NEXT": str(following), "CARDS": cards, "PNG": str(kit.home.parent / "code.png"),
                  "BUNDLE": str(kit.home.parent / "all.zip"), "STICK": str(kit.home.parent / "stick"),
                  "OTHER": str(kit.home.parent / "other"), "TABLES": str(kit.home.parent / "tables")}
        words = [fixed.get(word) or _filled(kit, word) for word in line.split()]
        said = kit(*[word.replace("|", " ") for word in words], "--json")
        lines = said.out.splitlines()
        assert lines and said.code in (0, 1, 3, 5), f"kit {line}: {said.code} {said.err}"
        yield name, [json.loads(one) for one in lines]


def _elsewhere(kit: Kit, folder: Log) -> Log:
    """The same incident on another laptop."""
    home = kit.home.parent / "elsewhere"
    shutil.copytree(kit.home, home)
    (home / "laptop").write_text(f"{ELSEWHERE}\n", encoding="ascii")
    store = Store(str(home))
    return store.load(store.locate(folder.ref))


def _upsc(kit: Kit) -> str:
    """A search path on which Network UPS Tools answer."""
    folder = kit.home.parent / "bin"
    folder.mkdir(exist_ok=True)
    file = folder / "upsc"
    answer = "battery.charge: 80\nbattery.runtime: 1260\nups.status: OB DISCHRG\n"
    file.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then echo office; else printf "{answer}"; fi\n', encoding="utf-8")
    file.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def _harm(kit: Kit, ref: str) -> None:
    """One byte of a line in the middle is another."""
    path, _ = sorted(kit.home.glob(f"closed/*/{ref}.*/*.jsonl"))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"\n") + 20] ^= 1
    path.write_bytes(bytes(raw))


def _filled(kit: Kit, word: str) -> str:
    """``STEP``, ``TIMER`` and ``ACTION`` stand for one that the incident has."""
    if word == "STEP":
        return next(v.key for v in kit.folder().incident.open_views() if v.step.answer != "know")
    if word == "TIMER":
        return next(t.key for t in kit.folder().incident.running() if t.tell)
    if word == "ACTION":
        return next(iter(kit.folder().incident.actions))
    if word == "DRILL":
        return Drills(str(kit.home)).refs()[0]
    return word


def asking(ctx: Context) -> set[str]:
    """Every command (``list``, ``profile own``) that takes ``--json``."""

    def named(group: Any, before: str) -> Iterator[str]:
        for name, command in group.commands.items():
            if hasattr(command, "commands"):
                yield from named(command, f"{name} ")
            elif any("--json" in p.opts for p in command.params):
                yield before + name

    app.register_rooms()
    return set(named(typer.main.get_command(app._app(ctx, [])), ""))


@cache
def fields() -> dict[str, str]:
    """Every field of an answer and its type, as ``data/README.md`` has them."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    found = ROW.findall(text[text.index("## `--json`") :])
    assert len(found) == len({name for name, *_ in found}), "a field stands in the table once"
    return {name: type_.strip() for name, type_, *_ in found}


def keys_of(value: Any) -> Iterator[tuple[str, Any]]:
    """Every field with its value, but for what is stored in another format, and names in maps."""
    if isinstance(value, list):
        for one in value:
            yield from keys_of(one)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            type_ = fields().get(key, "")
            if type_.startswith("map"):
                for one in inner.values() if isinstance(inner, dict) else ():
                    yield from keys_of(one)
            elif type_ != STORED:
                yield from keys_of(inner)


def is_a(type_: str, value: Any) -> bool:
    """Whether a value is what the table says of its field."""
    if type_.endswith("?"):
        return value is None or is_a(type_[:-1], value)
    if type_ == "list of numbers with gaps":
        return is_a("list of numbers", [one for one in value if one is not None])
    if type_.startswith("list of "):
        return isinstance(value, list) and all(is_a(type_[8:].rstrip("s"), one) for one in value)
    if type_.startswith("map of "):
        return isinstance(value, dict) and all(is_a(type_[7:].rstrip("s"), v) for v in value.values())
    whole = isinstance(value, int) and not isinstance(value, bool)
    match type_:
        case "text":
            return isinstance(value, str)
        case "time":
            return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
        case "yes/no":
            return isinstance(value, bool)
        case "count" | "byte" | "bytes":
            return whole
        case "second" | "seconds" | "minutes" | "number":
            return whole or isinstance(value, float)
        case "object" | "as stored":
            return isinstance(value, dict)
    raise AssertionError(f"no such type in the table: {type_}")


def shape(value: Any, path: str = "", key: str = "") -> set[tuple[str, str]]:
    """Paths and what stands there: ``("timers[].due", "text")``."""
    type_ = fields().get(key, "")
    if isinstance(value, list):
        return {(path, "list")}.union(*(shape(one, path + "[]") for one in value))
    if isinstance(value, dict):
        found = {(path, "object")}
        if type_ == STORED:
            return found
        for name, inner in value.items():
            inside = "{}" if type_.startswith("map") else f".{name}"
            found |= shape(inner, path + inside, "" if type_.startswith("map") else name)
        return found
    if value is None:
        return set()
    kind = "flag" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"
    return {(path, kind)}


def shortened(value: Any, key: str = "") -> Any:
    """A sample of an answer: long lists and maps cut, nothing of this machine in it."""
    if isinstance(value, str):
        return re.sub(r"/\S*/((?:bad|our-site)\.toml)", r"\1", value.replace(str(ROOT), "KIT"))
    type_ = fields().get(key, "")
    if type_ == STORED:
        return value if key == "data" else {}
    if isinstance(value, list):
        return _telling([shortened(one) for one in value])
    if isinstance(value, dict) and type_.startswith("map"):
        return dict(_telling([(name, shortened(one)) for name, one in value.items()]))
    if isinstance(value, dict):
        return {name: shortened(one, name) for name, one in value.items()}
    return value


def _telling(values: list[Any]) -> list[Any]:
    out: list[Any] = []
    known: set[tuple[str, str]] = set()
    for one in values:
        new = shape(one) - known
        if new or len(out) < SHORT:
            out.append(one)
            known |= new
    return out
