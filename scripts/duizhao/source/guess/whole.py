"""All guesses of a report: from what the readers read to what was seen of each language."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from duizhao.source.contents import first_text
from duizhao.source.guess import front, outline, page_matter, things, tongues
from duizhao.source.guess.model import DOUBTFUL, Guess, Row, Seen, squeezed
from duizhao.source.model import Block, Heading, Line, Source
from duizhao.source.schemes import SCHEMES, key_of

#: Marks an extraction puts into plain text, and in how many lines each is at least.
_MARKUP = (
    ("strong", "**", re.compile(r"\*\*\S.*?\S\*\*|^\*\*(?=\w)|(?<=\w)\*\*$"), 1),
    ("emphasis", "*", re.compile(r"(?<![*\w])\*[^*\s][^*]*[^*\s]\*(?![*\w])"), 2),
    ("escape", "\\", re.compile(r"\\[*_\[\]#]"), 2),
)


class File(Struct, frozen=True):
    """A file of the source: its name beside the profile, and its rows."""

    name: str
    rows: tuple[Row, ...]


def rows_of(source: Source, blocks: Iterable[Block]) -> tuple[Row, ...]:
    """The rows of what a reader gives: lines, or of a format that knows more its blocks, headings with their marks."""
    rows: list[Row] = []
    at = 0
    for block in blocks:
        text = first_text(block)
        if not text:
            continue
        gap = block.gap if isinstance(block, Line) else True
        words = f"{'#' * block.depth} {text.plain}" if isinstance(block, Heading) else text.plain
        start = max(text.start, at)
        rows.append(Row(source.line(text.start), " ".join(words.split("\n")), gap, "\f" in source.text[at:start]))
        at = max(text.end, at)
    return tuple(rows)


def guessed(files: Sequence[File], codes: Sequence[str] = ()) -> tuple[Seen, ...]:
    """What was seen of each language, in the order of the files; a language that several files have is taken of the one
    that has most of it. `codes`: the only languages, if it is known; a file that has one of them is whole in it."""
    found: dict[str, Seen] = {}
    whole = [tongues.parted(file.rows, file.name) for file in files]
    whole = list(tongues.told_apart(whole))
    for file, parts in zip(files, whole, strict=True):
        kept = [part for part in parts if not codes or part.code in codes]
        for part in kept if len(kept) != 1 else [replace(kept[0], rows=file.rows)]:
            seen = _of(part, file.name)
            if part.code not in found or len(found[part.code].rows) < len(part.rows):
                found[part.code] = seen
    return _with_common_keys(tuple(found.values()))


def _of(part: tongues.Part, file: str) -> Seen:
    """What was seen of one language."""
    rows, han = part.rows, part.han
    numbers = page_matter.page_numbers(rows)
    heads = page_matter.running_heads(rows, numbers)
    matter = set((numbers.lines if numbers else ()) + (heads.lines if heads else ()))
    body = tuple(row for row in rows if row.number not in matter)
    lines = page_matter.wrapped(body)
    wraps = lines.value == "wrapped"
    # The title and the publisher are running heads, too, but for their first places.
    first = tuple(row for row in rows if row.number not in (numbers.lines if numbers else ()))
    title = front.title(first, heads, wraps=wraps)
    places = {squeezed(row.text): row.number for row in reversed(rows)}
    once = tuple(row for row in first if row.number not in matter or places[squeezed(row.text)] == row.number)
    publisher = front.publisher(once, title, part.code, han=han)
    date = front.date(body, part.code)
    contents, listed, skipped = front.contents(body)
    headed, headings = outline.outline(body, listed, skipped, han=han, title=str(title.value), wraps=wraps)
    noted, count = things.notes(body)
    boxes = things.boxes(body, part.code)
    figures = things.figures([row for at, row in enumerate(body) if at not in skipped], part.code)
    heads = page_matter.with_title(heads, str(title.value), rows, numbers)
    if publisher:
        heads = page_matter.with_publisher(heads, str(publisher.value), rows, numbers)
    begins = Guess("begins", rows[0].text[:60] if rows else "", (rows[0].number,) if rows else (), "script", part.sure)
    guesses = [
        begins,
        lines,
        title,
        publisher,
        date,
        contents,
        *headed,
        heads,
        numbers,
        noted,
        *boxes,
        figures,
        _markup(body),
    ]
    counts = {
        "notes": count,
        "boxes": sum(len(box.lines) for box in boxes),
        "figures": len(figures.lines) if figures else 0,
        "tables": things.tables(body, part.code),
    }
    kept = tuple(guess for guess in guesses if guess)
    return Seen(part.code, han, part.script, file, rows, kept, tuple(headings), counts)


def _markup(rows: Sequence[Row]) -> Guess | None:
    """The marks that an extraction put into the text."""
    places = {
        (name, mark): [row.number for row in rows if pattern.search(row.text)] for name, mark, pattern, _ in _MARKUP
    }
    value = {name: mark for name, mark, _, fewest in _MARKUP if len(places[name, mark]) >= fewest}
    lines = sorted(line for (name, _), found in places.items() if name in value for line in found)
    return Guess("markup", value, tuple(lines)) if value else None


def _with_common_keys(languages: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The languages with the same keys for parts without a number that stand in the same order, if each has as many."""
    parts = [seen.value("parts") for seen in languages]
    first = parts[0] if parts else None
    if len(languages) < 2 or not isinstance(first, dict):
        return languages
    result = [languages[0]]
    for seen, own in zip(languages[1:], parts[1:], strict=True):
        if isinstance(own, dict) and len(own) == len(first) and list(own) != list(first):
            guess = seen.guess("parts")
            assert guess
            alike = dict(zip(first, own.values(), strict=True))
            same = [each for each in own if each in first and own[each] == alike[each]]
            if len(same) >= len([each for each in own if each in first]) / 2:
                renamed = replace(guess, value=alike)
                seen = replace(seen, guesses=tuple(renamed if each is guess else each for each in seen.guesses))
        result.append(seen)
    return tuple(result)


