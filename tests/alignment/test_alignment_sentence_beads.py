"""Which sentences belong together."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.compare.alignment.sentence_beads import align_sentences
from duizhao.compare.alignment.survey import survey
from tests.alignment.cases import HERE, known

PAIRS = [(left.text, right.text) for left, right in zip(*known(), strict=True)]


@pytest.mark.parametrize("options", [{}, {"learn": False}, {"use_anchors": False}])
def test_a_survey_helps_with_any_evidence(options: dict[str, bool]) -> None:
    evidence = survey(PAIRS, "zh", "en", **options)  # type: ignore[arg-type]
    for left, right in PAIRS:
        beads = align_sentences(left, right, "zh", "en", evidence=evidence)
        assert beads[0].left[0] == beads[0].right[0] == 0
        assert beads[-1].left[1] == len(left)
        assert beads[-1].right[1] == len(right)


def test_cited_addresses_count_for_the_sentence_they_stand_behind() -> None:
    left = "两岸的老人都还记得。镇上的年轻人陆续回来。"
    right = "The old people on both banks remember. The young people of the town are coming home."
    end = right.index(".") + 1
    alike = (
        [(10, "http://a.org/1"), (21, "http://a.org/2")],
        [(end, "http://a.org/1"), (len(right), "http://a.org/2")],
    )
    crossed = (alike[0], [(end, "http://a.org/2"), (len(right), "http://a.org/1")])
    plain = align_sentences(left, right, "zh", "en")
    assert [bead.left_sentences for bead in plain] == [(0,), (1,)]
    better = align_sentences(left, right, "zh", "en", citations=alike)
    assert all(cited.score > bead.score for cited, bead in zip(better, plain, strict=True))
    assert align_sentences(left, right, "zh", "en", citations=crossed)[0].left_sentences != (0,)


@given(st.text(max_size=80), st.text(max_size=80))
def test_sentences_of_whatever_text(left: str, right: str) -> None:
    beads = align_sentences(left, right, "zh", "en")
    for side, text in (("left", left), ("right", right)):
        indexes = [index for bead in beads for index in getattr(bead, f"{side}_sentences")]
        assert indexes == list(range(len(indexes)))
        spans = [getattr(bead, side) for bead in beads if getattr(bead, f"{side}_sentences")]
        assert all(not text[a[1] : b[0]].strip() for a, b in pairwise(spans))
        assert not text.strip() or (not text[: spans[0][0]].strip() and not text[spans[-1][1] :].strip())


def test_the_result_does_not_depend_on_the_order_of_sets() -> None:
    program = (
        "from tests.alignment.cases import known\n"
        "from duizhao.compare.alignment.align import align_units\n"
        "left, right = known()\n"
        "print(align_units(left, right[2:], left_language='zh', right_language='en'))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path)), "PYTHONUTF8": "1"},
            cwd=HERE.parent.parent, capture_output=True, text=True, check=True, encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1


def test_an_edit_changes_nothing_elsewhere() -> None:
    """What was aligned is remembered by all it depends on; and what a document tells is told in steps."""
    edited = [(PAIRS[0][0].replace("。", "，这一点众所周知。", 1), PAIRS[0][1]), *PAIRS[1:]]
    before, after = (survey(texts, "zh", "en") for texts in (PAIRS, edited))
    assert after.finder.glossaries == before.finder.glossaries
    assert (after.model, after.beads) == (before.model, before.beads)
    assert after.weights == before.weights
