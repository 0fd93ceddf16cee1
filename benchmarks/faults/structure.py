"""Damage to paragraphs, ids, notes, addresses, boxes, headings and pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from place import Damage, Kind, Work, at, lines_replaced, replaced, span, without

from duizhao.document.model import Block, Page

ID_LINE = r"^\s*\{ #[^}]*-p\d+ \}$"


def paragraph_dropped(work: Work) -> Damage | None:
    page, block = work.one("paragraph")
    damage = without(page, *span(page, block))
    # The finding may as well stand at the counterpart, which is still there.
    damage.where |= {(p.file, b.line) for p, b in work.blocks("paragraph") if b.id == block.id and p is not page}
    return damage


def paragraph_dropped_in_both(work: Work) -> Damage | None:
    ids = {b.id for _, b in work.blocks("paragraph", language="zh") if not b.refs and not b.box and "-p" in b.id}
    id_ = work.random.choice(sorted(ids))
    damages = [without(p, *span(p, b)) for p, b in work.blocks("paragraph") if b.id == id_]
    contents = {file: content for damage in damages for file, content in damage.contents.items()}
    return Damage(contents, {place for damage in damages for place in damage.where})


def _neighbours(work: Work) -> tuple[Page, Block, Block] | None:
    found = []
    for page in work.pages():
        plain = [b for b in page.blocks if b.kind == "paragraph" and not b.box and not b.refs and len(b.text) > 40]
        found += [(page, a, b) for a, b in itertools.pairwise(plain)]
    return work.random.choice(found) if found else None


def swapped(work: Work) -> Damage | None:
    """Two paragraphs change places, with their ids."""
    if not (found := _neighbours(work)):
        return None
    page, first, second = found
    lines = page.content.split("\n")
    (a, b), (c, d) = span(page, first), span(page, second)
    damage = lines_replaced(page, a, d, [*lines[c:d], *lines[b:c], *lines[a:b]])
    damage.where |= {(p.file, x.line) for p, x in work.blocks("paragraph") if x.id in (first.id, second.id)}
    return damage


def texts_swapped(work: Work) -> Damage | None:
    """Two paragraphs change places and leave their ids."""
    if not (found := _neighbours(work)):
        return None
    page, first, second = found
    lines = page.content.split("\n")
    a, b = first.line - 1, second.line - 1
    lines[a], lines[b] = lines[b], lines[a]
    return Damage({page.file: "\n".join(lines)}, {(page.file, first.line), (page.file, second.line)})


def pasted_twice(work: Work) -> Damage | None:
    page, block = work.one("paragraph", boxed=False)
    lines = page.content.split("\n")
    start, end = span(page, block)
    return lines_replaced(page, start, end, [*lines[start:end], "", *lines[start:end]])


def pasted_elsewhere(work: Work) -> Damage | None:
    page, block = work.one("paragraph", boxed=False)
    other = work.random.choice([p for p in work.pages(page.language) if p is not page and p.front["kind"] == "section"])
    start, end = span(page, block)
    lines = other.content.rstrip("\n").split("\n")
    return lines_replaced(other, len(lines), len(lines) + 1, ["", *page.content.split("\n")[start:end]])


def split(work: Work) -> Damage | None:
    return at(work.match(r"(?<=[。.])[ ]?(?=[^\s。.\[”’）]{10})", unless=lambda m: len(m.string) < 100), "\n\n")


def merged(work: Work) -> Damage | None:
    """The id line of a paragraph and the blank line behind it deleted, so that it runs into the next."""
    found = []
    for page in work.pages():
        lines = page.content.split("\n")
        for number, line in enumerate(lines[:-2]):
            if re.match(r"^\{ #", line) and not lines[number + 1] and re.match(r"[^!#\[{\s]", lines[number + 2]):
                found.append((page, number))
    page, number = work.random.choice(found)
    damage = without(page, number, number + 2)
    damage.where |= {(page.file, number + 2)}
    return damage


def id_deleted(work: Work) -> Damage | None:
    found = work.anywhere(ID_LINE)
    return without(found[0], found[1] - 1, found[1]) if found else None


def id_mistyped(work: Work) -> Damage | None:
    found = work.anywhere(r"^(?P<begin>\s*\{ #[^}]*-p)(?P<number>\d+) \}$")
    if not found:
        return None
    page, number, match = found
    new = work.random.choice([str(int(match["number"]) + 40), "x", match["number"] + "0"])
    return _near(replaced(page, number, match.start("number"), match.end("number"), new), page, number)


def id_of_another(work: Work) -> Damage | None:
    """An id with the number of its neighbour."""
    found = work.anywhere(r"^\s*\{ #[^}]*-p(?P<number>[2-9]) \}$")
    if not found:
        return None
    page, number, match = found
    new = str(int(match["number"]) - 1)
    return _near(replaced(page, number, match.start("number"), match.end("number"), new), page, number)


def _near(damage: Damage, page: Page, number: int) -> Damage:
    """An id line and the text above it are one place to an editor."""
    damage.where.add((page.file, number - 1))
    return damage


def _id(pattern: str, new: str):  # type: ignore[no-untyped-def]
    def damage(work: Work) -> Damage | None:
        found = work.anywhere(pattern)
        made = at(found, new)
        return _near(made, found[0], found[1]) if found and made else None

    return damage


def id_apart(work: Work) -> Damage | None:
    """A blank line between a paragraph and its id."""
    found = work.anywhere(r"^\{ #[^}]*-p\d+ \}$")
    if not found:
        return None
    page, number, match = found
    damage = replaced(page, number, 0, len(match[0]), "\n" + match[0])
    return _near(damage, page, number)


def mark_lost(work: Work) -> Damage | None:
    """A footnote mark deleted: the note stays, and belongs to nothing."""
    found = work.anywhere(r"\[\^n\d+\](?!:)")
    if not found:
        return None
    page, number, match = found
    damage = replaced(page, number, *match.span(), "")
    note = next((b for label, b in page.notes.items() if f"[^{label}]" == match[0]), None)
    damage.where |= {(page.file, note.line)} if note else set()
    return damage


def mark_changed(work: Work) -> Damage | None:
    found = work.anywhere(r"\[\^n(\d+)\](?!:)")
    if not found:
        return None
    page, number, match = found
    used = [int(label[1:]) for label in page.notes if label[1:].isdigit()]
    return replaced(page, number, *match.span(1), str(max(used) + 1))


def note_deleted(work: Work) -> Damage | None:
    page, block = work.one("note")
    damage = without(page, *span(page, block))
    damage.where |= {(page.file, b.line) for b in page.blocks if any(ref.label == block.id for ref in b.refs)}
    return damage


def note_twice(work: Work) -> Damage | None:
    """A note that got the number of the one before it."""
    found = work.anywhere(r"^\[\^n([2-9])\](?=:)")
    if not found:
        return None
    page, number, match = found
    damage = replaced(page, number, *match.span(1), str(int(match[1]) - 1))
    damage.where |= {(page.file, b.line) for b in page.blocks if any(ref.label == f"n{match[1]}" for ref in b.refs)}
    return damage


def address_letter(work: Work) -> Damage | None:
    """A letter or digit of an address changed that both languages cite."""
    both = {a for _, b in work.blocks("note", language="zh") for a in b.addresses}
    both &= {a for _, b in work.blocks("note", language="en") for a in b.addresses}
    return _address(
        work, r"(?<=/)[0-9a-f]{6,}(?=/)", lambda m: m[0][:3] + ("0" if m[0][3] != "0" else "1") + m[0][4:], both
    )


def _address(work: Work, pattern: str, new, among: set[str] | None = None) -> Damage | None:  # type: ignore[no-untyped-def]
    """A match inside an address of a note replaced."""
    found = []
    for page in work.pages():
        for number, line in enumerate(page.content.split("\n"), 1):
            for address in re.finditer(r"<(https?://[^>]*)>", line):
                if among is None or address[1] in among:
                    for match in re.finditer(pattern, line):
                        if address.start() < match.start() and match.end() <= address.end() - 1:
                            found.append((page, number, match))
    return at(work.random.choice(found) if found else None, new)


def box_end_moved(work: Work) -> Damage | None:
    """The paragraph behind a box drawn into it."""
    found = []
    for page in work.pages():
        blocks = page.blocks
        found += [
            (page, b) for a, b in itertools.pairwise(blocks)
            if a.box and "box" in a.box and b.kind == "paragraph" and not b.box
        ]  # fmt: skip
    page, block = work.random.choice(found)
    lines = page.content.split("\n")
    end = max(block.last, block.line)
    return lines_replaced(page, block.line - 1, end, [f"    {line}" for line in lines[block.line - 1 : end]])


def box_paragraph_out(work: Work) -> Damage | None:
    page, block = work.random.choice([(p, b) for p, b in work.blocks("paragraph") if "box" in b.box])
    lines = page.content.split("\n")
    end = max(block.last, block.line)
    return lines_replaced(page, block.line - 1, end, [line.lstrip() for line in lines[block.line - 1 : end]])


def box_deleted(work: Work) -> Damage | None:
    page, box = work.one("factbox")
    inner = [b for b in page.blocks if b.box == box.id]
    damage = without(page, box.line - 1, span(page, inner[-1])[1])
    ids = {box.id, *(b.id for b in inner)}
    damage.where |= {(p.file, b.line) for p, b in work.blocks("factbox", "paragraph") if b.id in ids and p is not page}
    return damage


def source_deleted(work: Work) -> Damage | None:
    page, block = work.random.choice([(p, b) for p, b in work.blocks("paragraph") if b.box.startswith("figure")])
    damage = without(page, *span(page, block))
    damage.where |= {(p.file, b.line) for p, b in work.blocks("paragraph", "figure") if b.id in (block.id, block.box)}
    return damage


def heading_deleted(work: Work) -> Damage | None:
    page, block = work.one("heading")
    damage = without(page, *span(page, block))
    damage.where |= {(p.file, b.line) for p, b in work.blocks("heading") if b.id == block.id and p is not page}
    return damage


def title_alone(work: Work) -> Damage | None:
    """A word of a page's title corrected on the page and not in its front matter."""
    return at(work.match(r"(?<=\w)\w(?= \{ #[^}]*\}$|\w+ \{ #)", "title"), "X")


