"""Two hundred hostile strings, and what no output may hold (GOALS, Nothing lost, 11).

``¤`` stands for the string's own number (``h017``), which must be readable wherever the string is
shown; where there is none it goes in front.
"""

from __future__ import annotations

import csv
import io
import re
from typing import NamedTuple


class Hostile(NamedTuple):
    kind: str
    text: str
    mark: str


ATTACKS: dict[str, list[str]] = {
    # Colours and places that the kit itself never uses, so that one that came through is told apart.
    "escape": [
        "\x1b[5;38;5;213m¤", "¤\x1b[99;98H", "\x1b[3J¤", "¤\x1b[1;37;44;5m", "\x1bc¤", "\x1b#8¤", "¤\x1b[?1000;1006h",
        "\x1b]0;owned ¤\x07", "\x1b]2;owned ¤\x1b\\", "\x1b]52;c;cm0gLXJm¤\x07", "\x1b]52;p;?\x07¤", "\x1b]8;;http://evil.example/¤\x07link\x1b]8;;\x07",
        "\x1b]1337;File=inline=1:AAAA\x07¤", "\x1b]9;4;1;50\x07¤", "\x1b]777;notify;t;¤\x07", "\x1bP$q q\x1b\\¤", "\x1bP+q544e\x1b\\¤",
        "\x1b_Gf=24;AAAA\x1b\\¤", "\x1b^private\x1b\\¤", "\x1bX string\x1b\\¤", "\x1b[21t¤", "\x1b[>c¤", "\x1b[c¤", "\x1b[6n¤", "\x1b[5n¤", "\x1b]10;?\x07¤",
        "\x1b[200~pasted¤\x1b[201~", "¤\x1b[201~q", "\x1b(0¤lqqk", "\x0e¤\x0f", "\x1b[4i¤\x1b[5i", "\x1b%@¤", "\x1b[2;5r¤", "\x1b[20h¤", "\x1b", "\x1b[¤", "\x1b]¤",
    ],
    "control": [
        "¤\x00after", "\x00¤", "a\x01b\x02¤", "¤\x03", "¤\x04", "\x05¤", "\x07¤\x07\x07", "¤\x08\x08\x08\x08overwritten", "¤\tcolumn", "¤\x0b\x0c", "¤\r\x1b[2Kfaked line",
        "¤\nfaked: second line", "¤\r\n[DRILL] #99 faked", "\x11¤\x13", "\x1a¤", "\x7f¤", "¤\x85next", "¤\u2028line\u2029paragraph", "\x16\x17¤", "\x18\x19¤\x1c\x1d\x1e\x1f",
    ],
    "c1": ["\x9b5;213m¤", "\x9b99;98H¤", "\x9d0;owned¤\x9c", "\x9d52;c;cm0=\x9c¤", "\x90q\x9c¤", "\x98¤\x9c", "\x9e¤\x9c", "\x9f¤\x9c", "\x84\x8d¤", "\x80\x81\x82¤", "\x9a¤", "\x8e¤\x8f"],
    "direction": [
        "¤\u202egnp.exe", "\u202a¤", "\u202b¤\u202c", "¤\u202d\u202c", "\u2066¤\u2069", "\u2067¤", "\u2068¤", "¤\u200e\u200f", "\u061c¤", "\u2069\u2069\u2069¤",
        "مرحبا ¤", "¤ שלום 123", "\u202e\u202e\u202e¤\u2066\u202c",
    ],
    "markup": ["[bold]¤[/bold]", "[/]¤", "[/foo]¤", "[red on blue]¤", "[link=http://evil.example]¤[/link]", "\\[bold]¤", "[@click=app.bell]¤", "¤[[]]", "[#ff0000]¤", ":skull: ¤", "<b>¤</b>", "<ansired>¤</ansired>", "<style fg='red'>¤"],
    "format": [
        "{role:manager}¤", "{role:x}¤", "{who}¤", "{¤}", "{}¤{}", "{0}¤", "{0.__class__.__mro__}¤", "{text!r}¤", "{text:>99999999}¤", "%s¤%s", "%n%n%n¤", "%(text)s¤", "%%¤", "${PATH}¤", "$¤$",
        "{answer:which-system}¤", "{minutes:fault-forecast}¤", "{{¤}}", "{¤", "¤}", "{answer:¤}", "#{¤}", "{% if 1 %}¤{% endif %}", "{{7*7}}¤",
    ],
    "formula": [
        "=1+1¤", "=HYPERLINK(\"http://evil.example\",\"¤\")", "+1¤", "-1+¤", "@SUM(A1)¤", "\t=1¤", "\r=1¤", "  =1+1¤", "=cmd|'/C calc'!A0¤", "＝1+1¤", "＋1¤", "－1¤", "＠SUM¤", "\u200b=1¤", "\ufeff=1¤", "\u00a0=1¤",
        "\"=1¤\"", "'=1¤", ";=1¤", ",=1¤", "=IMPORTXML(¤)", "%0A=1¤", "|=1¤", "\n=1¤",
    ],
    "page": [
        "<script>alert('¤')</script>", "</title><script>¤</script>", "\"><img src=x onerror=alert(1)>¤", "' onmouseover='alert(1)' ¤", "<svg/onload=alert(1)>¤", "<iframe src=javascript:alert(1)>¤",
        "javascript:alert('¤')", "[¤](javascript:alert(1))", "![¤](http://evil.example/x.png)", "<!-- ¤ -->", "]]><script>¤", "&lt;script&gt;¤", "&#60;script&#62;¤", "<style>*{display:none}</style>¤",
        "<a href=\"data:text/html,¤\">x</a>", "<base href=//evil.example>¤", "<meta http-equiv=refresh content=0>¤", "--><script>¤</script>", "`<script>¤`", "```\n¤\n```", "<details open ontoggle=alert(1)>¤", "</td></tr></table>¤",
        "# ¤", "- ¤", "> ¤", "1. ¤", "| ¤ | b |", "---\n¤", "***¤***", "<http://evil.example/¤>", "http://evil.example/¤", "\\¤\\", "~~¤~~",
    ],
    "json": ["\"¤", "¤\"}\n{\"n\":1", "\\u0000¤", "\\¤", "\",\"kind\":\"closed\",\"x\":\"¤", ",\"sha\":\"00000000000000000000000000000000\"}¤", "{\"n\":2,\"id\":\"¤\"", "]}¤", "null¤", "\\ud800¤", "NaN¤", "\u2028\"¤"],
    "path": ["../../../../etc/passwd¤", "..\\..\\windows\\system32¤", "/etc/passwd¤", "~/¤", "~root/¤", "C:\\¤", "\\\\evil\\share\\¤", "file:///etc/passwd¤", "¤/../..", ".¤", "..", "./¤/.", "-¤", "--help¤", "--home=/¤", "¤.jsonl", "%2e%2e%2f¤", "¤\x00.md"],
    "shell": ["; rm -rf ~ ¤", "$(touch ¤)", "`touch ¤`", "| ¤ &", "&& ¤", "> ¤", "'¤'; --", "\"¤\" || 1", "*¤?", "!¤", "^¤^", "%PATH%¤", "¤ #"],
    "device": ["CON", "NUL¤", "PRN.txt¤", "AUX:¤", "COM1", "LPT9.¤", "CONIN$ ¤", "¤. ", "clock$¤"],
    "odd": [
        "\ud800¤", "¤\udfff", "\ud83d¤\ude00", "\udc80\udcff¤", "\ufffe¤\uffff", "\U0010ffff¤", "\ufeff¤", "\u200b\u200c\u200d\u2060¤", "¤\u00ad", "\ufff9¤\ufffa\ufffb", "\U000e0001\U000e0041¤", "\u180e¤", "\u115f\u3164\uffa0¤",
        "Z̡̢̛̗̘" * 40 + "¤", "¤" + "e\u0301" * 300, "\u0489" * 200 + "¤", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466¤", "\U0001f1e8\U0001f1f3" * 50 + "¤", "¤\ufe0f\u20e3",
        "¤" + "长" * 5000, "¤" + "x" * 100_000, "¤ " + "word " * 3000, "¤" + "\u3000" * 500, " " * 300 + "¤", "ﷺ" * 100 + "¤", "𒐫" * 60 + "¤", "ｈａｌｆ¤ｗｉｄｔｈ", "١٢٣¤", "Ⅷ½²¤", "ﬁ ǅ ß İ ı¤", "\u0000" * 50 + "¤",
        "undefined¤", "None¤", "true¤", "0¤", "-0¤", "1e999¤", "９９¤", "' OR 1=1 --¤", "\u4e00\u9fff¤", "\u1160¤\u11ff",
    ],
}  # fmt: skip


