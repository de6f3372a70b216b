"""What the columns of a sheet of people are called, without blanks and signs, in lower case."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.people.contacts.rules.contact import ChannelKind

TITLES: dict[str, str] = {
    "name": "姓名 名字 联系人 员工姓名 显示名称 称呼 name fullname displayname",
    "family": "姓 lastname familyname surname",
    "given": "名 firstname givenname",
    "org": "单位 公司 部门 所属部门 组织 organization organisation company department"
    " organization1name organizationname",
    "posts": "岗位 职务 职位 post posts jobtitle organization1title title",
    "aliases": "别名 英文名 昵称 帐号 账号 员工userid also alias aliases nickname",
    "note": "备注 说明 note notes",
}
NUMBERS: dict[ChannelKind | None, str] = {
    "mobile": "手机 手机号 手机号码 移动电话 移动电话号码 备用手机"
    " mobile mobilephone cell cellphone",
    "phone": "电话 座机 座机号 固定电话 办公电话 单位电话 工作电话 商务电话 分机 分机号"
    " phone businessphone telephone tel workphone officephone",
    "home": "家庭电话 住宅电话 homephone home",
    "email": "邮箱 电子邮件 电子邮件地址 企业邮箱 个人邮箱 工作邮箱 email mail emailaddress"
    " email1value",
    "wechat": "微信 微信号 wechat",
    "radio": "对讲机 radio",
    None: "联系电话 联系方式 电话号码 号码 备用电话 number numbers",
}
NUMBERED = re.compile(r"(?:phone|电话|手机|mobile|号码|number)\d*(?:value)?")
SIGNS = re.compile(r"[\s_\-:：()（）*/.'\"]")
OTHER = "-"  # a column of which nothing is taken

FIELD_OF = {word: field for field, words in TITLES.items() for word in words.split()}
KIND_OF = {word: kind for kind, words in NUMBERS.items() for word in words.split()}


def plain(title: str) -> str:
    return SIGNS.sub("", clean(title, 60)).lower()


def field_of(title: str) -> str:
    """The field that a column is for: one of ``TITLES``, ``number``, ``OTHER``."""
    word = plain(title)
    if word in FIELD_OF:
        return FIELD_OF[word]
    return "number" if word in KIND_OF or NUMBERED.fullmatch(word) else OTHER


def kind_of(title: str) -> ChannelKind | None:
    """What the numbers of such a column are; ``None``: each is what it looks like."""
    return KIND_OF.get(plain(title))
