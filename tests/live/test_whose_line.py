"""Names of several words on one line: the number and the time are found first, what stands before the number is the
name."""

from __future__ import annotations

import pytest

from kit.live.guide.talk.one_line import who
from tests.live.conftest import Begin
from tests.live.test_customer_in_one_line import owed, says
from tests.live.test_read_back_once import blindly, yes

LINES = """
li ming 5550177 refund 3pm | li ming | 5550177 | refund 3pm
li ming 555 0177 refund in 20 min | li ming | 555 0177 | refund in 20 min
Mr John Smith 555 0177 bill at 3:10 | Mr John Smith | 555 0177 | bill at 3:10
John Smith 5550177 bill | John Smith | 5550177 | bill
Mrs Mary Ann Jones 555-0177 lift | Mrs Mary Ann Jones | 555-0177 | lift
lift maintenance company 555 0177 engineer 4pm | lift maintenance company | 555 0177 | engineer 4pm
ping an property 021 5550 1770 leak | ping an property | 021 5550 1770 | leak
Dr. Lee 5550177 power | Dr. Lee | 5550177 | power
van der Berg 0123 456 789 refund | van der Berg | 0123 456 789 | refund
ming 5550177 refund | ming | 5550177 | refund
li ming, 5550177, refund, 3pm | li ming | 5550177 | refund, 3pm
li ming in 20 min 5550177 refund | li ming | 5550177 | in 20 min refund
li ming 3pm 5550177 refund | li ming | 5550177 | 3pm refund
5550177 Li Ming refund 3pm | Li Ming | 5550177 | refund 3pm
555 0177 Li Ming refund | Li Ming | 555 0177 | refund
5550177 li refund | li | 5550177 | refund
5550177 Mr Smith bill | Mr Smith | 5550177 | bill
lift maintenance company back 20 min | lift maintenance company | | back 20 min
power supply office restored 15:00 | power supply office | | restored 15:00
city fire brigade, on site, 5 min | city fire brigade | | on site, 5 min
li ming, refund, 3pm | li ming | | refund, 3pm
Li Ming refund | Li Ming | | refund
vendor back in 20 min | vendor | | back in 20 min
software vendor | software vendor | |
floor cleaning contractor 20 min | floor cleaning contractor | | 20 min
Ms Wang 138 0000 0000 bill 3:10 | Ms Wang | 138 0000 0000 | bill 3:10
wang +86 13800000000 bill | wang | +86 13800000000 | bill
王女士 13800000000 账单 3点10 | 王女士 | 13800000000 | 账单 3点10
王女士 账单 13800000000 3点10 | 王女士 | 13800000000 | 账单 3点10
王女士，13800000000，账单，10:14 | 王女士 | 13800000000 | 账单，10:14
王 女士 13800000000 账单 | 王 女士 | 13800000000 | 账单
欧阳 小明 13800000000 账单 | 欧阳 小明 | 13800000000 | 账单
13800000000 王女士 账单 10:14 | 王女士 | 13800000000 | 账单 10:14
电梯维保公司 李工 13800000000 来人 20分钟 | 电梯维保公司 李工 | 13800000000 | 来人 20分钟
供电局 来电 20分钟 | 供电局 | | 来电 20分钟
供电局，恢复供电，20分钟 | 供电局 | | 恢复供电，20分钟
王女士 账单 10:14 | 王女士 | | 账单 10:14
孙先生 0755 8888 6666 退款 | 孙先生 | 0755 8888 6666 | 退款
钱小姐 138 0000 0001 退款 20分钟 | 钱小姐 | 138 0000 0001 | 退款 20分钟
阿依古丽 买买提 13800000000 发票 | 阿依古丽 买买提 | 13800000000 | 发票
李工 20分钟 13800000000 电梯 | 李工 | 13800000000 | 20分钟 电梯
物业 保安队长 老周 13800000000 门禁 | 物业 保安队长 老周 | 13800000000 | 门禁
5号楼 王女士 13800000000 漏水 | 5号楼 | 13800000000 | 王女士 漏水
王女士 | 王女士 | |
li ming | li | | ming
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in LINES.strip().splitlines()]


@pytest.mark.parametrize(("line", "name", "phone", "rest"), CASES)
def test_name_number_and_the_rest_of_a_line(line: str, name: str, phone: str, rest: str) -> None:
    assert tuple(who(line)) == (name, phone, rest)


def test_forty_lines() -> None:
    assert len(CASES) >= 40 and len({case[0] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(("line", "name", "phone"), [("kwang li ming 555 0177 refund 20分钟", "wang li ming", "555 0177"), ("k孙 先生 13900000002 发票 20分钟", "孙 先生", "13900000002")])
def test_such_a_line_behind_its_key_is_whole(begin: Begin, line: str, name: str, phone: str) -> None:
    blind = begin(lang="zh")
    blind.loop.pass_(4)
    blindly(blind, line)
    yes(blind)
    (back,) = owed(blind)
    assert (back.name, back.phone, f"{back.promised:%H:%M}") == (name, phone, "10:20") and blind.asked == "step"


def test_what_others_promise_stands_under_the_whole_name(begin: Begin) -> None:
    blind = begin(lang="en")
    blind.loop.pass_(4)
    blind.key("j", 1)
    blind.loop.pass_(3)
    says(blind, "boiler repair company back 20 min", "")
    (found,) = blind.session.incident.forecasts.values()
    assert found.who == "boiler repair company"
