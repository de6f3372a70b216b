#!/usr/bin/env bash
# What one would expect: a workbook that Excel saved as "Strict Open XML Spreadsheet (*.xlsx)" (ISO 29500 strict:
#   the same elements under other namespaces) is read, or refused with an error that says what it is.
# What happens: it loads. The workbook has no sheet at all, and the only word about it is a warning of an
#   "invalid specification for 0".
# Who meets it: whoever is sent a sheet of contacts in that form; a program then says that there is no table in it.
# The kit: kit/people/contacts/files/sheets.py looks at the namespace first and says how to save the file;
#   tests/people/test_foreign_files.py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 >&2
"$work/venv/bin/python" - <<'PY'
import io
import sys
import warnings
import zipfile

import openpyxl

PACKAGES = "http://schemas.openxmlformats.org/package/2006"
MAIN = {
    "ordinary": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "strict": "http://purl.oclc.org/ooxml/spreadsheetml/main",
}
RELATIONS = {
    "ordinary": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "strict": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def book(form):
    main, relations = MAIN[form], RELATIONS[form]
    conformance = ' conformance="strict"' if form == "strict" else ""
    link = f'<Relationships xmlns="{PACKAGES}/relationships"><Relationship Id="rId1" Type="{relations}/%s" Target="%s"/></Relationships>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGES}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KINDS}.worksheet+xml"/></Types>',
        "_rels/.rels": link % ("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"{conformance}>'
        '<sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": link % ("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>Example</t></is></c></row></sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return made


def sheets(form):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        return openpyxl.load_workbook(book(form)).sheetnames, [str(each.message) for each in heard]


ordinary, strict = sheets("ordinary"), sheets("strict")
print("version: openpyxl", openpyxl.__version__)
print("guess: the sheet of the strict workbook, or an error")
print("seen: ordinary", ordinary, "strict", strict)
sys.exit(not (ordinary[0] == ["People"] and strict[0] == [] and len(strict[1]) == 1 and "strict" not in strict[1][0].lower()))
PY
