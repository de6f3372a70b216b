"""What stands in red on every screen until a shift that should be over is accepted."""

from __future__ import annotations

import os

from kit.ground.base.cells import span
from kit.ground.base.clean import clean
from kit.ground.base.named import named
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context


def notices(ctx: Context) -> list[str]:
    """Where no shift is on, looking costs one listing."""
    try:
        if not os.listdir(os.path.join(ctx.home, "shifts", "open")):
            return []
    except OSError:
        return []
    from kit.shifts.shift.files import desk

    try:
        book = desk.on(ctx)
    except Refused:
        return []
    if book is None:
        return []
    from kit.shifts.shift.rules.handing import unaccepted_since

    shift, now = book.shift, ctx.now().wall
    who = named(shift.leader, ctx.me.lang)
    handing, since = shift.handing, unaccepted_since(shift, now)
    if handing is not None and handing.refused is not None:
        last = shift.refusals[-1]
        by, reason = clean(last.who, 60), clean(last.reason, 200)
        return [ctx.out.word("handover.notice-refused", by=by, reason=reason, who=who)]
    if since is None or (now - since).total_seconds() < 60:
        return []
    late = span((now - since).total_seconds(), ctx.me.lang)
    return [ctx.out.word("handover.notice", who=who, span=late)]
