"""The title page and the contents list: title, publisher, date, and the heading of the list with its entries."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from duizhao.languages import LANGUAGES
from duizhao.languages.cldr import months
from duizhao.languages.hedges import any_of
from duizhao.languages.labels import labels_in
from duizhao.languages.tables import table, table_of, words_of
from duizhao.source.guess.model import Guess, Row, Seen, squeezed
from duizhao.source.repairs.contents_list import LEADERS, PAGE_IN_FRONT, PAGE_NUMBER
from duizhao.source.repairs.ends import is_open
from duizhao.source.repairs.title_page import MOST_TITLE_LINES

#: What languages call their contents lists, squeezed; and of how many lines one is made at least.
_CONTENTS = {
    squeezed(name)
    for each in (*(table_of(code, "reports") for code in LANGUAGES), *table("recognized").values())
    for name in each.get("contents", ())
}
_FEWEST_ENTRIES, _MOST_ENTRIES = 3, 400


def _said(what: str) -> str:
    """A pattern for what the first lines say in any language (`front` in `reports.yml`)."""
    tables = (table_of(code, "reports").get("front", {}) for code in LANGUAGES)
    return "|".join(dict.fromkeys(pattern for each in tables for pattern in each.get(what, ())))


#: What the body begins with, most likely.
_BODY = re.compile(rf"{_said('body')}|1\.1\b", re.IGNORECASE)

#: In how many lines from the beginning the title page is looked for.
_FRONT = 14

_PUBLISHER_HAN = re.compile(rf"(?:{_said('publisher_ends')})$")
_PUBLISHER = re.compile(
    rf"\b(?:{any_of(word for code in LANGUAGES for word in table_of(code, 'reports').get('publishers', ()))})\b"
)
_NO_PUBLISHER = re.compile(rf"{_said('no_publisher')}|[：:，。；]|\d{{4}}", re.IGNORECASE)


def _months(code: str) -> dict[str, int]:
    """What a language calls the months, each by one name or by several, and their numbers."""
    found = words_of(code).get("months", {})
    named = found if isinstance(found, dict) else {number: [name] for number, name in enumerate(found, 1)}
    return {name.casefold(): number for number, names in named.items() for name in names}


#: Patterns of dates, and the months of the language that writes them so.
_DATED: dict[str, dict[str, int]] = {
    pattern: _months(code)
    for code in LANGUAGES
    for pattern in table_of(code, "reports").get("front", {}).get("dates", ())
}
_MONTHS = {name: number for names in _DATED.values() for name, number in names.items()}
_DATES = (
    *(re.compile(each.replace("{months}", any_of(names)), re.IGNORECASE) for each, names in _DATED.items()),
    re.compile(r"(?P<y>[12]\d{3})[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?"),
)


@cache
def _dates_by_month(language: str) -> re.Pattern[str]:
    """How most languages write a date with a month's name."""
    names = any_of(months(language)) or "(?!)"
    return re.compile(rf"(?:(?P<d>\d{{1,2}})\.?\s+)?\b(?P<n>{names})\s+(?P<y>[12]\d{{3}})", re.IGNORECASE)


#: No line with the date of the report has more besides.
_LONGEST_DATE = 16

#: No title that the text repeats is shorter, squeezed.
_SHORTEST, _SHORTEST_LATIN = 6, 14

#: No name of a publisher that nothing else tells is longer, in Han characters and in Latin letters; and how a line
#: below a title begins that goes on with it.
_LONGEST_NAME = {True: 20, False: 50}
_SUBTITLE = ("—", "–", "-", "（", "(")

#: How a line begins that is the subtitle of the one before it; between two dashes a title may stand.
_BELOW_TITLE = re.compile(r"(?:[—–―─]|--)(?!.*[—–―─-]$)")

#: From so many places on a short first line is the running head, and the title.
_FEWEST_HEADS = 3

#: What a report calls itself at its title's end: it is the title, and no word of the page around the text.
_NAMED = re.compile(rf"(?:{_said('titles')})$", re.IGNORECASE)

#: How a line ends that names the place in a series.
_SERIES = re.compile(rf"(?:{_said('series')})$", re.IGNORECASE)

#: A line of a title that goes on in the next one.
_LEADS_ON = re.compile(rf"(?:{_said('leads_on')}|[:：、])$", re.IGNORECASE)


