"""`duizhao new`: from the files of a report to a site to proofread, with what was seen of it and what needs an eye."""

import argparse
import math
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from duizhao.commands import init
from duizhao.commands.convert import write
from duizhao.commands.dialogue import asked, which
from duizhao.commands.review_file import REVIEW, by_kind, write_review
from duizhao.commands.site import checked
from duizhao.errors import InputError
from duizhao.languages import folder_of, language_names
from duizhao.project import Project
from duizhao.publish.site.build import build_site
from duizhao.source.conversion import Conversion, convert
from duizhao.source.editions import named, profiles
from duizhao.source.guess.formatted import of_format
from duizhao.source.guess.model import DOUBTFUL, SHOWN, Guess, Seen
from duizhao.source.guess.profile_text import profile_text
from duizhao.source.guess.whole import (
    File,
    guessed,
    rows_of,
    unsettled,
    with_parts_alike,
    with_publishers_alike,
    with_titles_doubted,
)
from duizhao.source.readers import READERS, WITH_FILES_BESIDE, no_reader
from duizhao.source.readers.images import files_beside
from duizhao.source.readers.read import ReadFile
from duizhao.source.repairs.flow import shortened
from duizhao.source.turns import Apart, apart, in_turns
from duizhao.words import message_language, words_of
from duizhao.workspace import replace_all

#: How many lines the end has at most, and how many of them are headings shown of an outline.
LAST_LINES, SHOWN_HEADINGS = 20, 12
#: So many characters of a heading are shown.
WIDEST = 110


def run(options: argparse.Namespace) -> int:
    """Carries out the command; gives the exit code."""
    language = options.lang or message_language()
    said = words_of(language, "new")
    root: Path = options.root
    _refuse_filled(root)
    files = _named_files(options.files)
    asks = not options.yes and sys.stdin.isatty()
    if not options.yes and not asks:
        print(said["no_terminal"])
    _step(said["reading"], 1)
    read = {name: READERS[path.suffix.lower()](path, str(path)) for name, path in files.items()}
    seen = _seen(read, files)
    _step("", 0)
    print("\n".join(_told(seen, said)))
    if asks:
        if len(seen) > len(files) and (codes := which(seen, said, language)):
            seen = _seen(read, files, codes)
            print("\n".join(_told(seen, said)))
        seen = tuple(asked(each, said, language) for each in seen)
    name = _edition(options.files[0])
    if not options.yes and not asks:
        print("".join(f"{line}\n" for line in _taken(seen, f"sources/{name}.yml", said)))
    beside = [read[file] for file, path in files.items() if path.suffix.lower() in WITH_FILES_BESIDE]
    images = {file: content for each in beside for file, content in files_beside(each).items()}
    contents = {PurePosixPath(file): path.read_bytes() for file, path in files.items()} | images
    head, turns = said["profile"].format(review=REVIEW), len(seen) > 1 and bool(_turned(read))
    profile = profile_text(seen, head, lambda guess: _because(guess, said), turns)
    _step(said["converting"], 2)
    conversion, path = _written(root, name, profile, contents)
    _step(said["checking"], 3)
    project = Project(root, keep=True)
    findings = checked(path, project, compared=True)
    write_review(root, conversion, findings, language)
    _step(said["building"], 4)
    lines = list(by_kind(conversion, findings, language))
    try:
        site = build_site(root, project=project)
    except InputError:
        # What needs an eye is most likely why; the project is there to be mended.
        print("\n".join(["", *_end(root, None, path, seen, lines, said, language), ""]))
        raise
    finally:
        _step("", 0)
    print("\n".join(["", *_end(root, site, path, seen, lines, said, language)]))
    return 0


def _refuse_filled(root: Path) -> None:
    """Stops where an edition has begun already.

    Raises:
        InputError: there is one.
    """
    if profiles(root) or (root / "docs").exists():
        raise InputError(
            "This folder holds an edition already.", file=str(root),
            hint="Run `duizhao site` here, or `duizhao new` in an empty folder.",
        )  # fmt: skip


