"""The wheel carries the TOML files parsed as well: see ``kit/plans/toml/files/parsed.py``."""

import importlib.util
import os
import shutil
import tempfile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    made = ""

    def initialize(self, version, build_data):
        path = os.path.join(self.root, "kit", "plans", "toml", "files", "parsed.py")
        spec = importlib.util.spec_from_file_location("parsed", path)
        parsed = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(parsed)
        if version == "editable":  # beside the files, as inside the wheel; git ignores it
            parsed.write_all(self.root, os.path.join(self.root, parsed.FOLDER))
            return
        self.made = tempfile.mkdtemp()
        parsed.write_all(self.root, self.made)
        build_data["force_include"][self.made] = f"kit/shipped/{parsed.FOLDER}"

    def finalize(self, version, build_data, artifact_path):
        shutil.rmtree(self.made, ignore_errors=True)
