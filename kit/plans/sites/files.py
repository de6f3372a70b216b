"""Site profiles: the user's own over the shipped, laid over those they extend; the one in use."""

from __future__ import annotations

import os
import re

from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.disk import make_dir, replace_file
from kit.plans.sites.rules import Profile
from kit.plans.toml.files.library import Library


class Sites:
    """Of one home; each profile is decoded once."""

    def __init__(self, home: str, keep: bool = True) -> None:
        self.library = Library(home, "profiles", keep)
        self._read: dict[str, Profile] = {}

    def files(self) -> dict[str, str]:
        """Id to file, the user's own over the shipped."""
        return self.library.files()

    def profiles(self) -> list[str]:
        return [name for name in self.files() if name != "base"]

    def profile(self, id_: str) -> Profile:
        """A profile laid over those it extends. Raises ``Refused`` where there is none of that
        name, none that can be read, or a circle."""
        if id_ in self._read:
            return self._read[id_]
        files = self.files()
        chain: list[Profile] = []
        name: str | None = id_
        while name is not None:
            path = files.get(name)
            if path is None:
                names = [n for n in files if n != "base"]
                raise Refused("profile-unknown", Exit.NOT_FOUND, profile=name, names=names)
            found = self.library.read(path, Profile, read_profile)
            if found.id in {p.id for p in chain}:
                raise Refused("profile-loop", Exit.UNREADABLE, profile=name)
            chain.append(found)
            name = found.extends
        merged = chain.pop()
        while chain:
            merged = chain.pop().over(merged)
        self._read[id_] = merged
        return merged

    def shipped_profile(self, broken: str) -> Profile:
        """For a profile that cannot be read: the shipped one that its text says it extends, else
        the hotline."""
        name = "hotline"
        path = self.files().get(broken)
        try:
            text = _text(path) if path else ""
        except OSError:
            text = ""
        found = re.search(r'^\s*extends\s*=\s*"([a-z0-9-]+)"', text, re.MULTILINE)
        folder = self.library.shipped_folder()
        if found and os.path.isfile(os.path.join(folder, f"{found[1]}.toml")):
            name = found[1]
        base = read_profile(os.path.join(folder, "base.toml"))
        profile = read_profile(os.path.join(folder, f"{name}.toml"))
        return profile if name == "base" else profile.over(base)

    def met(self, named: str = "") -> list[str]:
        """The types that the site in use meets, most urgent first; the shipped profile's where its
        own cannot be read."""
        chosen = self.chosen_profile(named)
        try:
            return self.profile(chosen).types
        except Refused:
            return self.shipped_profile(chosen).types

    def chosen_profile(self, text: str = "") -> str:
        """The profile in use: named, or ``KIT_PROFILE``, or chosen before, or the hotline."""
        if text or os.environ.get("KIT_PROFILE"):
            return text or os.environ["KIT_PROFILE"]
        try:
            return _text(self._choice()).strip() or "hotline"
        except OSError:
            return "hotline"

    def choose_profile(self, id_: str) -> None:
        """Raises ``OSError`` where the home cannot be written, and what ``profile`` raises."""
        self.profile(id_)
        make_dir(self.library.home)
        replace_file(self._choice(), id_.encode("utf-8") + b"\n")

    def _choice(self) -> str:
        return os.path.join(self.library.home, "profile")


def _text(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def read_profile(path: str | os.PathLike[str]) -> Profile:
    """One profile file, not yet laid over what it extends. Raises ``Refused`` (unreadable)."""
    from kit.plans.toml.files.read import read_toml  # most starts read a decoded copy

    return read_toml(path, Profile)
