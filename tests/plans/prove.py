"""``python -m tests.plans.prove``: makes ``data/proved/lists.json``, by which shipped lists are not judged anew.

Run it after a shipped list, a shipped site, a clause or the linter was changed; until then the changed
ones, or all, are judged by every command that asks, which is slow and as right.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from collections.abc import Iterator

from kit.plans.checklists.files import Checklists
from kit.plans.checklists.files.proved import TABLE, judged_by, mark
from kit.plans.checklists.rules.lint import check
from kit.plans.seeds.files import clause_texts
from kit.plans.sites.files import Sites
from tests.support.constants import ROOT

# What reads a list, a site and a clause, and what judges.
STARTS = ("kit.plans.checklists.rules.lint", "kit.plans.checklists.files", "kit.plans.sites.files", "kit.plans.seeds.files")
NOWHERE = os.path.join(os.sep, "nowhere")


def code() -> list[str]:
    """The files of the program that can have a say, by what imports what, at any time."""
    found: set[str] = set()
    todo = list(STARTS)
    while todo:
        name = todo.pop()
        parts = name.split(".")
        folders = [".".join(parts[:n]) for n in range(1, len(parts))]
        path = next((p for p in (f"{'/'.join(parts)}.py", f"{'/'.join(parts)}/__init__.py") if (ROOT / p).is_file()), "")
        if not path or path in found:
            continue
        found.add(path)
        todo += [*folders, *_imports(ast.parse((ROOT / path).read_text(encoding="utf-8")))]
    return sorted(found)


def _imports(node: ast.AST) -> Iterator[str]:
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.If) and isinstance(inner.test, ast.Name) and inner.test.id == "TYPE_CHECKING":
            continue
        if isinstance(inner, ast.ImportFrom) and inner.module:
            yield from (inner.module, *(f"{inner.module}.{each.name}" for each in inner.names))
        elif isinstance(inner, ast.Import):
            yield from (each.name for each in inner.names)
        else:
            yield from _imports(inner)


def table() -> dict[str, object]:
    """Each shipped list in which nothing is found at any shipped site."""
    lists, sites = Checklists(NOWHERE, keep=False), Sites(NOWHERE, keep=False)
    clauses = set(clause_texts())
    profiles = [sites.profile(name) for name in sites.profiles()]
    sound = {}
    for type_, path in lists.files().items():
        if not check(lists.checklist(type_), profiles, clauses, True):
            with open(path, "rb") as file:
                sound[type_] = mark(file.read())
    judges = code()
    return {"by": judged_by(judges), "code": judges, "lists": sound}


if __name__ == "__main__":
    os.environ.pop("KIT_CHECKLISTS", None)
    made = ROOT.joinpath(*TABLE)
    made.parent.mkdir(exist_ok=True)
    made.write_text(json.dumps(table(), indent=1) + "\n", encoding="ascii", newline="\n")
    sys.stdout.write(f"{made.relative_to(ROOT)}\n")
