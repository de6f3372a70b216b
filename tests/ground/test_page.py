"""One page, two faces: what a room builds reads the same on the terminal and in a file."""

from __future__ import annotations

from kit.ground.documents.markdown import markdown
from kit.ground.documents.page import (
    Column,
    Fact,
    Figure,
    Line,
    Page,
    Row,
    Section,
    Table,
    block,
    cells,
    count,
    whole,
)
from kit.ground.documents.spans import lasting
from kit.ground.documents.terminal import show

TABLE = Table(
    [Column("Sort"), Column("Runs", right=True), Column("Worst", right=True)],
    [
        Row(cells(["fire", count(12), lasting(250, "en")])),
        Row(cells(["flood", count(3), "-"]), loud=True),
    ],
)
PAGE = Page(
    "Month",
    facts=[Fact("Closed", count(15))],
    sections=[Section("sorts", "By sort", "[DRILL]", [Line("All of them")], TABLE, [Line("n = 15")])],
)


def test_a_page_on_the_terminal_has_facts_sections_and_notes_below_the_table() -> None:
    assert show(PAGE, 80) == [
        "Month",
        "Closed  15",
        "",
        "== [DRILL] By sort ==",
        "All of them",
        "Sort   Runs       Worst",
        "fire     12  4 min 10 s",
        "flood     3           -",
        "n = 15",
    ]


def test_the_same_page_as_markdown() -> None:
    assert markdown(PAGE) == (
        "# Month\n\n- Closed: 15\n\n## \\[DRILL\\] By sort\n\n- All of them\n\n"
        "| Sort | Runs | Worst |\n| --- | --- | --- |\n"
        "| fire | 12 | 4 min 10 s |\n| flood | 3 | \\- |\n\n- n = 15\n"
    )


def test_only_what_is_loud_is_red_and_only_where_colour_is_wanted() -> None:
    red = [line for line in show(PAGE, 80, color=True) if line.startswith("\x1b[1;31m")]
    assert len(red) == 1 and "flood" in red[0]
    assert not any("\x1b" in line for line in show(PAGE, 80))


def test_a_cell_keeps_the_plain_value_behind_its_words() -> None:
    assert [(cell.kind, cell.value) for cell in TABLE.rows[0].cells] == [
        ("text", None),
        ("count", 12),
        ("duration", 250),
    ]


def test_a_figure_says_of_how_many_and_how_it_was_counted() -> None:
    cell = lasting(90, "en", Figure(90, 41, "s", "nearest-rank-50"))
    assert cell.text == "1 min 30 s"
    assert cell.figure == Figure(value=90, n=41, unit="s", way="nearest-rank-50")


def test_a_page_without_a_title_begins_with_its_first_line() -> None:
    page = Page(sections=[Section("a", lines=[Line("one")]), Section("b", lines=[Line("two")])])
    assert show(page, 80) == ["one", "", "two"]
    assert markdown(page) == "- one\n\n- two\n"


def test_lines_go_on_below_themselves_as_deep_as_they_say() -> None:
    long = "one two three four five"
    section = Section("a", lines=[Line(long), block(long, 2), Line(long, hang=4), whole(long)])
    assert show(Page(sections=[section]), 14) == [
        "one two three", "  four five",
        "  one two", "  three four", "  five",
        "one two three", "    four five",
        long,
    ]  # fmt: skip


def test_a_form_keeps_the_lines_of_what_was_filled_in() -> None:
    table = Table([Column(), Column()], [Row(cells(["Calls", "10:01 a\n10:02 b"]))], form=True)
    page = Page("Form", "Incident X", sections=[Section("form", table=table)])
    assert show(page, 80) == ["Form", "Incident X", "Calls  10:01 a", "       10:02 b"]
    assert markdown(page) == (
        "# Form\n\nIncident X\n\n| | |\n| --- | --- |\n| Calls | 10:01 a<br>10:02 b |\n"
    )
