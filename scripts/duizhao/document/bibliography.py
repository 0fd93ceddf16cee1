"""The entries of an edition's bibliographies, as what cites them names them: authors and a year, or a number."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from duizhao.document.addresses import ADDRESS
from duizhao.document.model import Block, Edition, Page
from duizhao.languages.citing import YEAR, any_of, known, names_bibliography, patterns
from duizhao.languages.script import HAN
from duizhao.languages.tables import in_all
from duizhao.patterns import lazily

#: The number an entry begins with.
_NUMBER = lazily(r"\s*(?:[\[［〔【(（]\s*(\d{1,3})\s*[\]］〕】)）]|(\d{1,3})\s*[.．、](?!\d))\s*")
#: What an entry in Chinese has before its author: the country.
_COUNTRY = lazily(rf"^[\[［〔(（【][{HAN}]{{1,4}}[\]］〕)）】]\s*")
#: What stands for the authors of the entry above.
_SAME = lazily(r"(?:[—–―_]{2,}|-{3,})")
#: A year behind the authors: in brackets, perhaps with a day; or between two signs.
_BEHIND_AUTHORS = lazily(
    rf"\s*[(（\[]\s*c?(?P<bracketed>{YEAR})(?:[,，]\s*[^()（）\[\]]{{1,20}})?\s*[)）\]]"
    rf"|[.,，．:：]\s*c?(?P<bare>{YEAR})\s*(?:{patterns('years')})?\s*[.,，．:：。]"
)
_YEAR = lazily(rf"(?<![\d.:/-])({YEAR})(?![\d/]|\.\d)")
#: A day in brackets is when an entry was looked up, or put on the web.
_DAY = lazily(rf"[\[［(（]\s*(?:\d{{4}}[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?|{in_all('dates_alone')})\s*[\]］)）]")
_LONGEST = 300
#: One or more first letters of given names, alone or behind a surname.
_INITIALS = r"(?:[A-Z]\.?[-\s]?){1,4}"
_ONLY_INITIALS = lazily(_INITIALS)
_AND_INITIALS = lazily(rf"(?<=\S)\s+{_INITIALS}(?:{any_of('small')}\s?)*$")
_INITIALS_AND = lazily(r"^(?:[A-Z]\.[-\s]?)+\s*(?=\S)|^(?:[A-Z]\s)+(?=[A-Z]\w)")
_ABBREVIATED = lazily(r"\s*[(（\[]([^()（）\[\]]{2,80})[)）\]]\s*")
_SMALL = lazily(r"(?<![\w’'.-])[a-zà-ÿ][\w’'-]+")
_TITLE_BEGINS = lazily(r"[《「“\"\[［]|[.．。]\s*(?=\S)")


class Entry(Struct, frozen=True):
    """An entry: the page and the block it is; its number, if it has one; the years it may be of. `whole`: its authors
    as one name; `first`: what the first of them may be called; `rest`: the others. All in small letters."""

    path: str
    id: str
    number: int
    year: str
    whole: frozenset[str]
    first: frozenset[str]
    rest: tuple[str, ...]
    several: bool


def entries(edition: Edition) -> tuple[Entry, ...]:
    """The entries of all bibliographies, in reading order."""
    found: list[Entry] = []
    authors = ""
    for page in edition.pages:
        for block in listed(page):
            entry, authors = _entry(page, block, authors)
            found += [entry] if entry else []
    return tuple(found)


def listed(page: Page) -> Iterator[Block]:
    """The blocks of a page that stand in a bibliography: below a heading that is called so."""
    level = 0
    for block in page.blocks:
        if block.kind in ("title", "heading"):
            here = 1 if block.kind == "title" else block.level
            if names_bibliography(block.text):
                level = here
            elif level and here <= level:
                level = 0
        elif level and block.kind == "paragraph" and block.id:
            yield block


def _entry(page: Page, block: Block, before: str) -> tuple[Entry | None, str]:
    """The entry that a block is, and its authors as they are written; `before`: those of the entry above."""
    text = " ".join(block.text.split())
    match = _NUMBER.match(text)
    number = int(match[1] or match[2]) if match else 0
    if block.marker[:-1].isdigit():
        number = int(block.marker[:-1])
    text = _COUNTRY.sub("", text[match.end() :] if match else text)
    if same := _SAME.match(text):
        text = f"{before}{text[same.end() :]}"
    authors, year = _dated(text)
    if not number and not year:
        return None, authors
    whole, first, rest = _named(authors)
    several = len(rest) > 0 or bool(re.search(any_of("others"), authors, re.IGNORECASE))
    return Entry(page.path, block.id, number, year, whole, first, rest, several), authors


def _dated(text: str) -> tuple[str, str]:
    """The authors and the year of an entry; the year is empty if it is not sure which it is."""
    for match in _BEHIND_AUTHORS.finditer(text[:_LONGEST]):
        authors = text[: match.start()].strip(" .,，．:：")
        if _are_authors(authors):
            return authors, match["bracketed"] or match["bare"]
        break
    bare = ADDRESS.sub(" ", _DAY.sub(" ", text))
    if found := re.search(any_of("retrieved"), bare, re.IGNORECASE):
        bare = bare[: found.start()]
    years = [match[1] for match in _YEAR.finditer(bare)]
    return _before_title(text), years[-1] if years else ""


def _are_authors(text: str) -> bool:
    """Whether a text is made of names: no word in it is a small one but those that stand in names."""
    small = {*known("small"), *known("and"), *known("others"), "al", "ed", "eds", "editor", "editors", "others"}
    return bool(text) and not re.search("[《「“\"?？!！:：]", text) and not any(
        word.casefold() not in small for word in _SMALL.findall(text)
    )  # fmt: skip


def _before_title(text: str) -> str:
    """What stands before an entry's title: up to a full stop that is none of a first letter, or to a bracket."""
    for match in _TITLE_BEGINS.finditer(text[:_LONGEST]):
        before = text[: match.start()]
        if match[0][0] in ".．。" and re.search(r"(?:^|[\s.,-])[A-Z]$", before):
            continue
        return before.strip(" ,，:：")
    return ""


