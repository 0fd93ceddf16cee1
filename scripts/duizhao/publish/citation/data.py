"""References as data, for programs that keep them: BibTeX, RIS, CSL-JSON."""

import json
import re

from duizhao.publish.citation.model import Accessed, Address, Part, Reference, Work

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex(work: Work) -> Reference:
    """BibTeX: a `techreport`, or a part of a book with a title of its own (`incollection`).

    Doubled braces keep a name whole and a title's capitals. `url`, `urldate` and the `…addon` that a title in another
    language stands in are biblatex's, which older styles pass over.
    """
    author = "{" + _latex(work.publisher) + "}" if work.publisher else ""
    title = "{" + _latex(work.title) + "}"
    fields = {"author": author}
    if work.part:
        fields |= {"title": "{" + _latex(work.part) + "}", "booktitle": title, "publisher": author}
    else:
        fields |= {"title": title, "institution": author}
    if work.translated_language:
        titles = {"title": work.translated_part or work.translated_title}
        titles |= {"booktitle": work.translated_title} if work.part else {}
        fields |= {f"{name}addon": "{" + _latex(value) + "}" for name, value in titles.items() if value}
    if work.issued:
        names = ("year", "month", "day")
        fields |= {name: str(part) for name, part in zip(names, work.issued.parts, strict=False)}
    fields["language"] = " and ".join(filter(None, (work.language, work.translated_language)))
    head = "@incollection" if work.part else "@techreport"
    told = {name: value for name, value in fields.items() if value}
    lines = f"{head}{{{work.key},\n" + "".join(f"  {name:<11} = {{{value}}},\n" for name, value in told.items())
    return (lines, Address("  url         = {", "},\n"), Accessed("iso", "  urldate     = {", "},\n"), "}\n")


def ris(work: Work) -> Reference:
    """RIS: type RPRT, or CHAP with the report as its book (T2); the other language's titles are TT and T3."""
    fields = [("TY", "CHAP" if work.part else "RPRT"), ("AU", work.publisher), ("TI", work.part or work.title)]
    if work.part:
        fields.append(("T2", work.title))
    if work.translated_language:
        titles = (("TT", work.translated_part or work.translated_title), ("T3", work.part and work.translated_title))
        fields += [(tag, title) for tag, title in titles if title]
    fields.append(("PB", work.publisher))
    if work.issued:
        month, day = (f"{part:02}" if part else "" for part in (work.issued.month, work.issued.day))
        fields += [("PY", str(work.issued.year)), ("DA", f"{work.issued.year}/{month}/{day}/")]
    fields += [("LA", language) for language in (work.language, work.translated_language) if language]
    lines = "".join(f"{tag}  - {value}\n" for tag, value in fields if value)
    return (lines, Address("UR  - ", "\n"), Accessed("slashes", "Y2  - ", "/\n"), "ER  - \n")


def csl_json(work: Work) -> Reference:
    """CSL-JSON: an array with one item, of type `report` or `chapter`; valid JSON with and without the two slots."""
    fields: dict[str, object] = {"id": work.key, "type": "chapter" if work.part else "report"}
    if work.part:
        fields |= {"title": work.part, "container-title": work.title}
    else:
        fields["title"] = work.title
    if work.publisher:
        fields |= {"author": [{"literal": work.publisher}], "publisher": work.publisher}
    if work.issued:
        fields["issued"] = {"date-parts": [list(work.issued.parts)]}
    lines = "".join(f"    {_json(key)}: {_json(value)},\n" for key, value in fields.items())
    slots: tuple[Part, ...] = (
        Address('    "URL": "', '",\n'),
        Accessed("parts", '    "accessed": {"date-parts": [[', "]]},\n"),
    )
    return (f"[\n  {{\n{lines}", *slots, f'    "language": {_json(work.language)}\n  }}\n]\n')


def _latex(text: str) -> str:
    return re.sub("|".join(map(re.escape, _LATEX)), lambda found: _LATEX[found[0]], text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
