"""What a bundle says of itself: whose words it holds, what may be done with them, how it was made."""

from datetime import datetime

from duizhao import __version__
from duizhao.publish.bundles.book import Book
from duizhao.publish.bundles.dates import UNDATED
from duizhao.words import filled


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
