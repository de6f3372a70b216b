"""Contacts on paper: whom to call for each post in order, then everybody; boxes for test calls."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape

from kit.ground.base.clean import clean
from kit.people.contacts.rules.book import Book
from kit.people.contacts.rules.contact import Contact
from kit.people.contacts.rules.ways import role_ways
from kit.people.contacts.show import Titles, day, kind_of, label, say, standing_text, way_line
from kit.plans.sites.rules import Profile

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """@page { size: A4; margin: 11mm 10mm 13mm; }
html { font: 10pt/1.3 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", Arial, sans-serif; }
body { margin: 0 auto; max-width: 190mm; color: #000; background: #fff; }
h1 { font-size: 16pt; margin: 0; }
h2 { font-size: 12pt; margin: 4mm 0 1mm; break-after: avoid; }
table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-size: 8pt; font-weight: normal; border-bottom: 0.3mm solid #000; }
td { border-bottom: 0.15mm solid #666; padding: 0.6mm 1mm; vertical-align: top; }
tr { break-inside: avoid; }
td.box { width: 18mm; border-left: 0.15mm solid #666; }
ol { margin: 0; padding-left: 5mm; }
@media screen { body { padding: 8mm; } }
"""


def document(
    book: Book, site: Profile | None, now: datetime, lang: str, titles: Titles
) -> str:
    """One page of HTML that needs nothing else. ``site``: the profile in use, whose own numbers
    stand behind those of the contacts."""
    language = "zh-CN" if lang == "zh" else "en"
    name = site.named(lang) if site is not None else ""
    made = say(lang, "printed", site=name, at=day(now))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f"<title>{escape(say(lang, 'title'))}</title>",
        f"<style>\n{STYLE}</style></head><body>",
        f"<h1>{escape(say(lang, 'title'))}</h1><p>{escape(made.strip())}</p>",
        *_posts(book, site, now, lang, titles),
        *_people(book.here(), lang, titles),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _posts(
    book: Book, site: Profile | None, now: datetime, lang: str, titles: Titles
) -> Iterable[str]:
    roles = dict(site.roles) if site is not None else {}
    rows = []
    for post in [*roles, *(post for post in book.order if post not in roles)]:
        found = role_ways(book, post, roles.get(post), now)
        if found:
            lines = "".join(f"<li>{escape(way_line(way, lang))}</li>" for way in found)
            rows.append(f"<tr><td>{escape(titles(post))}</td><td><ol>{lines}</ol></td></tr>")
    if rows:
        yield f"<h2>{escape(say(lang, 'by-post'))}</h2><table>{''.join(rows)}</table>"


def _people(contacts: list[Contact], lang: str, titles: Titles) -> Iterable[str]:
    if not contacts:
        yield f"<p>{escape(say(lang, 'none'))}</p>"
        return
    names = ("column-name", "column-posts", "column-numbers", "column-tested", "column-box")
    head = "".join(f"<th>{escape(say(lang, name))}</th>" for name in names)
    yield f"<h2>{escape(say(lang, 'everybody'))}</h2><table><tr>{head}</tr>"
    for each in contacts:
        what = "  ".join(filter(None, [*map(titles, each.posts), kind_of(each, lang)]))
        for n, channel in enumerate(each.channels or [None]):
            number = say(lang, "no-channel") if channel is None else label(channel, lang)
            hours = "" if channel is None else clean(channel.hours)
            last = "" if channel is None else standing_text(each, channel, lang)
            who = (clean(each.name), what) if n == 0 else ("", "")
            cells = [*who, f"{number}  {hours}".strip(), last]
            row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            yield f'<tr>{row}<td class="box"></td></tr>'
    yield "</table>"
