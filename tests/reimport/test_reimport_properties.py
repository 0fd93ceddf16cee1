"""Whatever editors do between re-imports, and whatever the conversions change: no editor's change is lost."""

from __future__ import annotations

import re
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao.compare.difference import excerpt, pieces
from duizhao.revise.merge.base import Base
from duizhao.revise.merge.merge import Merge, merge
from duizhao.revise.merge.segments import join, split
from duizhao.revise.merge.stable import ids_in, stable

MARKDOWN = st.text(alphabet="ab \n\n{}#[]^:!-\"'水。0\t", max_size=60)
PAGE = "zh/1.md"

#: What a step does, and where (the place is taken modulo what there is).
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["word", "word", "insert", "insert without id", "delete", "source word", "source insert", "source delete",
             "source split", "source join", "import", "import"]
        ),
        st.integers(0, 97), st.integers(0, 97),
    ),
    min_size=3, max_size=14,
)  # fmt: skip


def page(paragraphs: list[list[str]]) -> str:
    """What a converter writes: it numbers the paragraphs through."""
    blocks = ["# River { #s1 }"]
    blocks += [f"{' '.join(words)}\n{{ #s1-p{n} }}" for n, words in enumerate(paragraphs, 1)]
    return "\n\n".join(blocks) + "\n"


class Story:
    """A source, the edition made from it, and what its editors did."""

    def __init__(self) -> None:
        self._new = count(1)
        self.source = [self._words("w", 7) for _ in range(4)]
        self.base = Base({PAGE: page(self.source)}, first=False)
        self.docs = dict(self.base.files)
        #: Words editors wrote, and words they took out, paragraphs or single ones.
        self.written: set[str] = set()
        self.struck: set[str] = set()

    def _words(self, kind: str, number: int) -> list[str]:
        return [f"{kind}{next(self._new)}" for _ in range(number)]

    def step(self, what: str, where: int, which: int) -> None:
        if what == "import":
            self.reimport(which)
        elif what.startswith("source "):
            self._source(what.removeprefix("source "), where % max(len(self.source), 1), which)
        else:
            self._edit(what, where, which)

    def _source(self, what: str, at: int, which: int) -> None:
        if what == "insert" or not self.source:
            self.source.insert(at, self._words("w", 7))
        elif what == "delete":
            del self.source[at]
        elif what == "split" and len(self.source[at]) > 1:
            cut = 1 + which % (len(self.source[at]) - 1)
            self.source[at : at + 1] = [self.source[at][:cut], self.source[at][cut:]]
        elif what == "join" and at + 1 < len(self.source):
            self.source[at : at + 2] = [self.source[at] + self.source[at + 1]]
        elif what == "word":
            self.source[at][which % len(self.source[at])] = self._words("w", 1)[0]

    def _edit(self, what: str, where: int, which: int) -> None:
        segments = [(s.key, s.text) for s in split(self.docs[PAGE])]
        at = where % len(segments)
        words = re.findall(r"\b[we]\d+\b", segments[at][1])
        if what.startswith("insert"):
            added = self._words("e", 5)
            self.written.update(added)
            id_ = f"\n{{ #s1-p{100 + next(self._new)} }}" if what == "insert" else ""
            segments.insert(at + 1, ("", " ".join(added) + id_))
        elif what == "delete" and at:
            self._strike(words)
            del segments[at]
        elif what == "word" and words:
            old, new = words[which % len(words)], self._words("e", 1)[0]
            self._strike([old])
            self.written.add(new)
            segments[at] = ("", re.sub(rf"\b{old}\b", new, segments[at][1]))
        self.docs = {PAGE: join([(text, "\n\n") for _, text in segments])}

    def _strike(self, words: list[str]) -> None:
        self.struck.update(words)
        self.written -= set(words)

    def reimport(self, which: int) -> None:
        new = {PAGE: page(self.source)}
        merged = merge(new, self.base, self.docs)
        asked = {conflict.key for conflict in merged.conflicts}
        if merged.conflicts:
            assert {path: merged.files[path] for path in self.docs} == self.docs
            if which % 3 == 0:
                return  # no one settles it now
            merged = merge(new, self.base, self.docs, ours=[conflict.name for conflict in merged.conflicts])
        assert not merged.conflicts
        self._clean_changes_came_in(merged, asked)
        self.docs = {path: text for path, text in merged.files.items() if text is not None}
        self.base = Base(merged.theirs, merged.retired, first=False)

    def _clean_changes_came_in(self, merged: Merge, asked: set[str]) -> None:
        last, ours, theirs, now = (
            {s.key: s.text for s in split(files.get(PAGE) or "")}
            for files in (self.base.files, self.docs, merged.theirs, merged.files)
        )
        for key, text in ours.items():
            if last.get(key) == text and key not in asked:
                assert now.get(key) == theirs.get(key)
        assert all(now.get(key) == text for key, text in theirs.items() if key not in last | ours and key not in asked)
        # Who is the same has the same id: every word stands once, so a paragraph is known by its first line.
        names = {text.split("\n")[0]: key for key, text in last.items()}
        assert all(names.get(text.split("\n")[0], key) == key for key, text in theirs.items())

    def nothing_is_lost(self) -> None:
        words = re.findall(r"\b[we]\d+\b", self.docs[PAGE])
        assert self.written <= set(words)
        assert not self.struck & set(words)
        ids = list(ids_in(self.docs.values()))
        assert len(ids) == len(set(ids))


