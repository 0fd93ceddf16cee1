"""Editions of one small report in the languages a test names: `<language>.txt` is its text, `<language>.yml` what a
publisher writes of it in the profile."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from duizhao.cli import main
from duizhao.publish.site.build import build_site
from tests.conftest import made_once

HERE = Path(__file__).parent
PROFILE = """\
source: wells.txt
footnotes: {marks: [①], reference: '{mark}'}
languages:
"""

#: Gives the folder of an edition in the languages, converted and with its site.
Edition = Callable[..., Path]


def begin(repo_root: Path, to: Path, *languages: str) -> Path:
    """The folder of an edition in these languages, before its conversion."""
    (to / "sources").mkdir(parents=True)
    shutil.copytree(repo_root / "hooks", to / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    for ending, start in (("txt", ""), ("yml", PROFILE)):
        parts = [(HERE / f"{language}.{ending}").read_text(encoding="utf-8") for language in languages]
        (to / "sources" / f"wells.{ending}").write_text(start + "\n".join(parts), encoding="utf-8")
    shutil.copy(repo_root / "mkdocs.yml", to)
    return to


@pytest.fixture(scope="session")
def edition(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """An edition, made once in a run; its site is built strictly, so without one warning."""

    def made(*languages: str) -> Path:
        def make(to: Path) -> None:
            begin(repo_root, to, *languages)
            assert main(["convert", "-C", str(to), "--lang", "en"]) == 0
            build_site(to)

        return made_once(tmp_path_factory, "-".join(("wells", *languages)), make)

    return made
