"""The inside of a block: its text as it reads, with what is in it, and where each character stands in the file."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, partial
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from msgspec import Struct
from msgspec.structs import replace

from duizhao.document.delimiters import scan_delimiters
from duizhao.document.model import Mark, Ref
from duizhao.patterns import lazily

_AUTOLINK = lazily(r"<(https?://[^<>\s]+)>", re.IGNORECASE)
_ITEM = lazily(r"(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
#: How the writer escapes signs in an address (`source.writers.escape.escaped_address`).
ESCAPED = lazily(r"\\([\[*_])|&(amp|lt);")
_MARKS: dict[str, Literal["em", "strong", "link"]] = {"em_close": "em", "strong_close": "strong", "link_close": "link"}


class Run(Struct, frozen=True):
    """`length` characters of a text from `start` on, made from `width` characters of Markdown from `at` on; one from
    one where both are equally long."""

    start: int
    length: int
    at: int
    width: int


class Inline(Struct, frozen=True):
    """A stretch of Markdown as it reads."""

    text: str
    refs: tuple[Ref, ...]
    marks: tuple[Mark, ...]
    runs: tuple[Run, ...]


class _State(StateInline):
    """Notes for each token what it was made from: `runs` of pending text, or `at` of any other."""

    def __init__(self, src: str, md: MarkdownIt, env: Any, out_tokens: list[Token]) -> None:
        super().__init__(src, md, env, out_tokens)
        self.runs: list[Run] = []
        self.recorded = 0

    def record(self, begin: int) -> None:
        """The pending text has grown by what stands from `begin` to the present place."""
        grown = len(self.pending) - self.recorded
        if grown > 0:
            self.runs.append(Run(self.recorded, grown, begin, self.pos - begin))
        elif grown < 0:
            # The space before a line's end went, and nothing else had stood there.
            self.runs = _clipped(self.runs, len(self.pending))
        self.recorded = len(self.pending)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.meta["runs"] = self.runs
        self.runs, self.recorded = [], 0
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        return scan_delimiters(self, start, canSplitWord)


class _Parser(ParserInline):
    def tokenize(self, state: StateInline) -> None:
        assert isinstance(state, _State)
        rules, most = self.ruler.getRules(""), state.md.options["maxNesting"]
        while state.pos < state.posMax:
            begin, made, end = state.pos, len(state.tokens), state.posMax
            if state.level >= most or not any(rule(state, False) for rule in rules):
                state.pending += state.src[state.pos]
                state.pos += 1
            state.record(begin)
            if len(state.tokens) > made:
                _place(state.tokens[made:], begin, state.pos)
            if state.pos >= end:
                break
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _place(tokens: Sequence[Token], begin: int, end: int) -> None:
    """Notes where tokens come from that do not know it yet."""
    new = [token for token in tokens if not token.meta.keys() & {"runs", "at"}]
    # A run of delimiters is a token a character.
    single = len(new) == end - begin and all(token.type == "text" and len(token.content) == 1 for token in new)
    for index, token in enumerate(new):
        token.meta["at"] = (begin + index, begin + index + 1) if single else (begin, end)


def _autolink(state: StateInline, silent: bool) -> bool:
    """An address in angle brackets, as the file has it: the parser's own rule would show it decoded."""
    match = _AUTOLINK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        address = ESCAPED.sub(unescaped, match[1])
        state.push("link_open", "a", 1).attrs = {"href": address}
        token = state.push("address", "", 0)
        token.content, token.meta["at"] = address, match.span(1)
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def list_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list begins with a marker, a space and a text: a paragraph that begins with a year, or is a number, is none."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return bool(_ITEM.match(line)) and list_block(state, start, end, silent)


@cache
def parser() -> MarkdownIt:
    """The parser of an edition's Markdown: CommonMark without HTML and underlined headings, with tables, notes and
    boxes."""
    made = MarkdownIt("commonmark", {"html": False})
    made.inline = _Parser()
    made.enable(["table", *made.get_active_rules()["inline2"]])
    made.disable(["lheading", "html_block", "html_inline", "linkify", "strikethrough", "inline", "text_join"])
    made.disable(["fragments_join"])
    made.block.ruler.at("list", list_rule, {"alt": ["paragraph", "reference", "blockquote"]})
    made.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True).use(admon_plugin)
    made.inline.ruler.before("autolink", "address", _autolink)
    # `[^n1](…)` is a reference and a bracket, no link.
    made.inline.ruler.before("link", "reference", partial(footnote_ref, always_match=True))
    return made


