"""What has no place in an edition and could harm its readers: each found in the text or the files themselves.

These findings cannot be settled, but for letters that pass for others (x-107): a name may be written so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from pathlib import Path

import yaml

from duizhao.checks.context import Context
from duizhao.checks.model import Finding, Place, Rule
from duizhao.safety.files import file_hazards, front_hazards
from duizhao.safety.model import Hazard
from duizhao.safety.text import hazards

#: The rules about a page's text; the others are about files, x-112 about both.
_IN_TEXT = ("x-101", "x-102", "x-103", "x-104", "x-105", "x-106", "x-107", "x-108", "x-112", "x-113")

#: What may be settled, of this family.
SETTLED = ("x-107",)


def may_be_settled(code: str) -> bool:
    """Whether a person may settle findings of the rule: none that could harm, since whoever harms would do it."""
    return not code.startswith("x-") or code in SETTLED


def before_reading(root: Path) -> tuple[Finding, ...]:
    """What is wrong with the files of the project in `root` that must not even be read; nothing, if all can be."""
    return tuple(_finding(found.file, found.hazard) for found in file_hazards(root) if found.stops)


def _finding(file: str, hazard: Hazard, id_: str = "") -> Finding:
    parts = file.split("/")
    language = parts[1] if len(parts) > 2 else ""
    place = Place(language, file, hazard.line, id_, hazard.text, hazard.mark)
    key = "\n".join((file, hazard.text, *(value for _, value in hazard.details)))
    return Finding(hazard.code, (place,), key, hazard.details)


def _check(code: str) -> Callable[[Context], Iterable[Finding]]:
    def check(context: Context) -> Iterator[Finding]:
        if code in _IN_TEXT:
            for edition in context.editions:
                for page in edition.pages:
                    for hazard in (*hazards(page.content), *front_hazards(page.content)):
                        if hazard.code == code:
                            yield _finding(page.file, hazard)
        for found in file_hazards(context.root):
            if found.hazard.code == code:
                yield _finding(found.file, found.hazard)

    return check


SAFETY_RULES: tuple[Rule, ...] = tuple(
    Rule(
        code,
        "error",
        {language: texts["title"] for language, texts in words.items()},
        {language: texts["message"] for language, texts in words.items()},
        _check(code),
    )
    for code, words in yaml.safe_load(
        resources.files("duizhao.checks").joinpath("safety.yml").read_text(encoding="utf-8")
    ).items()
)
