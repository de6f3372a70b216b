"""Which hour is meant, by the part of the day that is said with it."""

from __future__ import annotations

DAYS = {
    "大前天": -3, "前天": -2, "前晚": -2, "昨天": -1, "昨日": -1, "昨": -1, "今天": 0, "今": 0,
    "明天": 1, "明日": 1, "明": 1, "后天": 2, "大后天": 3,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
PARTS = {
    "凌晨": "night", "半夜": "late", "夜里": "late", "夜": "late", "清晨": "am", "早晨": "am",
    "早上": "am", "早": "am", "上午": "am", "中午": "noon", "午间": "noon", "下午": "pm",
    "午后": "pm", "傍晚": "pm", "晚上": "eve", "晚间": "eve", "晚": "eve", "am": "am", "pm": "pm",
}  # fmt: skip


def hours_of(hour: int, part: str, latin: bool) -> list[int]:
    """The hours from the day's midnight that are meant, 24 and more for the night that follows;
    none where the part of the day contradicts. ``latin``: am or pm was written."""
    if not part:
        return [hour]
    if part == "am":
        return [] if hour > 12 else [hour] if hour < 12 else [0] if latin else [0, 12]
    if part == "pm":
        return [] if not hour else [hour + 12] if hour < 12 else [hour]
    if part == "night":
        return [0] if hour in (0, 12) else [hour] if hour < 9 else []
    if part == "noon":
        return [hour + 12] if 0 < hour < 4 else [hour] if 10 < hour < 16 else []
    if hour in (0, 12, 24):
        return [24] if part == "eve" else [24, 0]
    if hour < 5:
        return [hour, hour + 24]
    return [hour + 12] if hour in range(5, 12) else [hour] if hour > 16 else []
