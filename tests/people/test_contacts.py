"""``kit contact``: entering, finding, changing, test calls; one book of many laptops' journals."""

from __future__ import annotations

import itertools
import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.machine.clock import Now
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields, find
from kit.people.contacts.rules.contact import Channel, in_hours, read_hours, same_number
from kit.people.contacts.rules.doubts import doubted
from kit.people.contacts.rules.due import due
from tests.support.constants import TEN
from tests.support.kit import Kit

ZHANG = ("contact", "add", "张敏", "--post", "tech", "--number", "13800000001", "--alias", "zhangmin")


@pytest.fixture
def store(fast: Path) -> ContactStore:
    return ContactStore(str(fast / "home"))


def put(store: ContactStore, id_: str, minute: float = 0, **said: object) -> None:
    at = TEN + timedelta(minutes=minute)
    fields = Fields(**said)  # type: ignore[arg-type]
    if id_ in store.book().contacts:
        store.record(Now(at), "li", lambda d: acts.edit(d, id_, fields))
    else:
        store.record(Now(at), "li", lambda d: acts.add(d, id_, fields))


def mobile(*numbers: str) -> list[Channel]:
    return [Channel(number) for number in numbers]


# ---- commands ----------------------------------------------------------------------------------


def test_a_contact_is_entered_found_by_every_name_it_has_and_changed(bare: Kit) -> None:
    made = bare(*ZHANG, "--number", "phone:010-5550100|1-5 9-18|ask for her", "--json").json["contact"]
    assert made["fills"] == ["tech"] and [c["number"] for c in made["channels"]] == ["13800000001", "010-5550100"]
    assert made["channels"][1]["hours"] == "1-5 9:00-18:00"
    for name in (made["id"], "张敏", "ZHANGMIN", "0001", "5550100", "tech", "zhang"):
        assert bare("contact", "show", name, "--json").json["contact"]["id"] == made["id"], name
    bare("contact", "edit", "张敏", "--number", "radio:channel 3", "--drop", "010-5550100", "--note", "speaks English")
    now = bare("contact", "show", "张敏", "--json").json
    assert [c["kind"] for c in now["contact"]["channels"]] == ["mobile", "radio"]
    assert now["contact"]["note"] == "speaks English"
    assert [entry["kind"] for entry in now["entries"]] == ["contact-set", "contact-set"]


def test_a_number_given_again_is_read_anew_and_stays_where_it_stands(bare: Kit) -> None:
    bare(*ZHANG, "--number", "5550100")
    bare("contact", "edit", "张敏", "--number", "+86 138-0000-0001|9-18")
    channels = bare("contact", "show", "张敏", "--json").json["contact"]["channels"]
    assert [(c["number"], c["hours"]) for c in channels] == [("13800000001", "9:00-18:00"), ("5550100", "")]


def test_two_of_one_name_are_told_apart_by_their_ids_and_number_ends(bare: Kit) -> None:
    bare("contact", "add", "张三", "--number", "13800000001")
    bare("contact", "add", "张三", "--number", "13800000002")
    said = bare("contact", "verify", "张三")
    assert said.code == 2 and "…0001" in said.err and "…0002" in said.err
    assert bare("contact", "verify", "0002").code == 0


def test_the_same_person_with_the_same_number_is_not_entered_twice(bare: Kit) -> None:
    bare(*ZHANG)
    again = bare("contact", "add", "张敏", "--number", "0086 138 0000 0001")
    assert again.code == 2 and "kit contact edit" in again.err
    assert len(bare("contact", "list", "--json").json["contacts"]) == 1


def test_nothing_is_recorded_of_what_cannot_be_read(bare: Kit) -> None:
    for words in (
        ("add",),
        ("add", "Li", "--number", "office:1"),
        ("add", "Li", "--number", "139|some time"),
        ("add", "Li", "--post", "no-such-post"),
        ("add", "Li", "--body", "zoo"),
        ("add", "L" * 101),
        ("add", "Li", "--note", "x" * 2001),
        ("add", "Li", "--number", "5" * 61),
        ("add", "Li", "--standin", "nobody"),
        ("edit", "nobody", "--note", "x"),
        ("show", "nobody"),
        ("verify", "nobody"),
    ):
        assert bare("contact", *words).code in (2, 4), words
    assert not (bare.home / "contacts").exists()
    bare(*ZHANG)
    assert bare("contact", "edit", "张敏").code == 2
    assert bare("contact", "edit", "张敏", "--drop", "5550199").code == 4
    assert bare("contact", "verify", "张敏", "--number", "5550199").code == 4


