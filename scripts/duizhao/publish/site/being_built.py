"""The project whose site MkDocs is building."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from duizhao.project import Project


def project_of(config: MkDocsConfig) -> Project:
    """The project being built, as it was when the build began: all languages are built with the same configuration
    object, which holds it."""
    found: Project | None = getattr(config, "edition_project", None)
    return found or hold(config, Project(Path(config.config_file_path).parent, keep=True))


def hold(config: MkDocsConfig, project: Project) -> Project:
    """Has a build use this project."""
    config.edition_project = project  # type: ignore[attr-defined]
    return project
