"""The public notice of something found (civil code, articles 314 to 318)."""

WORDS: dict[str, tuple[str, str]] = {
    "title": ("招领公告  {id}", "Found property notice  {id}"),
    "thing": ("拾得物：{thing}", "Found: {thing}"),
    "found": ("{at} 在{place}拾得。", "On {at}, at {place}."),
    "claim": ("失主请到这里认领：{where}", "The owner may claim it here: {where}"),
    "here": ("本处", "this place"),
    "proof": ("认领时出示身份证件，并说出物品特征。", "Show an identity document and describe it."),
    "until": ("公告日期 {at}，{until} 前无人认领，归国家所有。", "Published {at}; unclaimed by {until}, it belongs to the State."),
    "law": ("依据：民法典第三百一十四条至第三百一十八条。", "By the civil code, articles 314 to 318."),
}  # fmt: skip