def test_who_left_counts_no_more_stays_to_be_read_and_comes_back(bare: Kit) -> None:
    id_ = bare(*ZHANG, "--json").json["contact"]["id"]
    bare("contact", "edit", "张敏", "--gone", "moved away")
    assert bare("contact", "list", "--json").json["contacts"] == []
    assert bare("contact", "list", "--post", "tech", "--json").json["numbers"] == []
    assert [c["gone"] for c in bare("contact", "list", "--all", "--json").json["contacts"]] == ["moved away"]
    assert "moved away" in bare("contact", "show", id_).out
    bare("contact", "edit", id_, "--back")
    assert len(bare("contact", "list", "--post", "tech", "--json").json["numbers"]) == 1


def test_two_contacts_that_are_one_person_become_one_and_nothing_of_either_is_lost(bare: Kit) -> None:
    bare(*ZHANG)
    bare("contact", "add", "Zhang Min", "--number", "13800000001", "--number", "5550100", "--post", "supervisor", "--note", "x")
    bare("contact", "add", "Li", "--number", "5550101", "--standin", "Zhang Min")
    one = bare("contact", "edit", "张敏", "--same-as", "Zhang Min", "--json").json["contact"]
    assert [c["number"] for c in one["channels"]] == ["13800000001", "5550100"]
    assert (one["fills"], one["aliases"], one["note"]) == (["tech", "supervisor"], ["zhangmin", "Zhang Min"], "x")
    there = bare("contact", "list", "--json").json["contacts"]
    assert [c["name"] for c in there] == ["Li", "张敏"] and there[0]["standins"] == [one["id"]]
    assert bare("contact", "show", "Zhang Min", "--json").json["contact"]["id"] == one["id"]


def test_a_body_outside_is_found_by_what_it_is(bare: Kit) -> None:
    bare("contact", "add", "示例电梯维保", "--body", "lift", "--number", "5550100")
    assert bare("contact", "show", "lift", "--json").json["contact"]["name"] == "示例电梯维保"


def test_a_list_of_none_says_how_to_begin(bare: Kit) -> None:
    assert "kit contact import" in bare("contact").out
    assert not bare.home.exists()


def test_what_steers_a_terminal_is_taken_out_of_every_field(bare: Kit) -> None:
    hostile = "Zhang\x1b[2J\u202e\x07\nMin"
    bare("contact", "add", hostile, "--number", f"5550100||{hostile}", "--note", hostile, "--alias", hostile, "--org", hostile)
    for words in (("list",), ("show", "5550100"), ("list", "--json"), ("list", "--due")):
        said = bare("contact", *words).out
        assert not {"\x1b", "\u202e", "\x07"} & set(said), words


# ---- the order to be tried ---------------------------------------------------------------------


def test_a_post_is_tried_by_its_holder_then_by_who_stands_in_in_order(bare: Kit) -> None:
    bare("contact", "add", "Wu", "--number", "13800000003")
    bare("contact", "add", "Li", "--number", "13800000002")
    bare(*ZHANG, "--number", "5550100", "--standin", "Li", "--standin", "Wu")
    bare("contact", "add", "Sun", "--number", "13800000004", "--post", "tech")
    names = [one["name"] for one in bare("contact", "list", "--post", "tech", "--json").json["numbers"]]
    assert names == ["张敏", "张敏", "Sun", "Li", "Wu"], "who fills the post answers for it, who stands in may not"
    bare("contact", "edit", "Sun", "--first")
    names = [one["name"] for one in bare("contact", "list", "--post", "tech", "--json").json["numbers"]]
    assert names[0] == "Sun"


