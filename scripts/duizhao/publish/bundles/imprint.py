"""What a bundle says of itself: whose words it holds, what may be done with them, how it was made; and the date it
bears: given, or that of the last commit, never the clock's."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from duizhao import __version__
from duizhao.publish.bundles.book import Book
from duizhao.publish.exports.load import build_date
from duizhao.words import filled

#: The first moment a zip archive can name; for what has no date of its own.
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
_LAST = datetime(2107, 12, 31, tzinfo=UTC)


def quoted_title(book: Book) -> str:
    """The report's title as the title of a work."""
    return book.strings.title_quoted.format(title=book.facts.title)


def attribution(book: Book) -> str:
    """Whose words these are, in one or two sentences."""
    publisher = book.facts.publisher or book.strings.unnamed
    return filled(book.strings.bundles["attribution"], title=quoted_title(book), publisher=publisher)


def rights(book: Book) -> str:
    """What may be done with its words: what the publisher says of that, or that this gives no licence."""
    if book.facts.licence:
        return filled(book.strings.licence, licence=book.facts.licence)
    return book.strings.bundles["rights"]


def imprint(book: Book, date: datetime) -> list[str]:
    """The paragraphs at a bundle's end, in the book's language."""
    words = book.strings.bundles
    lines = [attribution(book), rights(book), words["made"].format(version=__version__)]
    if date > UNDATED:
        lines.append(words["dated"].format(year=date.year, month=date.month, day=date.day))
    return lines


def bundle_date(root: Path) -> datetime:
    """The moment all files of a bundle bear, in UTC: SOURCE_DATE_EPOCH if it is set (reproducible-builds.org), else
    when the project's last commit was made, else `UNDATED`.

    Raises:
        InputError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    date = build_date() or _last_commit(root) or UNDATED
    return min(max(date, UNDATED), _LAST)


def _last_commit(root: Path) -> datetime | None:
    """When the last commit was made, if `root` is the top of a repository."""
    if not (root / ".git").exists() or not shutil.which("git"):
        return None
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return datetime.fromtimestamp(int(told), tz=UTC) if told.isdigit() else None
