"""What happened in the month, incident by incident. Nobody and nothing here exists."""

from __future__ import annotations

from tests.support.example.leader import Case, Measure, Owed


def on(at: str, type_: str, minutes: int, **more: object) -> Case:
    return Case(at, type_, "", minutes, **more)  # type: ignore[arg-type]


def owed(n: int, name: str, matter: str, minutes: int, fate: str = "kept") -> Owed:
    return Owed(name, f"138000001{n:02d}", matter, minutes, fate)


TICKETS = "工单系统"
CASES = [
    on("01 07:35", "before-work", 12),
    on("01 10:20", "call-surge", 46, title="假期出行咨询", cause="capacity", closing="分流后恢复"),
    on("01 17:40", "workstation-fault", 18, title="B07耳机", cause="hardware"),
    on("02 09:05", "abnormal-call", 14, cause="outsider"),
    on("02 19:30", "urgent-order", 55, title="虚构小区停水", owed=(owed(1, "赵甲", "几点来水", 60),), cause="supplier"),
    on("03 11:15", "workstation-fault", 25, title="A11电脑蓝屏", cause="hardware"),
    on("04 14:10", "complaint-escalation", 20, owed=(owed(2, "钱乙", "上月账单多收", 120),), cause="procedure"),
    on("05 08:50", "application-outage", 42, title=TICKETS, key="first", cause="application", slow={"supervisor": 3},
       owed=(owed(3, "孙丙", "报修登记", 50), owed(4, "周丁", "改约时间", 60, "late")), notes=("三个座席报错代码502", "供应商已远程接入"),
       measures=(Measure("工单系统每晚自动重启一次", "陈示例", "2026-10-12", "verified"),), undo="九个座席不能用"),
    on("05 20:15", "abnormal-call", 12, choices={"kind": "harassing"}),
    on("06 10:30", "network-failure", 35, title="外网时断时续", choices={"symptom": "flaky", "cause": "line"}, cause="carrier",
       measures=(Measure("与运营商约定割接前三天通知", "陈示例", "2026-10-20", "done"),)),
    on("06 18:20", "complaint-escalation", 16, choices={"result": "solved"}),
    on("07 09:40", "call-surge", 58, title="返程日", slow={"supervisor": 4}, deaf=0.3, cause="capacity",
       owed=(owed(5, "吴戊", "退费进度", 150, "moved"),), notes=("排队最高四十八人", "职能人员六人上线")),
    on("08 07:34", "before-work", 14, outcome="gaps", measures=(Measure("补领急救箱创可贴", "吴示例", "2026-10-10", "verified"),)),
    on("08 10:05", "workstation-fault", 40, title="C02不能登录话务平台", choices={"symptom": "platform"}, cause="phone-platform"),
    on("08 17:10", "urgent-order", 75, title="样例花园电梯困人", choices={"matter": "lift", "status": "done"}, deaf=0.2,
       owed=(owed(6, "郑己", "次日回访", 1200, "open"),), cause="hardware"),
    on("09 11:20", "air-conditioning", 65, title="东区漏水", slow={"supervisor": 7}, cause="facility",
       measures=(Measure("东区空调冷凝水管换新", "冯示例", "2026-10-23", "open"),)),
    on("09 19:05", "abnormal-call", 10, choices={"kind": "other"}),
    on("10 09:15", "application-outage", 28, title=TICKETS, key="second", repeat="first", cause="application",
       owed=(owed(7, "赵甲", "报修登记", 45),), notes=("同5日的报错",)),
    on("10 21:10", "workstation-fault", 15, title="B12座机无声", choices={"symptom": "phone"}, cause="hardware"),
    on("11 15:00", "abnormal-call", 12),
    on("12 07:36", "before-work", 11),
    on("12 10:10", "complaint-escalation", 24, never=("supervisor",), owed=(owed(8, "钱乙", "书面答复", 240, "late"),), cause="procedure"),
    on("12 18:30", "urgent-order", 48, title="示例公寓漏水", owed=(owed(9, "孙丙", "物业几点到", 40),), cause="facility"),
    on("13 09:30", "network-failure", 22, title="网上营业厅打不开", outcome="false-alarm", early=True, closing="客户本地网络问题，我方正常"),
    on("13 16:40", "call-surge", 52, title="账单短信误发", choices={"cause": "event"}, cause="change", deaf=0.35,
       slow={"supervisor": 9}, owed=(owed(10, "周丁", "短信是否真实", 90), owed(11, "吴戊", "金额核对", 120, "given-up")),
       notes=("短信平台误发约三千条", "统一口径已发各座席"),
       measures=(Measure("短信群发改为两人复核", "周示例", "2026-10-16", "verified"), Measure("误发应急口径写入话术", "吴示例", "2026-10-30", "done"))),
    on("14 09:00", "power-outage", 35, title="季度演练", drill=True, early=False, measures=(Measure("应急灯电池更换两只", "卫示例", "2026-10-28", "open"),)),
    on("14 15:10", "comms-failure", 95, title="呼入中断", key="across", choices={"symptom": "in", "transfer": "line"}, cause="carrier",
       slow={"supervisor": 2}, owed=(owed(12, "郑己", "报修登记", 90), owed(13, "王庚", "改约时间", 120, "late")),
       notes=("运营商称光缆被挖断", "手机试拨备用线路正常"), measures=(Measure("第二家运营商备用中继立项", "陈示例", "2026-12-31", "open"),)),
    on("15 10:45", "abnormal-call", 16, choices={"kind": "threat"}, slow={"police": 4}, notes=("对方扬言来砸门",)),
    on("15 18:00", "workstation-fault", 20, title="A03电脑死机", cause="hardware"),
    on("16 09:20", "complaint-escalation", 18, choices={"result": "solved", "case": "authority"}),
    on("16 17:25", "staff-accident", 40, title="座席员低血糖", choices={"state": "ill", "hospital": "rest"}, cause="health",
       measures=(Measure("休息区常备糖果", "吴示例", "2026-10-19", "verified"),)),
    on("17 11:10", "urgent-order", 62, title="虚构小区停电", choices={"matter": "power"}, owed=(owed(14, "赵甲", "几点来电", 60, "late"),), cause="supplier"),
    on("17 19:40", "abnormal-call", 12),
    on("18 09:50", "call-surge", 44, title="停水通知", choices={"cause": "event"}, cause="capacity", deaf=0.15),
    on("18 20:20", "fire", 12, title="烟感误报", outcome="false-alarm", early=True, closing="厨房油烟，物业复位", choices={"all-out": "yes", "fire-state": "out"}),
    on("19 07:38", "before-work", 13),
    on("19 10:30", "application-outage", 74, title=TICKETS, key="third", repeat="first", cause="application", slow={"supervisor": 6, "tech": 1},
       deaf=0.3, never=("executive",), choices={"forecast": "no", "manual": "yes"}, skip=("warned",),
       owed=(owed(15, "钱乙", "报修登记", 90, "late"), owed(16, "孙丙", "投诉进度", 120), owed(17, "周丁", "过户资料", 300, "open")),
       notes=("全部座席打不开工单", "改用手工登记表", "供应商回滚上周版本"),
       measures=(Measure("新版本上线前在测试环境跑一周", "陈示例", "2026-11-16", "open"), Measure("手工登记表每席常备二十张", "郑示例", "2026-10-26", "back"))),
    on("19 18:15", "workstation-fault", 15, title="B07耳机", cause="hardware"),
    on("20 09:10", "application-outage", 26, title=TICKETS, key="reopened", repeat="first", cause="change",
       owed=(owed(18, "吴戊", "报修登记", 60),)),
    on("20 17:50", "complaint-escalation", 22, owed=(owed(19, "郑己", "赔偿答复", 1500, "moved"),), cause="procedure"),
    on("21 10:00", "media", 55, title="来电采访停水", slow={"manager": 5}, cause="information"),
    on("21 19:15", "abnormal-call", 10, choices={"kind": "harassing"}),
    on("22 09:35", "network-failure", 31, title="客户资料系统连不上", choices={"symptom": "crm", "cause": "device"}, cause="own-network",
       owed=(owed(20, "王庚", "资料变更", 60),), measures=(Measure("汇聚交换机备件一台", "陈示例", "2026-11-30", "open"),)),
    on("22 18:40", "urgent-order", 50, title="样例花园漏水", cause="facility"),
    on("23 09:00", "fire", 25, title="疏散演练", drill=True, choices={"all-out": "yes", "fire-state": "out"},
       measures=(Measure("集合点标牌移到东门", "卫示例", "2026-11-06", "done"),)),
    on("23 14:30", "workstation-fault", 30, title="A11不能登录话务平台", choices={"symptom": "platform"}, cause="phone-platform"),
    on("24 10:15", "self-harm-caller", 48, slow={"supervisor": 3}, choices={"line": "safe", "state": "thoughts"}, cause="health",
       notes=("来电人情绪激动，已安排资深座席接听",), closing="警方回告平安"),
    on("24 20:00", "abnormal-call", 12),
    on("25 11:30", "complaint-escalation", 16, choices={"result": "solved"}),
    on("26 07:37", "before-work", 12, outcome="gaps", measures=(Measure("二号打印机报修", "郑示例", "2026-10-27", "verified"),)),
    on("26 09:20", "call-surge", 61, title="供暖咨询", choices={"cause": "event"}, deaf=0.4, slow={"supervisor": 6}, cause="capacity",
       owed=(owed(21, "赵甲", "开栓时间", 120), owed(22, "钱乙", "温度不达标", 180, "open")), skip=("warned",),
       notes=("供暖首日，排队三十二人",)),
    on("26 18:05", "urgent-order", 44, title="虚构小区暖气漏水", owed=(owed(23, "孙丙", "维修几点到", 45, "late"),), cause="facility"),
    on("27 10:40", "call-surge", 47, title="供暖咨询", key="heat", choices={"cause": "event"}, deaf=0.2, cause="capacity"),
    on("27 19:20", "workstation-fault", 15, title="C02键盘"),
    on("28 09:10", "comms-failure", 33, title="通话有杂音", choices={"symptom": "noise", "transfer": "not-needed"}, cause="carrier", never=("executive",)),
    on("28 14:00", "self-harm-caller", 20, title="桌面演练", drill=True, choices={"line": "safe"}),
    on("29 10:20", "complaint-escalation", 21, owed=(owed(24, "周丁", "减免结果", 2880, "open"),), cause="procedure"),
    on("29 18:45", "abnormal-call", 11),
    on("30 09:25", "air-conditioning", 50, title="机房升温", slow={"supervisor": 11}, choices={"symptom": "weak"}, cause="facility"),
    on("30 17:30", "urgent-order", 46, title="示例公寓停水", owed=(owed(25, "吴戊", "几点来水", 60),), cause="supplier"),
    on("31 10:10", "application-outage", 38, title="客户资料系统", cause="application", choices={"manual": "no"},
       owed=(owed(26, "郑己", "资料变更", 60, "late"),)),
]  # fmt: skip

