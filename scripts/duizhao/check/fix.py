"""Mends what can be mended without a change of meaning: punctuation, spaces, the writing of marks.

Every file that was mended is read back and compared: its words, its blocks, ids, notes and addresses must be what they
were. An edit after which they are not is not made, and if anything fails while files are written, all are put back.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from duizhao.check.model import Edit, Finding
from duizhao.check.words import phrase, sign_names
from duizhao.document.editions import read_page
from duizhao.document.normalize_markup import normalize_markup
from duizhao.errors import InputError
from duizhao.languages.characters import IDEOGRAPHS
from duizhao.workspace import replace_all

#: One pass may bring out what another rule can mend (a wide bracket behind which a space is then too many).
_PASSES = 5


class Done(Struct, frozen=True):
    """One edit that was made, with the code of its rule."""

    code: str
    edit: Edit


class Mended(Struct, frozen=True):
    """What was done, in order, and the files in which something was left because more would have changed; `reasons`: of
    how many texts of the source errata.yml says now why they differ."""

    done: tuple[Done, ...]
    left: tuple[str, ...]
    reasons: int = 0


def mend(root: Path, find: Callable[[dict[str, str]], Iterable[Finding]]) -> Mended:
    """Mends the files below `root` until nothing more can be mended, then writes them.

    `find` gives the findings to mend for contents that take the place of the files', by file.

    Raises:
        InputError: a file cannot be read or written; nothing is changed then.
    """
    before: dict[str, str] = {}
    now: dict[str, str] = {}
    done: list[Done] = []
    left: set[Edit] = set()
    for _ in range(_PASSES):
        edits = _by_file(find(now), left)
        if not edits:
            break
        for file, wanted in edits.items():
            if file not in before:
                before[file] = now[file] = _read(root / file, file)
            made = _applied(now[file], wanted)
            if not _same_words(before[file], made, file):
                wanted, refused = _parted(before[file], now[file], wanted, file)
                left |= refused
                made = _applied(now[file], wanted)
            now[file] = made
            done += wanted
    changed = {root / file: content for file, content in now.items() if content != before[file]}
    replace_all(changed)
    return Mended(tuple(done), tuple(sorted({edit.file for edit in left})))


def _parted(before: str, now: str, wanted: Sequence[Done], file: str) -> tuple[list[Done], set[Edit]]:
    """The edits that leave the words of a file what they were `before`, and the others."""
    kept: list[Done] = []
    for one in wanted:
        if _same_words(before, _applied(now, [*kept, one]), file):
            kept.append(one)
    return kept, {one.edit for one in wanted if one not in kept}


def _read(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputError("The file cannot be read; nothing was changed.", file=name) from None


def _by_file(findings: Iterable[Finding], left: set[Edit]) -> dict[str, list[Done]]:
    """The edits of each file but for those in `left`, from its beginning on; of two that overlap, the first."""
    found: dict[str, list[Done]] = defaultdict(list)
    for finding in findings:
        for edit in finding.edits:
            if edit not in left:
                found[edit.file].append(Done(finding.code, edit))
    result: dict[str, list[Done]] = {}
    for file, all_ in found.items():
        kept: list[Done] = []
        for one in sorted(all_, key=lambda d: (d.edit.line, d.edit.start, -d.edit.end)):
            last = kept[-1].edit if kept else None
            if not last or (last.line, last.end) < (one.edit.line, one.edit.start) or last.line < one.edit.line:
                kept.append(one)
        result[file] = kept
    return result


def _applied(content: str, wanted: Sequence[Done]) -> str:
    """The content with the edits, made from the end so that the places before stay right."""
    lines = content.split("\n")
    for one in reversed(wanted):
        edit = one.edit
        line = lines[edit.line - 1]
        if edit.old == "\n" and not line.strip():
            del lines[edit.line - 1]
            continue
        if line[edit.start : edit.end] != edit.old:
            raise InputError(
                "The file has changed while it was checked; nothing was changed.", file=edit.file, line=edit.line,
                hint="Run `duizhao check --fix` again.",
            )  # fmt: skip
        new = edit.new.replace("\n", "\r\n") if line.endswith("\r") else edit.new
        lines[edit.line - 1] = line[: edit.start] + new + line[edit.end :]
    return "\n".join(lines)


def _same_words(before: str, after: str, file: str) -> bool:
    """Whether two contents of a file have the same letters and digits in the same order, and what was a block, an id,
    a note or a link in the first is one in the second."""
    if _letters(before) != _letters(after):
        return False
    try:
        old, new = (read_page(content.replace("\r\n", "\n"), "", file, file) for content in (before, after))
    except InputError:
        return False
    ids = [{block.id.lower() for block in page.blocks if block.id} for page in (old, new)]
    kept = ids[0] <= ids[1] and set(old.notes) <= set(new.notes)
    addresses = [{a for b in (*p.blocks, *p.notes.values()) for a in b.addresses} for p in (old, new)]
    # What was taken for a block and is an id now is none that is lost.
    written = {_letters(id_) for id_ in ids[1] - ids[0]}
    # Nor is a row that an empty line parted from its table a block of its own.
    blocks = [b for b in old.blocks if (b.id or _letters(b.text) not in written) and not b.text.startswith("|")]
    return kept and old.front == new.front and len(new.blocks) >= len(blocks) and addresses[0] <= addresses[1]


def _letters(content: str) -> str:
    meant = normalize_markup(content).translate(IDEOGRAPHS)
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", meant)).casefold()


def told(mended: Mended, language: str) -> list[str]:
    """What was mended, line by line."""
    lines = []
    for done in mended.done:
        edit = done.edit
        old, new = (_named(text, language) for text in (edit.old, edit.new))
        lines.append(phrase(language, "fixed").format(file=edit.file, line=edit.line, code=done.code, old=old, new=new))
    lines += [phrase(language, "not_fixed").format(file=file) for file in mended.left]
    if mended.done:
        files = len({done.edit.file for done in mended.done})
        lines.append(phrase(language, "fixed_count").format(count=len(mended.done), files=files))
        if mended.reasons:
            lines.append(phrase(language, "fixed_reasons").format(count=mended.reasons))
    else:
        lines.append(phrase(language, "nothing_to_fix"))
    return [*lines, ""]


def _named(text: str, language: str) -> str:
    """A text as it can be told apart in a message."""
    if not text:
        return phrase(language, "nothing")
    if not text.strip():
        if "\n" in text:
            return phrase(language, "empty_line")
        if text.strip(" "):
            return sign_names(language, " ".join(f"U+{ord(char):04X}" for char in text if char != " "))
        return phrase(language, "spaces").format(count=len(text)) if len(text) > 1 else phrase(language, "space")
    return f"“{''.join(char if char.isprintable() else '□' for char in text)}”"
