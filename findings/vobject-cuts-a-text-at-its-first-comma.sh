#!/usr/bin/env bash
# What one would expect: a text of a contact's card is read whole. vCard 2.1 escapes no comma at all, and a
#   telephone number with a pause before its extension (01055501234,8001) has one in every version.
# What happens: vobject gives what stands before the first comma that has no backslash, and drops the rest
#   without an error or a log line: in FN, NOTE, TITLE, TEL, NICKNAME, URL and every other single text.
# Who meets it: whoever imports address books of older telephones, extensions behind a pause, several nicknames.
# The kit: kit/people/contacts/files/vcards.py escapes every comma before vobject sees it;
#   tests/people/test_foreign_files.py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check vobject==0.9.9 >&2
"$work/venv/bin/python" - <<'PY'
import sys
from importlib.metadata import version

import vobject

card = "\r\n".join([
    "BEGIN:VCARD", "VERSION:2.1", "N:Example;Li;;;", "FN:Li Example", "TEL;CELL:01055501234,8001",
    "NOTE:first the mobile,then the switchboard", "NICKNAME:Sample,Specimen", "END:VCARD", "",
])
read = vobject.readOne(card)
seen = (read.tel.value, read.note.value, read.nickname.value)
print("version: vobject", version("vobject"))
print("guess: all of the number, of the note and of the nicknames")
print("seen:", seen)
sys.exit(seen != ("01055501234", "first the mobile", "Sample"))
PY
