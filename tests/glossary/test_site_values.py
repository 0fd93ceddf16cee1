"""What the site is given: tooltips, and the entries of a glossary page."""

from __future__ import annotations

from duizhao.compare.glossary.load import parse_glossary
from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.page import Occurrence, entries, sort_key
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from tests.glossary.tooltips import tooltips

GLOSSARY = parse_glossary(
    """
- id: canal
  kind: project
  zh: {preferred: 北运河, forbidden: [北水沟]}
  en: {preferred: North Canal, accepted: [Canal Scheme]}
- {id: anna, kind: person, zh: 安娜, en: Anna}
- {id: bridge, kind: concept, zh: 桥, en: bridge, fr: pont}
""",
    "glossary.yml",
)


def test_a_tooltip_is_the_preferred_counterpart() -> None:
    text = "Anna dug the Canal Scheme."
    found = tooltips(GLOSSARY, text, "en", "zh")
    assert [(text[start:end], tooltip) for start, end, tooltip in found] == [
        ("Anna", "安娜"),
        ("Canal Scheme", "北运河"),
    ]


def test_a_forbidden_rendering_has_no_tooltip() -> None:
    assert tooltips(GLOSSARY, "北水沟和北运河", "zh", "en") == [(4, 7, "North Canal")]


def test_a_term_without_the_other_language_has_no_tooltip() -> None:
    assert tooltips(GLOSSARY, "Anna's bridge", "en", "fr") == [(7, 13, "pont")]


def test_an_entry_says_where_and_how_often_its_term_stands() -> None:
    one = read_page("# Anna\n{ #one }\n\nThe Canal Scheme: a North Canal.\n{ #p1 }\n", "en", "one.md", "docs/en/one.md")
    two = read_page("Water.[^n1]\n{ #p2 }\n\n[^n1]: The North Canal.\n", "en", "two.md", "docs/en/two.md")
    shown = entries(Matcher(GLOSSARY, "en"), Edition("en", (one, two)), ["zh"])
    # “bridge” stands nowhere here: it may be another report's.
    assert [entry.name for entry in shown] == ["Anna", "North Canal"]
    canal = shown[1]
    assert (canal.term.kind, canal.term.renderings["zh"].preferred) == ("project", "北运河")
    assert canal.occurrences == (Occurrence("one.md", "p1", 2), Occurrence("two.md", "p2", 1))
    assert canal.first == Occurrence("one.md", "p1", 2)
    assert canal.count == 3


def test_chinese_names_are_sorted_by_their_pronunciation() -> None:
    # bei, cheng, dao, he, qiao
    assert sorted(["桥", "河", "北", "“城”", "道"], key=sort_key) == ["北", "“城”", "道", "河", "桥"]
