"""What a step was answered with stands behind it, also where its question has the same words."""

from kit.incidents.incident.rules import acts
from kit.live.guide.show.parts import step_line
from tests.support.world import PLAN, World, plan


def test_an_answer_that_repeats_the_question_stands_in_the_line_of_what_was_done() -> None:
    """"全部撤出" was left out behind "人员全部撤出了吗？", and who had got out was to be guessed."""
    text = PLAN.replace('id = "cause", do = {zh = "因"', 'id = "cause", do = {zh = "人员全部撤出了吗？"').replace('zh = "外", en = "mains"', 'zh = "全部撤出", en = "mains"')
    world = World(plan(text=text))
    world.do(1, acts.tick, "cause", "mains")
    view = world.incident.view("cause")
    assert view is not None
    assert step_line(world.incident, view, "zh", 80).endswith("人员全部撤出了吗？: 全部撤出")
