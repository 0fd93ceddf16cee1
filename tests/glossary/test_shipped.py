"""The glossary of the edition in this repository."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from duizhao.compare.glossary.load import load_glossary
from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.model import KINDS, Glossary
from duizhao.document.model import Edition
from tests.reading import read_editions


@pytest.fixture(scope="module")
def glossary(repo_root: Path) -> Glossary:
    return load_glossary(repo_root)


@pytest.fixture(scope="module")
def editions(repo_root: Path) -> tuple[Edition, ...]:
    return read_editions(repo_root / "docs", repo_root)


def test_it_has_terms_of_every_kind(glossary: Glossary) -> None:
    assert len(glossary.terms) >= 120
    assert set(Counter(term.kind for term in glossary.terms)) == set(KINDS)


def test_every_rendering_stands_in_the_edition(glossary: Glossary, editions: tuple[Edition, ...]) -> None:
    missing = []
    for edition in editions:
        matcher = Matcher(glossary, edition.language)
        texts = [block.text for page in edition.pages for block in (*page.blocks, *page.notes.values())]
        seen = {(match.term.id, match.form) for text in texts for match in matcher.all(text)}
        for term in glossary.terms:
            forms = (*term.renderings[edition.language].full, *term.renderings[edition.language].short)
            missing += [f"{edition.language} {term.id}: {form}" for form in forms if (term.id, form) not in seen]
    assert missing == []
