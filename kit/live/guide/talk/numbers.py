"""Numbers of the numbered guide: which one an act has, and whether a line that names one counts."""

from __future__ import annotations

from msgspec.structs import replace

from kit.ground.base.cells import clock as on_the_clock
from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.hand import LOOK, pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import numbered
from kit.ground.terminal.printed import LEAVE, NUMBER_ENDS, Printed
from kit.live.guide.talk.session import Session

STEP = ("step", "complete")  # groups of keys that are the step's own
BEHIND = 10  # what may be done with every step is counted from here: no step has that many answers
EVERY = ("skip", "later", "hand", "na", "way")
BESIDE = 20  # what comes beside a step is counted from here
# For ever: a hand has learnt them. What is new is put at the end, what is gone leaves its place.
PLACES = (
    "due", "note", "call", "timers", "back", "forecast", "down", "steps", "look", "earlier",
    "for-now", "undo", "redo", "site", "raise", "lower", "words", "report", "codes", "callback",
    "improve", "fold", "plan", "other", "close", "recorder", "leave", "staffing", "redline",
)  # fmt: skip
# Whose key is a word of the numbered lines, too, and printed there: each only opens or leads on,
# and no sentence behind it could be recorded as something else.
WORDS = ("due", "note", "undo", "other", "close", "leave", "earlier", "fold", "way")
ANSWERS = ("note", "other")  # whose words are answers of what is due, too
READ = 10.0  # seconds in which somebody has read where he has come to
READINGS = "yzvjgpkmtw"  # letters of times to choose from
REST = 6.0  # seconds: nobody stops so long in the middle of an act, and does not look
YES = ("y", "yes", "是", "对")
NO = ("n", "no", "否", "不", "不是", "不对")
AT_ONCE = "uu"  # takes back without asking


def printed(session: Session, question: Question) -> Printed:
    """Its lines. At a step its answers are counted from 1, what may be done with every step from
    ``BEHIND`` and all others from ``BESIDE``, each in its place whether or not it is offered now:
    one number is one act at every step. Where it is not printed it is asked about
    (``figure``), unless what was said last names it."""
    if question.name == "closed":  # the numbers that they have at every step, and 0 leaves
        own = {**places(session), LEAVE: 0}
        return Printed(replace(numbered(question), worded=True), own)
    if question.name != "step":
        return Printed(question)
    options = [_worded(option) for option in numbered(question).options]
    question = replace(numbered(question), options=options, worded=True)
    shown = Printed(question, places(session))
    armed = session.earlier.at
    if armed is not None:  # the header with it has scrolled away by the time one types
        shown.before = f"{on_the_clock(armed, session.now().wall)} "
    shown.always, session.advised = session.advised, set()
    return shown


def by_letters(question: Question, lang: str) -> Question:
    """Which of several times is meant, asked unasked behind one that was typed: by letters, as a
    number typed on is meant for the step. ``y`` is the first. A list that one looks through has
    numbers of its own."""
    if not question.name.endswith("-which") or question.lettered or question.kind == "find":
        return question
    options = [replace(o, key=key) for o, key in zip(question.options, READINGS, strict=False)]
    options.append(Option("away", word(lang, "screen.due-back"), "b", opens=True))
    return replace(question, options=options, lettered=True, rings=True)


def places(session: Session) -> dict[str, int]:
    """The number of every act there is, by its name."""
    own = [key.name for key in session.offered() if key.group in STEP and key.name not in EVERY]
    there = (key.name for key in session.keys if key.group not in STEP)
    names = list(dict.fromkeys([*PLACES, *there]))
    behind = max(BEHIND, len(own))
    beside = max(BESIDE, behind + len(EVERY))
    numbers = {name: beside + n for n, name in enumerate(names, 1)}
    numbers.update({name: behind + n for n, name in enumerate(EVERY, 1)})
    numbers.update({name: n for n, name in enumerate(own, 1)})
    return numbers


def at_a_call(session: Session) -> list[str]:
    """At a step that calls, whoever means "no answer" by the letter for notes reads its number."""
    place = places(session).get("no-answer", 0) if session.ctx.me.plain else 0
    return [session.word("note-of-call", place=place)] if 0 < place <= BEHIND else []


def _worded(option: Option) -> Option:
    """With no key but one that is a word of these lines."""
    own = option.key if option.name in WORDS else ""
    return replace(option, key=own, also=AT_ONCE if option.name == "undo" else "")


