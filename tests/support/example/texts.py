"""What the made-up leaders write. Nobody here exists."""

from __future__ import annotations

import random

STAFF = ("周示例", "吴示例", "郑示例", "冯示例", "褚示例", "卫示例")
HEARD = ("知道了，马上处理", "收到，二十分钟后再报", "已复述无误", "正在查，稍后回话", "同意，按预案办")
SKIPPED = ("忙于接电话，没顾上", "人手不够", "当时没有必要", "已由另一位组长做了")
NUMBERS = {"rate": (61, 96), "queue": (4, 48), "seats": (3, 14), "lines": (6, 18), "temp": (29, 33), "fans": (4, 8),
           "computers": (0, 1), "lights": (0, 2), "radios": (6, 8)}  # fmt: skip
CHOICES = {
    "forecast": "yes", "others": "one", "cause": "unknown", "decision": "wait", "redeploy": "no", "health": "well",
    "protection": "none", "plan-known": "known", "result": "later", "kind": "rude", "line": "over", "hurt": "no",
    "case": "temper", "matter": "water", "caller": "me", "staff": "stay", "transfer": "not-needed", "tried": "ok",
    "status": "", "generator": "on", "set-level": "3", "all-out": "yes", "fire-state": "out", "permit": "no",
    "symptom": "", "confirmed": "both", "safer": "moved", "state": "thoughts", "need": "no", "loss": "no",
    "risk": "no", "network": "steady", "missing-who": "",
}  # fmt: skip
ANSWERS = {
    "which-system": ("工单系统", "客户资料系统", "话务平台登录"),
    "seat": ("A03", "A11", "B07", "B12", "C02"),
    "caller": ("13800000017", "13800000028", "号码未显示，座席B07"),
    "cause": ("应用服务器内存占满，重启服务后恢复", "接口超时，供应商已扩容", "接触不良，更换后正常", "光模块老化，已更换"),
    "repair": ("汇聚交换机端口故障，改接备用端口", "运营商割接未通知，已恢复"),
    "review": ("报告及时；公告发得晚", "分工清楚；登记表不够用", "处置顺利", "应更早请人支援"),
    "warned": ("职能部门、各班组，均已口头告知", "无须预警"),
    "notice": ("热线语音播报、公众号", "热线语音播报"),
    "line": ("系统故障，正在抢修，已登记并会回电", "停水系管网检修，预计18时恢复"),
    "where": ("虚构小区3栋2单元", "样例花园7栋1201", "示例公寓地下一层"),
    "record": ("物业工程部关阀，更换水管接头", "维保单位到场放人"),
    "loss": ("约40个来电未能办理，无投诉", "暂无"),
    "decision": ("加入重点号码，由班长接听", "暂不处理，继续留意"),
    "help": ("资料不全，请后台协助查询", "客户要求书面答复，转后台办理"),
    "empower": ("开通减免查询权限", "提供上月账单明细"),
    "plan-extent": ("本班全体，职能人员六人支援",),
    "callers": ("网上营业厅打不开", "查询页面一直转圈"),
    "outside-work": ("电子发票、网上报装",),
    "backup": ("前日23时", "当日2时"),
    "gaps": ("抽查20条，无缺失",),
    "forecast": ("运营商线路，预计一小时内恢复",),
    "moved": ("报修类来电转备用线路",),
    "filed": ("组长柜第二层", "共享盘“突发事件”文件夹"),
    "meeting": ("次日上午，运营、技术、客服",),
    "back-at": ("供电部门答复约一小时",),
    "plan": ("按预案第三步执行",),
    "speed": ("下行96 Mbps",),
    "air": ("24度，湿度52%",),
    "gear": ("齐全", "口罩余两盒，已申领"),
    "spares": ("齐全", "急救箱缺创可贴"),
    "printers": ("正常", "二号打印机卡纸"),
    "papers": ("齐全",), "copies": ("共享盘",), "reach": ("全部联系上",), "note": ("正常",),
    "duties": ("已分工",), "drill": ("本月23日，停电",), "backup-week": ("本周二",),
    "who": ("客服代表吴示例，低血糖，清醒",),
    "course": ("按清单处置，经过见日志",), "care": ("均无需帮助",), "result": ("警方已联系上本人，平安",),
}  # fmt: skip
USUAL = ("已记录", "正常", "见备注", "无异常")


def number(step: str, rng: random.Random) -> str:
    low, high = next((span for part, span in NUMBERS.items() if part in step), (2, 9))
    return str(rng.randint(low, high))


def answer(type_: str, step: str, rng: random.Random) -> str:
    del type_
    return rng.choice(ANSWERS.get(step, USUAL))
