"""Files of other formats, damaged by chance: what ends in a traceback, takes too long or too much; see README.md.

    python benchmarks/fuzz/formats.py [--runs N] [--seed N] [--only docx odt epub html] [--keep FOLDER]

Documents made by pandoc are changed where parsers trip: elements left out, doubled, moved into others or exchanged,
attributes and texts changed, and bytes. Each is read in this process (readers are not set apart) and converted; what is
refused is told in a plain message. Told at the end: how many were read and refused, the longest, and what failed.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import signal
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import FrameType

import pypandoc  # type: ignore[import-untyped]  # whoever fuzzes installs it
from lxml import etree

from duizhao.errors import InputError
from duizhao.source.conversion import convert_read
from duizhao.source.files import Read
from duizhao.source.profile import load_profile
from duizhao.source.readers import docx, epub, html, odt
from duizhao.source.readers.read import ReadFile

READERS: dict[str, Callable[[Path, str], ReadFile]] = {
    "docx": docx.read_docx, "odt": odt.read_odt, "epub": epub.read_epub, "html": html.read_html,
}  # fmt: skip
#: How long one file may take, in seconds of the processor.
SECONDS = 10

SOURCE = """\
# The Wells

Some Institute

## Chapter 1 Water {#water}

The *water* **rises**.[^1] See [there](https://example.org/a) and H~2~O, 5 m^2^.[^2]

1. One
2. Two

    - Three

> A quotation.

| a | b |
|---|--:|
| 1 | 2 |

: Table 1 Wells

![Figure 1: A well](a.png)

### 1.1 Deep

    code

---

水井深五米。[^3]

[^1]: A note.

    Further.
[^2]: Another note.
[^3]: 注释。
"""
#: What may stand in an attribute or a text instead.
VALUES = ("", "0", "-1", "99999999", "1e9", "١٢", "#", "../../a", "http://example.org/", "a" * 5000, "\u202e", "第一章")


def damaged(data: bytes, rng: random.Random) -> bytes:
    """A file with some changes; in an archive in one of its parts."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _changed(data, rng)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if re.search(r"\.(?:xml|xhtml|rels|opf|ncx)$", name)]
    main = [name for name in names if re.search(r"document\.xml|content\.xml|ch\d+\.xhtml|notes\.xml", name)]
    name = rng.choice(main if main and rng.random() < 0.7 else names)
    if rng.random() < 0.03:
        del parts[name]
    else:
        parts[name] = _changed(parts[name], rng)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return buffer.getvalue()


def _changed(data: bytes, rng: random.Random) -> bytes:
    if rng.random() < 0.15:
        at, end = sorted(rng.randrange(len(data) + 1) for _ in range(2))
        middle = rng.choice((b"", data[at:end] * 2, bytes(rng.randrange(256) for _ in range(8))))
        return data[:at] + middle + data[min(end, at + 200) :]
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        root = etree.HTML(data)
    for _ in range(rng.randint(1, 6)):
        _change(root, rng)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _change(root: etree._Element, rng: random.Random) -> None:
    """One change in a tree."""
    every = [each for each in root.iter() if isinstance(each.tag, str)]
    one, other = rng.choice(every), rng.choice(every)
    parent = one.getparent()
    match rng.randrange(7):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if parent is not None:
            for _ in range(rng.choice((1, 1, 1, 300))):
                parent.insert(rng.randrange(len(parent) + 1), deepcopy(one))
        case 2 if parent is not None and one not in other.iterancestors() and one is not other:
            other.append(one)
        case 3 if one.attrib:
            one.set(rng.choice(list(one.attrib)), rng.choice(VALUES))
        case 4:
            one.text = rng.choice(VALUES)
        case 5:
            one.tag = other.tag
        case _:
            for _ in range(rng.choice((1, 3, 400))):
                one.append(etree.Element(one.tag, dict(one.attrib)))
                one = one[-1]


def main() -> None:
    """Runs, and tells what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000, help="files of each format")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=list(READERS))
    parser.add_argument("--keep", type=Path, help="a folder for files that failed")
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, _too_long)
    with tempfile.TemporaryDirectory() as folder:
        for ending in options.only:
            path = Path(folder, f"a.{ending}")
            made = {"format": "markdown", "outputfile": str(path), "extra_args": ["--standalone", "--quiet"]}
            pypandoc.convert_text(SOURCE, ending, **made)
            data = path.read_bytes()
            seen: Counter[str] = Counter()
            longest = 0.0
            for number in range(options.runs):
                path.write_bytes(damaged(data, random.Random(f"{ending} {options.seed} {number}")))
                begin = time.process_time()
                outcome = tried(path)
                longest = max(longest, time.process_time() - begin)
                seen[outcome] += 1
                if options.keep and outcome not in ("read", "refused"):
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{number}.{ending}").write_bytes(path.read_bytes())
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{ending}: {options.runs} files, the longest took {longest:.2f} s; {most} MB in all")
            for outcome, count in seen.most_common():
                print(f"  {count:6} {outcome}")


def tried(path: Path) -> str:
    """What came of a file: `read`, `refused`, or what went wrong where."""
    profile = path.with_suffix(".yml")
    language = "{script: latin, title: The Wells}"
    profile.write_text(f"source: {path.name}\nlanguages:\n  en: {language}\n", encoding="utf-8")
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        read = READERS[path.suffix[1:]](path, path.name)
        convert_read(load_profile(profile, profile.name), Read(read.source, {path.name: read}, read.drops))
        return "read"
    except InputError:
        return "refused"
    except Exception as error:  # that there is none is what this is for
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {str(error)[:80]} ({Path(last.filename).name}:{last.lineno})"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError("too long")


if __name__ == "__main__":
    main()
