"""Sources that are no proper text: a clear message with file and line, or a clean conversion; nothing half-written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from duizhao.errors import InputError
from duizhao.workspace import replace_all

HERE = Path(__file__).parent
GOOD = (HERE / "base.txt").read_bytes()


def convert(folder: Path, source: bytes) -> tuple[int, str]:
    """Converts a source of these bytes; gives the exit code and all that was printed."""
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "report.txt").write_bytes(source)
    shutil.copy(HERE / "base.yml", folder / "sources" / "report.yml")
    done = subprocess.run(
        [sys.executable, "-m", "duizhao", "convert"], cwd=folder, capture_output=True, timeout=300, check=False
    )
    printed = (done.stdout + done.stderr).decode()
    assert "Traceback" not in printed
    return done.returncode, printed


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        (b"", "sources/report.txt:", "is empty"),
        (b"\xef\xbb\xbf \n\n", "sources/report.txt:", "is empty"),
        (GOOD.replace(b"rises", b"ri\x00ses"), "sources/report.txt:13:", "NUL byte"),
        (b"The River\n\nReport \xff\n", "sources/report.txt:3:", "not UTF-8"),
        ("The River’s “Report”\n".encode("cp1252") * 20, "sources/report.txt:1:", "not UTF-8"),
        (GOOD + "水".encode() * (19_000_000 // 3), "sources/report.txt:16:", "lost its line ends"),
        (GOOD + b"a\n" * 200_000, "sources/report.txt:", "lines"),
    ],
    ids=[
        "empty",
        "only a byte order mark",
        "NUL",
        "a stray byte",
        "Windows-1252",
        "19 MB on one line",
        "too many lines",
    ],
)
def test_refused(source: bytes, place: str, words: str, tmp_path: Path) -> None:
    code, printed = convert(tmp_path, source)
    assert code == 2
    assert place in printed
    assert words in printed
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize(
    "source",
    [
        GOOD.replace(b"\n", b"\r\n"),
        GOOD.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + GOOD,
        GOOD.rstrip(b"\n"),
        GOOD.decode().encode("gb18030"),
        GOOD.decode().encode("utf-16"),
    ],
    ids=["CRLF", "CR", "byte order mark", "no last line end", "GB18030", "UTF-16"],
)
def test_the_same_edition_whatever_the_line_ends_and_encoding(source: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert convert(tmp_path / "a", GOOD)[0] == 0
    assert convert(tmp_path / "b", source)[0] == 0
    for name in ("zh/index.md", "en/index.md"):
        assert (tmp_path / "a/docs" / name).read_bytes() == (tmp_path / "b/docs" / name).read_bytes()


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_failure_in_the_middle_leaves_all_as_it_was(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the n-th move: the files of before stand as they were, and no other file is left."""
    zh, en, more = (tmp_path / name for name in ("docs/zh/index.md", "docs/en/index.md", "docs/en/more/a.md"))
    replace_all({zh: "old\n", en: "old\n"})
    was = {p: p.read_bytes() if p.is_file() else b"" for p in tmp_path.rglob("*")}
    moves = 0
    move = Path.replace

    def full(path: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves == failing:
            raise OSError(28, "No space left on device")
        return move(path, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        replace_all({zh: "new\n", en: "new\n", more: "new\n"})
    assert {p: p.read_bytes() if p.is_file() else b"" for p in tmp_path.rglob("*")} == was


def test_killed_between_two_moves_the_next_conversion_goes_on(tmp_path: Path) -> None:
    assert convert(tmp_path, GOOD)[0] == 0
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    changed = GOOD.replace(b"rises", b"falls").replace("上涨".encode(), "下降".encode())
    assert convert(tmp_path, changed)[0] == 0
    after = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    for path, content in before.items():
        if path.name != "index.md" or path.parts[-3:-1] != ("docs", "en"):
            path.write_bytes(content)  # all but one file is as before
    assert convert(tmp_path, changed)[0] == 0
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == after


def test_a_read_only_folder(tmp_path: Path) -> None:
    """As root every folder can be written; a file where the folder should be cannot be a folder for anyone."""
    (tmp_path / "docs").write_text("in the way", encoding="utf-8")
    code, printed = convert(tmp_path, GOOD)
    assert code == 2
    assert "cannot be" in printed
    assert (tmp_path / "docs").read_text(encoding="utf-8") == "in the way"