def _all() -> list[Hostile]:
    out: list[Hostile] = []
    for kind, texts in ATTACKS.items():
        for text in texts:
            mark = f"h{len(out):03d}"
            text = text.replace("¤", mark) if "¤" in text else mark + text
            out.append(Hostile(kind, text, mark))
    return out


ALL = _all()
# What may never reach a terminal or a file: C0 but the line's end, DEL, C1, direction marks, lone
# halves of characters, marks that hide or annotate.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
# What the kit itself writes to a terminal: colours and cursor, modes, the title, the bell.
OWN = re.compile("\x1b\\[[0-9;?]*[A-Za-z]|\x1b\\][02];([^\x00-\x1f\x7f-\x9f]*)\x07|\x1b[=>78]|\x1b\\([0B]|[\r\x07\x08]")
RAW = re.compile("[\x00-\x1f\x7f-\x9f][^h]{0,20}")


def smuggled(out: str) -> str:
    """The first thing in a plain text that commands a terminal, with what stands around it."""
    found = FORBIDDEN.search(out)
    return repr(out[max(0, found.start() - 30) : found.end() + 30]) if found else ""


def smuggled_into(raw: str) -> str:
    """The same for what was written to a terminal, the kit's own sequences aside; and whole attacks
    that look like such."""
    for one in ALL:
        if one.kind in ("escape", "c1"):
            for part in re.findall("[\x1b\x80-\x9f][^h\x1b]{3,}", one.text):
                begun = re.fullmatch(r"\x1b\[[\d;?]*", part)  # the kit's own may begin so, too
                if part in raw and not begun:
                    return repr(part)
    return smuggled(OWN.sub(lambda found: found[1] or "", raw))


