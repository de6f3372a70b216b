"""What the register of duties, its fields and its stages are called."""

WORDS: dict[str, tuple[str, str]] = {
    "duty": ("定期事项", "Duty"),
    "field-duty-what": ("做什么", "What is to be done"),
    "field-every": ("多久一次", "How often"),
    "field-season": ("季节", "Season"),
    "field-before": ("何时之前", "Before"),
    "field-duty-who": ("由谁", "By whom"),
    "field-clause": ("条款", "Clause"),
    "field-kind": ("凭证类别", "Kind of evidence"),
    "field-duty-evidence": ("凭证", "Evidence"),
    "field-finding": ("发现的问题", "Finding"),
    "choice-drill": ("演练", "drill"),
    "choice-training": ("培训", "training"),
    "choice-note": ("记录", "note"),
    "choice-file": ("文件", "file"),
    "stage-duty-done": ("做过", "done"),
}
