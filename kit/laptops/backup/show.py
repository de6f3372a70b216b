"""What a backup holds."""

from __future__ import annotations

from kit.laptops.bundles.rules import manifest as m
from kit.laptops.bundles.show import counted as documents


def counted(manifest: m.Manifest) -> dict[str, int]:
    """Documents by sort, the entries of all, and the site's own files."""
    files = sum(not own.path.startswith(f"{m.SEEN}/") for own in manifest.files)
    return {**documents(manifest), "files": files}
