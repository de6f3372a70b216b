"""``checklists print``, and typing in what was noted on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.kit import Kit


def test_a_card_is_written_whole_and_its_place_is_the_answer(bare: Kit, tmp_path: Path) -> None:
    path = tmp_path / "card.html"
    shown = bare("checklists", "print", "fire", "-o", str(path))
    assert str(path) in shown.out
    html = path.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>") and html.endswith("</html>\n")


def test_the_page_can_go_to_a_pipe(bare: Kit) -> None:
    assert bare("checklists", "print", "fire", "-o", "-").out.startswith("<!DOCTYPE html>")


def test_all_prints_the_types_of_the_site_most_urgent_first(bare: Kit) -> None:
    html = bare("checklists", "print", "all", "-o", "-", "--profile", "call-centre-a").out
    types = bare("profile", "show", "call-centre-a", "--json").json["profile"]["types"]
    assert html.count('<section class="card">') == len(types)


def test_an_unknown_type_is_refused_and_nothing_is_written(bare: Kit, tmp_path: Path) -> None:
    refused = bare("checklists", "print", "nonesuch", "-o", str(tmp_path / "x.html"))
    assert refused.code == 4 and not list(tmp_path.glob("*.html"))


def test_without_a_pdf_library_the_way_by_the_browser_is_named(
    bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.plans.checklists.show.paper.pdf", lambda html: None)
    refused = bare("checklists", "print", "fire", "-o", str(tmp_path / "x.pdf"))
    assert refused.code == 3 and "open it in a browser" in refused.err


def test_pdf_bytes_are_written_as_they_are(
    bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kit.plans.checklists.show.paper.pdf", lambda html: b"%PDF-\xff")
    bare("checklists", "print", "fire", "-o", str(tmp_path / "x.pdf"))
    assert (tmp_path / "x.pdf").read_bytes() == b"%PDF-\xff"


def test_a_steps_number_on_paper_names_it_when_it_is_typed_in_later(kit: Kit) -> None:
    kit.at(30)
    made = kit("tick", "1.1", "--at", "10:04", "--json").json["entries"][0]
    assert made["at"].startswith("2026-03-02T10:04") and made["wrote"].startswith("2026-03-02T10:30")
    assert made["data"]["step"] == kit("checklists", "show", "application-outage", "--json").json[
        "checklist"]["phases"][0]["steps"][0]["id"]
    assert kit("tick", "9.9").code == 4


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_post_has_one_card_with_every_step_call_and_deadline_of_the_site_that_names_it(bare: Kit, lang: str) -> None:
    """A card stood for each incident, none for a post."""
    from tests.support.shipped import LISTS, SITES

    bare.env("KIT_LANG", lang)
    role = SITES.profile("hotline").roles["supervisor"]
    page = bare("checklists", "print", "--post", role.title.get(lang), "--profile", "hotline", "-o", "-").out
    assert page.count("<section") == 1 and role.title.get(lang) in page
    text = " ".join(re.sub(r"<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL).split())
    for type_ in SITES.profile("hotline").types:
        plan = LISTS.checklist(type_)
        calls = [step for _, step in plan.steps() if step.call == "supervisor" and not step.when]
        told = [rule for rule in plan.timers if "supervisor" in rule.tell and not rule.when]
        assert (plan.title.get(lang) in text) or not (calls or told), type_
    assert {"zh": "确定响应级别", "en": "Decides the response level"}[lang] in text
    assert f'{"接电话" if lang == "zh" else "Called"}' in text and f'{"到时告知" if lang == "zh" else "Told when due"}' in text


def test_a_posts_card_is_set_as_large_as_one_page_holds_but_never_too_small_to_read_and_an_unknown_post_is_named(bare: Kit) -> None:
    from kit.plans.checklists.show.paper.post import SIZES, size_of

    assert [size_of(["x" * 70] * n) for n in (20, 59, 900)] == [0, 1, 2] and min(points for points, _ in SIZES) >= 7.5
    refused = bare("checklists", "print", "--post", "astronaut", "-o", "-")
    assert refused.code == 4 and "astronaut" in refused.err and "supervisor" in refused.err
    assert bare("checklists", "print", "-o", "-").code == 2
