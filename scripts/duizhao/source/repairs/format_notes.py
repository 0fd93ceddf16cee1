"""Of a text whose format has notes: each page's notes with the labels of the edition, and what is bound to nothing."""

from msgspec.structs import replace

from duizhao.document.text import Text, inserted
from duizhao.source.contents import Content, whole_text, with_contents
from duizhao.source.inline import Address, Emphasis, Inline, Link, NoteRef, Verbatim
from duizhao.source.model import Block, Heading, LanguageText, Level, Note, Reason
from duizhao.source.profile import LanguageProfile
from duizhao.source.readers.content import raised
from duizhao.source.repairs.flow import Log, shortened


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
