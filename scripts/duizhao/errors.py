"""The exception a user may see: bad input, with its place and what to do next.

What it says is a template in English with named values. It is put into words when it is shown, in the language that is
spoken (`words.speak`): English, unless the command line has set another. `locale/messages.zh.yml` has the Chinese.
"""

import re

from duizhao.words import said


class Phrase:
    """Words for people that may be shown in either language.

    Args:
        template: the English, a literal in the code or words of a schema. `{names}` in it stand for the values; without
            values it stands as it is, with all its braces.
        values: anything; another phrase is told in the same language, and a list with its commas.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        self._template = template
        self._values = values

    def __str__(self) -> str:
        if not self._values:
            return said(self._template)
        values = {name: _listed(v) if isinstance(v, list | tuple) else v for name, v in self._values.items()}
        return said(self._template).format_map(values)


def _listed(items: list[object] | tuple[object, ...]) -> str:
    return said(", ").join(map(str, items))


class InputError(Exception):
    """Input that cannot be worked with.

    Args:
        message: what is wrong, one plain sentence; a template, as in `Phrase`.
        file: the file it is in, as the user would name it.
        line: the line, counted from 1.
        hint: what to do next, one plain sentence; a template, too.
        values: for both templates, by name.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        hint: str | None = None,
        **values: object,
    ) -> None:
        super().__init__(message)
        self._message = Phrase(message, **values)
        self._hint = Phrase(hint, **values) if hint else None
        self.file = file
        self.line = line

    @property
    def message(self) -> str:
        """What is wrong, in the language that is spoken."""
        return str(self._message)

    @property
    def hint(self) -> str:
        """What to do; empty if it is not said."""
        return str(self._hint or "")

    @property
    def told(self) -> str:
        """The same, and what to do."""
        return f"{self.message}\n{self._hint}" if self._hint else self.message

    def __str__(self) -> str:
        place = f"{self.file or ''}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        hint = f"\n  → {self._hint}" if self._hint else ""
        return f"{place}{self.message}{hint}"


def defused(message: str) -> str:
    r"""A message in which no line is a command to GitHub's runner, which reads what a step prints: values in it may be
    of the change that is checked.

    >>> defused("a.md: ::error::b\n ::set-output::c ##[d]")
    'a.md: ::error::b\n : :set-output::c ## [d]'
    """
    return re.sub(r"(?m)^(\s*):(?=:)", r"\1: ", message).replace("##[", "## [")


class MissingSource(InputError):
    """The source that a profile names is not there; what is in `docs/` can be built all the same."""


def reason_of(error: OSError) -> Phrase:
    """Why the system could not do something, as it says itself."""
    return Phrase(error.strerror or "unknown error")
