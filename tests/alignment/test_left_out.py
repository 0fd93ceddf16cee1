"""A sentence that seems to be left out, and is said in a clause of the one beside it, with a model that knows words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from duizhao.compare.alignment.lattice import Step
from duizhao.compare.alignment.left_out import join_said
from duizhao.compare.meaning.meaning import Meaning
from duizhao.compare.meaning.model import Vector

#: What the model knows: words of both languages that mean the same.
KNOWN = (("雨", "rain"), ("桥", "bridge"), ("船", "boat"), ("市场", "market"))
ZH = ("雨下了一夜，桥垮了，船开不了。",)
EN = ("It rained all night, the rain never stopped, and the bridge gave way.", "No boat could leave.")


class Words:
    """A sentence's vector says which of the known words stand in it; the document's sample has none of them."""

    name = "words 1"
    usual = (0.9, 0.1)

    def vectors(self, sentences: Sequence[str], language: str) -> Sequence[Vector]:
        return [[float(any(word in each for word in pair)) for pair in KNOWN] for each in sentences]


@pytest.mark.parametrize(
    ("last", "sure", "joined"),
    [
        ("No boat could leave.", 0.6, True),
        ("No boat could leave.", 0.99, False),  # the search is sure
        ("The market was closed.", 0.6, False),  # no clause says that
        ("The bridge did not bear the rain.", 0.6, False),  # the sentence before says it as well
    ],
)
def test_said_in_a_clause(last: str, sure: float, joined: bool) -> None:
    steps = (Step(0, 1, 0, 1, 1.0, sure), Step(1, 1, 1, 2, 4.0, sure))
    texts = (ZH, (EN[0], last))
    meaning = Meaning(Words(), ("zh", "en"), (("。",), (".",)))
    found = join_said(steps, texts, meaning)
    assert found == ((Step(0, 1, 0, 2, 5.0, sure),) if joined else steps)


def test_the_first_of_two() -> None:
    steps = (Step(0, 0, 0, 1, 4.0, 0.6), Step(0, 1, 1, 2, 1.0, 0.7), Step(1, 2, 2, 3, 1.0, 0.7))
    texts = (("船开不了，雨下了一夜，桥垮了。", "市场关了。"), (EN[1], EN[0], "The market was closed."))
    found = join_said(steps, texts, Meaning(Words(), ("zh", "en"), (("。",), (".",))))
    assert found == (Step(0, 1, 0, 2, 5.0, 0.6), steps[2])
