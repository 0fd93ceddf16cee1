"""Pages put together by chance from what breaks parsers: the check ends, finds what it finds, and the page is harmless.

A fixed number of cases runs here; `benchmarks/fuzz/` runs as many as one likes.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizhao.check.context import Context
from duizhao.check.rules import RULES
from duizhao.check.run import asked, located
from duizhao.check.show import shown
from duizhao.check.unreadable import unreadable
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.document.safety.allowed import harmless
from duizhao.document.safety.files import front_hazards
from duizhao.errors import InputError
from duizhao.project import Project
from duizhao.publish.markdown.elements import html_of
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.page import Words, page_element
from tests.hostile.corpus import HERE, shown_signs
from tests.hostile.test_harmless import amiss

#: How many pages are tried, and how long one may take in seconds.
CASES = int(os.environ.get("DUIZHAO_FUZZ_CASES", "150"))
MOST = 20.0

PIECES = st.sampled_from(shown_signs((HERE / "pieces.txt").read_text(encoding="utf-8")).split(" | "))
SEPARATORS = st.sampled_from(["", "", " ", "\n", "\n\n", "\n    "])
RUNS = st.builds(lambda piece, times: piece * times, PIECES, st.sampled_from([1, 1, 1, 2, 30, 300]))
BODIES = st.lists(st.tuples(RUNS, SEPARATORS), max_size=25).map(lambda parts: "".join(a + b for a, b in parts))
VALUES = st.one_of(
    st.sampled_from(["home", "part", "1", "9" * 50, ".nan", "[a]", "{a: b}", "!!int x", "&a", "'", ""]), PIECES
)
FRONTS = st.dictionaries(st.sampled_from(["title", "kind", "order", "chapter", "date", "proofread", "x"]), VALUES)


def page(front: dict[str, str], body: str) -> str:
    entries = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\n{entries}---\n\n# Wells {{ #wells }}\n\n{body}\n"


@settings(max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(front=FRONTS, left=BODIES, right=BODIES)
def test_the_check_ends_and_the_page_is_harmless(front: dict[str, str], left: str, right: str) -> None:
    start = time.process_time()
    editions = []
    for language, body in (("zh", left), ("en", right)):
        content = page(front, body)
        file = f"docs/{language}/wells.md"
        told = unreadable(content, language, file)
        try:
            read = read_page(content, language, "wells.md", file)
        except InputError as error:
            # Whatever cannot be read is told by the check before it is read.
            if not told and all(hazard.code != "x-109" for hazard in front_hazards(content)):
                raise AssertionError(content) from error
            continue
        editions.append(Edition(language, (read,)))
        html = harmless(html_of(page_element(read, Words(), Pictures())))
        wrong = [text for element in BeautifulSoup(html, "html.parser").find_all(True) if (text := amiss(element))]
        assert wrong == []
    if len(editions) == 2:
        context = Context(editions, Project(Path("nowhere")))
        found = located(asked([rule for rule in RULES if rule.scope != "edition"], context), context)
        lines = {each.file: each.content.split("\n") for each in context.pages()}
        for finding in found:
            assert shown(finding, "en", lines)
    assert time.process_time() - start < MOST
