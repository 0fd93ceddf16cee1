"""Files in `sources/` that are not as they should be: runs the cases in `faults.txt`. And one that is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.errors import InputError
from duizhao.revise.fidelity.errata import read_errata
from duizhao.revise.fidelity.reviewed import read_reviewed, reviewed_text

FILE = Path(__file__).with_name("faults.txt")


def cases() -> list[tuple[str, str, str]]:
    """Each case's name, the file's content, and what is said."""
    result = []
    for case in FILE.read_text(encoding="utf-8").split("## ")[1:]:
        name, _, rest = case.partition("\n")
        content, said = rest.split("--- said\n")
        result.append((name, content, said.strip()))
    return result


@pytest.mark.parametrize(("name", "content", "said"), cases(), ids=[case[0] for case in cases()])
def test_fault(name: str, content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    file = tmp_path / "sources" / name.partition(":")[0]
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_errata(tmp_path) if name.startswith("errata") else read_reviewed(file, file.name)
    assert str(raised.value) == said


def test_confirmations_are_written_as_they_are_read(tmp_path: Path) -> None:
    confirmed = {id_: {"zh": "012345678912", "en": "1e1000000000"} for id_ in ("s1-p10", "s1-p2", "ch1-n1")}
    file = tmp_path / "reviewed.yml"
    file.write_text(reviewed_text(confirmed), encoding="utf-8")
    assert read_reviewed(file, "reviewed.yml") == confirmed
    assert [line.partition(":")[0] for line in file.read_text(encoding="utf-8").splitlines()[1:]] == [
        "ch1-n1", "s1-p2", "s1-p10",
    ]  # fmt: skip
