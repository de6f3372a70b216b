"""Filled forms."""

REFUSED: dict[str, tuple[str, str]] = {
    "no-form": ("“{type}”没有表单。", "\"{type}\" has no form."),
}

HELP: dict[str, tuple[str, str]] = {
    "form": ("按记录自动填好的表单", "the form, filled in from the log"),
}

DRILL: dict[str, tuple[str, str]] = {
    "title": ("演练记录", "Drill record"),
    "what": ("演练内容", "Content"),
    "when": ("时间", "Time"),
    "speed": ("{lasted}（时钟 {speed} 倍速）", "{lasted} (clock at {speed} times the speed)"),
    "where": ("地点", "Place"),
    "leader": ("演练负责人", "Led by"),
    "recorders": ("记录人", "Recorded by"),
    "told": ("通知到的人", "People reached"),
    "points": ("节点（距发现）", "Points (from detection)"),
    "steps": ("步骤", "Steps"),
    "decided": ("决定", "What was decided"),
    "kept": ("时限", "Deadlines"),
    "late": ("问题：逾期和没做的", "Problems: late and never"),
    "wrong": ("{what}：{result}", "{what}: {result}"),
    "undone": ("问题：没做的关键步骤", "Problems: critical steps not done"),
    "redlines": ("清单要改的", "What to change in the list"),
    "actions": ("改进措施", "Improvement actions"),
    "said": ("{who}：{text}", "{who}: {text}"),
    "said-happened": ("过程（参加人说的）", "Course, as people tell it"),
    "said-well": ("做得好的", "What went well"),
    "said-hard": ("不足和困难", "Shortcomings and difficulties"),
    "said-people": ("人员表现", "People: readiness and response"),
    "said-supplies": ("物资设备", "Supplies and equipment"),
    "said-communication": ("沟通协作", "Communication and cooperation"),
    "said-commend": ("表彰", "Commendation"),
    "comment": ("现场点评", "Comment on the spot"),
    "evaluation": ("评估", "Evaluation"),
    "signatures": ("签名", "Signatures"),
}
