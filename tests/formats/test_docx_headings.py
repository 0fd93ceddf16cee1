"""A Word file whose headings no style tells: they are told by how they are set, and the typed contents list goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.source.model import Heading
from duizhao.source.readers.docx import read_docx
from tests.formats.test_docx import converted, paragraph, run

TEXT = "The wells of the village are deep, and the water in them is clear for most of the year."


def set_(text: str, size: int = 0, *, bold: bool = False) -> str:
    """A paragraph in letters of a size in points, perhaps bold."""
    said = f'<w:sz w:val="{2 * size}"/>' if size else ""
    return paragraph(run(text, said + ("<w:b/>" if bold else "")))


def headings(folder: Path, body: str) -> list[str]:
    """The headings the reader finds, with their levels."""
    converted(folder, body)
    blocks = read_docx(folder / "a.docx", "a.docx").blocks
    return [f"{'#' * each.depth} {each.text.plain}" for each in blocks if isinstance(each, Heading)]


NAMES = ("1. Ox", "2. Goat", "3. Cow", "4. Pig", "5. Hen")

#: (size in points, bold) of the upper and of the lower headings.
LOOKS = [((16, True), (14, True)), ((16, False), (13, False)), ((16, True), (16, False)), ((14, False), (10, True))]


@pytest.mark.parametrize(("upper", "lower"), LOOKS, ids=["by size", "none bold", "bold above plain", "bold alone"])
def test_the_levels_are_those_of_the_look(upper: tuple[int, bool], lower: tuple[int, bool], tmp_path: Path) -> None:
    levels = {1: upper, 2: lower}
    names = [(1, "1. Water"), (2, "1.1 Depth"), (2, "1.2 Taste"), (1, "2. People")]
    body = "".join(
        set_(name, levels[depth][0], bold=levels[depth][1]) + ("" if name == "1. Water" else set_(TEXT))
        for depth, name in names
    )
    assert headings(tmp_path, body) == ["# 1. Water", "## 1.1 Depth", "## 1.2 Taste", "# 2. People"]


def test_the_contents_list_that_is_typed_goes(tmp_path: Path) -> None:
    names = ("1. Water", "2. People", "3. Data")
    entries = "".join(set_(f"{name}\t{page}") for page, name in enumerate(names, 1))
    body = set_("Contents", 16, bold=True) + entries + "".join(set_(each, 16, bold=True) + set_(TEXT) for each in names)
    done = converted(tmp_path, body)
    assert headings(tmp_path, body) == [f"# {name}" for name in names]
    assert done.files["en/index.md"].body.plain.splitlines()[2:] == []
    assert done.ledger.by_reason()["contents list"] > 0


@pytest.mark.parametrize(
    "body",
    [
        "".join(set_(each, 16, bold=True) for each in ("Press", "Riverton", "Winter 2021")) + set_(TEXT),
        "".join(set_(f"{each} are deep.", 0, bold=True) + set_(TEXT) for each in ("Wells", "Lakes", "Seas")),
        "".join(set_(each, 16) + set_(TEXT) for each in ("Water", "People")),
        "".join(set_(each, 8) + set_(TEXT) for each in ("Water", "People", "Data")),
        "".join(set_(each, 20 + 2 * at) + set_(TEXT) for at, each in enumerate(NAMES)),
    ],
    ids=["lines of a title page", "sentences", "too few", "smaller than the text", "no two alike"],
)
def test_what_is_no_heading(body: str, tmp_path: Path) -> None:
    assert headings(tmp_path, body) == []


def test_where_a_style_tells_headings_the_look_tells_none(tmp_path: Path) -> None:
    styled = paragraph(run("Water"), '<w:outlineLvl w:val="0"/>') + set_(TEXT)
    body = styled + "".join(set_(each, 16, bold=True) + set_(TEXT) for each in ("Depth", "Taste", "Smell"))
    assert headings(tmp_path, body)[:1] == ["# Water"]
    assert "# Depth" not in headings(tmp_path, body)
