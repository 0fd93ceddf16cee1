"""A dictionary of two languages, as a package brings it: which words may stand for a word."""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from duizhao.bytecode import made_of, place
from duizhao.compare.meaning.likeness import Texts
from duizhao.compare.meaning.renderings import Gloss, Renderings, Words
from duizhao.garbage import uncollected
from duizhao.languages import file_of
from duizhao.languages.script import HAN, HAN_RUN
from duizhao.languages.tables import table, words_of
from duizhao.patterns import lazily
from duizhao.project import digest_of

_ENTRY = lazily(r"(\S+) (\S+) \[[^]]*\] /(.*)/")
#: What is said about a meaning, and how one is read.
_ASIDE = lazily(r"\([^()]*\)|\[[^]]*\]")
_WORD = lazily(rf"[^\W\d_{HAN}]{{2,}}")
_MEANINGS = lazily("[/;]")

#: A word that stands in more than this share of all meanings tells nothing: “to”, “the”, “variant”.
_COMMON = 0.003

#: More words explain what they do not render; no word has more characters.
_MOST_WORDS, _LONGEST = 3, 6

#: By its first character, the rest of each word and what renders it: a line for each word, words between spaces,
#: renderings between bars. To read this takes a fifth of the time that a word for each entry would take.
_Pages = Mapping[str, str]


class Dictionary:
    """Renders the words of a language in Chinese characters in another one, and compares texts by it
    (`likeness.Comparer`)."""

    def __init__(self, key: str, pages: _Pages, endings: re.Pattern[str], *, mirrored: bool = False) -> None:
        """`key`: what tells it from other dictionaries. `pages` as `compiled` makes them, `endings`: what a word of the
        other language may end in. `mirrored`: the left language is the one it renders in, not the one it renders."""
        self.key = f"{key} {mirrored}"
        self._pages = pages
        self._endings = endings
        self._mirrored = mirrored
        self._known: dict[str, dict[str, str]] = {}

    def prepare(self, texts: tuple[Iterable[str], Iterable[str]]) -> None:
        """See `Comparer`; there is nothing to do."""

    def sentences(self, texts: Texts) -> Renderings:
        """See `Comparer`."""
        rendered, words = reversed(texts) if self._mirrored else texts
        known = [bool(text) for text in texts[0]], [bool(text) for text in texts[1]]
        return Renderings([self.renderings(t) for t in rendered], [self.words(t) for t in words], known, self._mirrored)

    paragraphs = sentences

    def renderings(self, text: str) -> Sequence[Sequence[Gloss]]:
        """What may stand for each word of a text in the other language, each rendering as stems; words are the longest
        that the dictionary has."""
        words = dict.fromkeys(word for run in HAN_RUN.findall(text) for word in self._parted(run))
        told = (self._page(word[0])[word[1:]] for word in words)
        return [[frozenset(gloss.split()) for gloss in each.split("|")] for each in told]

    def words(self, text: str) -> Words:
        """The stems of the words of a text of the other language."""
        return tuple(dict.fromkeys(_stems(text, self._endings)))

    def _parted(self, run: str) -> Iterator[str]:
        at = 0
        while at < len(run):
            page = self._page(run[at])
            ends = range(min(at + _LONGEST, len(run)), at, -1)
            end = next((end for end in ends if run[at + 1 : end] in page), 0)
            if end:
                yield run[at:end]
            at = end or at + 1

    def _page(self, first: str) -> Mapping[str, str]:
        if first not in self._known:
            lines = (line.partition("\t") for line in self._pages.get(first, "").splitlines())
            self._known[first] = {rest: told for rest, _, told in lines}
        return self._known[first]


def compiled(lines: Iterable[str], endings: re.Pattern[str]) -> _Pages:
    """The pages of a dictionary whose entries are these lines."""
    stem = cache(partial(_stem, endings))
    entries: list[tuple[set[str], list[list[str]]]] = []
    for entry in filter(None, map(_ENTRY.match, lines)):
        meanings = _MEANINGS.split(_ASIDE.sub(" ", entry[3]).casefold())
        entries.append(({entry[1], entry[2]}, [[stem(word) for word in _WORD.findall(each)] for each in meanings]))
    told = [words for _, each in entries for words in each]
    common = {word for word, count in Counter(chain.from_iterable(told)).items() if count > _COMMON * len(told)}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for heads, each in entries:
        rare = ([word for word in words if word not in common] for words in each)
        renderings = dict.fromkeys(" ".join(words) for words in rare if 0 < len(words) <= _MOST_WORDS)
        for head in heads if renderings else ():
            found[head].update(renderings)
    pages: dict[str, list[str]] = defaultdict(list)
    for head, of in sorted(found.items()):
        pages[head[0]].append(f"{head[1:]}\t{'|'.join(of)}")
    return {first: "\n".join(page) for first, page in pages.items()}


@cache
def dictionary_of(left: str, right: str) -> Dictionary | None:
    """The dictionary of two languages (BCP 47 tags) that is installed, if there is one."""
    codes = [language.partition("-")[0] for language in (left, right)]
    for pair, mirrored in ((codes, False), (codes[::-1], True)):
        row: dict[str, str] = table("dictionaries").get(" ".join(pair), {})
        spec = find_spec(row["package"]) if row else None
        for folder in (spec and spec.submodule_search_locations) or ():
            if (file := Path(folder, row["file"])).is_file():
                return _read(file, pair[1], mirrored=mirrored)
    return None


def _read(file: Path, language: str, *, mirrored: bool) -> Dictionary:
    """The dictionary in a file, which renders in that language."""
    endings = re.compile(rf"(?<=\w{{3}})(?:{'|'.join(words_of(language).get('endings', ())) or '(?!)'})$")

    def made() -> tuple[str, _Pages]:
        with gzip.open(file, "rt", encoding="utf-8") as lines, uncollected():
            pages = compiled(lines, endings)
        return digest_of(repr(pages)), pages

    words = file_of(language, "words.yml")
    sources = [file, Path(__file__), *([words] if words else [])]
    key, pages = made_of(sources, place(Path(__file__), f"{language}.compiled"), made)
    return Dictionary(key, pages, endings, mirrored=mirrored)


def _stems(text: str, endings: re.Pattern[str]) -> Iterator[str]:
    return (_stem(endings, word) for word in _WORD.findall(text.casefold()))


def _stem(endings: re.Pattern[str], word: str) -> str:
    return endings.sub("", word)
