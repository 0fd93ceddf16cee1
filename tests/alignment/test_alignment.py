"""Runs the cases beside it (README.md says how they are written), and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao.alignment.align import Unit, align_sentences, align_units
from duizhao.alignment.sentences import split_sentences

HERE = Path(__file__).parent


def sentence_cases() -> list[ParameterSet]:
    found = []
    for path in sorted(HERE.glob("sentences.*.txt")):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            text, *sentences = block.split("\n")
            wanted = [line.removeprefix("| ") for line in sentences]
            found.append(pytest.param(path.suffixes[0].removeprefix("."), text, wanted, id=text[:30]))
    return found


@pytest.mark.parametrize(("language", "text", "wanted"), sentence_cases())
def test_sentences(language: str, text: str, wanted: list[str]) -> None:
    assert [sentence.text for sentence in split_sentences(text, language)] == wanted


def unit_cases() -> list[ParameterSet]:
    found = []
    for block in (HERE / "units.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        zh = [line[3:] for line in lines if line.startswith("zh ")]
        en = [line[3:] for line in lines if line.startswith("en ")]
        wanted = next(line[2:] for line in lines if line.startswith("= "))
        found.append(pytest.param(zh, en, wanted, id=lines[0].removeprefix("# ")))
    return found


def unit(side: str, index: int, text: str) -> Unit:
    kind = re.match(r"\[(\w+)\] ", text)
    return Unit(f"{side}{index}", kind[1] if kind else "paragraph", text[kind.end() :] if kind else text)


def shown(indexes: tuple[int, ...]) -> str:
    return ",".join(str(index + 1) for index in indexes) or "-"


@pytest.mark.parametrize(("zh", "en", "wanted"), unit_cases())
def test_units(zh: list[str], en: list[str], wanted: str) -> None:
    left = [unit("l", i, text) for i, text in enumerate(zh)]
    right = [unit("r", i, text) for i, text in enumerate(en)]
    alignment = align_units(left, right, left_language="zh", right_language="en")
    assert " ".join(f"{shown(b.left)}={shown(b.right)}" for b in alignment.beads) == wanted
    # The other way round it is the same.
    back = align_units(right, left, left_language="en", right_language="zh")
    assert {(b.right, b.left) for b in back.beads} == {(b.left, b.right) for b in alignment.beads}


def test_what_an_editor_settled_stays() -> None:
    left = [Unit("l0", "paragraph", "上游的水位在夏天上涨了1.5米。"), Unit("l1", "paragraph", "明年新建12座。")]
    right = [Unit("r0", "paragraph", "Next year 12 are built."), Unit("r1", "paragraph", "It rose by 1.5 metres.")]
    settled = {"l0": "r1"}
    beads = align_units(left, right, left_language="zh", right_language="en", settled=settled).beads
    assert ((0,), (1,)) in [(bead.left, bead.right) for bead in beads]


TEXTS = st.lists(st.text(alphabet="水位上涨。！“”the river 1.5,\n", max_size=40), max_size=7)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXTS, TEXTS)
def test_every_unit_is_in_one_bead_in_order(zh: list[str], en: list[str]) -> None:
    left = [Unit(f"l{i}", "paragraph", text) for i, text in enumerate(zh)]
    right = [Unit(f"r{i}", "paragraph", text) for i, text in enumerate(en)]
    first = align_units(left, right, left_language="zh", right_language="en")
    assert [i for bead in first.beads for i in bead.left] == list(range(len(left)))
    assert [j for bead in first.beads for j in bead.right] == list(range(len(right)))
    assert first == align_units(left, right, left_language="zh", right_language="en")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=200), st.sampled_from(["zh", "en"]))
def test_sentences_cover_the_text(text: str, language: str) -> None:
    at = 0
    for sentence in split_sentences(text, language):
        assert text[at : sentence.start].strip() == ""
        assert text[sentence.start : sentence.end] == sentence.text
        at = sentence.end
    assert text[at:].strip() == ""


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.text(max_size=200), st.text(max_size=200))
def test_sentence_beads_cover_both_texts(zh: str, en: str) -> None:
    for side, text in ((0, zh), (1, en)):
        at = 0
        for bead in align_sentences(zh, en, "zh", "en"):
            start, end = (bead.left, bead.right)[side]
            if start < end:
                assert text[at:start].strip() == ""
                at = end
        assert text[at:].strip() == ""


def test_sides_that_differ_in_kind_and_number_still_align() -> None:
    left = [Unit(f"l{i}", "factbox", "洪水警报") for i in range(3)]
    right = [Unit(f"r{i}", "paragraph" if i % 2 else "heading", "The river.") for i in range(90)]
    beads = align_units(left, right, left_language="zh", right_language="en").beads
    assert [i for bead in beads for i in bead.left] == list(range(3))
    assert [j for bead in beads for j in bead.right] == list(range(90))


def test_a_language_without_rules_is_refused() -> None:
    with pytest.raises(ValueError, match="known: zh, en"):
        split_sentences("Der Fluss.", "de")
