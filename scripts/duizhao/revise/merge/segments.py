"""A page's Markdown in segments with a key each: nothing is lost, whatever an editor has written."""

from msgspec import Struct

from duizhao.document.editions import FRONT_MATTER
from duizhao.document.ids import ATTRIBUTES
from duizhao.patterns import lazily

#: The key of the front matter.
FRONT = "front matter"

_LINE = lazily(r"[^\n]*\n|[^\n]+")
#: A reference to a note, with its label; or how its definition begins.
REFERENCE = lazily(r"(?<!\\)\[\^([^\]\s]+)\]")
#: How a note's definition begins.
DEFINITION = lazily(r"\[\^([^\]\s]+)\]:")


class Segment(Struct, frozen=True):
    """A block as it stands in the file, and the blank lines behind it (`gap`; "\\n" ends the block's last line).

    `key`: the block's id, `fn:` and a note's label, `front matter`, or for what has no id `?` and its text.
    `line`: of the file, from 1.
    """

    key: str
    text: str
    gap: str
    line: int


def split(content: str) -> tuple[Segment, ...]:
    """The segments of a file; joined as they are, they are the file. Keys are unique: a second one gets `#2`."""
    result: list[Segment] = []
    seen: dict[str, int] = {}
    line = 1

    def add(key: str, text: str, gap: str) -> None:
        nonlocal line
        seen[key] = seen.get(key, 0) + 1
        unique = key if seen[key] == 1 else f"{key}#{seen[key]}"
        result.append(Segment(unique, text, gap, line))
        line += (text + gap).count("\n")

    if match := FRONT_MATTER.match(content):
        text = match[0].rstrip("\n")
        rest = content[len(text) :]
        body = rest.lstrip("\n")
        add(FRONT, text, rest[: len(rest) - len(body)])
        content = body
    for text, gap in _chunks(content):
        key, last = _key(text), result[-1] if result else None
        if last and last.key.startswith("fn:") and key.startswith("?") and text.startswith("    "):
            # A further paragraph of a note has no id of its own.
            result[-1] = Segment(last.key, last.text + last.gap + text, gap, last.line)
            line += (text + gap).count("\n")
        else:
            add(key, text, gap)
    return tuple(result)


def join(segments: list[tuple[str, str]]) -> str:
    """A file of texts and the gaps behind them: a blank line at least between two, a line end behind the last."""
    parts: list[str] = []
    for index, (text, gap) in enumerate(segments):
        if index == len(segments) - 1:
            gap = "\n"
        elif gap.count("\n") < 2:
            gap = "\n\n"
        parts += [text, gap]
    return "".join(parts)


def _chunks(body: str) -> list[tuple[str, str]]:
    """Runs of lines that are not blank, each up to its id line, with the blank lines behind."""
    result: list[tuple[str, str]] = []
    text = gap = ""
    ended = False
    for line in _LINE.findall(body):
        if not line.strip() and text:
            gap += line
            continue
        if text and (gap or ended):
            result.append((text.removesuffix("\n"), ("\n" if text.endswith("\n") else "") + gap))
            text = gap = ""
        text += line
        ended = bool(ATTRIBUTES.search(line.rstrip("\n")))
    if text:
        result.append((text.removesuffix("\n"), ("\n" if text.endswith("\n") else "") + gap))
    return result


def _key(text: str) -> str:
    if match := DEFINITION.match(text):
        return f"fn:{match[1]}"
    last = text.rstrip("\n").rsplit("\n", 1)[-1]
    if match := ATTRIBUTES.search(last):
        return match[1]
    return f"?{' '.join(text.split())}"
