"""Shows a glossary with its counts, and suggestions as YAML ready to paste into it."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from duizhao.compare.glossary.match import Matcher
from duizhao.compare.glossary.model import KINDS, Glossary
from duizhao.compare.glossary.suggest import Suggestion
from duizhao.document.model import Edition

#: How many places of a suggestion are named.
EXAMPLES = 5


def listing(glossary: Glossary, editions: Sequence[Edition], words: Mapping[str, str]) -> Iterator[str]:
    """The glossary's terms: id, kind, and each language's forms with how often they stand in the edition; `words`: what
    is said of them all."""
    counts = {edition.language: _counts(glossary, edition) for edition in editions}
    for term in glossary.terms:
        yield f"{term.id} ({term.kind})"
        for language, renderings in term.renderings.items():
            seen = counts.get(language, Counter())
            forms = [*renderings.full, *renderings.short]
            yield f"  {language}  " + ", ".join(f"{form} {seen[term.id, form]}" for form in forms)
    unused = [
        f"{language} {form}"
        for term in glossary.terms
        for language, renderings in term.renderings.items()
        for form in renderings.full
        if language in counts and not counts[language][term.id, form]
    ]
    yield ""
    yield words["total"].format(count=len(glossary.terms), unused=", ".join(unused) or words["none"])


def _counts(glossary: Glossary, edition: Edition) -> Counter[tuple[str, str]]:
    """How often each form of each term stands in the edition, notes included; also inside longer terms."""
    matcher = Matcher(glossary, edition.language)
    texts = (block.text for page in edition.pages for block in (*page.blocks, *page.notes.values()))
    return Counter((match.term.id, match.form) for text in texts for match in matcher.all(text))


def as_yaml(
    suggestions: Iterable[Suggestion],
    glossary: Glossary,
    languages: tuple[str, str],
    ids: Sequence[str],
    words: Mapping[str, str],
) -> Iterator[str]:
    """Suggestions as lines of YAML, with counts and example paragraphs; `ids` are the units' paragraph ids, `words`
    what is said of the counts.

    A kind that nothing tells is left to the editor: the glossary is refused until it is filled in."""
    taken = {term.id for term in glossary.terms}
    for suggestion in suggestions:
        places = list(dict.fromkeys(ids[number] for number in suggestion.units))
        more = ", …" if len(places) > EXAMPLES else ""
        first, second = suggestion.counts
        counts = words["counts"].format(together=len(suggestion.units), first=first, second=second)
        yield f"# {counts} {', '.join(places[:EXAMPLES])}{more}"
        id_ = _free(_slug(suggestion.forms), taken)
        taken.add(id_)
        yield f"- id: {id_}"
        yield f"  kind: {suggestion.kind}" if suggestion.kind else f"  kind:  # {', '.join(KINDS)}"
        for language, form in zip(languages, suggestion.forms, strict=True):
            # A JSON string is a YAML string.
            yield f"  {language}: {json.dumps(form, ensure_ascii=False)}"


def _slug(forms: Iterable[str]) -> str:
    words = next((found for form in forms if (found := re.findall(r"[a-z0-9]+", form.lower()))), ["term"])
    return "-".join(words[:6])


def _free(id_: str, taken: set[str]) -> str:
    """The id, or the first of id-2, id-3 … that is not taken."""
    number, free = 1, id_
    while free in taken:
        number += 1
        free = f"{id_}-{number}"
    return free
