"""The classes of queries: each draws its queries from the text by one rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from random import Random

from benchmarks.search.passages import HAN, Passage, Text, normalise
from benchmarks.search.terms import WORD, bands, han_terms, in_passages, inflections, latin_words, names, uninflected
from duizhao.compare.glossary.model import Glossary
from duizhao.document.boxes import BY_NAME


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader enters, its class, what it was made from, and the names of the passages that hold it."""

    language: str
    kind: str
    text: str
    made_from: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """What queries are drawn from: a language's text, the other's (if there is one), and the glossary."""

    text: Text
    other: Text | None
    glossary: Glossary

    @cached_property
    def terms(self) -> dict[str, int]:
        """Terms or words, and in how many passages each stands."""
        if not self.text.han:
            return latin_words(self.text)
        forms = [form for term in self.renderings for form in term if re.fullmatch(f"[{HAN}]+", form)]
        return han_terms(self.text) | in_passages(self.text, forms)

    @cached_property
    def renderings(self) -> list[tuple[str, ...]]:
        """The glossary's terms in this language, each with all its full forms."""
        language = self.text.language
        return [t.renderings[language].full for t in self.glossary.terms if language in t.renderings]

    @cached_property
    def names(self) -> list[str]:
        """The names that stand in the text."""
        language = self.text.language
        given = [t.renderings[language].full for t in self.glossary.terms if t.is_name and language in t.renderings]
        return names(self.text, [form for forms in given for form in forms])

    @cached_property
    def plain(self) -> str:
        """All of the text, normalised."""
        return "\n".join(passage.plain for passage in self.text.passages)

    def query(self, kind: str, text: str, made_from: str = "", *, begins: bool = False) -> Query:
        """A query whose right answers are the passages that hold it, or what it was made from."""
        right = self.text.holding(made_from or text, begins=begins)
        return self._query(kind, text, made_from, right)

    def _query(self, kind: str, text: str, made_from: str, right: Iterable[Passage]) -> Query:
        return Query(self.text.language, kind, text, made_from, tuple(passage.name for passage in right))

    def among(self, kind: str, text: str, made_from: str, forms: Iterable[str]) -> Query:
        """A query whose right answers are the passages that hold one of the forms."""
        right = {p.name: p for form in forms for p in self.text.holding(form)}
        return self._query(kind, text, made_from, [p for p in self.text.passages if p.name in right])

    def in_passages(self, kind: str, text: str, made_from: str, right: Iterable[Passage]) -> Query:
        """A query whose right answers are the passages given."""
        return self._query(kind, text, made_from, right)


#: Gives queries without end or until there are no more; the first of each text counts.
Maker = Callable[[Material, Random], Iterator[Query]]


def shuffled(random: Random, items: Iterable[str]) -> list[str]:
    """The items in an order that depends on the seed alone."""
    ordered = sorted(set(items))
    random.shuffle(ordered)
    return ordered


def band(name: str) -> Maker:
    """Terms (Chinese) or words (English) of a frequency band."""

    def make(material: Material, random: Random) -> Iterator[Query]:
        for term in shuffled(random, bands(material.terms)[name]):
            yield material.query(f"term-{name}", term)

    return make


def clauses(text: Text) -> list[str]:
    """What stands between punctuation marks."""
    found = [c.strip() for p in text.passages for c in re.split(r"[^\w\s·%'’.,-]|[.,](?!\d)|\s-\s", p.text)]
    return [clause for clause in found if clause]


def phrase(material: Material, random: Random) -> Iterator[Query]:
    """Words that stand together: five to eight Han characters, two or three words."""
    common = set(bands(material.terms)["frequent"]) | set(material.terms)
    for clause in shuffled(random, clauses(material.text)):
        if material.text.han:
            length = random.randint(5, 8)
            runs = [run for run in re.findall(f"[{HAN}]+", clause) if len(run) >= length]
            if runs:
                start = random.choice((0, len(runs[0]) - length))
                yield material.query("phrase", runs[0][start : start + length])
            continue
        words = clause.split()
        length = random.randint(2, 3)
        starts = [i for i in range(len(words) - length + 1) if {words[i], words[i + length - 1]} <= common]
        if starts:
            start = random.choice(starts)
            yield material.query("phrase", " ".join(words[start : start + length]))


def piece(material: Material, random: Random) -> Iterator[Query]:
    """A piece of a sentence as it stands, with its punctuation: 10 to 18 Han characters, 6 to 10 words."""
    texts = [p.text for p in material.text.passages if p.kind == "paragraph" and "\n" not in p.text]
    while texts:
        text = random.choice(texts)
        if material.text.han:
            length = random.randint(10, 18)
            start = random.randrange(max(1, len(text) - length))
            found = text[start : start + length].strip("，。；、：？！“”《》（） ")
            if len(found) < 8 or not re.search(rf"^[{HAN}].*[{HAN}]$", found):
                continue
        else:
            words = text.split()
            length = random.randint(6, 10)
            start = random.randrange(max(1, len(words) - length))
            found = " ".join(words[start : start + length]).strip(",.;:?!“”\"()'")
            if len(words) < length:
                continue
        yield material.query("piece", found)


