"""References in every style and format, as the case files have them; and what a page's head says."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
import yaml

from duizhao.document.issued import Issued, issued
from duizhao.publish.citation import data, metadata, styles
from duizhao.publish.citation.model import Accessed, Address, Italic, Work, html, text, written

CASES = sorted(Path(__file__).parent.glob("*.case"))
FORMATS = {
    **{name: getattr(styles, name) for name in ("gbt7714", "apa", "chicago")},
    **{name: getattr(data, name) for name in ("bibtex", "ris", "csl_json")},
}
BLOCKS = [
    pytest.param(path, name, id=f"{path.stem}: {name}")
    for path in CASES
    for name in re.findall(r"(?m)^\[(\w+)\]$", path.read_text(encoding="utf-8"))
]
REPORT = Work("rivers-en", "Rivers </script> & Bridges", "Clearbrook Institute", "en")
PAGE = Work("rivers-1-en", "Rivers", "Clearbrook Institute", "en", part="1.1 Stone", issued=Issued(2024, 10))


def read(path: Path) -> tuple[Work, str, datetime.date | None, dict[str, str]]:
    """A case: the work, its address, the day of access, and the references by format."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    known = yaml.safe_load(head)
    address, accessed = known.pop("address", ""), known.pop("accessed", None)
    known["issued"] = issued(known.get("issued"))
    pieces = re.split(r"(?m)^\[(\w+)\]\n", rest)[1:]
    expected = {name: block.rstrip() for name, block in zip(pieces[::2], pieces[1::2], strict=True)}
    return Work(**known), address, accessed, expected


def test_there_are_cases() -> None:
    assert len(CASES) > 4
    assert {block.values[1] for block in BLOCKS} == set(FORMATS)


@pytest.mark.parametrize(("path", "name"), BLOCKS)
def test_reference(path: Path, name: str) -> None:
    work, address, accessed, expected = read(path)
    made = text(FORMATS[name](work), address, accessed)
    assert "\n".join(line.rstrip() for line in made.rstrip().splitlines()) == expected[name]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_csl_json_is_json(path: Path) -> None:
    work, address, accessed, _ = read(path)
    (item,) = json.loads(text(data.csl_json(work), address, accessed))
    assert item.get("publisher", "") == work.publisher
    assert ("URL" in item) == bool(address)


def test_ris_ends_as_the_format_wants() -> None:
    assert text(data.ris(REPORT)).endswith("\nER  - \n")


def test_html_marks_titles_and_leaves_places_to_fill() -> None:
    reference = ("A & B. ", Italic("<T>"), Accessed("iso", "[", "]"), Address(" ", ".\n"))
    assert html(reference, "https://example.org/?a&b") == (
        "A &amp; B. <i>&lt;T&gt;</i>"
        '<span data-accessed="iso" data-before="[" data-after="]"></span>'
        '<span data-address data-before=" " data-after=".&#10;"> https://example.org/?a&amp;b.\n</span>'
    )
    assert html((Address(" "),)) == '<span data-address data-before=" " data-after=""></span>'


def test_forms_of_a_day() -> None:
    day = datetime.date(2026, 1, 5)
    assert written(day, "iso") == "2026-01-05"
    assert written(day, "slashes") == "2026/01/05"
    assert written(day, "long") == "January 5, 2026"
    assert written(day, "parts") == "2026, 1, 5"


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (2024, (2024,)),
        ("2024", (2024,)),
        ("2024-10", (2024, 10)),
        ("2024-10-18", (2024, 10, 18)),
        (datetime.date(2024, 10, 18), (2024, 10, 18)),
    ],
)
def test_a_date_is_as_exact_as_it_is_given(value: object, parts: tuple[int, ...]) -> None:
    found = issued(value)
    assert found
    assert found.parts == parts


@pytest.mark.parametrize("value", ["", None])
def test_no_date(value: object) -> None:
    assert issued(value) is None


@pytest.mark.parametrize("value", ["last year", "2024-13", "2024-00", "2024-02-30", "24", True, "2024年10月"])
def test_what_is_no_date(value: object) -> None:
    with pytest.raises(ValueError, match=r".*"):
        issued(value)


def test_tags_for_reference_managers() -> None:
    assert metadata.highwire(PAGE, "https://example.org/1.html") == [
        ("citation_title", "1.1 Stone"),
        ("citation_author", "Clearbrook Institute"),
        ("citation_publication_date", "2024/10"),
        ("citation_inbook_title", "Rivers"),
        ("citation_publisher", "Clearbrook Institute"),
        ("citation_language", "en"),
        ("citation_public_url", "https://example.org/1.html"),
    ]
    assert metadata.highwire(REPORT) == [
        ("citation_title", "Rivers </script> & Bridges"),
        ("citation_author", "Clearbrook Institute"),
        ("citation_technical_report_institution", "Clearbrook Institute"),
        ("citation_language", "en"),
    ]
    assert dict(metadata.dublin_core(PAGE))["DCTERMS.isPartOf"] == "Rivers"
    assert dict(metadata.dublin_core(PAGE))["DCTERMS.issued"] == "2024-10"


def test_schema_org() -> None:
    home = "https://example.org/"
    page = json.loads(metadata.schema_org(PAGE, f"{home}1.html", home, position=3))
    assert (page["@type"], page["name"], page["position"]) == ("Chapter", "1.1 Stone", 3)
    assert page["isPartOf"] == {
        "@type": "Report",
        "name": "Rivers",
        "url": home,
        "author": {"@type": "Organization", "name": "Clearbrook Institute"},
        "publisher": {"@type": "Organization", "name": "Clearbrook Institute"},
        "datePublished": "2024-10",
    }
    source = metadata.schema_org(REPORT, parts=[("Preface", "")])
    assert "<" not in source
    report = json.loads(source)
    assert report["name"] == REPORT.title
    assert report["hasPart"] == [{"@type": "Chapter", "name": "Preface"}]
    assert "url" not in source
