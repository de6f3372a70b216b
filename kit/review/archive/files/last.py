"""Which incident was closed last."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store


def last_closed(ctx: Context) -> Log:
    """The incident closed last, from the months' catalogues. One whose folder a crash kept from
    moving is moved first."""
    from kit.review.archive.files.catalogue import Catalogue

    store = ctx.of(Store)
    store.tidy()
    ref = Catalogue(store).last_closed()
    if ref is None:
        if store.closed_unread:  # it may lie there
            raise Refused("closed-unread", Exit.UNREADABLE, names=store.closed_unread[:6])
        raise Refused("none-closed", Exit.NOT_FOUND)
    return store.load(store.locate(ref))
