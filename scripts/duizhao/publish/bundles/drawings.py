"""Figures drawn from data: as images of their own, since a book has no style sheet of the site's; and the table plain.

The drawing is the site's (`duizhao.publish.figures`). Here it gets its colours and its legend into the file, for
light paper.
"""

from copy import copy
from xml.etree.ElementTree import Element, SubElement, tostring

from bs4 import BeautifulSoup, Tag

from duizhao.publish.bundles.trees import new_tag

_SVG = "http://www.w3.org/2000/svg"
_COLOURS = ("#1d5a8c", "#c2571a", "#3f7d4e", "#8a4f9e", "#8c7a12", "#5b6470")
_DASHES = ("none", "7 3", "2 3", "9 3 2 3", "4 4", "1 4")
_FACES = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","DejaVu Sans",sans-serif'
_STYLE = "".join(
    (
        f"text{{fill:#1f2328;font-family:{_FACES};font-size:14px}}.text-overlay text{{font-size:12px}}",
        "path{fill:none}.guide{stroke:#ddd}.axis>.line,.axis.line{stroke:#555d66}",
        *(
            f".series-{n} .rect,.series-{n} circle,rect.series-{n}{{fill:{colour}}}"
            f".series-{n} path{{stroke:{colour};stroke-dasharray:{dashes};stroke-width:2}}"
            for n, (colour, dashes) in enumerate(zip(_COLOURS, _DASHES, strict=True), 1)
        ),
    )
)
# Between two lines of the legend, and how far it stands from the left, in the drawing's units.
_LINE, _LEFT = 22, 16


def take_drawings(tree: BeautifulSoup, folder: str) -> dict[str, bytes]:
    """Puts an image in place of each drawing, and the table in place of its disclosure. Changes the tree; gives the
    images by the paths they have below `folder`."""
    images: dict[str, bytes] = {}
    for figure in tree.select("figure"):
        for chart in figure.select(".figure-chart"):
            legends, drawings = chart.select(".chart-legend"), chart.select("svg.wide")
            for number, (legend, drawing) in enumerate(zip(legends, drawings, strict=False), 1):
                path = f"{folder}/{figure.get('id') or 'figure'}.drawing-{number}.svg"
                images[path] = _standalone(drawing, legend)
                said = [part.get_text() for name in ("title", "desc") if (part := drawing.find(name))]
                chart.insert_before(new_tag("img", src=path, alt=" ".join(said)))
            chart.extract()
        for details in figure.select("details.figure-data"):
            table = details.find("table")
            details.replace_with(copy(table) if isinstance(table, Tag) else "")
    return images


def _standalone(drawing: Tag, legend: Tag) -> bytes:
    """The drawing as a file: the legend above it."""
    # An HTML parser writes the name in small letters; as an attribute of HTML it is the same.
    box = str(drawing.get("viewBox") or drawing.get("viewbox") or "0 0 640 360")
    across, down = (float(number) for number in box.split()[2:])
    names = legend.find_all("span", recursive=False)
    above = _LINE * len(names) + 8
    svg = Element(
        "svg",
        {
            "xmlns": _SVG,
            "viewBox": f"0 {-above} {across:g} {down + above:g}",
            "width": f"{across:g}",
            "height": f"{down + above:g}",
        },
    )
    SubElement(svg, "style").text = _STYLE
    ground = {"x": "0", "y": str(-above), "width": f"{across:g}", "height": f"{down + above:g}", "fill": "#fff"}
    SubElement(svg, "rect", ground)
    for line, name in enumerate(names):
        key = name.find("span")
        kind = " ".join(key.get_attribute_list("class")) if isinstance(key, Tag) else ""
        top = line * _LINE - above + 8
        SubElement(svg, "rect", {"class": kind, "x": str(_LEFT), "y": str(top), "width": "12", "height": "12"})
        SubElement(svg, "text", {"x": str(_LEFT + 20), "y": str(top + 11)}).text = name.get_text()
    for child in drawing.find_all(recursive=False):
        if child.name not in ("title", "desc"):
            svg.append(_element(child))
    drawn: bytes = tostring(svg, encoding="utf-8", xml_declaration=True)
    return drawn


def _element(tag: Tag) -> Element:
    found = Element(tag.name, {name: _value(value) for name, value in tag.attrs.items()})
    if tag.name == "text":
        found.text = tag.get_text()
    found.extend(_element(child) for child in tag.find_all(recursive=False))
    return found


def _value(value: object) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, list) else str(value)
