"""What is cited, and a reference as a sequence of parts."""

import datetime
from collections.abc import Iterable
from html import escape
from typing import Literal

from msgspec import Struct

from duizhao.document.issued import Issued

#: How a date of access is written: 2026-11-25 · 2026/11/25 · November 25, 2026 · 2026, 11, 25.
Form = Literal["iso", "slashes", "long", "parts"]


class Work(Struct, frozen=True):
    """The report, or a page of it. Its publisher is taken for its author, as for any report that names no other; it is
    empty where the source names none.

    `key`: for data formats, letters, digits and hyphens. `language`: a BCP 47 tag. `part`: the title of the page;
    empty for the whole report. The translations are the titles of the edition's other language, for styles that put
    them in brackets behind a title in another script; empty if there is none. `translated_language`: the tag of the
    other language where both are quoted, so that data formats give both titles; `translation_language`: the tag of the
    language of the translations, wherever there are any. `issued`: None if the source has none; `undated`: how the
    work's language says so.
    """

    key: str
    title: str
    publisher: str
    language: str
    part: str = ""
    translated_title: str = ""
    translated_part: str = ""
    translated_language: str = ""
    translation_language: str = ""
    issued: Issued | None = None
    undated: str = "n.d."


class Italic(Struct, frozen=True):
    """A title set in italics."""

    text: str


class Translation(Struct, frozen=True):
    """A title in the other language; `language`: its tag."""

    text: str
    language: str


class Accessed(Struct, frozen=True):
    """The day of access, and what stands around it; nothing at all where the day is not known."""

    form: Form
    before: str = ""
    after: str = ""


class Address(Struct, frozen=True):
    """The page's address, and what stands around it; nothing at all where it has none that is known."""

    before: str = ""
    after: str = ""


Part = str | Italic | Translation | Accessed | Address
Reference = tuple[Part, ...]


def written(day: datetime.date, form: Form) -> str:
    """The day in that form; the site's script `cite.js` knows the same forms."""
    if form == "iso":
        return day.isoformat()
    if form == "slashes":
        return f"{day.year}/{day.month:02}/{day.day:02}"
    if form == "long":
        return f"{Issued(day.year, day.month).month_name} {day.day}, {day.year}"
    return f"{day.year}, {day.month}, {day.day}"


def text(reference: Iterable[Part], address: str = "", accessed: datetime.date | None = None) -> str:
    """The reference in plain text. A day of access without an address would say nothing, and is left out."""
    result = []
    for part in reference:
        if isinstance(part, Accessed):
            result.append(f"{part.before}{written(accessed, part.form)}{part.after}" if accessed and address else "")
        elif isinstance(part, Address):
            result.append(f"{part.before}{address}{part.after}" if address else "")
        else:
            result.append(part if isinstance(part, str) else part.text)
    return "".join(result)


def html(reference: Iterable[Part], address: str = "") -> str:
    """The reference in HTML, with a place for the address and the day that the reader's browser fills in."""
    result = []
    for part in reference:
        if isinstance(part, Italic):
            result.append(f"<i>{escape(part.text)}</i>")
        elif isinstance(part, Translation):
            result.append(f'<span lang="{escape(part.language)}">{escape(part.text)}</span>')
        elif isinstance(part, str):
            result.append(escape(part))
        else:
            around = f'data-before="{_attribute(part.before)}" data-after="{_attribute(part.after)}"'
            if isinstance(part, Accessed):
                result.append(f'<span data-accessed="{part.form}" {around}></span>')
            else:
                known = f"{part.before}{address}{part.after}" if address else ""
                result.append(f"<span data-address {around}>{escape(known)}</span>")
    return "".join(result)


def _attribute(value: str) -> str:
    return escape(value).replace("\n", "&#10;")
