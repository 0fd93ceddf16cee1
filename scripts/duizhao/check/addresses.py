"""Addresses and links: what makes an address no address, what cuts it, and link marks that are none."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from duizhao.check.context import Context
from duizhao.check.marks import at_address, at_block, in_line, in_prose
from duizhao.check.model import Finding
from duizhao.check.words import told
from duizhao.document.addresses import ADDRESS_PART
from duizhao.document.editions import DOCS
from duizhao.document.model import Mark, Page
from duizhao.languages.script import HAN
from duizhao.patterns import compiled, lazily

#: Signs of Chinese typesetting that no address has.
_WIDE = lazily("[\u3000-\u303f\uff01-\uff5e“”‘’…]+")
_IN_ANGLES = lazily(r"<([^<>]*)>")
_SCHEME = lazily(r"^https?://[^/\s]")
#: How an address in angle brackets begins that has lost a part of `https://`, or has it wrong.
_BROKEN_SCHEME = lazily(
    r"^(?:h?t{1,3}p{0,2}s{0,2}(?:[:：;][/／\\]{0,3}|[/／\\]{1,3})|[:：;]?[/／\\]{2}(?=\w)|www\.|[\w-]+(?:\.[\w-]+)+(?:[/:]|$))",
    re.I,
)
#: A tag of HTML with attributes, which may hold addresses too: another family's.
_TAG = lazily(r"[A-Za-z][\w-]*\s+[\w:-]+\s*=")
_BARE = lazily(
    rf"(?<![<\"'A-Za-z0-9_/=.`])(?<!\]\()(?![^\s<>]*?\]\()(https?://[^\s<>{HAN}\u3000-\u303f\uff01-\uff5e“”‘’…]+)(?![^\s<]*>)"
)
#: What may be the rest of an address, behind a space that came of a line's end.
_REST = lazily(rf"[ ](?!https?://)(?:{ADDRESS_PART.pattern})")
#: What was meant as the angle brackets of an address.
_WIDE_ANGLES = ("＜", "＞", "〈", "〉")
_OPEN = lazily(r"<(https?://[^<>\s]+)(?=\s|$)")
_LINKS = (
    compiled(r"\[[^\[\]\n^][^\[\]\n]*\](?:[ ]+\(|\s?（)[^()（）\n]*[)）]"),
    compiled(r"\[[^\[\]\n^][^\[\]\n]*\]\([^()（）\n]*(?:）|$)"),
    compiled(r"[【［][^\[\]【】［］\n^＾]+[】］]\s?[(（](?:https?://|www\.|\.\.?/)[^()（）\n]*[)）]"),
    compiled(r"(?:\(|（)[^()（）\[\]\n]+[)）]\[(?:https?://|www\.|\.\.?/)[^\[\]\n]*\]"),
)
_LINK = lazily(r"^[\[【［](?P<text>[^\[\]]*?)[\]】］][ ]*[(（](?P<target>\S+?)[)）]$")

#: What is said of a link that leads nowhere, or of an image that is not there.
_SAID = ("lost", "do")

#: How many addresses of a host must end alike before one that does not says something.
_ENOUGH = 3


def _lines(page: Page) -> Iterator[tuple[int, str]]:
    """The page's lines that are no code, with their numbers."""
    code = page.code_lines()
    return (each for each in enumerate(page.content.split("\n"), 1) if each[0] not in code)


def _angles(page: Page) -> Iterator[tuple[int, str, re.Match[str]]]:
    """What stands in angle brackets and reads like an address, line by line."""
    for number, line in _lines(page):
        for match in _IN_ANGLES.finditer(line):
            inner = match[1].strip()
            if ("://" in inner and not _TAG.match(inner)) or _BROKEN_SCHEME.match(inner):
                yield number, line, match


