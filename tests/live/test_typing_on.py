"""A hand that types on: a sentence typed without looking is never taken for keys, nothing of it is
lost, and what a key could record waits until the hand rests."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules.withdrawal import in_force
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN

EN = """fire out, everybody is safe|do not close the doors|reached the manager at last|no answer from
the vendor|nobody at the gate|he said yes, come at nine|all lines are down on floor 2|escalate to the
manager|yes|ok|water is rising in the cellar|keep calm and write everything down|power is back|2 people
hurt|12 seats dead|somebody turned the phone off|run the generator|queue is 40 callers long|just told
the supervisor|later we call them back|unplugged server 3|x-ray room is dark|+3 more callers|-2 agents|
zone b is dark again|close the shutters|victim is awake|go to the exit|print the list|i think it is the
router|mr wang takes over|/ is full on the log server|ee eye witness|rr|dd rr|k. li called|@ nine they
left|call wang again|told him twice|back in five|fault is found|snow on the roof"""
ZH = """huo mie le|lou xia jin shui le|dian hua da bu tong|ren dou chu lai le|wang jingli shuo mashang
dao|yijing tongzhi le zhuguan|bu yao guan ji|2 hao lou ting dian|san ge ren shou shang|xiaofangche dao
le|feng da, men guan bu shang|kehu hen zhaoji|nanmen you ren|ge xitong hui fu le|cang ku jin shui|
e wai jia ren|tongxin you duan le|yong dui jiang ji|jiao ban gei xiao liu|mei ren jie|pai ren qu kan|
hao|dui|zhan ting jie ru|sheng ji dao er ji|ou er neng da tong"""
IME = "火灭了|人都出来了|二楼进水，派人去看|王经理说马上到|电话打不通|3号机房断电|客户很着急|备用线路通了"


def sentences(text: str) -> list[str]:
    return [" ".join(each.split()) for each in text.split("|")]


def letters(text: str) -> str:
    return "".join(text.split())


def kept(blind: Blind, typed: list[str]) -> None:
    """Nothing but notes was recorded, and every sentence stands in one, in the line or in front of the
    question which time it means, whole: of one that began with the note's own key all but that."""
    new = set(blind.kinds()) - BEGINNING
    assert new <= {"note"}, (new, blind.notes())
    there = letters(" ".join([*blind.notes(), blind.line(), blind.screen.prose.hand.run, blind.session.earlier.front]))
    for each in typed:
        whole = letters(each)
        named = len(each) < 4 and each in blind.screen.prose.lines.line.waiting()  # keys, then Enter: said to stand nowhere
        assert whole in there or named or (whole[:1].lower() == "n" and whole[1:] in there), (each, there)


BEGINNING = {"opened", "timer-started", "level-set", "fact", "step-doing", "joined"}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("minute", [0, 6, 40])
@pytest.mark.parametrize("type_", ["application-outage", "call-surge", "fire", "power-outage"])
def test_sentences_typed_blind_record_nothing_but_notes_and_none_is_lost(
    begin: Begin, seed: int, minute: float, type_: str
) -> None:
    """Sentences in both languages, each with Enter, 0.25 s a key, at a guide with due timers: nobody
    is told or reached, nothing is closed, handed over, skipped, ticked or left out."""
    rng = random.Random(f"{seed} {minute} {type_}")
    blind = begin(type_, ("zh", "en")[seed % 2], minute=minute, pick=rng.random())
    typed = []
    for each in rng.choices(sentences(f"{EN}|{ZH}"), k=8):
        blind.types(each)
        typed.append(each)
    for each in rng.choices(sentences(IME), k=4):
        blind.words(each)
        blind.key("enter")
        typed.append(each)
    kept(blind, typed)


def test_a_form_that_somebody_looked_at_is_filled_in_as_fast_as_a_hand_is(begin: Begin) -> None:
    """The key, a look, then name, number, matter and time without another look."""
    blind = begin()
    blind.key("k")
    blind.rests()
    for text in ("wang", "138", "bill", "15"):
        blind.types(text)
    assert blind.kinds()[-2:] == ["callback-added", "timer-started"] and blind.asked == "step"


