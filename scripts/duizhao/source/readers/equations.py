"""Equations of Word (Office Math Markup, ECMA-376 part 1, 22.1) in one line of text.

The form is that of Unicode's linear format (Unicode Technical Note 28): `a/b`, `x²`, `x_(i,1)`, `√(a+b)`,
`∑ᵢ₌₁ⁿ x`.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from duizhao.source.readers.content import lowered, raised

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPEST = 60


def linear(element: etree._Element, deep: int = 0) -> str:
    """All that an element of an equation shows, in reading order."""
    if deep > _DEEPEST:
        return ""
    name = element.tag.removeprefix(M) if isinstance(element.tag, str) else ""
    if name == "t" or (not name.startswith("{") and name.endswith("Pr")):
        return (element.text or "") if name == "t" else ""

    def part(tag: str) -> str:
        found = element.find(f"{M}{tag}")
        return linear(found, deep + 1) if found is not None else ""

    def said(tag: str, otherwise: str) -> str:
        found = element.find(f"{M}{name}Pr/{M}{tag}")
        return found.get(f"{M}val", "") if found is not None else otherwise

    match name:
        case "f":
            return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
        case "sSup":
            return part("e") + _above(part("sup"))
        case "sSub":
            return part("e") + _below(part("sub"))
        case "sSubSup":
            return part("e") + _below(part("sub")) + _above(part("sup"))
        case "sPre":
            return _below(part("sub")) + _above(part("sup")) + part("e")
        case "limLow":
            return part("e") + _below(part("lim"))
        case "limUpp":
            return part("e") + _above(part("lim"))
        case "rad":
            return f"{raised(part('deg')) or part('deg')}√{_grouped(part('e'))}"
        case "nary":
            return f"{said('chr', '∫')}{_below(part('sub'))}{_above(part('sup'))} {part('e')}"
        case "d":
            inner = said("sepChr", "|").join(linear(each, deep + 1) for each in element.iterfind(f"{M}e"))
            return f"{said('begChr', '(')}{inner}{said('endChr', ')')}"
        case "func":
            return f"{part('fName')} {part('e')}"
        case "acc":
            return part("e") + said("chr", "\u0302")
        case "m":
            rows = (
                ", ".join(linear(each, deep + 1) for each in row.iterfind(f"{M}e"))
                for row in element.iterfind(f"{M}mr")
            )
            return f"[{'; '.join(rows)}]"
        case "eqArr":
            return "; ".join(linear(each, deep + 1) for each in element.iterfind(f"{M}e"))
        case "oMathPara":
            return " ".join(_all(element, deep))
        case _:
            return "".join(_all(element, deep))


def _all(element: etree._Element, deep: int) -> Iterable[str]:
    return (linear(each, deep + 1) for each in element)


def _grouped(text: str) -> str:
    return text if text.isalnum() or not text else f"({text})"


def _above(text: str) -> str:
    return raised(text) or (f"^{_grouped(text)}" if text else "")


def _below(text: str) -> str:
    return lowered(text) or (f"_{_grouped(text)}" if text else "")
