"""What every kind of an incident's events can do, and what a family of kinds brings along."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, ClassVar

from kit.ground.base.clean import clean
from kit.ground.base.private import Private
from kit.ground.journal.entry import Event

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

Words = dict[str, tuple[str, str]]
# Keys that may hold a name (rules/names):
AtStep = Annotated[str, Private("step")]
AtTimer = Annotated[str, Private("timer")]


class Kind(Event, frozen=True, omit_defaults=True):
    """One kind of event: its fields are the ``data`` of its lines. ``named``: those that hold a
    time which a person gave, to be read back to him. ``weighed``: which of several of it counts,
    ``apply`` itself finds out."""

    named: ClassVar[tuple[str, ...]] = ()
    weighed: ClassVar[bool] = False

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        """What it does to the state; nothing where the kind does not say so."""

    def stands(self, incident: "Incident", at: datetime) -> bool:
        """Whether it fits the state: what it speaks of was there ``at`` that time."""
        return True

    def settles(self, at: datetime) -> tuple[str, str] | None:
        """What it is an answer about, and what it says, so that what two laptops said without
        knowing of each other is found (``ground/journal/parted``); ``None``: about nothing."""
        return None

    def beside(self, incident: "Incident", at: datetime, by: str) -> None:
        """What it still does where another laptop's answer counts."""
        if self.weighed:
            self.apply(incident, at, by)

    def reads(self, telling: "Telling") -> str:
        """What the entry says to people, without its time and author."""
        return clean(self.kind, 40)


def minute(at: datetime | None) -> str:
    """A time as what two laptops may say alike."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}" if at is not None else ""


class Moved:
    """A time by the old clock to the same one by the new clock, which shows ``seconds`` more; what
    was before ``since`` goes by ``earlier`` seconds, because only then the clock went astray."""

    __slots__ = ("earlier", "seconds", "since")

    def __init__(
        self, seconds: float, since: datetime | None = None, earlier: float = 0.0
    ) -> None:
        self.seconds, self.since, self.earlier = seconds, since, earlier

    def __call__(self, at: datetime) -> datetime:
        early = self.since is not None and at < self.since
        try:
            return at + timedelta(seconds=self.earlier if early else self.seconds)
        except (OverflowError, ValueError):  # no clock; a hostile log
            return at

    def reckoned(self, base: datetime) -> "Moved":
        """For times to come that were reckoned from ``base``."""
        if self.since is None:
            return self
        return Moved(self.earlier if base < self.since else self.seconds)


class Family:
    """Kinds that belong together; their sentences stand beside them (``WORDS``). ``shift`` puts
    their part of the state into a new clock's terms; ``fixed`` names the times (``Struct.field``)
    that it leaves as they are, and why."""

    __slots__ = ("fixed", "kinds", "shift")

    def __init__(
        self,
        kinds: tuple[type[Kind], ...],
        shift: "Callable[[Incident, Moved], None] | None" = None,
        fixed: dict[str, str] | None = None,
    ) -> None:
        self.kinds = kinds
        self.shift = shift
        self.fixed = fixed or {}
