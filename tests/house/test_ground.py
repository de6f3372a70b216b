"""The ground names nothing that belongs to an incident: no module, class, function, argument or
attribute of it has such a word in its name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.constants import ROOT

GROUND = ROOT / "kit" / "ground"
OURS = re.compile(
    r"incident|checklist|drill|customer|milestone|escalat|danger|profile|robbery|outage"
)
# The journal knows still less: not even what any offline tool with a screen might.
STRICT = re.compile(OURS.pattern + r"|step|timer|level|phase|role|plan|guide|board|call(ed|er)|note")

ALLOWED = {
    "line.py": {"raw_note"},  # the front door's one kind of line, made before any kind is imported
    "context.py": {"profile"},  # who sits at the console, and at which site
    "options.py": {"incident_option"},  # the one reference that commands of many rooms take
}


def names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.asname or node.name
        elif isinstance(node, ast.keyword):
            yield node.arg or ""


@pytest.mark.parametrize(
    "path", sorted(GROUND.rglob("*.py")), ids=lambda path: path.relative_to(GROUND).as_posix()
)
def test_the_ground_has_no_name_out_of_an_incident(path: Path) -> None:
    word = STRICT if path.parent.name == "journal" else OURS
    found = {name for name in names(ast.parse(path.read_text(encoding="utf-8"))) if word.search(name.lower())}
    assert found <= ALLOWED.get(path.name, set())


