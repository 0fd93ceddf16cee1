"""What a wheel is built with: setuptools, and the manual's site, made from its pages when the wheel is.

So the site stands in no repository, and cannot be older than its pages; nothing is fetched for it but the libraries
that `pyproject.toml` names for a build.
"""

import subprocess
import sys
from pathlib import Path

from setuptools.command.build_py import build_py


class BuildWithManual(build_py):
    """Copies the program, and adds the manual; an installation that can be edited has it by `make manual`."""

    def run(self) -> None:
        """Carries out the step."""
        super().run()
        if not self.editable_mode:
            site = Path(self.build_lib, "duizhao", "manual_site").absolute()
            command = [sys.executable, "-m", "duizhao.publish.manual.build", str(site)]
            subprocess.run(command, cwd=Path(__file__).parent, check=True)