def test_a_number_comes_first_in_its_hours(bare: Kit) -> None:
    bare("contact", "add", "Li", "--post", "tech", "--number", "5550100|9:00-18:00", "--number", "13800000002|18:00-9:00")
    bare.at(0)
    assert bare("contact", "list", "--post", "tech", "--json").json["numbers"][0]["number"] == "5550100"
    bare.at(12 * 60)
    assert bare("contact", "list", "--post", "tech", "--json").json["numbers"][0]["number"] == "13800000002"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("9-18", "9:00-18:00"), ("1-5 09:00-18:00", "1-5 09:00-18:00"), ("１", None), ("09：00－18：00", "09:00-18:00"),
     ("", ""), ("25:00-26:00", None), ("6,7 10:00至16:00", "6,7 10:00-16:00"), ("always", None)],
)  # fmt: skip
def test_hours_are_read_as_people_write_them(text: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(ValueError):
            read_hours(text)
    else:
        assert read_hours(text) == kept


def test_hours_past_midnight_belong_to_the_day_on_which_they_began() -> None:
    friday = datetime(2026, 11, 27, 23, 0).astimezone()
    assert in_hours("5 22:00-06:00", friday)
    assert in_hours("5 22:00-06:00", friday + timedelta(hours=6))  # Saturday, five in the morning
    assert not in_hours("5 22:00-06:00", friday + timedelta(hours=7))
    assert not in_hours("5 22:00-06:00", friday - timedelta(hours=19))  # Friday, four in the morning
    assert in_hours("what an older kit kept", friday)


def test_one_number_is_one_however_it_is_written() -> None:
    assert same_number("+86 138-0000-0001", "13800000001")
    assert same_number("0086 10 5550 1000", "10-55501000")
    assert not same_number("13800000001", "13800000002")
    assert same_number("WeChat-ID", "wechat-id")


# ---- test calls --------------------------------------------------------------------------------


def test_a_number_is_due_ninety_days_after_it_was_reached_and_at_once_while_it_never_was(store: ContactStore) -> None:
    """Nobody knows whether a number that was only entered reaches anybody."""
    put(store, "aaaaa", name="Li", channels=mobile("13800000001", "13800000002"))
    day = timedelta(days=1)
    assert [one.standing for one in due(store.book(), TEN)] == ["never", "never"]
    store.record(Now(TEN + 80 * day), "li", lambda d: acts.verify(d, "aaaaa", "0001", "reached"))
    assert [one.channel.number for one in due(store.book(), TEN + 169 * day)] == ["13800000002"]
    assert [one.standing for one in due(store.book(), TEN + 170 * day)] == ["never", "old"]


def test_a_number_that_was_not_reached_is_due_at_once_and_before_all_others(store: ContactStore) -> None:
    put(store, "aaaaa", name="Li", channels=mobile("13800000001", "13800000002"))
    store.record(Now(TEN), "li", lambda d: acts.verify(d, "aaaaa", "0002", "wrong-number"))
    one, other = due(store.book(), TEN)
    assert (one.standing, one.channel.number, other.standing) == ("wrong", "13800000002", "never")
    store.record(Now(TEN + timedelta(minutes=1)), "li", lambda d: acts.verify(d, "aaaaa", "0002", "reached"))
    assert [each.standing for each in due(store.book(), TEN + timedelta(minutes=2))] == ["never"]


def test_a_number_that_is_wrong_is_offered_to_nobody_until_it_is_corrected(bare: Kit) -> None:
    """It is shown as wrong, since when and by whom, wherever the contact is read; a call goes to the
    next number, also where the site's own profile gives the wrong one once more."""
    bare(*ZHANG, "--post", "tech", "--number", "5550100")
    bare("setup", "--set", "tech.phone=13800000001")
    bare("contact", "verify", "张敏", "--wrong-number", "--by", "Wu")
    shown = bare("contact", "show", "张敏").out
    assert "wrong number" in shown and "Wu" in shown and "wrong number" in bare("contact", "list").out
    assert "13800000001" not in bare("contact", "list", "--post", "tech").out
    bare("start", "application-outage", "--no-guide")
    assert bare("call", "tech", "--no-answer", "--json").json["entries"][0]["data"]["number"] == "5550100"
    assert bare("call", "tech", "--json").json["entries"][0]["data"]["number"] == "5550100"
    bare("contact", "verify", "张敏", "--number", "13800000001")
    assert "wrong" not in bare("contact", "show", "张敏").out.split("==")[0]
    assert "13800000001" in bare("contact", "list", "--post", "tech").out


def test_a_post_that_the_site_filled_is_a_contact_of_that_post_and_stands_there_once(bare: Kit) -> None:
    """Numbers entered at the set-up are listed, tested, exported and due like any other."""
    bare("setup", "--set", "tech.name=Sun", "--set", "tech.phone=13800000005")
    bare(*ZHANG, "--post", "tech")
    (own,) = [each for each in bare("contact", "list", "--json").json["contacts"] if each["name"] == "Sun"]
    assert own["fills"] == ["tech"] and own["channels"][0]["standing"] == "never"
    assert "Sun" in bare("contact", "list", "--post", "tech").out and "never tested" in bare("doctor").out
    assert "never tested" in bare("board").out
    assert bare("contact", "verify", "Sun").code == 0
    assert "2 contacts" in bare("contact", "list").out
    bare("contact", "edit", "Sun", "--number", "5550105")
    assert bare("contact", "list").out.count("Sun") == 1
    assert "13800000005" in bare("qr", "contact", "Sun").out


def test_a_number_that_looks_wrong_is_kept_and_marked_with_the_reason_at_every_way_in(
    bare: Kit, tmp_path: Path
) -> None:
    """A letter in it, a mobile number of ten digits; a cell that holds no number at all is named."""
    said = bare("contact", "add", "Li", "--number", "1390000000a", "--number", "1390000001")
    assert "letters" in said.err and "this has 10" in said.err
    channels = bare("contact", "show", "Li", "--json").json["contact"]["channels"]
    assert [each["doubt"] for each in channels] == ["letter", "mobile"]
    assert "this has 9" in bare("contact", "edit", "Li", "--number", "139000000").err
    sheet = tmp_path / "people.csv"
    sheet.write_text("姓名,手机,电话\n吴敏,1380000000,见备注\n孙丽,暂缺,\n", encoding="utf-8")
    preview = bare("contact", "import", str(sheet)).out
    assert "this has 10" in preview and "见备注" in preview and "暂缺" in preview


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("110", None), ("95598", None), ("8001", None), ("400-555-0100", None), ("010-55500021转803", None),
        ("66600001-803", None), ("+86 138 0000 0001", None), ("138-0000-0001", None), ("+852 5550 0100", None),
        ("1390000000a", "letter"), ("1390000000", "mobile"), ("139000000012", "mobile"), ("12345678901", "mobile"),
        ("010-555", "area"), ("55501005550100", "length"),
    ],
)  # fmt: skip
def test_what_a_telephone_dials_is_told_from_a_slip_of_the_hand(number: str, why: str | None) -> None:
    assert doubted(number) == why


