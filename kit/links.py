"""What lower rooms hear of higher ones, whichever door was opened (``app`` or ``doors``). Each is
imported when it is asked for."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kit.ground.console.context import Context


def link_guide() -> None:
    """Where the guide leads on: home, keys of other rooms, notes of no incident."""
    from kit.incidents import incident

    incident.HOME[:] = [_home]
    incident.OUTSIDE[:] = [_outside]
    link_keys()


def link_keys() -> None:
    from kit.incidents import incident

    incident.MORE_KEYS[:] = [_staffing]
    incident.SIGNED[:] = [_signed]


def link_drills() -> None:
    """The drill that is on: its clock, its news, and how it stops."""
    from kit.incidents import incident
    from kit.people.registers.talk.above import NEWS

    incident.DRILL[:], NEWS[:] = [_drill], [_drill_news]
    incident.ENDED[:] = [lambda *asked: _stop().over(*asked)]
    incident.GOING[:] = [lambda *asked: _stop().going(*asked)]
    link_stop()


def link_stop() -> None:
    from kit.incidents import incident

    incident.STOP[:] = [lambda *asked: _stop().stop(*asked)]


def link_above() -> None:
    """What the shifts show above the rows of others."""
    from kit.shifts.handover.command.hooks import register

    register()


def _home(ctx: "Context", said: str) -> int:
    from kit import readiness
    from kit.live.home.command import go_home
    from kit.shifts.handover.command.at_home import register

    register()
    readiness.at_home()
    return go_home(ctx, said)


def _outside(ctx: "Context", text: str, at: str, date: str, by: str, as_json: bool) -> None:
    from kit.shifts.shift.command.noting import note

    note(ctx, text, at, date, by, as_json)


def _staffing() -> "list[Any]":
    from kit.shifts.staffing.talk.keys import KEYS

    return KEYS


def _signed(ctx: "Context", wrong: str, right: str) -> "Any":
    from kit.shifts.shift.command.signatures import at_guide

    return at_guide(ctx, wrong, right)


def _drill(ctx: "Context") -> "Any":
    import os

    if not os.path.isdir(os.path.join(ctx.home, "drilled")):
        return None
    from kit.readiness.drills.files.desk import on_drill

    return on_drill(ctx)


def _drill_news(ctx: "Context") -> "Any":
    import os

    def make() -> "Any":
        from kit.readiness.drills.talk.news import News

        return News(ctx)

    from kit.people.registers.talk.above import Later

    return Later(os.path.join(ctx.home, "drilled"), make)


def _stop() -> "Any":
    from kit.readiness.drills.command import stop

    return stop
