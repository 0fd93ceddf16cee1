"""What a person should look at, as typed values; the command line prints them.

The table `SEVERITIES` is the list of all findings of conversion: a short code that never changes, and how much it
matters. `locale/<language>.yml` has for each one plain sentence, and what to do, filled with the details of the place.
"""

from typing import Any, Literal

from msgspec import Struct

from duizhao.document.boxes import box_words
from duizhao.languages import language_name
from duizhao.words import finding_words

Severity = Literal["note", "doubt", "error"]

SEVERITIES: dict[str, Severity] = {
    "c-001": "doubt",
    "c-002": "doubt",
    "c-003": "note",
    "c-004": "doubt",
    "c-005": "doubt",
    "c-006": "doubt",
    "c-007": "doubt",
    "c-008": "doubt",
    "c-009": "doubt",
    "c-010": "doubt",
    "c-011": "doubt",
    "c-012": "note",
    "c-013": "doubt",
    "c-014": "doubt",
    "c-015": "doubt",
    "c-016": "note",
    "c-017": "doubt",
    "c-018": "doubt",
    "c-019": "doubt",
    "c-020": "doubt",
    "c-021": "note",
    "c-022": "doubt",
    "c-023": "doubt",
    "c-024": "doubt",
    "c-025": "doubt",
    "c-026": "doubt",
    "c-027": "doubt",
    "c-028": "doubt",
    "c-029": "doubt",
    "c-030": "doubt",
    "c-031": "doubt",
    "c-032": "doubt",
    "c-033": "doubt",
    "c-034": "doubt",
    "c-035": "doubt",
    "c-036": "doubt",
    "c-037": "note",
    "c-038": "note",
    "c-039": "note",
    "c-040": "doubt",
    "c-041": "doubt",
    "c-051": "doubt",
    "c-052": "note",
    "c-053": "doubt",
    "c-054": "doubt",
    "c-055": "note",
    "c-056": "note",
    "c-057": "doubt",
    "c-058": "note",
    "c-059": "doubt",
    "c-060": "note",
    "c-061": "doubt",
    "c-062": "doubt",
    "c-063": "doubt",
    "c-064": "doubt",
    "c-065": "doubt",
    "c-066": "doubt",
    "c-067": "doubt",
}

#: What advice says of the profile's decisions by line.
_SETTLED = "`settled:"
#: The details that are a name of something (a kind of block, what was done), and a language's code, if no number;
#: messages have its word.
_NAMES, _LANGUAGES = ("kind", "what"), ("here", "there", "other")


class Finding(Struct, frozen=True):
    """One thing for a human eye: `code` of its kind, where it is, and the details that fill the sentence.

    `line` counts from 1; `details` are (name, value) pairs, among them `own`, the language, where its file is not the
    only one.
    """

    code: str
    file: str
    line: int
    details: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How much it matters: a note, a doubt to settle, or an error."""
        return SEVERITIES[self.code]

    def says(self, language: str) -> str:
        """What was found, as one plain sentence."""
        return self._filled("what", language)

    def advises(self, language: str) -> str:
        """What to do about it."""
        todo = self._filled("todo", language)
        own = dict(self.details).get("own", "")
        if own and _SETTLED in todo:  # another file has lines of the same numbers
            todo += " " + finding_words(language, "values")["own_settled"].format(own=own)
        return todo

    def as_json(self) -> dict[str, Any]:
        """The finding as plain data; its sentences are in English whatever the locale, as programs expect."""
        return {
            "code": self.code, "severity": self.severity, "file": self.file, "line": self.line,
            "what": self.says("en"), "todo": self.advises("en"), "details": dict(self.details),
        }  # fmt: skip

    def _filled(self, name: str, language: str) -> str:
        values = finding_words(language, "values") | {kind: said.name for kind, said in box_words(language).items()}
        details = {key: values.get(value, value) if key in _NAMES else value for key, value in self.details}
        details |= {key: language_name(details[key], language) for key in _LANGUAGES if key in details}
        details.setdefault("line", str(self.line))
        return finding_words(language, self.code)[name].format(**details)
