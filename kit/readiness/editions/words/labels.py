"""What the register of editions, its fields and its stages are called."""

WORDS: dict[str, tuple[str, str]] = {
    "edition": ("清单版次", "Edition"),
    "field-edition-what": ("清单", "List"),
    "field-hash": ("内容编码", "Hash"),
    "field-base": ("所依据的原文编码", "Hash of its base"),
    "field-number": ("编号", "Number"),
    "field-edition": ("版次", "Edition"),
    "field-compiled_by": ("编制人", "Compiled by"),
    "field-reviewed_by": ("审核人", "Reviewed by"),
    "field-approved_by": ("批准人", "Approved by"),
    "field-post": ("批准岗位", "Post"),
    "field-in_force": ("执行日期", "In force from"),
    "field-review_by": ("下次评审", "Next review"),
    "field-reason": ("修改原因", "Reason of change"),
    "field-answers": ("所答复的标红", "Red lines answered"),
    "stage-text-changed": ("内容修改", "text changed"),
    "stage-approved": ("批准", "approved"),
    "stage-retired": ("停用", "retired"),
}