def _named(authors: str) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """The authors as one name, the names the first has, and those of the others."""
    short = _ABBREVIATED.search(authors)
    plain = _ABBREVIATED.sub(" ", authors).strip(" .,，")
    whole = {folded(plain)} | ({folded(short[1])} if short else set())
    parts = parted(plain)
    first = parts[0] if parts else ""
    called = {first, _AND_INITIALS.sub("", first), _INITIALS_AND.sub("", first)}
    words = first.split()
    if len(parts) > 1 and 1 < len(words) <= 3 and all(word[:1].isupper() for word in words):
        called.add(words[-1])  # behind given names in full
    names = frozenset(folded(each) for each in called) | (frozenset({folded(short[1])}) if short else frozenset())
    rest = tuple(
        each for part in parts[1:] if not _ONLY_INITIALS.fullmatch(part) for each in [folded(part)] if each
    )  # fmt: skip
    if len(rest) == 1 and _is_given(parts):
        rest = ()
    return frozenset(whole - {""}), names - {""}, rest


def _is_given(parts: Sequence[str]) -> bool:
    """Whether the second part is the first author's given name: `Smith, John`."""
    return len(parts) == 2 and parts[1][:1].isupper() and len(parts[1].split()) <= 2 and " " not in parts[0].strip()


def parted(names: str) -> list[str]:
    """The single names in a list of names, and first letters that stand behind a comma."""
    bare = re.sub(rf"[,，]?\s*{any_of('others')}\.?", "", names, flags=re.IGNORECASE)
    pieces = re.split(rf"\s*[,，;；、]\s*(?:{any_of('and')}\s*)?|\s*{any_of('and')}\s*", bare, flags=re.IGNORECASE)
    return [piece.strip(" .") if len(piece) > 3 else piece.strip() for piece in pieces if piece.strip(" .")]


def folded(name: str) -> str:
    """A name so that two ways to write it are one."""
    plain = " ".join(name.replace("’", "'").replace("‐", "-").casefold().split()).strip(" .,，")
    return plain.removeprefix("the ")
