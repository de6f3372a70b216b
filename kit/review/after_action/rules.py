"""What a review asks, in which order, and which words ask to be asked back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from kit.ground.base.lean import re
from kit.incidents.incident.rules.learnt import Voice

# Facts first, then what told somebody that; people's praise last. Power-outage plan 6.2 names what
# the long form asks beyond the short one.
LONG = (
    "happened", "told", "well", "hard", "causes", "plan", "measures", "people", "supplies",
    "communication", "commend",
)  # fmt: skip
SHORT = ("happened", "told", "well", "hard", "causes", "commend")  # half an hour
AGAIN = "told"  # the question that what should have been is answered with

# What did not happen explains nothing: words that tell of it instead of what did.
COUNTERFACTUAL = (
    r"本应该", r"应该(?!是|没|已|会|可以|就是|算)", r"本该", r"本应(?!急|用|答|对|付|该)", r"理应",
    r"早该", r"早知道", r"(?:当时|其实|早)就该", r"(?<![只主重需必想正])要是",
    r"如果(?:当时|早|能早)", r"假如", r"假使", r"倘若", r"若不是", r"但凡",
    r"本来(?:可以|能|就能)", r"原本(?:可以|能|应)",
    r"(?:没有|没能|未能|未)及时", r"不该", r"不应该",
    r"should(?:n['’]?t)? (?:have|never|not have)", r"should['’]ve", r"ought (?:not )?to have",
    r"could(?:n['’]?t)? have", r"could['’]ve", r"would(?:n['’]?t)? have", r"would['’]ve",
    r"if only", r"if (?:he|she|they|we|i|it|you|somebody|someone|anybody) had\b",
    r"failed to", r"neglected to", r"must have known",
)  # fmt: skip


class Said(msgspec.Struct, frozen=True):
    """One question and all that was said to it, each voice in the order of its words."""

    question: str
    voices: list[Voice]


def counterfactual(text: str) -> str:
    """The words of what did not happen that stand first in ``text``; "" for none."""
    found = re.search("|".join(f"(?:{each})" for each in COUNTERFACTUAL), text, re.I)
    return found[0] if found is not None else ""


def gathered(voices: Iterable[Voice]) -> list[Said]:
    """By question, in the order in which a review asks; questions of a newer kit behind them. To a
    question each person's words stand together, the first who spoke on top."""
    by: dict[str, dict[str, list[Voice]]] = {}
    for voice in voices:
        by.setdefault(voice.question, {}).setdefault(voice.who, []).append(voice)
    order = [*(name for name in LONG if name in by), *(name for name in by if name not in LONG)]
    return [Said(name, [v for each in by[name].values() for v in each]) for name in order]


def speakers(voices: Iterable[Voice]) -> list[str]:
    """Who spoke, the first on top."""
    return list(dict.fromkeys(voice.who for voice in voices))


def answers_of(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was given by question, in the order of the review; what is empty is left out. Raises
    ``KeyError`` for a question that there is not."""
    for name in given:
        if name not in LONG:
            raise KeyError(name)
    return [(name, given[name]) for name in LONG if given.get(name, "").strip()]
