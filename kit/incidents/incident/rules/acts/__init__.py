"""Decisions: an act on an incident becomes events, or is refused with a reason.

Every act takes a ``Draft``: the state, who acts and when. ``draft.add`` applies an event to the
state at once, so that what follows from it (timers, the ladder) is decided on the state it led to.
If the events cannot be recorded the state is thrown away and read again from disk.

A module of them is imported when something of it is asked for: who ticks a step needs none of the
promises, and the guide's first picture hardly any.
"""

from typing import TYPE_CHECKING

from kit.ground.base.clean import MAX_TEXT, clean
from kit.ground.base.lean import asked_for

if TYPE_CHECKING:
    from kit.incidents.incident.rules.acts.calls import call, told_then
    from kit.incidents.incident.rules.acts.customers import (
        callback_add,
        callback_move,
        callback_try,
        find_callback,
        meant,
        so_called,
        which,
    )
    from kit.incidents.incident.rules.acts.draft import (
        ATTEMPTS_PER_RUNG,
        OUTCOMES,
        UNDONE,
        Act,
        Draft,
        find_role,
        find_step,
        find_timer,
        outcomes,
    )
    from kit.incidents.incident.rules.acts.forecasts import (
        awaited,
        find_forecast,
        forecast,
        forecast_end,
    )
    from kit.incidents.incident.rules.acts.improvements import (
        action_add,
        action_check,
        action_done,
        action_drop,
        action_give,
        action_move,
        action_seen,
    )
    from kit.incidents.incident.rules.acts.learning import redline, review, set_cause
    from kit.incidents.incident.rules.acts.opening_closing import (
        add_plan,
        add_step,
        close,
        known_days,
        open_incident,
        prepared,
        record_by,
        reopen,
        set_level,
        withdraw,
    )
    from kit.incidents.incident.rules.acts.outages import down_again, restored_steps
    from kit.incidents.incident.rules.acts.said import (
        AUDIENCES,
        FACTS,
        announce,
        fact,
        waiting_posts,
    )
    from kit.incidents.incident.rules.acts.steps import (
        amend,
        checked_value,
        choice_for,
        defer,
        hand,
        not_applicable,
        note,
        skip,
        take_up,
        tick,
    )
    from kit.incidents.incident.rules.acts.timers import (
        timer_cancel,
        timer_no,
        timer_no_answer,
        timer_snooze,
        timer_told,
        timer_yes,
        told_by_then,
        told_in_call,
    )
HOMES = {
    "calls": "call told_then",
    "customers": "callback_add callback_move callback_try find_callback meant so_called which",
    "draft": "ATTEMPTS_PER_RUNG OUTCOMES UNDONE Act Draft find_role find_step find_timer outcomes",
    "forecasts": "awaited find_forecast forecast forecast_end",
    "improvements": (
        "action_add action_check action_done action_drop action_give action_move action_seen"
    ),
    "learning": "redline review set_cause",
    "opening_closing": (
        "add_plan add_step close known_days open_incident prepared record_by reopen set_level "
        "withdraw"
    ),
    "outages": "down_again restored_steps",
    "said": "AUDIENCES FACTS announce fact waiting_posts",
    "steps": "amend checked_value choice_for defer hand not_applicable note skip take_up tick",
    "timers": (
        "timer_cancel timer_no timer_no_answer timer_snooze timer_told timer_yes "
        "told_by_then told_in_call"
    ),
}

if not TYPE_CHECKING:
    __getattr__ = asked_for(__name__, HOMES)

__all__ = [
    "ATTEMPTS_PER_RUNG",
    "AUDIENCES",
    "FACTS",
    "MAX_TEXT",
    "OUTCOMES",
    "UNDONE",
    "Act",
    "Draft",
    "action_add",
    "action_check",
    "action_done",
    "action_drop",
    "action_give",
    "action_move",
    "action_seen",
    "add_plan",
    "add_step",
    "amend",
    "announce",
    "awaited",
    "call",
    "callback_add",
    "callback_move",
    "callback_try",
    "checked_value",
    "choice_for",
    "clean",
    "close",
    "defer",
    "down_again",
    "fact",
    "find_callback",
    "find_forecast",
    "find_role",
    "find_step",
    "find_timer",
    "forecast",
    "forecast_end",
    "hand",
    "known_days",
    "meant",
    "not_applicable",
    "note",
    "open_incident",
    "outcomes",
    "prepared",
    "record_by",
    "redline",
    "reopen",
    "restored_steps",
    "review",
    "set_cause",
    "set_level",
    "skip",
    "so_called",
    "take_up",
    "tick",
    "timer_cancel",
    "timer_no",
    "timer_no_answer",
    "timer_snooze",
    "timer_told",
    "timer_yes",
    "told_by_then",
    "told_in_call",
    "told_then",
    "waiting_posts",
    "which",
    "withdraw",
]
