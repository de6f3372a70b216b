"""``python -m tests.house.rooms``: the rooms of the house drawn from the imports as they are now.

Floors with their lines of code, arrows between subjects, and every circle. ``kit/README.md`` shows
what it printed; ``test_rooms.py`` holds both together.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict

import grimp

from tests.support.constants import ROOT

ORDER = ("main", "app", "doors", "quick", "links", "readiness", "laptops", "review", "shifts", "live", "incidents", "people", "plans", "ground", "found")


def graph() -> grimp.ImportGraph:
    """The imports of ``kit``, type-checking ones counted."""
    return grimp.build_graph("kit", cache_dir=None)


def room(module: str) -> str:
    """``incidents`` of ``kit.live.guide.talk``; "" for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def subject(module: str) -> str:
    """``incidents.guide`` of ``kit.live.guide.talk``."""
    return ".".join(module.split(".")[1:3])


def lines(module: str) -> int:
    """Lines of one module's file."""
    path = ROOT.joinpath(*module.split("."))
    file = path.with_suffix(".py")
    if not file.exists():
        file = path / "__init__.py"
    return file.read_text(encoding="utf-8").count("\n")


def arrows(found: grimp.ImportGraph, of: object = room) -> Counter[tuple[str, str]]:
    """How many imports lead from one room (or subject) to another."""
    assert callable(of)
    out: Counter[tuple[str, str]] = Counter()
    for module in found.modules:
        for other in found.find_modules_directly_imported_by(module):
            pair = (of(module), of(other))
            if pair[0] != pair[1] and all(pair) and room(module) != "__main__":
                out[pair] += 1
    return out


def circles(edges: Counter[tuple[str, str]]) -> list[list[str]]:
    """Groups of rooms (or subjects) that reach each other (Tarjan's strongly connected parts)."""
    to: dict[str, list[str]] = defaultdict(list)
    for a, b in edges:
        to[a].append(b)
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    out: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in to[node]:
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            part = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(part) > 1:
                out.append(sorted(part))

    for node in sorted({name for pair in edges for name in pair}):
        if node not in index:
            visit(node)
    return out


def drawing(found: grimp.ImportGraph) -> str:
    """The floors from the roof down, each with its share of the lines, its subjects, and where its
    arrows lead."""
    modules = [m for m in found.modules if room(m) in ORDER]
    size = Counter[str]()
    inner = defaultdict(Counter[str])
    for module in modules:
        size[room(module)] += lines(module)
        if subject(module).count("."):
            inner[room(module)][subject(module).partition(".")[2]] += lines(module)
    edges = arrows(found)
    total = sum(size.values())
    out = []
    for name in ORDER:
        if name not in size:
            continue
        down = [b for b in ORDER if edges.get((name, b))]
        out.append(f"{name:<10} {100 * size[name] / total:3.0f} %  -> {', '.join(down) or '-'}")
        parts = sorted(inner[name])
        if parts:
            out.append(f"{'':10}        {' '.join(parts)}")
    rings = circles(edges) + circles(arrows(found, subject))
    out.append(f"arrows between rooms {len(edges)}, circles {len(rings)}")
    out += [f"  circle: {' '.join(ring)}" for ring in rings]
    return "\n".join(out)


if __name__ == "__main__":
    sys.stdout.write(drawing(graph()) + "\n")
