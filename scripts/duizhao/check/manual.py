"""Where the manual's page about a code is: in the project's folder, and on the web if its address is known."""

import os
import re
from pathlib import Path

#: Where it is in the project that has it.
FOLDER = "docs-dev/manual"
#: Where it is in the program.
_OURS = Path(__file__).parents[1] / "manual"

#: The setting of the site. The file is not read as YAML: it may hold tags that only MkDocs knows, and loading MkDocs
#: takes longer than the checks.
_REPOSITORY = re.compile(r"^repo_url:[ \t]*['\"]?(https?://[^\s'\"#]+)", re.MULTILINE)


def manual_folder(root: Path, language: str) -> str:
    """The folder with the manual's pages in a language: the project's, from `root`, if it has one; else ours."""
    folder = f"{FOLDER}/{language}"
    return folder if (root / folder).is_dir() else str(_OURS / language)


def manual_address(root: Path, language: str) -> str:
    """The address of that folder in the project; empty if it is not known, or not there."""
    folder = f"{FOLDER}/{language}"
    repository = _repository(root) if (root / folder).is_dir() else ""
    blob = "-/blob" if "gitlab" in repository else "blob"
    return f"{repository}/{blob}/HEAD/{folder}" if repository else ""


def _repository(root: Path) -> str:
    """The address of the project's repository: from `mkdocs.yml`, or from where the checks run in a workflow."""
    try:
        text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    if match := _REPOSITORY.search(text):
        return match[1].rstrip("/")
    server, name = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
    return f"{server}/{name}" if server and name else os.environ.get("CI_PROJECT_URL", "")
