"""Rules on words that have to know the edition's own: they look at what an editor wrote, not at what the source has."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from difflib import get_close_matches

from duizhao.check.context import Context
from duizhao.check.marks import in_prose
from duizhao.check.model import Finding
from duizhao.check.prose import Prose
from duizhao.compare.glossary.load import glossary_of
from duizhao.document.model import Edition
from duizhao.errors import InputError
from duizhao.languages import language, part
from duizhao.languages.typography import Passage
from duizhao.languages.vocabulary import WORD, KnowingLook, Vocabulary
from duizhao.source.editions import languages_of, only_profile


def slips(context: Context) -> Iterator[Finding]:
    """What the rules find whose particulars a language has; nothing where its folder has no part of it."""
    edited: dict[str, tuple[tuple[Prose, ...], Vocabulary]] = {}
    changes = [erratum.change for erratum in (context.fidelity.errata if context.fidelity else ())]
    before = {(change.after.file, change.after.line): change.texts[0] for change in changes if change.after}
    for edition in context.editions:
        if rules := part(edition.language, "spelling"):
            edited = edited or _edited(context)
            proses, vocabulary = edited[edition.language]
            looks: dict[str, KnowingLook] = rules.RULES
            for code, look in looks.items():
                for prose in proses:
                    for slip in look(Passage(prose.text, prose.shape, prose.block.kind), vocabulary):
                        was = before.get((prose.page.file, prose.block.line), "") if code == "l-107" else ""
                        expected = _instead(was, prose.text, slip.span, slip.word)
                        yield in_prose(code, prose, slip.span, slip.new, expected=expected)


def _instead(before: str, now: str, span: tuple[int, int], guess: str) -> str:
    """The word a text had before for the one that stands there now; the guess if it had that, or none like it."""
    words = set(WORD.findall(before))
    near = get_close_matches(now[slice(*span)], sorted(words.difference(WORD.findall(now))), 1)
    return guess if words.issuperset(WORD.findall(guess)) or not near else near[0]


def _edited(context: Context) -> dict[str, tuple[tuple[Prose, ...], Vocabulary]]:
    """By language, what an editor wrote, and what is known of the edition's words: every rule here asks for it."""
    errata = context.fidelity.errata if context.fidelity else None
    changed: dict[tuple[str, int], str] = {}
    before: dict[str, list[str]] = defaultdict(list)
    for change in (erratum.change for erratum in errata or ()):
        before[change.unit.language].append(change.texts[0])
        if change.after and change.kind != "moved":
            changed[change.after.file, change.after.line] = change.texts[0]
    names = [form for term in glossary_of(context.project).terms for each in term.renderings.values()
             for form in (*each.full, *each.short)]  # fmt: skip
    return {
        edition.language: _parted(
            context, edition, None if errata is None else changed, before[edition.language] + names
        )
        for edition in context.editions
    }


def _parted(
    context: Context, edition: Edition, changed: dict[tuple[str, int], str] | None, known: list[str]
) -> tuple[tuple[Prose, ...], Vocabulary]:
    """What an editor wrote in an edition, and its vocabulary; `changed`: the blocks that are not as the source has
    them, None if nobody knows; `known`: texts whose words are known besides."""
    own, source = [], list(known)
    for page in edition.pages:
        for prose in context.prose(page):
            if changed is None or (page.file, prose.block.line) in changed:
                own.append(prose)
            else:
                source.append(prose.text)
    edited = "\n".join(prose.text for prose in own)
    return tuple(own), Vocabulary("\n".join(source), edited, _characters(context, edition.language))


def _characters(context: Context, code: str) -> str:
    """Which Chinese characters a language is written in: as the profile says, else as its tag does."""
    said: dict[str, str] = {}
    with suppress(InputError):
        languages = languages_of(context.project, only_profile(context.project))
        said = {each.code: each.characters for each in languages}
    return said.get(code) or language(code).characters
