"""What a dictionary says: the words of `dictionary.txt`, asked where lengths leave doubts, and heard there."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from duizhao.compare.alignment.align import align_sentences, align_units, survey
from duizhao.compare.alignment.units import Unit
from duizhao.compare.meaning import dictionary as dictionaries
from duizhao.compare.meaning.dictionary import Dictionary, dictionary_of
from tests.alignment.test_meaning import EN, ZH

LINES = Path(__file__).with_name("dictionary.txt").read_text(encoding="utf-8")
#: A dictionary is large: words of hardly any entry say something.
OTHERS = "".join(f"甲{n} 甲{n} [jia3] /of {'abcdefghij'[n // 100]}x{'abcdefghij'[n % 10]}/\n" for n in range(1000))
TRADITIONAL = str.maketrans("桥场学医", "橋場學醫")


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterable[None]:
    """A package that has the dictionary, installed."""
    (tmp_path / "cedict_of_ours").mkdir()
    (tmp_path / "cedict_of_ours" / "words.gz").write_bytes(gzip.compress((LINES + OTHERS).encode()))
    monkeypatch.syspath_prepend(str(tmp_path))
    rows = {"zh en": {"package": "cedict_of_ours", "file": "words.gz"}, "zh fr": {"package": "not_here", "file": "f"}}
    monkeypatch.setattr(dictionaries, "table", lambda name: rows)
    monkeypatch.setattr(dictionaries, "place", lambda file, ending: tmp_path / ending)
    dictionary_of.cache_clear()
    yield
    dictionary_of.cache_clear()


def of(left: str, right: str) -> Dictionary:
    found = dictionary_of(left, right)
    assert found
    return found


@pytest.mark.usefixtures("packaged")
@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("桥。", "bridg"),  # as words are compared: without what may stand behind a stem
        ("市场和船", "marketplac/market, boat/vessel/ship"),  # the longest word, and all meanings
        ("市長", "market/cit"),
        ("市場", "marketplac/market"),  # traditional characters
        ("木筏", "wooden raft"),
        ("一整夜", "all night long"),  # what explains it at length renders nothing
        ("雨水", "rain"),  # 水 is not in it
        ("rain", ""),
    ],
)
def test_what_may_stand_for_a_word(text: str, stems: str) -> None:
    found = [[" ".join(sorted(gloss)) for gloss in glosses] for glosses in of("zh", "en").renderings(text)]
    assert found == [[" ".join(sorted(g.split())) for g in word.split("/")] for word in stems.split(", ") if word]


@pytest.mark.usefixtures("packaged")
def test_the_words_of_the_other_language() -> None:
    assert of("zh", "en").words("The Boats, two boats: a raft’s") == ("the", "boat", "two", "raft")


@pytest.mark.usefixtures("packaged")
def test_which_languages_have_one() -> None:
    assert of("zh-Hant", "en-GB").key == of("zh", "en").key != of("en", "zh").key
    assert not dictionary_of("zh", "fr")  # its package is not installed
    assert not dictionary_of("fr", "en")


def beads(zh: Sequence[str], en: Sequence[str], dictionary: Dictionary | None) -> list[tuple[tuple[int, ...], ...]]:
    evidence = replace(survey([("".join(ZH), " ".join(EN))], "zh", "en"), dictionary=dictionary)
    found = align_sentences("".join(zh), " ".join(en), "zh", "en", evidence=evidence)
    return [(bead.left_sentences, bead.right_sentences) for bead in found]


@pytest.mark.usefixtures("packaged")
def test_a_sentence_left_out_where_lengths_cannot_tell() -> None:
    without = (*EN[:4], *EN[5:])
    right = [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,)), ((4,), ()), ((5,), (4,))]
    traditional = [sentence.translate(TRADITIONAL) for sentence in ZH]
    assert beads(ZH, without, None) != right
    assert beads(ZH, without, of("zh", "en")) == right
    assert beads(traditional, without, of("zh", "en")) == right


@pytest.mark.usefixtures("packaged")
def test_with_which_a_paragraph_was_merged() -> None:
    left = [Unit(f"l{n}", "paragraph", text) for n, text in enumerate((ZH[0] + ZH[1], ZH[2] + ZH[3], ZH[4] + ZH[5]))]
    merged = (
        f"{EN[0]} {EN[1]} Nobody could say how.",
        "No boat, no market, no school; the doctor on a raft.",
    )
    right = [Unit(f"r{n}", "paragraph", text) for n, text in enumerate(merged)]

    def found(*comparers: Dictionary) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        there = align_units(left, right, left_language="zh", right_language="en", comparers=comparers).beads
        return [(bead.left, bead.right) for bead in there]

    assert found() == [((0, 1), (0,)), ((2,), (1,))]
    assert found(of("zh", "en")) == [((0,), (0,)), ((1, 2), (1,))]


@pytest.mark.usefixtures("packaged")
def test_what_stands_around_is_the_measure() -> None:
    alike = of("zh", "en").sentences((["雨，桥。", "桥。", ""], ["The rain.", "A bridge."]))
    assert alike(0, 1, 0, 2) > alike(0, 1, 0, 1)  # the bridge is in the next one
    assert alike(1, 2, 1, 2) > 0.0 > alike(1, 2, 0, 1)
    assert alike(1, 3, 1, 2) == 0.0  # one tells nothing


@pytest.mark.usefixtures("packaged")
def test_pairs_of_units_each_of_which_is_the_likest_to_the_other() -> None:
    alike = of("en", "zh").sentences((["rain, bridge", "a school, the doctor", "boat"], ["医生，学校", "雨，桥"]))
    assert set(alike.points()) == {(0, 1), (1, 0)}
