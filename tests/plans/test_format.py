"""Texts of a checklist, as they are shown."""

from __future__ import annotations

from kit.ground.base.text import Text


def test_a_text_that_came_with_a_log_cannot_command_the_terminal() -> None:
    hostile = Text("火\x1b]0;x\x07\u202e灾\n假行", "Fi\x9b31mre\r\nfake")
    assert hostile.get("zh") == "火]0;x灾 假行"
    assert hostile.get("en") == "Fi31mre fake"
