"""A foreign file of people, by what it is."""

from __future__ import annotations

import os
import shlex
import stat
import sys

from kit.ground.base.refusal import Exit, Refused
from kit.people.contacts.rules.card import ReadFile

FACES = (".vcf", ".csv", ".xlsx")
# What brings the package that reads it: from a registry, and from the folder of the sources.
EXTRAS = {".vcf": ("incident-kit", "."), ".xlsx": ('"incident-kit[sheets]"', '".[sheets]"')}
LARGEST = 512 << 20


def read_foreign(path: str) -> ReadFile:
    """Raises ``Refused`` for what is no such file, cannot be read, or needs a package that is not
    there."""
    face = os.path.splitext(path)[1].lower()
    if face not in FACES:
        raise Refused("import-face", Exit.USAGE, path=path)
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            raise Refused("import-size", Exit.UNREADABLE, path=path)
        return _read(path, face)
    except OSError as error:
        why = (error.strerror or str(error)).strip()
        raise Refused("import-file", Exit.NOT_FOUND, path=path, why=why) from error
    except ImportError as error:
        there, here = EXTRAS[face]
        pip = f"{shlex.quote(sys.executable or 'python3')} -m pip install"
        how = {"pip": f"{pip} {there}", "here": f"{pip} {here}"}
        raise Refused("import-extra", Exit.FAULT, face=face, **how) from error
    except ValueError as error:
        code = "import-titles" if str(error) == "titles" else "import-size"
        code = "import-strict" if str(error) == "strict" else code
        code = "import-no-sheet" if str(error) in ("no sheet", "document type") else code
        raise Refused(code, Exit.UNREADABLE, path=path) from error


def _read(path: str, face: str) -> ReadFile:
    if face == ".xlsx":
        from kit.people.contacts.files.sheets import read_xlsx

        return read_xlsx(path)
    with open(path, "rb") as file:
        if face == ".vcf":
            from kit.people.contacts.files.vcards import read

            return read(file)
        from kit.people.contacts.files.sheets import read_csv

        return read_csv(file)
