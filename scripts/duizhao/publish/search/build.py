"""Writes what the search loads: scripts, so that a page opened by double click may load them too.

Nothing is cut or stemmed: the reader's browser scans the texts themselves, so that what stands there is what is found.

- A report, or several: `search/<language>/index.js` holds all texts of a language.
- A library, from `limit` on: each page's text is a script of its own, `t/<number>.js`; counterparts have the same
  number. `i/<number>.js` are the shards of an inverted index that says on which pages a term stands, and `index.js`
  says with which term each shard begins. A query loads the shards of its terms and the pages that hold all of them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from duizhao.compare.glossary.model import Glossary
from duizhao.document.boxes import ASIDES
from duizhao.languages.characters import simplified, variants
from duizhao.publish.search.model import Document
from duizhao.publish.search.terms import terms

#: The folder on the site.
FOLDER = "search"

#: Up to how many characters of text (all languages together) are loaded at once.
LIMIT = 1_500_000

#: From how many characters on a shard of the index is full.
SHARD = 12_000

#: Passages whose terms count more: what a page is about.
_TITLES = ("title", "heading", *ASIDES)

#: A number's digits, base 32: the first half is for all but the last digit.
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567abcdefghijklmnopqrstuvwxyz-_01=~"


def build_index(documents: Iterable[Document], out: Path, limit: int = LIMIT) -> frozenset[str]:
    """Writes the index of documents in any number of languages into the folder `out`, in one pass over them; gives the
    characters that stand in them.

    Memory goes with the index, not with the texts.
    """
    characters: set[str] = set()
    _build(_noted(documents, characters), out, limit, characters)
    return frozenset(characters)


def _noted(documents: Iterable[Document], characters: set[str]) -> Iterator[Document]:
    """The documents, as the characters that stand in them are added to a set."""
    for document in documents:
        characters.update(*(passage.text for passage in document.passages))
        yield document


def _build(documents: Iterable[Document], out: Path, limit: int, characters: set[str]) -> None:
    held: list[Document] = []
    size = 0
    rest = iter(documents)
    for document in rest:
        held.append(document)
        size += sum(len(passage.text) for passage in document.passages)
        if size > limit:
            _build_paged(held, rest, out, characters)
            return
    pages: dict[str, list[list[object]]] = {}
    for document in held:
        pages.setdefault(document.language, []).append(_page(document))
    for language, found in pages.items():
        _write(out / language / "index.js", "texts", language, found, *_same(characters))


def build_variants(characters: Iterable[str], out: Path) -> None:
    """Writes the characters that a query may have for those of the texts, such as traditional for simplified ones."""
    _write(out / "variants.js", "variants", "".join(map("".join, variants(characters))))


def _same(characters: Iterable[str]) -> tuple[str, ...]:
    """The characters of a text that are compared as another one, in pairs in one string; nothing if there are none."""
    pairs = "".join(c + simplified()[c] for c in sorted(characters) if c in simplified())
    return (pairs,) if pairs else ()


def build_terms(glossary: Glossary, languages: Sequence[str], out: Path) -> None:
    """Writes what terms are called in each of the languages, for queries in another one than the page's."""
    known = [[term.renderings.get(code) for code in languages] for term in glossary.terms]
    names = [[list(each.full) if each else [] for each in term] for term in known if sum(map(bool, term)) > 1]
    _write(out / "terms.js", "terms", list(languages), names)


class _Postings(Struct):
    """The pages a term stands on, as gaps between their numbers."""

    last: int = -1
    written: list[str] = field(default_factory=list)

    def add(self, number: int) -> None:
        if number > self.last:
            self.written.append(number_text(number - self.last - 1))
            self.last = number


def _build_paged(held: list[Document], rest: Iterable[Document], out: Path, characters: set[str]) -> None:
    numbers: dict[str, int] = {}
    indexes: dict[str, dict[str, tuple[_Postings, _Postings]]] = {}

    def add(document: Document) -> None:
        number = numbers.setdefault(document.key, len(numbers))
        path = out / document.language / "t" / f"{number}.js"
        _write(path, "part", f"{document.language}/t/{number}", _page(document))
        index = indexes.setdefault(document.language, {})
        for titles in (False, True):
            kinds = [p.text for p in document.passages if p.kind in _TITLES] if titles else [
                p.text for p in document.passages
            ]  # fmt: skip
            for term in terms("\n".join(kinds)):
                index.setdefault(term, (_Postings(), _Postings()))[titles].add(number)

    for document in held:
        add(document)
    held.clear()
    for document in rest:
        add(document)
    for language, index in indexes.items():
        starts = _write_shards(index, out / language, language)
        manifest = {"pages": len(numbers), "shards": starts}
        _write(out / language / "index.js", "paged", language, manifest, *_same(characters))


def _write_shards(index: dict[str, tuple[_Postings, _Postings]], out: Path, language: str) -> list[str]:
    """Writes the shards, terms in the order of a browser's comparison (UTF-16); gives each one's first term."""
    starts: list[str] = []
    shard: dict[str, list[str]] = {}
    size = 0

    def flush() -> None:
        nonlocal shard, size
        if shard:
            name = f"{language}/i/{len(starts)}"
            starts.append(next(iter(shard)))
            _write(out / "i" / f"{len(starts) - 1}.js", "part", name, shard)
        shard, size = {}, 0

    for term in sorted(index, key=lambda term: term.encode("utf-16-be")):
        lists = ["".join(postings.written) for postings in index[term]]
        length = len(term) + sum(map(len, lists))
        if size + length > SHARD:
            flush()
        shard[term] = lists if lists[1] else lists[:1]
        size += length
    flush()
    return starts


def number_text(number: int) -> str:
    """A number from 0 in base 32, its last digit told from the others, so that numbers may follow one another.

    >>> [number_text(n) for n in (0, 31, 32)]
    ['a', '~', 'Ba']
    """
    digits = _DIGITS[32 + number % 32]
    while number := number // 32:
        digits = _DIGITS[number % 32] + digits
    return digits


def _page(document: Document) -> list[object]:
    passages = []
    for passage in document.passages:
        entry: list[object] = [passage.id, passage.kind, passage.text]
        if passage.also:
            entry.append(" ".join(passage.also))
        passages.append(entry)
    return [document.url, document.title, document.key, passages]


def _write(path: Path, what: str, *data: object) -> None:
    """A script that hands its data to the search. The signs that end a script or a line in it are escaped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in data)
    text = text.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    path.write_text(f"duizhaoSearch.{what}({text})\n", encoding="utf-8")
