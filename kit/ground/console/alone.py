"""An option that may stand alone, put before a parser that wants a value of every one."""

PERIODS = ("--day", "--week", "--month", "--quarter", "--year")


def with_value(argv: "list[str]") -> "list[str]":
    """``--shift`` of a summary or an export may stand alone: the shift that is on; ``--day`` and
    the like, too: today, this week; and a day behind ``calendar``: it is looked up."""
    if argv[:1] == ["calendar"] and argv[1:2] and argv[1][:1].isdigit():
        argv = ["calendar", "show", *argv[1:]]
    out: list[str] = []
    for number, word in enumerate(argv):
        out.append(word)
        after = argv[number + 1 : number + 2]
        alone = not after or after[0][:1] == "-"
        if argv[0] in ("summary", "export") and word == "--shift" and alone:
            out.append("")
        elif argv[0] == "summary" and word in PERIODS and alone:
            out.append("this")
    return out