def test_a_number_that_is_new_begins_anew_and_one_that_stays_keeps_its_test(store: ContactStore) -> None:
    put(store, "aaaaa", name="Li", channels=mobile("13800000001"))
    store.record(Now(TEN), "li", lambda d: acts.verify(d, "aaaaa", "", "reached"))
    put(store, "aaaaa", 5, channels=mobile("13800000009", "13800000001"))
    contact = store.book().contacts["aaaaa"]
    assert contact.verified == {"13800000001": TEN}
    assert contact.entered["13800000009"] == TEN + timedelta(minutes=5)


def test_without_a_terminal_verify_lists_what_is_due(bare: Kit) -> None:
    assert "No number is due" in bare("contact", "verify").out
    bare(*ZHANG)
    assert "13800000001" in bare("contact", "verify").out


# ---- journals ----------------------------------------------------------------------------------


def test_nothing_is_written_where_nothing_is_new(store: ContactStore) -> None:
    put(store, "aaaaa", name="Li", channels=mobile("13800000001"))
    known = store.book().entries
    put(store, "aaaaa", name="Li", channels=mobile("13800000001"))
    assert store.book().entries == known


def test_what_was_recorded_is_read_back_the_same_by_who_knows_nothing(store: ContactStore) -> None:
    put(store, "aaaaa", name="张敏", posts=["tech"], channels=[Channel("13800000001", "mobile", "9:00-18:00", "x")])
    put(store, "bbbbb", 1, name="Li", standins=["aaaaa"], aliases=["li"], body="lift")
    store.record(Now(TEN), "li", lambda d: acts.verify(d, "aaaaa", "", "no-answer"))
    store.record(Now(TEN), "li", lambda d: acts.remove(d, "bbbbb", "left"))
    assert ContactStore(store.home).book() == store.book()


@pytest.mark.skipif(os.name == "nt", reason="modes of files are the system's there")
def test_only_its_owner_reads_it(store: ContactStore) -> None:
    put(store, "aaaaa", name="Li")
    (journal,) = Path(store.path).glob("*.jsonl")
    assert journal.stat().st_mode & 0o777 == 0o600
    assert Path(store.path).stat().st_mode & 0o777 == 0o700


