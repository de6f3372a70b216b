"""What the kit ships and what users add: checklists, profiles, scripts, plan clauses."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.rules import Profile
from kit.ground.base.refusal import Exit, Refused
from kit.plans.scripts.rules import GENERAL, Scripts
from kit.plans.checklists.files.decoded import through
from kit.ground.machine.disk import make_dir, replace_file

T = TypeVar("T")


@cache
def shipped() -> Path:
    """Where ``checklists``, ``data`` and ``seeds`` lie: inside the wheel, or beside ``kit/``."""
    kit = Path(__file__).resolve().parents[3]
    return kit / "shipped" if (kit / "shipped").is_dir() else kit.parent


class Content:
    """Checklists and profiles: the user's own (``home``, ``KIT_CHECKLISTS``) over the shipped."""

    def __init__(self, home: str) -> None:
        self.home = Path(home)
        self.keep = True  # decoded copies are written; not by who must change nothing
        self._checklists: dict[str, Checklist] = {}
        self._profiles: dict[str, Profile] = {}

    def folders(self, kind: str) -> list[Path]:
        """Folders to look in, the one that wins first."""
        out = []
        own = os.environ.get("KIT_CHECKLISTS", "") if kind == "checklists" else ""
        if own:
            out.append(Path(own))
        out.append(self.home / kind)
        out.append(shipped() / kind if kind == "checklists" else shipped() / "data" / kind)
        return out

    def files(self, kind: str) -> dict[str, Path]:
        """Id to file, the user's own over the shipped."""
        found: dict[str, Path] = {}
        for folder in self.folders(kind):
            try:
                names = os.listdir(folder)
            except OSError:
                continue
            for name in names:
                if name.endswith(".toml"):
                    found.setdefault(name.removesuffix(".toml"), folder / name)
        return dict(sorted(found.items()))

    def types(self) -> list[str]:
        return list(self.files("checklists"))

    def _copies(self) -> Path | None:
        return self.home if self.keep else None

    def is_own(self, path: Path) -> bool:
        return not path.is_relative_to(shipped())

    def checklist(self, type_: str, files: dict[str, Path] | None = None) -> Checklist:
        """``files``: the folders as they were just listed, for who asks for many."""
        if type_ not in self._checklists:
            path = (files or self.files("checklists")).get(type_)
            if path is None:
                raise Refused("type-unknown", Exit.NOT_FOUND, type=type_, names=self.types())
            self._checklists[type_] = through(self._copies(), path, Checklist, read_checklist)
        return self._checklists[type_]

    def profile(self, id_: str) -> Profile:
        """A profile laid over those it extends."""
        if id_ in self._profiles:
            return self._profiles[id_]
        files = self.files("profiles")
        chain: list[Profile] = []
        name: str | None = id_
        while name is not None:
            path = files.get(name)
            if path is None:
                names = [n for n in files if n != "base"]
                raise Refused("profile-unknown", Exit.NOT_FOUND, profile=name, names=names)
            found = through(self._copies(), path, Profile, read_profile)
            if found.id in {p.id for p in chain}:
                raise Refused("profile-loop", Exit.UNREADABLE, profile=name)
            chain.append(found)
            name = found.extends
        merged = chain.pop()
        while chain:
            merged = chain.pop().over(merged)
        self._profiles[id_] = merged
        return merged

    def shipped_checklist(self, type_: str) -> Checklist | None:
        """The one that came with the kit, whatever lies over it."""
        path = shipped() / "checklists" / f"{type_}.toml"
        return read_checklist(path) if path.is_file() else None

    def shipped_profile(self, broken: str) -> Profile:
        """For a profile that cannot be read: the shipped one that its text says it extends, else
        the hotline."""
        name = "hotline"
        path = self.files("profiles").get(broken)
        try:
            text = path.read_text(encoding="utf-8", errors="replace") if path else ""
        except OSError:
            text = ""
        found = re.search(r'^\s*extends\s*=\s*"([a-z0-9-]+)"', text, re.MULTILINE)
        folder = shipped() / "data" / "profiles"
        if found and (folder / f"{found[1]}.toml").is_file():
            name = found[1]
        base = read_profile(folder / "base.toml")
        profile = read_profile(folder / f"{name}.toml")
        return profile if name == "base" else profile.over(base)

    def profiles(self) -> list[str]:
        return [name for name in self.files("profiles") if name != "base"]

    def chosen_profile(self, text: str = "") -> str:
        """The profile in use: named, or ``KIT_PROFILE``, or chosen before, or the hotline."""
        if text or os.environ.get("KIT_PROFILE"):
            return text or os.environ["KIT_PROFILE"]
        try:
            named = (self.home / "profile").read_text(encoding="utf-8", errors="replace")
            return named.strip() or "hotline"
        except OSError:
            return "hotline"

    def choose_profile(self, id_: str) -> None:
        self.profile(id_)
        make_dir(str(self.home))
        replace_file(str(self.home / "profile"), id_.encode("utf-8") + b"\n")

    def readable(self) -> tuple[list[Checklist], list[Refused]]:
        """Every checklist that can be read, and what is wrong with the others: one broken file of
        the user's must not hide the rest in an incident."""
        good: list[Checklist] = []
        bad: list[Refused] = []
        files = self.files("checklists")
        for type_ in files:
            try:
                good.append(self.checklist(type_, files))
            except Refused as refused:
                bad.append(refused)
        return good, bad

    def scripts(self, types: Iterable[str]) -> dict[str, Scripts]:
        """Words to say for these types, and the general ones: by type id."""
        files = self.files("scripts")
        return {
            name: through(self._copies(), files[name], Scripts, read_scripts)
            for name in (*types, GENERAL)
            if name in files
        }

    def clauses(self) -> set[str]:
        """Ids of all clauses of the plans in ``seeds/``."""
        return set(self.clause_texts())

    def clause_texts(self) -> dict[str, str]:
        """Every clause of the plans in ``seeds/``: id to its text in our own words."""
        from kit.plans.clauses.files import read_clauses

        return {clause.id: clause.text for clause in read_clauses(shipped() / "seeds")}


