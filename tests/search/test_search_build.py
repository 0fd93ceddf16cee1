"""What the search loads: texts as they stand, or for a library an index of its pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.document.boxes import ASIDES
from duizhao.publish.search.build import build_index, build_variants, number_text
from duizhao.publish.search.model import Document, Passage

BRIDGE = (Passage("a", "title", "桥"), Passage("a-p1", "text", "石桥</script>", ("a-p2",)))
DOCUMENTS = [
    Document("a.html", "桥", "zh", "a.html", BRIDGE),
    Document("en/a.html", "Bridge", "en", "a.html", (Passage("a", "title", "Bridge"),)),
    Document("b.html", "河", "zh", "b.html", (Passage("b-p1", "text", "石桥下的河"),)),
]


def read(path: Path) -> tuple[str, list[object]]:
    """The function a script calls, and with what."""
    name, _, arguments = path.read_text(encoding="utf-8").removeprefix("duizhaoSearch.").partition("(")
    return name, json.loads(f"[{arguments.strip().removesuffix(')')}]")


def test_a_report_is_one_script_a_language(tmp_path: Path) -> None:
    build_index(DOCUMENTS, tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.js")) == [
        "en/index.js",
        "zh/index.js",
    ]
    assert read(tmp_path / "zh" / "index.js") == (
        "texts",
        [
            "zh",
            [
                ["a.html", "桥", "a.html", [["a", "title", "桥"], ["a-p1", "text", "石桥</script>", "a-p2"]]],
                ["b.html", "河", "b.html", [["b-p1", "text", "石桥下的河"]]],
            ],
        ],
    )


def test_a_passage_has_all_its_ids(tmp_path: Path) -> None:
    shared = Passage("a-p1", "text", "桥", ("a-p2", "a-p3", "a-p4"))
    build_index([Document("a.html", "", "zh", "a.html", (shared,))], tmp_path)
    passages = [["a-p1", "text", "桥", "a-p2 a-p3 a-p4"]]
    assert read(tmp_path / "zh" / "index.js") == ("texts", ["zh", [["a.html", "", "a.html", passages]]])


def test_the_forms_of_the_texts_characters_alone_are_written(tmp_path: Path) -> None:
    build_variants(build_index(DOCUMENTS, tmp_path), tmp_path)
    assert read(tmp_path / "variants.js") == ("variants", ["橋桥"])


def test_what_stands_in_a_text_is_compared_in_one_form(tmp_path: Path) -> None:
    text = Document("a.html", "", "zh", "a.html", (Passage("a-p1", "text", "石橋"),))
    build_variants(build_index([text], tmp_path), tmp_path)
    assert read(tmp_path / "zh" / "index.js")[1][2] == "橋桥"
    assert read(tmp_path / "variants.js") == ("variants", [""])


def test_no_text_ends_the_script_it_stands_in(tmp_path: Path) -> None:
    build_index(DOCUMENTS, tmp_path)
    assert "</script" not in (tmp_path / "zh" / "index.js").read_text(encoding="utf-8")


def test_a_library_has_an_index_and_a_script_a_page(tmp_path: Path) -> None:
    build_index(DOCUMENTS, tmp_path, limit=0)
    assert read(tmp_path / "zh" / "index.js") == ("paged", ["zh", {"pages": 2, "shards": ["script"]}])
    name, (part, shard) = read(tmp_path / "zh" / "i" / "0.js")
    assert (name, part) == ("part", "zh/i/0")
    assert isinstance(shard, dict)
    assert shard["石桥"] == ["aa"]  # on pages 0 and 1
    assert shard["桥"] == ["aa", "a"]  # and in the title of page 0
    assert shard["河"] == ["b"]  # on page 1
    assert list(shard) == sorted(shard)
    # Counterparts have one number.
    assert read(tmp_path / "en" / "t" / "0.js")[1][0] == "en/t/0"


@pytest.mark.parametrize(
    ("kind", "counts_more"),
    [
        ("title", True),
        ("heading", True),
        *((name, True) for name in ASIDES),
        *((f"{name}-text", False) for name in ASIDES),
        ("text", False),
        ("figure", False),
    ],
)
def test_what_a_page_is_about_counts_more(tmp_path: Path, kind: str, counts_more: bool) -> None:
    build_index([Document("a.html", "", "zh", "a.html", (Passage("a-p1", kind, "石桥"),))], tmp_path, limit=0)
    _, (_, shard) = read(tmp_path / "zh" / "i" / "0.js")
    assert isinstance(shard, dict)
    assert shard["石桥"] == (["a", "a"] if counts_more else ["a"])


@given(st.lists(st.integers(0, 10**7), max_size=20))
def test_numbers_may_follow_one_another(numbers: list[int]) -> None:
    text = "".join(map(number_text, numbers))
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcdefghijklmnopqrstuvwxyz-_01=~"
    found, value = [], 0
    for character in text:
        digit = digits.index(character)
        value = value * 32 + digit % 32
        if digit >= 32:
            found.append(value)
            value = 0
    assert found == numbers


@pytest.mark.parametrize("limit", [0, 10**6])
def test_twice_gives_the_same_bytes(tmp_path: Path, limit: int) -> None:
    for name in ("one", "two"):
        build_index(DOCUMENTS, tmp_path / name, limit)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.js")}
        for name in ("one", "two")
    )
    assert one == two
