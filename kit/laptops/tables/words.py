"""Tables for engines."""

WORDS: dict[str, tuple[str, str]] = {
    "written": (
        "已写成 {path}（{kilobytes} KB；{faces}）：{incidents} 个事件、{entries} 条记录、{shifts} 个班次。各列的含义、怎么统计：data/engines/README.md",
        "Written: {path} ({kilobytes} KB; {faces}): {incidents} {incidents:incident|incidents}, {entries} {entries:entry|entries}, {shifts} {shifts:shift|shifts}. What the columns mean, and how to add up: data/engines/README.md",
    ),
    "parquet": (
        "要 Parquet：在本工具的源文件目录里 pip install \".[duckdb]\"，再运行一次",
        "For Parquet: pip install \".[duckdb]\" in this kit's checkout, then run it again",
    ),
    "private": (
        "里面有姓名和电话；对外提供时加 --redact。",
        "It holds names and numbers; add --redact before you hand it on.",
    ),
    "hidden": ("姓名、电话和自己写的话都已隐去。", "Names, numbers and what people wrote are hidden."),
    "damaged": (
        "{n} 份日志有损坏的部分，没有写进去；能证明自己的记录都在：{names}。看详情：kit verify",
        "{n} {n:log is|logs are} damaged in part; the damaged bytes were left out, all entries that prove themselves are in: {names}. See: kit verify",
    ),
    "unread": (
        "{n} 份日志读不了，没有写进去：{names}。看详情：kit verify",
        "{n} {n:log|logs} could not be read and {n:was|were} left out: {names}. See: kit verify",
    ),
}

REFUSED: dict[str, tuple[str, str]] = {
    "tables-exist": (
        "{path} 已存在，没有改动。换一个名字；要整个换成新的，加 --force。",
        "{path} exists and was left as it is. Choose another name, or add --force to replace it as a whole.",
    ),
    "tables-others": (
        "{path} 不是 kit export --tables 写的，或里面还有别的文件，没有改动。换一个名字。",
        "{path} was not written by kit export --tables, or holds other files, too; it was left as it is. Choose another name.",
    ),
    "tables-output": (
        "不能写文件夹 {path}：{why}。什么都没有留下。换一个位置，或腾出空间。",
        "Cannot write the folder {path}: {why}. Nothing was left behind. Choose another place, or free some space.",
    ),
}

HELP: dict[str, tuple[str, str]] = {
    "export-tables": (
        "写成一个文件夹的数据表（CSV 等），供数据引擎统计整个单位",
        "a folder of tables (JSON Lines, CSV; Parquet with an extra) for DuckDB, Spark and the like: the whole organisation",
    ),
}
