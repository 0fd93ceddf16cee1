"""What kind of term a pair is, where something tells it."""

import re
from collections.abc import Iterable

from duizhao.compare.glossary.model import Kind
from duizhao.languages import as_read
from duizhao.languages.cldr import territories
from duizhao.languages.phrases import phrases_of
from duizhao.languages.script import is_han
from duizhao.languages.tables import words_of


def kind_of(forms: tuple[str, str], languages: tuple[str, str], texts: Iterable[tuple[str, str]]) -> Kind | None:
    """The kind of a pair that stands in these texts; None if nothing tells it.

    A country is what CLDR calls so in both languages; a person has a title before the name or a dot within it; what
    has no capital letter where it could have one is a concept.
    """
    if all(form in territories(language) for form, language in zip(forms, languages, strict=True)):
        return "place"
    han = [form for form in forms if is_han(form)]
    latin = [form for form in forms if not is_han(form)]
    rules = [phrases_of(language) for form, language in zip(forms, languages, strict=True) if not is_han(form)]
    if named := _named_so(forms[0], languages[0]) & _named_so(forms[1], languages[1]):
        return min(kind for _, kind in named)
    letters = "".join(latin)
    if any(map(str.islower, letters)) and not any(map(str.isupper, letters)):
        return "concept"
    if not latin or not all(each.is_name(form) for each, form in zip(rules, latin, strict=True)):
        return None
    named_here = f"(?:{'|'.join(map(re.escape, latin))})(?!\\w)"
    titled = [re.compile(each.titles.pattern + named_here) for each in rules]
    dotted = any(form.count("·") == other.count(" ") > 0 for form in han for other in latin)
    if dotted or any(each.search(text) for each in titled for pair in texts for text in pair):
        return "person"
    return None


def _named_so(form: str, language: str) -> set[tuple[str, Kind]]:
    """What a name says it is (a university, a river), by words of its language, and of what kind that is.

    The word is the end of the name in Han characters, else any word of it.
    """
    read = as_read(form, language)
    pattern = r"(?:{})\Z" if is_han(read) else r"\b(?:{})\b"
    return {
        (what, kind)
        for kind, known in words_of(language).get("kinds_of_names", {}).items()
        for what, said in known.items()
        if re.search(pattern.format(said), read)
    }
