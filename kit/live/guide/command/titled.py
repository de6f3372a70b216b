"""Several lists of one title, as where a site made its own from the kit's: which is opened."""

from __future__ import annotations

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.plans.checklists import INSTEAD
from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.find import normal
from kit.plans.checklists.rules.format import Checklist


def in_force(ctx: Context, checklists: list[Checklist], text: str, likeliest: str) -> str:
    """Of the lists whose title was typed in so many words the one in force here, as drills are
    played by; the others are named. "" where there are no several, or none is the ``likeliest``."""
    ids = [c.id for c in checklists if normal(text) in (normal(c.title.zh), normal(c.title.en))]
    if len(ids) < 2 or likeliest not in ids:
        return ""
    made = _stand_ins(ctx)
    shipped = [id_ for id_ in ids if not _own(ctx, id_)]
    approved = [own for own in reversed(made) if own in ids and made[own] in shipped]
    first = (approved or shipped or ids)[0]
    others = [f"kit start {id_}" for id_ in ids if id_ != first]
    key = "same-title" if approved or shipped else "same-title-own"
    ctx.err.say(f"warnings.{key}", type=first, names=others)
    return first


def _stand_ins(ctx: Context) -> dict[str, str]:
    """No register keeps an incident from being opened."""
    try:
        return {own: kit for tell in INSTEAD for own, kit in tell(ctx).items()}
    except Refused:
        return {}


def _own(ctx: Context, type_: str) -> bool:
    lists = ctx.of(Checklists)
    return lists.library.is_own(lists.files()[type_])
