"""What sentences mean, with a model that knows a few words: asked where lengths leave doubts, and heard there."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from duizhao.commands.check import without_meaning
from duizhao.compare.alignment import survey as surveying
from duizhao.compare.alignment.align import align_sentences, align_units, survey
from duizhao.compare.alignment.units import Unit
from duizhao.compare.meaning import model as models
from duizhao.compare.meaning.meaning import Meaning, Similarity, cosine
from duizhao.compare.meaning.model import Vector, installed_model
from duizhao.compare.pairs import pair_editions
from duizhao.compare.sentence_aligner import SentenceAligner
from duizhao.document.editions import read_page
from duizhao.document.model import Edition
from duizhao.memo import Memo
from duizhao.project import Project
from duizhao.revise.realign import proposals

#: What the model knows: words of both languages that mean the same.
KNOWN = (("雨", "rain"), ("桥", "bridge"), ("船", "boat"), ("市场", "market"), ("学校", "school"), ("医生", "doctor"))

ZH = ("雨下了一整夜。", "桥在清晨垮了。", "船只好停在对岸。", "市场那天没有开。", "学校也关了门。", "医生划着木筏来。")
EN = (
    "The rain went on all through the night.",
    "At dawn the bridge gave way.",
    "Every boat had to stay on the far bank.",
    "The market did not open that day.",
    "Nor did the school.",
    "The doctor came on a raft.",
)


@pytest.fixture(autouse=True)
def _without_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """No dictionary settles what the model is to be asked."""
    monkeypatch.setattr(surveying, "dictionary_of", lambda *languages: None)


#: The models that were unpacked, by number.
COUNT = count(1)


class Words:
    """A sentence's vector says which of the known words stand in it."""

    name = "words 1"
    languages = frozenset({"zh", "en"})
    usual = (0.9, 0.1)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, sentences: Sequence[str], language: str) -> Sequence[Vector]:
        self.asked += sentences
        return [[float(any(word in sentence for word in pair)) for pair in KNOWN] for sentence in sentences]


def beads(zh: Sequence[str], en: Sequence[str], meaning: Meaning | None) -> list[tuple[tuple[int, ...], ...]]:
    evidence = replace(survey([("".join(ZH), " ".join(EN))], "zh", "en"), meaning=meaning)
    found = align_sentences("".join(zh), " ".join(en), "zh", "en", evidence=evidence)
    return [(bead.left_sentences, bead.right_sentences) for bead in found]


def test_a_sentence_left_out_where_lengths_cannot_tell() -> None:
    without = (*EN[:4], *EN[5:])
    right = [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,)), ((4,), ()), ((5,), (4,))]
    assert beads(ZH, without, None) != right
    assert beads(ZH, without, Meaning(Words(), ("zh", "en"), (ZH, EN))) == right


def test_only_where_there_is_doubt_and_each_sentence_once() -> None:
    model, memo = Words(), Memo()
    meaning = Meaning(model, ("zh", "en"), (ZH, EN), memo)
    assert beads(ZH[:1], EN[:1], meaning) == [((0,), (0,))]
    assert not model.asked
    for _ in range(2):
        beads(ZH, (*EN[:4], *EN[5:]), meaning)
        assert sorted(model.asked) == sorted((*ZH, *EN))
        meaning = Meaning(model, ("zh", "en"), (ZH, EN), memo)


def test_paragraphs_one_of_which_has_no_counterpart() -> None:
    left = [Unit(f"l{n}", "paragraph", text) for n, text in enumerate(ZH)]
    right = [Unit(f"r{n}", "paragraph", text) for n, text in enumerate((*EN[:1], *EN[2:]))]
    meaning = Meaning(Words(), ("zh", "en"), (ZH, EN))
    found = align_units(left, right, left_language="zh", right_language="en", comparers=[meaning])
    assert [(bead.left, bead.right) for bead in found.beads] == [
        ((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,)), ((4,), (3,)), ((5,), (4,)),
    ]  # fmt: skip


def test_ids_are_proposed_by_what_paragraphs_mean() -> None:
    texts = {"zh": ZH, "en": (*EN[:2], *EN[3:])}
    pages = [
        read_page("# A { #s1 }\n\n" + "\n\n".join(found) + "\n", code, "1.md", f"{code}.md")
        for code, found in texts.items()
    ]
    (pair,) = pair_editions(*(Edition(page.language, (page,)) for page in pages))
    for comparers in ([], [Meaning(Words(), ("zh", "en"), (ZH, EN))]):
        ids = {change.block.text: change.id for change in proposals(pair, ("zh", "en"), comparers=comparers)}
        there = [ids[text] for text in texts["en"]]
        right = [ids[text] for text in (*ZH[:2], *ZH[3:])] == there and ids[ZH[2]] not in there
        assert right == bool(comparers)