def parse_inline(raw: str, environment: dict[str, Any] | None = None) -> Inline:
    """What a stretch of Markdown reads; `environment` has the page's reference links."""
    made = parser()
    parts = _Parts(raw)
    parts.add(made.inline.parse(raw, made, environment if environment is not None else {}, []))
    # Of two marks around the same text, the one that closed last is the outer one.
    parts.marks.reverse()
    parts.marks.sort(key=lambda mark: (mark.start, -mark.end))
    return Inline("".join(parts.text), tuple(parts.refs), tuple(parts.marks), tuple(parts.runs))


class _Parts:
    """Gathers text, references and marks from tokens."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._length = 0
        self.text: list[str] = []
        self.refs: list[Ref] = []
        self.marks: list[Mark] = []
        self.runs: list[Run] = []

    def add(self, tokens: Sequence[Token]) -> None:
        opened: list[tuple[int, str, str]] = []
        within: Counter[str] = Counter()
        for token in tokens:
            start = self._length
            if token.type == "footnote_ref":
                self.refs.append(Ref(str(token.meta["label"]), start))
            elif token.type in ("softbreak", "hardbreak"):
                self._put("\n", [Run(0, 1, *_wide(self._raw.find("\n", token.meta["at"][0]), 1))])
                if token.type == "hardbreak":
                    self.marks.append(Mark(start, start + 1, "break"))
            elif token.type in ("em_open", "strong_open", "link_open"):
                attributes = token.attrs
                within[_MARKS[token.type.replace("open", "close")]] += 1
                opened.append((start, str(attributes.get("href", "")), str(attributes.get("title", ""))))
            elif token.type in _MARKS:
                begin, address, title = opened.pop()
                kind = _MARKS[token.type]
                within[kind] -= 1
                # Within another of its kind a mark says nothing, and thousands of them are more than a page can hold.
                if not within[kind]:
                    self.marks.append(Mark(begin, start, kind, address, title))
            elif token.type == "image":
                plain = _Parts(self._raw)
                plain.add(token.children or ())
                self._put("".join(plain.text), [Run(0, plain._length, *_span(token.meta["at"]))])
                address, title = str(token.attrs.get("src", "")), str(token.attrs.get("title", ""))
                self.marks.append(Mark(start, self._length, "image", address, title))
            elif token.type == "code_inline":
                at, end = token.meta["at"]
                inside = self._raw.find(token.content, at + len(token.markup), end)
                self._put(token.content, [Run(0, len(token.content), *_span((at, end) if inside < 0 else (
                    inside, inside + len(token.content))))])  # fmt: skip
                self.marks.append(Mark(start, self._length, "code"))
            elif token.type == "address":
                self._put(token.content, _address_runs(self._raw, *token.meta["at"]))
            elif token.content:
                length = len(token.content)
                runs = token.meta.get("runs") or [Run(0, length, *_span(token.meta["at"]))]
                self._put(token.content, _clipped(runs, length))

    def _put(self, text: str, runs: Sequence[Run]) -> None:
        self.text.append(text)
        self.runs += [replace(run, start=run.start + self._length) for run in runs]
        self._length += len(text)


def _span(at: tuple[int, int]) -> tuple[int, int]:
    return at[0], at[1] - at[0]


def _wide(at: int, width: int) -> tuple[int, int]:
    return at, width


def _clipped(runs: Sequence[Run], length: int) -> list[Run]:
    """The runs of a text that lost its end: the space before a line's end."""
    result = []
    for run in runs:
        left = min(run.length, length - run.start)
        if left > 0:
            result.append(replace(run, length=left, width=left if run.length == run.width else run.width))
    return result


def _address_runs(raw: str, begin: int, end: int) -> list[Run]:
    """An address with each sign that is escaped in it apart."""
    runs: list[Run] = []
    start = 0
    for match in ESCAPED.finditer(raw, begin, end):
        runs += [Run(start, match.start() - begin, begin, match.start() - begin)] if match.start() > begin else []
        start += match.start() - begin
        runs.append(Run(start, 1, match.start(), len(match[0])))
        start, begin = start + 1, match.end()
    return [*runs, Run(start, end - begin, begin, end - begin)] if end > begin else runs


def unescaped(match: re.Match[str]) -> str:
    """The sign that is meant where `ESCAPED` matches."""
    return match[1] or {"amp": "&", "lt": "<"}[match[2]]
