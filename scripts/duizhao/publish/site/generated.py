"""Pages of the site that stand in no file: made while the site is built, in each language."""

from __future__ import annotations

from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File


def generated(
    path: str, language: str, default: str, front: dict[str, object], body: str, config: MkDocsConfig
) -> File:
    """A page with the path `path` below the language's folder, in its place on the site."""
    content = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n{body}\n"
    file = File.generated(config, f"{language}/{path}", content=content)
    file.dest_uri = ("" if language == default else f"{language}/") + Path(path).with_suffix(".html").as_posix()
    # mkdocs-static-i18n reads these.
    file.locale = file.localization = file.locale_alternate_of = language  # type: ignore[attr-defined]
    file.norm_src_uri = path  # type: ignore[attr-defined]
    return file


def with_alternates(files: dict[str, File], current: str) -> File:
    """The page of the language being built, which knows its counterparts for the switch."""
    files[current].alternates = files  # type: ignore[attr-defined]
    return files[current]
