"""One contact: a person or a body outside, and the channels by which it is reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Annotated, Literal, get_args

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.named import alike
from kit.ground.base.phones import digits, phone_text
from kit.ground.base.private import Free, Name, Number, Plain, Private

ChannelKind = Literal["mobile", "phone", "home", "wechat", "radio", "email", "other"]
CHANNELS: tuple[ChannelKind, ...] = get_args(ChannelKind)
Standing = Literal["wrong", "failed", "never", "old", "good"]  # gravest first
STANDINGS: tuple[Standing, ...] = get_args(Standing)
SPOKEN = ("mobile", "phone", "home")  # what a telephone dials
EXTENSION = re.compile(
    r"(?:(?:ext\.?|x|#|,|;|转|分机|内线)\s*\d{1,6}|(?<=\d{7})-\d{1,5})\s*$", re.IGNORECASE
)
WORDS = re.compile(r"^\s*(?:tel|mob|mobile|phone|电话|手机|座机)\s*[.:：]?\s*", re.IGNORECASE)
Body = Literal[
    "building", "power", "gas", "lift", "vendor", "cleaning", "insurer", "hospital",
    "police-station", "other",
]  # fmt: skip
BODIES: tuple[Body, ...] = get_args(Body)
MOST_CHANNELS = 12
NAME, NUMBER, ORG, NOTE = 100, 60, 200, 2000  # characters kept
DUE = timedelta(days=90)
RETENTION = 365  # days for which the data of who left are kept
HOURS = re.compile(
    r"(?:(?P<days>[1-7](?:-[1-7])?(?:,[1-7](?:-[1-7])?)*)\s+)?"
    r"(?P<from>\d{1,2}:\d\d)-(?P<to>\d{1,2}:\d\d)"
)


From = Annotated[str, Private("source")]  # a file's name, or a word of ours


class Channel(msgspec.Struct, frozen=True, omit_defaults=True):
    """``hours``: when to try it, ``[1-5 ]09:00-18:00``, "" for always; they may go past midnight.
    ``note``: in words, what helps to reach them there."""

    number: Number
    kind: ChannelKind = "mobile"
    hours: Plain = ""
    note: Free = ""

    @property
    def dials(self) -> bool:
        """Whether a telephone dials it; with an extension also what was kept as of no kind."""
        extended = self.kind == "other" and bool(EXTENSION.search(self.number))
        return self.kind in SPOKEN or (extended and not _lettered(self.number))


class Unseen(Channel, frozen=True, omit_defaults=True):
    """A channel whose number is hidden: what was seen of it before, no pseudonym tells."""

    dialled: bool = False
    doubted: str = ""

    @property
    def dials(self) -> bool:
        return self.dialled


class Wrong(msgspec.Struct, frozen=True):
    """A number that reaches somebody else, or nobody: since when, and who found out."""

    at: datetime
    by: Name = ""


class Contact(msgspec.Struct, omit_defaults=True):
    """``posts``: role ids it fills; ``standins``: ids of contacts, the first to be tried first.
    ``body``: what a body outside is, "" for a person. ``verified`` and ``failed``: by number, when
    a test call last reached it and last did not; ``wrong``: by number, that it is not theirs, until
    it is reached or corrected; ``entered``: by number, when it came in.
    ``left``: since when it counts no more; ``forgotten``: its personal data are gone since then."""

    id: Plain
    name: Name = ""
    org: Name = ""
    body: Plain = ""
    posts: list[Plain] = []
    channels: Annotated[list[Channel], Private("channels")] = []
    standins: list[Plain] = []
    aliases: list[Name] = []
    note: Free = ""
    source: From = ""
    added: datetime | None = None
    changed: datetime | None = None
    by: Name = ""
    gone: Free = ""
    left: datetime | None = None
    forgotten: datetime | None = None
    verified: dict[Number, datetime] = {}
    failed: dict[Number, datetime] = {}
    entered: dict[Number, datetime] = {}
    wrong: dict[Number, Wrong] = {}

    def due(self, channel: Channel) -> datetime | None:
        """From when on the channel wants a test call: at once, where it was never reached. ``None``
        where nobody knows since when it stands there."""
        if channel.number in self.wrong:
            return self.wrong[channel.number].at
        verified = self.verified.get(channel.number)
        failed = self.failed.get(channel.number)
        if failed is not None and (verified is None or failed > verified):
            return failed
        return verified + DUE if verified is not None else self.entered.get(channel.number)

    def standing(self, channel: Channel, now: datetime) -> Standing:
        """Whether it is known to reach them; what no telephone dials is not asked for."""
        if channel.number in self.wrong:
            return "wrong"
        verified, failed = self.verified.get(channel.number), self.failed.get(channel.number)
        if failed is not None and (verified is None or failed > verified):
            return "failed"
        if not channel.dials:
            return "good"
        if verified is None:
            return "never"
        return "old" if verified + DUE <= now else "good"

    def names(self) -> list[str]:
        return [self.name, *self.aliases]

    def called(self, name: str) -> bool:
        """Whether that is a name of theirs, however it is written."""
        return alike(name) in map(alike, self.names())

    def forget(self) -> None:
        """Take out what is personal, also what another laptop recorded meanwhile."""
        self.name = self.org = self.note = self.source = ""
        self.channels, self.standins, self.aliases = [], [], []
        self.verified, self.failed, self.entered, self.wrong = {}, {}, {}, {}
        self.gone = "-"


def _lettered(number: str) -> bool:
    """Whether it is an address or a name at some service, and no number with an extension."""
    return any(char.isalpha() for char in EXTENSION.sub("", WORDS.sub("", number)))


def same_number(one: str, other: str) -> bool:
    left, right = digits(one), digits(other)
    if left and right and not (_lettered(one) or _lettered(other)):
        return left == right
    return one.strip().casefold() == other.strip().casefold()


def read_hours(text: str) -> str:
    """Hours as they are kept. Raises ``ValueError`` for what cannot be read."""
    plain = clean(text, 60)
    for wide, narrow in ("：:", "－-", "—-", "–-", "～-", "~-", "至-", "，,", "、,"):
        plain = plain.replace(wide, narrow)
    plain = re.sub(r"\s*-\s*", "-", plain)
    plain = re.sub(r"(?<![:\d])(\d{1,2})-(\d{1,2})(?![:\d])$", r"\1:00-\2:00", plain)
    if not plain:
        return ""
    found = HOURS.fullmatch(plain)
    if found is None:
        raise ValueError(text)
    _clock(found["from"])
    _clock(found["to"])
    return plain


def _clock(text: str) -> time:
    hour, _, minute = text.partition(":")
    if (hour, minute) == ("24", "00"):
        return time(0)
    return time(int(hour), int(minute))


def in_hours(hours: str, at: datetime) -> bool:
    """Is that a time to try it? Hours that cannot be read are every hour."""
    found = HOURS.fullmatch(hours) if hours else None
    if found is None:
        return True
    try:
        first, last = _clock(found["from"]), _clock(found["to"])
    except ValueError:
        return True
    now, day = at.time(), at.isoweekday()
    if first >= last:  # past midnight: the small hours belong to the day before
        if now < last:
            day = day - 1 or 7
        elif now < first:
            return False
    elif not first <= now < last:
        return False
    return not found["days"] or day in _days(found["days"])


def _days(text: str) -> set[int]:
    out: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = int(first), int(last or first)
        span = range(start, end + 1) if start <= end else [*range(start, 8), *range(1, end + 1)]
        out.update(span)
    return out


def tidy_channels(channels: Iterable[Channel]) -> list[Channel]:
    """Safe to keep and to show, each number once, at most ``MOST_CHANNELS``."""
    out: list[Channel] = []
    for each in channels:
        number = phone_text(each.number, NUMBER)
        if not number or any(same_number(number, known.number) for known in out):
            continue
        kind = each.kind if each.kind in CHANNELS else "other"
        out.append(Channel(number, kind, clean(each.hours, 60), clean(each.note, NOTE)))
    return out[:MOST_CHANNELS]
