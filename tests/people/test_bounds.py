"""Rules of contacts and registers at their bounds, without a home: what is told apart by how much."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kit.ground.base.phones import digits
from kit.ground.base.private import FREE
from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.ground.base.veil import Veil
from kit.ground.journal.entry import Event
from kit.people.calendar.rules.day import read_day
from kit.people.calendar.rules.notice import read_notice
from kit.people.contacts.rules import acts, exports, merging
from kit.people.contacts.rules.book import Book, ContactGone, ContactSet, Draft
from kit.people.contacts.rules.card import MOST, MOST_BAD, Bad, Card, ReadFile, telephone
from kit.people.contacts.rules.columns import field_of
from kit.people.contacts.rules.contact import DUE, NUMBER, Channel, Contact
from kit.people.contacts.rules.doubts import doubt
from kit.people.contacts.rules.posts import with_posts
from kit.people.contacts.rules.veiled import unseen
from kit.people.contacts.rules.ways import way_meant, ways
from kit.people.registers.rules import acts as deeds
from kit.people.registers.rules import kinds as kd
from kit.people.registers.rules.acts import Draft as Deed
from kit.people.registers.rules.books import BOOKS, stage_of
from kit.people.registers.rules.due import deadlines
from kit.people.registers.rules.finding import meant
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.matching import alike, differs
from kit.people.registers.rules.parted import settled
from kit.people.registers.rules.reading import Reading
from kit.people.registers.rules.retyped import retyped
from kit.people.registers.rules.sheet import command_of
from kit.people.registers.rules.state import CARRIED_OUT, SENT_BACK, Counted, Doc, Register, Step
from kit.people.registers.rules.timelike import sayings, timelike
from kit.people.registers.rules.upkeep import forgettable, recount
from kit.people.registers.rules.veiled import sort_of
from kit.plans.sites.rules import Role
from tests.support.constants import TEN
from tests.support.world import minute_of

CALL = Channel("13800138000", "mobile")
VEIL = Veil(lambda text: "someone", lambda text: "left out")


def doc(id_: str, **fields: str) -> Doc:
    return Doc(id_, TEN, "li", fields, TEN)


def card(name: str, **fields: Any) -> Card:
    return Card(1, name, **fields)


def register(*docs: Doc, name: str = "callback") -> Register:
    return Register(name, docs={each.id: each for each in docs})


# ---- contacts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verified", "failed", "due", "standing"),
    [
        (None, None, None, "never"), (5, None, 5, "good"), (None, 5, 5, "failed"), (5, 5, 5, "good"), (5, 6, 6, "failed"), (6, 5, 6, "good"),
    ],
)  # fmt: skip
def test_a_number_failed_only_where_that_came_behind_its_last_answer(verified: int | None, failed: int | None, due: int | None, standing: str) -> None:
    """A test call of the same minute that somebody answered counts."""
    one = Contact("c1", "Ann", channels=[CALL])
    for known, minute in ((one.verified, verified), (one.failed, failed)):
        known.update({} if minute is None else {CALL.number: minute_of(minute)})
    wanted = None if due is None else minute_of(due) + (DUE if standing == "good" else timedelta(0))
    assert one.due(CALL) == wanted and one.standing(CALL, minute_of(9)) == standing
    if standing == "good":
        assert [one.standing(CALL, wanted + timedelta(seconds=more)) for more in (-1, 0) if wanted] == ["good", "old"]


@pytest.mark.parametrize(
    ("number", "same"),
    [
        ("+86 138-0013-8000", "13800138000"), ("0086 10 8888 8888", "1088888888"), ("86 021 8888 8888", "02188888888"), ("86 12345678", "8612345678"),
        ("8613800138", "8613800138"), ("+44 20 7946 0958", "442079460958"), ("0044 20 7946 0958", "442079460958"), ("00123", "00123"),
    ],
)  # fmt: skip
def test_the_countrys_own_code_falls_away_only_before_a_whole_number(number: str, same: str) -> None:
    assert digits(number) == same


def test_what_can_be_dialled_has_a_digit_and_not_too_many_signs() -> None:
    assert telephone("ask the desk") is None and telephone("1" * 200) is None
    longest = max(n for n in range(1, 200) if telephone("1" * n) is not None)
    assert longest == NUMBER
    assert [telephone(text, kind).kind for text, kind in (("13800138000", "phone"), ("021-88888888", None), ("021-88888888", "fax")) if telephone(text, kind)] == ["mobile", "phone", "fax"]  # type: ignore[arg-type, union-attr]


def test_a_number_that_is_hidden_is_as_doubtful_and_as_dialled_as_it_was() -> None:
    channels = [CALL, Channel("1380013800", "mobile"), Channel("12x", "phone"), Channel("110", "phone"), Channel("a@b", "email"), Channel("1380013800", "other")]
    hidden = [unseen(VEIL, each) for each in channels]
    assert [(doubt(each), each.dials) for each in hidden] == [(doubt(each), each.dials) for each in channels]
    assert {doubt(each) is None for each in channels} == {True, False} and [doubt(unseen(VEIL, each)) for each in hidden] == [doubt(each) for each in channels]


def test_a_file_is_full_by_all_that_it_holds_read_or_not() -> None:
    found = ReadFile("csv")
    for n in range(MOST):
        assert not found.full
        found.take(Bad(n, "x") if n <= MOST_BAD + 1 else card("Ann"))
    assert found.full and (len(found.bad), found.more_bad) == (MOST_BAD, 2)


@pytest.mark.parametrize(("title", "field"), [("电话", "number"), ("商务电话2", "number"), ("姓名", "name"), ("天气", "-"), ("天气2", "-")])
def test_a_column_of_numbers_is_known_with_a_figure_behind_its_title(title: str, field: str) -> None:
    assert field_of(title) == field


def test_a_card_of_a_telephone_says_what_each_number_is() -> None:
    channels = [CALL, Channel("a@example.org", "email"), Channel("ann", "wechat"), Channel("3", "radio")]
    lines = exports.vcards([Contact("c1", "Ann", channels=channels)], str).splitlines()
    assert [line for line in lines if line.partition(":")[2] in [each.number for each in channels]] == [
        "TEL;TYPE=CELL:13800138000", "EMAIL;TYPE=INTERNET:a@example.org", "X-WECHAT:ann", "X-RADIO:3",
    ]  # fmt: skip


def test_every_row_of_a_sheet_is_as_wide_as_its_heads() -> None:
    people = [Contact("c1", "Ann", channels=[CALL] * 3), Contact("c2", "Bo"), Contact("c3", "Cy", channels=[CALL])]
    rows = exports.rows(people, ["h"] * 7, str, 2).splitlines()
    assert [row.count(",") for row in rows] == [6] * 4


def test_nothing_that_a_contact_has_is_taken_away_by_a_card() -> None:
    one = Contact("c1", "Ann", org="Firm", note="n", posts=["manager"], channels=[CALL], aliases=["Annie"])
    fields = acts.Fields(name="ANN", org="Other", note="m", posts=["manager", "tech"], channels=[CALL, Channel("110")], aliases=["Nan"])
    found = merging.added_to(one, fields)
    assert (found.org, found.note, found.posts, found.aliases) == (None, None, ["manager", "tech"], ["Annie", "Nan"])
    assert [each.number for each in found.channels or []] == [CALL.number, "110"]
    assert merging.added_to(Contact("c1", "Ann"), fields).org == "Other" and merging.added_to(one, acts.Fields(name="ann")) == acts.Fields()


def test_a_card_is_whom_its_number_says_else_somebody_new_or_in_doubt() -> None:
    """A bare namesake is meant; a line of an office is shared by many."""
    known = [Contact("c1", "Ann", channels=[CALL]), Contact("c2", "Bo"), Contact("c3", "Cy", channels=[Channel("021-1", "phone"), Channel("cy@x", "email")])]
    book = Book({each.id: each for each in known})
    cards = [
        (card("Ann", channels=[CALL]), "same", "c1"), (card("Ann", channels=[Channel("110")]), "doubtful", "c1"), (card("Bo", channels=[Channel("110")]), "changed", "c2"),
        (card("Di", channels=[Channel("021-1", "phone")]), "new", ""), (card("Di", channels=[Channel("CY@X", "email")]), "doubtful", "c3"), (card("Di", org="Firm"), "new", ""),
    ]  # fmt: skip
    for each, sort, id_ in cards:
        (change,) = merging.changes(book, [each], {})
        assert (change.sort, change.to) == (sort, id_), each
    assert merging.changes(book, [card("Di", org="Firm")], {})[0].fields.org == "Firm"
    assert merging.changes(book, [card("Di")], {})[0].fields.org is None


def test_a_contact_keeps_a_name_and_a_body_that_there_is() -> None:
    draft = Draft(Book({"c1": Contact("c1", "Ann", body="police")}), TEN, "li")
    for fields, word in ((acts.Fields(name=" "), "contact-name"), (acts.Fields(body="army"), "contact-body")):
        with pytest.raises(Refused) as refused:
            acts.edit(draft, "c1", fields)
        assert refused.value.code == word
    acts.edit(draft, "c1", acts.Fields(name="Ann", note=None))
    assert not draft.events
    acts.edit(draft, "c1", acts.Fields(body="", aliases=["Annie", " ", "Annie"]))
    assert (draft.book.contacts["c1"].body, draft.book.contacts["c1"].aliases) == ("", ["Annie"])


def test_one_sign_of_an_id_names_nobody_and_two_do() -> None:
    book = Book({"a1b2": Contact("a1b2", "Xu"), "a9b2": Contact("a9b2", "Yi")})
    assert [[each.id for each in acts.meant(book, text)] for text in ("a", "a1", "a9", "xu", "x", "zz")] == [[], ["a1b2"], ["a9b2"], ["a1b2"], ["a1b2"], []]


def test_who_is_gone_is_gone_once_and_what_was_said_of_a_lost_number_goes_with_it() -> None:
    book = Book()
    book.take(ContactSet("c1", name="Ann", channels=[CALL, Channel("110")], begins=True), TEN, "li")
    book.contacts["c1"].failed["110"] = TEN
    book.take(ContactSet("c1", note="n", begins=False), minute_of(1), "li")
    assert "110" in book.contacts["c1"].failed
    book.take(ContactSet("c1", channels=[CALL], begins=False), minute_of(2), "li")
    assert not book.contacts["c1"].failed and book.contacts["c1"].entered == {CALL.number: TEN}
    assert [each.id for each in book.here()] == ["c1"]
    book.take(ContactGone("c1", "left"), minute_of(3), "li")
    book.take(ContactGone("nobody", "left"), minute_of(3), "li")
    assert book.here() == [] and book.contacts["c1"].left == minute_of(3)


# ---- registers -----------------------------------------------------------------------------------


def test_what_was_found_stands_beside_what_was_lost_by_what_both_are_called() -> None:
    lost = doc("P1", sort="lost", thing="黑色雨伞")
    others = [doc("P2", sort="found", thing="雨伞"), doc("P3", thing="黑色的雨伞"), doc("P4", sort="lost", thing="雨伞"), doc("P5", sort="found", thing="手机"), doc("P6", sort="found", thing="伞")]
    assert [one.id for one in alike(register(lost, *others, name="property"), lost)] == ["P3", "P2"]


@pytest.mark.parametrize(
    ("detail", "proof", "other"),
    [("red tag", "Red-Tag!", False), ("red tag", "a red tag inside", False), ("a red tag inside", "red tag", False), ("red tag", "blue", True), ("red tag", "", True), ("", "blue", False)],
)
def test_a_proof_differs_where_neither_says_the_other(detail: str, proof: str, other: bool) -> None:
    assert differs(detail, proof) is other


def test_a_part_of_a_name_finds_it_from_two_letters_or_one_character_on() -> None:
    known = register(doc("C-AAAA", name="Zhang San", matter="his bill"), doc("C-BBBB", name="王芳", matter="退费"))
    assert [[one.id for one in meant(known, text)] for text in ("zh", "z", "芳", "费", "bill", "nobody", "")] == [["C-AAAA"], [], ["C-BBBB"], ["C-BBBB"], ["C-AAAA"], [], []]
    assert meant(known, "zh", part=False) == []


@pytest.mark.parametrize(
    ("taken", "refused", "same"),
    [
        ("/d 王芳", "/d 王芳", True), ("/d 王芳", "/e 王芳", False), ("/d 王芳", "/z 王芳", True), ("/d 王芳", "/de 王芳", True), ("/d 王芳", "/d 李强", False),
        ("/d 王芳", "王芳", False), ("王芳 13800138000 账单", "/d 王芳", False), ("王芳 13800138000 账单", "王方 13800138000 账单", True), ("王芳 13800138000 账单", "王芳 账单", False),
        ("王芳 账单", "王芳 账单", True), ("王芳 账单", "王芳 退费", False),
    ],
)  # fmt: skip
def test_a_line_is_another_typed_right_by_its_command_or_its_caller(taken: str, refused: str, same: bool) -> None:
    assert retyped(taken, "de", False, refused) is same


@pytest.mark.parametrize(("text", "command"), [("/d Ann", ("d", ["Ann"])), ("/", ("", [])), ("Q", ("q", [])), ("d Ann", None), ("", None)])
def test_a_line_is_a_command_by_its_slash(text: str, command: object) -> None:
    assert command_of(text) == command


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("明天 15:00", ["明天 15:00"]), ("明天，下午3点", ["明天，下午3点"]), ("停电2小时 15:00", ["2小时", "15:00"]), ("账单", []),
    ],
)  # fmt: skip
def test_pieces_of_a_time_that_stand_together_are_one_saying(text: str, said: list[str]) -> None:
    assert [text[each.start : each.end].strip() for each in sayings(text)] == said


@pytest.mark.parametrize(("text", "when"), [("账单 明天 9", "明天 9"), ("账单 明早9", "明早9"), ("账单 15:00", "15:00"), ("账单 830", "830"), ("账单A830", ""), ("账单 990", ""), ("账单 尽快", "尽快"), ("账单", "")])
def test_what_stands_last_and_looks_like_a_time_is_one(text: str, when: str) -> None:
    assert timelike(text).when == when


def test_bare_figures_are_a_clock_s_an_hour_minutes_or_a_day() -> None:
    """8.30 and 24.00, 12.5 for the fifth of December; up to sixty of one or two figures; 830 and 2359."""
    for first in range(41):
        for second in ("5", "05", "30"):
            assert bool(timelike(f"账单 {first}.{second}").when) == ((first <= 24 and len(second) == 2) or 1 <= first <= 12), (first, second)
    for number in range(1200):
        clock = 1 <= number <= 60 if number < 100 else number % 100 <= 59 and number // 100 <= 23
        assert bool(timelike(f"账单 {number}").when) == clock, number
    for number, clock in ((2359, True), (2360, False), (2400, False)):
        assert bool(timelike(f"账单 {number}").when) is clock


def test_what_is_carried_out_is_due_no_more_until_it_is_sent_back() -> None:
    one = Doc("A1", TEN, "li", {}, TEN, minute_of(60))
    assert len(deadlines(one, BOOKS["action"])) == len(deadlines(one, BOOKS["callback"])) == 1
    one.steps = [Step(TEN, "li", CARRIED_OUT)]
    assert deadlines(one, BOOKS["action"]) == [] and len(deadlines(one, BOOKS["callback"])) == 1
    one.steps.append(Step(TEN, "li", SENT_BACK))
    assert len(deadlines(one, BOOKS["action"])) == 1 and not one.reached(CARRIED_OUT)


def test_what_was_counted_is_counted_anew_and_what_was_named_stands() -> None:
    """By each of the two times for itself."""
    since = Counted(TEN, 3, 2027)
    for due, next_ in ((since, None), (None, since), (since, since)):
        one = Doc("A1", TEN, "li", {}, TEN, minute_of(1), minute_of(2), due, next_)
        known = register(one)
        kd.Recounted("A1", minute_of(60), minute_of(90)).change(one, TEN, "li")
        assert (one.due, one.next) == (minute_of(60 if due else 1), minute_of(90 if next_ else 2)), known
    one = Doc("A1", TEN, "li", {}, TEN, minute_of(1), minute_of(2), since, since)
    kd.Recounted("A1").change(one, TEN, "li")
    assert (one.due, one.next) == (minute_of(1), minute_of(2))


def test_what_has_been_over_for_so_many_days_is_forgotten_once() -> None:
    days = timedelta(days=30)
    docs = [doc(id_) for id_ in ("A1", "A2", "A3", "A4")]
    docs[1].ended, docs[2].ended, docs[3].ended = TEN - days, TEN - days + timedelta(seconds=1), TEN - 2 * days
    docs[3].forgotten = TEN
    assert [one.id for one in forgettable(register(*docs), BOOKS["callback"], TEN, 30)] == ["A2"]


def test_a_choice_that_is_none_of_those_that_there_are_is_somebodys_words() -> None:
    chosen = next(field for field in fields_of(BOOKS["item"].item).values() if field.choices)
    assert sort_of(None, "x") == sort_of(chosen, "张三") == FREE.sort
    assert sort_of(chosen, chosen.choices[0]) != FREE.sort


@pytest.mark.parametrize(
    ("event", "about"),
    [
        (kd.Staged("A1", "reached", ends=True), "end A1"), (kd.Staged("A1", "counted"), None), (kd.Moved("A1", TEN), "promise A1"), (kd.Handed("A1", "Li"), "owner A1"), (kd.Noted("A1", "x"), None),
    ],
)  # fmt: skip
def test_two_laptops_disagree_about_an_end_a_promise_or_an_owner(event: Event, about: str | None) -> None:
    found = settled(event, TEN, BOOKS["callback"])
    assert (found[0] if found is not None else None) == about


# ---- days ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "day"), [("明天", date(2026, 3, 3)), ("昨天", date(2026, 3, 1)), ("12-31", date(2026, 12, 31)), ("2027年1月2日", date(2027, 1, 2)), ("2-30", None), ("x", None)])
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert read_day(text, date(2026, 3, 2)) == day


# ---- who is meant, and what is refused -----------------------------------------------------------


def label(channel: Channel) -> str:
    return f"{channel.kind} {channel.number}"


@pytest.mark.parametrize(
    ("name", "number", "who", "standin", "dialled"),
    [
        ("ann", "", "c1", "", CALL.number), ("", "+86 138 0013 8000", "c1", "", "+86 138 0013 8000"), ("", "radio 3", "c2", "Ann", "radio 3"), ("Bo", "", "c2", "Ann", "3"),
        ("", "110", "", "", "110"), ("Stranger", "", "", "", ""), ("Bo", CALL.number, "c2", "Ann", CALL.number), ("", "", "", "", ""),
    ],
)  # fmt: skip
def test_who_was_called_is_known_by_the_name_else_by_the_number(name: str, number: str, who: str, standin: str, dialled: str) -> None:
    """Who fills the post before who stands in there; a number that was given is the one that was called."""
    ann = Contact("c1", "Ann", posts=["manager"], channels=[CALL], standins=["c2", "c9"])
    book = Book({"c1": ann, "c2": Contact("c2", "Bo", channels=[Channel("3", "radio")])}, order={"manager": ["c1"]})
    way = way_meant(book, "manager", ways(book, "manager", TEN), label, name, number)
    assert (way.contact, way.standin, way.channel.number) == (who, standin, dialled)


@pytest.mark.parametrize(
    ("known", "to"),
    [
        ([], "post"), ([Contact("c1", "Ann")], "c1"), ([Contact("c1", "Ann", channels=[Channel("110")])], "post"), ([Contact("c1", "Ann", channels=[CALL])], "c1"),
        ([Contact("c1", "Ann"), Contact("c2", "Ann")], "post"), ([Contact("c1", "Bo", channels=[CALL])], "post"),
    ],
)  # fmt: skip
def test_whom_the_profile_names_is_a_contact_of_that_name_with_that_number_or_the_only_one_without_any(known: list[Contact], to: str) -> None:
    book = Book({each.id: each for each in known})
    found = with_posts(book, {"manager": Role(Text("经理", "manager"), "Ann", CALL.number)}, str)
    assert found.order["manager"] == [f"{acts.POST}manager" if to == "post" else to]
    holder = found.contacts[found.order["manager"][0]]
    assert (holder.name, holder.posts, [each.number for each in holder.channels]) == ("Ann", ["manager"], [CALL.number])
    assert [each.posts for each in known] == [[]] * len(known), "the book itself is not changed"


def test_a_stage_needs_what_shows_it_and_again_once_it_was_sent_back() -> None:
    draft = Deed(register(doc("M-AAAA", measure="a pump"), name="action"), TEN, "li")
    book = BOOKS["action"]

    def done(**given: str) -> str:
        try:
            deeds.stage(draft, book, "M-AAAA", given.pop("verb", "done"), given.pop("note", ""), given)
        except Refused as error:
            return error.code
        return ""

    assert [done(verb="verify"), done(), done(evidence="photo"), done(evidence="photo")] == ["stage-before", "field-needed", "", "stage-done"]
    stage, one = stage_of(book, "done"), draft.register.docs["M-AAAA"]
    assert stage is not None and [done(verb="send-back"), done(verb="send-back", note="it leaks")] == ["note-needed", ""]
    assert (deeds.wanting(one, stage, {}), deeds.wanting(one, stage, {"evidence": "film"})) == (["evidence"], [])
    assert [done(), done(evidence="film")] == ["field-needed", ""]
    assert draft.register.docs["M-AAAA"].get("evidence") == "film"


@pytest.mark.parametrize(("due", "until", "behind"), [(30, 60, True), (60, 60, False), (90, 60, False), (None, 60, False)])
def test_waiting_beyond_its_time_says_when_that_is(due: int | None, until: int, behind: bool) -> None:
    one = doc("C-AAAA", name="Ann")
    one.due = None if due is None else minute_of(due)
    text = kd.Waits("C-AAAA", minute_of(until), "parts").reads(Reading(register(one), TEN, "en"))
    assert ("10:30" in text) is behind and "11:00" in text and text.endswith("parts")


def test_what_was_counted_through_a_year_is_counted_anew_once_that_is_entered() -> None:
    """What was counted by days off that were entered, or named as a day, is left alone."""
    docs = [doc("A1"), doc("A2"), doc("A3")]
    docs[0].due, docs[0].counted = minute_of(1), Counted(TEN, 3, 2026)
    docs[1].due, docs[1].counted = minute_of(1), Counted(TEN, 3, 0)
    docs[2].due = minute_of(1)
    draft = Deed(register(*docs), TEN, "li")
    recount(draft)
    assert [event.id for event, _ in draft.events] == ["A1"]  # type: ignore[attr-defined]
    assert docs[0].due != minute_of(1) and docs[1].due == docs[2].due == minute_of(1)


@pytest.mark.parametrize(("said", "spans"), [("1月1日至3日", "2026-01-01..2026-01-03"), ("1月30日至2月2日", "2026-01-30..2026-02-02"), ("1月1日(周四)至3日(周六)", "2026-01-01..2026-01-03"), ("1月1日", "2026-01-01")])
def test_what_the_second_day_does_not_say_it_has_from_the_first(said: str, spans: str) -> None:
    read = read_notice(f"2026年放假安排\n一、元旦:{said}放假。", 2026)
    assert read.year is not None and read.year.days[0].off == spans


def test_what_a_file_said_before_is_known_to_its_later_cards() -> None:
    book = Book({"c1": Contact("c1", "Ann", channels=[CALL])})
    cards = [card("Ann", channels=[CALL, Channel("5550100")], org="Firm"), card("Ann", channels=[Channel("5550100")], org="Other")]
    assert [(change.sort, change.to, change.adds) for change in merging.changes(book, cards, {})] == [("changed", "c1", ["5550100", "Firm"]), ("same", "c1", [])]
