"""The page as one HTML file that needs nothing else: for a screen in light or dark, a telephone,
and an A4 printer. No script, nothing that is fetched, and no style from outside ``STYLE``."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from kit.ground.base.cells import width
from kit.ground.documents.charts import said
from kit.ground.documents.columns import needs, unbroken
from kit.ground.documents.page import Cell, Chart, Fact, Line, Page, Row, Section, Table, of_n
from kit.ground.documents.svg import course, svg

MOST = 12  # columns that have a look of their own
DEEPEST = 8  # steps of depth that lines can stand at
SHORT = 8  # cells of a heading that is kept in one line
SCOPED = 200  # rows up to which the first cell of each is its heading, and the others have theirs
LANGS = {"zh": "zh-CN"}

STYLE = (
    ":root{color-scheme:light dark;--ink:#111;--paper:#fff;--rule:#999;--faint:#555;--loud:#a00}"
    "@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#16181a;"
    "--rule:#777;--faint:#aaa;--loud:#ff8a80}}"
    "body{font:11pt/1.4 sans-serif;margin:0 auto;padding:.6cm;max-width:24cm;color:var(--ink);"
    "background:var(--paper)}"
    "h1{font-size:15pt;margin:0}h2{font-size:11.5pt;margin:1em 0 .2em;"
    "border-bottom:1px solid var(--rule)}p{margin:0;padding-left:.2em;overflow-wrap:anywhere;"
    "white-space:pre-wrap}"
    ".sub,small,details{color:var(--faint)}.sub{margin:.1em 0 .3em}"
    ".loud{font-weight:bold;color:var(--loud)}"
    ".wide{overflow-x:auto;margin:.3em 0}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid var(--rule);padding:2px 5px;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}thead th{word-break:keep-all;overflow-wrap:normal}"
    "thead th.b{word-break:normal}"  # a long heading may break, else many of them leave the paper
    "tbody th{font-weight:inherit}small{white-space:nowrap}"
    ".facts{column-gap:1.2em}.facts p{break-inside:avoid}"
    + "".join(
        f".r{n} tr>:nth-child({n}){{text-align:right}}"
        f".k{n} tr>:nth-child({n}){{white-space:nowrap}}"
        f".d{n} tr>:nth-child({n}){{width:25%;min-width:6em}}"
        for n in range(1, MOST + 1)
    )
    + "figure{margin:.6em 0;max-width:16cm}figcaption{font-weight:bold}svg{display:block;"
    "overflow:visible}"
    "svg text{font-size:12px;fill:currentColor}svg line{stroke:currentColor}"
    ".axis,.own,.low,.high{opacity:.45}.middle{opacity:.8}.dash{stroke-dasharray:4 3}"
    ".plan{stroke-width:2}.run{stroke-width:1.5}line.late{stroke-width:3;opacity:.6}"
    ".spot{fill:currentColor}.mark{fill:var(--loud);stroke:currentColor}"
    ".bar{margin:.3em 0}.whole{fill:none;stroke:currentColor}.part{fill:currentColor;opacity:.55}"
    + "".join(f".i{n}{{margin-left:{n * 0.5:g}em}}" for n in range(1, DEEPEST + 1))
    + "@page{size:A4;margin:1.2cm}@media print{body{padding:0;font-size:9.5pt;max-width:none}"
    "details{display:none}.wide{overflow:visible}h2{break-after:avoid}"
    "p,tr,figure,.bar{break-inside:avoid}thead{display:table-header-group}"
    ".annex{break-before:page}.facts,.short{columns:2}.short>div{break-inside:avoid;"
    "padding-top:.5em}.front .short h2{margin-top:0}"
    ".front{font-size:8.5pt;line-height:1.25}.front h2{font-size:9.5pt;margin:.55em 0 .15em}"
    ".front td,.front th{padding:0 4px}.front .wide{margin:.15em 0}}"
    "@media screen and (min-width:800px){.facts{columns:2}}"
    # On a telephone each row is a paragraph: its first cell, then every value behind its heading.
    "@media screen and (max-width:600px){body{padding:.3cm}"
    ".rows,.rows tbody,.rows tr,.rows tr>:first-child{display:block}.rows thead{display:none}"
    ".rows tr{border-top:1px solid var(--rule);padding:.2em 0}"
    ".rows tr>*{display:inline;border:0;padding:0 .8em 0 0}"
    ".rows tr>:first-child{font-weight:bold}.rows small{white-space:normal}"
    ".rows td[data-l]::before{content:attr(data-l) ' ';color:var(--faint);font-weight:normal}"
    + "".join(f".rows.d{n} tr>:nth-child({n}){{display:none}}" for n in range(1, MOST + 1))
    + ".legend{display:none}}"
)
STYLE_HASH = "gMrDwDULiFK+3OklDjCH11ni2LuCon91DJnvDmQfBE4="  # of STYLE; a test counts it
POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'"


COLON, SEMICOLON = {"zh": "："}, {"zh": "；"}


def html(pages: list[Page], lang: str, words: str = "") -> str:
    """A whole document; every text is escaped. ``words`` lead to a chart's values."""
    title = escape(pages[0].title if pages else "")
    body = "".join(_page(page, lang, words) for page in pages)
    return (
        f'<!doctype html><html lang="{LANGS.get(lang, lang)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>{body}</body></html>\n"
    )


