"""Of a text whose format has notes: each page's notes with the labels of the edition, and what is bound to
nothing. And of one whose format knows no notes, as tools write it that read pages: raised marks, what they refer to."""

from collections.abc import Container

from msgspec.structs import replace

from duizhao.document.text import Text, inserted
from duizhao.patterns import lazily
from duizhao.source.contents import Content, first_text, references_in, whole_text, with_contents
from duizhao.source.inline import Address, Emphasis, Inline, Link, NoteRef, Verbatim
from duizhao.source.model import Block, Heading, LanguageText, Level, Note, Paragraph, Reason, Rule
from duizhao.source.profile import LanguageProfile
from duizhao.source.readers.content import raised
from duizhao.source.repairs.flow import Log, shortened
from duizhao.source.schemes import key_of


def format_notes(text: LanguageText, profile: LanguageProfile) -> LanguageText:
    """Labels the notes `n1`, `n2`, … anew on each page, in the order they are read.

    A note that several pages refer to stands on each. A raised sign without a note is a raised character; any other
    reference without one stays as it is written, and is told.
    """
    return _Binding(text).bound()


class _Binding:
    def __init__(self, text: LanguageText) -> None:
        self._text = text
        self._log = Log(text)
        self._known: dict[str, Note] = {}
        #: Notes by a label that another has already: what refers to it cannot mean them.
        self._others = [note for note in text.notes if self._known.setdefault(note.label, note) is not note]
        self._used: set[str] = set()
        self._notes: list[Note] = []
        self._on_page: dict[str, str] = {}

    def bound(self) -> LanguageText:
        blocks: list[Block] = []
        for block in self._text.blocks:
            if isinstance(block, Heading) and block.level is not Level.SUBHEADING:
                self._on_page = {}
            blocks.append(with_contents(block, self._content))
        on_last = len(self._on_page)
        unused = [note for label, note in self._known.items() if label not in self._used]
        for number, note in enumerate((*unused, *self._others), on_last + 1):
            self._notes.append(replace(note, label=f"n{number}"))
            self._log.find("c-009", note.offset, mark=f"[{note.label}]", text=shortened(note.text.plain))
        notes = tuple(replace(note, content=tuple(self._in_note(note.content))) for note in self._notes)
        return self._log.result(blocks, notes=notes)

    def _content(self, content: Content) -> Content:
        return tuple(self._item(item) if isinstance(item, NoteRef) else item for item in content)

    def _item(self, ref: NoteRef) -> Inline:
        """A reference with the label of its note on the page; what is none as text."""
        name = ref.label or ""
        note = self._known.get(name)
        if note is None:
            return self._unbound(ref, name)
        self._log.drop(ref.mark.spans(), Reason.FOOTNOTE_MARK)
        if name not in self._on_page:
            self._on_page[name] = f"n{len(self._on_page) + 1}"
            again = name in self._used
            self._used.add(name)
            made = replace(note, label=self._on_page[name], anchor=ref.mark.start)
            self._notes.append(_copy(made) if again else made)
        return NoteRef(ref.mark, self._on_page[name])

    def _unbound(self, ref: NoteRef, name: str) -> Inline:
        sign = name.removeprefix("^")
        if name.startswith("^") and (character := raised(sign)):
            self._log.drop(ref.mark.spans(), Reason.REFERENCE)
            return inserted(character, "raised character")
        if name.startswith("^"):
            at = ref.mark.plain.find(sign)
            self._log.drop((*ref.mark[:at].spans(), *ref.mark[at + len(sign) :].spans()), Reason.MARKUP)
            return ref.mark[at : at + len(sign)]
        self._log.find("c-008", ref.mark, mark=ref.mark.plain)
        return NoteRef(ref.mark, None)

    def _in_note(self, content: Content) -> list[Inline]:
        """A note refers to no other."""
        return [
            self._unbound(item, item.label or "") if isinstance(item, NoteRef) and item.label else item
            for item in content
        ]


def _copy(note: Note) -> Note:
    """The note once more, as text that is put in."""
    content = tuple(_again(item) for item in note.content)
    return replace(note, text=whole_text(content), content=content)


def _again(item: Inline) -> Inline:
    def put_in(text: Text) -> Text:
        return inserted(text.plain, "note that is cited on another page, too")

    match item:
        case Text():
            return put_in(item)
        case Emphasis() | Verbatim() | Address():
            return replace(item, text=put_in(item.text))
        case Link():
            return Link(put_in(item.text), put_in(item.address))
        case NoteRef():
            return put_in(item.mark)
        case _:
            return item


