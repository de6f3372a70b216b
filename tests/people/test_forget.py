"""Personal data leave registers and exports; the chain goes on proving itself, and what stays in
the journal is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

from kit.ground.journal import prove_log
from kit.ground.journal.log import Log
from kit.incidents.incident.rules.tracked import Effect, _of_doc, aged_at
from kit.incidents.incident.show.improvements import lines, whole
from kit.people.registers.files.store import Registers
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.kinds import Edited, Forgotten, Tried
from kit.people.registers.rules.state import Doc, Register, Step
from tests.support.constants import TEN
from tests.support.homes import keeping
from tests.support.kit import Kit

DAY = 24 * 60


def old(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Zhang", "--phone", "5550100", "--matter", "his bill")
    bare("callback", "no-answer", "Zhang", "--note", "his wife answered")
    bare("callback", "done", "Zhang", "--note", "told him")
    bare("callback", "add", "Wang", "--phone", "5550101")


def said_everywhere(bare: Kit) -> str:
    asked = (
        ["callback", "list", "--all"],
        ["callback", "list", "--all", "--json"],
        ["sheet", "--csv", "-"],
        ["board"],
    )
    (item, *_) = bare("callback", "list", "--all", "--json").json["items"][-1:]
    return "".join(bare(*argv).out for argv in [*asked, ["callback", "show", item["id"]]])


def test_nothing_is_forgotten_before_its_time_or_while_it_is_open(bare: Kit) -> None:
    old(bare)
    assert bare.at(DAY)("forget", "--yes").out == ""
    refused = bare.at(400 * DAY)("forget", "callback", "Wang", "--yes")
    assert refused.code == 3 and "is not over" in refused.err


def test_it_is_listed_first_and_done_only_when_it_is_confirmed(bare: Kit) -> None:
    old(bare)
    shown = bare.at(400 * DAY)("forget")
    assert "Call-back: 1" in shown.out and "--yes" in shown.err
    assert "Zhang" in said_everywhere(bare)


def test_what_was_forgotten_stands_on_no_screen_and_in_no_export(bare: Kit) -> None:
    old(bare)
    assert bare.at(400 * DAY)("forget", "--yes").code == 0
    said = said_everywhere(bare)
    for text in ("Zhang", "5550100", "his bill", "wife", "told him"):
        assert text not in said, text
    assert "personal data removed" in said and "Wang" in said
    assert bare("callback", "list", "Zhang").out == ""


def test_it_says_what_stays_and_the_chain_still_proves_itself(bare: Kit) -> None:
    old(bare)
    done = bare.at(400 * DAY)("forget", "--yes")
    assert str(Path(bare.home) / "registers") in done.err and "stay in" in done.err
    keeper = Registers(str(bare.home))
    verdict, _ = prove_log.examine(lambda: Log(keeper, keeper.locate("callback"), False, False))
    assert [f for f in verdict.findings if f.kind != "rights"] == []


def test_what_was_forgotten_is_not_brought_back_by_undo_or_by_another_laptop(bare: Kit) -> None:
    old(bare)
    bare.at(400 * DAY)("forget", "--yes")
    assert bare("callback", "undo").code == 0, "Wang was noted last"
    assert "Zhang" not in said_everywhere(bare)
    register = Register("callback", docs={"A": Doc("A", TEN, "li", {"name": "Zhang"}, TEN)})
    names = ["name", "phone", "matter"]
    for event in (
        Forgotten("A", names),
        Edited("A", {"name": "Zhang San", "phone": "5550100"}),
        Tried("A", "no-answer", "his wife"),
    ):
        event.apply(register, TEN + timedelta(days=1), "li", TEN)
    assert b"Zhang" not in msgspec.json.encode(register)
    assert b"wife" not in msgspec.json.encode(register)


def test_names_are_hidden_in_exports_under_the_same_pseudonym_each_time(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Zhang San", "--phone", "5550100", "--matter", "his bill", "--owner", "Ma")
    bare("complaint", "add", "zhang san", "--matter", "rude", "--about", "Ma")
    (one,) = bare("callback", "list", "--redact", "--json").json["items"]
    (two,) = bare("complaint", "list", "--redact", "--json").json["items"]
    assert one["content"]["name"] == two["content"]["name"] != "Zhang San"
    assert one["owner"] == two["content"]["about"]
    whole = msgspec.json.encode([one, two]).decode()
    for text in ("Zhang", "zhang", "5550100", "bill", "rude"):
        assert text not in whole, text
    bare("callback", "no-answer", "Zhang San", "--note", "his wife Lan", "--by", "Sun")
    bare("callback", "move", "Zhang San", "--to", "60", "--note", "feverish", "--agreed-by", "Lan")
    bare("callback", "wait", "Zhang San", "--until", "30", "--note", "Lan calls")
    bare("callback", "note", one["id"], "Lan called")
    shown = bare("callback", "show", one["id"], "--redact").out
    shown += bare("callback", "show", one["id"], "--redact", "--json").out
    for text in ("Lan", "wife", "Sun", "Ma ", "feverish"):
        assert text not in shown, text
    for argv in (["callback", "--redact"], ["callback", "show", one["id"], "--redact"]):
        assert "Zhang" not in bare(*argv).out and "bill" not in bare(*argv).out, argv


def test_every_register_says_how_long_it_keeps_what_is_over() -> None:
    assert all(book.retention > 0 for book in BOOKS.values())


def test_a_site_says_for_each_register_how_long_it_keeps_personal_data(bare: Kit) -> None:
    old(bare)
    bare("order", "add", "mend the line", "--unit", "crew", "--name", "Zhao")
    bare("order", "give-up", "mend the line", "--note", "double")
    assert bare.at(31 * DAY)("forget", "--dry-run").out == ""
    keeping(bare, "callback = 30")
    shown = bare("forget", "--dry-run")
    assert "Call-back: 1 (over for 30 days)" in shown.out and "Urgent" not in shown.out
    assert bare("forget", "--days", "40", "--dry-run").out == "", "what is asked for goes before"
    assert "Zhang" in said_everywhere(bare), "listing takes nothing out"
    assert bare("forget", "--yes").code == 0
    assert "Zhang" not in said_everywhere(bare)
    assert bare("forget", "--yes", "--dry-run").code == 2


def test_what_is_past_its_time_is_counted_by_the_readiness_check(bare: Kit) -> None:
    def check() -> dict[str, object]:
        checks = bare("doctor", "--json").json["checks"]
        return next(one for one in checks if one["check"] == "kept")

    old(bare)
    keeping(bare, "callback = 30\ncontact = 30")
    bare("contact", "add", "Li", "--number", "13800000002")
    bare("contact", "edit", "Li", "--gone", "left")
    assert check()["status"] == "ok"
    bare.at(31 * DAY)
    assert check()["status"] == "check" and check()["fix"] == "kit forget"


def test_days_that_cannot_be_are_a_mistake_in_the_profile(bare: Kit) -> None:
    for text in ("callback = 0", "callback = -1", "letters = 3", 'callback = "long"'):
        try:
            keeping(bare, text)
        except AssertionError:
            continue
        raise AssertionError(text)


def test_every_register_and_the_contacts_may_be_given_days(bare: Kit) -> None:
    from typing import get_args

    from kit.plans.sites.rules import Kept

    assert set(get_args(Kept)) == {*(name for name, book in BOOKS.items() if not book.standing), "contact"}


def test_a_dry_run_names_the_ids_that_would_be_forgotten(bare: Kit) -> None:
    """It gave a number: nobody could look at what would go."""
    old(bare)
    bare.at(400 * DAY)
    listed = bare("forget", "--dry-run")
    (gone,) = bare("forget", "--dry-run", "--json").json["forgettable_ids"]["callback"]
    items = {one["id"]: one for one in bare("callback", "list", "--all", "--json").json["items"]}
    assert items[gone]["content"]["name"] == "Zhang" and items[gone]["ended"]
    assert gone[-4:] in listed.out and "Zhang" not in listed.out
    others = [id_ for id_ in items if id_ != gone]
    assert others and not [id_ for id_ in others if id_[-4:] in listed.out]
    assert "Zhang" in said_everywhere(bare), "nothing was taken out"


def test_a_forgotten_action_names_nobody_else_as_who_did_it_and_says_whether_it_helped(bare: Kit) -> None:
    bare.at(0)("action", "add", "a second pump", "--outside", "--by", "Li")
    id_ = bare("action", "list", "--all", "--json").json["actions"][0]["id"]
    bare("action", "done", id_, "--evidence", "it stands there", "--done-by", "Zhao", "--by", "Li")
    assert bare("action", "verify", id_, "--by", "Qian").code == 0
    assert bare("action", "effect", id_, "--effect", "yes", "--seen", "April drill").code == 0
    before = bare("action", "list", "--all", "--json").json["actions"][0]
    assert bare.at(1)("forget", "--days", "0", "--yes").code == 0
    after = bare("action", "list", "--all", "--json").json["actions"][0]
    assert before["done_by"] == "Zhao" and after["done_by"] == ""
    assert after["effects"][0]["helped"] == "yes" and after["evidence"] == "it stands there"
    for argv in (["action", "list", "--all"], ["action", "show", id_]):
        shown = bare(*argv)
        assert shown.code == 0 and shown.out and "Traceback" not in shown.err, argv


def test_a_stage_keeps_what_is_nobodys_and_loses_what_is_personal() -> None:
    said = {"evidence": "a photo", "name": "Zhang"}
    doc = Doc("A", TEN, "li", {}, TEN, steps=[Step(TEN, "li", "done", "he came", "2 bags", said)])
    doc.personal = ["name"]
    doc.forget()
    assert doc.steps == [Step(TEN, "li", "done", said={"evidence": "a photo", "name": ""})]


def test_an_effect_that_nobody_chose_reads_as_nothing(bare: Kit) -> None:
    bare.at(0)("action", "add", "a second pump", "--outside")
    one = _of_doc(next(iter(Registers(str(bare.home)).load("action").register.docs.values())))  # type: ignore[union-attr]
    one = msgspec.structs.replace(one, effects=[Effect(TEN, "li", "", "", "")])
    aged = aged_at(one, TEN)
    for lang in ("zh", "en"):
        assert "effect" not in "".join([*lines([aged], lang, 200), *whole(aged, lang)])
