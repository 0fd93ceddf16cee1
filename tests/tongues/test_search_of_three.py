"""The search of a site in three languages: what stands in another language is found, with its counterpart here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import reading, serving
from tests.site.test_search import search, status
from tests.tongues.conftest import Edition

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What is typed on the French pages, what is said, under which headings results stand, and the first one's text.
CASES = [
    ("voisine", "1 endroit trouvé.", [], "« Sans ce puits, dit une voisine, nous serions partis. » Les habitants"),
    (
        "السكان",
        "Rien dans l’édition en français. Endroits dans l’édition en arabe : 1 ; voici leurs équivalents.",
        ["Dans l’édition en arabe (1), avec les équivalents d’ici"],
        "« Sans ce puits, dit une voisine, nous serions partis. » Les habitants",
    ),
    (
        "维护水井",
        "Endroits dans l’édition en chinois traditionnel : 1 ; voici leurs équivalents.",
        ["Dans l’édition en chinois traditionnel (1), avec les équivalents d’ici"],
        "« Sans ce puits, dit une voisine, nous serions partis. » Les habitants",
    ),
]


@pytest.mark.parametrize(("typed", "said", "headings", "first"), CASES, ids=[case[0] for case in CASES])
def test_a_query_in_any_of_the_languages(
    chromium: Browser, edition: Edition, typed: str, said: str, headings: list[str], first: str
) -> None:
    with serving(edition("fr", "ar", "zh-Hant") / "site") as address, reading(chromium, address) as reader:
        search(reader, typed)
        assert said in status(reader)
        assert reader.page.locator(".dz-search h2:visible").all_inner_texts() == headings
        assert first in reader.page.locator(".dz-search__results .dz-search__hit:visible").first.inner_text()
        assert reader.errors == []