_SIGN = r"(?P<sign>\d{1,3}|[*†‡§¶]{1,4}|[①-⑳㉑-㉟㊱-㊿])"
#: A raised mark that may refer to a note: `^1`, `^[1]`, `^*`.
_RAISED = lazily(rf"\^[\[(（［〔]?{_SIGN}[\])）］〕]?")
#: How a note begins whose mark is not raised.
_PLAIN = lazily(rf"[\[(（［〔]?{_SIGN}(?:[\])）］〕]\s*|\s+|(?<=[①-⑳㉑-㉟㊱-㊿]))(?=\S)")


def with_raised_notes(text: LanguageText, entries: Container[int] = ()) -> LanguageText:
    """Takes out of the text each paragraph that begins with the mark of references before it, as their note.

    Notes that count anew on each page are told apart by where they stand. A number that is not raised at a paragraph's
    beginning is believed if it is 1, or follows that of the note before and is referred to behind it: other raised
    numbers are powers; and if it is that of a list's item below the name of endnotes. `entries`: where paragraphs begin
    that are none, whatever refers to them.
    """
    log = Log(text)
    known = {note.label for note in text.notes}
    waiting: dict[str, list[int]] = {}  # by sign, the offsets of references without a note yet
    labels: dict[int, str] = {}  # of the references by offset
    notes: list[Note] = []
    blocks: list[Block] = []
    last: tuple[str, int] = ("", -1)  # the note before: its sign, and where it is first referred to
    listed = False
    for block in text.blocks:
        if isinstance(block, Heading):
            listed = key_of(block.text.plain) == "endnotes"
        is_entry = first_text(block).start in entries
        if isinstance(block, Paragraph) and not is_entry and (begun := _begun(block, waiting, last, listed=listed)):
            sign, mark, content = begun
            last = (sign, waiting[sign][0])
            label = f"{sign}@{len(text.notes) + len(notes)}"
            labels |= dict.fromkeys(waiting.pop(sign), label)
            log.drop(mark.spans(), Reason.FOOTNOTE_MARK)
            if blocks and isinstance(blocks[-1], Rule):  # a line above notes parts nothing
                blocks.pop()
            notes.append(Note(0, block.text.start, whole_text(content), label=label, content=content))
            continue
        blocks.append(block)
        for ref in references_in([block]):
            if ref.label and ref.label not in known and (sign := _sign(ref)):
                waiting.setdefault(sign, []).append(ref.mark.start)

    def named(content: Content) -> Content:
        return tuple(
            replace(item, label=labels[item.mark.start])
            if isinstance(item, NoteRef) and item.mark.start in labels
            else item
            for item in content
        )

    return log.result([with_contents(block, named) for block in blocks], notes=(*text.notes, *notes))


def _begun(
    block: Paragraph, waiting: dict[str, list[int]], last: tuple[str, int], *, listed: bool
) -> tuple[str, Text, Content] | None:
    """The sign, the mark and the rest of a paragraph that is the note of references before it; of an item of a list, if
    `listed`."""
    if listed and (number := block.marker.rstrip(".)")) in waiting:
        return number, Text(), block.content
    first, rest = (block.content[0], block.content[1:]) if block.content else (None, ())
    if isinstance(first, NoteRef):
        sign = _sign(first)
        if sign not in waiting or not whole_text(rest).plain.strip():
            return None
        mark = first.mark
        if isinstance(head := rest[0], Text):
            spaces = len(head.plain) - len(head.plain.lstrip())
            mark, rest = mark + head[:spaces], (head[spaces:], *rest[1:])
        return sign, mark, rest
    if isinstance(first, Text) and (match := _PLAIN.match(first.plain)):
        sign = match["sign"]
        before, at = last
        follows = before.isdecimal() and sign == str(int(before) + 1) and waiting.get(sign, [-1])[-1] > at
        if sign in waiting and (follows or sign == "1" or not sign.isdecimal()):
            return sign, first[: match.end()], (first[match.end() :], *rest)
    return None


def _sign(ref: NoteRef) -> str:
    found = _RAISED.fullmatch(ref.label or "")
    return found["sign"] if found else ""
