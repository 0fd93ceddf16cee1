"""Editions read from their folders, wherever these are."""

from __future__ import annotations

from pathlib import Path

from duizhao.document.editions import read_page
from duizhao.document.model import Edition


def read_edition(folder: Path, root: Path = Path()) -> Edition:
    """The edition of one language's folder; its files are named from `root`."""
    pages = [
        read_page(
            path.read_text(encoding="utf-8"),
            folder.name,
            path.relative_to(folder).as_posix(),
            path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix(),
        )
        for path in sorted(folder.rglob("*.md"))
    ]
    return Edition(folder.name, tuple(sorted(pages, key=lambda page: (page.order, page.path))))


def read_editions(docs: Path, root: Path = Path()) -> tuple[Edition, ...]:
    """The editions of the folders below `docs`."""
    return tuple(read_edition(home.parent, root) for home in sorted(docs.glob("*/index.md")))
