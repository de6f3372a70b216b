"""The hand at the keyboard: whether it is still moving, and what it typed since it last rested.

Who has a telephone at his ear types a sentence without looking. Its letters come one by one, as
keys do; what tells the two apart is that the hand rests after a key and goes on in a sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from kit.ground.terminal.keys import half_width

MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"  # of ASCII; the module string imports re

PAUSE = 0.5  # seconds: hands under stress need 0.25 to 0.4 for a key
BREATH = 1.1  # seconds: a sentence that stopped behind its first letter goes on by then
HIDDEN = 1.25  # seconds behind what a letter recorded in which a note hides it unseen
RESTED = 3.5  # seconds by which a hand that rested behind the first letter of a word goes on
LOOK = 2  # pauses within which nobody has read what a key led to
READ = 4  # pauses by which somebody who looks has read what a line asks
LEAVING = 2  # pauses that a key waits which leads out of where its sentence belongs
LOOKED = 10.0  # seconds in which who was told by a bell that something else stands there saw it
DOING = 6  # pauses within which nobody has called and reached anybody
ENDING = 2 * DOING  # pauses within which nobody has counted, looked, or dialled and been heard
MEANT = 60.0  # seconds in which a hand still means the key that it pressed last
COMPOSED = 6  # pauses by which an input method has given the words that were begun
SHORT = 16  # characters of what one plainly answers with: a name, a number, a place
BURST = 2  # keys behind another that came with it in one piece: no hand is so fast


def pause() -> float:
    """After how long a hand rests; ``KIT_PAUSE`` names other seconds (0: every key at once)."""
    try:
        return min(5.0, max(0.0, float(os.environ.get("KIT_PAUSE", PAUSE))))
    except ValueError:
        return PAUSE


# English words behind the key for notes: what is left of them is no word, or is another one.
FROM_N = frozenset(
    (
        "o", "ot", "obody", "othing", "owhere", "ow", "eed", "eeds", "eeded", "ext", "ew",
        "ews", "ame", "ames", "ight", "umber", "umbers", "oise", "orth", "urse", "urses", "ine",
        "ineteen", "inety", "eck", "eighbour", "eighbours", "ote", "otice", "oticed", "otified",
        "etwork", "ormal", "ope", "oon", "egative", "ervous", "o-one", "ails", "asty", "atural",
        "ausea", "earby", "eedle", "eedles", "eighbor", "eighbors", "oisy", "ose",
        "osebleed", "oted", "otes", "umb", "ormally", "aked", "ecessary",
    )
)
EITHER = frozenset(
    (
        "one", "early", "ever", "ear", "either", "or", "ice", "ail", "eat", "arrow", "ought",
    )
)


def goes_on_from_n(text: str) -> bool:
    """Whether a note begins in the middle of a word whose first letter was its key: ``ot all``."""
    return _first(text) in FROM_N


def either_way(text: str) -> bool:
    """Whether it may: ``one hurt`` and ``none hurt`` say the opposite of each other."""
    return _first(text) in EITHER


FOLLOWS = {"x": "iu-rm", "q": "ui", "j": "aeiou", "y": "aeiou"}  # of words and of pinyin
CLUSTERS = (  # consonants that English words and pinyin begin with
    " bl br ch chl chr cl cr dr dw fl fr gh gl gn gr kh kl kn kr ph phl phr pl pn pr ps rh sc"
    " sch scl scr sh shr sk sl sm sn sp sph spl spr sq squ st str sv sw th thr thw tr ts tw"
    " vl vr wh wr xr zh "
)
_VOWELS = "aeiouy"


def one_word(lead: str, text: str) -> bool:
    """Whether a word may begin with ``lead`` and go on so: Chinese does not behind a letter, nor
    does a name with its capital or a whole number; nothing is spelt ``xo``, ``qa`` or ``frn``."""
    last, first = lead[-1:], text[:1]
    if not last.isascii() or not first.isascii():
        return not last.isascii() and not first.isascii()
    if (last.islower() and first.isupper()) or text.strip().isdecimal():
        return False
    if first.lower() not in FOLLOWS.get(last.lower(), first.lower()):
        return False
    once = last if lead == last * len(lead) else lead  # a key pressed twice is one letter
    letters = (once + text).lower().split(" ")[0].strip(MARKS)
    letters = "".join(takewhile(str.isascii, letters))
    begins = letters[: next((i for i, c in enumerate(letters) if c in _VOWELS), 0)]
    return len(begins) < 2 or not begins.isalpha() or f" {begins} " in CLUSTERS


PLACES = frozenset("座栋幢区口光")  # what is called by a letter in front
NUMBERED = PLACES | frozenset("楼层号室")  # and by a letter and a figure
NO_PLACES = ("座席", "座位", "座机", "区里", "口头", "口罩", "光线")


def called_so(text: str) -> bool:
    """Whether words of an input method may go on from a letter: a place is called so (A座, B2层).
    What only counts (2个人) goes on from none."""
    words = half_width(text).lstrip("0123456789")
    places = PLACES if words[:1] == half_width(text[:1]) else NUMBERED
    return words[:1] in places and not words.startswith(NO_PLACES)


def figure_in(text: str) -> str:
    """The figure at its end; "" for none."""
    return "".join(takewhile(str.isdecimal, reversed(text)))[::-1]


def key_before(run: str) -> str:
    """The lone letter in front of an input method's words: it is a key, as no Chinese sentence
    begins with one; "" for none."""
    first, rest = run[:1], run[1:]
    words = bool(rest) and not half_width(rest[:1]).isascii() and rest[:1].isalpha()
    return first if words and first.isascii() and first.islower() and not called_so(rest) else ""


def note_of(text: str) -> str:
    """A note without its key, where no word or name goes on behind its letter like that; "" for
    none."""
    if half_width(text[:1]) != "n":
        return ""
    rest = text[1:]
    amount = rest[:1].isdigit() and not rest.strip().isdecimal()
    return rest.strip() if amount or (rest.strip() and not one_word("n", rest)) else ""


def behind_digit(lead: str, text: str) -> bool:
    """Whether words are a note behind a digit that chose something, and no part of what it begins:
    no figure goes on with them (``2nd``, ``2 men``)."""
    return lead.isdecimal() and bool(note_of(text) or not goes_on_from_figure(text))


def act_and_note(run: str) -> bool:
    """Whether the second key is the one for notes, and no word goes on so: ``rn``, ``2n``, but
    ``an`` and ``kn`` may be the beginning of one."""
    return run[1:] == "n" and (run[0].isdecimal() or not one_word(run[0], "na"))


# What goes on with a digit, in Chinese; ten does not.
COUNTED = frozenset("个人名位号楼层点分秒时日月台辆次组部线条席成元万千百米度")


def _first(text: str) -> str:
    return text.split(" ")[0].strip(".,;:!?'").lower()


BEHIND_FIGURES = frozenset(  # what is written straight behind a figure, beside single letters
    (
        "st", "nd", "rd", "th", "am", "pm", "min", "mins", "sec", "secs", "hr", "hrs", "km", "cm",
        "mm", "kg", "kv", "kw", "fl",
    )
)  # fmt: skip


def goes_on_from_figure(text: str) -> bool:
    """Whether words go on so straight behind a figure: ``2nd``, ``2f``, ``2 men``, but not
    ``2men``, whose figure may be a key and the words what is told."""
    if not text[:1].isascii() or not text[:1].isalpha():
        return True
    unit = "".join(takewhile(str.isalpha, text)).lower()
    return len(unit) == 1 or unit in BEHIND_FIGURES


ORDINALS = {"1": "st", "2": "nd", "3": "rd"}  # every other figure goes on with "th"


def ordinal(figure: str, text: str) -> bool:
    """Whether words begin with what makes an ordinal of a figure, and nothing else: ``nd floor``
    behind a 2. Nobody begins a note so."""
    first = text.split(" ")[0].strip(MARKS).lower()
    ends = (ORDINALS.get(figure[-1:], "th"), "th")
    return bool(figure) and figure.isdecimal() and first in ends


class Taken(NamedTuple):
    """A key that counted when the hand rested, and what it recorded: if a sentence goes on behind
    it at once it was its beginning. Keys that did nothing may stand beside it. ``asked``: it
    answered what stood there to be read, so that a sentence takes nothing of it back unasked."""

    text: str = ""
    entries: tuple[str, ...] = ()
    asked: bool = False

    def behind(self, text: str, entries: Sequence[str] = (), asked: bool = False) -> Taken:
        """With more of them."""
        return Taken(self.text + text, (*self.entries, *entries), self.asked or asked)

    def begins(self, text: str) -> bool:
        """Whether they could: letters of an input method's words are never keys, digits may be. No
        figure goes on from letters that recorded."""
        if self.entries and self.text.isalpha() and text[:1].isdigit():
            return False
        return bool(self.text) and (one_word(self.text, text) or self.text[-1].isdigit())

    def parted(self, text: str) -> tuple[Taken, str]:
        """A letter that recorded, and a figure behind it that did nothing, which begins the text
        that goes on from it (``r``, a breath, ``2``, a breath, ``个保洁``)."""
        key, figure = self.text[:1], self.text[1:]
        if not (self.entries and key.isalpha() and figure.isdecimal()):
            return self, text
        return self._replace(text=key), figure + text

    def apart(self, text: str, late: bool = False) -> bool:
        """Whether words of an input method stand behind one letter that recorded, and a place is
        called so (A座), or its key was pressed and this is something else; the same of a figure
        behind a letter (A2座, but not 2个人), and of a digit before another one (42号柜台).
        ``late``: what the digit recorded stood there for a while, so that it is no part of a number
        unasked. The same of whatever answered what was asked, where a word goes on so."""
        one, first = len(self.text) == 1 and bool(self.entries), text[:1]
        if self.asked and self.entries and self.begins(text):
            return True
        if self.text.isdecimal():
            if first.isascii() and first.isalpha():
                return one
            counts = first in COUNTED and not late
            return one and (first.isdigit() or not (first.isascii() or counts))
        letter = self.text.isascii() and self.text.isalpha()
        behind = half_width(text).lstrip("0123456789")[:1]
        latin = first.isdigit() and behind.isascii()
        return one and letter and (latin or called_so(text))

    def whole(self, text: str) -> str:
        """A text with what it began with, if it did."""
        return self.text + text if self.begins(text) else text

    def begins_with_n(self, text: str) -> bool:
        """The same of a note, whose own key may be the second letter: ``an``, ``2nd``."""
        last = self.text[-1:].lower()
        return bool(last) and (last in "aeiou" or (last.isdigit() and text[:1] == "d"))


class Just(NamedTuple):
    """What a letter recorded, and when: words that begin so soon behind it may have been meant to
    begin with it, though no word does. ``key``: what was pressed; a digit, of which ``1st`` may go
    on for longer, or a letter, of which the rest of a word may."""

    entries: tuple[str, ...] = ()
    at: float = float("-inf")
    key: str = ""

    def since(self, now: float) -> tuple[str, ...]:
        """What of it a sentence that begins ``now`` hides."""
        return self.entries if now - self.at <= HIDDEN else ()

    def goes_on(self, text: str, now: float) -> tuple[str, ...]:
        """What of it was the first letter of a word, as often as not, which goes on so (``x``, a
        rest, ``ianlu``)."""
        rest = text[:1].isascii() and text[:1].islower() and self.key.isalpha()
        return self.entries if rest and now - self.at <= RESTED and one_word(self.key, text) else ()

    def before(self, now: float, seconds: float) -> Just:
        """Itself, where words that begin ``now`` come within so many of it."""
        return self if now - self.at <= seconds else Just()


class Hand:
    """``run``: characters since it last rested; ``odd``: one of them meant nothing; ``missed``: one
    was not counted; ``opened``: the key that led to what is asked now; ``burst``: the last key is
    one of many that came in one piece, and pressed by no hand; ``pair``: the second of two, which
    waited in the terminal while the program was busy: how far apart they were pressed, nobody
    knows; ``longest``: its longest rest ``since`` the step stands there that it is at."""

    def __init__(self, seconds: float) -> None:
        self.pause = seconds
        self.last = float("-inf")
        self.gap = self.longest = 0.0  # seconds between the last two keys
        self.since = float("-inf")
        self.together = 0  # how many keys came behind the last one
        self.burst = self.pair = False
        self.forget()

    def forget(self) -> None:
        """What comes next begins anew."""
        self.run, self.odd, self.missed, self.opened = "", False, False, ""

    def comes_to(self, now: float) -> None:
        """Another step, which nobody has seen there before."""
        self.since, self.longest = now, 0.0

    def moved(self, now: float, behind: int = 0, waiting: bool = False) -> bool:
        """A key at ``now``, with so many ``behind`` it in one piece. Whether the hand had not
        rested since the key before: surely while that one is ``waiting`` for a rest."""
        moving = waiting or now - self.last < self.pause or self.together > 0
        self.pair = self.together == 1 and not behind and not self.burst
        self.burst = behind >= BURST or (self.burst and self.together > 0)
        self.together = behind
        self.longest = max(self.longest, now - max(self.last, self.since))
        self.gap, self.last = now - self.last, now
        if not moving:
            self.forget()
        return moving
