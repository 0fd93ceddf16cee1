"""Reader for extracted plain text (UTF-8)."""

from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from duizhao.document.text import Piece, Span, Text
from duizhao.errors import InputError, MissingSource, reason_of
from duizhao.languages.script import HAN_RUN
from duizhao.patterns import lazily
from duizhao.source.findings import Finding
from duizhao.source.model import Drop, Line, Reason, Source
from duizhao.source.readers.read import ReadFile
from duizhao.source.readers.stamped import line_numbers, watermarks

#: What ends a line, as editors count lines.
LINE_END = lazily(r"\r\n|[\n\r]")

#: What parts text inside such a line: page breaks and the rarer separators.
SEPARATOR = lazily(r"[\f\v\x85\u2028\u2029]")

#: No line of print is this long: such a file lost its line ends, and no page seam in it can be seen.
LONGEST_LINE = 200_000

#: No report has so many lines; one of a thousand pages has a fifth of them.
MOST_LINES = 200_000

#: So large a file of text is read at most, in bytes, and so large one that may hold its images.
LARGEST, LARGEST_WITH_IMAGES = 20_000_000, 60_000_000

#: Encodings extracted Chinese or English text is likely to have when it is not UTF-8. The first are recognised, where
#: none of the next, which Chinese may be taken for, makes more sense, and such a share of the Han characters stands
#: together (letters with accents give single ones); the last is tried for the hint only.
HAN_ENCODINGS, NEXT_TO_THEM, LIKELY_ENCODINGS = ("gb18030", "big5"), ("euc_jp", "euc_kr", "shift_jis"), ("cp1252",)
_SHARE = 0.7
#: How little sense a text may make that is short, with marks and addresses among a few words.
_CHAOS = 0.5


def read_source(path: Path, name: str) -> tuple[Source, tuple[Finding, ...]]:
    """Reads the file at `path`; errors and findings will call it `name`. Another encoding than UTF-8 is told.

    Raises:
        MissingSource: there is no such file.
        InputError: it cannot be read, is empty, too large, in no known encoding, holds NUL bytes or has lost its line
            ends.
    """
    text, encoding = decoded(bytes_of(path, name, LARGEST), name)
    source = source_from(text, name)
    if len(source.line_starts) > MOST_LINES:
        raise InputError(
            "The text has {count:,} lines; more than {most:,} are not read.", count=len(source.line_starts),
            most=MOST_LINES, file=name, hint="Check that it is the report, or part it into several reports.",
        )  # fmt: skip
    for line, (start, end) in enumerate(zip(source.line_starts, (*source.line_starts[1:], len(text)), strict=True), 1):
        if end - start > LONGEST_LINE:
            raise InputError(
                "This line has {count:,} characters; the file seems to have lost its line ends.", count=end - start,
                file=name, line=line, hint="Extract the text again so that each paragraph or printed line is a line.",
            )  # fmt: skip
    return source, encoding_told(encoding, name)


def encoding_told(encoding: str, name: str) -> tuple[Finding, ...]:
    """What is said of an encoding; nothing of UTF-8, which is empty."""
    return (Finding("c-056", name, 1, (("encoding", encoding),)),) if encoding else ()


