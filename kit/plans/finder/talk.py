"""What is happening? The search for the right checklist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence

from msgspec.structs import replace

from kit.ground.base.cells import cut, width, wrap
from kit.ground.console.context import Context
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Answer, Flow, Left, Option, Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.keys import half_width, holding
from kit.ground.terminal.noting import goes_back, no_note
from kit.ground.terminal.session import Still
from kit.plans.checklists.rules.format import DANGER_ORDER, Checklist
from kit.plans.finder.files import model
from kit.plans.finder.rules.rank import find
from kit.plans.sites.files import Sites

SENTENCE = 8  # cells of what is more than another word to find a list by
FEW = 16  # cells of what names what is seen; more, or figures, may tell what goes on elsewhere
GENERAL = "general"  # the list for what fits no other
LETTERS = "vmptwzje"  # of what was found: none deals with a step
MOST = 8  # lists that are shown of what was found


def options_for(ctx: Context, checklists: list[Checklist], text: str) -> list[Option]:
    """Types for what was typed, best first; for nothing typed, those of this site first."""
    lang = ctx.me.lang
    by_id = {c.id: c for c in checklists}
    met = ctx.of(Sites).met(ctx.me.profile)
    labels = {i: f"{c.title.get(lang)}  -  {c.summary.get(lang)}" for i, c in by_id.items()}
    if text.strip():
        found = find(text, checklists, model(), met)
        ids = [hit.id for hit in found.hits]
        if (found.nothing or not ids) and GENERAL in by_id:
            title = by_id[GENERAL].title.get(lang)
            labels[GENERAL] = ctx.out.word("finder.nothing-first", title=title)
            grave = [i for i in met if i in by_id and by_id[i].danger == "life"]
            ids = list(dict.fromkeys([GENERAL, *ids[:3], *grave]))
    else:
        ids = [t for t in met if t in by_id] + [t for t in by_id if t not in met]
    return [Option(i, labels[i]) for i in ids[:9]]


def narrowed(options: Sequence[Option], text: str) -> list[Option]:
    """Those whose number is typed (the one of exactly that number first), or that hold all words
    of the text."""
    number = half_width(text.strip())
    if number.isdecimal():
        found = [o for o in options if o.label.split()[0].startswith(number)]
        return sorted(found, key=lambda option: option.label.split()[0] != number)
    return holding(text, ((option, option.label) for option in options))


def seeker(ctx: Context, checklists: list[Checklist]) -> Callable[[str], list[Option]]:
    """Types for what was typed, each with a number that stays its own: gravest first, of those of
    one danger what this site meets first."""
    lang, met = ctx.me.lang, ctx.of(Sites).met(ctx.me.profile)
    ordered = sorted(checklists, key=lambda c: (DANGER_ORDER.index(c.danger), c.id not in met))
    options = [
        Option(c.id, f"{number:>2}  {c.title.get(lang)}  -  {c.summary.get(lang)}")
        for number, c in enumerate(ordered, 1)
    ]

    def seek(text: str) -> list[Option]:
        if not text.strip() or half_width(text.strip()).isdecimal():
            return narrowed(options, text)
        by_id = {option.name: option for option in options}
        hits = [by_id[hit.id] for hit in find(text, checklists, model(), met).hits]
        return hits or narrowed(options, text)

    return seek


def question(ctx: Context, typed: str = "", letters: bool = False) -> Question:
    """The search; its options follow what is typed. With ``letters`` no figure chooses one."""
    asked = ctx.out.word("screen.start-ask")
    return Question("find", asked, "find", typed=typed, spills=True, lettered=letters)


def found(
    ctx: Context,
    checklists: list[Checklist],
    text: str,
    ways: Sequence[Option] = (),
    letters: bool = False,
) -> Question:
    """What fits a text, to be read and chosen from. Where nothing does that is said, and no Enter
    opens anything; the list for what fits none has a key of its own, and so have the ``ways`` that
    lead elsewhere, and with ``letters`` every list: figures mean something else there."""
    sought = find(text, checklists, model(), ctx.of(Sites).met(ctx.me.profile))
    nothing = sought.nothing or not sought.hits
    room = MOST - len(ways)
    options = [o for o in options_for(ctx, checklists, text) if o.name != GENERAL][:room]
    if letters:
        options = [replace(o, key=key) for o, key in zip(options, LETTERS, strict=False)]
    general = next((c for c in checklists if c.id == GENERAL), None)
    if general is not None:
        other = ctx.out.word("finder.other", title=general.title.get(ctx.me.lang))
        options.append(Option(GENERAL, other, "g"))
    return Question(
        "found",
        ctx.out.word(f"finder.{'nothing-found' if nothing else 'found'}", text=text),
        options=[*options, *ways],
        default="" if nothing else options[0].name,
        lettered=letters,
        spills=True,
        safe=not nothing and _at_once(ctx, checklists, options[0].name, text),
    )


def _at_once(ctx: Context, checklists: list[Checklist], id_: str, text: str) -> bool:
    """Whether nothing need be read before it is opened: what was typed is what the list is called,
    or a few words in which life is in danger. What was not meant is withdrawn."""
    one = next(c for c in checklists if c.id == id_)
    if one.title.get(ctx.me.lang).casefold() == text.strip().casefold():
        return True
    figures = any(char.isdecimal() for char in text)
    return one.danger == "life" and width(text.strip()) <= FEW and not figures


def sought(
    ctx: Context,
    checklists: list[Checklist],
    typed: str = "",
    ways: Sequence[Option] = (),
    looked: Looked | None = None,
    letters: bool = False,
    no_words: Collection[str] = (),
) -> Flow[str | None]:
    """The type that is chosen among what was found, or the name of one of the ``ways``; ``None``
    when somebody goes back; from what was found that leads to an empty line where there are no
    ``ways``. ``letters``: no figure chooses. Text with Enter behind it only searches; every
    sentence that was typed (``looked``) may be a note, and is kept where it opened nothing. What
    means something else where this is asked (``no_words``) finds nothing: it answers ``text:…``."""
    looked = looked or Looked()
    while True:
        answer = yield question(ctx, typed, letters)
        chosen, colon, text = (answer or "").partition(":")
        if colon and chosen == "left":
            looked.typed(text)
            looked.leaves()
            looked.keep(ctx, checklists)
            return None
        if not colon or chosen != "text":
            looked.keep(ctx, checklists, answer or "")
            return answer
        if half_width(text.strip()) in no_words:
            looked.keep(ctx, checklists)
            return answer
        typed = text
        looked.typed(typed)
        looked.since = wall()
        picked = yield found(ctx, checklists, typed, ways, letters)
        more, colon, text = (picked or "").partition(":")
        if picked and not (colon and more == "text"):
            led = any(way.name == picked for way in ways)
            looked.keep(ctx, checklists, "" if led else picked)
            return picked
        if not picked and ways:  # home stands there, where a digit means what is read
            looked.keep(ctx, checklists)
            return None
        typed = typed + text if picked else looked.anew()


class Looked:
    """What was typed to look for a list, line by line; ``since``: from when what that finds stood
    there, seconds of this computer's clock."""

    def __init__(self) -> None:
        self.whole = ""
        self.since = 0.0
        self.lines: list[str] = []

    def typed(self, whole: str) -> None:
        """All that stands in the line by now; what was typed on is a sentence of its own."""
        before, self.whole = self.whole, whole
        on = before and whole.startswith(before)
        more = whole.removeprefix(before).strip() if on else whole.strip()
        if on and width(more) < SENTENCE:  # another word to find it by
            self.lines[-1:] = [line + whole.removeprefix(before) for line in self.lines[-1:]]
        elif more:
            self.lines.append(more)

    def anew(self) -> str:
        """What stands in the line where somebody went back from what was found: nothing, so that
        other words find by themselves. What was typed waits with the rest."""
        self.whole = ""
        return ""

    def leaves(self) -> None:
        """A word to find a list by, left by Esc, is nothing that anybody wants recorded."""
        if self.lines and width(self.lines[-1]) < SENTENCE and " " not in self.lines[-1]:
            self.lines.pop()

    def keep(self, ctx: Context, checklists: list[Checklist], picked: str = "") -> None:
        """They stand in no log; but what a list is called, and what found the one that was
        ``picked``, is no note that is missing."""
        called = {each.title.get(ctx.me.lang).casefold() for each in checklists}
        for line in self.lines:
            if line.casefold() not in called and line not in ctx.unsaid and not no_note(line):
                ctx.unsaid.append(line)
        if picked:
            _was_search(ctx, checklists, picked)


