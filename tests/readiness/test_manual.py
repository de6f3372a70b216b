"""The kit's own help: every command in a group, with an example that works; topics in both languages; what a shell offers behind Tab."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.app import COMMANDS
from kit.ground.base.cells import width
from kit.ground.base.refusal import Exit
from kit.ground.base.words import table
from kit.main import main
from kit.readiness.manual.files import topic, topics
from kit.readiness.manual.rules import GROUPS
from kit.readiness.manual.show import said
from tests.support.constants import HAN, ROOT
from tests.support.kit import Kit
from tests.support.run import environment, program
from tests.support.run import kit as process

LANGS = ("zh", "en")
GROUPED = [name for names in GROUPS.values() for name in names]
PLAYS = {"demo", "open"}  # fifteen seconds long; starts the system's own program


def test_every_command_stands_in_one_group() -> None:
    assert sorted(GROUPED) == sorted(COMMANDS)


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_lists_every_command_by_an_example_of_itself_and_fits_the_window(kit: Kit, lang: str) -> None:
    shown = kit("--help", "--lang", lang).out
    for name in COMMANDS:
        assert re.search(rf"^  kit {name}\b", shown, re.MULTILINE), name
    assert max(map(width, shown.splitlines())) <= 100
    assert "..." not in shown.replace("[ARGS]...", "")


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_says_of_every_command_what_that_one_says_of_itself(kit: Kit, lang: str) -> None:
    for name, sentence in said(COMMANDS, lang).items():
        own = "".join(kit(name, "--help", "--lang", lang).out.split())
        assert "".join(sentence.split()) in own, name


# ---- examples, as they are typed ------------------------------------------------------------------

REF = "7K2M"  # in an example; in a home it is the end of a reference that is there
TERMINAL = {"guide"}  # needs one, and has one in every story
ASKED = {name: ["--yes"] for name in ("restore", "import", "close")}  # what is asked at a terminal, answered
REDS = {"ready"}  # ends with 3 where something is red, once it has said all


def done(*argv: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*argv, "--lang", "en"])
    assert code == 0, (argv, err.getvalue())
    return out.getvalue()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of a month's work: a closed incident, an open one, a shift, contacts; beside it the files that examples name."""
    folder = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("KIT_CLOCK", "KIT_PLAIN", "KIT_PROFILE", "KIT_CHECKLISTS", "KIT_DEBUG"):
            patch.delenv(name, raising=False)
        patch.setenv("KIT_HOME", str(folder / "home"))
        patch.setenv("KIT_BY", "wang")
        patch.chdir(folder)
        done("shift", "start", "wang")
        done("contact", "add", "Li", "--number", "5550101", "--post", "tech")
        done("duty", "begin")
        done("start", "application-outage", "--no-guide")
        done("close", "--yes", "--outcome", "resolved")
        (folder / REF).write_text(json.loads(done("list", "--all", "--json"))["incidents"][0]["ref"], encoding="ascii")
        done("start", "power-outage", "--no-guide")
        done("note", "dark")
        done("undo")
        for name in ("通讯录.vcf", "book.vcf"):
            done("contact", "export", name)
        for name in ("班次.zip", "shift.zip"):
            done("export", "--shift", "-o", name)
        for name in ("文件夹", "FOLDER"):
            Path(name).mkdir()
            done("backup", name)
        yield folder


