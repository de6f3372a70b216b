"""What is said beside the answer when the user's own file cannot be read."""

WORDS: dict[str, tuple[str, str]] = {
    "shipped-checklist": (
        "先用自带的“{type}”清单开始，你的文件事后再改。",
        "Starting with the shipped checklist \"{type}\"; mend your file afterwards.",
    ),
    "shipped-profile": (
        "先按自带的场所“{profile}”开始，你的文件事后再改。",
        "Starting with the shipped site profile \"{profile}\"; mend your file afterwards.",
    ),
}
