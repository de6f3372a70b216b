"""``--by``: what a line is signed with is judged as a name wherever one is asked for."""

from __future__ import annotations

# Where it is judged by the command itself, which can be told that it is a name (``--yes``); and
# what nobody waits for: an emergency is begun whoever signs it.
THEIR_OWN = (
    ("shift", "start"), ("shift", "lead"), ("shift", "sign"), ("shift", "handover"),
    ("shift", "accept"), ("shift", "refuse"), ("start",),
)  # fmt: skip


def judged(argv: list[str]) -> None:
    """Raises ``Refused`` for a sentence, or one letter or digit of the keyboard."""
    if any(tuple(argv[: len(each)]) == each for each in THEIR_OWN):
        return
    given = [argv[n + 1] for n, word in enumerate(argv[:-1]) if word == "--by"]
    given += [word.removeprefix("--by=") for word in argv if word.startswith("--by=")]
    if not given:
        return
    from kit.ground.base.clean import clean
    from kit.ground.base.person import person, told
    from kit.ground.base.refusal import Exit, Refused

    for name in given:
        if told(clean(person(name))):
            raise Refused("signer-doubtful", Exit.USAGE, text=clean(name, 60))
