"""The four formats: what they should say, whether others read it so, and that no text can break them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from duizhao import __version__
from duizhao.document.editions import read_page
from duizhao.document.model import Block, Edition
from duizhao.publish.exports.csv_ import write_csv
from duizhao.publish.exports.formats import FORMATS
from duizhao.publish.exports.jsonl import write_jsonl
from duizhao.publish.exports.markup import INVALID, escape, escape_attribute
from duizhao.publish.exports.model import LEVELS, Aligner, Corpus, Level
from duizhao.publish.exports.notices import notice_of
from duizhao.publish.exports.tmx import write_tmx
from duizhao.publish.exports.xliff import NAMESPACE, write_xliff
from tests.exports.helpers import (
    HERE,
    Pair,
    breaches,
    by_order,
    by_toolkit_tmx,
    by_toolkit_xliff,
    corpus,
    pair_of,
    pairs_in,
    records,
    sample,
    shipped,
)  # fmt: skip

XML = {"tmx": write_tmx, "xliff": write_xliff}


# What each format should say


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", FORMATS)
def test_the_sample_is_written_as_expected(name: str, level: Level) -> None:
    extension, write = FORMATS[name].extension, FORMATS[name].write
    expected = (HERE / "expected" / f"wells.{level}.{extension}").read_bytes()
    assert write(sample(level)).replace(__version__.encode(), b"VERSION").decode() == expected.decode()


def test_the_date_is_only_the_one_that_is_given() -> None:
    dated = replace(sample("paragraph"), date=datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC))
    assert b' creationdate="20240506T070809Z"' in write_tmx(dated)
    assert breaches("tmx", write_tmx(dated)) == []
    assert b"creationdate" not in write_tmx(sample("paragraph"))


@pytest.mark.parametrize("name", FORMATS)
def test_the_notice_is_in_every_format(name: str) -> None:
    content = FORMATS[name].write(sample("sentence")).decode("utf-8-sig")
    for words in ("Some Institute", "某研究院", "carried with attribution", "注明出处", "no one has reviewed"):
        assert words in content


# Whether others read it so


@pytest.mark.parametrize("which", [sample, shipped])
@pytest.mark.parametrize("level", LEVELS)
def test_translate_toolkit_reads_the_same_pairs(which: Callable[[Level], Corpus], level: Level) -> None:
    built = which(level)
    pairs = pairs_in(built)
    assert by_toolkit_tmx(write_tmx(built)) == pairs
    assert [texts for _, texts in by_toolkit_xliff(write_xliff(built))] == [texts for _, texts in pairs]
    assert len(pairs) > 15


def test_translate_toolkit_reads_the_ids() -> None:
    built = sample("sentence")
    ids = [id_ for id_, _ in by_toolkit_xliff(write_xliff(built))]
    assert ids == [f"{e.unit.id}::s{e.id.partition('.')[2] or 1}" for e in built.entries()]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", XML)
def test_the_edition_keeps_to_the_grammar(name: str, level: Level) -> None:
    assert breaches(name, XML[name](shipped(level))) == []


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("tmx", b'segtype="sentence" ', b""),
        ("tmx", b'<tuv xml:lang="zh">', b"<tuv>"),
        ("tmx", b'type="x-page"', b'type="page"'),
        ("xliff", b'<segment id="s1" state="initial">', b'<segment id="s1" state="translated">'),
        ("xliff", b'<unit id="s1-p1"', b'<unit id="s1 p1"'),
        ("xliff", b'version="2.1"', b'version="1.2"'),
        ("xliff", b"<source/>", b""),
    ],
)
def test_the_grammar_finds_what_is_wrong(name: str, right: bytes, wrong: bytes) -> None:
    content = XML[name](sample("sentence"))
    assert right in content
    assert breaches(name, content.replace(right, wrong)) != []


@pytest.mark.parametrize("level", LEVELS)
def test_ids_are_unique_where_the_standards_ask_for_it(level: Level) -> None:
    root = ElementTree.fromstring(write_xliff(shipped(level)))
    files = [file.get("id") for file in root]
    assert len(set(files)) == len(files)
    for file in root:
        units = file.findall(f"{{{NAMESPACE}}}unit")
        assert len({unit.get("id") for unit in units}) == len(units)
        for unit in units:
            segments = [segment.get("id") for segment in unit.findall(f"{{{NAMESPACE}}}segment")]
            assert len(set(segments)) == len(segments)
    tuids = [tu.get("tuid") for tu in ElementTree.fromstring(write_tmx(shipped(level))).iter("tu")]
    assert len(set(tuids)) == len(tuids)


def spaced(level: Level) -> Corpus:
    """A paragraph with white space before, between and behind its sentences."""
    left, right = (Block("p", "paragraph", text, 1) for text in (" 一。\n二。 ", "\tOne.  Two.  Three.\n"))
    return corpus([pair_of([left], [right])], by_order)


@pytest.mark.parametrize("which", [sample, shipped, spaced])
def test_the_segments_of_an_xliff_unit_are_its_text(which: Callable[[Level], Corpus]) -> None:
    built = which("sentence")
    root = ElementTree.fromstring(write_xliff(built))
    texts = [
        tuple("".join(_text(e) for e in unit.iter(f"{{{NAMESPACE}}}{role}")) for role in ("source", "target"))
        for unit in root.iter(f"{{{NAMESPACE}}}unit")
    ]
    assert texts == [tuple(side.text if side else "" for side in u.sides) for u in built.units()]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_same_edition_gives_the_same_bytes(name: str, level: Level) -> None:
    shipped.cache_clear()
    first = FORMATS[name].write(shipped(level))
    shipped.cache_clear()
    assert FORMATS[name].write(shipped(level)) == first


# That no text can break them

PIECES = [
    "]]>", "&amp;", "<", "</seg>", "<!--", "&#0;", "\x00", "\x0b", "\x1f", "\x7f", "\x85", "\ufffe", "\uffff", "\ufeff",
    "\r", "\r\n", "\n", "\t", "\u2028", "\u202e", "אבג", "\U0001f600", "=1+1", "@x", "+", "-", "＝", "'", '"', ",", ";",
    "。", ". ", " ", "{title}", "%s", "\\",
]  # fmt: skip
HOSTILE = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        st.sampled_from(PIECES),
    ),
    max_size=8,
).map("".join)
ROWS = st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=4)
EXAMPLE = [("=甲\x00]]>\r", " -B\ufffe"), ("", "@x"), ("\u2028。乙 ", "")]


def hostile_corpus(rows: list[tuple[str, str]], align: Aligner | None = None) -> Corpus:
    left, right = (
        [Block(f"p{n}", "paragraph", row[side], 1, box=row[0]) for n, row in enumerate(rows)] for side in (0, 1)
    )
    return corpus([pair_of([Block("t", "title", "题", 1), *left], right)], align, notice=rows[0][0])


LEVEL = st.sampled_from([None, by_order])


def _text(element: ElementTree.Element) -> str:
    """An element's text, its `<cp>` and `<ph>` read back."""
    parts = [element.text or ""]
    for child in element:
        parts.append(chr(int(child.get("hex") or (child.text or "").removeprefix("U+"), 16)))
        parts.append(child.tail or "")
    return "".join(parts)


