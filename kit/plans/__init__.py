"""What to do: checklists, sites, words to say, the source plans."""

from kit.ground.base.words import tables

tables(
    checklists=f"{__name__}.checklists.words.checklists",
    lint=f"{__name__}.checklists.words.lint",
    paper=f"{__name__}.checklists.words.paper",
    sources=f"{__name__}.clauses.words",
)