def title(rows: Sequence[Row], heads: Guess | None, *, wraps: bool) -> Guess:
    """The title: what running heads or the text repeat of the first lines, or the first line that reads as one."""
    front = rows[: _first_of_body(rows)]
    repeated = "\n".join(
        [_bare(row.text) for row in rows[len(front) :]]
        + [_bare(head) for head in (heads.value if heads and isinstance(heads.value, list) else ())]
    )
    for count in range(MOST_TITLE_LINES, 0, -1):
        for at in range(len(front) - count + 1):
            words = _joined(front[at : at + count])
            if at and _BELOW_TITLE.match(words):
                continue
            if _names_body(words, han=not words.isascii()) and not _NAMED.search(words):
                continue  # the text speaks of its publisher, too
            shortest = _SHORTEST_LATIN if words.isascii() else _SHORTEST
            if len(_bare(words)) >= shortest and _reads_as_title(words) and _bare(words) in repeated:
                return Guess("title", words, tuple(row.number for row in front[at : at + count]), "repeated", 0.95)
    found: list[Guess] = []
    for at, row in enumerate(front):
        count = _lines(front, at, wraps=wraps)
        words = _joined(front[at : at + count])
        if _reads_as_title(words) and not (found and _BELOW_TITLE.match(words)):
            sure = 0.9 if row.text.startswith("#") or at == 0 else 0.55
            found.append(Guess("title", words, tuple(each.number for each in front[at : at + count]), "first", sure))
    named = next((guess for guess in found if _NAMED.search(str(guess.value))), None)
    for guess in found[:1]:
        words = str(guess.value)
        short = len(_bare(words)) < (_SHORTEST_LATIN if words.isascii() else _SHORTEST)
        if not named or not short or _NAMED.search(words):
            return guess
        often = sum(_bare(row.text) == _bare(words) for row in rows) >= _FEWEST_HEADS
        return replace(guess, sure=0.55) if often and not _names_body(words, han=not words.isascii()) else named
    return Guess("title", front[0].text[:80] if front else "?", (), "first", 0.2)


def _bare(text: str) -> str:
    """A text without white space, marks and quotation marks, which are set in different ways."""
    return re.sub("[\"'“”‘’*]", "", squeezed(text))


def _lines(front: Sequence[Row], at: int, *, wraps: bool) -> int:
    """How many lines a title takes that begins at one: it goes on behind a small word or a colon."""
    count = 1
    while count < MOST_TITLE_LINES and at + count < len(front):
        leads = _LEADS_ON.search(front[at + count - 1].text.strip("*"))
        if front[at + count].gap or not (leads or (wraps and front[at + count - 1].text[-1:] in "-—")):
            break
        count += 1
    return count


def _joined(rows: Sequence[Row]) -> str:
    """Some lines as one title, without the extraction's marks."""
    lines = [row.text.lstrip("# ").strip("*") for row in rows]
    han = any("\u3400" <= char <= "\u9fff" for line in lines for char in line)
    return ("" if han else " ").join(lines)


def _reads_as_title(words: str) -> bool:
    letters = re.findall(r"[^\W\d_]", words)
    whole = len(letters) >= 2 and len(words) <= 160 and is_open(words.rstrip("?？!！"))
    return whole and not _date_of(words) and not _SERIES.search(words)


def _first_of_body(rows: Sequence[Row]) -> int:
    """How many rows the title page may have: up to the contents list, or to the first long paragraph."""
    for at, row in enumerate(rows[:_FRONT]):
        if squeezed(row.text) in _CONTENTS or (at and (len(row.text) > 200 or _BODY.match(row.text.lstrip("# ")))):
            return at
    return min(len(rows), _FRONT)


def publisher(rows: Sequence[Row], title_: Guess, language: str, *, han: bool) -> Guess | None:
    """Who published the report: a line of the title page that ends as the name of such a body does, or else the one
    line between the title and the date."""
    front = rows[: _first_of_body(rows)]
    for row in front:
        words = row.text.lstrip("# ").strip("*")
        if row.number not in title_.lines and len(words) <= 80 and _names_body(words, han=han):
            return Guess("publisher", words, (row.number,), "named", 0.8)
    dated = next((at for at, row in enumerate(front) if _date_of(row.text, language)), 0)
    if dated > 1 and front[dated - 2].number in title_.lines and front[dated - 1].number not in title_.lines:
        words = front[dated - 1].text.lstrip("# ").strip("*")
        if len(words) <= _LONGEST_NAME[han] and words[:1] not in _SUBTITLE and not _NO_PUBLISHER.search(words):
            return Guess("publisher", words, (front[dated - 1].number,), "between", 0.5)
    return None


def publisher_beside(seen: Seen, other: Seen) -> Guess | None:
    """The line of a title page that stands where another language has the publisher, if title and date do, too."""
    places = [_behind_title(each) for each in (seen, other)]
    at = places[1].get("publisher")
    if at is None or any(place.get("date") is None for place in places) or places[0]["date"] != places[1]["date"]:
        return None
    row = seen.rows[places[0]["title"] + at]
    words = row.text.lstrip("# ").strip("*")
    if at <= 0 or at == places[1]["date"] or len(words) > _LONGEST_NAME[seen.han] or _NO_PUBLISHER.search(words):
        return None
    return Guess("publisher", words, (row.number,), "alike", 0.6)


