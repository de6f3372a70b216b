"""What a checklist file says: one TOML file per incident type, both languages.

The shapes below are decoded strictly (an unknown key is an error), so the file
format is exactly this module. Field by field explanation: ``checklists/README.md``.
"""


from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.text import Id, Text

LevelId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,19}$")]
PhaseId = Literal["immediate", "report", "respond", "continue", "recover", "close"]
PHASE_ORDER: tuple[PhaseId, ...] = (
    "immediate",
    "report",
    "respond",
    "continue",
    "recover",
    "close",
)
AnswerKind = Literal[
    "done",  # nothing can be observed: a plain tick
    "know",  # shown, never asked (immediate actions of a silent type)
    "text",
    "number",
    "minutes",
    "time",
    "name",
    "choice",
    "call",  # somebody is telephoned: who, when, attempts, what was said
    "callback",  # any number of customers who are owed a call
    "action",  # any number of improvement actions
]
Milestone = Literal["detected", "reported", "responded", "restored"]
Danger = Literal["life", "security", "service", "admin"]
Kind = Literal["incident", "preparation"]  # preparation: run by the same guide, never an incident
DANGER_ORDER: tuple[Danger, ...] = ("life", "security", "service", "admin")


class Condition(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"is_": "is", "is_not": "is-not", "any_": "any", "no_role": "no-role", "no_profile": "no-profile"},
):
    """One thing that must hold; a list of conditions must hold all.

    ``step`` with ``is``/``is-not`` looks at the latest answer (never true while there is
    none); ``level`` holds at any of the levels named; ``role`` holds where the profile has
    that role, ``no-role`` where it has not; ``profile`` holds at those kinds of site (or one
    that extends them), ``no-profile`` at all others; ``any`` holds when at least one of its conditions does.
    """

    step: str | None = None
    is_: list[str] = []
    is_not: list[str] = []
    level: list[str] = []
    role: str | None = None
    no_role: str | None = None
    profile: list[str] = []
    no_profile: list[str] = []
    any_: list["Condition"] = []

    def parts(self) -> "Iterator[Condition]":
        """This condition and every one inside it."""
        yield self
        for inner in self.any_:
            yield from inner.parts()


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``again``: the answer is recorded, and the step stays open until another one is given.
    ``danger``: while this is the answer, the incident counts as at least that grave."""

    id: LevelId
    zh: str
    en: str
    again: bool = False
    danger: Danger | None = None

    def get(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


class Saying(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Words for when something is known: said instead of ``say`` where all of ``when`` holds."""

    zh: str
    en: str
    when: list[Condition] = []

    def text(self) -> Text:
        return Text(self.zh, self.en)


class Prepared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A step of a preparation (``list``) whose last answer is shown where this step is asked.
    ``label``: what it is, where one step shows several."""

    list: Id
    step: Id
    label: Text | None = None


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One action: verb and object. ``reopens``: further steps that are done again when what this
    one says (it works again) holds no longer. ``says``: the first that holds is said instead of
    ``say``, which paper shows; one without a condition holds always. ``details``: in the same way
    instead of ``detail``, on paper too (what is so at one kind of site only). ``does``: instead of
    ``do`` where another post does or decides it: kinds of site and posts only. ``first``: kinds of
    site whose plan asks for it at once: there it comes right behind the immediate actions and the
    calls for help. ``life``: a life may hang on it, though its type is graded lower. ``needs``:
    steps that find out what is written down here, shown wherever this one is. ``own``: the site put
    it in itself, so that it is shown whatever its plan asks for."""

    id: Id
    do: Text
    does: list[Saying] = []
    cites: list[str] = []
    answer: AnswerKind = "done"
    detail: Text | None = None
    details: list[Saying] = []
    choices: list[Choice] = []
    unit: Text | None = None
    call: Id | None = None
    say: Text | None = None
    says: list[Saying] = []
    caution: Text | None = None
    keep: Text | None = None
    when: list[Condition] = []
    critical: bool = False
    life: bool = False
    milestone: Milestone | None = None
    each: Literal["told", "callbacks"] | None = None
    sets_level: bool = False
    reopens: list[Id] = []
    prepared: list[Prepared] = []
    first: list[Id] = []
    needs: list[Id] = []
    own: bool = False


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    id: PhaseId
    steps: list[Step]
    title: Text | None = None
    cites: list[str] = []


