"""Several laptops: what one hands to another as a file."""

from kit.ground.base.words import tables

tables(
    refused=f"{__name__}.bundles.words:REFUSED",
    warnings=f"{__name__}.bundles.words:WARNINGS",
    help=f"{__name__}.bundles.words:HELP",
    bundles=f"{__name__}.bundles.words",
)
