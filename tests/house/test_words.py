"""Every sentence exists in both languages, with the same blanks, and every key used exists."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

import kit
from kit.ground.base.words import has, homes, sentences, table
from tests.house.source import SOURCES, nodes
from tests.house.source import name as where
from tests.support.constants import HAN, ROOT

for package in pkgutil.walk_packages(kit.__path__, "kit."):  # a room names its tables when it is imported
    if package.ispkg:
        importlib.import_module(package.name)
TABLES = sorted(homes())
# What is the same in every language: commands, options, file names, letters on keys, units.
COMMON = re.compile(
    r"kit( [a-z]+)*|--?[a-z-]+|[A-Z_]{2,}|[a-z]+\.(toml|md|json|jsonl)|\b[a-zA-Z]\b"
)
MODULES = [(name, module) for name in TABLES for module in homes()[name]]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def words_of(text: str) -> str:
    """What is left of a sentence for a person to read."""
    bare = "".join(literal for literal, *_ in Formatter().parse(text))
    return COMMON.sub("", bare)


@pytest.mark.parametrize("name", TABLES)
def test_a_sentence_is_in_both_languages_with_the_same_blanks(name: str) -> None:
    for key, (zh, en) in table(name).items():
        assert zh.strip() and en.strip(), key
        assert blanks(zh) == blanks(en), key
        assert not HAN.search(en), f"Chinese in the English text of {key}"
        if name != "example" and re.search(r"[a-z]{3}", words_of(en)):  # lines to type: some have no word of a person's
            assert HAN.search(zh), f"no Chinese in the Chinese text of {key}"


def test_no_two_modules_of_a_table_say_the_same_key() -> None:
    for name in TABLES:
        said = [key for module in homes()[name] for key in sentences(module)]
        assert len(said) == len(set(said)), name


def test_a_sentence_is_found_in_whichever_module_it_stands() -> None:
    for name, module in MODULES:
        for key, pair in sentences(module).items():
            assert table(name)[key] is pair


def calls(path: Path) -> Iterator[tuple[int, str, set[str] | None]]:
    """(line, key, blanks given or None when they cannot be seen) of every sentence asked for."""
    for node in nodes(path):
        if not isinstance(node, ast.Call):
            continue
        function = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if function not in ("word", "say", "Refused", "both"):
            continue
        seen = all(keyword.arg for keyword in node.keywords)
        given = {keyword.arg or "" for keyword in node.keywords} if seen else None
        for argument in node.args[:2]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                key = argument.value
                if function == "Refused":
                    yield node.lineno, f"refused.{key}", given
                elif key.partition(".")[0] in TABLES and "." in key:
                    yield node.lineno, key, given
                if function == "Refused":
                    break
            elif isinstance(argument, ast.JoinedStr) and isinstance(
                argument.values[0], ast.Constant
            ):
                start = str(argument.values[0].value)
                if start.partition(".")[0] in TABLES and "." in start:
                    yield node.lineno, start + "*", None


@cache
def used() -> list[tuple[Path, int, str, set[str] | None]]:
    """All of them; looked for when a test asks, not while tests are collected."""
    return [(path, *call) for path in SOURCES for call in calls(path)]


def test_sentences_are_found_in_the_source_at_all() -> None:
    assert len(used()) > 100


def unanswered(key: str, given: set[str] | None) -> str:
    """What is wrong with a sentence asked for; "" when nothing is."""
    if key.endswith("*"):
        name, _, start = key[:-1].partition(".")
        return "" if any(known.startswith(start) for known in table(name)) else "there is none such"
    if not has(key):
        return "there is none such"
    name, _, rest = key.partition(".")
    missing = blanks(table(name)[rest][0]) - given if given is not None else set()
    return f"needs {sorted(missing)}" if missing else ""


def test_a_sentence_asked_for_exists_and_its_blanks_are_filled() -> None:
    found = {f"{where(path)}:{line} {key}": unanswered(key, given) for path, line, key, given in used()}
    assert {at: wrong for at, wrong in found.items() if wrong} == {}


# Rooms from the ground up; the front door and the table of commands stand above all.
ROOMS = ["ground", "plans", "people", "incidents", "shifts", "review", "readiness"]


def room(module: str) -> int:
    name = module.split(".")[1]
    return ROOMS.index(name) if name in ROOMS else len(ROOMS)


STANDS = {
    f"{name}.{key}": room(module) for name, module in MODULES for key in sentences(module)
}


def test_what_a_room_says_stands_in_it_or_below() -> None:
    for path, line, key, _ in used():
        own = room(".".join(path.relative_to(ROOT).with_suffix("").parts))
        if key.endswith(".*"):  # whatever somebody else names
            continue
        meant = [k for k in STANDS if k.startswith(key[:-1])] if key.endswith("*") else [key]
        assert min(STANDS[k] for k in meant) <= own, f"{where(path)}:{line} {key} stands in a higher room"
