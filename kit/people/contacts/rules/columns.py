"""What the columns of a sheet of people are called, without blanks and signs, in lower case."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.people.contacts.rules.contact import ChannelKind

TITLES: dict[str, str] = {
    "name": "姓名 名字 人员 联系人 联系人姓名 员工姓名 中文姓名 显示名称 称呼 name fullname"
    " displayname fileas",
    "family": "姓 姓氏 lastname familyname surname",
    "given": "名 firstname givenname",
    "middle": "中间名 middlename additionalname",
    "org": "单位 单位名称 公司 公司名称 部门 部门名称 所属部门 所在部门 主部门 科室 班组 组织"
    " 机构 organization organisation company department organization1name organizationname"
    " organization1department organizationdepartment",
    "posts": "岗位 岗位名称 职务 职位 职称 角色 post posts jobtitle organization1title"
    " organizationtitle title",
    "aliases": "别名 英文名 昵称 花名 帐号 账号 用户名 员工userid userid also alias aliases"
    " nickname",
    "note": "备注 附注 说明 note notes",
    "told": "工号 员工编号 职工号 人员编号 employeeid 办公地点 办公地址 工作地点 地点 位置 地址"
    " 公司地址 通讯地址 座位 工位 address1formatted 直属上级 直属主管 上级 值班时间 班次 班组长"
    " officelocation manager managersname",
}
NUMBERS: dict[ChannelKind | None, str] = {
    "mobile": "手机 手机号 手机号码 移动电话 移动电话号码 备用手机 第二手机 个人手机 工作手机"
    " 手机2 mobile mobilephone cell cellphone",
    "phone": "电话 座机 座机号 座机号码 固定电话 固话 办公电话 办公室电话 办公座机 单位电话"
    " 工作电话 商务电话 公司电话 公司主要电话 公司总机 主要电话 助理电话 值班电话 总机 分机"
    " 分机号 分机号码 内线 内线电话 短号 小号 手机短号 集团短号 短号码 虚拟网 集群号 phone"
    " businessphone businessphone2 companymainphone primaryphone assistantsphone telephone tel"
    " workphone officephone ext extension shortnumber",
    "home": "家庭电话 家庭电话2 住宅电话 住宅电话2 宅电 homephone homephone2 home",
    "email": "邮箱 邮件 邮箱地址 电子邮箱 电子邮件 电子邮件地址 电子邮件2地址 电子邮件3地址"
    " 企业邮箱 个人邮箱 工作邮箱 备用邮箱 email mail emailaddress email2address email3address"
    " email1value email2value email3value",
    "wechat": "微信 微信号 企业微信 wechat",
    "radio": "对讲机 对讲 radio radiophone",
    "other": "传真 传真号 商务传真 住宅传真 其他传真 fax businessfax homefax otherfax",
    None: "联系电话 联系方式 联系号码 联系手机 电话号码 号码 备用电话 紧急电话 紧急联系电话"
    " 其他电话 电话1 电话2 otherphone carphone callback number numbers",
}
NOTED = (
    "分机", "短号", "小号", "内线", "虚拟网", "集群", "传真", "值班", "紧急", "助理",
    "ext", "short", "fax", "assistant",
)  # fmt: skip
NUMBERED = re.compile(r"(?:phone|电话|联系电话|手机|手机号|mobile|号码|number)\d*(?:value)?")
LABELS = re.compile(r"(?:phone|e?mail)\d*(?:type|label)")
LABELLED: dict[str, ChannelKind] = {
    "mobile": "mobile", "cell": "mobile", "手机": "mobile", "work": "phone", "main": "phone",
    "工作": "phone", "单位": "phone", "home": "home", "住宅": "home", "家庭": "home",
    "workfax": "other", "homefax": "other", "fax": "other",
}  # fmt: skip
UNSAID = ("序号", "编号", "no", "序", "index")  # of which nobody misses anything
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
    known = word in KIND_OF or _unnumbered(word) in KIND_OF
    return "number" if known or NUMBERED.fullmatch(word) else OTHER


def _unnumbered(word: str) -> str:
    """``商务电话2`` is one more of ``商务电话``."""
    return word.rstrip("0123456789")


def kind_of(title: str) -> ChannelKind | None:
    """What the numbers of such a column are; ``None``: each is what it looks like."""
    word = plain(title)
    return KIND_OF.get(word, KIND_OF.get(_unnumbered(word)))


def note_of(title: str) -> str:
    """What is said of a number of such a column; "" where its kind says it all."""
    word = plain(title)
    return clean(title, 20) if any(part in word for part in NOTED) else ""


def labels(title: str) -> bool:
    """Whether such a column says what the number in the next one is, as Google's do."""
    return LABELS.fullmatch(plain(title)) is not None


def labelled(text: str) -> ChannelKind | None:
    return LABELLED.get(plain(text))
