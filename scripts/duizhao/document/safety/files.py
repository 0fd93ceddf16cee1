"""What has no place in `docs/`: links to elsewhere, files of other kinds, files too large, front matter that does more
than describe its page. Nothing is opened that could do harm by being read."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml
from msgspec import Struct

from duizhao.document.safety.before import shown, unsafe
from duizhao.document.safety.model import Hazard
from duizhao.document.safety.text import long_lines
from duizhao.patterns import lazily

#: The largest file, in bytes: ten times the longest page of a long report, and enough for a figure.
LARGEST = {".md": 400_000, ".csv": 400_000, ".yml": 100_000}
LARGEST_IMAGE = 4_000_000

#: What may stand in the folder of figures, besides its README.
FIGURES = "figures"
FIGURE_FILES = (".svg", ".png", ".jpg", ".webp", ".csv", ".yml")

#: What the front matter may say; below a key, what may stand under it.
KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("title", "kind", "chapter", "section", "order", "publisher", "licence", "description", "date"), ()
    ),
    "source": ("file", "lines"),
    "proofread": ("state", "by"),
}
#: How deep it may be nested.
DEEPEST = 3
_NESTS = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken, yaml.FlowMappingStartToken)
_NESTING = (*_NESTS, yaml.FlowSequenceStartToken)
_CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)

_FRONT = lazily(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
#: An entry of the plainest form: a word, and a value that YAML takes as it stands or between single quotes.
_PLAIN = lazily(r"(?P<indent>  )?(?P<key>[a-z]+):(?: (?:'[^']*'|[^\s&*!|>%@`'\"\[\]{}#,?:-][^:#]*))?")
_SVG_ELEMENT = lazily(
    r"<\s*(?:[\w-]+:)?(script|foreignobject|iframe|embed|object|handler|set|animate\w*|a|use|style)\b", re.IGNORECASE
)
_SVG_OTHER = lazily(
    r"\son[a-z]+\s*=|(?:href|src)\s*=\s*(?![\"']#)|<!DOCTYPE|<!ENTITY|<\?xml-stylesheet|javascript:|@import|url\(\s*[^#)\s]",
    re.IGNORECASE,
)


class FileHazard(Struct, frozen=True):
    """A hazard and its file, as the path from the project's folder with `/`. `stops`: reading the file, or what it
    leads to, could itself do harm."""

    file: str
    hazard: Hazard
    stops: bool = False


def file_hazards(root: Path, name: str = "docs") -> Iterator[FileHazard]:
    """What has no place in the folder of documents (`name`) of the project in `root`, in the order of the paths; but
    not what the pages' text holds (`text.hazards`, `front_hazards`). What must not be opened comes first."""
    docs = root / name
    stopped: set[Path] = set()
    for file, why, target in unsafe(root, name):
        hazard = Hazard("x-111", 1, "", None, (("target", target),)) if why == "link" else _misplaced(file)
        yield FileHazard(file, hazard, True)
        stopped.add(root / file)
    if docs in stopped:
        return
    for folder, folders, files in os.walk(docs, followlinks=False):
        folders[:] = sorted(each for each in folders if each.isprintable())
        for each in sorted(files):
            path = Path(folder, each)
            if each.isprintable() and path not in stopped:
                yield from _file(path, path.relative_to(root).as_posix(), path.relative_to(docs).parts)


def _misplaced(file: str) -> Hazard:
    return Hazard("x-110", 1, "", None, (("name", file.rsplit("/", 1)[-1]),))


def _file(path: Path, where: str, parts: tuple[str, ...]) -> Iterator[FileHazard]:
    suffix = path.suffix
    if parts[0] == FIGURES:
        allowed = len(parts) == 2 and (suffix in FIGURE_FILES or path.name == "README.md")
    else:
        # What is in no language's folder no rule would read, and the site might show.
        allowed = suffix == ".md" and (Path(*path.parts[: -len(parts)]) / parts[0] / "index.md").is_file()
    if not allowed or any(part.startswith(".") for part in parts):
        yield FileHazard(where, _misplaced(where))
        return
    size, most = path.stat().st_size, LARGEST.get(suffix, LARGEST_IMAGE)
    if size > most:
        details = (("size", f"{size:,}"), ("most", f"{most:,}"))
        yield FileHazard(where, Hazard("x-112", 1, "", None, details), True)
        return
    if suffix not in (".md", ".svg"):
        return
    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        yield FileHazard(where, Hazard("x-115", line, ""), True)
        return
    content = content.replace("\r\n", "\n")
    if suffix == ".svg":
        yield from (FileHazard(where, hazard) for hazard in _drawing(content))
    elif parts[0] != FIGURES:
        found = (*(hazard for hazard in front_hazards(content) if hazard.code == "x-109"), *long_lines(content))
        yield from (FileHazard(where, hazard, True) for hazard in found)


def _drawing(content: str) -> Iterator[Hazard]:
    """What makes an image more than an image."""
    for pattern in (_SVG_ELEMENT, _SVG_OTHER):
        for match in pattern.finditer(content):
            line = content.count("\n", 0, match.start()) + 1
            text = content.split("\n")[line - 1].strip()[:120]
            yield Hazard("x-114", line, text, None, (("text", match[0].strip()),))


def front_hazards(content: str) -> tuple[Hazard, ...]:
    """What a page's front matter may not hold."""
    match = _FRONT.match(content)
    return _front(match[0], match[1]) if match else ()


@lru_cache(maxsize=4096)
def _front(whole: str, inside: str) -> tuple[Hazard, ...]:
    return tuple(_in_front(whole, inside))


def _in_front(whole: str, inside: str) -> Iterator[Hazard]:
    lines = whole.split("\n")
    plain = _plain_entries(lines[1:])
    if plain is not None:
        # Nearly every page's: no need to take it apart as YAML, which costs more than all the rest.
        yield from plain
        return
    try:
        trick = _trick(inside, lines)
        if trick:
            yield trick
            return
        node = yaml.compose(inside, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return  # whoever reads the page says so
    yield from _entries(node, lines, tuple(KEYS))


def _plain_entries(lines: list[str]) -> list[Hazard] | None:
    """The unknown keys in front matter of the plainest form; None if it has another form."""
    found: list[Hazard] = []
    under: tuple[str, ...] = ()
    for number, line in enumerate(lines, 2):
        match = _PLAIN.fullmatch(line)
        if match is None:
            return found if line.rstrip() in ("---", "...") else None
        known = under if match["indent"] else tuple(KEYS)
        if match["key"] not in known:
            found.append(Hazard("x-108", number, line[:120], None, (("key", match["key"]),)))
        if not match["indent"]:
            under = KEYS.get(match["key"], ())
    return None


def _trick(text: str, lines: list[str]) -> Hazard | None:
    """Names for values, types and depth: seen in the tokens, before anything is built from them."""
    depth = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        depth += isinstance(token, _NESTING)
        depth -= isinstance(token, _CLOSING)
        what = {yaml.AnchorToken: "anchor", yaml.AliasToken: "alias", yaml.TagToken: "tag"}.get(type(token))
        if depth > DEEPEST:
            what = "depth"
        if what:
            number = token.start_mark.line + 2
            return Hazard("x-109", number, lines[number - 1][:120], None, (("what", what),))
    return None


def _entries(node: yaml.Node | None, lines: list[str], known: tuple[str, ...]) -> Iterator[Hazard]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        number = key.start_mark.line + 2
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
        if name not in known:
            yield Hazard("x-108", number, lines[number - 1][:120], None, (("key", shown(name)),))
        elif known == tuple(KEYS):
            yield from _entries(value, lines, KEYS[name])
