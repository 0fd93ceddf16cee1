"""The corpus: every block once, notes where they are referred to, sentences that leave nothing out."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from duizhao.document.model import Block, Ref
from duizhao.publish.exports.build import Ids, build_pages, token
from duizhao.publish.exports.model import Aligner, Corpus, Level, Side, Span
from tests.exports.helpers import ROOT, by_order, corpus, pair_of, pairs_in, sample, shipped


def block(id_: str, text: str, *also: str, refs: tuple[str, ...] = ()) -> Block:
    return Block(id_, "paragraph", text, 1, also, tuple(Ref(label, 0) for label in refs))


def note(label: str, text: str, *refs: str) -> Block:
    return Block(label, "note", text, 1, refs=tuple(Ref(ref, 0) for ref in refs))


def test_counterparts_share_a_unit() -> None:
    built = corpus([pair_of([block("p1", "甲")], [block("p1", "A")])])
    assert pairs_in(built) == [("p1", ("甲", "A"))]


def test_a_paragraph_that_is_two_there_is_one_unit_with_both_ids() -> None:
    built = corpus([pair_of([block("p1", "甲"), block("p2", "乙")], [block("p1", "A and B", "p2")])])
    (unit,) = built.units()
    assert unit.sides == (Side("甲\n乙", ("p1", "p2")), Side("A and B", ("p1",)))


@pytest.mark.parametrize("other", [[], [block("p1", "")], [block("p1", "  ")]], ids=["none", "empty", "blank"])
def test_a_side_without_text_is_none(other: list[Block]) -> None:
    (unit,) = corpus([pair_of(other, [block("p1", "A")])]).units()
    assert unit.sides == (None, Side("A", ("p1",)))


def test_blocks_without_text_and_pages_without_any_are_left_out() -> None:
    pairs = [pair_of([block("p1", "")], []), pair_of([block("q1", "甲"), block("q2", "")], [], path="other.md")]
    assert [(page.path, [u.id for u in page.units]) for page in corpus(pairs).pages] == [("other.md", ["q1"])]


def test_a_note_follows_the_first_paragraph_that_refers_to_it() -> None:
    left = [block("p1", "甲", refs=("n2",)), block("p2", "乙", refs=("n2", "n1"))]
    notes = [note("n1", "一"), note("n2", "二", "n4"), note("n3", "三"), note("n4", "四")]
    built = corpus([pair_of(left, [block("p2", "B", refs=("n5",))], notes, [note("n2", "two"), note("n5", "five")])])
    assert [id_ for id_, _ in pairs_in(built)] == [
        "p1", "page-n2", "page-n4", "p2", "page-n1", "page-n5", "page-n3",
    ]  # fmt: skip
    assert dict(pairs_in(built))["page-n2"] == ("二", "two")


def test_notes_are_named_after_the_page_title() -> None:
    title = Block("s1", "title", "题", 1, refs=(Ref("n1", 0),))
    assert [u.id for u in corpus([pair_of([title], [], [note("n1", "注")])]).units()] == ["s1", "s1-n1"]


def test_blocks_without_an_id_get_one_each() -> None:
    built = corpus([pair_of([block("", "甲"), block("", "乙")], [block("", "A")], path="a/b.md")])
    assert pairs_in(built) == [
        ("a-b-paragraph", (None, "A")),
        ("a-b-paragraph-2", ("甲", None)),
        ("a-b-paragraph-3", ("乙", None)),
    ]


def test_an_id_given_twice_by_mistake_is_told_apart() -> None:
    pairs = [pair_of([block("p1", "甲")], [], path="a.md"), pair_of([block("p1", "乙")], [], path="b.md")]
    assert [unit.id for unit in corpus(pairs).units()] == ["p1", "p1-2"]


def test_no_unit_takes_the_id_of_the_record_about_the_corpus() -> None:
    assert [unit.id for unit in corpus([pair_of([block("about", "甲")], [])]).units()] == ["about-2"]


def test_sentences_are_segments_of_paragraphs_only() -> None:
    title = Block("t", "title", "一。二。", 1)
    right = [Block("t", "title", "One. Two.", 1), block("p", "One. Two.")]
    built = corpus([pair_of([title, block("p", "一。二。")], right)], by_order)
    assert pairs_in(built) == [("t", ("一。二。", "One. Two.")), ("p.1", ("一。", "One.")), ("p.2", ("二。", "Two."))]


@pytest.mark.parametrize(
    ("spans", "says"),
    [
        ([(0, 2)], "no sentence holds '二。'"),
        ([(2, 4)], "no sentence holds '一。'"),
        ([(0, 3), (2, 4)], "overlaps"),
        ([(2, 4), (0, 2)], "no sentence holds"),
        ([(0, 9)], "leaves the text"),
        ([], "no sentence holds '一。二。'"),
    ],
)
def test_an_aligner_that_loses_or_doubles_text_is_refused(spans: list[Span], says: str) -> None:
    def align(left: str, right: str) -> list[tuple[Span, Span]]:
        return [(span, (0, 0)) for span in spans]

    with pytest.raises(ValueError, match=re.escape(says)):
        build_pages([pair_of([block("p", "一。二。")], [])], align)


def test_white_space_between_sentences_may_belong_to_none() -> None:
    assert pairs_in(corpus([pair_of([], [block("p", " One.  Two.\n")])], by_order)) == [
        ("p.1", (None, "One.")),
        ("p.2", (None, "Two.")),
    ]


@pytest.mark.parametrize("align", [None, by_order], ids=["paragraph", "sentence"])
def test_the_gap_names_the_language_that_has_nothing(align: Aligner | None) -> None:
    built = corpus([pair_of([block("a", "甲"), block("b", "乙")], [block("a", "A"), block("c", "C")])], align)
    assert {entry.unit.id: built.gap(entry) for entry in built.entries()} == {"a": "", "b": "en", "c": "zh"}


def test_ids_are_tokens() -> None:
    assert token("s1-1_p2") == "s1-1_p2"
    assert token("段 1.a") == "_x6bb5__x20_1_x2e_a"
    ids = Ids("a")
    assert [ids.give(name) for name in ("a", "a-2", "a", "", "")] == ["a-2", "a-2-2", "a-3", "unit", "unit-2"]


# The edition in this repository


def written_ids(folder: Path) -> Counter[tuple[str, str]]:
    """The page and id (of a note: the label) of all that has text, found in the Markdown by eye, not by parser."""
    found: Counter[tuple[str, str]] = Counter()
    for path in folder.rglob("*.md"):
        page = path.relative_to(folder).as_posix()
        lines = path.read_text(encoding="utf-8").split("\n")
        for before, line in zip(["", *lines], lines, strict=False):
            match = re.match(r"\[\^([^\]]+)\]: *\S", line) or re.search(r"\{ #(\S+)[^}]*\}$", line)
            if match and not before.endswith(' ""'):
                found[page, match[1]] += 1
    return found


def words_of(markdown: str) -> str:
    """Letters and digits of a page's Markdown, without front matter, ids, references and labels."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    body = re.sub(r"(?m)^!!! \w+|\{ #[^}]*\}$|\[\^[^\]]+\]", "", body)
    return "".join(sorted(re.findall(r"[^\W_]", body)))


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("level", ["paragraph", "sentence"])
def test_every_block_of_the_edition_is_there_once(level: Level, side: int) -> None:
    built = shipped(level)
    there = Counter((unit.page, id_) for unit in built.units() if (it := unit.sides[side]) for id_ in it.blocks)
    expected = written_ids(ROOT / "docs" / built.languages[side])
    assert there == expected
    assert len(expected) > 100


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("level", ["paragraph", "sentence"])
def test_every_letter_of_the_edition_is_there_once(level: Level, side: int) -> None:
    built = shipped(level)
    for page in built.pages:
        alone = Corpus(built.edition, level, built.languages, "", (), (page,))
        text = "".join(entry.texts[side] or "" for entry in alone.entries())
        path = ROOT / "docs" / built.languages[side] / page.path
        assert "".join(sorted(re.findall(r"[^\W_]", text))) == words_of(path.read_text(encoding="utf-8")), page.path


def test_counts_of_the_edition_add_up() -> None:
    by_paragraph, by_sentence = shipped("paragraph"), shipped("sentence")
    units = list(by_paragraph.units())
    assert [u.id for u in units] == [u.id for u in by_sentence.units()]
    assert len({u.id for u in units}) == len(units) == len(list(by_paragraph.entries()))
    kinds = Counter(u.kind for u in by_sentence.units())
    several = [len(u.segments) for u in by_sentence.units() if u.kind == "paragraph"]
    assert len(list(by_sentence.entries())) == sum(several) + kinds.total() - kinds["paragraph"]
    assert sum(several) > len(several)


def test_the_sample_has_every_kind() -> None:
    assert {unit.kind for unit in sample("paragraph").units()} == {
        "title", "heading", "paragraph", "box-title", "figure-caption", "note",
    }  # fmt: skip
