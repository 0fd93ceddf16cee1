"""Where the caret stands under a change: the new words in the editor's file, or the place where words are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.check.context import Context
from duizhao.check.source_map import changed_span, source_span
from duizhao.document.editions import read_page
from duizhao.document.model import Edition, Page
from duizhao.project import Project
from duizhao.revise.fidelity.units import page_units
from tests.reading import read_edition


def page(block: str) -> Page:
    content = f"---\ntitle: The river\n---\n\n# The river {{ #s1 }}\n\n{block}\n"
    return read_page(content, "en", "1.md", "1.md")


def block(line: str) -> str:
    return line if line.startswith(("#", "[^n1]:", "!!!")) else f"{line}\n{{ #s1-p1 }}"


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("The water rose.", "The water fell.", "The water [fell]."),
        ("The water rose.", "The cold water rose.", "The [cold] water rose."),
        ("The cold water rose.", "The water rose.", "The []water rose."),
        ("The water rose.", "water rose.", "[]water rose."),
        ("The water rose again.", "The water rose.", "The water rose[]."),
        ("The water rose!", "The water rose", "The water rose[]"),
        ("The water rose.[^n1]", "The water fell.[^n1]", "The water [fell].[^n1]"),
        ("Water.[^n1] It rose.", "Water.[^n1] It fell.", "Water.[^n1] It [fell]."),
        ("The water rose.", "The water rose.[^n1]", "The water rose.[[^n1]]"),
        ("The water rose.[^n1]", "The water rose.[^n2]", "The water rose.[[^n2]]"),
        ("The water rose.[^n1]", "The water rose.", "The water rose.[]"),
        ("Water.[^n1][^n2] It rose.", "Water.[^n1][^n3] It rose.", "Water.[^n1][[^n3]] It rose."),
        ("The *water* rose.", "The *water* fell.", "The *water* [fell]."),
        ("The water rose.", "The *water* rose.", "The [*]water* rose."),
        ("The water rose.", "The _water_ rose.", "The [_]water_ rose."),
        (r"The \*water rose.", r"The \*water fell.", r"The \*water [fell]."),
        ("The water &amp; ice rose.", "The water &amp; mud rose.", "The water &amp; [mud] rose."),
        ("See <http://a.org/b>.", "See <http://a.org/c>.", "See <http://a.org/[c]>."),
        ("See [b](http://a.org/b).", "See [b](http://a.org/c).", "See [b]([http://a.org/c])."),
        ("水位上涨。", "水位猛涨。", "水位[猛]涨。"),
        ("## High water { #s1-h1 }", "## Low water { #s1-h1 }", "## [Low] water { #s1-h1 }"),
        ("## High water { #s1-h1 }", "### High water { #s1-h1 }", "[###] High water { #s1-h1 }"),
        ("[^n1]: See there.", "[^n1]: See here.", "[^n1]: See [here]."),
        (
            '!!! figure "High water"\n    { #figure-1 }',
            '!!! figure "Low water"\n    { #figure-1 }',
            '!!! figure "[Low] water"',
        ),
        ("The water rose.\nIt was cold.", "The water rose.\nIt was warm.", "It was [warm]."),
    ],
)
def test_the_change_is_marked(before: str, after: str, marked: str) -> None:
    old, new = page(block(before)), page(block(after))
    units = {unit.id: unit for unit in page_units(old)}
    (changed,) = [unit for unit in page_units(new) if unit.text != units[unit.id].text]
    span = changed_span(units[changed.id].text, changed.text)
    found = source_span(Context([Edition("en", (new,))], Project(Path("no"))), changed, span)
    assert found
    line = new.content.split("\n")[found[0] - 1]
    assert f"{line[: found[1]]}[{line[found[1] : found[2]]}]{line[found[2] :]}" == marked


def test_the_name_in_the_front_matter_is_marked() -> None:
    content = page("Words.").content.replace("title: The river", "title: A river")
    new = read_page(content, "en", "1.md", "1.md")
    (name,) = [unit for unit in page_units(new) if not unit.anchor]
    found = source_span(
        Context([Edition("en", (new,))], Project(Path("no"))), name, changed_span("The river", name.text)
    )
    assert found == (2, 7, 8)


def test_where_a_lost_passage_stood_is_marked_rather_than_the_first_change() -> None:
    before = "One day the water rose. The ferry stopped. The market closed."
    after = "Once the water rose. The market closed."
    assert changed_span(before, after) == (0, 4)
    assert changed_span(before, after, "ferry stopped") == (len("Once the water rose."),) * 2


def test_every_block_of_the_shipped_edition_can_be_marked(repo_root: Path) -> None:
    for folder in ("zh", "en"):
        edition = read_edition(repo_root / "docs" / folder, repo_root)
        context = Context([edition], Project(repo_root))
        for one in edition.pages:
            lines = one.content.split("\n")
            for unit in page_units(one):
                found = source_span(context, unit, (0, len(unit.text)))
                assert found, unit.id
                assert lines[found[0] - 1][found[1] : found[2]].strip("*_[")[:1] == unit.text.strip("*[")[:1], unit.id