def front_key(work: Work) -> Damage | None:
    page, key = work.random.choice(work.pages()), work.random.choice(["title", "order", "kind"])
    number = next(i for i, line in enumerate(page.content.split("\n")) if line.startswith(f"{key}:"))
    damage = without(page, number, number + 1)
    return Damage(damage.contents, {(page.file, n) for n in range(1, 12)})


def _in_front(work: Work, pattern: str, new: str) -> Damage | None:
    """A page whose front matter is damaged in one line; where two lines belong together, either will do."""
    page = work.random.choice(work.pages())
    lines = page.content.split("\n")
    number = next(i for i, line in enumerate(lines) if i and re.search(pattern, line))
    damage = lines_replaced(page, number, number + 1, [re.sub(pattern, new, lines[number])])
    return Damage(damage.contents, {(page.file, number + 1 + at) for at in range(3)})


def front_key_twice(work: Work) -> Damage | None:
    """A line of the front matter, and once more with another value."""
    page = work.random.choice(work.pages())
    lines = page.content.split("\n")
    number = work.random.choice([i for i, line in enumerate(lines[:12]) if re.match("title:|order:|kind:", line)])
    damage = lines_replaced(page, number, number + 1, [lines[number], lines[number] + "1"])
    return Damage(damage.contents, {(page.file, n) for n in range(1, 12)})


