"""An option that may stand alone, put before a parser that wants a value of every one."""


def with_value(argv: "list[str]") -> "list[str]":
    """``--shift`` of a summary may stand alone: the shift that is on."""
    out: list[str] = []
    for number, word in enumerate(argv):
        out.append(word)
        after = argv[number + 1 : number + 2]
        if argv[0] == "summary" and word == "--shift" and (not after or after[0][:1] == "-"):
            out.append("")
    return out
