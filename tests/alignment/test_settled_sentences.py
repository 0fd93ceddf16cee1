"""Sentences an editor has settled stay as settled; the example is the check's own (tests/checks/b-202)."""

from __future__ import annotations

from pathlib import Path

from duizhao.compare.pairs import pair_editions
from duizhao.compare.sentence_aligner import SentenceAligner, settled_paragraphs
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.project import Project

CASE = Path(__file__).parents[1] / "checks" / "b-202"


def edition(language: str) -> Edition:
    page = read_page((CASE / f"{language}.md").read_text(encoding="utf-8"), language, "1.md", f"{language}.md")
    return Edition(language, (page,))


def groups(aligner: SentenceAligner, id_: str) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    pair = pair_editions(edition("zh"), edition("en"))[0]
    row = next(row for row in pair.rows if row.id == id_)
    beads = aligner(row.left[0].text, row.right[0].text)
    return [(bead.left_sentences, bead.right_sentences) for bead in beads]


def test_what_is_settled_holds() -> None:
    pairs = pair_editions(edition("zh"), edition("en"))
    alone = SentenceAligner(pairs, ("zh", "en"))
    assert groups(alone, "s1-p2") == [((0,), (0,)), ((1,), (1,))]
    settled = SentenceAligner(pairs, ("zh", "en"), settled=settled_paragraphs(Project(CASE)))
    assert groups(settled, "s1-p2") == [((0, 1), (0, 1))]


def test_what_fits_no_more_is_left_aside_and_named() -> None:
    aligner = SentenceAligner(
        pair_editions(edition("zh"), edition("en")), ("zh", "en"), settled=settled_paragraphs(Project(CASE))
    )
    assert groups(aligner, "s1-p1") == [((0,), (0,)), ((1,), (1,))]
    assert [entry.id for entry in aligner.misfits] == ["s1-p1"]


def test_without_sentence_rules_a_paragraph_is_one_sentence() -> None:
    pair = pair_editions(edition("zh"), edition("en"))
    aligner = SentenceAligner(pair, ("ja", "en"))
    assert [bead.left for bead in aligner("一。二。", "One. Two.")] == [(0, 4)]
