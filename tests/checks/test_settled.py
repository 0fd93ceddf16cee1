"""What is read of the file of settled findings, and how a slip in it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duizhao.check.settled import read_settled
from duizhao.errors import InputError

ENTRY = {"fingerprint": "3fa9c2d1e0b4", "code": "b-101", "verdict": "difference", "reason": "It is so."}


def written(folder: Path, **values: str) -> Path:
    """A file with one entry, its values as they would be typed."""
    lines = [f"{key}: {value}" for key, value in (ENTRY | values).items()]
    file = folder / "report.findings.yml"
    file.write_text("- " + "\n  ".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("fingerprint", ["3fa9c2d1e0b4", "012345670123", "0b1010101010", "123456789012"])
def test_a_fingerprint_is_what_is_written(tmp_path: Path, fingerprint: str) -> None:
    assert list(read_settled(written(tmp_path, fingerprint=fingerprint), "f")) == [fingerprint]


@pytest.mark.parametrize("reason", ["2024-02-30", "2024-02-28", "42", "'yes'"])
def test_a_reason_is_any_text(tmp_path: Path, reason: str) -> None:
    (entry,) = read_settled(written(tmp_path, reason=reason), "f").values()
    assert entry.reason == reason.strip("'")


@pytest.mark.parametrize(
    ("readers", "shown"), [("true", True), ("yes", True), ("True", True), ("false", False), ("", False)]
)
def test_whether_readers_are_told(tmp_path: Path, readers: str, shown: bool) -> None:
    (entry,) = read_settled(written(tmp_path, readers=readers), "f").values()
    assert entry.readers is shown


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reason": ""}, "4: `reason` is empty"),
        ({"reason": "[a]"}, "4: `reason` should be text in quotes"),
        ({"reason": "!!bool so"}, "4: This value has a type of its own"),
        ({"verdict": "perhaps"}, "3: `verdict` should be one of: difference, false-alarm"),
        ({"code": ""}, "2: `code` should be what `duizhao check` prints"),
        ({"readers": "perhaps"}, "5: `readers` should be `true` or `false`"),
        ({"remark": "x"}, "5: `remark` is no key"),
        ({"? [a] ": "x"}, "5: A key should be a word"),
    ],
)
def test_a_slip_is_told(tmp_path: Path, values: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match="^" + re.escape(f"sources/report.findings.yml:{said}")):
        read_settled(written(tmp_path, **values), "sources/report.findings.yml")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "f.yml").write_bytes(b"- reason: \xff\n")
    with pytest.raises(InputError, match="not UTF-8"):
        read_settled(tmp_path / "f.yml", "f.yml")
