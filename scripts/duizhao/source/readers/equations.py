"""Equations of Word (Office Math Markup, ECMA-376 part 1, 22.1) and of web pages (MathML) in one line of text.

The form is that of Unicode's linear format (Unicode Technical Note 28): `a/b`, `x²`, `x_(i,1)`, `√(a+b)`,
`∑ᵢ₌₁ⁿ x`.
"""

import re
from collections.abc import Iterable
from html import unescape

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


#: Those with text in them. The sign between a function and what it is of stands around words, too: where it is between
#: letters or digits, it is a space. The signs between factors, items and terms are not seen.
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_APART = "\u2061"
_SPACE = re.compile(rf"(?<=\w){_APART}+(?=\w)")
_UNSEEN = dict.fromkeys(range(0x2061, 0x2065))
_NAMED = re.compile("&(?!(?:lt|gt|amp|quot);)\\w+;")
#: Those with an index below and a bound above, and what they are of behind them.
_LARGE = frozenset("∑∏∐∫∬∭∮⋀⋁⋂⋃")
#: Signs above a letter, as characters that combine with it.
_ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0305", "‾": "\u0305", "˙": "\u0307"}
_ACCENTS |= {"→": "\u20d7", "⃗": "\u20d7", "¨": "\u0308"}


def linear_mathml(html: str) -> str:
    """An equation in MathML (W3C, MathML Core), as it stands in a page, in the same form.

    >>> linear_mathml("<math><mfrac><mi>a</mi><msup><mi>b</mi><mn>2</mn></msup></mfrac></math>")
    'a/(b²)'
    """
    # libxml2 does not know all of HTML's names for characters.
    known = _NAMED.sub(lambda name: unescape(name[0]), html)
    root = etree.HTML(known) if known.strip() else None
    shown = _shown(root, 0) if root is not None else ""
    return " ".join(_SPACE.sub(" ", shown).translate(_UNSEEN).split())


def _shown(element: etree._Element, deep: int) -> str:
    if deep > _DEEPEST or not isinstance(element.tag, str):
        return ""
    name = element.tag.rpartition(":")[2]
    if name in _TOKENS:
        text = " ".join("".join(element.itertext()).split())
        # A word stands apart from what is beside it.
        return f"{_APART}{text}{_APART}" if len(text) > 1 and text.isalpha() else text
    parts = [_shown(each, deep + 1) for each in element if isinstance(each.tag, str)]
    first, second, third = (each.strip(_APART) for each in (*parts, "", "", "")[:3])
    match name:
        case "mfrac":
            return f"{_grouped(first)}/{_grouped(second)}"
        case "msup":
            return first + _above(second)
        case "mover":
            return first + (_ACCENTS.get(second, "") or _above(second))
        case "munder" if len(first) > 1:
            return f"{first}{_below(second)} "
        case "msub" | "munder":
            return first + _below(second) + _behind(first)
        case "msubsup" | "munderover":
            return first + _below(second) + _above(third) + _behind(first)
        case "msqrt":
            return f"√{_grouped(''.join(parts))}"
        case "mroot":
            return f"{raised(second) or second}√{_grouped(first)}"
        case "mfenced":
            between = ", " if element.get("separators", ",").strip() else ""
            return f"{element.get('open', '(')}{between.join(parts)}{element.get('close', ')')}"
        case "mtable":
            return f"[{'; '.join(parts)}]"
        case "mtr":
            return ", ".join(parts)
        case "semantics":
            return first
        case "mspace":
            return " "
        case "mphantom" | "annotation" | "annotation-xml":
            return ""
        case _:
            return "".join(parts)


def _behind(operator: str) -> str:
    return " " if operator in _LARGE else ""
