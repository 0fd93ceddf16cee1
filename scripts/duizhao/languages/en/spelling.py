"""Words of English text that are none, as far as a spell checker's list and the edition's own words tell.

The list is that of pyspellchecker, which has it in its wheel. A word counts as a slip only if a slip makes it from a
word that there is: what nobody knows is a name or a term.
"""

import gzip
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase

from duizhao.languages.tables import words_of
from duizhao.languages.typography import Passage, Slip
from duizhao.languages.vocabulary import KnowingLook, Vocabulary
from duizhao.patterns import compiled, lazily

_WORD = lazily(r"(?<![\w'’@/.])[A-Za-z]+(?:['’][a-z]+)?(?![\w@/]|\.\w)")
#: How a sentence's first word is preceded.
_FIRST = lazily(r"(?:^|[.!?:\n][\"”’)]*\s+|[“\"(]\s*)$")
#: A word cut by a line's end that is none any more, or by a space.
_CUT = lazily(r"(?<![\w'’-])([A-Za-z]{2,})(-?[ ])([a-z]{2,})(?![\w'’])")
#: `short- and long-term` leaves out a word.
#: What stands before many a word that no list has with it.
_PREFIX = lazily(
    r"^(?:anti|bi|co|counter|crypto|cyber|eco|hydro|inter|mega|micro|mis|multi|non|over|pre|re|semi|sub|super|ultra|un|under)(?=.{4})"
)
_FORM = lazily(r"(?<=[a-z]{4})(?:ed|ing|able|ability|ness|ly)$")
_PLURAL = lazily(r"(?<=[^s])s$")
_LEFT_OUT = ("and", "or", "to", "nor", "but", "versus", "vs")
#: Words that are run together with others more often than any.
_SMALL = frozenset(words_of("en")["small_words"].split())
#: Spellings of Britain as those of America, which the list has.
_BRITISH = (
    (compiled(r"is(e[ds]?|ing|ers?|ations?|ational)$"), r"iz\1"),
    (compiled(r"ys(e[drs]?|ing)$"), r"yz\1"),
    (compiled(r"our(?=(?:s|ed|ing|ite|ites|able|ably|ful|er|ers|hood|hoods|less|ly)?$)"), "or"),
    (compiled(r"tre(s|d)?$"), r"ter\1"),
    (compiled(r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (compiled(r"ence(s|less)?$"), r"ense\1"),
    (compiled(r"mme(s|d)?$"), r"m\1"),
    (compiled(r"ogue(s?)$"), r"og\1"),
)


@cache
def _list() -> str:
    """The list: a line for each word, between quotation marks and in small letters, in order."""
    spec = find_spec("spellchecker")
    assert spec
    assert spec.origin
    packed = Path(spec.origin).with_name("resources").joinpath("en.json.gz").read_bytes()
    return gzip.decompress(packed).decode().removeprefix("{")


def _line(at: int) -> str:
    """The line of the list in which a character stands."""
    return _list()[_list().rfind("\n", 0, at) + 1 : _list().find("\n", at)]


def _is_listed(word: str) -> bool:
    """Whether the list has a word: most runs ask for a few hundred of them, for which no set has to be made."""
    wanted = f'"{word}"'
    return _line(bisect_left(range(len(_list()) - 1), wanted, key=_line)).startswith(wanted)


def _in_list(word: str) -> bool:
    return _is_listed(word) or any(
        _is_listed(pattern.sub(new, word)) for pattern, new in _BRITISH if pattern.search(word)
    )


def _known(word: str, vocabulary: Vocabulary) -> bool:
    """Whether there is such a word; the list is read only for those the edition does not know."""
    stem = word.replace("’", "'").removesuffix("'s")
    small = stem.casefold()
    forms = {small, _PREFIX.sub("", small), _PLURAL.sub("", small), *_stems(small)}
    return any(form in vocabulary.folded for form in forms) or any(map(_in_list, forms))


def _stems(word: str) -> Iterator[str]:
    """What the word may be a form of: a list has not every form."""
    stem = _FORM.sub("", word)
    if stem != word and stem[-1] != "e":
        yield from (stem, f"{stem}e")


def _misspelt(passage: Passage, vocabulary: Vocabulary) -> Iterator[Slip]:
    cut = {at for match in _cuts(passage, vocabulary) for at in range(*match.span())}
    for match in _cuts(passage, vocabulary):
        yield Slip(match.span(), word=match[1] + match[3])
    for match in _WORD.finditer(passage.shape):
        word = match[0]
        if len(word) < 3 or match.start() in cut or not (word.islower() or word.istitle()) or _known(word, vocabulary):
            continue
        beside = passage.shape[match.start() - 1 : match.start()] + passage.shape[match.end() : match.end() + 1]
        if meant := _meant(word, vocabulary, part="-" in beside):
            yield Slip(match.span(), word=meant)


def _cuts(passage: Passage, vocabulary: Vocabulary) -> Iterator[re.Match[str]]:
    """Words in two parts, one of which is none."""
    at = 0
    while match := _CUT.search(passage.shape, at):
        at = match.start(3)
        first, sign, second = match.groups()
        if second in _LEFT_OUT or first.casefold() in _SMALL or second in _SMALL or match[0] in vocabulary.source:
            continue
        joined = (first + second).casefold()
        strange = not (_known(first, vocabulary) and _known(second, vocabulary))
        if joined in vocabulary.folded:
            strange = strange or (bool(vocabulary.source) and not {first.casefold(), second} <= vocabulary.folded)
        elif not strange and sign == " ":
            continue
        if (strange or sign != " ") and (joined in vocabulary.folded or _in_list(joined)):
            yield match


def _meant(word: str, vocabulary: Vocabulary, *, part: bool) -> str:
    """The word, or the two words, that a slip made this of; empty if there is none. `part`: a hyphen is beside it."""
    small = word.casefold()
    if two := _run_together(word, vocabulary):
        return two.capitalize() if word[0].isupper() else two
    near = [o for o in _slips(small) if o in _SMALL or (len(small) > 3 and o in vocabulary.small)]
    if word[0].isupper():
        # A name that few know; but one letter beside a word of this very text it is hardly one.
        near = [other for other in near if len(word) > 5 or other in _SMALL]
        near += [other for other in _slips(small) if _is_name(other, small, vocabulary)]
        return min(near, key=len, default="").capitalize()
    if not near and len(small) > 4 and not part:
        near = [other for other in _slips(small) if _is_listed(other)]
    return min(near, key=lambda other: (sorted(other) != sorted(small), abs(len(other) - len(small)) != 1), default="")


def _is_name(other: str, small: str, vocabulary: Vocabulary) -> bool:
    """Whether a name of the edition may be meant; those that stand often are another rule's (l-105), and what differs
    in its ending is often another word."""
    name = other.capitalize()
    if name not in vocabulary.words or len(other) < 6 or small[0] != other[0]:
        return False
    related = small[:-1] == other or small == other[:-1] or small[:-1] == other[:-1]
    doubled = small[:-1] == other and small[-1] == other[-1] != "s"
    often = vocabulary.source.count(name) + vocabulary.edited.count(name) > 2
    return not often and (not related or doubled)


def _slips(word: str) -> Iterator[str]:
    """What the word may have been before one slip: a letter too many or lost, two exchanged, a wrong one."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1 and b[0] != b[1])
    if len(word) > 3:
        yield from (a + b[1:] for a, b in halves if b)
        yield from (a + letter + b for a, b in halves for letter in ascii_lowercase)
        yield from (a + letter + b[1:] for a, b in halves if b for letter in ascii_lowercase if letter != b[0])


def _run_together(word: str, vocabulary: Vocabulary) -> str:
    """The two words that lost the space between them: the text has them side by side, or both and they are long, or
    one is a small word."""
    folded = word.casefold()
    for at in range(1, len(word)):
        first, second = folded[:at], folded[at:]
        small = (first in _SMALL and len(second) > 3) or (second in _SMALL and len(first) > 3)
        both = f"{first} {second}"
        long = min(at, len(word) - at) > 4 and {first, second} <= vocabulary.small
        # A name may end in a small word.
        if ((word.islower() and (small or long)) or vocabulary.runs(both)) and all(
            part in vocabulary.folded or part in _SMALL or (len(part) > 3 and _in_list(part))
            for part in (first, second)
        ):
            return both
    return ""


RULES: Mapping[str, KnowingLook] = {"l-107": _misspelt}