def space_in_address(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for number, _, match in _angles(page):
            if space := re.search(r"[ \t\u00a0]+", match[1]):
                start = match.start(1)
                yield in_line("a-101", page, number, (start + space.start(), start + space.end()), text=match[1])


def wide_in_address(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for number, _, match in _angles(page):
            if wide := _WIDE.search(match[1]):
                start = match.start(1)
                span = (start + wide.start(), start + wide.end())
                yield in_line("a-102", page, number, span, address=match[1])


def broken_scheme(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for number, _, match in _angles(page):
            inner = match[1].strip()
            good = _SCHEME.match(inner) or re.match(r"^(?:mailto|ftp):", inner)
            if (not good or (inner.count("://") > 1 and re.match(r"https?:/?/?https?:", inner))) and not _WIDE.search(
                inner[:10]
            ):
                yield in_line("a-104", page, number, match.span(1), text=match[1])


def cut_address(context: Context) -> Iterator[Finding]:
    """Addresses that end as none ends, or as no other address of their host does."""
    endings = _endings(context)
    for page in context.pages():
        for note in (*page.blocks, *page.notes.values()):
            for mark in note.marks:
                shown = note.text[mark.start : mark.end] == mark.address
                if mark.kind == "link" and (why := _is_cut(mark.address, endings, shown=shown)):
                    yield _at_mark(context, page, note.line, mark.address, why)


def _endings(context: Context) -> dict[str, Counter[str]]:
    """By host, how its addresses end: `html`, or nothing."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for page in context.pages():
        for block in (*page.blocks, *page.notes.values()):
            for address in block.addresses:
                if host := _host(address):
                    found[host][address] = _ending(address)
    return {host: Counter(addresses.values()) for host, addresses in found.items()}


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _ending(address: str) -> str:
    """What stands behind the last point of an address's path: `html`, or nothing."""
    last = urlsplit(address).path.rsplit("/", 1)[-1]
    return last.rpartition(".")[2].casefold() if "." in last else ""


def _is_cut(address: str, endings: dict[str, Counter[str]], *, shown: bool) -> bool:
    """Whether an address is most likely cut; one that is not `shown` may end in the sign of an empty value."""
    if not re.match(r"https?://", address):
        return False
    host = _host(address)
    if host in ("http", "https"):
        return False  # its beginning stands twice: another rule's finding
    cut = ("-", "_", ".", "…", ",", "%", *(("=", "&", "?") if shown else ()))
    if "." not in host or host.endswith(".") or address.endswith(cut):
        return True
    if not shown:
        return False
    seen = endings[host]
    usual, count = seen.most_common(1)[0]
    own = _ending(address)
    others = sum(seen.values()) - seen[own]
    return (
        bool(usual)
        and own != usual
        and seen[own] == 1
        and count >= _ENOUGH
        and count == others
        and usual.startswith(own)
    )


def _at_mark(context: Context, page: Page, line: int, address: str, why: bool) -> Finding:
    for prose in context.prose(page):
        if prose.block.line == line and (at := prose.text.find(address)) >= 0:
            return in_prose("a-103", prose, (at, at + len(address)))
    block = next(block for block in (*page.blocks, *page.notes.values()) if block.line == line)
    return at_block("a-103", page, block, address, text=address)


def bare_address(context: Context) -> Iterator[Finding]:
    """Addresses that are no links; the page's title, in front of the text and as it is shown, has none."""
    for page in context.pages():
        title = page.blocks[0].line if page.blocks and page.blocks[0].kind == "title" else 0
        for number, line in _lines(page):
            for match in _BARE.finditer(line) if "://" in line and number > title else ():
                if re.search(r"\]\([^)]*$|\]:\s*$", line[: match.start()]) and not line.lstrip().startswith("[^"):
                    continue
                if any(link.start() <= match.start() < link.end() for link in _broken_links(line)):
                    continue
                address = match[1].rstrip(".,;:!?)'\"]}*_>")
                sure = address == match[1] and "/" in address.split("://", 1)[1]
                span = (match.start(1), match.start(1) + len(address))
                if line[span[0] - 1 : span[0]] in _WIDE_ANGLES and line[span[1] : span[1] + 1] in _WIDE_ANGLES:
                    span = (span[0] - 1, span[1] + 1)
                if _REST.match(line, match.end()):
                    # A link to half of it would lead elsewhere.
                    yield in_line("a-103", page, number, span)
                    continue
                yield in_line("a-105", page, number, span, f"<{address}>" if sure else None, address=address)


def angle_missing(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for number, line in _lines(page):
            for match in _OPEN.finditer(line):
                if re.match(r"[^<]*>", line[match.end() :]):
                    continue  # a space in the address
                # Where the address ends, or whether it goes on in the next line, only a person can tell.
                yield in_line("a-106", page, number, match.span(), None)
            for match in re.finditer(r"(?<![<\w/=.`(\"'])(https?://[^\s<>\"']+)>", line):
                yield in_line("a-106", page, number, match.span(), f"<{match[1]}>")


def _broken_links(line: str) -> Iterator[re.Match[str]]:
    for pattern in _LINKS:
        yield from pattern.finditer(line)


def broken_link(context: Context) -> Iterator[Finding]:
    for page in context.pages():
        for number, line in _lines(page):
            for match in _broken_links(line):
                link = _LINK.match(match[0])
                target = link["target"] if link else ""
                if link and not re.match(r"(?:https?://|\.\.?/|#|[\w/-]+\.md\b)", target):
                    continue  # brackets that have nothing to do with a link
                if not link and not re.search(r"https?://|www\.|\.md\b", match[0]):
                    continue
                new = f"[{link['text']}]({target})" if link else None
                yield in_line("a-107", page, number, match.span(), new)


def link_to_nowhere(context: Context) -> Iterator[Finding]:
    """Links and images that lead to no page, place or figure of the edition: an address without its beginning too."""
    ids = {
        f"{edition.language}/{page.path}": {i for block in page.blocks for i in (block.id, *block.also)}
        | {f"fn:{label}" for label in page.notes}
        for edition in context.editions
        for page in edition.pages
    }
    for page in context.pages():
        for block in (*page.blocks, *page.notes.values()):
            for mark in block.marks:
                if mark.kind in ("link", "image") and not _leads(context, page, mark, ids):
                    said = told({"address": mark.address}, **{name: f"{mark.kind}_{name}" for name in _SAID})
                    yield at_address("a-108", page, block, mark.address, **said)


def _leads(context: Context, page: Page, mark: Mark, ids: Mapping[str, Collection[str]]) -> bool:
    """Whether a mark's address leads somewhere in the edition, or is none within it."""
    if re.match(r"[a-zA-Z][\w+.-]*:|//", mark.address):
        return True  # another rule's, if it is wrong
    path, _, anchor = mark.address.partition("#")
    here = f"{page.language}/{page.path}"
    target = normpath(join("/", dirname(here), unquote(path))).lstrip("/") if path else here
    if target.startswith("figures/"):
        return (context.root / "docs" / target).is_file()
    if mark.kind == "link" and not context.project.reads(f"{DOCS}/{target}"):
        return True  # what that page holds cannot be told
    return mark.kind == "link" and target in ids and (not anchor or anchor in ids[target])