def bytes_of(path: Path, name: str, largest: int = LARGEST_WITH_IMAGES) -> bytes:
    """What a file holds.

    Raises:
        MissingSource: there is no such file.
        InputError: it cannot be read, or is too large.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise InputError("The source is no file that can be read.", file=name, hint="Put the text itself there.")
        refuse_larger(path, name, largest)
        return path.read_bytes()
    except OSError as error:
        raise unreadable(error, name) from None


def refuse_larger(path: Path, name: str, largest: int) -> None:
    """Stops before a file is opened that is larger than `largest` bytes.

    Raises:
        InputError: it is.
        OSError: it is not there.
    """
    if (size := path.stat().st_size) > largest:
        raise InputError(
            "The file has {size:,} MB; more than {most} are not read.", size=size // 10**6, most=largest // 10**6,
            file=name, hint="Check that it is the report, or part it into several reports.",
        )  # fmt: skip


def unreadable(error: OSError, name: str) -> InputError:
    """What to say of a source that could not be read."""
    if isinstance(error, FileNotFoundError):
        return MissingSource(
            "The source is not there.", file=name,
            hint="Put it there again, or name the file in the profile (`source`).",
        )  # fmt: skip
    return InputError(
        "The source cannot be read ({reason}).", file=name, reason=reason_of(error),
        hint="Check `source` in the profile.",
    )  # fmt: skip


def source_from(text: str, name: str) -> Source:
    """A source of some text.

    Raises:
        InputError: it is empty.
    """
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise InputError("The source is empty.", file=name, hint="Extract the report's text again.")
    return Source(name, text, (0, *(match.end() for match in LINE_END.finditer(text))))


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Text, and its encoding if that is not UTF-8: UTF-16 that says so, or what makes Chinese of it.

    Raises:
        InputError: it is in no encoding that is known.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        with suppress(UnicodeDecodeError):
            return data.decode("utf-16"), "UTF-16"
    nul = data.find(b"\x00")
    if nul >= 0:
        raise InputError(
            "The source holds a NUL byte: it is not plain text, or it is damaged.",
            file=name, line=data.count(b"\n", 0, nul) + 1, hint="Extract the text again, as UTF-8.",
        )  # fmt: skip
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        if found := _han(data):
            return found
        likely = next((e for e in (*HAN_ENCODINGS, *LIKELY_ENCODINGS) if _decodes(data, e)), None)
        raise InputError(
            "The source is not UTF-8 (byte {byte:#04x}).", byte=data[error.start],
            file=name, line=data.count(b"\n", 0, error.start) + 1,
            hint="Perhaps it is {likely}: `iconv -f {likely} -t utf-8`." if likely else "Save it as UTF-8.",
            likely=likely,
        ) from None  # fmt: skip


def _han(data: bytes) -> tuple[str, str] | None:
    """Chinese text in an encoding of its own, and that; None where it makes no sense in any."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=[*HAN_ENCODINGS, *NEXT_TO_THEM], threshold=_CHAOS).best()
    if best is None or best.encoding not in HAN_ENCODINGS:
        return None
    text = str(best)
    runs = [*map(len, HAN_RUN.findall(text))]
    return (text, best.encoding.upper()) if sum(run for run in runs if run > 1) > _SHARE * sum(runs) else None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def read_lines(source: Source) -> tuple[tuple[Line, ...], tuple[Drop, ...]]:
    """The source's lines without the white space around them, and that white space as drops."""
    lines: list[Line] = []
    drops: list[Drop] = []
    gap = True
    ends = (*source.line_starts[1:], len(source.text))
    for start, end in zip(source.line_starts, ends, strict=True):
        if start == 0 and source.text.startswith("\ufeff"):
            drops.append(Drop(Span(0, 1), Reason.BYTE_ORDER_MARK))
            start = 1
        line = Text((Piece(source.text[start:end], start),))
        at = 0
        for separator in (*SEPARATOR.finditer(line.plain), None):
            stop = separator.end() if separator else len(line)
            text, spaces = line[at:stop].strip()
            drops.extend(Drop(span, Reason.WHITE_SPACE) for span in spaces)
            if text:
                lines.append(Line(text, gap=gap))
            gap = not text and not separator
            at = stop
    return tuple(lines), tuple(drops)


def read_plain_text(path: Path, name: str) -> ReadFile:
    """Reads the file at `path`, which errors and findings call `name`: its lines, still to be classified.

    Raises:
        InputError: it cannot be read as text (`read_source`).
    """
    source, told = read_source(path, name)
    return ReadFile(source, *_without_stamps(*read_lines(source)), findings=told)


def _without_stamps(lines: tuple[Line, ...], drops: tuple[Drop, ...]) -> tuple[tuple[Line, ...], tuple[Drop, ...]]:
    """The lines without the numbers that count them, and without watermarks."""
    plain = [line.text.plain for line in lines]
    numbers, marks = line_numbers(plain), watermarks(plain)
    kept: list[Line] = []
    more: list[Drop] = []
    gap = False
    for at, line in enumerate(lines):
        text = line.text
        if at in marks:
            more += (Drop(span, Reason.WATERMARK) for span in text.spans())
            text = Text()
        elif at in numbers:
            begin, end = numbers[at]
            number, spaces = text[begin:end].strip()
            more += (Drop(span, Reason.LINE_NUMBER) for span in number.spans())
            more += (Drop(span, Reason.WHITE_SPACE) for span in spaces)
            text = text[:begin] + text[end:]
        if text:
            kept.append(replace(line, text=text, gap=line.gap or gap))
            gap = False
        else:
            # An empty line that was counted is a gap like any other.
            gap = gap or line.gap or at in numbers
    return tuple(kept), (*drops, *more)