def by_standard_library(content: bytes) -> Iterator[Pair]:
    """The pairs of a TMX document."""
    for tu in ElementTree.fromstring(content).iter("tu"):
        texts = {
            tuv.get("{http://www.w3.org/XML/1998/namespace}lang"): _text(seg) for tuv in tu for seg in tuv.iter("seg")
        }
        yield texts.get("zh"), texts.get("en")


@given(ROWS, LEVEL)
@example(EXAMPLE, None)
@example(EXAMPLE, by_order)
def test_tmx_holds_any_text(rows: list[tuple[str, str]], align: Aligner | None) -> None:
    built = hostile_corpus(rows, align)
    content = write_tmx(built)
    assert list(by_standard_library(content)) == [texts for _, texts in pairs_in(built)]
    assert breaches("tmx", content) == []


@given(ROWS, LEVEL)
@example(EXAMPLE, None)
@example(EXAMPLE, by_order)
def test_xliff_holds_any_text(rows: list[tuple[str, str]], align: Aligner | None) -> None:
    built = hostile_corpus(rows, align)
    content = write_xliff(built)
    root = ElementTree.fromstring(content)
    found = []
    for segment in root.iter(f"{{{NAMESPACE}}}segment"):
        source, target = (segment.find(f"{{{NAMESPACE}}}{role}") for role in ("source", "target"))
        assert source is not None
        found.append((_text(source) or None, _text(target) if target is not None else None))
    assert found == [texts for _, texts in pairs_in(built)]
    assert breaches("xliff", content) == []


