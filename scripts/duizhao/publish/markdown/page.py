"""A page of an edition as elements of HTML: its blocks in order, boxes and lists around them, the notes at the foot."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AMP_SUBSTITUTE
from msgspec import Struct, field

from duizhao.document.boxes import BY_NAME, FIGURE, TABLE
from duizhao.document.model import Block, Page, Ref
from duizhao.publish.markdown.elements import element, verbatim
from duizhao.publish.markdown.figures import Pictures
from duizhao.publish.markdown.inline import fill, paragraphs, unknown
from duizhao.publish.markdown.tables import framed, table_element

#: The id of the heading above the notes. The edition's own ids begin with a page's prefix and a hyphen.
NOTES_ID = "footnotes"

#: What stands behind a block in words of the edition: the text, and further classes.
Notice = tuple[str, str]


class Words(Struct, frozen=True):
    """What a page says beside the report's words; an empty one leaves the element unnamed.

    `box`: what boxes are called, by kind; `paragraph`: the name of a paragraph's link to itself; `footnote`: of a
    reference, with `{number}`; `footnotes`: the heading of the notes; `back`: the name of a link back, with `{number}`;
    `back_several`: where a note is cited more than once, with `{place}` too; `table`: a table's name, with `{columns}`,
    which `table_separator` parts: without it a table has no frame of its own to be scrolled in; `cited_back`: the name
    of an entry's link back to what cites it, with `{place}`.
    """

    box: Mapping[str, str] = field(default_factory=dict)
    paragraph: str = ""
    footnote: str = ""
    footnotes: str = ""
    back: str = ""
    back_several: str = ""
    table: str = ""
    table_separator: str = ", "
    cited_back: str = ""


class Behind(Struct, frozen=True):
    """What stands behind blocks, by their ids: `notices`, what to tell the reader; `cited`, the addresses of what cites
    them."""

    notices: Mapping[str, Sequence[Notice]] = field(default_factory=dict)
    cited: Mapping[str, Sequence[str]] = field(default_factory=dict)


def page_element(page: Page, words: Words, pictures: Pictures, behind: Behind = Behind()) -> Element:
    """The page in a `<div>`.

    Raises:
        InputError: a figure's data cannot be used.
    """
    return _Page(page, words, pictures, behind).root


def note_labels(page: Page) -> list[str]:
    """The labels of a page's notes in the order of their numbers: as the text refers to them; those that nothing
    refers to come last."""
    found: dict[str, None] = {}

    def refer(block: Block) -> None:
        for ref in block.refs:
            if ref.label in page.notes and ref.label not in found:
                found[ref.label] = None

    for block in page.blocks:
        refer(block)
    for label in list(found):
        refer(page.notes[label])
    return list(found | dict.fromkeys(page.notes))


def anchors(block: Block) -> Iterator[Element]:
    """A place for each further id a block answers to."""
    for id_ in block.also:
        yield element("span", class_="edition-anchor", id=id_)


class _Page:
    def __init__(self, page: Page, words: Words, pictures: Pictures, behind: Behind) -> None:
        self._page, self._words, self._pictures, self._behind = page, words, pictures, behind
        self._numbers = {label: number for number, label in enumerate(note_labels(page), 1)}
        self._cited: Counter[str] = Counter()
        self.root = Element("div")
        self._boxes = {0: self.root}  # by the line they begin in
        for block in page.blocks:
            self._add(block)
        if page.notes:
            self.root.append(self._notes())

    def _add(self, block: Block) -> None:
        parent = self._boxes.get(block.inside, self.root)
        match block.kind:
            case "title" | "heading":
                made = self._own(Element(f"h{block.level}"), block)
            case kind if kind == FIGURE:
                made = self._boxes[block.line] = self._figure(block)
            case kind if kind == TABLE:
                made = self._boxes[block.line] = self._captioned(block)
            case kind if kind in BY_NAME or kind == "other":
                made = self._boxes[block.line] = self._box(block)
            case "table":
                made = self._table(block)
            case "code":
                made = element("pre", id=block.id)
                SubElement(made, "code").text = verbatim(block.text)
            case "rule":
                made = Element("hr")
            case _:
                if block.quoted:
                    if not len(parent) or parent[-1].tag != "blockquote":
                        self._place(parent, Element("blockquote"))
                    parent = next(child for child in reversed(parent) if child.tag == "blockquote")
                if block.level:
                    self._item(parent, block)
                    return self._tell(parent, block)
                made = self._paragraph(Element("p"), block)
        self._place(parent, made)
        return self._tell(self._boxes.get(block.line, parent), block)

    def _place(self, parent: Element, made: Element) -> None:
        """Puts an element where it belongs: a figure's paragraphs are its caption, what is none stands above it."""
        if parent.get("class") != "figure":
            parent.append(made)
            return
        caption = next((child for child in parent if child.tag == "figcaption"), None)
        if made.tag != "p":
            parent.insert(len(parent) - (caption is not None), made)
            return
        if caption is None:
            caption = SubElement(parent, "figcaption")
        caption.append(made)

    def _tell(self, parent: Element, block: Block) -> None:
        for text, more in self._behind.notices.get(block.id, ()) if block.id else ():
            note = element("p", text, class_=f"edition-note {more}".strip(), role="note", data_search_exclude="true")
            self._place(parent, note)

    def _own(self, made: Element, block: Block) -> Element:
        """An element with the block's ids and its text."""
        if block.id:
            made.set("id", verbatim(block.id))
        if block.also:
            made.set("data-also", verbatim(" ".join(block.also)))
        return fill(made, block, self._reference)

    def _paragraph(self, made: Element, block: Block) -> Element:
        self._own(made, block)
        if block.id and FIGURE not in block.id.split("-", 1)[0]:
            _insert_anchors(made, block)
            addresses = self._behind.cited.get(block.id, ())
            made.extend(_backlinks(addresses, (self._words.cited_back,) * 2, {}))
            self._link(made, block.id)
        return made

    def _link(self, made: Element, id_: str) -> None:
        """A quiet link of a paragraph to itself. It has no text of its own, so that nothing is added to what is copied,
        searched or read aloud but its name; the style sheet shows a sign."""
        if self._words.paragraph:
            made.append(element("a", class_="edition-permalink", href=f"#{id_}", aria_label=self._words.paragraph))

    def _item(self, parent: Element, block: Block) -> None:
        """Puts a list's item, or a further paragraph of one, where its depth says."""
        tag = "ul" if block.marker == "-" else "ol"
        holder = parent
        for _ in range(block.level - 1):
            inner = holder[-1] if len(holder) and holder[-1].tag in ("ul", "ol") else None
            if inner is None or not len(inner):
                break
            holder = inner[-1]
        last = holder[-1] if len(holder) else None
        if not block.marker and last is not None and last.tag in ("ul", "ol") and len(last):
            last[-1].append(self._paragraph(Element("p"), block))
            return
        if last is None or last.tag != tag:
            number = block.marker[:-1]
            last = SubElement(holder, tag, {"start": number} if tag == "ol" and number not in ("", "1") else {})
        last.append(self._paragraph(Element("li"), block))

    def _box(self, block: Block) -> Element:
        """A box stands beside the text: `<aside>`, named by its title. What its kind is called is not in the text but
        in an attribute, which the style sheet shows."""
        label = self._words.box.get(block.kind)
        kind = block.kind != "other"
        box = element("aside" if kind else "div", class_=f"admonition {block.name}", id=block.id)
        if block.also:
            box.set("data-also", verbatim(" ".join(block.also)))
        if not block.text.strip() and not block.refs:
            return box
        title = SubElement(box, "p", {"class": "admonition-title"})
        if kind:
            if label and label not in block.text:
                title.set("data-label", verbatim(label))
            if block.id:
                title.set("id", verbatim(f"{block.id}-title"))
                box.set("aria-labelledby", verbatim(f"{block.id}-title"))
            else:
                box.set("aria-label", verbatim(block.text))
        fill(title, block, self._reference)
        if kind and block.id:
            self._link(title, f"{block.id}-title")
        return box

    def _figure(self, block: Block) -> Element:
        figure = element("figure", class_="figure", id=block.id)
        figure.extend(self._pictures.shown(block.id, block.text))
        if block.text.strip() or block.refs:
            self._place(figure, fill(element("p", class_="figure-title"), block, self._reference))
        return figure

    def _captioned(self, block: Block) -> Element:
        """A table's caption stands above it, its notes and its source below."""
        figure = element("figure", class_="captioned-table", id=block.id)
        if block.text.strip() or block.refs:
            caption = SubElement(figure, "figcaption")
            fill(SubElement(caption, "p", {"class": "figure-title"}), block, self._reference)
        return figure

    def _table(self, block: Block) -> Element:
        made = table_element(block, self._reference)
        _insert_anchors(made[0][0][0], block)
        if self._words.table:
            made = framed(made, block, self._words.table, self._words.table_separator)
        if block.id:
            made.set("id", verbatim(block.id))
        return made

    def _reference(self, ref: Ref) -> Element:
        number = self._numbers.get(ref.label)
        if number is None:
            return unknown(ref)
        self._cited[ref.label] += 1
        raised = element("sup", id=_reference_id(ref.label, self._cited[ref.label]))
        link = element("a", str(number), class_="footnote-ref", href=f"#fn:{ref.label}", role="doc-noteref")
        if self._words.footnote:
            link.set("aria-label", verbatim(self._words.footnote.format(number=number)))
        raised.append(link)
        return raised

    def _notes(self) -> Element:
        whole = element("div", class_="footnote", role="doc-endnotes")
        if self._words.footnotes:
            whole.append(element("h2", self._words.footnotes, id=NOTES_ID))
            whole.set("aria-labelledby", NOTES_ID)
        else:
            SubElement(whole, "hr")
        items = SubElement(whole, "ol")
        bodies = []
        for label in self._numbers:
            note = self._page.notes[label]
            item = SubElement(items, "li", {"id": verbatim(f"fn:{label}")})
            item.extend(fill(Element("p"), note, self._reference, span) for span in paragraphs(note))
            bodies.append((label, item))
        # A note may refer to another, so the ways back are known last.
        for label, item in bodies:
            item[-1].extend(self._ways_back(label))
        return whole

    def _ways_back(self, label: str) -> Iterator[Element]:
        """A link to each place that refers to a note."""
        addresses = [f"#{_reference_id(label, place)}" for place in range(1, self._cited[label] + 1)]
        words = (self._words.back, self._words.back_several or self._words.back)
        return _backlinks(addresses, words, {"number": self._numbers[label]})


def _backlinks(addresses: Sequence[str], words: tuple[str, str], values: Mapping[str, int]) -> Iterator[Element]:
    """A link to each place that refers to something; `words`: their name where there is one, and several."""
    for place, address in enumerate(addresses, 1):
        several = len(addresses) > 1
        said = words[several].format(place=place, **values)
        link = element(
            "a", class_="footnote-backref", href=address, role="doc-backlink",
            title=said, aria_label=said, data_place=str(place) if several else "",
        )  # fmt: skip
        link.text = f"{AMP_SUBSTITUTE}#8617;"
        yield link


def _insert_anchors(made: Element, block: Block) -> None:
    for index, anchor in enumerate(anchors(block)):
        anchor.tail, made.text = (made.text, None) if index == 0 else (made[index - 1].tail, made.text)
        if index:
            made[index - 1].tail = None
        made.insert(index, anchor)


def _reference_id(label: str, place: int) -> str:
    return f"fnref{place if place > 1 else ''}:{label}"