def _named_files(files: Sequence[Path]) -> dict[str, Path]:
    """The files by the names they will have in `sources/`.

    Raises:
        InputError: one is not there, two have one name, or no reader is known for one.
    """
    found: dict[str, Path] = {}
    for path in files:
        if path.is_dir():
            raise InputError("This is a folder.", file=str(path), hint="Name the files of the report.")
        if not path.is_file():
            raise InputError("There is no such file.", file=str(path), hint="Name the files of the report.")
        if path.suffix.lower() not in READERS:
            raise no_reader(path, str(path))
        if path.name in found:
            raise InputError("Two files have this name.", file=str(path), hint="Give one of them another name.")
        found[path.name] = path
    return found


def _step(what: str, number: int) -> None:
    """Says on a terminal what is going on, in a line that the next one replaces; elsewhere in a line of its own."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{f'[{number}/4] {what}' if what else ''}", end="", file=sys.stderr, flush=True)
    elif what:
        print(f"[{number}/4] {what}", file=sys.stderr)


def _seen(read: dict[str, ReadFile], files: dict[str, Path], codes: Sequence[str] = ()) -> tuple[Seen, ...]:
    """What was seen of each language in what was read of the files; of `codes` alone, if they are given."""
    turned = _turned(read)
    blocks = [
        (name, file, own) for name, file in read.items() for own in (turned.values() if turned else [file.blocks])
    ]
    seen = guessed([File(name, rows_of(file.source, own)) for name, file, own in blocks], codes)
    for index, each in enumerate(seen):
        if turned and read[each.file].formatted and each.rows:
            own = replace(read[each.file], blocks=turned[each.han])
            seen = (*seen[:index], of_format(each, own, math.inf), *seen[index + 1 :])
        elif read[each.file].formatted and each.rows:
            # A file may hold several languages, one after the other.
            begins = (other.rows[0].number for other in seen if other.file == each.file and other.rows)
            end = min((line for line in begins if line > each.rows[0].number), default=math.inf)
            seen = (*seen[:index], of_format(each, read[each.file], end), *seen[index + 1 :])
    if len({each.file for each in seen}) < len(read):
        unused = sorted(set(files) - {each.file for each in seen})
        raise InputError(
            "Two files are in the same language.", file=str(files[unused[0]]),
            hint="Give one file for each language, or one that holds both.",
        )  # fmt: skip
    return with_titles_doubted(with_publishers_alike(with_parts_alike(seen)))


def _turned(read: dict[str, ReadFile]) -> Apart:
    """The blocks of each language, if there is one file and it holds two in turns."""
    (file, *others) = read.values()
    return apart(file.blocks)[0] if not others and in_turns(file.blocks) else {}


def _told(seen: Sequence[Seen], said: dict[str, str]) -> Iterator[str]:
    """What was seen, for people: of each language where it begins, what each guess rests on, and the outline."""
    for each in seen:
        begins = each.guess("begins")
        line = begins.lines[0] if begins and begins.lines else 1
        yield said["language"].format(code=each.code, file=each.file, line=line, count=len(each.rows))
        for guess in each.guesses:
            if guess.key != "begins":
                value = said["rests_on"].format(value=_value(guess, said), because=_because(guess, said))
                yield said["guess"].format(name=said[guess.key], value=value)
        if not each.guess("publisher"):
            yield said["guess"].format(name=said["publisher"], value=said["unnamed"])
        yield "  " + said["counts"].format(**each.counts)
        yield "  " + said["outline"].format(count=len(each.outline))
        for heading in each.outline[:SHOWN_HEADINGS]:
            yield f"  {'  ' * heading.level}{shortened(heading.text, WIDEST)}"
        if (more := len(each.outline) - SHOWN_HEADINGS) > 0:
            yield "    " + said["outline_more"].format(count=more, review=REVIEW)
        yield ""
    for file in dict.fromkeys(each.file for each in seen):
        if len({each.value("lines") for each in seen if each.file == file}) > 1:
            yield said["differing"].format(file=file) + "\n"


def _value(guess: Guess, said: dict[str, str]) -> str:
    values = guess.value if isinstance(guess.value, list) else [guess.value]
    return " | ".join(_words(value, said) for value in values)


def _words(value: object, said: dict[str, str]) -> str:
    """A value as a person reads it: what a profile has in its own words in those of the language."""
    if isinstance(value, dict):
        # A note that is its mark alone, as most are, says nothing more.
        return said["between"].join(_words(each, said) for each in value.values() if each not in ("{mark}", ["{mark}"]))
    if isinstance(value, list):
        return " / ".join(map(str, value))
    return said.get(f"value_{value}", str(value))


def _because(guess: Guess, said: dict[str, str]) -> str:
    """What a guess rests on."""
    words = said[f"because_{guess.because}"]
    if guess.lines:
        lines = said["between"].join((*map(str, guess.lines[:SHOWN]), *["…"] * (len(guess.lines) > SHOWN)))
        words = said["places" if len(guess.lines) > 1 else "place"].format(because=words, lines=lines)
    return said["doubtful"].format(because=words) if guess.sure < DOUBTFUL else words


def _taken(seen: Sequence[Seen], profile: str, said: dict[str, str]) -> Iterator[str]:
    """Where nobody can be asked: what was taken without asking, and how it is changed."""
    for each in seen:
        for key in unsettled(each):
            guess = each.value(key) or said["taken_none"]
            yield said["taken"].format(what=said[key], code=each.code, guess=guess, key=key, profile=profile)


def _edition(first: Path) -> str:
    """The edition's name: the first file's in small letters, if it has any."""
    name = re.sub(r"[^a-z0-9]+", "-", first.stem.casefold()).strip("-")
    return name[:40] or "report"


def _written(root: Path, name: str, profile: str, files: dict[PurePosixPath, bytes]) -> tuple[Conversion, Path]:
    """Converts beside the folder first, and writes all of the edition only if that went well."""
    with tempfile.TemporaryDirectory() as folder:
        conversion = convert(_lay(Path(folder), name, profile, files), Path(folder))
    there = set(root.iterdir()) if root.exists() else set()
    try:
        path = _lay(root, name, profile, files)
        write(conversion, path, root)
    except BaseException:
        for new in set(root.iterdir()) - there:
            shutil.rmtree(new) if new.is_dir() else new.unlink()
        raise
    return conversion, path


def _lay(root: Path, name: str, profile: str, files: dict[PurePosixPath, bytes]) -> Path:
    """Writes the project's files, the source and the profile; what is there stays. Gives the profile's path."""
    path = root / "sources" / f"{name}.yml"
    own = ((root / each, text) for each, text in init.files() if each.parent != Path("sources"))
    new: dict[Path, str | bytes | None] = {target: text for target, text in own if not target.exists()}
    new |= {root / "sources" / file: content for file, content in files.items()}
    replace_all(new | {path: profile})
    return path


def _end(
    root: Path,
    site: Path | None,
    path: Path,
    seen: Sequence[Seen],
    lines: Sequence[str],
    said: dict[str, str],
    language: str,
) -> Iterator[str]:
    """Where to look, and what needs an eye; at most LAST_LINES lines."""
    first = [said["site"].format(index=site / "index.html") if site else said["no_site"]]
    if unknown := [each.code for each in seen if not folder_of(each.code)]:
        first.append(said["no_rules"].format(languages=language_names(unknown, language)))
    first.append(said["edit"].format(profile=named(path, root)))
    yield from first
    if not lines:
        yield said["nothing"]
        return
    yield said["eye"].format(count=len(lines), review=REVIEW)
    room = LAST_LINES - len(first) - 2
    for line in lines[:room]:
        yield f"  {' '.join(line.split())[:200]}"
    if len(lines) > room:
        yield said["further"].format(count=len(lines) - room, review=REVIEW)
