"""The edition's profile: what is particular to one report, as validated data.

The profile is `sources/<edition>.yml`. Its rules are `profile.schema.json`; an error names the file, the line and
the key. YAML aliases are refused: no profile needs them, and they can be made to explode.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from duizhao.document.boxes import ASIDES
from duizhao.document.issued import Issued, issued
from duizhao.errors import InputError, Phrase
from duizhao.languages.script import in_han
from duizhao.source.note_forms import Footnotes, NoteForm
from duizhao.yaml_files import Path_, read_yaml


class Markup(Struct, frozen=True):
    """Marks the extraction put into the text; empty if it uses none."""

    strong: str = ""
    emphasis: str = ""
    escape: str = ""


class LanguageProfile(Struct, frozen=True):
    """One language's particulars; an empty string or tuple means the report has none of that kind.

    `source`: the file that holds it. `begins`: how its first line begins; empty if it is the file's first line.
    `divisions`: how the label of a numbered part or annex stands, each with its kind. `chapters`, `sections`,
    `subheadings`: how each may be marked, of sub-headings the higher ones first. `numerals`: those of chapters in
    order; empty if they are of a usual kind (`schemes.py`). `headings`: sub-headings without a number or a
    mark, to the letter. `boxes`: the kinds of boxes with their marks. `characters`: which Chinese ones the text is in.
    """

    code: str
    source: str
    begins: str
    han: bool
    title: str
    publisher: str
    licence: str
    contents: str
    parts: tuple[tuple[str, str], ...]
    divisions: tuple[tuple[str, str], ...]
    chapters: tuple[str, ...]
    numerals: tuple[str, ...]
    sections: tuple[str, ...]
    subheadings: tuple[str, ...]
    headings: tuple[str, ...]
    running_heads: tuple[str, ...]
    page_numbers: tuple[str, ...]
    boxes: tuple[tuple[str, str], ...]
    characters: str
    figure_caption: str
    figure_source: str
    digit_spaces: bool
    latin_spaces: bool
    clause_spaces: bool | None
    lines_wrap: bool
    markup: Markup
    footnotes: Footnotes
    settled: Settled


class Settled(Struct, frozen=True):
    """What a person has decided, by line of the source.

    `box_ends`: the line of a box's mark, and that of its last paragraph.
    """

    box_ends: tuple[tuple[int, int], ...] = ()
    paragraphs_begin: frozenset[int] = frozenset()
    paragraphs_continue: frozenset[int] = frozenset()
    notes_continue: frozenset[int] = frozenset()
    keep_doubled: frozenset[int] = frozenset()


class Profile(Struct, frozen=True):
    """The profile of an edition: its name, the files of the source beside it, and its languages in their order.

    `date`: when the report was published; None if the source does not say. `in_turns`: its one file has the languages
    in turns.
    `lines`: the line of the profile each key stands at, for messages.
    """

    name: str
    file: str
    sources: tuple[str, ...]
    languages: tuple[LanguageProfile, ...]
    lines: dict[Path_, int]
    date: Issued | None = None
    changes: str = "accepted"
    in_turns: bool = False

    def settled_at(self, at: Path_) -> list[tuple[str, int]]:
        """The lines that a `settled` of the profile names, each with its key; of a box the line of its mark."""
        language = next((each for each in self.languages if each.code in at), self.languages[0])
        settled = language.settled
        ends = [
            (str(key[len(at)]), int(key[-1])) for key in self.lines if key[: len(at)] == at and len(key) == len(at) + 2
        ]
        names = ("paragraphs_begin", "paragraphs_continue", "notes_continue", "keep_doubled")
        return ends + [(name, line) for name in names for line in sorted(getattr(settled, name))]


#: What may stand in braces in a template.
_PLACES = {
    "reference": ("mark",),
    "definitions": ("mark",),
    **dict.fromkeys(("chapter", "part", "annex"), ("numeral",)),
    "section": ("chapter", "section", "numeral"),
    "subheading": ("chapter", "section", "number", "numeral"),
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
        hint="A profile is a file `sources/<edition>.yml`; `duizhao manual publishers/profile` shows how.",
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
    whole = data["source"]
    languages = []
    for index, (code, language) in enumerate(data["languages"].items()):
        source = whole.get(code, "") if isinstance(whole, dict) else whole
        if not source:
            raise InputError(
                "`source` names no file for `{code}`.", code=code, file=name, line=lines.get(("source",)),
                hint="Name one for each language, or one that holds them all.",
            )  # fmt: skip
        if index and not isinstance(whole, dict) and "begins" not in language and not data.get("in_turns"):
            raise InputError(
                "`begins` is missing under `languages.{code}`.", code=code, file=name, line=lines["languages", code],
                hint="Say how the first line of each further language begins.",
            )  # fmt: skip
        languages.append(_language(code, data | language, source))
    sources = tuple(dict.fromkeys(language.source for language in languages))
    date, changes, in_turns = _date(data, name, lines), data.get("changes", "accepted"), data.get("in_turns", False)
    if in_turns and (len(sources) > 1 or {language.han for language in languages} != {True, False}):
        raise InputError(
            "Two languages in turns are Chinese and another one, in one file.", file=name, line=lines["in_turns",],
            hint="Take `in_turns` out; `begins` says where a language begins.",
        )  # fmt: skip
    return Profile(stem, name, sources, tuple(languages), lines, date, changes, in_turns)


def _language(code: str, given: dict[str, Any], source: str) -> LanguageProfile:
    """A language's particulars: its own, and where it leaves out what may be given for all languages, that."""
    figure = given.get("figure", {})
    spacing = given.get("spacing", {})
    return LanguageProfile(
        code=code,
        source=source,
        begins=given.get("begins", ""),
        han=given["script"] == "han" if "script" in given else in_han(code),
        title=given["title"],
        publisher=given.get("publisher", ""),
        licence=given.get("licence", ""),
        contents=given.get("contents", ""),
        parts=tuple(given.get("parts", {}).items()),
        divisions=tuple((kind, form) for kind in ("part", "annex") for form in _several(given.get(kind, ()))),
        chapters=_several(given.get("chapter", ())),
        numerals=tuple(given.get("numerals", ())),
        sections=_several(given.get("section", ())),
        subheadings=_several(given.get("subheading", ())),
        headings=tuple(given.get("headings", ())),
        running_heads=tuple(given.get("running_heads", ())),
        page_numbers=_several(given.get("page_number", ())),
        boxes=tuple((name, given[name]) for name in ASIDES if name in given),
        characters=given.get("characters", ""),
        figure_caption=figure.get("caption", ""),
        figure_source=figure.get("source", ""),
        digit_spaces=spacing.get("digits", "none") == "keep",
        latin_spaces=spacing.get("latin", "keep") == "keep",
        clause_spaces={"keep": True, "none": False}.get(spacing.get("clauses", "")),
        lines_wrap=given.get("lines", "paragraphs") == "wrapped",
        markup=Markup(**given.get("markup", {})),
        footnotes=_footnotes(given.get("footnotes", [])),
        settled=_settled(given.get("settled", {})),
    )


def _footnotes(given: dict[str, Any] | list[dict[str, Any]]) -> Footnotes:
    """The forms of notes, each with its marks or the name of their series."""
    forms = []
    for form in [given] if isinstance(given, dict) else given:
        named = isinstance(form["marks"], str)
        references = _several(form["reference"])
        forms.append(
            NoteForm(
                () if named else tuple(form["marks"]),
                form["marks"] if named else "",
                references,
                tuple(form.get("definitions", references)),
            )
        )
    return tuple(forms)


def _settled(decided: dict[str, Any]) -> Settled:
    return Settled(
        tuple((int(mark), end) for name in ASIDES for mark, end in decided.get(ends_key(name), {}).items()),
        *(
            frozenset(decided.get(key, ()))
            for key in ("paragraphs_begin", "paragraphs_continue", "notes_continue", "keep_doubled")
        ),
    )


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
