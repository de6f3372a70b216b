#!/usr/bin/env bash
# What one would expect: a cell reads as Excel shows it. .xlsx writes a carriage return in a text as _x000D_
#   (ECMA-376, ST_Xstring), and a text that really reads "_x000D_" as _x005F_x000D_.
# What happens: openpyxl decodes the second and not the first, so that both come out as the nine characters
#   _x000D_: every line end that was pasted from a web page or a ticket system stands in the text, and it cannot
#   be told any more from a text that says so.
# Who meets it: whoever reads notes, addresses or answers of several lines out of sheets.
# The kit: kit/people/contacts/files/sheets.py takes it as the line end that it nearly always is;
#   tests/people/test_foreign_files.py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 >&2
"$work/venv/bin/python" - <<'PY'
import io
import sys
import zipfile

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGES = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TEXTS = ("day shift_x000D_\nnight shift", "day shift_x005F_x000D_\nnight shift")


def made():
    """A workbook of two cells, with its texts in the table of texts, as Excel writes it."""
    link = f'<Relationship Id="%s" Type="{RELATIONS}/%s" Target="%s"/>'
    links = f'<Relationships xmlns="{PACKAGES}/relationships">%s</Relationships>'
    override = '<Override PartName="/xl/%s.xml" ContentType="' + KINDS + '.%s+xml"/>'
    items = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in TEXTS)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGES}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + override % ("workbook", "sheet.main") + override % ("worksheets/sheet1", "worksheet")
        + override % ("sharedStrings", "sharedStrings") + "</Types>",
        "_rels/.rels": links % (link % ("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        '<sheets><sheet name="Notes" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links % (
            link % ("rId1", "worksheet", "worksheets/sheet1.xml")
            + link % ("rId2", "sharedStrings", "sharedStrings.xml")
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="2" uniqueCount="2">{items}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'
        "</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out


sheet = openpyxl.load_workbook(made()).active
first, second = sheet["A1"].value, sheet["A2"].value
print("version: openpyxl", openpyxl.__version__)
print("guess: a line end in the first cell, the characters _x000D_ in the second")
print("seen:", repr(first), repr(second))
sys.exit(not (first == second == "day shift_x000D_\nnight shift"))
PY
