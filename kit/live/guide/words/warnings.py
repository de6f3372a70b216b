"""What is said beside the answer when the user's own file cannot be read."""

WORDS: dict[str, tuple[str, str]] = {
    "shipped-checklist": (
        "先用自带的“{type}”清单开始，你的文件事后再改。",
        "Starting with the shipped checklist \"{type}\"; mend your file afterwards.",
    ),
    "same-title": (
        "几张清单是这个名称，打开的是现行的 {type}（自己的清单批准后才算现行）。要用别的：{names}",
        "Several lists have this title; {type} is opened, the one in force (one of our own once it is approved). For another: {names}",
    ),
    "same-title-own": (
        "几张自己的清单是这个名称，打开的是 {type}。要用别的：{names}",
        "Several lists of our own have this title; {type} is opened. For another: {names}",
    ),
    "shipped-profile": (
        "先按自带的场所“{profile}”开始，你的文件事后再改。",
        "Starting with the shipped site profile \"{profile}\"; mend your file afterwards.",
    ),
}
