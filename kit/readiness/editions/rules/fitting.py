"""A list of another site made to name only posts that this one has. Values in, values out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from kit.ground.base.lean import re
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint.sites import wanted
from kit.plans.sites.rules import Profile

ABOVE = ("supervisor", "manager", "director", "head", "deputy")  # who answers in another's place


def lacking(checklist: Checklist, site: Profile) -> list[str]:
    """Posts that the list calls, tells or names and the site neither has nor says it has not."""
    return [r for r in wanted(checklist)[0] if r not in site.roles and r not in site.absent]


def in_place_of(site: Profile) -> str:
    """The post that is named where one lacks; "" at a site without posts."""
    return next((role for role in (*ABOVE, *site.roles) if role in site.roles), "")


def without_posts(text: str, gone: Collection[str], post: str) -> str:
    """The list's text with ``post`` wherever one of ``gone`` is called, told, decides or is named;
    conditions stay, which tell sites apart. A ladder names nobody twice."""
    for role in gone:
        name = re.escape(role)
        text = re.sub(rf'(?m)(\b(?:call|decides)\s*=\s*)"{name}"', rf'\1"{post}"', text)
        text = re.sub(rf"\{{(role|number):{name}\}}", rf"{{\1:{post}}}", text)
    lost = {*gone}

    def ladder(found: Any) -> str:
        roles = [post if r in lost else r for r in re.findall(r'"([^"]+)"', found[2])]
        return str(found[1]) + "[" + ", ".join(f'"{role}"' for role in dict.fromkeys(roles)) + "]"

    return re.sub(r"(?m)(\btell\s*=\s*)\[([^\]]*)\]", ladder, text)
