"""The text of a block as HTML elements: sentences, emphasis, links, images, line breaks and footnote references."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from msgspec import Struct

from duizhao.document.model import Block, Mark, Ref
from duizhao.languages.script import is_han
from duizhao.publish.markdown.elements import add_text, element, verbatim

_TAGS = {"em": "em", "strong": "strong", "code": "code", "link": "a"}

#: A Latin word with an apostrophe. Beside Han the sign is a quotation mark as wide as a character.
_WITH_APOSTROPHE = "(?P<latin>[A-Za-z\u00c0-\u024f]+(?:\u2019[A-Za-z\u00c0-\u024f]+)+)"
#: The dot within a foreign name, with the character before it: no line begins with the dot. Nor does one with what a
#: month's or a day's number is of.
_UNBROKEN = "(?P<unbroken>\\w\u00b7|(?<![0-9.,])[0-9]{1,2}[\u6708\u65e5\u53f7])"
#: A word with the signs that French sets apart from it: no line ends or begins with them.
_BESIDE_SIGNS = re.compile(
    "(?P<unbroken>\u00ab [^\\s\u00ab\u00bb]+(?: [\u00bb:;!?])*|[^\\s\u00ab\u00bb]+(?: [\u00bb:;!?%])+)(?!\\w)"
)
#: A sign between two clauses of a title, where the quotation marks are half as wide as in a text, and it is not.
_BETWEEN_CLAUSES = "(?P<wide>[\uff0c\u3001\uff1b\uff1a\u3002\uff1f\uff01](?=\\w))"
_SET_APART = re.compile(f"{_WITH_APOSTROPHE}|{_UNBROKEN}")
_SET_APART_IN_TITLE = re.compile(f"{_WITH_APOSTROPHE}|{_UNBROKEN}|{_BETWEEN_CLAUSES}")

#: The element for a reference.
Reference = Callable[[Ref], Element]


class Sentence(Struct, frozen=True):
    """A sentence's place in a block's text, and the number of the pair it belongs to; 0 if it has no counterpart."""

    start: int
    end: int
    pair: int


def fill(
    parent: Element, block: Block, reference: Reference, span: tuple[int, int] | None = None,
    sentences: Sequence[Sentence] = (),
) -> Element:  # fmt: skip
    """Puts a block's text, or the stretch `span` of it, into an element; gives the element.

    `sentences`: in order, not overlapping; each becomes a `<span>`. A reference right behind a sentence belongs to it.
    """
    _Filler(parent, block, reference, sentences).run(*(span or (0, len(block.text))))
    return parent


class _Filler:
    def __init__(self, parent: Element, block: Block, reference: Reference, sentences: Sequence[Sentence]) -> None:
        self._block, self._reference, self._sentences = block, reference, sentences
        self._parents = [parent]
        self._marks: list[Mark] = []  # those that are open, the outer first
        self._sentence: Sentence | None = None
        self._han = is_han(block.text)

    def run(self, start: int, end: int) -> None:
        marks = [
            mark for mark in self._block.marks if start <= mark.start and mark.end <= end and mark.start < mark.end
        ]
        refs = [ref for ref in self._block.refs if start <= ref.offset <= end]
        edges = {start, end, *(edge for mark in marks for edge in (mark.start, mark.end)), *(r.offset for r in refs)}
        edges |= {edge for sentence in self._sentences for edge in (sentence.start, sentence.end)}
        cuts = sorted(edge for edge in edges if start <= edge <= end)
        for at, following in zip(cuts, [*cuts[1:], end], strict=True):
            self._close_marks(at)
            here = [self._reference(ref) for ref in refs if ref.offset == at]
            self._parents[-1].extend(here)
            if here and _may_break(self._block.text, at):
                self._parents[-1].append(Element("wbr"))
            self._change_sentence(at)
            for mark in marks:
                if mark.start == at:
                    self._open(mark)
            if following > at:
                self._write(self._block.text[at:following])
        self._close_marks(end + 1)

    def _close_marks(self, at: int) -> None:
        while any(mark.end <= at for mark in self._marks):
            self._marks.pop()
            self._parents.pop()

    def _change_sentence(self, at: int) -> None:
        """Ends the sentence that ends here and begins the one that begins here; marks go on over the border."""
        over = bool(self._sentence and self._sentence.end <= at)
        new = next((s for s in self._sentences if s.start == at and s.end > s.start), None)
        if not over and (new is None or self._sentence):
            return
        open_marks, self._marks = self._marks, []
        del self._parents[len(self._parents) - len(open_marks) :]
        if over:
            self._parents.pop()
            self._sentence = None
        if new:
            pair = {"data_pair": str(new.pair)} if new.pair else {}
            span = element("span", class_="sentence" if new.pair else "sentence alone", **pair)
            self._parents[-1].append(span)
            self._parents.append(span)
            self._sentence = new
        for mark in open_marks:
            self._open(mark)

    def _open(self, mark: Mark) -> None:
        if mark.kind in ("break", "image"):
            made = Element("br")
            if mark.kind == "image":
                alt = verbatim(self._block.text[mark.start : mark.end])
                made = Element("img", {"src": verbatim(mark.address), "alt": alt})
        else:
            made = Element(_TAGS[mark.kind])
            if mark.kind == "em" and self._han and not is_han(self._block.text[mark.start : mark.end]):
                made.set("class", "latin")  # slanted, while Han has dots below
            if mark.kind == "link":
                made.set("href", verbatim(mark.address))
                own = self._block.text[mark.start : mark.end] == mark.address
                if mark.address.startswith(("http://", "https://")) and not own:
                    # On paper the address is printed behind the words.
                    made.set("data-address", verbatim(mark.address))
            if mark.title:
                made.set("title", verbatim(mark.title))
        self._parents[-1].append(made)
        self._parents.append(made)
        self._marks.append(mark)

    def _write(self, text: str) -> None:
        inner = self._marks[-1].kind if self._marks else ""
        if inner == "break":
            self._parents[-1].tail = "\n"
        elif inner != "image":
            at = 0
            titled = self._block.kind in ("title", "heading")
            apart = (_SET_APART_IN_TITLE if titled else _SET_APART) if self._han else _BESIDE_SIGNS
            for piece in apart.finditer(text):
                add_text(self._parents[-1], text[at : piece.start()])
                self._parents[-1].append(element("span", piece[0], class_=str(piece.lastgroup)))
                at = piece.end()
            add_text(self._parents[-1], text[at:])


def _may_break(text: str, at: int) -> bool:
    """Whether a line may break behind a note's number there where it would not of itself: before a letter, a digit or
    what opens a quotation, but not within a word."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if not after or is_han(after) or (before.isalnum() and not is_han(before)):
        return False
    return after.isalnum() or unicodedata.category(after) in ("Ps", "Pi")


def unknown(ref: Ref) -> Element:
    """A reference to a note that is not there, as it is written."""
    return element("sup", f"[^{ref.label}]")


def paragraphs(block: Block) -> list[tuple[int, int]]:
    """The stretches of a note's text that are paragraphs."""
    ends = [start - 1 for start in block.further]
    return list(zip([0, *block.further], [*ends, len(block.text)], strict=True))
