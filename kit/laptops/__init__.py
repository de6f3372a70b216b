"""Several laptops: what one hands to another as a file, and all of them in tables."""

from kit.ground.base.words import tables

tables(
    refused=(
        f"{__name__}.backup.words:REFUSED",
        f"{__name__}.bundles.words:REFUSED",
        f"{__name__}.tables.words:REFUSED",
    ),
    warnings=f"{__name__}.bundles.words:WARNINGS",
    help=(
        f"{__name__}.backup.words:HELP",
        f"{__name__}.bundles.words:HELP",
        f"{__name__}.tables.words:HELP",
    ),
    backup=f"{__name__}.backup.words",
    bundles=f"{__name__}.bundles.words",
    tables=f"{__name__}.tables.words",
)