def with_parts_alike(languages: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The languages with what is a part without a number in another one whose outline is the same: a name that nobody
    has told stands where its counterpart does."""
    told = [(len(parts) if isinstance(parts := seen.value("parts"), dict) else 0, seen) for seen in languages]
    most, best = max(told, key=lambda each: each[0], default=(0, None))
    keys = best.value("parts") if best else None
    if not best or not isinstance(keys, dict):
        return languages
    guess = best.guess("parts")
    lines = dict(zip(guess.lines if guess else (), keys, strict=True))
    levels = [heading.level for heading in best.outline]
    result = []
    for number, seen in told:
        if number < most and [heading.level for heading in seen.outline] == levels:
            found = [
                (lines[one.line], own)
                for one, own in zip(best.outline, seen.outline, strict=True)
                if one.line in lines and _may_be(own.text, lines[one.line], han=seen.han)
            ]
            if not found:
                result.append(seen)
                continue
            named = Guess(
                "parts", {key: own.text for key, own in found}, tuple(own.line for _, own in found), "alike", 0.6
            )
            kept = tuple(each for each in seen.guesses if each.key != "parts")
            seen = replace(seen, guesses=(*kept, named))
        result.append(seen)
    return tuple(result)


def with_publishers_alike(languages: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The languages with the publisher that stands on the title page where that of another one does."""
    told = next((seen for seen in languages if seen.guess("publisher")), None)
    result = []
    for seen in languages:
        if told and not seen.guess("publisher") and (found := front.publisher_beside(seen, told)):
            seen = replace(seen, guesses=(*seen.guesses, found))
        result.append(seen)
    return tuple(result)


def with_titles_doubted(languages: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The languages with a title that is called as parts of reports are for a doubtful one: a file may begin with its
    preface, and its title stand on a cover nobody has scanned."""
    result = []
    for seen in languages:
        title = seen.guess("title")
        if title and key_of(str(title.value).strip(" :：.。")):
            doubted = replace(title, because="part", sure=DOUBTFUL / 2)
            seen = replace(seen, guesses=tuple(doubted if each is title else each for each in seen.guesses))
        result.append(seen)
    return tuple(result)


def _may_be(words: str, key: str, *, han: bool) -> bool:
    """Whether a heading may be the part of that key: one with a number is, if the words behind it are what it is
    called."""
    labels = [match.end() for scheme in SCHEMES[han] if (match := scheme.pattern.match(words))]
    return not labels or key_of(words[max(labels) :]) == key


def unsettled(seen: Seen) -> list[str]:
    """What only a person can say for sure: a title that is doubtful, a publisher nobody names."""
    title = seen.guess("title")
    asked = ["title"] if title and title.sure < DOUBTFUL else []
    return asked + ([] if seen.guess("publisher") else ["publisher"])
