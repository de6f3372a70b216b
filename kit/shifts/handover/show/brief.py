"""The hand-over in few words, for a code that a phone reads: what is under no heading is left out,
and so is what stands on the screen of whoever signs."""

from __future__ import annotations

from kit.ground.documents.page import Line
from kit.shifts.handover.rules.sheet import HEADINGS, Sheet
from kit.shifts.handover.show.held import held_lines, leading
from kit.shifts.handover.show.page import Writer, lost_lines


def title(sheet: Sheet, lang: str) -> str:
    return Writer(sheet, lang).say("title")


def facts(sheet: Sheet, lang: str) -> list[str]:
    """Whose shift it is and as of when; then each thing of each heading as one fact, the first of a
    heading behind it."""
    writer = Writer(sheet, lang)
    out = [f"{writer.page().subtitle}{writer.say('brief-end')}"]
    out += [_joined([line], writer) for line in lost_lines(sheet.lost, lang)]
    for name in HEADINGS[1:]:
        told = [_joined(group, writer) for group in _groups(writer, name)]
        heading = writer.say(f"brief-{name}")
        out += [f"{heading}{told[0]}", *told[1:]] if told else []
    return out


MOST = 3  # of each heading, in the short form


def short(sheet: Sheet, lang: str) -> list[str]:
    """The same in few codes: whose shift it is, each incident in a line with all that concerns
    people in it, what falls due next, the promises next to keep, with how many more there are."""
    writer = Writer(sheet, lang)
    out = [f"{writer.page().subtitle}{writer.say('brief-end')}"]
    out += [_joined([line], writer) for line in lost_lines(sheet.lost, lang)]
    for name in ("incidents", "timers", "promises"):
        groups = _short(writer) if name == "incidents" else _groups(writer, name)
        first = [*groups[:MOST], *(group for group in groups[MOST:] if len(group) > 1)]
        told = [_joined(group, writer) for group in first]
        if told:
            told[0] = f"{writer.say(f'brief-{name}')}{told[0]}"
            left = len(groups) - len(told)
            out += [*told, *([writer.say("brief-more", n=left)] if left else [])]
    return [*out, writer.say("brief-full")]


def _groups(writer: Writer, name: str) -> list[list[Line]]:
    """The lines of a heading; those of one incident together."""
    if name == "incidents":
        return [held_lines(writer, held) for held in writer.sheet.incidents]
    return [[line] for line in writer.told(name)]


def _short(writer: Writer) -> list[list[Line]]:
    """Of each incident what stands even here: who is hurt or missing, who was called for them."""
    return [leading(writer, held) for held in writer.sheet.incidents]


def _joined(lines: list[Line], writer: Writer) -> str:
    texts = [" ".join(line.text.split()) for line in lines]
    return writer.say("brief-and").join(texts) + writer.say("brief-end")
