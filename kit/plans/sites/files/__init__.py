"""Site profiles: the user's own over the shipped, laid over those they extend; the one in use."""

from __future__ import annotations

import os

import msgspec
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.disk import make_dir, regular, replace_file, size_and_time, take_away
from kit.ground.machine.unwritten import unwritten
from kit.plans.sites.rules import FACTS, FactName, Minutes, Profile
from kit.plans.toml.files.library import Library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kit.ground.base.veil import Veil
    from kit.plans.sites.files.own_profile import Changes


class Sites:
    """Of one home; each profile is decoded once while the home's own files are as they were."""

    def __init__(self, home: str, keep: bool = True) -> None:
        self.library = Library(home, "profiles", keep)
        self._read: dict[str, Profile] = {}
        self._at: list[tuple[int, int]] = []
        self.veil: Veil | None = None
        self.warnings: list[tuple[str, dict[str, object]]] = []

    def files(self) -> dict[str, str]:
        """Id to file, the user's own over the shipped."""
        return self.library.files()

    def profiles(self) -> list[str]:
        return [name for name in self.files() if name != "base"]

    def profile(self, id_: str) -> Profile:
        """A profile laid over those it extends. Raises ``Refused`` where there is none of that
        name, none that can be read, or a circle."""
        stamp = self._stamp()
        if stamp != self._at:  # another window changed them
            self._read.clear()
            self._at = stamp
        if id_ in self._read:
            return self._read[id_]
        files = self.files()
        self._once(id_, files)
        chain: list[Profile] = []
        name: str | None = id_
        while name is not None:
            path = files.get(name)
            if path is None:
                names = [n for n in files if n != "base"]
                ignored = [os.path.basename(path) for path in self.library.ignored()]
                near = [each for each in ignored if each.startswith(f"{name}.")]
                if near:
                    path = os.path.join(self.library.home, "profiles", near[0])
                    raise Refused("profile-named", Exit.NOT_FOUND, profile=name, file=path)
                raise Refused("profile-unknown", Exit.NOT_FOUND, profile=name, names=names)
            found = self.library.read(path, Profile, read_profile)
            if found.id in {p.id for p in chain}:
                raise Refused("profile-loop", Exit.UNREADABLE, profile=name)
            chain.append(found)
            name = found.extends
        merged = chain.pop()
        while chain:
            merged = chain.pop().over(merged)
        if "base" not in merged.kinds():
            merged = self._with_figures(merged, files)
        merged = merged.knowing(self._told())
        if self.veil is not None:
            merged = self.veil.knowing(merged.posts()).over(merged)
        self._read[id_] = merged
        return merged

    def _stamp(self) -> list[tuple[int, int]]:
        """By which a change of the home's own files is seen."""
        folder = os.path.join(self.library.home, "profiles")
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            names = []
        paths = [os.path.join(folder, name) for name in names if name.endswith(".toml")]
        return [size_and_time(path) for path in [*paths, self._old()]]

    def _with_figures(self, profile: Profile, files: dict[str, str]) -> Profile:
        """A profile that extends none has our figures where it gives none: a list counts by them,
        and a deadline without one would never ring."""
        base = self.library.read(files["base"], Profile, read_profile)
        return replace(profile, minutes={**base.minutes, **profile.minutes})

    def _once(self, id_: str, files: dict[str, str]) -> None:
        """Of two files of one id, as a sync program's copy makes them, the one counts whose name is
        the id, and the other is told of; where neither is, nothing is guessed. Only names that hold
        another's are looked into."""
        for name in files:
            one, other = sorted((name, id_), key=len)
            if one == other or one not in other or id_ not in files:
                continue
            pair = [files[one], files[other]]
            if not any(map(self.library.is_own, pair)):
                continue
            ids = {_id_in(each) for each in pair}
            if len(ids) != 1:
                continue
            counts, names = ids.pop(), [os.path.basename(each) for each in pair]
            if counts not in (one, other):
                raise Refused("profile-twice", Exit.UNREADABLE, profile=one, names=names)
            file, copy = names if counts == one else names[::-1]
            told: dict[str, object] = {"profile": counts, "file": file, "copy": copy}
            if counts != id_:
                raise Refused("profile-copy", Exit.UNREADABLE, **told)
            self.warnings.append(("profile-copy", told))

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

    def figures(self, id_: str) -> dict[str, Minutes]:
        """The minutes of a site as they are today; the shipped ones where it cannot be read."""
        try:
            return self.profile(id_).minutes
        except Refused:
            return self.shipped_profile(id_).minutes

    def met(self, named: str = "") -> list[str]:
        """The types that the site in use meets, most urgent first; the shipped profile's where its
        own cannot be read."""
        chosen = self.chosen_profile(named)
        try:
            return self.profile(chosen).types
        except Refused:
            return self.shipped_profile(chosen).types

    def in_use(self, named: str = "") -> Profile:
        """Raises ``Refused`` where it cannot be read."""
        return self.profile(self.chosen_profile(named))

    def readable(self, named: str = "") -> Profile | None:
        """The same for who goes on without; what is wrong with it others say."""
        try:
            return self.in_use(named)
        except (Refused, OSError):
            return None

    def chosen_profile(self, text: str = "") -> str:
        """The profile in use: named, or ``KIT_PROFILE``, or chosen before, or the hotline."""
        if text or os.environ.get("KIT_PROFILE"):
            return text or os.environ["KIT_PROFILE"]
        try:
            return _text(self._choice()).strip() or "hotline"
        except OSError:
            return "hotline"

    def choose_profile(self, id_: str) -> None:
        """Raises ``Refused`` where the disk does not take it, and what ``profile`` raises."""
        self.profile(id_)
        path = self._free_choice()
        try:
            make_dir(self.library.home)
            replace_file(path, id_.encode("utf-8") + b"\n")
        except OSError as error:
            raise unwritten(path, error, len(id_)) from error

    def _free_choice(self) -> str:
        """Where the choice is written. Raises ``Refused`` where a folder lies in its place."""
        path = self._choice()
        if os.path.isdir(path):
            raise Refused("profile-folder", Exit.FAULT, path=path)
        return path

    def own_file(self, named: str = "") -> str:
        """The site's own profile where it is in use; "" where a shipped one is."""
        path = self.files().get(self.chosen_profile(named), "")
        return path if path and self.library.is_own(path) else ""

    def change(self, changes: Changes, named: str = "") -> str:
        """Put these into the site's own profile; where a shipped one is in use, into a new one that
        extends it and is used from now on. Its file. Raises ``Refused`` where what is there cannot
        be read, which is left as it is, and where the disk does not take it."""
        from kit.plans.sites.files import own_profile  # few starts change it

        chosen = self.chosen_profile(named)
        profile = self.profile(chosen)
        path, known = self.own_file(named), set[str]()
        begins = not path
        wanted: dict[tuple[str, ...], own_profile.Value | None] = {}
        if begins:
            self._free_choice()  # before anything is written
            path = os.path.join(self.library.home, "profiles", f"{own_profile.NAME}.toml")
            wanted["extends",] = chosen
        if os.path.exists(path):
            known.update(read_profile(path).site)
            text = own_profile.read(path)
        else:
            title = {"zh": profile.title.zh, "en": profile.title.en}
            text = own_profile.begun(own_profile.NAME, title, chosen)
        for name, said in self._told().items():
            if name not in known:
                wanted["site", name] = said
        try:
            text = own_profile.changed(text, {**wanted, **changes})
        except ValueError as error:
            raise Refused("profile-kept", file=path) from error
        own_profile.write(self.library.home, path, text)
        self._read.clear()
        self._forget()
        if begins:
            self.choose_profile(own_profile.NAME)
        return path

    def forget(self) -> None:
        """Read the files anew from now on: one of them was put in place of another."""
        self._read.clear()

    def _told(self) -> dict[FactName, str]:
        """What an older kit was told of this place. A file that cannot be read knows nothing."""
        try:
            found = msgspec.json.decode(_text(self._old()))
        except (OSError, msgspec.MsgspecError):
            return {}
        known = found if isinstance(found, dict) else {}
        return {n: clean(str(known[n]), 200) for n in FACTS if known.get(n)}

    def told(self) -> bool:
        """Whether profiles are other than their files say, but for people who are hidden: by whom
        a post is held no list is judged."""
        return bool(self._told())

    def _forget(self) -> None:
        """That stands in the profile now."""
        take_away(self._old())

    def _old(self) -> str:
        return os.path.join(self.library.home, "site.json")

    def _choice(self) -> str:
        return os.path.join(self.library.home, "profile")


def _text(path: str) -> str:
    with open(path, encoding="utf-8-sig", errors="replace", opener=regular) as file:
        return file.read()


def _id_in(path: str) -> str:
    """The id that a file says it has; its name where it says none."""
    name = os.path.basename(path).removesuffix(".toml")
    try:
        found = re.search(r'^\s*id\s*=\s*"([a-z0-9-]+)"', _text(path), re.MULTILINE)
    except OSError:
        return name
    return found[1] if found else name


def read_profile(path: str | os.PathLike[str]) -> Profile:
    """One profile file, not yet laid over what it extends. Raises ``Refused`` (unreadable)."""
    from kit.plans.toml.files.read import read_toml  # most starts read a decoded copy

    return read_toml(path, Profile)