# In the sheet of call-backs, of no incident: when, who, about what, promised, and what followed.
PROMISES: list[tuple[str, str, str, str, list[tuple[str, list[str]]]]] = [
    ("02 11:05", "李样本", "发票重开", "15:00", [("02 14:20", ["done"])]),
    ("06 14:10", "何样本", "更名手续", "17:00", [("06 15:30", ["done"])]),
    ("09 15:00", "吕样本", "欠费核对", "15:40", [("09 15:57", ["done"])]),
    ("13 11:20", "施样本", "报装进度", "16:30", [("13 15:20", ["move", "--to", "2026-10-15 10:00", "--note", "客户出差", "--agreed-by", "施样本"]), ("15 09:40", ["done"])]),
    ("17 17:05", "张样本", "退款", "20:00", [("17 18:50", ["done"])]),
    ("21 18:10", "孔样本", "噪声投诉答复", "21:00", [("21 21:25", ["done"])]),
    ("23 11:00", "曹样本", "合同补寄", "15:00", [("23 14:40", ["give-up", "--note", "号码停机，已发短信"])]),
    ("27 17:00", "严样本", "账户合并", "21:00", []),
    ("30 15:10", "华样本", "误工补偿", "3wd", []),
]  # fmt: skip
# In the other registers.
BOOKS: list[tuple[str, list[str]]] = [
    ("04 15:05", ["complaint", "add", "钱乙", "--phone", "13800000102", "--matter", "上月账单多收", "--how", "oral", "--severity", "minor", "--outside"]),
    ("05 11:00", ["complaint", "acknowledge", "13800000102"]),
    ("07 15:30", ["complaint", "assess", "13800000102", "--severity", "minor"]),
    ("09 15:30", ["complaint", "investigate", "13800000102", "--cause", "套餐重复计费"]),
    ("12 15:20", ["complaint", "decide", "13800000102", "--decision", "退还差额"]),
    ("12 15:30", ["complaint", "accept", "13800000102", "--note", "已退差额"]),
    ("20 18:40", ["complaint", "add", "郑己", "--phone", "13800000119", "--matter", "漏水赔偿", "--how", "written", "--severity", "serious", "--outside"]),
    ("08 19:00", ["order", "add", "样例花园2号梯检修", "--unit", "维保单位", "--urgency", "urgent", "--outside"]),
    ("08 20:10", ["order", "taken", "样例花园2号梯检修", "--taken-by", "维保示例"]),
    ("08 22:30", ["order", "finish", "样例花园2号梯检修", "--result", "更换门锁触点"]),
    ("08 22:50", ["order", "done", "样例花园2号梯检修"]),
    ("22 20:00", ["order", "add", "样例花园漏水复查", "--unit", "物业", "--urgency", "today", "--outside"]),
    ("09 14:00", ["item", "add", "东区3号灯不亮", "--sort", "degraded", "--outside"]),
    ("13 14:05", ["item", "done", "东区3号灯不亮", "--outside"]),
    ("26 11:30", ["item", "add", "二号打印机卡纸", "--sort", "degraded", "--outside"]),
    ("16 14:00", ["action", "add", "新人跟班手册补充停水话术", "--owner", "褚示例", "--due", "2026-10-24", "--outside"]),
    ("24 14:00", ["action", "done", "新人跟班手册补充停水话术", "--evidence", "手册第十二页", "--outside"]),
    ("26 14:00", ["action", "add", "供暖季话术更新", "--owner", "吴示例", "--due", "2026-10-29", "--outside"]),
]  # fmt: skip
# What was said of the third fault of one system: the question, who, the words.
REVIEWED = [
    ("well", "李四", "手工登记表当场就发下去了，没有一个来电没记。"),
    ("hard", "李四", "主管的电话一直占线，第三次才打通。"),
    ("causes", "陈示例", "新版本没有在测试环境跑过一周就上线。"),
]  # fmt: skip
