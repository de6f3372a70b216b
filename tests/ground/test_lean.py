"""msgspec without what the kit does not use: the rest of Python is afterwards what it always was."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ground.base.lean import Pattern
from kit.ground.base.text import Id
from kit.plans.checklists.rules.format import LevelId
from tests.support.constants import ROOT
from tests.support.run import environment, python

NAMES = [each.__metadata__[0].pattern for each in (Id, LevelId)]  # type: ignore[attr-defined]
LEAN = "from kit.ground.base.lean import load_msgspec\n"
AWAY = {"re", "enum", "decimal", "uuid", "inspect", "typing_extensions", "tomllib"}


def said(home: Path, code: str) -> object:
    """What a fresh interpreter prints as JSON."""
    done = python(environment(home, "en"), "-I", "-c", f"import sys; sys.path[0:0] = [{str(ROOT)!r}]\n{code}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@given(st.text(st.sampled_from("abz059-A_.\n é中"), max_size=45), st.sampled_from(NAMES))
def test_a_pattern_of_names_says_what_re_says(text: str, pattern: str) -> None:
    assert bool(Pattern(pattern).search(text)) == bool(re.search(pattern, text))


@pytest.mark.parametrize("pattern", NAMES)
def test_a_plain_name_needs_no_re(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("compiled")

    monkeypatch.setattr(re, "search", never)
    most = Pattern(pattern).longest
    assert all(Pattern(pattern).search(text) for text in ("a", "power-outage", "a-1", "a" * most))


@pytest.mark.parametrize("pattern", [r"\d+", "^[a-z]+$", "^[a-z][a-z]{1,4}$", "[a][b]{0,2}$"])
def test_any_other_pattern_is_left_to_re(pattern: str) -> None:
    with pytest.raises(ValueError, match=re.escape(pattern)):
        Pattern(pattern)


def test_what_msgspec_could_do_without_was_not_imported(tmp_path: Path) -> None:
    code = f"""{LEAN}load_msgspec()
from kit.plans.checklists.rules import format
loaded = list(sys.modules)
import json
print(json.dumps(loaded))"""
    loaded = said(tmp_path, code)
    assert isinstance(loaded, list) and "msgspec" in loaded
    assert not AWAY & set(loaded)


def test_who_asks_later_gets_what_it_always_was(tmp_path: Path) -> None:
    code = f"""{LEAN}load_msgspec()
import datetime, decimal, enum, json, pickle, re, typing, uuid
import msgspec
now = datetime.datetime(2026, 11, 28, 8, 0, 0, 5000, datetime.UTC)
class Colour(enum.Enum):
    RED = "r"
print(json.dumps([
    isinstance(re.compile("a"), typing.Pattern), isinstance(re.match("a", "a"), typing.Match),
    str(decimal.Decimal("1.5")), uuid.UUID(int=1).int, Colour("r").name, re.sub("a", "b", "aa"),
    pickle.loads(pickle.dumps(now)) == now, str(datetime.datetime.strptime("2026", "%Y").date()),
    sorted(datetime.__all__), typing.get_type_hints(msgspec.Raw.__init__) == {{}},
    msgspec.inspect.type_info(int).__class__.__name__, msgspec.toml.decode("a = 1"),
    msgspec.json.schema(int)["type"],
]))"""
    public = ["MAXYEAR", "MINYEAR", "UTC", "date", "datetime", "time", "timedelta", "timezone", "tzinfo"]
    assert said(tmp_path, code) == [
        True, True, "1.5", 1, "RED", "bb", True, "2026-01-01", public, True, "IntType", {"a": 1}, "integer",
    ]  # fmt: skip


def test_a_msgspec_that_wants_more_of_them_is_loaded_as_it_always_was(tmp_path: Path) -> None:
    code = f"""{LEAN}from kit.ground.base import lean
for names in lean.TYPES.values():
    names.clear()
load_msgspec()
import decimal, json, msgspec
print(json.dumps(msgspec.json.encode(decimal.Decimal("1.5")).decode()))"""
    assert said(tmp_path, code) == '"1.5"'


def test_nothing_of_the_kit_is_of_a_type_that_msgspec_does_not_know_then() -> None:
    for path in sorted((ROOT / "kit").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(?:from|import) (?:enum|decimal|uuid)\b", text, re.M), path


def test_segno_comes_without_what_fetches_pages_and_quotes_all_the_same(tmp_path: Path) -> None:
    code = """from kit.ground.base.lean import load_segno
load_segno()
import io, json, segno
away = sorted({"urllib.request", "http.client", "xml.sax.saxutils"} & set(sys.modules))
out = io.BytesIO()
segno.make_qr("x").save(out, kind="svg", title="<a & b>")
from xml.sax.saxutils import escape, unescape
print(json.dumps([away, out.getvalue().decode(), escape("<"), unescape("&lt;")]))"""
    away, drawn, *others = said(tmp_path, code)  # type: ignore[misc]
    assert away == [] and "&lt;a &amp; b&gt;" in drawn and others == ["&lt;", "<"]