def test_journals_of_several_laptops_are_one_book_in_whatever_order_they_come(fast: Path) -> None:
    """Each laptop changes another field of the same person: both stay; of the same field the later."""
    first = ContactStore(str(fast / "first"))
    put(first, "aaaaa", name="Li", channels=mobile("13800000001"))
    laptops = []
    for n, said in enumerate(({"note": "one"}, {"note": "two", "org": "lifts"}, {"posts": ["tech"]})):
        home = fast / f"laptop{n}"
        shutil.copytree(first.path, home / "contacts")
        other = ContactStore(str(home))
        other.recorder._laptop = f"lap{n}"
        put(other, "aaaaa", n + 1, **said)
        laptops.append(home / "contacts" / f"lap{n}.jsonl")
    books = []
    for order in itertools.permutations(laptops):
        home = fast / "-".join(path.stem for path in order)
        shutil.copytree(first.path, home / "contacts")
        for path in order:
            shutil.copy(path, home / "contacts")
            ContactStore(str(home)).book()
        books.append(ContactStore(str(home)).book())
    assert all(book == books[0] for book in books)
    contact = books[0].contacts["aaaaa"]
    assert (contact.note, contact.org, contact.posts) == ("two", "lifts", ["tech"])
    assert books[0].order == {"tech": ["aaaaa"]}


def test_a_torn_line_costs_itself_and_a_damaged_one_hides_no_other(store: ContactStore) -> None:
    for n in range(4):
        put(store, f"aaaa{n}", name=f"Li {n}")
    (journal,) = Path(store.path).glob("*.jsonl")
    lines = journal.read_bytes().splitlines(keepends=True)
    damaged = b"".join([*lines[:2], lines[2][:40] + b"x" + lines[2][41:], *lines[3:]])
    journal.write_bytes(damaged + b'{"n":9,"id"')
    book = ContactStore(store.home).book()
    assert sorted(book.contacts) == ["aaaa0", "aaaa2", "aaaa3"]
    put(ContactStore(store.home), "bbbbb", name="Wu")
    assert "bbbbb" in ContactStore(store.home).book().contacts


def test_a_byte_changed_in_the_contacts_is_found_by_verify(bare: Kit) -> None:
    bare(*ZHANG)
    bare("contact", "edit", "张敏", "--note", "x")
    assert bare("verify").code == 0
    (journal,) = (bare.home / "contacts").glob("*.jsonl")
    raw = bytearray(journal.read_bytes())
    raw[raw.index(b"13800000001") + 10] ^= 1
    journal.write_bytes(bytes(raw))
    said = bare("verify", "--json").json
    assert [one["ref"] for one in said["findings"] if one["damage"]] == ["contacts"]
    (journal.parent / "other.jsonl").write_bytes(b"")
    assert bare("verify").code == 5


def test_a_folder_without_a_journal_is_refused_in_words_and_stops_no_incident(bare: Kit) -> None:
    (bare.home / "contacts").mkdir(parents=True)
    assert bare("contact", "list").code == 5
    opened = bare("start", "application-outage", "--no-guide")
    assert opened.code == 0 and "cannot be read" in opened.err
    assert bare("call", "tech").code == 0


def test_kinds_of_a_newer_kit_are_kept_and_counted(store: ContactStore) -> None:
    from kit.ground.journal.entry import Unknown

    put(store, "aaaaa", name="Li")
    store.record(Now(TEN), "li", lambda d: d.add(Unknown("contact-photo", {"id": "aaaaa"})))
    assert ContactStore(store.home).book().unknown == {"contact-photo": 1}


def test_a_contact_is_named_once_or_refused(store: ContactStore) -> None:
    put(store, "aaaaa", name="Li", channels=mobile("13800000001"))
    with pytest.raises(Refused, match="contact-unknown"):
        find(store.book(), "  ")
    with pytest.raises(Refused, match="contact-unknown"):
        find(store.book(), "9999")


def test_a_journal_of_another_home_laid_beside_by_its_twin_name_is_read_as_one_book(bare: Kit, tmp_path: Path) -> None:
    """Two laptops' contacts merge as data/README says: copied, nothing overwritten."""
    bare(*ZHANG)
    (own,) = (bare.home / "contacts").glob("*.jsonl")
    other = tmp_path / "other"
    bare.env("KIT_HOME", str(other))
    bare("contact", "add", "Li", "--number", "13800000002")
    (theirs,) = (other / "contacts").glob("*.jsonl")
    bare.env("KIT_HOME", str(bare.home))
    shutil.copy(theirs, own.parent / theirs.name)
    assert [c["name"] for c in bare("contact", "list", "--json").json["contacts"]] == ["Li", "张敏"]
    assert bare("verify").code == 0
    bare("contact", "add", "Wu", "--number", "13800000003")
    assert len(bare("contact", "list", "--json").json["contacts"]) == 3


