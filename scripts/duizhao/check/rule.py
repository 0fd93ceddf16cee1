"""What a check rule is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from msgspec import Struct, field

from duizhao.check.context import Context
from duizhao.check.model import Finding
from duizhao.check.words import LocaleText, phrase, sign_names
from duizhao.languages import language_name

Severity = Literal["error", "warning", "notice"]

#: What a rule has to see to say something: one page, two counterpart pages, or all pages of all languages.
Scope = Literal["page", "pair", "edition"]


class Rule(Struct, frozen=True):
    """A rule: its code, which never changes, its severity, one plain sentence per language, and its function.

    The sentences may hold `{name}` places for a finding's details. `title` names the rule in lists. `for_readers`:
    what “About this edition” says of a finding that a person has settled as a real difference, in neutral words.
    `advice`: what to do about a finding. `why`: why it matters, for the manual.

    `scope`: what the function must see; of a page or a pair, nothing but that may decide what it finds, of all pages
    nothing but `docs/`, `sources/`, `mkdocs.yml` and the history of the commit that is checked out.
    """

    code: str
    severity: Severity
    title: Mapping[str, str]
    message: Mapping[str, str]
    check: Callable[[Context], Iterable[Finding]]
    for_readers: Mapping[str, str] = field(default_factory=dict)
    advice: Mapping[str, str] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    scope: Scope = "edition"

    def says(self, finding: Finding, language: str) -> str:
        """The finding's sentence in a language; English if the rule has none in it."""
        said = _filled(self.message, finding, language)
        return phrase(language, "more_in_line").format(said=said, count=finding.more) if finding.more else said

    def advises(self, finding: Finding, language: str) -> str:
        """What to do about the finding, in a language; empty if the rule does not say."""
        return _filled(self.advice, finding, language)

    def tells(self, finding: Finding, language: str) -> str:
        """Both, a line each."""
        return "\n".join(filter(None, (self.says(finding, language), self.advises(finding, language))))


#: The details that are a language's code; messages have its name.
_LANGUAGE_DETAILS = ("here", "there", "left_language", "right_language")
#: The detail that is the name of a phrase; messages have the phrase, in which the other details may stand.
_PHRASE_DETAIL = "todo"
#: The details that name signs by their code point and Unicode's name.
_SIGN_DETAILS = ("character", "name", "said")


def _filled(texts: Mapping[str, str], finding: Finding, language: str) -> str:
    details = {
        name: language_name(value, language)
        if name in _LANGUAGE_DETAILS
        else sign_names(language, value)
        if name in _SIGN_DETAILS
        else value
        for name, value in finding.details
    }
    if name := details.get(_PHRASE_DETAIL):
        details[_PHRASE_DETAIL] = phrase(language, name).format(**details)
    return texts.get(language, texts.get("en", "")).format(**details)


def rule(
    code: str,
    severity: Severity,
    check: Callable[[Context], Iterable[Finding]],
    scope: Scope = "edition",
) -> Rule:
    """A rule whose words stand in `locale/<language>.yml` under its code."""
    words = {name: LocaleText(code, name) for name in ("title", "message", "advice", "why", "readers")}
    return Rule(
        code, severity, words["title"], words["message"], check, words["readers"], words["advice"], words["why"], scope
    )