def test_keys_that_lead_through_lists_are_pressed_as_fast_as_a_hand_is(begin: Begin) -> None:
    """``d`` and ``r``: the list is opened at once, its answer counts when the hand rests."""
    blind = begin(minute=6)
    blind.session.drawn = [timer.key for timer in blind.session.due()]
    blind.key("d")
    blind.key("r")
    assert "timer-answered" not in blind.kinds()
    blind.rests()
    assert "timer-answered" in blind.kinds()


def test_d_and_a_word_that_begins_like_an_answer_tell_nobody(begin: Begin) -> None:
    blind = begin(minute=6)
    blind.session.drawn = [timer.key for timer in blind.session.due()]
    blind.types("driver is lost")
    assert blind.notes() == ["driver is lost"] and "timer-answered" not in blind.kinds()


def test_a_stalled_machine_takes_no_sentence_for_keys(begin: Begin) -> None:
    """Keys that wait in the queue while the disk is slow are told from keys all the same."""
    blind = begin(at="tell-tech")
    blind.key("f")
    blind.words("ire is out")
    blind.key("enter")
    assert blind.notes() == ["fire is out"]


def test_a_text_that_was_left_is_not_brought_back_after_something_else_was_done(begin: Begin) -> None:
    blind = begin()
    blind.key("s")
    blind.rests()
    for char in "old":
        blind.key(char)
    blind.key("escape")
    blind.rests()
    blind.key("l")
    blind.rests()
    blind.key("n")
    assert blind.asked == "note" and blind.line() == ""


# ---- a hand that stopped behind the first letter -------------------------------------------------


def acts_that_count(blind: Blind) -> list[str]:
    """Kinds of what is in force, what passes by itself apart."""
    passing = BEGINNING | {"undone", ""}  # "": what it left as a place
    counts = in_force(blind.session.folder.entries)
    return [e.event.kind for e in counts if e.event.kind not in passing]


def paused(blind: Blind, first: str, rest: str, seconds: float = 0.8) -> None:
    """A sentence, with a pause behind its first letters."""
    for char in first:
        blind.key(char)
    blind.loop.pass_(seconds)
    blind.types(rest)
    if blind.asked == "read-back":
        blind.rests()
        blind.key("#")
        blind.rests()
    if blind.asked == "note":
        blind.key("enter")


@pytest.mark.parametrize("seconds", [0.55, 0.8])
@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("f", "ire is out"),
        ("f", "low is rising"),
        ("x", "i tong hui fu le"),
        ("a", "ll seats are dead"),
        ("a", "n quan le"),
        ("l", "ou xia jin shui"),
        ("b", "ack door is shut"),
        ("y", "es he came"),
        ("dr", "iver is lost"),
    ],
)
def test_a_pause_behind_the_first_letter_leaves_no_record_of_it(
    begin: Begin, first: str, rest: str, seconds: float
) -> None:
    """The letter counted as a key when the hand rested, and stood in the log as "phone off"."""
    blind = begin(at="tell-tech", minute=6)
    blind.session.drawn = [timer.key for timer in blind.session.due()]
    step, before = blind.session.incident.current(), acts_that_count(blind)
    paused(blind, first, rest, seconds)
    assert list(map(letters, blind.notes())) == [letters(first + rest)]
    assert acts_that_count(blind) == [*before, "note"]
    now = blind.session.incident.current()
    assert step is not None and now is not None and now.key == step.key


