"""A scenario fitted to the lists and the site that it is played by: what their logs cannot show,
the observer judges. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from kit.readiness.drills.rules.check import Around, check
from kit.readiness.drills.rules.script import Auto, Expect, Scenario


def fitted(scenario: Scenario, here: Around) -> tuple[Scenario, list[str]]:
    """``here``: the lists by the types that the scenario names, the posts of the site. The scenario
    without the ways of seeing an expectation that these lists and posts do not have, and the
    expectations that no log can show now."""
    gone = {each.path for each in check(scenario, here)}
    modules, left = [], []
    for m, module in enumerate(scenario.modules):
        injects = []
        for i, inject in enumerate(module.injects):
            expects = []
            for e, expect in enumerate(inject.expect):
                place = f"modules[{m}].injects[{i}].expect[{e}]"
                expects.append(_seen(expect, place, gone))
                if expect.auto is not None and expects[-1].auto is None:
                    left.append(expect.id)
            injects.append(replace(inject, expect=expects))
        modules.append(replace(module, injects=injects))
    return replace(scenario, modules=modules), left


def _seen(expect: Expect, place: str, gone: set[str]) -> Expect:
    ways: list[Auto] = []
    paths = [f"{place}.auto", *(f"{place}.also[{n}]" for n in range(len(expect.also)))]
    if not gone.intersection(paths):
        return expect
    for way, path in zip(expect.ways, paths, strict=True):
        if path not in gone:
            ways.append(way)
        elif way.log == "call" and way.words:  # somebody else is called so here
            ways.append(replace(way, who=""))
    return replace(expect, auto=ways[0] if ways else None, also=ways[1:])
