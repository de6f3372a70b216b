"""Refusals about checklists."""

WORDS: dict[str, tuple[str, str]] = {
    "type-unknown": (
        "没有事件类型“{type}”。可选：{names}",
        "There is no incident type \"{type}\". Choose: {names}",
    ),
    "no-pdf": (
        "没有装能生成 PDF 的库。请存成 .html，用浏览器打开，打印成 PDF；或 pip install \"incident-kit[pdf]\"（源文件目录里：pip install \".[pdf]\"）。",
        "No library that makes PDF is installed. Save as .html, open it in a browser and print to PDF; or pip install \"incident-kit[pdf]\" (from a checkout: pip install \".[pdf]\").",
    ),
}
