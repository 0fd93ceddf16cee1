"""XLIFF 2.1 of two languages: XML Localisation Interchange File Format (OASIS Standard, 13 February 2018), core only.

A page is a `<file>` (clause 4.2.2.2), a unit a `<unit>` (4.2.2.5), and a unit's segments its `<segment>`s (4.2.2.6);
the white space between two sentences is an `<ignorable>` (4.2.2.7), so that a unit's sources, or targets, one behind
the other are its text. A segment that both languages have is `translated` (4.3.1, `state`): the text is published, but
no one has reviewed the pair. What one language lacks is a segment without `<target>` (state `initial`), or with an
empty `<source>`, as the schema asks for one; a note of the category `gap` says so for the unit.
"""

from collections.abc import Iterator

from duizhao.publish.exports.build import Ids
from duizhao.publish.exports.markup import XmlWriter, escape
from duizhao.publish.exports.model import Corpus, CorpusPage, Segment, Side, Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"

#: Who defines the types of our units (4.3.1, `type`: a prefix and a value).
PREFIX = "duizhao"


def write_xliff(corpus: Corpus) -> bytes:
    """The corpus as an XLIFF document. A character XML has no place for is a `<cp>` (4.2.3.1) in a text, and its code
    point in brackets in a note."""
    xml = XmlWriter()
    left, right = corpus.languages
    root = {"xmlns": NAMESPACE, "version": "2.1", "srcLang": left, "trgLang": right, "xml:space": "preserve"}
    ids = Ids()
    with xml.element("xliff", root):
        for page in corpus.pages:
            _file(xml, corpus, page, ids.give(page.path.removesuffix(".md").replace("/", "-")))
    return xml.document()


def _file(xml: XmlWriter, corpus: Corpus, page: CorpusPage, id_: str) -> None:
    with xml.element("file", {"id": id_, "original": page.path}):
        with xml.element("notes"):
            for notice in corpus.notices:
                for name, fact in notice.facts():
                    xml.leaf("note", escape(fact), {"category": f"{name}-{notice.language}"})
            if corpus.source:
                xml.leaf("note", escape(corpus.source), {"category": "source"})
        for unit in page.units:
            _unit(xml, corpus, unit)


def _unit(xml: XmlWriter, corpus: Corpus, unit: Unit) -> None:
    notes = list(_notes(corpus, unit))
    with xml.element("unit", {"id": unit.id, "type": f"{PREFIX}:{unit.kind}"}):
        if notes:
            with xml.element("notes"):
                for attributes, text in notes:
                    xml.leaf("note", escape(text), attributes)
        at_left = at_right = 0
        left, right = unit.sides
        for segment in unit.segments:
            own, other = segment.spans
            start_left, start_right = own[0] if own else at_left, other[0] if other else at_right
            _ignorable(xml, _piece(left, at_left, start_left), _piece(right, at_right, start_right))
            at_left, at_right = own[1] if own else at_left, other[1] if other else at_right
            _segment(xml, unit, segment)
        _ignorable(xml, _piece(left, at_left, None), _piece(right, at_right, None))


def _notes(corpus: Corpus, unit: Unit) -> Iterator[tuple[dict[str, str], str]]:
    """What the unit's notes say: the box it is in, the blocks it is made of, what has no counterpart."""
    if unit.box:
        yield {"category": "box"}, unit.box
    for number, (side, role, language) in enumerate(
        zip(unit.sides, ("source", "target"), corpus.languages, strict=True)
    ):
        if side and side.blocks != (unit.id,) and side.blocks:
            yield {"appliesTo": role, "category": "blocks"}, " ".join(side.blocks)
        lacking = [segment.id for segment in unit.segments if not segment.spans[number]]
        if not side:
            yield {"appliesTo": role, "category": "gap"}, f"The {language} edition has no counterpart to this."
        elif lacking:
            names = ", ".join(_number(id_) for id_ in lacking)
            yield {"appliesTo": role, "category": "gap"}, f"The {language} edition has no counterpart to: {names}."


def _number(id_: str) -> str:
    """A segment's id in its unit (ids there need be unique only in the unit, 4.3.1, `id`)."""
    return f"s{id_.partition('.')[2] or 1}"


def _piece(side: Side | None, start: int, end: int | None) -> str | None:
    return side.text[start:end] if side else None


def _ignorable(xml: XmlWriter, left: str | None, right: str | None) -> None:
    if left or right:
        with xml.element("ignorable"):
            _content(xml, "source", left or "")
            if right is not None:
                _content(xml, "target", right)


def _segment(xml: XmlWriter, unit: Unit, segment: Segment) -> None:
    left, right = (
        side.text[slice(*span)] if side and span else "" for side, span in zip(unit.sides, segment.spans, strict=True)
    )
    state = "translated" if segment.spans[1] else "initial"
    with xml.element("segment", {"id": _number(segment.id), "state": state}):
        _content(xml, "source", left)
        if segment.spans[1]:
            _content(xml, "target", right)


def _content(xml: XmlWriter, name: str, text: str) -> None:
    xml.leaf(name, escape(text, lambda char: f'<cp hex="{ord(char):04X}"/>'))
