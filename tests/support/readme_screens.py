"""The screens that the README shows, as they are. ``python -m tests.support.readme_screens`` draws
them anew."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from tests.support.constants import ROOT
from tests.support.play import still
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import Terminal

README = ROOT / "README.md"
SHOWN = "260302-W1D-GW1Y"
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LANGS = ("zh", "en")


def screens(home: Path, lang: str) -> list[str]:
    """The guide at nine minutes past nine of a drill, seven minutes on, another incident open."""
    clock = ClockFile(home / "clock", "2026-03-02T21:02:00+08:00")
    env = environment(home / "home", lang, clock, KIT_BY="演示" if lang == "zh" else "demo")
    ref = opened(env, "power-outage")
    for step in json.loads(kit(env, "show", "--json"))["steps"][:3]:
        kit(env, "tick", step["step"])
    clock.at(7)
    opened(env, "call-surge")
    with Terminal(["guide", "-i", ref], env) as t:
        t.see("21:07", "21:12")
        still(t)
        text = re.sub(r"\n{3,}", "\n\n", t.text().rstrip()) + "\n"
    return [text.replace(ref, SHOWN)]


def opened(env: dict[str, str], type_: str) -> str:
    answer = kit(env, "start", type_, "--drill", "--profile", "hotline", "--json")
    return str(json.loads(answer)["ref"])


def of_its_sort(text: str) -> str:
    """What a screen begins with, by which it is found again."""
    first = text.splitlines()[0] if text else ""
    return next((head for head in HEADS if first.startswith(head)), "")


HEADS = ("【演练】停电", "[DRILL] Power")


def shown() -> dict[str, str]:
    """The README's screens, by what they begin with."""
    found = BLOCK.findall(README.read_text(encoding="utf-8"))
    return {of_its_sort(text): text for text in found if of_its_sort(text)}


def draw() -> None:
    text = README.read_text(encoding="utf-8")
    for lang in LANGS:
        with tempfile.TemporaryDirectory() as folder:
            for screen in screens(Path(folder), lang):
                text = text.replace(shown()[of_its_sort(screen)], screen)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    draw()
