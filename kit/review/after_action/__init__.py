"""Learning apart from figures: what people say of an incident afterwards, each with a voice."""

from kit.ground.base.words import tables

tables(
    refused=f"{__name__}.words:REFUSED",
    help=f"{__name__}.words:HELP",
    learnt=f"{__name__}.words",
)
