"""Why a page's front matter, the lines between the two `---` at its top, cannot be read, in an editor's terms.

The parser says where it stumbled, which is often a line below the slip, and in words about YAML. What editors get wrong
are few things; each is looked for in the lines themselves.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import yaml
from msgspec import Struct

from duizhao.document.editions import FRONT_MATTER
from duizhao.document.safety.files import KEYS
from duizhao.patterns import lazily
from duizhao.yaml_loader import LOADER

#: An entry as it is meant: a name, a colon of any kind, and perhaps a value.
_ENTRY = lazily(r"(?P<head>\s*(?P<key>[A-Za-z_][\w-]*)[ \t]*(?P<colon>[:：])(?P<gap>[ \t]*))(?P<value>.*?)[ \t]*\Z")
#: Further lines of an entry.
_BELOW = lazily(r"[ \t]+\S|- ")
#: What is meant as `---`: other dashes, too few or too many of them, or something beside them.
_DASHES = lazily(r"\s*(?:[-‐‑–—－]+|\.\.\.)\s*")
#: What a value of YAML may not begin with unless it is quoted.
_SIGNS = "[]{}\"'@`%|>,&*!?#-"
#: Longer than any number or date a page says of itself.
_LONGEST_NUMBER = 40
#: How far down the front matter is looked for if it is not at the top.
_FAR = 40
#: The mark some programs put at the beginning of a file; no editor shows it.
_MARK = "\ufeff"


class Trouble(Struct, frozen=True):
    """What keeps a page from being checked: the rule's code, the line (from 1), the cause as the locale files name it,
    where in the line, and what fills the words (`lines`: several numbers, with commas)."""

    code: str
    line: int
    cause: str
    at: tuple[int, int] | None = None
    details: tuple[tuple[str, str], ...] = ()


def front_trouble(content: str) -> Trouble | None:
    """What is wrong with the front matter of a page's content (lines end with `\\n`); None if it can be read."""
    lines = content.split("\n")
    if lines[0] != "---":
        return _without_beginning(lines)
    match = FRONT_MATTER.match(content)
    if not match:
        return _without_end(lines)
    if _is_mapping(match[1]):
        return None
    inside = match[1].split("\n")[:-1]
    # A `---` further down the page is no end of the front matter.
    return _without_end(lines[: len(inside) + 1]) if _reaches_text(inside) else _not_yaml(inside, match[1])


def _without_beginning(lines: Sequence[str]) -> Trouble:
    first = next(number for number, line in enumerate(lines, 1) if line.strip(f"{_MARK} \t"))
    if lines[0].startswith(_MARK) and lines[0].strip(_MARK) == "---":
        return Trouble("s-118", 1, "begin_mark", (0, 1))
    if _is_known(lines[first - 1]):
        return Trouble("s-118", first, "begin_missing")
    after = next((line for line in lines[first:] if line.strip()), "")
    if _DASHES.fullmatch(lines[first - 1].strip(_MARK)) and _is_known(after):
        return Trouble("s-118", first, "begin_mistyped" if first == 1 else "begin_blank", None, (("line", str(first)),))
    for number, (line, below) in enumerate(pairwise(lines[:_FAR]), 1):
        if line.rstrip() == "---" and _is_known(below):
            return Trouble("s-118", first, "begin_late", None, (("line", str(number)),))
    return Trouble("s-118", first, "begin_none")


def _without_end(lines: Sequence[str]) -> Trouble:
    last = 1
    for number, line in enumerate(lines[1:], 2):
        if _DASHES.fullmatch(line):
            return Trouble("s-117", number, "end_mistyped", (0, len(line)))
        if line.strip() and not _is_entry(line):
            return Trouble("s-117", number, "end_missing")
        last = number if line.strip() else last
    return Trouble("s-117", last, "end_last")


def _is_known(line: str) -> bool:
    match = _ENTRY.match(line)
    return bool(match and match["key"] in KEYS)


def _is_entry(line: str) -> bool:
    return bool(_ENTRY.match(line) or _BELOW.match(line))


def _is_mapping(text: str) -> bool:
    """Whether the text is YAML with entries, or with nothing."""
    try:
        loaded = yaml.load(text, LOADER)
    except (yaml.YAMLError, ValueError):  # a ValueError: a day the calendar does not have
        return False
    return loaded is None or isinstance(loaded, dict)


def _reaches_text(inside: Sequence[str]) -> bool:
    """Whether there is a line of the page's text in it, behind an empty one."""
    return any(not before.strip() and line.strip() and not _is_entry(line) for before, line in pairwise(inside))


