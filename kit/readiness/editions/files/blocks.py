"""The text of a TOML file cut at its tables, so that one can be put in, taken out or moved with the
comment that stands above it, and every other byte stays."""

from __future__ import annotations

import re
import tomllib

import msgspec

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\- ]+?)\s*\]\]?\s*(?:#.*)?$")
_ID = re.compile(r"^\s*id\s*=\s*[\"']([a-z0-9-]+)[\"']", re.M)


class Block(msgspec.Struct):
    """``name``: of its table ("" for what stands before the first); ``lead``: the comment right
    above its header; ``body``: header and keys; ``rest``: what is behind, up to the next lead."""

    name: str
    lead: str
    body: str
    rest: str = ""

    @property
    def id(self) -> str:
        found = _ID.search(self.body)
        return found[1] if found else ""

    @property
    def text(self) -> str:
        return self.lead + self.body + self.rest


def cut(text: str) -> list[Block]:
    """The blocks whose texts, one behind the other, are ``text``. Raises ``ValueError`` for what is
    no TOML."""
    tomllib.loads(text.replace("\r\n", "\n"))
    lines = text.splitlines(keepends=True)
    heads = _heads(lines)
    starts = [_above(lines, at) for at in heads]
    out = []
    first = starts[0] if starts else len(lines)
    if first:
        out.append(_block("", lines[:first], 0))
    for number, at in enumerate(heads):
        end = starts[number + 1] if number + 1 < len(heads) else len(lines)
        match = _HEADER.match(lines[at].rstrip("\r\n"))
        assert match is not None
        name = match[2].replace(" ", "")
        out.append(_block(name, lines[starts[number] : end], at - starts[number]))
    return out


def _heads(lines: list[str]) -> list[int]:
    """A line that looks like a header inside a text or a list of several lines is none: what stands
    between it and the last one is nothing whole then."""
    out: list[int] = []
    for at, line in enumerate(lines):
        if _HEADER.match(line.rstrip("\r\n")):
            try:
                tomllib.loads("".join(lines[out[-1] if out else 0 : at]).replace("\r\n", "\n"))
            except tomllib.TOMLDecodeError:
                continue
            out.append(at)
    return out


def _above(lines: list[str], at: int) -> int:
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _block(name: str, lines: list[str], lead: int) -> Block:
    end = len(lines)
    while end > lead + 1 and lines[end - 1].strip()[:1] in ("", "#"):
        end -= 1
    return Block(name, "".join(lines[:lead]), "".join(lines[lead:end]), "".join(lines[end:]))


def joined(blocks: list[Block]) -> str:
    return "".join(block.text for block in blocks)


def find(blocks: list[Block], id_: str) -> int:
    """Where the step, the phase or the timer of that id stands. Raises ``KeyError``."""
    for name in ("phases.steps", "phases", "timers", "levels.grades"):
        for at, block in enumerate(blocks):
            if block.name == name and block.id == id_:
                return at
    raise KeyError(id_)


def without(blocks: list[Block], id_: str) -> tuple[list[Block], Block]:
    """Without the step of that id, and the step. What stood loosely behind it stays where it was.
    Raises ``KeyError``."""
    at = _step(blocks, id_)
    gone = blocks[at]
    kept = [*blocks]
    rest = gone.rest.lstrip("\r\n")
    if rest and at:
        before = kept[at - 1]
        kept[at - 1] = Block(before.name, before.lead, before.body, before.rest + rest)
    del kept[at]
    return kept, gone


def behind(blocks: list[Block], id_: str, step: Block) -> list[Block]:
    """With the step behind that step, or as the first of that phase. Raises ``KeyError``."""
    at = find(blocks, id_)
    if blocks[at].name not in ("phases.steps", "phases"):
        raise KeyError(id_)
    anchor = blocks[at]
    end = "\r\n" if "\r\n" in anchor.text else "\n"
    body = anchor.body if anchor.body.endswith(("\n", "\r\n")) else anchor.body + end
    kept = [*blocks]
    kept[at] = Block(anchor.name, anchor.lead, body, end)
    rest = anchor.rest if anchor.rest.strip("\r\n") or anchor.rest else end
    return [*kept[: at + 1], Block(step.name, step.lead, step.body, rest), *kept[at + 1 :]]


def _step(blocks: list[Block], id_: str) -> int:
    at = find(blocks, id_)
    if blocks[at].name != "phases.steps":
        raise KeyError(id_)
    return at