@given(ROWS, LEVEL)
@example(EXAMPLE, None)
@example(EXAMPLE, by_order)
def test_jsonl_holds_any_text(rows: list[tuple[str, str]], align: Aligner | None) -> None:
    built = hostile_corpus(rows, align)
    about, *found = records(write_jsonl(built))
    assert (about["kind"], about["text_en"]) == ("about", None)
    assert [(r["id"], (r["text_zh"], r["text_en"])) for r in found] == pairs_in(built)
    assert len({tuple(record) for record in found}) <= 1
    assert all(set(record) <= set(about) for record in found)


@given(ROWS, LEVEL)
@example(EXAMPLE, None)
@example(EXAMPLE, by_order)
def test_csv_holds_any_text_and_runs_none(rows: list[tuple[str, str]], align: Aligner | None) -> None:
    built = hostile_corpus(rows, align)
    content = write_csv(built)
    assert content.startswith(b"\xef\xbb\xbfid,")
    _, *found = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    texts = []
    for row in found:
        for cell in row.values():
            assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
            assert not cell.startswith(("\t", "\r", "\n"))
        cells = {name: cell[1:] if name in row["escaped"].split() else cell for name, cell in row.items()}
        zh, en = (None if row["gap"] == code else cells[f"text_{code}"] for code in ("zh", "en"))
        texts.append((row["id"], (zh, en)))
    assert texts == pairs_in(built)


@given(st.text())
def test_escaping_is_undone_by_a_parser(text: str) -> None:
    valid = INVALID.sub("", text)
    element = ElementTree.fromstring(f'<a b="{escape_attribute(valid)}">{escape(valid)}</a>')
    assert (element.get("b"), element.text or "") == (valid, valid)


def test_a_character_xml_does_not_allow_is_named() -> None:
    assert escape("a\x00b") == "a[U+0000]b"
    assert escape_attribute("\uffff") == "[U+FFFF]"


@pytest.mark.parametrize("name", FORMATS)
def test_a_very_long_paragraph(name: str) -> None:
    text = "很长，" * 200_000
    content = FORMATS[name].write(corpus([pair_of([Block("p", "paragraph", text, 1)], [])]))
    assert content.decode("utf-8-sig").count("很长，") == 200_000
    if name in XML:
        assert breaches(name, content) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_text_that_is_no_unicode_is_refused_rather_than_changed(name: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        FORMATS[name].write(corpus([pair_of([Block("p", "paragraph", "\ud800", 1)], [])]))


@pytest.mark.parametrize(
    ("publisher", "text"), [("Wells Inc.", "Publisher: Wells Inc."), ("Wells Institute", "Publisher: Wells Institute.")]
)
def test_a_name_that_ends_with_a_full_stop_has_one(publisher: str, text: str) -> None:
    home = read_page(f"---\ntitle: Wells\npublisher: {publisher}\n---\n\n# Wells\n", "en", "index.md", "index.md")
    said = notice_of(Edition("en", (home,)), "paragraph").text
    assert text in said
    assert ".." not in said