def front_changed(key: str) -> Callable[[Work], Damage | None]:
    """An entry of the front matter that no longer fits its page: the number in it is another one."""

    def damage(work: Work) -> Damage | None:
        pattern = rf"^\s*{key}: .*?(\d+)(?=\D*$)"
        found = [
            (page, number, match)
            for page in work.pages()
            for number, line in enumerate(page.content.split("\n")[:14])
            if (match := re.match(pattern, line))
        ]
        page, number, match = work.random.choice(found)
        made = replaced(page, number + 1, *match.span(1), str(int(match[1]) + work.random.choice([1, 4, 30])))
        return Damage(made.contents, {(page.file, n) for n in range(1, 15)})

    return damage


def front_end_deleted(work: Work) -> Damage | None:
    page = work.random.choice(work.pages())
    number = page.content.split("\n").index("---", 1)
    return without(page, number, number + 1)


def merge_marks(work: Work) -> Damage | None:
    """A paragraph as git leaves it where two people changed it."""
    page, block = work.one("paragraph", boxed=False)
    line = page.content.split("\n")[block.line - 1]
    both = ["<<<<<<< HEAD", line, "=======", f"{line[:-1]}!", ">>>>>>> main"]
    return lines_replaced(page, block.line - 1, block.line, both)


def emptied(work: Work) -> Damage | None:
    """A page without its text, and perhaps without its front matter."""
    page = work.random.choice(work.pages())
    front = "\n".join(page.content.split("\n")[: page.content.split("\n").index("---", 1) + 1])
    return Damage({page.file: work.random.choice(["", f"{front}\n"])}, {(page.file, 1)})


def order_twice(work: Work) -> Damage | None:
    page = work.random.choice([p for p in work.pages() if p.order])
    lines = page.content.split("\n")
    number = next(i for i, line in enumerate(lines) if line.startswith("order:"))
    damage = replaced(page, number + 1, 0, len(lines[number]), f"order: {page.order - 1}")
    others = {(p.file, n) for p in work.pages(page.language) if p.order == page.order - 1 for n in range(1, 12)}
    damage.where |= others
    return damage


def page_deleted(work: Work) -> Damage | None:
    page = work.random.choice([p for p in work.pages() if p.path != "index.md"])
    others = {(p.file, 1) for p in work.pages() if p.path == page.path and p is not page}
    return Damage({page.file: None}, others)