def _behind_title(seen: Seen) -> dict[str, int]:
    """Which row the title is, and how many rows behind it the publisher and the date stand, where these were seen."""
    index = {row.number: at for at, row in enumerate(seen.rows)}
    found = {
        key: index.get(guess.lines[0])
        for key in ("title", "publisher", "date")
        if (guess := seen.guess(key)) and guess.lines
    }
    title = found.get("title")
    if title is None:
        return {}
    return {key: at if key == "title" else at - title for key, at in found.items() if at is not None}


def _names_body(words: str, *, han: bool) -> bool:
    """Whether a line is the name of a body that publishes reports."""
    pattern = _PUBLISHER_HAN if han else _PUBLISHER
    return bool(pattern.search(words)) and words[-1:] not in ":：" and not _NO_PUBLISHER.search(words)


def date(rows: Sequence[Row], language: str) -> Guess | None:
    """The day, month or year on the title page, in ISO 8601, if a short line there is a date."""
    for row in rows[: _first_of_body(rows)]:
        if (found := _date_of(row.text, language)) and len(row.text) <= len(found) + _LONGEST_DATE:
            return Guess("date", found, (row.number,), "dated", 0.8)
    return None


def _date_of(text: str, language: str = "") -> str:
    """A date in ISO 8601, in words of the languages that have a folder and of this one; empty if there is none."""
    known = _MONTHS | months(language) if language else _MONTHS
    for pattern in (*_DATES, *([_dates_by_month(language)] if language else ())):
        if match := pattern.search(text):
            parts = match.groupdict()
            month = known[parts["n"].casefold()] if parts.get("n") else int(parts["m"])
            day = int(parts.get("d") or 0)
            if 1 <= month <= 12 and day <= 31:
                return f"{int(parts['y'])}-{month:02d}" + (f"-{day:02d}" if day else "")
    return ""


def contents(rows: Sequence[Row]) -> tuple[Guess | None, tuple[str, ...], range]:
    """The heading of the contents list, the entries without their page numbers, and which rows the list takes."""
    for at, row in enumerate(rows[: len(rows) // 2 + 1]):
        if squeezed(row.text) not in _CONTENTS:
            continue
        entries: list[tuple[int, str, bool]] = []
        end = at + 1
        first = ""
        for behind in rows[at + 1 : at + 1 + _MOST_ENTRIES]:
            words = LEADERS.sub("", PAGE_NUMBER.sub("", behind.text))
            words = PAGE_IN_FRONT.sub("", words) if words == behind.text else words
            if first and squeezed(behind.text) == first:
                break
            numbered = sum(each for _, _, each in entries)
            if words == behind.text and numbered > _FEWEST_ENTRIES and len(behind.text) > 100:
                break
            if squeezed(words) and not re.fullmatch(r"[\divxlc]+", words):
                first = first or squeezed(words)
                entries.append((end, words, words != behind.text))
            end += 1
        repeats = any(squeezed(behind.text) == first for behind in rows[end : end + 1])
        if not repeats:  # what is listed first stands before the list, or nowhere
            end = _last_numbered(rows, at, end)
            entries = [each for each in entries if each[0] < end]
        numbered = sum(each for _, _, each in entries)
        before = {squeezed(row.text) for row in rows[:at]}
        while numbered and not entries[-1][2] and squeezed(entries[-1][1]) in before:
            entries.pop()  # a page begins behind the list, with the publisher's name or the title
        if len(entries) >= _FEWEST_ENTRIES and (repeats or numbered > len(entries) / 2):
            further = next((place for place, words, _ in entries if _lists_others(words)), end)
            guess = Guess("contents", row.text.lstrip("# "), (row.number,), "entries")
            return guess, tuple(words for place, words, _ in entries if place < further), range(at, end)
    return None, (), range(0)


def _lists_others(words: str) -> bool:
    """Whether a line is the heading of a list, such as of figures, that stands behind the contents list."""
    return any(labels.contents.fullmatch(words) for code in LANGUAGES if (labels := labels_in(code)))


def _last_numbered(rows: Sequence[Row], at: int, end: int) -> int:
    """Behind which row the lines no longer have a page number."""
    gone = 0
    for index in range(at + 1, end):
        numbered = PAGE_NUMBER.search(rows[index].text) or PAGE_IN_FRONT.match(rows[index].text)
        gone = 0 if numbered else gone + 1
        if gone > 2:
            return index - 2
    return end