def test_what_stands_around_is_the_measure() -> None:
    rain, bridge = [1.0, 0.0], [0.0, 1.0]
    alike = Similarity([[(rain, 1.0), (bridge, 1.0)], [(bridge, 1.0)], ()], [[(rain, 1.0)], [(bridge, 1.0)]])
    assert alike(0, 1, 0, 2) > alike(0, 1, 0, 1)  # the bridge is in the next one
    assert alike(1, 2, 1, 2) > 0.0 > alike(1, 2, 0, 1)
    assert alike(1, 3, 1, 2) == 0.0  # one tells nothing


def _editions() -> list[Edition]:
    """A paragraph in two languages; one sentence is left out in the second."""
    pages = {
        "zh": "".join((*ZH, "\n{: #p1 }\n")),
        "en": " ".join((*EN[:4], *EN[5:], "\n{: #p1 }\n")),
    }
    return [Edition(code, (read_page(text, code, "1.md", f"{code}.md"),)) for code, text in pages.items()]


def test_an_edition_is_asked_at_one_go() -> None:
    editions = _editions()
    model = Words()
    aligner = SentenceAligner(pair_editions(*editions), ("zh", "en"), model=model)
    assert set(model.asked) == {*ZH, *EN[:4], *EN[5:]}
    asked = list(model.asked)
    row = pair_editions(*editions)[0].rows[0]
    assert ((4,), ()) in [(b.left_sentences, b.right_sentences) for b in aligner(row.left[0].text, row.right[0].text)]
    assert model.asked == asked


def test_two_sentences_told_in_three_none_of_which_is_the_counterpart_of_one() -> None:
    zh = ("雨下了一夜，船停着，桥也垮了。", "市场关了，学校关了。", "医生来了。")
    en = (
        "It rained, and the market was closed.",
        "The boat lay still.",
        "The school was shut, and the bridge was gone.",
        "The doctor came.",
    )
    assert beads(zh, en, Meaning(Words(), ("zh", "en"), (ZH, EN))) == [((0, 1), (0, 1, 2)), ((2,), (3,))]


def test_a_language_the_model_does_not_know() -> None:
    model = Words()
    model.languages = frozenset({"zh"})
    SentenceAligner(pair_editions(*_editions()), ("zh", "en"), model=model)
    assert not model.asked


def test_said_once_that_it_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "PACKAGE", "no-such-package-is-installed")
    installed_model.cache_clear()
    try:
        assert "duizhao[meaning]" in without_meaning(Project(tmp_path, keep=True), "en")
        assert without_meaning(Project(tmp_path, keep=True), "en") == ""
        assert "duizhao[meaning]" in without_meaning(Project(tmp_path), "zh")
    finally:
        installed_model.cache_clear()


class Packed:
    """A package's model, which is unpacked when it is first asked, its words and weights where that one has them."""

    def __init__(self, threads: int) -> None:
        self.unpacked = 0
        self._sp = SimpleNamespace(_pieces=["rain", "rai", "r"], _prefixes={"rain": 1, "rai": 2, "雨": 3})
        self._backend = SimpleNamespace(_threadpool=None)

    def encode(self, sentences: Sequence[str]) -> str:
        self.unpacked = self.unpacked or next(COUNT)
        words = [self._sp._prefixes.get(word) for word in ("rain", "雨", "boat")]
        return f"{len(sentences)} asked of number {self.unpacked}: {words}"


@pytest.mark.parametrize("writes", [True, False])
def test_a_model_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: bool) -> None:
    (tmp_path / "package.py").write_text("", encoding="utf-8")
    (tmp_path / "model.py").write_text("", encoding="utf-8")
    for name in ("package.py", "model.py"):
        os.utime(tmp_path / name, (0, 0))
    package = SimpleNamespace(USE=Packed, __file__=str(tmp_path / "package.py"))
    monkeypatch.setattr(models, "__file__", str(tmp_path / "model.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", not writes)
    first, second = (models._read(package).encode(["a"]) for _ in range(2))
    assert (first == second) is writes
    (tmp_path / "package.py").write_text("# another release", encoding="utf-8")
    assert models._read(package).encode(["a"]) not in (first, second)
    assert first.endswith(": [1, 3, None]")


class Other(Packed):
    """One that cannot be kept."""

    def __reduce__(self) -> tuple[()]:
        raise TypeError


def test_a_model_that_cannot_be_kept_is_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "package.py").write_text("", encoding="utf-8")
    package = SimpleNamespace(USE=Other, __file__=str(tmp_path / "package.py"))
    assert models._read(package).encode(["a", "b"]).startswith("2 asked")


def test_the_model_that_is_installed() -> None:
    pytest.importorskip(models.PACKAGE)
    model = installed_model()
    assert model
    meaning = Meaning(model, ("zh", "en"), (ZH, EN))
    left, right = [meaning.vector(text, 0) for text in ZH], [meaning.vector(text, 1) for text in EN]
    for i, vector in enumerate(left):
        assert max(range(len(EN)), key=lambda j: cosine(vector, right[j])) == i