@settings(max_examples=400)
@given(STEPS)
def test_no_sequence_of_edits_and_reimports_loses_a_change(steps: list[tuple[str, int, int]]) -> None:
    story = Story()
    for what, where, which in steps:
        story.step(what, where, which)
        story.nothing_is_lost()
    story.reimport(1)
    story.nothing_is_lost()


@given(MARKDOWN)
def test_the_segments_of_a_page_are_the_page(content: str) -> None:
    segments = split(content)
    assert "".join(segment.text + segment.gap for segment in segments) == content
    assert len({segment.key for segment in segments}) == len(segments)


@given(MARKDOWN, MARKDOWN, MARKDOWN)
def test_what_only_one_side_changed_is_that_sides(base: str, ours: str, theirs: str) -> None:
    def merged(last: str, new: str, edition: str) -> str | None:
        return merge({PAGE: new}, Base({PAGE: last}, first=False), {PAGE: edition}).files[PAGE]

    assert merged(base, base, ours) == ours
    assert merged(ours, theirs, theirs) == theirs


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6), min_size=1, max_size=6))
def test_a_conversion_again_changes_nothing(paragraphs: list[list[str]]) -> None:
    files = {PAGE: page(paragraphs)}
    shifted = stable({PAGE: page([["something", "else"], *paragraphs])}, files, files)
    assert stable(files, files, files) == files
    assert stable({PAGE: page([["something", "else"], *paragraphs])}, shifted, shifted) == shifted


@given(st.text(alphabet="ab 水河，。1.", max_size=20), st.text(alphabet="ab 水河，。1.", max_size=20))
def test_the_pieces_of_a_change_are_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(p.text for p in found if p.kind != "inserted") == before
    assert "".join(p.text for p in found if p.kind != "deleted") == after
    assert [p for p in excerpt(found, 5) if p.kind != "same"] == [p for p in found if p.kind != "same"]


#: How many paragraphs of each language are one another's counterpart.
SHAPES = st.sampled_from([(1, 1), (1, 1), (1, 1), (2, 1), (1, 2), (1, 0), (0, 1)])


def bilingual(beads: list[tuple[list[str], list[str]]]) -> dict[str, str]:
    """What a converter writes of a page in two languages: a paragraph that stands for two names both."""
    sides: tuple[list[str], list[str]] = (["# 江 { #s1 }"], ["# River { #s1 }"])
    number = 0
    for bead in beads:
        ids = [f"s1-p{number + n}" for n in range(1, max(map(len, bead)) + 1)]
        number += len(ids)
        for side, texts in zip(sides, bead, strict=True):
            for at, text in enumerate(texts):
                mine = ids[at:] if at == len(texts) - 1 else [ids[at]]
                also = f' data-also="{" ".join(mine[1:])}"' if mine[1:] else ""
                side.append(f"{text}\n{{ #{mine[0]}{also} }}")
    return {f"{code}/1.md": "\n\n".join(blocks) + "\n" for code, blocks in zip(("zh", "en"), sides, strict=True)}


def blocks(content: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each paragraph's text and its ids."""
    found = []
    for segment in split(content):
        text, _, last = segment.text.rpartition("\n")
        if match := re.fullmatch(r'\{ #(\S+)(?: data-also="([^"]*)")? \}', last):
            found.append((text, (match[1], *(match[2] or "").split())))
    return found


def counterparts(files: dict[str, str]) -> set[tuple[str, str]]:
    """The texts that share an id."""
    zh, en = (blocks(files[f"{code}/1.md"]) for code in ("zh", "en"))
    return {(text, other) for text, ids in zh for other, others in en if set(ids) & set(others)}


@settings(max_examples=300)
@given(
    st.lists(SHAPES, min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["insert", "delete", "shape"]), SHAPES), max_size=4),
)
def test_ids_stay_with_what_they_name_in_both_languages(
    shapes: list[tuple[int, int]], changes: list[tuple[int, str, tuple[int, int]]]
) -> None:
    new_words = count(1)

    def made(shape: tuple[int, int]) -> tuple[list[str], list[str]]:
        left, right = (
            [" ".join(f"{c}{next(new_words)}x" for _ in range(8)) for _ in range(n)]
            for c, n in zip("ab", shape, strict=True)
        )
        return left, right

    beads = [made(shape) for shape in shapes]
    base = bilingual(beads)
    for at, what, shape in changes:
        where = at % (len(beads) + 1)
        if what == "insert":
            beads.insert(where, made(shape))
        elif where < len(beads):
            left, right = beads.pop(where)
            if what == "shape" and left and right and (1, 0) not in (shape, shape[::-1]):
                # What was counterpart of one paragraph becomes that of a new one, too.
                beads.insert(where, (left[:1], [*made((0, 1))[1], right[0]]))
    new = bilingual(beads)
    result = stable(new, base, base)
    for path, content in result.items():
        ids = [id_ for _, found in blocks(content) for id_ in found]
        assert len(ids) == len(set(ids)), content
        assert [text for text, _ in blocks(content)] == [text for text, _ in blocks(new[path])]
    # Who was counterpart of whom still is, and no one else.
    assert counterparts(result) == counterparts(new)
    # What stands there as it stood keeps its id, or one of them.
    before = {text: set(ids) for content in base.values() for text, ids in blocks(content)}
    for path, content in result.items():
        for text, found in blocks(content):
            assert text not in before or before[text] & set(found), (path, text)