class Grade(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One response level."""

    id: LevelId
    title: Text
    criteria: Text
    adds: Text | None = None
    cites: list[str] = []


class Levels(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The levels of a type, listed from the lightest to the gravest (or least to most support)."""

    decides: Id
    grades: list[Grade]
    start: LevelId | None = None
    cites: list[str] = []

    def ids(self) -> list[str]:
        return [grade.id for grade in self.grades]

    def get(self, level: str) -> Grade | None:
        return next((grade for grade in self.grades if grade.id == level), None)


class Trigger(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"is_": "is"},
):
    """What starts or stops a timer.

    ``opened``; ``step`` done (any answer); ``answer`` of a step is one of ``is``; ``level``
    is now one of ``level``; ``failed`` when another timer has been answered "no". ``answers``: what
    stops a check after its time answers it all the same; where nothing is said, a step before the
    recovery does, and another answer only ends its need.
    """

    on: Literal["opened", "step", "answer", "level", "failed"]
    step: str | None = None
    is_: list[str] = []
    level: list[str] = []
    timer: str | None = None
    answers: bool | None = None


class TimerRule(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    rename={"from_": "from"},
):
    """A deadline, a check or a countdown, and who is told. Three figures, each named in the profile
    (``…_of``) or fixed by a site's own list: its time, after how long it comes back when nobody was
    reached or it is not so yet (``retry``), and how long ahead of its time it rings (``before``:
    what must be finished by then needs a head start); see ``rules/amounts.py``. ``yes``: the answer of
    a step that "yes" to this check also gives. ``from_``: whatever makes it known that the deadline
    applies, it counts from the opening; ``first``: unless an earlier answer said that it did not
    (the mains was there, and is gone now). ``down``: "no" means that it is down again."""

    id: Id
    title: Text
    start: Trigger
    kind: Literal["tell", "check", "countdown"] = "tell"
    minutes: float | None = None
    minutes_of: Id | None = None
    minutes_from: Id | None = None
    stops: list[Trigger] = []
    step: Id | None = None
    tell: list[Id] = []
    ask: Text | None = None
    say: Text | None = None
    says: list[Saying] = []
    yes: Condition | None = None
    from_: Literal["opened", "first"] | None = None
    raise_to: LevelId | None = None
    repeat: bool = False
    retry: float | None = None
    retry_of: Id | None = None
    before: float = 0
    before_of: Id | None = None
    when: list[Condition] = []
    ours: bool = False
    down: bool = False
    cites: list[str] = []

    def figures(self) -> Iterator[tuple[str, str]]:
        """Which field names which figure of the profile."""
        named = (
            ("minutes_of", self.minutes_of),
            ("retry_of", self.retry_of),
            ("before_of", self.before_of),
        )
        for field, name in named:
            if name is not None:
                yield field, name

    @property
    def counts_from(self) -> Trigger:
        """Since when its minutes run."""
        return Trigger("opened") if self.from_ is not None else self.start


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of a form that is filled from the log. ``source``: see ``review/forms/rules.py``."""

    label: Text
    source: str


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    title: Text
    fields: list[Field]
    cites: list[str] = []


class Find(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a person would type to find this type: names and symptoms."""

    zh: list[str]
    en: list[str]
    keys: list[str] = []


class Prohibition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What must not be done, visible in the phases named (all, when none is named). ``when``: at
    which sites."""

    text: Text
    phases: list[PhaseId] = []
    cites: list[str] = []
    when: list[Condition] = []


class Checklist(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    format: Literal[1]
    id: Id
    title: Text
    summary: Text
    danger: Danger
    find: Find
    phases: list[Phase]
    kind: Kind = "incident"
    silent: bool = False
    levels: Levels | None = None
    timers: list[TimerRule] = []
    prohibitions: list[Prohibition] = []
    form: Form | None = None
    roles_note: Text | None = None
    cites: list[str] = []

    def steps(self) -> Iterator[tuple[Phase, Step]]:
        for phase in self.phases:
            for step in phase.steps:
                yield phase, step

    def step(self, step_id: str) -> Step | None:
        for phase in self.phases:  # asked thousands of times: without generators
            for step in phase.steps:
                if step.id == step_id:
                    return step
        return None

    def timer(self, timer_id: str) -> TimerRule | None:
        return next((timer for timer in self.timers if timer.id == timer_id), None)

    def citations(self) -> Iterator[tuple[str, str]]:
        """Every cited clause with the place that cites it."""
        for clause in self.cites:
            yield clause, self.id
        for phase in self.phases:
            for clause in phase.cites:
                yield clause, phase.id
        for _, step in self.steps():
            for clause in step.cites:
                yield clause, step.id
        for timer in self.timers:
            for clause in timer.cites:
                yield clause, timer.id
        for rule in self.prohibitions:
            for clause in rule.cites:
                yield clause, "prohibitions"
        if self.levels:
            for clause in self.levels.cites:
                yield clause, "levels"
            for grade in self.levels.grades:
                for clause in grade.cites:
                    yield clause, f"level {grade.id}"
        if self.form:
            for clause in self.form.cites:
                yield clause, "form"
