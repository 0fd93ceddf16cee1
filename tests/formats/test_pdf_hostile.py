"""PDFs that are broken, locked or made to do harm: a plain message within seconds, whatever is in them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
import typst
from PIL import Image

from duizhao.errors import InputError
from duizhao.source.readers import READERS
from duizhao.source.readers.pdf.reader import read_pdf

#: How long a file may take, in seconds of the processor, and how many mutated ones are tried.
LONGEST, MUTATED = 10, 200

#: The cases that are read as the program reads them, in a process with limits.
APART = ("small loop", "endless")

LOOP = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 900000>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/Contents 9 0 R/Resources<</XObject<</A 4 0 R>>>>>>endobj
4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 4 0 R>>>>/Length 4>>stream
/A Do
endstream endobj
trailer<</Root 1 0 R>>
%%EOF"""

#: A page with a little of everything.
SMALL = """
#set page(width: 200pt, height: 200pt, columns: 2)
= Wells
The wells#footnote[All of them.] are old.
- One
#table(columns: 2, [a], [b], [1], [2])
"""

#: Tries mutated copies of a file in one process: whatever is wrong with them is told.
FUZZ = """
import random, sys
from pathlib import Path
from duizhao.errors import InputError
from duizhao.source.readers.pdf.reader import read_pdf
original, path = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])
told = 0
for number in range(int(sys.argv[3])):
    chance = random.Random(number)
    data = bytearray(original)
    for _ in range(chance.choice((1, 4, 40, 400))):
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(200)]
            case 2:
                data[at:at] = bytes(data[: chance.randrange(100)])
            case _:
                data[at : at + 1] = chance.choice((b"0 R", b"<<", b"]", b"-1", b"99999999999", b"/", b"endstream"))
    path.write_bytes(bytes(data))
    try:
        read_pdf(path, path.name)
    except InputError as error:
        assert error.hint
        told += 1
print(told)
"""


@pytest.fixture(scope="module")
def example(repo_root: Path) -> bytes:
    return (repo_root / "examples" / "pdf" / "sources" / "ledger.pdf").read_bytes()


def locked(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as document:
        document.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))
    return buffer.getvalue()


def scanned() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 800), "ivory").save(buffer, "PDF")
    return buffer.getvalue()


def without_maps(data: bytes) -> bytes:
    """The same pages, of whose letters only the numbers in their fonts are known."""
    buffer = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each:
                del each["/ToUnicode"]
        document.save(buffer)
    return buffer.getvalue()


def endless(data: bytes) -> bytes:
    """A page whose text says the same again and again, a hundred megabytes of it, packed small."""
    buffer = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as document:
        page = document.pages[0]
        page.Contents = document.make_stream(b"BT /F0 9 Tf 9 9 Td (a) Tj ET\n" * 4_000_000)
        document.save(buffer, compress_streams=True)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ("text", "is no PDF"),
        ("cut off", "is no PDF"),
        ("loop", "900000 pages"),
        ("small loop", "is damaged|has no text|is no PDF"),
        ("endless", "more time or memory|has no text"),
        ("locked", "locked with a password"),
        ("scan", "has no text"),
        ("fonts without maps", "does not tell which characters"),
        ("empty", "is no PDF"),
    ],
)
def test_refused(case: str, message: str, example: bytes, tmp_path: Path) -> None:
    data = {
        "text": b"This is no PDF.",
        "cut off": example[:700],
        "loop": LOOP,
        "small loop": LOOP.replace(b"900000", b"3"),
        "endless": endless(example),
        "locked": locked(example),
        "scan": scanned(),
        "fonts without maps": without_maps(example),
        "empty": b"",
    }[case]
    (tmp_path / "a.pdf").write_bytes(data)
    begin = sum(os.times()[:4])
    read = READERS[".pdf"] if case in APART else read_pdf
    with pytest.raises(InputError, match=message) as told:
        read(tmp_path / "a.pdf", "a.pdf")
    assert told.value.file == "a.pdf"
    assert told.value.hint
    assert sum(os.times()[:4]) - begin < LONGEST


def test_mutated_files(tmp_path: Path) -> None:
    (tmp_path / "a.typ").write_text(SMALL, encoding="utf-8")
    typst.compile(str(tmp_path / "a.typ"), output=str(tmp_path / "whole.pdf"))
    command = [sys.executable, "-c", FUZZ, str(tmp_path / "whole.pdf"), str(tmp_path / "a.pdf"), str(MUTATED)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert 0 < int(done.stdout) < MUTATED
