"""With --redact nobody can be told from what is shown, whatever shows it, and the same person is the
same pseudonym everywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.kit import Kit

PEOPLE = {  # evidently made up: no such names in any list, no such numbers in use
    "customer": "Quibbleton", "caller": "欧阳测试", "second": "Zanzibarov", "leader": "Grimblewick", "contact": "诸葛样例",
    "agreed": "Fizzlebottom", "writer": "Wobblethorpe", "next": "司徒演练", "owner": "Humperdinckel", "complained": "Snorkelton",
}  # fmt: skip
PHONES = ("13800000112", "13800000113", "021-55501234", "+86 138 0000 0114", "13800000115")
WORDS = ("zebra-striped umbrella forgotten", "靛蓝色的雨伞落在柜台", "Snickerdoodle refund dispute")


@pytest.fixture
def home(bare: Kit) -> Kit:
    """Made-up people in every place that there is."""
    def noted(*words: str) -> None:
        done = bare(*words)
        assert done.code == 0, (words, done.err)

    p = PEOPLE
    bare.at(0)
    noted("contact", "add", p["contact"], "--number", PHONES[4], "--post", "tech", "--note", WORDS[0])
    noted("shift", "start", p["leader"])
    noted("start", "application-outage", "--no-guide", "--drill", "--by", p["leader"])
    noted("callback", "add", p["customer"], "--phone", PHONES[0], "--matter", f"{WORDS[2]} {p['second']}", "--promised", "10:30")
    noted("callback", "add", p["second"], "--phone", PHONES[1], "--matter", WORDS[1], "--promised", "13:00")
    noted("callback", "move", p["customer"], "--to", "11:30", "--note", WORDS[0], "--agreed-by", p["agreed"])
    noted("callback", "no-answer", p["second"], "--note", f"{WORDS[1]} {PHONES[2]}")
    noted("note", f"{p['caller']} at {PHONES[3]}: {WORDS[2]}", "--by", p["writer"])
    noted("action", "add", WORDS[0], "--owner", p["owner"])
    noted("call", "tech", "--name", p["contact"], "--number", PHONES[4], "--said", WORDS[0])
    noted("sheet", f"{p['caller']} {PHONES[3]} {WORDS[1]} 下班前")
    noted("sheet", f"{p['customer']} {PHONES[0]} {WORDS[2]} 15:00")
    noted("callback", "add", p["second"], "--phone", PHONES[1], "--promised", f"ask {p['next']}", "--outside")
    noted("complaint", "add", p["complained"], "--matter", WORDS[2], "--about", p["writer"], "--outside")
    return bare


LOOKS = (
    ("callback",), ("callback", "list"), ("callback", "list", PEOPLE["customer"]), ("callback", "list", "--all"),
    ("callback", "show", PEOPLE["caller"]), ("complaint",), ("complaint", "show", PEOPLE["complained"]), ("contact", "list"),
    ("contact", "show", PEOPLE["contact"]), ("sheet", "--csv", "-"), ("summary",), ("form",), ("shift", "handover"),
    ("shift", "handover", "--to", PEOPLE["next"]), ("summary", "--shift"), ("summary", "--month", "2026-03"),
)  # fmt: skip


def leaks(text: str) -> list[str]:
    digits = re.sub(r"\D", "", " ".join(re.findall(r"\+?\d[\d -]{6,}\d", text)))
    out = [name for name in PEOPLE.values() if name.casefold() in text.casefold()]
    out += [phone for phone in PHONES if phone in text or re.sub(r"\D", "", phone) in digits]
    return out + [words for words in WORDS if words[:10] in text]


def looked(kit: Kit, tmp: Path, words: tuple[str, ...], face: str) -> str:
    """What one face shows; "" where this command has it not."""
    ref = kit("list", "--all", "--json").json["incidents"][0]["ref"] if words in (("summary",), ("form",)) else ""
    line = [*words, *([ref] if ref else []), "--redact"]
    if face == "json":
        done = kit(*line, "--json") if "--csv" not in words else kit(*line)
    elif face:
        if words[0] not in ("summary", "form") and words[:2] != ("shift", "handover"):
            return ""
        path = tmp / f"{'-'.join(words).replace('/', '')[:40]}.{face}"
        done = kit(*line, "-o", str(path), *(["--force"] if path.exists() else []))
        assert done.code == 0, (line, done.err)
        return path.read_text(encoding="utf-8") + done.out
    else:
        done = kit(*line)
    assert done.code == 0, (line, done.err)
    return done.out + done.err


@pytest.mark.parametrize("closing", [False, True])
def test_no_face_tells_who_anybody_is(home: Kit, tmp_path: Path, closing: bool) -> None:
    if closing:
        home.at(40)("close", "--yes")
    for words in LOOKS:
        for face in ("", "json", "md", "html", "txt"):
            shown = looked(home, tmp_path, words, face)
            assert not leaks(shown), (words, face, leaks(shown), shown)


def test_the_same_person_is_the_same_everywhere(home: Kit, tmp_path: Path) -> None:
    promised = home("callback", "list", "--redact", "--json").json
    in_register = {item["content"].get("name") for item in promised["items"]}
    (incident,) = promised["promises"]
    in_incident = [back["name"] for back in incident["callbacks"]]
    assert len(set(in_incident)) == 2 and set(in_incident) < in_register, "both stand in the register, too"
    for words in (("summary",), ("shift", "handover"), ("summary", "--shift"), ("sheet", "--csv", "-")):
        shown = looked(home, tmp_path, words, "")
        assert any(name in shown for name in in_incident), words
    assert home("callback", "list").out.count(PEOPLE["customer"]) >= 2, "without --redact it is all there"