def in_page(text: str, html: bool = False) -> str:
    """The first tag, event or link that a reader of Markdown or HTML would make of a text; tags of
    a page of our own are known by being without attributes that run something, small drawings of
    our own by their first tag, which has no text of anybody's. ``html``: a file in
    which a link of Markdown is only text."""
    for pattern in (
        r"<(?:script|img|svg(?! aria-hidden=\"true\" width=\"100%\" height=\"14\">)|iframe|base|meta\s+http-equiv=refresh|style>\*|details|a\s)[^>]*>?",
        r"(?<!\\)\]\((?:javascript|http|data)",
        r"<!--",
        r"\son\w+\s*=\s*['\"]?alert",
    ):
        if html and pattern.startswith(r"(?<!"):
            continue
        found = re.search(pattern, text, re.IGNORECASE)
        if found and not (pattern.startswith(r"\s") and "&" in text[max(0, found.start() - 40) : found.start()]):
            return found[0]
    return ""


def in_table(text: str) -> str:
    """The first cell of a CSV text that a spreadsheet would calculate."""
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
        for cell in row:
            bare = cell.lstrip(" \u3000\u00a0\u200b\ufeff\t\r\n")
            if (cell[:1] in "\t\r" and cell) or (bare[:1] and bare[0] in "=+-@＝＋－＠" and not re.fullmatch(r"-?\d+(\.\d+)?|-", bare)):
                return cell
    return ""
