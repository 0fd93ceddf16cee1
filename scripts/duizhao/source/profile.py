"""The edition's profile: what is particular to one report, as validated data.

The profile is `sources/<edition>.yml`. Its rules are `profile.schema.json`; an error names the file, the line and
the key. YAML aliases are refused: no profile needs them, and they can be made to explode.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duizhao.document.boxes import ASIDES
from duizhao.document.issued import Issued, issued
from duizhao.errors import InputError, Phrase
from duizhao.yaml_files import Path_, read_yaml


@dataclass(frozen=True, slots=True)
class Markup:
    """Marks the extraction put into the text; empty if it uses none."""

    strong: str = ""
    emphasis: str = ""
    escape: str = ""


@dataclass(frozen=True, slots=True)
class FootnoteMarks:
    """The marks in order of their numbers, how a reference stands, and how a definition may begin."""

    marks: tuple[str, ...] = ()
    reference: str = ""
    definitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """One language's particulars; an empty string or tuple means the report has none of that kind.

    `boxes`: the kinds of boxes, and the mark each begins with.
    """

    code: str
    begins: str
    han: bool
    title: str
    publisher: str
    contents: str
    parts: tuple[tuple[str, str], ...]
    chapter: str
    numerals: tuple[str, ...]
    section: str
    subheading: str
    running_heads: tuple[str, ...]
    page_numbers: tuple[str, ...]
    boxes: tuple[tuple[str, str], ...]
    figure_caption: str
    figure_source: str
    digit_spaces: bool
    latin_spaces: bool
    clause_spaces: bool | None
    lines_wrap: bool
    markup: Markup
    footnotes: FootnoteMarks
    settled: Settled


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person has decided, by line of the source.

    `box_ends`: the line of a box's mark, and that of its last paragraph.
    """

    box_ends: tuple[tuple[int, int], ...] = ()
    paragraphs_begin: frozenset[int] = frozenset()
    paragraphs_continue: frozenset[int] = frozenset()
    notes_continue: frozenset[int] = frozenset()
    keep_doubled: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """The profile of an edition: its name, the source beside it, and its languages in order of appearance.

    `date`: when the report was published; None if the source does not say.
    `lines`: the line of the profile each key stands at, for messages.
    """

    name: str
    file: str
    source: str
    languages: tuple[LanguageProfile, ...]
    lines: dict[Path_, int]
    date: Issued | None = None


#: What may stand in braces in a template.
_PLACES = {
    "reference": ("mark",),
    "definitions": ("mark",),
    "chapter": ("numeral",),
    "section": ("chapter", "section"),
    "subheading": ("chapter", "section", "number"),
    "page_number": ("number", "total"),
    "running_heads": ("number",),
    **dict.fromkeys(ASIDES, ("number",)),
    "caption": ("number",),
}


def ends_key(kind: str) -> str:
    """Where a profile settles how far the boxes of a kind go."""
    return f"{kind}_ends"


def load_profile(path: Path, name: str) -> Profile:
    """Reads and validates the profile at `path`; errors call it `name`.

    Raises:
        InputError: it cannot be read, is not YAML, or breaks a rule; with the line.
    """
    data, lines = read_yaml(
        path, name, Phrase("profile"), "profile.schema.json",
        hint="A profile is a file `sources/<edition>.yml`; the README shows how to write one.",
    )  # fmt: skip
    _check_places(data, (), name, lines)
    return _profile(data, path.stem, name, lines)


def _check_places(value: object, key: Path_, name: str, lines: dict[Path_, int]) -> None:
    """Refuses what stands in braces and is no place of the template: it would match nothing, without a word."""
    if isinstance(value, dict):
        for each, inner in value.items():
            _check_places(inner, (*key, each), name, lines)
    elif isinstance(value, list):
        for inner in value:
            _check_places(inner, key, name, lines)
    elif isinstance(value, str) and key and (places := _PLACES.get(str(key[-1]))) and "parts" not in key:
        for place in re.findall(r"\{([a-z]+)\}", value):
            if place not in places:
                raise InputError(
                    "`{key}` has no place {{{place}}}.", key=".".join(map(str, key)), place=place,
                    file=name, line=lines.get(key, 1), hint="What may stand there: {places}.",
                    places=", ".join(f"{{{each}}}" for each in places),
                )  # fmt: skip


def _profile(data: dict[str, Any], stem: str, name: str, lines: dict[Path_, int]) -> Profile:
    markup = Markup(**data.get("markup", {}))
    notes = data.get("footnotes", {})
    footnotes = FootnoteMarks(
        tuple(notes.get("marks", ())),
        notes.get("reference", ""),
        tuple(notes.get("definitions", [notes["reference"]] if notes else ())),
    )
    decided = data.get("settled", {})
    settled = Settled(
        tuple((int(mark), end) for name in ASIDES for mark, end in decided.get(ends_key(name), {}).items()),
        *(
            frozenset(decided.get(key, ()))
            for key in ("paragraphs_begin", "paragraphs_continue", "notes_continue", "keep_doubled")
        ),
    )
    languages = []
    for code, language in data["languages"].items():
        if "chapter" in language and "numerals" not in language:
            raise InputError(
                "`languages.{code}.numerals` is missing: `chapter` needs the numerals in order.", code=code,
                file=name, line=lines["languages", code, "chapter"], hint="For example: numerals: [One, Two, Three]",
            )  # fmt: skip
        figure = language.get("figure", {})
        spacing = language.get("spacing", {})
        languages.append(
            LanguageProfile(
                code=code,
                begins=language["begins"],
                han=language["script"] == "han",
                title=language["title"],
                publisher=language.get("publisher", ""),
                contents=language.get("contents", ""),
                parts=tuple(language.get("parts", {}).items()),
                chapter=language.get("chapter", ""),
                numerals=tuple(language.get("numerals", ())),
                section=language.get("section", ""),
                subheading=language.get("subheading", ""),
                running_heads=tuple(language.get("running_heads", ())),
                page_numbers=_several(language.get("page_number", ())),
                boxes=tuple((name, language[name]) for name in ASIDES if name in language),
                figure_caption=figure.get("caption", ""),
                figure_source=figure.get("source", ""),
                digit_spaces=spacing.get("digits", "none") == "keep",
                latin_spaces=spacing.get("latin", "keep") == "keep",
                clause_spaces={"keep": True, "none": False}.get(spacing.get("clauses", "")),
                lines_wrap=data.get("lines", "paragraphs") == "wrapped",
                markup=markup,
                footnotes=footnotes,
                settled=settled,
            )
        )
    return Profile(stem, name, data["source"], tuple(languages), lines, _date(data, name, lines))


def _several(value: str | list[str]) -> tuple[str, ...]:
    """One or several forms, as a profile may write them."""
    return (value,) if isinstance(value, str) else tuple(value)


def _date(data: dict[str, Any], name: str, lines: dict[Path_, int]) -> Issued | None:
    try:
        return issued(data.get("date"))
    except ValueError:
        raise InputError(
            "`date` is no date.", file=name, line=lines["date",],
            hint="Write 2024, 2024-10 or 2024-10-18; leave it out if the source has none.",
        ) from None  # fmt: skip
