"""One vocabulary in every answer that is given as JSON: the table of fields in ``data/README.md``.

``answers/`` holds a sample of every command. Whoever reads those must be able to read what is said
today: a field may be added, none may go or change what it is without a new ``format``. To write
them anew: ``KIT_GOLD=update python -m pytest tests/house/test_answers.py``, then read the diff.
"""

from __future__ import annotations

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kit.ground.console.context import FORMAT, Context, Me, Out
from kit.ground.machine.clock import from_environment
from tests.support.answers import WALK, answers, asking, fields, is_a, keys_of, shape, shortened
from tests.support.kit import Kit

SAMPLES = Path(__file__).parent / "answers"
Said = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """All that the walk heard, by the sample it belongs to."""
    found: Said = {}
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("answers") / "home"
        for name in ("KIT_PLAIN", "KIT_PROFILE", "KIT_CHECKLISTS", "KIT_DEBUG"):
            patch.delenv(name, raising=False)
        for name, value in (("KIT_HOME", str(home)), ("KIT_LANG", "en"), ("KIT_BY", "wang")):
            patch.setenv(name, value)
        out, err = StringIO(), StringIO()
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)

        def heard() -> tuple[str, str]:
            texts = out.getvalue(), err.getvalue()
            for stream in (out, err):
                stream.seek(0)
                stream.truncate()
            return texts

        for name, objects in answers(Kit(home, home.parent / "clock", heard, patch.setenv)):
            found.setdefault(name, []).extend(objects)
    return found


def test_the_walk_asks_every_command_that_answers_as_json(tmp_path: Path) -> None:
    """A new command with ``--json`` is asked here too."""
    out = Out(StringIO(), "en", True)
    ctx = Context(str(tmp_path), from_environment(), lambda: None, out, out, Me("", "en", True, ""))  # type: ignore[arg-type, return-value]
    walked = {line for _, _, line in WALK}
    missing = {name for name in asking(ctx) if not any(f"{w} ".startswith(f"{name} ") for w in walked)}
    assert not missing


def test_every_answer_is_an_object_that_names_its_format(said: Said) -> None:
    """A list has no room for a version, and lines of a log are read one by one."""
    for name, objects in said.items():
        for one in objects:
            assert isinstance(one, dict) and one["format"] == FORMAT, name


def test_every_field_stands_in_the_table_and_is_what_the_table_says(said: Said) -> None:
    """One name means one thing, of one type and unit, whichever command says it."""
    wrong = {
        f"{name}: {key} is no {fields()[key]}: {value!r:.80}" if key in fields() else f"{name}: {key} ({value!r:.60}) is not in the table"
        for name, objects in said.items()
        for key, value in keys_of(objects)
        if key not in fields() or not is_a(fields()[key], value)
    }
    assert not wrong, "\n".join(sorted(wrong))


def test_no_field_stands_in_the_table_that_nothing_says(said: Said) -> None:
    """The table describes the answers as they are."""
    heard = {key for objects in said.values() for key, _ in keys_of(objects)}
    assert sorted(set(fields()) - heard) == []


def test_an_old_sample_is_read_by_the_same_names_today(said: Said) -> None:
    """What was promised of the format stays: no field of a sample is gone or of another type."""
    if os.environ.get("KIT_GOLD") == "update":
        SAMPLES.mkdir(exist_ok=True)
        for name, objects in said.items():
            text = json.dumps(_sample(objects), ensure_ascii=False, indent=1)
            (SAMPLES / f"{name.replace(' ', '-')}.json").write_text(text + "\n", encoding="utf-8")
    names = {f"{name.replace(' ', '-')}.json" for name in said}
    assert {path.name for path in SAMPLES.iterdir()} == names
    for name, objects in said.items():
        kept = json.loads((SAMPLES / f"{name.replace(' ', '-')}.json").read_text(encoding="utf-8"))
        assert sorted(shape(kept) - shape(objects)) == [], name


def _sample(objects: list[dict[str, Any]]) -> Any:
    made = shortened(objects)
    for one in made:
        for check in one.get("checks", []):  # what a laptop is like is nobody's business here
            check.update(text="", fix=None)
    return made


def _last(said: Said, name: str) -> dict[str, Any]:
    """What was said last of the drill that was played through."""
    return [one for one in said[name] if one["ref"] == said["log"][0]["ref"]][-1]


def test_the_same_timer_is_told_in_the_same_words_everywhere(said: Said) -> None:
    """Status and lateness of a deadline are one list of words, in the list of timers and in the
    summary of the same moment."""
    shown, summed = _last(said, "show"), _last(said, "summary")
    told: dict[tuple[str, int], tuple[str, int]] = {}
    for timer in shown["timers"]:
        key = timer["timer"]
        name = key, 1 if key.startswith("promise:") else timer["round"]  # moved, it is one promise
        told[name] = timer["status"], timer["late_seconds"]
    lines = [*summed["notices"], *summed["deadlines"]]
    same = [line for line in lines if (line["timer"], line["round"]) in told]
    assert {"promise", "tell", "hand"} <= {line["kind"] for line in same}
    for line in same:
        assert told[line["timer"], line["round"]] == (line["status"], line["late_seconds"])


def test_who_leads_where_and_how_often_it_was_tried_has_one_name(said: Said) -> None:
    """``leader`` opened it and ``by`` recorded an entry; ``site`` has an id and a title; ``tries``
    is a list, in the list, the incident and the summary."""
    shown, summed = _last(said, "show"), _last(said, "summary")
    (listed,) = [one for one in said["list"][-1]["incidents"] if one["ref"] == shown["ref"]]
    for key in ("leader", "site", "type", "title", "opened", "closed", "level", "plans"):
        assert shown[key] == listed[key] == summed[key], key
    for one in (shown, summed):
        (back,) = [back for back in one["callbacks"] if back["phone"] == "5550111"]
        assert [each["result"] for each in back["tries"]] == ["no-answer", "reached"]
        assert not {"profile", "state", "attempts"} & set(one)
