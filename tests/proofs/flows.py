"""What people do in a terminal, from the first key to the last: each flow is played in both
languages by ``test_flows`` and, under load, by ``python -m tests.proofs.flows``.

``--times 50`` plays every flow so often in each language, ``--burners 4`` keeps as many processes
busy meanwhile, ``--jobs 4`` plays as many at the same time, ``--only WORD`` those whose name has it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import kit.live  # their sentences are looked up by key
import kit.readiness  # noqa: F401
from tests.proofs.flow import (
    Flow,
    Stage,
    anew,
    at,
    bells,
    beside,
    clock,
    ends,
    gone,
    half,
    interrupt,
    line,
    no_bytes,
    press,
    ready,
    recorded,
    same,
    says,
    see,
    send,
    shell,
    size,
    stop,
    stop_inside,
    through,
    torn_away,
    types,
    types_code,
    window_closed,
)
from tests.support.play import COLOR
from tests.support.terminal import ENTER, ESC

CTRL_D, CTRL_Z, BACKSPACE = "\x04", "\x1a", "\x7f"
BRACKETED = "\x1b[200~第一行\r第二行 q s a\r\n\r\x1b[201~"
KIT = '"$PYTHON" -m kit guide'
PROMPT = "=$> "
LEAVE = [press("q", "home-title", "left-guide"), ready(), send("q"), ends(0)]  # home first
HOME = LEAVE
FIRST = see(">no-logout", "key-q")

FLOWS = [
    Flow(
        "from-home-to-the-first-instruction", "",
        [see("home-none", "home-keys-none"), press("s", "start-ask"), types("crm", "found-key"), press(ENTER), recorded("opened"), FIRST, *HOME],
        "opened guide-left", type="", clock=False, env={"KIT_PROFILE": "hotline"},
    ),
    Flow(
        "start-by-name", "start application-outage --drill --profile hotline",
        [recorded("opened"), FIRST, press(ENTER, ">tell-tech"), *LEAVE],
        "opened step-done guide-left", type="",
    ),
    Flow(
        "a-type-guided-through-and-closed", "guide",
        [
            see(">move", "key-q"), through(), press(ENTER, "ask-close-none"), types("y", "close-other"), press(BACKSPACE), types_code("ask-outcome"),
            press("v", "closed-here"), ready(), send(ENTER), ends(0, "closed-now"),
        ],
        "guide-resumed step-done called step-done closed", type="workstation-fault",
    ),
    Flow(
        "skip-with-a-reason", "guide",
        [FIRST, press("s", "ask-reason"), send(ENTER), types("nobody on the floor", "read-back-yes"), press("y", ">tell-tech", "=nobody on"), *LEAVE],
        "step-skipped guide-left",
    ),
    Flow(
        "defer-and-it-comes-back", "guide",
        [FIRST, press("l", ">tell-tech"), press(ENTER, ">tell-supervisor"), press(ENTER, ">no-logout"), press(ENTER, ">staff-log"), *LEAVE],
        "step-deferred called called step-done",
    ),
    Flow(
        "hand-over-and-ask-whether-it-is-done", "guide",
        [
            see(">all-inbound", "key-q"), press("h", "ask-hand"), types("Li Na 2 min", ">tell-supervisor"), at(2), see("due-key", ">tell-supervisor"), bells(1),
            press("d", "due-title", "yes", "not-yet"), press("1", "no-key"), press("y", ">tell-supervisor", "saved"), gone("due-key"), *LEAVE,
        ],
        "step-handed timer-answered step-done guide-left", type="call-surge",
    ),
    Flow(
        "two-failed-calls-and-the-ladder", "guide",
        [
            FIRST, press(ENTER, ">tell-tech"), press(ENTER, ">tell-supervisor"), press("x", "saved", ">tell-supervisor"),
            press("x", "climbed"), press(ENTER, "ask-whom-now"), press("y", "saved"), *LEAVE,
        ],
        "called called called escalated called",
    ),
    Flow(
        "level-up-and-down", "guide",
        [see(">all-inbound", "key-q"), press("+", "saved"), press("-", "ask-level"), types("calmer", "saved"), beside("log", "=calmer"), *LEAVE],
        "level-set level-set", type="call-surge",
    ),
    Flow(
        "a-note-while-a-timer-rings", "guide",
        [
            FIRST, press("n", "ask-note"), half("half"), at(5), see("due-key", "ask-note", "=half"), half(" a note"), see("=half a note"),
            types("", "saved", ">no-logout", "=half a note"), see("due-key"), press("d", "due-title", "told"), press("1", "no-key"),
            press("r", ">no-logout", "saved"), gone("due-key"), bells(2), beside("log", "=half a note"), *LEAVE,
        ],
        "note timer-answered guide-left", absent="step-skipped step-not-applicable timer-snoozed",
    ),
    Flow(
        "esc-at-a-due-question", "guide",
        [
            FIRST, at(5), see("due-key"), press("d", "due-title", "told"), press("s", "ask-reason"), press(ESC, "due-title", "told"),
            press(ESC, ">no-logout", "due-key"), gone("due-title"), press(ENTER, ">tell-tech", "due-key"),
            press("d", "due-title", "told"), press("r", ">tell-tech", "saved"), gone("due-key"), bells(1), *LEAVE,
        ],
        "step-done timer-answered", absent="timer-snoozed",
    ),
    Flow(
        "put-off-with-a-reason", "guide",
        [
            FIRST, at(5), see("due-key"), press("d", "due-title", "snooze"), press("4", "no-key"), press("s", "ask-reason"), types("line busy", "ask-snooze"),
            types("", ">no-logout", "saved"), beside("log", "=line busy"), gone("due-key"), at(9), gone("due-key"), bells(2), at(10), see("due-key"), *LEAVE,
        ],
        "timer-snoozed guide-left", absent="timer-answered",
    ),
    Flow(
        "close-with-open-items", "guide",
        [
            FIRST, press("e", "ask-close", "closing", "closing-untold"), types("2", "close-other"), press(ESC, ">no-logout"), gone("closing"),
            press("e", "ask-close"), types_code("ask-outcome"), press("m", "closed-here"), press("u", "ask-undo"), press("u", ">no-logout"),
            press("e", "ask-close"), types_code("ask-outcome"), press("m", "closed-here"), ready(), send("q"), ends(0, "closed-now"),
        ],
        "closed", absent="step-done",
    ),
    Flow(
        "reopen-and-go-on", "reopen there is more",
        [ends(0), anew("guide", ">no-logout", "key-q"), press(ENTER, ">tell-tech"), *LEAVE],
        "reopened guide-resumed step-done", closed=True,
    ),
    Flow(
        "a-call-from-any-step", "guide",
        [
            FIRST, press("c", "ask-who"), press("1", "wrong-number"), press("1", "ask-said"), types("he comes", "ask-repeated"),
            press("2", "no-key"), press("y", ">no-logout", "saved"), *LEAVE,
        ],
        "called guide-left",
    ),
    Flow(
        "customers-to-call-back", "guide",
        [
            FIRST, press("k", "ask-customer"), types("Zhang San", "customer-phone"), types("13800001111", "customer-matter"),
            types("refund", "customer-promised"), types("10:45", ">no-logout", "saved"), press("k", "ask-owed", "=Zhang San"), press(ESC, ">no-logout"), *LEAVE,
        ],
        "callback-added guide-left",
    ),
    Flow("another-checklist", "guide", [FIRST, press("p", "ask-plan"), types("1", "saved"), *LEAVE], "plan-added guide-left"),
    Flow(
        "the-board", "board",
        [see("board-title", "board-keys"), clock(5), bells(1), clock(6), see("over"), beside("note water"), send("q"), ends(0)],
        "note",
    ),
    Flow("ctrl-c-at-the-board", "board", [see("board-title", "board-keys"), interrupt(), ends(130)]),
    Flow(
        "a-note-from-home", "",
        [see("home-title", "key-q"), press("n", "ask-note"), types("water in the hall", "home-noted", "home-title"), ready(), send("q"), ends(0)], "note",
    ),
    Flow(
        "home-and-back-to-the-incident", "",
        [see("home-title", "key-q"), press("1", ">no-logout", "key-s"), press("q", "home-title", "left-guide"), press("1", ">no-logout", "key-s"), *HOME],
        "guide-resumed guide-left guide-resumed guide-left",
    ),
    Flow("ctrl-c-while-searching", "", [see("home-title", "key-q"), press("s", "start-ask"), half("smo"), interrupt(), ends(130)]),
    Flow("the-demonstration", "demo --seconds 1", [ends(0, "demo-end")], type="", clock=False),
    Flow(
        "plain", "guide --plain",
        [
            says(">no-logout", "number-prompt"), line("1", ">tell-tech", "number-prompt"), line("77", "again-figure", "number-prompt"), line("2", "number-prompt"),
            line("y", "saved", ">tell-tech", "number-prompt"), line("n", "ask-note"), line("plain note", "saved", "number-prompt"),
            line("11", "key-prompt"), line("y", "ask-reason"), line("nobody there", ">tell-supervisor", "number-prompt"), line("q", "left-guide", "home-title", "number-prompt"), line("0"), ends(0),
        ],
        "step-done called note step-skipped guide-left",
    ),
    Flow(
        "plain-while-a-timer-rings", "guide --plain",
        [
            says(">no-logout", "number-prompt"), clock(5), says("ring-plain"), bells(1), line("1", ">tell-tech", "number-prompt"),
            line("d", "told", "letter-prompt"), line("8", "again-letter", "letter-prompt"), line("r", "saved", ">tell-tech", "number-prompt"),
            line("q", "left-guide", "home-title", "number-prompt"), line("0"), ends(0),
        ],
        "step-done timer-answered guide-left",
    ),
    Flow("plain-end-of-input", "guide --plain", [says(">no-logout", "number-prompt"), send(CTRL_D), ends(130, "refused.stopped")]),
    Flow("plain-ctrl-c", "guide --plain", [says(">no-logout", "number-prompt"), interrupt(), ends(130, "refused.stopped")]),
    Flow(
        "resize-in-mid-question", "guide",
        [
            FIRST, press("n", "ask-note"), half("before the change"), size(120, 40), see("=" + "-" * 120, "=before the change"),
            size(40, 10), see("small"), size(80, 24), see(">no-logout", "=before the change", gone="small"), types("", "saved"), *LEAVE,
        ],
        "note",
    ),
    Flow("ctrl-c-in-mid-note", "guide", [FIRST, press("n", "ask-note"), half("half a no"), interrupt(), ends(130, "refused.stopped")], absent="note"),
    *[
        Flow(f"{name.lower()}-in-mid-note", "guide", [FIRST, press("n", "ask-note"), half("half a no"), stop(name), ends(code, "refused.stopped")], absent="note")
        for name, code in (("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130))
    ],
    Flow(
        "ctrl-z-and-back", "",
        [
            shell('stty -a > "$KIT_HOME.before"'), shell(KIT, ">no-logout"), see("key-q"), ready(), send(CTRL_Z, "=Stopped"),
            says(PROMPT), shell('stty -a > "$KIT_HOME.stopped"', PROMPT), same("home.before", "home.stopped"), send("fg\n", ">no-logout", "key-q"),
            press("n", "ask-note"), types("after the stop", "saved"), press("q", "home-title"), ready(), send("q"), says(PROMPT),
            shell('stty -a > "$KIT_HOME.after"', PROMPT), same("home.before", "home.after"), send("exit\n"), ends(0),
        ],
        "note guide-left", shell=True,
    ),
    Flow(
        "stty-says-the-same-after-every-signal", "",
        [
            shell('stty -a > "$KIT_HOME.before"'),
            *[
                act
                for name in ("SIGTERM", "SIGHUP", "SIGINT")
                for act in (
                    shell(KIT, ">no-logout"), see("key-q"), ready(), stop_inside(name), says("refused.stopped", PROMPT),
                    shell(f'stty -a > "$KIT_HOME.{name}"', PROMPT), same("home.before", f"home.{name}"),
                )
            ],
            send("exit\n"), ends(0),
        ],
        "guide-resumed guide-resumed guide-resumed", shell=True,
    ),
    Flow(
        "the-window-is-closed", "guide",
        [FIRST, press(ENTER, ">tell-tech"), press("n", "ask-note"), half("half"), window_closed(), anew("guide", ">tell-tech", "resumed"), press("q", "home-title", "left-guide-some", "=half"), press("q", "home-leave"), ready(), send("#"), ends(0)],
        "step-done guide-resumed", absent="note",
    ),
    Flow(
        "kill-9-in-mid-note", "guide",
        [FIRST, press(ENTER, ">tell-tech"), press("n", "ask-note"), half("half"), torn_away(), anew("guide", ">tell-tech", "resumed"), *LEAVE],
        "step-done guide-resumed", absent="note",
    ),
    Flow(
        "pasted-lines", "guide",
        [FIRST, ready(), send(BRACKETED), see("ask-note", "typed-on"), types("", "saved", ">no-logout"), ready(), send("第一行\r第二行\rq\rs\ra\r\r"), see("saved", "=第一行 第二行 q s a"), press("n", "ask-note"), types("after it", "saved", ">no-logout"), press("q", "home-title", "left-nothing"), ready(), send("q"), ends(0)],
        "note note note guide-left", absent="step-done step-skipped step-not-applicable",
    ),
    Flow(
        "lines-pasted-into-a-note", "guide",
        [FIRST, press("n", "ask-note"), send("\x1b[200~one line\r\ntwo\x1b[31m\u202e lines\r\n\x1b[201~", "=two"), types("", "saved", "=one line two"), beside("log", "=one line two[31m lines"), *LEAVE],
        "note guide-left",
    ),
    Flow(
        "typed-ahead-in-plain-mode", "guide --plain",
        [says(">no-logout", "number-prompt"), line("1\n1\n1\n1", ">tell-tech", "number-prompt"), line("q", "left-guide", "home-title", "number-prompt"), line("0"), ends(0)],
        "step-done guide-left",
    ),
    Flow(
        "bytes-that-are-no-utf-8", "guide",
        [FIRST, press("n", "ask-note"), send(b"caf\xe9 \xff\xfe then ok", "=then ok"), types("", "saved", "=then ok"), beside("log", "=then ok"), beside("show"), *LEAVE],
        "note guide-left",
    ),
    Flow("forty-columns", "guide", [FIRST, press("n", "ask-note"), types("narrow", "saved"), press(ENTER, ">tell-tech"), press("q", "home-title"), ready(), send("q"), ends(0)], "note step-done", cols=40),
    Flow(
        "term-dumb", "guide",
        [says(">no-logout", "number-prompt"), line("1", ">tell-tech", "number-prompt"), line("q", "left-guide", "home-title", "number-prompt"), line("0"), ends(0), no_bytes(rb"\x1b")],
        "step-done guide-left", env={"TERM": "dumb"},
    ),
    Flow("no-color", "guide", [FIRST, at(30), see("over"), press("q", "home-title"), ready(), send("q"), ends(0), no_bytes(COLOR.pattern)], env={"NO_COLOR": "1"}),
    Flow(
        "no-terminal", "list",
        [
            ends(0), beside("guide", "refused.no-terminal", code=3), beside("close", "refused.confirm-close", code=3),
            beside("board", "board-title"), beside("note by a script", "=by a script"), beside("", "board-title"),
        ],
        "note",
    ),
    Flow("a-silent-type", "guide", [see("silent-start"), clock(90), see("=11:30"), press("q", "home-title"), ready(), send("q"), ends(0), bells(0)], type="robbery"),
    Flow(
        "another-terminal-records-meanwhile", "guide",
        [FIRST, beside("tick no-logout"), at(1), see(">tell-tech"), beside("note from outside"), press("n", "ask-note"), types("from inside", "saved"), *LEAVE],
        "step-done note note",
    ),
]  # fmt: skip


def play(flow: Flow, lang: str) -> str:
    """Play it once; what went wrong, or nothing."""
    with tempfile.TemporaryDirectory(prefix="kit-flow-", ignore_cleanup_errors=True) as folder:
        try:
            Stage(flow, lang, Path(folder)).play()
        except Exception as error:  # one flow's failure must not end the others
            return f"{type(error).__name__}: {error}"
    return ""


def _played(order: tuple[int, str]) -> tuple[str, str, str]:
    number, lang = order
    return FLOWS[number].name, lang, play(FLOWS[number], lang)


def _burn() -> None:
    while True:
        sum(range(10_000))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.flows", description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--burners", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    # A shell starts what it puts in the background deaf to Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    numbers = [n for n, flow in enumerate(FLOWS) if asked.only in flow.name]
    orders = [(n, lang) for _ in range(asked.times) for n in numbers for lang in ("zh", "en")]
    burners = [multiprocessing.Process(target=_burn, daemon=True) for _ in range(asked.burners)]
    failed: Counter[str] = Counter()
    begun, done = time.monotonic(), 0
    for burner in burners:
        burner.start()
    try:
        with multiprocessing.Pool(asked.jobs) as pool:
            for name, lang, wrong in pool.imap_unordered(_played, orders):
                done += 1
                if wrong:
                    failed[name] += 1
                    sys.stdout.write(f"FAILED {name} {lang}\n{wrong}\n")
                if done % 100 == 0 or wrong:
                    took = time.monotonic() - begun
                    sys.stdout.write(f"{done} of {len(orders)}, {failed.total()} failed, {took:.0f} s, load {os.getloadavg()[0]:.1f}\n")
                    sys.stdout.flush()
    finally:
        for burner in burners:
            burner.terminate()
    took = time.monotonic() - begun
    sys.stdout.write(f"{len(numbers)} flows, 2 languages, {asked.times} times, {asked.burners} burners: {done} played, {failed.total()} failed, {took:.0f} s\n")
    for name, count in failed.most_common():
        sys.stdout.write(f"  {count:4}  {name}\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