@pytest.mark.parametrize("lang", LANGS)
def test_every_example_runs_as_it_stands_in_a_filled_home(
    filled: Path, tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = []
    for name, both in sorted(table("example").items()):
        line = both[int(lang != "zh")]
        if name in PLAYS | TERMINAL or (lang != "zh" and line == both[0]):
            continue
        folder = tmp_path / name
        shutil.copytree(filled, folder)
        monkeypatch.chdir(folder)
        monkeypatch.setenv("KIT_HOME", str(folder / "home"))
        monkeypatch.setenv("KIT_BY", "wang")
        if name == "down":
            done("tick", "power-back")
        if name == "export":
            for written in folder.glob("*.zip"):
                written.unlink()
        ref = (folder / REF).read_text(encoding="ascii")
        words = [ref[-4:] if word == REF else word for word in shlex.split(line)[1:]]
        assert words[0] == name
        capsys.readouterr()
        code = main([*words, *ASKED.get(name, []), "--lang", lang])
        said_ = capsys.readouterr()
        if code not in (0, 3 if name in REDS else 0) or not (said_.out + said_.err).strip():
            failed.append(f"{code} {line}: {said_.err[:200]}")
    assert failed == [], "\n".join(failed)


@pytest.mark.parametrize("name", topics(""))
def test_a_topic_says_the_same_in_both_languages(kit: Kit, name: str) -> None:
    assert name not in COMMANDS, "kit help NAME would be the command's"
    read = topic("", name)
    for part in read.parts:
        for text in part.says:
            assert text.zh.startswith("  ") == text.en.startswith("  ")
            assert not HAN.search(text.en)
            assert re.findall(r"(?<![\w-])--[a-z-]+", text.zh) == re.findall(r"(?<![\w-])--[a-z-]+", text.en) or "--set" in text.zh
    for lang in LANGS:
        shown = kit("help", name, "--lang", lang)
        assert shown.code == 0
        assert read.title.get(lang) in shown.out


@pytest.mark.parametrize("name", topics(""))
def test_a_topic_names_no_command_that_does_not_exist(name: str) -> None:
    path = ROOT / "data" / "help" / f"{name}.toml"
    for command in re.findall(r"\bkit ([a-z]+)", path.read_text(encoding="utf-8").partition("\n")[2]):
        assert command in COMMANDS, command


def test_the_help_of_a_command_and_an_unknown_topic(kit: Kit) -> None:
    assert kit("help", "tick").out == kit("tick", "--help").out
    unknown = kit("help", "nosuch")
    assert unknown.code == Exit.NOT_FOUND
    assert "keys" in unknown.err


# ---- behind Tab ----------------------------------------------------------------------------------


def offered(env: dict[str, str], shell: str, *words: str) -> list[str]:
    line = " ".join(("kit", *words))
    asked = {
        **env, "_KIT_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words)),
        "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
    }  # fmt: skip
    said = process(asked)
    return re.findall(r"[\w-]+", said)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_shell_is_offered_commands_references_steps_and_types(tmp_path: Path, shell: str) -> None:
    env = environment(tmp_path, "zh")
    ref = re.findall(r"\d{6}-\w{3}-\w{4}", process(env, "start", "power-outage", "--drill"))[0]
    assert "tick" in offered(env, shell, "ti")
    assert "torch" in offered(env, shell, "tick", "tor")
    assert "power-outage" in offered(env, shell, "start", "power-o")
    assert ref in offered(env, shell, "show", ref[:3])
    assert "torch" in offered(env, shell, "tick", "-i", ref, "tor")
    assert "torch" not in offered(env, shell, "tick", "zzz")


def test_where_nothing_can_be_read_a_shell_gets_no_error(tmp_path: Path) -> None:
    env = environment(tmp_path / "none", "zh")
    assert offered(env, "bash", "tick", "t") == []


@pytest.mark.skipif(not os.path.exists("/bin/bash"), reason="no bash here")
def test_the_script_that_is_shown_makes_bash_complete(tmp_path: Path) -> None:
    env = environment(tmp_path, "zh")
    (tmp_path / "script").write_text(process(env, "--show-completion", "bash"), encoding="utf-8")
    made = program(["/bin/bash", "--norc", "-c", f"kit() {{ :; }}; . {tmp_path}/script; complete -p kit"])
    assert "_kit_completion kit" in made.stdout


def test_installing_writes_the_shells_own_file_and_says_which(tmp_path: Path) -> None:
    env = {**environment(tmp_path, "zh"), "HOME": str(tmp_path)}
    said = process(env, "--install-completion", "bash")
    written = re.findall(r"/\S*?\.sh|/\S*bash\S*(?=）)", said)
    assert written
    assert str(tmp_path) in written[0]
    assert (tmp_path / ".bashrc").exists()


def test_an_unknown_shell_is_refused_with_those_that_are_known(kit: Kit) -> None:
    answer = kit("--install-completion", "nosuch")
    assert answer.code == Exit.USAGE
    assert "fish" in answer.err
