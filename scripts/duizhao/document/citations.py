"""Which entries of a bibliography a text cites, by author and year or by number, and where.

A citation is bound if one entry alone can be meant; any other stays text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from posixpath import dirname, relpath

from msgspec import Struct, field
from msgspec.structs import replace

from duizhao.document.bibliography import Entry, entries, folded, listed, parted
from duizhao.document.editions import edition
from duizhao.document.model import Block, Edition, Mark, Page
from duizhao.languages.citing import YEAR, any_of, known, patterns
from duizhao.patterns import compiled, lazily
from duizhao.project import Project, derived


class Citation(Struct, frozen=True):
    """Where a block cites an entry: a stretch of its text."""

    start: int
    end: int
    entry: Entry


class Citations(Struct, frozen=True):
    """By the id of a block (of a note: its page's path, `:` and its label) what it cites; by that of an entry the pages
    and blocks that cite it, in reading order."""

    citing: Mapping[str, tuple[Citation, ...]] = field(default_factory=dict)
    cited: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


_OPEN, _CLOSE = "([（［", ")]）］"
_BRACKETED = lazily(r"[(（\[［]([^()（）\[\]［］]{1,300})[)）\]］]")
_NUMBERS = lazily(r"\s*\d{1,3}(?:\s*[,，、;；–—-]\s*\d{1,3})*\s*")
_PLACE = rf"{patterns('places')}|\d{{1,4}}(?!\d)"
_LOCATOR = rf"(?:\s*[,，:：]\s*(?:{_PLACE}).{{0,30}})?"
_BEHIND_YEAR = rf"(?:{patterns('years')})?"
_YEARS = rf"(?P<years>{YEAR}\s*{_BEHIND_YEAR}(?:\s*[,，、]\s*(?:{YEAR}\s*{_BEHIND_YEAR}|[a-z](?![a-z])))*)"
_BEHIND_ONE = lazily(_BEHIND_YEAR)
_ONLY_YEARS = lazily(rf"\s*{_YEARS}{_LOCATOR}\s*")
_PIECE = lazily(rf"(?P<names>.*?[^\s,，])\s*[,，]?\s*{_YEARS}{_LOCATOR}\s*", re.DOTALL)
_EACH_YEAR = lazily(YEAR)
_AND = lazily(any_of("and"), re.IGNORECASE)
_SMALL = lazily(r"(?:^|\s)[a-z]\w+$", re.ASCII)
_POSSESSIVE = lazily(r"['’]s?$")
_LONGEST_NAME, _LONGEST_HAN, _MOST_WORDS = 120, 40, 14
_WORD = lazily(r"[^\s(（\[［“\"]+")


def linked(page: Page, found: Citations) -> Page:
    """The page with a link at each of its citations."""
    if not found.citing:
        return page
    blocks = tuple(_with_links(page, block, found.citing.get(block.id, ())) for block in page.blocks)
    notes = {
        label: _with_links(page, note, found.citing.get(f"{page.path}:{label}", ()))
        for label, note in page.notes.items()
    }
    return replace(page, blocks=blocks, notes=notes)


def _with_links(page: Page, block: Block, found: Sequence[Citation]) -> Block:
    if not found:
        return block
    marks = (*block.marks, *(Mark(c.start, c.end, "link", address(page.path, c.entry)) for c in found))
    return replace(block, marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))


def ways_back(page: Page, found: Citations) -> dict[str, list[str]]:
    """By the id of an entry on a page the ways to what cites it."""
    ids = (block.id for block in page.blocks if block.id in found.cited)
    return {id_: [_way(page.path, *place) for place in found.cited[id_]] for id_ in ids}


def address(path: str, entry: Entry) -> str:
    """The way from a page to an entry."""
    return _way(path, entry.path, entry.id)


def _way(path: str, other: str, id_: str) -> str:
    return f"#{id_}" if path == other else f"{relpath(other, dirname(path) or '.')}#{id_}"


@derived
def citations(project: Project, language: str) -> Citations:
    """What the edition in a language cites of its own bibliographies."""
    return citations_of(edition(project, language))


def citations_of(edition: Edition) -> Citations:
    """The same of an edition that is read."""
    known_entries = entries(edition)
    if not known_entries:
        return Citations()
    finder = _Finder(known_entries)
    citing: dict[str, tuple[Citation, ...]] = {}
    cited: dict[str, dict[tuple[str, str], None]] = {}
    for page in edition.pages:
        inside = {block.id for block in listed(page)}
        texts = [(block.id, block) for block in page.blocks if block.id and block.id not in inside]
        texts += [(f"{page.path}:{label}", note) for label, note in page.notes.items()]
        for key, block in texts:
            if found := tuple(finder.find(page.path, block)):
                citing[key] = found
                place = f"fn:{block.id}" if block.kind == "note" else block.id
                for each in found:
                    cited.setdefault(each.entry.id, {})[page.path, place] = None
    return Citations(citing, {id_: tuple(places) for id_, places in cited.items()})


class _Finder:
    def __init__(self, known_entries: Sequence[Entry]) -> None:
        self._by_year: dict[str, list[Entry]] = {}
        self._by_number: dict[int, list[Entry]] = {}
        self._entries = known_entries
        for entry in known_entries:
            self._by_year.setdefault(entry.year, []).append(entry)
            if entry.number:
                self._by_number.setdefault(entry.number, []).append(entry)
        self._before, self._small = set(known("before")), set(known("small")) - {"the"}

    def find(self, path: str, block: Block) -> Iterator[Citation]:
        """The citations in a block of a page, in order; none where there is a link or code already."""
        taken = [(mark.start, mark.end) for mark in block.marks if mark.kind != "break"]
        for begin, end, entry in self._in(path, block.text):
            over = [(start, stop) for start, stop in taken if start < end and begin < stop]
            marks = {mark.kind for mark in block.marks if (mark.start, mark.end) in over}
            inside = all((s <= begin and end <= e) or (begin <= s and e <= end) for s, e in over)
            if inside and not marks & {"link", "code", "image"}:
                yield Citation(begin, end, entry)

    def _in(self, path: str, text: str) -> Iterator[tuple[int, int, Entry]]:
        for match in _BRACKETED.finditer(text):
            inner, at = match[1], match.start(1)
            if _NUMBERS.fullmatch(inner) and match[0][0] in "[［":
                yield from self._numbered(path, inner, at)
            elif _ONLY_YEARS.fullmatch(inner):
                yield from self._in_sentence(path, text, match)
            elif re.search(YEAR, inner):
                yield from self._in_brackets(path, inner, at)

    def _numbered(self, path: str, inner: str, at: int) -> Iterator[tuple[int, int, Entry]]:
        numbers = list(re.finditer(r"\d+", inner))
        meant = [self._near(path, self._by_number.get(int(number[0]), [])) for number in numbers]
        for number, entry in zip(numbers, meant, strict=True):
            if entry and all(meant):
                yield number.start() + at, number.end() + at, entry

    def _in_brackets(self, path: str, inner: str, at: int) -> Iterator[tuple[int, int, Entry]]:
        """`Smith, 2019; Li and Wu 2020a, 2021`."""
        for part in re.finditer(r"[^;；]+", inner):
            pieces = [part] if _PIECE.fullmatch(part[0]) and len(_EACH_YEAR.findall(part[0])) == 1 else None
            for begin, text in [(part.start(), part[0])] if pieces else _pieces(part):
                match = _PIECE.fullmatch(text)
                if not match:
                    continue
                start, names = _without_see(match["names"])
                here = at + begin
                yield from self._years(path, names, here + start, here + match.start("years"), match["years"])

    def _in_sentence(self, path: str, text: str, match: re.Match[str]) -> Iterator[tuple[int, int, Entry]]:
        """`Smith and Li (2019, 2020a)`."""
        years = _ONLY_YEARS.fullmatch(match[1])
        assert years
        before = text[max(0, match.start() - _LONGEST_NAME) : match.start()]
        first = match.start() - len(before)
        dates = [found[0] for found in _EACH_YEAR.finditer(years["years"])]
        for start in self._starts(before):
            names = _POSSESSIVE.sub("", before[start:].strip())
            if not names or not any(self._meant(path, names, date) for date in dates):
                continue
            if len(dates) == 1 and (entry := self._meant(path, names, dates[0])):
                yield first + start, match.end(), entry
            else:
                yield from self._years(path, names, -1, match.start(1) + years.start("years"), years["years"])
            return

    def _starts(self, before: str) -> Iterator[int]:
        """Where a name may begin in the text before a year in brackets, the longest first."""
        plain = before.rstrip()
        places = [m.start() for m in _WORD.finditer(plain) if m[0][0].isupper() or m[0] in self._small][-_MOST_WORDS:]
        for at in range(max(0, len(plain) - _LONGEST_HAN), len(plain)):
            behind_han = at > 0 and not plain[at - 1].isascii() and plain[at].isupper()
            places += [at] if behind_han or not plain[at].isascii() else []
        for place in sorted(set(places)):
            if self._may_begin(plain[:place]) and not _AND.match(plain, place):
                yield place

    def _may_begin(self, before: str) -> bool:
        """Whether a name may begin behind a text: nothing there is part of it."""
        plain = before.rstrip()
        if not plain:
            return True
        if match := re.search(rf"\s*{any_of('and')}$", plain, re.IGNORECASE):
            # Another author may stand there.
            other = plain[: match.start()]
            return not other or not (other[-1].isalpha() or other[-1] in ",，、.") or bool(_SMALL.search(other))
        last = plain[-1]
        if not last.isascii() and last.isalpha():
            return last in self._before or before != plain
        word = re.split(r"[\s(（\[“\"]", plain)[-1]
        bare = word.strip('.,;:!?，。；：！？、”’")）')
        if bare != word:
            return last not in ",，、" or bare.casefold() in self._before or not bare[:1].isupper()
        return (not bare[:1].isupper() and bare not in self._small) or bare.casefold() in self._before

    def _years(self, path: str, names: str, start: int, at: int, years: str) -> Iterator[tuple[int, int, Entry]]:
        """A link for each year; the first one begins with the names, at `start`."""
        begin = start
        year = ""
        for match in re.finditer(rf"{YEAR}|(?<=[,，、\s])[a-z]", years):
            year = match[0] if len(match[0]) > 1 else year[:4] + match[0]
            if entry := self._meant(path, names, year):
                behind = _BEHIND_ONE.match(years, match.end())
                end = behind.end() if behind else match.end()
                yield (begin if begin >= 0 else at + match.start()), at + end, entry
            begin = -1

    def _meant(self, path: str, names: str, year: str) -> Entry | None:
        """The one entry that names and a year mean."""
        whole = folded(names)
        parts = [folded(part) for part in parted(names)]
        if not parts:
            return None
        others = re.search(rf"{any_of('others')}\.?\s*$", names, re.IGNORECASE) is not None
        return self._near(path, [e for e in self._by_year.get(year, []) if _fits(e, whole, parts, others)])

    @staticmethod
    def _near(path: str, found: Sequence[Entry]) -> Entry | None:
        """The only one of several entries; where there are several bibliographies, of that of the page or chapter."""
        for here in (path, f"{path.partition('/')[0]}/", ""):
            near = [entry for entry in found if entry.path.startswith(here)]
            if near:
                return near[0] if len(near) == 1 else None
        return None


def _fits(entry: Entry, whole: str, parts: Sequence[str], others: bool) -> bool:
    """Whether an entry's authors are those a citation names; `others`: and others."""
    if whole in entry.whole:
        return True
    if parts[0] not in entry.first:
        return False
    if others or len(parts) == 1:
        return entry.several == others
    held = all(any(_is(part, each) for each in entry.rest) for part in parts[1:])
    return held and len([each for each in entry.rest if each]) >= len(parts) - 1


def _is(surname: str, name: str) -> bool:
    """Whether a name is that of a surname: with given names or first letters before or behind it."""
    return name == surname or name.startswith(f"{surname} ") or name.endswith((f" {surname}", f".{surname}"))


@cache
def _between_pieces() -> re.Pattern[str]:
    years = patterns("years").replace("|", "")
    comma = rf"(?<=\d|[a-z{years}])\s*[,，、]\s*(?!{YEAR}|[a-z]\b|{_PLACE}|\d)"
    return compiled(rf"{comma}|(?<=\d)\s+{any_of('and')}\s+")


def _pieces(part: re.Match[str]) -> Iterator[tuple[int, str]]:
    """A list of citations parted by commas: each with its place."""
    begin = 0
    for cut in _between_pieces().finditer(part[0]):
        if re.search(YEAR, part[0][begin : cut.start()]):
            yield part.start() + begin, part[0][begin : cut.start()]
            begin = cut.end()
    yield part.start() + begin, part[0][begin:]


_SEE = lazily(rf"\s*(?:{any_of('see')}[,，:：]?\s*)+", re.IGNORECASE)


def _without_see(names: str) -> tuple[int, str]:
    """Where the names of a citation begin, and the names."""
    match = _SEE.match(names)
    start = match.end() if match and match.end() < len(names) else len(names) - len(names.lstrip())
    return start, names[start:]
