"""Refusals about checklists."""

WORDS: dict[str, tuple[str, str]] = {
    "card-post": ("本处没有这个岗位：{text}。岗位：{names}", "This site has no such post: {text}. Posts: {names}"),
    "card-type": ("写一个事件类型或 all；岗位卡：--post 岗位", "Name an incident type, or all; the card of a post: --post POST"),
    "type-unknown": (
        "没有事件类型“{type}”。可选：{names}",
        "There is no incident type \"{type}\". Choose: {names}",
    ),
    "no-pdf": (
        "没有装能生成 PDF 的库。请存成 .html，用浏览器打开，打印成 PDF；或 pip install \"incident-kit[pdf]\"（源文件目录里：pip install \".[pdf]\"）。",
        "No library that makes PDF is installed. Save as .html, open it in a browser and print to PDF; or pip install \"incident-kit[pdf]\" (from a checkout: pip install \".[pdf]\").",
    ),
}