def _page(page: Page, lang: str, words: str) -> str:
    out = f"<h1>{escape(page.title)}</h1>" if page.title else ""
    out += f'<p class="sub">{escape(page.subtitle)}</p>' if page.subtitle else ""
    facts = "".join(_fact(fact, COLON.get(lang, ": ")) for fact in page.facts)
    out += f'<div class="facts">{facts}</div>' if facts else ""
    behind = next((n for n, each in enumerate(page.sections) if each.annex), 0)
    if not behind:
        return out + "".join(_section(section, lang, words) for section in page.sections)
    first = "".join(_runs(page.sections[:behind], lang, words))
    rest = "".join(_section(section, lang, words) for section in page.sections[behind:])
    return f'<div class="front">{out}{first}</div><div class="annex">{rest}</div>'


def _runs(sections: list[Section], lang: str, words: str) -> Iterator[str]:
    """Sections of a page that is read first: on paper those without tables stand side by side."""
    for short, run in groupby(sections, lambda each: each.table is None and not each.charts):
        made = [f"<div>{_section(each, lang, words)}</div>" for each in run]
        text = "".join(made)
        yield f'<div class="short">{text}</div>' if short and len(made) > 1 else text


def _fact(fact: Fact, colon: str) -> str:
    return f"<p>{escape(fact.label)}{colon}{_text(fact.value.text)}{_of(fact.value)}</p>"


def _section(section: Section, lang: str, words: str) -> str:
    out = f"<h2>{escape(section.heading)}</h2>" if section.title else ""
    out += "".join(map(_line, section.lines))
    out += _table(section.table) if section.table is not None and section.table.rows else ""
    out += "".join(_chart(chart, lang, words) for chart in section.charts)
    return out + "".join(map(_line, section.notes))


def _chart(chart: Chart, lang: str, words: str) -> str:
    """The drawing, and where it does not say every value itself, the values behind it."""
    values = escape(SEMICOLON.get(lang, "; ").join(said(chart)))
    if chart.kind == "run":
        values = f"<details><summary>{escape(words)}</summary>{values}</details>"
    elif chart.kind == "dots":
        values = f"<small>{values}</small>"
    else:
        values = ""
    drawn = svg(chart)
    return f"<figure><figcaption>{escape(chart.label)}</figcaption>{drawn}{values}</figure>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _of(cell: Cell) -> str:
    n = of_n(cell)
    return f" <small>({n})</small>" if n else ""


def _line(line: Line) -> str:
    deep = f"i{min(DEEPEST, line.indent)}" if line.indent else ""
    looks = " ".join(filter(None, ("loud" if line.loud else "", deep)))
    looks = f' class="{looks}"' if looks else ""
    return f"<p{looks}>{'! ' if line.loud else ''}{_text(line.text)}</p>"


def _table(table: Table) -> str:
    """Ends of rows and cells are left out, as HTML allows: a month has thousands of them."""
    heads = "".join(
        f"<th scope=col{' class=b' * (width(column.title) > SHORT)}>{escape(column.title)}"
        for column in table.columns
    )
    head = f"<thead><tr>{heads}</thead>" if table.titled else ""
    scoped = table.form or (table.titled and len(table.rows) <= SCOPED)
    titles = [escape(column.title, quote=True) for column in table.columns]
    told = scoped and not table.form
    rows = "".join(_row(row, scoped, titles if told else []) for row in table.rows)
    names = [*["rows"] * told, *_looks(table)]
    looks = "" if table.form or not names else f' class="{" ".join(names)}"'
    legend = f"<small class=legend>{escape(table.legend)}</small>" if table.legend else ""
    return f'<div class="wide"><table{looks}>{head}<tbody>{rows}</tbody></table>{legend}</div>'


def _looks(table: Table) -> list[str]:
    """How its columns look, said once: which are numbers, which are short enough to stay on one
    line, and which are drawn."""
    kept = unbroken(table, needs(table))
    drawn = [column.drawn for column in table.columns]
    looks = ["d" if drawn[n] else "k" if n in kept else "" for n in range(len(drawn))]
    out = [f"{look}{n + 1}" for n, look in enumerate(looks) if look]
    return out + [f"r{n + 1}" for n, column in enumerate(table.columns) if column.right]


def _row(row: Row, scoped: bool, labels: list[str]) -> str:
    """``labels``: the headings, for where they cannot stand above."""
    out = "<tr class=loud>" if row.loud else "<tr>"
    for number, cell in enumerate(row.cells):
        mark = "! " if row.loud and not number else ""
        tag = "th scope=row" if scoped and not number else "td"
        drawn = cell.course
        shown = f"{mark}{_text(cell.text)}{_of(cell)}" if drawn is None else course(drawn)
        label = f' data-l="{labels[number]}"' if number and labels else ""
        out += f"<{tag}{label}>{shown}"
    return out
