"""Contacts on paper, in the readiness check, on the home screen and in reviews."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kit.people.contacts.files.store import ContactStore
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened

ZHANG = ("contact", "add", "Zhang<b>Min", "--post", "tech", "--number", "13800000001", "--number", "5550100|9-18")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_has_each_post_in_order_and_everybody_with_a_box(bare: Kit, tmp_path: Path) -> None:
    bare(*ZHANG)
    bare("contact", "add", "Li", "--number", "13800000002")
    bare("contact", "edit", "13800000001", "--standin", "Li")
    path = tmp_path / "contacts.html"
    assert bare("contact", "print", "-o", str(path)).code == 0
    page = path.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)
    assert tags.open == [] and "script" not in tags.seen and "b" not in tags.seen
    assert "http" not in page.replace("http-equiv", "")
    order = [page.index(text) for text in ("13800000001", "5550100", "13800000002")]
    assert order == sorted(order)
    assert page.count('class="box"') == 3
    assert bare("contact", "print", "-o", str(path)).code == 2


def test_without_contacts_the_page_still_has_the_numbers_of_the_profile(bare: Kit) -> None:
    page = bare("contact", "print", "-o", "-").out
    assert "119" in page and "120" in page


def test_a_paper_card_has_the_person_and_the_number(bare: Kit) -> None:
    bare(*ZHANG)
    page = bare("checklists", "print", "application-outage", "--profile", "hotline", "-o", "-").out
    assert "13800000001" in page and "5550100" in page and "Zhang&lt;b&gt;Min" in page


def test_doctor_counts_a_post_with_a_contact_as_reachable_and_says_what_is_due(bare: Kit) -> None:
    def check(name: str) -> str:
        checks = bare("doctor", "--json").json["checks"]
        return next(str(one["text"]) for one in checks if one["check"] == name)

    before = check("phones")
    assert "profile" in check("contacts")
    bare(*ZHANG)
    assert check("phones") != before and "system operations" not in check("phones")
    bare("contact", "verify", "Zhang", "--wrong-number")
    assert "wrong numbers, not corrected: 1" in check("contacts")


def test_the_home_screen_names_what_is_due_only_when_no_incident_is_open(bare: Kit) -> None:
    from io import StringIO

    from kit.ground.console.context import Context, Me, Out
    from kit.ground.machine.clock import SystemClock
    from kit.ground.terminal.fragments import text_of
    from kit.live.home.talk.home import home_lines

    bare(*ZHANG)
    bare("contact", "verify", "Zhang", "--no-answer")
    out = Out(StringIO(), "en", True)
    ctx = Context(str(bare.home), SystemClock(), lambda: None, out, out, Me("li", "en", True, ""))  # type: ignore[arg-type, return-value]
    assert any("kit contact verify" in line for line in text_of(home_lines(ctx, [], 78, 40)))
    log = opened(bare.home)
    assert not any("kit contact verify" in line for line in text_of(home_lines(ctx, [log], 78, 40)))


def test_names_of_one_person_are_one_leader_in_a_period_also_of_older_incidents(bare: Kit) -> None:
    for by in ("zhangmin", "张敏", "ZHANGMIN"):
        bare.env("KIT_BY", by)
        ref = bare("start", "application-outage", "--no-guide", "--json").json["ref"]
        bare("close", "--yes", "-i", ref)
    month = bare("list", "--closed", "--json").json["incidents"][0]["opened"][:7]
    assert len(bare("summary", "--month", month, "--json").json["by_leader"]) == 3
    bare("contact", "add", "张敏", "--alias", "zhangmin", "--number", "13800000001")
    found = bare("summary", "--month", month, "--json").json["by_leader"]
    assert list(found) == ["张敏"]


@pytest.mark.parametrize("words", [("list",), ("show",), ("board",), ("note", "x"), ("tick", "no-logout"), ("call", "tech")])
def test_without_contacts_no_command_of_an_incident_reads_anything_of_them(
    bare: Kit, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContactStore, "__init__", lambda *_: 1 / 0)
    closed(opened(bare.home), TEN + timedelta(minutes=1))
    bare("start", "application-outage", "--no-guide")
    assert bare(*words).code == 0


HOSTILE = "Zh\x1b[2J\u202e\x07\n<script>alert(1)</script>=1+1"


def test_what_another_program_wrote_into_the_journal_steers_no_screen_page_or_file(bare: Kit, tmp_path: Path) -> None:
    """Not even text that this kit would never have recorded."""
    from kit.people.contacts.rules.book import ContactSet
    from kit.people.contacts.rules.contact import Channel
    from tests.support.hands import Hands

    home = tmp_path / "hostile"
    event = ContactSet(
        "aaaaa", name=HOSTILE, org=HOSTILE, body=HOSTILE, posts=["tech", HOSTILE], aliases=[HOSTILE], note=HOSTILE,
        channels=[Channel(HOSTILE, "radio", HOSTILE, HOSTILE), Channel("5550100" + HOSTILE)], source=HOSTILE,
    )  # fmt: skip
    from kit.ground.machine.clock import Now

    ContactStore(str(home)).record(Now(TEN), "li", lambda d: d.add(event))
    bare.env("KIT_HOME", str(home))
    vcf, csv = tmp_path / "a.vcf", tmp_path / "a.csv"
    said = [
        bare("contact", *words)
        for words in (
            ("list",), ("list", "--json"), ("show", "aaaaa"), ("show", "aaaaa", "--json"), ("list", "--post", "tech"),
            ("list", "--post", "tech", "--json"), ("list", "--due"), ("print", "-o", "-"), ("verify", "aaaaa"),
            ("export", str(vcf)), ("export", str(csv)),
        )
    ]  # fmt: skip
    texts = [text for one in said for text in (one.out, one.err)]
    texts += [vcf.read_text(encoding="utf-8"), csv.read_text(encoding="utf-8-sig")]
    texts += [one.out for one in (bare("start", "application-outage", "--no-guide"), bare("call", "tech"), bare("doctor"))]
    hands = Hands(home)
    hands.press("done")
    from kit.ground.terminal.fragments import text_of

    texts += text_of(hands.session.picture(120, 40))
    hands.press("way")
    texts.append(hands.session.message)
    assert any("Zh" in text for text in texts)
    for text in texts:
        assert not {"\x1b", "\u202e", "\x07"} & set(text), text[:300]
    assert "<script" not in said[7].out
