"""Several laptops: what one hands to another as a file."""

from kit.ground.base.words import tables

tables(
    refused=(f"{__name__}.bundles.words:REFUSED", f"{__name__}.backup.words:REFUSED"),
    warnings=f"{__name__}.bundles.words:WARNINGS",
    help=(f"{__name__}.bundles.words:HELP", f"{__name__}.backup.words:HELP"),
    bundles=f"{__name__}.bundles.words",
    backup=f"{__name__}.backup.words",
)