def name(material: Material, random: Random) -> Iterator[Query]:
    """Names of people, places, organisations and works."""
    for found in shuffled(random, material.names):
        yield material.query("name", found)


def heading(material: Material, random: Random) -> Iterator[Query]:
    """The beginning of a title, a sub-heading, or the title of a box or figure."""
    kinds = ("title", "heading", *BY_NAME)
    for text in shuffled(random, (p.text for p in material.text.passages if p.kind in kinds)):
        found = re.split(r"[，：:,]", re.sub(r"^[\d.]+\s+", "", text))[0]
        found = found[:10] if material.text.han else " ".join(found.split()[:4])
        yield material.query("heading", found.strip())


def aside(material: Material, random: Random) -> Iterator[Query]:
    """Terms and words that stand in fact boxes, figures and notes alone."""
    within = {p.name for p in material.text.passages if p.kind == "note" or re.search(r"-box\d|figure-", p.id)}
    for term in shuffled(random, (term for term, number in material.terms.items() if number < 5)):
        query = material.query("aside", term)
        if within.issuperset(query.right):
            yield query


def single_character(material: Material, random: Random) -> Iterator[Query]:
    """One Han character: a third each from the rare, the middling and the frequent."""
    if not material.text.han:
        return
    characters = in_passages(material.text, re.findall(f"[{HAN}]", material.plain))
    thirds = [shuffled(random, found) for found in bands(characters).values()]
    for group in zip_longest(*thirds):
        for character in filter(None, group):
            yield material.query("single-character", character)


def half_typed(material: Material, random: Random) -> Iterator[Query]:
    """A term without its last character (without two, if it has five or more); a word without its last third."""
    if material.text.han:
        for term in shuffled(random, (t for t in [*material.terms, *material.names] if len(t) > 2)):
            half = term[: -2 if len(term) > 4 else -1]
            yield material.query("half-typed", half)
        return
    for word in shuffled(random, (word for word in material.terms if len(word) > 6)):
        half = word[: -(len(word) // 3)]
        right = material.text.holding(half, begins=True)
        yield material.in_passages("half-typed", half, word, right)


def several_words(material: Material, random: Random) -> Iterator[Query]:
    """Two terms or words of one passage with a space between; right is what holds both."""
    rare = [term for term, number in material.terms.items() if number <= max(2, len(material.text.passages) // 10)]
    candidates = [p for p in material.text.passages if p.kind == "paragraph"]
    random.shuffle(candidates)
    for passage in candidates:
        held = shuffled(random, (term for term in rare if passage in material.text.holding(term)))
        if len(held) < 2 or held[0] in held[1] or held[1] in held[0]:
            continue
        right = [p for p in material.text.holding(held[0]) if p in material.text.holding(held[1])]
        yield material.in_passages("several-words", " ".join(held[:2]), "", right)


def inflection(material: Material, random: Random) -> Iterator[Query]:
    """A form of an English word that the text does not have; right is what holds the forms it has.

    A verb, known by a form in -ed or -ing, gives another of its forms; a plural gives the singular.
    """
    if material.text.han:
        return
    held = {word.casefold() for word in re.findall(WORD, "\n".join(p.text for p in material.text.passages))}
    for word in shuffled(random, (word for word in material.terms if word.islower() and len(word) > 4)):
        forms = [base for base in uninflected(word) if base not in held] if _PLURAL.search(word) else []
        base = forms[0] if forms else word
        if not forms and held.intersection(inflections(word)[1:]):
            forms = [form for form in inflections(word) if form not in held]
        if forms:
            yield material.among("inflection", random.choice(forms), word, {base, *inflections(base)})


# A plural in -es may have lost an e.
_PLURAL = re.compile(r"(?<![suiye])s$")


def other_language(material: Material, random: Random) -> Iterator[Query]:
    """A glossary term of the other language.

    Right is what holds the term in the reader's language, and the counterparts of what holds the query in the other.
    """
    if material.other is None:
        return
    here, there = material.text.language, material.other.language
    terms: Mapping[str, Sequence[str]] = {
        form: term.renderings[here].full
        for term in material.glossary.terms
        if here in term.renderings and there in term.renderings
        for form in term.renderings[there].full[:2]
    }
    by_id = {(p.page, id_): p for p in material.text.passages for id_ in p.ids}
    for form in shuffled(random, terms):
        if material.text.holding(form) or not (held := material.other.holding(form)):
            continue
        counterparts = {by_id[p.page, id_].name for p in held for id_ in p.ids if (p.page, id_) in by_id}
        counterparts |= {p.name for rendering in terms[form] for p in material.text.holding(rendering)}
        right = [p for p in material.text.passages if p.name in counterparts]
        yield material.in_passages("other-language", form, terms[form][0], right)


def is_absent(material: Material, query: str) -> bool:
    """Whether the query stands nowhere in the text, not even within a word."""
    return normalise(query) not in material.plain
