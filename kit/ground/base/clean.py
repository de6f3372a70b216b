"""Text that somebody wrote, made safe to show: one line, nothing that commands a terminal."""

from __future__ import annotations

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused

MAX_TEXT = 2000
# Control characters, direction marks, the byte order mark and marks that hide an annotation.
NOT_BY_CHANCE = "\u0800"  # from here on a character takes three bytes in UTF-8
COMMANDING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"
# Marks that nobody sees and no script or picture needs: blanks of no width, hyphens that stand only
# at a line's end, joiners of words, invisible signs of mathematics.
UNSEEN = "[\xad\u180e\u200b\u2060-\u2064\u206a-\u206f]"
# Blanks that count as letters, as people put into their names in chats; how wide they are no two
# terminals agree, so that a row with one loses what stands behind it.
FILLERS = "\u115f\u1160\u3164\uffa0"
# What is seen only beside something else: joiners, the empty Braille cell, selectors of a sign's
# shape.
ALONE = (
    "\u034f\u17b4\u17b5\u200c\u200d\u2800\u180b\u180c\u180d\u180f"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0200))))
    + " \xa0\u3000"
)


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Typed text as one safe line: no control characters, escapes, direction marks or lone
    surrogates, at most ``limit`` characters. One in which nobody sees anything is empty."""
    if not text.isascii():
        for filler in FILLERS:
            if filler in text:
                text = text.replace(filler, "")
    if text.isprintable():  # none of all that is
        text = text.strip()[:limit].rstrip()
        return text if text.isascii() or seen(text) else ""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = re.sub(r"[\r\n\t\v\f\x85\u2028\u2029]+", " ", text)
    text = re.sub(UNSEEN, "", re.sub(COMMANDING, "", text))
    text = text.strip()[:limit].rstrip()
    return text if seen(text) else ""


def seen(text: str) -> bool:
    """Whether there is something in it that a reader sees."""
    return bool(text.strip(ALONE))


def as_typed(text: str) -> str:
    """A line of a terminal with bytes that its encoding does not know, read as GB18030, which
    Chinese systems write; as it is where it is not that, or where other Chinese in it shows that
    it cannot be."""
    known = [char for char in text if not "\udc80" <= char <= "\udcff"]
    if len(known) == len(text):
        return text
    try:
        found = text.encode("utf-8", "surrogateescape").decode("gb18030")
        if any(char >= NOT_BY_CHANCE for char in known):
            found.encode("gb2312")  # of what is UTF-8 nothing comes out that is so usual
    except UnicodeError:
        return text
    return found


def pieces(text: str, limit: int = MAX_TEXT) -> list[str]:
    """The whole of a typed text as safe lines of at most ``limit`` characters, parted where a
    sentence or a word ends, if one does near there."""
    rest, out = clean(text, max(len(text), 1)), []
    while len(rest) > limit:
        near = rest[limit - limit // 5 : limit + 1]
        ends = [found.end() for found in re.finditer(r"[。；！？，、.;!?,\s]", near)]
        cut = limit - limit // 5 + ends[-1] if ends else limit
        cut = min(cut, limit)
        out.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*out, rest] if rest else out


def parted(text: str, limit: int, note: int = MAX_TEXT) -> tuple[str, list[str]]:
    """What a field of ``limit`` characters holds of a typed text, and what it does not hold: notes
    to stand beside it, each at most ``note`` long, so that nothing is lost without a word."""
    whole = clean(text, max(len(text), 1))
    if len(whole) <= limit:
        return whole, []
    held = pieces(whole, limit)[0]
    return held, [f"… {part}" for part in pieces(whole[len(held) :], note - 2)]


def whole(text: str, limit: int) -> str:
    """What was typed where nothing can stand beside it. Raises ``Refused`` for what would have to
    be cut."""
    held = clean(text, max(len(text), 1))
    if len(held) > limit:
        raise Refused("text-long", Exit.USAGE, n=limit, text=clean(text, 30))
    return held
