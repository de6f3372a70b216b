#!/usr/bin/env bash
# What one would expect: the library that knows China's numbering plan, and the words for an extension in a dozen
#   languages, reads 010-88001234转8012 (转, "put through to") or 分机 as number and extension, as it reads "ext 8012".
# What happens: with 转 or 分机 the whole text "did not seem to be a phone number", so the number is lost with its
#   extension; with a dash (010-88001234-8012, as address books export it) number and extension become one number
#   of 14 digits, without an error.
# Who meets it: whoever cleans a Chinese staff list before it goes into an address book; nearly every desk telephone
#   behind a switchboard is written in one of these three ways.
# The kit: kit/people/contacts/rules/contact.py reads all three and dials what stands before; tests/people/test_contacts.py,
#   tests/people/test_standing.py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q phonenumbers==9.0.43 >&2
"$work/venv/bin/python" - <<'PY'
import sys

import phonenumbers


def read(text: str) -> str:
    try:
        found = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException:
        return "no number"
    return f"{found.national_number} ext {found.extension}"


seen = {text: read(text) for text in ("010-88001234 ext 8012", "010-88001234转8012", "010-88001234 分机 8012", "010-88001234-8012")}
print("version: phonenumbers", phonenumbers.__version__)
print("guess: four times 1088001234 ext 8012")
print("seen:", seen)
sys.exit(list(seen.values()) != ["1088001234 ext 8012", "no number", "no number", "10880012348012 ext None"])
PY
