"""What to do: checklists, sites, words to say, the source plans."""

from kit.ground.base.words import tables

tables(
    refused=(
        f"{__name__}.toml.words:REFUSED",
        f"{__name__}.checklists.words.refused",
        f"{__name__}.sites.words:REFUSED",
        f"{__name__}.clauses.words:REFUSED",
    ),
    screen=f"{__name__}.checklists.words.phases",
    help=f"{__name__}.sites.words:HELP",
    checklists=f"{__name__}.checklists.words.checklists",
    lint=f"{__name__}.checklists.words.lint",
    paper=f"{__name__}.checklists.words.paper",
    sites=f"{__name__}.sites.words",
    sources=f"{__name__}.clauses.words",
)
