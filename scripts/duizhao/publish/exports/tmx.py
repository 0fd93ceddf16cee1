"""TMX 1.4b: Translation Memory eXchange (LISA OSCAR, 26 April 2005), for translation memories.

A unit or sentence is a `<tu>`. Its id is the `tuid`; properties say its page, its kind, the box it stands in, and at
sentence level the paragraph it is from. A side made of other blocks than the unit's id says names them (`x-blocks`).
What a language lacks is a `<tu>` without its `<tuv>`, as the DTD allows (`tuv+`), with the property `x-gap` naming the
language; where that is the source language, the `<tu>` has its own `srclang`.

No document type is declared: readers would look for `tmx14.dtd` beside the file.
"""

from datetime import UTC

from duizhao import __version__
from duizhao.publish.exports.markup import XmlWriter, code_point, escape
from duizhao.publish.exports.model import Corpus, Entry, Side


def write_tmx(corpus: Corpus) -> bytes:
    """The corpus as a TMX document. A character XML has no place for becomes a `<ph type="x-control">` that holds its
    code point, and the unit gets the property `x-control`. The date is the corpus's or none: the same corpus gives
    the same bytes."""
    xml = XmlWriter()
    header = {
        "creationtool": "Duizhao",
        "creationtoolversion": __version__,
        "segtype": corpus.level,
        "o-tmf": "Duizhao",
        "adminlang": "en",
        "srclang": corpus.languages[0],
        "datatype": "plaintext",
    }
    if corpus.date:
        header["creationdate"] = corpus.date.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    with xml.element("tmx", {"version": "1.4"}):
        with xml.element("header", header):
            for notice in corpus.notices:
                xml.leaf("note", escape(notice.text), {"xml:lang": notice.language})
            _property(xml, "edition", corpus.edition)
            _property(xml, "source", corpus.source)
            for notice in corpus.notices:
                for name, fact in notice.facts():
                    _property(xml, name, fact, notice.language)
        with xml.element("body"):
            for entry in corpus.entries():
                _tu(xml, corpus, entry)
    return xml.document()


def _tu(xml: XmlWriter, corpus: Corpus, entry: Entry) -> None:
    unit = entry.unit
    attributes = {"tuid": entry.id}
    variants = [
        (language, escape(text, _placeholder), side)
        for language, text, side in zip(corpus.languages, entry.texts, unit.sides, strict=True)
        if text is not None and side
    ]
    if entry.texts[0] is None:
        attributes["srclang"] = variants[0][0]
    with xml.element("tu", attributes):
        _property(xml, "page", unit.page)
        _property(xml, "kind", unit.kind)
        _property(xml, "box", unit.box)
        _property(xml, "paragraph", unit.id if entry.id != unit.id else "")
        _property(xml, "gap", corpus.gap(entry))
        if any("<ph " in markup for _, markup, _ in variants):
            _property(xml, "control", "Characters that XML does not allow stand as their code points in <ph>.", "en")
        for language, markup, side in variants:
            with xml.element("tuv", {"xml:lang": language}):
                if side.blocks != (unit.id,):
                    _property(xml, "blocks", _blocks(side))
                xml.leaf("seg", markup)


def _blocks(side: Side) -> str:
    return " ".join(side.blocks)


def _property(xml: XmlWriter, name: str, value: str, language: str = "") -> None:
    """A `<prop>` of a type of our own, which begins with `x-`; none for an empty value."""
    if value:
        xml.leaf("prop", escape(value), {"type": f"x-{name}"} | ({"xml:lang": language} if language else {}))


def _placeholder(char: str) -> str:
    return f'<ph type="x-control">{code_point(char)}</ph>'