def test_one_person_of_the_contacts_and_of_the_set_up_is_one_contact(bare: Kit) -> None:
    """By name and number; by the command where the numbers differ; and two posts of one person are one."""
    bare("contact", "add", "周明远", "--number", "13800000011")
    for post in ("supervisor", "tech"):
        bare("setup", "--set", f"{post}.name=周明远")
        bare("setup", "--set", f"{post}.phone=13800000011")
    (one,) = bare("contact", "list", "--json").json["contacts"]
    assert set(one["fills"]) == {"supervisor", "tech"} and len(one["channels"]) == 1
    bare("contact", "add", "张敏", "--number", "13800000021")
    said = bare("setup", "--set", "manager.name=张敏").err
    zhang = next(c["id"] for c in bare("contact", "list", "--json").json["contacts"] if c["name"] == "张敏")
    assert f"kit contact edit {zhang} --post" in said
    bare("setup", "--set", "manager.phone=13800000022")
    assert len(bare("contact", "list", "--json").json["contacts"]) == 3, "two of one name may be two"
    assert bare("contact", "edit", zhang, "--same-as", "post-manager").code == 0
    found = {c["name"]: c for c in bare("contact", "list", "--json").json["contacts"]}
    assert len(found) == 2 and found["张敏"]["id"] == zhang and "manager" in found["张敏"]["fills"]
    assert [c["number"] for c in found["张敏"]["channels"]] == ["13800000021", "13800000022"]
    assert bare("contact", "verify", "周明远", "--number", "13800000011").code == 0
    (stored,) = [c for c in bare("contact", "list", "--json").json["contacts"] if c["name"] == "周明远"]
    assert set(stored["fills"]) == {"supervisor", "tech"}


@pytest.mark.parametrize("cols", [80, 60])
def test_an_id_is_whole_in_the_list_and_no_id_of_a_post_stands_in_the_entries(
    bare: Kit, monkeypatch: pytest.MonkeyPatch, cols: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(cols))
    long = "系统运行维护值班联系人张敏敏敏"
    bare("contact", "add", "孙替", "--number", "13800000071")
    bare("contact", "add", long, "--post", "tech", "--number", "13800000001", "--number", "0551-60000002 转 8001", "--number", "13800000003")
    bare("contact", "edit", long, "--standin", "孙替")
    listed = bare("--lang", "zh", "contact", "list").out
    for each in bare("contact", "list", "--json").json["contacts"]:
        assert any(line.startswith(each["id"]) for line in listed.splitlines())
    shown = bare("--lang", "zh", "contact", "show", long).out
    assert "改为：孙替" in shown and "系统运维专员" in shown and "tech" not in shown


def test_what_stands_in_setup_is_not_dropped_among_contacts_and_the_refusal_says_where_to_change_it(
    bare: Kit,
) -> None:
    bare("setup", "--set", "supervisor.name=Anna Field", "--set", "supervisor.phone=0555 0201")
    before = bare("contact", "show", "Anna Field", "--json").out
    for text, key in (("0555 0201", "supervisor.phone"), ("supervisor", "supervisor.name")):
        refused = bare("contact", "edit", "Anna Field", "--drop", text)
        assert refused.code == 3 and "kit setup --set" in refused.err and f"{key}=" in refused.err
        assert "Recorded" not in refused.out
        assert bare("contact", "show", "Anna Field", "--json").out == before
    assert bare("setup", "--set", "supervisor.phone=").code == 0
    assert "0555 0201" not in bare("contact", "list", "--json").out


def test_the_id_by_which_setup_alone_knew_somebody_keeps_finding_them(bare: Kit) -> None:
    bare("setup", "--set", "supervisor.name=Anna Field", "--set", "supervisor.phone=0555 0201")
    assert bare("contact", "show", "post-supervisor").code == 0
    assert bare("contact", "edit", "post-supervisor", "--note", "speaks English").code == 0
    shown = bare("contact", "show", "post-supervisor", "--json").json["contact"]
    assert shown["note"] == "speaks English" and shown["id"] != "post-supervisor"