def _was_search(ctx: Context, checklists: list[Checklist], picked: str) -> None:
    """What found the list that was chosen is no note that is missing."""
    met = ctx.of(Sites).met(ctx.me.profile)
    for text in [*ctx.unsaid]:
        if any(hit.id == picked for hit in find(text, checklists, model(), met).hits):
            ctx.unsaid.remove(text)


class Search(Still):
    """A screen with nothing but the search."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.lang = ctx.me.lang

    def picture(self, cols: int, rows: int) -> list[Line]:
        hint = wrap(self.ctx.out.word("screen.start-hint"), cols - 2)
        return [
            [("title", cut(self.ctx.out.word("screen.start-title"), cols))],
            [("", "")],
            *[[("", f" {line}")] for line in hint],
        ]


def pick_type(ctx: Context, checklists: list[Checklist], typed: str = "") -> str:
    """Ask what is happening until one type is chosen. Raises ``Left``."""
    if ctx.me.plain:
        return _plain(ctx, checklists, typed)
    from kit.ground.terminal.screen import run

    picked: list[str] = []

    looked = Looked()
    looked.whole = typed  # it is the command's, and is not missed

    def flow() -> Generator[Question, Answer, int]:
        answer = yield from sought(ctx, checklists, typed, looked=looked)
        if answer is not None:
            picked.append(answer)
        return 0

    run(Search(ctx), flow(), lambda text: options_for(ctx, checklists, text))
    if not picked:
        raise Left
    return picked[0]


def listed(ctx: Context, checklists: list[Checklist], typed: str) -> Question:
    """What numbered lines list for a text; for none, all types."""
    if typed:
        return found(ctx, checklists, typed)
    options = options_for(ctx, checklists, "")
    return Question("type", ctx.out.word("screen.start-ask"), options=options, spills=True)


def _plain(ctx: Context, checklists: list[Checklist], typed: str) -> str:
    """In numbered lines: words search, a number opens what was listed. Raises ``Left``."""
    while True:
        answer = ctx.ask.ask(listed(ctx, checklists, typed))
        chosen, _, text = answer.partition(":")
        if chosen != "text":
            return answer
        if goes_back(text):
            raise Left
        typed = text