@pytest.mark.parametrize(
    ("first", "rest"),
    [("s", "omebody is hurt"), ("h", "uo mie le"), ("k", "ehu zhaoji"), ("i", "n the cellar"), ("m", "en jin")],
)
def test_a_pause_too_short_to_read_what_a_key_led_to_makes_no_name_and_no_reason(
    begin: Begin, first: str, rest: str
) -> None:
    """``s``, a breath, ``omebody is hurt``: the step was skipped for that reason."""
    blind = begin(at="tell-tech")
    before = acts_that_count(blind)
    paused(blind, first, rest, 0.6)
    assert blind.notes() == [first + rest] and acts_that_count(blind) == [*before, "note"]


def test_the_same_in_three_pieces(begin: Begin) -> None:
    """Two letters, each of which counted."""
    blind = begin(at="tell-tech")
    before = acts_that_count(blind)
    blind.key("a")
    blind.loop.pass_(0.8)
    paused(blind, "l", "l is dark")
    assert blind.notes() == ["all is dark"] and acts_that_count(blind) == [*before, "note"]


def test_what_was_taken_back_so_comes_again_by_its_key_and_its_name(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    paused(blind, "f", "ire is out")
    blind.rests()
    blind.key("y")
    blind.rests()
    assert blind.asked == "redo" and "called" not in acts_that_count(blind)
    blind.key("y", 2)
    blind.rests()
    assert "called" in acts_that_count(blind) and blind.notes() == ["fire is out"]


def test_a_second_call_within_a_second_is_asked_about_and_the_first_one_stays(begin: Begin) -> None:
    """Two calls had gone with the sentence; nobody calls twice in a second, and the one that was made stays."""
    blind = begin(at="tell-tech")
    blind.key("x")
    blind.loop.pass_(0.8)
    paused(blind, "x", "ian zhang chu qu le")
    blind.rests()
    assert acts_that_count(blind) == ["called", "note"]


@pytest.mark.parametrize("seconds", [1.0, 2.0, 2.7])
def test_keys_of_a_hand_that_rested_a_second_stay_recorded(begin: Begin, seconds: float) -> None:
    """Two calls in vain, the last with a second's rest, were taken out of the log by the sentence that
    came next."""
    blind = begin(at="tell-tech")
    blind.key("x")
    blind.loop.pass_(6.5)  # nobody has dialled again sooner
    paused(blind, "x", "tech is not there", seconds)
    assert acts_that_count(blind).count("called") == 2 and "undone" not in blind.kinds()
    assert blind.notes() == ["tech is not there"]


@pytest.mark.parametrize(
    ("typed", "note"),
    [("none missing", None), ("nobody is hurt", "nobody is hurt"), ("no smoke", "no smoke"),
     ("nalarm bell weak", "alarm bell weak"), ("not yet, says 119", "not yet, says 119")],
)
def test_a_sentence_that_begins_with_the_key_for_notes_keeps_its_first_letter(
    begin: Begin, typed: str, note: str | None
) -> None:
    """"none missing" stood in the log as "one missing"; where either may be meant it is asked."""
    blind = begin(at="tell-tech")
    for char in typed:
        blind.key(char)
    blind.key("enter")
    if note is None:
        assert blind.asked == "read-back" and not blind.notes()
        blind.rests()
        blind.key("#", 1)
        blind.rests()
    assert blind.notes() == [note or typed]


def test_enter_soon_after_a_note_or_a_digit_confirms_nothing(begin: Begin) -> None:
    """The second Enter of a hand that presses it twice recorded a call as reached."""
    blind = begin(at="tell-tech")
    before = acts_that_count(blind)
    for char in "n":
        blind.key(char)
    blind.rests()
    for char in "mei is here":
        blind.key(char)
    blind.key("enter")
    blind.loop.pass_(0.35)
    blind.key("enter")
    blind.rests()
    assert acts_that_count(blind) == [*before, "note"]


def test_a_key_stays_recorded_where_its_letter_is_taken_out_of_the_note(begin: Begin) -> None:
    """Who pressed it on purpose and typed at once mends the line, or leaves it by Esc."""
    for leave in (True, False):
        blind = begin(at="tell-tech")
        for char in "x":
            blind.key(char)
        blind.rests()
        for char in "he is out":
            blind.key(char)
        assert blind.asked != "step"
        if blind.asked != "note":
            blind.key("enter")
            blind.key("n", 1)
            blind.rests()
        blind.rests()
        if leave:
            blind.key("escape")
        else:
            blind.screen.posed.buffer.text = "he is out"
            blind.key("enter")
        assert "called" in acts_that_count(blind) and "undone" not in blind.kinds()


def test_a_key_looked_at_is_no_letter_of_what_is_typed_later(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    paused(blind, "x", "queue is long", 4)
    assert blind.notes() == ["queue is long"] and "called" in acts_that_count(blind)


def test_words_of_an_input_method_go_on_from_a_digit_and_from_no_letter(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.key("x")
    blind.rests()
    blind.words("电话打不通")
    blind.key("enter")
    assert blind.notes() == ["电话打不通"] and "called" in acts_that_count(blind)


def test_a_key_and_a_note_by_its_own_key_are_both_recorded(begin: Begin) -> None:
    blind = begin(at="tell-tech")
    blind.key("x")
    blind.loop.pass_(0.8)
    blind.types("nrang ten times")
    assert blind.notes() == ["rang ten times"] and "called" in acts_that_count(blind)


def test_a_word_that_begins_like_leaving_does_not_leave(begin: Begin) -> None:
    """Behind the guide nobody took the rest of the sentence."""
    blind = begin(at="tell-tech")
    paused(blind, "q", "ueue is 40 long", 0.6)
    assert blind.notes() == ["queue is 40 long"] and not blind.session.ended
    blind.rests()
    blind.key("q")
    with pytest.raises(Exception, match="exit"):  # there is no terminal behind it to end
        blind.loop.pass_(2)
    assert blind.session.ended


@pytest.mark.parametrize("key", ["p", "g"])
def test_a_list_answers_no_enter_before_somebody_moved_or_typed_and_saw_what_is_marked(begin: Begin, key: str) -> None:
    """Enter took the first of all lists, and of what was typed in one piece with it the first hit."""
    blind = begin()
    before = blind.kinds()
    blind.key(key)
    blind.rests()
    blind.key("enter")
    assert blind.asked in ("plan", "steps") and "Nothing chosen" in blind.screen.word
    blind.rests()
    blind.screen.posed.buffer.insert_text({"p": "c", "g": "stay logged"}[key])
    blind.screen.entered()  # in one piece with it: nothing was drawn between them
    assert blind.asked in ("plan", "steps") and blind.kinds() == before
    blind.key("enter")
    assert blind.asked == "step" and blind.kinds() != before


@pytest.mark.parametrize("text", ["m女士已撤离", "p机也停了", "a座没人受伤"])
def test_chinese_in_one_breath_with_a_key_is_no_reason_and_nobody_s_name_before_it_was_read(
    begin: Begin, text: str
) -> None:
    """One line records there; whoever types on blindly has it all in notes."""
    blind = begin(at="tell-tech")
    blind.types(text)
    assert blind.notes() == [] or blind.notes() == [text]
    blind.rests()
    blind.types("下一句话")
    assert "".join(blind.notes()).replace(" ", "") == f"{text}下一句话"
    assert not {"step-skipped", "recorder", "plan-added", "step-na"} & set(blind.kinds())
    assert all("先生" not in name and "女士" not in name for name in blind.session.incident.recorders.values())


def test_a_reason_counts_where_it_can_have_been_asked_for_and_is_read_back_in_one_breath_with_its_key(
    begin: Begin,
) -> None:
    """``s`` and a sentence in Chinese recorded a step as left out."""
    blind = begin(at="tell-tech")
    blind.key("s")
    blind.loop.pass_(2.1)
    blind.types("没人手")
    assert "step-skipped" in blind.kinds()
    blind = begin(at="tell-tech")
    blind.types("s没人手")
    assert blind.asked == "read-back" and "step-skipped" not in blind.kinds()
    blind.rests()
    blind.key("y")
    blind.rests()
    assert "step-skipped" in blind.kinds() and blind.asked == "step"
    blind = begin(at="tell-tech")
    blind.key("s")
    blind.loop.pass_(0.6)
    blind.types("omebody else did it")
    assert blind.asked == "read-back" and "step-skipped" not in blind.kinds()
    blind.rests()
    blind.key("y")
    blind.rests()
    assert "step-skipped" in blind.kinds()


@pytest.mark.parametrize("gap", [0.2, 0.25, 0.4, 0.6, 1.2])
@pytest.mark.parametrize("through", ["d", "ddf"])
def test_d_and_n_say_that_nobody_was_reached_whatever_the_pause(begin: Begin, gap: float, through: str) -> None:
    """``dn`` at a quarter of a second opened the line for notes, and the timer stayed unanswered."""
    blind = begin(lang="zh", minute=12)
    blind.session.picture(80, 24)
    for key in through:
        blind.rests()
        blind.key(key)
    blind.key("n", gap)
    blind.rests()
    assert blind.asked == "step" and blind.kinds().count("called") == 1, blind.kinds()
    assert not blind.notes()


@pytest.mark.parametrize(("typed", "note"), [("dna test", "dna test"), ("dn小王到了", "小王到了"), ("dn two men", "two men"), ("dnhurt man", "hurt man")])
def test_d_n_and_more_within_the_pause_are_a_note_and_answer_no_timer(begin: Begin, typed: str, note: str) -> None:
    blind = begin(lang="zh", minute=12)
    blind.session.picture(80, 24)
    before = blind.kinds()
    if typed.isascii():
        blind.types(typed)
    else:
        for key in "dn":
            blind.key(key)
        blind.words(note)
        blind.key("enter")
    blind.rests()
    assert blind.notes() == [note] and blind.kinds()[len(before):] == ["note"]


def behind_a_call(begin: Begin, answered: bool) -> Blind:
    """A step that wants words. ``c``, somebody, reached; the Enter meant for the step's line answers what
    he said, and whether he repeated it is asked."""
    blind = begin(lang="zh")
    wanted = next(v.key for v in blind.session.incident.views() if v.step.answer in ("text", "name"))
    blind = begin(lang="zh", at=wanted)
    began = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(seconds=blind.loop.now - began))  # type: ignore[method-assign]
    blind.loop.pass_(4)
    for key in "c41":
        blind.key(key, 1.5)
        blind.rests()
    assert blind.asked == "call-said"
    blind.key("enter", 2.9)
    assert blind.asked == "call-repeated"
    if answered:
        blind.key("n", 2.5)
        blind.rests()
    else:
        blind.loop.pass_(2.5)
        blind.words("客户在大厅里等")
        blind.key("enter")
    return blind


def test_the_first_line_of_a_form_that_enter_opened_behind_a_question_left_unanswered_is_asked_about(begin: Begin) -> None:
    """The hand believed itself a step further: names were taken as the answer of the step before."""
    blind = behind_a_call(begin, answered=False)
    assert blind.asked == "step" and blind.notes() == ["客户在大厅里等"]
    assert "没有答" in blind.screen.prose.breath.remarks.said()
    blind.key("enter", 3.2)
    before = blind.kinds()
    blind.loop.pass_(2.5)
    blind.words("王敏、李强")
    blind.key("enter")
    assert blind.asked == "read-back" and blind.kinds() == before
    blind.key("y", 2)
    blind.rests()
    assert "step-done" in blind.kinds()[len(before) :]


def test_the_first_line_behind_an_answered_question_is_the_answer_at_once(begin: Begin) -> None:
    blind = behind_a_call(begin, answered=True)
    blind.key("enter", 3.2)
    before = blind.kinds()
    blind.loop.pass_(2.5)
    blind.words("王敏、李强")
    blind.key("enter")
    assert "step-done" in blind.kinds()[len(before) :]
