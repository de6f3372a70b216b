"""A topic as a page; the commands in their groups as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from kit.ground.base.cells import wrap
from kit.ground.base.words import word
from kit.ground.console.help import row
from kit.ground.documents.page import Column, Line, Page, Row, Section, Table, cells, whole
from kit.readiness.manual.rules import GROUPS, Topic

# What the help of a command is called where it is not "help.NAME".
SENTENCES = {
    "calendar": "calendar.help",
    "checklists": "checklists.help",
    "drill": "help.drill-group",
    "duty": "duties.help",
    "find": "finder.help",
    "forget": "sheet.forget-help",
    "profile": "sites.help",
    "qr": "qr.help",
    "sheet": "sheet.help",
    "sources": "sources.help",
    "staffing": "staffing.help",
    "supply": "supplies.help",
    "verify": "verify.help",
}
LEFT = 34  # cells of an example; a longer one has a line to itself


def page(topic: Topic, lang: str) -> Page:
    sections = []
    for number, part in enumerate(topic.parts):
        texts = [text.get(lang) for text in part.says]
        title = part.title.get(lang) if part.title else ""
        sections.append(Section(f"part-{number}", title, lines=[line(text) for text in texts]))
    return Page(topic.title.get(lang), sections=sections)


def line(text: str) -> Line:
    return whole(text) if text.startswith("  ") else Line(text, hang=2 if text[:2] == "- " else 0)


def contents(titles: Mapping[str, str], lang: str) -> Page:
    """``titles``: of the topics, by name."""
    table = Table(
        [Column(whole=True), Column(share=4)],
        [Row(cells([f"kit help {name}", title])) for name, title in titles.items()],
    )
    notes = [Line(word(lang, "manual.commands"), hang=0)]
    return Page(word(lang, "manual.topics"), sections=[Section("topics", table=table, notes=notes)])


def said(homes: Mapping[str, str], lang: str) -> dict[str, str]:
    """What each command is for. ``homes``: the module of each, which is not imported for this: its
    room is, for its sentences."""
    for home in homes.values():
        import_module(home.partition(".command")[0])
    return {name: word(lang, SENTENCES.get(name, f"help.{name}")) for name in homes}


def grouped(said: Mapping[str, str], lang: str, wide: int) -> Iterator[str]:
    """``said``: what each command is for. An example of each, below the name of its group."""
    for group, names in GROUPS.items():
        here = [name for name in names if name in said]
        if here:
            yield ""
            yield word(lang, f"manual.group-{group}")
        for name in here:
            yield from row(word(lang, f"example.{name}"), said[name], wide, LEFT)
    yield ""
    yield from wrap(word(lang, "manual.more"), wide)
