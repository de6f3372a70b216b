"""What a bundle holds, and what taking it in would do."""

from __future__ import annotations

from collections import Counter

from kit.laptops.bundles.rules import manifest as m


def counted(manifest: m.Manifest) -> dict[str, int]:
    """Documents by sort, and the entries of all."""
    found = Counter(held.sort for held in manifest.documents)
    entries = sum(part.lines for _, part in m.parts(manifest))
    return {
        "incidents": found[m.INCIDENT], "shifts": found[m.SHIFT], "registers": found[m.REGISTER],
        "contacts": found[m.CONTACTS], "filed": found[m.FILED], "entries": entries,
    }  # fmt: skip