_NUMBERED = ("chapter", "section", "order", "lines")

KINDS = (
    Kind("a paragraph deleted in one language", paragraph_dropped),
    Kind("a paragraph deleted in both", paragraph_dropped_in_both, fidelity=True),
    Kind("two paragraphs swapped, with their ids", swapped),
    Kind("two paragraphs’ texts swapped, ids left", texts_swapped),
    Kind("a paragraph pasted twice", pasted_twice),
    Kind("a paragraph pasted on another page too", pasted_elsewhere),
    Kind("a paragraph cut in two", split),
    Kind("two paragraphs run together", merged),
    Kind("an id line deleted", id_deleted),
    Kind("an id mistyped", id_mistyped),
    Kind("an id of the paragraph before", id_of_another),
    Kind("an id’s bracket lost", _id(r"(?<=\d) \}$", "")),
    Kind("an id’s # lost", _id(r"(?<=^\{ )#(?=[^}]*-p\d+ \}$)", "")),
    Kind("a blank line before an id", id_apart),
    Kind("a footnote mark lost", mark_lost),
    Kind("a footnote mark’s number changed", mark_changed),
    Kind("a footnote deleted", note_deleted),
    Kind("two footnotes with one number", note_twice),
    Kind("a footnote mark with wide brackets", lambda w: at(w.anywhere(r"\[(\^n\d+)\](?!:)"), lambda m: f"［{m[1]}］")),
    Kind("a footnote mark without ^", lambda w: at(w.anywhere(r"\[\^(n\d+)\](?!:)"), lambda m: f"[{m[1]}]")),
    Kind("a wide colon behind a footnote’s number", lambda w: at(w.anywhere(r"(?<=^\[\^n\d\]):"), "：")),
    Kind("an address cut", lambda w: _address(w, r"(?<=.{20})/?[^/]{3,8}(?=>)", "")),
    Kind("a space in an address", lambda w: _address(w, r"(?<=.{12})(?=[^>/])", " ")),
    Kind(
        "a wide sign in an address",
        lambda w: _address(w, r"\.(?=html?>)|:(?=//)", lambda m: "．" if m[0] == "." else "："),
    ),
    Kind("an address without https://", lambda w: _address(w, r"https?://", "")),
    Kind("an angle bracket of an address lost", lambda w: at(w.anywhere(r"<(?=http)|>$"), "")),
    Kind("a letter changed in an address both cite", address_letter),
    Kind("a box’s end moved down", box_end_moved),
    Kind("a box’s paragraph moved out", box_paragraph_out),
    Kind("a box deleted in one language", box_deleted),
    Kind("a box’s title deleted", lambda w: at(w.anywhere(r'(?<=!!! factbox) ".*"$'), "")),
    Kind("a box’s title in curly quotes", lambda w: at(w.anywhere(r'(?<=!!! factbox )"(.*)"$'), lambda m: f"“{m[1]}”")),
    Kind(
        "a box’s kind mistyped",
        lambda w: at(w.anywhere(r"(?<=^!!! )factbox|(?<=^!!! )figure"), lambda m: m[0][:-2] + m[0][-1]),
    ),
    Kind("an exclamation mark of a box lost", lambda w: at(w.anywhere(r"^!!!(?= )"), "!!")),
    Kind("a figure’s source deleted", source_deleted),
    Kind("a heading deleted", heading_deleted),
    Kind("a heading a level too deep", lambda w: at(w.anywhere(r"^##(?= )"), "####")),
    Kind("a heading made a title", lambda w: at(w.anywhere(r"^##(?= )"), "#")),
    Kind("a heading’s marks lost", lambda w: at(w.anywhere(r"^## "), "")),
    Kind("a title corrected on the page alone", title_alone),
    Kind("a line of the front matter deleted", front_key),
    Kind("a key of the front matter twice", front_key_twice),
    *(Kind(f"another number in the front matter’s {key}", front_changed(key)) for key in _NUMBERED),
    Kind("a colon and a space in the front matter’s title", lambda w: _in_front(w, r"^(title: )'?(.{3})", r"\1\2: ")),
    Kind("a wide colon in the front matter", lambda w: _in_front(w, r"^(order|kind): ", r"\1：")),
    Kind("the front matter’s end deleted", front_end_deleted),
    Kind("the front matter’s end mistyped", lambda w: _in_front(w, "^---$", "--")),
    Kind("merge marks left in a page", merge_marks),
    Kind("a page emptied", emptied),
    Kind("a page’s order doubled", order_twice),
    Kind("a page deleted in one language", page_deleted),
)
