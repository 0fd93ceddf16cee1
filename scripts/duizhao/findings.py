"""What a person should look at, as typed values; the command line prints them.

The table `KINDS` is the list of all findings of conversion: a short code that never changes, one plain sentence,
and what to do. A message is filled with the details of the place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["note", "doubt", "error"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding. `what` and `todo` may hold `{name}` places for the details."""

    code: str
    severity: Severity
    what: str
    todo: str


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "c-001",
            "doubt",
            "A paragraph breaks off; the source has lost its end: “{end}”",
            "Complete it from the printed report, or leave it as it is.",
        ),
        Kind(
            "c-002",
            "doubt",
            "A word was cut at a line's end and the report's vocabulary does not settle how it is"
            " written: “{before}” + “{after}” was made “{result}”",
            "Correct the word if it is wrong.",
        ),
        Kind(
            "c-003",
            "note",
            "Text stood twice where a page was cut; one copy was left out: “{text}”",
            "Nothing, if the passage reads well; otherwise list the line under `keep_doubled` in the profile.",
        ),
        Kind(
            "c-004",
            "doubt",
            "Two parts of a paragraph were joined on thin evidence: “{before}” + “{after}”",
            "Compare with the printed report; list the second part's line under `paragraphs_begin` in the profile"
            " if it begins a new paragraph.",
        ),
        Kind(
            "c-005",
            "doubt",
            "A running head stood inside a paragraph and was left out: “{text}”",
            "Nothing, if the passage reads well.",
        ),
        Kind(
            "c-006",
            "doubt",
            "Where the fact box “{title}” ends is not certain: “{next}” {what}",
            "Settle it under `factbox_ends` in the profile: {mark} (the box's mark), then the line of its last"
            " paragraph.",
        ),
        Kind(
            "c-007",
            "doubt",
            "The fact box “{title}” has {here} paragraphs here and {there} in {other}",
            "Compare both; settle a wrong end under `factbox_ends` in the profile.",
        ),
        Kind(
            "c-008",
            "doubt",
            "A footnote mark {mark} has no definition",
            "Look for its note in the printed report.",
        ),
        Kind(
            "c-009",
            "doubt",
            "The footnote {mark} has no mark in the text: “{text}”",
            "Find the place it belongs to; until then it stands behind the paragraph before it.",
        ),
        Kind(
            "c-010",
            "doubt",
            "An address is broken by a hyphen: {address}",
            "Open the address; correct it on the page with the evidence, or leave it as the source has it.",
        ),
        Kind(
            "c-011",
            "doubt",
            "An address is broken by a line break; it is shown as text, not as a link: {address}",
            "Find the whole address and write it as <http…>.",
        ),
        Kind(
            "c-012",
            "note",
            "The contents list and the headings differ: the list has “{listed}”, the text has “{heading}”",
            "Nothing, if the heading in the text is right.",
        ),
        Kind(
            "c-013",
            "doubt",
            "The contents list names a heading the text does not have: “{listed}”",
            "Check whether a heading was missed; adjust the patterns in the profile.",
        ),
        Kind(
            "c-014",
            "doubt",
            "A heading does not stand in the contents list: “{heading}”",
            "Check whether it is a heading; adjust the patterns in the profile.",
        ),
        Kind(
            "c-015",
            "doubt",
            "A space inside Han text was kept, and nothing says whether it belongs there: “{text}”",
            "Set `spacing.clauses` in the profile.",
        ),
        Kind("c-016", "note", "A character that cannot be shown was left out: {name}", "Nothing, as a rule."),
        Kind(
            "c-017",
            "doubt",
            "A bracket or quotation mark has no partner: {mark} in “{text}”",
            "Compare with the printed report.",
        ),
        Kind(
            "c-018",
            "doubt",
            "{what} stands in {here} and has no counterpart in {other}",
            "Compare both languages; a heading or figure may have been missed.",
        ),
        Kind(
            "c-019",
            "doubt",
            "A note breaks off or has no address: “{text}”",
            "Compare with the printed report; if it goes on elsewhere, list that line under `notes_continue`.",
        ),
        Kind(
            "c-020",
            "doubt",
            "A figure has no line that names its source: “{caption}”",
            "Compare with the printed report.",
        ),
        Kind(
            "c-021",
            "note",
            "A list stands before the first heading or chapter: “{text}”",
            "Check that it belongs on the home page.",
        ),
        Kind(
            "c-023",
            "doubt",
            "`{key}` in the profile matches nothing in the source",
            "Correct it, or leave it out of the profile.",
        ),
        Kind(
            "c-024",
            "doubt",
            "`settled.factbox_ends` names line {line}, where no fact box begins",
            "Give the line with the box's mark.",
        ),
        Kind(
            "c-025",
            "doubt",
            "`settled.{key}` names line {line}, and the source has {last} lines",
            "Correct the line.",
        ),
        Kind(
            "c-026",
            "doubt",
            "A footnote that breaks off was taken to go on behind other text: “{before}” + “{after}”",
            "Compare with the printed report; list the second part's line under `paragraphs_begin` in the profile"
            " if it is no part of the note.",
        ),
        Kind(
            "c-027",
            "doubt",
            "A footnote mark stands in a title, where it is no link: {mark} in “{title}”",
            "Put `[^n1]` (its note's label on the page) behind the nearest sentence.",
        ),
        Kind("c-022", "doubt", "A fact box has no text: “{title}”", "Compare with the printed report."),
    )
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing for a human eye: `code` of its kind, where it is, and the details that fill the sentence.

    `line` counts from 1; `details` are (name, value) pairs.
    """

    code: str
    file: str
    line: int
    details: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters: a note, a doubt to settle, or an error."""
        return KINDS[self.code].severity

    @property
    def what(self) -> str:
        """What was found, as one plain sentence."""
        return KINDS[self.code].what.format(**dict(self.details))

    @property
    def todo(self) -> str:
        """What to do about it."""
        return KINDS[self.code].todo.format(**dict(self.details))

    def as_json(self) -> dict[str, Any]:
        """The finding as plain data."""
        return {
            "code": self.code, "severity": self.severity, "file": self.file, "line": self.line,
            "what": self.what, "todo": self.todo, "details": dict(self.details),
        }  # fmt: skip