def names_act(session: Session, text: str, lettered: bool = False) -> bool:
    """Whether a line that answers nothing in a list is an act of the step: its number or word. In a
    ``lettered`` list no word is that answers what is due: it may be meant for what stood there a
    moment ago."""
    text = half_width(text).lower().strip(NUMBER_ENDS)
    offered = {key.name: key.key for key in session.offered()}
    if text.isdecimal():
        return int(text) in {n for name, n in places(session).items() if name in offered}
    words = [name for name in WORDS if not (lettered and name in ANSWERS)]
    return text in {key for name, key in offered.items() if name in words}


def note_of(text: str) -> str:
    """A note without the word for one before it."""
    lead, _, rest = text.partition(" ")
    return rest.strip() if half_width(lead).lower() == "n" and rest.strip() else text


def drawn_key(session: Session, text: str) -> str:
    """The act that a letter, also one typed twice, means on the drawn screen and not here; "" for
    none."""
    text = half_width(text).lower()
    text = text[:1] if text.isalpha() and text == text[:1] * 2 else text
    names = (k.name for k in session.offered() if text in (k.key, k.also) and len(text) == 1)
    return next(names, "")


def records(question: Question, answer: str) -> bool:
    """Whether it records at once where numbers answer. Letters of a list say what they are."""
    if question.kind == "text" or question.lettered or question.name in ("silent", "closed"):
        return False
    return not any(o.opens or o.leaves for o in question.options if o.name == answer)


def deals(session: Session, question: Question, answer: str) -> bool:
    """Whether it deals with the step, at once or by a form whose last line records."""
    acts = {key.name for key in session.offered() if key.group == "step"}
    return question.name == "step" and answer in acts and answer != "way"


def notes(session: Session) -> int:
    """How many notes there are."""
    return sum(entry.event.kind == "note" for entry in session.folder.entries)


class Doubt:
    """A line that did not count: what is typed behind it may be the rest of what it was for.
    ``asked``: the answer that was named, and counts when that is said to be meant; ``what``: in
    words, ``of`` which step; ``covered``: something else was printed since below it; ``beside``: a
    note was typed beside it. ``form``: what asked for the words that did not count, no key
    (``figures``: a number may be meant for them, too). ``came``: when the incident was gone to,
    whose number may be meant for the list of them; 0 once somebody knows where he is."""

    def __init__(self) -> None:
        self.open = False
        self.asked = self.what = self.form = self.of = ""
        self.figures = self.covered = self.beside = False
        self.came = 0.0

    def arrived(self, now: float) -> None:
        """The incident was gone to just now."""
        self.came = now if pause() > 0 else 0.0

    def read(self, begun: float) -> None:
        """A line begun then: where things stand has stood there so long that it was read."""
        if begun - self.came >= READ:
            self.came = 0.0

    @property
    def there(self) -> bool:
        """Whether what records is asked about."""
        return self.open or self.came > 0

    @property
    def why(self) -> str:
        return "number-sure" if self.open else "arrived-sure"

    def ask(self, answer: str, what: str, of: str) -> None:
        self.open, self.asked, self.what, self.of = True, answer, what, of
        self.covered = False


def unread(begun: float, since: float) -> bool:
    """Whether a line that was ``begun`` then answers what nobody can have read yet."""
    return pause() > 0 and begun - since < LOOK * pause()


def twice(begun: float, since: float) -> bool:
    """Whether an Enter is the second of two that a hand pressed for one."""
    return pause() > 0 and begun - since < pause()


def rested(begun: float, heard: float) -> bool:
    """Whether the hand rested so long before this line that it is no rest of one before."""
    return begun - heard >= REST


def meaning(session: Session, option: Option, question: Question) -> str:
    """What comes of it, in words: of an answer of the step with what that asks for."""
    from kit.ground.base.cells import cut
    from kit.incidents.incident.show.step_lines import step_text

    view, between = session.step, "：" if session.lang == "zh" else ": "
    own = [key.name for key in session.offered() if key.group in STEP]
    if question.name == "call-result":  # whose call it was
        return f"{option.label}{between}{question.text.partition(between.strip())[0]}"
    if question.name != "step" or view is None or option.name not in own:
        return option.label
    text = step_text(session.incident, view, session.lang)
    return f"{option.label}{between}{cut(text, 44)}"
