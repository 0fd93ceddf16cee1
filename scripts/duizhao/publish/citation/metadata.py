"""What a page's head tells programs: Highwire and Dublin Core tags for reference managers, schema.org for engines."""

import json
from collections.abc import Iterator, Sequence

from duizhao.publish.citation.model import Work

Tags = list[tuple[str, str]]


def highwire(work: Work, address: str = "") -> Tags:
    """The `citation_*` tags that Google Scholar and Zotero read, as (name, content).

    The publisher and the date are left out where the source has none; the address where the site has none.
    """
    return _said(
        ("citation_title", work.part or work.title),
        ("citation_author", work.publisher),
        ("citation_publication_date", work.issued.iso.replace("-", "/") if work.issued else ""),
        ("citation_inbook_title", work.title if work.part else ""),
        ("citation_publisher" if work.part else "citation_technical_report_institution", work.publisher),
        ("citation_language", work.language),
        ("citation_public_url", address),
    )


def dublin_core(work: Work, address: str = "") -> Tags:
    """Dublin Core, as (name, content), with the names of DCMI's recommendation for HTML."""
    return _said(
        ("DC.title", work.part or work.title),
        ("DC.creator", work.publisher),
        ("DC.publisher", work.publisher),
        ("DC.type", "Text"),
        ("DC.language", work.language),
        ("DCTERMS.issued", work.issued.iso if work.issued else ""),
        ("DCTERMS.isPartOf", work.title if work.part else ""),
        ("DC.identifier", address),
    )


def _said(*tags: tuple[str, str]) -> Tags:
    return [tag for tag in tags if tag[1]]


def schema_org(
    work: Work, address: str = "", home: str = "", position: int | None = None, parts: Sequence[tuple[str, str]] = ()
) -> str:
    """JSON-LD for a `<script>`: a `Report` with its parts as (title, address), or a `Chapter` of it.

    `home`: the address of the report's home page. `position`: the part's place in reading order. Addresses are
    empty where the site has none. What could end the script early is written as an escape.
    """
    organisation = {"@type": "Organization", "name": work.publisher}
    by, published = ({name: organisation} if work.publisher else {} for name in ("author", "publisher"))
    report = dict(_thing("Report", work.title, home)) | by | published
    if work.issued:
        report["datePublished"] = work.issued.iso
    if work.part:
        data = dict(_thing("Chapter", work.part, address)) | by | {"inLanguage": work.language}
        data |= {"isPartOf": report} | ({"position": position} if position is not None else {})
    else:
        data = report | {"inLanguage": work.language}
        if parts:
            data["hasPart"] = [dict(_thing("Chapter", title, url)) for title, url in parts]
    text = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False)
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def _thing(type_: str, name: str, address: str) -> Iterator[tuple[str, object]]:
    yield "@type", type_
    yield "name", name
    if address:
        yield "url", address
