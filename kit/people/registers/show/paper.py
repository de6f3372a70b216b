"""A register's empty form to print: a block for each thing, its fields numbered."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from kit.ground.base.words import has, word
from kit.people.registers.rules.books import Book
from kit.people.registers.rules.items import Field, fields_of
from kit.people.registers.rules.paper import DUE, numbered
from kit.people.registers.rules.reading import field_label

# Sentences by hand.
LONG = ("measure", "problem", "matter", "remedy", "advice", "contents", "detail", "what", "still")
STYLE = (
    "body{font:11pt/1.35 sans-serif;margin:1cm}h1{font-size:15pt;margin:0 0 4px}"
    "table{border-collapse:collapse;width:100%;margin:0 0 12px;table-layout:fixed;"
    "break-inside:avoid}th,td{border:1px solid #000;padding:3px 6px;text-align:left;"
    "vertical-align:top;height:34px;width:50%}th span{float:right;font-weight:normal}"
    "td.long{height:62px}"
    "small{color:#333}@page{size:A4;margin:1cm}"
)


def blank_form(
    book: Book, numbers: Iterable[str], sheet: str, site: str, lang: str
) -> str:
    """HTML of its own, without anything from a network."""
    title = word(lang, "sheet.form-title", book=word(lang, f"register.{book.name}"),
                 sheet=sheet, site=site)  # fmt: skip
    how = word(lang, "sheet.form-how", book=book.name, how="1=")
    blocks = "".join(_block(book, number, lang) for number in numbers)
    return (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style><h1>{escape(title)}</h1><p>{escape(how)}</p>{blocks}</html>\n"
    )


def _block(book: Book, number: str, lang: str) -> str:
    known = fields_of(book.item)
    own = f"sheet.form-due-{book.name}"
    due = word(lang, own if has(own) else "sheet.form-due")
    said = []
    for place, name in _places(book):
        sort = ' class="long"' if name in LONG else ""
        said.append(f"<td{sort}>{_field(book, place, name, known.get(name), due, lang)}</td>")
    said += ["<td></td>"] * (len(said) % 2)
    pairs = zip(said[::2], said[1::2], strict=True)
    rows = "".join(f"<tr>{left}{right}</tr>" for left, right in pairs)
    head = f"{escape(number)}<span>{escape(word(lang, 'sheet.form-head'))}</span>"
    return f'<table><tr><th colspan="2">{head}</th></tr>{rows}</table>'


def _places(book: Book) -> Iterable[tuple[int, str]]:
    return enumerate(numbered(book), 1)


def _field(book: Book, place: int, name: str, field: Field | None, due: str, lang: str) -> str:
    label = due if name == DUE else field_label(book.name, name, lang)
    more = ""
    if field is not None and field.choices:
        named = (word(lang, f"register.choice-{choice}") for choice in field.choices)
        more = "  ".join(f"{n} {said}" for n, said in enumerate(named, 1))
    elif field is not None and field.secret:
        more = word(lang, "sheet.form-secret")
    small = f"<br><small>{escape(more)}</small>" if more else ""
    return f"<b>{place}</b> {escape(label)}{small}"
