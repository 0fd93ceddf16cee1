"""Runs the cases in `*.case`; README.md says how they are written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.program import duizhao_in

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.case"))


def run(command: str, folder: Path) -> tuple[str, int]:
    """What a command prints, and its exit code."""
    arguments = command.split()
    assert arguments[0] in ("duizhao", "append", "remove", "replace"), command
    if arguments[0] == "append":
        with (folder / arguments[1]).open("a", encoding="utf-8") as file:
            file.write(" ".join(arguments[2:]) + "\n")
        return "", 0
    if arguments[0] == "replace":
        file_, old, new = arguments[1:]
        text = (folder / file_).read_text(encoding="utf-8")
        old, new = (word.replace("\\r", "\r").replace("\\n", "\n") for word in (old, new))
        assert old in text, command
        (folder / file_).write_bytes(text.replace(old, new).encode())
        return "", 0
    if arguments[0] == "remove":
        (folder / arguments[1]).unlink()
        return "", 0
    done = duizhao_in(folder, *arguments[1:])
    return done.stdout + done.stderr, done.returncode


def matches(wanted: str, printed: str) -> bool:
    """Whether the output is as wanted, `…` lines standing for any lines."""
    pattern = re.escape(wanted).replace(re.escape("…\n"), "(?:.*\n)*?")
    return re.fullmatch(pattern, printed) is not None


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_command(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    rewritten: list[str] = []
    at = 0
    while at < len(lines):
        kind, _, rest = lines[at].partition(" ")
        rewritten.append(lines[at])
        at += 1
        body: list[str] = []
        while at < len(lines) and not re.match(r"(\+\+\+|\$|\?|=|//) ", lines[at]):
            body.append(lines[at])
            at += 1
        if kind == "//":
            rewritten += body
        elif kind == "+++":
            rewritten += body
            base = (HERE / f"base{Path(rest).suffix}").read_text(encoding="utf-8") if "{BASE}" in body else ""
            content = "\n".join(body).replace("{BASE}", base.rstrip("\n")) + "\n"
            (tmp_path / rest).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / rest).write_text(content, encoding="utf-8")
        elif kind == "$":
            printed, code = run(rest, tmp_path)
            printed = printed.replace(str(tmp_path), "FOLDER")
            assert "Traceback" not in printed
            if request.config.getoption("--rewrite"):
                # What still says what is printed stays, with the lines it leaves out.
                kept = matches("".join(f"{line}\n" for line in body), printed)
                rewritten += [*(body if kept else printed.splitlines()), f"? {code}"]
                at += at < len(lines) and lines[at].startswith("? ")
                continue
            assert matches("".join(f"{line}\n" for line in body), printed), f"$ {rest}\n{printed}"
            assert lines[at] == f"? {code}", f"$ {rest}\n{printed}? {code}"
            rewritten.append(lines[at])
            at += 1
        elif kind == "=":
            place = tmp_path / rest
            if place.suffix:
                there = place.read_text(encoding="utf-8").splitlines()
            else:
                there = sorted(p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file())
            if request.config.getoption("--rewrite"):
                rewritten += there
            else:
                assert there == body, rest
    if request.config.getoption("--rewrite"):
        path.write_text("\n".join(rewritten) + "\n", encoding="utf-8")
