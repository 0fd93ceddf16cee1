"""Words of which a text says one and cannot mean the other (import, export), and words that negate."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial

from msgspec import Struct
from msgspec.structs import replace

from duizhao.languages import as_read
from duizhao.languages.script import is_han, lower
from duizhao.languages.tables import table, words_of
from duizhao.memo import Memo, reader
from duizhao.patterns import compiled

#: How many characters or words before a word a negation is about it.
_CLOSE = 3
#: What stands behind a wording that says something of a share: up 3.5%, 降3.5%.
_BEFORE_A_SHARE = r"(?=\s?\d[\d.,]*\s?(?:%|％|per\s?cent|个?百分点|(?:percentage\s|basis\s)?points?\b))"


class Opposite(Struct, frozen=True, array_like=True):
    """A wording found in a text: of which group, which of its members, and where it stands. `common`: it says little
    where the other language has another member in another place of the sentence."""

    group: int
    member: str
    start: int
    end: int
    common: bool


_OPPOSITES = reader(tuple[Opposite, ...])


def find_opposites(text: str, language: str, *, negated: bool = False) -> tuple[Opposite, ...]:
    """The members of all groups that a text names, in order; none in a language without words for them.

    What is negated (did not rise) is left out, since it says neither of the two, unless `negated` asks for it.
    """
    text = as_read(text, language)
    first_common = len(table("opposites")["groups"])
    return tuple(
        Opposite(group, member, start, end, group >= first_common)
        for group, member, start, end in _found(text, language, "opposites")
        if negated or not _negated(text[:start], language)
    )


def every_opposite(text: str, language: str) -> tuple[Opposite, ...]:
    """The same, negated or not, with the members of those groups that count only where an edit has put one for the
    other, and which a text that nobody edited is not asked for."""
    text = as_read(text, language)
    edited = (
        Opposite(-1 - group, member, start, end, common=True)
        for group, member, start, end in _found(text, language, "edited")
    )
    return (*find_opposites(text, language, negated=True), *edited)


def _found(text: str, language: str, name: str) -> Iterator[tuple[int, str, int, int]]:
    """The group and the member of each wording of a table in a text, and where it stands."""
    if _members(language, name):
        for match in _pattern(language, name).finditer(lower(text)):
            if match.lastgroup == "said" and (member := _member(language, name, match[0])):
                yield _groups(name)[member], member, match.start(), match.end()


@cache
def count_alone() -> frozenset[int]:
    """The groups of which two members contradict each other in counterpart texts that nobody has edited."""
    return frozenset(_groups().values()) - {_groups()[member] for member in table("opposites")["only_as_edits"]}


@cache
def count_before_values() -> frozenset[int]:
    """The groups of which two members do so before the same value."""
    return frozenset(_groups()[member] for member in table("opposites")["before_values"])


def both(found: Opposite) -> frozenset[str]:
    """The members that a wording says at once; empty if it says one."""
    return frozenset(table("opposites")["both"].get(found.member, ()))


def wider(found: Opposite) -> Opposite | None:
    """The same wording as what it says more widely (shorten: fall); None if there is nothing of that kind."""
    member = table("opposites")["narrower"].get(found.member)
    return replace(found, group=_groups()[member], member=member, common=True) if member else None


def remembered_opposites(text: str, language: str, memo: Memo) -> tuple[Opposite, ...]:
    """The same as the memo has them: what finds them is made ready only when a text is new."""
    find = partial(find_opposites, text, language)
    return memo.recall("opposites", (language, text), find, _OPPOSITES)


def negations(text: str, language: str) -> tuple[int, ...]:
    """Where a text negates."""
    text = lower(as_read(text, language))
    found = _pattern(language, "negations").finditer(text)
    return tuple(match.start() for match in found if match.lastgroup == "said")


def _negated(before: str, language: str) -> bool:
    """Whether a negation stands close before a word."""
    near = before[-_CLOSE:] if is_han(before.removesuffix("\n")[-1:]) else " ".join(before[-40:].split()[-_CLOSE:])
    return bool(negations(near, language))


@cache
def _groups(name: str = "opposites") -> Mapping[str, int]:
    """The group of each member; those of common words come last."""
    known = table("opposites")
    groups = known["edited"] if name == "edited" else [*known["groups"], *known["near"]]
    return {member: index for index, group in enumerate(groups) for member in group}


@cache
def _members(language: str, name: str) -> Mapping[str, str]:
    """The member each wording of a table stands for; one for any ending keeps its star."""
    found = words_of(language).get(name, {})
    return {wording.casefold(): member for member, wordings in found.items() for wording in wordings}


@cache
def _member(language: str, name: str, found: str) -> str:
    """The member a wording in a text stands for; empty for one that is passed over."""
    known = _members(language, name)
    word = " ".join(found.casefold().split())
    if said := known.get(word) or known.get(f"{word}#"):
        return said
    return next((known[f"{word[:n]}*"] for n in range(len(word), 1, -1) if f"{word[:n]}*" in known), "")


@cache
def _pattern(language: str, name: str) -> re.Pattern[str]:
    """Finds all wordings, the longest first; of negations those that negate are the group `said`.

    Most places of a text have the first character of none of them, which is asked before all else.
    """
    words = words_of(language)
    if name == "negations":
        said, passed = words.get("negations", ()), words.get("not_negations", ())
    else:
        said, passed = _members(language, name), words.get("neither" if name == "opposites" else "edited_neither", ())
    if not said:
        return compiled("(?!)")
    heads = re.escape("".join(sorted({wording[0].lower() for wording in (*said, *passed)})))
    return compiled(f"(?=[{heads}])(?:{_any(passed)}|(?P<said>{_any(said)}))")


def _any(wordings: Iterable[str]) -> str:
    """A pattern for any of the wordings, the longest first, by their first characters.

    In a script that writes words apart a wording is a whole word or, with a star, its beginning; one with an apostrophe
    is the end of a word. With a # it counts before a share alone.
    """
    heads: dict[tuple[str, bool], list[str]] = {}
    for wording in sorted({wording.lower() for wording in wordings}, key=lambda w: (-len(w), w)):
        rest = re.escape(wording.rstrip("*#")[1:]).replace(r"\ ", r"\s+")
        apart = not is_han(wording)
        if apart:
            rest += r"[\w-]*" if wording.endswith("*") else r"(?![\w-])"
        rest += _BEFORE_A_SHARE if wording.endswith("#") else ""
        heads.setdefault((re.escape(wording[0]), apart and not re.search("['’]", wording)), []).append(rest)
    # What stands before a word is asked when its first character is there.
    return (
        "|".join(
            (rf"{head}(?<![\w-]{head})" if begins else head) + f"(?:{'|'.join(rest)})"
            for (head, begins), rest in heads.items()
        )
        or "(?!)"
    )
