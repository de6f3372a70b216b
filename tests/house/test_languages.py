"""Every page, answer and help is in one language: in Chinese ones no English is left but names of
commands and their values, ids, and what is called so everywhere; in English ones no Chinese."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kit.app import COMMANDS
from kit.ground.machine.clock import SystemClock
from kit.incidents.incident.files.store import Store
from kit.live.guide.talk.flow import guide
from kit.people.registers.command.deeds import verbs
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.items import fields_of
from tests.support.constants import HAN
from tests.support.kit import Kit
from tests.support.shipped import LISTS, SITES

GROUPS = ("callback", "complaint", "order", "caller", "property", "item", "shift", "contact", "calendar",
          "checklists", "profile", "qr", "sheet", "say")  # fmt: skip
TYPES = ("power-outage", "robbery", "call-surge", "application-outage")
TYPED = {
    "zh": {"NAME": "王女士", "WHAT": "退款", "WHERE": "大厅", "WHO": "赵主管", "NOTE": "座席黑屏"},
    "en": {"NAME": "Ms-Wang", "WHAT": "refund", "WHERE": "hall", "WHO": "Zhao", "NOTE": "dark"},
}
# What is called so in Chinese, too.
SAME = {
    "UPS", "AED", "IVR", "APP", "App", "CSV", "JSON", "PDF", "QR", "WiFi", "CRM", "ACD", "OA", "Esc", "Enter", "Excel", "Markdown", "Windows", "macOS", "nano",
    "Chrome", "Edge", "SHA", "N", "SOS", "SIM", "CPR", "EV", "Wi-Fi", "Wilson",
}  # fmt: skip
# Values that are typed as they stand, and no list above has.
VALUES = {
    "due", "begin", "print", "new", "history", "take", "diff", "edition", "do", "import", "export", "use", "own", "until", "end", "sign", "crew", "figure", "allow", "judge", "lead", "rename", "nobody", "handover",
    "lent", "borrowed", "leaders", "customers", "staff", "media", "partly", "full", "none", "first", "further", "final", "text", "address",
    "phone", "matrix", "duty", "training", "risk", "holidays", "facts", "posts", "minutes", "types", "work-days", "incident", "resolved", "handed-over", "false-alarm", "stood-down",
    "radio", "vendor", "building", "power", "gas", "lift", "cleaning", "insurer", "hospital", "police-station", "other", "late", "absent",
    "sick", "leave", "here", "home", "stable", "watch", "worse", "zh", "en", "wrong-number", "busy", "off", "no-answer", "high", "nosuch",
    "title", "this", "yesterday", "happened", "hard", "causes", "communication", "commend", "observe", "score", "compare", "from", "player", "controller", "observer", "met", "mostly", "not-met", "not-involved", "transfer", "answers", "told", "well", "plan", "measures", "people", "supplies", "docx", "missing", "unclear", "wrong", "retention", "all", "last", "left", "post-ID", "e-mail", "mail", "work", "mobile", "desk", "fax",
}  # fmt: skip
NAMES = re.compile(
    r"kit( [a-z][a-z-]*)*|(?<![\w-])--?[a-z][a-z-]*|\b[A-Z][A-Z_|0-9=-]+\b|\b[A-Z]+=\S+|https?://\S+|/[\w./~-]+|\w*\.(?:toml|jsonl?|html|csv|vcf|ics|xlsx|pdf|png|txt|md|zip)\b"
    r"|\b[A-Z]{2}-\d[\w.]*|\bS?\d{6}-[0-9A-Z]{3}-[0-9A-Z]{4}\b|\b\d+-[0-9a-f]{6}\b|\b[a-z-]+[:@][\w-]+|\[[a-z-]+\]|\b[0-9A-Z]{4}-\d\d\b"
)
ID = re.compile(r"[0-9A-Z]{4}|[0-9a-z]{4,6}")  # what the kit hands out; a digit, or no vowel-made word
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'-]*[A-Za-z0-9]|[A-Za-z]{2,}")
PARTED = re.compile(r"([a-z]+-)\n\s+([a-z]+)")


@cache
def names() -> frozenset[str]:
    """Commands, their verbs and choices, and the ids of lists and sites, which people type."""
    out = {*COMMANDS, *VALUES, *SAME}
    for book in BOOKS.values():
        out |= {*verbs(book)} | {each for field in fields_of(book.item).values() for each in field.choices}
    for type_ in LISTS.files():
        plan = LISTS.checklist(type_)
        out |= {type_, *(phase.id for phase in plan.phases), *(rule.id for rule in plan.timers)}
        for _, step in plan.steps():
            out |= {step.id, *(choice.id for choice in step.choices), step.call or step.id}
    for id_ in SITES.files():
        site = SITES.profile(id_)
        out |= {id_, *site.roles, *site.titles, *site.minutes}
    return frozenset(out)


def given_out(kit: Kit) -> set[str]:
    """Ids that this home gave to call-backs, actions, people and things."""
    whole = b"".join(path.read_bytes() for path in Path(kit.home).rglob("*.jsonl")).decode("ascii")
    ids = re.findall(r'"(?:id|laptop)":"([^"]+)"', whole)
    return {part for each in ids for part in re.split(r"[-.+]", each)} | {p.stem for p in Path(kit.home).rglob("*.jsonl")}


def lines(page: Path) -> str:
    """What a page says."""
    bare = re.sub(r"<(style|script).*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return "\n".join(html.unescape(part) for part in re.split(r"<[^>]*>", bare))


def heard(kit: Kit, lang: str, folder: Path) -> Iterator[tuple[str, str]]:
    """What every command says on its way through incidents, registers, a shift and contacts."""
    typed = TYPED[lang]

    def said(line: str) -> tuple[str, str]:
        done = kit(*[typed.get(word, word) for word in line.split()])
        return line, done.out + done.err

    def page(line: str) -> tuple[str, str]:
        path = folder / f"{len(list(folder.iterdir()))}.html"
        told = said(f"{line} {path}")
        return line, told[1] + (lines(path) if path.exists() else "")

    yield said("--help")
    for name in COMMANDS:
        yield said(f"{name} --help")
    for group in GROUPS:
        for verb in re.findall(r"^  ([a-z-]+)  ", kit(group, "--help").out, re.MULTILINE):
            yield said(f"{group} {verb} --help")
    for line in REGISTERS:
        yield said(line)
    for type_ in TYPES:
        yield said(f"start {type_} --no-guide")
    refs = [log.ref for log in Store(str(kit.home)).open_logs()]
    for ref in refs:
        for view in Store(str(kit.home)).pick(ref).incident.open_views()[:4]:
            yield said(f"tick {view.key} -i {ref}")
        for line in INCIDENT:
            yield said(f"{line} -i {ref}")
        for line in ("show", "log --all"):
            yield said(f"{line} {ref}")
    yield "guide", pictures(kit, lang)
    for line in (*SHIFT, *(f"close --yes -i {ref}" for ref in refs), *(f"summary {ref}" for ref in refs), *(f"form {ref}" for ref in refs)):
        yield said(line)
    month = f"{SystemClock().now().wall:%Y-%m}"
    for line in (*AFTER, f"summary --month {month}", f"summary --year {month[:4]}", *REFUSED):
        yield said(line)
    for line in ("checklists print all -o", "sheet --blank", f"summary {refs[0]} -o", "contact print -o", "shift handover -o",
                 *(f"sheet --register {name} --blank" for name in ("complaint", "order", "caller", "property"))):  # fmt: skip
        yield page(line)


REGISTERS = (
    "callback add NAME --phone 13800138000 --matter WHAT --promised 20", "callback no-answer NAME", "callback list",
    "complaint add NAME --matter WHAT", "complaint acknowledge NAME", "complaint assess NAME --severity high",
    "complaint decide NAME", "complaint show NAME", "order add WHAT --unit WHO --place WHERE", "order finish WHAT",
    "order taken WHAT --taken-by WHO", "order show WHAT", "caller add 13800138009 --matter WHAT --sort harassing", "caller list",
    "property add WHAT --place WHERE", "property count WHAT", "property notice WHAT", "property show WHAT", "property return WHAT",
)  # fmt: skip
INCIDENT = (
    "level +", "level", "note NOTE", "callback add NAME --phone 13900139000", "timer", "call supervisor --no-answer", "action add WHAT",
    "undo", "redo", "forecast WHO 30", "down", "report", "say", "say customers", "say staff", "action", "forecast", "callback",
)  # fmt: skip
SHIFT = (
    "board", "list", "shift start WHO", "shift note NOTE", "shift crew --absent NAME", "shift figure --offered 10 --answered 9",
    "shift count WHAT 3", "shift watch WHAT --if WHAT --then WHAT --call WHO", "shift show", "item", "shift handover", "shift accept",
    "shift list", "summary --shift last",
)  # fmt: skip
AFTER = (
    "list --closed", "contact add NAME --number 13700137000 --post tech", "contact list", "contact show NAME", "verify",
    "find x", "profile list", "profile show", "checklists list", "calendar", "staffing --calls 100 --seats 10",
    "forget --yes --days 0", "callback list --all", "sources HL-2.3a",
)  # fmt: skip
REFUSED = (
    "nosuch", "start nosuch", "tick", "note", "close", "show XXXX", "callback done WHO", "callback move NAME", "timer x --snooze 5",
    "level 9", "undo 99", "summary --month x", "list --bad", "complaint refuse NAME", "calendar add /nonexistent", "contact import /nonexistent",
)  # fmt: skip


def pictures(kit: Kit, lang: str) -> str:
    """The guide of each open incident, its keys, and the list of what is due."""
    import io

    from kit.ground.console.context import Context, Me, Out
    from kit.ground.terminal.fragments import text_of

    out = Out(io.StringIO(), lang, True)
    ctx = Context(str(kit.home), SystemClock(), lambda: None, out, out, Me("li" if lang == "en" else "李", lang, True, ""))  # type: ignore[arg-type, return-value]
    told = []
    for log in Store(str(kit.home)).open_logs():
        session = guide(ctx, log, True)
        session.refresh()
        told += [*text_of(session.picture(80, 60)), *text_of(session.key_lines(80))]
    return "\n".join(told)


@pytest.fixture
def said(bare: Kit, tmp_path: Path, request: pytest.FixtureRequest) -> list[tuple[str, str]]:
    lang = request.param
    bare.env("KIT_LANG", lang)
    bare.env("KIT_BY", TYPED[lang]["WHO"])
    folder = tmp_path / "pages"
    folder.mkdir()
    return list(heard(bare, lang, folder))


def _whole(parted: re.Match[str]) -> str:
    """A name that was parted at the end of a line."""
    whole = parted[1] + parted[2]
    return f"{whole} " if whole in names() else parted[0]


def english(text: str, ids: set[str]) -> Iterator[tuple[str, str]]:
    """(word, its line) of what is neither a name nor an id."""
    for line in PARTED.sub(_whole, text).splitlines():
        for word in WORD.findall(NAMES.sub(" ", line)):
            made = ID.fullmatch(word) and (word in ids or any(char.isdigit() for char in word) or word.isupper())
            if re.search("[A-Za-z]{2}", word) and not made and word not in names() and word not in ids:
                yield word, line.strip()[:120]


@pytest.mark.parametrize("said", ["zh"], indirect=True)
def test_no_english_is_left_in_what_is_said_in_chinese(said: list[tuple[str, str]], bare: Kit) -> None:
    ids = given_out(bare)
    found = {
        (line, word): where
        for line, text in said
        if not line.startswith("sources")  # clauses are kept in English, with the plans' own terms
        for word, where in english(text, ids)
    }
    assert found == {}, "\n".join(f"{line}: {word}: {where}" for (line, word), where in found.items())


@pytest.mark.parametrize("said", ["en"], indirect=True)
def test_no_chinese_is_left_in_what_is_said_in_english(said: list[tuple[str, str]]) -> None:
    number = re.compile(r"国办发明电〔\d{4}〕\d+号")  # what the notice itself is called
    own = re.compile(r"\([^()]*\)|The plan's own terms: .*")  # of the plans' clauses, which are Chinese
    found = {
        (line, each[:100])
        for line, text in said
        for each in (own.sub("", text) if line.startswith("sources") else number.sub("", text)).splitlines()
        if HAN.search(each)
    }
    assert found == set()


def test_a_word_that_is_left_in_english_is_found() -> None:
    assert [word for word, _ in english("已记下：halfway，见 kit log、UPS", set())] == ["halfway"]


@pytest.mark.parametrize(("lang", "unsaid"), [("zh", ("未填", "不明")), ("en", ("not named", "unknown"))])
def test_where_nobody_is_named_that_is_said_and_no_dash_stands_beside_a_label(
    bare: Kit, monkeypatch: pytest.MonkeyPatch, lang: str, unsaid: tuple[str, str]
) -> None:
    for name in ("KIT_BY", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    bare.env("KIT_LANG", lang)
    told = ""
    for line in (
        "callback add Li --phone 5550100", "start application-outage --no-guide", "shift note dark", "shift show",
        "shift list", "shift handover", "contact add Ma --number 5550101", "log", "close --yes", "summary", "form",
        f"summary --month {SystemClock().now().wall:%Y-%m}", "summary --shift last",
    ):  # fmt: skip
        done = bare(*line.split())
        told += done.out + done.err
    assert all(word in told for word in unsaid)
    nobody = re.compile(r"(负责人|记录人|填表人|led by|Owner|In charge|Recorded by)[:：]?\s*-(\s|。|$)|#\d+  \S+  -  ", re.MULTILINE)
    assert [found[0] for found in nobody.finditer(told)] == []
