"""The outline: which schemes of numbering there are, how deep each is, and which headings have no number.

A scheme is believed if the numbers of its lines follow each other: they count on, or begin anew below a heading that is
higher. Lines without a number are headings if the contents list has them, or if they are what such parts are called.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from duizhao.languages.numbering import counted
from duizhao.source.guess.candidates import NOTE, may_be_headings
from duizhao.source.guess.model import Guess, Heading, Row, squeezed
from duizhao.source.repairs.ends import is_open
from duizhao.source.repairs.heading_titles import LETTERED
from duizhao.source.repairs.labels import counts_on, is_parted
from duizhao.source.schemes import SCHEMES, Scheme, key_of

#: Of the lines of a scheme so many follow the one before; and of one that only a number tells there are so many.
_FOLLOWS = 0.7
#: Signs that sub-headings may begin with, and from how many on they are believed to.
_MARKS, _FEWEST_MARKED = ("——", "—", "◆", "■", "▶"), 3
_FEWEST_NUMBERED = 2
#: A sub-heading that nothing marks is no longer, and the paragraph below it no shorter.
_SHORT, _MOST_WORDS, _PARAGRAPH = {True: 24, False: 80}, 12, {True: 40, False: 100}
#: Of the lines of a scheme without a word at most so many have another directly behind them.
_LISTED = 0.6


class _Found(Struct, frozen=True):
    """The rows of a scheme. `begins`: how often its numbers begin anew; `sure`: how many of them follow each other."""

    scheme: Scheme
    at: tuple[int, ...]
    begins: int
    sure: float


def outline(
    rows: Sequence[Row], listed: Sequence[str], skipped: range, *, han: bool, title: str, wraps: bool
) -> tuple[list[Guess], list[Heading]]:
    """The guesses of `parts`, `part`, `annex`, `chapter`, `section` and `subheading`, and the headings by them.

    `listed`: the entries of the contents list; `skipped`: the rows it takes.
    """
    entries = {squeezed(entry) for entry in listed}
    candidates = [at for at in may_be_headings(rows, entries, han=han, wraps=wraps) if at not in skipped]
    found = _believed(rows, candidates, entries, han=han)
    parts = _parts(rows, candidates, found, listed, title)
    placed = _placed(found, bool(parts))
    marked = None if any(key == "subheading" for key, _ in placed) else _marked(rows, candidates, skipped)
    taken = {at for _, each in placed for at in each.at} | set(parts)
    below = {at + 1 for _, each in placed for at in each.at}
    annexes = [at for key, each in placed if key == "annex" for at in each.at]
    lettered = [at for at in candidates if annexes and at > annexes[0] and LETTERED.match(rows[at].text.lstrip("# "))]
    taken |= set(lettered)
    known = taken | below
    plain = _unnumbered(rows, [at for at in candidates if at not in known], marked, han=han)
    guesses = [*_numbered(rows, placed), _parts_guess(rows, parts), marked, plain]
    return [guess for guess in guesses if guess], _headings(rows, placed, parts, (marked, plain), lettered)


def _unnumbered(rows: Sequence[Row], candidates: Sequence[int], marked: Guess | None, *, han: bool) -> Guess | None:
    """Short lines between whole paragraphs, most likely sub-headings: white space around, no number, no mark."""
    known = set(marked.lines if marked else ())
    found = [
        at
        for at in candidates[1:]
        if rows[at].number not in known
        and at + 1 < len(rows)
        and rows[at].gap
        and rows[at + 1].gap
        and _reads_plain(rows[at].text, han=han)
        and not is_open(NOTE.sub("", rows[at - 1].text))
        and len(rows[at + 1].text) > _PARAGRAPH[han]
        and not is_open(NOTE.sub("", rows[at + 1].text))
    ]
    if len(found) < _FEWEST_MARKED:
        return None
    titles = list(dict.fromkeys(rows[at].text.lstrip("# ") for at in found))
    return Guess("headings", titles, tuple(rows[at].number for at in found), "apart", 0.5)


def _reads_plain(text: str, *, han: bool) -> bool:
    """Whether a line is words alone, and begins as a title does."""
    words = text.split()
    if not re.match(r"[^\W\d_]", text) or re.search(r"[:：,，;；|]|\d{3}|https?:", text):
        return False
    return len(text) <= _SHORT[han] and (han or (text[0].isupper() and len(words) <= _MOST_WORDS))


def _marked(rows: Sequence[Row], candidates: Sequence[int], skipped: range) -> Guess | None:
    """A sign that sub-headings begin with: most lines that begin with it read as headings, and text stands below."""
    for mark in _MARKS:
        every = [at for at, row in enumerate(rows) if at not in skipped and row.text.startswith(mark)]
        headed = [
            at
            for at in set(every) & set(candidates)
            if at + 1 < len(rows) and len(rows[at + 1].text) > len(rows[at].text)
        ]
        if len(headed) >= _FEWEST_MARKED and len(headed) >= _FOLLOWS * len(every):
            return Guess("subheading", mark, tuple(sorted(rows[at].number for at in headed)), "begun", 0.7)
    return None


def _believed(rows: Sequence[Row], candidates: Sequence[int], entries: set[str], *, han: bool) -> list[_Found]:
    """The schemes whose lines follow each other."""
    found: list[_Found] = []
    taken: set[int] = set()
    for scheme in SCHEMES[han]:
        pattern = scheme.pattern
        at = [index for index in candidates if index not in taken and _has_label(rows[index].text, pattern)]
        numbers = [_numbers(rows[index].text.lstrip("# "), pattern) for index in at]
        kept, follows = _chain(numbers, decimals="{section}" in scheme.template)
        at = [at[index] for index in kept]
        listed = sum(squeezed(rows[index].text) in entries for index in at)
        below = "{section}" in scheme.template and any(each.scheme.kind in ("chapter", "section") for each in found)
        fewest = 1 if listed or scheme.worded or below else _FEWEST_NUMBERED
        places = set(at)
        if not scheme.worded and sum(index + 1 in places for index in at) > len(at) * _LISTED:
            continue  # one directly behind the other: the items of a list
        if scheme.template == "{numeral} " and listed < len(at) / 2:
            continue  # a bare number may be anything
        if len(at) >= fewest and (follows >= _FOLLOWS or listed >= len(at) / 2):
            begins = sum(1 in numbers[index] for index in kept)
            found.append(_Found(scheme, tuple(at), begins, follows))
            taken.update(at)
    return found


def _has_label(text: str, pattern: re.Pattern[str]) -> bool:
    text = text.lstrip("# ")
    match = pattern.match(text)
    rest = text[match.end() :] if match else ""
    if not match or rest[:1] in (".", "%", "．"):
        return False
    if counts_on(match.group(), rest):
        return False
    # “第一章节” is no label, and “第一节课” none either.
    return is_parted(match, rest) or match.group().rstrip()[-1].isdigit()


def _numbers(text: str, pattern: re.Pattern[str]) -> tuple[int, ...]:
    match = pattern.match(text)
    assert match
    places = match.groupdict()
    if places.get("c"):
        return tuple(int(places[name]) for name in ("c", "s") if places.get(name)) + tuple(
            sorted(counted(places["n"]))[:1] if places.get("n") else ()
        )
    return tuple(sorted(counted(places["n"]), reverse=True))


def _chain(numbers: Sequence[tuple[int, ...]], *, decimals: bool) -> tuple[list[int], float]:
    """The places of those that count on or begin anew, and how many of all these are."""
    kept: list[int] = []
    last: tuple[int, ...] = ()
    for at, options in enumerate(numbers):
        if decimals:
            follows = options[-1] == 1 or (last[:-1] == options[:-1] and last[-1] < options[-1] <= last[-1] + 3)
            if follows or not last:
                kept.append(at)
                last = options
            continue
        following = next((each for each in options if last and last[-1] < each <= last[-1] + 2), 0)
        anew = next((each for each in options if each == 1), 0)
        if following or anew:
            kept.append(at)
            last = (following or anew,)
    return kept, len(kept) / len(numbers) if numbers else 0.0


def _parts(
    rows: Sequence[Row], candidates: Sequence[int], found: Sequence[_Found], listed: Sequence[str], title: str
) -> dict[int, str]:
    """The rows that are parts without a number, with their keys: those with a usual name, and those of the contents
    list that no scheme has."""
    taken = {index for each in found for index in each.at}
    labels = [each.scheme.pattern for each in found]
    alone = {at for each in found for at in each.at if each.scheme.pattern.fullmatch(rows[at].text.lstrip("# "))}
    wanted = {squeezed(e) for e in listed if not any(_has_label(e, label) for label in labels)}
    parts: dict[int, str] = {}
    seen: set[str] = {squeezed(title)}
    count = 0
    for at in candidates:
        words = squeezed(rows[at].text)
        if at in taken or at - 1 in alone or words in seen or not (words in wanted or key_of(words)):
            continue
        seen.add(words)
        key = key_of(words)
        if not key or key in parts.values():
            count += 1
            key = f"part-{count}"
        parts[at] = key
    return parts


def _placed(found: Sequence[_Found], has_parts: bool) -> list[tuple[str, _Found]]:
    """Each scheme with the profile's key for it: the highest opens chapters, the next sections, all others less.

    Where chapters have no number, a scheme that only a number tells opens none if it begins anew in them. One that
    counts through the report, and begins before the decimals of its sections, opens chapters.
    """
    decimals = min((each.at[0] for each in found if each.scheme.template == "{chapter}.{section}"), default=0)
    placed: list[tuple[str, _Found]] = []
    keys = {key for key, _ in placed}
    for each in sorted(found, key=lambda item: item.scheme.rank):
        kind = each.scheme.kind
        if kind in ("part", "annex") or each.scheme.worded:
            key = kind
        elif kind == "chapter" and "chapter" not in keys and each.begins == 1 and each.at[0] < decimals:
            key = "chapter"
        elif "{section}" in each.scheme.template and "{number}" not in each.scheme.template:
            key = "section"
        elif (
            "chapter" not in keys
            and "section" not in keys
            and kind == "chapter"
            and not (has_parts and each.begins > 1)
        ):
            key = "chapter"
        elif "section" not in keys and kind == "chapter" and "numeral" in each.scheme.template:
            key = "section"
        else:
            key = "subheading"
        keys.add(key)
        placed.append((key, each))
    return placed


def _numbered(rows: Sequence[Row], placed: Sequence[tuple[str, _Found]]) -> list[Guess]:
    guesses = []
    for key in ("part", "annex", "chapter", "section", "subheading"):
        schemes = [each for kind, each in placed if kind == key]
        if schemes:
            forms = list(dict.fromkeys(_template(each.scheme, key) for each in schemes))
            lines = sorted(rows[at].number for each in schemes for at in each.at)
            sure = min(each.sure for each in schemes)
            guesses.append(Guess(key, forms[0] if len(forms) == 1 else forms, tuple(lines), "counted", sure))
    return guesses


def _template(scheme: Scheme, key: str) -> str:
    """A scheme's template with the places that the profile's key has."""
    if key == "subheading":
        return scheme.template
    return scheme.template.replace("{number}", "{numeral}")


def _parts_guess(rows: Sequence[Row], parts: dict[int, str]) -> Guess | None:
    if not parts:
        return None
    value = {key: rows[at].text.lstrip("# ") for at, key in parts.items()}
    return Guess("parts", value, tuple(rows[at].number for at in parts), "named")


def _headings(
    rows: Sequence[Row], placed: Sequence[tuple[str, _Found]], parts: dict[int, str], others: Sequence[Guess | None],
    lettered: Sequence[int] = (),
) -> list[Heading]:  # fmt: skip
    levels = {"part": 1, "annex": 1, "chapter": 1, "section": 2, "subheading": 3}
    if any(key == "part" for key, _ in placed):
        levels |= {"chapter": 2, "section": 3, "subheading": 4}
    found = [Heading(1, rows[at].text.lstrip("# "), rows[at].number) for at in parts]
    by_line = {row.number: row.text for row in rows}
    found += [Heading(levels["subheading"], by_line[line], line) for other in others if other for line in other.lines]
    found += [Heading(2, rows[at].text.lstrip("# "), rows[at].number) for at in lettered]
    depth = 0
    for key, each in placed:
        level = levels[key] + (depth if key == "subheading" else 0)
        depth += key == "subheading"
        found += [Heading(level, _text(rows, at, each.scheme.pattern), rows[at].number) for at in each.at]
    return sorted(found, key=lambda heading: heading.line)


def _text(rows: Sequence[Row], at: int, label: re.Pattern[str]) -> str:
    """A heading's words; those of the next line, too, if its label stands alone."""
    words = rows[at].text.lstrip("# ")
    return f"{words} {rows[at + 1].text}" if label.fullmatch(words) and at + 1 < len(rows) else words