def _not_yaml(inside: Sequence[str], text: str) -> Trouble:
    """The likeliest cause: the first line that is no entry, or the value where the parser stopped."""
    stopped, begun = _marks(text, len(inside))
    wide = [number for number, line in enumerate(inside, 2) if (m := _ENTRY.match(line)) and m["colon"] == "："]
    found = [trouble for number in range(stopped) for trouble in _slips(number, inside[number], wide)]
    found += _values(begun, inside[begun - 1]) if begun else []
    found += _values(stopped, inside[stopped - 1])
    found += [trouble for number, line in enumerate(inside, 1) for trouble in _constructed(number, line)]
    return found[0] if found else Trouble("s-116", stopped + 1, "other")


def _marks(text: str, count: int) -> tuple[int, int]:
    """The lines of the text, from 1, where the parser stopped and where what it was reading began (0: not known)."""
    try:
        yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        stopped = error.problem_mark.line + 1 if error.problem_mark else count
        opened = error.context_mark and re.search("quoted|flow", error.context or "")
        begun = error.context_mark.line + 1 if opened and error.context_mark else 0
        return min(stopped, count), min(begun, count)
    except (yaml.YAMLError, ValueError):
        return 1, 0
    return count, 0


def _slips(number: int, line: str, also: Sequence[int]) -> Iterator[Trouble]:
    """What is wrong with a line (`number` from 0) as an entry; `also`: the file's lines that have a wide colon."""
    tab = len(line) - len(line.lstrip(" "))
    if line[tab : tab + 1] == "\t":
        yield _trouble(number + 1, "tab", (tab, tab + 1))
        return
    match = _ENTRY.match(line)
    if not match:
        if line.strip() and not _BELOW.match(line) and not line.startswith("#"):
            yield _trouble(number + 1, "line")
        return
    new = f"{match['key']}: {_plain(match['value'])}".rstrip()
    at = match.span("colon")
    if match["colon"] == "：":
        yield _trouble(number + 1, "wide", at, new=new, lines=",".join(map(str, also)))
    elif match["value"] and not match["gap"]:
        yield _trouble(number + 1, "gap", at, new=new)


def _values(number: int, line: str) -> list[Trouble]:
    """What is wrong with the value of a line's entry (`number` from 1)."""
    match = _ENTRY.match(line)
    if not match or not match["value"]:
        return []
    value, start = match["value"], match.start("value")
    names = {"key": match["key"], "new": f"{match['key']}: {_quoted(value)}"}
    if value[0] in "\"'" and value.count(value[0]) == 1:
        return [_trouble(number, "quote", (start, start + 1), **names)]
    if value[0] in "{｛" and KEYS.get(match["key"]) and (meant := _as_flow(value)):
        return [_trouble(number, "flow", (start, start + 1), key=match["key"], new=f"{match['key']}: {meant}")]
    if value[0] in _SIGNS:
        return [_trouble(number, "sign", (start, start + 1), **names, sign=value[0])]
    if colon := re.search(r":(?=\s|\Z)", value):
        return [_trouble(number, "colon", (start + colon.start(), start + colon.end()), **names)]
    return []


def _as_flow(value: str) -> str:
    """Entries between braces as they were meant; empty if that cannot be told."""
    signs = str.maketrans("｛｝［］【】：，、", "{}[][]:,,")
    meant = re.sub(r"([:,])[ \t\u3000]*", r"\1 ", value.translate(signs))
    return meant if _is_mapping(meant) else ""


def _constructed(number: int, line: str) -> Iterator[Trouble]:
    """A date that is none, or a number without end, which the parser does not say the line of."""
    try:
        yaml.safe_load(line.strip())
    except ValueError:
        match = _ENTRY.match(line)
        value = match["value"] if match else line.strip()
        cause = "number" if len(value) > _LONGEST_NUMBER else "day"
        yield _trouble(number, cause, match.span("value") if match else None, value=value[:_LONGEST_NUMBER])
    except yaml.YAMLError:
        return


def _trouble(number: int, cause: str, at: tuple[int, int] | None = None, **details: str) -> Trouble:
    """Trouble in a line of the front matter, counted from 1 behind the first `---`."""
    return Trouble("s-116", number + 1, cause, at, tuple(details.items()))


def _plain(value: str) -> str:
    """A value as it can be written: quoted where it has to be."""
    return _quoted(value) if value and (value[0] in _SIGNS or re.search(r":(?:\s|\Z)|\s#", value)) else value


def _quoted(value: str) -> str:
    """A value between single quotation marks; those around it, or the one that is left of them, are not part of it."""
    if value[0] in "\"'":
        whole = len(value) > 1 and value[-1] == value[0] and value.count(value[0]) == 2
        if whole:
            return value
        if value.count(value[0]) == 1:
            value = value[1:]
    return "'" + value.replace("'", "''") + "'"