def read_checklist(path: Path) -> Checklist:
    """One checklist file. Raises ``Refused`` (unreadable) with the place and what is wrong."""
    found = read_toml(path, Checklist)
    if found.id != path.stem:
        why = Text(
            f"编号 {found.id} 与文件名 {path.stem} 不同，请改成一样",
            f"the id {found.id} is not the file's name {path.stem}; make them the same",
        )
        raise _broken(path, "id", why, read_text(path), "id")
    return found


def read_text(path: Path) -> str:
    """The text of a file that has been decoded before."""
    return path.read_text(encoding="utf-8-sig")


def read_scripts(path: Path) -> Scripts:
    """One file of words to say. Raises as ``read_checklist``."""
    return read_toml(path, Scripts)


def read_profile(path: Path) -> Profile:
    """One profile file, not yet laid over what it extends. Raises as ``read_checklist``."""
    return read_toml(path, Profile)


def read_toml(path: Path, cls: type[T]) -> T:
    """Strict decoding; ``Refused`` names the file, the line or path, and what is wrong there."""
    import tomllib  # most commands read no checklist but the log's own copy

    try:
        data = path.read_bytes()
    except OSError as error:
        from kit.plans.checklists.rules.toml_mistakes import explain_os

        raise _broken(path, "-", explain_os(error.errno, error.strerror)) from error
    try:
        text = data.decode("utf-8-sig")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        where = _where("", line)
        fill = {"file": str(path), "where": where, "line": line}
        raise Refused("checklist-encoding", Exit.UNREADABLE, **fill) from error
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, text, str(error)) from error
    if isinstance(raw.get("format"), int) and raw["format"] > 1:
        raise Refused("checklist-newer", Exit.UNREADABLE, file=str(path), format=raw["format"])
    try:
        return msgspec.convert(raw, cls)
    except msgspec.ValidationError as error:
        raise _not_so(path, text, raw, str(error)) from error


def _not_toml(path: Path, text: str, message: str) -> Refused:
    """The file is not TOML: the parser names the line, or means the end of the file."""
    from kit.plans.checklists.rules.toml_mistakes import explain

    why, _, where = message.partition(" (at ")
    found = re.match(r"line (\d+)", where)
    line = int(found[1]) if found else len(text.splitlines())
    return _broken(path, "", explain(why), line=line)


def _not_so(path: Path, text: str, raw: dict[str, Any], message: str) -> Refused:
    """It is TOML, but not what the format asks for: the decoder names the path."""
    from kit.plans.checklists.rules.toml_mistakes import explain

    why, _, at = message.partition(" - at `")
    at = at.rstrip("`").removeprefix("$").lstrip(".")
    field = re.fullmatch(r"Object contains unknown field `(.+)`", why)
    full = ".".join(part for part in (at, field[1] if field else "") if part)
    key = re.sub(r"\[\d+\]$", "", at).rpartition(".")[2]
    complaint = explain(why, "" if key == "id" and "phases[" not in at else key)
    return _broken(path, _named(raw, at), complaint, text, full)


def _broken(
    path: Path, where: str, why: Text, text: str = "", at: str = "", line: int = 0
) -> Refused:
    """Its ``fill`` has file, where and why for people, line and path for ``checklists check``.
    ``at`` is looked up in ``text`` where the line is not known."""
    if text:
        from kit.plans.checklists.rules.toml_lines import Places

        line = Places(text).line(at)
    return Refused(
        "checklist-broken",
        Exit.UNREADABLE,
        file=str(path),
        where=_where(where, line),
        why=why,
        line=line,
        path=where,
    )


def _where(where: str, line: int) -> Text:
    if not line:
        return Text(where or "-", where or "-")
    return Text(f"第 {line} 行 {where}".rstrip(), f"line {line} {where}".rstrip())


def _named(raw: dict[str, Any], where: str) -> str:
    """A path such as ``phases[1].steps[0].do`` with the ids of what it passes through."""
    value: Any = raw
    names = []
    for part in where.replace("[", ".[").split("."):
        if not part:
            continue
        try:
            value = value[int(part[1:-1])] if part.startswith("[") else value[part]
        except (KeyError, IndexError, TypeError, ValueError):
            break
        if part.startswith("[") and isinstance(value, dict) and "id" in value:
            names.append(str(value["id"])[:40])
    return f"{where} ({' / '.join(names)})" if names else where
