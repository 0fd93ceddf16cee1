"""What a person should look at, as typed values; the command line prints them.

The table `SEVERITIES` is the list of all findings of conversion: a short code that never changes, and how much it
matters. `locale/<language>.yml` has for each one plain sentence, and what to do, filled with the details of the place.
"""

from typing import Any, Literal

from msgspec import Struct

from duizhao.document.boxes import box_words
from duizhao.languages import language_name
from duizhao.words import finding_words

Severity = Literal["note", "doubt"]

_CODES: dict[Severity, str] = {
    "note": "c-003 c-012 c-016 c-021 c-037 c-038 c-039 c-052 c-055 c-056 c-058 c-060 c-068",
    "doubt": (
        "c-001 c-002 c-004 c-005 c-006 c-007 c-008 c-009 c-010 c-011 c-013 c-014 c-015 c-017 c-018 c-019 c-020 "
        "c-022 c-023 c-024 c-025 c-026 c-027 c-028 c-029 c-030 c-031 c-032 c-033 c-034 c-035 c-036 c-040 c-041 "
        "c-051 c-053 c-054 c-057 c-059 c-061 c-062 c-063 c-064 c-065 c-066 c-067 c-069"
    ),
}
SEVERITIES: dict[str, Severity] = {code: severity for severity, codes in _CODES.items() for code in codes.split()}

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
        """How much it matters: a note, or a doubt to settle."""
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
