"""Whether checklists and profiles, the user's own too, can be read and keep the rules, and whose
telephone number is missing."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.plans.checklists.files import Checklists
from kit.plans.checklists.files.proved import Judge
from kit.plans.checklists.rules.format import Danger
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile
from kit.plans.toml.files.library import shipped
from kit.readiness.doctor.files.look_home import shown, tried
from kit.readiness.doctor.rules.facts import Broken, Lacking, Lists, Site
from kit.readiness.setup.files import site as read_site
from kit.readiness.setup.rules import Missing
from kit.readiness.setup.rules import Site as SetUp
from kit.readiness.setup.show import list_title, missing_name

if TYPE_CHECKING:
    from kit.plans.checklists.rules.lint import Finding


def lists(checklists: Checklists, sites: Sites) -> Lists:
    return tried(lambda: _lists(checklists, sites), lambda error: Lists(error=error))


def _lists(checklists: Checklists, sites: Sites) -> Lists:
    files, is_own = checklists.files(), checklists.library.is_own
    judge = Judge(checklists, sites)
    bad, lint = [], []
    for type_, path in files.items():
        try:
            found = _found(type_, path, checklists, judge, sites)
        except Refused as refused:
            bad.append(refused)
            continue
        found = [each for each in found if not each.mild]
        if found:
            lint.append(Broken(shown(path), found[0].message, is_own(path)))
    named = os.environ.get("KIT_CHECKLISTS", "")
    return Lists(
        len(files),
        sum(is_own(path) for path in files.values()),
        [_broken(refused) for refused in bad],
        lint,
        [
            shown(os.path.basename(path))
            for lib in (checklists.library, sites.library)
            for path in lib.ignored()
        ],
        shown(named) if named and not os.path.isdir(named) else "",
    )


def _found(
    type_: str, path: str, checklists: Checklists, judge: Judge, sites: Sites
) -> list[Finding]:
    """Raises ``Refused`` for a list that cannot be read."""
    if not checklists.library.is_own(path):
        return judge.found(path, lambda: checklists.checklist(type_))
    from kit.plans.checklists.rules.lint import check

    checklist = checklists.checklist(type_)
    return check(checklist, judge.profiles(), judge.clauses, here=sites.readable())


def _broken(refused: Refused) -> Broken:
    """A file that cannot be decoded: its place and what is wrong there."""
    copy = str(refused.fill.get("copy", ""))
    file = copy or str(refused.fill.get("file", ""))
    said = refused.fill.get("why")
    if refused.code == "checklist-encoding":
        said = Text("不是 UTF-8 编码", "it is not in UTF-8")
    elif refused.code == "checklist-newer":
        said = Text("格式比本程序新", "its format is newer than this kit")
    elif not isinstance(said, Text):
        key = f"refused.{refused.code}"
        said = Text(*(word(lang, key, **refused.fill).rstrip("。.") for lang in ("zh", "en")))
    line = refused.fill.get("line")
    if line:
        said = Text(f"第 {line} 行：{said.zh}", f"line {line}: {said.en}")
    own = bool(file) and not file.startswith(shipped() + os.sep)
    return Broken(shown(file), Text(clean(said.zh, 300), clean(said.en, 300)), own, bool(copy))


def _profiles(sites: Sites) -> tuple[list[Profile], list[Broken]]:
    good, bad = [], []
    for name in sites.profiles():
        try:
            good.append(sites.profile(name))
        except Refused as refused:
            bad.append(_broken(refused))
    return good, bad


Reached = Callable[[Profile], Profile]


def site(checklists: Checklists, sites: Sites, named: str, reached: Reached) -> Site:
    """``named``: the profile that the options or KIT_PROFILE name; ``reached``: a profile with
    whom the contacts give for its posts."""
    return tried(
        lambda: _site(checklists, sites, named, reached),
        lambda error: Site(named, error=error),
    )


def _site(checklists: Checklists, sites: Sites, named: str, reached: Reached) -> Site:
    chosen = sites.chosen_profile(named)
    files, is_own = sites.files(), sites.library.is_own
    own = sum(is_own(path) for path in files.values())
    good, bad = _profiles(sites)
    try:
        profile = sites.profile(chosen)
    except Refused as refused:
        if refused.code == "profile-unknown":
            missing = clean(str(refused.fill["profile"]), 60)
            problem = Text(f"没有场所 {missing}", f"there is no profile {missing}")
        else:
            problem = _broken(refused).why
        rest = [b for b in bad if b.why != problem]
        return Site(clean(chosen, 60), None, len(good), own, problem, rest)
    there = read_site(checklists, sites, named)
    there = msgspec.structs.replace(there, profile=reached(there.profile))
    posts = there.posts()
    titles = {p.role: profile.roles[p.role].title for p in posts if not p.reachable}
    lacking = [Lacking(one.key, *_named(there, one)) for one in there.missing()]
    return Site(
        chosen, profile.title, len(good), own, None, bad, len(posts), titles, lacking=lacking
    )


def _named(site: SetUp, one: Missing) -> tuple[Danger, Text, Text]:
    """How grave it is, what is missing, and the list that wants it."""
    names = [missing_name(site, one.key, lang) for lang in ("zh", "en")]
    lists = [list_title(site, one.first, lang) for lang in ("zh", "en")]
    return one.danger, Text(*names), Text(*lists)
